//! Why something is null.

use collabpro_derive::words;

/// Why something is null.
#[words]
#[derive(PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// Nobody gave a rating.
    NoRatings,
    /// One rater says nothing about others.
    OneRater,
    /// Too few of the construct's criteria were answered.
    IncompleteConstruct,
    /// The scale declares no cut.
    NoCut,
    /// The construct's criteria have different scales.
    MixedScales,
    /// All who are here gave a rating: nothing is left to estimate.
    AllRated,
    /// The number of people is not known.
    SizeUnknown,
    /// The counts do not say who rated what.
    GrainTooCoarse,
    /// One agreed rating has no spread.
    ConsensusRatings,
    /// Fewer raters than the judgement needs.
    TooFewRaters,
    /// One measure has no standard deviation, and no others that it could differ from.
    OneMeasure,
    /// The measures are all the same or free of error: there is nothing to divide by.
    NoError,
    /// Fewer than three occasions can be used.
    TooFewOccasions,
    /// So few permutations of the raters over the groups that any gap could be chance.
    TooFewToTell,
    /// All shares of the profile are the same: it has no shape.
    EvenProfile,
    /// The ratings are of other raters than those whom this is about.
    OtherInformants,
    /// The construct rests on other criteria at the other occasion; scores of the short form compare both.
    CriteriaDiffer,
    /// The table has no value here.
    NoValue,
    /// Its bounds are equal, or all units have the same value: it cannot be normalised.
    ZeroRange,
    /// More is missing than the composite allows.
    TooMuchMissing,
    /// A component is below 0, for which this is not defined.
    NegativeComponent,
    /// A component is so close to 0, for what the data tell, that its interval would have no end.
    NearZero,
    /// The numbers of ratings are not equal: what rests on equal numbers, as a table of mean squares, is not there.
    Unbalanced,
    /// Data, or what is made of them, are all the same.
    NoVariance,
    /// The standard deviations that the measure is in units of were not given.
    NoReferenceSpread,
    /// Nobody rated sites of both groups.
    NotLinked,
    /// It rests on raters who rated one of the two and a third: nobody's two ratings can be set side by side.
    ThroughOthers,
    /// Fewer units than the judgement needs.
    TooFewUnits,
    /// One unit says nothing about others.
    OneUnit,
    /// The facet has one condition: nothing is said about others.
    OneCondition,
    /// It cannot be told from something else.
    Confounded,
    /// Each unit has one condition of a facet: what comes of the one cannot be told from what comes of the other.
    DisconnectedDesign,
    /// Units do not differ by more than chance, and there is no error either.
    ZeroBetweenVariance,
    /// The categories have no order.
    NoOrder,
    /// Nobody differs from others of the same unit.
    ZeroWithinVariance,
    /// The categories that were seen need not be all there are.
    ScaleNotDeclared,
    /// No distribution of ratings given at random is published for a scale like this.
    NoPublishedNull,
    /// Ratings lie so much further apart than ratings given at random that the index has no value.
    BeyondRandom,
    /// No design that was allowed reaches the target.
    OutOfReach,
    /// The mean lies so close to an end of the scale that the index is not defined.
    MeanOutOfRange,
    /// No unit has the ratings of two raters.
    NoPairableUnits,
    /// No unit has a rating of every rater.
    NoCompleteUnits,
    /// Each rater rated one unit: strict raters and weak units look alike.
    RatersNested,
    /// Nobody knows whether raters of two units are the same person.
    AnonymousRaters,
    /// The iteration did not come to rest.
    NotConverged,
    /// It does not fit into memory, or into whole numbers, or takes too long.
    TooLarge,
    /// There are too many to work it out for each: options name those for which it is.
    NotComputed,
    /// One item has nothing to be consistent with.
    OneItem,
    /// Two rows: their covariances have one degree of freedom, on which no interval rests.
    FewRows,
    /// Fewer items than the coefficient needs.
    TooFewItems,
    /// More items than are worked through.
    TooManyItems,
    /// Some item is a sum of others.
    LinearlyDependent,
    /// The options leave it out.
    NotAsked,
    /// No interval is known for it.
    NoInterval,
    /// So many pairs of raters that they are not counted one by one.
    TooManyPairs,
    /// It is about two raters, and there are more or fewer.
    NotTwoRaters,
    /// More different values than are compared two by two.
    TooManyValues,
    /// The ratio of values below 0 has no meaning.
    NegativeValues,
    /// The categories have no values: a ratio would hang on counting them from 1.
    NoValues,
    /// The ratings are numbers without categories.
    NotCategories,
    /// One group says nothing about others.
    OneGroup,
    /// All its ratings are the highest category, or all the lowest: nothing says how far beyond the others it lies.
    ExtremeScore,
    /// Nobody used the category.
    UnusedCategory,
    /// The lowest category begins where the scale does.
    LowestCategory,
    /// It was given and not estimated.
    Anchored,
    /// Nothing but this anchor settles where it lies, so that the ratings cannot speak against it.
    OnlyAnchor,
}
