//! The committed JSON Schemas are the ones that the types give. Run with `COLLABPRO_BLESS=1` to write them.

#![cfg(feature = "schema")]

use std::path::Path;

use collabpro_core::ContextProfile;
use collabpro_core::SurveyMapping;
use collabpro_core::rubric::RubricDocument;
use collabpro_core::units::UnitsDocument;
use collabpro_core::{Rubric, Sheet, Units};

fn same<T: schemars::JsonSchema>(file: &str, committed: &str) -> std::io::Result<()> {
    let schema = serde_json::to_string(&schemars::schema_for!(T))? + "\n";
    if std::env::var_os("COLLABPRO_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
        return std::fs::write(path, schema);
    }
    assert!(committed == schema, "{file} is not what the types give; run this test with COLLABPRO_BLESS=1");
    Ok(())
}

#[test]
fn rubric() -> std::io::Result<()> {
    same::<RubricDocument>("rubric.schema.json", Rubric::json_schema())
}

#[test]
fn units() -> std::io::Result<()> {
    same::<UnitsDocument>("units.schema.json", Units::json_schema())
}

#[test]
fn context_profile() -> std::io::Result<()> {
    same::<ContextProfile>("context-profile.schema.json", ContextProfile::json_schema())
}

#[test]
fn survey_mapping() -> std::io::Result<()> {
    same::<SurveyMapping>("survey-mapping.schema.json", SurveyMapping::json_schema())
}

#[test]
fn sheet() -> std::io::Result<()> {
    same::<Sheet>("sheet.schema.json", Sheet::json_schema())
}
