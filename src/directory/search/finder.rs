//! An index of every alias, and the matching of a query with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::aliases::{self, WrittenAlias};
use super::ranking::{Candidate, Fit, Mask, rank};
use super::vocabulary::{MOST_WORDS, Matching, QueryWord, TermKey, Vocabulary};
use super::{Findings, Found, SearchWords, Target, Why};
use crate::directory::{Directory, JurisdictionKey};

/// More results than this beside the best are not listed.
const MOST_OTHERS: usize = 12;

/// Every word of a query has its bit.
const _: () = assert!(MOST_WORDS <= Mask::BITS as usize);

/// An index of every alias in a directory, made once for that directory.
#[derive(Debug)]
pub struct Finder {
    vocabulary: Vocabulary,
    aliases: Vec<Alias>,
    /// The indices of the aliases in which a word stands.
    postings: BTreeMap<TermKey, Vec<usize>>,
    /// Longest first.
    jurisdictions: Vec<JurisdictionAlias>,
    /// The one jurisdiction, where there is but one.
    only_jurisdiction: Option<JurisdictionKey>,
}

#[derive(Debug)]
struct Alias {
    target: Target,
    why: Why,
    /// Its words without those that name a jurisdiction.
    terms: Vec<TermKey>,
    jurisdictions: Vec<JurisdictionKey>,
}

#[derive(Debug)]
struct JurisdictionAlias {
    key: JurisdictionKey,
    why: Why,
    terms: Vec<TermKey>,
}

/// A query, as far as it is recognized.
#[derive(Debug)]
struct Query {
    /// Its words without those that name a jurisdiction.
    words: Vec<QueryWord>,
    /// The jurisdictions that it names, each with the alias by which it does.
    jurisdictions: Vec<(JurisdictionKey, Why)>,
    /// The misspelt names of jurisdictions.
    corrected: Vec<(String, String)>,
    /// The words that are not misspelt or unfinished.
    exact: Mask,
    /// The words that mean something on their own: all but stop words, or all where there are only stop words.
    strong: Mask,
}

impl Finder {
    /// Indexes every alias in a directory.
    pub fn new(directory: &Directory, search_words: &SearchWords<'_>) -> Finder {
        let aliases = aliases::of(directory, search_words);
        let texts = aliases.iter().map(|alias| alias.text.as_str());
        let ignored = &directory.about.ignored_words;
        let mut keys = directory.jurisdiction_keys();
        let mut finder = Finder {
            vocabulary: Vocabulary::new(texts, ignored, search_words),
            aliases: Vec::with_capacity(aliases.len()),
            postings: BTreeMap::new(),
            jurisdictions: Vec::new(),
            only_jurisdiction: keys.next().filter(|_| keys.next().is_none()),
        };
        // Jurisdictions go first, because all other aliases may hold theirs.
        for alias in &aliases {
            if let Target::Jurisdiction(key) = alias.target {
                let words = finder.vocabulary.read(&alias.text);
                finder.jurisdictions.push(JurisdictionAlias {
                    key,
                    why: alias.why.clone(),
                    terms: words.iter().map(|word| word.readings[0]).collect(),
                });
            }
        }
        let jurisdictions = &mut finder.jurisdictions;
        jurisdictions.retain(|alias| !alias.terms.is_empty());
        jurisdictions.sort_by_key(|alias| Reverse(alias.terms.len()));
        for alias in aliases {
            finder.add(alias);
        }
        finder
    }

    fn add(&mut self, alias: WrittenAlias) {
        if matches!(alias.target, Target::Jurisdiction(_)) {
            return;
        }
        let read = self.read(&alias.text);
        let terms: Vec<TermKey> = read.words.iter().map(|word| word.readings[0]).collect();
        for term in terms.iter().copied().collect::<BTreeSet<_>>() {
            self.postings
                .entry(term)
                .or_default()
                .push(self.aliases.len());
        }
        self.aliases.push(Alias {
            target: alias.target,
            why: alias.why,
            terms,
            jurisdictions: read.jurisdictions.into_iter().map(|(key, _)| key).collect(),
        });
    }

    /// What a query means. Words that stand in no alias are passed over.
    pub fn find(&self, query: &str) -> Findings {
        let query = self.read(query);
        let jurisdictions: Vec<_> = query.jurisdictions.iter().map(|(key, _)| *key).collect();
        let (best, others) = rank(self.candidates(&query));
        let spelling = |(index, term): &(usize, TermKey)| {
            let word = &query.words[*index];
            let term = self.vocabulary.written(*term);
            let is_misspelt = word.matching == Matching::Spelling;
            is_misspelt.then(|| (word.written.clone(), term.to_owned()))
        };
        let guesses: BTreeSet<_> = best
            .iter()
            .flat_map(|candidate| &candidate.guesses)
            .collect();
        let corrected = guesses.into_iter().filter_map(spelling);
        let corrected = corrected.chain(query.corrected.iter().cloned()).collect();
        let mut best = self.found(&best, &jurisdictions);
        let mut others = self.found(&others, &jurisdictions);
        // Where other words are understood, a jurisdiction only says where.
        let rest = if best.is_empty() {
            &mut best
        } else {
            &mut others
        };
        rest.extend(query.jurisdictions.into_iter().map(|(key, why)| Found {
            target: Target::Jurisdiction(key),
            why,
        }));
        others.truncate(MOST_OTHERS);
        Findings {
            best,
            others,
            jurisdictions,
            corrected,
        }
    }

    /// Recognizes the words of a query and takes out the jurisdictions, the longest alias of one first.
    fn read(&self, query: &str) -> Query {
        let all = self.vocabulary.read(query);
        let (mut words, mut corrected) = (Vec::with_capacity(all.len()), Vec::new());
        let mut jurisdictions: Vec<(JurisdictionKey, Why)> = Vec::new();
        let mut rest = all.as_slice();
        while let Some(first) = rest.first() {
            let begins = |alias: &&JurisdictionAlias| {
                let mut words = rest.iter();
                let mut terms = alias.terms.iter();
                terms.all(|term| {
                    words
                        .next()
                        .is_some_and(|word| word.readings.contains(term))
                })
            };
            let longest = self.jurisdictions.iter().find(begins);
            let length = longest.map_or(0, |alias| alias.terms.len());
            let of_length = |alias: &&JurisdictionAlias| alias.terms.len() == length;
            for alias in self.jurisdictions.iter().filter(of_length).filter(begins) {
                if jurisdictions.iter().all(|(key, _)| *key != alias.key) {
                    jurisdictions.push((alias.key, alias.why.clone()));
                }
                for (word, term) in rest.iter().zip(&alias.terms) {
                    if word.matching == Matching::Spelling {
                        let written = self.vocabulary.written(*term).to_owned();
                        corrected.push((word.written.clone(), written));
                    }
                }
            }
            words.extend((length == 0).then(|| first.clone()));
            rest = &rest[length.max(1)..];
        }
        corrected.dedup();
        let strong = mask(&words, |word| !word.is_stop_word);
        Query {
            exact: mask(&words, |word| word.matching == Matching::Exact),
            strong: if strong == 0 { Mask::MAX } else { strong },
            words,
            jurisdictions,
            corrected,
        }
    }

    /// Everything of which the query holds an alias, or a part of one.
    fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let mut held: BTreeMap<usize, Mask> = BTreeMap::new();
        for (index, word) in query.words.iter().enumerate() {
            let mut before = query.words[..index].iter();
            // A word that is repeated counts once.
            let is_first = before.all(|before| before.readings != word.readings);
            let aliases = word
                .readings
                .iter()
                .filter_map(|term| self.postings.get(term));
            for alias in aliases.flatten() {
                *held.entry(*alias).or_default() |= Mask::from(is_first) << index;
            }
        }
        let mut by_target: BTreeMap<Target, Vec<Candidate>> = BTreeMap::new();
        for (alias, held) in held {
            if let Some(candidate) = self.candidate(alias, held, query) {
                by_target
                    .entry(candidate.target)
                    .or_default()
                    .push(candidate);
            }
        }
        by_target.into_values().map(Candidate::merge).collect()
    }

    /// What the words of a query that an alias holds say for its target.
    fn candidate(&self, index: usize, held: Mask, query: &Query) -> Option<Candidate> {
        let alias = &self.aliases[index];
        let fit = alias.fit(query);
        // Where other words of the alias are missing, a stop word means nothing.
        let words = if fit.is_whole() {
            held
        } else {
            held & query.strong
        };
        let named =
            |key: &JurisdictionKey| query.jurisdictions.iter().any(|(named, _)| named == key);
        let jurisdictions = match alias.target {
            Target::Member(_) | Target::Elsewhere(_) => {
                alias.jurisdictions.iter().filter(|key| named(key)).count()
            }
            // All others are there for each jurisdiction.
            _ => query.jurisdictions.len(),
        };
        let guesses = query.words.iter().enumerate().flat_map(|(index, word)| {
            let inexact = word
                .readings
                .iter()
                .filter(|_| word.matching != Matching::Exact);
            inexact.map(move |term| (index, *term))
        });
        (words & query.strong != 0).then(|| Candidate {
            target: alias.target,
            alias: index,
            fit,
            words,
            exact_words: words & query.exact,
            jurisdictions,
            guesses: guesses
                .filter(|(_, term)| alias.terms.contains(term))
                .collect(),
        })
    }

    fn found(&self, candidates: &[Candidate], jurisdictions: &[JurisdictionKey]) -> Vec<Found> {
        let only = self.only_jurisdiction.as_slice();
        let jurisdictions = if only.is_empty() { jurisdictions } else { only };
        let targets = candidates.iter().flat_map(|candidate| {
            let targets = match candidate.target {
                // A setting as its answers, where it is known for which jurisdictions.
                Target::Setting(setting) if !jurisdictions.is_empty() => jurisdictions
                    .iter()
                    .map(|jurisdiction| Target::Answer(setting, *jurisdiction))
                    .collect(),
                target => vec![target],
            };
            targets.into_iter().map(|target| (target, candidate.alias))
        });
        let found = targets.map(|(target, alias)| Found {
            target,
            why: self.aliases[alias].why.clone(),
        });
        found.collect()
    }
}

impl Alias {
    fn fit(&self, query: &Query) -> Fit {
        let holds = |(term, word): (&TermKey, &QueryWord)| word.readings.contains(term);
        let named =
            |key: &JurisdictionKey| query.jurisdictions.iter().any(|(named, _)| named == key);
        let mut whole = query
            .words
            .windows(self.terms.len())
            .filter(|window| {
                self.jurisdictions.iter().all(named) && self.terms.iter().zip(*window).all(holds)
            })
            .peekable();
        let is_exact =
            |window: &[QueryWord]| window.iter().all(|word| word.matching == Matching::Exact);
        let is_own = matches!(self.why, Why::Name | Why::Abbreviation(_));
        if whole.peek().is_some() {
            if is_own && whole.any(is_exact) {
                Fit::OwnName
            } else {
                Fit::Whole
            }
        } else if self.why == Why::Name {
            Fit::PartOfOwnName
        } else if query
            .words
            .iter()
            .any(|word| word.readings.contains(&self.terms[0]))
        {
            Fit::Beginning
        } else {
            Fit::Within
        }
    }
}

fn mask(words: &[QueryWord], holds: impl Fn(&QueryWord) -> bool) -> Mask {
    let words = words.iter().enumerate();
    words
        .map(|(index, word)| Mask::from(holds(word)) << index)
        .sum()
}
