//! HTML, and how texts are escaped in it.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// HTML in which texts are escaped: words and links, or what a template renders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(pub(super) String);

impl Html {
    /// An escaped text.
    pub(crate) fn text(text: impl AsRef<str>) -> Html {
        let mut html = String::new();
        escape(text.as_ref(), &mut html).expect("writing into a string cannot fail");
        Html(html)
    }

    /// What a template renders.
    pub(crate) fn of(template: &(impl Template + ?Sized)) -> Html {
        let rendered = template.render().expect("it is written into memory");
        Html(rendered.trim().to_owned())
    }

    /// A text as a link.
    pub(crate) fn link(text: &str, address: &str) -> Html {
        let mut html = String::new();
        link_start(address, &mut html)
            .and_then(|()| escape(text, &mut html))
            .expect("writing into a string cannot fail");
        html.push_str("</a>");
        Html(html)
    }

    /// Joins sentences.
    pub(crate) fn paragraph(sentences: impl IntoIterator<Item = impl HtmlSafe>) -> Html {
        let sentences = sentences.into_iter();
        let sentences: Vec<String> = sentences.map(|sentence| sentence.to_string()).collect();
        Html(sentences.join(" "))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text without tags.
    pub(crate) fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(place) = rest.find(['<', '&']) {
            plain.push_str(&rest[..place]);
            rest = &rest[place..];
            let end = if rest.starts_with('<') { '>' } else { ';' };
            let (mark, after) = rest.split_once(end).expect("tags and escapes end");
            plain.push_str(match mark {
                "&amp" => "&",
                "&lt" => "<",
                "&gt" => ">",
                "&quot" => "\"",
                _ => "",
            });
            rest = after;
        }
        plain.push_str(rest);
        plain
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Writes a text as HTML.
pub(super) fn escape(text: &str, to: &mut impl fmt::Write) -> fmt::Result {
    const SPECIAL: [char; 4] = ['<', '>', '&', '"'];
    for part in text.split_inclusive(SPECIAL) {
        let plain = part.trim_end_matches(SPECIAL);
        to.write_str(plain)?;
        to.write_str(match &part[plain.len()..] {
            "<" => "&lt;",
            ">" => "&gt;",
            "&" => "&amp;",
            "\"" => "&quot;",
            _ => "",
        })?;
    }
    Ok(())
}

/// The start tag of a link. Links to other sites have a class, so that print can show their URL.
pub(super) fn link_start(address: &str, to: &mut impl fmt::Write) -> fmt::Result {
    let ours = address.starts_with(['/', '#']);
    to.write_str(if ours { "<a" } else { "<a class=\"out\"" })?;
    to.write_str(" href=\"")?;
    escape(address, to)?;
    to.write_str("\">")
}
