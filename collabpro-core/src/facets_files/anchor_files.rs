//! From a calibration to an anchor file.

use std::collections::BTreeSet;

use collabpro_derive::options;

use super::FacetsFiles;
use super::described::{Study, anchored, is_rating, place};
use super::losses::{FacetsLossKind, Losses};
use super::write::finished;
use super::written::{Written, WrittenCategory, WrittenElement, WrittenFacet, clean};
use crate::base::error::{ErrorCode, Place, Problem, Result};
use crate::base::message::Message;
use crate::base::watch::Watched;
use crate::rasch::{CalibratedCategory, Calibration};

/// How a calibration is written as an anchor file for Facets. Made after the documentation of Facets 3.87 and 4, and not tried with
/// Facets itself.
#[options]
pub struct FacetsAnchorsOptions {
    /// The title of the analysis.
    title: Option<String>,
    /// The name of the anchor file.
    #[option(default = "anchors.txt")]
    name: String,
    /// The name of the file that will hold the new ratings.
    data_file: Option<String>,
}

impl Calibration {
    /// An anchor file for Facets: measures of elements and thresholds that are given to another analysis. Units are not anchored; where the
    /// calibration has them their measures are values to start from. Made after the documentation of Facets 3.87 and 4, and not tried with
    /// Facets itself.
    ///
    /// # Errors
    /// `invalid_option`; `facets_unsupported` for several scales.
    ///
    /// ```
    /// use collabpro_core::Rasch;
    /// use collabpro_core::facets_files::{FacetsAnchorsOptions, ReadFacetsOptions, read_facets};
    /// use collabpro_core::rasch::RaschOptions;
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("school", ["Ash", "Ash", "Box", "Box", "Elm", "Elm", "Fir", "Fir", "Oak", "Oak", "Yew", "Yew"].map(Some))
    ///     .text("rater", ["a", "b"].repeat(6).into_iter().map(Some))
    ///     .integers("rating", [2, 3, 1, 2, 2, 1, 3, 1, 3, 2, 1, 2].map(Some));
    /// let found = Rasch::of(&[columns], RaschOptions::new().facets(["school", "rater"]))?;
    /// let calibration = found.calibration(())?;
    /// let written = calibration.facets_anchors(FacetsAnchorsOptions::new())?;
    /// let options = ReadFacetsOptions::new().specification(&written.files[0].text).data(false);
    /// // Raters are given; schools are not in the calibration.
    /// assert!(read_facets(&options)?.to_json().contains(r#""element":"b""#));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn facets_anchors<'w>(
        &self,
        options: impl Into<Watched<'w, FacetsAnchorsOptions>>,
    ) -> Result<FacetsFiles> {
        options.into().run(|options, _| {
            let options = options.checked()?;
            if self.categories.iter().any(|own| own.scale.is_some()) {
                let several = Problem::new(ErrorCode::FacetsUnsupported, Place::default());
                return Err(several.say("what", Message::new("facets_files.one_scale")).into());
            }
            let (study, mut losses) = (Study::of(&self.study)?, Losses::default());
            let written = self.facets_written(&study, options.title.clone(), &mut losses);
            Ok(finished(&written, (options.name, options.data_file), None, losses))
        })
    }

    fn facets_written(&self, study: &Study, title: Option<String>, losses: &mut Losses) -> Written {
        let all: Vec<String> = self.facets.iter().map(|own| own.facet.clone()).collect();
        let names = clean(all.iter().map(String::as_str), losses);
        let dummies: BTreeSet<&str> = study.texts("dummies").collect();
        let (mut facets, mut labelled) = (Vec::new(), Vec::new());
        for (at, (own, name)) in self.facets.iter().zip(names).enumerate() {
            let anchors = self.anchors.known_elements().iter().filter(|anchor| anchor.facet == own.facet);
            let anchored: BTreeSet<&str> = anchors.map(|anchor| anchor.element.as_str()).collect();
            let code = match (dummies.contains(own.facet.as_str()), anchored.is_empty()) {
                (true, _) => "D",
                (_, false) => "A",
                _ => "",
            };
            let elements: Vec<_> =
                self.elements.iter().filter(|element| element.facet == own.facet).collect();
            let labels = clean(elements.iter().map(|element| element.element.as_str()), losses);
            let mut made = Vec::new();
            for (element, label) in elements.iter().zip(labels) {
                let is_known = code != "D" && (at == 0 || anchored.contains(element.element.as_str()));
                if !is_known && code == "A" {
                    losses.add(&element.element, FacetsLossKind::Assumed, None);
                }
                if element.standard_error.is_some() {
                    losses.add("standardError", FacetsLossKind::NoPlace, None);
                }
                let value = Some(element.measure).filter(|_| is_known);
                made.push(WrittenElement { label, value, group: None });
            }
            labelled.push(elements.iter().map(|element| element.element.clone()).collect::<Vec<_>>());
            facets.push(WrittenFacet { name, code, elements: made });
        }
        let partial = study.text("partialCredit").and_then(|name| place(&all, name));
        let sets = self.facets_sets(partial.and_then(|facet| labelled.get(facet - 1)));
        let categories = sets.iter().flat_map(|(_, own)| own);
        let most = categories.flat_map(|own| own.codes.iter().copied().chain([own.value]));
        if self.population.is_some() {
            losses.add("population", FacetsLossKind::NoPlace, None);
        }
        Written {
            title,
            facets,
            positive: (1..).zip(&self.facets).filter(|(_, own)| own.positive).map(|(at, _)| at).collect(),
            // The others hold anchors.
            free: 1,
            raters: study.text("raters").and_then(|name| place(&all, name)),
            bias: Vec::new(),
            partial,
            most: most.max().unwrap_or(1).max(1),
            sets,
        }
    }

    /// The sets of thresholds, by the numbers of their elements.
    fn facets_sets(&self, elements: Option<&Vec<String>>) -> Vec<(Option<usize>, Vec<WrittenCategory>)> {
        let mut sets: Vec<(Option<&String>, Vec<_>)> = Vec::new();
        for own in &self.categories {
            match sets.last_mut().filter(|(element, _)| *element == own.element.as_ref()) {
                Some((_, known)) => known.push(own),
                None => sets.push((own.element.as_ref(), vec![own])),
            }
        }
        let is_whole = self.categories.iter().all(|own| is_rating(own.value));
        let number = |element: Option<&String>| {
            let number = elements.and_then(|all| all.iter().position(|own| Some(own) == element));
            number.map(|at| at + 1)
        };
        let set = |(element, own): (Option<&String>, Vec<&CalibratedCategory>)| {
            let category = |(at, own): (usize, &&CalibratedCategory)| WrittenCategory {
                value: if is_whole { own.value as u32 } else { at as u32 },
                label: String::new(),
                threshold: None,
                codes: Vec::new(),
            };
            let all: Vec<WrittenCategory> = own.iter().enumerate().map(category).collect();
            let threshold = |at: usize| own.get(at).and_then(|own| own.threshold);
            (number(element), anchored(&all, threshold))
        };
        sets.into_iter().map(set).collect()
    }
}
