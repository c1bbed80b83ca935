//! Numbers that stand in text.

/// From here on whole numbers lie closer together than what holds them.
#[cfg(feature = "research")]
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The number that a text is; `nan` is a text. A whole number that would become another one is none: two ids must not become one.
#[cfg(feature = "research")]
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.parse().ok().filter(|number: &f64| !number.is_nan())?;
    let digits = text.trim_start_matches(['+', '-']);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let comes_back = || number.abs().to_string() == digits.trim_start_matches('0');
    (number.abs() < EXACT || !is_whole || comes_back()).then_some(number)
}

/// Digits, perhaps with a sign, a point and an exponent. Parsing it would bring five kilobytes of tables along.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    fn unsigned(text: &str) -> &str {
        text.strip_prefix(['+', '-']).unwrap_or(text)
    }
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = unsigned(number).split_once('.').unwrap_or((unsigned(number), ""));
    let exponent = unsigned(exponent);
    let nothing = exponent.is_empty() || (whole.is_empty() && part.is_empty());
    !nothing && digits(whole) && digits(part) && digits(exponent)
}

/// `3` for `3.0` or `3.00`, which is how programs that know no whole numbers with gaps write it; `1.000` can be a thousand.
pub(crate) fn whole(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once('.')?;
    matches!(zeros, "0" | "00").then_some(whole)
}

/// Ids that are one number in two forms, `1` and `1.0`, `1,0` or `01`, each pair with its digits: nobody knows whether they are one or two.
pub(crate) fn in_two_forms<'t>(ids: impl Iterator<Item = &'t str> + Clone) -> Vec<[&'t str; 3]> {
    // Of many ids few are copied, and mostly none.
    if !ids.clone().any(|id| digits(id).is_some_and(|digits| digits != id)) {
        return Vec::new();
    }
    let mut forms: Vec<(&str, &str)> = ids.filter_map(|id| Some((digits(id)?, id))).collect();
    forms.sort_unstable();
    forms.dedup();
    let same = forms.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    same.map(|pair| [pair[0].0, pair[0].1, pair[1].1]).collect()
}

/// The digits of a whole number, without zeros before them and a part of nothing behind them.
fn digits(id: &str) -> Option<&str> {
    let comma =
        || id.split_once(',').filter(|(_, zeros)| matches!(*zeros, "0" | "00")).map(|(whole, _)| whole);
    let body = whole(id).or_else(comma).unwrap_or(id);
    let is_whole = !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_digit());
    let bare = body.trim_start_matches('0');
    is_whole.then(|| if bare.is_empty() { &body[body.len() - 1..] } else { bare })
}

/// Whether a text is a long number that a program cut short, such as `1.23457E+11`: many numbers become this one.
pub(crate) fn is_cut_short(text: &str) -> bool {
    let short = text.split_once(['E', 'e']).filter(|(_, exponent)| exponent.starts_with('+'));
    short.is_some_and(|(number, exponent)| is_number(&number.replace(',', ".")) && is_number(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_number_is_one() {
        let numbers = ["0", "-1", "+2.5", ".5", "1.", "1e5", "-1.5E-7"];
        assert!(numbers.iter().all(|text| is_number(text)));
        assert!(!["", "-", ".", "e5", "1e", "1,5", "1 2", "0x1", "nan"].iter().any(|text| is_number(text)));
        assert_eq!(["1.0", "-2.00", "1.5", "1", "1."].map(whole), [Some("1"), Some("-2"), None, None, None]);
        assert_eq!(whole("1.000"), None);
        let ids =
            ["1", "v1", "2.0", "v1.0", "1.0", "2.00", "3.0", "1", "4", "007", "7", "0", "0,0", "5,0", "4.5"];
        let expected = [["0", "0", "0,0"], ["1", "1", "1.0"], ["2", "2.0", "2.00"], ["7", "007", "7"]];
        assert_eq!(in_two_forms(ids.into_iter()), expected);
        assert!(["1.23457E+11", "1,2E+05", "1e+20"].into_iter().all(is_cut_short));
        assert!(!["1E5", "E+5", "3E+", "a1E+5", "1.5", "7e-3"].into_iter().any(is_cut_short));
    }

    #[cfg(feature = "research")]
    #[test]
    fn no_two_whole_numbers_become_one() {
        assert_eq!(number(" 3.5 "), Some(3.5));
        assert_eq!(number("-9007199254740991"), Some(-9_007_199_254_740_991.0));
        assert_eq!(number("9007199254740992"), Some(EXACT));
        assert_eq!(number("+0009007199254740994"), Some(9_007_199_254_740_994.0));
        assert_eq!(["9007199254740993", "-9007199254740993", "18446744073709551615"].map(number), [None; 3]);
        assert_eq!(number("1e300"), Some(1e300));
        assert_eq!(["", "x", "1 2", "nan", "-NaN"].map(number), [None; 5]);
    }
}
