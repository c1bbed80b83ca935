//! Lines of data: elements, then the ratings in which they met.

use std::collections::BTreeMap;

use super::lines::{Line, lines, range, real, values, whole};
use super::losses::{FacetsLossKind, Losses};
use super::specification::{Named, Specification};
use crate::base::by_name::ByName;
use crate::base::error::{ErrorCode, Place, Problem, Problems, shorten};
use crate::base::message::Message;

/// A rating: the elements that met, by the facet's number less 1, and what stands for it.
#[derive(Debug)]
pub(super) struct Datum<'t> {
    pub(super) line: Line<'t>,
    pub(super) elements: Vec<u32>,
    /// The same by positions of the data, which models go by.
    pub(super) in_data: Vec<u32>,
    pub(super) code: &'t str,
    pub(super) weight: f64,
}

/// One element in all ratings of a line, or one for each.
#[derive(Clone, Copy)]
enum Met {
    One(u32),
    Each(u32, u32),
    /// None that the specification lists.
    Nobody,
}

/// All ratings of a specification and its data files.
pub(super) fn data<'t>(
    of: &Specification<'t>,
    files: &'t ByName<String>,
    problems: &mut Problems,
    losses: &mut Losses,
) -> Vec<Datum<'t>> {
    let mut all = Vec::new();
    for (line, name) in &of.files {
        open(*line, name, files, &mut all, problems);
    }
    for line in &of.data {
        match line.text.strip_prefix('%') {
            Some(name) => open(*line, name.trim(), files, &mut all, problems),
            None => all.push(*line),
        }
    }
    let reader = Reader::new(of);
    let mut found = Vec::new();
    for line in all {
        if let Err(problem) = reader.line(line, &mut found, losses) {
            problems.push(problem);
        }
    }
    found
}

/// Adds the lines of a file that was handed in.
fn open<'t>(
    line: Line<'t>,
    name: &str,
    files: &'t ByName<String>,
    all: &mut Vec<Line<'t>>,
    problems: &mut Problems,
) {
    match files.iter().find(|(own, _)| *own == name) {
        Some((own, text)) => all.extend(lines(own, text)),
        None => {
            let known: Vec<&str> = files.iter().map(|(own, _)| own).collect();
            let what = Message::new("facets_files.file").text("found", shorten(name.to_owned()));
            problems.push(
                line.unread(what.count("n", known.len() as u64).text("known", shorten(known.join(", ")))),
            );
        }
    }
}

struct Reader<'s, 't> {
    of: &'s Specification<'t>,
    /// Positions that stand in the data.
    there: Vec<usize>,
    /// By facet, numbers by label.
    by_label: Vec<BTreeMap<&'t str, u32>>,
    /// Whether blanks part values, as they do where no value is a label.
    by_blanks: bool,
}

impl<'s, 't> Reader<'s, 't> {
    fn new(of: &'s Specification<'t>) -> Self {
        let is_constant = |position: &usize| of.constant.iter().any(|(own, _)| own == position);
        let labels = |facet: usize| {
            let own = of.labels.iter().filter(|own| own.number == facet + 1);
            let own =
                own.flat_map(|own| own.elements.iter().map(|(number, element)| (element.label, *number)));
            own.filter(|(label, _)| !label.is_empty()).collect()
        };
        Self {
            of,
            there: (1..=of.entry.len()).filter(|position| !is_constant(position)).collect(),
            by_label: (0..of.facets).map(labels).collect(),
            by_blanks: of.named.iter().all(|named| *named == Named::Number),
        }
    }

    fn line(&self, line: Line<'t>, found: &mut Vec<Datum<'t>>, losses: &mut Losses) -> Result<(), Problem> {
        let (weight, text) = self.replicated(line)?;
        let parts = self.parts(text);
        let Some((elements, codes)) =
            parts.split_at_checked(self.there.len()).filter(|(_, codes)| !codes.is_empty())
        else {
            let what = Message::new("facets_files.data_line").count("facets", self.there.len() as u64);
            return Err(line.unread(what.text("found", shorten(line.text.to_owned()))));
        };
        let mut met = vec![None; self.of.entry.len()];
        for (position, text) in self.there.iter().zip(elements) {
            met[position - 1] = Some(self.element(line, position - 1, text)?);
        }
        for (position, (first, last)) in &self.of.constant {
            if let Some(own) = met.get_mut(position - 1) {
                *own = Some(if first == last { Met::One(*first) } else { Met::Each(*first, *last) });
            }
        }
        let met: Vec<Met> = met.into_iter().map(|own| own.unwrap_or(Met::Nobody)).collect();
        let ranges: Vec<(u32, u32)> = met
            .iter()
            .filter_map(|own| match own {
                Met::Each(first, last) => Some((*first, *last)),
                _ => None,
            })
            .collect();
        let count = match ranges[..] {
            [] => 1,
            [(first, last)] if first <= last => u64::from(last - first) + 1,
            _ => {
                let what =
                    Message::new("facets_files.data_ranges").text("found", shorten(line.text.to_owned()));
                return Err(line.unread(what));
            }
        };
        let surplus = codes.iter().enumerate().find(|(at, code)| *at as u64 >= count && !code.is_empty());
        if let Some((_, code)) = surplus {
            let what = Message::new("facets_files.data_surplus").count("ratings", count);
            return Err(line.unread(what.text("found", shorten((*code).to_owned()))));
        }
        for (at, code) in codes.iter().enumerate() {
            if code.is_empty() || self.of.missing.contains(code) {
                continue;
            }
            self.rating(line, &met, at as u32, (code, weight), found, losses)?;
        }
        Ok(())
    }

    /// The number of times that a line counts, and the rest of it.
    fn replicated(&self, line: Line<'t>) -> Result<(f64, &'t str), Problem> {
        let is_mark = |first: char| self.of.replication.iter().any(|own| own.eq_ignore_ascii_case(&first));
        let Some(rest) = line.text.strip_prefix(is_mark) else { return Ok((1.0, line.text)) };
        let digits = rest.find(|own: char| !own.is_ascii_digit() && own != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        match real(number) {
            Some(weight) => {
                Ok((weight, after.trim_start().trim_start_matches([',', '=', '\t']).trim_start()))
            }
            // A label may begin with the same letter.
            None if number.is_empty() && !self.by_blanks => Ok((1.0, line.text)),
            None => {
                Err(line
                    .unread(Message::new("facets_files.weight").text("found", shorten(line.text.to_owned()))))
            }
        }
    }

    /// What stands between separators; blanks are such where there is no other, and where elements are numbers.
    fn parts(&self, text: &'t str) -> Vec<&'t str> {
        if !text.contains([',', '=', '\t']) {
            return text.split_whitespace().collect();
        }
        let parts = values(text);
        if !self.by_blanks {
            return parts;
        }
        let words = |part: &'t str| {
            let words: Vec<&str> = part.split_whitespace().collect();
            if words.is_empty() { vec![""] } else { words }
        };
        parts.into_iter().flat_map(words).collect()
    }

    /// The element, or the elements, that a text of the data names.
    fn element(&self, line: Line<'t>, position: usize, text: &str) -> Result<Met, Problem> {
        let Some(facet) = self.of.entry.get(position).and_then(|facet| facet.checked_sub(1)) else {
            return Ok(Met::Nobody);
        };
        let of_facet = || self.of.labels.iter().filter(move |own| own.number == facet + 1);
        let number = || whole(text).map(Met::One);
        let listed = || {
            let is_listed = |number: &u32| of_facet().any(|own| own.elements.contains_key(number));
            whole(text).filter(is_listed).map(Met::One)
        };
        let several = || range(text).map(|(first, last)| Met::Each(first, last));
        let label = || self.by_label.get(facet).and_then(|own| own.get(text)).map(|own| Met::One(*own));
        let unlabelled = || {
            let mut own = of_facet().flat_map(|own| &own.elements);
            let own = own.find(|(own, element)| element.label.is_empty() && own.to_string() == text);
            own.map(|(number, _)| Met::One(*number))
        };
        let named = self.of.named.get(facet).copied().unwrap_or_default();
        let found = match named {
            Named::Number => number().or_else(several),
            Named::Label => label().or_else(unlabelled).or(Some(Met::Nobody)),
            Named::NumberThenLabel => listed().or_else(several).or_else(label).or(Some(Met::Nobody)),
            Named::LabelThenNumber => label().or_else(listed).or_else(several).or(Some(Met::Nobody)),
        };
        found.ok_or_else(|| {
            line.unread(Message::new("facets_files.data_element").text("found", shorten(text.to_owned())))
        })
    }

    fn rating(
        &self,
        line: Line<'t>,
        met: &[Met],
        at: u32,
        (code, weight): (&'t str, f64),
        found: &mut Vec<Datum<'t>>,
        losses: &mut Losses,
    ) -> Result<(), Problem> {
        let mut elements = vec![0; self.of.facets];
        let (mut in_data, mut weight, mut is_listed) = (Vec::new(), weight, true);
        for (met, facet) in met.iter().zip(&self.of.entry) {
            let Some(facet) = facet.checked_sub(1) else { continue };
            let number = match met {
                Met::One(number) => Some(*number),
                Met::Each(first, _) => first.checked_add(at),
                Met::Nobody => None,
            };
            if number == Some(self.of.null) {
                let what = Message::new("facets_files.null").count("facet", facet as u64 + 1);
                return Err(line.unsupported(what.text("found", shorten(line.text.to_owned()))));
            }
            let of_facet = self.of.labels.iter().find(|own| own.number == facet + 1);
            let own = of_facet.zip(number).and_then(|(own, number)| own.elements.get(&number));
            let Some((own, number)) = own.zip(number) else {
                is_listed = false;
                continue;
            };
            weight *= own.weight;
            in_data.push(number);
            elements.iter_mut().skip(facet).take(1).for_each(|place| *place = own.target.unwrap_or(number));
        }
        if is_listed {
            found.push(Datum { line, elements, in_data, code, weight });
        } else {
            losses.add("Labels", FacetsLossKind::LeftOut, Some(line.place()));
        }
        Ok(())
    }
}

/// That there is not a single rating.
pub(super) fn nothing() -> Problem {
    Problem::new(ErrorCode::NoRows, Place::default())
}
