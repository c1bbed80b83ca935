//! What the pattern of a text is made of, so that it is taken apart once and not whenever it is said.

/// A part of a pattern.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    /// Words as they are.
    Words(String),
    /// The argument of this name.
    Slot(String),
    /// The argument of this name in a form: a day as the language writes it, or what is named in one of its cases.
    Formed(String, String),
    /// The branch that fits the argument of this name, which is a count.
    Plural(String, Branches),
    /// What the plural around it counts.
    Number,
}

/// What is said of each number.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Branches {
    exact: Vec<(u64, Vec<Piece>)>,
    one: Option<Vec<Piece>>,
    many: Option<Vec<Piece>>,
    other: Option<Vec<Piece>>,
}

impl Branches {
    /// What is said of this number; `is_many` where the language has a plural for such as this.
    pub(crate) fn of(&self, count: u64, is_many: bool) -> Option<&[Piece]> {
        let exact = self.exact.iter().find(|(own, _)| *own == count).map(|(_, branch)| branch);
        let own = match count {
            1 => self.one.as_ref(),
            _ => self.many.as_ref().filter(|_| is_many),
        };
        exact.or(own).or(self.other.as_ref()).map(Vec::as_slice)
    }
}

/// Takes a pattern apart.
pub(crate) fn pieces(pattern: &str) -> Vec<Piece> {
    within(pattern, false)
}

fn within(pattern: &str, counted: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '#']) {
        words.push_str(&rest[..at]);
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix("{{") {
            words.push('{');
            rest = after;
            continue;
        }
        let (piece, after) = match tail.strip_prefix('#') {
            Some(after) if counted => (Piece::Number, after),
            Some(after) => {
                words.push('#');
                rest = after;
                continue;
            }
            None => {
                let (inner, after) = slot(tail);
                (filled(inner), after)
            }
        };
        if !words.is_empty() {
            pieces.push(Piece::Words(std::mem::take(&mut words)));
        }
        pieces.push(piece);
        rest = after;
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// What stands between braces: a name, or a name with a rule.
fn filled(slot: &str) -> Piece {
    match slot.split_once(',') {
        Some((name, rule)) => match rule.trim().strip_prefix("plural") {
            Some(rule) => Piece::Plural(name.trim().to_owned(), branches(rule)),
            None => Piece::Formed(name.trim().to_owned(), rule.trim().to_owned()),
        },
        None => Piece::Slot(slot.trim().to_owned()),
    }
}

/// Splits `{slot}rest` at the brace that closes it.
fn slot(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return (&text[1..at], &text[at + 1..]),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (&text[1..], "")
}

/// The branches of `, =0 {…} one {…} many {…} other {…}`, as they stand after `plural`.
fn branches(rule: &str) -> Branches {
    let mut branches = Branches::default();
    let Some(mut rest) = rule.trim_start().strip_prefix(',') else { return branches };
    while let Some(at) = rest.find('{') {
        let key = rest[..at].trim();
        let (branch, after) = slot(&rest[at..]);
        match key {
            "one" => branches.one = Some(within(branch, true)),
            "many" => branches.many = Some(within(branch, true)),
            "other" => branches.other = Some(within(branch, true)),
            exact => {
                let exact = exact.strip_prefix('=').and_then(|exact| exact.parse().ok());
                branches.exact.extend(exact.map(|exact| (exact, within(branch, true))));
            }
        }
        rest = after;
    }
    branches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_slots_and_plurals() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let slot = |name: &str| Piece::Slot(name.to_owned());
        assert_eq!(pieces(""), []);
        assert_eq!(pieces("a {{b} # { c }"), [words("a {b} # "), slot("c")]);
        let [Piece::Plural(name, branches)] = &pieces("{n, plural, =0 {no} one {# {a}} other {}}")[..] else {
            unreachable!("one piece");
        };
        assert_eq!(name, "n");
        assert_eq!(branches.of(0, false), Some(&[words("no")][..]));
        assert_eq!(branches.of(1, false), Some(&[Piece::Number, words(" "), slot("a")][..]));
        assert_eq!(branches.of(2, true), Some(&[][..]));
        assert_eq!(pieces("{who, dative}"), [Piece::Formed("who".to_owned(), "dative".to_owned())]);
        assert_eq!(pieces("{n, plural}"), [Piece::Plural("n".to_owned(), Branches::default())]);
    }
}
