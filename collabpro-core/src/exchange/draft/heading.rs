//! Whether a heading asks for the unit or the role of the one who answers. "Which school subject do you teach?" has the word
//! and asks for something else, so a heading is taken by all of its words.

/// What may stand before the word.
const BEFORE: &[&str] = &[
    "",
    "your",
    "my",
    "which",
    "which is your",
    "what is your",
    "what s your",
    "in which",
    "at which",
    "name of",
    "name of the",
    "name of your",
    "the name of your",
    "what is the name of your",
    "select your",
    "choose your",
    "please select your",
    "please choose your",
    "please name your",
    "ihre",
    "deine",
    "meine",
    "welche",
    "welche ist ihre",
    "was ist ihre",
    "was ist deine",
    "in welcher",
    "an welcher",
    "name der",
    "name ihrer",
    "name deiner",
    "wie heißt ihre",
    "wie heißt deine",
];

/// Words for what is asked, and what may stand after them.
pub(super) struct Asked {
    words: &'static [&'static str],
    after: &'static [&'static str],
    /// Other headings that ask for it.
    whole: &'static [&'static str],
}

pub(super) const UNIT: Asked = Asked {
    words: &["unit", "school", "team", "schule"],
    after: &[
        "",
        "name",
        "id",
        "code",
        "is yours",
        "are you at",
        "are you in",
        "are you from",
        "are you",
        "do you work at",
        "do you work in",
        "do you work",
        "do you teach at",
        "do you teach in",
        "do you attend",
        "do you go to",
        "do you belong to",
        "sind sie",
        "bist du",
        "arbeiten sie",
        "arbeitest du",
        "unterrichten sie",
        "besuchen sie",
        "besuchst du",
    ],
    // Without where, what they teach is no place.
    whole: &["at which school do you teach", "in which school do you teach", "schulname", "teamname"],
};

pub(super) const ROLE: Asked = Asked {
    words: &["role", "rolle"],
    after: &[
        "",
        "do you have",
        "is yours",
        "at school",
        "at the school",
        "at this school",
        "at your school",
        "in school",
        "in the school",
        "in this school",
        "in your school",
        "an der schule",
        "an dieser schule",
        "an ihrer schule",
        "in der schule",
        "haben sie",
        "hast du",
    ],
    whole: &[
        "i am",
        "i am a",
        "i am an",
        "i am a an",
        "i am here as",
        "i am here as a",
        "ich bin",
        "ich bin ein",
        "ich bin eine",
        "ich bin ein e",
    ],
};

/// Whether a heading, written plainly, is a question.
pub(super) fn is_question(heading: &str) -> bool {
    ["which", "what", "name", "welche"].iter().any(|word| heading.contains(word))
}

impl Asked {
    /// Whether a heading, written plainly, asks for it.
    pub(super) fn by(&self, heading: &str) -> bool {
        let between = |letter: char| match letter {
            '…' | '’' | '–' => true,
            _ => letter.is_ascii() && !letter.is_ascii_alphanumeric(),
        };
        let words: Vec<&str> = heading.split(between).filter(|word| !word.is_empty()).collect();
        let is_one = |at: usize, word: &str| {
            let (before, after) = (words.get(..at), words.get(at + 1..));
            self.words.contains(&word)
                && before.is_some_and(|before| BEFORE.contains(&before.join(" ").as_str()))
                && after.is_some_and(|after| self.after.contains(&after.join(" ").as_str()))
        };
        self.whole.contains(&words.join(" ").as_str())
            || words.iter().enumerate().any(|(at, word)| is_one(at, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::draft::column::plain;

    fn asks(about: &Asked, headings: &[&str]) -> Vec<bool> {
        headings.iter().map(|heading| about.by(&plain(heading))).collect()
    }

    #[test]
    fn a_heading_that_asks_for_the_own_unit_is_known() {
        let headings = [
            "School",
            "Your school:",
            "Which school?",
            "School name",
            "School (name)",
            "Name of your school",
            "What’s your school?",
            "At which school do you teach?",
            "Which school do you work at? *",
            "Schule",
            "Ihre Schule",
            "An welcher Schule unterrichten Sie?",
            "Name der Schule",
        ];
        assert_eq!(asks(&UNIT, &headings), [true; 13]);
    }

    #[test]
    fn a_heading_that_has_the_word_alone_is_not() {
        let headings = [
            "Which school subject do you teach?",
            "Name of your school district",
            "Unit taught",
            "Which school do you teach?",
            "School year",
            "Which school year?",
            "School type",
            "Our school",
            "Which school would you send your child to?",
            "Which team do you teach?",
            "School phone",
            "In your school",
            "Unterrichtsfach an der Schule",
            "Welche Schule ist die beste?",
            "Schuljahr",
        ];
        assert_eq!(asks(&UNIT, &headings), [false; 15]);
    }

    #[test]
    fn so_is_the_own_role() {
        let own = [
            "Role",
            "Your role",
            "What is your role?",
            "I am a ...",
            "I am a…",
            "I am a/an",
            "What is your role in the school?",
            "Rolle",
            "Ihre Rolle an der Schule",
            "Ich bin",
        ];
        assert_eq!(asks(&ROLE, &own), [true; 10]);
        let other = [
            "Who should lead?",
            "Which role should lead?",
            "Role of the head",
            "Whose role is it?",
            "I am a member of",
            "What role does talk play?",
            "Welche Rolle spielt das?",
            "",
        ];
        assert_eq!(asks(&ROLE, &other), [false; 8]);
    }
}
