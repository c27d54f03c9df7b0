//! An index of all names, and the matching of queries with it.

use std::cmp::Reverse;
use std::mem;

use super::entries::{Alias, Entry, entries, jurisdictions};
use super::ranking::{Candidate, Fit, places_in, rank, relate_places};
use super::text::{Mask, Matching, Word};
use super::vocabulary::Lexicon;
use super::{Findings, Found, SearchWords, Target, Why};
use crate::directory::{Cell, Directory, JurisdictionKey};

/// The maximum number of results besides the best.
const MOST_OTHERS: usize = 12;

/// The first word of a place's name is enough to find it only if it has this many letters.
const FEWEST_LETTERS: usize = 5;

/// An index of all names in a directory, built once.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
    /// Everything except jurisdictions, in the order of targets.
    entries: Vec<Entry>,
    /// The names of jurisdictions, longest first.
    jurisdictions: Vec<(JurisdictionKey, Alias)>,
    /// The jurisdiction, if there is only one.
    only_jurisdiction: Option<JurisdictionKey>,
}

/// A query with its recognized words.
#[derive(Debug, Default)]
struct Query<'a> {
    /// Its words except those that name a jurisdiction.
    words: Vec<Word<'a>>,
    /// The words that count: not those that are repeated.
    counted: Mask,
    /// The jurisdictions that it names, in its order, also as results.
    jurisdictions: Vec<JurisdictionKey>,
    named: Vec<Found>,
    /// Corrected spellings of jurisdictions.
    corrected: Vec<(String, String)>,
}

impl Finder {
    /// Indexes every name in a directory.
    pub fn new(directory: &Directory, search_words: &SearchWords<'_>) -> Finder {
        let entries = entries(directory, search_words);
        let jurisdictions = jurisdictions(directory);
        let all = entries.iter().chain(&jurisdictions);
        let aliases = all.flat_map(|entry| &entry.aliases);
        let texts = aliases.map(|alias| alias.text.as_str());
        let mut keys = directory.jurisdiction_keys();
        let only = keys.next().filter(|_| keys.next().is_none());
        let mut finder = Finder {
            lexicon: Lexicon::new(texts, &directory.about.ignored_words, search_words),
            entries: Vec::new(),
            jurisdictions: Vec::new(),
            only_jurisdiction: only,
        };
        // Jurisdictions are read first, because other names may contain theirs.
        for entry in finder.with_terms(jurisdictions) {
            if let Target::Jurisdiction(key) = entry.target {
                let aliases = entry.aliases.into_iter().map(|alias| (key, alias));
                finder.jurisdictions.extend(aliases);
            }
        }
        let longest_first = |(_, alias): &(_, Alias)| Reverse(alias.terms.len());
        finder.jurisdictions.sort_by_key(longest_first);
        let mut entries = finder.with_terms(entries);
        finder.add_cores(&mut entries, directory.settings.len());
        entries.sort_by_key(|entry| entry.target);
        finder.entries = entries;
        finder
    }

    /// Reads the words of all names. Those without words are left out.
    fn with_terms(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        for entry in &mut entries {
            for alias in &mut entry.aliases {
                let query = self.read(&alias.text);
                let words = query.words.iter();
                alias.terms = words.map(|word| word.readings[0].to_owned()).collect();
                alias.jurisdictions = query.jurisdictions;
                entry.jurisdictions.extend(&alias.jurisdictions);
            }
            entry.aliases.retain(|alias| !alias.terms.is_empty());
        }
        entries
    }

    /// Adds the names of places without the words for their setting: "Cardiff" for "HMP Cardiff" and "Cardiff prison".
    fn add_cores(&self, entries: &mut [Entry], settings: usize) {
        let (settings, others) = entries.split_at_mut(settings);
        for entry in others {
            let Some((_, cell)) = entry.place else {
                continue;
            };
            let kinds = &settings[cell.setting.index()].aliases;
            let is_stop_word = |term| self.lexicon.stop_words.contains(term);
            let cores = entry.aliases.iter().filter_map(|alias| {
                let core = without(kinds, &alias.terms);
                let is_new = core.len() < alias.terms.len() && !core.iter().all(is_stop_word);
                is_new.then(|| Alias {
                    terms: core.to_vec(),
                    is_core: true,
                    ..alias.clone()
                })
            });
            let cores: Vec<Alias> = cores.collect();
            entry.aliases.extend(cores);
        }
    }

    /// Finds what a query means. Unknown words are ignored.
    pub fn find(&self, query: &str) -> Findings {
        let query = self.read(query);
        let candidates = self.entries.iter().filter_map(|entry| {
            let aliases = entry.aliases.iter();
            let candidates = aliases.filter_map(|alias| entry.candidate(alias, &query));
            candidates.reduce(Candidate::merge)
        });
        let mut candidates: Vec<Candidate> = candidates.collect();
        let mut jurisdictions = query.jurisdictions;
        let mut places = Vec::new();
        if jurisdictions.is_empty() {
            for (place, cell) in places_in(&candidates) {
                places.push(place);
                if !jurisdictions.contains(&cell.jurisdiction) {
                    jurisdictions.push(cell.jurisdiction);
                }
            }
        }
        relate_places(&mut candidates, &jurisdictions);
        let (best, rest) = rank(candidates);
        let explained = best.iter().fold(0, |words, best| words | best.words);
        let words = query.words.iter().enumerate();
        let words = words.filter(|(index, _)| explained & 1 << index != 0);
        let corrected = words.flat_map(|(_, word)| self.lexicon.corrections(word));
        let corrected = corrected.chain(query.corrected).collect();
        let only = self.only_jurisdiction.map(|only| vec![only]);
        let known = only.unwrap_or_else(|| jurisdictions.clone());
        let of_places = best.iter().filter_map(|it| Some(it.found.at(it.place?.1)));
        let rest = rest.iter().flat_map(|it| it.found.answers(&known));
        let mut others: Vec<Found> = Vec::new();
        for found in of_places.chain(rest).chain(query.named) {
            if others.iter().all(|other| other.target != found.target) {
                others.push(found);
            }
        }
        let best = best.iter().flat_map(|it| it.found.answers(&known));
        let mut best: Vec<Found> = best.collect();
        // If no other words are understood, a jurisdiction is more than a restriction.
        if best.is_empty() {
            mem::swap(&mut best, &mut others);
        }
        others.truncate(MOST_OTHERS);
        Findings {
            best,
            others,
            jurisdictions,
            places,
            corrected,
        }
    }

    /// Recognizes the words of a query and extracts the jurisdictions, longest names first.
    fn read(&self, query: &str) -> Query<'_> {
        let mut read = Query::default();
        let words = self.lexicon.read(query);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let named = self.jurisdictions.iter();
            let mut named = named.filter(|(_, alias)| alias.begins(rest)).peekable();
            let length = named.peek().map_or(0, |(_, alias)| alias.terms.len());
            for (key, alias) in named.take_while(|(_, alias)| alias.terms.len() == length) {
                if !read.jurisdictions.contains(key) {
                    read.jurisdictions.push(*key);
                    read.named.push(Found {
                        target: Target::Jurisdiction(*key),
                        why: alias.why.clone(),
                        is_certain: true,
                    });
                }
            }
            for word in &rest[..length] {
                read.corrected.extend(self.lexicon.corrections(word));
            }
            if length == 0 {
                let mut before = read.words.iter();
                let is_new = before.all(|word| word.readings != first.readings);
                read.counted |= Mask::from(is_new) << read.words.len();
                read.words.push(first.clone());
            }
            rest = &rest[length.max(1)..];
        }
        read
    }
}

/// A name without the words for its setting at its beginning and end, the longest removed first; never empty.
fn without<'a>(kinds: &[Alias], name: &'a [String]) -> &'a [String] {
    let shorter = kinds.iter().filter_map(|kind| {
        let after = name.strip_prefix(&*kind.terms);
        after.or_else(|| name.strip_suffix(&*kind.terms))
    });
    let shorter = shorter.filter(|rest| !rest.is_empty());
    let shortest = shorter.min_by_key(|rest| rest.len());
    shortest.map_or(name, |shorter| without(kinds, shorter))
}

impl<'a> Query<'a> {
    /// The counted words for which this holds.
    fn mask(&self, holds: impl Fn(&Word<'a>) -> bool) -> Mask {
        let words = self.words.iter().enumerate();
        let bits = words.map(|(index, word)| Mask::from(holds(word)) << index);
        bits.sum::<Mask>() & self.counted
    }
}

impl Entry {
    /// What it is as a meaning of a query, if the query contains at least part of this name.
    fn candidate(&self, alias: &Alias, query: &Query<'_>) -> Option<Candidate> {
        let held = query.mask(|word| alias.terms.iter().any(|term| word.may_be(term)));
        let meaningful = query.mask(|word| !word.is_stop);
        let mut words = held & meaningful;
        if words == 0 {
            return None;
        }
        let mut fit = alias.fit(query);
        // A stop word counts only if the whole name matches.
        if fit <= Fit::Whole {
            words = held;
        }
        if self.place.is_some() {
            let first = &alias.terms[0];
            if words & query.mask(|word| word.matching == Matching::Prefix) != 0 {
                return None;
            } else if fit > Fit::Whole {
                // Only the first word of a place's name is enough to find it.
                fit = Fit::Part;
                words &= query.mask(|word| word.is_exact() && word.may_be(first));
                if words == 0 || first.chars().count() < FEWEST_LETTERS {
                    return None;
                }
            } else if alias.is_core {
                fit = Fit::PartOfOwnName;
            }
        }
        let exact = words & query.mask(Word::is_exact);
        let is_there = |key: &JurisdictionKey| match self.target {
            Target::Place(_) | Target::Member(_) | Target::Elsewhere(_)
                if !alias.jurisdictions.contains(key) =>
            {
                self.jurisdictions.contains(key).into()
            }
            // All other targets exist in each jurisdiction.
            _ => 2,
        };
        let jurisdictions = query.jurisdictions.iter().map(is_there);
        let is_whole = fit <= Fit::Whole && words == exact && meaningful & !words == 0;
        let found = Found {
            target: self.target,
            why: alias.why.clone(),
            is_certain: is_whole && jurisdictions.clone().all(|there| there > 0),
        };
        Some(Candidate {
            found,
            place: self.place,
            fit,
            words,
            exact,
            jurisdictions: jurisdictions.sum(),
            is_where: false,
            is_ambiguous: words & query.mask(|word| word.readings.len() > 1) != 0,
        })
    }
}

impl Alias {
    /// Whether words begin with the name.
    fn begins(&self, words: &[Word<'_>]) -> bool {
        let mut pairs = self.terms.iter().zip(words);
        self.terms.len() <= words.len() && pairs.all(|(term, word)| word.may_be(term))
    }

    fn fit(&self, query: &Query<'_>) -> Fit {
        let mut jurisdictions = self.jurisdictions.iter();
        let is_where = jurisdictions.all(|key| query.jurisdictions.contains(key));
        let windows = query.words.windows(self.terms.len());
        let whole = windows.filter(|window| is_where && self.begins(window));
        let is_exact = whole.map(|window| window.iter().all(Word::is_exact)).max();
        match (&self.why, is_exact) {
            (Why::Name | Why::Abbreviation(_), Some(true)) => Fit::OwnName,
            (_, Some(_)) => Fit::Whole,
            (Why::Name, None) => Fit::PartOfOwnName,
            (_, None) => Fit::Part,
        }
    }
}

impl Found {
    /// The answer for a cell, found in the same way.
    fn at(&self, cell: Cell) -> Found {
        Found {
            target: Target::Answer(cell),
            ..self.clone()
        }
    }

    /// A setting becomes its answers in known jurisdictions.
    fn answers(&self, jurisdictions: &[JurisdictionKey]) -> Vec<Found> {
        let mut answers = vec![self.clone()];
        if let (Target::Setting(setting), [_, ..]) = (self.target, jurisdictions) {
            let cells = jurisdictions.iter().map(|key| Cell::new(setting, *key));
            answers = cells.map(|cell| self.at(cell)).collect();
        }
        answers
    }
}
