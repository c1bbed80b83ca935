//! Where in a survey's file everything stands.

use std::borrow::Cow;
use std::sync::Arc;

use super::mapping::{LeaveOut, RowHandling, SurveyColumn, SurveyField, SurveyMapping};
use super::tool::SurveyTool;
use crate::base::by_name::ByName;
use crate::base::document::{element, field, problem};
use crate::base::error::{ErrorCode, Place, Problem, Problems};
use crate::base::nfc::{fold, nfc};
use crate::ratings::{ExtraColumns, Field, Header, MarkedRows, RowMark, SurveyAccount, twice};
use crate::rubric::Rubric;

/// Columns of one unit and occasion; most surveys have one such block.
pub(super) struct Block {
    pub(super) header: Arc<Header>,
    pub(super) unit: Option<String>,
    pub(super) occasion: Option<String>,
    /// For each of the header's criteria the position of its label set.
    pub(super) sets: Vec<Option<usize>>,
    /// For each of them the column of the whole question, of which it is one choice.
    pub(super) wholes: Vec<Option<usize>>,
}

/// Cells of a column that mark a row, and where that is counted.
pub(super) struct Rule {
    pub(super) at: usize,
    pub(super) values: Vec<String>,
    pub(super) why: RowMark,
    /// Position in the account's `left_out`, or in its `kept`.
    pub(super) count: Result<usize, usize>,
}

pub(super) struct Plan {
    /// For each field its column.
    pub(super) fields: [Option<usize>; Field::ALL.len()],
    pub(super) blocks: Vec<Block>,
    pub(super) rules: Vec<Rule>,
    /// The column that says when somebody answered.
    pub(super) moment: Option<usize>,
}

/// A column that is not there.
fn missing(name: &str) -> Problem {
    Problem::missing_column(name, "column.of_survey", &[""; 0])
}

/// Lays out the columns.
pub(super) struct Layer<'m> {
    pub(super) mapping: &'m SurveyMapping,
    pub(super) constants: &'m ByName<String>,
    pub(super) rubric: &'m Rubric,
    pub(super) names: Vec<String>,
    /// The rows of the header, by whose cells a column is found as well.
    pub(super) rows: &'m [Vec<String>],
    pub(super) used: Vec<bool>,
    pub(super) problems: &'m mut Problems,
}

impl Layer<'_> {
    /// The plan, and what is known of the file so far; everything that is wrong has been told.
    pub(super) fn lay(mut self, account: &mut SurveyAccount) -> Plan {
        let open = self.mapping.open_places().into_iter().map(Place::path);
        self.problems.extend(open.map(|place| Problem::new(ErrorCode::LeftOpen, place)));
        let fields = self.fields();
        let blocks = self.blocks(&fields);
        let rules = self.rules(account);
        self.check_labels();
        self.check_rest();
        let columns = self.mapping.criteria.iter().filter(|column| column.reversed);
        account.reversed = columns.map(|column| column.criterion.clone()).collect();
        let unused = self.names.iter().zip(&self.used).filter(|(_, used)| !**used);
        account.unused = unused.map(|(name, _)| name.clone()).collect();
        let tool = self.mapping.tool;
        let moment = tool.moments().iter().find_map(|name| tool.column(name, &self.names));
        Plan { fields, blocks, rules, moment }
    }

    /// The column of this name; one that is not there, or there more often, is told.
    fn find(&mut self, name: &str, occurrence: Option<u32>) -> Option<usize> {
        let folded = fold(name);
        let of = |row: &[String]| -> Vec<usize> {
            row.iter().enumerate().filter(|(_, known)| **known == folded).map(|(at, _)| at).collect()
        };
        let mut places = of(&self.names);
        if places.is_empty() {
            // What stands over several columns names none of them.
            let spans = |row: &[String], at: usize| row.get(at + 1).is_some_and(String::is_empty);
            // A row that is longer than that of the names is told; what it has beyond them is no column.
            let width = self.names.len();
            let fits = |row: &[String], at: usize| at < width && !spans(row, at);
            let alone = |row: &Vec<String>| of(row).into_iter().filter(|at| fits(row, *at)).collect();
            let mut rows = self.rows.iter().map(alone);
            places = rows.find(|places: &Vec<usize>| !places.is_empty()).unwrap_or_default();
        }
        let nth = occurrence.map_or(0, |nth| nth.saturating_sub(1) as usize);
        let Some(at) = places.get(nth).copied() else {
            self.problems.push(missing(name));
            return None;
        };
        match places.get(1) {
            Some(second) if occurrence.is_none() => {
                self.problems.push(twice(&self.names, at, *second));
                places.iter().for_each(|at| self.used[*at] = true);
                return None;
            }
            _ => self.used[at] = true,
        }
        Some(at)
    }

    fn fields(&mut self) -> [Option<usize>; Field::ALL.len()] {
        let mut fields = [None; Field::ALL.len()];
        for (name, held) in self.mapping.columns.iter() {
            let (at, held) = (self.find(name, None), held.field());
            let known = std::mem::replace(&mut fields[held as usize], at);
            if let (Some(first), Some(at)) = (known, at) {
                self.problems.push(twice(&self.names, first, at));
            }
        }
        let constant = |name: &str| self.constants.get(name).is_some_and(|value| !value.is_empty());
        for &known in SurveyField::ALL {
            let (field, name) = (known.field(), known.field().name());
            let by_row = field == Field::Rater && self.mapping.rater_by_row;
            let mapped = self.mapping.columns.values().any(|held| *held == known);
            match usize::from(constant(name)) + usize::from(by_row) + usize::from(mapped) {
                // It has been told.
                0 if self.mapping.constants.get(name).is_some_and(String::is_empty) => {}
                0 if field == Field::Rater => self.problems.push(missing(name)),
                0 if field == Field::Unit && self.mapping.criteria.iter().any(|one| one.unit.is_none()) => {
                    self.problems.push(missing(name));
                }
                0 | 1 => {}
                _ => {
                    let path =
                        if by_row { "$.raterByRow".to_owned() } else { self::field("$.constants", name) };
                    let twice = problem(ErrorCode::DuplicateColumn, path, name);
                    self.problems.push(twice.with("first", name));
                }
            }
        }
        fields
    }

    /// The columns with answers, those of one unit and occasion together.
    fn blocks(&mut self, fields: &[Option<usize>; Field::ALL.len()]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mapping = self.mapping;
        for (place, column) in mapping.criteria.iter().enumerate() {
            let SurveyColumn { unit, occasion, .. } = column;
            let at = self.find(&column.column, column.occurrence);
            let whole = at.and_then(|at| self.whole(at));
            if column.criterion.is_empty() {
                continue;
            }
            let Some(criterion) = self.rubric.position(&nfc(&column.criterion)) else {
                let path = field(&element("$.criteria", place), "criterion");
                self.problems.push(problem(ErrorCode::UnknownCriterion, path, &column.criterion));
                continue;
            };
            let Some(at) = at else { continue };
            let known = blocks.iter().position(|block| (&block.unit, &block.occasion) == (unit, occasion));
            let known = known.unwrap_or_else(|| {
                let header = Header { fields: *fields, names: self.names.clone(), ..Header::default() };
                blocks.push(Block {
                    header: Arc::new(header),
                    unit: unit.clone(),
                    occasion: occasion.clone(),
                    sets: Vec::new(),
                    wholes: Vec::new(),
                });
                blocks.len() - 1
            });
            let block = &mut blocks[known];
            block.wholes.push(whole);
            let header = Arc::make_mut(&mut block.header);
            if let Some((first, _)) = header.criteria.iter().find(|(_, other)| *other == criterion) {
                self.problems.push(twice(&self.names, *first, at));
            }
            header.criteria.push((at, criterion));
            header.turned.push(column.reversed);
            let set = column.labels.as_ref();
            block.sets.push(set.and_then(|id| mapping.labels.iter().position(|set| set.id == *id)));
        }
        blocks
    }

    /// The column of a whole question, where a column is one of its choices and the tool writes 0 also where it was not asked.
    fn whole(&mut self, at: usize) -> Option<usize> {
        let (whole, _) = self.names[at].rsplit_once('/').filter(|_| self.mapping.tool == SurveyTool::Odk)?;
        let found = self.names.iter().position(|name| name == whole)?;
        self.used[found] = true;
        Some(found)
    }

    /// What marks rows: what the mapping asks for, and what the tool tells.
    fn rules(&mut self, account: &mut SurveyAccount) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut add = |at: usize, column: &str, why: RowMark, handling: RowHandling, values: Vec<String>| {
            let list = match handling {
                RowHandling::LeaveOut => &mut account.left_out,
                RowHandling::Keep => &mut account.kept,
            };
            list.push(MarkedRows { why, column: column.to_owned(), rows: 0 });
            let place = list.len() - 1;
            let count = if handling == RowHandling::LeaveOut { Ok(place) } else { Err(place) };
            rules.push(Rule { at, values, why, count });
        };
        let mapping = self.mapping;
        for LeaveOut { column, values } in &mapping.leave_out {
            if let Some(at) = self.find(column, None) {
                let values = values.iter().map(|value| fold(value).into()).collect();
                add(at, column, RowMark::Asked, RowHandling::LeaveOut, values);
            }
        }
        let habits = mapping.tool.habits();
        let marked = [
            (mapping.previews, habits.previews, RowMark::Preview),
            (mapping.incomplete, habits.incomplete, RowMark::Incomplete),
            (mapping.spam, habits.spam, RowMark::Spam),
        ];
        let mut marks: Vec<(usize, &str)> = Vec::new();
        for (handling, tells, why) in marked {
            let mut found = false;
            for (name, values) in tells {
                if let Some(at) = mapping.tool.column(name, &self.names) {
                    found = true;
                    add(at, name, why, handling, values.iter().map(|value| (*value).to_owned()).collect());
                    self.used[at] = true;
                    if !marks.contains(&(at, *name)) {
                        marks.push((at, *name));
                    }
                }
            }
            // A wish that cannot be met is told; that no trial is marked is nothing to worry about.
            if handling == RowHandling::LeaveOut && !found && why == RowMark::Incomplete {
                self.problems.push(missing(tells.first().map_or("incomplete", |(name, _)| name)));
            }
        }
        if !mapping.tool.usual().is_empty() {
            for (at, name) in marks {
                add(at, name, RowMark::Unknown, RowHandling::Keep, Vec::new());
            }
        }
        rules
    }

    /// Whether labels stand for categories of the scales on which they are used.
    fn check_labels(&mut self) {
        for (at, set) in self.mapping.labels.iter().enumerate() {
            let columns = self.mapping.criteria.iter();
            let used = columns.filter(|column| column.labels.as_ref() == Some(&set.id));
            let mut scales: Vec<&str> = Vec::new();
            for criterion in used.filter_map(|column| self.rubric.position(&nfc(&column.criterion))) {
                let scale = self.rubric.scale(criterion);
                if scales.contains(&scale.id()) {
                    continue;
                }
                scales.push(scale.id());
                let told = set.levels.iter().filter(|(_, level)| !level.is_empty());
                let wrong = told.filter(|(_, level)| scale.level(&nfc(level)).is_none());
                for (label, level) in wrong {
                    let path = field(&field(&element("$.labels", at), "levels"), label);
                    let known: Vec<&str> = scale.categories().iter().map(|one| one.id.as_str()).collect();
                    let criterion = self.rubric.criteria().get(usize::from(criterion));
                    let name = criterion.map_or("", |criterion| &criterion.id);
                    let problem = problem(ErrorCode::UnknownLevel, path, level).with("criterion", name);
                    self.problems.push(problem.with("known", known.join(", ")));
                }
            }
        }
    }

    /// A misspelt name must not lose a column in silence.
    fn check_rest(&mut self) {
        let ignored: Vec<Cow<'_, str>> = self.mapping.ignore.iter().map(|name| fold(name)).collect();
        if self.mapping.extra_columns == ExtraColumns::Ignore {
            return;
        }
        for (at, (name, used)) in self.names.iter().zip(&self.used).enumerate() {
            let line = self
                .rows
                .iter()
                .filter_map(|row| row.get(at))
                .any(|cell| !cell.is_empty() && ignored.iter().any(|other| other == cell));
            let own = || self.mapping.tool.is_own(name, &self.names);
            let listed = *used || line || ignored.iter().any(|other| other == name) || own();
            if !listed {
                let what = Problem::new(ErrorCode::UnknownColumn, Place::column(name)).with("what", name);
                self.problems.push(what);
            }
        }
    }
}
