//! Calls of the studies: one way for all of the core's list, so that a study that is new is called without a word here.

use collabpro_core::Result;
use collabpro_core::table::Table;

use crate::calls::{Call, Case, Options, table, text};
use crate::vector::Step;

/// A result, as text and as tables.
trait Outcome {
    /// The same, after it went somewhere else.
    fn again(&self) -> Result<Box<dyn Outcome>>;

    fn json(&self) -> String;

    fn table(&self, name: Option<&str>) -> Result<Table>;

    /// Names of its tables.
    fn tables(&self) -> &'static [&'static str];
}

/// The table of a result with one, or with several.
macro_rules! chosen {
    ($of:ident, $name:ident, $only:ident) => {{
        let _ = $name;
        Ok($of.table())
    }};
    ($of:ident, $name:ident, $first:ident $($other:ident)+) => {
        Ok($of.table($name.unwrap_or(stringify!($first)).parse()?))
    };
}

/// What is read of where a result went.
macro_rules! read {
    ($of:ty, $own:ident) => {
        <$of>::from_json(&$own.to_json())
    };
    ($of:ty, $own:ident bytes) => {
        <$of>::from_bytes(&$own.to_bytes())
    };
}

/// A verb of what the vector is about, if the vector is about such a thing.
macro_rules! asked {
    (PlainTable, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {
        asked!(RatingTable, $case, $verb, $options, $own, $gives)
    };
    (RatingTable, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {
        if $case.is_of_table() {
            let (table, asked) = $case.rating_table($own, collabpro_core::$options::from_json)?;
            return Ok(Some(Box::new(table.$verb(asked)?)));
        }
    };
    // Options are told before ratings, in every language.
    (LongTable, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {
        let options = collabpro_core::$options::from_json($own)?;
        if let Some(columns) = $case.long_table() {
            return Ok(Some(Box::new(collabpro_core::$gives::of(&[columns], options)?)));
        }
    };
    (Tally, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {
        let options = collabpro_core::$options::from_json($own)?;
        if let Some((tally, _)) = $case.tallied()? {
            return Ok(Some(Box::new(tally.$verb(options)?)));
        }
    };
    (TallyAndUnits, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {
        let options = collabpro_core::$options::from_json($own)?;
        if let Some((tally, units)) = $case.tallied()? {
            return Ok(Some(Box::new(tally.$verb(&units, options)?)));
        }
    };
    (AgreementState, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {};
    ($receiver:ident, $case:ident, $verb:ident, $options:ident, $own:ident, $gives:ident) => {{
        let options = collabpro_core::$options::from_json($own)?;
        return Ok(Some(Box::new(asked!(@ $receiver, $case).$verb(options)?)));
    }};
    (@ Ratings, $case:ident) => {
        $case.ratings()?
    };
    (@ Scores, $case:ident) => {
        $case.scores()?
    };
    (@ Generalizability, $case:ident) => {
        $case.study()?
    };
    (@ Rasch, $case:ident) => {
        $case.rasch()?
    };
    (@ Calibration, $case:ident) => {
        $case.calibration()?
    };
}

macro_rules! studies {
    (
        results { $($(#[doc = $about:literal])+ $outcome:ident($main:ident) [$($table:ident)+] $(by $bytes:ident)?;)+ }
        verbs { $($(#[doc = $of:literal])+ $verb:ident($options:ident) -> $gives:ident: $($receiver:ident)+;)+ }
    ) => {
        /// The verbs, in the order of the list.
        pub(crate) const VERBS: &[&str] = &[$(stringify!($verb)),+];

        $(
            impl Outcome for collabpro_core::$outcome {
                fn again(&self) -> Result<Box<dyn Outcome>> {
                    let again = read!(collabpro_core::$outcome, self $($bytes)?)?;
                    assert!(again == *self, "another came back");
                    Ok(Box::new(again))
                }

                fn json(&self) -> String {
                    self.to_json()
                }

                fn table(&self, name: Option<&str>) -> Result<Table> {
                    chosen!(self, name, $($table)+)
                }

                fn tables(&self) -> &'static [&'static str] {
                    &[$(stringify!($table)),+]
                }
            }
        )+

        #[allow(unreachable_code, reason = "what is asked of ratings or scores always answers")]
        fn find(case: &Case<'_>, verb: &str, own: &str) -> Result<Option<Box<dyn Outcome>>> {
            $(
                if verb == stringify!($verb) {
                    $(asked!($receiver, case, $verb, $options, own, $gives);)+
                }
            )+
            Ok(None)
        }
    };
}

collabpro_core::studies!(studies);

/// What a study gives: itself, or one of its tables.
pub(crate) fn call(case: &Case<'_>, verb: &str, is_table: bool, options: &Options) -> Result<String> {
    let (own, name) = if is_table { table(options) } else { (text(options), None) };
    let Some(found) = find(case, verb, &own)? else { return Ok(format!("nothing can be asked to {verb}")) };
    let found = found.again()?;
    Ok(if is_table { found.table(name.as_deref())?.to_json() } else { found.json() })
}

/// Every table of what a study gives, by the names of both; none where it gives an error, or the step is no study.
pub fn tables(case: &Case<'_>, step: &Step) -> Vec<(String, Table)> {
    let Call::Study { verb, is_table: false } = step.call else { return Vec::new() };
    let Ok(Some(found)) = find(case, verb, &text(&step.options)) else { return Vec::new() };
    let table = |name: &&'static str| Some((format!("{verb} {name}"), found.table(Some(name)).ok()?));
    found.tables().iter().filter_map(table).collect()
}
