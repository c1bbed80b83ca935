//! The name that was meant.

/// The known name that is most like a name: of the same letters but for a third of them, whatever their case and what stands between.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |name: &str| -> Vec<u8> {
        let bytes = name.bytes().filter(|byte| *byte != b'_' && *byte != b'-');
        bytes.take(64).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    let given = letters(name);
    let far = |name: &&str| edits(&given, &letters(name));
    known
        .map(|name| (far(&name), name))
        .min()
        .filter(|(far, _)| *far <= given.len() / 3)
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out, changed, or exchanged with their neighbour.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut rows = [Vec::new(), (0..=b.len()).collect(), vec![0; b.len() + 1]];
    for at in 1..=a.len() {
        let [before, last, row] = &mut rows;
        row[0] = at;
        for to in 1..=b.len() {
            let same = usize::from(a[at - 1] != b[to - 1]);
            row[to] = (last[to] + 1).min(row[to - 1] + 1).min(last[to - 1] + same);
            if at > 1 && to > 1 && a[at - 1] == b[to - 2] && a[at - 2] == b[to - 1] {
                row[to] = row[to].min(before[to - 2] + 1);
            }
        }
        rows.rotate_left(1);
        rows[2].resize(b.len() + 1, 0);
    }
    rows[1].last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_that_was_meant() {
        let known = || ["extraColumns", "constants", "columns", "kind"].into_iter();
        assert_eq!(nearest("extra_colums", known()), Some("extraColumns"));
        assert_eq!(nearest("knid", known()), Some("kind"));
        assert_eq!(nearest("constant", known()), Some("constants"));
        assert_eq!(["colour", "", "xy"].map(|name| nearest(name, known())), [None; 3]);
        let far = |a: &str, b: &str| edits(a.as_bytes(), b.as_bytes());
        assert_eq!(
            [far("", "abc"), far("abc", ""), far("abc", "acb"), far("kitten", "sitting")],
            [3, 3, 1, 3]
        );
    }
}
