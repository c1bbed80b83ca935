//! The parts of a Word file, most of which are the same in each, and their container.

use std::io::Write;

use maud::{Markup, PreEscaped, Render, html};
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchiveWriter};

use super::Text;

/// The lists that are not ordered share one numbering, the first.
pub(super) const BULLETS: usize = 1;
/// What the foot of a page is called by.
pub(super) const FOOTER: &str = "foot";
/// How hard is tried to make it small: 0 to 10.
const EFFORT: u8 = 6;
/// The first day that the container has a number for, in seconds from 1970 on: every file was written then.
const THEN: i64 = 315_532_800;
/// The same as the properties tell it.
const WRITTEN: &str = "1980-01-01T00:00:00Z";

const DECLARATION: PreEscaped<&str> =
    PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const STYLES: &str = include_str!("styles.xml");

/// What a file is made of.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) subject: &'a str,
    pub(super) language: &'a str,
    /// How many ordered lists there are.
    pub(super) lists: usize,
    /// Paragraphs and tables, as XML.
    pub(super) body: &'a str,
}

pub(super) fn file(about: &About<'_>) -> Vec<u8> {
    let mut language = String::new();
    Text(spoken(about.language)).render_to(&mut language);
    let parts = [
        ("[Content_Types].xml", types().0),
        ("_rels/.rels", links(&[("document", "officeDocument", "word/document.xml")], true).0),
        ("docProps/core.xml", properties(about).0),
        ("word/document.xml", document(about.body).0),
        ("word/_rels/document.xml.rels", links(&BELOW, false).0),
        ("word/styles.xml", STYLES.replacen("{language}", &language, 1)),
        ("word/numbering.xml", numbering(about.lists).0),
        ("word/settings.xml", settings().0),
        ("word/footer.xml", footer().0),
    ];
    archive(&parts).unwrap_or_default() // which cannot fail: it is written into memory, under names that are ours
}

/// What the document refers to: its name, what kind it is, and where it stands.
const BELOW: [(&str, &str, &str); 4] = [
    ("styles", "styles", "styles.xml"),
    ("numbering", "numbering", "numbering.xml"),
    ("settings", "settings", "settings.xml"),
    (FOOTER, "footer", "footer.xml"),
];

/// The region by whose rules Word looks at the spelling of a language.
fn spoken(language: &str) -> &str {
    match language {
        "en" => "en-GB",
        "de" => "de-DE",
        "es" => "es-ES",
        other => other,
    }
}

fn archive(parts: &[(&str, String)]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, text) in parts {
        let entry = archive.new_file(*name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, _) = entry.last_modified(UtcDateTime::from_unix(THEN)).start()?;
        entry.write_all(&miniz_oxide::deflate::compress_to_vec(text.as_bytes(), EFFORT))?;
        entry.finish(DataDescriptorOutput::new(check(text.as_bytes()), text.len() as u64))?;
    }
    archive.finish()
}

/// The check of a part (CRC-32, APPNOTE.TXT 4.4.7). The one of `rawzip` is faster by tables, which are 16 KB more for a page to
/// load.
fn check(bytes: &[u8]) -> u32 {
    let mut rest = !0_u32;
    for byte in bytes {
        rest ^= u32::from(*byte);
        for _ in 0..8 {
            rest = (rest >> 1) ^ (0xedb8_8320 & (rest & 1).wrapping_neg());
        }
    }
    !rest
}

/// Of what kind each part is.
fn types() -> Markup {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    html! {
        (DECLARATION)
        Types xmlns={ (PACKAGE) "/content-types" } {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" {}
            Override PartName="/word/document.xml" ContentType={ (word) "document.main+xml" } {}
            @for (_, kind, place) in BELOW { Override PartName={ "/word/" (place) } ContentType={ (word) (kind) "+xml" } {} }
        }
    }
}

fn links(links: &[(&str, &str, &str)], whole: bool) -> Markup {
    html! {
        (DECLARATION)
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            @for (name, kind, place) in links { Relationship Id=(name) Type={ (LINKS) "/" (kind) } Target=(place) {} }
            @if whole {
                Relationship Id="properties" Type={ (PACKAGE) "/relationships/metadata/core-properties" } Target="docProps/core.xml" {}
            }
        }
    }
}

fn properties(about: &About<'_>) -> Markup {
    html! {
        (DECLARATION)
        cp:coreProperties xmlns:cp={ (PACKAGE) "/metadata/core-properties" } xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {
            dc:title { (Text(about.title)) }
            dc:subject { (Text(about.subject)) }
            dc:creator { "collabpro" }
            dc:language { (Text(about.language)) }
            cp:lastModifiedBy { "collabpro" }
            dcterms:created xsi:type="dcterms:W3CDTF" { (WRITTEN) }
            dcterms:modified xsi:type="dcterms:W3CDTF" { (WRITTEN) }
        }
    }
}

fn document(body: &str) -> Markup {
    html! {
        (DECLARATION)
        w:document xmlns:w=(WORD) xmlns:r=(LINKS) { w:body { (PreEscaped(body)) } }
    }
}

/// A numbering for what is not ordered, and one for each ordered list, all of which look alike.
fn numbering(lists: usize) -> Markup {
    let level = |format: &str, mark: &str| {
        html! {
            w:multiLevelType w:val="singleLevel" {}
            w:lvl w:ilvl="0" {
                w:start w:val="1" {}
                w:numFmt w:val=(format) {}
                w:lvlText w:val=(mark) {}
                w:lvlJc w:val="left" {}
                w:pPr { w:ind w:left="425" w:hanging="425" {} }
            }
        }
    };
    html! {
        (DECLARATION)
        w:numbering xmlns:w=(WORD) {
            w:abstractNum w:abstractNumId="0" { (level("bullet", "•")) }
            w:abstractNum w:abstractNumId="1" { (level("decimal", "%1.")) }
            w:num w:numId=(BULLETS) { w:abstractNumId w:val="0" {} }
            @for list in 1..=lists {
                w:num w:numId=(BULLETS + list) {
                    w:abstractNumId w:val="1" {}
                    w:lvlOverride w:ilvl="0" { w:startOverride w:val="1" {} }
                }
            }
        }
    }
}

/// Without which Word opens a file as one of long ago.
fn settings() -> Markup {
    html! {
        (DECLARATION)
        w:settings xmlns:w=(WORD) {
            w:compat {
                w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15" {}
            }
        }
    }
}

/// The number of the page, and how many there are.
fn footer() -> Markup {
    let field = |code: &str| html! { w:fldSimple w:instr=(code) { w:r { w:t { "1" } } } };
    html! {
        (DECLARATION)
        w:ftr xmlns:w=(WORD) {
            w:p {
                w:pPr { w:pStyle w:val="Footer" {} }
                (field("PAGE"))
                w:r { w:t xml:space="preserve" { " / " } }
                (field("NUMPAGES"))
            }
        }
    }
}
