#![doc = include_str!("../../docs/framework.md")]

mod texts;

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use texts::{Entry, Fact, Framework, Source};

use crate::base::json_read::{Input, Read};
use crate::base::table;

macro_rules! closed {
    ($(#[$doc:meta])+ $name:ident { $($(#[$variant_doc:meta])+ $variant:ident = $id:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])+ $variant,)+ }

        impl $name {
            /// Every one, in the order of declaration. The order is not a rank.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable id, used on the wire and in tables.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The one with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().find(|known| known.id() == id).copied()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl Read for $name {
            fn blank() -> Self {
                Self::ALL[0]
            }

            fn read(&mut self, value: &Value, input: &mut Input<'_>) {
                *self = Self::ALL[input.word(value, &[$($id,)+])];
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($id,)+] })
            }
        }
    };
}

closed! {
    /// One of the ten tenets of collaborative professionalism.
    Tenet {
        /// Teachers as a body decide more together, and keep less to themselves.
        CollectiveAutonomy = "collective_autonomy",
        /// The shared belief that we, together, can make a difference.
        CollectiveEfficacy = "collective_efficacy",
        /// Looking into questions of practice together.
        CollaborativeInquiry = "collaborative_inquiry",
        /// All students are our students.
        CollectiveResponsibility = "collective_responsibility",
        /// More begins with teachers.
        CollectiveInitiative = "collective_initiative",
        /// Candid talk in both directions.
        MutualDialogue = "mutual_dialogue",
        /// Doing the work itself together.
        JointWork = "joint_work",
        /// An aim beyond scores that people share.
        CommonMeaningAndPurpose = "common_meaning_and_purpose",
        /// Students as partners in change.
        CollaboratingWithStudents = "collaborating_with_students",
        /// Everyone sees the whole, not only leaders.
        BigPictureThinking = "big_picture_thinking",
    }
}

closed! {
    /// One of the four Bs: the context in which collaboration is to be read. Never added into a score.
    ContextDimension {
        /// What came before.
        Before = "before",
        /// What runs alongside, among the same people.
        Betwixt = "betwixt",
        /// The systems around: policy, time, funding.
        Beside = "beside",
        /// The links outside.
        Beyond = "beyond",
    }
}

closed! {
    /// One of the six signs of the non-example. Counted, never averaged.
    WarningSign {
        /// Only what is tested is looked at.
        NarrowFocus = "narrow_focus",
        /// Questions end with the next report.
        ShortTermFocus = "short_term_focus",
        /// Someone else sets the question.
        OutsideAgenda = "outside_agenda",
        /// The work answers upward.
        AccountabilityToOthers = "accountability_to_others",
        /// The numbers settle it, whatever teachers know.
        OwnJudgementSetAside = "own_judgement_set_aside",
        /// No room for the community of learning.
        CommunitySetAside = "community_set_aside",
    }
}

closed! {
    /// A kind of unit. Kinds are not a tree: a network crosses schools and systems.
    UnitKind {
        /// One class and its teachers.
        Classroom = "classroom",
        /// One school.
        School = "school",
        /// A district, a board, a state.
        System = "system",
        /// Schools or teachers linked across systems.
        Network = "network",
    }
}

closed! {
    /// What the rungs of a tenet's criteria speak of. Rung 3 differs from rung 2 in this facet only.
    Facet {
        /// How we are with one another.
        Relation = "relation",
        /// How the work is done.
        Craft = "craft",
        /// Whose work it is.
        Ownership = "ownership",
        /// What students do in it.
        Students = "students",
    }
}

impl Tenet {
    /// The facet that the bundled rubric reads this tenet by. Our interpretation.
    pub const fn facet(self) -> Facet {
        match self {
            Self::CollectiveEfficacy | Self::CollectiveResponsibility | Self::MutualDialogue => {
                Facet::Relation
            }
            Self::CollaborativeInquiry | Self::JointWork => Facet::Craft,
            Self::CollectiveAutonomy
            | Self::CollectiveInitiative
            | Self::CommonMeaningAndPurpose
            | Self::BigPictureThinking => Facet::Ownership,
            Self::CollaboratingWithStudents => Facet::Students,
        }
    }
}

/// What a criterion measures. On the wire a string: `tenet:joint_work`, `warning:narrow_focus`,
/// `context:before` or `other:<own id>`.
///
/// ```
/// use collabpro_core::{Construct, Tenet};
///
/// let construct: Construct = "tenet:joint_work".parse()?;
/// assert_eq!(construct, Construct::Tenet(Tenet::JointWork));
/// assert_eq!("other:clarity".parse::<Construct>()?.to_string(), "other:clarity");
/// assert!("tenet:nonsense".parse::<Construct>().is_err());
/// # Ok::<(), collabpro_core::framework::UnknownConstruct>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Construct {
    /// One of the ten tenets.
    Tenet(Tenet),
    /// One of the six signs.
    Warning(WarningSign),
    /// A context dimension, in foreign instruments only.
    Context(ContextDimension),
    /// Something the framework does not name.
    Other(String),
}

impl Construct {
    /// Whether it is a warning sign. Signs are counted as they were marked: never turned round, averaged or compared.
    pub const fn is_sign(&self) -> bool {
        matches!(self, Self::Warning(_))
    }
}

/// The text is not a construct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownConstruct(String);

impl fmt::Display for UnknownConstruct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not tenet:…, warning:…, context:… or other:…", self.0)
    }
}

impl std::error::Error for UnknownConstruct {}

impl std::str::FromStr for Construct {
    type Err = UnknownConstruct;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownConstruct(text.to_owned());
        let (kind, id) = text.split_once(':').ok_or_else(unknown)?;
        match kind {
            "tenet" => Tenet::from_id(id).map(Self::Tenet).ok_or_else(unknown),
            "warning" => WarningSign::from_id(id).map(Self::Warning).ok_or_else(unknown),
            "context" => ContextDimension::from_id(id).map(Self::Context).ok_or_else(unknown),
            "other" if !id.is_empty() => Ok(Self::Other(id.to_owned())),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Construct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenet(tenet) => write!(f, "tenet:{tenet}"),
            Self::Warning(sign) => write!(f, "warning:{sign}"),
            Self::Context(dimension) => write!(f, "context:{dimension}"),
            Self::Other(id) => write!(f, "other:{id}"),
        }
    }
}

/// As text.
impl table::Value for Construct {
    const NONE: table::Values = String::NONE;

    fn push(&self, column: &mut table::Column) {
        self.to_string().push(column);
    }
}

impl Serialize for Construct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Read for Construct {
    fn blank() -> Self {
        Self::Other(String::new())
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.take(self, value.as_str().and_then(|text| text.parse().ok()), "json.construct", value);
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Construct {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Construct".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(tenet|warning|context|other):.+$" })
    }
}
