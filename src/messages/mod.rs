//! The words that readers see and that are not data: one message per sentence, one Fluent file per language.
//!
//! This is the only module that uses Fluent. Messages are plain text: both the text and its arguments are escaped when
//! the message is written as HTML. The text may contain `<strong>`, `<em>`, `<cite>` and `<code>`, and links, which are
//! elements with the name of a path argument: `See <gaps>all gaps</gaps>.`
//!
//! A missing message, argument or link path is a bug, and panics.

mod check;
mod html;

use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write as _};
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::diagnostics::{Code, Diagnostic};
use crate::directory::{Date, original};
use html::{escape, link_start};

pub(crate) use html::Html;

/// The built-in languages, English first. A message that another language lacks is shown in English.
const BUILT_IN: [(&str, &str); 2] = [
    ("en", include_str!("../../locales/en.ftl")),
    ("cy", include_str!("../../locales/cy.ftl")),
];

/// Tags that messages may contain, besides links.
const TAGS: [&str; 4] = ["strong", "em", "cite", "code"];

/// Placeholders for arguments in a formatted message, replaced when it is written. They are private-use characters,
/// which messages do not contain.
const PLACEHOLDERS: RangeInclusive<char> = '\u{e000}'..='\u{e00f}';

/// The messages of a language.
pub(crate) struct Messages {
    language: LanguageIdentifier,
    bundle: FluentBundle<FluentResource>,
    /// The English messages, as a fallback.
    fallback: Option<Arc<Messages>>,
}

/// The languages of pages: the built-in ones, and others from files.
#[derive(Debug, Clone, Default)]
pub struct Locales {
    added: Vec<Arc<Messages>>,
}

/// A message that is collecting its arguments. Its `Display` is HTML.
#[derive(Debug)]
pub(crate) struct Message<'m> {
    messages: &'m Messages,
    /// Whether it is English text on a page in another language.
    is_fallback: bool,
    id: &'m str,
    arguments: FluentArgs<'static>,
    /// What replaces the placeholders among the arguments.
    html: Vec<String>,
}

impl Messages {
    /// The English messages.
    pub(crate) fn english() -> Arc<Messages> {
        Arc::clone(&built_in()[0])
    }

    /// Parses the messages of a language, given by its BCP 47 tag. The error lists the mistakes.
    fn parse(
        language: &str,
        text: &str,
        fallback: Option<Arc<Messages>>,
    ) -> Result<Messages, Vec<Diagnostic>> {
        let language: LanguageIdentifier = language.parse().map_err(|error| {
            let title = format!("{language} is not a language tag: {error}");
            vec![Code::MalformedMessage.at(0..0, title)]
        })?;
        let resource = FluentResource::try_new(text.to_owned());
        let resource = resource.map_err(|(_, errors)| {
            let malformed = errors.into_iter().map(|error| {
                let title = format!("this is not Fluent: {error}");
                Code::MalformedMessage.at(error.pos, title)
            });
            malformed.collect::<Vec<_>>()
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        // Pages isolate text in another direction with `<bdi>`; Fluent's isolation marks would end up in titles and
        // paths.
        bundle.set_use_isolating(false);
        // `check` reports messages that are there twice.
        bundle.add_resource_overriding(resource);
        Ok(Messages {
            language,
            bundle,
            fallback,
        })
    }

    /// Whether the language itself has a message with this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The BCP 47 tag, for `lang`.
    pub(crate) fn language(&self) -> String {
        self.language.to_string()
    }

    /// `rtl` or `ltr`, for `dir`.
    pub(crate) fn direction(&self) -> &'static str {
        direction(&self.language)
    }

    /// The message with this id, ready for arguments.
    pub(crate) fn get<'m>(&'m self, id: &'m str) -> Message<'m> {
        let fallback = self.fallback.as_deref().filter(|_| !self.has(id));
        Message {
            messages: fallback.unwrap_or(self),
            is_fallback: fallback.is_some(),
            id,
            arguments: FluentArgs::new(),
            html: Vec::new(),
        }
    }

    /// The text of a message without arguments.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.get(id).plain()
    }

    /// The text for a word of the data file: the kind of a body, the reason of an absence, the state of a gap. The ids of
    /// these messages end with the word.
    pub(crate) fn word(&self, of: &str, word: impl fmt::Display) -> String {
        self.plain(&format!("{of}-{word}"))
    }

    /// A date for readers, with the precision that it has.
    pub(crate) fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let month = month.map(usize::from);
        let message = match (month, day) {
            (Some(month), Some(day)) => self.get("date-day").count("month", month).text("day", day),
            (Some(month), None) => self.get("date-month").count("month", month),
            (None, _) => self.get("date-year"),
        };
        message.text("year", year).plain()
    }

    /// A date as a `<time>` element.
    pub(crate) fn time(&self, date: impl Borrow<Date>) -> Html {
        let date = *date.borrow();
        let words = Html::text(self.date(date));
        Html(format!("<time datetime=\"{date}\">{words}</time>"))
    }

    /// A list in a sentence: `a`, `a and b`, `a, b and c`.
    pub(crate) fn list(&self, items: impl IntoIterator<Item = Html>) -> Html {
        let mut items: Vec<Html> = items.into_iter().collect();
        let last = items.pop().unwrap_or_default();
        let end = if items.len() == 1 {
            "list-two"
        } else {
            "list-end"
        };
        let pair =
            |id, first: &Html, last: &Html| self.get(id).html("a", first).html("b", last).finish();
        match items
            .into_iter()
            .reduce(|list, item| pair("list-start", &list, &item))
        {
            Some(before) => pair(end, &before, &last),
            None => last,
        }
    }
}

fn direction(language: &LanguageIdentifier) -> &'static str {
    match language.character_direction() {
        CharacterDirection::RTL => "rtl",
        CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
    }
}

/// The direction of a language, for `dir`; `ltr` if the tag is invalid.
pub(crate) fn direction_of(tag: &str) -> &'static str {
    let language = tag.parse::<LanguageIdentifier>();
    language.map_or("ltr", |language| direction(&language))
}

/// The messages of each built-in language.
fn built_in() -> &'static [Arc<Messages>] {
    static MESSAGES: LazyLock<Vec<Arc<Messages>>> = LazyLock::new(|| {
        let mut all: Vec<Arc<Messages>> = Vec::new();
        for (language, text) in BUILT_IN {
            let messages = Messages::parse(language, text, all.first().cloned());
            all.push(Arc::new(
                messages.expect("built-in messages hold no mistake"),
            ));
        }
        all
    });
    &MESSAGES
}

impl Locales {
    /// The messages for a language tag: those of exactly this tag, or of its language without a region.
    pub(crate) fn messages(&self, tag: &str) -> Option<Arc<Messages>> {
        let language = tag.split('-').next();
        let find = |wanted: &str| {
            let mut all = self.added.iter().chain(built_in());
            all.find(|messages| messages.language() == wanted).cloned()
        };
        find(tag).or_else(|| language.and_then(find))
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Messages({})", self.language)
    }
}

impl Message<'_> {
    /// Adds a text, which is escaped.
    pub(crate) fn text(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.replaced(name, Html::text(value.to_string()).0)
    }

    /// Adds HTML.
    pub(crate) fn html(self, name: &'static str, value: impl HtmlSafe) -> Self {
        self.replaced(name, value.to_string())
    }

    fn replaced(mut self, name: &'static str, html: String) -> Self {
        let placeholder = PLACEHOLDERS.clone().nth(self.html.len());
        let placeholder = placeholder.expect("no message has so many arguments");
        self.html.push(html);
        self.argument(name, placeholder.to_string())
    }

    /// Adds a number, which also selects the plural.
    pub(crate) fn count(self, name: &'static str, value: impl Borrow<usize>) -> Self {
        self.argument(name, *value.borrow())
    }

    /// Adds a word, which selects a variant.
    pub(crate) fn choice(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.argument(name, value.to_string())
    }

    /// Adds a condition, which selects the variant `yes` or `no`.
    pub(crate) fn flag(self, name: &'static str, condition: impl Borrow<bool>) -> Self {
        self.choice(name, if *condition.borrow() { "yes" } else { "no" })
    }

    /// Adds the path of the link with this name.
    pub(crate) fn link(self, name: &'static str, address: impl fmt::Display) -> Self {
        self.argument(name, address.to_string())
    }

    /// Adds a date.
    pub(crate) fn date(self, name: &'static str, date: impl Borrow<Date>) -> Self {
        let time = self.messages.time(date);
        self.html(name, time)
    }

    fn argument(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.arguments.set(name, value);
        self
    }

    pub(crate) fn finish(&self) -> Html {
        Html(self.to_string())
    }

    /// The message as plain text, for titles and data.
    pub(crate) fn plain(&self) -> String {
        self.finish().plain()
    }

    /// The formatted text, with placeholders for text and HTML arguments.
    fn formatted(&self) -> Cow<'_, str> {
        let (id, bundle) = (self.id, &self.messages.bundle);
        let pattern = bundle.get_message(id).and_then(|message| message.value());
        let pattern = pattern.unwrap_or_else(|| panic!("there is no message {id}"));
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&self.arguments), &mut errors);
        assert!(
            errors.is_empty(),
            "the message {id} lacks something: {errors:?}"
        );
        text
    }

    fn write(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = text;
        while let Some(place) = rest.find(|letter| letter == '<' || PLACEHOLDERS.contains(&letter))
        {
            escape(&rest[..place], f)?;
            let mut letters = rest[place..].chars();
            let letter = letters.next();
            rest = letters.as_str();
            if letter != Some('<') {
                let before = PLACEHOLDERS.take_while(|known| Some(*known) != letter);
                f.write_str(&self.html[before.count()])?;
            } else if let Some((tag, after)) = rest.split_once('>') {
                self.write_tag(tag, f)?;
                rest = after;
            } else {
                f.write_str("&lt;")?;
            }
        }
        escape(rest, f)
    }

    fn write_tag(&self, tag: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if TAGS.contains(&tag.trim_start_matches('/')) {
            return write!(f, "<{tag}>");
        }
        if tag.starts_with('/') {
            return f.write_str("</a>");
        }
        match self.arguments.get(tag) {
            Some(FluentValue::String(address)) => link_start(address, f),
            _ => panic!("the message {} has no address for <{tag}>", self.id),
        }
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fallback {
            f.write_char(original::START)?;
        }
        self.write(&self.formatted(), f)?;
        if self.is_fallback {
            f.write_char(original::END)?;
        }
        Ok(())
    }
}

impl HtmlSafe for Message<'_> {}

#[cfg(test)]
mod tests;
