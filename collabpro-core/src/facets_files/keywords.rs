//! Names of specifications.

/// What a specification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Center,
    Data,
    Delements,
    Dvalues,
    Entry,
    Facets,
    InterRater,
    KeepAsNull,
    Labels,
    Missing,
    Models,
    Negative,
    Noncenter,
    Positive,
    Rating,
    Replication,
    Title,
    /// The zero of reported measures, and their unit.
    Umean,
    Uscale,
    /// How estimation ends, or treats extreme scores: here it goes to the highest likelihood.
    Estimation,
    /// What is printed, and how.
    Output,
}

/// Beginnings of names as they are written without blanks and signs, the name in full, and what it is about. Those of `Output` are in the
/// manual's list of specifications.
const KNOWN: [(&str, &str, Keyword); 63] = [
    ("anchor", "Anchorfile", Keyword::Output),
    ("arrange", "Arrange", Keyword::Output),
    ("ascii", "ASCII", Keyword::Output),
    ("barchart", "Barcharts", Keyword::Output),
    ("batch", "Batch", Keyword::Output),
    ("beep", "Beep", Keyword::Output),
    ("bias", "Bias", Keyword::Output),
    ("center", "Center", Keyword::Center),
    ("centre", "Center", Keyword::Center),
    ("converge", "Convergence", Keyword::Estimation),
    ("csv", "CSV", Keyword::Output),
    ("data", "Data", Keyword::Data),
    ("delement", "Delements", Keyword::Delements),
    ("dvalue", "Dvalues", Keyword::Dvalues),
    ("entere", "Entry", Keyword::Entry),
    ("entry", "Entry", Keyword::Entry),
    ("facet", "Facets", Keyword::Facets),
    ("fair", "Fair", Keyword::Output),
    ("glabel", "Glabel", Keyword::Output),
    ("graph", "Graph", Keyword::Output),
    ("gstats", "Gstats", Keyword::Output),
    ("hardware", "Hardware", Keyword::Output),
    ("heading", "Heading lines", Keyword::Output),
    ("interrater", "Inter-rater", Keyword::InterRater),
    ("iteration", "Iterations", Keyword::Estimation),
    ("juxtapose", "Juxtapose", Keyword::Output),
    ("keepasnull", "Keepasnull", Keyword::KeepAsNull),
    ("label", "Labels", Keyword::Labels),
    ("missing", "Missing", Keyword::Missing),
    ("model", "Models", Keyword::Models),
    ("negative", "Negative", Keyword::Negative),
    ("newton", "Newton", Keyword::Estimation),
    ("noncent", "Noncenter", Keyword::Noncenter),
    ("omit", "Omit-unobserved", Keyword::Output),
    ("output", "Output", Keyword::Output),
    ("positive", "Positive", Keyword::Positive),
    ("ptbis", "Pt-biserial", Keyword::Output),
    ("qm", "QM", Keyword::Output),
    ("query", "Query", Keyword::Output),
    ("rating", "Rating scale", Keyword::Rating),
    ("replication", "Replication", Keyword::Replication),
    ("residual", "Residualfile", Keyword::Output),
    ("responsemodel", "Rating scale", Keyword::Rating),
    ("score", "Scorefile", Keyword::Output),
    ("simul", "Simulate", Keyword::Output),
    ("subset", "Subsets", Keyword::Output),
    ("t3", "T3onscreen", Keyword::Output),
    ("t4", "T4MAX", Keyword::Output),
    ("t8", "T8NBC", Keyword::Output),
    ("title", "Title", Keyword::Title),
    ("total", "Totalscore", Keyword::Output),
    ("udecimal", "Udecimals", Keyword::Output),
    ("umean", "Umean", Keyword::Umean),
    ("unexpected", "Unexpected", Keyword::Output),
    ("uscale", "Uscale", Keyword::Uscale),
    ("usort", "Usort", Keyword::Output),
    ("vertical", "Vertical", Keyword::Output),
    ("whexact", "WHexact", Keyword::Output),
    ("width", "Width", Keyword::Output),
    ("write", "Write", Keyword::Output),
    ("xtreme", "Xtreme", Keyword::Estimation),
    ("yardstick", "Yardstick", Keyword::Output),
    ("zscore", "Zscore", Keyword::Output),
];

/// The specification of this name: written out with whatever stands behind it, or cut short where only one begins so.
pub(super) fn keyword(name: &str) -> Option<(&'static str, Keyword)> {
    let own: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let own = own.to_ascii_lowercase();
    if let Some((_, name, keyword)) = KNOWN.iter().find(|(stem, ..)| own.starts_with(stem)) {
        return Some((name, *keyword));
    }
    let mut begun = KNOWN.iter().filter(|(stem, ..)| !own.is_empty() && stem.starts_with(&own));
    let (_, name, keyword) = begun.next()?;
    begun.all(|(_, other, _)| other == name).then_some((*name, *keyword))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_full_by_their_beginning_and_with_more_behind() {
        let found = |name| keyword(name).map(|(name, _)| name);
        for name in
            ["Rating (or partial credit) scale", "rating-scale", "RATING", "Ratings", "Response model"]
        {
            assert_eq!(found(name), Some("Rating scale"), "{name}");
        }
        assert_eq!(found("Non-centered"), Some("Noncenter"));
        assert_eq!(found("Model to be used in the analysis"), Some("Models"));
        assert_eq!((found("Pos"), found("Vert"), found("T")), (Some("Positive"), Some("Vertical"), None));
        assert_eq!((found(""), found("Titel"), found("Colour")), (None, None, None));
    }
}
