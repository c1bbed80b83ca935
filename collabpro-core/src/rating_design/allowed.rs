//! What a design allows.

use super::{DesignStratum, Nesting};
use crate::base::message::Message;

/// What can be said with such a design, what cannot, and what would mend it.
pub(super) fn possible(group: &DesignStratum, linked: bool) -> Vec<Message> {
    let mut said = Vec::new();
    let (units, raters) = (u64::from(group.units), u64::from(group.raters));
    if group.ratings == 0 {
        return vec![Message::new("design.no_ratings")];
    }
    if group.pairable == 0 {
        let id = if raters == 1 { "design.one_rater" } else { "design.no_pairs" };
        said.push(Message::new(id).count("units", units));
    } else {
        let pairs = Message::new("design.pairs").count("n", group.pairable.into());
        said.push(pairs.count("units", units));
    }
    if units == 1 {
        said.push(Message::new("design.one_unit"));
        return said;
    }
    match group.nesting {
        Some(Nesting::Nested) if raters > 1 => {
            said.push(Message::new(if linked { "design.nested" } else { "design.nested_by_ids" }));
        }
        Some(Nesting::Mixed) => {
            let mixed = Message::new("design.mixed").count("n", group.several_units.into());
            said.push(mixed.count("raters", raters));
        }
        Some(Nesting::Crossed) if group.complete && raters > 1 => said.push(Message::new("design.complete")),
        Some(Nesting::Crossed) if raters > 1 => said.push(Message::new("design.crossed")),
        _ => {}
    }
    match group.components.len() as u64 {
        1 if raters > 1 => said.push(Message::new("design.connected")),
        0 | 1 => {}
        parts => {
            said.push(Message::new("design.disconnected").count("n", parts));
            if linked {
                said.push(Message::new("design.link").count("n", parts - 1));
            }
        }
    }
    if let (Some(least), Some(most)) = (group.panels.least, group.panels.most)
        && least < most
    {
        let unequal = Message::new("design.unequal").count("least", least.into());
        said.push(unequal.count("most", most.into()));
    }
    let idle = |unused: &Option<Vec<String>>| unused.as_ref().is_some_and(|unused| !unused.is_empty());
    let criteria =
        group.criteria.iter().filter(|criterion| criterion.ratings > 0 && idle(&criterion.unused)).count()
            as u64;
    if criteria > 0 {
        said.push(Message::new("design.unused").count("n", criteria));
    }
    said
}
