//! The rule: which pattern ratings look like. Data with a version; the first pattern whose conditions all hold.

use std::sync::OnceLock;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

/// What ratings look like: patterns often seen in how people work together, never labels for a team.
#[words]
#[derive(Default, PartialOrd, Ord)]
pub enum Pattern {
    /// Few ties and few tools.
    Isolated,
    /// Strong tools, little ownership, and several warning signs.
    ForcedDataPattern,
    /// Strong tools, little ownership.
    Forced,
    /// Ties without joint work.
    TalkWithoutWork,
    /// Ties, tools and ownership together, with hardly a warning sign.
    CollaborativeProfessionalism,
    /// Strong tools with some ownership.
    Designed,
    /// None of these: three bars and no name.
    #[default]
    Mixed,
}

/// What a condition of the rule is about. An axis is the mean over its tenets of the share of ratings at the cut or
/// above.
#[words]
#[derive(PartialOrd, Ord)]
pub enum Measure {
    /// How we are with one another.
    Relation,
    /// The same, counted from the second category.
    RelationSecond,
    /// How the work is done.
    Craft,
    /// The same, counted from the second category.
    CraftSecond,
    /// Whose work it is.
    Ownership,
    /// How many warning signs at least half of the people rated "often".
    Signs,
}

/// One value for each [`Measure`].
pub(super) type Measured = [f64; 6];

/// A limit that a measure must reach, or stay below.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// What is measured.
    pub measure: Measure,
    /// The least that it must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// What it must stay below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
}

impl Condition {
    /// Shares are means of quotients: this close to a limit they are at it.
    const ROUNDING: f64 = 1e-9;

    pub(super) fn holds(&self, value: f64) -> bool {
        let at_least = self.at_least.is_none_or(|limit| value >= limit - Self::ROUNDING);
        at_least && self.below.is_none_or(|limit| value < limit - Self::ROUNDING)
    }
}

/// A pattern and when ratings look like it.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternRule {
    /// The pattern.
    pub id: Pattern,
    /// What must hold, all of it.
    pub when: Vec<Condition>,
}

/// The rule with its version.
#[document("diagnosis_rule", version = 1, schema = "Rule")]
#[derive(Clone, Debug, PartialEq, Read)]
pub struct Rule {
    /// Version of the rule.
    pub version: String,
    /// Whose reading it is.
    pub notice: String,
    /// Share of replicates from which a pattern is named.
    pub named: f64,
    /// Share of replicates from which ratings "lean to" it.
    pub leans: f64,
    /// The patterns, in the order in which they are tried.
    pub patterns: Vec<PatternRule>,
}

impl Rule {
    /// The bundled rule.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Rule> = OnceLock::new();
        BUNDLED.get_or_init(|| crate::base::document::bundled(include_str!("../../data/diagnosis.json")))
    }

    /// Measures are asked for one by one, and only those on which it hangs.
    pub(super) fn pattern(&self, mut measured: impl FnMut(Measure) -> f64) -> Pattern {
        let mut holds = |condition: &Condition| condition.holds(measured(condition.measure));
        let fits = |rule: &&PatternRule| rule.when.iter().all(&mut holds);
        self.patterns.iter().find(fits).map_or(Pattern::Mixed, |rule| rule.id)
    }

    pub(super) fn conditions(&self, pattern: Pattern) -> &[Condition] {
        self.patterns.iter().find(|rule| rule.id == pattern).map_or(&[], |rule| &rule.when)
    }

    /// The limits that the rule sets to a measure.
    pub(super) fn limits(&self, measure: Measure) -> impl Iterator<Item = f64> {
        let conditions = self.patterns.iter().flat_map(|rule| &rule.when);
        let own = conditions.filter(move |condition| condition.measure == measure);
        own.filter_map(|condition| condition.at_least.or(condition.below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relation, the same from the second category, craft, the same from the second category, ownership, signs.
    fn pattern(measured: Measured) -> &'static str {
        Rule::bundled().pattern(|at| measured[at as usize]).id()
    }

    #[test]
    fn every_pattern_has_its_ratings_and_the_first_that_fits_counts() {
        assert_eq!(pattern([0.1, 0.49, 0.1, 0.49, 0.1, 6.0]), "isolated");
        assert_eq!(pattern([0.1, 0.5, 0.1, 0.49, 0.1, 6.0]), "mixed");
        assert_eq!(pattern([0.9, 1.0, 0.6, 0.9, 0.39, 3.0]), "forced_data_pattern");
        assert_eq!(pattern([0.9, 1.0, 0.6, 0.9, 0.39, 2.0]), "forced");
        assert_eq!(pattern([0.5, 0.9, 0.39, 0.9, 0.9, 0.0]), "talk_without_work");
        assert_eq!(pattern([0.6, 0.9, 0.6, 0.9, 0.6, 1.0]), "collaborative_professionalism");
        assert_eq!(pattern([0.6, 0.9, 0.6, 0.9, 0.6, 2.0]), "designed");
        assert_eq!(pattern([0.1, 0.9, 0.6, 0.9, 0.4, 0.0]), "designed");
        assert_eq!(pattern([0.49, 0.9, 0.39, 0.9, 0.9, 0.0]), "mixed");
    }

    #[test]
    fn a_sum_that_is_a_limit_but_for_rounding_is_at_it() {
        let third = 0.6 - 1e-12;
        assert_eq!(pattern([0.9, 1.0, third, 0.9, 0.4, 0.0]), "designed");
    }

    #[test]
    fn the_bundled_rule_is_whole() {
        let rule = Rule::bundled();
        assert_eq!(rule.patterns.len(), Pattern::ALL.len());
        assert!(rule.patterns.last().is_some_and(|last| last.when.is_empty()));
        let one_limit = |one: &Condition| one.at_least.is_some() != one.below.is_some();
        assert!(rule.patterns.iter().flat_map(|rule| &rule.when).all(one_limit));
        for (variant, word) in Pattern::ALL.iter().map(|one| (serde_json::to_value(one).unwrap(), one.id())) {
            assert_eq!(variant, word);
        }
    }
}
