//! A report from its JSON. Its messages are read; what they say is said anew.

use serde_json::Value;

use super::super::{BarShare, Block, Report, Sentence, texts_of};
use super::json::Document;
use crate::base::document::open;
use crate::base::error::{Problems, Result};
use crate::base::json_read::{Input, Read};
use crate::base::message::Message;
use crate::base::texts::Texts;

pub(in super::super) fn read(text: &str, given: &[Texts]) -> Result<Report> {
    let (value, mut problems) = open::<Document<'_>>(text, Problems::default())?;
    let (mut language, mut title, mut footer) = (String::new(), Message::new(""), Message::new(""));
    let (mut sections, mut record) = (Vec::new(), None);
    Input::document(&mut problems).below_head(
        &value,
        "library? language title footer sections record?",
        &mut [&mut (), &mut language, &mut title, &mut footer, &mut sections, &mut record],
    );
    problems.finish(())?;
    Ok(Report { title, footer, sections, record, texts: texts_of(&language, given)?.clone() })
}

impl Read for Sentence {
    fn blank() -> Self {
        Message::new("").into()
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        let into: &mut [&mut dyn Read] = &mut [&mut (), &mut self.message, &mut self.evidence];
        input.fields(value, "text? message evidence?", into);
    }
}

impl Read for BarShare {
    fn blank() -> Self {
        Self {
            from: Message::new(""),
            value: None,
            interval: None,
            nearly_all: None,
            is_cut: false,
            text: Message::new(""),
        }
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        input.fields(
            value,
            "from value? interval? nearlyAll? isCut text? message",
            &mut [
                &mut self.from,
                &mut self.value,
                &mut self.interval,
                &mut self.nearly_all,
                &mut self.is_cut,
                &mut (),
                &mut self.text,
            ],
        );
    }
}

impl Read for Block {
    fn blank() -> Self {
        Self::Note { message: Message::new("") }
    }

    fn read(&mut self, value: &Value, input: &mut Input<'_>) {
        let mut all = |names: &str, into: &mut [&mut dyn Read]| input.fields(value, names, into);
        match value.get("type").and_then(Value::as_str) {
            Some("paragraph") => {
                let mut sentences = Vec::new();
                all("type sentences", &mut [&mut (), &mut sentences]);
                *self = Self::Paragraph { sentences };
            }
            Some("list") => {
                let (mut ordered, mut items) = (false, Vec::new());
                all("type ordered items", &mut [&mut (), &mut ordered, &mut items]);
                *self = Self::List { ordered, items };
            }
            Some("bars") => {
                let (mut caption, mut bars) = (Message::new(""), Vec::new());
                all("type caption bars", &mut [&mut (), &mut caption, &mut bars]);
                *self = Self::Bars { caption, bars };
            }
            Some("table") => {
                let (mut caption, mut head, mut rows) = (Message::new(""), Vec::new(), Vec::new());
                let mut to_fill = false;
                let fields: &mut [&mut dyn Read] =
                    &mut [&mut (), &mut caption, &mut head, &mut rows, &mut to_fill];
                all("type caption head rows toFill", fields);
                *self = Self::Table { caption, head, rows, to_fill };
            }
            _ => {
                let mut message = Message::new("");
                all("type message", &mut [&mut (), &mut message]);
                *self = Self::Note { message };
            }
        }
    }
}
