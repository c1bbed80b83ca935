//! Ratings: reading, counting, scoring.

use collabpro_core::ratings::{Builder, PseudonymOptions, ReadOptions, Reader};
use collabpro_core::tally::Grain;
use collabpro_core::watch::Watched;
use collabpro_core::{Observed, Result};
use js_sys::{Array, Error, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::columns::columns;
use crate::convert::{apart, bytes, data, expected, handle, named, options};
use crate::error::Failure;
use crate::scoring::Scores;
use crate::tally::Tally;
use crate::units::Units;
use crate::watch::Listener;
use crate::{rubric, units};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How ratings are read, and what stands beside them. */
export interface RatingsOptions extends ReadOptions, WatchOptions {
  /** What is known of units and occasions. */
  units?: Units | UnitsDocument | string;
}
"#;

#[wasm_bindgen(raw_module = "./read.js")]
extern "C" {
    #[wasm_bindgen(js_name = read)]
    fn read_stream(reader: RatingsReader, source: JsValue, signal: JsValue, progress: JsValue) -> Promise;
}

/// Ratings, checked once: who rated what.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Ratings(pub(crate) collabpro_core::Ratings);

/// What the ways of reading have in common.
struct Asked {
    rubric: collabpro_core::Rubric,
    options: ReadOptions,
    units: collabpro_core::Units,
    listener: Listener,
}

impl Asked {
    fn of(rubric: &JsValue, given: &JsValue) -> Result<Self, Failure> {
        let [mut units, mut signal, mut progress] = [const { JsValue::UNDEFINED }; 3];
        let mut beside = [("units", &mut units), ("signal", &mut signal), ("progress", &mut progress)];
        let options = apart(given, &mut beside)?;
        Ok(Self {
            rubric: rubric::asked(rubric)?,
            options: ReadOptions::from_json(&options)?,
            units: units::asked(&units)?,
            listener: Listener::new(signal, progress),
        })
    }

    fn read(self, file: &[u8]) -> Result<Ratings, Failure> {
        let Self { rubric, options, units, mut listener } = self;
        let reader = Reader::new(&rubric).options(options).units(units).total(file.len() as u64);
        let read = reader.watch(&mut listener).read(file);
        listener.heard(read.map(Ratings))
    }

    fn build(self, fill: impl FnOnce(&mut Builder<'_>) -> Result<()>) -> Result<Ratings, Failure> {
        let Self { rubric, options, units, mut listener } = self;
        let mut builder = Builder::new(&rubric).options(options).units(units).watch(&mut listener);
        let filled = fill(&mut builder).and_then(|()| builder.finish());
        listener.heard(filled.map(Ratings))
    }
}

#[wasm_bindgen]
impl Ratings {
    /// Reads ratings from CSV, against the bundled rubric unless one is given. The error lists everything that is wrong,
    /// each with row and column.
    /// Blocks its thread until it is done; `Ratings.read` gives it back every fifty milliseconds.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingsOptions")] options: JsValue,
    ) -> Result<Self, Failure> {
        Asked::of(&rubric, &options)?.read(&bytes(&file)?)
    }

    /// Reads ratings from a list of JSON records, or from the document that `toJson` gives. The error lists everything
    /// that is wrong, each with its JSON path.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        text: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingsOptions")] options: JsValue,
    ) -> Result<Self, Failure> {
        Asked::of(&rubric, &options)?.build(|builder| builder.json(text))
    }

    /// Reads ratings from whole columns of equal length: `unit`, `rater`, `criterion`, `level`, and others by name.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(
        #[wasm_bindgen(unchecked_param_type = "Record<string, Column>")] given: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingsOptions")] options: JsValue,
    ) -> Result<Self, Failure> {
        let set = columns(&given)?;
        Asked::of(&rubric, &options)?.build(|builder| builder.columns(&set))
    }

    /// Reads CSV from a file or stream, piece by piece, and gives the thread back every fifty milliseconds. An aborted signal rejects with
    /// the code `cancelled`.
    #[wasm_bindgen(unchecked_return_type = "Promise<Ratings>")]
    pub fn read(
        #[wasm_bindgen(unchecked_param_type = "Blob | ReadableStream<Uint8Array>")] source: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RatingsOptions")] options: JsValue,
    ) -> Result<Promise, Failure> {
        let [mut signal, mut progress] = [const { JsValue::UNDEFINED }; 2];
        apart(&options, &mut [("signal", &mut signal), ("progress", &mut progress)])?;
        Ok(read_stream(RatingsReader::new(rubric, options)?, source, signal, progress))
    }

    /// The ratings of several waves or files as one, in their order. What they say of units and occasions is put together, and so are
    /// the accounts of surveys. The error names what differs, and ratings that are there twice.
    pub fn concat(
        #[wasm_bindgen(unchecked_param_type = "readonly Ratings[]")] parts: JsValue,
    ) -> Result<Self, Failure> {
        let list = parts.dyn_ref::<Array>().ok_or_else(|| expected("array of Ratings"))?;
        let part = |part: JsValue| handle::<Self>(&part, "Ratings")?.ok_or_else(|| expected("Ratings"));
        let parts = list.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        let parts: Vec<_> = parts.into_iter().map(|part| part.0).collect();
        Ok(Self(collabpro_core::Ratings::concat(&parts)?))
    }

    /// Which units stand in the units file alone (`unrated`), and which in ratings alone (`undescribed`): what a misspelt id looks like.
    #[wasm_bindgen(unchecked_return_type = "UnmatchedUnits")]
    pub fn unmatched(&self) -> JsValue {
        data(&self.0.unmatched().to_json())
    }

    #[doc(hidden)]
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Ratings {
        Self(self.0.clone())
    }

    /// The ratings as canonical JSON, which `fromJson` reads back.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The ratings as long CSV for spreadsheets.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self) -> String {
        self.0.to_csv()
    }

    /// How many ratings, missing ratings included.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Units and occasions: those that were given, and those that the ratings name.
    #[wasm_bindgen(getter)]
    pub fn units(&self) -> Units {
        Units(self.0.units().clone())
    }

    /// Counts that merge.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn tally(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Grain")] grain: Option<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "WatchOptions")] given: JsValue,
    ) -> Result<Tally, Failure> {
        let (grain, mut listener) = (named::<Grain>(grain)?, Listener::alone(&given)?);
        let tally = self.0.tally(Watched::new(grain, &mut listener));
        listener.heard(tally.map(Tally))
    }

    /// Scores of every unit, occasion and informant group.
    /// Blocks its thread until it is done: where that takes long, call it in a worker (`WatchOptions`).
    pub fn score(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ScoreOptions & WatchOptions")] given: JsValue,
    ) -> Result<Scores, Failure> {
        let (given, mut listener) = Listener::beside(&given)?;
        let scores = self.0.score(Observed::from_json(&given)?.watch(&mut listener));
        listener.heard(scores.map(Scores))
    }
}

/// Reads ratings from CSV that comes in pieces.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RatingsReader(Option<Reader<'static>>);

fn finished() -> Failure {
    JsValue::from(Error::new("the reader has finished")).into()
}

#[wasm_bindgen]
impl RatingsReader {
    /// A reader for one file.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Rubric | RubricDocument | string")] rubric: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Omit<RatingsOptions, keyof WatchOptions>")]
        options: JsValue,
    ) -> Result<Self, Failure> {
        let Asked { rubric, options, units, .. } = Asked::of(&rubric, &options)?;
        Ok(Self(Some(Reader::new(&rubric).options(options).units(units))))
    }

    /// Reads a piece. Only what leaves nothing to read on with is an error here.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.0.as_mut().ok_or_else(finished)?.push(bytes)?)
    }

    /// The ratings; the error lists everything that was wrong, each with row and column.
    /// Blocks its thread until it is done: where that takes long, call it in a worker.
    pub fn finish(&mut self) -> Result<Ratings, Failure> {
        Ok(Ratings(self.0.take().ok_or_else(finished)?.finish()?))
    }
}

/// Draws so many pseudonyms such as `cobalt-heron-42`, all different, in an order that says nothing: made from nothing
/// about anyone. `count` is from 1 to 100,000; `seed` is below 2^53, secret and fresh for each study: whoever knows it can
/// draw the same list again. Let people draw their slips from a bag, and note nowhere who drew which.
#[wasm_bindgen]
pub fn pseudonyms(
    #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] seed: JsValue,
) -> Result<Vec<String>, Failure> {
    let given = Object::new();
    for (name, value) in [("count", count), ("seed", seed)] {
        Reflect::set(&given, &name.into(), &value)?;
    }
    Ok(PseudonymOptions::from_json(&options(&given)?)?.draw()?)
}
