"""
The compiled part of collabpro.
"""

from typing import Literal, overload

import pandas
import polars
import pyarrow
from collabpro import _types, data
from typing_extensions import Unpack

from _typeshed import Incomplete, SupportsGetItem
from collabpro.data import Adjustment, AggregationSettings, AgreementContrast, AgreementOptions, AgreementRow, Asked, CalibratedCategory, CalibratedElement, CalibratedFacet, CalibratedUnit, CalibrationOptions, CalibrationScoreOptions, CaseStudies, CategoryAgreement, ChangeEntry, ChangeMethod, ChangeOptions, CompositeSettings, Concordance, ConsistencyOptions, Construct, ConstructGap, ConstructSpread, ContextDescriptors, ContextProfileDocument, Coverage, Decision, DecisionSettings, DescriptorMatch, DesignStratum, DiagnosisEntry, DiagnosisSettings, DimensionMatch, DisagreementSettings, EffectSize, EffectSizesOptions, EquivalenceDocument, Estimate, FacetLink, FacetsFile, FacetsLoss, FacetsScoresDocument, FacetsStudyDocument, Framework, Generator, IccOptions, IccRow, Idea, Instrument, ItemSet, LinkMethod, MapCell, MatchSettings, MatchText, MatchedPlace, Observed, OverUnits, Plan, PlanSettings, PlannedElement, Practices, ProfileNumbers, RaschAddition, RaschAgreement, RaschAnchors, RaschBias, RaschBridge, RaschCaution, RaschCurve, RaschCut, RaschDifference, RaschEffect, RaschFacet, RaschLinkDifference, RaschLinksOptions, RaschMeasure, RaschModel, RaschOptions, RaschPlanCaution, RaschPlanOptions, RaschPlausible, RaschPopulation, RaschPower, RaschRater, RaschRecovery, RaschResiduals, RaschScale, RaschState, RaschTest, RaschUsage, RaterAgreement, RaterPair, Reason, ReleaseRecord, ReleasedCoverage, ReleasedScore, ReliableChangeDocument, RespondentRow, RespondentsOptions, Response, ResponseShiftEntry, ResponseShiftOptions, Robustness, RoleGap, RollUpEntry, RollUpOptions, RubricDocument, Score, SheetDocument, SightGap, SimilarityOptions, SiteConstruct, SitesMethod, SitesOptions, Spread, Study, SurveyAccount, SurveyMappingDocument, SymmetryTest, TimeUnit, TrendEntry, TrendOptions, UnexpectedRating, UnitAgreement, UnitComposite, UnitsDocument, UnmatchedUnits, UsedIndicator
from collections.abc import Iterator
from typing import Any, Final, SupportsIndex, final

__all__ = ["REPORT_STYLE_HASH", "__version__", "Aggregation", "Agreement", "AgreementState", "Calibration", "CalibrationLinks", "CalibrationScores", "CasePackage", "CaseRubric", "Change", "Composite", "Consistency", "ContextMatch", "ContextProfile", "Decisions", "Diagnosis", "Disagreement", "EffectSizes", "FacetsFiles", "Generalizability", "Icc", "MappingDraft", "Plans", "Rasch", "RaschLinks", "RaschPlan", "RatingDesign", "RatingTable", "Ratings", "Released", "Report", "Respondents", "ResponseShift", "RollUp", "Rubric", "Scores", "Sheet", "Similarity", "Sites", "SurveyMapping", "Table", "Tally", "Trend", "Units", "_bits", "_language", "_said", "_set_language", "_texts_to_docx", "_worded", "aggregation", "agreement", "case_studies", "composite", "consistency", "context_descriptors", "draft_mapping", "effect_sizes", "equivalence", "facets_files", "framework", "generalizability", "icc", "new_salt", "practices", "pseudonyms", "rasch", "rasch_links", "rasch_plan", "rating_design", "read_facets", "read_facets_scores", "reliable_change", "report_style", "reports_by_unit"]

REPORT_STYLE_HASH: Final[str]
"""
The hash of the stylesheet of every report, as a content security policy takes it.
"""

__version__: Final[str]
"""
The version of the library.
"""

@final
class Aggregation:
    """
    Whether raters' ratings may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and
    ICC(2) over them. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Aggregation:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator behind the replicates; the number of the replicate is its stream.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> AggregationSettings:
        """
        The options it was made with.
        """
    @property
    def over(self, /) -> list[OverUnits]:
        """
        Over units: by role, occasion and construct, each with its criteria after it.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    def table(self, /, name: "Literal['units', 'over']" = ...) -> Table:
        """
        One of the tables: `units` if none is named, `over`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def units(self, /) -> list[UnitAgreement]:
        """
        Within units: by unit, occasion, role and construct, each with its criteria after it.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class Agreement:
    """
    How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it
    is about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    @property
    def categories(self, /) -> list[CategoryAgreement]:
        """
        Agreement on each category by itself, if asked for.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    @property
    def concordance(self, /) -> list[Concordance]:
        """
        Kendall's W of a plain table, or by role, occasion and criterion, if asked for.
        """
    @property
    def contrasts(self, /) -> list[AgreementContrast]:
        """
        One coefficient between two criteria, roles or groups, if asked for.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Agreement:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the bootstrap.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> AgreementOptions:
        """
        The options it was made with.
        """
    @property
    def pairs(self, /) -> list[RaterPair]:
        """
        Every two raters, if asked for.
        """
    @property
    def raters(self, /) -> list[RaterAgreement]:
        """
        Each rater, if asked for.
        """
    @property
    def rows(self, /) -> list[AgreementRow]:
        """
        One row for a plain table; otherwise by role, occasion, construct and criterion.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    @property
    def symmetry(self, /) -> list[SymmetryTest]:
        """
        Whether every two raters use the categories alike, if asked for.
        """
    def table(self, /, name: "Literal['coefficients', 'pairs', 'raters', 'symmetry', 'categories', 'contrasts', 'concordance']" = ...) -> Table:
        """
        One of the tables: `coefficients` if none is named, `pairs`, `raters`, `symmetry`, `categories`, `contrasts`, `concordance`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class AgreementState:
    """
    Counts of units rated alike, put together from parts of a large table: `update` with each part, `merge` with what was
    counted elsewhere, `finish` with the options of `agreement`. All ratings of a unit must be in one part: where units have names, one that
    comes in two is refused.
    """
    def __new__(cls, /) -> AgreementState: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def finish(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        The study of all units so far.

        Parameters
        ----------
        between : list[list[str]]
            Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
            `group:…`: each coefficient of the one less that of the other by the bootstrap.
        by_category : bool
            Each category by itself as well: its coefficients against all other categories together. (default false)
        by_rater : bool
            Each rater with the others, and coefficients without each rater. (default false)
        coefficients : list[Coefficient]
            Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
        concordance : bool
            Kendall's W as well: whether raters put the units in the same order. (default false)
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        custom : list[list[float]]
            A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
        custom_as : {'agreement', 'disagreement'}
            What its numbers say. (default "agreement")
        differences : list[list[str]]
            Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
        errors : {'published', 'derivative'}
            Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
        metrics : list[Metric]
            Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
        over : {'units', 'groups'}
            What standard errors and the bootstrap draw; without it groups where there are some, else units.
        pairs : bool
            Cohen's kappa of every two raters as well. (default false)
        period : float
            How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
            degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
        population : int
            How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
            errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
        replicates : int
            Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        symmetry : bool
            Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
        weights : list[Weights]
            How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Agreement

        Notes
        -----
        As `agreement`, of counts that were put together from parts.
        It misleads where a unit's ratings were in two parts.
        The page `agreement` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> state = cp.AgreementState()
        >>> state.update(cp.datasets.krippendorff())
        >>> state.finish(coefficients=["percent"]).rows[0].units
        12
        """
    @staticmethod
    def from_bytes(data: bytes) -> AgreementState:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    def merge(self, /, other: AgreementState) -> None:
        """
        Adds what another state has counted, of other units. Units without names count twice if they come twice, as of a state merged with itself.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold who gave which ratings: personal data, where raters have names.
        """
    @property
    def units(self, /) -> int:
        """
        Units so far, those without a rating not among them.
        """
    def update(self, ratings: "_types.PlainTable", /, **matrix: "Unpack[data.RatingTableOptions]") -> None:
        """
        Adds a part, with the options of `RatingTable`.

        Parameters
        ----------
        categories : list[Union[float, str]]
            The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
            seen.
        group : str
            The column that names what the units belong to; without it `group`, if there is one.
        groups : list[Union[float, str]]
            What the units belong to (schools, teams), one for each unit in their order.
        rater : str
            The column that names the raters of a long table; without it `rater`.
        rating : str
            The column that holds the ratings of a long table; without it `rating`.
        rows : {'units', 'raters'}
            What stands in the rows of a wide table. (default "units")
        shape : {'wide', 'long'}
            A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
            there.
        unit : str
            The column that names the units; without it `unit`, in wide tables if there is one.
        """

@final
class Calibration:
    """
    What a Rasch study found, to be used without its ratings. For researchers: severities are about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def anchors(self, /) -> RaschAnchors:
        """
        The same as anchors, for the option `anchors` of another study: all elements that were estimated or given, without the units, and
        all thresholds.
        """
    @property
    def categories(self, /) -> list[CalibratedCategory]:
        """
        The sets of thresholds with the declared scale, and which category each was estimated as.
        """
    @property
    def covariance(self, /) -> list[float] | None:
        """
        The covariances of what was estimated beside units, where the study has them (`covariance`): the lower triangle by rows, first the
        elements that have a standard error, without units, then the thresholds that have one, in their order.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def elements(self, /) -> list[CalibratedElement]:
        """
        Elements whose measures are known.
        """
    @property
    def facets(self, /) -> list[CalibratedFacet]:
        """
        Its facets, the units first.
        """
    def facets_anchors(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsAnchorsOptions]") -> FacetsFiles:
        """
        An anchor file for Facets: measures and thresholds that are given to another analysis. Made after the documentation of
        Facets 3.87 and 4, and not tried with Facets itself.

        Parameters
        ----------
        data_file : str
            The name of the file that will hold the new ratings.
        name : str
            The name of the anchor file. (default "anchors.txt")
        title : str
            The title of the analysis.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        FacetsFiles
        """
    @property
    def fingerprint(self, /) -> str:
        """
        What tells the ratings of the study from others: the same for the same ratings, in whatever order.
        """
    @staticmethod
    def from_json(text: str) -> Calibration:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    def link(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationLinkOptions]") -> CalibrationLinks:
        """
        Later calibrations on the scale of this one, link by link, by the elements that each has in common with the one
        before; who drifted, and the error that a chain carries along.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        facets : list[str]
            The facets whose elements link them; without it all that both have elements of.
        fewest : int
            So many elements must carry the link of a facet. (default 3; 1 to 1000)
        level : float
            From which probability on, by Holm's correction over the elements of a facet, an element counts as drifted. (default 0.05; 1e-6 to 0.5)
        method : {'robust', 'mean'}
            By what they are linked. (default "robust")
        most_error : float
            No larger may the standard error of a link be, in logits. (default 0.3; 0.001 to 10.0)
        to : list[CalibrationDocument]
            The calibrations that follow, each linked with the one before it; one or more.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        CalibrationLinks

        Notes
        -----
        Mean difference of the measures of common elements, of all or of those that have not drifted.
        It misleads with few common elements: one that drifted moves the scale.
        The page `rasch` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
        >>> calibration = cp.rasch(table).calibration()
        >>> calibration.link(to=[calibration]).facets[0].facet
        'rater'
        """
    @property
    def made_with(self, /) -> str:
        """
        The version of the library that made it.
        """
    @property
    def model(self, /) -> RaschModel:
        """
        Which of the models it is.
        """
    @property
    def options(self, /) -> CalibrationOptions:
        """
        The options it was made with.
        """
    @property
    def population(self, /) -> RaschPopulation | None:
        """
        What the units of the study were drawn from, by marginal estimation.
        """
    @property
    def ratings(self, /) -> float:
        """
        Ratings of the study, each counted by its weight.
        """
    def score(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationScoreOptions]") -> CalibrationScores:
        """
        Measures of units by what is known of all that took part in their ratings, without the ratings of the study. One unit
        with one rating is enough.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        deviation : float
            Its standard deviation. (0.001 to 100.0)
        mean : float
            The mean of the population that units are drawn from, for estimates that take it into account. Without it that of the
            study, where it was estimated.
        plausible_values : int
            How many plausible values are drawn of each unit. (default 0; 0 to 1000)
        ratings : list[dict[str, Union[float, str]]]
            The ratings, one or more: of each the elements of the study's facets by their names (the unit's may be left out where there is
            one), the rating under the name that it had in the study, and perhaps `weight`.
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        CalibrationScores

        Notes
        -----
        Warm's weighted likelihood given the calibrated measures (Warm 1989); beside it the mean of the posterior
        where a population is known.
        It misleads where a rater or criterion is another than the one that was calibrated.
        The page `rasch` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
        >>> calibration = cp.rasch(table).calibration()
        >>> len(calibration.score(ratings=[{"unit": "new", "rater": "1", "rating": 2}]).units)
        1
        """
    @property
    def study(self, /) -> RaschOptions:
        """
        The options of the study.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def undefined(self, /) -> dict[str, Reason]:
        """
        Why the covariances are null.
        """

@final
class CalibrationLinks:
    """
    Calibrations on one scale, by the elements that they have in common, and who drifted. For researchers: it is about
    persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def facets(self, /) -> list[FacetLink]:
        """
        The links of each facet, one after another.
        """
    @property
    def fingerprints(self, /) -> list[str]:
        """
        What tells the ratings of each calibration from others, in the order of the chain.
        """
    @staticmethod
    def from_json(text: str) -> CalibrationLinks:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def level(self, /) -> float:
        """
        The level at which an element counts as drifted.
        """
    @property
    def method(self, /) -> LinkMethod:
        """
        By what they were linked.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class CalibrationScores:
    """
    Units as they are measured by a calibration. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def fingerprint(self, /) -> str:
        """
        What tells the ratings that the calibration was made of from others.
        """
    @staticmethod
    def from_json(text: str) -> CalibrationScores:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def options(self, /) -> CalibrationScoreOptions:
        """
        The options it was made with.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def units(self, /) -> list[CalibratedUnit]:
        """
        In byte order.
        """

@final
class CasePackage:
    """
    A package of CASE, and what of the rubric is not in it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[object, ...]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _of(package: str, lost: SupportsGetItem[int, tuple[str, str, SupportsIndex]]) -> CasePackage:
        """
        What pickle makes it of.
        """
    def losses(self, /) -> Table:
        """
        What of the rubric is not in the package, and what its version has no place for.
        """
    def to_json(self, /) -> str:
        """
        The package as JSON.
        """

@final
class CaseRubric:
    """
    A rubric that came as CASE, and what of its package is not part of it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[object, ...]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _of(rubric: str, lost: SupportsGetItem[int, tuple[str, str, SupportsIndex]]) -> CaseRubric:
        """
        What pickle makes it of.
        """
    def losses(self, /) -> Table:
        """
        What of the package is not part of the instrument: path, what became of it, how often.
        """
    @property
    def rubric(self, /) -> Rubric:
        """
        The instrument; what has no place in it is kept under its `extensions`.
        """

@final
class Change:
    """
    What changed in each unit from one occasion to a later one, and where the data cannot tell. For researchers:
    nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def entries(self, /) -> list[ChangeEntry]:
        """
        By unit, role and construct.
        """
    @staticmethod
    def from_json(text: str) -> Change:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def method(self, /) -> ChangeMethod:
        """
        How verdicts and intervals were made.
        """
    @property
    def options(self, /) -> ChangeOptions:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Composite:
    """
    One number for each unit, and what the order of the units hangs on. For research only: never a verdict on
    a place.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Composite:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def indicators(self, /) -> list[UsedIndicator]:
        """
        Its indicators.
        """
    @property
    def options(self, /) -> CompositeSettings:
        """
        The options it was made with; for scores with the occasion and the bounds that were used.
        """
    @property
    def robustness(self, /) -> Robustness | None:
        """
        How the order hangs on the choices, if it was asked for.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument, if it is made of scores.
        """
    def table(self, /, name: "Literal['units', 'parts', 'places', 'indices']" = ...) -> Table:
        """
        One of the tables: `units` if none is named, `parts`, `places`, `indices`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def units(self, /) -> list[UnitComposite]:
        """
        By unit.
        """

@final
class Consistency:
    """
    Whether the criteria of a construct tell the same story: alpha, omega, lambdas, and what each criterion is to
    the others. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Consistency:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> ConsistencyOptions:
        """
        The options it was made with.
        """
    @property
    def results(self, /) -> list[ItemSet]:
        """
        By role, occasion, construct and basis.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    def table(self, /, name: "Literal['results', 'items']" = ...) -> Table:
        """
        One of the tables: `results` if none is named, `items`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class ContextMatch:
    """
    How like the conditions here are to those where something worked: a word for each dimension, no number over all.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    @property
    def descriptors(self, /) -> list[DescriptorMatch]:
        """
        The descriptors, in their order.
        """
    @property
    def dimensions(self, /) -> list[DimensionMatch]:
        """
        The four dimensions.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> ContextMatch:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def here(self, /) -> MatchedPlace:
        """
        Here.
        """
    @property
    def idea(self, /) -> Idea:
        """
        Why it is asked, of the framework's ideas.
        """
    @property
    def limits(self, /) -> MatchText:
        """
        What a match cannot say.
        """
    @property
    def options(self, /) -> MatchSettings:
        """
        The options it was made with.
        """
    @property
    def source(self, /) -> MatchedPlace:
        """
        Where it worked.
        """
    def table(self, /) -> Table:
        """
        One row for each descriptor.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def version(self, /) -> str:
        """
        Version of the questions.
        """

@final
class ContextProfile:
    """
    The context of one unit at one occasion: answers with source, date and recorder. Never added into a score.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def document(self, /) -> ContextProfileDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_json(text: "_types.Document") -> ContextProfile:
        """
        Reads a profile and checks it: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with
        its JSON path.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def known(self, /) -> Table:
        """
        How many questions of each dimension are answered, and how many there are.
        """
    def match_with(self, /, here: "ContextProfile | _types.Document", **options: "Unpack[data.MatchOptions]") -> ContextMatch:
        """
        How like the conditions `here` are to these, where something worked. `weights` are 0 to 3 by descriptor, `needed`
        are descriptors that the practice cannot do without, `practice` adds what a practice of the catalogue asks for.

        Parameters
        ----------
        needed : list[str]
            Descriptors that the practice cannot do without: unlike or unknown here decides alone.
        practice : str
            Id of a practice of [`Practices`]; what it asks of a place is needed too.
        weights : dict[str, float]
            How much a descriptor counts within its dimension, 0 to 3; 1 where nothing is said.
        """
    @staticmethod
    def of_case_study(id: "str") -> ContextProfile:
        """
        What is known of the context of a published case, by its id; mostly little: see `known` first.
        """
    def to_json(self, /) -> str:
        """
        The profile as canonical JSON; reading it again gives an equal profile.
        """

@final
class Decisions:
    """
    What scores of several designs would be worth.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    @property
    def decisions(self, /) -> list[Decision]:
        """
        One for each study and design.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Decisions:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the replicates.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> DecisionSettings:
        """
        The options it was made with.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class Diagnosis:
    """
    What the ratings of each unit look like: too weak, too forced, or neither. For researchers: nothing is
    withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def entries(self, /) -> list[DiagnosisEntry]:
        """
        One entry for each unit and occasion.
        """
    @staticmethod
    def from_json(text: str) -> Diagnosis:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the replicates.
        """
    @property
    def idea(self, /) -> Idea:
        """
        What it is about, of the framework's ideas.
        """
    @property
    def notice(self, /) -> str:
        """
        Whose reading the rule is.
        """
    @property
    def options(self, /) -> DiagnosisSettings:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    @property
    def rule(self, /) -> str:
        """
        Version of the rule.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Disagreement:
    """
    Where raters see it differently, within an informant group and between two. For researchers: nothing
    is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    @property
    def construct_gaps(self, /) -> list[ConstructGap]:
        """
        Between informant groups: by unit, occasion, pair of roles and construct.
        """
    @property
    def constructs(self, /) -> list[ConstructSpread]:
        """
        Within informant groups: by unit, occasion, role and construct.
        """
    @property
    def criteria(self, /) -> list[Spread]:
        """
        Within informant groups: by unit, occasion, role and criterion.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Disagreement:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def gaps(self, /) -> list[RoleGap]:
        """
        Between informant groups: by unit, occasion, pair of roles and criterion.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator behind the permutations; the number of the permutation is its stream.
        """
    @property
    def options(self, /) -> DisagreementSettings:
        """
        The options it was made with, the seed among them.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    @property
    def sight(self, /) -> list[SightGap]:
        """
        Who sees what others do not: by unit, occasion, pair of roles and criterion.
        """
    def table(self, /, name: "Literal['criteria', 'constructs', 'gaps', 'construct_gaps', 'sight']" = ...) -> Table:
        """
        One of the tables: `criteria` if none is named, `constructs`, `gaps`, `construct_gaps`, `sight`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class EffectSizes:
    """
    How far groups of plain numbers are apart. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> EffectSizes:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def options(self, /) -> EffectSizesOptions:
        """
        The options it was made with.
        """
    @property
    def pairs(self, /) -> list[EffectSize]:
        """
        By column, then by pair of groups.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class FacetsFiles:
    """
    Files for Facets, made after its documentation and not tried with Facets itself. For researchers: severities are about
    persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def files(self, /) -> list[FacetsFile]:
        """
        The files, the specification first.
        """
    @staticmethod
    def from_json(text: str) -> FacetsFiles:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def losses(self, /) -> list[FacetsLoss]:
        """
        What does not cross as it is.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Generalizability:
    """
    Where the variance of scores comes from. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    def decide(self, /, *, confidence: "float | None" = None, cut: "float | None" = None, design: "str | None" = None, fixed: "list[str] | None" = None, replicates: "int | None" = None, seed: "int | None" = None, sizes: "_types.Sizes | None" = None, progress: "_types.Progress | None" = None, **facets: "_types.Counts") -> Decisions:
        """
        What scores of other numbers of raters, criteria and occasions would be worth: `study.decide(rater=[1, 2, 3], criterion=5)`.
        Each facet is a keyword, with one number or several; every combination is a design, and a facet that is not named has its size
        in the study. `sizes` holds the same, for facets whose names are no keywords or those of options.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        cut : float
            The score that decides, for the dependability of being above or below it; of ratings else the value of the scale's
            cut.
        design : str
            Which facets will be nested that are crossed in the study, in Brennan's notation: `(rater:unit) x criterion` gives each
            unit raters of its own. Without it facets are as they are in the study.
        fixed : list[str]
            Facets whose conditions are all that are meant, such as the criteria of a given instrument.
        replicates : int
            Replicates of the components. (default 2000; 200 to 99999)
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        sizes : dict[str, list[int]]
            How many conditions of a facet (raters, criteria, occasions), each a list of 1 to 10,000; every combination of the
            lists is a design. A facet without a list has its size in the study.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True shows a bar.
        facets : int or list of int
            How many of the facet that has this name.

        Returns
        -------
        Decisions

        Notes
        -----
        Coefficients with other numbers of conditions in the denominators of the components (Brennan 2001).
        They are worth what the components are: look at their intervals.
        The page `generalizability` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().generalizability().decide(rater=[2, 4])
        >>> [round(value, 2) for value in found.table()["generalizability"]]
        [0.83, 0.91]
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Generalizability:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> Asked:
        """
        The options it was made with.
        """
    def plan(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.PlanOptions]") -> Plans:
        """
        The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.

        Parameters
        ----------
        coefficient : {'dependability', 'generalizability'}
            Which coefficient. (default "dependability")
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        costs : dict[str, float]
            What one condition of a facet (a rater, a criterion, an occasion) or one `rating` of a unit costs, 0 to 1e9; none:
            each rating 1.
        design : str
            Which facets will be nested that are crossed in the study, as a decision has it.
        designs : int
            So many of the cheapest designs are listed; more where more cost the same. (default 5; 1 to 100)
        fixed : list[str]
            Facets whose conditions are all that are meant.
        most : dict[str, int]
            At most so many conditions of a facet, 1 to 10,000; 20 where nothing is said.
        replicates : int
            Replicates of the components. (default 2000; 200 to 99999)
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        target : float
            The coefficient that is wanted, above 0 and below 1. (default 0.8)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Plans

        Notes
        -----
        Every design within limits whose coefficient reaches the target, by cost (Brennan 2001).
        It is worth what the components are.
        The page `generalizability` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().generalizability().plan(target=0.8)
        >>> len(found.plans)
        1
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    @property
    def studies(self, /) -> list[Study]:
        """
        The studies.
        """
    def table(self, /, name: "Literal['components', 'studies', 'effects']" = ...) -> Table:
        """
        One of the tables: `components` if none is named, `studies`, `effects`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class Icc:
    """
    All forms of the intraclass correlation, and how many raters are needed. For researchers: nothing is
    withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Icc:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> IccOptions:
        """
        The options it was made with.
        """
    @property
    def rows(self, /) -> list[IccRow]:
        """
        By role, occasion, construct and criterion; one row for a plain table.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class MappingDraft:
    """
    A mapping drafted from a file, and what it was drafted by.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[object, ...]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _of(mapping: str, columns: SupportsGetItem[int, tuple[str, str, str | None, str]]) -> MappingDraft:
        """
        What pickle makes a draft of.
        """
    @property
    def mapping(self, /) -> SurveyMapping:
        """
        The mapping; what is not sure is an empty text, see its `open_places`.
        """
    def table(self, /) -> Table:
        """
        What each column of the file is taken for, and by what.
        """

@final
class Plans:
    """
    The cheapest designs that reach a target.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Plans:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the replicates.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def options(self, /) -> PlanSettings:
        """
        The options it was made with.
        """
    @property
    def plans(self, /) -> list[Plan]:
        """
        One for each study.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class Rasch:
    """
    Measures adjusted for who rated and what, by the many-facet Rasch model. For researchers: nothing is withheld,
    and severities are about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def agreement(self, /) -> RaschAgreement | None:
        """
        How far raters agreed, and how far the model expects them to; null where no two rated the same.
        """
    def apa(self, /, name: "str | None" = None, **style: "Unpack[_types.ApaStyle]") -> "str":
        """
        Numbers as they stand in a text in the style of APA, without a zero before the point where a number cannot exceed 1: those of
        this name, or of all, one after the other; an error lists the names. `row` is the position among several studies.
        """
    def apa_table(self, /, title: "str | None" = None, **style: "Unpack[_types.ApaTableStyle]") -> "_types.ApaTable":
        """
        A table in the style of APA, of numbers that are rounded already: `to_markdown()`, `to_latex()`, `to_html()`, `to_docx()`, `save(path)`.
        """
    @property
    def bias(self, /) -> list[RaschBias]:
        """
        What elements of the pairs of facets in `bias` have of their own.
        """
    def calibration(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.CalibrationOptions]") -> Calibration:
        """
        What was found, to be used without the ratings: for other units, and as anchors of other studies.

        Parameters
        ----------
        units : bool
            Whether the measures of the units go into it as well: to link by units that are rated again, say. They may be about persons. (default false)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Calibration

        Notes
        -----
        Measures, their errors and covariances, and thresholds of a Rasch study (Linacre 1989).
        It misleads where the units it is used for are not like those of the study.
        The page `rasch` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
        >>> len(cp.rasch(table).calibration().elements)
        3
        """
    @property
    def cautions(self, /) -> list[RaschCaution]:
        """
        What to bear in mind.
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def cite(self, /, style: "Literal['apa', 'bibtex']" = "apa") -> "list[str]":
        """
        The sources of what was computed, collabpro's own first: references in the style of APA (`apa`) or entries of BibTeX (`bibtex`).
        """
    @property
    def construct(self, /) -> Construct | None:
        """
        What is measured; null for a long table, and for all constructs together.
        """
    @property
    def correction_factor(self, /) -> float:
        """
        What measures and thresholds were multiplied by, `(L - 1) / L` with the harmonic mean `L` (Wright & Masters 1982, *Rating
        Scale Analysis*); 1 without a correction.
        """
    @property
    def covariance(self, /) -> list[float] | None:
        """
        The covariances of what was estimated beside units, where `covariance` asks for them, up to 400 estimates: the lower triangle by
        rows. First the elements of `measures` that have a standard error, then the thresholds of `scales` that have one, in their order.
        """
    @property
    def curves(self, /) -> list[RaschCurve]:
        """
        What ratings of the elements of `curves` tell along the scale.
        """
    @property
    def decrement(self, /) -> float | None:
        """
        Half the squared Newton decrement, by which the log-likelihood could still rise; below 1e-9 where it converged.
        """
    @property
    def differences(self, /) -> list[RaschDifference]:
        """
        The differences that `differences` asks for.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def effects(self, /) -> list[RaschEffect]:
        """
        Whether elements of the pairs of facets in `effects` stand where they do in every group.
        """
    @property
    def facets(self, /) -> list[RaschFacet]:
        """
        The facets, in their order.
        """
    def facets_scores(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsScoresOptions]") -> FacetsFiles:
        """
        Score files as Facets writes them, one for each facet. Made after the documentation of Facets 3.87 and 4, and not tried
        with Facets itself.

        Parameters
        ----------
        delimiter : {'tab', 'comma'}
            What stands between the fields. (default "tab")
        headings : bool
            Whether the facet and the names of the fields stand above. (default true)
        name : str
            The name of the files, to which the number of the facet is added. (default "score")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        FacetsFiles
        """
    @property
    def fingerprint(self, /) -> str:
        """
        What tells these ratings from others: the same for the same ratings, in whatever order. With the options it brings the same result,
        to the last bit.
        """
    @property
    def form_test(self, /) -> RaschTest | None:
        """
        Whether severity alone is enough for all raters together: twice the logarithm of the ratio of the likelihoods, times the square of
        the correction factor.
        """
    @staticmethod
    def from_json(text: str) -> Rasch:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def iterations(self, /) -> int:
        """
        Steps of the estimation.
        """
    @property
    def largest_residual(self, /) -> float | None:
        """
        The largest residual of an element, as a part of its ratings; below 1e-8 where it converged.
        """
    @property
    def log_likelihood(self, /) -> float | None:
        """
        The log-likelihood of the ratings that were estimated with, in natural logarithms.
        """
    @property
    def measures(self, /) -> list[RaschMeasure]:
        """
        Every element, by facet and then in byte order.
        """
    def methods(self, /, language: "str | None" = None) -> "str":
        """
        A paragraph for the section on methods, of what was really run: estimators, options that are not the usual ones, how many
        replicates and from which seed, the version. `language` is `en`, `de` or `es`, or what `collabpro.language` says.
        """
    @property
    def model(self, /) -> RaschModel:
        """
        Which of the models it is.
        """
    @property
    def options(self, /) -> RaschOptions:
        """
        The options it was made with.
        """
    @property
    def plausible(self, /) -> RaschPlausible | None:
        """
        How plausible values were drawn, where they were asked for.
        """
    @property
    def population(self, /) -> RaschPopulation | None:
        """
        What units are drawn from, by marginal estimation.
        """
    @property
    def raters(self, /) -> list[RaschRater]:
        """
        Of a form beyond severity: every rater, with a test against severity alone and what the form gives him.
        """
    @property
    def ratings(self, /) -> float:
        """
        Ratings, each counted by its weight.
        """
    @property
    def ratings_estimated(self, /) -> float:
        """
        Ratings that were estimated with: those of no element that was set aside.
        """
    @property
    def ratings_per_unit(self, /) -> float | None:
        """
        The harmonic mean of the ratings of a unit, of those estimated with.
        """
    @property
    def residuals(self, /) -> RaschResiduals | None:
        """
        What the residuals of the elements of `residuals` have in common.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a long table.
        """
    @property
    def scales(self, /) -> list[RaschScale]:
        """
        The sets of thresholds.
        """
    @property
    def state(self, /) -> RaschState:
        """
        How the estimation ended. Without `converged` there are no measures.
        """
    @property
    def subsets(self, /) -> int:
        """
        Parts of the design whose measures cannot be compared; 1: all can.
        """
    def table(self, /, name: "Literal['measures', 'facets', 'categories', 'unexpected', 'raters', 'terms', 'differences', 'usage', 'curves', 'chances', 'bias', 'effects', 'effect_groups', 'contrasts', 'loadings', 'residual_pairs', 'population', 'coefficients', 'plausible']" = ...) -> Table:
        """
        One of the tables: `measures` if none is named, `facets`, `categories`, `unexpected`, `raters`, `terms`, `differences`, `usage`, `curves`, `chances`, `bias`, `effects`, `effect_groups`, `contrasts`, `loadings`, `residual_pairs`, `population`, `coefficients`, `plausible`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def undefined(self, /) -> dict[str, Reason]:
        """
        Why fields above are null.
        """
    @property
    def unexpected(self, /) -> list[UnexpectedRating]:
        """
        The ratings that are furthest from what was expected, at least two standard deviations.
        """
    @property
    def usage(self, /) -> list[RaschUsage]:
        """
        How elements of the facets in `categoriesBy` use the categories.
        """
    def value(self, /, name: "str", *, row: "int" = 0) -> "float | None":
        """
        One number by its name, such as `ICC(A,1)`, `krippendorff/ordinal`, `ac1`, `alpha` or `omega_total`, or by the name that it has in
        other packages (`ICC2k`, `raw_alpha`, `omega.tot`); nothing where it has no value. An error lists the names. `row` is the position among several studies.
        """

@final
class RaschLinks:
    """
    How strongly a design ties raters and units together: what falls apart without whom, how surely differences are
    known, and which further ratings would help. For researchers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def additions(self, /) -> list[RaschAddition]:
        """
        Visits that bring the differences to the target, the most helpful first.
        """
    @property
    def bridges(self, /) -> list[RaschBridge]:
        """
        Visits without which the rest falls apart.
        """
    @property
    def cuts(self, /) -> list[RaschCut]:
        """
        Elements without which the rest falls apart.
        """
    @property
    def differences(self, /) -> list[RaschLinkDifference]:
        """
        The pairs that were asked for.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def estimated(self, /) -> bool:
        """
        Whether measures are estimates; otherwise they are assumed.
        """
    @property
    def fewest(self, /) -> bool:
        """
        Whether no fewer visits could: proved for none and for one, otherwise nothing is said.
        """
    @staticmethod
    def from_json(text: str) -> RaschLinks:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def options(self, /) -> RaschLinksOptions:
        """
        The options it was made with.
        """
    @property
    def ratings(self, /) -> int:
        """
        Ratings, made or planned.
        """
    @property
    def reached(self, /) -> bool | None:
        """
        Whether they do; null without a target.
        """
    def table(self, /, name: "Literal['differences', 'cuts', 'bridges', 'additions']" = ...) -> Table:
        """
        One of the tables: `differences` if none is named, `cuts`, `bridges`, `additions`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def undefined(self, /) -> dict[str, Reason]:
        """
        Why fields above are null.
        """

@final
class RaschPlan:
    """
    What a design of ratings would find by the many-facet Rasch model: recovery, coverage and power, by simulation.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def cautions(self, /) -> list[RaschPlanCaution]:
        """
        What to bear in mind.
        """
    @property
    def collapsed(self, /) -> int:
        """
        Of the estimated ones those in which some category was not used.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def elements(self, /) -> list[PlannedElement]:
        """
        Every element, by facet and then in byte order.
        """
    @property
    def estimated(self, /) -> int:
        """
        Replicates that were estimated.
        """
    @staticmethod
    def from_json(text: str) -> RaschPlan:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the replicates.
        """
    @property
    def lost(self, /) -> int:
        """
        Replicates in which that was not so: nothing was left, the rest fell apart, or the search did not end.
        """
    @property
    def options(self, /) -> RaschPlanOptions:
        """
        The options it was made with.
        """
    @property
    def power(self, /) -> list[RaschPower]:
        """
        By facet and difference.
        """
    @property
    def ratings(self, /) -> int:
        """
        Ratings of each replicate.
        """
    @property
    def recovery(self, /) -> list[RaschRecovery]:
        """
        By facet, the thresholds last.
        """
    @property
    def set_aside(self, /) -> float:
        """
        Elements that were set aside, as a mean over the estimated ones.
        """
    def table(self, /, name: "Literal['recovery', 'power', 'elements']" = ...) -> Table:
        """
        One of the tables: `recovery` if none is named, `power`, `elements`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class RatingDesign:
    """
    Who rated what: what is missing, how large panels are, what links raters and units, and what that allows.
    For researchers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_bytes(data: bytes) -> RatingDesign:
        """
        Reads what `to_bytes` wrote.
        """
    @property
    def groups(self, /) -> list[DesignStratum]:
        """
        By role and occasion.
        """
    @property
    def linked(self, /) -> bool:
        """
        Whether a rater's id means the same person at every unit and occasion; otherwise it holds within each of them.
        """
    @property
    def map(self, /) -> list[MapCell]:
        """
        By unit, occasion, role and criterion.
        """
    @property
    def response(self, /) -> list[Response]:
        """
        By unit, occasion and role, where the number of people is known.
        """
    @property
    def rubric(self, /) -> Instrument | None:
        """
        The instrument; null for a plain table.
        """
    def table(self, /, name: "Literal['groups', 'units', 'criteria', 'map', 'response', 'possible', 'raters', 'pairs']" = ...) -> Table:
        """
        One of the tables: `groups` if none is named, `units`, `criteria`, `map`, `response`, `possible`, `raters`, `pairs`.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language, for `from_bytes` here or elsewhere; where raters have names, they are personal
        data.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class RatingTable:
    """
    A plain table of ratings, without a rubric: units in rows and raters (or items) in columns, unless `rows` or `shape`
    say otherwise. From a two-dimensional array, a list of lists, a frame of polars, pandas, pyarrow or DuckDB, or a
    dictionary of columns; `None` and NaN are missing, and 255 in an array of bytes. Declare the scale by `categories`; an
    ordered Categorical of pandas and an Enum of polars declare it by themselves.

    Wherever they come from, texts that can all be read as numbers are numbers, and True and False are 1 and 0. Dates are
    names, of units or raters, and in frames only. Each row of a wide table is a unit of its own, also where two have one name.

    Parameters
    ----------
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        How many ratings.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, ratings: "_types.PlainTable", /, **options: "Unpack[data.RatingTableOptions]") -> RatingTable: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
        row is a rater there, each column a criterion.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        null_variance : float
            Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
        replicates : int
            Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Aggregation

        Notes
        -----
        ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
        (James, Demaree & Wolf 1984; Bliese 2000).
        It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
        The page `aggregation` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().aggregation(replicates=99)
        >>> found.over[0].units
        12
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far raters agree: every coefficient with its standard error and interval.

        Parameters
        ----------
        between : list[list[str]]
            Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
            `group:…`: each coefficient of the one less that of the other by the bootstrap.
        by_category : bool
            Each category by itself as well: its coefficients against all other categories together. (default false)
        by_rater : bool
            Each rater with the others, and coefficients without each rater. (default false)
        coefficients : list[Coefficient]
            Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
        concordance : bool
            Kendall's W as well: whether raters put the units in the same order. (default false)
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        custom : list[list[float]]
            A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
        custom_as : {'agreement', 'disagreement'}
            What its numbers say. (default "agreement")
        differences : list[list[str]]
            Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
        errors : {'published', 'derivative'}
            Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
        metrics : list[Metric]
            Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
        over : {'units', 'groups'}
            What standard errors and the bootstrap draw; without it groups where there are some, else units.
        pairs : bool
            Cohen's kappa of every two raters as well. (default false)
        period : float
            How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
            degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
        population : int
            How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
            errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
        replicates : int
            Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        symmetry : bool
            Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
        weights : list[Weights]
            How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Agreement

        Notes
        -----
        Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
        expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
        They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
        near 0 beside high agreement.
        The page `agreement` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
        >>> round(found.rows[0].estimates[0].value, 3)
        0.743
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
        columns over its rows, and within and between groups of rows where there are any.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        group_factors : int
            Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
        missing : {'listwise', 'pairwise'}
            What is done with rows that lack a rating. (default "listwise")
        stacked : bool
            Also take all answers as rows of one table, as if they were of one unit. (default false)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Consistency

        Notes
        -----
        Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
        model (McDonald 1999).
        Alpha is no sign of one dimension, and rises with the number of criteria.
        The page `consistency` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().consistency()
        >>> round(found.table()["alpha"][0], 3)
        0.909
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    def effect_sizes(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.EffectSizesOptions]") -> EffectSizes:
        """
        How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
        the probability of superiority, with intervals.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        EffectSizes

        Notes
        -----
        d = difference of means / pooled deviation (Cohen 1988), g with Hedges' correction (1981), Cliff's delta
        (1993).
        Rules of thumb for small and large come from other fields.
        The page `comparison` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.effect_sizes({"talk": [1, 2, 3, 3, 4, 5]}, groups=["a"] * 3 + ["b"] * 3)
        >>> round(found.pairs[0].cohens_d.value, 2)
        2.0
        """
    @staticmethod
    def from_bytes(data: bytes) -> RatingTable:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.StudyOptions]") -> Generalizability:
        """
        Where the variance of a plain table comes from: units by raters.

        Parameters
        ----------
        categories : list[Union[float, str]]
            The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores
            of a long table are numbers, and the scale of a wide one is what is seen.
        confidence : float
            How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
        design : str
            Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data
            show it.
        effects : bool
            Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
        facets : list[str]
            The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the
            design, or all other columns.
        nested : dict[str, list[str]]
            The same as plain data, facets by name, each a list of facets: `{"rater": ["criterion"]}`.
        rating : str
            The column of ratings: the scores that vary. (default "rating")
        unbalanced : {'reml', 'henderson'}
            What estimates the components where the design is not balanced. (default "reml")
        unit : str
            The column of the object of measurement: what the scores are about. (default "unit")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Generalizability

        Notes
        -----
        Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
        With few raters a component is hardly known: an interval from .02 to 80 is common.
        The page `generalizability` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().generalizability()
        >>> [round(row.variance, 2) for row in found.studies[0].components]
        [2.56, 5.24, 1.02]
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation, and how many raters are needed.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        target : float
            The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Icc

        Notes
        -----
        Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
        McGraw & Wong 1996).
        Consistency forgives a severe rater and absolute agreement does not: choose before you look.
        The page `icc` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().icc()
        >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
        {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
        """
    @property
    def raters(self, /) -> int:
        """
        How many raters, or items.
        """
    def rating_design(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]") -> RatingDesign:
        """
        Who rated what, before any coefficient; response rates where the units' sizes are known.

        Parameters
        ----------
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        RatingDesign

        Notes
        -----
        Counts: who rated what, how large panels are, and what that allows.
        It says what can be computed, and not what should be.
        The page `rating_design` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().rating_design()
        >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
        (12, 4, 41)
        """
    def table(self, /) -> Table:
        """
        The ratings as a long table, a row for each: `unit`, `group` where there are groups, `rater`, `rating`. `RatingTable` reads it
        again. It holds who rated what: personal data.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold every rating and the labels of the raters: personal data.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def units(self, /) -> int:
        """
        How many units.
        """

@final
class Ratings:
    """
    Checked ratings: who rated what. Without a rubric, ratings on the bundled one are read. A rubric, units or a mapping are given as
    such, or as their document: a dictionary, a text of JSON, or the path of a file.
    """
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
        row is a rater there, each column a criterion.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        null_variance : float
            Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
        replicates : int
            Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Aggregation

        Notes
        -----
        ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
        (James, Demaree & Wolf 1984; Bliese 2000).
        It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
        The page `aggregation` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().aggregation(replicates=99)
        >>> found.over[0].units
        12
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far raters agree: every coefficient with its standard error and interval.

        Parameters
        ----------
        between : list[list[str]]
            Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
            `group:…`: each coefficient of the one less that of the other by the bootstrap.
        by_category : bool
            Each category by itself as well: its coefficients against all other categories together. (default false)
        by_rater : bool
            Each rater with the others, and coefficients without each rater. (default false)
        coefficients : list[Coefficient]
            Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
        concordance : bool
            Kendall's W as well: whether raters put the units in the same order. (default false)
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        custom : list[list[float]]
            A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
        custom_as : {'agreement', 'disagreement'}
            What its numbers say. (default "agreement")
        differences : list[list[str]]
            Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
        errors : {'published', 'derivative'}
            Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
        metrics : list[Metric]
            Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
        over : {'units', 'groups'}
            What standard errors and the bootstrap draw; without it groups where there are some, else units.
        pairs : bool
            Cohen's kappa of every two raters as well. (default false)
        period : float
            How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
            degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
        population : int
            How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
            errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
        replicates : int
            Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        symmetry : bool
            Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
        weights : list[Weights]
            How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Agreement

        Notes
        -----
        Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
        expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
        They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
        near 0 beside high agreement.
        The page `agreement` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
        >>> round(found.rows[0].estimates[0].value, 3)
        0.743
        """
    @staticmethod
    def concat(parts: "list[Ratings]") -> Ratings:
        """
        The ratings of several waves or files as one, in their order. What they say of units and occasions is put together, and so are
        the accounts of surveys. A RatingsError names what differs, and ratings that are there twice.
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
        columns over its rows, and within and between groups of rows where there are any.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        group_factors : int
            Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
        missing : {'listwise', 'pairwise'}
            What is done with rows that lack a rating. (default "listwise")
        stacked : bool
            Also take all answers as rows of one table, as if they were of one unit. (default false)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Consistency

        Notes
        -----
        Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
        model (McDonald 1999).
        Alpha is no sign of one dimension, and rises with the number of criteria.
        The page `consistency` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().consistency()
        >>> round(found.table()["alpha"][0], 3)
        0.909
        """
    @staticmethod
    def from_bytes(data: bytes) -> Ratings:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    @staticmethod
    def from_csv(source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads ratings in CSV: a path, bytes, a file that is open, or the text itself. A RatingsError lists what is wrong, cell by cell.
        `progress` is called with the bytes read and, where it is known, their total; what it raises stops the reading.

        Parameters
        ----------
        columns : dict[str, Field]
            Columns of the input, each with the field that it holds.
        constants : Constants
            Fields, each with its value, for what the input has no column.
        criteria : dict[str, str]
            Columns of a wide input, each with the id of the criterion whose ratings it holds; a column named as a criterion
            needs no entry.
        delimiter : {',', ';', '\t'}
            What stands between the fields of a CSV file. (default ",")
        duplicates : {'error', 'first', 'last', 'last_rating'}
            What happens to duplicates. (default "error")
        extra_columns : {'refuse', 'ignore'}
            What happens to columns that are neither known nor mapped. (default "refuse")
        field_limit : int
            Longest field of a CSV file in bytes. (default 1048576; 1 to 1073741824)
        kind : {'individual', 'consensus'}
            Own or agreed ratings; without it `individual`.
        layout : {'long', 'wide'}
            How ratings lie in the table. (default "long")
        link : {'within_occasion', 'persistent'}
            Whether the same id is the same person at every occasion; without it `within_occasion`.
        occasion : str
            Id of the occasion of all these ratings; a row of another one is refused.
        record_limit : int
            Longest record of a CSV file in bytes. (default 16777216; 1 to 1073741824)
        """
    @staticmethod
    def from_frame(frame: "_types.PlainTable", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads a frame of polars, pandas, pyarrow or DuckDB: anything with `__arrow_c_stream__`. Categories are taken by
        their codes. `progress` is called with the rows read.

        Parameters
        ----------
        columns : dict[str, Field]
            Columns of the input, each with the field that it holds.
        constants : Constants
            Fields, each with its value, for what the input has no column.
        criteria : dict[str, str]
            Columns of a wide input, each with the id of the criterion whose ratings it holds; a column named as a criterion
            needs no entry.
        delimiter : {',', ';', '\t'}
            What stands between the fields of a CSV file. (default ",")
        duplicates : {'error', 'first', 'last', 'last_rating'}
            What happens to duplicates. (default "error")
        extra_columns : {'refuse', 'ignore'}
            What happens to columns that are neither known nor mapped. (default "refuse")
        field_limit : int
            Longest field of a CSV file in bytes. (default 1048576; 1 to 1073741824)
        kind : {'individual', 'consensus'}
            Own or agreed ratings; without it `individual`.
        layout : {'long', 'wide'}
            How ratings lie in the table. (default "long")
        link : {'within_occasion', 'persistent'}
            Whether the same id is the same person at every occasion; without it `within_occasion`.
        occasion : str
            Id of the occasion of all these ratings; a row of another one is refused.
        record_limit : int
            Longest record of a CSV file in bytes. (default 16777216; 1 to 1073741824)
        """
    @staticmethod
    def from_json(text: "_types.Document | list[dict[str, Any]]", rubric: "Rubric | CaseRubric | _types.Document | None" = None, *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads JSON records, or the document that `to_json` writes: a text, plain data, or a file. A RatingsError lists what is wrong, each with its path.

        Parameters
        ----------
        columns : dict[str, Field]
            Columns of the input, each with the field that it holds.
        constants : Constants
            Fields, each with its value, for what the input has no column.
        criteria : dict[str, str]
            Columns of a wide input, each with the id of the criterion whose ratings it holds; a column named as a criterion
            needs no entry.
        delimiter : {',', ';', '\t'}
            What stands between the fields of a CSV file. (default ",")
        duplicates : {'error', 'first', 'last', 'last_rating'}
            What happens to duplicates. (default "error")
        extra_columns : {'refuse', 'ignore'}
            What happens to columns that are neither known nor mapped. (default "refuse")
        field_limit : int
            Longest field of a CSV file in bytes. (default 1048576; 1 to 1073741824)
        kind : {'individual', 'consensus'}
            Own or agreed ratings; without it `individual`.
        layout : {'long', 'wide'}
            How ratings lie in the table. (default "long")
        link : {'within_occasion', 'persistent'}
            Whether the same id is the same person at every occasion; without it `within_occasion`.
        occasion : str
            Id of the occasion of all these ratings; a row of another one is refused.
        record_limit : int
            Longest record of a CSV file in bytes. (default 16777216; 1 to 1073741824)
        """
    @staticmethod
    def from_survey(source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None", mapping: "SurveyMapping | MappingDraft | _types.Document", *, units: "Units | _types.Document | None" = None, progress: "_types.Progress | None" = None, **survey: "Unpack[data.SurveyOptions]") -> Ratings:
        """
        Reads the export of a survey (a path, bytes, or a file that is open) through its mapping; `None` for the rubric is the
        bundled one. A RatingsError lists what is wrong, labels without a meaning among it. `survey` tells what was left out.

        Parameters
        ----------
        constants : dict[str, str]
            `unit`, `unit_kind`, `occasion`, `rater` or `role`, each with its value, before those of the mapping.
        delimiter : {',', ';', '\t'}
            What stands between the fields; without it what the mapping says.
        duplicates : {'error', 'first', 'last', 'last_rating'}
            What happens when a rater answers again; without it what the mapping says.
        field_limit : int
            Longest field in bytes; without it 1,048,576. (1 to 1073741824)
        kind : {'individual', 'consensus'}
            Own or agreed ratings; without it `individual`.
        link : {'within_occasion', 'persistent'}
            Whether the same id is the same person at every occasion; without it `within_occasion`.
        occasion : str
            Id of the occasion of all these answers, before that of the mapping; a row of another one is refused.
        record_limit : int
            Longest record in bytes; without it 16,777,216. (1 to 1073741824)
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.GeneralizabilityOptions]") -> Generalizability:
        """
        Where the variance of ratings comes from, for each informant group, occasion and construct.

        Parameters
        ----------
        confidence : float
            How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
        effects : bool
            Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
        roles : {'apart', 'facet'}
            Whether informant groups have studies of their own, or are a facet. (default "apart")
        unbalanced : {'reml', 'henderson'}
            What estimates the components where the design is not balanced. (default "reml")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Generalizability

        Notes
        -----
        Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
        With few raters a component is hardly known: an interval from .02 to 80 is common.
        The page `generalizability` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().generalizability()
        >>> [round(row.variance, 2) for row in found.studies[0].components]
        [2.56, 5.24, 1.02]
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation, and how many raters are needed.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        target : float
            The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Icc

        Notes
        -----
        Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
        McGraw & Wong 1996).
        Consistency forgives a severe rater and absolute agreement does not: choose before you look.
        The page `icc` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().icc()
        >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
        {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
        """
    def rasch(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]") -> Rasch:
        """
        Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
        table, a row for each rating, or of ratings on one construct.

        Parameters
        ----------
        allow_population_link : bool
            Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
            drawn from one population: an assumption that no rating can test. (default false)
        allow_subsets : bool
            Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
        anchors : RaschAnchors
            What is known beforehand and not estimated; a facet with anchors is not centred again.
        bias : list[list[str]]
            Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
            of their own.
        categorical : list[str]
            Predictors whose numbers are names.
        categories : list[Union[float, str]]
            The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
            whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
        categories_by : list[str]
            Facets for each of whose elements the use of the categories is told.
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        construct : Construct
            What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
        correction : {'auto', 'none', 'always'}
            Whether measures are corrected for the bias of joint estimation. (default "auto")
        covariance : bool
            Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
        criteria : str
            The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
            facet beside units and raters.
        curves : str
            The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
            along the scale.
        differences : list[list[str]]
            What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
        dummies : list[str]
            Facets that are only described: all their measures are 0.
        effects : list[list[str]]
            Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
            stand in every group where they do in the first.
        equivalence : float
            How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
        errors_of : list[list[str]]
            Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
            facet and an element, as `["rater", "R7"]`.
        estimation : {'joint', 'marginal', 'conditional'}
            What is maximised. (default "joint")
        facets : list[str]
            The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
            Without them those of `unit`, `rater` and `criterion` that are there.
        form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
            What raters have beside one severity each. (default "severity")
        one_dimension : bool
            Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
            `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
        partial_credit : str
            The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
            scale).
        plausible_values : int
            By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
        population_deviation : float
            By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
        population_groups : str
            By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
        population_mean : float
            By marginal estimation, the mean of the population where it is fixed, in logits.
        positive : list[str]
            The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
            severities and difficulties.
        predictors : list[str]
            By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
            which the first in byte order is compared with. What stands in one row of a unit holds for all.
        raters : str
            The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
        rating : str
            The column of ratings. (default "rating")
        replicates : int
            Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
        residuals : str
            The facet whose elements' residuals are looked at for what they have in common.
        scale_of : str
            The facet whose elements have scales of their own. Without it that of `criteria`.
        scales : list[ElementScale]
            Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
            others.
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        uncentred : str
            The facet whose mean is free; without it the first. That of all others is 0.
        unexpected : int
            How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
        units : {'wle', 'eap', 'mle'}
            What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
        unused : {'collapse', 'ridge', 'refuse'}
            What becomes of categories that nobody used. (default "collapse")
        weight : str
            The column of weights: how often each row counts, a number of 0 or more.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Rasch

        Notes
        -----
        log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
        marginal likelihood.
        Severities mean nothing where nothing connects raters: look at `rasch_links` first.
        The page `rasch` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
        >>> found = cp.rasch(table)
        >>> [facet.facet for facet in found.facets]
        ['unit', 'rater']
        """
    def rating_design(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]") -> RatingDesign:
        """
        Who rated what, before any coefficient; response rates where the units' sizes are known.

        Parameters
        ----------
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        RatingDesign

        Notes
        -----
        Counts: who rated what, how large panels are, and what that allows.
        It says what can be computed, and not what should be.
        The page `rating_design` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().rating_design()
        >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
        (12, 4, 41)
        """
    def respondents(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RespondentsOptions]") -> Respondents:
        """
        One row for each respondent, with scale scores: for analyses of other programs.

        Parameters
        ----------
        form : {'auto', 'full', 'short'}
            Which criteria a construct rests on. (default "auto")
        minimum : int
            Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all. (1 to 65535)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Respondents

        Notes
        -----
        The mean of each respondent over the criteria of a construct that were answered.
        Whoever left out the hard ones has a mean of the others.
        The page `respondents` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().respondents()
        >>> len(found)
        264
        """
    @property
    def rubric(self, /) -> Rubric:
        """
        The instrument.
        """
    def score(self, /, *, progress: "_types.Progress | None" = None, **observed: "Unpack[data.ScoreOptions]") -> Scores:
        """
        Scores of every unit, occasion and informant group, with their uncertainty.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        form : {'auto', 'full', 'short'}
            Which criteria a construct rests on. (default "auto")
        target : {'people_like_these', 'these_people'}
            Whom the intervals are about. (default "people_like_these")
        """
    def survey(self, /) -> SurveyAccount | None:
        """
        What was read from the survey and what was left out; `None` for ratings that came another way.
        """
    def table(self, /) -> Table:
        """
        The ratings as a long table, a row for each: ids as they were read, levels and reasons as their ids. `Ratings.from_frame` reads
        it again. It holds who rated what: personal data.
        """
    def tally(self, /, grain: "data.Grain" = ..., *, progress: "_types.Progress | None" = None) -> Tally:
        """
        Counts that merge: by `raters`, which is personal data, or by `units`.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold every rating and the id of every rater: personal data.
        """
    @overload
    def to_csv(self, /, path: None = ...) -> str: ...
    @overload
    def to_csv(self, /, path: _types.Path) -> None:
        """
        The ratings as long CSV for spreadsheets, as a text or, with a path, in a file. Cells that a spreadsheet would take for formulas
        are made harmless.
        """
    def to_json(self, /) -> str:
        """
        The ratings as canonical JSON; reading it again gives the same ratings.
        """
    @property
    def units(self, /) -> Units:
        """
        Units and occasions, from the second file and from the ratings themselves.
        """
    def unmatched(self, /) -> UnmatchedUnits:
        """
        Which units stand in the units file alone (`unrated`), and which in ratings alone (`undescribed`): what a misspelt id looks like.
        """

@final
class Released:
    """
    Scores that passed a policy: what may be shown to a school.
    """
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete = ..., **chart: "Unpack[data.ChartOptions]") -> "_types.Chart":
        """
        A chart, `profile` or `disagreement`: an `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows
        both.

        Parameters
        ----------
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.
        occasion : str
            Id of the occasion; without it the last. Needed where the order of several is not known.
        role : str
            Id of the informant group; without it all, one below the other.
        unit : str
            Id of the unit that is shown; needed where there are several.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    @property
    def constructs(self, /) -> list[ReleasedScore]:
        """
        By construct.
        """
    @property
    def coverage(self, /) -> list[ReleasedCoverage]:
        """
        Who answered.
        """
    @property
    def criteria(self, /) -> list[ReleasedScore]:
        """
        By criterion.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_bytes(data: bytes) -> Released:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    @property
    def minimum_adults(self, /) -> int:
        """
        Smallest group of adults that is shown.
        """
    @property
    def minimum_students(self, /) -> int:
        """
        Smallest group of students that is shown.
        """
    @property
    def open_teams(self, /) -> list[str]:
        """
        Units whose teams agreed to see all ratings.
        """
    @property
    def published(self, /) -> list[str]:
        """
        Units whose ratings are published.
        """
    def record(self, /) -> ReleaseRecord:
        """
        What was shown about whom, for the next release of the same ratings. It holds keyed hashes of people: keep it with
        the ratings, and the salt apart from both. A policy without a salt has none.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /, name: Incomplete = ...) -> Table:
        """
        One of the tables: `constructs`, `criteria` or, of adjusted scores, `adjusted`.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold what may be shown and nothing else; the release record stays behind.
        """
    def to_json(self, /) -> str:
        """
        What may be shown, as canonical JSON.
        """

@final
class Report:
    """
    A report on what was released, for the next meeting. Of a change, a trend or a then-test comes in what the release shows; a match
    of contexts stands with its unit; a then-test, a roll-up, sites, a similarity and decisions stand in the appendix.

    Parameters
    ----------
    depth : {'page', 'booklet', 'full'}
        How much it tells: one sheet for each place, a booklet, or all of it with the appendix, which is the default of one
        report; of a file for each place the page is.
    language : str
        Language of the report: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.
    last_time : list[str]
        What the team said last time that it would do, one sentence each; `sheets` say it better.
    notice : str
        A line at the head of every page, such as that data are simulated.
    occasion : str
        Id of the occasion that the pages are about; without it the last, or each where their order is not known.
    sections : list[SectionId]
        The sections that it has, in their usual order; none: those of its depth.
    sheets : list[SheetDocument]
        Stop / continue / start sheets: the unit's latest earlier one stands as "last time", the occasion's own one fills
        the sheet.
    units : list[str]
        Ids of the units that get a page; none: all.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, released: "Released", *, progress: "_types.Progress | None" = None, **given: "Unpack[_types.ReportArguments]") -> Report: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str:
        """
        The page in a frame of its own, so that neither's style touches the other.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Report:
        """
        Reads what `to_json` wrote, here or elsewhere; what its messages say is said anew.
        """
    def record(self, /) -> ReleaseRecord:
        """
        What was shown of how many people, for the next release of the same ratings. It holds keyed hashes of people.
        """
    def save(self, /, path: "_types.Path") -> None:
        """
        Writes the report to a file: `.html`, `.docx`, `.md` or `.json`. A FileError tells of one that cannot be opened.
        """
    def to_docx(self, /) -> bytes:
        """
        The report as a Word file (`.docx`), to be edited; the same report is the same bytes.
        """
    def to_html(self, /, **options: "Unpack[data.HtmlOptions]") -> str:
        """
        One HTML page that stands alone, or with `fragment` a part of one: no script, no outside request.

        Parameters
        ----------
        fragment : bool
            Whether it goes into a page that is there: one element, without head and body, its headings one level lower. (default false)
        links : {'page', 'srcdoc', 'none'}
            Where links within it lead; without it `page`, and `none` in a fragment.
        nonce : str
            The nonce of its style element, where the page's policy asks for one.
        prefix : str
            What its ids begin with; another for each report of a page. (default "collabpro")
        style : bool
            Whether its stylesheet stands in it; otherwise the page has it. (default true)
        """
    def to_json(self, /) -> str:
        """
        The report as canonical JSON: every sentence as text, as message with arguments, and with its numbers.
        """
    def to_markdown(self, /) -> str:
        """
        The report as Markdown.
        """

@final
class Respondents:
    """
    Every respondent with scale scores. For researchers: nothing is withheld, and it is about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def constructs(self, /) -> list[Construct]:
        """
        What is measured: the constructs that anybody was asked about, in the instrument's order.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Respondents:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def options(self, /) -> RespondentsOptions:
        """
        The options it was made with.
        """
    @property
    def rows(self, /) -> list[RespondentRow]:
        """
        By unit, occasion, rater and role.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /, name: "Literal['rows', 'scores']" = ...) -> Table:
        """
        One of the tables: `rows` if none is named, `scores`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class ResponseShift:
    """
    Whether raters judge an earlier occasion otherwise in a then-test. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def entries(self, /) -> list[ResponseShiftEntry]:
        """
        By unit, role and construct.
        """
    @property
    def from_(self, /) -> str:
        """
        Id of the earlier occasion, which the then-test is about.
        """
    @staticmethod
    def from_json(text: str) -> ResponseShift:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def method(self, /) -> ChangeMethod:
        """
        How words and intervals were made.
        """
    @property
    def options(self, /) -> ResponseShiftOptions:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class RollUp:
    """
    How the units of larger ones stand together, with what lies within and between them. For researchers:
    nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def entries(self, /) -> list[RollUpEntry]:
        """
        By group, occasion, role and construct, as the scores have them.
        """
    @staticmethod
    def from_json(text: str) -> RollUp:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def options(self, /) -> RollUpOptions:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Rubric:
    """
    A checked instrument: criteria with ordered categories, each aimed at one construct.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def bundled() -> Rubric:
        """
        The bundled rubric. Ours, not the authors', not validated.
        """
    def codebook(self, /, *, language: str | None = None) -> Table:
        """
        The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
        """
    def document(self, /) -> RubricDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_bytes(data: bytes) -> Rubric:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    @staticmethod
    def from_case(text: "_types.Document", **case: "Unpack[data.CaseOptions]") -> CaseRubric:
        """
        Reads a rubric from a 1EdTech CASE 1.0 or 1.1 package; a RubricError lists what is wrong, each with its path in it.

        Parameters
        ----------
        constructs : dict[str, Construct]
            Identifiers of criteria, each with what it measures, such as `tenet:joint_work`.
        direction : {'ascending', 'descending'}
            How levels run by their position, where scores do not tell: `descending` is best first. Without it their names tell, else
            the other criteria; else the first is taken for the lowest.
        language : str
            Under which language texts are kept; without it the document's, else `en`.
        rubric : str
            Identifier of the `CFRubric`; needed where the package has several.
        """
    @staticmethod
    def from_items(items: "_types.Items", **options: "Unpack[data.RubricItemsOptions]") -> Rubric:
        """
        An instrument of items that are all answered by the same labels: a list of texts, or a dictionary of texts by id. Ids are made
        of the words (`we_plan_together`); the labels have an order and no values. A RubricError names what is wrong.

        Parameters
        ----------
        construct : Construct
            What all items measure; without it `other:` and the id.
        cut : str
            The label at which the upper part begins; without it shares at the cut are not defined.
        id : str
            Id of the instrument. (default "items")
        labels : list[str]
            What can be answered, lowest first: 2 to 100 labels.
        language : str
            The language of the texts. (default "en")
        title : str
            Its title; without it the id.
        version : str
            Its version. (default "1")
        """
    @staticmethod
    def from_json(text: "_types.Document") -> Rubric:
        """
        Reads and checks an instrument: a text of JSON, a dictionary, or a file; a RubricError lists all structural problems at once,
        each with its JSON path.
        """
    @property
    def id(self, /) -> str:
        """
        Id of the instrument.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def table(self, /, *, language: str | None = None) -> Table:
        """
        The rated criteria as a table, with names in this language (or in English, where it has none).
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold its document.
        """
    def to_case(self, /, **case: "Unpack[data.ToCaseOptions]") -> CasePackage:
        """
        Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.

        Parameters
        ----------
        base_uri : str
            Where new parts will be found: their identifier is added after a slash; without it `urn:uuid:`.
        creator : str
            Who has authority over the instrument; needed for one that did not come as CASE.
        embed : bool
            Whether the whole rubric is put under the `extensions` of its `CFRubric` (1.1), so that it comes back entire. (default true)
        language : str
            Which language's texts are written; without it as it was read, else `en`.
        last_change_date_time : str
            When it was last changed, ISO 8601, `2026-03-31T12:00:00Z`; needed for what is new or was changed, because nothing
            here looks at a clock.
        version : {'1.0', '1.1'}
            The version of the standard; without it as it was read, else `1.1`.
        """
    def to_json(self, /) -> str:
        """
        The instrument as canonical JSON; reading it again gives an equal rubric.
        """
    def translated(self, /, language: Incomplete) -> Rubric:
        """
        The bundled rubric with its words in another language beside the English ones, so that ratings can be read by them too.
        Another instrument has its own words and comes back as it is.
        """
    @property
    def version(self, /) -> str:
        """
        Version of the instrument; ratings are pinned to id and version.
        """

@final
class Scores:
    """
    Scores of every unit, occasion and informant group. For researchers: what is shown to a school is released first.
    """
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def adjust(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AdjustOptions]") -> Scores:
        """
        The same scores with values beside the observed ones that are adjusted for rater severity, by a many-facet Rasch analysis of
        each construct and informant group.

        Parameters
        ----------
        correction : {'auto', 'none', 'always'}
            Whether measures are corrected for the bias of joint estimation. (default "auto")
        estimation : {'joint', 'marginal', 'conditional'}
            What is maximised. (default "joint")
        partial_credit : bool
            Whether each criterion has thresholds of its own; otherwise all share them. (default false)
        """
    @property
    def adjustments(self, /) -> list[Adjustment]:
        """
        The analyses that they were adjusted by, where that was asked for.
        """
    def change(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.ChangeOptions]") -> Change:
        """
        Each unit with itself at an earlier occasion.

        Parameters
        ----------
        confidence : float
            How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
        focus : list[Construct]
            What every unit set out to work on, such as `tenet:joint_work`, *named at the earlier occasion*: tested first.
        focus_from : list[SheetDocument]
            The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
        from_ : str
            Id of the earlier occasion.
        margin : float
            Shares that differ by less are about the same; so are means that differ by less than this part of the scale's range. (default 0.2; 0.01 to 0.5)
        to : str
            Id of the later one.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Change

        Notes
        -----
        Difference of two shares or means, with the interval that MOVER makes of both of theirs; raters who are linked
        narrow it.
        It misleads as an effect: whoever changes from one term to the next does so for many reasons.
        The page `comparison` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> scores = cp.datasets.district().score()
        >>> found = scores.change(from_="autumn-term", to="spring-term")
        >>> {row.verdict for row in found if row.unit == "simulated-maple-ford"}
        {'cannot_tell'}
        """
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def composite(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.CompositeOptions]") -> Composite:
        """
        One number for each unit over the shares of its constructs, and what the order of the units hangs on. For
        research only; over tenets it contradicts what a profile is for.

        Parameters
        ----------
        aggregation : {'arithmetic', 'geometric', 'harmonic', 'minimum'}
            How far high makes up for low. (default "arithmetic")
        bounds : dict[str, Bounds]
            The ends of what an indicator can be, for `min_max` and to reverse; for scores 0 to 1.
        categories : dict[str, list[Union[float, str]]]
            The declared scale of an indicator of a table of columns, lowest first: 2 to 253, all numbers (rising) or all texts; texts that
            are no rising numbers count by their positions.
        coverage : float
            Share of the weight that must be there; the rest then counts for it. (default 1.0; 0.0 to 1.0)
        indicators : list[str]
            Ids of what goes into it, in this order; none: all.
        normalisation : {'none', 'min_max', 'z_score', 'rank'}
            How indicators are brought together. (default "none")
        occasion : str
            Id of the occasion whose scores; may be left out where there is only one.
        reversed : list[str]
            Ids of indicators of which lower is better.
        role : str
            Id of the informant group that sees it; without it everyone.
        sensitivity : SensitivityOptions
            How the order hangs on these choices.
        weights : dict[str, float]
            How much each indicator counts, 0 or more; 1 where nothing is said. Only their ratios matter.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Composite

        Notes
        -----
        A weighted mean of indicators, and what the order of units hangs on.
        One number hides in what a unit is low; over tenets it contradicts what a profile is for.
        The page `composite` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.composite({"unit": ["Ash", "Birch"], "talk": [1.0, 3.0], "work": [2.0, 4.0]})
        >>> [unit.value for unit in found]
        [1.5, 3.5]
        """
    @property
    def constructs(self, /) -> list[Score]:
        """
        By construct.
        """
    @property
    def coverage(self, /) -> list[Coverage]:
        """
        Who answered.
        """
    @property
    def criteria(self, /) -> list[Score]:
        """
        By criterion.
        """
    def diagnose(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.DiagnosisOptions]") -> Diagnosis:
        """
        What the ratings of each unit look like: too weak, too forced, or neither.

        Parameters
        ----------
        replicates : int
            Replicates of the people who answered. (default 2000; 200 to 99999)
        role : str
            Id of the role whose ratings are read; an open team's are read whole where it names no such role. (default "teacher")
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Diagnosis

        Notes
        -----
        Rules on shares of facets, and how often bootstrap replicates agree.
        A pattern is a word to talk about; where its stability is low, it is chance.
        The page `diagnosis` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().score().diagnose(replicates=200)
        >>> found.entries[8].pattern
        'forced_data_pattern'
        """
    def disagreement(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.DisagreementOptions]") -> Disagreement:
        """
        Where raters of each unit see it differently.

        Parameters
        ----------
        confidence : float
            1 less the level of the tests. (default 0.95; 0.8 to 0.999)
        replicates : int
            Permutations of the raters over the two groups; all of them where there are no more. (default 9999; 99 to 99999)
        seed : int
            Seed of the generator, where permutations are taken at random. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Disagreement

        Notes
        -----
        Mean distance of pairs of raters, and permutation tests corrected by Holm within each unit.
        Disagreement is no fault: it is what to talk about.
        The page `disagreement` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().score().disagreement(replicates=199)
        >>> len(found.criteria)
        932
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_bytes(data: bytes) -> Scores:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    @property
    def occasions(self, /) -> list[str] | None:
        """
        Occasions in their order, where it is known.
        """
    @property
    def options(self, /) -> Observed:
        """
        The options it was made with.
        """
    def release(self, /, *, progress: "_types.Progress | None" = None, **policy: "Unpack[data.ReleaseOptions]") -> Released:
        """
        Passes the scores through a confidentiality policy; reports and charts accept nothing else. `previous` are the
        records of earlier releases of the same ratings.

        Parameters
        ----------
        minimum_adults : int
            Smallest group of adults that is shown. Only those who chose so are shown in smaller ones: an open team, roles that named
            themselves, ratings that are published. (default 5; 3 to 1000)
        minimum_students : int
            Smallest group of students that is shown. (default 10; 5 to 1000)
        previous : list[ReleaseRecord]
            Earlier releases of the same ratings.
        salt : str
            Makes the keys of the hashes in the release record: at least 16 characters that nobody can guess, or what
            `new_salt` made. Without it there is no record.
        total : {'when_none', 'always'}
            When everyone together is shown. (default "when_none")
        trust : bool
            Whether to compute how far figures can be trusted, for a report: agreement, consistency, and whether means tell
            units apart, over all units that are shown. (default false)
        """
    def response_shift(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.ResponseShiftOptions]") -> ResponseShift:
        """
        A then-test beside the ratings of the occasion that it is about, and of a later one.

        Parameters
        ----------
        confidence : float
            How often the intervals cover; words are tested at 1 less this. (default 0.95; 0.8 to 0.999)
        then : str
            Id of the then-test, an occasion of the kind `then_test`; the earlier occasion is the one that it is about.
        to : str
            Id of the occasion at which raters stand now.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        ResponseShift

        Notes
        -----
        Then-test: change against the ratings of then, given now (Howard 1980).
        What is remembered of then is remembered now.
        The page `comparison` of the documentation has formulas, sources and cautions in full.
        """
    def roll_up(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RollUpOptions]") -> RollUp:
        """
        How the units of larger ones stand together: the mean over units, and how much lies within and between
        them.

        Parameters
        ----------
        by : {'parent', 'kind', 'practice'}
            By what units are put together. (default "parent")
        target : {'units_like_these', 'these_units'}
            Which units the interval is about. (default "units_like_these")
        weighting : {'units', 'raters'}
            What counts the same in the mean. (default "units")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        RollUp

        Notes
        -----
        The mean over units, and variance within and between them.
        A district's mean is of no school.
        The page `roll_up` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().score().roll_up()
        >>> {row.group for row in found}
        {'simulated-fern-valley'}
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def similarity(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.SimilarityOptions]") -> Similarity:
        """
        How alike two profiles are: in height, in unevenness, in shape.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        first : Profile
            The one profile: its unit, occasion and role. (default {"occasion":"","role":null,"unit":""})
        replicates : int
            Replicates of the people who answered. (default 2000; 200 to 99999)
        second : Profile
            The other profile. (default {"occasion":"","role":null,"unit":""})
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        spread : dict[str, float]
            Standard deviations between places, above 0 to 1, by construct (`tenet:joint_work`), for the pattern similarity.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Similarity

        Notes
        -----
        Distance of two profiles in height, spread and shape.
        Two profiles are alike in shape and far apart in height.
        The page `comparison` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> scores = cp.datasets.district().score()
        >>> term = {"occasion": "spring-term", "role": "teacher"}
        >>> found = scores.similarity(first={"unit": "simulated-birch-lane", **term}, second={"unit": "simulated-rowan-hill", **term})
        >>> len(found)
        10
        """
    def sites(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.SitesOptions]") -> Sites:
        """
        Units with one another at an occasion.

        Parameters
        ----------
        confidence : float
            How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
        constructs : list[Construct]
            What is compared, each on its own, such as `tenet:joint_work`; none: all but warning signs.
        correction : {'holm', 'benjamini_hochberg'}
            Which adjusted p value gives the verdict. (default "holm")
        declared : str
            How the sites are linked where the ratings do not show it, such as trained observers drawn from one pool: a
            sentence, the ratings' word against ours.
        interval : {'mover', 'bootstrap'}
            How the interval of a difference is made; where raters are shared, `bootstrap` needs 15 of them. (default "mover")
        occasion : str
            Id of the occasion; empty: the one unnamed occasion.
        ranks : bool
            Whether to give rank intervals with the share of replicates for each rank; for research only. (default false)
        replicates : int
            Replicates of a bootstrap and of a permutation. (default 2000; 200 to 99999)
        role : str
            Id of the role whose ratings; must be named where there are several.
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        test : {'interval', 'permutation'}
            Where the p value of a difference comes from. (default "interval")
        units : list[str]
            Ids of the sites, 2 to 500; none: all units that were rated then.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Sites

        Notes
        -----
        Differences of units with intervals (MOVER, Newcombe 1998), and tests corrected by Holm for their number.
        Without raters in common strict raters and weak practice cannot be told apart; it refuses then.
        The page `sites` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> scores = cp.datasets.district().score()
        >>> found = scores.sites(occasion="spring-term", role="teacher", declared="One pool, trained together")
        >>> len(found) > 0
        True
        """
    def table(self, /, name: Incomplete = ...) -> Table:
        """
        One of the tables: `constructs`, `criteria`, `shares`, `distribution` or `coverage`; of adjusted scores also `adjusted` and
        `adjustments`.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. They hold the counts that the scores were made from: personal data.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    def trend(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.TrendOptions]") -> Trend:
        """
        Trend of each unit over three occasions and more.

        Parameters
        ----------
        confidence : float
            How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)
        focus : list[Construct]
            What every unit set out to work on, such as `tenet:joint_work`, *named at the first occasion*: tested first.
        focus_from : list[SheetDocument]
            The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.
        margin : float
            A rise or fall of less, from the first to the last occasion, is about the same; of means less than this part of the
            scale's range. (default 0.2; 0.01 to 0.5)
        occasions : list[str]
            Ids of the occasions that the line goes through, three or more in their order; none: all, without those at which
            raters gave a then-test.
        spacing : {'auto', 'steps', 'years'}
            How far the occasions lie apart; `auto`: years where all ids are dates. (default "auto")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Trend

        Notes
        -----
        A straight line over three occasions and more, with its interval and whether the ratings leave it by more than
        chance.
        Ratings that rise and fall again make a level line: the points tell that story, not the slope.
        The page `comparison` of the documentation has formulas, sources and cautions in full.
        """

@final
class Sheet:
    """
    What the people of a unit said they would stop, continue and start, in their own words, and what they set out to work
    on. Kept with the assessment and shown at the next occasion.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def document(self, /) -> SheetDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_json(text: "_types.Document") -> Sheet:
        """
        Reads and checks a sheet: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with its
        JSON path.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def to_json(self, /) -> str:
        """
        The sheet as canonical JSON; reading it again gives an equal sheet.
        """

@final
class Similarity:
    """
    How alike two profiles are: in height, in unevenness, in shape. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def constructs(self, /) -> list[Construct]:
        """
        What is measured: the constructs that both profiles have; warning signs are not among them.
        """
    @property
    def difference_reliability(self, /) -> float | None:
        """
        How much of the difference profile's unevenness is more than chance, 0 to 1.
        """
    @property
    def distance(self, /) -> Estimate | None:
        """
        Root of the mean squared difference: `sqrt (D² / k)`.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def elevation(self, /) -> Estimate | None:
        """
        Elevation of the second less that of the first.
        """
    @property
    def first(self, /) -> ProfileNumbers | None:
        """
        The first profile.
        """
    @staticmethod
    def from_json(text: str) -> Similarity:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def generator(self, /) -> Generator:
        """
        The generator of the replicates.
        """
    @property
    def linked(self, /) -> int:
        """
        Raters who gave both.
        """
    @property
    def one_message(self, /) -> bool | None:
        """
        Whether it is less than half, so that the profiles differ by one message at most.
        """
    @property
    def options(self, /) -> SimilarityOptions:
        """
        The options it was made with.
        """
    @property
    def pattern_similarity(self, /) -> Estimate | None:
        """
        Cattell's `r_p`, -1 to 1: 1 for the same profile, 0 for what two places of the reference group differ by in one of two
        cases, if constructs were independent. Null without a `spread` for each construct.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    @property
    def scatter(self, /) -> Estimate | None:
        """
        Scatter of the second less that of the first.
        """
    @property
    def second(self, /) -> ProfileNumbers | None:
        """
        The second profile.
        """
    @property
    def shape(self, /) -> Estimate | None:
        """
        Correlation of the shares.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """
    @property
    def undefined(self, /) -> dict[str, Reason]:
        """
        Why fields above are null.
        """

@final
class Sites:
    """
    Whether units differ, where raters or a declared pool link them. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    @property
    def constructs(self, /) -> list[SiteConstruct]:
        """
        By construct, in the order of the instrument.
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @staticmethod
    def from_json(text: str) -> Sites:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def method(self, /) -> SitesMethod:
        """
        How differences were judged.
        """
    @property
    def options(self, /) -> SitesOptions:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class SurveyMapping:
    """
    What the columns and labels of a survey mean; one mapping serves every time the survey is held.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def document(self, /) -> SurveyMappingDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_json(text: "_types.Document") -> SurveyMapping:
        """
        Reads a mapping and checks it: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each with
        its JSON path.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def open_places(self, /) -> list[str]:
        """
        The places that are still empty, as JSON paths; reading refuses each of them.
        """
    def to_json(self, /) -> str:
        """
        The mapping as canonical JSON; reading it again gives an equal mapping.
        """

@final
class Table:
    """
    Named columns of equal length. Give it to polars, pandas, pyarrow, DuckDB or plotnine: they take it as it is. Its rows are dictionaries;
    `table["share"]` is a column, `table[["unit", "share"]]` and `table[:10]` are parts of it.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The table as an Arrow stream of one batch; any library that speaks the Arrow PyCapsule protocol calls this.
        """
    def __eq__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, asked: str, /) -> list[Any]: ...
    @overload
    def __getitem__(self, asked: list[str] | slice, /) -> Table:
        """
        A column by its name, as a list; a table of some columns, by a list of names, or of some rows, by a slice.
        """
    def __iter__(self, /) -> Any:
        """
        The rows, each a dictionary.
        """
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[object]]": ...
    def __repr__(self, /) -> str: ...
    def _first(self, /, rows: "int", judged: "int") -> "tuple[int, list[tuple[str, str, list[Any], bool, bool]]]":
        """
        How many rows there are; and of each column its name, its kind, its first cells, whether it holds anything, and whether that
        is the same everywhere, as far as the first `judged` rows say.
        """
    @staticmethod
    def _of(columns: "list[tuple[str, str, Any]]") -> Table:
        """
        What pickle makes a table of.
        """
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        Names of the columns.
        """
    def to_arrow(self, /) -> "pyarrow.Table":
        """
        The table as one of pyarrow, texts as texts.
        """
    @overload
    def to_csv(self, /, path: None = ...) -> str: ...
    @overload
    def to_csv(self, /, path: _types.Path) -> None:
        """
        The table as CSV for spreadsheets, as a text or, with a path, in a file. Cells that a spreadsheet would take for formulas are
        made harmless.
        """
    def to_docx(self, /, caption: str = "", *, language: str | None = None) -> bytes:
        """
        The table as a Word file (`.docx`) below its caption, its numbers rounded to three decimals; the same table is the same bytes.
        """
    def to_json(self, /) -> str:
        """
        The table as canonical JSON: one object of column name to array.
        """
    def to_pandas(self, /) -> "pandas.DataFrame":
        """
        The table as a DataFrame of pandas, texts as texts; pyarrow is used where it is installed.
        """
    def to_polars(self, /) -> "polars.DataFrame":
        """
        The table as a DataFrame of polars, texts as texts.
        """

@final
class Tally:
    """
    Mergeable counts of ratings, in canonical bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[bytes]]": ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
        row is a rater there, each column a criterion.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        null_variance : float
            Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
        replicates : int
            Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
        seed : int
            Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Aggregation

        Notes
        -----
        ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
        (James, Demaree & Wolf 1984; Bliese 2000).
        It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
        The page `aggregation` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().aggregation(replicates=99)
        >>> found.over[0].units
        12
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far raters agree: every coefficient with its standard error and interval.

        Parameters
        ----------
        between : list[list[str]]
            Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
            `group:…`: each coefficient of the one less that of the other by the bootstrap.
        by_category : bool
            Each category by itself as well: its coefficients against all other categories together. (default false)
        by_rater : bool
            Each rater with the others, and coefficients without each rater. (default false)
        coefficients : list[Coefficient]
            Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
        concordance : bool
            Kendall's W as well: whether raters put the units in the same order. (default false)
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        custom : list[list[float]]
            A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
        custom_as : {'agreement', 'disagreement'}
            What its numbers say. (default "agreement")
        differences : list[list[str]]
            Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
        errors : {'published', 'derivative'}
            Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
        metrics : list[Metric]
            Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
        over : {'units', 'groups'}
            What standard errors and the bootstrap draw; without it groups where there are some, else units.
        pairs : bool
            Cohen's kappa of every two raters as well. (default false)
        period : float
            How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
            degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
        population : int
            How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
            errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
        replicates : int
            Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        symmetry : bool
            Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
        weights : list[Weights]
            How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Agreement

        Notes
        -----
        Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
        expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
        They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
        near 0 beside high agreement.
        The page `agreement` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
        >>> round(found.rows[0].estimates[0].value, 3)
        0.743
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
        columns over its rows, and within and between groups of rows where there are any.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        group_factors : int
            Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
        missing : {'listwise', 'pairwise'}
            What is done with rows that lack a rating. (default "listwise")
        stacked : bool
            Also take all answers as rows of one table, as if they were of one unit. (default false)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Consistency

        Notes
        -----
        Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
        model (McDonald 1999).
        Alpha is no sign of one dimension, and rises with the number of criteria.
        The page `consistency` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().consistency()
        >>> round(found.table()["alpha"][0], 3)
        0.909
        """
    @staticmethod
    def decode(data: bytes, rubric: "Rubric | CaseRubric | _types.Document | None" = None) -> Tally:
        """
        Reads the bytes of a tally that counts ratings on this rubric (or on the bundled one).
        """
    def encode(self, /) -> bytes:
        """
        The counts as canonical bytes.
        """
    @staticmethod
    def from_bytes(data: bytes) -> Tally:
        """
        Reads what `to_bytes` wrote; bytes that were cut short, changed or hold something else are refused.
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.GeneralizabilityOptions]") -> Generalizability:
        """
        Where the variance of ratings comes from, for each informant group, occasion and construct.

        Parameters
        ----------
        confidence : float
            How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
        effects : bool
            Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
        roles : {'apart', 'facet'}
            Whether informant groups have studies of their own, or are a facet. (default "apart")
        unbalanced : {'reml', 'henderson'}
            What estimates the components where the design is not balanced. (default "reml")
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Generalizability

        Notes
        -----
        Variance components from expected mean squares or by restricted likelihood (Brennan 2001).
        With few raters a component is hardly known: an interval from .02 to 80 is common.
        The page `generalizability` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().generalizability()
        >>> [round(row.variance, 2) for row in found.studies[0].components]
        [2.56, 5.24, 1.02]
        """
    @property
    def grain(self, /) -> str:
        """
        `raters` or `units`.
        """
    def group_by(self, /, by: "data.GroupBy", units: "Units | _types.Document", *, progress: "_types.Progress | None" = None) -> Tally:
        """
        Puts units together under a larger name: their `parent`, `kind` or `practice`.
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation, and how many raters are needed.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        target : float
            The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Icc

        Notes
        -----
        Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
        McGraw & Wong 1996).
        Consistency forgives a severe rater and absolute agreement does not: choose before you look.
        The page `icc` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.shrout_fleiss().icc()
        >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
        {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
        """
    def merge(self, /, other: Tally) -> Tally:
        """
        Counts of both together.
        """
    def rasch(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]") -> Rasch:
        """
        Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
        table, a row for each rating, or of ratings on one construct.

        Parameters
        ----------
        allow_population_link : bool
            Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
            drawn from one population: an assumption that no rating can test. (default false)
        allow_subsets : bool
            Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
        anchors : RaschAnchors
            What is known beforehand and not estimated; a facet with anchors is not centred again.
        bias : list[list[str]]
            Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
            of their own.
        categorical : list[str]
            Predictors whose numbers are names.
        categories : list[Union[float, str]]
            The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
            whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
        categories_by : list[str]
            Facets for each of whose elements the use of the categories is told.
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        construct : Construct
            What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
        correction : {'auto', 'none', 'always'}
            Whether measures are corrected for the bias of joint estimation. (default "auto")
        covariance : bool
            Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
        criteria : str
            The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
            facet beside units and raters.
        curves : str
            The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
            along the scale.
        differences : list[list[str]]
            What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
        dummies : list[str]
            Facets that are only described: all their measures are 0.
        effects : list[list[str]]
            Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
            stand in every group where they do in the first.
        equivalence : float
            How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
        errors_of : list[list[str]]
            Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
            facet and an element, as `["rater", "R7"]`.
        estimation : {'joint', 'marginal', 'conditional'}
            What is maximised. (default "joint")
        facets : list[str]
            The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
            Without them those of `unit`, `rater` and `criterion` that are there.
        form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
            What raters have beside one severity each. (default "severity")
        one_dimension : bool
            Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
            `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
        partial_credit : str
            The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
            scale).
        plausible_values : int
            By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
        population_deviation : float
            By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
        population_groups : str
            By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
        population_mean : float
            By marginal estimation, the mean of the population where it is fixed, in logits.
        positive : list[str]
            The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
            severities and difficulties.
        predictors : list[str]
            By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
            which the first in byte order is compared with. What stands in one row of a unit holds for all.
        raters : str
            The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
        rating : str
            The column of ratings. (default "rating")
        replicates : int
            Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
        residuals : str
            The facet whose elements' residuals are looked at for what they have in common.
        scale_of : str
            The facet whose elements have scales of their own. Without it that of `criteria`.
        scales : list[ElementScale]
            Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
            others.
        seed : int
            Seed of the generator. (default 1; 0 to 9007199254740991)
        uncentred : str
            The facet whose mean is free; without it the first. That of all others is 0.
        unexpected : int
            How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
        units : {'wle', 'eap', 'mle'}
            What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
        unused : {'collapse', 'ridge', 'refuse'}
            What becomes of categories that nobody used. (default "collapse")
        weight : str
            The column of weights: how often each row counts, a number of 0 or more.
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Rasch

        Notes
        -----
        log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
        marginal likelihood.
        Severities mean nothing where nothing connects raters: look at `rasch_links` first.
        The page `rasch` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
        >>> found = cp.rasch(table)
        >>> [facet.facet for facet in found.facets]
        ['unit', 'rater']
        """
    def rating_design(self, /, units: "Units | _types.Document | None" = None, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingDesignOptions]") -> RatingDesign:
        """
        Who rated what, before any coefficient; response rates where the units' sizes are known.

        Parameters
        ----------
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        RatingDesign

        Notes
        -----
        Counts: who rated what, how large panels are, and what that allows.
        It says what can be computed, and not what should be.
        The page `rating_design` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.krippendorff().rating_design()
        >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
        (12, 4, 41)
        """
    def respondents(self, /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RespondentsOptions]") -> Respondents:
        """
        One row for each respondent, with scale scores: for analyses of other programs.

        Parameters
        ----------
        form : {'auto', 'full', 'short'}
            Which criteria a construct rests on. (default "auto")
        minimum : int
            Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all. (1 to 65535)
        progress : callable or bool
            Called with how much is done and, where it is known, of how much; what it raises ends the work. True
            shows a bar, of tqdm where it is installed.

        Returns
        -------
        Respondents

        Notes
        -----
        The mean of each respondent over the criteria of a construct that were answered.
        Whoever left out the hard ones has a mean of the others.
        The page `respondents` of the documentation has formulas, sources and cautions in full.

        Examples
        --------
        >>> import collabpro as cp
        >>> found = cp.datasets.district().respondents()
        >>> len(found)
        264
        """
    @property
    def rubric(self, /) -> Rubric:
        """
        The instrument.
        """
    def score(self, /, units: "Units | _types.Document | None" = None, *, progress: "_types.Progress | None" = None, **observed: "Unpack[data.ScoreOptions]") -> Scores:
        """
        Scores of every unit, occasion and informant group. Counts without raters have shares, and no intervals.

        Parameters
        ----------
        confidence : float
            How often the intervals cover. (default 0.95; 0.8 to 0.999)
        form : {'auto', 'full', 'short'}
            Which criteria a construct rests on. (default "auto")
        target : {'people_like_these', 'these_people'}
            Whom the intervals are about. (default "people_like_these")
        """
    def select(self, /, **selection: "Unpack[data.SelectOptions]") -> Tally:
        """
        The part of the counts that is asked for: lists of ids, of which an empty one keeps all.

        Parameters
        ----------
        criteria : list[str]
            Ids of criteria.
        occasions : list[str]
            Ids of occasions.
        roles : list[str]
            Ids of roles.
        units : list[str]
            Ids of units.
        """
    def to_bytes(self, /) -> bytes:
        """
        The same bytes in every language and on every machine, for `from_bytes` here or elsewhere. By raters they are personal data.
        """
    def to_units(self, /) -> Tally:
        """
        The counts without who rated what.
        """

@final
class Trend:
    """
    Where each unit is going over three occasions and more. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Iterator[Any]: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: Incomplete | None = None, **chart: "Unpack[data.StudyChartOptions]") -> "_types.Chart":
        """
        A chart for whoever holds the result: nothing is withheld, and it says that it was not released. An
        `altair.Chart` where altair is installed, otherwise a `Chart`; a notebook shows both. Which charts there are is
        told where another is asked for; the usual one comes without a name.

        Parameters
        ----------
        construct : str
            The one construct that is shown.
        facet : str
            The one facet that is shown, of measures.
        language : str
            Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.
        occasion : str
            Id of the one occasion that is shown.
        role : str
            Id of the one informant group that is shown.
        theme : {'screen', 'print'}
            For a screen, or in black and greys for paper. (default "screen")
        unit : str
            Id of the one unit that is shown.
        width : int
            Width of the plot without its names, in pixels. (default 480; 120 to 4000)
        """
    def document(self, /) -> dict[str, Any]:
        """
        Everything as a dictionary, with the names of the JSON document.
        """
    @property
    def entries(self, /) -> list[TrendEntry]:
        """
        By unit, role and construct.
        """
    @staticmethod
    def from_json(text: str) -> Trend:
        """
        Reads what `to_json` wrote, here or elsewhere.
        """
    @property
    def method(self, /) -> ChangeMethod:
        """
        How verdicts and intervals were made.
        """
    @property
    def occasions(self, /) -> list[str]:
        """
        The occasions, in order.
        """
    @property
    def options(self, /) -> TrendOptions:
        """
        The options it was made with.
        """
    @property
    def rubric(self, /) -> Instrument:
        """
        The instrument.
        """
    def table(self, /) -> Table:
        """
        The rows as a table.
        """
    @property
    def time_unit(self, /) -> TimeUnit:
        """
        In what times are counted.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Units:
    """
    Units with their kinds, parents, sizes and practices, and the order of occasions: an optional second file.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def document(self, /) -> UnitsDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_csv(source: "_types.Source") -> Units:
        """
        Reads a units file in CSV: a path, bytes, a file that is open, or the text itself.
        """
    @staticmethod
    def from_json(text: "_types.Document") -> Units:
        """
        Reads and checks a units document: a text of JSON, a dictionary, or a file; a RatingsError lists all problems at once, each
        with its JSON path.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def to_json(self, /) -> str:
        """
        The units as canonical JSON; reading it again gives equal units.
        """

def _bits() -> str:
    """
    The bits of every private numeric function, compared between targets by the tests.
    """

def _language() -> str:
    """
    The language that was set.
    """

def _said(problem: str, language: Incomplete | None = None) -> tuple[str, str]:
    """
    A problem, given as an error lists it, in a language: what is wrong, and what to do about it.
    """

def _set_language(language: Incomplete) -> None:
    """
    Sets the language.
    """

def _texts_to_docx(caption: str, head: SupportsGetItem[int, str], rows: SupportsGetItem[int, SupportsGetItem[int, str]], note: str, language: str | None = None) -> bytes:
    """
    A table of texts as a Word file.
    """

def _worded(language: str, texts: str, messages: SupportsGetItem[int, str]) -> list[str]:
    """
    Messages of a file of texts, each worded in a language.
    """

def aggregation(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableAggregationOptions]") -> Aggregation:
    """
    Whether raters' ratings may be averaged to their unit, or to the group that a plain table names: each
    row is a rater there, each column a criterion.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    confidence : float
        How often the intervals cover. (default 0.95; 0.8 to 0.999)
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    null_variance : float
        Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    replicates : int
        Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    seed : int
        Seed of the generator of replicates. (default 1; 0 to 9007199254740991)
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    Aggregation

    Notes
    -----
    ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW) over units; rwg = 1 - s2 / s2 of a null distribution within each
    (James, Demaree & Wolf 1984; Bliese 2000).
    It misleads where a null distribution is chosen because it lets rwg pass: report more than one.
    The page `aggregation` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.district().aggregation(replicates=99)
    >>> found.over[0].units
    12
    """

def agreement(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableAgreementOptions]") -> Agreement:
    """
    How far raters agree: every coefficient with its standard error and interval.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    between : list[list[str]]
        Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two
        `group:…`: each coefficient of the one less that of the other by the bootstrap.
    by_category : bool
        Each category by itself as well: its coefficients against all other categories together. (default false)
    by_rater : bool
        Each rater with the others, and coefficients without each rater. (default false)
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    coefficients : list[Coefficient]
        Which coefficients to compute. (default ["percent","cohen","light","fleiss","conger","brennan_prediger","ac","krippendorff"])
    concordance : bool
        Kendall's W as well: whether raters put the units in the same order. (default false)
    confidence : float
        How often the intervals cover. (default 0.95; 0.8 to 0.999)
    custom : list[list[float]]
        A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.
    custom_as : {'agreement', 'disagreement'}
        What its numbers say. (default "agreement")
    differences : list[list[str]]
        Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.
    errors : {'published', 'derivative'}
        Which standard error is given where units have one rating; see *Missing ratings*. (default "published")
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    metrics : list[Metric]
        Distances for Krippendorff's alpha. (default ["nominal","ordinal","interval","ratio"])
    over : {'units', 'groups'}
        What standard errors and the bootstrap draw; without it groups where there are some, else units.
    pairs : bool
        Cohen's kappa of every two raters as well. (default false)
    period : float
        How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for
        degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)
    population : int
        How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard
        errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    replicates : int
        Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    seed : int
        Seed of the generator. (default 1; 0 to 9007199254740991)
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    symmetry : bool
        Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    weights : list[Weights]
        How much different categories still agree, for all coefficients but `krippendorff`. (default ["identity","ordinal"])
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    Agreement

    Notes
    -----
    Coefficients of chance-corrected agreement, (observed - expected) / (1 - expected), which differ in what is
    expected (Cohen 1960; Fleiss 1971; Krippendorff 2011; Gwet 2008).
    They mislead where nearly all ratings are one category: what is expected is then near 1, and a coefficient
    near 0 beside high agreement.
    The page `agreement` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
    >>> round(found.rows[0].estimates[0].value, 3)
    0.743
    """

def case_studies(**find: "Unpack[data.FindOptions]") -> CaseStudies:
    """
    Published cases, or those that fit all that is given: a tenet they illustrate, a design, a kind of unit, a descriptor
    that is known of them. Each fact names its source; no case has a rating on a tenet.

    Parameters
    ----------
    descriptor : str
        Id of a question: what a practice asks for, or what is known of a case.
    kind : {'classroom', 'school', 'system', 'network'}
        The kind of unit where a case took place.
    practice : str
        Id of a practice: this one.
    tenet : {'collective_autonomy', 'collective_efficacy', 'collaborative_inquiry', 'collective_responsibility', 'collective_initiative', 'mutual_dialogue', 'joint_work', 'common_meaning_and_purpose', 'collaborating_with_students', 'big_picture_thinking'}
        What it has to do with, by a source or by our reading.
    """

def composite(table: "_types.PlainTable | data.IndicatorsDocument", *, progress: "_types.Progress | None" = None, **composite: "Unpack[data.CompositeOptions]") -> Composite:
    """
    One number for each unit of a table: a frame of polars, pandas, pyarrow or DuckDB of indicators, whose column `unit`, or first column
    of texts, or index names the units; an array or rows of numbers, whose units and indicators are numbered from 1; or the table as plain
    data, which may hold `errors` or `replicates`. For research only.
    `progress` is called with the replicates done and their number.

    Parameters
    ----------
    aggregation : {'arithmetic', 'geometric', 'harmonic', 'minimum'}
        How far high makes up for low. (default "arithmetic")
    bounds : dict[str, Bounds]
        The ends of what an indicator can be, for `min_max` and to reverse; for scores 0 to 1.
    categories : dict[str, list[Union[float, str]]]
        The declared scale of an indicator of a table of columns, lowest first: 2 to 253, all numbers (rising) or all texts; texts that
        are no rising numbers count by their positions.
    coverage : float
        Share of the weight that must be there; the rest then counts for it. (default 1.0; 0.0 to 1.0)
    indicators : list[str]
        Ids of what goes into it, in this order; none: all.
    normalisation : {'none', 'min_max', 'z_score', 'rank'}
        How indicators are brought together. (default "none")
    occasion : str
        Id of the occasion whose scores; may be left out where there is only one.
    reversed : list[str]
        Ids of indicators of which lower is better.
    role : str
        Id of the informant group that sees it; without it everyone.
    sensitivity : SensitivityOptions
        How the order hangs on these choices.
    weights : dict[str, float]
        How much each indicator counts, 0 or more; 1 where nothing is said. Only their ratios matter.
    """

def consistency(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableConsistencyOptions]") -> Consistency:
    """
    How consistent the criteria of each construct are, and the tenets with one another; of a plain table its
    columns over its rows, and within and between groups of rows where there are any.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    confidence : float
        How often the intervals cover. (default 0.95; 0.8 to 0.999)
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    group_factors : int
        Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    missing : {'listwise', 'pairwise'}
        What is done with rows that lack a rating. (default "listwise")
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    stacked : bool
        Also take all answers as rows of one table, as if they were of one unit. (default false)
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    Consistency

    Notes
    -----
    Alpha = k / (k - 1) (1 - sum of item variances / variance of the sum) (Cronbach 1951); omega of a one-factor
    model (McDonald 1999).
    Alpha is no sign of one dimension, and rises with the number of criteria.
    The page `consistency` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.shrout_fleiss().consistency()
    >>> round(found.table()["alpha"][0], 3)
    0.909
    """

def context_descriptors() -> ContextDescriptors:
    """
    The twenty questions about the context of a place. Ours, not the authors'.
    """

def draft_mapping(source: "_types.Source", rubric: "Rubric | CaseRubric | _types.Document | None" = None) -> MappingDraft:
    """
    Drafts the mapping of a survey's export (a path, bytes, a file that is open, or the text itself): recognises the tool, and proposes unit,
    rater, role, criteria and labels where the file and the rubric tell them; `None` for the rubric is the bundled one. What is
    not sure is left as an empty text, which reading refuses.
    """

def effect_sizes(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableOptions]") -> EffectSizes:
    """
    How far the groups of rows of a plain table are apart in each column: Cohen's d, Hedges' g, Cliff's delta and
    the probability of superiority, with intervals.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    EffectSizes

    Notes
    -----
    d = difference of means / pooled deviation (Cohen 1988), g with Hedges' correction (1981), Cliff's delta
    (1993).
    Rules of thumb for small and large come from other fields.
    The page `comparison` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.effect_sizes({"talk": [1, 2, 3, 3, 4, 5]}, groups=["a"] * 3 + ["b"] * 3)
    >>> round(found.pairs[0].cohens_d.value, 2)
    2.0
    """

def equivalence(**equivalence: "Unpack[data.EquivalenceOptions]") -> EquivalenceDocument:
    """
    Whether two means are equivalent, by two one-sided tests; for researchers. `first` and `second` are lists of numbers,
    or `{"mean": ..., "sd": ..., "n": ...}`; `lower` and `upper` are the differences that would matter.

    Parameters
    ----------
    confidence : float
        1 less the level of each of the two tests. (default 0.95; 0.8 to 0.999)
    equal_variances : bool
        Whether to pool the variances; otherwise Welch's degrees of freedom. (default false)
    first : Sample
        The first sample: two numbers and more, or `{mean, sd, n}`.
    lower : float
        The difference (first less second) that would matter downwards; must be given.
    paired : bool
        Whether the samples are measures of the same, in one order; needs numbers, as many in each. (default false)
    second : Sample
        The second sample, the same.
    upper : float
        The difference that would matter upwards, above `lower`; must be given.
    """

def facets_files(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.FacetsFilesOptions]") -> FacetsFiles:
    """
    A specification for Facets, with its data, of a long table and the options of a study (`study`). Made after the
    documentation of Facets 3.87 and 4, and not tried with Facets itself.

    Parameters
    ----------
    ratings
        A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
    data_file : str
        The name of a data file of its own; without it the data stand in the specification.
    name : str
        The name of the specification file. (default "facets.txt")
    study : RaschOptions
        How the ratings are, or would be, estimated.
    title : str
        The title of the analysis.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    FacetsFiles
    """

def framework() -> Framework:
    """
    What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
    """

def generalizability(scores: "_types.PlainTable", *, progress: "_types.Progress | None" = None, **study: "Unpack[data.RatingTableStudyOptions]") -> Generalizability:
    """
    Where the variance of plain scores comes from: a long table with a column of scores and one for each facet (a frame of
    polars, pandas, pyarrow or DuckDB, or a dictionary of columns), or a table of units by raters (a `RatingTable`, an array, rows
    of cells; a frame or a dictionary with `shape="wide"`), which takes the options of a `RatingTable` instead. `progress` is called
    with the steps of the estimation.

    Parameters
    ----------
    categories : list[Union[float, str]]
        The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores
        of a long table are numbers, and the scale of a wide one is what is seen.
    confidence : float
        How often the intervals of components cover. (default 0.95; 0.8 to 0.999)
    design : str
        Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data
        show it.
    effects : bool
        Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)
    facets : list[str]
        The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the
        design, or all other columns.
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    nested : dict[str, list[str]]
        The same as plain data, facets by name, each a list of facets: `{"rater": ["criterion"]}`.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column of ratings: the scores that vary. (default "rating")
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    unbalanced : {'reml', 'henderson'}
        What estimates the components where the design is not balanced. (default "reml")
    unit : str
        The column of the object of measurement: what the scores are about. (default "unit")
    """

def icc(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableIccOptions]") -> Icc:
    """
    All forms of the intraclass correlation, and how many raters are needed.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    confidence : float
        How often the intervals cover. (default 0.95; 0.8 to 0.999)
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    target : float
        The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    Icc

    Notes
    -----
    Ratios of mean squares: one-way, two-way random and mixed, for one rating and for means (Shrout & Fleiss 1979;
    McGraw & Wong 1996).
    Consistency forgives a severe rater and absolute agreement does not: choose before you look.
    The page `icc` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.shrout_fleiss().icc()
    >>> {form.shrout_fleiss: round(form.value, 2) for form in found.rows[0].forms if form.shrout_fleiss}
    {'ICC(1,1)': 0.17, 'ICC(1,k)': 0.44, 'ICC(2,1)': 0.29, 'ICC(2,k)': 0.62, 'ICC(3,1)': 0.71, 'ICC(3,k)': 0.91}
    """

def new_salt() -> str:
    """
    Makes a salt for a release record: 128 random bits as 32 hexadecimal digits. Keep it apart from the ratings.
    """

def practices(**find: "Unpack[data.FindOptions]") -> Practices:
    """
    The catalogue of designs by which people work together, or those of it that fit all that is given: a tenet they lean
    on, a design, a kind of unit with a published case, a descriptor they ask for.

    Parameters
    ----------
    descriptor : str
        Id of a question: what a practice asks for, or what is known of a case.
    kind : {'classroom', 'school', 'system', 'network'}
        The kind of unit where a case took place.
    practice : str
        Id of a practice: this one.
    tenet : {'collective_autonomy', 'collective_efficacy', 'collaborative_inquiry', 'collective_responsibility', 'collective_initiative', 'mutual_dialogue', 'joint_work', 'common_meaning_and_purpose', 'collaborating_with_students', 'big_picture_thinking'}
        What it has to do with, by a source or by our reading.
    """

def pseudonyms(count: "int", *, seed: "int") -> list[str]:
    """
    Draws so many pseudonyms such as `cobalt-heron-42`, all different, in an order that says nothing: made from nothing
    about anyone. `count` is from 1 to 100,000; `seed` is below 2**53, secret and fresh for each study: whoever knows it
    can draw the same list again. Let people draw their slips from a bag, and note nowhere who drew which.
    """

def rasch(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschOptions]") -> Rasch:
    """
    Measures of units, raters and criteria on one scale, each adjusted for the others: the many-facet Rasch model of a long
    table, a row for each rating, or of ratings on one construct.

    Parameters
    ----------
    ratings
        A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
    allow_population_link : bool
        Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were
        drawn from one population: an assumption that no rating can test. (default false)
    allow_subsets : bool
        Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)
    anchors : RaschAnchors
        What is known beforehand and not estimated; a facet with anchors is not centred again.
    bias : list[list[str]]
        Pairs of facets, as `["rater", "criterion"]`: for every two of their elements that met, whether their ratings have something
        of their own.
    categorical : list[str]
        Predictors whose numbers are names.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the
        whole numbers from the lowest to the highest that were seen, or what was seen where there are others.
    categories_by : list[str]
        Facets for each of whose elements the use of the categories is told.
    confidence : float
        How often the intervals cover. (default 0.95; 0.8 to 0.999)
    construct : Construct
        What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.
    correction : {'auto', 'none', 'always'}
        Whether measures are corrected for the bias of joint estimation. (default "auto")
    covariance : bool
        Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)
    criteria : str
        The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only
        facet beside units and raters.
    curves : str
        The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told
        along the scale.
    differences : list[list[str]]
        What is compared: a facet and two of its elements, as `["rater", "R7", "R9"]`, or a facet for every two, as `["rater"]`.
    dummies : list[str]
        Facets that are only described: all their measures are 0.
    effects : list[list[str]]
        Pairs of a facet and the facet of the groups, as `["criterion", "sector"]` or `["rater", "occasion"]`: whether its elements
        stand in every group where they do in the first.
    equivalence : float
        How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)
    errors_of : list[list[str]]
        Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a
        facet and an element, as `["rater", "R7"]`.
    estimation : {'joint', 'marginal', 'conditional'}
        What is maximised. (default "joint")
    facets : list[str]
        The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.
        Without them those of `unit`, `rater` and `criterion` that are there.
    form : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}
        What raters have beside one severity each. (default "severity")
    one_dimension : bool
        Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:
        `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)
    partial_credit : str
        The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating
        scale).
    plausible_values : int
        By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)
    population_deviation : float
        By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)
    population_groups : str
        By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.
    population_mean : float
        By marginal estimation, the mean of the population where it is fixed, in logits.
    positive : list[str]
        The facets in which a higher measure brings higher ratings; without them the first. Those of all others are
        severities and difficulties.
    predictors : list[str]
        By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of
        which the first in byte order is compared with. What stands in one row of a unit holds for all.
    raters : str
        The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.
    rating : str
        The column of ratings. (default "rating")
    replicates : int
        Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)
    residuals : str
        The facet whose elements' residuals are looked at for what they have in common.
    scale_of : str
        The facet whose elements have scales of their own. Without it that of `criteria`.
    scales : list[ElementScale]
        Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all
        others.
    seed : int
        Seed of the generator. (default 1; 0 to 9007199254740991)
    uncentred : str
        The facet whose mean is free; without it the first. That of all others is 0.
    unexpected : int
        How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)
    units : {'wle', 'eap', 'mle'}
        What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.
    unused : {'collapse', 'ridge', 'refuse'}
        What becomes of categories that nobody used. (default "collapse")
    weight : str
        The column of weights: how often each row counts, a number of 0 or more.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    Rasch

    Notes
    -----
    log(P(k) / P(k - 1)) = unit - severity - difficulty - threshold k (Linacre 1989), by joint, conditional or
    marginal likelihood.
    Severities mean nothing where nothing connects raters: look at `rasch_links` first.
    The page `rasch` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    >>> found = cp.rasch(table)
    >>> [facet.facet for facet in found.facets]
    ['unit', 'rater']
    """

def rasch_links(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschLinksOptions]") -> RaschLinks:
    """
    How strongly a design ties raters and units together, before there are ratings and after: a long table of planned
    ratings, or of ratings.

    Parameters
    ----------
    ratings
        A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
    measures : dict[str, dict[str, float]]
        Assumed measures in logits, by facet and element, in the direction of the facet; those of others are 0. Where there are ratings
        these are estimated instead.
    model : RaschOptions
        How the ratings will be, or were, estimated: what a plan knows of the options of a study.
    pairs : dict[str, list[list[str]]]
        Pairs of elements, by facet, whose differences are looked at: `{"rater": [["Ann", "Ben"]]}`.
    target : float
        The standard error, in logits, that their differences are to have: further ratings are named that bring it about. (0.01 to 10.0)
    thresholds : list[float]
        Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
    visits : int
        Visits of a rater to a unit that may be named. (default 20; 1 to 1000)
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    RaschLinks

    Notes
    -----
    Components, cuts and bridges of the graph of raters and units, and the errors of differences that the design
    allows.
    What is linked by one unit alone hangs on that unit.
    The page `rasch_plan` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> design = {"unit": ["A", "A", "B", "B", "C"], "rater": ["x", "y", "y", "z", "z"]}
    >>> found = cp.rasch_links(design, thresholds=[-1.0, 1.0])
    >>> sorted(row["element"] for row in found.table("cuts"))
    ['B', 'y']
    """

def rasch_plan(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RaschPlanOptions]") -> RaschPlan:
    """
    What a design of ratings would find by the many-facet Rasch model: a long table of planned ratings, a row for each, is
    simulated with assumed measures; one that has ratings with its estimates.

    Parameters
    ----------
    ratings
        A long table, one row for each rating: a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of columns.
    deviations : dict[str, float]
        The standard deviations, by facet, of the normal distributions that they are drawn from: 0 to 10 logits; without it 1 for the
        first facet and 0.5 for the others.
    differences : list[float]
        Differences of two elements of a facet, 0 to 10 logits, of which the power is told; for 0 how often one is found that is not
        there. Without them 0, 0.5 and 1.
    measures : dict[str, dict[str, float]]
        Assumed measures in logits, by facet and element, in the direction of the facet; those of others are drawn, by each replicate
        anew.
    model : RaschOptions
        How the ratings will be estimated. A plan knows `facets`, `rating`, `weight`, `categories`, `positive`, `uncentred`,
        `dummies`, `partialCredit`, `estimation` (joint or marginal), `unused`, `correction`, `allowPopulationLink` and
        `confidence`.
    replicates : int
        How many times ratings are drawn. (default 200; 2 to 100000)
    seed : int
        Seed of the generator. (default 1)
    thresholds : list[float]
        Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    RaschPlan

    Notes
    -----
    Simulation of the design with assumed measures: recovery, coverage and power.
    It knows nothing of raters who do not behave as the model says.
    The page `rasch_plan` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> table = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    >>> len(cp.rasch_plan(table, replicates=10).recovery)
    3
    """

def rating_design(ratings: "_types.PlainTable", /, *, progress: "_types.Progress | None" = None, **options: "Unpack[data.RatingTableOptions]") -> RatingDesign:
    """
    Who rated what, before any coefficient; response rates where the units' sizes are known.

    Parameters
    ----------
    ratings
        A `RatingTable`, or what one is made of: a two-dimensional array (units by raters; `None`, NaN and 255 in an array
        of bytes are missing), rows of cells, a frame, or a dictionary of columns.
    categories : list[Union[float, str]]
        The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those
        seen.
    group : str
        The column that names what the units belong to; without it `group`, if there is one.
    groups : list[Union[float, str]]
        What the units belong to (schools, teams), one for each unit in their order.
    rater : str
        The column that names the raters of a long table; without it `rater`.
    rating : str
        The column that holds the ratings of a long table; without it `rating`.
    rows : {'units', 'raters'}
        What stands in the rows of a wide table. (default "units")
    shape : {'wide', 'long'}
        A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are
        there.
    unit : str
        The column that names the units; without it `unit`, in wide tables if there is one.
    progress : callable or bool
        Called with how much is done and, where it is known, of how much; what it raises ends the work. True
        shows a bar, of tqdm where it is installed.

    Returns
    -------
    RatingDesign

    Notes
    -----
    Counts: who rated what, how large panels are, and what that allows.
    It says what can be computed, and not what should be.
    The page `rating_design` of the documentation has formulas, sources and cautions in full.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.krippendorff().rating_design()
    >>> (found.groups[0].units, found.groups[0].raters, found.groups[0].ratings)
    (12, 4, 41)
    """

def read_facets(**facets: "Unpack[data.ReadFacetsOptions]") -> FacetsStudyDocument:
    """
    Reads a specification of Facets with its data, from texts: `columns` and `options` make `rasch` the same study, `rasch(study.columns,
    **study.options)`. Made after the documentation of Facets 3.87 and 4, and not tried with Facets itself. For researchers.

    Parameters
    ----------
    data : bool
        Whether the data are read; without them there is what the specification says of a study, anchors among it. (default true)
    files : dict[str, str]
        Texts of data files, by the names that the specification has for them.
    specification : str
        The text of the specification file, or of an anchor file, which is one.
    """

def read_facets_scores(**scores: "Unpack[data.ReadFacetsScoresOptions]") -> FacetsScoresDocument:
    """
    Reads a score file of Facets, from its text, as a table. Made after the documentation of Facets 3.87 and 4, and not tried with Facets
    itself. For researchers: severities are about persons.

    Parameters
    ----------
    text : str
        The text of the file, with headings, and with tabs or commas between its fields.
    """

def reliable_change(**reliable: "Unpack[data.ReliableChangeOptions]") -> ReliableChangeDocument:
    """
    Whether single measures moved by more than their error of measurement, by a method that is named; for researchers.
    `before` and `after` are lists of numbers, `reliability` is that of the measure.

    Parameters
    ----------
    after : list[float]
        The measures after, as many, in the same order.
    before : list[float]
        The measures before.
    confidence : float
        How large an index must be. (default 0.95; 0.8 to 0.999)
    mean : float
        Mean before, of a reference group; without it that of `before`. Jacobson & Truax need none.
    method : {'jacobson_truax', 'edwards_nunnally', 'gulliksen_lord_novick'}
        Which index. (default "jacobson_truax")
    reliability : float
        Reliability of the measure, from elsewhere; must be given. (0.0 to 1.0)
    sd : float
        Standard deviation before, of a reference group; without it that of `before`.
    """

def report_style() -> str:
    """
    The stylesheet of every report, for a page that keeps it apart. What it says in a content security policy is
    `REPORT_STYLE_HASH`.
    """

def reports_by_unit(released: "Released", path: "_types.Path | None" = None, *, progress: "_types.Progress | None" = None, **given: "Unpack[_types.ReportArguments]") -> "dict[str, Report]":
    """
    A report for each place, a page unless `depth` or `sections` ask for something else, and `all-places`: the appendix of all of
    them or what `sections` ask for of it, with who answered, what is withheld and what places share; by the name of its file,
    without an ending. With a path they are written there as HTML: into a folder, which is made, or a file that ends in `.zip`; a
    FileError tells of one that cannot be opened.

    Parameters
    ----------
    depth : {'page', 'booklet', 'full'}
        How much it tells: one sheet for each place, a booklet, or all of it with the appendix, which is the default of one
        report; of a file for each place the page is.
    language : str
        Language of the report: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.
    last_time : list[str]
        What the team said last time that it would do, one sentence each; `sheets` say it better.
    notice : str
        A line at the head of every page, such as that data are simulated.
    occasion : str
        Id of the occasion that the pages are about; without it the last, or each where their order is not known.
    sections : list[SectionId]
        The sections that it has, in their usual order; none: those of its depth.
    sheets : list[SheetDocument]
        Stop / continue / start sheets: the unit's latest earlier one stands as "last time", the occasion's own one fills
        the sheet.
    units : list[str]
        Ids of the units that get a page; none: all.
    """
