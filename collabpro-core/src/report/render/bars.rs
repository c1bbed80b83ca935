//! Bars as a picture with its numbers below.

use maud::{Markup, Render, html};

use super::super::{Bar, BarShare, KeyEntry};
use super::columns::{self, Column};
use super::html::{Said, table};
use crate::base::message::Message;
use crate::base::texts::Texts;
use crate::scoring::Interval;

/// Where "nearly all" and "nearly none" are drawn.
const NEARLY: f64 = 0.05;
/// How dark each further share is. So many shades are told apart without help, also in grey.
const SHADES: [&str; 3] = [".3", ".42", ".8"];
/// How dark each of more shares is.
const FINE: &str = ".16";

/// What stands above bars: what they show, which shade is which category, and how they are read.
pub(super) struct Head<'a> {
    pub(super) caption: &'a Message,
    pub(super) key: &'a [KeyEntry],
    pub(super) note: Option<&'a Message>,
}

/// A line for each bar, and all shares as a table that opens. The first of several figures shows the ends of the bars.
pub(super) fn figure(texts: &Texts, head: &Head<'_>, bars: &[Bar], first: bool) -> Markup {
    let columns = columns::columns(bars);
    let say = |id: &'static str| texts.render(&Message::new(id));
    let mut before = None;
    html! {
        figure {
            figcaption {
                p { (Said(head.caption, texts)) }
                @if first { (key(texts, head.key, bars, &columns)) }
                @if let Some(note) = head.note { p { (Said(note, texts)) } }
            }
            @if first && bars.iter().any(|bar| bar.absent.is_none()) { (scale()) }
            ul class="cpro-bars" role="list" {
                @for bar in bars {
                    @let again = before.replace(&bar.group) == Some(&bar.group);
                    (line(texts, bar, &columns, again))
                }
            }
            details {
                summary { (say("render.bars.numbers")) }
                (numbers(texts, head.caption, bars, &columns))
            }
        }
    }
}

/// Which shade is which category, where what lies below the first column has none, and which mark is last time's.
fn key(texts: &Texts, key: &[KeyEntry], bars: &[Bar], columns: &[Column<'_>]) -> Markup {
    let shades = |entry: &KeyEntry| {
        let at = key.iter().position(|other| other.category == entry.category);
        let reached =
            |column: &&Column<'_>| key.iter().position(|other| other.category == *column.from) <= at;
        columns.iter().filter(reached).count()
    };
    html! {
        @for entry in key.iter().take_while(|_| !columns.is_empty()) {
            div class="cpro-key" {
                svg width="26" height="11" fill="#24598f" aria-hidden="true" {
                    rect class="cpro-edge" width="26" height="11" fill="none" stroke="#868c94" {}
                    @for shade in SHADES.iter().take(shades(entry)) {
                        rect width="26" height="11" fill-opacity=(shade) {}
                    }
                }
                " " (Said(&entry.told(), texts))
            }
        }
        @if let Some(earlier) = columns::earlier(bars) {
            div class="cpro-key" {
                svg width="11" height="11" aria-hidden="true" { (ring("50%")) }
                " " (Said(&earlier, texts))
            }
        }
    }
}

/// The mark of last time: a ring, which is told from all else without colour.
fn ring(at: impl Render) -> Markup {
    html! {
        circle class="cpro-ring" cx=(at) cy="5.5" r="4" fill="#fcfcfa" stroke="#1d2024" stroke-width="1.5" {}
    }
}

/// The ends and the middle of the bars.
fn scale() -> Markup {
    html! {
        div class="cpro-scale" aria-hidden="true" {
            svg width="100%" height="16" fill="#50555c" font-size="12" {
                text y="12" { "0" }
                text x="50%" y="12" text-anchor="middle" { "50" }
                text x="100%" y="12" text-anchor="end" { "100 %" }
            }
        }
    }
}

/// What a bar is about, the bar, and the share at the line that was drawn; who says so where that is new.
fn line(texts: &Texts, bar: &Bar, columns: &[Column<'_>], again: bool) -> Markup {
    let cut = bar.shares.iter().find(|share| share.is_cut);
    html! {
        li {
            span class="cpro-name" {
                (Said(&bar.label, texts))
                @if !again { " " small { (Said(&columns::group(bar), texts)) } }
            }
            " "
            @if let Some(absent) = &bar.absent {
                span class="cpro-absent" { (Said(absent, texts)) }
            } @else {
                @if let Some(cut) = cut { b { (Said(&cut.text, texts)) } }
                (picture(bar, columns))
            }
        }
    }
}

/// All that the picture shows.
fn numbers(texts: &Texts, caption: &Message, bars: &[Bar], columns: &[Column<'_>]) -> Markup {
    let heads = columns::heads(bars, columns);
    let rows = html! {
        @for bar in bars {
            @let cells = columns::cells(bars, bar, columns);
            @let rest = heads.len() - cells.len();
            tr {
                th scope="row" { (Said(&bar.label, texts)) }
                @for (at, cell) in cells.iter().enumerate() {
                    td colspan=[(rest > 1 && at > 0).then_some(rest)] { (Said(cell, texts)) }
                }
            }
        }
    };
    table(texts, "cpro-numbers", caption, &heads, &rows)
}

/// The bar: each share from the left, the later on top, so that it darkens where ratings are higher; the line that was
/// drawn; below it the range of the share at that line; and where that share was last time.
fn picture(bar: &Bar, columns: &[Column<'_>]) -> Markup {
    let shares = &bar.shares;
    // A share that is not shown is at least the next one, so that each column keeps its shade.
    let hidden = columns.iter().position(|column| column.begins(shares)).unwrap_or(0);
    let shade = |at: usize| SHADES.get(at).filter(|_| shares.len() <= SHADES.len()).unwrap_or(&FINE);
    let cut = shares.iter().find(|share| share.is_cut);
    html! {
        svg class="cpro-bar" width="100%" height="20" fill="#24598f" stroke-width="1.25" aria-hidden="true" {
            rect class="cpro-edge" width="100%" height="11" fill="none" stroke="#868c94" stroke-width="1" {}
            @for at in 0..hidden + shares.len() {
                @if let Some(end) = shares.get(at.saturating_sub(hidden)).and_then(end) {
                    rect width=(end) height="11" fill-opacity=(shade(at)) {}
                }
            }
            @if let Some(cut) = cut {
                g stroke="#1d2024" {
                    @if let Some(Interval { lower, upper }) = cut.interval {
                        line x1=(Percent(lower)) x2=(Percent(upper)) y1="16" y2="16" {}
                        @for end in [lower, upper] { line x1=(Percent(end)) x2=(Percent(end)) y1="13" y2="19" {} }
                    }
                    @if let Some(end) = end(cut) { line x1=(end) x2=(end) y2="19" stroke-width="2.5" {} }
                }
            }
            @if let Some(earlier) = bar.earlier.as_ref().and_then(end) { (ring(earlier)) }
        }
    }
}

/// Where a share ends.
fn end(share: &BarShare) -> Option<Percent> {
    let nearly = share.nearly_all.map(|all| if all { 1.0 - NEARLY } else { NEARLY });
    share.value.or(nearly).map(Percent)
}

/// A share as a length: per cent with at most one decimal.
#[derive(Clone, Copy)]
struct Percent(f64);

impl Render for Percent {
    fn render_to(&self, out: &mut String) {
        let tenths = (self.0.clamp(0.0, 1.0) * 1000.0).round() as u32;
        (tenths / 10).render_to(out);
        if !tenths.is_multiple_of(10) {
            out.push('.');
            (tenths % 10).render_to(out);
        }
        out.push('%');
    }
}
