//! The parts of a page around its content: title, links, breadcrumbs.

use askama::Template;
use serde_json::Value;

use super::formats::json_ld;
use super::info::SiteInfo;
use super::paths;
use crate::messages::{Html, Message, Messages};

/// The parts of a page around its content.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) info: &'a SiteInfo,
    /// The complete `<title>`.
    pub(crate) title: String,
    /// The title without the name of the site.
    pub(crate) heading: String,
    /// One sentence for search engines.
    pub(crate) description: String,
    /// The page's own path.
    pub(crate) path: String,
    /// The breadcrumbs: name and path of each page above, home first.
    pub(crate) crumbs: Vec<(String, String)>,
    /// The kind of page, as a class for the stylesheet.
    pub(crate) body_class: &'static str,
    /// The path of the JSON twin.
    pub(crate) twin: Option<String>,
    /// The path of a feed for the page.
    pub(crate) feed: Option<&'static str>,
    /// Whether search engines may index the page.
    pub(crate) index: bool,
    /// Whether the page has a search box.
    pub(crate) searches: bool,
    /// The schema.org items for what it is about.
    pub(crate) things: Vec<Value>,
}

impl Frame<'_> {
    /// Adds a breadcrumb.
    pub(crate) fn below(mut self, name: String, path: &str) -> Self {
        self.crumbs.push((name, path.to_owned()));
        self
    }

    /// Adds a search box.
    pub(crate) fn searching(mut self) -> Self {
        self.searches = true;
        self
    }

    /// Adds structured data.
    pub(crate) fn about(mut self, thing: impl IntoIterator<Item = Value>) -> Self {
        self.things.extend(thing);
        self
    }

    /// Sets another title.
    pub(crate) fn titled(mut self, heading: &str) -> Self {
        self.title = self.info.page_title(heading);
        self
    }

    /// The frame of an error page.
    pub(crate) fn wrong(mut self) -> Self {
        let title = self.info.messages.get("page-error-title");
        self.title = title.text("title", &self.title).plain();
        self
    }

    /// The target for reporting a mistake on the page.
    pub(crate) fn report(&self) -> Option<String> {
        self.info.report(&self.path)
    }

    /// The JSON-LD block; `None` if search engines may not index the page.
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

    /// The canonical URL.
    pub(crate) fn canonical(&self) -> Option<String> {
        let is_known = self.info.base_url.is_some() && self.index;
        is_known.then(|| self.permanent())
    }

    /// The page in each language: the tag, the language's own name, and the path. Empty if there is only one language,
    /// and for pages without a path.
    pub(crate) fn in_each_language(&self) -> Vec<(&str, &str, String)> {
        let links = &self.info.languages;
        if links.len() < 2 || self.path.is_empty() {
            return Vec::new();
        }
        let base = self.info.base_url.as_deref().unwrap_or_default();
        let mut all = Vec::new();
        for link in links {
            let address = format!("{base}{}", link.at(&self.path));
            all.push((&*link.language, &*link.name, address));
        }
        all
    }

    /// Whether the pages are in this language.
    pub(crate) fn is_in(&self, tag: &str) -> bool {
        self.info.localizer.language == tag
    }

    /// For a translation that no speaker of the language has checked: the note about it, in that language and in that
    /// of the data.
    pub(crate) fn unreviewed(&self) -> Option<[(String, Html); 2]> {
        if self.info.reviewed {
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

    /// The absolute URL of the page if the origin is known; else its path.
    pub(crate) fn permanent(&self) -> String {
        self.info.permanent(&self.path)
    }
}

/// A whole page: the frame around the content. It is a template of its own, so that the frame is compiled once and not
/// for each kind of page.
#[derive(Template)]
#[template(path = "base.html")]
struct Framed<'a> {
    frame: &'a Frame<'a>,
    main: Html,
}

impl Framed<'_> {
    /// A message for readers.
    fn msg<'m>(&'m self, id: &'m str) -> Message<'m> {
        self.frame.info.messages.get(id)
    }
}

/// A page of the site. Its template is its content, without the frame.
pub(crate) trait Page: Template {
    /// Its frame.
    fn frame(&self) -> &Frame<'_>;

    /// The whole page as HTML.
    fn html(&self) -> String {
        let (frame, main) = (self.frame(), Html::of(self));
        let page = Framed { frame, main }.render();
        page.expect("a page is written into memory")
    }
}

/// Implements [`Page`] for structs with a field `frame`.
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
