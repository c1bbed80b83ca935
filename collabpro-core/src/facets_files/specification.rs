//! A specification file, as it is written.

use super::keywords::{Keyword, keyword};
use super::labels::FacetLabels;
use super::lines::{Line, halves, lines, range, real, values, whole};
use super::losses::{FacetsLossKind, Losses};
use super::scales::NamedScale;
use crate::base::error::{Problems, shorten};
use crate::base::message::Message;

/// The name of the specification among places.
pub(super) const FILE: &str = "specification";

/// The most facets of a file.
const MOST_FACETS: u32 = 255;

/// How the data name the elements of a facet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Named {
    #[default]
    Number,
    Label,
    NumberThenLabel,
    LabelThenNumber,
}

/// Facets that are named, of those that `Positive=` and `Negative=` or `Noncenter=` and `Center=` may name.
#[derive(Debug)]
pub(super) struct Chosen<'t> {
    pub(super) line: Line<'t>,
    /// Whether all others are meant.
    pub(super) others: bool,
    pub(super) facets: Vec<usize>,
}

impl Chosen<'_> {
    pub(super) fn holds(&self, facet: usize) -> bool {
        self.facets.contains(&facet) != self.others
    }
}

/// What a specification says.
#[derive(Debug)]
pub(super) struct Specification<'t> {
    pub(super) title: Option<&'t str>,
    /// Facets of `Labels=`.
    pub(super) facets: usize,
    pub(super) positive: Option<Chosen<'t>>,
    pub(super) free: Option<Chosen<'t>>,
    pub(super) models: Vec<(Line<'t>, &'t str)>,
    pub(super) scales: Vec<NamedScale<'t>>,
    pub(super) labels: Vec<FacetLabels<'t>>,
    pub(super) missing: Vec<&'t str>,
    /// The facet in each position of the data; 0: none.
    pub(super) entry: Vec<usize>,
    /// How each facet's elements are named in the data.
    pub(super) named: Vec<Named>,
    /// Positions of the data that are not in them, and the element or the elements that stand there.
    pub(super) constant: Vec<(usize, (u32, u32))>,
    /// The number of no element.
    pub(super) null: u32,
    /// A zero or a unit of reported measures that is not 0 or one logit.
    pub(super) rescaled: Option<Line<'t>>,
    pub(super) replication: Vec<char>,
    pub(super) raters: Option<usize>,
    /// Names of data files.
    pub(super) files: Vec<(Line<'t>, &'t str)>,
    /// Lines of data.
    pub(super) data: Vec<Line<'t>>,
    pub(super) has_data: bool,
}

/// Goes through the lines.
struct Reader<'t, 'p> {
    lines: std::iter::Peekable<std::vec::IntoIter<Line<'t>>>,
    made: Specification<'t>,
    problems: &'p mut Problems,
    losses: &'p mut Losses,
}

impl<'t> Specification<'t> {
    pub(super) fn read(text: &'t str, problems: &mut Problems, losses: &mut Losses) -> Self {
        let made = Self {
            title: None,
            // As the manual has it where nothing is said.
            facets: 2,
            positive: None,
            free: None,
            models: Vec::new(),
            scales: Vec::new(),
            labels: Vec::new(),
            missing: Vec::new(),
            entry: Vec::new(),
            named: Vec::new(),
            constant: Vec::new(),
            null: 0,
            rescaled: None,
            replication: vec!['R'],
            raters: None,
            files: Vec::new(),
            data: Vec::new(),
            has_data: false,
        };
        let mut reader = Reader { lines: lines(FILE, text).into_iter().peekable(), made, problems, losses };
        while let Some(line) = reader.lines.next() {
            reader.line(line);
        }
        let mut made = reader.made;
        if made.entry.is_empty() {
            made.entry = (1..=made.facets).collect();
        }
        made.named.resize(made.facets, Named::Number);
        made
    }
}

impl<'t> Reader<'t, '_> {
    fn line(&mut self, line: Line<'t>) {
        let (name, value) = halves(line.text);
        let Some((full, found)) = keyword(name).filter(|_| name.len() < line.text.len()) else {
            let what = Message::new("facets_files.keyword").text("found", shorten(name.to_owned()));
            return self.problems.push(line.unread(what));
        };
        match found {
            Keyword::Title => self.made.title = Some(value).filter(|title| !title.is_empty()),
            Keyword::Facets => {
                let count = values(value).first().and_then(|count| whole(count));
                match count.filter(|count| (1..=MOST_FACETS).contains(count)) {
                    Some(count) => self.made.facets = count as usize,
                    None => self.whole(line, value, 1, MOST_FACETS),
                }
            }
            Keyword::Positive | Keyword::Negative if value.is_empty() => {
                self.whole(line, value, 0, self.made.facets as u32);
            }
            Keyword::Positive | Keyword::Negative => {
                let chosen = self.chosen(line, value, found == Keyword::Negative);
                if self.made.positive.is_some() {
                    self.losses.add(full, FacetsLossKind::LeftOut, Some(line.place()));
                } else {
                    self.made.positive = Some(chosen);
                }
            }
            Keyword::Noncenter | Keyword::Center => {
                let chosen = self.chosen(line, value, found == Keyword::Center);
                if self.made.free.is_some() {
                    self.losses.add(full, FacetsLossKind::LeftOut, Some(line.place()));
                } else {
                    self.made.free = Some(chosen);
                }
            }
            Keyword::Models => self.models(line, value),
            Keyword::Rating => self.scale(line, value),
            Keyword::Labels => self.labels(),
            Keyword::Missing => {
                self.made.missing.extend(values(value).into_iter().filter(|own| !own.is_empty()))
            }
            Keyword::Entry => self.made.entry = self.facets(line, value, 0),
            Keyword::Delements => self.delements(line, value),
            Keyword::Dvalues if value.is_empty() => {
                while let Some(line) = self.lines.next_if(Line::is_numbered) {
                    self.dvalue(line, line.text);
                }
                self.end(line, full);
            }
            Keyword::Dvalues => self.dvalue(line, value),
            Keyword::KeepAsNull => match whole(value) {
                Some(number) => self.made.null = number,
                None => self.whole(line, value, 0, u32::MAX),
            },
            Keyword::Umean | Keyword::Uscale => {
                let parts = values(value);
                let usual: &[f64] = if found == Keyword::Umean { &[0.0, 1.0] } else { &[1.0] };
                let is_usual = usual
                    .iter()
                    .zip(&parts)
                    .all(|(usual, own)| own.is_empty() || real(own).is_some_and(|own| own == *usual));
                if !is_usual {
                    self.made.rescaled = Some(line);
                }
                self.losses.add(full, FacetsLossKind::OutputOnly, Some(line.place()));
            }
            Keyword::Replication => self.made.replication = value.chars().collect(),
            Keyword::InterRater => match whole(value).filter(|facet| *facet as usize <= self.made.facets) {
                Some(facet) => self.made.raters = Some(facet as usize).filter(|facet| *facet > 0),
                None => self.whole(line, value, 0, self.made.facets as u32),
            },
            Keyword::Estimation => self.losses.add(full, FacetsLossKind::NoPlace, Some(line.place())),
            Keyword::Output => self.losses.add(full, FacetsLossKind::OutputOnly, Some(line.place())),
            Keyword::Data => {
                self.made.has_data = true;
                let names = value.split('+').map(str::trim).filter(|name| !name.is_empty());
                self.made.files.extend(names.map(|name| (line, name)));
                self.made.data.extend(self.lines.by_ref());
            }
        }
    }

    fn whole(&mut self, line: Line<'t>, found: &str, low: u32, high: u32) {
        let what = Message::new("facets_files.whole").text("found", shorten(found.to_owned()));
        self.problems.push(line.unread(what.count("low", low.into()).count("high", high.into())));
    }

    /// Numbers of facets.
    fn facets(&mut self, line: Line<'t>, value: &str, low: u32) -> Vec<usize> {
        let mut found = Vec::new();
        for part in values(value).into_iter().filter(|part| !part.is_empty()) {
            match whole(part).filter(|own| (low..=self.made.facets as u32).contains(own)) {
                Some(own) => found.push(own as usize),
                None => self.whole(line, part, low, self.made.facets as u32),
            }
        }
        found
    }

    fn chosen(&mut self, line: Line<'t>, value: &str, others: bool) -> Chosen<'t> {
        let facets = self.facets(line, value, 0);
        Chosen { line, others, facets }
    }

    /// The line that must end a list.
    fn end(&mut self, of: Line<'t>, name: &str) {
        if self.lines.next_if(Line::ends).is_none() {
            self.problems.push(of.unread(Message::new("facets_files.unended").text("found", name)));
        }
    }

    /// A model behind the name, and more of them, or none there, below it.
    fn models(&mut self, line: Line<'t>, value: &'t str) {
        let is_model = |line: &Line<'_>| {
            let is_sign = line.text.starts_with(['?', '#', '-', ',']) || line.is_numbered();
            is_sign || values(line.text).first().is_some_and(|first| first.eq_ignore_ascii_case("x"))
        };
        let is_alone = !value.is_empty();
        if is_alone {
            self.made.models.push((line, value));
        }
        let before = self.made.models.len();
        while let Some(line) = self.lines.next_if(is_model) {
            self.made.models.push((line, line.text));
        }
        if is_alone && before == self.made.models.len() {
            self.lines.next_if(Line::ends);
        } else {
            self.end(line, "Models");
        }
    }

    fn scale(&mut self, line: Line<'t>, value: &'t str) {
        let scale = NamedScale::read(line, value).map_err(|problem| self.problems.push(problem)).ok();
        let mut scale = scale;
        let mut listed = 0;
        while let Some(line) = self.lines.next_if(Line::is_numbered) {
            listed += 1;
            if let Some(scale) = &mut scale {
                scale.category(line, self.problems);
            }
        }
        if listed > 0 {
            self.end(line, "Rating scale");
        } else {
            self.lines.next_if(Line::ends);
        }
        self.made.scales.extend(scale);
    }

    fn labels(&mut self) {
        while let Some(line) = self.lines.next_if(Line::is_numbered) {
            let mut facet = FacetLabels::read(line, self.problems, self.losses);
            let is_new = self.made.labels.iter().all(|own| own.number != facet.number);
            if !is_new || !(1..=self.made.facets).contains(&facet.number) {
                let what = Message::new("facets_files.facet").count("facets", self.made.facets as u64);
                self.problems.push(line.unread(what.text("found", shorten(line.text.to_owned()))));
            }
            while let Some(line) = self.lines.next_if(Line::is_numbered) {
                facet.element(line, self.problems);
            }
            self.end(line, "Labels");
            self.made.labels.push(facet);
        }
        self.made.labels.sort_by_key(|facet| facet.number);
    }

    fn delements(&mut self, line: Line<'t>, value: &str) {
        self.made.named.resize(self.made.facets, Named::Number);
        for part in values(value).into_iter().filter(|part| !part.is_empty()) {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (facet, how) = part.split_at(digits);
            let how = match how.trim().to_ascii_uppercase().as_str() {
                "N" => Some(Named::Number),
                "L" => Some(Named::Label),
                "NL" | "B" => Some(Named::NumberThenLabel),
                "LN" => Some(Named::LabelThenNumber),
                _ => None,
            };
            let facet = if facet.is_empty() { Some(None) } else { whole(facet).map(Some) };
            match (how, facet) {
                (Some(how), Some(None)) => self.made.named.fill(how),
                // The null element has no label here.
                (Some(_), Some(Some(0))) => {}
                (Some(how), Some(Some(facet))) if facet as usize <= self.made.facets => {
                    self.made.named.iter_mut().skip(facet as usize - 1).take(1).for_each(|own| *own = how);
                }
                _ => {
                    let what = Message::new("facets_files.delements").text("found", shorten(part.to_owned()));
                    self.problems.push(line.unsupported(what));
                }
            }
        }
    }

    fn dvalue(&mut self, line: Line<'t>, value: &str) {
        let parts = values(value);
        let constant = match parts[..] {
            [position, element] => {
                let element = whole(element).map(|own| (own, own)).or_else(|| range(element));
                whole(position).filter(|own| *own > 0).zip(element)
            }
            _ => None,
        };
        match constant {
            Some((position, element)) => self.made.constant.push((position as usize, element)),
            None => {
                let what = Message::new("facets_files.dvalues").text("found", shorten(value.to_owned()));
                self.problems.push(line.unsupported(what));
            }
        }
    }
}
