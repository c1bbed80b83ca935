//! Units from JSON and CSV, and back to JSON.

use std::io::Read;

use super::{Membership, Occasion, Size, Unit, Units, UnitsDocument};
use crate::base::by_name::ByName;
use crate::base::csv::{Delimiter, Event, Record, Tokens};
use crate::base::date::is_date;
use crate::base::dictionary::Dictionary;
use crate::base::document::{check_distinct, element, elements, field, id_is_valid, is_whole, open, problem};
use crate::base::error::{ErrorCode, ErrorKind, Place, Problem, Problems, Result};
use crate::base::json_read::{Input, Placed};
use crate::base::json_write::to_json;
use crate::base::nfc;
use crate::base::number::{in_two_forms, whole};
use crate::base::table::unmasked;
use crate::framework::UnitKind;

/// A unit, what it belongs to, and where that is said, with the end of it.
pub(super) struct Link {
    pub(super) unit: String,
    pub(super) member: Membership,
    pub(super) place: Place,
    pub(super) end: Place,
}

impl Units {
    /// The JSON Schema of the document form, generated from its types.
    pub fn json_schema() -> &'static str {
        include_str!("../../data/units.schema.json")
    }

    /// Reads and checks a units document.
    ///
    /// # Errors
    /// All problems at once, each with its JSON path: `invalid_json`, `wrong_kind`, `unsupported_schema_version`,
    /// `duplicate_id`, `invalid_id`, `unknown_reference`, `cyclic_reference`, `membership_reversed`,
    /// `membership_overlap`, `invalid_then_test`, `invalid_date`, `missing_text`.
    pub fn from_json(text: &str) -> Result<Self> {
        let (value, problems) = open::<UnitsDocument>(text, Problems::of(ErrorKind::Ratings))?;
        let mut input = Input::below(&value, problems);
        let mut fields = input.below_head();
        let Placed::<Occasion>(mut occasions) = fields.may("occasions");
        let Placed::<Unit>(mut units) = fields.take("units");
        let extensions = fields.may("extensions");
        fields.end();
        let mut problems = input.problems();
        units.iter_mut().for_each(|(_, unit)| compose(unit));
        occasions.iter_mut().for_each(|(_, occasion)| {
            own(&mut occasion.id);
            occasion.about.as_mut().map(own);
        });
        let mut ids = units.iter().map(|(at, unit)| (*at, unit.id.as_str()));
        check_distinct("$.units", "id", &mut ids, &mut problems);
        let mut ids = occasions.iter().map(|(at, occasion)| (*at, occasion.id.as_str()));
        check_distinct("$.occasions", "id", &mut ids, &mut problems);
        let all_units = is_whole(&value, "units", units.len());
        // Where not all occasions could be read, none that is named is missed.
        let all_occasions = is_whole(&value, "occasions", occasions.len());
        let known = if all_occasions { &*occasions } else { &[] };
        check_then_tests(&occasions, all_occasions, &mut problems);
        let mut links = Vec::new();
        for (at, unit) in &units {
            check_unit(unit, &element("$.units", *at), known, &mut links, &mut problems);
        }
        let occasions = elements(occasions);
        let units = by_id(units.into_iter().map(|(_, unit)| unit).collect());
        check_links(&units, all_units, &links, &mut problems);
        let declared = !occasions.is_empty();
        let units = Self { units, occasions, declared, extensions };
        units.check_times(&links, &mut problems);
        units.check_forms(Place::path("$.units"), &mut problems);
        problems.finish(units)
    }

    /// The units as canonical JSON; reading it again gives equal units.
    pub fn to_json(&self) -> String {
        let document = UnitsDocument {
            occasions: self.occasions.clone(),
            units: self.units.values().cloned().collect(),
            extensions: self.extensions.clone(),
        };
        to_json(&document)
    }

    /// Reads units from CSV with commas, see [`from_delimited`](Units::from_delimited).
    ///
    /// # Errors
    /// As there.
    pub fn from_csv(input: impl Read) -> Result<Self> {
        let tokens = Tokens::new(Delimiter::Comma.byte(), FIELD_LIMIT, RECORD_LIMIT);
        Self::from_tokens(input, tokens.adopting())
    }

    /// Reads units from CSV with the columns `unit`, `label`, `kind`, `parent`, `from`, `to`, `role`, `occasion`,
    /// `size` and `practice`, of which only `unit` is needed. Each row adds what it says to its unit: a further row
    /// a further parent or size.
    ///
    /// # Errors
    /// All problems at once with row and column: those of a CSV file (`missing_column`, `unknown_column`,
    /// `duplicate_column`, `quoted_lines`, `workbook`, `wrong_delimiter`, `ragged_row`, `broken_quoting`, `invalid_utf8`, `field_too_long`, `record_too_long`,
    /// `empty_input`, `no_rows`), `missing_value`, `invalid_id`, `invalid_number`, `value_conflict`,
    /// `unit_kind_conflict`, `unknown_reference`, `cyclic_reference`, `membership_reversed`, `membership_overlap`; and `io`.
    pub fn from_delimited(input: impl Read, delimiter: Delimiter) -> Result<Self> {
        Self::from_tokens(input, Tokens::new(delimiter.byte(), FIELD_LIMIT, RECORD_LIMIT))
    }

    fn from_tokens(mut input: impl Read, tokens: Tokens) -> Result<Self> {
        let mut table = Table { problems: Problems::of(ErrorKind::Ratings), ..Table::default() };
        tokens.read(&mut input, &mut |event| table.event(event))?;
        if let Some(problems) = table.title.take().filter(|_| !table.stopped) {
            table.problems = problems;
        }
        let nothing = match table.header {
            None => Some(ErrorCode::EmptyInput),
            Some(_) if table.units.is_empty() => Some(ErrorCode::NoRows),
            Some(_) => None,
        };
        if table.problems.is_empty() {
            table.problems.extend(nothing.map(|code| Problem::new(code, Place::default())));
        }
        for pair in in_two_forms(table.ids.iter()) {
            let at = pair.iter().skip(1).filter_map(|id| table.ids.find(id)).max();
            let row = at.and_then(|code| table.rows.get(code as usize)).copied().unwrap_or(0);
            table.problems.push(Problem::ambiguous(Place::cell(row, COLUMNS[UNIT]), pair));
        }
        let units = by_id(table.units);
        check_links(&units, true, &table.links, &mut table.problems);
        let units = Self { units, ..Self::default() };
        units.check_times(&table.links, &mut table.problems);
        units.check_forms(Place::column(COLUMNS[OCCASION]), &mut table.problems);
        table.problems.finish(units)
    }
}

const FIELD_LIMIT: usize = 1 << 20;
const RECORD_LIMIT: usize = 1 << 24;

/// Brings an id that is compared into its one form.
fn own(id: &mut String) {
    *id = nfc::id(id).into_owned();
}

/// The same of all ids of a unit.
fn compose(unit: &mut Unit) {
    own(&mut unit.id);
    for parent in &mut unit.parents {
        own(&mut parent.unit);
        parent.from.as_mut().map(own);
        parent.to.as_mut().map(own);
    }
    for size in &mut unit.sizes {
        size.role.as_mut().map(own);
        size.occasion.as_mut().map(own);
    }
}

/// A then-test is about an earlier occasion that was really there, and only a then-test is about another occasion.
fn check_then_tests(occasions: &[(usize, Occasion)], are_all: bool, problems: &mut Problems) {
    for (place, (at, occasion)) in occasions.iter().enumerate() {
        let path = field(&element("$.occasions", *at), "about");
        let Some(about) = &occasion.about else {
            if occasion.kind.is_some() {
                problems.push(problem(ErrorCode::InvalidThenTest, path, &occasion.id));
            }
            continue;
        };
        let known = occasions.iter().position(|(_, other)| other.id == *about);
        let real = known.is_some_and(|known| known < place && occasions[known].1.kind.is_none());
        if known.is_none() {
            problems.extend(are_all.then(|| problem(ErrorCode::UnknownReference, path, about)));
        } else if occasion.kind.is_none() || !real {
            problems.push(problem(ErrorCode::InvalidThenTest, path, &occasion.id));
        }
    }
}

fn check_unit(
    unit: &Unit,
    path: &str,
    occasions: &[(usize, Occasion)],
    links: &mut Vec<Link>,
    problems: &mut Problems,
) {
    let mut occasion = |id: &Option<String>, path: String| {
        let Some(id) = id else { return };
        if !occasions.is_empty() && !occasions.iter().any(|(_, known)| known.id == *id) {
            problems.repeat(problem(ErrorCode::UnknownReference, path, id));
        }
    };
    for (at, parent) in unit.parents.iter().enumerate() {
        let path = element(&field(path, "parents"), at);
        occasion(&parent.from, field(&path, "from"));
        occasion(&parent.to, field(&path, "to"));
        let (place, end) = (Place::path(field(&path, "unit")), Place::path(field(&path, "to")));
        links.push(Link { unit: unit.id.clone(), member: parent.clone(), place, end });
    }
    let sizes = field(path, "sizes");
    for (at, size) in unit.sizes.iter().enumerate() {
        occasion(&size.occasion, field(&element(&sizes, at), "occasion"));
    }
    for (at, size) in unit.sizes.iter().enumerate() {
        let same = |other: &Size| (&other.role, &other.occasion) == (&size.role, &size.occasion);
        if let Some(first) = unit.sizes.iter().take(at).position(same) {
            let twice = problem(ErrorCode::DuplicateId, element(&sizes, at), size_name(size));
            problems.push(twice.with("first", element(&sizes, first)));
        }
    }
    if unit.published.as_ref().is_some_and(|source| source.trim().is_empty()) {
        problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(path, "published"))));
    }
    if let Some(open) = &unit.open_team {
        check_choice(&open.date, &open.recorded_by, &field(path, "openTeam"), problems);
    }
    for (at, own) in unit.named_by_self.iter().enumerate() {
        let path = element(&field(path, "namedBySelf"), at);
        if own.role.is_empty() {
            problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(&path, "role"))));
        }
        check_choice(&own.date, &own.recorded_by, &path, problems);
    }
}

/// Checks when people chose to be open, and who wrote it down.
fn check_choice(date: &str, recorded_by: &str, path: &str, problems: &mut Problems) {
    if !is_date(date) {
        problems.push(problem(ErrorCode::InvalidDate, field(path, "date"), date));
    }
    if recorded_by.trim().is_empty() {
        problems.push(Problem::new(ErrorCode::MissingText, Place::path(field(path, "recordedBy"))));
    }
}

fn size_name(size: &Size) -> &str {
    size.role.as_deref().or(size.occasion.as_deref()).unwrap_or("size")
}

fn by_id(units: Vec<Unit>) -> ByName<Unit> {
    ByName::of(units.into_iter().map(|unit| (unit.id.clone(), unit)).collect())
}

/// Checks that every parent is known, where these are all units, and that no unit is its own ancestor.
fn check_links(units: &ByName<Unit>, are_all: bool, links: &[Link], problems: &mut Problems) {
    for link in links {
        if are_all && units.get(&link.member.unit).is_none() {
            let unknown = Problem::new(ErrorCode::UnknownReference, link.place.clone());
            problems.repeat(unknown.with("what", &link.member.unit));
        }
    }
    let mut codes = Dictionary::default();
    let mut code = |id: &str| codes.code(id).unwrap_or(0) as usize;
    let edges: Vec<[usize; 2]> =
        links.iter().map(|link| [code(&link.unit), code(&link.member.unit)]).collect();
    // What no circle leads to is taken away, then what leads to no circle: the rest lies on circles or between two.
    let mut left = vec![true; links.len()];
    peel(&edges, [0, 1], codes.len(), &mut left);
    peel(&edges, [1, 0], codes.len(), &mut left);
    for (link, _) in links.iter().zip(left).filter(|(_, left)| *left) {
        let circle = Problem::new(ErrorCode::CyclicReference, link.place.clone());
        problems.push(circle.with("what", &link.unit));
    }
}

/// Takes away the edges that can be reached from nodes to which none leads, node by node.
fn peel(edges: &[[usize; 2]], [from, to]: [usize; 2], nodes: usize, left: &mut [bool]) {
    let mut leading = vec![0_usize; nodes];
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (at, edge) in edges.iter().enumerate().filter(|(at, _)| left[*at]) {
        leading[edge[to]] += 1;
        leaving[edge[from]].push(at);
    }
    let mut free: Vec<usize> = (0..nodes).filter(|node| leading[*node] == 0).collect();
    while let Some(node) = free.pop() {
        for at in std::mem::take(&mut leaving[node]) {
            left[at] = false;
            let next = edges[at][to];
            leading[next] -= 1;
            if leading[next] == 0 {
                free.push(next);
            }
        }
    }
}

const COLUMNS: [&str; 10] =
    ["unit", "label", "kind", "parent", "from", "to", "role", "occasion", "size", "practice"];
const UNIT: usize = 0;
const LABEL: usize = 1;
const UNIT_KIND: usize = 2;
const PARENT: usize = 3;
const FROM: usize = 4;
const TO: usize = 5;
const ROLE: usize = 6;
const OCCASION: usize = 7;
const SIZE: usize = 8;
const PRACTICE: usize = 9;

/// A units file in the making.
#[derive(Default)]
struct Table {
    header: Option<Vec<usize>>,
    names: Vec<String>,
    units: Vec<Unit>,
    ids: Dictionary,
    /// For each id the row in which it was first named.
    rows: Vec<u64>,
    links: Vec<Link>,
    problems: Problems,
    stopped: bool,
    /// What would be wrong with a line of one field as the header, until a header follows it.
    title: Option<Problems>,
}

/// Which columns these are, and what is wrong with them.
fn columns_of(names: &mut dyn Iterator<Item = &str>, problems: &mut Problems) -> Vec<usize> {
    let mut header = Vec::new();
    for name in names {
        let at = COLUMNS.iter().position(|known| known.eq_ignore_ascii_case(name.trim()));
        let told = |code| Problem::new(code, Place::column(name)).with("what", name).with("first", name);
        match at {
            None => problems.push(told(ErrorCode::UnknownColumn)),
            Some(at) if header.contains(&at) => problems.push(told(ErrorCode::DuplicateColumn)),
            Some(_) => {}
        }
        header.push(at.unwrap_or(COLUMNS.len()));
    }
    if !header.contains(&UNIT) {
        problems.push(Problem::missing_column("unit", "column.of_units", &COLUMNS));
    }
    header
}

impl Table {
    fn event(&mut self, event: Event<'_>) {
        match event {
            _ if self.stopped => {}
            Event::Record(record) => self.checked(record),
            Event::Batch(batch) => batch.records().for_each(|record| self.checked(record)),
            Event::Fault { code, row, field } => {
                let name = self.names.get(field).cloned().unwrap_or_else(|| (field + 1).to_string());
                let problem = Problem::new(code, Place::cell(row, name));
                let limit = if code == ErrorCode::RecordTooLong { RECORD_LIMIT } else { FIELD_LIMIT };
                self.problems.push(problem.count("limit", limit as u64));
                self.stopped = self.header.is_none();
            }
            Event::Refused { refused, delimiter } => {
                self.problems.push(refused.problem(delimiter));
                self.stopped = true;
            }
        }
    }

    fn checked(&mut self, record: Record<'_>) {
        match self.header {
            _ if self.stopped => {}
            None => self.header(record),
            Some(_) => self.record(record),
        }
    }

    fn header(&mut self, record: Record<'_>) {
        let mut problems = Problems::of(ErrorKind::Ratings);
        let header = columns_of(&mut record.fields().take(record.named()), &mut problems);
        if !problems.is_empty() && record.named() == 1 {
            let is_line = |delimiter: &Delimiter| {
                let mut wrong = Problems::default();
                columns_of(&mut record.field(0).split(char::from(delimiter.byte())), &mut wrong);
                wrong.is_empty()
            };
            if record.len() == 1 && Delimiter::ALL.iter().any(is_line) {
                self.stopped = true;
                let quoted = Problem::new(ErrorCode::QuotedLines, Place::row(record.row));
                return self.problems.push(quoted.count("n", 1));
            }
            // It may be a title above the headings.
            match self.title.take() {
                Some(first) => problems = first,
                None => {
                    self.title = Some(problems);
                    return;
                }
            }
        }
        self.title = None;
        self.names = record.fields().take(record.named()).map(str::to_owned).collect();
        self.stopped = !problems.is_empty();
        self.problems = problems;
        self.header = Some(header);
    }

    fn record(&mut self, record: Record<'_>) {
        let header = self.header.as_deref().unwrap_or(&[]);
        if record.fields().all(|field| field.trim().is_empty()) {
            return;
        }
        if !record.fits(header.len()) {
            let ragged = Problem::new(ErrorCode::RaggedRow, Place::row(record.row));
            let ragged = ragged.count("found", record.len() as u64);
            return self.problems.push(ragged.count("expected", header.len() as u64));
        }
        let cell = |column: usize| {
            let at = header.iter().position(|known| *known == column);
            at.map(|at| nfc::id(unmasked(record.field(at))).into_owned()).filter(|cell| !cell.is_empty())
        };
        let cells: [Option<String>; 10] = std::array::from_fn(cell);
        let row = record.row;
        let place = |column: usize| Place::cell(row, COLUMNS[column]);
        let Some(id) = cells[UNIT].clone() else {
            return self.problems.push(Problem::new(ErrorCode::MissingValue, place(UNIT)));
        };
        if !id_is_valid(&id) {
            return self.problems.repeat(Problem::new(ErrorCode::InvalidId, place(UNIT)).with("what", id));
        }
        let code = self.ids.code(&id).unwrap_or(0) as usize;
        if code == self.rows.len() {
            self.rows.push(row);
            self.units.push(Unit { id: id.clone(), ..Unit::default() });
        }
        let unit = &mut self.units[code];
        for (column, slot) in [(LABEL, &mut unit.label), (PRACTICE, &mut unit.practice)] {
            match (&cells[column], &*slot) {
                (Some(new), Some(old)) if new != old => {
                    self.problems.push(conflict(place(column), &id, new, old));
                }
                (Some(new), None) => *slot = Some(new.clone()),
                _ => {}
            }
        }
        if let Some(text) = &cells[UNIT_KIND] {
            match (UnitKind::from_id(text), unit.kind) {
                (Some(kind), before) if before.is_none_or(|before| before == kind) => unit.kind = Some(kind),
                (_, before) => {
                    let all = || UnitKind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
                    let expected = before.map_or_else(all, |kind| kind.id().to_owned());
                    let conflict = Problem::new(ErrorCode::UnitKindConflict, place(UNIT_KIND));
                    self.problems.repeat(conflict.with("what", text).with("expected", expected));
                }
            }
        }
        let [.., from, to, role, occasion, size, _] = &cells;
        match &cells[PARENT] {
            Some(parent) => {
                let member = Membership { unit: parent.clone(), from: from.clone(), to: to.clone() };
                if !unit.parents.contains(&member) {
                    unit.parents.push(member.clone());
                    self.links.push(Link { unit: id.clone(), member, place: place(PARENT), end: place(TO) });
                }
            }
            None if cells[FROM].is_some() || cells[TO].is_some() => {
                self.problems.push(Problem::new(ErrorCode::MissingValue, place(PARENT)));
            }
            None => {}
        }
        match size.as_deref().map(|size| whole(size).unwrap_or(size).parse::<u32>()) {
            Some(Ok(people)) => {
                let same = |known: &&Size| (&known.role, &known.occasion) == (role, occasion);
                match unit.sizes.iter().find(same) {
                    Some(known) if known.people != people => {
                        let (new, old) = (people.to_string(), known.people.to_string());
                        self.problems.push(conflict(place(SIZE), &id, &new, &old));
                    }
                    Some(_) => {}
                    None => unit.sizes.push(Size { role: role.clone(), occasion: occasion.clone(), people }),
                }
            }
            Some(Err(_)) => {
                let number = Problem::new(ErrorCode::InvalidNumber, place(SIZE));
                let number = number.with("what", size.clone().unwrap_or_default());
                self.problems.repeat(number.with("expected", "a whole number from 0"));
            }
            None if cells[ROLE].is_some() || cells[OCCASION].is_some() => {
                self.problems.push(Problem::new(ErrorCode::MissingValue, place(SIZE)));
            }
            None => {}
        }
    }
}

/// Two rows of a unit that say different things of it.
fn conflict(place: Place, unit: &str, new: &str, old: &str) -> Problem {
    let conflict = Problem::new(ErrorCode::ValueConflict, place).with("unit", unit);
    conflict.with("what", new).with("first", old)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
