//! How the shares of several bars stand side by side.

use super::super::{Bar, BarShare};
use crate::framework::Construct;
use crate::message::Message;

/// More columns of shares than this do not fit on a page.
const COLUMNS: usize = 4;

/// One column of shares.
pub(super) struct Column<'a> {
    /// Name of the category from which it counts.
    from: &'a Message,
    /// Whether the upper part begins there.
    pub(super) is_cut: bool,
}

impl Column<'_> {
    /// The words at its head.
    pub(super) fn head(&self) -> Message {
        let id = if self.is_cut { "render.bars.cut" } else { "render.bars.from" };
        Message::new(id).message("category", self.from.clone())
    }

    /// Whether a bar's first share belongs in it.
    pub(super) fn begins(&self, shares: &[BarShare]) -> bool {
        shares.first().is_some_and(|share| share.from == *self.from)
    }

    /// What a bar has to say in it.
    pub(super) fn text(&self, bar: &Bar) -> Message {
        let share = bar.shares.iter().find(|share| share.from == *self.from);
        share.map_or_else(|| Message::new("render.bars.absent"), |share| share.text.clone())
    }
}

/// The categories that the bars share, where they are few enough to have a column each; otherwise nothing.
pub(super) fn columns(bars: &[Bar]) -> Vec<Column<'_>> {
    let Some(longest) = bars.iter().max_by_key(|bar| bar.shares.len()) else { return Vec::new() };
    let known = |share: &BarShare| longest.shares.iter().any(|other| other.from == share.from);
    let same = bars.iter().flat_map(|bar| &bar.shares).all(known);
    if !same || longest.shares.len() > COLUMNS {
        return Vec::new();
    }
    longest.shares.iter().map(|share| Column { from: &share.from, is_cut: share.is_cut }).collect()
}

/// All shares of a bar in one cell, for bars that have no columns in common.
pub(super) fn together(bar: &Bar) -> Message {
    let named = |share: &BarShare| {
        let id = if share.is_cut { "render.bars.named.cut" } else { "render.bars.named" };
        Message::new(id).message("share", share.text.clone()).message("category", share.from.clone())
    };
    Message::new("render.bars.all").list("shares", bar.shares.iter().map(named).collect())
}

/// Who says so, and whether they are few.
pub(super) fn group(bar: &Bar) -> Message {
    match bar.few {
        true => Message::new("render.bars.few").message("group", bar.group.clone()),
        false => bar.group.clone(),
    }
}

/// The word at the head of the names.
pub(super) fn names(bars: &[Bar]) -> Message {
    let tenets = bars.iter().all(|bar| matches!(bar.construct, Construct::Tenet(_)));
    Message::new(if tenets { "render.bars.tenet" } else { "render.bars.measure" })
}
