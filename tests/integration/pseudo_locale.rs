//! A language that is none, made from the English messages by accents on every letter: what its pages show without
//! accents is written in a template or in the program instead of in a message.

use std::collections::{BTreeMap, BTreeSet};

use hyper::Method;
use npm_directory::diagnostics::SourceText;
use npm_directory::pipeline::Data;
use npm_directory::server::{Policy, Server};
use npm_directory::site::{Locales, Options, Site};
use toml::de::{DeTable, DeValue};

use super::html::{self, Element};
use super::support::{ask, get, options};

const ENGLISH: &str = include_str!("../../locales/en.ftl");
const ISLANDS: &str = include_str!("../fixtures/islands.toml");
/// The tag that CLDR gives to English with accents.
const LANGUAGE: &str = "en-XA";

/// The title of a source there.
const TITLE: &str = "The Grey & <Blue> Table, \"first\" printing";

/// Each letter of a text with an accent.
fn accented(text: &str) -> String {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçďéƒğĥíĵķľɱñóþɋŕšţúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĽṀÑÓÞɊŔŠŢÚṼŴẊÝŽ";
    let accented = |letter| {
        let place = PLAIN.find(letter)?;
        ACCENTED.chars().nth(place)
    };
    text.chars()
        .map(|letter| accented(letter).unwrap_or(letter))
        .collect()
}

/// The messages with accents on their text: neither on ids, comments, arguments, tags nor the names of variants.
fn pseudo_messages() -> String {
    let mut messages = String::new();
    for line in ENGLISH.split_inclusive('\n') {
        let start = match line.trim_start().chars().next() {
            Some('#') => line.len(),
            Some('[' | '*') => line.find(']').expect("a variant has a name") + 1,
            _ if line.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                line.find('=').expect("a message has an id")
            }
            _ => 0,
        };
        let (start, mut rest) = line.split_at(start);
        messages.push_str(start);
        while let Some(place) = rest.find(['{', '<']) {
            messages.push_str(&accented(&rest[..place]));
            rest = &rest[place..];
            let end = rest.find(['}', '>']).expect("it ends on its line") + 1;
            messages.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        messages.push_str(&accented(rest));
    }
    messages
}

/// A translation of every text of a data file, and of what is none.
fn pseudo_translation(data: &str) -> String {
    fn collect<'t>(value: &'t DeValue<'_>, texts: &mut BTreeSet<&'t str>) {
        match value {
            DeValue::String(text) => drop(texts.insert(text)),
            DeValue::Array(values) => {
                for value in values {
                    collect(value.get_ref(), texts);
                }
            }
            DeValue::Table(table) => {
                for value in table.values() {
                    collect(value.get_ref(), texts);
                }
            }
            _ => {}
        }
    }
    let table = DeTable::parse(data).expect("it is TOML").into_inner();
    let table = DeValue::Table(table);
    let mut texts = BTreeSet::new();
    collect(&table, &mut texts);
    let lines = texts
        .iter()
        .map(|text| format!("{text:?} = {:?}\n", accented(text)));
    let lines: String = lines.collect();
    format!("[translation]\nlanguage = \"{LANGUAGE}\"\nreviewed = true\n\n[texts]\n{lines}")
}

fn site() -> Site {
    let source = SourceText::new("en-XA.ftl", pseudo_messages());
    let (locales, _) =
        Locales::with_files(&[(LANGUAGE.to_owned(), source)]).expect("the messages have no error");
    let options = Options {
        locales,
        ..options()
    };
    let translation = pseudo_translation(ISLANDS);
    let data =
        Data::new("islands.toml", ISLANDS).translated(LANGUAGE, "islands.en-XA.toml", translation);
    data.site(&options).expect("no mistakes").site
}

/// The texts and labels of a page that are in its own language.
fn own_texts(element: &Element, texts: &mut Vec<String>) {
    let labels = ["alt", "aria-label", "content", "placeholder", "title"];
    let attributes = element.attributes();
    let attributes = attributes.filter(|(name, _)| labels.contains(name));
    if !matches!(element.attribute("name"), Some("robots" | "viewport")) {
        texts.extend(attributes.map(|(_, value)| value.to_owned()));
    }
    texts.extend(element.own_texts().map(str::to_owned));
    for child in element.children() {
        if child.name != "script" && child.attribute("lang").is_none() {
            own_texts(child, texts);
        }
    }
}

/// The language of a name in the small directory.
const LANGUAGE_TAG: &str = "(mi)";

/// The words of a page without accents, but for what is in no language: addresses, the hash of the data, the tag of a
/// language without a name, and letters that stand alone, as those of notes do. A title of a source stays as it is, without a mark in a description.
fn plain_words(page: &Element, hash: &str) -> BTreeSet<String> {
    let mut texts = Vec::new();
    own_texts(page, &mut texts);
    for text in &mut texts {
        *text = text.replace(TITLE, "");
    }
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    let words = words.filter(|word| !word.contains('/') && !word.starts_with(&hash[..12]));
    let words = words.filter(|word| *word != LANGUAGE_TAG);
    let plain = words.filter(|word| {
        let letters = word.chars().filter(char::is_ascii_alphabetic);
        letters.count() > 1
    });
    plain.map(str::to_owned).collect()
}

#[test]
fn no_page_has_words_that_are_neither_messages_nor_data() {
    let site = site();
    let hash = site.data_hash().to_owned();
    let mut pages = BTreeMap::new();
    for (path, resource) in site.resources() {
        if resource.is_page() && site.at(path).within(path) != path {
            let html = str::from_utf8(resource.bytes()).expect("it is text");
            pages.insert(path.to_owned(), html.to_owned());
        }
    }
    let finished = pages.len();
    assert!(finished > 80, "only {finished}");
    let server = Server::new(site, Policy::default());
    for path in [
        "/en-xa/search?q=",
        "/en-xa/search?q=hulks",
        "/en-xa/search?q=guild",
        "/en-xa/search?q=cells",
        "/en-xa/search?q=xyzzy",
        "/en-xa/lookup?find=1",
        "/en-xa/lookup?setting=hulks&find=1",
        "/en-xa/lookup?jurisdiction=ahe&find=1",
        "/en-xa/lookup?setting=dungeon&find=1",
        "/en-xa/settings/hulk",
    ] {
        pages.insert(path.to_owned(), get(&server, path).text().to_owned());
    }
    let post = ask(&server, Method::POST, "/en-xa/about", &[]);
    pages.insert("POST".to_owned(), post.text().to_owned());
    for (path, page) in pages {
        let page = html::parse(&page);
        assert_eq!(page.attribute("lang"), Some(LANGUAGE), "{path}");
        // What a reader asked for stands on the page as it was typed.
        let typed = path.split_once("?q=").map_or("", |(_, typed)| typed);
        let mut plain = plain_words(&page, &hash);
        plain.retain(|word| typed.is_empty() || !word.contains(typed));
        assert_eq!(plain, BTreeSet::new(), "{path}");
    }
}
