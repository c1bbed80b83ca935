//! What the recorders of a place say together.

use collabpro_derive::{Read, words};
use serde::Serialize;

use crate::base::json_write::to_json;
use crate::base::message::Message;
use crate::base::table::{Rows, Table};
use crate::base::text::Text;
use crate::context::{
    ContextAbsent, ContextDescriptor, ContextDescriptors, ContextEntry, ContextProfile, ContextValue,
};
use crate::framework::ContextDimension;

/// Whether the answer for a place is known.
#[words]
pub enum SideStatus {
    /// There is one answer.
    Known,
    /// The question does not apply.
    NotApplicable,
    /// Nobody could say, or nobody was asked.
    Unknown,
    /// Recorders differ, so it counts as unknown.
    Disputed,
}

/// What is known of one descriptor in one place.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Side {
    /// Whether it is known.
    pub status: SideStatus,
    /// Each answer once; null: it does not apply. Several, where recorders differ.
    pub values: Vec<Option<ContextValue>>,
}

impl Side {
    /// The answer that counts, where there is one; nothing inside: it does not apply.
    pub(super) fn one(&self) -> Option<Option<&ContextValue>> {
        match self.values.as_slice() {
            [value] => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The answers as ids and numbers.
    pub(super) fn said(&self) -> Option<String> {
        let said = |value: &Option<ContextValue>| match value {
            None => SideStatus::NotApplicable.id().to_owned(),
            Some(ContextValue::Number(number)) => number.to_string(),
            Some(ContextValue::Level(id)) => id.clone(),
            Some(ContextValue::Levels(ids)) => ids.join(", "),
        };
        let all: Vec<String> = self.values.iter().map(said).collect();
        (!all.is_empty()).then(|| all.join(" | "))
    }

    /// The answers as they are shown.
    pub(super) fn words(&self, descriptor: &ContextDescriptor) -> Message {
        match self.values.as_slice() {
            [] => Message::new("context.unknown"),
            [value] => words(value.as_ref(), descriptor),
            values => {
                let values = values.iter().map(|value| words(value.as_ref(), descriptor)).collect();
                Message::new("context.disputed").list("answers", values)
            }
        }
    }
}

fn words(value: Option<&ContextValue>, descriptor: &ContextDescriptor) -> Message {
    let level = |id: &String| {
        let message = Message::new("context.level");
        match descriptor.levels.iter().find(|level| level.id == *id) {
            Some(level) => message.term("label", format!("level:{}:{id}", descriptor.id), &level.label),
            None => message.text("label", id),
        }
    };
    match value {
        None => Message::new("context.not_applicable"),
        Some(ContextValue::Number(number)) => {
            let decimals = number.to_string().split_once('.').map_or(0, |(_, digits)| digits.len().min(3));
            let message = Message::new("context.number").number("n", *number, decimals as u8);
            let unit = Text::from(descriptor.unit.as_deref().unwrap_or_default());
            message.term("unit", format!("descriptor:{}:unit", descriptor.id), &unit)
        }
        Some(ContextValue::Level(id)) => level(id),
        Some(ContextValue::Levels(ids)) => {
            Message::new("context.levels").list("labels", ids.iter().map(level).collect())
        }
    }
}

/// Of one recorder the latest answer counts; those who could not say leave the word to those who could.
pub(super) fn settle(profile: &ContextProfile, descriptor: &ContextDescriptor) -> Side {
    let mut latest: Vec<&ContextEntry> = Vec::new();
    for entry in profile.entries.iter().filter(|entry| entry.descriptor == descriptor.id) {
        match latest.iter_mut().find(|known| known.recorder == entry.recorder) {
            Some(known) if known.date >= entry.date => {}
            Some(known) => *known = entry,
            None => latest.push(entry),
        }
    }
    latest.retain(|entry| entry.absent != Some(ContextAbsent::Unknown));
    let mut values: Vec<Option<ContextValue>> =
        latest.iter().map(|entry| entry.value.as_ref().map(|value| plain(value, descriptor))).collect();
    values.sort_by_cached_key(to_json);
    values.dedup();
    let status = match values.as_slice() {
        [] => SideStatus::Unknown,
        [None] => SideStatus::NotApplicable,
        [Some(_)] => SideStatus::Known,
        _ => SideStatus::Disputed,
    };
    Side { status, values }
}

/// The same answer in one form: levels in their declared order, and one zero.
fn plain(value: &ContextValue, descriptor: &ContextDescriptor) -> ContextValue {
    match value {
        ContextValue::Number(number) => ContextValue::Number(number + 0.0),
        ContextValue::Level(id) => ContextValue::Level(id.clone()),
        ContextValue::Levels(ids) => {
            let declared = descriptor.levels.iter().map(|level| &level.id);
            ContextValue::Levels(declared.filter(|id| ids.contains(id)).cloned().collect())
        }
    }
}

impl ContextProfile {
    /// How many questions of each dimension have an answer that recorders agree on, and how many there are: columns
    /// `dimension`, `known` and `of`. Worth a look before anyone enters another place to match with this one.
    ///
    /// ```
    /// use collabpro_core::ContextProfile;
    ///
    /// let known = ContextProfile::of_case_study("hong_kong")?.known();
    /// assert_eq!(known.to_csv(), "dimension,known,of\r\nbefore,0,6\r\nbetwixt,0,5\r\nbeside,0,6\r\nbeyond,0,3\r\n");
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn known(&self) -> Table {
        let all = &ContextDescriptors::bundled().descriptors;
        let of = |dimension| all.iter().filter(move |descriptor| descriptor.dimension == dimension);
        let known = |descriptor: &&ContextDescriptor| settle(self, descriptor).one().is_some();
        Rows::of(ContextDimension::ALL.iter().copied())
            .column("dimension", ContextDimension::id)
            .column("known", |dimension| of(dimension).filter(known).count())
            .column("of", |dimension| of(dimension).count())
            .table()
    }
}
