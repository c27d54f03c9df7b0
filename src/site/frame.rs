//! What stands around the content of every page: its title, its links, its breadcrumbs.

use askama::Template;
use serde_json::Value;

use super::formats::json_ld;
use super::info::{LanguageLink, SiteInfo};
use super::media::{ATOM, JSON};
use super::paths;
use crate::messages::{Html, Messages};

/// What stands around the content of a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) info: &'a SiteInfo,
    /// The whole `<title>`.
    pub(crate) title: String,
    /// The same without the name of the site.
    pub(crate) heading: String,
    /// One sentence for search engines.
    pub(crate) description: String,
    /// The page's own path.
    pub(crate) path: String,
    /// The way back: name and address of each page above, the home page first.
    pub(crate) crumbs: Vec<(String, String)>,
    /// The kind of page, for the stylesheet.
    pub(crate) body_class: &'static str,
    /// The path of the JSON twin.
    pub(crate) twin: Option<String>,
    /// The path of a feed of what the page shows.
    pub(crate) feed: Option<&'static str>,
    /// Whether search engines may list the page.
    pub(crate) index: bool,
    /// Whether there is a box to search on it.
    pub(crate) searches: bool,
    /// What it is about, in the words of schema.org.
    pub(crate) things: Vec<Value>,
}

impl Frame<'_> {
    /// The frame with breadcrumbs: the home page, then these.
    pub(crate) fn below(mut self, crumbs: &[(&str, &str)]) -> Self {
        let home = self.info.messages.plain("page-home");
        self.crumbs = [(home.as_str(), paths::HOME)]
            .iter()
            .chain(crumbs)
            .map(|(name, address)| ((*name).to_owned(), (*address).to_owned()))
            .collect();
        self
    }

    /// The frame for this kind of page.
    pub(crate) fn class(mut self, body_class: &'static str) -> Self {
        self.body_class = body_class;
        self
    }

    /// The frame of a page with a box to search.
    pub(crate) fn searching(mut self) -> Self {
        self.searches = true;
        self
    }

    /// The frame of a page about this.
    pub(crate) fn about(mut self, thing: impl IntoIterator<Item = Value>) -> Self {
        self.things.extend(thing);
        self
    }

    /// The frame under another title.
    pub(crate) fn titled(mut self, heading: &str) -> Self {
        self.title = self.info.page_title(heading);
        self
    }

    /// The frame of a page that says that something is missing or wrong.
    pub(crate) fn wrong(mut self) -> Self {
        let title = self.info.messages.get("page-error-title");
        self.title = title.text("title", &self.title).plain();
        self
    }

    /// Where a mistake on the page can be reported.
    pub(crate) fn report(&self) -> Option<String> {
        self.info.report(&self.path)
    }

    /// The `Link` header: the twin, the feed and the canonical address.
    pub(crate) fn links(&self) -> Option<String> {
        let twin = self.twin.iter().map(|twin| (twin.as_str(), JSON));
        let feed = self.feed.iter().map(|feed| (*feed, ATOM));
        let link = |(path, media)| {
            let path = self.info.localizer.at(path);
            format!("<{path}>; rel=\"alternate\"; type=\"{media}\"")
        };
        let mut links: Vec<String> = twin.chain(feed).map(link).collect();
        links.extend(
            self.canonical()
                .map(|address| format!("<{address}>; rel=\"canonical\"")),
        );
        Some(links.join(", ")).filter(|links| !links.is_empty())
    }

    /// The block of JSON-LD; `None` where search engines are asked not to read.
    pub(crate) fn json_ld(&self) -> Option<json_ld::Block> {
        if !self.index {
            return None;
        }
        let above = self.crumbs.iter().map(|(name, path)| (name, path));
        let here = [(&self.heading, &self.path)].into_iter();
        let here = here.filter(|_| !self.crumbs.is_empty());
        let trail = above
            .chain(here)
            .map(|(name, path)| (name.as_str(), self.info.permanent(path)));
        json_ld::block(trail.collect(), &self.things)
    }

    /// The whole address by which search engines know the page.
    pub(crate) fn canonical(&self) -> Option<String> {
        let is_known = self.info.base_url.is_some() && self.index;
        is_known.then(|| self.permanent())
    }

    /// The page in each language: the tag, the language's name in itself, and the address. Empty where there is but one
    /// language, and on a page without a path.
    pub(crate) fn in_each_language(&self) -> Vec<(&str, &str, String)> {
        let links = &self.info.languages.links;
        if links.len() < 2 || self.path.is_empty() {
            return Vec::new();
        }
        let base = self.info.base_url.as_deref().unwrap_or_default();
        let address = |link: &LanguageLink| format!("{base}{}", link.localizer.at(&self.path));
        let links = links.iter();
        links
            .map(|link| (link.tag.as_str(), link.name.as_str(), address(link)))
            .collect()
    }

    /// Whether these pages are in the language of this tag.
    pub(crate) fn is_in(&self, tag: &str) -> bool {
        self.info.language == tag
    }

    /// On a translation that nobody has checked who speaks the language: that in the language and in that of the data.
    pub(crate) fn unreviewed(&self) -> Option<[(String, Html); 2]> {
        if self.info.languages.reviewed {
            return None;
        }
        let report = self.report();
        Some([&self.info.messages, &Messages::english()].map(|messages| {
            let message = messages.get("page-unreviewed");
            let message = match &report {
                Some(report) => message.choice("contact", "yes").link("report", report),
                None => message.choice("contact", "no"),
            };
            (messages.language(), message.finish())
        }))
    }

    /// The page's address with the site's, where that is known; else the path.
    pub(crate) fn permanent(&self) -> String {
        self.info.permanent(&self.path)
    }
}

/// A page of the site.
pub(crate) trait Page: Template {
    /// What stands around it.
    fn frame(&self) -> &Frame<'_>;
}

/// Implements [`Page`] for structs whose frame is their field `frame`.
macro_rules! pages {
    ($($page:ident),*) => {$(
        impl $crate::site::frame::Page for $page<'_> {
            fn frame(&self) -> &$crate::site::frame::Frame<'_> {
                &self.frame
            }
        }

        impl $page<'_> {
            /// A message for readers.
            fn msg<'m>(&'m self, id: &'m str) -> $crate::messages::Message<'m> {
                self.frame.info.messages.get(id)
            }
        }
    )*};
}
pub(crate) use pages;
