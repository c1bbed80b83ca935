//! One study: from observations to components.

use super::design::{Design, Left, REPLICATE, Set, UNIT, members};
use super::observations::Observations;
use super::options::Unbalanced;
use super::variance::Variances;
use super::{Component, ComponentCaution, Estimator, LeftOutEffect, Study, StudyFacet};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::watch::Watch;
use crate::framework::Construct;
use crate::scoring::{Interval, Reason, Undefined};
use crate::stats::chi_square::variance_interval;
use crate::stats::forest::Forest;

/// Whose scores, and of what.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) role: Option<String>,
    pub(super) occasion: Option<String>,
    pub(super) construct: Option<Construct>,
    pub(super) cut: Option<f64>,
}

/// What is known of the nesting before the data are looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) within: Vec<Set>,
    /// Whether somebody said so.
    pub(super) given: bool,
    /// The facet without which nothing is said.
    pub(super) needs: Option<&'static str>,
    pub(super) unbalanced: Unbalanced,
    /// How often intervals cover.
    pub(super) confidence: f64,
    /// Whether effects are predicted.
    pub(super) effects: bool,
    /// Whether scores are positions of categories to which nobody gave values.
    pub(super) positions: bool,
}

impl Study {
    /// A study without components.
    pub(super) fn undefined(about: About, scores: usize, reason: Reason) -> Self {
        Self {
            role: about.role,
            occasion: about.occasion,
            construct: about.construct,
            design: None,
            facets: Vec::new(),
            left_out: Vec::new(),
            scores: scores as u64,
            balanced: false,
            estimator: None,
            mean: None,
            components: Vec::new(),
            pivots: Vec::new(),
            effects: Vec::new(),
            cut: about.cut,
            notes: Vec::new(),
            reason: Some(reason),
            undefined: Undefined::default(),
        }
    }

    pub(super) fn of(
        observations: Observations,
        known: &Known,
        about: About,
        watch: &mut dyn Watch,
    ) -> Result<Self> {
        let mut study = Self::found(observations, known, about, watch)?;
        if let Some(reason) = study.reason.filter(|_| known.effects) {
            study.undefined.insert("effects", reason);
        }
        let positions = study.components.iter_mut().filter(|_| known.positions);
        positions.for_each(|component| component.cautions.push(ComponentCaution::Positions));
        Ok(study)
    }

    fn found(observations: Observations, known: &Known, about: About, watch: &mut dyn Watch) -> Result<Self> {
        let scores = observations.rows();
        let (mut design, observations) = match Design::new(observations, &known.within, known.given) {
            Ok(found) => found,
            Err(refused) => {
                let mut study = Self::undefined(about, scores, refused.reason);
                study.notes = refused.left.iter().map(|left| left.note("generalizability.above")).collect();
                study.left_out = refused.left.into_iter().map(Left::told).collect();
                return Ok(study);
            }
        };
        let mut study = Self::undefined(about.clone(), scores, Reason::NoVariance);
        study.describe(&design);
        if let Some(needed) = known.needs
            && !design.facets.iter().any(|facet| facet.name == needed)
        {
            study.reason = Some(Reason::OneRater);
            return Ok(study);
        }
        if observations.whole.windows(2).all(|pair| pair[0] == pair[1]) {
            return Ok(study);
        }
        let variances = if design.balanced {
            design.anova(&observations)
        } else {
            let found = match known.unbalanced {
                Unbalanced::Reml => design.reml(&observations, watch)?,
                Unbalanced::Henderson => design.henderson(&observations, watch)?,
            };
            match found {
                Ok(variances) => variances,
                Err(reason) => {
                    study.reason = Some(reason);
                    return Ok(study);
                }
            }
        };
        if variances.table.iter().flatten().any(|squares| squares.df == 0) {
            study.reason = Some(Reason::Confounded);
            return Ok(study);
        }
        // What the likelihood could not tell apart has been left out on the way.
        study.describe(&design);
        study.reason = None;
        study.estimator = Some(match known.unbalanced {
            _ if design.balanced => Estimator::Anova,
            Unbalanced::Reml => Estimator::Reml,
            Unbalanced::Henderson => Estimator::Henderson,
        });
        study.mean = Some(variances.mean);
        study.components = design.components(&variances, scores as f64, known.confidence);
        study.notes.extend(design.parts(&observations));
        for component in study.components.iter().filter(|component| component.raw < 0.0) {
            study
                .notes
                .push(Message::new("generalizability.negative").text("effect", component.effect.as_str()));
        }
        if known.effects {
            let (effects, reason) = design.predicted(&observations, &study.components);
            study.effects = effects;
            reason.iter().for_each(|reason| study.undefined.insert("effects", *reason));
        }
        study.pivots = variances.pivots;
        Ok(study)
    }

    fn describe(&mut self, design: &Design) {
        let name = |at: usize| design.facets[at].name.clone();
        let facets = design.facets.iter().enumerate().map(|(at, facet)| StudyFacet {
            name: facet.name.clone(),
            conditions: facet.levels,
            size: if at == 0 { f64::from(facet.levels) } else { facet.size },
            nested_in: members(facet.within).map(name).collect(),
        });
        self.facets = facets.collect();
        self.left_out = design.left.iter().cloned().map(Left::told).collect();
        self.design = Some(design.whole());
        self.balanced = design.balanced;
        self.notes = design.notes();
    }
}

impl Left {
    fn told(self) -> LeftOutEffect {
        LeftOutEffect { what: self.what, reason: self.reason, confounded_with: self.with }
    }

    /// What is said of a facet of which each unit has one condition.
    fn note(&self, id: &'static str) -> Message {
        let note = Message::new(id).text("facet", self.what.as_str());
        note.text("unit", self.with.as_deref().unwrap_or_default())
    }
}

impl Design {
    /// The whole design in Brennan's notation.
    fn whole(&self) -> String {
        self.label((1 << self.facets.len()) - 1)
    }

    fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        let names =
            |set: Set| members(set).map(|at| self.facets[at].name.as_str()).collect::<Vec<_>>().join(", ");
        for facet in &self.facets {
            let note = |id| Message::new(id).text("facet", facet.name.as_str());
            if facet.relabelled {
                notes.push(note("generalizability.relabelled").text("outer", names(facet.within)));
            }
            if facet.contradicted != 0 {
                notes.push(note("generalizability.nested").text("outer", names(facet.contradicted)));
            }
        }
        for left in self.left.iter().filter(|left| left.reason == Reason::DisconnectedDesign) {
            notes.push(left.note("generalizability.grouped"));
        }
        if self.facets.iter().any(|facet| facet.name == REPLICATE) {
            notes.push(Message::new("generalizability.replicates"));
        }
        for (at, outer) in &self.numbered {
            let note =
                Message::new("generalizability.numbered").text("facet", self.facets[*at].name.as_str());
            notes.push(note.text("outer", self.facets[*outer].name.as_str()));
        }
        notes
    }

    /// Facets whose conditions do not hold the units together.
    fn parts(&self, observations: &Observations) -> Vec<Message> {
        let mut notes = Vec::new();
        let [unit, facets @ ..] = &*observations.facets else { return notes };
        for (facet, column) in self.facets.iter().skip(1).zip(facets) {
            if facet.within & UNIT != 0 || column.levels < 2 {
                continue;
            }
            let mut forest = Forest::new((unit.levels + column.levels) as usize);
            let joined = unit
                .codes
                .iter()
                .zip(&column.codes)
                .filter(|(unit_level, level)| forest.join(**unit_level, unit.levels + **level));
            let parts = u64::from(unit.levels + column.levels) - joined.count() as u64;
            if parts > 1 {
                let note = Message::new("generalizability.parts").text("facet", facet.name.as_str());
                notes.push(note.count("n", parts));
            }
        }
        notes
    }

    fn components(&self, variances: &Variances, rows: f64, confidence: f64) -> Vec<Component> {
        let zeroed = variances.zeroed();
        let total = zeroed.iter().fold(0.0, |sum, variance| sum + variance);
        let mut components = Vec::new();
        for (at, effect) in self.effects.iter().enumerate() {
            let squares = variances.table.as_ref().map(|table| table[at]);
            let sizes = effect.groups.sizes().into_iter().map(u128::from);
            let in_mean = sizes.map(|size| size * size).sum::<u128>() as f64 / (rows * rows);
            let mut component = Component {
                effect: self.label(effect.set),
                facets: members(effect.set).map(|at| self.facets[at].name.clone()).collect(),
                conditions: effect.groups.count,
                error: effect.error,
                df: squares.map(|squares| squares.df),
                mean_square: squares.map(|squares| squares.mean_square),
                raw: variances.raw[at],
                variance: zeroed[at],
                standard_error: variances.errors[at],
                interval: None,
                share: if total > 0.0 { zeroed[at] / total } else { 0.0 },
                in_mean,
                undefined: Undefined::default(),
                cautions: Vec::new(),
            };
            if squares.is_none() {
                component.undefined.all(&["df", "meanSquare"], Reason::Unbalanced);
            }
            component.judge(variances.freedom[at], confidence);
            components.push(component);
        }
        components
    }
}

impl Component {
    /// The interval, or why there is none, and what to bear in mind.
    fn judge(&mut self, freedom: f64, confidence: f64) {
        let ends = variance_interval(self.variance, freedom, confidence);
        self.interval = ends.map(|[lower, upper]| Interval { lower, upper });
        if self.interval.is_none() {
            let reason = if self.raw < 0.0 { Reason::NegativeComponent } else { Reason::NearZero };
            self.undefined.insert("interval", reason);
        }
        let caution = if self.raw < 0.0 {
            Some(ComponentCaution::BelowZero)
        } else if self.raw == 0.0 {
            Some(ComponentCaution::AtZero)
        } else {
            (self.raw < 2.0 * self.standard_error).then_some(ComponentCaution::NearZero)
        };
        self.cautions.extend(caution);
    }

    /// Why it has no interval, or else why other fields are null.
    pub(super) fn reason(&self) -> Option<Reason> {
        self.undefined.get("interval").or_else(|| self.undefined.first())
    }
}
