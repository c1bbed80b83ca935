#![doc = include_str!("../../docs/units.md")]

mod read;
mod times;

use collabpro_derive::{Read, document, words};
use serde::Serialize;

use crate::base::by_name::ByName;
use crate::framework::UnitKind;

/// That a unit belongs to another, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Membership {
    /// Id of the larger unit.
    pub unit: String,
    /// First occasion; absent: from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last occasion; absent: to the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// How many people a unit has in a role at an occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Size {
    /// Role; absent: everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Occasion; absent: every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// Number of people.
    pub people: u32,
}

/// That everyone of a team agreed beforehand to see everyone's ratings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenTeam {
    /// Day on which they agreed, ISO 8601.
    pub date: String,
    /// Who wrote it down.
    pub recorded_by: String,
}

/// That everyone who has a role in a unit, such as its one leader, chose to show the ratings of that role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedBySelf {
    /// Id of the role.
    pub role: String,
    /// Day on which they chose so, ISO 8601.
    pub date: String,
    /// Who wrote it down.
    pub recorded_by: String,
}

/// One unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unit {
    /// Id, as in the `unit` column.
    pub id: String,
    /// Name as shown; absent: the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of unit it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    /// Units it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Membership>,
    /// How many people it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<Size>,
    /// The intentional design it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<String>,
    /// The team's agreement to see all ratings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_team: Option<OpenTeam>,
    /// Roles whose people chose to show their own ratings, however few they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named_by_self: Vec<NamedBySelf>,
    /// Where the ratings have been published before, so that nothing is left to withhold: the citation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl Unit {
    /// Whether everyone may see its ratings: an open team, or ratings that are published.
    pub fn is_open(&self) -> bool {
        self.open_team.is_some() || self.published.is_some()
    }

    /// Whether everyone may see the ratings of a role: the unit is open, or its people chose so.
    pub fn is_open_for(&self, role: Option<&str>) -> bool {
        self.is_open() || role.is_some_and(|role| self.named_by_self.iter().any(|own| own.role == role))
    }
}

/// What kind of occasion it is; absent: a real one, at which people rated what they saw.
#[words]
#[non_exhaustive]
pub enum OccasionKind {
    /// A then-test: "Looking back, where were we then?". Never taken for the earlier occasion that it is about.
    ThenTest,
}

/// A point or span of time at which ratings were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Occasion {
    /// Id, as in the `occasion` column.
    pub id: String,
    /// Name as shown; absent: the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of occasion it is; absent: a real one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OccasionKind>,
    /// Of a then-test: id of the earlier occasion that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// Units and occasions. Cheap to build empty; ratings add what they name.
///
/// ```
/// use collabpro_core::Units;
///
/// let units = Units::from_csv("unit,kind,role,size\nBirch,school,teacher,14\nBirch,,student,210\n".as_bytes())?;
/// assert_eq!(units.size("Birch", Some("teacher"), "2025-10"), Some(14));
/// assert_eq!(Units::from_json(&units.to_json())?, units);
/// # Ok::<(), collabpro_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    pub(crate) units: ByName<Unit>,
    pub(crate) occasions: Vec<Occasion>,
    pub(crate) declared: bool,
    pub(crate) extensions: serde_json::Map<String, serde_json::Value>,
}

/// A units file on the wire.
#[document("units", version = 2, schema = "UnitsDocument")]
#[derive(Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct UnitsDocument {
    /// The occasions in their order; empty: not declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occasions: Vec<Occasion>,
    /// The units.
    pub units: Vec<Unit>,
    /// What others added; kept as it is.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extensions: serde_json::Map<String, serde_json::Value>,
}

impl Units {
    /// The units, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// One unit.
    pub fn get(&self, id: &str) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The name of a unit as shown.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).and_then(|unit| unit.label.as_deref()).unwrap_or(id)
    }

    /// How many people a unit has in a role (`None`: everyone) at an occasion, where it is known.
    pub fn size(&self, unit: &str, role: Option<&str>, occasion: &str) -> Option<u32> {
        let sizes = &self.get(unit)?.sizes;
        let fits =
            |size: &&Size, at: Option<&str>| size.role.as_deref() == role && size.occasion.as_deref() == at;
        let exact = sizes.iter().find(|size| fits(size, Some(occasion)));
        exact.or_else(|| sizes.iter().find(|size| fits(size, None))).map(|size| size.people)
    }

    /// The occasions that were declared, in their order.
    pub fn occasions(&self) -> &[Occasion] {
        &self.occasions
    }

    /// Every occasion that is named.
    pub(crate) fn occasion_ids(&self) -> impl Iterator<Item = &str> + Clone {
        let units = || self.units.values();
        let spans = units().flat_map(|unit| &unit.parents).flat_map(|parent| [&parent.from, &parent.to]);
        let sizes = units().flat_map(|unit| &unit.sizes).map(|size| &size.occasion);
        let declared = self.occasions.iter().map(|occasion| occasion.id.as_str());
        declared.chain(spans.chain(sizes).filter_map(Option::as_deref))
    }

    /// The name of an occasion as shown.
    pub fn occasion_label<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.occasions.iter().find(|occasion| occasion.id == id);
        known.and_then(|occasion| occasion.label.as_deref()).unwrap_or(id)
    }

    /// The earlier occasion that a then-test is about; `None` where this is a real occasion.
    pub fn then_test_about(&self, id: &str) -> Option<&str> {
        self.occasions
            .iter()
            .find(|occasion| occasion.id == id)
            .and_then(|occasion| occasion.about.as_deref())
    }

    /// Puts occasions in their declared order, or in the order of their dates; `None` when neither is known.
    pub fn order(&self, occasions: &[&str]) -> Option<Vec<usize>> {
        let form =
            |id: &str| -> String { id.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect() };
        let dated = |id: &str| matches!(form(id).as_str(), "9999" | "9999-99" | "9999-99-99");
        let first = occasions.first().map(|id| form(id));
        let place = |id: &str| self.occasions.iter().position(|occasion| occasion.id == id);
        let known = |id: &&str| match self.declared {
            true => place(id).is_some(),
            false => occasions.len() < 2 || dated(id) && Some(form(id)) == first,
        };
        if !occasions.iter().all(known) {
            return None;
        }
        // Without a declared order every place is the same, that of nothing.
        let mut order: Vec<(Option<usize>, &str, usize)> = Vec::new();
        for (at, id) in occasions.iter().enumerate() {
            order.push((place(id).filter(|_| self.declared), id, at));
        }
        order.sort_unstable();
        Some(order.into_iter().map(|(_, _, at)| at).collect())
    }
}
