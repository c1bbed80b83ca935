//! Score files: measures with their fit, one file for each facet.

use collabpro_derive::{document, options, words};

use super::lines::{real, unread, whole};
use super::losses::{FacetsLoss, FacetsLossKind, Losses, table};
use super::{FacetsFile, FacetsFiles};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result, shorten};
use crate::base::message::Message;
use crate::base::table::{Rows, Table};
use crate::base::watch::Watched;
use crate::rasch::{Rasch, RaschMeasure};

/// What stands between the fields of a score file.
#[words]
#[derive(Default)]
pub enum FacetsDelimiter {
    /// A tab, as by `CSV=Tab`.
    #[default]
    Tab,
    /// A comma, with labels in quotation marks, as by `CSV=CSV`.
    Comma,
}

/// How score files are written. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[options]
pub struct FacetsScoresOptions {
    /// The name of the files, to which the number of the facet is added.
    #[option(default = "score")]
    name: String,
    /// What stands between the fields.
    delimiter: FacetsDelimiter,
    /// Whether the facet and the names of the fields stand above.
    #[option(default = true)]
    headings: bool,
}

/// How a score file is read. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[options]
pub struct ReadFacetsScoresOptions {
    /// The text of the file, with headings, and with tabs or commas between its fields.
    text: String,
}

/// A score file as a table. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
#[document("facets_scores", version = 1)]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FacetsScores {
    /// The facet, where the file names it above its fields.
    pub facet: Option<String>,
    /// A row for each element: `number` and `element`, then what the file has of `total_score`, `count`, `observed_average`,
    /// `fair_average`, `fair_average_zero`, `measure`, `standard_error_alone`, `infit`, `infit_z`, `outfit`, `outfit_z`, `point_measure`,
    /// `point_measure_expected`, `discrimination`, `displacement`, `status`, `group`, `weight` and `facet_number`.
    pub columns: Table,
    /// Fields that are not read.
    pub losses: Vec<FacetsLoss>,
}

/// Headings of the manual as letters and digits alone, and the columns here.
const FIELDS: [(&str, &str); 24] = [
    ("tscore", "total_score"),
    ("score", "total_score"),
    ("tcount", "count"),
    ("count", "count"),
    ("obsavge", "observed_average"),
    ("fairmavge", "fair_average"),
    ("fairzavge", "fair_average_zero"),
    ("measure", "measure"),
    ("se", "standard_error_alone"),
    ("infitms", "infit"),
    ("infitz", "infit_z"),
    ("outfitms", "outfit"),
    ("outfitz", "outfit_z"),
    ("ptmea", "point_measure"),
    ("ptbis", "point_measure"),
    ("ptmeexp", "point_measure_expected"),
    ("discrim", "discrimination"),
    ("displace", "displacement"),
    ("status", "status"),
    ("group", "group"),
    ("weight", "weight"),
    ("fnumber", "facet_number"),
    ("flabel", "facet"),
    ("facet", "facet"),
];

/// What is written of a measure.
type Field = (&'static str, fn(&RaschMeasure) -> Option<f64>);

/// The fields that are written, in the order of the manual. Estimated discrimination, status and group are not known here.
const WRITTEN: [Field; 13] = [
    ("T.Score", |own| Some(own.mean_rating * own.ratings)),
    ("T.Count", |own| Some(own.ratings)),
    ("Obs.Avge", |own| Some(own.mean_rating)),
    ("FairMAvge", |own| own.fair_average),
    ("Measure", |own| own.measure),
    ("S.E.", |own| own.standard_error_alone),
    ("InfitMS", |own| own.infit.map(|own| own.value)),
    ("InfitZ", |own| own.infit.map(|own| own.z)),
    ("OutfitMS", |own| own.outfit.map(|own| own.value)),
    ("OutfitZ", |own| own.outfit.map(|own| own.z)),
    ("PtMea", |own| own.point_measure),
    ("PtMeExp", |own| own.point_measure_expected),
    ("Displace", |own| own.displacement),
];

/// The place of a line.
fn at(line: usize) -> String {
    format!("text:{}", line + 1)
}

/// The fields of a line, which may stand in quotation marks.
fn fields(line: &str, separator: char) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), line);
    loop {
        let quoted = rest.trim_start_matches(' ').strip_prefix('"').and_then(|own| own.split_once('"'));
        let (field, after) = match quoted {
            Some((field, after)) => (field, after.split_once(separator).map(|(_, after)| after)),
            None => match rest.split_once(separator) {
                Some((field, after)) => (field, Some(after)),
                None => (rest, None),
            },
        };
        found.push(field.trim());
        match after {
            Some(after) => rest = after,
            None => return found,
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Reads a score file of one facet. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself.
///
/// # Errors
/// `facets_syntax` for a file without headings, a row that does not fit them and what is no number; `facets_unsupported` for fields of a
/// fixed width, whose columns the manual's pages that could be read do not all give.
///
/// ```
/// use collabpro_core::facets_files::{ReadFacetsScoresOptions, read_facets_scores};
///
/// let text = "2\trater\nMeasure\tS.E.\t2\trater\n-0.25\t0.11\t1\tAnn\n";
/// let scores = read_facets_scores(&ReadFacetsScoresOptions::new().text(text))?;
/// assert_eq!(scores.facet.as_deref(), Some("rater"));
/// assert_eq!(scores.columns.to_csv(), "number,element,measure,standard_error_alone\r\n1,Ann,-0.25,0.11\r\n");
/// # Ok::<(), collabpro_core::Error>(())
/// ```
pub fn read_facets_scores(options: &ReadFacetsScoresOptions) -> Result<FacetsScores> {
    let text = options.text.strip_prefix('\u{feff}').unwrap_or(&options.text);
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let is_heading = |fields: &[&str]| fields.iter().any(|own| letters(own) == "measure");
    let found = lines.iter().enumerate().find_map(|(place, (_, line))| {
        ['\t', ',']
            .into_iter()
            .find(|separator| is_heading(&fields(line, *separator)))
            .map(|own| (place, own))
    });
    let Some((heading, separator)) = found else {
        let words =
            |(_, line): &&(usize, &str)| line.split_whitespace().any(|word| letters(word) == "measure");
        return Err(match lines.iter().find(words) {
            Some((line, _)) => Problem::new(ErrorCode::FacetsUnsupported, Place::path(at(*line)))
                .say("what", Message::new("facets_files.scores_fixed")),
            None => unread(at(0), Message::new("facets_files.scores_headings")),
        }
        .into());
    };
    let (above, below) = lines.split_at(heading);
    let Some(((place, line), rows)) = below.split_first() else { return Ok(nothing()) };
    let headings = fields(line, separator);
    let mut named: Vec<Option<&str>> = headings
        .iter()
        .map(|own| FIELDS.iter().find(|(name, _)| *name == letters(own)).map(|(_, column)| *column))
        .collect();
    let number = headings.iter().position(|own| whole(own).is_some());
    let facet_number = named.iter().position(|own| *own == Some("facet_number"));
    // The number of an element stands under that of its facet, and its label beside it, before the number of the facet.
    let label = number.map(|at| at + 1).or_else(|| facet_number.and_then(|at| at.checked_sub(1)));
    let label = label.filter(|at| named.get(*at) == Some(&None));
    number.into_iter().for_each(|at| named.iter_mut().skip(at).take(1).for_each(|own| *own = Some("number")));
    label.into_iter().for_each(|at| named.iter_mut().skip(at).take(1).for_each(|own| *own = Some("element")));
    let (mut problems, mut losses) = (Problems::of(ErrorKind::Ratings), Losses::default());
    for (own, _) in headings.iter().zip(&named).filter(|(_, column)| column.is_none()) {
        losses.add(own, FacetsLossKind::NoPlace, Some(at(*place)));
    }
    let mut cells: Vec<Vec<&str>> = Vec::new();
    for (line, text) in rows {
        let own = fields(text, separator);
        if own.len() != headings.len() {
            let what = Message::new("facets_files.scores_row").count("fields", headings.len() as u64);
            problems.push(unread(at(*line), what.count("found", own.len() as u64)));
            continue;
        }
        for (cell, column) in own.iter().zip(&named) {
            let is_text = column.is_none_or(is_text);
            if !is_text && !is_nothing(cell) && real(cell).is_none() {
                let what = Message::new("facets_files.number").text("found", shorten((*cell).to_owned()));
                problems.push(unread(at(*line), what));
            }
        }
        cells.push(own);
    }
    problems.finish(())?;
    let mut order: Vec<(usize, &'static str)> = Vec::new();
    let known = ["number", "element"].into_iter().chain(FIELDS.iter().map(|(_, column)| *column));
    for column in known {
        let place = named.iter().position(|own| *own == Some(column));
        if !order.iter().any(|(_, own)| *own == column) {
            order.extend(place.map(|place| (place, column)));
        }
    }
    let rows = order.into_iter().fold(Rows::of(&cells), |rows, (place, column)| {
        let cell =
            move |row: &Vec<&str>| row.get(place).copied().filter(|own| !is_nothing(own)).map(str::to_owned);
        match column {
            own if is_text(own) => rows.column(own, cell),
            own => rows.column(own, move |row| cell(row).and_then(|own| real(&own))),
        }
    });
    let facet = above.iter().rev().find_map(|(_, line)| match fields(line, separator)[..] {
        [number, name] if whole(number).is_some() => Some(name.to_owned()),
        _ => None,
    });
    Ok(FacetsScores { facet, columns: rows.table(), losses: losses.0 })
}

fn nothing() -> FacetsScores {
    FacetsScores { facet: None, columns: Table::default(), losses: Vec::new() }
}

fn is_text(column: &str) -> bool {
    ["element", "facet"].contains(&column)
}

fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || cell == "."
}

impl FacetsScores {
    /// Fields that are not read, one row for each.
    pub fn losses(&self) -> Table {
        table(&self.losses)
    }
}

impl Rasch {
    /// Score files as Facets writes them, one for each facet, with the fields that are known here in full precision. Made after the
    /// documentation of Facets 3.87 and 4, and not tried with Facets itself. `S.E.` is the standard error that takes all else for known,
    /// as it is there.
    ///
    /// # Errors
    /// `invalid_option`.
    ///
    /// ```
    /// use collabpro_core::Rasch;
    /// use collabpro_core::facets_files::{FacetsScoresOptions};
    /// use collabpro_core::rasch::RaschOptions;
    /// use collabpro_core::ratings::ColumnSet;
    ///
    /// let columns = ColumnSet::new()
    ///     .text("school", ["Ash", "Ash", "Box", "Box", "Elm", "Elm", "Fir", "Fir", "Oak", "Oak", "Yew", "Yew"].map(Some))
    ///     .text("rater", ["a", "b"].repeat(6).into_iter().map(Some))
    ///     .integers("rating", [2, 3, 1, 2, 2, 1, 3, 1, 3, 2, 1, 2].map(Some));
    /// let found = Rasch::of(&[columns], RaschOptions::new().facets(["school", "rater"]))?;
    /// let files = found.facets_scores(FacetsScoresOptions::new().name("ratings"))?.files;
    /// assert_eq!(files[1].name, "ratings.2.txt");
    /// assert!(files[1].text.starts_with("2\trater\r\nT.Score\tT.Count\tObs.Avge\tFairMAvge\tMeasure\tS.E.\t"));
    /// # Ok::<(), collabpro_core::Error>(())
    /// ```
    pub fn facets_scores<'w>(
        &self,
        options: impl Into<Watched<'w, FacetsScoresOptions>>,
    ) -> Result<FacetsFiles> {
        options.into().run(|options, _| {
            let options = options.checked()?;
            let mut losses = Losses::default();
            for own in &self.measures {
                let lost = [
                    ("standardError", own.standard_error.is_some()),
                    ("fairAverageZero", own.fair_average_zero.is_some()),
                    ("uncorrected", own.uncorrected.is_some() && own.uncorrected != own.measure),
                    ("weighted", own.weighted.is_some()),
                ];
                for (name, _) in lost.into_iter().filter(|(_, is_there)| *is_there) {
                    losses.add(name, FacetsLossKind::NoPlace, None);
                }
            }
            let files = (1..).zip(&self.facets).map(|(number, facet)| FacetsFile {
                name: format!("{}.{number}.txt", options.name),
                text: self.scores_of(number, &facet.facet, &options, &mut losses),
            });
            let files = files.collect();
            Ok(FacetsFiles { files, losses: losses.0 })
        })
    }

    fn scores_of(
        &self,
        number: u32,
        facet: &str,
        options: &FacetsScoresOptions,
        losses: &mut Losses,
    ) -> String {
        let separator = match options.delimiter {
            FacetsDelimiter::Tab => "\t",
            FacetsDelimiter::Comma => ",",
        };
        let mut label = |text: &str| {
            let own = text.replace(['"', '\t', '\r', '\n'], " ");
            if own != text {
                losses.add(text, FacetsLossKind::Changed, None);
            }
            if options.delimiter == FacetsDelimiter::Comma { format!("\"{own}\"") } else { own }
        };
        let name = label(facet);
        let mut out = String::new();
        let mut line = |fields: Vec<String>| {
            out.push_str(&fields.join(separator));
            out.push_str("\r\n");
        };
        if options.headings {
            line(vec![number.to_string(), name.clone()]);
            let fields = WRITTEN.iter().map(|(heading, _)| (*heading).to_owned());
            let behind = [number.to_string(), name.clone(), "F-Number".to_owned(), "F-label".to_owned()];
            line(fields.chain(behind).collect());
        }
        for (element, own) in (1_u32..).zip(self.measures.iter().filter(|own| own.facet == facet)) {
            let fields = WRITTEN.iter().map(|(_, of)| of(own).map(|own| own.to_string()).unwrap_or_default());
            let behind = [element.to_string(), label(&own.element), number.to_string(), name.clone()];
            line(fields.chain(behind).collect());
        }
        out
    }
}
