//! Laws that hold for every rendering.

use proptest::prelude::*;

use super::super::Block;
use super::markdown::escape;
use super::{HtmlOptions, REPORT_STYLE, REPORT_STYLE_HASH, ReportLinks};
use crate::base::message::Message;
use crate::release::{Policy, Released};
use crate::report::{Report, ReportOptions};
use crate::rubric::Rubric;
use crate::scoring::Observed;
use crate::units::{OpenTeam, Size, Unit, Units};

/// Names of tags and attributes that our own pages use.
const TAGS: &[&str] = &[
    "a",
    "article",
    "b",
    "body",
    "caption",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "li",
    "line",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "rect",
    "section",
    "small",
    "span",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Three schools: one of 12 teachers with students and two leaders, one of 6 teachers, one open team of 5.
pub(crate) fn sample(label: &str) -> Released {
    let rubric = Rubric::bundled();
    let mut units = Units::default();
    let size = |role: &str, people| Size { role: Some(role.to_owned()), occasion: None, people };
    let unit = |id: &str, label: Option<&str>, sizes: Vec<Size>| Unit {
        id: id.to_owned(),
        label: label.map(str::to_owned),
        sizes,
        ..Unit::default()
    };
    let open = OpenTeam { date: "2025-09-01".to_owned(), recorded_by: label.to_owned() };
    let sizes = vec![size("teacher", 14), size("student", 200), size("leader", 2)];
    units.units.insert("birch", unit("birch", Some(label), sizes));
    units.units.insert("alder", unit("alder", Some("Alder"), vec![size("teacher", 15)]));
    units
        .units
        .insert("hazel", Unit { open_team: Some(open), ..unit("hazel", None, vec![size("teacher", 5)]) });
    let mut state = 20_u32;
    let mut draw = |upper: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % upper
    };
    let mut rows = "unit,occasion,rater,role,criterion,level\n".to_owned();
    for (unit, role, people) in [
        ("birch", "teacher", 12),
        ("birch", "student", 11),
        ("birch", "leader", 2),
        ("alder", "teacher", 6),
        ("hazel", "teacher", 5),
    ] {
        for rater in 0..people {
            for criterion in rubric.criteria() {
                let may =
                    criterion.answerable_by.is_empty() || criterion.answerable_by.iter().any(|id| id == role);
                // In the open team everyone rates the first tenet at the top.
                let top = unit == "hazel" && criterion.id.starts_with('1');
                let level = if top { 4 } else { 1 + (draw(3) + draw(3)).min(3) };
                if may && draw(12) > 0 {
                    rows.push_str(&format!(
                        "{unit},2025,{unit}-{role}-{rater},{role},{},{level}\n",
                        criterion.id
                    ));
                }
            }
        }
    }
    let mut reader = crate::ratings::Reader::new(&rubric).units(units);
    reader.push(rows.as_bytes()).unwrap();
    let scores = reader.finish().unwrap().score(Observed::new()).unwrap();
    scores.release(&Policy::default()).unwrap()
}

fn report(words: &str) -> Report {
    let options = ReportOptions::new().notice(words).last_time([words, "meet less"]);
    Report::new(&sample(words)).options(options).build().unwrap()
}

/// What lies between `<` and `>` in the body, in order.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap();
        tags.push(&rest[at + 1..end]);
        rest = &rest[end..];
    }
    tags
}

/// What kind of block each line belongs to, and what begins within a list.
fn blocks(markdown: &str) -> Vec<String> {
    fn kind(line: &str) -> String {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let digits = first.strip_suffix(['.', ')']).unwrap_or("");
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match first {
            "" => String::new(),
            "-" | "+" => format!("- {}", kind(rest)),
            _ if number => format!("1. {}", kind(rest)),
            _ if first.starts_with(['#', '|', '*', '>', '=', '`', '~', '\t']) => first[..1].to_owned(),
            _ if first.starts_with("---") => "---".to_owned(),
            _ => "text".to_owned(),
        }
    }
    markdown.lines().map(kind).collect()
}

/// Words that try to break out.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</title></style><script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x",
    "`code` **b** _i_ ~~s~~ $x$",
    "a | b \\| c",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "===",
    "---",
    "![i](http://example.org/i.png) [l](javascript:x)",
    "http://example.org www.example.org a@example.org",
    "one\n\n# two\r- three\r\n\tfour\u{2028}five\u{85}six",
    "&lt;b&gt; &amp; &#x3c;",
    "    indented",
    "\u{0}\u{1b}[31m\u{202e}txet",
    "⟦{}⟧ {name} #",
];

/// The same document whatever the words: no tag, no block, no cell more.
fn words_stay_words(plain: &Report, words: &str) -> Result<(), TestCaseError> {
    let hostile = replaced(plain, words);
    let (html, plain_html) = (hostile.to_html(), plain.to_html());
    prop_assert_eq!(tags(&html), tags(&plain_html), "{}", words);
    let markdown = hostile.to_markdown();
    prop_assert!(!markdown.contains('<'), "{}", markdown);
    prop_assert_eq!(blocks(&markdown), blocks(&plain.to_markdown()), "{}", markdown);
    let cells = |markdown: &str| markdown.lines().map(|line| line.matches(" | ").count()).collect::<Vec<_>>();
    prop_assert_eq!(cells(&markdown), cells(&plain.to_markdown()), "{}", markdown);
    let json: serde_json::Value = serde_json::from_str(&hostile.to_json()).unwrap();
    prop_assert_eq!(&json["kind"], "collabpro.report");
    Ok(())
}

/// A short report with the same words in every place where a user's words can stand.
fn replaced(report: &Report, words: &str) -> Report {
    let said = || Message::new("report.plain").text("text", words);
    let mut report = report.clone();
    report.title = said();
    report.footer = said();
    for section in &mut report.sections {
        section.heading = said();
        for block in &mut section.blocks {
            match block {
                Block::Paragraph { sentences } | Block::List { items: sentences, .. } => {
                    sentences.iter_mut().for_each(|sentence| sentence.message = said());
                }
                Block::Note { message } => *message = said(),
                Block::Bars { caption, key, note, bars } => {
                    *caption = said();
                    *note = note.as_ref().map(|_| said());
                    key.iter_mut().for_each(|entry| {
                        entry.category = said();
                        entry.about = entry.about.as_ref().map(|_| said());
                    });
                    bars.iter_mut().for_each(|bar| {
                        (bar.label, bar.group) = (said(), said());
                        bar.absent = bar.absent.as_ref().map(|_| said());
                    });
                }
                Block::Table { caption, head, rows, .. } => {
                    *caption = said();
                    head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| *cell = said());
                }
            }
        }
    }
    report
}

fn plain() -> &'static Report {
    static PLAIN: std::sync::OnceLock<Report> = std::sync::OnceLock::new();
    PLAIN.get_or_init(|| {
        let mut report = report("plain");
        report.sections.retain(|section| section.unit.as_deref().is_none_or(|unit| unit == "birch"));
        replaced(&report, "plain")
    })
}

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        words_stay_words(plain(), words).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_words_stay_words(words in "(\\PC|[<>&`*_|#\\-+=.)!\\[\\]~\\\\ 0-9\n\r\t]){1,40}") {
        prop_assume!(words.chars().any(|character| character.is_alphanumeric()));
        words_stay_words(plain(), &words)?;
    }

    #[test]
    fn escaping_leaves_the_words(words in "\\PC{0,60}") {
        let escaped = escape(&words);
        prop_assert!(!escaped.contains(['<', '>', '\n', '\r']));
        prop_assert!(!escaped.starts_with(['#', '-', '+', '=', ' ']));
    }
}

#[test]
fn markdown_escapes_what_could_begin_something() {
    assert_eq!(escape("# a\n\n- b"), "\\# a - b");
    assert_eq!(escape("12. a|b"), "12\\. a\\|b");
    assert_eq!(escape("- a <b> & `c` ![d](e)"), "\\- a &lt;b&gt; &amp; \\`c\\` !\\[d\\](e)");
    assert_eq!(escape("9 of 14 teachers (64 %)"), "9 of 14 teachers (64 %)");
}

#[test]
fn a_page_stands_alone() {
    let html = report("Birch School").to_html();
    for tag in tags(&html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(TAGS.contains(&name) || name == "!doctype", "{tag}");
    }
    for outside in ["<script", "http:", "https:", "//", "url(", "@import", "src=", "style="] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("default-src 'none'"));
    assert!(html.contains("<html lang=\"en\">"));
}

#[test]
fn the_hash_is_that_of_the_stylesheet() {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut base64 = String::new();
    for three in hmac_sha256::Hash::hash(REPORT_STYLE.as_bytes()).chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let digit = digits[(bits >> (18 - 6 * at)) as usize & 63] as char;
            base64.push(if at <= three.len() { digit } else { '=' });
        }
    }
    assert_eq!(REPORT_STYLE_HASH, format!("sha256-{base64}"));
    let html = report("Birch School").to_html();
    assert!(html.contains(&format!("<style>{REPORT_STYLE}</style>")), "the hash is of these bytes");
}

#[test]
fn no_rule_is_for_what_stands_outside_of_a_report() {
    let mut found = 0;
    for before in REPORT_STYLE.split('{').map(|text| text.rsplit(['}', ';', '{']).next().unwrap().trim()) {
        if !before.starts_with('@') {
            for selector in before.split(", ").filter(|selector| !selector.is_empty()) {
                assert!(
                    selector.starts_with(".collabpro") && !selector.starts_with(".collabpro-"),
                    "{selector}"
                );
                found += 1;
            }
        }
    }
    assert!(found > 50, "{found}");
}

#[test]
fn a_fragment_is_one_element_with_its_own_names() {
    let report = report("Birch School");
    let options = HtmlOptions::new().fragment(true).nonce("bm9uY2U=".to_owned()).prefix("first");
    let html = report.to_html_with(&options).unwrap();
    assert!(html.starts_with("<div class=\"collabpro\" lang=\"en\"><style nonce=\"bm9uY2U=\">"));
    assert!(html.ends_with("</div>") && !html.contains(" href="));
    for tag in tags(&html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(
            !["html", "head", "body", "main", "header", "footer", "title", "meta", "h1"].contains(&name),
            "{tag}"
        );
        let mut classes =
            tag.split(" class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '));
        assert!(classes.all(|class| class == "collabpro" || class.starts_with("cpro-")), "{tag}");
        let mut ids = tag.split(" id=\"").skip(1);
        assert!(ids.all(|id| id.starts_with("first-")), "{tag}");
    }
    let bare = report.to_html_with(&HtmlOptions::new().fragment(true).style(false)).unwrap();
    assert!(!bare.contains("<style"));
}

#[test]
fn links_lead_where_the_page_is() {
    let report = report("Birch School");
    let hrefs = |links| {
        let html = report.to_html_with(&HtmlOptions::new().links(links)).unwrap();
        html.split(" href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let page = hrefs(ReportLinks::Page);
    assert!(page.len() > 3 && page.iter().all(|link| link.starts_with("#collabpro-")));
    let inside: Vec<String> = page.iter().map(|link| format!("about:srcdoc{link}")).collect();
    assert_eq!(hrefs(ReportLinks::Srcdoc), inside);
    assert!(hrefs(ReportLinks::None).is_empty());
}

#[test]
fn what_is_no_nonce_and_no_prefix_is_told_at_once() {
    let wrong = HtmlOptions::new().nonce("a b\"".to_owned()).prefix("1st");
    let error = report("Birch School").to_html_with(&wrong).unwrap_err();
    assert_eq!(error.problems().len(), 2);
}

#[test]
fn headings_and_anchors_are_in_order() {
    let html = report("Birch School").to_html();
    let mut level = 0;
    for tag in tags(&html) {
        if let Some(next) = tag.strip_prefix('h').and_then(|rest| rest[..1].parse::<u8>().ok()) {
            assert!(next <= level + 1, "{tag}");
            level = next;
        }
    }
    let mut ids: Vec<&str> =
        html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let count = ids.len();
    for link in html.split("href=\"#").skip(1) {
        assert!(ids.contains(&link.split('"').next().unwrap()));
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn nobody_reads_none_or_all_per_cent_of_few() {
    let report = report("Birch School");
    let shares = |unit: &str| {
        let own = report.sections.iter().filter(|section| section.unit.as_deref() == Some(unit));
        let blocks = own.flat_map(|section| &section.blocks);
        let bars = blocks.filter_map(|block| match block {
            Block::Bars { bars, .. } => Some(bars),
            _ => None,
        });
        bars.flatten().flat_map(|bar| bar.shares.clone()).collect::<Vec<_>>()
    };
    let hazel = shares("hazel");
    assert!(hazel.is_empty(), "an open team is shown to itself, not beside others");
    for share in shares("alder") {
        let said = report.texts.render(&share.text);
        assert!(!said.starts_with("0 %") && !said.starts_with("100 %"), "{said}");
    }
    for text in [report.to_html(), report.to_markdown()] {
        let cells = text.split(['>', '<', '|', '(']).map(str::trim);
        let percent = cells.filter(|cell| cell.ends_with(" %") && cell.len() < 10);
        assert!(percent.clone().count() > 0);
        assert!(percent.clone().all(|cell| !cell.contains('.')), "whole per cent only");
    }
}

#[test]
fn few_are_marked_in_words() {
    let html = report("Birch School").to_html();
    assert!(html.contains("only 6 teachers"));
    assert!(html.contains("12 teachers<"));
}

#[test]
fn every_message_is_said_and_kept() {
    let json: serde_json::Value = serde_json::from_str(&report("Birch School").to_json()).unwrap();
    assert_eq!(json["schemaVersion"], 2);
    assert_eq!(json["title"]["message"]["id"], "report.title");
    assert!(json["title"]["text"].as_str().unwrap().contains("Report"));
    let text = json.to_string();
    assert!(!text.contains('⟦'), "an unknown message or a missing argument");
    assert!(text.contains("\"evidence\":[{"));
}
