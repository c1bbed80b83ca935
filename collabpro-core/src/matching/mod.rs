#![doc = include_str!("../../docs/matching.md")]

mod recorders;

use collabpro_derive::{Read, document, options, words};
use serde::Serialize;

use crate::base::by_name::ByName;
use crate::base::document::problem;
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::message::Message;
use crate::base::options;
use crate::base::table::{Rows, Table, columns};
use crate::base::texts::Texts;
use crate::context::check::{check_entries, check_version};
use crate::context::{
    ContextDescriptor, ContextDescriptors, ContextProfile, ContextType, ContextValue, Supports,
};
use crate::framework::{ContextDimension, Idea};
use crate::practice::Practices;
use recorders::{Side, settle};

/// Options of a match.
#[options]
#[cfg_attr(feature = "schema", schemars(rename = "MatchSettings"))]
pub struct MatchOptions {
    /// How much a descriptor counts within its dimension, 0 to 3; 1 where nothing is said.
    #[option(setter = none)]
    weights: ByName<f64>,
    /// Descriptors that the practice cannot do without: unlike or unknown here decides alone.
    needed: Vec<String>,
    /// Id of a practice of [`Practices`]; what it asks of a place is needed too.
    #[serde(skip_serializing_if = "Option::is_none")]
    practice: Option<String>,
}

impl MatchOptions {
    /// How much a descriptor counts.
    #[must_use]
    pub fn weight(mut self, descriptor: impl Into<String>, weight: f64) -> Self {
        self.weights.insert(descriptor, weight);
        self
    }

    fn check(&self, descriptors: &ContextDescriptors, problems: &mut Problems) {
        for (id, weight) in self.weights.iter() {
            let path = format!("weights.{id}");
            if descriptors.get(id).is_none() {
                problems.push(problem(ErrorCode::UnknownReference, path, id));
            } else if !(0.0..=3.0).contains(weight) {
                problems.append(&options::outside(&path, weight, 0, 3));
            }
        }
        for (at, id) in self.needed.iter().enumerate().filter(|(_, id)| descriptors.get(id).is_none()) {
            problems.push(problem(ErrorCode::UnknownReference, format!("needed[{at}]"), id));
        }
        if let Some(id) = self.practice.as_ref().filter(|id| Practices::bundled().get(id).is_none()) {
            problems.push(problem(ErrorCode::UnknownReference, "practice", id));
        }
    }

    fn needs(&self, descriptor: &str) -> bool {
        let practice = self.practice.as_ref().and_then(|id| Practices::bundled().get(id));
        self.needed.iter().any(|id| id == descriptor)
            || practice.is_some_and(|practice| practice.asks.iter().any(|ask| ask.descriptor == descriptor))
    }
}

/// What can be said of the conditions here in one dimension.
#[words]
pub enum Likeness {
    /// Much as where it worked.
    Alike,
    /// Partly: something would have to be changed, here or in the practice.
    Adapt,
    /// Other than where it worked, or something needed is.
    Unlike,
    /// Too little is known to say.
    Unknown,
}

/// Which part of the rule decided; the first that applies.
#[words]
pub enum DecidedBy {
    /// A needed descriptor is unlike.
    NeededUnlike,
    /// A needed descriptor is unknown.
    NeededUnknown,
    /// Too small a share of the descriptors is known.
    LowCoverage,
    /// Too few descriptors are known.
    FewKnown,
    /// The bounds of the similarity.
    Bounds,
}

/// A place, by its unit and occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MatchedPlace {
    /// Id of the unit.
    pub unit: String,
    /// Id of the occasion; empty: none is named.
    pub occasion: String,
}

impl MatchedPlace {
    fn of(profile: &ContextProfile) -> Self {
        Self { unit: profile.unit.clone(), occasion: profile.occasion.clone() }
    }
}

/// What is said: as a message, and as it reads in English.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MatchText {
    /// As it reads.
    pub text: String,
    /// As a message.
    pub message: Message,
}

impl From<Message> for MatchText {
    fn from(message: Message) -> Self {
        Self { text: Texts::english().render(&message), message }
    }
}

/// One dimension of a match.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DimensionMatch {
    /// The dimension.
    pub dimension: ContextDimension,
    /// What can be said.
    pub verdict: Likeness,
    /// Which part of the rule decided.
    pub decided_by: DecidedBy,
    /// Descriptors known in both places.
    pub known: u32,
    /// Descriptors that count: those of weight 0 and those that apply in neither place are left out.
    pub asked: u32,
    /// Known share of those that count, by weight; null where none counts.
    pub coverage: Option<f64>,
    /// The similarity, were all that is unknown wholly unlike.
    pub lowest: Option<f64>,
    /// The similarity, were all that is unknown wholly alike.
    pub highest: Option<f64>,
}

/// One descriptor of a match.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DescriptorMatch {
    /// Id of the descriptor.
    pub descriptor: String,
    /// Its dimension.
    pub dimension: ContextDimension,
    /// How much it counts; 0 where it applies in neither place.
    pub weight: f64,
    /// Whether the practice cannot do without it.
    pub needed: bool,
    /// Where it worked.
    pub source: Side,
    /// Here.
    pub here: Side,
    /// From 0 to 1; null where either side is unknown, or it applies in neither place.
    pub similarity: Option<f64>,
    /// For a gap, what to talk about.
    pub question: Option<MatchText>,
}

/// How like the conditions here are to those of a place where something worked; made by
/// [`ContextProfile::match_with`].
///
/// There is no overall number: four words in a row are enough, and likeness never says that something will succeed.
///
/// # Formula
/// Similarity `s` of one descriptor, with `a` where it worked and `b` here, both between 0 and 1 (ordered levels by their
/// place, numbers between the declared bounds): `1 - max(0, a - b)` where more supports, `1 - max(0, b - a)` where less
/// does, `1 - |a - b|` where neither does. A category: 1 if it is the same, else 0. Several answers: how many are in both,
/// of those in either (Jaccard). Applies in one place only: 0. Applies in neither: it does not count. Unknown in either: it
/// counts, and is not scored.
///
/// Without directions this is Gower's (1971) coefficient, which is symmetric. Going from one place to another is not: more
/// protected time than where it worked is no obstacle.
///
/// In a dimension, with weights `w`: `coverage = Σ_known w / Σ w`, `lowest = Σ_known w s / Σ w`,
/// `highest = lowest + 1 - coverage`. The verdict is the first that applies: a needed descriptor below
/// [`NEEDED`](Self::NEEDED) → `unlike`; a needed one unknown, a coverage below [`COVERAGE`](Self::COVERAGE) or fewer than
/// [`KNOWN`](Self::KNOWN) known → `unknown`; lowest at [`ALIKE`](Self::ALIKE) or more → `alike`; highest below
/// [`UNLIKE`](Self::UNLIKE) → `unlike`; else `adapt`. The thresholds are this project's convention.
///
/// # When it misleads
/// Twenty questions are not a place, and each counts as much as another unless weights say otherwise. Answers are what
/// recorders wrote down.
#[document("context_match", version = 2, travels)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ContextMatch {
    /// Version of the questions.
    pub version: String,
    /// Where it worked.
    pub source: MatchedPlace,
    /// Here.
    pub here: MatchedPlace,
    /// The options it was made with.
    pub options: MatchOptions,
    /// Why it is asked, of the framework's ideas.
    pub idea: Idea,
    /// What a match cannot say.
    pub limits: MatchText,
    /// The four dimensions.
    pub dimensions: Vec<DimensionMatch>,
    /// The descriptors, in their order.
    pub descriptors: Vec<DescriptorMatch>,
}

impl ContextMatch {
    /// A needed descriptor below this similarity makes its dimension unlike.
    pub const NEEDED: f64 = 0.5;
    /// The smallest coverage with a verdict.
    pub const COVERAGE: f64 = 0.6;
    /// The fewest known descriptors with a verdict.
    pub const KNOWN: u32 = 3;
    /// The lowest bound from which a dimension is alike.
    pub const ALIKE: f64 = 0.75;
    /// The highest bound below which a dimension is unlike.
    pub const UNLIKE: f64 = 0.5;

    /// One row for each descriptor. Where recorders differ, their answers stand apart by ` | `.
    pub fn table(&self) -> Table {
        Rows::of(&self.descriptors)
            .column("dimension", |row| row.dimension.id())
            .with(columns!(descriptor, weight, needed))
            .column("source_status", |row| row.source.status.id())
            .column("source", |row| row.source.said())
            .column("here_status", |row| row.here.status.id())
            .column("here", |row| row.here.said())
            .with(columns!(similarity))
            .column("question", |row| row.question.as_ref().map(|question| &question.text))
            .table()
    }
}

impl ContextProfile {
    /// How like the conditions `here` are to these, where something worked.
    ///
    /// Of one recorder the latest answer counts. Recorders who say the same count once; where they differ the answer is
    /// unknown, and all of it is shown. A recorder who could not say does not stand against one who could.
    ///
    /// # Errors
    /// All problems at once: `unknown_reference` for a weight or need of an unknown descriptor, an unknown practice or another
    /// version of the questions; `invalid_option` for a weight out of its range, and for a place matched with itself; what
    /// [`from_json`](Self::from_json) refuses, for a profile that was put together by hand.
    ///
    /// ```
    /// use collabpro_core::ContextProfile;
    /// use collabpro_core::matching::{Likeness, MatchOptions};
    ///
    /// let place = |unit: &str, minutes: u32| {
    ///     let answers = [("protected_time", minutes.to_string()), ("funding", r#""yearly""#.into()), ("policy", r#""silent""#.into()), ("leader_joins", r#""visits""#.into())];
    ///     let entries = answers.map(|(id, value)| format!(r#"{{"descriptor": "{id}", "value": {value}, "source": "timetable", "date": "2025-10-01", "recorder": "Kim"}}"#));
    ///     ContextProfile::from_json(&format!(r#"{{"schemaVersion": 2, "kind": "collabpro.context_profile", "descriptors": "0.1.0", "unit": "{unit}", "entries": [{}]}}"#, entries.join(",")))
    /// };
    /// let found = place("Birch", 90)?.match_with(&place("Cedar", 45)?, MatchOptions::new().needed(["protected_time"]))?;
    /// let beside = &found.dimensions[2];
    /// assert_eq!((beside.verdict, beside.known, beside.asked), (Likeness::Adapt, 4, 6));
    /// let time = found.descriptors.iter().find(|row| row.descriptor == "protected_time").unwrap();
    /// assert_eq!(time.similarity, Some(0.75));
    /// assert!(time.question.as_ref().unwrap().text.contains("What could we change here"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn match_with(&self, here: &Self, options: MatchOptions) -> Result<ContextMatch> {
        let bundled = ContextDescriptors::bundled();
        let mut problems = Problems::of(ErrorKind::Estimation);
        for (name, profile) in [("source", self), ("here", here)] {
            check_version(profile, name, bundled, &mut problems);
            check_entries(
                &profile.entries.iter().enumerate().collect::<Vec<_>>(),
                name,
                bundled,
                &mut problems,
            );
        }
        if (&self.unit, &self.occasion) == (&here.unit, &here.occasion) {
            let itself = Problem::new(ErrorCode::InvalidOption, Place::path("here"));
            problems.push(itself.say("what", Message::new("context.itself")));
        }
        options.check(bundled, &mut problems);
        problems.finish(())?;
        let row = |descriptor| compare(descriptor, self, here, &options);
        let descriptors: Vec<DescriptorMatch> = bundled.descriptors.iter().map(row).collect();
        Ok(ContextMatch {
            version: bundled.version.clone(),
            source: MatchedPlace::of(self),
            here: MatchedPlace::of(here),
            options,
            idea: Idea::RipeFruit,
            limits: Message::new("context.limits").into(),
            dimensions: ContextDimension::ALL.iter().map(|of| judge(*of, &descriptors)).collect(),
            descriptors,
        })
    }
}

fn compare(
    descriptor: &ContextDescriptor,
    source: &ContextProfile,
    here: &ContextProfile,
    options: &MatchOptions,
) -> DescriptorMatch {
    let (source, here) = (settle(source, descriptor), settle(here, descriptor));
    let needed = options.needs(&descriptor.id);
    let given = options.weights.get(&descriptor.id).copied().unwrap_or(1.0);
    let (weight, similarity) = match (source.one(), here.one()) {
        (Some(None), Some(None)) => (0.0, None),
        (Some(Some(a)), Some(Some(b))) => (given, Some(similarity(descriptor, a, b))),
        (Some(_), Some(_)) => (given, Some(0.0)),
        _ => (given, None),
    };
    let unknown = source.one().is_none() || here.one().is_none();
    let gap = unknown || similarity.is_some_and(|similarity| similarity < 1.0);
    let question = (gap && (needed || weight > 0.0)).then(|| {
        let ask = Message::new(if unknown { "context.ask.unknown" } else { "context.ask" });
        let ask = ask.term("what", format!("descriptor:{}", descriptor.id), &descriptor.label);
        ask.message("there", source.words(descriptor)).message("here", here.words(descriptor)).into()
    });
    let (id, dimension) = (descriptor.id.clone(), descriptor.dimension);
    DescriptorMatch { descriptor: id, dimension, weight, needed, source, here, similarity, question }
}

fn similarity(descriptor: &ContextDescriptor, source: &ContextValue, here: &ContextValue) -> f64 {
    match descriptor.answer {
        ContextType::Category => f64::from(u8::from(source == here)),
        ContextType::Multiple => {
            let (ContextValue::Levels(source), ContextValue::Levels(here)) = (source, here) else {
                return 0.0;
            };
            let both = source.iter().filter(|id| here.contains(id)).count();
            both as f64 / (source.len() + here.len() - both) as f64
        }
        ContextType::Number | ContextType::Ordered => {
            let more_here = position(descriptor, here) - position(descriptor, source);
            1.0 - match descriptor.supports {
                Some(Supports::Higher) => (-more_here).max(0.0),
                Some(Supports::Lower) => more_here.max(0.0),
                None => more_here.abs(),
            }
        }
    }
}

/// Where a value stands between the lowest and the highest, from 0 to 1.
fn position(descriptor: &ContextDescriptor, value: &ContextValue) -> f64 {
    let (at, lowest, highest) = match value {
        ContextValue::Number(number) => {
            (*number, descriptor.minimum.unwrap_or(0.0), descriptor.maximum.unwrap_or(1.0))
        }
        ContextValue::Level(id) => {
            let rank = descriptor.levels.iter().position(|level| level.id == *id).unwrap_or(0);
            (rank as f64, 0.0, descriptor.levels.len().saturating_sub(1) as f64)
        }
        ContextValue::Levels(_) => (0.0, 0.0, 1.0),
    };
    ((at - lowest) / (highest - lowest)).clamp(0.0, 1.0)
}

fn judge(dimension: ContextDimension, descriptors: &[DescriptorMatch]) -> DimensionMatch {
    /// Sums of thirds and the like may miss a threshold by their rounding.
    const ROUNDING: f64 = 1e-9;
    let (mut all, mut scored, mut low, mut high) = (0.0, 0.0, 0.0, 0.0);
    let (mut known, mut asked) = (0, 0);
    let (mut needed_unlike, mut needed_unknown) = (false, false);
    for row in descriptors.iter().filter(|row| row.dimension == dimension) {
        if row.needed {
            needed_unlike |= row.similarity.is_some_and(|s| s < ContextMatch::NEEDED - ROUNDING);
            needed_unknown |= row.source.one().is_none() || row.here.one().is_none();
        }
        if row.weight > 0.0 {
            asked += 1;
            known += u32::from(row.similarity.is_some());
            all += row.weight;
            scored += row.similarity.map_or(0.0, |_| row.weight);
            // One term for each descriptor in both sums, so that rounding cannot put the bounds in the wrong order.
            low += row.weight * row.similarity.unwrap_or(0.0);
            high += row.weight * row.similarity.unwrap_or(1.0);
        }
    }
    let share = |sum: f64| (all > 0.0).then(|| sum / all);
    let (coverage, lowest, highest) = (share(scored), share(low), share(high));
    let reaches = |value: Option<f64>, limit: f64| value.is_some_and(|value| value >= limit - ROUNDING);
    let (verdict, decided_by) = if needed_unlike {
        (Likeness::Unlike, DecidedBy::NeededUnlike)
    } else if needed_unknown {
        (Likeness::Unknown, DecidedBy::NeededUnknown)
    } else if !reaches(coverage, ContextMatch::COVERAGE) {
        (Likeness::Unknown, DecidedBy::LowCoverage)
    } else if known < ContextMatch::KNOWN {
        (Likeness::Unknown, DecidedBy::FewKnown)
    } else if reaches(lowest, ContextMatch::ALIKE) {
        (Likeness::Alike, DecidedBy::Bounds)
    } else if !reaches(highest, ContextMatch::UNLIKE) {
        (Likeness::Unlike, DecidedBy::Bounds)
    } else {
        (Likeness::Adapt, DecidedBy::Bounds)
    };
    DimensionMatch { dimension, verdict, decided_by, known, asked, coverage, lowest, highest }
}

#[cfg(test)]
mod tests;
