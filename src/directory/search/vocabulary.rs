//! The words of all names, and which of them a reader's word can stand for.
//!
//! Nothing here knows what the names name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::words::{Word, words};
use crate::directory::distance;

/// More words than this are not looked at: a reader's question has fewer, and so has any name.
pub(super) const MOST_WORDS: usize = 32;

/// Nor are more characters than this.
const MOST_CHARACTERS: usize = 400;

/// English words, as the pages are in English, that tell no name from another.
const SMALL_WORDS: [&str; 18] = [
    "a", "an", "and", "at", "by", "do", "for", "from", "in", "is", "my", "of", "on", "or", "the",
    "to", "who", "with",
];

/// A word of a [`Vocabulary`]: its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordKey(usize);

/// Every word of every name.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Sorted by stem.
    entries: Vec<Entry>,
    /// Words that are compared as they stand, because they are no plurals.
    abbreviations: BTreeSet<String>,
    /// Phrases that are left out of names and queries, longest first.
    ignored: Vec<Vec<String>>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// As it was typed.
    pub(super) written: String,
    /// How it was understood.
    pub(super) hearing: Hearing,
    /// What it can stand for. Never empty, and several only where it is exactly none of them.
    pub(super) readings: Vec<WordKey>,
}

/// How a word of a query was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hearing {
    /// It is a word of the vocabulary.
    Exact,
    /// It begins one.
    Prefix,
    /// It is nearly one.
    Spelling,
}

#[derive(Debug)]
struct Entry {
    stem: String,
    /// The word as the first name that holds it has it.
    written: String,
    letters: Letters,
}

impl Vocabulary {
    /// Gathers the words of these texts.
    pub(super) fn new<'a>(
        texts: impl Iterator<Item = &'a str> + Clone,
        ignored: impl Iterator<Item = &'a str>,
    ) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            entries: Vec::new(),
            abbreviations: texts
                .clone()
                .flat_map(words)
                .filter(Word::is_abbreviation)
                .map(|word| word.folded)
                .collect(),
            ignored: ignored
                .chain(SMALL_WORDS)
                .map(|phrase| words(phrase).map(|word| word.folded).collect())
                .filter(|phrase: &Vec<_>| !phrase.is_empty())
                .collect(),
        };
        vocabulary
            .ignored
            .sort_by_key(|phrase| Reverse(phrase.len()));
        let mut stems = BTreeMap::new();
        for word in texts.flat_map(|text| vocabulary.without_ignored(words(text).collect())) {
            stems.entry(vocabulary.stem(&word)).or_insert(word.written);
        }
        vocabulary.entries = stems
            .into_iter()
            .map(|(stem, written)| Entry {
                letters: Letters::of(&stem),
                stem,
                written,
            })
            .collect();
        vocabulary
    }

    /// The words of a query that can be understood, in order, without those that are ignored.
    pub(super) fn hear(&self, query: &str) -> Vec<Heard> {
        let end = query.char_indices().nth(MOST_CHARACTERS);
        let query = end.map_or(query, |(end, _)| &query[..end]);
        self.without_ignored(words(query).take(MOST_WORDS).collect())
            .into_iter()
            .filter_map(|word| {
                let (hearing, readings) = self.readings(&self.stem(&word))?;
                Some(Heard {
                    written: word.written,
                    hearing,
                    readings,
                })
            })
            .collect()
    }

    /// A word as the file has it.
    pub(super) fn written(&self, word: WordKey) -> &str {
        &self.entries[word.0].written
    }

    /// The words without the ignored phrases, unless nothing would be left.
    fn without_ignored(&self, words: Vec<Word>) -> Vec<Word> {
        let mut kept = Vec::with_capacity(words.len());
        let mut rest = words.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let begins = |phrase: &&Vec<String>| {
                phrase.len() <= rest.len()
                    && phrase
                        .iter()
                        .zip(rest)
                        .all(|(part, word)| *part == word.folded)
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

    fn stem(&self, word: &Word) -> String {
        if self.abbreviations.contains(&word.folded) {
            word.folded.clone()
        } else {
            word.singular()
        }
    }

    fn look_up(&self, stem: &str) -> Option<WordKey> {
        self.entries
            .binary_search_by(|entry| entry.stem.as_str().cmp(stem))
            .ok()
            .map(WordKey)
    }

    fn readings(&self, stem: &str) -> Option<(Hearing, Vec<WordKey>)> {
        if let Some(word) = self.look_up(stem) {
            return Some((Hearing::Exact, vec![word]));
        }
        // Of three letters, too many English words are the beginning of something else, or nearly something else.
        let letters = stem.chars().count();
        if letters < 4 || !stem.chars().all(char::is_alphabetic) {
            return None;
        }
        let beginning = self.beginning_with(stem);
        if !beginning.is_empty() {
            return Some((Hearing::Prefix, beginning));
        }
        let most_mistakes = if letters < 7 { 1 } else { 2 };
        let near = self.nearest(stem, most_mistakes);
        (!near.is_empty()).then_some((Hearing::Spelling, near))
    }

    fn beginning_with(&self, prefix: &str) -> Vec<WordKey> {
        let start = self
            .entries
            .partition_point(|entry| entry.stem.as_str() < prefix);
        (start..self.entries.len())
            .take_while(|place| self.entries[*place].stem.starts_with(prefix))
            .map(WordKey)
            .collect()
    }

    /// The words that are nearest, all at the same distance.
    fn nearest(&self, stem: &str, limit: usize) -> Vec<WordKey> {
        let letters = Letters::of(stem);
        let mut limit = limit;
        let mut nearest = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if letters.least_distance(entry.letters) > limit {
                continue;
            }
            let distance = distance(stem, &entry.stem);
            if distance < limit {
                nearest.clear();
                limit = distance;
            }
            if distance == limit {
                nearest.push(WordKey(place));
            }
        }
        nearest
    }
}

/// Which letters a word has, as bits (letters may share one), and how many: to see without comparing them one by one
/// that two words are too far apart.
#[derive(Debug, Clone, Copy)]
struct Letters {
    which: u32,
    count: u32,
}

impl Letters {
    fn of(word: &str) -> Letters {
        word.chars()
            .fold(Letters { which: 0, count: 0 }, |letters, letter| Letters {
                which: letters.which | 1 << (u32::from(letter) % 32),
                count: letters.count.saturating_add(1),
            })
    }

    /// One edit takes away one letter at most and adds one at most.
    fn least_distance(self, other: Letters) -> usize {
        let differing = (self.which ^ other.which).count_ones();
        let least = differing.div_ceil(2).max(self.count.abs_diff(other.count));
        least as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXTS: [&str; 5] = [
        "HM Inspectorate of Prisons",
        "HMIPS",
        "Prison vans",
        "Police custody",
        "Section 136 of 20161",
    ];

    fn vocabulary() -> Vocabulary {
        Vocabulary::new(TEXTS.into_iter(), ["HM", "His Majesty's"].into_iter())
    }

    fn heard(query: &str) -> Vec<(Hearing, Vec<String>)> {
        let vocabulary = vocabulary();
        vocabulary
            .hear(query)
            .into_iter()
            .map(|heard| {
                let readings = heard.readings.iter();
                let written = readings.map(|word| vocabulary.written(*word).to_owned());
                (heard.hearing, written.collect())
            })
            .collect()
    }

    fn one(hearing: Hearing, written: &str) -> Vec<(Hearing, Vec<String>)> {
        vec![(hearing, vec![written.to_owned()])]
    }

    #[test]
    fn a_word_is_known_in_any_case_and_number() {
        for query in ["prison", "PRISONS", "Prison's"] {
            assert_eq!(heard(query), one(Hearing::Exact, "Prisons"), "{query}");
        }
    }

    #[test]
    fn an_abbreviation_keeps_its_last_letter() {
        assert_eq!(heard("hmips"), one(Hearing::Exact, "HMIPS"));
        assert_eq!(heard("hmip"), one(Hearing::Prefix, "HMIPS"));
    }

    #[test]
    fn the_beginning_of_words_stands_for_all_of_them() {
        assert_eq!(heard("pris"), one(Hearing::Prefix, "Prisons"));
        assert_eq!(heard("pri"), [], "three letters are too few");
        assert_eq!(heard("van"), one(Hearing::Exact, "vans"));
        assert_eq!(heard("2016"), [], "a number is no beginning of another");
    }

    #[test]
    fn longer_words_may_have_more_mistakes() {
        assert_eq!(heard("cst"), []);
        assert_eq!(heard("polise"), one(Hearing::Spelling, "Police"));
        assert_eq!(heard("bolise"), []);
        assert_eq!(
            heard("inspektoratt"),
            one(Hearing::Spelling, "Inspectorate")
        );
        assert_eq!(heard("inzbektoratt"), []);
        assert_eq!(heard("sektoin"), one(Hearing::Spelling, "Section"));
    }

    #[test]
    fn of_two_spellings_the_nearer_counts_and_both_if_none_is() {
        let vocabulary = Vocabulary::new(["Icva icvo"].into_iter(), [].into_iter());
        let readings = |query: &str| {
            let heard = vocabulary.hear(query);
            let readings = heard.iter().flat_map(|heard| &heard.readings);
            readings
                .map(|word| vocabulary.written(*word))
                .collect::<Vec<_>>()
        };
        assert_eq!(readings("icvb"), ["Icva", "icvo"]);
        assert_eq!(readings("icvvo"), ["icvo"]);
    }

    #[test]
    fn words_of_other_letters_are_seen_to_be_far_apart() {
        let least = |a, b| Letters::of(a).least_distance(Letters::of(b));
        assert_eq!(least("prison", "prison"), 0);
        assert_eq!(least("noon", "xyzw"), 3);
        assert_eq!(least("oooo", "o"), 3);
    }

    #[test]
    fn ignored_phrases_are_left_out_unless_nothing_would_be_left() {
        let vocabulary = vocabulary();
        let name = vocabulary.hear("HM Inspectorate of Prisons");
        assert_eq!(name.len(), 2);
        for title in ["His Majesty's", "his majestys", "The HM"] {
            let query = format!("{title} Inspectorate of Prisons");
            assert_eq!(vocabulary.hear(&query).len(), 2, "{query}");
        }
        assert_eq!(heard("the prison"), one(Hearing::Exact, "Prisons"));
        let vocabulary = Vocabulary::new(["The Who"].into_iter(), [].into_iter());
        assert_eq!(vocabulary.hear("the who").len(), 2);
    }

    #[test]
    fn no_more_words_are_heard_than_anyone_asks() {
        assert_eq!(heard(&"prison ".repeat(1000)).len(), MOST_WORDS);
        assert_eq!(heard(&format!("{:>400} van", "prison")).len(), 1);
        assert_eq!(heard(&format!("{:>396} van", "prison")).len(), 2);
    }

    proptest! {
        #[test]
        fn the_least_distance_is_never_more_than_the_distance(a in "\\PC{0,9}", b in "\\PC{0,9}") {
            prop_assert!(Letters::of(&a).least_distance(Letters::of(&b)) <= distance(&a, &b));
        }

        #[test]
        fn the_nearest_are_those_of_a_full_comparison(word in "[a-z]{4,9}", limit in 1_usize..=2) {
            let vocabulary = vocabulary();
            let distances = || vocabulary.entries.iter().map(|entry| distance(&word, &entry.stem));
            let least = distances().min().filter(|least| *least <= limit);
            let expected: Vec<WordKey> = distances()
                .enumerate()
                .filter(|(_, distance)| Some(*distance) == least)
                .map(|(place, _)| WordKey(place))
                .collect();
            prop_assert_eq!(vocabulary.nearest(&word, limit), expected);
        }
    }
}
