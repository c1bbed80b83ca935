//! A report from its JSON. Its messages are read; what they say is said anew.

use super::super::{BarShare, Block, Report, Sentence, texts_of};
use super::json::Document;
use crate::base::document::open;
use crate::base::error::{Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::texts::Texts;

pub(in super::super) fn read(text: &str, given: &[Texts]) -> Result<Report> {
    let (value, problems) = open::<Document<'_>>(text, Problems::default())?;
    let mut input = Input::below(&value, problems);
    let mut fields = input.below_head();
    fields.pass("library");
    let language: String = fields.take("language");
    let (title, footer) = (fields.take("title"), fields.take("footer"));
    let (sections, record) = (fields.take("sections"), fields.may("record"));
    fields.end();
    input.problems().finish(())?;
    Ok(Report { title, footer, sections, record, texts: texts_of(&language, given)?.clone() })
}

impl Read for Sentence {
    fn read(input: &mut Input<'_>) -> Self {
        let mut fields = input.fields();
        fields.pass("text");
        Self { message: fields.take("message"), evidence: fields.may("evidence") }
    }
}

impl Read for BarShare {
    fn read(input: &mut Input<'_>) -> Self {
        let mut fields = input.fields();
        Self {
            from: fields.take("from"),
            value: fields.may("value"),
            interval: fields.may("interval"),
            nearly_all: fields.may("nearlyAll"),
            is_cut: fields.take("isCut"),
            text: {
                fields.pass("text");
                fields.take("message")
            },
        }
    }
}

impl Read for Block {
    fn read(input: &mut Input<'_>) -> Self {
        let mut fields = input.fields();
        let form: String = fields.take("type");
        match form.as_str() {
            "paragraph" => Self::Paragraph { sentences: fields.take("sentences") },
            "list" => Self::List { ordered: fields.take("ordered"), items: fields.take("items") },
            "bars" => Self::Bars {
                caption: fields.take("caption"),
                key: fields.take("key"),
                note: fields.may("note"),
                bars: fields.take("bars"),
            },
            "table" => Self::Table {
                caption: fields.take("caption"),
                head: fields.take("head"),
                rows: fields.take("rows"),
                to_fill: fields.take("toFill"),
            },
            _ => Self::Note { message: fields.take("message") },
        }
    }
}
