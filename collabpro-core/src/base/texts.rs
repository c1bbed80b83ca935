//! Message files: what a message says in a language.
//!
//! A pattern may hold `{name}` (an argument), `{name, plural, =0 {…} one {…} other {…}}` (`#` is the number itself) and
//! `{{` (a brace). Plural forms follow the file's own `plural.rule`, in the names of CLDR: `one-other` is English and German,
//! *one* for exactly 1, *other* for the rest; `one-many-other` is Spanish, *many* for whole millions (“2 000 000 de filas”).
//! Numbers take the file's `number.decimal` and `number.group` (from 10,000 on). The last of a list follows `list.last`;
//! where it begins with the sound of i, `list.last.i`, if the file has it: Spanish says “e” there.
//! `{name, date}` is a day as the language writes it (`term.date`), any other word after the comma a form of what is named,
//! such as a case: `{role, dative}` takes what the file has under the term's name and `:dative`.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::base::by_name::ByName;
use crate::base::date::is_date;
use crate::base::dictionary::Dictionary;
use crate::base::message::{Arg, ENGLISH, Message};
use crate::base::pattern::{Piece, pieces};
use crate::base::text::Text;

/// The texts of one language. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Texts(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    language: String,
    /// In byte order, each with the pattern at its place.
    ids: Dictionary,
    patterns: Vec<Pattern>,
}

/// A pattern, and what it is made of once it has been asked for.
#[derive(Debug)]
struct Pattern {
    text: String,
    pieces: OnceLock<Vec<Piece>>,
}

impl Pattern {
    fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| pieces(&self.text))
    }
}

/// A message file that is bundled, read when it is first asked for.
struct Bundled {
    language: &'static str,
    files: &'static [&'static str],
    texts: OnceLock<Texts>,
}

impl Bundled {
    const fn new(language: &'static str, files: &'static [&'static str]) -> Self {
        Self { language, files, texts: OnceLock::new() }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            // A test of the messages reads the files; what is no text there says nothing here.
            let mut patterns = Vec::new();
            for file in self.files {
                let file: Value = serde_json::from_str(file).unwrap_or_default();
                for (id, pattern) in file.as_object().into_iter().flatten() {
                    patterns.extend(pattern.as_str().map(|pattern| (id.clone(), pattern.to_owned())));
                }
            }
            Texts::new(self.language, ByName::of(patterns))
        })
    }
}

/// The message file of a language, with that of charts of results where there are any: a page that has none does not load it.
macro_rules! files {
    ($language:literal) => {
        &[
            include_str!(concat!("../../data/messages/", $language, ".json")),
            #[cfg(feature = "charts")]
            include_str!(concat!("../../data/charts/", $language, ".json")),
        ]
    };
}

static IN_ENGLISH: Bundled = Bundled::new(ENGLISH, files!("en"));

/// Every other language that there is: drafts of the project's, whose reports say that no teacher has read them.
#[cfg(feature = "languages")]
static IN_OTHERS: [Bundled; 2] = [Bundled::new("de", files!("de")), Bundled::new("es", files!("es"))];
#[cfg(not(feature = "languages"))]
static IN_OTHERS: [Bundled; 0] = [];

impl Texts {
    /// The bundled English texts.
    pub fn english() -> &'static Self {
        IN_ENGLISH.texts()
    }

    /// The languages that are bundled: English (`en`), and with the feature `languages` German (`de`) and Spanish (`es`).
    pub fn languages() -> impl Iterator<Item = &'static str> {
        std::iter::once(&IN_ENGLISH).chain(&IN_OTHERS).map(|bundled| bundled.language)
    }

    /// The texts of a language that is bundled. German and Spanish are drafts that no teacher has read.
    ///
    /// ```
    /// use collabpro_core::message::Texts;
    ///
    /// let spanish = Texts::of("es").expect("the feature `languages` is on");
    /// assert_eq!(spanish.pattern("report.questions"), Some("Para conversar:"));
    /// assert!(Texts::of("tlh").is_none());
    /// ```
    pub fn of(language: &str) -> Option<&'static Self> {
        let mut bundled = std::iter::once(&IN_ENGLISH).chain(&IN_OTHERS);
        bundled.find(|bundled| bundled.language == language).map(Bundled::texts)
    }

    pub(crate) fn new(language: &str, patterns: ByName<String>) -> Self {
        let mut ids = Dictionary::default();
        let mut in_order = Vec::new();
        for (id, text) in patterns {
            ids.code(&id);
            in_order.push(Pattern { text, pieces: OnceLock::new() });
        }
        Self(Arc::new(Inner { language: language.to_owned(), ids, patterns: in_order }))
    }

    /// The language, as BCP 47 names it.
    pub fn language(&self) -> &str {
        &self.0.language
    }

    /// Every id of the file, in byte order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.ids.iter()
    }

    /// The pattern behind an id.
    pub fn pattern(&self, id: &str) -> Option<&str> {
        self.own(id).map(|pattern| pattern.text.as_str())
    }

    fn own(&self, id: &str) -> Option<&Pattern> {
        self.0.patterns.get(self.0.ids.find(id)? as usize)
    }

    /// The pattern behind an id, in English where this language lacks it.
    fn known(&self, id: &str) -> Option<&Pattern> {
        self.own(id).or_else(|| Self::english().own(id))
    }

    /// A word of the file that takes no arguments.
    fn word<'a>(&'a self, id: &str, usual: &'a str) -> &'a str {
        self.known(id).map_or(usual, |pattern| &pattern.text)
    }

    /// The message in this language. An unknown id or a missing argument shows itself in `⟦ ⟧`.
    pub fn render(&self, message: &Message) -> String {
        let mut out = String::new();
        self.write(&mut out, message);
        out
    }

    /// The same, after what stands there.
    pub(crate) fn write(&self, out: &mut String, message: &Message) {
        match self.known(&message.id) {
            Some(pattern) => self.fill(out, pattern.pieces(), message.args(), 0),
            None => unknown(out, &message.id),
        }
    }

    /// Writes pieces; `number` is what the plural around them counts.
    fn fill(&self, out: &mut String, pieces: &[Piece], args: &[(Cow<'static, str>, Arg)], number: u64) {
        let arg = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg);
        for piece in pieces {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Number => self.write_count(out, number),
                Piece::Slot(name) => match arg(name) {
                    Some(arg) => self.write_arg(out, arg),
                    None => unknown(out, name),
                },
                Piece::Formed(name, form) => match arg(name) {
                    Some(Arg::Text(day)) if form == "date" => self.write_date(out, day),
                    Some(Arg::Message(message)) => self.write_form(out, message, form),
                    _ => unknown(out, name),
                },
                Piece::Plural(name, branches) => match arg(name) {
                    Some(Arg::Count(count)) => match branches.of(*count, self.is_many(*count)) {
                        Some(branch) => self.fill(out, branch, args, *count),
                        None => unknown(out, name),
                    },
                    _ => unknown(out, name),
                },
            }
        }
    }

    fn write_arg(&self, out: &mut String, arg: &Arg) {
        match arg {
            Arg::Text(text) => out.push_str(text),
            Arg::Term(name, text) => out.push_str(self.called(name, text)),
            Arg::Count(count) => self.write_count(out, *count),
            Arg::Number(number, decimals) => self.write_number(out, *number, *decimals),
            Arg::Message(message) => self.write(out, message),
            Arg::List(messages) => self.write_list(out, messages),
        }
    }

    /// What something is called in this language.
    fn called<'a>(&'a self, name: &str, text: &'a Text) -> &'a str {
        let own = text.0.get(self.language()).map(String::as_str);
        let own = own.or_else(|| self.pattern(&["term.", name].concat()));
        own.unwrap_or_else(|| text.get(ENGLISH))
    }

    /// A day of the calendar as this language writes it; any other text as it is.
    fn write_date(&self, out: &mut String, day: &str) {
        let pattern = self.own("term.date").filter(|_| is_date(day));
        let (Some(pattern), [year, month, day]) = (pattern, [0..4, 5..7, 8..10].map(|at| day.get(at))) else {
            return out.push_str(day);
        };
        let month = month.and_then(|month| self.pattern(&["term.month:", month].concat()));
        let day = day.map(|day| day.trim_start_matches('0'));
        let parts = [("year", year), ("month", month), ("day", day)];
        let parts = parts.map(|(name, part)| (Cow::Borrowed(name), Arg::Text(part.unwrap_or("").to_owned())));
        self.fill(out, pattern.pieces(), &parts, 0);
    }

    /// What is named in a form of this language, where it has one for it.
    fn write_form(&self, out: &mut String, message: &Message, form: &str) {
        let own = match message.args() {
            [(_, Arg::Term(name, _))] => self.pattern(&["term.", name, ":", form].concat()),
            _ => None,
        };
        match own {
            Some(own) => out.push_str(own),
            None => self.write(out, message),
        }
    }

    fn write_list(&self, out: &mut String, messages: &[Message]) {
        let between = self.word("list.between", ", ");
        let last = self.word("list.last", between);
        for (at, message) in messages.iter().enumerate() {
            let is_last = at > 0 && at + 1 == messages.len();
            if let Some(before_i) = self.pattern("list.last.i").filter(|_| is_last) {
                let said = self.render(message);
                out.push_str(if begins_with_i(&said) { before_i } else { last });
                out.push_str(&said);
                continue;
            }
            match at {
                0 => {}
                _ if is_last => out.push_str(last),
                _ => out.push_str(between),
            }
            self.write(out, message);
        }
    }

    /// Whether a count takes the plural of whole millions.
    fn is_many(&self, count: u64) -> bool {
        let whole_millions = count > 0 && count.is_multiple_of(1_000_000);
        whole_millions && self.pattern("plural.rule") == Some("one-many-other")
    }

    fn write_count(&self, out: &mut String, count: u64) {
        digits(out, count, if count >= 10_000 { self.word("number.group", "") } else { "" });
    }

    fn write_number(&self, out: &mut String, number: f64, decimals: u8) {
        /// Below it every whole number is a double.
        const WHOLE: f64 = (1_u64 << 53) as f64;
        if decimals == 0 && number.abs() < WHOLE {
            let whole = number.round_ties_even();
            if whole < 0.0 {
                out.push_str(self.word("number.minus", "-"));
            }
            return digits(out, whole.abs() as u64, "");
        }
        let text = format!("{number:.*}", usize::from(decimals));
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let zero = digits.bytes().all(|byte| byte == b'0' || byte == b'.');
        if digits.len() < text.len() && !zero {
            out.push_str(self.word("number.minus", "-"));
        }
        for (at, part) in digits.split('.').enumerate() {
            out.push_str(if at > 0 { self.word("number.decimal", ".") } else { "" });
            out.push_str(part);
        }
    }
}

/// A whole number, with something between each three of its digits.
fn digits(out: &mut String, number: u64, group: &str) {
    let mut left = number.checked_ilog10().unwrap_or(0);
    let mut place = 10_u64.pow(left);
    loop {
        out.push(char::from(b'0' + (number / place % 10) as u8));
        if left == 0 {
            return;
        }
        if left.is_multiple_of(3) {
            out.push_str(group);
        }
        left -= 1;
        place /= 10;
    }
}

fn unknown(out: &mut String, what: &str) {
    out.push('⟦');
    out.push_str(what);
    out.push('⟧');
}

/// Whether a word begins with the sound of i, and not with one that glides into the next ("hierba").
fn begins_with_i(text: &str) -> bool {
    let word = text.trim_start_matches(['«', '“', '"']);
    let mut letters = word.strip_prefix(['h', 'H']).unwrap_or(word).chars();
    matches!(letters.next(), Some('i' | 'I' | 'í' | 'Í'))
        && !matches!(letters.next(), Some('a' | 'e' | 'o' | 'u'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pattern: &str) -> Texts {
        let patterns =
            [("m", pattern), ("number.group", ","), ("list.between", ", "), ("list.last", " and ")];
        let patterns = patterns.map(|(k, v)| (k.into(), v.into())).to_vec();
        Texts::new("xx", ByName::of(patterns))
    }

    #[test]
    fn plural_branches_nest_slots() {
        let texts = texts("{n, plural, =0 {nobody} one {# {who}} other {# {who}s}} answered");
        let say = |n| texts.render(&Message::new("m").count("n", n).text("who", "teacher"));
        assert_eq!(say(0), "nobody answered");
        assert_eq!(say(1), "1 teacher answered");
        assert_eq!(say(12_345), "12,345 teachers answered");
    }

    #[test]
    fn spanish_has_a_plural_for_millions_and_an_and_before_i() {
        let patterns = [
            ("m", "{n, plural, one {# fila} many {# de filas} other {# filas}}: {all}"),
            ("number.group", "\u{a0}"),
            ("plural.rule", "one-many-other"),
            ("list.between", ", "),
            ("list.last", " y "),
            ("list.last.i", " e "),
        ];
        let texts = Texts::new("xx", ByName::of(patterns.map(|(k, v)| (k.into(), v.into())).to_vec()));
        let say = |n, all: &[&str]| {
            let all = all.iter().map(|word| Message::new("report.plain").text("text", *word)).collect();
            texts.render(&Message::new("m").count("n", n).list("all", all))
        };
        assert_eq!(say(1, &[]), "1 fila: ");
        assert_eq!(say(1_000_001, &[]), "1\u{a0}000\u{a0}001 filas: ");
        assert_eq!(say(2_000_000, &[]), "2\u{a0}000\u{a0}000 de filas: ");
        assert_eq!(say(0, &["agua", "«Diálogo»", "«Iniciativa»"]), "0 filas: agua, «Diálogo» e «Iniciativa»");
        assert_eq!(say(2, &["agua", "hijos"]), "2 filas: agua e hijos");
        assert_eq!(say(2, &["agua", "hierba"]), "2 filas: agua y hierba");
    }

    #[test]
    fn days_and_cases_are_those_of_the_language() {
        let patterns = [
            ("m", "am {day, date}: mit {who, dative}"),
            ("term.date", "{day}. {month} {year}"),
            ("term.month:03", "März"),
            ("term.role:teacher:dative", "Lehrkräften"),
            ("who", "{one}"),
        ];
        let texts = Texts::new("xx", ByName::of(patterns.map(|(k, v)| (k.into(), v.into())).to_vec()));
        let say = |day: &str, name: &str| {
            let who = Message::new("who").term("one", name, &Text::from("teachers"));
            texts.render(&Message::new("m").text("day", day).message("who", who))
        };
        assert_eq!(say("2026-03-02", "role:teacher"), "am 2. März 2026: mit Lehrkräften");
        assert_eq!(say("2026-02-30", ""), "am 2026-02-30: mit teachers");
    }

    #[test]
    fn what_is_missing_shows_itself() {
        assert_eq!(texts("{a} {{b}").render(&Message::new("m")), "⟦a⟧ {b}");
        assert_eq!(texts("").render(&Message::new("none")), "⟦none⟧");
    }

    #[test]
    fn a_term_takes_the_language_that_it_has() {
        let say = |texts: &Texts, text: &Text| texts.render(&Message::new("m").term("x", "own", text));
        let mut text = Text::from("joint work");
        assert_eq!(say(&texts("{x}"), &text), "joint work");
        let patterns = [("m", "{x}"), ("term.own", "xx-work")].map(|(k, v)| (k.into(), v.into())).to_vec();
        let named = Texts::new("xx", ByName::of(patterns));
        assert_eq!(say(&named, &text), "xx-work");
        text.insert("xx", "the instrument's own".to_owned());
        assert_eq!(say(&named, &text), "the instrument's own");
    }

    #[test]
    fn an_argument_is_never_a_pattern() {
        let message = Message::new("m").text("a", "{b} #");
        assert_eq!(texts("[{a}]").render(&message), "[{b} #]");
    }

    proptest::proptest! {
        #[test]
        fn whole_numbers_are_rounded_as_others_are(number in -1e6..1e6_f64, half in -500..500_i32) {
            for number in [number, f64::from(half) + 0.5, f64::from(half)] {
                let said = texts("{x}").render(&Message::new("m").number("x", number, 0));
                let usual = format!("{number:.0}");
                let usual = if usual == "-0" { "0".to_owned() } else { usual.replace('-', "−") };
                proptest::prop_assert_eq!(said, usual);
            }
        }
    }

    #[test]
    fn long_counts_are_grouped() {
        let say = |n| texts("{n}").render(&Message::new("m").count("n", n));
        let said = [0, 9_999, 10_000, 123_456, 1_234_567, u64::MAX].map(say);
        let want = ["0", "9999", "10,000", "123,456", "1,234,567", "18,446,744,073,709,551,615"];
        assert_eq!(said, want);
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(texts("{x}").render(&Message::new("m").number("x", -0.004, 2)), "0.00");
    }
}
