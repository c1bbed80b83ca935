//! Designs in Brennan's notation: `x` crosses, `:` nests, brackets group. `unit x (rater:criterion)`.

use super::design::{Set, members};
use crate::base::error::{ErrorCode, Place, Problem};
use crate::base::message::Message;

/// What a design says: its facets in the order in which they come, and what each is nested in.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Notation {
    pub(super) facets: Vec<String>,
    pub(super) within: Vec<Set>,
}

/// More facets make more effects than any data can tell apart.
pub(super) const MOST_FACETS: usize = 6;

fn refused(what: &'static str, found: &str) -> Problem {
    let what = Message::new(what).text("found", found);
    Problem::new(ErrorCode::InvalidOption, Place::path("design")).say("what", what)
}

impl Notation {
    /// Reads a design.
    ///
    /// # Errors
    /// `invalid_option`.
    pub(super) fn read(text: &str) -> Result<Self, Problem> {
        let spaced = text.replace(['×', '*'], " x ");
        let spaced =
            ["(", ")", ":"].iter().fold(spaced, |text, sign| text.replace(sign, &format!(" {sign} ")));
        let words: Vec<_> = spaced.split_whitespace().collect();
        let mut read = Self::default();
        let mut rest = words.as_slice();
        read.crossed(&mut rest, 0)?;
        if let Some(word) = rest.first() {
            return Err(refused("design.unexpected", word));
        }
        // What holds for something holds for what is nested in it.
        for _ in 0..read.facets.len() {
            for at in 0..read.facets.len() {
                read.within[at] =
                    members(read.within[at]).fold(read.within[at], |set, outer| set | read.within[outer]);
            }
        }
        Ok(read)
    }

    /// `a x b x c`: all facets in it.
    fn crossed(&mut self, rest: &mut &[&str], depth: usize) -> Result<Set, Problem> {
        let mut all = self.nested(rest, depth)?;
        while let Some((&"x", after)) = rest.split_first() {
            *rest = after;
            all |= self.nested(rest, depth)?;
        }
        Ok(all)
    }

    /// `a:b:c`: what comes first is nested in what follows.
    fn nested(&mut self, rest: &mut &[&str], depth: usize) -> Result<Set, Problem> {
        let inner = self.single(rest, depth)?;
        let Some((&":", after)) = rest.split_first() else { return Ok(inner) };
        *rest = after;
        let outer = self.nested(rest, depth)?;
        members(inner).for_each(|at| self.within[at] |= outer);
        Ok(inner | outer)
    }

    /// A facet, or something in brackets.
    fn single(&mut self, rest: &mut &[&str], depth: usize) -> Result<Set, Problem> {
        let Some((word, after)) = rest.split_first() else {
            return Err(refused("design.ends", ""));
        };
        *rest = after;
        match *word {
            "(" if depth < MOST_FACETS => {
                let inside = self.crossed(rest, depth + 1)?;
                match rest.split_first() {
                    Some((&")", after)) => *rest = after,
                    _ => return Err(refused("design.open", "")),
                }
                Ok(inside)
            }
            "(" | ")" | ":" | "x" => Err(refused("design.unexpected", word)),
            name if self.facets.iter().any(|known| known == name) => Err(refused("design.twice", name)),
            _ if self.facets.len() == MOST_FACETS => Err(refused("design.many", word)),
            name => {
                self.facets.push(name.to_owned());
                self.within.push(0);
                Ok(1 << (self.facets.len() - 1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<Set>) {
        let read = Notation::read(text).unwrap();
        (read.facets, read.within)
    }

    #[test]
    fn designs_of_the_book() {
        assert_eq!(read("p x i").1, [0, 0]);
        assert_eq!(read("p × (r:t)").1, [0, 0b100, 0]);
        assert_eq!(read("(r:p) x i").1, [0b10, 0, 0]);
        assert_eq!(read("r:(p x o)").1, [0b110, 0, 0]);
        assert_eq!(read("i:h:p").1, [0b110, 0b100, 0]);
        assert_eq!(read("(i x r):(p x (o:h))").1, [0b11100, 0b11100, 0, 0b10000, 0]);
        assert_eq!(read("unit*rater").0, ["unit", "rater"]);
    }

    #[test]
    fn what_is_no_design_is_told() {
        for (text, id) in [
            ("p x", "design.ends"),
            ("", "design.ends"),
            ("p x (r:t", "design.open"),
            ("p r", "design.unexpected"),
            ("p x )", "design.unexpected"),
            ("p x p", "design.twice"),
            ("a x b x c x d x e x f x g", "design.many"),
            (&"(".repeat(100_000), "design.unexpected"),
        ] {
            let told = serde_json::to_string(&Notation::read(text).unwrap_err().message()).unwrap();
            assert!(told.contains(id), "{text}: {told}");
        }
    }
}
