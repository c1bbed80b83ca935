//! The studies: their names at the root, and the list of which declarations, bindings and runners are made.

pub use crate::comparison::{
    Change, ChangeOptions, ResponseShift, ResponseShiftOptions, Trend, TrendOptions,
};
pub use crate::diagnosis::{Diagnosis, DiagnosisOptions};
pub use crate::disagreement::{Disagreement, DisagreementOptions};
#[cfg(feature = "research")]
pub use crate::{
    aggregation::{Aggregation, AggregationOptions},
    agreement::{Agreement, AgreementOptions},
    comparison::{EffectSizes, EffectSizesOptions, Similarity, SimilarityOptions, Sites, SitesOptions},
    composite::{Composite, CompositeOptions},
    consistency::{Consistency, ConsistencyOptions},
    facets_files::{FacetsAnchorsOptions, FacetsFiles, FacetsFilesOptions, FacetsScoresOptions},
    generalizability::{
        DecisionOptions, Decisions, Generalizability, GeneralizabilityOptions, PlanOptions, Plans,
        StudyOptions,
    },
    icc::{Icc, IccOptions},
    rasch::{
        Calibration, CalibrationLinkOptions, CalibrationLinks, CalibrationOptions, CalibrationScoreOptions,
        CalibrationScores, Rasch, RaschLinks, RaschLinksOptions, RaschOptions, RaschPlan, RaschPlanOptions,
    },
    rating_design::{RatingDesign, RatingDesignOptions},
    rating_table::RatingTable,
    respondents::{Respondents, RespondentsOptions},
    roll_up::{RollUp, RollUpOptions},
};

/// The studies: what a verb is called, what it takes, what it gives, and what it can be asked of. The bindings, their
/// declarations and the runners of the vectors are made of this list, so that a study is added to them by a line here.
///
/// A result has its main rows, over which it iterates, and its tables, the one that comes without a name first. It travels
/// as its JSON; one whose tables know more than that, by bytes. A verb is asked of a handle; `PlainTable` is a plain table in whatever form, as an argument of a function, `LongTable` one of a row for each rating that a result is made `of`, and `TallyAndUnits` a tally
/// beside what is known of its units.
///
/// It calls a macro with the list:
/// ```
/// macro_rules! count {
///     (results { $($(#[doc = $about:literal])+ $result:ident($main:ident) [$($table:ident)*] $(by $bytes:ident)?;)+ } verbs { $($rest:tt)+ }) => {
///         [$(stringify!($result)),+].len()
///     };
/// }
/// assert!(collabpro_core::studies!(count) > 10);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! studies {
    ($($macro:tt)+) => {
        $($macro)+! {
            results {
                /// Whether raters' ratings may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and
                /// ICC(2) over them. For researchers: nothing is withheld.
                Aggregation(units) [units over];
                /// How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it
                /// is about persons.
                Agreement(rows) [coefficients pairs raters symmetry categories contrasts concordance];
                /// What a Rasch study found, to be used without its ratings. For researchers: severities are about persons.
                Calibration(elements) [elements];
                /// Calibrations on one scale, by the elements that they have in common, and who drifted. For researchers: it is about
                /// persons.
                CalibrationLinks(facets) [elements];
                /// Units as they are measured by a calibration. For researchers: nothing is withheld.
                CalibrationScores(units) [units];
                /// What changed in each unit from one occasion to a later one, and where the data cannot tell. For researchers:
                /// nothing is withheld.
                Change(entries) [entries];
                /// One number for each unit, and what the order of the units hangs on. For research only: never a verdict on
                /// a place.
                Composite(units) [units parts places indices];
                /// Whether the criteria of a construct tell the same story: alpha, omega, lambdas, and what each criterion is to
                /// the others. For researchers: nothing is withheld.
                Consistency(results) [results items];
                /// What scores of several designs would be worth.
                Decisions(decisions) [decisions];
                /// What the ratings of each unit look like: too weak, too forced, or neither. For researchers: nothing is
                /// withheld.
                Diagnosis(entries) [entries];
                /// Where raters see it differently, within an informant group and between two. For researchers: nothing
                /// is withheld.
                Disagreement(criteria) [criteria constructs gaps construct_gaps sight];
                /// How far groups of plain numbers are apart. For researchers: nothing is withheld.
                EffectSizes(pairs) [pairs];
                /// Files for Facets, made after its documentation and not tried with Facets itself. For researchers: severities are about
                /// persons.
                FacetsFiles(files) [losses];
                /// Where the variance of scores comes from. For researchers: nothing is withheld.
                Generalizability(studies) [components studies effects];
                /// All forms of the intraclass correlation, and how many raters are needed. For researchers: nothing is
                /// withheld.
                Icc(rows) [rows];
                /// The cheapest designs that reach a target.
                Plans(plans) [plans];
                /// Measures adjusted for who rated and what, by the many-facet Rasch model. For researchers: nothing is withheld,
                /// and severities are about persons.
                Rasch(measures) [measures facets categories unexpected raters terms differences usage curves chances bias effects effect_groups contrasts loadings residual_pairs population coefficients plausible];
                /// How strongly a design ties raters and units together: what falls apart without whom, how surely differences are
                /// known, and which further ratings would help. For researchers.
                RaschLinks(differences) [differences cuts bridges additions];
                /// What a design of ratings would find by the many-facet Rasch model: recovery, coverage and power, by simulation.
                RaschPlan(recovery) [recovery power elements];
                /// Who rated what: what is missing, how large panels are, what links raters and units, and what that allows.
                /// For researchers.
                RatingDesign(groups) [groups units criteria map response possible raters pairs] by bytes;
                /// Every respondent with scale scores. For researchers: nothing is withheld, and it is about persons.
                Respondents(rows) [rows scores];
                /// Whether raters judge an earlier occasion otherwise in a then-test. For researchers: nothing is withheld.
                ResponseShift(entries) [entries];
                /// How the units of larger ones stand together, with what lies within and between them. For researchers:
                /// nothing is withheld.
                RollUp(entries) [entries];
                /// How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
                Similarity(constructs) [constructs];
                /// Whether units differ, where raters or a declared pool link them. For researchers: nothing is withheld.
                Sites(constructs) [pairs];
                /// Where each unit is going over three occasions and more. For researchers: nothing is withheld.
                Trend(entries) [entries];
            }
            verbs {
                /// Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
                /// row is a rater there, each column a criterion.
                aggregation(AggregationOptions) -> Aggregation: PlainTable RatingTable Tally Ratings;
                /// How far raters agree: every coefficient with its standard error and interval.
                agreement(AgreementOptions) -> Agreement: PlainTable RatingTable Tally Ratings;
                /// The study of all units so far.
                finish(AgreementOptions) -> Agreement: AgreementState;
                /// What was found, to be used without the ratings: for other units, and as anchors of other studies.
                calibration(CalibrationOptions) -> Calibration: Rasch;
                /// Later calibrations on the scale of this one, link by link, by the elements that each has in common with the one
                /// before; who drifted, and the error that a chain carries along.
                link(CalibrationLinkOptions) -> CalibrationLinks: Calibration;
                /// Measures of units by what is known of all that took part in their ratings, without the ratings of the study. One unit
                /// with one rating is enough.
                score(CalibrationScoreOptions) -> CalibrationScores: Calibration;
                /// Each unit with itself at an earlier occasion.
                change(ChangeOptions) -> Change: Scores;
                /// One number for each unit over the shares of its constructs, and what the order of the units hangs on. For
                /// research only; over tenets it contradicts what a profile is for.
                composite(CompositeOptions) -> Composite: Scores;
                /// How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
                /// columns over its rows, and within and between groups of rows where there are any.
                consistency(ConsistencyOptions) -> Consistency: PlainTable RatingTable Tally Ratings;
                /// What scores of other numbers of raters, criteria and occasions would be worth.
                decide(DecisionOptions) -> Decisions: Generalizability;
                /// What the ratings of each unit look like: too weak, too forced, or neither.
                diagnose(DiagnosisOptions) -> Diagnosis: Scores;
                /// Where raters of each unit see it differently.
                disagreement(DisagreementOptions) -> Disagreement: Scores;
                /// How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
                /// the probability of superiority, with intervals.
                effect_sizes(EffectSizesOptions) -> EffectSizes: PlainTable RatingTable;
                /// An anchor file for Facets: measures and thresholds that are given to another analysis. Made after the documentation of
                /// Facets 3.87 and 4, and not tried with Facets itself.
                facets_anchors(FacetsAnchorsOptions) -> FacetsFiles: Calibration;
                /// A specification for Facets, with its data, of a long table and the options of a study (`study`). Made after the
                /// documentation of Facets 3.87 and 4, and not tried with Facets itself.
                facets_files(FacetsFilesOptions) -> FacetsFiles: LongTable;
                /// Score files as Facets writes them, one for each facet. Made after the documentation of Facets 3.87 and 4, and not tried
                /// with Facets itself.
                facets_scores(FacetsScoresOptions) -> FacetsFiles: Rasch;
                /// Where the variance of ratings comes from, for each informant group, occasion and construct.
                generalizability(GeneralizabilityOptions) -> Generalizability: Tally Ratings;
                /// Where the variance of a plain table comes from: units by raters.
                generalizability(StudyOptions) -> Generalizability: RatingTable;
                /// All forms of the intraclass correlation, and how many raters are needed.
                icc(IccOptions) -> Icc: PlainTable RatingTable Tally Ratings;
                /// The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
                plan(PlanOptions) -> Plans: Generalizability;
                /// Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
                /// table, a row for each rating, or of ratings on one construct.
                rasch(RaschOptions) -> Rasch: LongTable Tally Ratings;
                /// How strongly a design ties raters and units together, before there are ratings and after: a long table of planned
                /// ratings, or of ratings.
                rasch_links(RaschLinksOptions) -> RaschLinks: LongTable;
                /// What a design of ratings would find by the many-facet Rasch model: a long table of planned ratings, a row for each, is
                /// simulated with assumed measures; one that has ratings with its estimates.
                rasch_plan(RaschPlanOptions) -> RaschPlan: LongTable;
                /// Who rated what, before any coefficient; response rates where the units' sizes are known.
                rating_design(RatingDesignOptions) -> RatingDesign: PlainTable RatingTable TallyAndUnits Ratings;
                /// One row for each respondent, with scale scores: for analyses of other programs.
                respondents(RespondentsOptions) -> Respondents: Tally Ratings;
                /// A then-test beside the ratings of the occasion that it is about, and of a later one.
                response_shift(ResponseShiftOptions) -> ResponseShift: Scores;
                /// How the units of larger ones stand together: the mean over units, and how much lies within and between
                /// them.
                roll_up(RollUpOptions) -> RollUp: Scores;
                /// How alike two profiles are: in height, in unevenness, in shape.
                similarity(SimilarityOptions) -> Similarity: Scores;
                /// Units with one another at an occasion.
                sites(SitesOptions) -> Sites: Scores;
                /// Trend of each unit over three occasions and more.
                trend(TrendOptions) -> Trend: Scores;
            }
        }
    };
}
