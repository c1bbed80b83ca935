//! How the shares of several bars stand side by side.

use super::super::{Bar, BarShare};
use crate::base::message::Message;
use crate::framework::Construct;

/// More columns of shares than this do not fit on a page.
const COLUMNS: usize = 4;

/// One column of shares.
pub(super) struct Column<'a> {
    /// Name of the category from which it counts.
    pub(super) from: &'a Message,
    /// Whether the upper part begins there.
    pub(super) is_cut: bool,
}

impl Column<'_> {
    /// The words at its head.
    fn head(&self) -> Message {
        let id = if self.is_cut { "render.bars.cut" } else { "render.bars.from" };
        Message::new(id).message("category", self.from.clone())
    }

    /// Whether a bar's first share belongs in it.
    pub(super) fn begins(&self, shares: &[BarShare]) -> bool {
        shares.first().is_some_and(|share| share.from == *self.from)
    }

    /// What a bar has to say in it.
    fn text(&self, bar: &Bar) -> Message {
        let share = bar.shares.iter().find(|share| share.from == *self.from);
        share.map_or_else(|| Message::new("render.bars.absent"), |share| share.text.clone())
    }
}

/// Whether it says how pictures are read, which no text has.
pub(super) fn is_of_pictures(note: &Message) -> bool {
    note.id() == "report.reading.bars"
}

/// The categories that the bars share, where they are few enough to have a column each; otherwise nothing.
pub(super) fn columns(bars: &[Bar]) -> Vec<Column<'_>> {
    let mut longest: &[BarShare] = &[];
    for bar in bars {
        if bar.shares.len() >= longest.len() {
            longest = &bar.shares;
        }
    }
    let mut columns = Vec::new();
    for share in longest {
        columns.push(Column { from: &share.from, is_cut: share.is_cut });
    }
    let known = |share: &BarShare| longest.iter().any(|other| other.from == share.from);
    if columns.len() > COLUMNS || !bars.iter().all(|bar| bar.shares.iter().all(known)) {
        columns.clear();
    }
    columns
}

/// All shares of a bar in one cell, for bars that have no columns in common.
fn together(bar: &Bar) -> Message {
    let mut shares = Vec::new();
    for share in &bar.shares {
        let id = if share.is_cut { "render.bars.named.cut" } else { "render.bars.named" };
        let (text, from) = (share.text.clone(), share.from.clone());
        shares.push(Message::new(id).message("share", text).message("category", from));
    }
    Message::new("render.bars.all").list("shares", shares)
}

/// The mark of the earlier occasion, where any bar has it.
pub(super) fn earlier(bars: &[Bar]) -> Option<Message> {
    let told = bars.iter().any(|bar| bar.earlier.is_some());
    told.then(|| Message::new("render.bars.earlier"))
}

/// The heads of the numbers below bars: name, group, shares, and the share at the earlier occasion.
pub(super) fn heads(bars: &[Bar], columns: &[Column<'_>]) -> Vec<Message> {
    let tenets = bars.iter().all(|bar| matches!(bar.construct, Construct::Tenet(_)));
    let name = Message::new(if tenets { "render.bars.tenet" } else { "render.bars.measure" });
    let mut heads = vec![name, Message::new("render.bars.who")];
    heads.extend(columns.iter().map(Column::head));
    if columns.is_empty() {
        heads.push(Message::new("render.bars.shares"));
    }
    heads.extend(earlier(bars));
    heads
}

/// What a bar has to say below the heads behind the first; one that shows nothing only says why.
pub(super) fn cells(bars: &[Bar], bar: &Bar, columns: &[Column<'_>]) -> Vec<Message> {
    let mut cells = vec![group(bar)];
    if let Some(absent) = &bar.absent {
        cells.push(absent.clone());
        return cells;
    }
    cells.extend(columns.iter().map(|column| column.text(bar)));
    if columns.is_empty() {
        cells.push(together(bar));
    }
    let absent = || Message::new("render.bars.absent");
    let then = |_| bar.earlier.as_ref().map_or_else(absent, |earlier| earlier.text.clone());
    cells.extend(earlier(bars).map(then));
    cells
}

/// Who says so, and whether they are few.
pub(super) fn group(bar: &Bar) -> Message {
    match bar.few {
        true => Message::new("render.bars.few").message("group", bar.group.clone()),
        false => bar.group.clone(),
    }
}
