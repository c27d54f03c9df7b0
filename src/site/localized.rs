//! Postprocesses the bodies of pages that are not in the language of the data file or are below a language prefix:
//! marks texts in other languages with `lang`, and makes links lead to pages in the same language.

use std::borrow::Cow;

use super::media::HTML;
use super::paths;
use crate::directory::original::{END, START, is_marked, unmarked};
use crate::messages::direction_of;

/// How to postprocess the bodies of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Localizer {
    /// The path prefix of the language, such as `/cy`; empty for that of the data file.
    pub(crate) root: String,
    /// The language of untranslated texts.
    pub(crate) original: String,
    /// The language of the pages, and its own name for itself.
    pub(crate) language: String,
    pub(crate) name: String,
}

impl Localizer {
    /// Adds the language prefix to a path, unless all languages share the resource there.
    pub(crate) fn at(&self, path: &str) -> String {
        if paths::is_shared(path) {
            path.to_owned()
        } else if path == paths::HOME && !self.root.is_empty() {
            self.root.clone()
        } else {
            format!("{}{path}", self.root)
        }
    }

    /// Postprocesses a body of this media type.
    pub(crate) fn finish<'b>(&self, media: &str, body: &'b str) -> Cow<'b, str> {
        if self.root.is_empty() && !is_marked(body) {
            return Cow::Borrowed(body);
        }
        let mut finished = String::with_capacity(body.len() + body.len() / 4);
        if media == HTML {
            self.push_html(body, &mut finished);
        } else {
            self.push_rooted(&unmarked(body), &mut finished);
        }
        Cow::Owned(finished)
    }

    /// The rest of a path below the language prefix; `None` if it is not there.
    pub(crate) fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(&self.root);
        rest.filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Localizes the links in each tag, and marks the language of the text after it.
    fn push_html(&self, html: &str, to: &mut String) {
        let mut parts = html.split('<');
        self.push_text(parts.next().unwrap_or_default(), false, to);
        for part in parts {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            let name = tag.split(' ').next().unwrap_or_default();
            let is_raw = RAW.contains(&name);
            to.push('<');
            if is_raw || tag.contains(" hreflang=") {
                to.push_str(&unmarked(tag));
            } else {
                self.push_rooted(&unmarked(tag), to);
            }
            to.push('>');
            if is_raw {
                to.push_str(&unmarked(text));
            } else {
                self.push_text(text, BLOCKS.contains(&name), to);
            }
        }
    }

    /// The text between two tags. If it is all that is in a block and in another direction, its lines begin at the other
    /// side.
    fn push_text(&self, text: &str, in_block: bool, to: &mut String) {
        let mut parts = text.split(START);
        to.push_str(&unmarked(parts.next().unwrap_or_default()));
        for part in parts {
            let Some((original, after)) = part.split_once(END) else {
                to.push_str(part);
                continue;
            };
            to.extend(["<span lang=\"", &self.original]);
            let direction = direction_of(&self.original);
            if direction != direction_of(&self.language) {
                let is_all = text.strip_prefix(START) == Some(part) && after.is_empty();
                let class = if in_block && is_all {
                    "\" class=\"block"
                } else {
                    ""
                };
                to.extend([class, "\" dir=\"", direction]);
            }
            to.extend(["\">", original, "</span>", &unmarked(after)]);
        }
    }

    /// Adds the language prefix to quoted paths in tags or JSON.
    fn push_rooted(&self, text: &str, to: &mut String) {
        let mut parts = text.split("\"/");
        to.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let is_value = to.ends_with(['=', ':', '[', ',']);
            let end = part.find(['"', '?', '#']).unwrap_or(part.len());
            let (path, after) = part.split_at(end);
            let mut path = format!("/{path}");
            if is_value && self.below(&path).is_none() {
                path = self.at(&path);
            }
            to.extend(["\"", &path, after]);
        }
    }
}

/// Blocks of text.
const BLOCKS: [&str; 7] = ["p", "li", "dd", "h1", "h2", "h3", "blockquote"];

/// Elements in which text cannot be wrapped in an element with a language.
const RAW: [&str; 4] = ["title", "script", "option", "text"];

#[cfg(test)]
mod tests {
    use super::*;

    fn welsh() -> Localizer {
        Localizer {
            root: "/cy".to_owned(),
            original: "en".to_owned(),
            language: "cy".to_owned(),
            name: "Cymraeg".to_owned(),
        }
    }

    #[test]
    fn texts_have_their_language_where_elements_are_allowed() {
        for (html, finished) in [
            (
                "<p>A \u{e010}b &amp; c\u{e011} d</p>",
                "<p>A <span lang=\"en\">b &amp; c</span> d</p>",
            ),
            ("<title>\u{e010}a\u{e011}</title>", "<title>a</title>"),
            (
                "<svg><text>\u{e010}a\u{e011}</text></svg>",
                "<svg><text>a</text></svg>",
            ),
            (
                "<a title=\"\u{e010}a\u{e011}\">b</a>",
                "<a title=\"a\">b</a>",
            ),
            ("<p>\u{e010}a<br>b\u{e011}</p>", "<p>a<br>b</p>"),
        ] {
            assert_eq!(welsh().finish(HTML, html), finished);
        }
        let hebrew = Localizer {
            original: "he".to_owned(),
            ..welsh()
        };
        assert_eq!(
            hebrew.finish(HTML, "<p>\u{e010}a\u{e011}</p><p>b \u{e010}a\u{e011}</p>"),
            "<p><span lang=\"he\" class=\"block\" dir=\"rtl\">a</span></p><p>b <span lang=\"he\" dir=\"rtl\">a</span></p>"
        );
    }

    #[test]
    fn links_lead_to_pages_of_the_language() {
        for (html, finished) in [
            ("<a href=\"/\">", "<a href=\"/cy\">"),
            ("<a href=\"/a/b?c=/d#e\">", "<a href=\"/cy/a/b?c=/d#e\">"),
            ("<a href=\"/cy/a\">", "<a href=\"/cy/a\">"),
            ("<a href=\"/cyprus\">", "<a href=\"/cy/cyprus\">"),
            (
                "<a hreflang=\"en\" href=\"/a\">",
                "<a hreflang=\"en\" href=\"/a\">",
            ),
            ("<a href=\"/assets/a.css\">", "<a href=\"/assets/a.css\">"),
            ("<a href=\"#a\">\"/a\"", "<a href=\"#a\">\"/a\""),
            ("<path d=\"M0 0\"/>", "<path d=\"M0 0\"/>"),
        ] {
            assert_eq!(welsh().finish(HTML, html), finished);
        }
        let json = r#"{"address":"/a","text":"\"/a\" \ue010","all":"/directory.json"}"#;
        assert_eq!(
            welsh().finish("application/json", json),
            r#"{"address":"/cy/a","text":"\"/a\" \ue010","all":"/directory.json"}"#
        );
    }
}
