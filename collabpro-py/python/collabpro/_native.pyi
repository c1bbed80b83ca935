"""
The compiled part of collabpro.
"""

from collabpro import _types, data
from typing_extensions import Unpack

from collabpro.data import AggregationDocument, AgreementDocument, CaseStudies, ComparisonDocument, CompositeDocument, ConsistencyDocument, ContextDescriptors, ContextMatchDocument, ContextProfileDocument, DecisionsDocument, DiagnosisDocument, DisagreementDocument, EquivalenceDocument, Framework, GeneralizabilityDocument, IccDocument, PlansDocument, Practices, RatingDesignDocument, RatingTableDocument, ReleaseRecord, ReleasedDocument, ReliableChangeDocument, ReportDocument, RollUpDocument, RubricDocument, ScoresDocument, SheetDocument, SimilarityDocument, SurveyAccount, SurveyMappingDocument, UnitsDocument
from typing import Any, Final, final

__all__ = ["__version__", "Aggregation", "Agreement", "AgreementState", "CasePackage", "CaseRubric", "Comparison", "Composite", "Consistency", "ContextMatch", "ContextProfile", "Decisions", "Diagnosis", "Disagreement", "Generalizability", "Icc", "Plans", "RatingDesign", "RatingTable", "Ratings", "Released", "Report", "RollUp", "Rubric", "Scores", "Sheet", "Similarity", "SurveyMapping", "Table", "Tally", "Units", "_bits", "aggregation", "agreement", "case_studies", "composite", "consistency", "context_descriptors", "equivalence", "framework", "generalizability", "icc", "new_salt", "practices", "pseudonyms", "rating_design", "reliable_change"]

__version__: Final[str]
"""
The version of the library.
"""

@final
class Aggregation:
    """
    Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them. For
    researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> AggregationDocument:
        """
        Everything as plain data.
        """
    def table(self, /, name: str = "units") -> Table:
        """
        One of the tables: `units` or `over`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Agreement:
    """
    How far raters agree, by every common coefficient. For researchers: nothing is withheld, and nothing of it is about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> AgreementDocument:
        """
        Everything as plain data.
        """
    def table(self, /, name: str = "coefficients") -> Table:
        """
        One of the tables: `coefficients`, `pairs` or `raters`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class AgreementState:
    """
    Counts of units marked alike, put together from parts of a large table: `update` with each part, `merge` with what was
    counted elsewhere, `finish` with the options of `agreement`. All marks of a unit must be in one part.
    """
    def __new__(cls, /) -> AgreementState: ...
    def __repr__(self, /) -> str: ...
    def finish(self, /, *, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        The study of all units so far.
        """
    def merge(self, /, other: AgreementState) -> None:
        """
        Adds what another state has counted, of other units. A state merged with itself counts its units twice.
        """
    @property
    def units(self, /) -> int:
        """
        Units so far, those without a mark not among them.
        """
    def update(self, /, marks: "_types.Marks", **matrix: "Unpack[data.RatingTableOptions]") -> None:
        """
        Adds a part, with the options of `RatingTable`.
        """

@final
class CasePackage:
    """
    A package of CASE, and what of the rubric is not in it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
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
    def __repr__(self, /) -> str: ...
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
class Comparison:
    """
    What a comparison found. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> ComparisonDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each entry.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Composite:
    """
    One number for each unit, and what the order of the units hangs on. For research only: never a verdict on a place.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> CompositeDocument:
        """
        Everything as plain data.
        """
    def table(self, /, name: str | None = None) -> Table:
        """
        A table: `units` (the default), `parts`, `places` or `indices`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Consistency:
    """
    Alpha, omega, Guttman's lambdas, and what each item is to the others. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> ConsistencyDocument:
        """
        Everything as plain data.
        """
    def table(self, /, name: str = "results") -> Table:
        """
        One of the tables: `results` or `items`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class ContextMatch:
    """
    How like the conditions here are to those where something worked: a word for each dimension, no number over all.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> ContextMatchDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each descriptor.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
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
    def from_json(text: str) -> ContextProfile:
        """
        Reads a profile and checks it; a RatingsError lists all problems at once, each with its JSON path.
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
    def match_with(self, /, here: ContextProfile, **options: "Unpack[data.MatchOptions]") -> ContextMatch:
        """
        How like the conditions `here` are to these, where something worked. `weights` are 0 to 3 by descriptor, `needed`
        are descriptors that the practice cannot do without, `practice` adds what a practice of the catalogue asks for.
        """
    @staticmethod
    def of_case_study(id: str) -> ContextProfile:
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
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> DecisionsDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each study and design.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Diagnosis:
    """
    What the marks of each unit look like: too weak, too forced, or neither. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> DiagnosisDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        A table with one row for each unit and occasion.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Disagreement:
    """
    Where people of each unit see it differently. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> DisagreementDocument:
        """
        Everything as plain data.
        """
    def table(self, /, name: str = "criteria") -> Table:
        """
        One of the tables: `criteria`, `constructs`, `gaps`, `constructGaps` or `sight`.
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
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def decide(self, /, *, progress: "_types.Progress | None" = None, **decision: "Unpack[data.DecisionOptions]") -> Decisions:
        """
        What scores of other numbers of raters, criteria and occasions would be worth.
        """
    def document(self, /) -> GeneralizabilityDocument:
        """
        Everything as plain data.
        """
    def plan(self, /, *, progress: "_types.Progress | None" = None, **plan: "Unpack[data.PlanOptions]") -> Plans:
        """
        The cheapest designs that reach a coefficient: how many raters, criteria and occasions next time.
        """
    def table(self, /, name: str = "components") -> Table:
        """
        A table: `components` (the default) or `studies`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Icc:
    """
    All forms of the intraclass correlation. For researchers: nothing is withheld, and nothing of it is about persons.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> IccDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each form.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class Plans:
    """
    The cheapest designs that reach a target.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> PlansDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each design that reaches the target.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
        """

@final
class RatingDesign:
    """
    Who rated what: what is missing, how large panels are, what links raters and units, and what that allows. For
    researchers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> RatingDesignDocument:
        """
        The same as plain data.
        """
    def table(self, /, name: str = "groups") -> Table:
        """
        One of the tables: `groups`, `units`, `criteria`, `map`, `response`, `possible`; for research only `raters` and
        `pairs`.
        """
    def to_json(self, /) -> str:
        """
        Everything but the tables about single raters, as canonical JSON.
        """

@final
class RatingTable:
    """
    A plain table of marks, without a rubric: units in rows and raters (or items) in columns, unless `rows` or `shape` say
    otherwise. From a two-dimensional array, a list of lists, a frame of polars, pandas, pyarrow or DuckDB, or a dictionary of
    columns; `None` and NaN are missing, and 255 in an array of bytes. Declare the scale by `categories`; an ordered
    Categorical of pandas and an Enum of polars declare it by themselves.

    Wherever they come from, texts that can all be read as numbers are numbers, and True and False are 1 and 0. Dates are
    names, of units or raters, and in frames only. Each row of a wide table is a unit of its own, also where two have one name.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        How many marks.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, marks: "_types.Marks", **matrix: "Unpack[data.RatingTableOptions]") -> RatingTable: ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **aggregation: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether people's answers may be averaged to their group: each row is a person, each column a line, and the table's groups
        say what each person belongs to. `progress` is called with what is done.
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far the raters agree. `progress` is called with the units, then the replicates, that are done.
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **consistency: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the columns are over the rows, and within and between groups of rows where there are any. `progress` is
        called with the steps done, and their number.
        """
    def document(self, /) -> RatingTableDocument:
        """
        Everything as plain data.
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **study: "Unpack[data.StudyOptions]") -> Generalizability:
        """
        Where the variance of the marks comes from: units by raters. `progress` is called with the steps of the estimation.
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **icc: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation. `progress` is called with the steps of fits.
        """
    @property
    def raters(self, /) -> int:
        """
        How many raters, or items.
        """
    def rating_design(self, /, *, progress: "_types.Progress | None" = None) -> RatingDesign:
        """
        Who rated what. `progress` is called with the units done, and their number.
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
    Checked ratings: who marked what. Without a rubric, marks on the bundled one are read.
    """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **aggregation: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them.
        `progress` is called with what is done.
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far raters agree, by role, occasion, construct and criterion. `progress` is called with what is done.
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **consistency: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the criteria of each construct are, and the tenets with one another. `progress` is called with the
        informant groups and occasions done, and their number.
        """
    @staticmethod
    def from_csv(source: "_types.Source", rubric: Rubric | None = None, *, units: Units | None = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads ratings in CSV: a path, bytes, or a file that is open. A RatingsError lists what is wrong, cell by cell.
        `progress` is called with the bytes read and, where it is known, their total; what it raises stops the reading.
        """
    @staticmethod
    def from_frame(frame: "_types.Frame", rubric: Rubric | None = None, *, units: Units | None = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads a frame of polars, pandas, pyarrow or DuckDB: anything with `__arrow_c_stream__`. Categories are taken by
        their codes. `progress` is called with the rows read.
        """
    @staticmethod
    def from_json(text: str, rubric: Rubric | None = None, *, units: Units | None = None, progress: "_types.Progress | None" = None, **read: "Unpack[data.ReadOptions]") -> Ratings:
        """
        Reads JSON records, or the document that `to_json` writes. A RatingsError lists what is wrong, each with its path.
        """
    @staticmethod
    def from_survey(source: "_types.Source", rubric: Rubric | None, mapping: SurveyMapping, *, units: Units | None = None, progress: "_types.Progress | None" = None, **survey: "Unpack[data.SurveyOptions]") -> Ratings:
        """
        Reads the export of a survey (a path, bytes, or a file that is open) through its mapping; `None` for the rubric is the
        bundled one. A RatingsError lists what is wrong, labels without a meaning among it. `survey` tells what was left out.
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **study: "Unpack[data.GeneralizabilityOptions]") -> Generalizability:
        """
        Where the variance of the marks comes from, for each informant group, occasion and construct. `progress` is called with
        the steps of the estimation.
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **icc: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation, by role, occasion, construct and criterion. `progress` is called with the steps
        of fits.
        """
    def rating_design(self, /, *, progress: "_types.Progress | None" = None) -> RatingDesign:
        """
        Who rated what, before any coefficient; response rates where the units' sizes are known. `progress` is called with the
        informant groups and occasions done, and their number.
        """
    @property
    def rubric(self, /) -> Rubric:
        """
        The instrument.
        """
    def score(self, /, **observed: "Unpack[data.ScoreOptions]") -> Scores:
        """
        Scores of every unit, occasion and informant group, with their uncertainty.
        """
    def survey(self, /) -> SurveyAccount | None:
        """
        What was read from the survey and what was left out; `None` for ratings that came another way.
        """
    def tally(self, /, grain: "data.Grain" = "raters") -> Tally:
        """
        Counts that merge: by `raters`, which is personal data, or by `units`.
        """
    def to_csv(self, /) -> str:
        """
        The ratings as long CSV for spreadsheets; cells that a spreadsheet would take for formulas are made harmless.
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

@final
class Released:
    """
    Scores that passed a policy: what may be shown to a school.
    """
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def chart(self, /, name: str = "profile", **chart: "Unpack[data.ChartOptions]") -> "_types.Chart":
        """
        A chart, `profile` or `disagreement`: a Vega-Lite specification, which notebooks show and
        `altair.Chart.from_dict` takes.
        """
    def document(self, /) -> ReleasedDocument:
        """
        What may be shown, as plain data.
        """
    def record(self, /) -> ReleaseRecord:
        """
        What was shown about whom, for the next release of the same ratings. It holds keyed hashes of people: keep it with
        the ratings, and the salt apart from both. A policy without a salt has none.
        """
    def table(self, /, name: str = "constructs") -> Table:
        """
        One of the tables: `constructs` or `criteria`.
        """
    def to_json(self, /) -> str:
        """
        What may be shown, as canonical JSON.
        """

@final
class Report:
    """
    A report on what was released, for the next meeting.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, released: Released, *, comparison: Comparison | None = None, context: ContextMatch | None = None, **report: "Unpack[data.ReportOptions]") -> Report:
        """
        Puts a report together. Of a comparison comes in what the release shows; a match of contexts stands with its unit.
        """
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str:
        """
        The page in a frame of its own, so that neither's style touches the other.
        """
    def document(self, /) -> ReportDocument:
        """
        The report as plain data.
        """
    def record(self, /) -> ReleaseRecord:
        """
        What was shown of how many people, for the next release of the same ratings. It holds keyed hashes of people.
        """
    def save(self, /, path: "_types.Path") -> None:
        """
        Writes the report to a file: `.html`, `.md` or `.json`.
        """
    def to_html(self, /) -> str:
        """
        One HTML page that stands alone: no script, no outside request.
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
class RollUp:
    """
    How the units of larger ones stand together, with the levels kept apart. For researchers: nothing is withheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> RollUpDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each larger unit, occasion, role and construct.
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
    def codebook(self, /, *, language: str = "en") -> Table:
        """
        The codebook of ratings on this instrument as long CSV: a row for each column and each value that it may hold.
        """
    def document(self, /) -> RubricDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_case(text: str, **case: "Unpack[data.CaseOptions]") -> CaseRubric:
        """
        Reads a rubric from a 1EdTech CASE 1.0 or 1.1 package; a RubricError lists what is wrong, each with its path in it.
        """
    @staticmethod
    def from_json(text: str) -> Rubric:
        """
        Reads and checks an instrument; a RubricError lists all structural problems at once, each with its JSON path.
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
    def table(self, /, *, language: str = "en") -> Table:
        """
        The rated lines as a table, with names in this language (or in English, where it has none).
        """
    def to_case(self, /, **case: "Unpack[data.ToCaseOptions]") -> CasePackage:
        """
        Writes the rubric as a CASE package. One that came as CASE is written as it came, with what was changed since.
        """
    def to_json(self, /) -> str:
        """
        The instrument as canonical JSON; reading it again gives an equal rubric.
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
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def compare(self, /, *, progress: "_types.Progress | None" = None, **compare: "Unpack[data.CompareOptions]") -> Comparison:
        """
        What changed from the occasion `from_` to the occasion `to`, and where the data cannot tell. `kind="sites"` asks
        whether units differ, `kind="trend"` draws a line over three occasions and more, `kind="response_shift"` sets a look
        back beside the marks of then and of now. `progress` is called with the parts done and their number.
        """
    def composite(self, /, *, progress: "_types.Progress | None" = None, **composite: "Unpack[data.CompositeOptions]") -> Composite:
        """
        One number for each unit over the shares of its constructs, and what the order of the units hangs on. For research
        only; over tenets it contradicts what a profile is for. `progress` is called with the draws done and their number.
        """
    def diagnose(self, /, *, progress: "_types.Progress | None" = None, **diagnose: "Unpack[data.DiagnosisOptions]") -> Diagnosis:
        """
        What the marks of each unit look like: too weak, too forced, or neither. `progress` is called with the places done
        and their number.
        """
    def disagreement(self, /, *, progress: "_types.Progress | None" = None, **disagreement: "Unpack[data.DisagreementOptions]") -> Disagreement:
        """
        Where people of each unit see it differently. `progress` is called with the places done and their number.
        """
    def document(self, /) -> ScoresDocument:
        """
        Everything as plain data.
        """
    def release(self, /, **policy: "Unpack[data.ReleaseOptions]") -> Released:
        """
        Passes the scores through a confidentiality policy; reports and charts accept nothing else. `previous` are the
        records of earlier releases of the same ratings.
        """
    def roll_up(self, /, **roll_up: "Unpack[data.RollUpOptions]") -> RollUp:
        """
        How the units of larger ones stand together: the mean over units, and how much lies within and between them.
        """
    def similarity(self, /, **similarity: "Unpack[data.SimilarityOptions]") -> Similarity:
        """
        How alike two profiles are: in height, in unevenness, in shape.
        """
    def table(self, /, name: str = "constructs") -> Table:
        """
        One of the tables: `constructs`, `criteria`, `shares`, `distribution` or `coverage`.
        """
    def to_json(self, /) -> str:
        """
        Everything as canonical JSON.
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
    def from_json(text: str) -> Sheet:
        """
        Reads and checks a sheet; a RatingsError lists all problems at once, each with its JSON path.
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
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def document(self, /) -> SimilarityDocument:
        """
        Everything as plain data.
        """
    def table(self, /) -> Table:
        """
        One row for each construct.
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
    def from_json(text: str) -> SurveyMapping:
        """
        Reads a mapping and checks it; a RatingsError lists all problems at once, each with its JSON path.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def to_json(self, /) -> str:
        """
        The mapping as canonical JSON; reading it again gives an equal mapping.
        """

@final
class Table:
    """
    Named columns of equal length. Give it to polars, pandas, pyarrow or DuckDB: they take it as it is. Its rows are dictionaries.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The table as an Arrow stream of one batch; any library that speaks the Arrow PyCapsule protocol calls this.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __iter__(self, /) -> Any:
        """
        The rows, each a dictionary.
        """
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        Names of the columns.
        """
    def to_csv(self, /) -> str:
        """
        The table as CSV for spreadsheets; cells that a spreadsheet would take for formulas are made harmless.
        """
    def to_json(self, /) -> str:
        """
        The table as canonical JSON: one object of column name to array.
        """

@final
class Tally:
    """
    Mergeable counts of ratings, in canonical bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def aggregation(self, /, *, progress: "_types.Progress | None" = None, **aggregation: "Unpack[data.AggregationOptions]") -> Aggregation:
        """
        Whether people's answers may be averaged to their unit: rwg, a_wg and AD within units, ICC(1) and ICC(2) over them.
        `progress` is called with what is done.
        """
    def agreement(self, /, *, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.AgreementOptions]") -> Agreement:
        """
        How far raters agree, by role, occasion, construct and criterion. `progress` is called with what is done.
        """
    def consistency(self, /, *, progress: "_types.Progress | None" = None, **consistency: "Unpack[data.ConsistencyOptions]") -> Consistency:
        """
        How consistent the criteria of each construct are, and the tenets with one another. `progress` is called with the
        informant groups and occasions done, and their number.
        """
    @staticmethod
    def decode(data: bytes, rubric: Rubric | None = None) -> Tally:
        """
        Reads the bytes of a tally that counts marks on this rubric (or on the bundled one).
        """
    def encode(self, /) -> bytes:
        """
        The counts as canonical bytes.
        """
    def generalizability(self, /, *, progress: "_types.Progress | None" = None, **study: "Unpack[data.GeneralizabilityOptions]") -> Generalizability:
        """
        Where the variance of the marks comes from, for each informant group, occasion and construct. `progress` is called with
        the steps of the estimation.
        """
    @property
    def grain(self, /) -> str:
        """
        `raters` or `units`.
        """
    def group_by(self, /, by: "data.GroupBy", units: Units) -> Tally:
        """
        Puts units together under a larger name: their `parent`, `kind` or `practice`.
        """
    def icc(self, /, *, progress: "_types.Progress | None" = None, **icc: "Unpack[data.IccOptions]") -> Icc:
        """
        All forms of the intraclass correlation, by role, occasion, construct and criterion. `progress` is called with the steps
        of fits.
        """
    def merge(self, /, other: Tally) -> Tally:
        """
        Counts of both together.
        """
    def rating_design(self, /, units: Units | None = None, *, progress: "_types.Progress | None" = None) -> RatingDesign:
        """
        Who rated what, before any coefficient; response rates where the units' sizes are known. `progress` is called with the
        informant groups and occasions done, and their number.
        """
    @property
    def rubric(self, /) -> Rubric:
        """
        The instrument.
        """
    def score(self, /, units: Units | None = None, **observed: "Unpack[data.ScoreOptions]") -> Scores:
        """
        Scores of every unit, occasion and informant group. Counts without raters have shares, and no intervals.
        """
    def select(self, /, **selection: "Unpack[data.SelectOptions]") -> Tally:
        """
        The part of the counts that is asked for: lists of ids, of which an empty one keeps all.
        """
    def to_units(self, /) -> Tally:
        """
        The counts without who marked what.
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
        Reads a units file in CSV: a path, bytes, or a file that is open.
        """
    @staticmethod
    def from_json(text: str) -> Units:
        """
        Reads and checks a units document; a RatingsError lists all problems at once, each with its JSON path.
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

def aggregation(marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None, **aggregation: "Unpack[data.RatingTableAggregationOptions]") -> Aggregation:
    """
    Whether people's answers may be averaged to their group: each row is a person, each column a line, and `groups` (or the
    column `group`) says what each person belongs to; without groups all are of one, and nothing is told over groups. Takes what a `RatingTable` is made of, or a `RatingTable`.
    """

def agreement(marks: "_types.Marks", *, progress: "_types.Progress | None" = None, **agreement: "Unpack[data.RatingTableAgreementOptions]") -> Agreement:
    """
    How far the raters of a plain table agree: of a `RatingTable`, a two-dimensional array (units by raters; `None`, NaN and 255 in
    an array of bytes are missing), a list of lists, a frame or a dictionary of columns. Options of `RatingTable`, such as
    `categories`, stand beside those of the study. `progress` is called with the units, then the replicates, that are done.
    """

def case_studies(**find: "Unpack[data.FindOptions]") -> CaseStudies:
    """
    Published cases, or those that fit all that is given: a tenet they illustrate, a design, a kind of unit, a descriptor
    that is known of them. Each fact names its source; no case has a mark on a tenet.
    """

def composite(table: "_types.Frame | data.IndicatorsDocument", *, progress: "_types.Progress | None" = None, **composite: "Unpack[data.CompositeOptions]") -> Composite:
    """
    One number for each unit of a table: a frame of polars, pandas, pyarrow or DuckDB whose first column names the units and whose
    others are indicators, or the table as plain data, which may hold `errors` or `replicates`. For research only.
    `progress` is called with the draws done and their number.
    """

def consistency(marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None, **consistency: "Unpack[data.RatingTableConsistencyOptions]") -> Consistency:
    """
    How consistent the columns of a plain table are over its rows: a `RatingTable`, or what one is made of. `group` or `groups`
    adds what lies within and between groups of rows. `progress` is called with the steps done, and their number.
    """

def context_descriptors() -> ContextDescriptors:
    """
    The twenty questions about the context of a place. Ours, not the authors'.
    """

def equivalence(**equivalence: "Unpack[data.EquivalenceOptions]") -> EquivalenceDocument:
    """
    Whether two means are equivalent, by two one-sided tests; for researchers. `first` and `second` are lists of numbers,
    or `{"mean": ..., "sd": ..., "n": ...}`; `lower` and `upper` are the differences that would matter.
    """

def framework() -> Framework:
    """
    What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
    """

def generalizability(scores: "_types.Marks", *, progress: "_types.Progress | None" = None, **study: "Unpack[data.RatingTableStudyOptions]") -> Generalizability:
    """
    Where the variance of plain scores comes from: a long table with a column of scores and one for each facet (a frame of
    polars, pandas, pyarrow or DuckDB, or a dictionary of columns), or a table of units by raters (a `RatingTable`, an array, rows
    of cells; a frame or a dictionary with `shape="wide"`), which takes the options of a `RatingTable` instead. `progress` is called
    with the steps of the estimation.
    """

def icc(marks: "_types.Marks", *, progress: "_types.Progress | None" = None, **icc: "Unpack[data.RatingTableIccOptions]") -> Icc:
    """
    All forms of the intraclass correlation of a plain table: of a `RatingTable`, a two-dimensional array (units by raters; `None`,
    NaN and 255 in an array of bytes are missing), a list of lists, a frame or a dictionary of columns. Options of `RatingTable`
    stand beside those of the study. `progress` is called with the steps of fits.
    """

def new_salt() -> str:
    """
    Makes a salt for a release record: 128 random bits as 32 hexadecimal digits. Keep it apart from the ratings.
    """

def practices(**find: "Unpack[data.FindOptions]") -> Practices:
    """
    The catalogue of designs by which people work together, or those of it that fit all that is given: a tenet they lean
    on, a design, a kind of unit with a published case, a descriptor they ask for.
    """

def pseudonyms(count: "int", *, seed: "int") -> list[str]:
    """
    Draws so many pseudonyms such as `cobalt-heron-42`, all different, in an order that says nothing: made from nothing
    about anyone. `count` is from 1 to 100,000; `seed` is below 2**53, secret and fresh for each study: whoever knows it
    can draw the same list again. Let people draw their slips from a bag, and note nowhere who drew which.
    """

def rating_design(marks: "_types.Marks | RatingTable", *, progress: "_types.Progress | None" = None, **design: "Unpack[data.RatingTableOptions]") -> RatingDesign:
    """
    Who rated what in a plain table: a `RatingTable`, or what one is made of. `progress` is called with the units done, and their
    number.
    """

def reliable_change(**reliable: "Unpack[data.ReliableChangeOptions]") -> ReliableChangeDocument:
    """
    Whether single measures moved by more than their error of measurement, by a method that is named; for researchers.
    `before` and `after` are lists of numbers, `reliability` is that of the measure.
    """
