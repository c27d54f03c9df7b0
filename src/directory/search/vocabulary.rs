//! The words of all aliases, and how words of a query match them.
//!
//! Nothing here knows the targets of the aliases.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::text::{TextWord, words};
use super::{SearchWords, listed};
use crate::directory::distance;

/// The maximum length of a query in words and characters; no alias is longer.
pub(crate) const MOST_WORDS: usize = 32;
const MOST_CHARACTERS: usize = 400;

/// The index of a word in a [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TermKey(usize);

/// Every word of every alias.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Sorted by stem.
    terms: Vec<Term>,
    /// Words that are compared as written, because a final S is not a plural.
    abbreviations: BTreeSet<String>,
    /// Phrases to ignore in aliases and queries, longest first.
    ignored: Vec<Vec<String>>,
    /// Words that match only as part of a whole alias.
    stop_words: BTreeSet<String>,
}

#[derive(Debug)]
struct Term {
    stem: String,
    /// Its number of letters.
    length: usize,
    /// As the first alias that contains it writes it.
    written: String,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// As typed.
    pub(crate) written: String,
    /// How it was recognized.
    pub(crate) matching: Matching,
    /// The words that it may stand for: several only if the match is not exact.
    pub(crate) readings: Vec<TermKey>,
    /// Whether it is a stop word in a query that has other words.
    pub(crate) is_stop_word: bool,
}

/// How a word of a query matches, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Matching {
    /// It is a known word.
    Exact,
    /// It is the beginning of known words.
    Prefix,
    /// It is a known word with spelling mistakes.
    Spelling,
    /// It matches no known word.
    Unknown,
}

impl QueryWord {
    pub(crate) fn is_exact(&self) -> bool {
        self.matching == Matching::Exact
    }
}

impl Lexicon {
    /// Collects the words of these texts. `ignored` are phrases from the data file that search should ignore.
    pub(crate) fn new<'a>(
        texts: impl Iterator<Item = &'a str> + Clone,
        ignored: &'a [String],
        search_words: &SearchWords<'a>,
    ) -> Lexicon {
        let fold = |phrase: &str| -> Vec<String> {
            let words = words(phrase).into_iter();
            words.map(|word| word.folded).collect()
        };
        let of_language = listed(search_words.ignored);
        let mut vocabulary = Lexicon {
            terms: Vec::new(),
            abbreviations: texts
                .clone()
                .flat_map(words)
                .filter(TextWord::is_abbreviation)
                .map(|word| word.folded)
                .collect(),
            ignored: of_language
                .chain(ignored.iter().map(String::as_str))
                .map(fold)
                .filter(|phrase| !phrase.is_empty())
                .collect(),
            stop_words: listed(search_words.stop_words).flat_map(fold).collect(),
        };
        vocabulary
            .ignored
            .sort_by_key(|phrase| Reverse(phrase.len()));
        let mut stems = BTreeMap::new();
        for word in texts.flat_map(|text| vocabulary.without_ignored(words(text))) {
            stems.entry(vocabulary.stem(&word)).or_insert(word.written);
        }
        vocabulary.terms = stems
            .into_iter()
            .map(|(stem, written)| Term {
                length: stem.chars().count(),
                stem,
                written,
            })
            .collect();
        vocabulary
    }

    /// Reads the words of a query, in order, without ignored phrases.
    pub(crate) fn read(&self, query: &str) -> Vec<QueryWord> {
        let end = query.char_indices().nth(MOST_CHARACTERS);
        let query = end.map_or(query, |(end, _)| &query[..end]);
        let is_in_capitals = !query.chars().any(char::is_lowercase);
        let mut words = words(query);
        words.truncate(MOST_WORDS);
        let words = self.without_ignored(words);
        let is_stop_word = |word: &TextWord| {
            let is_abbreviation = !is_in_capitals
                && word.is_abbreviation()
                && self.abbreviations.contains(&word.folded);
            let is_listed = |form: &str| self.stop_words.contains(form);
            !is_abbreviation && (is_listed(&word.folded) || is_listed(&word.singular()))
        };
        let has_others = !words.iter().all(is_stop_word);
        let read = words.into_iter().map(|word| {
            let is_stop_word = has_others && is_stop_word(&word);
            let readings = self.readings(&self.stem(&word), is_stop_word);
            let (matching, readings) = readings.unwrap_or((Matching::Unknown, Vec::new()));
            QueryWord {
                written: word.written,
                matching,
                readings,
                is_stop_word,
            }
        });
        read.collect()
    }

    /// Whether a word is a stop word.
    pub(crate) fn is_stop_word(&self, term: TermKey) -> bool {
        self.stop_words.contains(&self.terms[term.0].stem)
    }

    pub(crate) fn length(&self, term: TermKey) -> usize {
        self.terms[term.0].length
    }

    /// A word as the file writes it.
    pub(crate) fn written(&self, term: TermKey) -> &str {
        &self.terms[term.0].written
    }

    /// Removes ignored phrases, unless nothing would be left.
    fn without_ignored(&self, words: Vec<TextWord>) -> Vec<TextWord> {
        let mut kept = Vec::with_capacity(words.len());
        let mut rest = words.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let begins = |phrase: &&Vec<String>| {
                let mut folded = rest.iter().map(|word| &word.folded);
                phrase.iter().all(|part| folded.next() == Some(part))
            };
            rest = if let Some(phrase) = self.ignored.iter().find(begins) {
                &rest[phrase.len()..]
            } else {
                kept.push(first.clone());
                after
            };
        }
        if kept.is_empty() { words } else { kept }
    }

    fn stem(&self, word: &TextWord) -> String {
        if self.abbreviations.contains(&word.folded) {
            word.folded.clone()
        } else {
            word.singular()
        }
    }

    fn readings(&self, stem: &str, exact_only: bool) -> Option<(Matching, Vec<TermKey>)> {
        let exact = self
            .terms
            .binary_search_by(|term| term.stem.as_str().cmp(stem));
        if let Ok(index) = exact {
            return Some((Matching::Exact, vec![TermKey(index)]));
        }
        // Short words match too many others by beginning or spelling, so they must match exactly. The first letter must
        // match.
        let length = stem.chars().count();
        if exact_only || length < 4 || !stem.chars().all(char::is_alphabetic) {
            return None;
        }
        let keys = || (0..self.terms.len()).map(TermKey);
        let begun: Vec<TermKey> = keys()
            .filter(|key| self.terms[key.0].stem.starts_with(stem))
            .collect();
        if !begun.is_empty() {
            return Some((Matching::Prefix, begun));
        }
        let most_edits = match length {
            ..5 => return None,
            5..7 => 1,
            _ => 2,
        };
        let near: Vec<(usize, TermKey)> = keys()
            .filter(|key| self.terms[key.0].length.abs_diff(length) <= most_edits)
            .filter(|key| self.terms[key.0].stem.chars().next() == stem.chars().next())
            .map(|key| (distance(stem, &self.terms[key.0].stem), key))
            .filter(|(distance, _)| *distance <= most_edits)
            .collect();
        let (least, _) = near.iter().min()?;
        let nearest = near.iter().filter(|(distance, _)| distance == least);
        Some((Matching::Spelling, nearest.map(|(_, key)| *key).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 5] = [
        "HM Inspectorate of Prisons",
        "HMIPS",
        "Prison vans",
        "Police custody jail",
        "Section 136 of 20161",
    ];

    fn vocabulary() -> Lexicon {
        of(&TEXTS)
    }

    fn of(texts: &[&'static str]) -> Lexicon {
        let ignored = ["HM".to_owned(), "His Majesty's".to_owned()];
        let search_words = SearchWords {
            ignored: "the, of, a",
            stop_words: "his",
            ..SearchWords::default()
        };
        Lexicon::new(texts.iter().copied(), &ignored, &search_words)
    }

    fn read(query: &str) -> Vec<(Matching, Vec<String>)> {
        let vocabulary = vocabulary();
        vocabulary
            .read(query)
            .into_iter()
            .filter(|word| word.matching != Matching::Unknown)
            .map(|word| {
                let readings = word.readings.iter();
                let written = readings.map(|term| vocabulary.written(*term).to_owned());
                (word.matching, written.collect())
            })
            .collect()
    }

    fn one(matching: Matching, written: &str) -> Vec<(Matching, Vec<String>)> {
        vec![(matching, vec![written.to_owned()])]
    }

    #[test]
    fn a_word_is_known_in_any_case_and_number() {
        for query in ["prison", "PRISONS", "Prison's"] {
            assert_eq!(read(query), one(Matching::Exact, "Prisons"), "{query}");
        }
    }

    #[test]
    fn an_abbreviation_keeps_its_last_letter() {
        assert_eq!(read("hmips"), one(Matching::Exact, "HMIPS"));
        assert_eq!(read("hmip"), one(Matching::Prefix, "HMIPS"));
    }

    #[test]
    fn a_prefix_matches_all_words_that_begin_with_it() {
        assert_eq!(read("pris"), one(Matching::Prefix, "Prisons"));
        assert_eq!(read("pri"), [], "three letters are too few");
        assert_eq!(read("van"), one(Matching::Exact, "vans"));
        assert_eq!(read("2016"), [], "a number is no beginning of another");
    }

    #[test]
    fn longer_words_may_have_more_mistakes() {
        assert_eq!(read("cst"), []);
        assert_eq!(
            read("bail"),
            [],
            "a short word is no misspelling of another"
        );
        assert_eq!(read("polise"), one(Matching::Spelling, "Police"));
        assert_eq!(read("bolise"), []);
        assert_eq!(read("folice"), [], "the first letter is seldom wrong");
        assert_eq!(
            read("inspektoratt"),
            one(Matching::Spelling, "Inspectorate")
        );
        assert_eq!(read("inzbektoratt"), []);
        assert_eq!(read("sektoin"), one(Matching::Spelling, "Section"));
    }

    #[test]
    fn the_nearest_spelling_counts_and_equally_near_ones_all_do() {
        let vocabulary = of(&["Icvax icvox"]);
        let readings = |query: &str| {
            let read = vocabulary.read(query);
            let readings = read.iter().flat_map(|word| &word.readings);
            readings
                .map(|term| vocabulary.written(*term))
                .collect::<Vec<_>>()
        };
        assert_eq!(readings("icvbx"), ["Icvax", "icvox"]);
        assert_eq!(readings("icvvox"), ["icvox"]);
    }

    #[test]
    fn ignored_phrases_are_removed_unless_nothing_would_be_left() {
        let vocabulary = vocabulary();
        let name = vocabulary.read("HM Inspectorate of Prisons");
        assert_eq!(name.len(), 2);
        for title in ["His Majesty's", "his majestys", "The HM"] {
            let query = format!("{title} Inspectorate of Prisons");
            assert_eq!(vocabulary.read(&query).len(), 2, "{query}");
        }
        assert_eq!(read("the prison"), one(Matching::Exact, "Prisons"));
        assert_eq!(of(&["The A"]).read("the a").len(), 2);
    }

    #[test]
    fn a_stop_word_written_as_an_abbreviation_is_none() {
        let vocabulary = of(&["HIS", "histories", "prison"]);
        let stop_words = |query: &str| -> Vec<bool> {
            let read = vocabulary.read(query);
            read.iter().map(|word| word.is_stop_word).collect()
        };
        assert_eq!(stop_words("his prison"), [true, false]);
        assert_eq!(stop_words("HIS prison"), [false, false]);
        assert_eq!(stop_words("HIS PRISON"), [true, false]);
        assert_eq!(stop_words("his"), [false], "there is nothing else");
        assert_eq!(stop_words("his unknownword"), [true, false]);
        let his = &of(&["histories"]).read("his prison")[0];
        assert_eq!(his.matching, Matching::Unknown, "nor is it a prefix");
    }

    #[test]
    fn the_length_of_a_query_is_limited() {
        assert_eq!(read(&"prison ".repeat(1000)).len(), MOST_WORDS);
        assert_eq!(read(&format!("{:>400} van", "prison")).len(), 1);
        assert_eq!(read(&format!("{:>396} van", "prison")).len(), 2);
    }
}
