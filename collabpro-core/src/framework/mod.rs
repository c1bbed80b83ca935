#![doc = include_str!("../../docs/framework.md")]

mod texts;

use std::fmt;

use collabpro_derive::words;
use serde::{Serialize, Serializer};

pub use texts::{Entry, Fact, Framework, Source};

use crate::base::json_read::{Input, Read};
use crate::base::message::Message;
use crate::base::nearest::nearest;
use crate::base::table;

/// One of the ten tenets of collaborative professionalism. Their order is not a rank.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum Tenet {
    /// Teachers as a body decide more together, and keep less to themselves.
    CollectiveAutonomy,
    /// The shared belief that we, together, can make a difference.
    CollectiveEfficacy,
    /// Looking into questions of practice together.
    CollaborativeInquiry,
    /// All students are our students.
    CollectiveResponsibility,
    /// More begins with teachers.
    CollectiveInitiative,
    /// Candid talk in both directions.
    MutualDialogue,
    /// Doing the work itself together.
    JointWork,
    /// An aim beyond scores that people share.
    CommonMeaningAndPurpose,
    /// Students as partners in change.
    CollaboratingWithStudents,
    /// Everyone sees the whole, not only leaders.
    BigPictureThinking,
}

/// One of the four Bs: the context in which collaboration is to be read. Never added into a score.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum ContextDimension {
    /// What came before.
    Before,
    /// What runs alongside, among the same people.
    Betwixt,
    /// The systems around: policy, time, funding.
    Beside,
    /// The links outside.
    Beyond,
}

/// One of the six signs of the non-example. Counted, never averaged.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum WarningSign {
    /// Only what is tested is looked at.
    NarrowFocus,
    /// Questions end with the next report.
    ShortTermFocus,
    /// Someone else sets the question.
    OutsideAgenda,
    /// The work answers upward.
    AccountabilityToOthers,
    /// The numbers settle it, whatever teachers know.
    OwnJudgementSetAside,
    /// No room for the community of learning.
    CommunitySetAside,
}

/// A kind of unit. Kinds are not a tree: a network crosses schools and systems.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// One class and its teachers.
    Classroom,
    /// One school.
    School,
    /// A district, a board, a state.
    System,
    /// Schools or teachers linked across systems.
    Network,
}

/// What the framework rests on beside its lists.
#[words]
pub enum Idea {
    /// Professional collaboration is not yet collaborative professionalism: a diagnosis asks how far a team is on that way.
    Distinction,
    /// Innovations, like ripe fruit, do not travel well: a match asks how like the conditions of two places are.
    RipeFruit,
}

/// What the performance levels of a tenet's criteria speak of. That of category 3 differs from that of category 2 in this facet
/// only.
#[words]
#[derive(PartialOrd, Ord, Hash)]
pub enum Facet {
    /// How we are with one another.
    Relation,
    /// How the work is done.
    Craft,
    /// Whose work it is.
    Ownership,
    /// What students do in it.
    Students,
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
    /// The one that was meant, also where its kind is not told.
    fn nearest(text: &str) -> Option<String> {
        let id = text.split_once(':').map_or(text, |(_, id)| id);
        let tenets = Tenet::ALL.iter().map(|tenet| Self::Tenet(*tenet));
        let signs = WarningSign::ALL.iter().map(|sign| Self::Warning(*sign));
        let context = ContextDimension::ALL.iter().map(|dimension| Self::Context(*dimension));
        let all: Vec<String> = tenets.chain(signs).chain(context).map(|one| one.to_string()).collect();
        let ids = || all.iter().filter_map(|one| Some(one.split_once(':')?.1));
        let near = nearest(id, ids())?;
        ids().zip(&all).find(|(id, _)| *id == near).map(|(_, one)| one.clone())
    }

    /// Whether it is a warning sign. Signs are counted as they were rated: never turned round, averaged or compared.
    pub const fn is_sign(&self) -> bool {
        matches!(self, Self::Warning(_))
    }
}

/// The text is not a construct.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not tenet:…, warning:…, context:… or other:…")]
pub struct UnknownConstruct(String);

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
    const KIND: table::Kind = table::Kind::Text;

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
    fn read(input: &mut Input<'_>) -> Self {
        let text = input.value().as_str().unwrap_or("");
        text.parse().unwrap_or_else(|_| {
            input.refuse_for(Message::new("json.construct"), Self::nearest(text).as_deref());
            Self::Other(String::new())
        })
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
