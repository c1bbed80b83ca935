//! Where ratings and a units file do not meet.

use collabpro_derive::Read;
use serde::Serialize;

use super::Ratings;
use crate::base::dictionary::Dictionary;
use crate::base::json_write::to_json;

/// Units that stand in the units file alone, or in ratings alone. Either may be right, and both are what a misspelt id looks like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnmatchedUnits {
    /// Ids of the units file that nobody rated and that no unit belongs to, by their bytes.
    pub unrated: Vec<String>,
    /// Ids of ratings that the units file does not have, in the order of the ratings; none where there is no units file.
    pub undescribed: Vec<String>,
}

impl UnmatchedUnits {
    /// The same as canonical JSON.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}

impl Ratings {
    /// Ids of the units that a units file has.
    pub(super) fn described(&self) -> impl Iterator<Item = &str> {
        let own = self.inner();
        let mut alone = Dictionary::default();
        own.undescribed.iter().for_each(|code| _ = alone.code(own.labels.unit.get(*code)));
        own.units.iter().map(|unit| unit.id.as_str()).filter(move |id| alone.find(id).is_none())
    }

    /// Which units stand in the units file alone, and which in ratings alone.
    ///
    /// ```
    /// use collabpro_core::{Rubric, Units};
    /// use collabpro_core::ratings::Reader;
    ///
    /// let units = Units::from_csv("unit,kind\nBirch,school\nElm,school\n".as_bytes())?;
    /// let rows = "unit,rater,criterion,level\nbirch,r1,7a,3\n";
    /// let ratings = Reader::new(&Rubric::bundled()).units(units).read(rows.as_bytes())?;
    /// assert_eq!(ratings.unmatched().unrated, ["Birch", "Elm"]);
    /// assert_eq!(ratings.unmatched().undescribed, ["birch"]);
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn unmatched(&self) -> UnmatchedUnits {
        let own = self.inner();
        let mut met = Dictionary::default();
        let parents = own.units.iter().flat_map(|unit| &unit.parents).map(|parent| parent.unit.as_str());
        parents.chain(own.labels.unit.iter()).for_each(|id| _ = met.code(id));
        let ids = own.units.iter().map(|unit| unit.id.as_str());
        let unrated: Vec<String> = ids.filter(|id| met.find(id).is_none()).map(str::to_owned).collect();
        let undescribed = own.undescribed.iter().map(|code| own.labels.unit.get(*code).to_owned());
        let is_file = own.units.iter().nth(own.undescribed.len()).is_some();
        UnmatchedUnits { unrated, undescribed: undescribed.filter(|_| is_file).collect() }
    }
}
