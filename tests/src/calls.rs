//! From the name of a call to the public method.

use std::borrow::Cow;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::str::FromStr;

use collabpro_core::agreement::{AgreementOptions, AgreementState};
use collabpro_core::case_studies::Find;
use collabpro_core::chart::{Chart, ChartOptions};
use collabpro_core::comparison::{
    self, Equivalence, EquivalenceOptions, ReliableChange, ReliableChangeOptions, ResponseShiftOptions,
    SimilarityOptions, TrendOptions,
};
use collabpro_core::composite::{CompositeOptions, Indicators};
use collabpro_core::exchange::{
    CaseOptions, CaseRubric, MappingDraft, SurveyOptions, ToCaseOptions, draft_mapping,
};
use collabpro_core::facets_files::{
    ReadFacetsOptions, ReadFacetsScoresOptions, read_facets, read_facets_scores,
};
use collabpro_core::generalizability::{DecisionOptions, GeneralizabilityOptions, StudyOptions};
use collabpro_core::matching::MatchOptions;
use collabpro_core::message::Texts;
use collabpro_core::rasch::AdjustOptions;
use collabpro_core::rating_table::{Label, RatingTableOptions};
use collabpro_core::ratings::SurveyAccount;
use collabpro_core::ratings::{Builder, ColumnSet, PseudonymOptions, ReadOptions, Reader};
use collabpro_core::report::{ReportBuilder, ReportFile};
use collabpro_core::roll_up::RollUpOptions;
use collabpro_core::rubric::{RubricItem, RubricItemsOptions};
use collabpro_core::tally::{Grain, GroupBy, Selection};
use collabpro_core::{
    Agreement, Calibration, CaseStudies, Change, ChangeOptions, Composite, ContextDescriptors, ContextMatch,
    ContextProfile, Error, Framework, Generalizability, HtmlOptions, Observed, Policy, Practices, Rasch,
    RaschOptions, RatingTable, Ratings, Released, Report, ReportOptions, Result, Rubric, Scores, Sheet,
    SitesOptions, SurveyMapping, Tally, Units,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Deserializer, de};
use serde_json::{Map, Value, json};

use crate::studies::{self, VERBS};
use crate::{Input, Vector};

/// What vectors may call: a verb of the list of studies or its table, or something of its own.
#[derive(Clone, Copy, Debug)]
pub enum Call {
    /// A study: `agreement`, or with a table of it `agreementTable`.
    Study {
        /// Its name in the list.
        verb: &'static str,
        /// Whether it is the table that is asked for, by `table`.
        is_table: bool,
    },
    /// Anything else.
    Own(Own),
}

impl Call {
    /// Whether it gives a table of results.
    pub fn is_table(self) -> bool {
        match self {
            Self::Study { is_table, .. } => is_table,
            Self::Own(Own::RatingTable) => false,
            Self::Own(own) => format!("{own:?}").ends_with("Table"),
        }
    }

    /// Every study as vectors call it.
    fn studies() -> impl Iterator<Item = (String, Self)> {
        VERBS.iter().flat_map(|verb| {
            // A vector has one name for each call, and `score` is that of ratings.
            let name = if *verb == "score" { "calibrationScore".to_owned() } else { camel(verb) };
            let call = |is_table| Self::Study { verb, is_table };
            [(name.clone(), call(false)), (format!("{name}Table"), call(true))]
        })
    }
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        match Self::studies().find(|(known, _)| *known == name) {
            // What is written by hand comes before what the list brings about.
            found if Own::deserialize(StrDeserializer::<D::Error>::new(&name)).is_err() => found
                .map(|(_, call)| call)
                .ok_or_else(|| de::Error::custom(format!("there is no call {name}"))),
            _ => Own::deserialize(StrDeserializer::new(&name)).map(Self::Own),
        }
    }
}

impl JsonSchema for Call {
    fn schema_name() -> Cow<'static, str> {
        "Call".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Own::json_schema(generator).to_value();
        if let Some(all) = schema["oneOf"].as_array_mut() {
            for (name, _) in Self::studies() {
                if all.iter().all(|call| call["const"] != name.as_str()) {
                    all.push(json!({"const": name, "type": "string", "description": "A study, or a table of it by `table`"}));
                }
            }
        }
        schema["description"] = "What vectors may call".into();
        schema.try_into().unwrap_or_default()
    }
}

/// What is called in a way of its own.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Own {
    /// `framework()`
    Framework,
    /// `Rubric.fromJson` or `Rubric.bundled`, then `toJson`
    Rubric,
    /// `Rubric.jsonSchema`
    RubricSchema,
    /// `rubric.table`
    RubricTable,
    /// The bundled questions about the context
    ContextDescriptors,
    /// `ContextProfile.fromJson`, then `toJson`
    ContextProfile,
    /// `ContextProfile.jsonSchema`
    ContextProfileSchema,
    /// `there.known`, for `there` or for the case
    ContextKnown,
    /// `there.matchWith` the context, then `toJson`
    ContextMatch,
    /// The table of the match without options
    ContextMatchTable,
    /// `ContextProfile.ofCaseStudy`, then `toJson`
    CaseStudyProfile,
    /// `practices`
    Practices,
    /// `cases`
    CaseStudies,
    /// `Sheet.fromJson`, then `toJson`
    Sheet,
    /// `Sheet.jsonSchema`
    SheetSchema,
    /// `Units.fromJson` or `Units.fromCsv`, then `toJson`
    Units,
    /// `Units.jsonSchema`
    UnitsSchema,
    /// `Ratings.fromCsv` or `Ratings.fromJson`, then `toJson`
    Ratings,
    /// `ratings.unmatched`, of the ratings or, where there are `parts`, of all together
    Unmatched,
    /// The ratings and then each of `parts` (`csv`, and `units` and `read` of its own), by `Ratings.concat`, then `toJson`
    Concat,
    /// `rubric.codebook`
    Codebook,
    /// `Rubric.fromItems`, then `toJson`; its items are the option `items`
    FromItems,
    /// `Rubric.fromCase`, then the rubric's `toJson`
    FromCase,
    /// `Rubric.fromCase`, then its `losses`
    FromCaseLosses,
    /// `rubric.toCase`, then `toJson`
    ToCase,
    /// `rubric.toCase`, then its `losses`
    ToCaseLosses,
    /// `SurveyMapping.fromJson`, then `toJson`
    SurveyMapping,
    /// `SurveyMapping.jsonSchema`
    SurveyMappingSchema,
    /// `draftMapping` of the file of the ratings, then the mapping's `toJson`
    DraftMapping,
    /// `draftMapping`, then its table
    DraftMappingTable,
    /// `draftMapping`, then the mapping's `openPlaces`
    DraftMappingOpen,
    /// `Ratings.fromSurvey`, then `toJson`
    Survey,
    /// `Ratings.fromSurvey`, then its account
    SurveyAccount,
    /// `ratings.toCsv`, as a JSON string
    RatingsCsv,
    /// `pseudonyms`
    Pseudonyms,
    /// `ratings.tally` with `grain`, then `merge` (bytes of another tally), `select` and `groupBy` where given: ratings
    /// counted, and bytes in hexadecimal
    Tally,
    /// `ratings.score`, then `toJson`
    Score,
    /// A table of the scores, by `table`
    ScoreTable,
    /// `scores.adjust`, then `toJson`
    Adjust,
    /// `scores.release`, then `toJson`
    Release,
    /// A table of the release, by `table`
    ReleaseTable,
    /// The record of the release
    ReleaseRecord,
    /// `reliableChange`
    ReliableChange,
    /// `equivalence`
    Equivalence,
    /// `readFacets`
    ReadFacets,
    /// `readFacets`, then `rasch` of its columns with its options, then `toJson`
    FacetsRasch,
    /// `readFacetsScores`
    ReadFacetsScores,
    /// `RatingTable`, then `toJson`
    RatingTable,
    /// `generalizability` of the matrix or its columns, of the ratings, or of their tally, then `toJson`
    Generalizability,
    /// A table of it, by `table`
    GeneralizabilityTable,
    /// The rows of the table in two states, the first of `first` rows, merged; then `toJson`
    AgreementState,
    /// `composite` of the indicators, or `scores.composite`, then `toJson`
    Composite,
    /// A table of the composite, by `table`
    CompositeTable,
    /// `released.chart` with `chart` and the chart's own options
    Chart,
    /// The report, as JSON
    Report,
    /// A report for each place and one for all: the name of each with the title and the ids of its sections
    ReportsByUnit,
    /// The report as HTML, as a JSON string
    ReportHtml,
    /// The report as Markdown, as a JSON string
    ReportMarkdown,
    /// The report as a Word file, in hexadecimal
    ReportDocx,
    /// `handle.toBytes`, then `fromBytes` of the same kind or of `read`, and again `toBytes`; the bytes may be `cut` and be
    /// given another `version` between
    Travel,
}

/// The inputs of a vector, read when a call needs them.
#[derive(Debug)]
pub struct Case<'a> {
    vector: &'a Vector,
    folder: PathBuf,
}

pub(crate) type Options = Map<String, Value>;

impl<'a> Case<'a> {
    /// The case of a vector that stands in this folder.
    pub fn new(vector: &'a Vector, folder: impl Into<PathBuf>) -> Self {
        Self { vector, folder: folder.into() }
    }

    /// What a call gives, as the library's own JSON text.
    ///
    /// # Errors
    /// The library's.
    pub fn run(&self, call: Call, options: &Options) -> Result<String> {
        let call = match call {
            Call::Study { verb, is_table } => return studies::call(self, verb, is_table, options),
            Call::Own(call) => call,
        };
        let own = || text(options);
        Ok(match call {
            Own::Framework => Framework::bundled().to_json(),
            Own::Rubric => self.rubric()?.to_json(),
            Own::RubricSchema => Rubric::json_schema().to_owned(),
            Own::RubricTable => self.rubric()?.table(word(options, "language").unwrap_or("en")).to_json(),
            Own::ContextDescriptors => {
                serde_json::to_string(ContextDescriptors::bundled()).unwrap_or_default()
            }
            Own::ContextProfile => ContextProfile::from_json(&self.text(&self.vector.context)?)?.to_json(),
            Own::ContextProfileSchema => ContextProfile::json_schema().to_owned(),
            Own::ContextKnown => self.there()?.known().to_json(),
            Own::ContextMatch => self.context_match(MatchOptions::from_json(&own())?)?.to_json(),
            Own::ContextMatchTable => self.context_match(MatchOptions::new())?.table().to_json(),
            Own::CaseStudyProfile => self.there()?.to_json(),
            Own::Practices => Practices::bundled().find(&Find::from_json(&own())?)?.to_json(),
            Own::CaseStudies => CaseStudies::bundled().find(&Find::from_json(&own())?)?.to_json(),
            Own::Sheet => Sheet::from_json(&self.text(&self.vector.sheet)?)?.to_json(),
            Own::SheetSchema => Sheet::json_schema().to_owned(),
            Own::Units => self.units()?.to_json(),
            Own::UnitsSchema => Units::json_schema().to_owned(),
            Own::Ratings => self.ratings()?.to_json(),
            Own::Unmatched if options.is_empty() => self.ratings()?.unmatched().to_json(),
            Own::Unmatched => self.concat(options)?.unmatched().to_json(),
            Own::Concat => self.concat(options)?.to_json(),
            Own::Codebook => self.rubric()?.codebook(word(options, "language").unwrap_or("en")).to_json(),
            Own::FromItems => Self::of_items(options)?.to_json(),
            Own::FromCase => self.case_rubric(&own())?.rubric.to_json(),
            Own::FromCaseLosses => self.case_rubric(&own())?.losses.table().to_json(),
            Own::ToCase => self.rubric()?.to_case(&ToCaseOptions::from_json(&own())?)?.to_json(),
            Own::ToCaseLosses => {
                self.rubric()?.to_case(&ToCaseOptions::from_json(&own())?)?.losses.table().to_json()
            }
            Own::SurveyMapping => self.mapping()?.to_json(),
            Own::SurveyMappingSchema => SurveyMapping::json_schema().to_owned(),
            Own::DraftMapping => self.draft()?.mapping.to_json(),
            Own::DraftMappingTable => self.draft()?.table().to_json(),
            Own::DraftMappingOpen => json!(self.draft()?.mapping.open_places()).to_string(),
            Own::Survey => self.survey(&own())?.to_json(),
            Own::SurveyAccount => {
                self.survey(&own())?.survey().map_or_else(|| "null".to_owned(), SurveyAccount::to_json)
            }
            Own::RatingsCsv => string(&self.ratings()?.to_csv()),
            Own::Pseudonyms => json!(PseudonymOptions::from_json(&own())?.draw()?).to_string(),
            Own::Tally => self.tally(options)?,
            Own::Score => self.score(Observed::from_json(&own())?)?.to_json(),
            Own::Adjust => self.observed()?.adjust(AdjustOptions::from_json(&own())?)?.to_json(),
            Own::ScoreTable => self.scores()?.table(which(options)?).to_json(),
            Own::Release => self.scores()?.release(&Policy::from_json(&own())?)?.to_json(),
            Own::ReleaseTable => self.released()?.table(which(options)?).to_json(),
            Own::ReleaseRecord => self.released()?.record()?.to_json(),
            Own::ReliableChange => {
                let found = comparison::reliable_change(&ReliableChangeOptions::from_json(&own())?)?;
                ReliableChange::from_json(&found.to_json())?.to_json()
            }
            Own::Equivalence => {
                let found = comparison::equivalence(&EquivalenceOptions::from_json(&own())?)?;
                Equivalence::from_json(&found.to_json())?.to_json()
            }
            Own::ReadFacets => read_facets(&ReadFacetsOptions::from_json(&own())?)?.to_json(),
            Own::FacetsRasch => {
                let found = read_facets(&ReadFacetsOptions::from_json(&own())?)?;
                // As they go to the other languages.
                let options =
                    RaschOptions::from_json(&serde_json::to_string(&found.options).unwrap_or_default())?;
                Rasch::of(&[found.column_set()], options)?.to_json()
            }
            Own::ReadFacetsScores => {
                read_facets_scores(&ReadFacetsScoresOptions::from_json(&own())?)?.to_json()
            }
            Own::RatingTable => self.plain_table(RatingTableOptions::from_json(&own())?)?.to_json(),
            Own::Generalizability => self.generalizability(&own())?.to_json(),
            Own::GeneralizabilityTable => self.study()?.table(which(options)?).to_json(),
            Own::AgreementState => self.agreement_state(options)?.to_json(),
            Own::Composite => self.composite(&own())?.to_json(),
            Own::CompositeTable => {
                let (own, _) = table(options);
                self.composite(&own)?.table(which(options)?).to_json()
            }
            Own::Chart => {
                let mut own = options.clone();
                let chart = own.remove("chart").unwrap_or_default();
                let own = ChartOptions::from_json(&Value::Object(own).to_string())?;
                self.released()?.chart(chart.as_str().unwrap_or("").parse::<Chart>()?, &own)?
            }
            Own::Report => self.report(&own())?.to_json(),
            Own::ReportsByUnit => {
                let files = self.with_findings(&own(), |builder| builder.by_unit())?;
                let told = |file: &ReportFile| {
                    let document: Value = serde_json::from_str(&file.report.to_json()).unwrap_or_default();
                    let sections = document["sections"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|section| section["id"].clone());
                    let sections: Vec<Value> = sections.collect();
                    json!({ "name": file.name, "title": document["title"]["text"], "sections": sections })
                };
                Value::from(files.iter().map(told).collect::<Vec<_>>()).to_string()
            }
            Own::ReportHtml => {
                let mut own = options.clone();
                let html = own.remove("html").map_or_else(String::new, |html| html.to_string());
                string(&self.report(&text(&own))?.to_html_with(&HtmlOptions::from_json(&html)?)?)
            }
            Own::ReportMarkdown => string(&self.report(&own())?.to_markdown()),
            Own::ReportDocx => string(&hexadecimal(&self.report(&own())?.to_docx())),
            Own::Travel => self.travel(options)?,
        })
    }

    fn case_rubric(&self, options: &str) -> Result<CaseRubric> {
        Rubric::from_case(&self.text(&self.vector.package)?, &CaseOptions::from_json(options)?)
    }

    fn bundled(&self) -> Result<Rubric> {
        let rubric = Rubric::bundled();
        match &self.vector.rubric_language {
            None => Ok(rubric),
            Some(language) => Ok(rubric.translated(Texts::loaded(language)?)),
        }
    }

    fn rubric(&self) -> Result<Rubric> {
        if self.vector.package.is_some() {
            let options = Value::Object(self.vector.case_options.clone()).to_string();
            return Ok(self.case_rubric(&options)?.rubric);
        }
        match &self.vector.rubric {
            None => self.bundled(),
            Some(Input::Named(name)) if name == "bundled" => self.bundled(),
            rubric => Rubric::from_json(&self.text(rubric)?),
        }
    }

    /// The text of a JSON document.
    fn text(&self, input: &Option<Input>) -> Result<String> {
        match input {
            None => Ok(String::new()),
            Some(Input::Named(file)) => Ok(std::fs::read_to_string(self.folder.join(file))?),
            Some(Input::Inline(document)) => Ok(Value::Object(document.clone()).to_string()),
        }
    }

    fn there(&self) -> Result<ContextProfile> {
        match &self.vector.case_study {
            Some(id) => ContextProfile::of_case_study(id),
            None => ContextProfile::from_json(&self.text(&self.vector.there)?),
        }
    }

    fn context_match(&self, options: MatchOptions) -> Result<ContextMatch> {
        let here = ContextProfile::from_json(&self.text(&self.vector.context)?)?;
        ContextMatch::from_json(&self.there()?.match_with(&here, options)?.to_json())
    }

    fn units(&self) -> Result<Units> {
        match &self.vector.units {
            None => Ok(Units::default()),
            Some(Input::Named(file)) if file.ends_with(".csv") => {
                Units::from_csv(File::open(self.folder.join(file))?)
            }
            units => Units::from_json(&self.text(units)?),
        }
    }

    pub(crate) fn ratings(&self) -> Result<Ratings> {
        let (rubric, units) = (self.rubric()?, self.units()?);
        let options = ReadOptions::from_json(&Value::Object(self.vector.read.clone()).to_string())?;
        let stop = self.vector.stop;
        let mut watch =
            |_: u64, _: Option<u64>| if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let inline = |name: &str| match &self.vector.ratings {
            Some(Input::Inline(inline)) => inline.get(name),
            _ => None,
        };
        let mut builder = Builder::new(&rubric).options(options.clone()).units(units.clone());
        let reader = Reader::new(&rubric).options(options).units(units);
        match &self.vector.ratings {
            Some(Input::Named(file)) if file.ends_with(".csv") => {
                return reader.watch(&mut watch).read(File::open(self.folder.join(file))?);
            }
            _ => builder = builder.watch(&mut watch),
        }
        if let Some(Value::String(csv)) = inline("csv") {
            return reader.read(csv.as_bytes());
        }
        match (inline("columns"), inline("json")) {
            (Some(given), _) => builder.columns(&columns(given))?,
            (None, Some(json)) => builder.json(&json.to_string())?,
            (None, None) => builder.json(&self.text(&self.vector.ratings)?)?,
        }
        builder.finish()
    }

    fn concat(&self, options: &Options) -> Result<Ratings> {
        let mut all = vec![self.ratings()?];
        for part in options.get("parts").and_then(Value::as_array).into_iter().flatten() {
            let own = |name: &str| part.get(name).map(Value::to_string);
            let read = ReadOptions::from_json(&own("read").unwrap_or_default())?;
            let units =
                own("units").map_or_else(|| Ok(Units::default()), |units| Units::from_json(&units))?;
            let rubric = own("rubric").map_or_else(|| self.rubric(), |rubric| Rubric::from_json(&rubric))?;
            let csv = part["csv"].as_str().unwrap_or("");
            all.push(Reader::new(&rubric).options(read).units(units).read(csv.as_bytes())?);
        }
        Ratings::concat(&all)
    }

    fn mapping(&self) -> Result<SurveyMapping> {
        SurveyMapping::from_json(&self.text(&self.vector.mapping)?)
    }

    /// The bytes of a survey's export.
    fn export(&self) -> Result<Vec<u8>> {
        Ok(match &self.vector.ratings {
            Some(Input::Named(file)) => std::fs::read(self.folder.join(file))?,
            Some(Input::Inline(inline)) => inline.get("csv").and_then(Value::as_str).unwrap_or("").into(),
            None => Vec::new(),
        })
    }

    fn draft(&self) -> Result<MappingDraft> {
        draft_mapping(self.export()?.as_slice(), &self.rubric()?)
    }

    fn survey(&self, options: &str) -> Result<Ratings> {
        let (rubric, units, mapping) = (self.rubric()?, self.units()?, self.mapping()?);
        let reader = Reader::new(&rubric).units(units);
        reader.survey(&mapping, &SurveyOptions::from_json(options)?).read(self.export()?.as_slice())
    }

    fn tally(&self, options: &Options) -> Result<String> {
        let ratings = self.ratings()?;
        let mut tally: Tally =
            ratings.tally(word(options, "grain").map_or(Ok(Grain::Raters), str::parse)?)?;
        if let Some(other) = word(options, "merge") {
            tally = tally.merge(&Tally::decode(&bytes(other), ratings.rubric())?)?;
        }
        if let Some(selection) = options.get("select") {
            tally = tally.select(&Selection::from_json(&selection.to_string())?)?;
        }
        if let Some(by) = word(options, "groupBy") {
            tally = tally.group_by(ratings.units(), by.parse::<GroupBy>()?)?;
        }
        Ok(json!({"ratings": tally.len(), "bytes": hexadecimal(&tally.encode())}).to_string())
    }

    /// The name of a handle that travels, and its bytes.
    ///
    /// # Errors
    /// Those of what the handle is made of.
    pub fn handle<'o>(&self, options: &'o Options) -> Result<(&'o str, Vec<u8>)> {
        let handle = word(options, "handle").unwrap_or("");
        let bytes = match handle {
            "rubric" => self.rubric()?.to_bytes(),
            "ratings" => self.ratings()?.to_bytes(),
            "tally" => self.ratings()?.tally(Grain::Raters)?.to_bytes(),
            "scores" => self.scores()?.to_bytes(),
            "released" => self.released()?.to_bytes(),
            "agreementState" => {
                let mut state = AgreementState::new();
                state.update(&self.plain_table(RatingTableOptions::new())?)?;
                state.to_bytes()
            }
            _ => self.plain_table(RatingTableOptions::new())?.to_bytes(),
        };
        Ok((handle, bytes))
    }

    /// How many bytes there are, and their check, which stands at the end.
    fn travel(&self, options: &Options) -> Result<String> {
        let (handle, mut bytes) = self.handle(options)?;
        let number = |name: &str| options.get(name).and_then(Value::as_u64);
        bytes.truncate(number("cut").map_or(usize::MAX, |cut| cut as usize));
        if let Some(version) = number("version") {
            bytes[7] = version as u8;
        }
        let again = match word(options, "read").unwrap_or(handle) {
            "rubric" => Rubric::from_bytes(&bytes)?.to_bytes(),
            "ratings" => Ratings::from_bytes(&bytes)?.to_bytes(),
            "tally" => Tally::from_bytes(&bytes)?.to_bytes(),
            "scores" => Scores::from_bytes(&bytes)?.to_bytes(),
            "released" => Released::from_bytes(&bytes)?.to_bytes(),
            "agreementState" => AgreementState::from_bytes(&bytes)?.to_bytes(),
            _ => RatingTable::from_bytes(&bytes)?.to_bytes(),
        };
        let check = hexadecimal(&again[again.len() - 8..]);
        Ok(json!({"bytes": again.len(), "check": check}).to_string())
    }

    pub(crate) fn scores(&self) -> Result<Scores> {
        let observed = self.observed()?;
        let Some(adjust) = &self.vector.adjust else { return Ok(observed) };
        observed.adjust(AdjustOptions::from_json(&Value::Object(adjust.clone()).to_string())?)
    }

    fn observed(&self) -> Result<Scores> {
        self.score(Observed::from_json(&Value::Object(self.vector.observed.clone()).to_string())?)
    }

    fn score(&self, observed: Observed) -> Result<Scores> {
        let ratings = self.ratings()?;
        let Some(by) = &self.vector.group_by else {
            return match self.vector.grain {
                None => ratings.score(observed),
                Some(grain) => ratings.tally(Grain::from(grain))?.score(ratings.units(), observed),
            };
        };
        let tally = ratings.tally(self.vector.grain.map_or(Grain::Raters, Grain::from))?;
        tally.group_by(ratings.units(), by.parse::<GroupBy>()?)?.score(ratings.units(), observed)
    }

    fn released(&self) -> Result<Released> {
        let policy = Policy::from_json(&Value::Object(self.vector.policy.clone()).to_string())?;
        self.scores()?.release(&policy)
    }

    fn composite(&self, own: &str) -> Result<Composite> {
        let options = CompositeOptions::from_json(own)?;
        match &self.vector.indicators {
            Some(table) => match table.get("columns") {
                Some(given) => Indicators::from_columns(&[columns(given)], &options)?,
                None => Indicators::from_json(&Value::Object(table.clone()).to_string())?,
            }
            .composite(options),
            None => self.scores()?.composite(options),
        }
    }

    /// The columns of a long table.
    pub(crate) fn long_table(&self) -> Option<ColumnSet> {
        self.vector.rating_table.as_ref()?.get("columns").map(columns)
    }

    pub(crate) fn is_of_table(&self) -> bool {
        self.vector.rating_table.is_some()
    }

    /// Counts of the grain that the vector names, and what is known of units.
    pub(crate) fn tallied(&self) -> Result<Option<(Tally, Units)>> {
        let Some(grain) = self.vector.grain else { return Ok(None) };
        let ratings = self.ratings()?;
        Ok(Some((ratings.tally(Grain::from(grain))?, ratings.units().clone())))
    }

    /// The Rasch study of a long table, as it is after it went somewhere else.
    pub(crate) fn rasch(&self) -> Result<Rasch> {
        let options = RaschOptions::from_json(&Value::Object(self.vector.study.clone()).to_string())?;
        Rasch::from_json(&Rasch::of(self.long_table().as_slice(), options)?.to_json())
    }

    pub(crate) fn calibration(&self) -> Result<Calibration> {
        Calibration::from_json(&self.rasch()?.calibration(())?.to_json())
    }

    pub(crate) fn study(&self) -> Result<Generalizability> {
        let found = self.generalizability(&Value::Object(self.vector.study.clone()).to_string())?;
        Generalizability::from_json(&found.to_json())
    }

    fn generalizability(&self, options: &str) -> Result<Generalizability> {
        if let Some(given) = self.vector.rating_table.as_ref().and_then(|given| given.get("columns")) {
            return match StudyOptions::split(options)? {
                (None, options) => Generalizability::of(&[columns(given)], options),
                (Some(own), options) => {
                    RatingTable::from_columns(&[columns(given)], own)?.generalizability(options)
                }
            };
        }
        if self.vector.rating_table.is_some() {
            let (matrix, options) = self.rating_table(options, StudyOptions::from_json)?;
            return matrix.generalizability(options);
        }
        let (ratings, options) = (self.ratings()?, GeneralizabilityOptions::from_json(options)?);
        match self.vector.grain {
            None => ratings.generalizability(options),
            Some(grain) => ratings.tally(Grain::from(grain))?.generalizability(options),
        }
    }

    /// The second part is counted first, and the first merged into it.
    fn agreement_state(&self, options: &Options) -> Result<Agreement> {
        let mut own = options.clone();
        let first = own.remove("first").as_ref().and_then(Value::as_u64).unwrap_or(0) as usize;
        let (own, asked) =
            RatingTableOptions::beside(&Value::Object(own).to_string(), AgreementOptions::from_json)?;
        let given = self.vector.rating_table.as_ref().unwrap_or(&Value::Null);
        let (mut whole, mut part) = (AgreementState::new(), AgreementState::new());
        let cells = |list: &Value, head: bool| {
            let cells = list.as_array().map_or(&[][..], Vec::as_slice);
            let (before, after) = cells.split_at(first.min(cells.len()));
            Value::from(if head { before } else { after })
        };
        let table = |head: bool| match given["columns"].as_object() {
            None => Self::read(&cells(given, head), own.clone()),
            Some(columns) => {
                let part = columns.iter().map(|(name, list)| (name.clone(), cells(list, head)));
                Self::read(&json!({ "columns": part.collect::<Options>() }), own.clone())
            }
        };
        whole.update(&table(false)?)?;
        part.update(&table(true)?)?;
        whole.merge(&part)?;
        whole.finish(asked)
    }

    fn of_items(options: &Options) -> Result<Rubric> {
        let mut own = options.clone();
        let items = own.remove("items").unwrap_or_default().to_string();
        let asked = RubricItemsOptions::from_json(&Value::Object(own).to_string())?;
        Rubric::from_items(RubricItem::list(&items)?, asked)
    }

    pub(crate) fn rating_table<V>(
        &self,
        options: &str,
        verb: impl FnOnce(&str) -> Result<V>,
    ) -> Result<(RatingTable, V)> {
        let (own, verb) = RatingTableOptions::beside(options, verb)?;
        Ok((self.plain_table(own)?, verb))
    }

    fn plain_table(&self, own: RatingTableOptions) -> Result<RatingTable> {
        Self::read(self.vector.rating_table.as_ref().unwrap_or(&Value::Null), own)
    }

    fn read(given: &Value, own: RatingTableOptions) -> Result<RatingTable> {
        let label = |cell: &Value| match cell {
            Value::String(text) => Some(Label::Text(text.clone())),
            cell => cell.as_f64().map(Label::Number),
        };
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        Ok(match (given.get("columns"), given.get("array").and_then(Value::as_str)) {
            (Some(given), _) => RatingTable::from_columns(&[columns(given)], own)?,
            (None, Some(kind)) => {
                let number = |cell: &Value| match cell.as_str() {
                    Some("NaN") => f64::NAN,
                    Some(_) => f64::INFINITY,
                    None => cell.as_f64().unwrap_or(f64::NAN),
                };
                let times = given["times"].as_u64().unwrap_or(1) as usize;
                let numbers: Vec<f64> =
                    list(&given["values"]).iter().map(number).collect::<Vec<_>>().repeat(times);
                let width = given["width"].as_u64().unwrap_or(0) as usize;
                match kind {
                    "uint8" => {
                        RatingTable::from_u8(numbers.iter().map(|cell| *cell as u8).collect(), width, own)?
                    }
                    _ => RatingTable::from_numbers(numbers, width, own)?,
                }
            }
            (None, None) => {
                let row = |row: &Value| list(row).iter().map(label).collect();
                RatingTable::from_cells(list(given).iter().map(row).collect(), own)?
            }
        })
    }

    fn change(&self) -> Result<Option<Change>> {
        let Some(change) = &self.vector.change else { return Ok(None) };
        let options = ChangeOptions::from_json(&Value::Object(change.clone()).to_string())?;
        self.scores()?.change(options).map(Some)
    }

    fn report(&self, options: &str) -> Result<Report> {
        let report = self.with_findings(options, |builder| builder.build())?;
        let again = Report::from_json(&report.to_json())?;
        assert!(again == report, "another came back");
        Ok(again)
    }

    /// A report that is being put together, with everything that the vector says it shows.
    fn with_findings<T>(
        &self,
        options: &str,
        build: impl FnOnce(ReportBuilder<'_>) -> Result<T>,
    ) -> Result<T> {
        let (released, change) = (self.released()?, self.change()?);
        let place = self.vector.there.is_some() || self.vector.case_study.is_some();
        let context = if place { Some(self.context_match(MatchOptions::new())?) } else { None };
        let mut builder = Report::new(&released).options(ReportOptions::from_json(options)?);
        if let Some(change) = &change {
            builder = builder.change(change);
        }
        if let Some(context) = &context {
            builder = builder.context(context);
        }
        let vector = self.vector;
        let given = |options: &Options| Value::Object(options.clone()).to_string();
        let sites = asked(&vector.sites, |own| self.scores()?.sites(SitesOptions::from_json(&given(own))?))?;
        builder = sites.iter().fold(builder, |builder, found| builder.sites(found));
        let decide = |own: &Options| self.study()?.decide(DecisionOptions::from_json(&given(own))?);
        let decisions = asked(&vector.decisions, decide)?;
        builder = decisions.iter().fold(builder, |builder, found| builder.decisions(found));
        let trend = asked(&vector.trend, |own| self.scores()?.trend(TrendOptions::from_json(&given(own))?))?;
        builder = trend.iter().fold(builder, |builder, found| builder.trend(found));
        let shift =
            |own: &Options| self.scores()?.response_shift(ResponseShiftOptions::from_json(&given(own))?);
        let shift = asked(&vector.response_shift, shift)?;
        builder = shift.iter().fold(builder, |builder, found| builder.response_shift(found));
        let similar = |own: &Options| self.scores()?.similarity(SimilarityOptions::from_json(&given(own))?);
        let similarity = asked(&vector.similarity, similar)?;
        builder = similarity.iter().fold(builder, |builder, found| builder.similarity(found));
        let roll_up =
            asked(&vector.roll_up, |own| self.scores()?.roll_up(RollUpOptions::from_json(&given(own))?))?;
        builder = roll_up.iter().fold(builder, |builder, found| builder.roll_up(found));
        build(builder)
    }
}

/// What a vector asks for by its options, where it does.
fn asked<T>(options: &Option<Options>, ask: impl FnOnce(&Options) -> Result<T>) -> Result<Option<T>> {
    options.as_ref().map(ask).transpose()
}

/// The options without the name of a table, and the name.
pub(crate) fn table(options: &Options) -> (String, Option<String>) {
    let mut own = options.clone();
    let table = own.remove("table");
    (text(&own), table.as_ref().and_then(Value::as_str).map(str::to_owned))
}

/// The table that is asked for.
fn which<W: FromStr<Err = Error> + Default>(options: &Options) -> Result<W> {
    word(options, "table").map_or_else(|| Ok(W::default()), str::parse)
}

/// Options as JSON.
pub(crate) fn text(options: &Options) -> String {
    Value::Object(options.clone()).to_string()
}

/// Columns of text from lists by name.
fn columns(given: &Value) -> ColumnSet {
    let named = given.as_object().into_iter().flatten();
    named.fold(ColumnSet::new(), |columns, (name, cells)| {
        let text = |cell: &Value| match cell {
            Value::Number(number) => number.as_f64().map(|number| number.to_string()),
            cell => cell.as_str().map(str::to_owned),
        };
        let cells: Vec<&Value> = cells.as_array().into_iter().flatten().collect();
        if let Some(cell) = cells.iter().find(|cell| cell.is_object() || cell.is_array()) {
            return columns.unreadable(name, cell.to_string(), cells.len());
        }
        let is_text = cells.iter().any(|cell| cell.is_string());
        let cells: Vec<Option<String>> = cells.into_iter().map(text).collect();
        let columns = columns.text(name, cells.iter().map(Option::as_deref));
        if is_text { columns } else { columns.of_numbers() }
    })
}

/// Bytes in hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from hexadecimal.
fn bytes(text: &str) -> Vec<u8> {
    let digits = |at: usize| text.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    (0..text.len()).step_by(2).filter_map(digits).collect()
}

fn word<'o>(options: &'o Options, name: &str) -> Option<&'o str> {
    options.get(name).and_then(Value::as_str)
}

fn string(text: &str) -> String {
    Value::from(text).to_string()
}
