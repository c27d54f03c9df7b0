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
            Cow::Borrowed(body)
        } else if media == HTML {
            Cow::Owned(self.finish_html(body))
        } else {
            let body = unmarked(body);
            Cow::Owned(self.with_root(&body).into_owned())
        }
    }

    /// Splits HTML into tags, whose links are localized, and text, whose language is marked.
    fn finish_html(&self, html: &str) -> String {
        let mut finished = String::with_capacity(html.len() + html.len() / 4);
        let mut rest = html;
        let mut tag = "";
        while let Some(start) = rest.find('<') {
            self.push_text(&rest[..start], is_block(tag), &mut finished);
            rest = &rest[start..];
            // Elements with raw text end with their end tag.
            let raw = RAW.iter().find(|(tag, _)| rest.starts_with(tag));
            let end = match raw {
                Some((_, end_tag)) => rest.find(end_tag),
                None => rest.find('>'),
            };
            let after;
            (tag, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            if raw.is_some() || tag.contains(" hreflang=") {
                finished.push_str(&unmarked(tag));
            } else {
                finished.push_str(&self.with_root(&unmarked(tag)));
            }
            rest = after;
        }
        self.push_text(rest, false, &mut finished);
        finished
    }

    /// The text between two tags. If it is all that is in a block and in another direction, its lines begin at the other
    /// side.
    fn push_text(&self, text: &str, in_block: bool, to: &mut String) {
        let is_all = in_block
            && text.starts_with(START)
            && text.find(END) == text.rfind(END)
            && text.ends_with(END);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(START) {
            to.push_str(&unmarked(before));
            rest = after;
            if let Some((original, after)) = rest.split_once(END) {
                to.push_str("<span lang=\"");
                to.push_str(&self.original);
                if direction_of(&self.original) != direction_of(&self.language) {
                    to.push_str(if is_all { "\" class=\"block" } else { "" });
                    to.push_str("\" dir=\"");
                    to.push_str(direction_of(&self.original));
                }
                to.push_str("\">");
                to.push_str(&unmarked(original));
                to.push_str("</span>");
                rest = after;
            }
        }
        to.push_str(&unmarked(rest));
    }

    /// Adds the language prefix to quoted paths in tags or JSON.
    fn with_root<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.root.is_empty() || !text.contains("\"/") {
            return Cow::Borrowed(text);
        }
        let mut rooted = String::with_capacity(text.len() + text.len() / 8);
        let mut rest = text;
        while let Some(start) = rest.find("\"/") {
            let (before, after) = rest.split_at(start + 1);
            rooted.push_str(before);
            let end = after.find(['"', '?', '#']).unwrap_or(after.len());
            let (path, after) = after.split_at(end);
            let is_value = before.trim_end_matches('"').ends_with(['=', ':', '[', ',']);
            let is_below = path
                .strip_prefix(&self.root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if !is_value || is_below {
                rooted.push_str(path);
            } else {
                rooted.push_str(&self.at(path));
            }
            rest = after;
        }
        rooted.push_str(rest);
        Cow::Owned(rooted)
    }
}

/// Whether a tag begins a block of text.
fn is_block(tag: &str) -> bool {
    const BLOCKS: [&str; 7] = ["<p", "<li", "<dd", "<h1", "<h2", "<h3", "<blockquote"];
    let name = tag.split([' ', '>']).next().unwrap_or_default();
    BLOCKS.contains(&name)
}

/// Elements in which text cannot be wrapped in an element with a language, with their end tags.
const RAW: [(&str, &str); 4] = [
    ("<title", "</title"),
    ("<script", "</script"),
    ("<option", "</option"),
    ("<text", "</text"),
];

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
