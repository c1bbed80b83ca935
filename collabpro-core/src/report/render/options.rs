//! How a report is put into a page.

use collabpro_derive::{options, words};

use crate::base::error::Problems;
use crate::base::options;

/// Where the links within a report lead.
#[words]
#[non_exhaustive]
pub enum ReportLinks {
    /// To a place in the page that the report stands in.
    Page,
    /// The same where the page is the `srcdoc` of a frame: there a link of its own leaves for the page around it.
    Srcdoc,
    /// Nowhere: there are none. Of a shadow root no link finds what is in it.
    None,
}

/// Options of a report as HTML.
#[options(check)]
pub struct HtmlOptions {
    /// Whether it goes into a page that is there: one element, without head and body, its headings one level lower.
    fragment: bool,
    /// Whether its stylesheet stands in it; otherwise the page has it.
    #[option(default = true)]
    style: bool,
    /// The nonce of its style element, where the page's policy asks for one.
    nonce: Option<String>,
    /// Where links within it lead; without it `page`, and `none` in a fragment.
    links: Option<ReportLinks>,
    /// What its ids begin with; another for each report of a page.
    #[option(default = "collabpro")]
    prefix: String,
}

impl HtmlOptions {
    fn check(&self, problems: &mut Problems) {
        // As in the grammar of CSP: base64, in either alphabet.
        let value = |text: &str| {
            let text = text.trim_end_matches('=');
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte))
        };
        if let Some(nonce) = self.nonce.as_deref().filter(|nonce| !value(nonce)) {
            problems.push(options::unfit("nonce", "option.nonce", nonce));
        }
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let begins = self.prefix.bytes().next().is_some_and(|first| first.is_ascii_alphabetic());
        if !begins || !self.prefix.bytes().all(letter) {
            problems.push(options::unfit("prefix", "option.prefix", &*self.prefix));
        }
    }

    pub(super) fn is_fragment(&self) -> bool {
        self.fragment
    }

    pub(super) fn has_style(&self) -> bool {
        self.style
    }

    pub(super) fn its_nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// The id of a place in the report.
    pub(super) fn id(&self, place: &str) -> String {
        [&self.prefix, "-", place].concat()
    }

    /// A link to it, where there are links.
    pub(super) fn link(&self, place: &str) -> Option<String> {
        let usual = if self.fragment { ReportLinks::None } else { ReportLinks::Page };
        let before = match self.links.unwrap_or(usual) {
            ReportLinks::Page => "#",
            ReportLinks::Srcdoc => "about:srcdoc#",
            ReportLinks::None => return None,
        };
        Some([before, &self.prefix, "-", place].concat())
    }
}
