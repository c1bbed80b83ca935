//! Handles as bytes, for `postMessage` and other places that take no handles.

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "research")]
use crate::agreement::AgreementState;
use crate::error::Failure;
#[cfg(feature = "research")]
use crate::rating_table::RatingTable;
use crate::ratings::Ratings;
use crate::release::Released;
use crate::rubric::Rubric;
use crate::scoring::Scores;
use crate::tally::Tally;

macro_rules! travels {
    ($($(#[$where:meta])? $handle:ident = $core:ty;)+) => {
        $($(#[$where])?
        #[wasm_bindgen]
        impl $handle {
            /// The same bytes in every language, for `fromBytes` here or elsewhere. All but those of a rubric and of a
            /// release are personal data; those of a release hold what may be shown and nothing else.
            #[wasm_bindgen(js_name = toBytes)]
            pub fn to_bytes(&self) -> Vec<u8> {
                self.0.to_bytes()
            }

            /// Reads what `toBytes` wrote; bytes that were cut short, changed or hold something else are refused.
            #[wasm_bindgen(js_name = fromBytes)]
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, Failure> {
                Ok(Self(<$core>::from_bytes(bytes)?))
            }
        })+
    };
}

travels! {
    #[cfg(feature = "research")]
    AgreementState = collabpro_core::agreement::AgreementState;
    #[cfg(feature = "research")]
    RatingTable = collabpro_core::RatingTable;
    Ratings = collabpro_core::Ratings;
    Released = collabpro_core::Released;
    Rubric = collabpro_core::Rubric;
    Scores = collabpro_core::Scores;
    Tally = collabpro_core::Tally;
}
