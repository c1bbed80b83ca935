//! What each column of a file is taken for.

use super::column::{Column, EVENTS, columns, plain, says};
use super::heading::{Asked, ROLE, UNIT, is_question};
use super::signs::{Signs, signs};
use super::{DraftColumn, DraftReason, DraftUse, File, MappingDraft};
use crate::base::by_name::ByName;
use crate::base::number::is_number;
use crate::exchange::mapping::{LabelSet, SurveyColumn, SurveyField, SurveyMapping};
use crate::exchange::tool::{OTHER, SurveyTool};
use crate::rubric::{Category, Criterion, Missing, Role, Rubric, Scale};

/// Whether a criterion has this id, name or question.
fn is_called(criterion: &Criterion, plainly: &str) -> bool {
    let texts = [Some(&criterion.name), criterion.question.as_ref()].into_iter().flatten();
    plain(&criterion.id) == plainly
        || texts.chain(criterion.name_by_role.0.values()).any(|text| says(text, plainly))
}

/// A mapping that is being drafted.
pub(super) struct Draft<'r> {
    rubric: &'r Rubric,
    signs: Signs,
    mapping: SurveyMapping,
    columns: Vec<Column>,
}

impl<'r> Draft<'r> {
    pub(super) fn new(file: File, mapping: SurveyMapping, rubric: &'r Rubric) -> Self {
        let tool = mapping.tool;
        Self { rubric, signs: signs(tool), columns: columns(file, tool), mapping }
    }

    pub(super) fn finish(mut self) -> MappingDraft {
        self.named();
        self.rater();
        self.criteria();
        self.role();
        self.unit();
        self.others();
        self.rest();
        self.labels();
        let mut columns = Vec::new();
        for column in self.columns {
            let (holds, why) = column.holds.unwrap_or((DraftUse::Answers, DraftReason::Open));
            let criterion = column.criterion.and_then(|at| self.rubric.criteria().get(usize::from(at)));
            let criterion = criterion.map(|criterion| criterion.id.clone());
            if holds == DraftUse::Ignored && !self.mapping.ignore.contains(&column.name) {
                self.mapping.ignore.push(column.name.clone());
            }
            if holds == DraftUse::Answers {
                self.mapping.criteria.push(SurveyColumn {
                    column: column.name.clone(),
                    occurrence: column.occurrence,
                    criterion: criterion.clone().unwrap_or_default(),
                    labels: column.labels,
                    reversed: false,
                    unit: None,
                    occasion: None,
                });
            }
            columns.push(DraftColumn { column: column.name, holds, criterion, why });
        }
        MappingDraft { mapping: self.mapping, columns }
    }

    /// Takes the only column that fits, among those of which nothing is known.
    fn only(&self, fits: &dyn Fn(&Column) -> bool) -> Option<usize> {
        let free = |column: &Column| column.holds.is_none() && column.occurrence.is_none();
        let mut fitting = self.columns.iter().enumerate().filter(|(_, column)| free(column) && fits(column));
        let first = fitting.next()?.0;
        fitting.next().is_none().then_some(first)
    }

    fn hold(&mut self, at: usize, field: SurveyField, holds: DraftUse, why: DraftReason) {
        self.columns[at].holds = Some((holds, why));
        self.mapping.columns.insert(self.columns[at].name.as_str(), field);
    }

    /// Who answered: by the tool's own number or address, where every answer has one; else each row is somebody.
    fn rater(&mut self) {
        if self.has(SurveyField::Rater) {
            return;
        }
        let fits = |column: &Column, name: &str| {
            let cells = &column.cells;
            column.occurrence.is_none()
                && !cells.empty
                && !cells.seen.is_empty()
                && column.readings.contains(&plain(name))
        };
        let mut known = self.signs.raters.iter();
        let found = known.find_map(|name| self.columns.iter().position(|column| fits(column, name)));
        let why =
            if self.mapping.tool == SurveyTool::Other { DraftReason::Heading } else { DraftReason::Tool };
        match found {
            Some(at) => self.hold(at, SurveyField::Rater, DraftUse::Rater, why),
            None => self.mapping.rater_by_row = true,
        }
    }

    /// Which criterion a heading, or else the cells, tell. Where two columns tell the same, neither is sure.
    fn criteria(&mut self) {
        let rubric = self.rubric;
        let mut told: Vec<Option<u16>> = Vec::new();
        for column in &mut self.columns {
            let free = column.holds.is_none() && !column.is_typed;
            let find = |tells: &dyn Fn(u16, &Criterion, &Column) -> bool| {
                let mut found = None;
                for (at, criterion) in rubric.criteria().iter().enumerate().filter(|_| free) {
                    if tells(at as u16, criterion, column) {
                        // Of two neither is sure.
                        found = Some(found.map_or(Some(at as u16), |_| None));
                    }
                }
                found
            };
            let by_heading =
                find(&|_, criterion, column| column.readings.iter().any(|text| is_called(criterion, text)));
            let by_cells = || {
                find(&|at, _, column| {
                    let cells = &column.cells.seen;
                    let is_text = |cell: &&String| {
                        rubric.scale(at).level(cell).is_none() && rubric.level(at, cell).is_some()
                    };
                    cells.iter().filter(is_text).count() >= cells.len().clamp(1, 2)
                })
            };
            let why = if by_heading.is_some() { DraftReason::Heading } else { DraftReason::Cells };
            column.criterion = by_heading.or_else(by_cells).flatten();
            column.holds = column.holds.or(column.criterion.map(|_| (DraftUse::Answers, why)));
            told.push(column.criterion);
        }
        for column in &mut self.columns {
            if column.criterion.is_some()
                && told.iter().filter(|other| **other == column.criterion).count() > 1
            {
                column.criterion = None;
                column.holds = Some((DraftUse::Answers, DraftReason::Open));
            }
        }
    }

    /// Whether a column is known to hold this.
    fn has(&self, field: SurveyField) -> bool {
        self.mapping.columns.values().any(|known| *known == field)
    }

    /// Columns that bear the name of what they hold.
    fn named(&mut self) {
        for (field, holds) in SurveyField::ALL.iter().zip(DraftUse::ALL) {
            let is_event = |text: &str| *field == SurveyField::Occasion && EVENTS.contains(&text);
            let is_named = |column: &Column| {
                !column.is_line && column.readings.iter().any(|text| text == field.id() || is_event(text))
            };
            if let Some(at) = self.only(&is_named) {
                self.hold(at, *field, *holds, DraftReason::Heading);
            }
        }
    }

    /// The column that asks for a role, and what its cells mean. Roles in the cells alone may be whom somebody speaks of.
    fn role(&mut self) {
        if !self.has(SurveyField::Role) {
            let few = |column: &Column| !column.cells.many && !column.cells.seen.is_empty();
            let Some(at) = self.only(&|column| few(column) && self.asks(column, &ROLE)) else { return };
            self.hold(at, SurveyField::Role, DraftUse::Role, DraftReason::Heading);
        }
        let Some(role) = self.columns.iter().find(|column| column.is(DraftUse::Role)) else { return };
        let cells = &role.cells.seen;
        if !cells.iter().all(|cell| self.rubric.roles().iter().any(|role| role.id == *cell)) {
            let begun = self.begun(cells).unwrap_or_default();
            let begins =
                |cell: &String| begun.iter().find(|(known, _)| *known == cell).map(|(_, role)| *role);
            let meant = |cell: &String| self.role_of(cell).or_else(|| begins(cell)).unwrap_or("").to_owned();
            let values = ByName::of(cells.iter().map(|cell| (cell.clone(), meant(cell))).collect());
            self.mapping.values.insert("role", values);
        }
    }

    /// The column that asks for the unit; without one there is a constant to be filled in.
    fn unit(&mut self) {
        if !self.has(SurveyField::Unit) {
            match self.only(&|column| self.asks(column, &UNIT)) {
                Some(at) => self.hold(at, SurveyField::Unit, DraftUse::Unit, DraftReason::Heading),
                None => self.mapping.constants.insert("unit", String::new()),
            }
        }
    }

    /// What was none of the choices is no id: what stands for it stays open beside those that are ids.
    fn others(&mut self) {
        for (at, field) in self.mapping.columns.clone().iter() {
            let Some(column) = self.columns.iter().find(|column| column.name == at) else { continue };
            let typed = ["[other]", " [other]"].map(|end| column.name.to_ascii_lowercase() + end);
            let beside = self.columns.iter().any(|other| typed.contains(&other.name.to_ascii_lowercase()));
            let is_other = |cell: &String| cell == OTHER || beside && cell.eq_ignore_ascii_case("other");
            let cells = &column.cells;
            let is_open = self.mapping.tool == SurveyTool::LimeSurvey && cells.seen.iter().any(is_other);
            if *field != SurveyField::Role && is_open && !cells.many {
                let meant = |cell: &String| if is_other(cell) { String::new() } else { cell.clone() };
                let values = cells.seen.iter().map(|cell| (cell.clone(), meant(cell)));
                self.mapping.values.insert(field.field().name(), ByName::of(values.collect()));
            }
        }
    }

    /// Codes that are the beginnings of roles: several, each of one role alone, and no two of the same. Letters alone could
    /// mean anything.
    fn begun<'c>(&self, cells: &'c [String]) -> Option<Vec<(&'c String, &'r str)>> {
        let begins = |cell: &str| {
            let is = |role: &&Role| plain(&role.id).starts_with(cell);
            let mut roles = self.rubric.roles().iter().filter(is);
            let first = roles.next()?;
            roles.next().is_none().then_some(first.id.as_str())
        };
        let codes = cells.iter().filter(|cell| *cell != OTHER);
        let begun: Vec<(&String, &str)> =
            codes.map(|cell| Some((cell, begins(&plain(cell))?))).collect::<Option<_>>()?;
        let distinct = (1..begun.len()).all(|at| begun[..at].iter().all(|(_, role)| *role != begun[at].1));
        let told = begun.len() > 1 && distinct && begun.iter().any(|(cell, _)| cell.len() > 1);
        told.then_some(begun)
    }

    /// Whether a heading asks for this. One that is no question may be rated: then its cells are answers.
    fn asks(&self, column: &Column, about: &Asked) -> bool {
        let is_answer = |cell: &String| self.meaning(cell, &[], true).is_some();
        let is_rated = column.cells.seen.iter().any(is_answer);
        let asks = |text: &String| about.by(text) && (is_question(text) || !is_rated);
        !column.is_line && column.readings.iter().any(asks)
    }

    fn role_of(&self, cell: &str) -> Option<&'r str> {
        let cell = plain(cell);
        let mut roles = self.rubric.roles().iter();
        let is = |role: &&Role| {
            let texts = [Some(&role.label), role.plural.as_ref()];
            plain(&role.id) == cell || texts.into_iter().flatten().any(|text| says(text, &cell))
        };
        roles.find(is).map(|role| role.id.as_str())
    }

    /// What is left: answers, or nothing that a rating is made of.
    fn rest(&mut self) {
        let most = self.rubric.scales().iter().map(|scale| scale.categories().len()).max().unwrap_or(0);
        let mut groups: Vec<Option<usize>> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let cells = &column.cells.seen;
            let numbers = cells.iter().filter(|cell| is_number(cell)).count();
            let known = cells.iter().filter(|cell| self.meaning(cell, &[], true).is_some()).count();
            let fits = known > 0 && (numbers == 0 || 2 * known >= numbers && cells.len() <= most + 3);
            let is_sure = column.grid.is_some() || column.criterion.is_some() || fits;
            groups.push((column.may_answer() && is_sure).then_some(at));
            for before in 0..at {
                if !self.columns[before].shares(column) {
                    continue;
                }
                let (old, one) = (groups[at], groups[before].unwrap_or(before));
                for known in &mut groups {
                    if known.is_some() && *known == old {
                        *known = Some(one);
                    }
                }
                (groups[before], groups[at]) = (Some(one), Some(one));
            }
        }
        self.part(&mut groups);
        for (column, group) in self.columns.iter_mut().zip(groups) {
            column.group = group;
            let nothing = group.is_none() && (column.cells.many || column.cells.seen.is_empty());
            if column.holds.is_none() && column.is_typed {
                column.holds = Some((DraftUse::Ignored, DraftReason::Tool));
            } else if column.holds.is_none() && column.grid.is_none() && nothing {
                column.holds = Some((DraftUse::Ignored, DraftReason::Cells));
            }
        }
    }

    /// Parts columns of several scales that have words in common, and from these the ones whose scale nobody knows.
    fn part(&self, groups: &mut [Option<usize>]) {
        let scale = |at: usize| self.columns[at].criterion.map(|criterion| self.rubric.scale(criterion).id());
        let whole = groups.to_vec();
        for (at, group) in groups.iter_mut().enumerate().filter(|(_, group)| group.is_some()) {
            let same = || (0..whole.len()).filter(|other| whole[*other] == whole[at]);
            let mut scales = same().filter_map(scale);
            let first = scales.next();
            if scales.any(|other| Some(other) != first) {
                *group = same().find(|other| scale(*other) == scale(at));
            }
        }
    }

    /// Whether the numbers of all columns are categories: a code means the same in every one of them.
    fn numbers_are_levels(&self) -> bool {
        let cells =
            self.columns.iter().filter(|column| column.group.is_some()).flat_map(|column| &column.cells.seen);
        let missing = |cell: &&String| matches!(self.meaning(cell, &[], false), Some(Err(_)));
        let mut numbers = cells.filter(|cell| is_number(cell) && !missing(cell));
        numbers.all(|cell| self.meaning(cell, &[], true).is_some())
    }

    /// What labels mean, for the columns that share them.
    fn labels(&mut self) {
        let levels = self.numbers_are_levels();
        for at in 0..self.columns.len() {
            let Some(group) = self.columns[at].group else { continue };
            let of: Vec<_> = self.columns.iter().filter(|column| column.group == Some(group)).collect();
            let mut cells: Vec<&str> = Vec::new();
            for cell in of.iter().flat_map(|column| &column.cells.seen) {
                if !cells.contains(&cell.as_str()) {
                    cells.push(cell);
                }
            }
            let criteria = of.iter().filter_map(|column| column.criterion).collect::<Vec<_>>();
            let split = self.mapping.tool == SurveyTool::Odk && of.iter().any(|column| column.grid.is_some());
            let numbers = !split && levels;
            let id = format!("labels-{}", self.mapping.labels.len() + 1);
            let mut set = LabelSet { id, levels: ByName::new(), missing: ByName::new() };
            for cell in cells {
                match self.meaning(cell, &criteria, numbers) {
                    Some(Err(reason)) => set.missing.insert(cell, reason),
                    Some(Ok(level)) => set.levels.insert(cell, level.to_owned()),
                    None => set.levels.insert(cell, String::new()),
                }
            }
            // What stands for itself is read without a set.
            let is_needed = !set.missing.is_empty() || set.levels.iter().any(|(cell, level)| cell != level);
            for column in self.columns.iter_mut().filter(|column| column.group == Some(group)) {
                column.group = None;
                column.labels = is_needed.then(|| set.id.clone());
            }
            self.mapping.labels.extend(is_needed.then_some(set));
        }
    }

    /// What a cell means, where the rubric or the tool says one thing alone: a level, or why there is none.
    fn meaning(&self, cell: &str, criteria: &[u16], numbers: bool) -> Option<Result<&'r str, Missing>> {
        let (rubric, plainly) = (self.rubric, plain(cell));
        let reason = |reason: &Missing| says(rubric.document().missing.of(*reason), &plainly);
        let tool = self.signs.missing.iter().find(|(known, _)| *known == cell).map(|(_, reason)| *reason);
        if let Some(reason) = tool.or_else(|| Missing::ALL.iter().copied().find(reason)) {
            return Some(Err(reason));
        }
        let on = |scale: &'r Scale| {
            let mut categories = scale.categories().iter();
            let is_it = |category: &&'r Category| match is_number(cell) {
                true => numbers && category.id == cell,
                false => {
                    let mut labels = std::iter::once(&category.label).chain(&category.former_labels);
                    category.id == cell || labels.any(|label| says(label, &plainly))
                }
            };
            categories.find(is_it).map(|category| category.id.as_str())
        };
        let text = |criterion: &u16| {
            let level = rubric.level(*criterion, cell).filter(|_| !is_number(cell));
            Some(rubric.scale(*criterion).categories().get(usize::from(level?))?.id.as_str())
        };
        let mut found: Vec<&str> = criteria.iter().filter_map(text).collect();
        if criteria.is_empty() {
            found = rubric.scales().iter().filter_map(on).collect();
        } else if found.is_empty() {
            // The words of another scale say nothing here.
            found = criteria.iter().map(|criterion| on(rubric.scale(*criterion))).collect::<Option<_>>()?;
        }
        let first = found.first()?;
        found.iter().all(|other| other == first).then_some(Ok(*first))
    }
}
