//! The words that readers see and that are not data: one message for each whole sentence, in one file for each language.
//!
//! This is the only module that knows Fluent. A message's text is plain: what it is given is escaped when the message is
//! written as HTML, and so is the text itself. It may hold `<strong>`, `<em>`, `<cite>` and `<code>`, and
//! links, whose name is that of the address they are given: `See <gaps>all gaps</gaps>.`
//!
//! A message that does not exist, and one that lacks an argument or the address of a link, are faults of the program:
//! they panic.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::directory::{Date, original};

/// The languages that are built in, English first: every message of another one that is missing is shown in English.
const BUILT_IN: [(&str, &str); 2] = [
    ("en", include_str!("../../locales/en.ftl")),
    ("cy", include_str!("../../locales/cy.ftl")),
];

/// Tags that a message may hold besides its links.
const TAGS: [&str; 4] = ["strong", "em", "cite", "code"];

/// What stands in a formatted message for each text that it is given, until that text is written. Private use: no
/// message holds one of these characters itself.
const PLACEHOLDERS: [&str; 16] = [
    "\u{e000}", "\u{e001}", "\u{e002}", "\u{e003}", "\u{e004}", "\u{e005}", "\u{e006}", "\u{e007}",
    "\u{e008}", "\u{e009}", "\u{e00a}", "\u{e00b}", "\u{e00c}", "\u{e00d}", "\u{e00e}", "\u{e00f}",
];
const FIRST_PLACEHOLDER: u32 = 0xe000;

/// Every message of a language.
pub(crate) struct Messages {
    language: LanguageIdentifier,
    bundle: FluentBundle<FluentResource>,
    /// The text of each message that takes no argument.
    fixed: HashMap<String, String>,
    /// The messages to use where one is missing: English ones.
    fallback: Option<Arc<Messages>>,
}

/// The languages in which pages can be: those that are built in, and others from files.
#[derive(Debug, Clone, Default)]
pub struct Locales {
    added: Vec<Arc<Messages>>,
}

/// A message that is being given its arguments. Writes itself as HTML.
#[derive(Debug, Clone)]
pub(crate) struct Message<'m> {
    messages: &'m Messages,
    /// Whether it is in English on pages in another language.
    is_fallback: bool,
    id: &'m str,
    arguments: Vec<(&'static str, Argument)>,
    /// What the arguments say, one after the other.
    buffer: String,
}

#[derive(Debug, Clone)]
enum Argument {
    /// Something to escape.
    Text(Range<usize>),
    /// HTML.
    Html(Range<usize>),
    /// A number, which chooses the plural.
    Count(usize),
    /// A word that chooses one of the message's variants.
    Choice(Range<usize>),
    /// The address of the link of that name.
    Link(Range<usize>),
}

/// A run of text for readers as HTML: words and links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Messages {
    /// The English messages.
    pub(crate) fn english() -> Arc<Messages> {
        Arc::clone(&built_in()[0])
    }

    /// Reads the messages of a language, named by its BCP 47 tag; else what is wrong with them.
    fn parse(
        language: &str,
        text: &str,
        fallback: Option<Arc<Messages>>,
    ) -> Result<Messages, Vec<String>> {
        let language: LanguageIdentifier = language
            .parse()
            .map_err(|error| vec![format!("{language} is not a language tag: {error}")])?;
        if let Some(found) = text.chars().find(|letter| placeholder(*letter).is_some()) {
            return Err(vec![format!("a message holds {}", found.escape_unicode())]);
        }
        let resource = FluentResource::try_new(text.to_owned())
            .map_err(|(_, errors)| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let ids = message_ids(text);
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        // Pages isolate what is written in another direction by `<bdi>`; marks would end up in titles and addresses.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let fixed = ids
            .filter_map(|id| {
                let pattern = bundle.get_message(id)?.value()?;
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, None, &mut errors);
                errors
                    .is_empty()
                    .then(|| (id.to_owned(), text.into_owned()))
            })
            .collect();
        Ok(Messages {
            language,
            bundle,
            fixed,
            fallback,
        })
    }

    /// Whether there is a message of this id in the language itself.
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

    /// The message of this id, ready for its arguments.
    pub(crate) fn get<'m>(&'m self, id: &'m str) -> Message<'m> {
        let fallback = self.fallback.as_deref().filter(|_| !self.has(id));
        Message {
            messages: fallback.unwrap_or(self),
            is_fallback: fallback.is_some(),
            id,
            arguments: Vec::new(),
            buffer: String::new(),
        }
    }

    /// The words of a message that takes no argument.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.get(id).plain()
    }

    /// A date as people write it, as precise as it is.
    pub(crate) fn date(&self, date: Date) -> String {
        let id = match (date.month(), date.day()) {
            (Some(_), Some(_)) => "date-day",
            (Some(_), None) => "date-month",
            (None, _) => "date-year",
        };
        let mut message = self.get(id).text("year", date.year());
        if let Some(month) = date.month() {
            message = message.count("month", usize::from(month));
        }
        if let Some(day) = date.day() {
            message = message.text("day", day);
        }
        message.plain()
    }

    /// A date for people and for machines.
    pub(crate) fn time(&self, date: impl Borrow<Date>) -> Html {
        let date = *date.borrow();
        let words = Html::text(self.date(date));
        Html(format!("<time datetime=\"{date}\">{words}</time>"))
    }

    /// Things one after the other, as a sentence names them: `a`, `a and b`, `a, b and c`.
    pub(crate) fn list(&self, items: impl IntoIterator<Item = Html>) -> Html {
        let mut items: Vec<Html> = items.into_iter().collect();
        let Some(last) = items.pop() else {
            return Html::default();
        };
        let Some(before) = items.pop() else {
            return last;
        };
        let pair =
            |id, first: &Html, last: &Html| self.get(id).html("a", first).html("b", last).finish();
        if items.is_empty() {
            return pair("list-two", &before, &last);
        }
        let first = items.into_iter().chain([before]);
        let first = first.reduce(|list, item| pair("list-start", &list, &item));
        pair(
            "list-end",
            &first.expect("there are two before the last"),
            &last,
        )
    }
}

fn direction(language: &LanguageIdentifier) -> &'static str {
    match language.character_direction() {
        CharacterDirection::RTL => "rtl",
        CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
    }
}

/// The direction of a language, for `dir`: that of English if the tag is none.
pub(crate) fn direction_of(tag: &str) -> &'static str {
    let language = tag.parse::<LanguageIdentifier>();
    language.map_or("ltr", |language| direction(&language))
}

/// The messages of each language that is built in.
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
    /// The messages of a language: of exactly this tag, or else of its language without a region.
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
        f.debug_struct("Messages")
            .field("language", &self.language())
            .finish_non_exhaustive()
    }
}

/// The ids of the messages in a file of them.
fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

impl Message<'_> {
    /// Gives it a text, which is escaped.
    pub(crate) fn text(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.argument(name, value, Argument::Text)
    }

    /// Gives it HTML: words with links.
    pub(crate) fn html(self, name: &'static str, value: impl HtmlSafe) -> Self {
        self.argument(name, value, Argument::Html)
    }

    /// Gives it a number, which also chooses the plural.
    pub(crate) fn count(mut self, name: &'static str, value: impl Borrow<usize>) -> Self {
        self.arguments
            .push((name, Argument::Count(*value.borrow())));
        self
    }

    /// Gives it a word that chooses a variant.
    pub(crate) fn choice(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.argument(name, value, Argument::Choice)
    }

    /// Gives it the address of the link that its text calls by this name.
    pub(crate) fn link(self, name: &'static str, address: impl fmt::Display) -> Self {
        self.argument(name, address, Argument::Link)
    }

    /// Gives it a date.
    pub(crate) fn date(self, name: &'static str, date: impl Borrow<Date>) -> Self {
        let time = self.messages.time(date);
        self.html(name, time)
    }

    fn argument(
        mut self,
        name: &'static str,
        value: impl fmt::Display,
        kind: fn(Range<usize>) -> Argument,
    ) -> Self {
        let start = self.buffer.len();
        write!(self.buffer, "{value}").expect("writing into a string cannot fail");
        self.arguments.push((name, kind(start..self.buffer.len())));
        self
    }

    /// The message as HTML.
    pub(crate) fn finish(&self) -> Html {
        Html(self.to_string())
    }

    /// The message as text alone, for titles and data.
    pub(crate) fn plain(&self) -> String {
        self.finish().plain()
    }

    /// Its text, in which placeholders stand for the texts that it is given.
    fn formatted(&self, write: impl FnOnce(&str) -> fmt::Result) -> fmt::Result {
        if let Some(fixed) = self.messages.fixed.get(self.id) {
            return write(fixed);
        }
        let id = self.id;
        let message = self.messages.bundle.get_message(id);
        let pattern = message.and_then(|message| message.value());
        let pattern = pattern.unwrap_or_else(|| panic!("there is no message {id}"));
        assert!(self.arguments.len() <= PLACEHOLDERS.len());
        let arguments: FluentArgs<'_> = self
            .arguments
            .iter()
            .zip(PLACEHOLDERS)
            .map(|((name, argument), placeholder)| {
                let value = match argument {
                    Argument::Text(_) | Argument::Html(_) => FluentValue::from(placeholder),
                    Argument::Count(count) => FluentValue::from(*count),
                    Argument::Choice(range) | Argument::Link(range) => {
                        FluentValue::from(&self.buffer[range.clone()])
                    }
                };
                (*name, value)
            })
            .collect();
        let mut errors = Vec::new();
        let bundle = &self.messages.bundle;
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        assert!(
            errors.is_empty(),
            "the message {id} lacks something: {errors:?}"
        );
        write(&text)
    }

    fn write(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = text;
        while let Some((place, letter)) = rest
            .char_indices()
            .find(|(_, letter)| needs_writing(*letter))
        {
            f.write_str(&rest[..place])?;
            rest = &rest[place + letter.len_utf8()..];
            if let Some(index) = placeholder(letter) {
                match &self.arguments[index].1 {
                    Argument::Text(range) => escape(&self.buffer[range.clone()], f)?,
                    Argument::Html(range) => f.write_str(&self.buffer[range.clone()])?,
                    other => unreachable!("{other:?} has no placeholder"),
                }
            } else if letter == '<'
                && let Some((tag, after)) = rest.split_once('>')
            {
                self.write_tag(tag, f)?;
                rest = after;
            } else {
                escape(letter.encode_utf8(&mut [0; 4]), f)?;
            }
        }
        f.write_str(rest)
    }

    fn write_tag(&self, tag: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, ends) = match tag.strip_prefix('/') {
            Some(name) => (name, true),
            None => (tag, false),
        };
        if TAGS.contains(&name) {
            return write!(f, "<{tag}>");
        }
        if ends {
            return f.write_str("</a>");
        }
        let address = self.arguments.iter().find_map(|argument| match argument {
            (of, Argument::Link(range)) if *of == name => Some(&self.buffer[range.clone()]),
            _ => None,
        });
        let address = address
            .unwrap_or_else(|| panic!("the message {} has no address for <{name}>", self.id));
        link_start(address, f)
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fallback {
            f.write_char(original::START)?;
        }
        self.formatted(|text| self.write(text, f))?;
        if self.is_fallback {
            f.write_char(original::END)?;
        }
        Ok(())
    }
}

impl HtmlSafe for Message<'_> {}

impl Html {
    /// A text, escaped.
    pub(crate) fn text(text: impl AsRef<str>) -> Html {
        let mut html = String::new();
        escape(text.as_ref(), &mut html).expect("writing into a string cannot fail");
        Html(html)
    }

    /// A text that leads somewhere.
    pub(crate) fn link(text: &str, address: &str) -> Html {
        let mut html = String::new();
        link_start(address, &mut html)
            .and_then(|()| escape(text, &mut html))
            .expect("writing into a string cannot fail");
        html.push_str("</a>");
        Html(html)
    }

    /// Sentences one after the other.
    pub(crate) fn paragraph(sentences: impl IntoIterator<Item = impl HtmlSafe>) -> Html {
        let mut html = String::new();
        for (place, sentence) in sentences.into_iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            write!(html, "{space}{sentence}").expect("writing into a string cannot fail");
        }
        Html(html)
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words without tags.
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

fn placeholder(letter: char) -> Option<usize> {
    let index = u32::from(letter).checked_sub(FIRST_PLACEHOLDER)? as usize;
    (index < PLACEHOLDERS.len()).then_some(index)
}

/// Whether a character of a formatted message is written as something else.
fn needs_writing(letter: char) -> bool {
    matches!(letter, '<' | '>' | '&' | '"') || placeholder(letter).is_some()
}

fn escape(text: &str, to: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    let mut rest = text;
    while let Some(place) = rest.find(['<', '>', '&', '"']) {
        to.write_str(&rest[..place])?;
        to.write_str(match rest.as_bytes()[place] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&quot;",
        })?;
        rest = &rest[place + 1..];
    }
    to.write_str(rest)
}

/// The start of a link. One that leads to another site is marked, so that paper can show its address.
fn link_start(address: &str, to: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    let ours = address.starts_with(['/', '#']);
    to.write_str(if ours {
        "<a href=\""
    } else {
        "<a class=\"out\" href=\""
    })?;
    escape(address, to)?;
    to.write_str("\">")
}

#[cfg(test)]
mod tests;
