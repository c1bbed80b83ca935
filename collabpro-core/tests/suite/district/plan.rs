//! The invented schools: who answers in them, and what is true of them.

/// The ten tenets in the order of the rubric, with the facet by which it reads them.
pub(crate) const TENETS: [(&str, &str); 10] = [
    ("collective_autonomy", "ownership"),
    ("collective_efficacy", "relation"),
    ("collaborative_inquiry", "craft"),
    ("collective_responsibility", "relation"),
    ("collective_initiative", "ownership"),
    ("mutual_dialogue", "relation"),
    ("joint_work", "craft"),
    ("common_meaning_and_purpose", "ownership"),
    ("collaborating_with_students", "students"),
    ("big_picture_thinking", "ownership"),
];

/// How many people of a role there are, and how many of them answer.
#[derive(Clone, Copy)]
pub(crate) struct People {
    pub(crate) role: &'static str,
    pub(crate) size: u32,
    /// In the autumn.
    pub(crate) answer: u32,
    /// Of these, not in the spring.
    pub(crate) absent: u32,
    /// New in the spring.
    pub(crate) join: u32,
}

const fn people(role: &'static str, size: u32, answer: u32, absent: u32, join: u32) -> People {
    People { role, size, answer, absent, join }
}

pub(crate) struct School {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) practice: Option<&'static str>,
    pub(crate) open_team: bool,
    pub(crate) people: &'static [People],
    /// For each tenet the normal quantile of the true share of teachers' ratings at the third category or above, in the
    /// autumn, for a line of middling difficulty.
    pub(crate) tenets: [f64; 10],
    /// The same for every sign, "often" or above.
    pub(crate) signs: f64,
    /// A tenet that truly changes towards the spring, and by how much.
    pub(crate) change: Option<(&'static str, f64)>,
    /// A line on which one half of the raters stands so far up and the other so far down.
    pub(crate) split: Option<(&'static str, f64)>,
}

pub(crate) const DISTRICT: (&str, &str) = ("simulated-fern-valley", "Fern Valley District (simulated)");

pub(crate) const OCCASIONS: [(&str, &str); 2] =
    [("autumn-term", "Autumn term"), ("spring-term", "Spring term")];

/// In the order of their ids, which is no rank.
pub(crate) const SCHOOLS: [School; 6] = [
    // One clear fall: dialogue.
    School {
        id: "simulated-alder-river",
        label: "Alder River School (simulated)",
        practice: None,
        open_team: false,
        people: &[
            people("teacher", 16, 14, 2, 0),
            people("leader", 3, 3, 1, 0),
            people("student", 20, 15, 2, 1),
        ],
        tenets: [0.0, 0.4, 0.1, 0.2, 0.0, 1.0, 0.2, 0.3, -0.2, 0.0],
        signs: -0.7,
        change: Some(("mutual_dialogue", -1.9)),
        split: None,
    },
    // One clear rise: joint work.
    School {
        id: "simulated-birch-lane",
        label: "Birch Lane School (simulated)",
        practice: Some("lesson_study"),
        open_team: false,
        people: &[
            people("teacher", 14, 12, 1, 1),
            people("leader", 2, 2, 0, 0),
            people("student", 15, 13, 1, 0),
        ],
        tenets: [-0.2, 0.3, 0.0, 0.3, -0.1, 0.2, -1.0, 0.1, -0.3, -0.2],
        signs: -0.9,
        change: Some(("joint_work", 1.9)),
        split: None,
    },
    // Warm, and with few students who answer.
    School {
        id: "simulated-hazel-brook",
        label: "Hazel Brook School (simulated)",
        practice: None,
        open_team: false,
        people: &[
            people("teacher", 14, 10, 1, 0),
            people("leader", 2, 2, 0, 0),
            people("student", 9, 7, 0, 0),
        ],
        tenets: [0.1, 0.8, -0.3, 0.9, 0.2, 0.8, -0.2, 0.4, 0.1, 0.0],
        signs: -1.0,
        change: None,
        split: None,
    },
    // Five teachers who agreed to see all their ratings.
    School {
        id: "simulated-maple-ford",
        label: "Maple Ford School (simulated)",
        practice: Some("lesson_study"),
        open_team: true,
        people: &[people("teacher", 5, 5, 0, 0)],
        tenets: [0.4, 0.5, 0.3, 0.6, 0.3, 0.5, 0.8, 0.3, 0.0, 0.2],
        signs: -1.1,
        change: None,
        split: None,
    },
    // Strong craft, weak ownership, frequent signs.
    School {
        id: "simulated-rowan-hill",
        label: "Rowan Hill School (simulated)",
        practice: Some("data_team"),
        open_team: false,
        people: &[
            people("teacher", 13, 13, 2, 0),
            people("leader", 3, 3, 0, 0),
            people("student", 14, 12, 0, 0),
        ],
        tenets: [-1.1, 0.3, 1.1, 0.2, -1.2, -0.1, 1.0, -0.9, -0.9, -1.0],
        signs: 0.9,
        change: None,
        split: None,
    },
    // One line on which two halves see opposite things.
    School {
        id: "simulated-willow-bank",
        label: "Willow Bank School (simulated)",
        practice: Some("curriculum_network"),
        open_team: false,
        people: &[
            people("teacher", 18, 12, 1, 0),
            people("leader", 3, 2, 0, 0),
            people("student", 17, 11, 0, 1),
        ],
        tenets: [0.2, 0.1, -0.2, 0.4, 0.1, 0.3, -0.1, 0.2, 0.1, 0.0],
        signs: -0.8,
        change: None,
        split: Some(("5b", 1.8)),
    },
];

/// Said by teachers beside a rating, now and then.
pub(crate) const EVIDENCE: [(&str, &str); 12] = [
    ("1b", "Door cards in the corridor say which lessons are open."),
    ("1c", "The second quiz, which nobody finished, was on the table last time."),
    ("2b", "The reading plan was redone after the first month."),
    ("3a", "The question on the wall is still the one from the first week."),
    ("3c", "We looked at the same task again after six weeks."),
    ("4b", "Two of us sat in on request."),
    ("5b", "Names of those who lead are on the year plan."),
    ("6b", "The talking piece went round twice."),
    ("7a", "The unit on fractions, lessons three to five."),
    ("7b", "Every other week, in the morning."),
    ("9c", "A note to the class, after the survey."),
    ("10b", "The draft had our comments in the margin."),
];

/// Words for pseudonyms: nothing in them comes from a person.
pub(crate) const FIRST: [&str; 32] = [
    "amber", "ash", "blue", "brass", "bronze", "calm", "cedar", "chalk", "clay", "copper", "coral", "dusk",
    "early", "fern", "flint", "frost", "green", "grey", "hazel", "indigo", "ivory", "jade", "linen", "maple",
    "misty", "olive", "pearl", "quiet", "russet", "silver", "slate", "umber",
];
pub(crate) const SECOND: [&str; 32] = [
    "badger", "beetle", "bison", "crane", "curlew", "deer", "dormouse", "falcon", "finch", "gecko", "hare",
    "heron", "ibis", "kestrel", "lark", "linnet", "lynx", "marten", "mole", "newt", "otter", "owl", "plover",
    "rook", "salmon", "seal", "stoat", "swift", "tern", "toad", "vole", "wren",
];
