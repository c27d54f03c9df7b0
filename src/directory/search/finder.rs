//! An index of all aliases, and the matching of queries with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::aliases::{self, Alias};
use super::places::{answers_of, places_in, relate_places, without};
use super::ranking::{Candidate, Fit, Mask, rank};
use super::vocabulary::{Lexicon, MOST_WORDS, Matching, QueryWord};
use super::{Findings, Found, SearchWords, Target, Why};
use crate::directory::{Cell, Directory, Edition, JurisdictionKey};

/// The maximum number of results besides the best.
const MOST_OTHERS: usize = 12;

/// The first word of a place's name is enough to find it only if it has this many letters.
const FEWEST_LETTERS: usize = 5;

/// There is a bit for each word of a query.
const _: () = assert!(MOST_WORDS <= Mask::BITS as usize);

/// An index of all aliases in a directory, built once.
#[derive(Debug)]
pub struct Finder {
    vocabulary: Lexicon,
    /// The aliases by target, except those of jurisdictions.
    aliases: Vec<Alias>,
    /// The aliases of jurisdictions, longest first.
    jurisdictions: Vec<Alias>,
    /// Which targets are in which jurisdictions: members that cover anything there today, places, and targets whose
    /// names mention the jurisdiction.
    is_in: BTreeSet<(Target, JurisdictionKey)>,
    /// The jurisdiction, if there is only one.
    only_jurisdiction: Option<JurisdictionKey>,
}

/// A query with its recognized words.
#[derive(Debug, Default)]
struct Query<'a> {
    /// Its words except those that name a jurisdiction.
    words: Vec<QueryWord<'a>>,
    /// The words that count: not those that are repeated.
    counted: Mask,
    /// The jurisdictions that it names, in its order, and an alias of each.
    jurisdictions: Vec<JurisdictionKey>,
    named_by: Vec<&'a Alias>,
    /// Corrected spellings of jurisdictions.
    corrected: Vec<(String, String)>,
}

impl Finder {
    /// Indexes every alias in a directory.
    pub fn new(directory: &Directory, search_words: &SearchWords<'_>) -> Finder {
        let aliases = aliases::of(directory, search_words);
        let texts = aliases.iter().map(|alias| alias.text.as_str());
        let mut finder = Finder {
            vocabulary: Lexicon::new(texts, &directory.about.ignored_words, search_words),
            aliases: Vec::new(),
            jurisdictions: Vec::new(),
            is_in: is_in(directory),
            only_jurisdiction: None,
        };
        if directory.jurisdictions.len() == 1 {
            finder.only_jurisdiction = directory.jurisdiction_keys().next();
        }
        // Jurisdictions are read first, because other aliases may contain their names.
        let (mut of_jurisdictions, mut aliases): (Vec<_>, Vec<_>) = aliases
            .into_iter()
            .partition(|alias| matches!(alias.target, Target::Jurisdiction(_)));
        for alias in &mut of_jurisdictions {
            finder.read_alias(alias);
        }
        of_jurisdictions.retain(|alias| !alias.terms.is_empty());
        of_jurisdictions.sort_by_key(|alias| Reverse(alias.terms.len()));
        finder.jurisdictions = of_jurisdictions;
        for alias in &mut aliases {
            finder.read_alias(alias);
            let of_place = alias.cell.map(|cell| cell.jurisdiction);
            let keys = alias.jurisdictions.iter().copied().chain(of_place);
            finder.is_in.extend(keys.map(|key| (alias.target, key)));
        }
        aliases.retain(|alias| !alias.terms.is_empty());
        aliases.extend(finder.cores(&aliases));
        aliases.sort_by_key(|alias| alias.target);
        finder.aliases = aliases;
        finder
    }

    fn read_alias(&self, alias: &mut Alias) {
        let query = self.read(&alias.text);
        let words = query.words.iter();
        alias.terms = words.map(|word| word.readings[0].to_owned()).collect();
        alias.jurisdictions = query.jurisdictions;
    }

    /// Aliases of places without the words for their setting: "Cardiff" from "HMP Cardiff" and "Cardiff prison".
    fn cores(&self, aliases: &[Alias]) -> Vec<Alias> {
        let mut kinds: BTreeMap<Target, Vec<&[String]>> = BTreeMap::new();
        for alias in aliases {
            kinds.entry(alias.target).or_default().push(&alias.terms);
        }
        let cores = aliases.iter().filter_map(|alias| {
            let kinds = kinds.get(&Target::Setting(alias.cell?.setting))?;
            let core = without(kinds, &alias.terms);
            let means_something = |term: &String| !self.vocabulary.is_stop_word(term);
            let is_new = core.len() < alias.terms.len() && core.iter().any(means_something);
            is_new.then(|| Alias {
                terms: core.to_vec(),
                is_core: true,
                ..alias.clone()
            })
        });
        cores.collect()
    }

    /// Finds what a query means. Unknown words are ignored.
    pub fn find(&self, query: &str) -> Findings {
        let query = self.read(query);
        let mut candidates = self.candidates(&query);
        let mut jurisdictions = query.jurisdictions;
        let mut places = Vec::new();
        if jurisdictions.is_empty() {
            for (place, jurisdiction) in places_in(&candidates) {
                places.push(place);
                if !jurisdictions.contains(&jurisdiction) {
                    jurisdictions.push(jurisdiction);
                }
            }
        }
        relate_places(&mut candidates, &jurisdictions);
        let (best, rest) = rank(candidates);
        let explained = best.iter().fold(0, |words, best| words | best.words);
        let words = query.words.iter().enumerate();
        let words = words.filter(|(index, _)| explained & 1 << index != 0);
        let corrected = words.flat_map(|(_, word)| self.vocabulary.corrections(word));
        let corrected = corrected.chain(query.corrected).collect();
        let known = match self.only_jurisdiction {
            Some(only) => vec![only],
            None => jurisdictions.clone(),
        };
        let mut others = answers_of(&best);
        for found in found(&rest, &known) {
            if others.iter().all(|other| other.target != found.target) {
                others.push(found);
            }
        }
        let mut best = found(&best, &known);
        let named = query.named_by.iter().map(|alias| alias.found(true));
        // If other words are understood, a jurisdiction is only a restriction.
        if best.is_empty() {
            best.extend(named);
        } else {
            others.extend(named);
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

    /// Recognizes the words of a query and extracts the jurisdictions, longest aliases first.
    fn read(&self, query: &str) -> Query<'_> {
        let mut read = Query::default();
        let words = self.vocabulary.read(query);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let begins = |alias: &&Alias| {
                let window = rest.get(..alias.terms.len());
                window.is_some_and(|window| alias.is_in(window))
            };
            let longest = self.jurisdictions.iter().find(begins);
            let length = longest.map_or(0, |alias| alias.terms.len());
            let named = self.jurisdictions.iter().filter(begins);
            for alias in named.take_while(|alias| alias.terms.len() == length) {
                if let Target::Jurisdiction(key) = alias.target
                    && !read.jurisdictions.contains(&key)
                {
                    read.jurisdictions.push(key);
                    read.named_by.push(alias);
                }
            }
            for word in &rest[..length] {
                read.corrected.extend(self.vocabulary.corrections(word));
            }
            if length == 0 {
                let is_repeated = read
                    .words
                    .iter()
                    .any(|word| word.readings == first.readings);
                read.counted |= Mask::from(!is_repeated) << read.words.len();
                read.words.push(first.clone());
            }
            rest = &rest[length.max(1)..];
        }
        read
    }

    /// Every target with an alias that the query contains at least in part, in their order.
    fn candidates(&self, query: &Query<'_>) -> Vec<Candidate<'_>> {
        let targets = self
            .aliases
            .chunk_by(|one, other| one.target == other.target);
        let candidates = targets.filter_map(|aliases| {
            let candidates = aliases
                .iter()
                .filter_map(|alias| self.candidate(alias, query));
            candidates.reduce(Candidate::merge)
        });
        candidates.collect()
    }

    /// The candidate for an alias, if the query contains any of its words.
    fn candidate<'a>(&self, alias: &'a Alias, query: &Query<'_>) -> Option<Candidate<'a>> {
        let held = query.mask(|word| alias.terms.iter().any(|term| word.may_be(term)));
        let strong = held & query.mask(|word| !word.is_stop_word);
        if strong == 0 {
            return None;
        }
        let mut fit = alias.fit(query);
        // A stop word counts only if the whole alias matches.
        let mut words = if fit.is_whole() { held } else { strong };
        if alias.cell.is_some() {
            let first = &alias.terms[0];
            if words & query.mask(|word| word.matching == Matching::Prefix) != 0 {
                return None;
            } else if fit.is_whole() && alias.is_core {
                fit = Fit::PartOfOwnName;
            } else if !fit.is_whole() {
                // Only the first word of a place's name is enough to find it.
                fit = Fit::Part;
                words &= query.mask(|word| word.is_exact() && word.may_be(first));
                if words == 0 || first.chars().count() < FEWEST_LETTERS {
                    return None;
                }
            }
        }
        let exact = words & query.mask(QueryWord::is_exact);
        let others = query.mask(|word| !word.is_stop_word) & !words;
        let is_there = |key: &JurisdictionKey| match alias.target {
            _ if alias.jurisdictions.contains(key) => 2,
            Target::Place(_) | Target::Member(_) | Target::Elsewhere(_) => {
                self.is_in.contains(&(alias.target, *key)).into()
            }
            // All other targets exist in each jurisdiction.
            _ => 2,
        };
        let named = query.jurisdictions.iter();
        Some(Candidate {
            alias,
            fit,
            words,
            exact,
            is_certain: fit.is_whole()
                && words == exact
                && others == 0
                && named.clone().all(|key| is_there(key) > 0),
            jurisdictions: named.map(is_there).sum(),
            is_where: false,
            is_ambiguous: words & query.mask(|word| word.readings.len() > 1) != 0,
        })
    }
}

impl<'a> Query<'a> {
    /// The counted words for which this holds.
    fn mask(&self, holds: impl Fn(&QueryWord<'a>) -> bool) -> Mask {
        let words = self.words.iter().enumerate();
        let bits = words.map(|(index, word)| Mask::from(holds(word)) << index);
        bits.sum::<Mask>() & self.counted
    }
}

impl Alias {
    pub(crate) fn found(&self, is_certain: bool) -> Found {
        Found {
            target: self.target,
            why: self.why.clone(),
            is_certain,
        }
    }

    /// Whether these words are the alias, in order.
    fn is_in(&self, window: &[QueryWord<'_>]) -> bool {
        let mut words = self.terms.iter().zip(window);
        words.all(|(term, word)| word.may_be(term))
    }

    fn fit(&self, query: &Query<'_>) -> Fit {
        let mut jurisdictions = self.jurisdictions.iter();
        let is_where = jurisdictions.all(|key| query.jurisdictions.contains(key));
        let windows = query.words.windows(self.terms.len());
        let whole = windows.filter(|window| is_where && self.is_in(window));
        let is_exact = whole
            .map(|window| window.iter().all(QueryWord::is_exact))
            .max();
        match (&self.why, is_exact) {
            (Why::Name | Why::Abbreviation(_), Some(true)) => Fit::OwnName,
            (_, Some(_)) => Fit::Whole,
            (Why::Name, None) => Fit::PartOfOwnName,
            (_, None) => Fit::Part,
        }
    }
}

fn is_in(directory: &Directory) -> BTreeSet<(Target, JurisdictionKey)> {
    let mut is_in = BTreeSet::new();
    for coverage in &directory.coverage {
        if directory.holds(coverage, Edition::Today) {
            for member in coverage.members() {
                let jurisdictions = coverage.jurisdictions.iter();
                is_in.extend(jurisdictions.map(|key| (Target::Member(member), *key)));
            }
        }
    }
    is_in
}

/// The results for candidates. A setting in known jurisdictions becomes its answers there.
fn found(candidates: &[Candidate<'_>], jurisdictions: &[JurisdictionKey]) -> Vec<Found> {
    let mut results = Vec::new();
    for candidate in candidates {
        let found = candidate.alias.found(candidate.is_certain);
        match found.target {
            Target::Setting(setting) if !jurisdictions.is_empty() => {
                results.extend(jurisdictions.iter().map(|key| Found {
                    target: Target::Answer(Cell::new(setting, *key)),
                    ..found.clone()
                }));
            }
            _ => results.push(found),
        }
    }
    results
}
