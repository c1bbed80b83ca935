// Written by `collabpro-declare python-help` from the options of the core; do not edit.

macro_rules! keywords {
    (AdjustOptions) => {
        "correction='auto', estimation='joint', partial_credit=False, "
    };
    (AggregationOptions) => {
        "confidence=0.95, null_variance=None, replicates=999, seed=1, "
    };
    (AgreementOptions) => {
        "between=[], by_category=False, by_rater=False, coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, replicates=0, seed=1, symmetry=False, weights=['identity', 'ordinal'], "
    };
    (CalibrationLinkOptions) => {
        "confidence=0.95, facets=[], fewest=3, level=0.05, method='robust', most_error=0.3, to=[], "
    };
    (CalibrationOptions) => {
        "units=False, "
    };
    (CalibrationScoreOptions) => {
        "confidence=0.95, deviation=None, mean=None, plausible_values=0, ratings=[], seed=1, "
    };
    (CaseOptions) => {
        "constructs={}, direction=None, language=None, rubric=None, "
    };
    (ChangeOptions) => {
        "confidence=0.95, focus=[], focus_from=[], from_='', margin=0.2, to='', "
    };
    (ChartOptions) => {
        "language=None, occasion=None, role=None, unit=None, width=480, "
    };
    (CompositeOptions) => {
        "aggregation='arithmetic', bounds={}, categories={}, coverage=1.0, indicators=[], normalisation='none', occasion=None, reversed=[], role=None, sensitivity=None, weights={}, "
    };
    (ConsistencyOptions) => {
        "confidence=0.95, group_factors=3, missing='listwise', stacked=False, "
    };
    (DecisionOptions) => {
        "confidence=0.95, cut=None, design=None, fixed=[], replicates=2000, seed=1, sizes={}, "
    };
    (DiagnosisOptions) => {
        "replicates=2000, role='teacher', seed=1, "
    };
    (DisagreementOptions) => {
        "confidence=0.95, replicates=9999, seed=1, "
    };
    (EffectSizesOptions) => {
        "confidence=0.95, "
    };
    (EquivalenceOptions) => {
        "confidence=0.95, equal_variances=False, first=[], lower=None, paired=False, second=[], upper=None, "
    };
    (FacetsAnchorsOptions) => {
        "data_file=None, name='anchors.txt', title=None, "
    };
    (FacetsFilesOptions) => {
        "data_file=None, name='facets.txt', study=None, title=None, "
    };
    (FacetsScoresOptions) => {
        "delimiter='tab', headings=True, name='score', "
    };
    (FindOptions) => {
        "descriptor=None, kind=None, practice=None, tenet=None, "
    };
    (GeneralizabilityOptions) => {
        "confidence=0.95, effects=False, roles='apart', unbalanced='reml', "
    };
    (HtmlOptions) => {
        "fragment=False, links=None, nonce=None, prefix='collabpro', style=True, "
    };
    (IccOptions) => {
        "confidence=0.95, target=0.8, "
    };
    (MatchOptions) => {
        "needed=[], practice=None, weights={}, "
    };
    (PlanOptions) => {
        "coefficient='dependability', confidence=0.95, costs={}, design=None, designs=5, fixed=[], most={}, replicates=2000, seed=1, target=0.8, "
    };
    (RaschLinksOptions) => {
        "measures={}, model=None, pairs={}, target=None, thresholds=[], visits=20, "
    };
    (RaschOptions) => {
        "allow_population_link=False, allow_subsets=False, anchors=None, bias=[], categorical=[], categories=[], categories_by=[], confidence=0.95, construct=None, correction='auto', covariance=False, criteria=None, curves=None, differences=[], dummies=[], effects=[], equivalence=None, errors_of=[], estimation='joint', facets=[], form='severity', one_dimension=False, partial_credit=None, plausible_values=0, population_deviation=None, population_groups=None, population_mean=None, positive=[], predictors=[], raters=None, rating='rating', replicates=100, residuals=None, scale_of=None, scales=[], seed=1, uncentred=None, unexpected=20, units=None, unused='collapse', weight=None, "
    };
    (RaschPlanOptions) => {
        "deviations={}, differences=[], measures={}, model=None, replicates=200, seed=1, thresholds=[], "
    };
    (RatingDesignOptions) => {
        ""
    };
    (RatingTableAggregationOptions) => {
        "categories=[], confidence=0.95, group=None, groups=[], null_variance=None, rater=None, rating=None, replicates=999, rows='units', seed=1, shape=None, unit=None, "
    };
    (RatingTableAgreementOptions) => {
        "between=[], by_category=False, by_rater=False, categories=[], coefficients=['percent', 'cohen', 'light', 'fleiss', 'conger', 'brennan_prediger', 'ac', 'krippendorff'], concordance=False, confidence=0.95, custom=[], custom_as='agreement', differences=[], errors='published', group=None, groups=[], metrics=['nominal', 'ordinal', 'interval', 'ratio'], over=None, pairs=False, period=None, population=None, rater=None, rating=None, replicates=0, rows='units', seed=1, shape=None, symmetry=False, unit=None, weights=['identity', 'ordinal'], "
    };
    (RatingTableConsistencyOptions) => {
        "categories=[], confidence=0.95, group=None, group_factors=3, groups=[], missing='listwise', rater=None, rating=None, rows='units', shape=None, stacked=False, unit=None, "
    };
    (RatingTableIccOptions) => {
        "categories=[], confidence=0.95, group=None, groups=[], rater=None, rating=None, rows='units', shape=None, target=0.8, unit=None, "
    };
    (RatingTableOptions) => {
        "categories=[], group=None, groups=[], rater=None, rating=None, rows='units', shape=None, unit=None, "
    };
    (RatingTableStudyOptions) => {
        "categories=[], confidence=0.95, design=None, effects=False, facets=[], group=None, groups=[], nested={}, rater=None, rating='rating', rows='units', shape=None, unbalanced='reml', unit='unit', "
    };
    (ReadFacetsOptions) => {
        "data=True, files={}, specification='', "
    };
    (ReadFacetsScoresOptions) => {
        "text='', "
    };
    (ReadOptions) => {
        "columns={}, constants={}, criteria={}, delimiter=',', duplicates='error', extra_columns='refuse', field_limit=1048576, kind=None, layout='long', link=None, occasion=None, record_limit=16777216, "
    };
    (ReleaseOptions) => {
        "minimum_adults=5, minimum_students=10, previous=[], salt=None, total='when_none', trust=False, "
    };
    (ReliableChangeOptions) => {
        "after=[], before=[], confidence=0.95, mean=None, method='jacobson_truax', reliability=None, sd=None, "
    };
    (ReportOptions) => {
        "depth=None, language=None, last_time=[], notice=None, occasion=None, sections=[], sheets=[], units=[], "
    };
    (RespondentsOptions) => {
        "form='auto', minimum=None, "
    };
    (ResponseShiftOptions) => {
        "confidence=0.95, then='', to='', "
    };
    (RollUpOptions) => {
        "by='parent', target='units_like_these', weighting='units', "
    };
    (RubricItemsOptions) => {
        "construct=None, cut=None, id='items', labels=[], language='en', title=None, version='1', "
    };
    (ScoreOptions) => {
        "confidence=0.95, form='auto', target='people_like_these', "
    };
    (SelectOptions) => {
        "criteria=[], occasions=[], roles=[], units=[], "
    };
    (SimilarityOptions) => {
        "confidence=0.95, first={'occasion': '', 'role': None, 'unit': ''}, replicates=2000, second={'occasion': '', 'role': None, 'unit': ''}, seed=1, spread={}, "
    };
    (SitesOptions) => {
        "confidence=0.95, constructs=[], correction='holm', declared=None, interval='mover', occasion='', ranks=False, replicates=2000, role=None, seed=1, test='interval', units=[], "
    };
    (StudyChartOptions) => {
        "construct=None, facet=None, language=None, occasion=None, role=None, theme='screen', unit=None, width=480, "
    };
    (StudyOptions) => {
        "categories=[], confidence=0.95, design=None, effects=False, facets=[], nested={}, rating='rating', unbalanced='reml', unit='unit', "
    };
    (SurveyOptions) => {
        "constants={}, delimiter=None, duplicates=None, field_limit=None, kind=None, link=None, occasion=None, record_limit=None, "
    };
    (ToCaseOptions) => {
        "base_uri=None, creator=None, embed=True, language=None, last_change_date_time=None, version=None, "
    };
    (TrendOptions) => {
        "confidence=0.95, focus=[], focus_from=[], margin=0.2, occasions=[], spacing='auto', "
    };
}

macro_rules! parameters {
    (AdjustOptions) => {
        "\nParameters\n----------\ncorrection : {'auto', 'none', 'always'}\n    Whether measures are corrected for the bias of joint estimation. (default \"auto\")\nestimation : {'joint', 'marginal', 'conditional'}\n    What is maximised. (default \"joint\")\npartial_credit : bool\n    Whether each criterion has thresholds of its own; otherwise all share them. (default false)"
    };
    (AggregationOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\nnull_variance : float\n    Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.\nreplicates : int\n    Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)"
    };
    (AgreementOptions) => {
        "\nParameters\n----------\nbetween : list[list[str]]\n    Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two\n    `group:…`: each coefficient of the one less that of the other by the bootstrap.\nby_category : bool\n    Each category by itself as well: its coefficients against all other categories together. (default false)\nby_rater : bool\n    Each rater with the others, and coefficients without each rater. (default false)\ncoefficients : list[Coefficient]\n    Which coefficients to compute. (default [\"percent\",\"cohen\",\"light\",\"fleiss\",\"conger\",\"brennan_prediger\",\"ac\",\"krippendorff\"])\nconcordance : bool\n    Kendall's W as well: whether raters put the units in the same order. (default false)\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ncustom : list[list[float]]\n    A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.\ncustom_as : {'agreement', 'disagreement'}\n    What its numbers say. (default \"agreement\")\ndifferences : list[list[str]]\n    Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.\nerrors : {'published', 'derivative'}\n    Which standard error is given where units have one rating; see *Missing ratings*. (default \"published\")\nmetrics : list[Metric]\n    Distances for Krippendorff's alpha. (default [\"nominal\",\"ordinal\",\"interval\",\"ratio\"])\nover : {'units', 'groups'}\n    What standard errors and the bootstrap draw; without it groups where there are some, else units.\npairs : bool\n    Cohen's kappa of every two raters as well. (default false)\nperiod : float\n    How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for\n    degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)\npopulation : int\n    How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard\n    errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)\nreplicates : int\n    Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)\nseed : int\n    Seed of the generator. (default 1; 0 to 9007199254740991)\nsymmetry : bool\n    Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)\nweights : list[Weights]\n    How much different categories still agree, for all coefficients but `krippendorff`. (default [\"identity\",\"ordinal\"])"
    };
    (CalibrationLinkOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\nfacets : list[str]\n    The facets whose elements link them; without it all that both have elements of.\nfewest : int\n    So many elements must carry the link of a facet. (default 3; 1 to 1000)\nlevel : float\n    From which probability on, by Holm's correction over the elements of a facet, an element counts as drifted. (default 0.05; 1e-6 to 0.5)\nmethod : {'robust', 'mean'}\n    By what they are linked. (default \"robust\")\nmost_error : float\n    No larger may the standard error of a link be, in logits. (default 0.3; 0.001 to 10.0)\nto : list[CalibrationDocument]\n    The calibrations that follow, each linked with the one before it; one or more."
    };
    (CalibrationOptions) => {
        "\nParameters\n----------\nunits : bool\n    Whether the measures of the units go into it as well: to link by units that are rated again, say. They may be about persons. (default false)"
    };
    (CalibrationScoreOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ndeviation : float\n    Its standard deviation. (0.001 to 100.0)\nmean : float\n    The mean of the population that units are drawn from, for estimates that take it into account. Without it that of the\n    study, where it was estimated.\nplausible_values : int\n    How many plausible values are drawn of each unit. (default 0; 0 to 1000)\nratings : list[dict[str, Union[float, str]]]\n    The ratings, one or more: of each the elements of the study's facets by their names (the unit's may be left out where there is\n    one), the rating under the name that it had in the study, and perhaps `weight`.\nseed : int\n    Seed of the generator. (default 1; 0 to 9007199254740991)"
    };
    (CaseOptions) => {
        "\nParameters\n----------\nconstructs : dict[str, Construct]\n    Identifiers of criteria, each with what it measures, such as `tenet:joint_work`.\ndirection : {'ascending', 'descending'}\n    How levels run by their position, where scores do not tell: `descending` is best first. Without it their names tell, else\n    the other criteria; else the first is taken for the lowest.\nlanguage : str\n    Under which language texts are kept; without it the document's, else `en`.\nrubric : str\n    Identifier of the `CFRubric`; needed where the package has several."
    };
    (ChangeOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)\nfocus : list[Construct]\n    What every unit set out to work on, such as `tenet:joint_work`, *named at the earlier occasion*: tested first.\nfocus_from : list[SheetDocument]\n    The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.\nfrom_ : str\n    Id of the earlier occasion.\nmargin : float\n    Shares that differ by less are about the same; so are means that differ by less than this part of the scale's range. (default 0.2; 0.01 to 0.5)\nto : str\n    Id of the later one."
    };
    (ChartOptions) => {
        "\nParameters\n----------\nlanguage : str\n    Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.\noccasion : str\n    Id of the occasion; without it the last. Needed where the order of several is not known.\nrole : str\n    Id of the informant group; without it all, one below the other.\nunit : str\n    Id of the unit that is shown; needed where there are several.\nwidth : int\n    Width of the plot without its names, in pixels. (default 480; 120 to 4000)"
    };
    (CompositeOptions) => {
        "\nParameters\n----------\naggregation : {'arithmetic', 'geometric', 'harmonic', 'minimum'}\n    How far high makes up for low. (default \"arithmetic\")\nbounds : dict[str, Bounds]\n    The ends of what an indicator can be, for `min_max` and to reverse; for scores 0 to 1.\ncategories : dict[str, list[Union[float, str]]]\n    The declared scale of an indicator of a table of columns, lowest first: 2 to 253, all numbers (rising) or all texts; texts that\n    are no rising numbers count by their positions.\ncoverage : float\n    Share of the weight that must be there; the rest then counts for it. (default 1.0; 0.0 to 1.0)\nindicators : list[str]\n    Ids of what goes into it, in this order; none: all.\nnormalisation : {'none', 'min_max', 'z_score', 'rank'}\n    How indicators are brought together. (default \"none\")\noccasion : str\n    Id of the occasion whose scores; may be left out where there is only one.\nreversed : list[str]\n    Ids of indicators of which lower is better.\nrole : str\n    Id of the informant group that sees it; without it everyone.\nsensitivity : SensitivityOptions\n    How the order hangs on these choices.\nweights : dict[str, float]\n    How much each indicator counts, 0 or more; 1 where nothing is said. Only their ratios matter."
    };
    (ConsistencyOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ngroup_factors : int\n    Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)\nmissing : {'listwise', 'pairwise'}\n    What is done with rows that lack a rating. (default \"listwise\")\nstacked : bool\n    Also take all answers as rows of one table, as if they were of one unit. (default false)"
    };
    (DecisionOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ncut : float\n    The score that decides, for the dependability of being above or below it; of ratings else the value of the scale's\n    cut.\ndesign : str\n    Which facets will be nested that are crossed in the study, in Brennan's notation: `(rater:unit) x criterion` gives each\n    unit raters of its own. Without it facets are as they are in the study.\nfixed : list[str]\n    Facets whose conditions are all that are meant, such as the criteria of a given instrument.\nreplicates : int\n    Replicates of the components. (default 2000; 200 to 99999)\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)\nsizes : dict[str, list[int]]\n    How many conditions of a facet (raters, criteria, occasions), each a list of 1 to 10,000; every combination of the\n    lists is a design. A facet without a list has its size in the study."
    };
    (DiagnosisOptions) => {
        "\nParameters\n----------\nreplicates : int\n    Replicates of the people who answered. (default 2000; 200 to 99999)\nrole : str\n    Id of the role whose ratings are read; an open team's are read whole where it names no such role. (default \"teacher\")\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)"
    };
    (DisagreementOptions) => {
        "\nParameters\n----------\nconfidence : float\n    1 less the level of the tests. (default 0.95; 0.8 to 0.999)\nreplicates : int\n    Permutations of the raters over the two groups; all of them where there are no more. (default 9999; 99 to 99999)\nseed : int\n    Seed of the generator, where permutations are taken at random. (default 1; 0 to 9007199254740991)"
    };
    (EffectSizesOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)"
    };
    (EquivalenceOptions) => {
        "\nParameters\n----------\nconfidence : float\n    1 less the level of each of the two tests. (default 0.95; 0.8 to 0.999)\nequal_variances : bool\n    Whether to pool the variances; otherwise Welch's degrees of freedom. (default false)\nfirst : Sample\n    The first sample: two numbers and more, or `{mean, sd, n}`.\nlower : float\n    The difference (first less second) that would matter downwards; must be given.\npaired : bool\n    Whether the samples are measures of the same, in one order; needs numbers, as many in each. (default false)\nsecond : Sample\n    The second sample, the same.\nupper : float\n    The difference that would matter upwards, above `lower`; must be given."
    };
    (FacetsAnchorsOptions) => {
        "\nParameters\n----------\ndata_file : str\n    The name of the file that will hold the new ratings.\nname : str\n    The name of the anchor file. (default \"anchors.txt\")\ntitle : str\n    The title of the analysis."
    };
    (FacetsFilesOptions) => {
        "\nParameters\n----------\ndata_file : str\n    The name of a data file of its own; without it the data stand in the specification.\nname : str\n    The name of the specification file. (default \"facets.txt\")\nstudy : RaschOptions\n    How the ratings are, or would be, estimated.\ntitle : str\n    The title of the analysis."
    };
    (FacetsScoresOptions) => {
        "\nParameters\n----------\ndelimiter : {'tab', 'comma'}\n    What stands between the fields. (default \"tab\")\nheadings : bool\n    Whether the facet and the names of the fields stand above. (default true)\nname : str\n    The name of the files, to which the number of the facet is added. (default \"score\")"
    };
    (FindOptions) => {
        "\nParameters\n----------\ndescriptor : str\n    Id of a question: what a practice asks for, or what is known of a case.\nkind : {'classroom', 'school', 'system', 'network'}\n    The kind of unit where a case took place.\npractice : str\n    Id of a practice: this one.\ntenet : {'collective_autonomy', 'collective_efficacy', 'collaborative_inquiry', 'collective_responsibility', 'collective_initiative', 'mutual_dialogue', 'joint_work', 'common_meaning_and_purpose', 'collaborating_with_students', 'big_picture_thinking'}\n    What it has to do with, by a source or by our reading."
    };
    (GeneralizabilityOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals of components cover. (default 0.95; 0.8 to 0.999)\neffects : bool\n    Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)\nroles : {'apart', 'facet'}\n    Whether informant groups have studies of their own, or are a facet. (default \"apart\")\nunbalanced : {'reml', 'henderson'}\n    What estimates the components where the design is not balanced. (default \"reml\")"
    };
    (HtmlOptions) => {
        "\nParameters\n----------\nfragment : bool\n    Whether it goes into a page that is there: one element, without head and body, its headings one level lower. (default false)\nlinks : {'page', 'srcdoc', 'none'}\n    Where links within it lead; without it `page`, and `none` in a fragment.\nnonce : str\n    The nonce of its style element, where the page's policy asks for one.\nprefix : str\n    What its ids begin with; another for each report of a page. (default \"collabpro\")\nstyle : bool\n    Whether its stylesheet stands in it; otherwise the page has it. (default true)"
    };
    (IccOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ntarget : float\n    The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)"
    };
    (MatchOptions) => {
        "\nParameters\n----------\nneeded : list[str]\n    Descriptors that the practice cannot do without: unlike or unknown here decides alone.\npractice : str\n    Id of a practice of [`Practices`]; what it asks of a place is needed too.\nweights : dict[str, float]\n    How much a descriptor counts within its dimension, 0 to 3; 1 where nothing is said."
    };
    (PlanOptions) => {
        "\nParameters\n----------\ncoefficient : {'dependability', 'generalizability'}\n    Which coefficient. (default \"dependability\")\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ncosts : dict[str, float]\n    What one condition of a facet (a rater, a criterion, an occasion) or one `rating` of a unit costs, 0 to 1e9; none:\n    each rating 1.\ndesign : str\n    Which facets will be nested that are crossed in the study, as a decision has it.\ndesigns : int\n    So many of the cheapest designs are listed; more where more cost the same. (default 5; 1 to 100)\nfixed : list[str]\n    Facets whose conditions are all that are meant.\nmost : dict[str, int]\n    At most so many conditions of a facet, 1 to 10,000; 20 where nothing is said.\nreplicates : int\n    Replicates of the components. (default 2000; 200 to 99999)\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)\ntarget : float\n    The coefficient that is wanted, above 0 and below 1. (default 0.8)"
    };
    (RaschLinksOptions) => {
        "\nParameters\n----------\nmeasures : dict[str, dict[str, float]]\n    Assumed measures in logits, by facet and element, in the direction of the facet; those of others are 0. Where there are ratings\n    these are estimated instead.\nmodel : RaschOptions\n    How the ratings will be, or were, estimated: what a plan knows of the options of a study.\npairs : dict[str, list[list[str]]]\n    Pairs of elements, by facet, whose differences are looked at: `{\"rater\": [[\"Ann\", \"Ben\"]]}`.\ntarget : float\n    The standard error, in logits, that their differences are to have: further ratings are named that bring it about. (0.01 to 10.0)\nthresholds : list[float]\n    Assumed thresholds in logits, one fewer than categories; without them they are one logit apart.\nvisits : int\n    Visits of a rater to a unit that may be named. (default 20; 1 to 1000)"
    };
    (RaschOptions) => {
        "\nParameters\n----------\nallow_population_link : bool\n    Whether, in marginal estimation, parts of a design that nothing ties together are compared all the same, as if their units were\n    drawn from one population: an assumption that no rating can test. (default false)\nallow_subsets : bool\n    Whether a design that falls into parts is estimated within them, each with its own origin; otherwise it is refused. (default false)\nanchors : RaschAnchors\n    What is known beforehand and not estimated; a facet with anchors is not centred again.\nbias : list[list[str]]\n    Pairs of facets, as `[\"rater\", \"criterion\"]`: for every two of their elements that met, whether their ratings have something\n    of their own.\ncategorical : list[str]\n    Predictors whose numbers are names.\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order). Without it the\n    whole numbers from the lowest to the highest that were seen, or what was seen where there are others.\ncategories_by : list[str]\n    Facets for each of whose elements the use of the categories is told.\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\nconstruct : Construct\n    What is measured, of ratings that were read with a rubric: needed where several constructs were rated. A long table has none.\ncorrection : {'auto', 'none', 'always'}\n    Whether measures are corrected for the bias of joint estimation. (default \"auto\")\ncovariance : bool\n    Whether the covariances of what is estimated beside units are told: a calibration keeps them, and links by them. (default false)\ncriteria : str\n    The facet that raters treat each in their own way, by a form of an interaction or halo. Without it `criterion`, or the only\n    facet beside units and raters.\ncurves : str\n    The facet for each of whose elements, and all together, information, expected ratings and chances of the categories are told\n    along the scale.\ndifferences : list[list[str]]\n    What is compared: a facet and two of its elements, as `[\"rater\", \"R7\", \"R9\"]`, or a facet for every two, as `[\"rater\"]`.\ndummies : list[str]\n    Facets that are only described: all their measures are 0.\neffects : list[list[str]]\n    Pairs of a facet and the facet of the groups, as `[\"criterion\", \"sector\"]` or `[\"rater\", \"occasion\"]`: whether its elements\n    stand in every group where they do in the first.\nequivalence : float\n    How far two elements may lie apart, in logits, and be as good as equal: differences are tested for that as well. (0.001 to 10.0)\nerrors_of : list[list[str]]\n    Elements whose standard error by the information of all together is worked out where there are too many to do so for each: a\n    facet and an element, as `[\"rater\", \"R7\"]`.\nestimation : {'joint', 'marginal', 'conditional'}\n    What is maximised. (default \"joint\")\nfacets : list[str]\n    The columns of the facets, the units first: what is measured, and whoever and whatever takes part in its ratings.\n    Without them those of `unit`, `rater` and `criterion` that are there.\nform : {'severity', 'interaction', 'thresholds', 'interaction_and_thresholds', 'centrality', 'halo'}\n    What raters have beside one severity each. (default \"severity\")\none_dimension : bool\n    Whether all constructs of a rubric are taken for one dimension, its warning signs left out. Nothing says that they are one:\n    `residuals` comes with it, by criterion, and has to be read first. By joint estimation. (default false)\npartial_credit : str\n    The facet whose elements each have thresholds of their own (partial credit); without it all share them (rating\n    scale).\nplausible_values : int\n    By marginal estimation, how many plausible values are drawn for each unit. (default 0; 0 to 1000)\npopulation_deviation : float\n    By marginal estimation, the standard deviation of the population where it is fixed, in logits. (0.01 to 60.0)\npopulation_groups : str\n    By marginal estimation, the column of the group of each unit: groups have a mean and a variance each.\npopulation_mean : float\n    By marginal estimation, the mean of the population where it is fixed, in logits.\npositive : list[str]\n    The facets in which a higher measure brings higher ratings; without them the first. Those of all others are\n    severities and difficulties.\npredictors : list[str]\n    By marginal estimation, columns of what is known of units, on which their mean hangs (latent regression): numbers, or categories of\n    which the first in byte order is compared with. What stands in one row of a unit holds for all.\nraters : str\n    The facet whose elements rate one another's ratings: its agreement is counted. Without it `rater`, or the second.\nrating : str\n    The column of ratings. (default \"rating\")\nreplicates : int\n    Studies that are drawn from the model, to know what residuals have in common by chance; 0 for none. (default 100; 0 to 10000)\nresiduals : str\n    The facet whose elements' residuals are looked at for what they have in common.\nscale_of : str\n    The facet whose elements have scales of their own. Without it that of `criteria`.\nscales : list[ElementScale]\n    Scales that some elements of `scaleOf` have instead: they share the thresholds of their scale. `categories` is the scale of all\n    others.\nseed : int\n    Seed of the generator. (default 1; 0 to 9007199254740991)\nuncentred : str\n    The facet whose mean is free; without it the first. That of all others is 0.\nunexpected : int\n    How many unexpected ratings are listed, the most unexpected first. (default 20; 0 to 10000)\nunits : {'wle', 'eap', 'mle'}\n    What the measure of a unit is, by marginal or conditional estimation; the weighted likelihood estimate if nothing is said.\nunused : {'collapse', 'ridge', 'refuse'}\n    What becomes of categories that nobody used. (default \"collapse\")\nweight : str\n    The column of weights: how often each row counts, a number of 0 or more."
    };
    (RaschPlanOptions) => {
        "\nParameters\n----------\ndeviations : dict[str, float]\n    The standard deviations, by facet, of the normal distributions that they are drawn from: 0 to 10 logits; without it 1 for the\n    first facet and 0.5 for the others.\ndifferences : list[float]\n    Differences of two elements of a facet, 0 to 10 logits, of which the power is told; for 0 how often one is found that is not\n    there. Without them 0, 0.5 and 1.\nmeasures : dict[str, dict[str, float]]\n    Assumed measures in logits, by facet and element, in the direction of the facet; those of others are drawn, by each replicate\n    anew.\nmodel : RaschOptions\n    How the ratings will be estimated. A plan knows `facets`, `rating`, `weight`, `categories`, `positive`, `uncentred`,\n    `dummies`, `partialCredit`, `estimation` (joint or marginal), `unused`, `correction`, `allowPopulationLink` and\n    `confidence`.\nreplicates : int\n    How many times ratings are drawn. (default 200; 2 to 100000)\nseed : int\n    Seed of the generator. (default 1)\nthresholds : list[float]\n    Assumed thresholds in logits, one fewer than categories; without them they are one logit apart."
    };
    (RatingDesignOptions) => {
        "\nParameters\n----------\n"
    };
    (RatingTableAggregationOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those\n    seen.\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nnull_variance : float\n    Variance of ratings given at random, above 0, in squared values of the scale, beside the published ones.\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column that holds the ratings of a long table; without it `rating`.\nreplicates : int\n    Replicates of the raters of each unit, and permutations of the raters over units. (default 999; 99 to 99999)\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\nunit : str\n    The column that names the units; without it `unit`, in wide tables if there is one."
    };
    (RatingTableAgreementOptions) => {
        "\nParameters\n----------\nbetween : list[list[str]]\n    Pairs of what is compared, as `criterion:7a` and `criterion:7b`, `role:teacher` and `role:leader`, or, of a plain table, two\n    `group:…`: each coefficient of the one less that of the other by the bootstrap.\nby_category : bool\n    Each category by itself as well: its coefficients against all other categories together. (default false)\nby_rater : bool\n    Each rater with the others, and coefficients without each rater. (default false)\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those\n    seen.\ncoefficients : list[Coefficient]\n    Which coefficients to compute. (default [\"percent\",\"cohen\",\"light\",\"fleiss\",\"conger\",\"brennan_prediger\",\"ac\",\"krippendorff\"])\nconcordance : bool\n    Kendall's W as well: whether raters put the units in the same order. (default false)\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ncustom : list[list[float]]\n    A matrix of weights, a row and a column for each category; used for the weights `custom`, which are computed too.\ncustom_as : {'agreement', 'disagreement'}\n    What its numbers say. (default \"agreement\")\ndifferences : list[list[str]]\n    Pairs of ids such as `ac1`: differences of two coefficients by the paired bootstrap.\nerrors : {'published', 'derivative'}\n    Which standard error is given where units have one rating; see *Missing ratings*. (default \"published\")\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nmetrics : list[Metric]\n    Distances for Krippendorff's alpha. (default [\"nominal\",\"ordinal\",\"interval\",\"ratio\"])\nover : {'units', 'groups'}\n    What standard errors and the bootstrap draw; without it groups where there are some, else units.\npairs : bool\n    Cohen's kappa of every two raters as well. (default false)\nperiod : float\n    How far it is around the circle, in values of the scale, for `circular` weights and distances: 7 for the numbers of weekdays, 360 for\n    degrees; without it the largest value less the smallest plus 1, as where categories are one apart and the first follows the last. (1e-6 to 1000000000.0)\npopulation : int\n    How many units (or groups) there are in all, no fewer than are here, if these are drawn from a known number. Standard\n    errors are smaller then by `sqrt(1 - here / in all)`; the bootstrap does not know of it. (1 to 9007199254740991)\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column that holds the ratings of a long table; without it `rating`.\nreplicates : int\n    Replicates of the bootstrap; 0 for none. (default 0; 0 to 99999)\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nseed : int\n    Seed of the generator. (default 1; 0 to 9007199254740991)\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\nsymmetry : bool\n    Whether every two raters use the categories alike as well: Bowker's, Stuart's and Maxwell's, and Bhapkar's tests. (default false)\nunit : str\n    The column that names the units; without it `unit`, in wide tables if there is one.\nweights : list[Weights]\n    How much different categories still agree, for all coefficients but `krippendorff`. (default [\"identity\",\"ordinal\"])"
    };
    (RatingTableConsistencyOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those\n    seen.\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroup_factors : int\n    Group factors below the general one of omega hierarchical; 0 leaves that out. (default 3; 0 to 6)\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nmissing : {'listwise', 'pairwise'}\n    What is done with rows that lack a rating. (default \"listwise\")\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column that holds the ratings of a long table; without it `rating`.\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\nstacked : bool\n    Also take all answers as rows of one table, as if they were of one unit. (default false)\nunit : str\n    The column that names the units; without it `unit`, in wide tables if there is one."
    };
    (RatingTableIccOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those\n    seen.\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column that holds the ratings of a long table; without it `rating`.\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\ntarget : float\n    The reliability for which raters are counted. (default 0.8; 0.5 to 0.99)\nunit : str\n    The column that names the units; without it `unit`, in wide tables if there is one."
    };
    (RatingTableOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it those\n    seen.\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column that holds the ratings of a long table; without it `rating`.\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\nunit : str\n    The column that names the units; without it `unit`, in wide tables if there is one."
    };
    (RatingTableStudyOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores\n    of a long table are numbers, and the scale of a wide one is what is seen.\nconfidence : float\n    How often the intervals of components cover. (default 0.95; 0.8 to 0.999)\ndesign : str\n    Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data\n    show it.\neffects : bool\n    Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)\nfacets : list[str]\n    The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the\n    design, or all other columns.\ngroup : str\n    The column that names what the units belong to; without it `group`, if there is one.\ngroups : list[Union[float, str]]\n    What the units belong to (schools, teams), one for each unit in their order.\nnested : dict[str, list[str]]\n    The same as plain data, facets by name, each a list of facets: `{\"rater\": [\"criterion\"]}`.\nrater : str\n    The column that names the raters of a long table; without it `rater`.\nrating : str\n    The column of ratings: the scores that vary. (default \"rating\")\nrows : {'units', 'raters'}\n    What stands in the rows of a wide table. (default \"units\")\nshape : {'wide', 'long'}\n    A row for each unit, or for each rating; without it `long` where `rater` or `rating` is named, or columns of both names are\n    there.\nunbalanced : {'reml', 'henderson'}\n    What estimates the components where the design is not balanced. (default \"reml\")\nunit : str\n    The column of the object of measurement: what the scores are about. (default \"unit\")"
    };
    (ReadFacetsOptions) => {
        "\nParameters\n----------\ndata : bool\n    Whether the data are read; without them there is what the specification says of a study, anchors among it. (default true)\nfiles : dict[str, str]\n    Texts of data files, by the names that the specification has for them.\nspecification : str\n    The text of the specification file, or of an anchor file, which is one."
    };
    (ReadFacetsScoresOptions) => {
        "\nParameters\n----------\ntext : str\n    The text of the file, with headings, and with tabs or commas between its fields."
    };
    (ReadOptions) => {
        "\nParameters\n----------\ncolumns : dict[str, Field]\n    Columns of the input, each with the field that it holds.\nconstants : Constants\n    Fields, each with its value, for what the input has no column.\ncriteria : dict[str, str]\n    Columns of a wide input, each with the id of the criterion whose ratings it holds; a column named as a criterion\n    needs no entry.\ndelimiter : {',', ';', '\t'}\n    What stands between the fields of a CSV file. (default \",\")\nduplicates : {'error', 'first', 'last', 'last_rating'}\n    What happens to duplicates. (default \"error\")\nextra_columns : {'refuse', 'ignore'}\n    What happens to columns that are neither known nor mapped. (default \"refuse\")\nfield_limit : int\n    Longest field of a CSV file in bytes. (default 1048576; 1 to 1073741824)\nkind : {'individual', 'consensus'}\n    Own or agreed ratings; without it `individual`.\nlayout : {'long', 'wide'}\n    How ratings lie in the table. (default \"long\")\nlink : {'within_occasion', 'persistent'}\n    Whether the same id is the same person at every occasion; without it `within_occasion`.\noccasion : str\n    Id of the occasion of all these ratings; a row of another one is refused.\nrecord_limit : int\n    Longest record of a CSV file in bytes. (default 16777216; 1 to 1073741824)"
    };
    (ReleaseOptions) => {
        "\nParameters\n----------\nminimum_adults : int\n    Smallest group of adults that is shown. Only those who chose so are shown in smaller ones: an open team, roles that named\n    themselves, ratings that are published. (default 5; 3 to 1000)\nminimum_students : int\n    Smallest group of students that is shown. (default 10; 5 to 1000)\nprevious : list[ReleaseRecord]\n    Earlier releases of the same ratings.\nsalt : str\n    Makes the keys of the hashes in the release record: at least 16 characters that nobody can guess, or what\n    `new_salt` made. Without it there is no record.\ntotal : {'when_none', 'always'}\n    When everyone together is shown. (default \"when_none\")\ntrust : bool\n    Whether to compute how far figures can be trusted, for a report: agreement, consistency, and whether means tell\n    units apart, over all units that are shown. (default false)"
    };
    (ReliableChangeOptions) => {
        "\nParameters\n----------\nafter : list[float]\n    The measures after, as many, in the same order.\nbefore : list[float]\n    The measures before.\nconfidence : float\n    How large an index must be. (default 0.95; 0.8 to 0.999)\nmean : float\n    Mean before, of a reference group; without it that of `before`. Jacobson & Truax need none.\nmethod : {'jacobson_truax', 'edwards_nunnally', 'gulliksen_lord_novick'}\n    Which index. (default \"jacobson_truax\")\nreliability : float\n    Reliability of the measure, from elsewhere; must be given. (0.0 to 1.0)\nsd : float\n    Standard deviation before, of a reference group; without it that of `before`."
    };
    (ReportOptions) => {
        "\nParameters\n----------\ndepth : {'page', 'booklet', 'full'}\n    How much it tells: one sheet for each place, a booklet, or all of it with the appendix, which is the default of one\n    report; of a file for each place the page is.\nlanguage : str\n    Language of the report: `en`, which is the default, `de` or `es`, drafts that no teacher has read, or one whose texts are given.\nlast_time : list[str]\n    What the team said last time that it would do, one sentence each; `sheets` say it better.\nnotice : str\n    A line at the head of every page, such as that data are simulated.\noccasion : str\n    Id of the occasion that the pages are about; without it the last, or each where their order is not known.\nsections : list[SectionId]\n    The sections that it has, in their usual order; none: those of its depth.\nsheets : list[SheetDocument]\n    Stop / continue / start sheets: the unit's latest earlier one stands as \"last time\", the occasion's own one fills\n    the sheet.\nunits : list[str]\n    Ids of the units that get a page; none: all."
    };
    (RespondentsOptions) => {
        "\nParameters\n----------\nform : {'auto', 'full', 'short'}\n    Which criteria a construct rests on. (default \"auto\")\nminimum : int\n    Criteria of a construct that must have a rating for a score, all of them where it has fewer; none: all. (1 to 65535)"
    };
    (ResponseShiftOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover; words are tested at 1 less this. (default 0.95; 0.8 to 0.999)\nthen : str\n    Id of the then-test, an occasion of the kind `then_test`; the earlier occasion is the one that it is about.\nto : str\n    Id of the occasion at which raters stand now."
    };
    (RollUpOptions) => {
        "\nParameters\n----------\nby : {'parent', 'kind', 'practice'}\n    By what units are put together. (default \"parent\")\ntarget : {'units_like_these', 'these_units'}\n    Which units the interval is about. (default \"units_like_these\")\nweighting : {'units', 'raters'}\n    What counts the same in the mean. (default \"units\")"
    };
    (RubricItemsOptions) => {
        "\nParameters\n----------\nconstruct : Construct\n    What all items measure; without it `other:` and the id.\ncut : str\n    The label at which the upper part begins; without it shares at the cut are not defined.\nid : str\n    Id of the instrument. (default \"items\")\nlabels : list[str]\n    What can be answered, lowest first: 2 to 100 labels.\nlanguage : str\n    The language of the texts. (default \"en\")\ntitle : str\n    Its title; without it the id.\nversion : str\n    Its version. (default \"1\")"
    };
    (ScoreOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\nform : {'auto', 'full', 'short'}\n    Which criteria a construct rests on. (default \"auto\")\ntarget : {'people_like_these', 'these_people'}\n    Whom the intervals are about. (default \"people_like_these\")"
    };
    (SelectOptions) => {
        "\nParameters\n----------\ncriteria : list[str]\n    Ids of criteria.\noccasions : list[str]\n    Ids of occasions.\nroles : list[str]\n    Ids of roles.\nunits : list[str]\n    Ids of units."
    };
    (SimilarityOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover. (default 0.95; 0.8 to 0.999)\nfirst : Profile\n    The one profile: its unit, occasion and role. (default {\"occasion\":\"\",\"role\":null,\"unit\":\"\"})\nreplicates : int\n    Replicates of the people who answered. (default 2000; 200 to 99999)\nsecond : Profile\n    The other profile. (default {\"occasion\":\"\",\"role\":null,\"unit\":\"\"})\nseed : int\n    Seed of the generator of replicates. (default 1; 0 to 9007199254740991)\nspread : dict[str, float]\n    Standard deviations between places, above 0 to 1, by construct (`tenet:joint_work`), for the pattern similarity."
    };
    (SitesOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)\nconstructs : list[Construct]\n    What is compared, each on its own, such as `tenet:joint_work`; none: all but warning signs.\ncorrection : {'holm', 'benjamini_hochberg'}\n    Which adjusted p value gives the verdict. (default \"holm\")\ndeclared : str\n    How the sites are linked where the ratings do not show it, such as trained observers drawn from one pool: a\n    sentence, the ratings' word against ours.\ninterval : {'mover', 'bootstrap'}\n    How the interval of a difference is made; where raters are shared, `bootstrap` needs 15 of them. (default \"mover\")\noccasion : str\n    Id of the occasion; empty: the one unnamed occasion.\nranks : bool\n    Whether to give rank intervals with the share of replicates for each rank; for research only. (default false)\nreplicates : int\n    Replicates of a bootstrap and of a permutation. (default 2000; 200 to 99999)\nrole : str\n    Id of the role whose ratings; must be named where there are several.\nseed : int\n    Seed of the generator. (default 1; 0 to 9007199254740991)\ntest : {'interval', 'permutation'}\n    Where the p value of a difference comes from. (default \"interval\")\nunits : list[str]\n    Ids of the sites, 2 to 500; none: all units that were rated then."
    };
    (StudyChartOptions) => {
        "\nParameters\n----------\nconstruct : str\n    The one construct that is shown.\nfacet : str\n    The one facet that is shown, of measures.\nlanguage : str\n    Language of its words: `en`, which is the default, `de` or `es`, drafts that no teacher has read.\noccasion : str\n    Id of the one occasion that is shown.\nrole : str\n    Id of the one informant group that is shown.\ntheme : {'screen', 'print'}\n    For a screen, or in black and greys for paper. (default \"screen\")\nunit : str\n    Id of the one unit that is shown.\nwidth : int\n    Width of the plot without its names, in pixels. (default 480; 120 to 4000)"
    };
    (StudyOptions) => {
        "\nParameters\n----------\ncategories : list[Union[float, str]]\n    The declared scale of the scores, lowest first: 2 to 253, all numbers (rising) or all texts (in their order); without it the scores\n    of a long table are numbers, and the scale of a wide one is what is seen.\nconfidence : float\n    How often the intervals of components cover. (default 0.95; 0.8 to 0.999)\ndesign : str\n    Which facets are crossed and which nested, in Brennan's notation: `unit x (rater:criterion)`; without it as the data\n    show it.\neffects : bool\n    Whether the effects of units, raters and other conditions are predicted. For research only: they are about persons. (default false)\nfacets : list[str]\n    The columns of the facets, which scores are to hold over: raters, criteria, occasions; without them those of the\n    design, or all other columns.\nnested : dict[str, list[str]]\n    The same as plain data, facets by name, each a list of facets: `{\"rater\": [\"criterion\"]}`.\nrating : str\n    The column of ratings: the scores that vary. (default \"rating\")\nunbalanced : {'reml', 'henderson'}\n    What estimates the components where the design is not balanced. (default \"reml\")\nunit : str\n    The column of the object of measurement: what the scores are about. (default \"unit\")"
    };
    (SurveyOptions) => {
        "\nParameters\n----------\nconstants : dict[str, str]\n    `unit`, `unit_kind`, `occasion`, `rater` or `role`, each with its value, before those of the mapping.\ndelimiter : {',', ';', '\t'}\n    What stands between the fields; without it what the mapping says.\nduplicates : {'error', 'first', 'last', 'last_rating'}\n    What happens when a rater answers again; without it what the mapping says.\nfield_limit : int\n    Longest field in bytes; without it 1,048,576. (1 to 1073741824)\nkind : {'individual', 'consensus'}\n    Own or agreed ratings; without it `individual`.\nlink : {'within_occasion', 'persistent'}\n    Whether the same id is the same person at every occasion; without it `within_occasion`.\noccasion : str\n    Id of the occasion of all these answers, before that of the mapping; a row of another one is refused.\nrecord_limit : int\n    Longest record in bytes; without it 16,777,216. (1 to 1073741824)"
    };
    (ToCaseOptions) => {
        "\nParameters\n----------\nbase_uri : str\n    Where new parts will be found: their identifier is added after a slash; without it `urn:uuid:`.\ncreator : str\n    Who has authority over the instrument; needed for one that did not come as CASE.\nembed : bool\n    Whether the whole rubric is put under the `extensions` of its `CFRubric` (1.1), so that it comes back entire. (default true)\nlanguage : str\n    Which language's texts are written; without it as it was read, else `en`.\nlast_change_date_time : str\n    When it was last changed, ISO 8601, `2026-03-31T12:00:00Z`; needed for what is new or was changed, because nothing\n    here looks at a clock.\nversion : {'1.0', '1.1'}\n    The version of the standard; without it as it was read, else `1.1`."
    };
    (TrendOptions) => {
        "\nParameters\n----------\nconfidence : float\n    How often the intervals cover; verdicts are tested at 1 less this. (default 0.95; 0.8 to 0.999)\nfocus : list[Construct]\n    What every unit set out to work on, such as `tenet:joint_work`, *named at the first occasion*: tested first.\nfocus_from : list[SheetDocument]\n    The same, for each unit from its own stop / continue / start sheet of that occasion; not beside a focus for all.\nmargin : float\n    A rise or fall of less, from the first to the last occasion, is about the same; of means less than this part of the\n    scale's range. (default 0.2; 0.01 to 0.5)\noccasions : list[str]\n    Ids of the occasions that the line goes through, three or more in their order; none: all, without those at which\n    raters gave a then-test.\nspacing : {'auto', 'steps', 'years'}\n    How far the occasions lie apart; `auto`: years where all ids are dates. (default \"auto\")"
    };
}

macro_rules! notes {
    (decide) => {
        "\nReturns\n-------\nDecisions\n\nNotes\n-----\nCoefficients with other numbers of conditions in the denominators of the components (Brennan 2001).\nThey are worth what the components are: look at their intervals.\nThe page `generalizability` of the documentation has formulas, sources and cautions in full.\n\nExamples\n--------\n>>> import collabpro as cp\n>>> found = cp.datasets.shrout_fleiss().generalizability().decide(rater=[2, 4])\n>>> [round(value, 2) for value in found.table()[\"generalizability\"]]\n[0.83, 0.91]"
    };
}
