//! The words of all aliases, and how words of a query match them.
//!
//! Nothing here knows the targets of the aliases.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use strsim::osa_distance;

use super::text::{Mask, Matching, Word, words};
use super::{SearchWords, listed};

/// The maximum length of a query in words and characters; no alias is longer.
const MOST_WORDS: usize = Mask::BITS as usize;
const MOST_CHARACTERS: usize = 400;

/// Every word of every alias.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The words by stem, as the first alias that contains them writes them.
    terms: BTreeMap<String, String>,
    /// Words that are compared as written, because a final S is not a plural.
    abbreviations: BTreeSet<String>,
    /// Phrases to ignore in aliases and queries, longest first.
    ignored: Vec<Vec<String>>,
    /// Words that match only as part of a whole alias.
    pub(crate) stop_words: BTreeSet<String>,
}

impl Lexicon {
    /// Collects the words of these texts. `ignored` are phrases from the data file that search should ignore.
    pub(crate) fn new<'a>(
        texts: impl Iterator<Item = &'a str>,
        ignored: &'a [String],
        search_words: &SearchWords<'a>,
    ) -> Lexicon {
        let texts: Vec<Vec<Word<'_>>> = texts.map(words).collect();
        let abbreviations = texts.iter().flatten().filter(|word| word.is_abbreviation());
        let fold = |phrase| words(phrase).into_iter().map(|word| word.folded);
        let ignored = ignored.iter().map(String::as_str);
        let ignored = listed(search_words.ignored).chain(ignored);
        let mut lexicon = Lexicon {
            terms: BTreeMap::new(),
            abbreviations: abbreviations.map(|word| word.folded.clone()).collect(),
            ignored: ignored.map(|phrase| fold(phrase).collect()).collect(),
            stop_words: listed(search_words.stop_words).flat_map(fold).collect(),
        };
        lexicon.ignored.retain(|phrase| !phrase.is_empty());
        lexicon.ignored.sort_by_key(|phrase| Reverse(phrase.len()));
        for text in texts {
            for word in lexicon.without_ignored(text) {
                let stem = lexicon.stem(&word);
                lexicon.terms.entry(stem).or_insert(word.written);
            }
        }
        lexicon
    }

    /// Reads the words of a query, in order, without ignored phrases.
    pub(crate) fn read(&self, query: &str) -> Vec<Word<'_>> {
        let query: String = query.chars().take(MOST_CHARACTERS).collect();
        let is_in_capitals = !query.chars().any(char::is_lowercase);
        let mut words = words(&query);
        words.truncate(MOST_WORDS);
        let mut words = self.without_ignored(words);
        for word in &mut words {
            let is_abbreviation = !is_in_capitals
                && word.is_abbreviation()
                && self.abbreviations.contains(&word.folded);
            let stems = [word.folded.clone(), word.singular()];
            word.is_stop =
                !is_abbreviation && stems.iter().any(|stem| self.stop_words.contains(stem));
        }
        let has_others = !words.iter().all(|word| word.is_stop);
        for word in &mut words {
            word.is_stop &= has_others;
            (word.matching, word.readings) = self.readings(&self.stem(word), word.is_stop);
        }
        words
    }

    /// The corrections of a misspelt word: as typed, and as the file writes it.
    pub(crate) fn corrections(&self, word: &Word<'_>) -> Vec<(String, String)> {
        let readings = word.readings.iter();
        readings
            .filter(|_| word.matching == Matching::Spelling)
            .map(|stem| (word.written.clone(), self.terms[*stem].clone()))
            .collect()
    }

    /// Removes ignored phrases, unless nothing would be left.
    fn without_ignored<'a>(&self, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        let mut kept = Vec::with_capacity(words.len());
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let begins = |phrase: &&Vec<String>| {
                let mut folded = rest.iter().map(|word| &word.folded);
                phrase.iter().all(|part| folded.next() == Some(part))
            };
            let ignored = self.ignored.iter().find(begins);
            if ignored.is_none() {
                kept.push(first.clone());
            }
            rest = &rest[ignored.map_or(1, Vec::len)..];
        }
        if kept.is_empty() { words } else { kept }
    }

    fn stem(&self, word: &Word<'_>) -> String {
        if self.abbreviations.contains(&word.folded) {
            word.folded.clone()
        } else {
            word.singular()
        }
    }

    fn readings(&self, stem: &str, exact_only: bool) -> (Matching, Vec<&str>) {
        if let Some((stem, _)) = self.terms.get_key_value(stem) {
            return (Matching::Exact, vec![stem]);
        }
        // Short words match too many others by beginning or spelling, so they must match exactly. The first letter must
        // match.
        let length = stem.chars().count();
        if exact_only || length < 4 || !stem.chars().all(char::is_alphabetic) {
            return (Matching::Unknown, Vec::new());
        }
        let most_edits = match length {
            ..5 => 0,
            5..7 => 1,
            _ => 2,
        };
        let edits = |term: &str| match term.strip_prefix(stem) {
            Some(_) => 0,
            None if term.chars().next() == stem.chars().next() => osa_distance(stem, term),
            None => usize::MAX,
        };
        let terms = self.terms.keys().map(String::as_str);
        let least = terms.clone().map(edits).min().unwrap_or(usize::MAX);
        let readings = terms.filter(|term| edits(term) == least);
        match least {
            0 => (Matching::Prefix, readings.collect()),
            _ if least <= most_edits => (Matching::Spelling, readings.collect()),
            _ => (Matching::Unknown, Vec::new()),
        }
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
                let written = readings.map(|stem| vocabulary.terms[*stem].clone());
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
                .map(|stem| vocabulary.terms[*stem].clone())
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
            read.iter().map(|word| word.is_stop).collect()
        };
        assert_eq!(stop_words("his prison"), [true, false]);
        assert_eq!(stop_words("HIS prison"), [false, false]);
        assert_eq!(stop_words("HIS PRISON"), [true, false]);
        assert_eq!(stop_words("his"), [false], "there is nothing else");
        assert_eq!(stop_words("his unknownword"), [true, false]);
        let vocabulary = of(&["histories"]);
        let his = &vocabulary.read("his prison")[0];
        assert_eq!(his.matching, Matching::Unknown, "nor is it a prefix");
    }

    #[test]
    fn the_length_of_a_query_is_limited() {
        assert_eq!(read(&"prison ".repeat(1000)).len(), MOST_WORDS);
        assert_eq!(read(&format!("{:>400} van", "prison")).len(), 1);
        assert_eq!(read(&format!("{:>396} van", "prison")).len(), 2);
    }
}
