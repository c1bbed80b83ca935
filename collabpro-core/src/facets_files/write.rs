//! From a long table and the options of a study to a specification and its data.

use collabpro_derive::options;

use super::described::{Study, described, numbers};
use super::losses::Losses;
use super::written::Written;
use super::{FacetsFile, FacetsFiles};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::options::refused;
use crate::base::watch::Watched;
use crate::rasch::{Long, RaschOptions};
use crate::ratings::ColumnSet;

/// How a long table and the options of a study are written for Facets. Made after the documentation of Facets 3.87 and 4, and not tried
/// with Facets itself.
#[options]
pub struct FacetsFilesOptions {
    /// How the ratings are, or would be, estimated.
    #[option(nested)]
    study: Option<RaschOptions>,
    /// The title of the analysis.
    title: Option<String>,
    /// The name of the specification file.
    #[option(default = "facets.txt")]
    name: String,
    /// The name of a data file of its own; without it the data stand in the specification.
    data_file: Option<String>,
}

impl FacetsFiles {
    /// A specification for Facets, with its data, of a long table and the options of a study. Made after the documentation of Facets 3.87
    /// and 4, and not tried with Facets itself.
    ///
    /// # Errors
    /// Those of the same study by `rasch`, as far as they are about options and columns: `invalid_option`, `column_length`,
    /// `unreadable_column`, `no_rows`, `missing_column`, `missing_value`, `invalid_number`, `out_of_scale`, `ambiguous_id`, `invalid_id`,
    /// `too_many_labels`, `unused_column`.
    ///
    /// ```
    /// use collabpro_core::facets_files::{FacetsFiles, FacetsFilesOptions};
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let ratings = ColumnSet::new()
    ///     .text("unit", ["Ash", "Ash", "Box", "Box"].map(Some))
    ///     .text("rater", ["a", "b", "a", "b"].map(Some))
    ///     .integers("rating", [2, 3, 1, 2].map(Some));
    /// let written = FacetsFiles::of(&[ratings], FacetsFilesOptions::new().title("Two schools"))?;
    /// assert!(written.files[0].text.ends_with("Data =\r\n1,1,2\r\n1,2,3\r\n2,1,1\r\n2,2,2\r\n"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn of<'w>(parts: &[ColumnSet], options: impl Into<Watched<'w, FacetsFilesOptions>>) -> Result<Self> {
        options.into().run(|options, _| {
            let options = options.checked()?;
            let asked = options.study.clone().unwrap_or_default();
            let long = Long::read(parts, &asked)?;
            if !long.scales.is_one() {
                return Err(refused("study.scales", Message::new("facets_files.one_scale")).into());
            }
            let (study, mut losses) = (Study::of(&asked)?, Losses::default());
            study.losses(&mut losses)?;
            let written = described(&long, &asked, &study, options.title.clone(), &mut losses);
            let numbers = numbers(&long);
            let mut data = String::new();
            let of_facet = long.elements.iter().zip(&written.numbers);
            let labels: Vec<Vec<u32>> = of_facet
                .map(|(own, known)| {
                    own.iter().map(|label| known.get(label).copied().unwrap_or_default()).collect()
                })
                .collect();
            for row in 0..long.categories.len() {
                let weight = long.weights.as_ref().and_then(|own| own.get(row)).filter(|own| **own != 1.0);
                weight.into_iter().for_each(|weight| data.push_str(&format!("R{weight},")));
                for (codes, numbers) in long.codes.iter().zip(&labels) {
                    let number = codes.get(row).and_then(|code| numbers.get(*code as usize));
                    data.push_str(&format!("{},", number.copied().unwrap_or_default()));
                }
                let category = long.categories.get(row).and_then(|at| numbers.get(usize::from(*at)));
                data.push_str(&format!("{}\r\n", category.copied().unwrap_or_default()));
            }
            Ok(finished(&written.specification, (options.name, options.data_file), Some(data), losses))
        })
    }
}

/// The files of a specification and its data.
pub(super) fn finished(
    written: &Written,
    (name, data_file): (String, Option<String>),
    data: Option<String>,
    losses: Losses,
) -> FacetsFiles {
    let mut text = written.text();
    let mut beside = None;
    match (data_file, data) {
        (Some(file), data) => {
            text.push_str(&format!("Data = {file}\r\n"));
            beside = data.map(|text| FacetsFile { name: file, text });
        }
        (None, Some(data)) => text.push_str(&format!("Data =\r\n{data}")),
        (None, None) => {}
    }
    let mut files = vec![FacetsFile { name, text }];
    files.extend(beside);
    FacetsFiles { files, losses: losses.0 }
}
