//! An index of all aliases, and the matching of queries with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::aliases;
use super::places::places_in;
use super::ranking::{Candidate, Fit, Mask, rank};
use super::vocabulary::{Lexicon, MOST_WORDS, Matching, QueryWord, TermKey};
use super::{Findings, Found, SearchWords, Target, Why};
use crate::directory::{Directory, Edition, JurisdictionKey, SettingKey};

/// The maximum number of results besides the best.
const MOST_OTHERS: usize = 12;

/// There is a bit for each word of a query.
const _: () = assert!(MOST_WORDS <= Mask::BITS as usize);

/// An index of all aliases in a directory, built once.
#[derive(Debug)]
pub struct Finder {
    pub(crate) vocabulary: Lexicon,
    pub(crate) aliases: Vec<Alias>,
    /// The aliases of jurisdictions, longest first.
    jurisdictions: Vec<Alias>,
    /// The indices of the aliases that contain each word.
    postings: BTreeMap<TermKey, Vec<usize>>,
    /// Which targets are in which jurisdictions: members that cover anything there today, places, and targets whose
    /// names mention the jurisdiction.
    is_in: BTreeSet<(Target, Target)>,
    /// The setting and jurisdiction of each place.
    pub(crate) places: Vec<(SettingKey, JurisdictionKey)>,
    /// The jurisdiction, if there is only one.
    only_jurisdiction: Option<JurisdictionKey>,
}

#[derive(Debug, Clone)]
pub(crate) struct Alias {
    pub(crate) target: Target,
    pub(crate) why: Why,
    /// Its words except those that name a jurisdiction.
    pub(crate) terms: Vec<TermKey>,
    /// The jurisdictions that it names.
    pub(crate) jurisdictions: Vec<Target>,
    /// Whether it is the name of a place without the words for its setting.
    pub(crate) is_core: bool,
}

/// A query with its recognized words.
#[derive(Debug)]
pub(crate) struct Query {
    /// Its words except those that name a jurisdiction.
    pub(crate) words: Vec<QueryWord>,
    /// The jurisdictions that it names.
    jurisdictions: Vec<Found>,
    /// Corrected spellings of jurisdictions.
    corrected: Vec<(String, String)>,
    /// The words that are not stop words.
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
            vocabulary: Lexicon::new(texts, ignored, search_words),
            aliases: Vec::with_capacity(aliases.len()),
            jurisdictions: Vec::new(),
            postings: BTreeMap::new(),
            is_in: is_in(directory),
            places: directory
                .places
                .iter()
                .map(|place| (place.setting, place.jurisdiction))
                .collect(),
            only_jurisdiction: keys.next().filter(|_| keys.next().is_none()),
        };
        // Jurisdictions are read first, because other aliases may contain their names.
        let (of_jurisdictions, of_others): (Vec<_>, Vec<_>) = aliases
            .into_iter()
            .partition(|alias| matches!(alias.target, Target::Jurisdiction(_)));
        let read = |finder: &Finder, alias: aliases::Written| {
            let query = finder.read(&alias.text);
            Alias {
                target: alias.target,
                why: alias.why,
                terms: query.words.iter().map(|word| word.readings[0]).collect(),
                jurisdictions: query
                    .jurisdictions
                    .iter()
                    .map(|found| found.target)
                    .collect(),
                is_core: false,
            }
        };
        let jurisdictions = of_jurisdictions
            .into_iter()
            .map(|alias| read(&finder, alias));
        let mut jurisdictions: Vec<Alias> = jurisdictions.collect();
        jurisdictions.retain(|alias| !alias.terms.is_empty());
        jurisdictions.sort_by_key(|alias| Reverse(alias.terms.len()));
        finder.jurisdictions = jurisdictions;
        let aliases = of_others.into_iter().map(|alias| read(&finder, alias));
        finder.aliases = aliases.collect();
        finder.add_cores();
        for (index, alias) in finder.aliases.iter().enumerate() {
            let named = alias.jurisdictions.iter();
            finder
                .is_in
                .extend(named.map(|named| (alias.target, *named)));
            for term in alias.terms.iter().collect::<BTreeSet<_>>() {
                finder.postings.entry(*term).or_default().push(index);
            }
        }
        finder
    }

    /// Finds what a query means. Unknown words are ignored.
    pub fn find(&self, query: &str) -> Findings {
        let query = self.read(query);
        let mut candidates = self.candidates(&query);
        let named = query
            .jurisdictions
            .iter()
            .filter_map(|found| match found.target {
                Target::Jurisdiction(key) => Some(key),
                _ => None,
            });
        let mut jurisdictions: Vec<JurisdictionKey> = named.collect();
        let mut places = Vec::new();
        if jurisdictions.is_empty() {
            places = places_in(&candidates);
            jurisdictions = self.jurisdictions_of(&places);
        }
        self.relate_places(&mut candidates, &jurisdictions);
        let (best, others) = rank(candidates);
        let explained = best
            .iter()
            .fold(0, |words, candidate| words | candidate.words);
        let words = query.words.iter().enumerate();
        let words = words.filter(|(index, _)| explained & 1 << index != 0);
        let corrected = words.flat_map(|(_, word)| self.corrections(word));
        let corrected = corrected.chain(query.corrected).collect();
        let mut best = self.found(&best, &jurisdictions);
        let mut others = self.found(&others, &jurisdictions);
        let answers = self.answers_of(&best);
        others.retain(|other| answers.iter().all(|answer| answer.target != other.target));
        others.splice(..0, answers);
        // If other words are understood, a jurisdiction is only a restriction.
        let rest = if best.is_empty() {
            &mut best
        } else {
            &mut others
        };
        rest.extend(query.jurisdictions);
        others.truncate(MOST_OTHERS);
        Findings {
            best,
            others,
            jurisdictions,
            places,
            corrected,
        }
    }

    /// Recognizes the words of a query and extracts the jurisdictions, longest aliases first.
    fn read(&self, query: &str) -> Query {
        let all = self.vocabulary.read(query);
        let mut words = Vec::with_capacity(all.len());
        let mut jurisdictions: Vec<Found> = Vec::new();
        let mut corrected = Vec::new();
        let mut rest = all.as_slice();
        while let Some(first) = rest.first() {
            let begins = |alias: &&Alias| {
                let window = rest.get(..alias.terms.len());
                window.is_some_and(|window| alias.is_in(window))
            };
            let longest = self.jurisdictions.iter().find(begins);
            let length = longest.map_or(0, |alias| alias.terms.len());
            let named = self.jurisdictions.iter().filter(begins);
            for alias in named.take_while(|alias| alias.terms.len() == length) {
                if jurisdictions
                    .iter()
                    .all(|found| found.target != alias.target)
                {
                    jurisdictions.push(alias.found());
                }
            }
            corrected.extend(
                rest[..length]
                    .iter()
                    .flat_map(|word| self.corrections(word)),
            );
            words.extend((length == 0).then(|| first.clone()));
            rest = &rest[length.max(1)..];
        }
        Query {
            strong: mask(&words, |word| !word.is_stop_word),
            words,
            jurisdictions,
            corrected,
        }
    }

    /// The corrections of a misspelt word.
    fn corrections(&self, word: &QueryWord) -> Vec<(String, String)> {
        let readings = word.readings.iter();
        readings
            .filter(|_| word.matching == Matching::Spelling)
            .map(|term| {
                (
                    word.written.clone(),
                    self.vocabulary.written(*term).to_owned(),
                )
            })
            .collect()
    }

    /// Every target with an alias that the query contains at least in part.
    fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let mut held: BTreeMap<usize, Mask> = BTreeMap::new();
        for (index, word) in query.words.iter().enumerate() {
            // A repeated word counts once.
            let mut words = query.words.iter();
            let first = words.position(|before| before.readings == word.readings);
            let postings = word
                .readings
                .iter()
                .filter_map(|term| self.postings.get(term));
            for alias in postings.flatten() {
                *held.entry(*alias).or_default() |= 1 << first.unwrap_or(index);
            }
        }
        let mut candidates: BTreeMap<Target, Candidate> = BTreeMap::new();
        for (alias, held) in held {
            if let Some(mut candidate) = self.candidate(alias, held, query) {
                if let Some(other) = candidates.remove(&candidate.target) {
                    candidate = other.merge(candidate);
                }
                candidates.insert(candidate.target, candidate);
            }
        }
        candidates.into_values().collect()
    }

    /// The candidate for an alias that contains these words.
    fn candidate(&self, index: usize, held: Mask, query: &Query) -> Option<Candidate> {
        let alias = &self.aliases[index];
        let mut fit = alias.fit(query);
        // A stop word counts only if the whole alias matches.
        let mut words = if fit.is_whole() {
            held
        } else {
            held & query.strong
        };
        if matches!(alias.target, Target::Place(_)) {
            (fit, words) = self.fit_of_place(alias, (fit, words), query)?;
        }
        let exact = words & mask(&query.words, QueryWord::is_exact);
        let is_there = |found: &Found| match alias.target {
            _ if alias.jurisdictions.contains(&found.target) => 2,
            Target::Place(_) | Target::Member(_) | Target::Elsewhere(_) => {
                self.is_in.contains(&(alias.target, found.target)).into()
            }
            // All other targets exist in each jurisdiction.
            _ => 2,
        };
        (words & query.strong != 0).then(|| Candidate {
            target: alias.target,
            alias: index,
            fit,
            words,
            exact,
            jurisdictions: query.jurisdictions.iter().map(is_there).sum(),
            is_where: false,
            is_ambiguous: words & mask(&query.words, |word| word.readings.len() > 1) != 0,
        })
    }

    fn found(&self, candidates: &[Candidate], jurisdictions: &[JurisdictionKey]) -> Vec<Found> {
        let only = self.only_jurisdiction.as_slice();
        let jurisdictions = if only.is_empty() { jurisdictions } else { only };
        let found = candidates.iter().flat_map(|candidate| {
            let found = self.aliases[candidate.alias].found();
            match candidate.target {
                // A setting in known jurisdictions becomes its answers there.
                Target::Setting(setting) if !jurisdictions.is_empty() => {
                    let answers = jurisdictions
                        .iter()
                        .map(|key| Target::Answer(setting, *key));
                    answers
                        .map(|target| Found {
                            target,
                            ..found.clone()
                        })
                        .collect()
                }
                _ => vec![found],
            }
        });
        found.collect()
    }
}

impl Alias {
    fn found(&self) -> Found {
        Found {
            target: self.target,
            why: self.why.clone(),
        }
    }

    /// Whether these words are the alias, in order.
    fn is_in(&self, window: &[QueryWord]) -> bool {
        let mut words = self.terms.iter().zip(window);
        words.all(|(term, word)| word.readings.contains(term))
    }

    fn fit(&self, query: &Query) -> Fit {
        let is_named = |target: &Target| {
            query
                .jurisdictions
                .iter()
                .any(|found| found.target == *target)
        };
        let is_where = self.jurisdictions.iter().all(is_named);
        let windows = query.words.windows(self.terms.len());
        let mut whole = windows
            .filter(|window| is_where && self.is_in(window))
            .peekable();
        let is_whole = whole.peek().is_some();
        let is_exact = whole.any(|window| window.iter().all(QueryWord::is_exact));
        match self.why {
            Why::Name | Why::Abbreviation(_) if is_exact => Fit::OwnName,
            _ if is_whole => Fit::Whole,
            Why::Name => Fit::PartOfOwnName,
            _ => Fit::Part,
        }
    }
}

fn is_in(directory: &Directory) -> BTreeSet<(Target, Target)> {
    let places = directory.place_keys().map(|key| {
        let jurisdiction = directory[key].jurisdiction;
        (Target::Place(key), Target::Jurisdiction(jurisdiction))
    });
    let members = directory.member_keys().flat_map(|key| {
        let settings = directory.covered_by(key, Edition::Today).into_values();
        let jurisdictions = settings.flat_map(BTreeMap::into_keys);
        jurisdictions
            .map(move |jurisdiction| (Target::Member(key), Target::Jurisdiction(jurisdiction)))
    });
    places.chain(members).collect()
}

pub(crate) fn mask(words: &[QueryWord], holds: impl Fn(&QueryWord) -> bool) -> Mask {
    let words = words.iter().enumerate();
    words
        .map(|(index, word)| Mask::from(holds(word)) << index)
        .sum()
}
