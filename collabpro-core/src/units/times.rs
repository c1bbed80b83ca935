//! When units belong to others.

use super::read::Link;
use super::{Membership, Units};
use crate::base::error::{ErrorCode, Place, Problem, Problems};
use crate::base::number::in_two_forms;

impl Units {
    /// Whether an occasion comes before another; `None` when their order is not known.
    fn is_before(&self, one: &str, other: &str) -> Option<bool> {
        if one == other {
            return Some(false);
        }
        self.order(&[one, other]).map(|order| order == [0, 1])
    }

    /// Whether a membership holds at an occasion; `None` when that hangs on an order that is not known.
    pub(crate) fn holds(&self, member: &Membership, occasion: &str) -> Option<bool> {
        let early = member.from.as_ref().map_or(Some(false), |from| self.is_before(occasion, from));
        let late = member.to.as_ref().map_or(Some(false), |to| self.is_before(to, occasion));
        match (early, late) {
            (Some(true), _) | (_, Some(true)) => Some(false),
            (Some(false), Some(false)) => Some(true),
            _ => None,
        }
    }

    /// Checks that no occasion is named by one number in two forms, where none is declared.
    pub(super) fn check_forms(&self, place: Place, problems: &mut Problems) {
        if !self.declared {
            let pairs = in_two_forms(self.occasion_ids());
            problems.extend(pairs.into_iter().map(|pair| Problem::ambiguous(place.clone(), pair)));
        }
    }

    /// Checks that no membership ends before it begins, and that none is there twice at a time. Where the order of the
    /// occasions is not known, neither can be said.
    pub(super) fn check_times(&self, links: &[Link], problems: &mut Problems) {
        let told = |code, place: &Place, link: &Link| {
            Problem::new(code, place.clone()).with("what", &link.unit).with("parent", &link.member.unit)
        };
        let mut order: Vec<usize> = Vec::new();
        for (at, link) in links.iter().enumerate() {
            match (&link.member.from, &link.member.to) {
                (Some(from), Some(to)) if self.is_before(to, from) == Some(true) => {
                    let reversed = told(ErrorCode::MembershipReversed, &link.end, link);
                    problems.push(reversed.with("from", from).with("to", to));
                }
                _ => order.push(at),
            }
        }
        let key = |at: &usize| (&links[*at].unit, &links[*at].member.unit);
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        let after = |one: &Membership, other: &Membership| match (&one.from, &other.to) {
            (Some(from), Some(to)) => self.is_before(to, from),
            _ => Some(false),
        };
        let mut twice = Vec::new();
        for same in order.chunk_by(|a, b| key(a) == key(b)) {
            for (place, at) in same.iter().enumerate() {
                let own = &links[*at].member;
                let meets = |other: &usize| {
                    let other = &links[*other].member;
                    after(own, other) == Some(false) && after(other, own) == Some(false)
                };
                if same[..place].iter().any(meets) {
                    twice.push(*at);
                }
            }
        }
        twice.sort_unstable();
        for at in twice {
            problems.push(told(ErrorCode::MembershipOverlap, &links[at].place, &links[at]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(units: crate::base::error::Result<Units>) -> Vec<String> {
        let error = units.unwrap_err();
        assert!(!error.to_json().contains('⟦'), "{}", error.to_json());
        error.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.place())).collect()
    }

    #[test]
    fn memberships_have_their_times() {
        let head = r#"{"schemaVersion": 2, "kind": "collabpro.units", "occasions": [{"id": "autumn"}, {"id": "spring"}, {"id": "summer"}]"#;
        let parents = |spans: &str| {
            let all: Vec<String> = spans
                .split_whitespace()
                .map(|span| {
                    let (from, to) = span.split_once('>').unwrap();
                    let end = |name, id: &str| {
                        if id.is_empty() { String::new() } else { format!(r#", "{name}": "{id}""#) }
                    };
                    format!(r#"{{"unit": "S"{}{}}}"#, end("from", from), end("to", to))
                })
                .collect();
            format!(r#"{head}, "units": [{{"id": "S"}}, {{"id": "A", "parents": [{}]}}]}}"#, all.join(","))
        };
        for fine in [">autumn spring>", "autumn>autumn spring>summer", ">", "summer> autumn>spring"] {
            assert!(Units::from_json(&parents(fine)).is_ok(), "{fine}");
        }
        for (spans, expected) in [
            ("spring>autumn", "membership_reversed $.units[1].parents[0].to"),
            (">spring spring>", "membership_overlap $.units[1].parents[1].unit"),
            ("> autumn>autumn", "membership_overlap $.units[1].parents[1].unit"),
            ("autumn> spring>spring", "membership_overlap $.units[1].parents[1].unit"),
        ] {
            assert_eq!(found(Units::from_json(&parents(spans))), [expected], "{spans}");
        }
        let rows = "unit,parent,from,to\nS,,,\nA,S,2024,2023\nB,S,2023,2024\nB,S,2024,\nC,S,x,y\nC,S,y,z\n";
        let expected = ["membership_reversed row 3, column to", "membership_overlap row 5, column parent"];
        assert_eq!(found(Units::from_csv(rows.as_bytes())), expected);
    }

    #[test]
    fn ends_need_not_be_rated() {
        let units = Units::from_csv("unit,parent,from,to\nS,,,\nA,S,2023-09,2031-07\n".as_bytes()).unwrap();
        let member = &units.get("A").unwrap().parents[0];
        let at = |occasion| units.holds(member, occasion);
        assert_eq!(
            [at("2023-08"), at("2023-09"), at("2031-07"), at("2031-08")],
            [false, true, true, false].map(Some)
        );
        assert_eq!(at("spring"), None);
    }
}
