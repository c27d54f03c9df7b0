//! Search for places: short names without the word for the setting, and how places affect other results.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::finder::{Alias, Finder, Query, mask};
use super::ranking::{Candidate, Fit, Mask};
use super::vocabulary::{Matching, QueryWord, TermKey};
use super::{Found, Target};
use crate::directory::{JurisdictionKey, PlaceKey, SettingKey};

/// The first word of a name is enough to find it only if it has this many letters.
const FEWEST_LETTERS: usize = 5;

impl Finder {
    /// Adds aliases of places without the words for their setting: "Cardiff" from "HMP Cardiff" and "Cardiff prison".
    pub(crate) fn add_cores(&mut self) {
        let mut kinds: BTreeMap<SettingKey, Vec<&[TermKey]>> = BTreeMap::new();
        for alias in &self.aliases {
            if let Target::Setting(setting) = alias.target {
                kinds.entry(setting).or_default().push(&alias.terms);
            }
        }
        for kind in kinds.values_mut() {
            kind.retain(|terms| !terms.is_empty());
            kind.sort_by_key(|terms| Reverse(terms.len()));
        }
        let cores = self.aliases.iter().filter_map(|alias| {
            let Target::Place(place) = alias.target else {
                return None;
            };
            let (setting, _) = self.places[place.index()];
            let core = without(&kinds[&setting], &alias.terms);
            let means_something = |term: &TermKey| !self.vocabulary.is_stop_word(*term);
            let is_new = core.len() < alias.terms.len() && core.iter().any(means_something);
            is_new.then(|| Alias {
                terms: core.to_vec(),
                is_core: true,
                ..alias.clone()
            })
        });
        let cores: Vec<Alias> = cores.collect();
        self.aliases.extend(cores);
    }

    /// How well an alias of a place fits, and by which words: all of it, or its first word.
    pub(crate) fn fit_of_place(
        &self,
        alias: &Alias,
        (fit, words): (Fit, Mask),
        query: &Query,
    ) -> Option<(Fit, Mask)> {
        let first = alias.terms[0];
        let is_unfinished = |word: &QueryWord| word.matching == Matching::Prefix;
        let is_first = |word: &QueryWord| word.is_exact() && word.readings == [first];
        match fit {
            _ if words & mask(&query.words, is_unfinished) != 0 => None,
            Fit::OwnName | Fit::Whole if alias.is_core => Some((Fit::PartOfOwnName, words)),
            Fit::OwnName | Fit::Whole => Some((fit, words)),
            _ if self.vocabulary.length(first) < FEWEST_LETTERS => None,
            _ => Some((Fit::Part, words & mask(&query.words, is_first))),
        }
    }

    /// Credits a place with the words for its setting. If the query has only words for other settings, or names another
    /// jurisdiction, a place merely says where: "police in Cardiff" is not about the prison there. The first word of a
    /// name is enough only if the query means nothing else.
    pub(crate) fn relate_places(
        &self,
        candidates: &mut Vec<Candidate>,
        jurisdictions: &[JurisdictionKey],
    ) {
        let named = candidates.iter().filter(|candidate| {
            matches!(candidate.target, Target::Setting(_)) && candidate.fit <= Fit::PartOfOwnName
        });
        let named: Vec<Candidate> = named.cloned().collect();
        for candidate in candidates.iter_mut() {
            let Target::Place(place) = candidate.target else {
                continue;
            };
            let (setting, jurisdiction) = self.places[place.index()];
            let mut kinds = named.iter();
            let own = kinds.find(|kind| kind.target == Target::Setting(setting));
            let is_of_other_kind =
                own.is_none() && named.iter().any(|kind| kind.words & !candidate.words != 0);
            let is_elsewhere = !jurisdictions.is_empty() && !jurisdictions.contains(&jurisdiction);
            candidate.is_where = is_of_other_kind || is_elsewhere;
            candidate.words |= own.map_or(0, |own| own.words);
            candidate.exact |= own.map_or(0, |own| own.exact);
        }
        let is_part = |candidate: &Candidate| {
            matches!(candidate.target, Target::Place(_)) && candidate.fit == Fit::Part
        };
        if !jurisdictions.is_empty() || !candidates.iter().all(is_part) {
            candidates.retain(|candidate| !is_part(candidate));
        }
    }

    /// The answers for the settings and jurisdictions of the places that were found.
    pub(crate) fn answers_of(&self, found: &[Found]) -> Vec<Found> {
        let mut answers: Vec<Found> = Vec::new();
        for Found { target, why } in found {
            if let Target::Place(place) = target {
                let (setting, jurisdiction) = self.places[place.index()];
                let target = Target::Answer(setting, jurisdiction);
                if answers.iter().all(|answer| answer.target != target) {
                    let why = why.clone();
                    answers.push(Found { target, why });
                }
            }
        }
        answers
    }

    /// The jurisdictions of these places, without duplicates.
    pub(crate) fn jurisdictions_of(&self, places: &[PlaceKey]) -> Vec<JurisdictionKey> {
        let mut keys = Vec::new();
        for place in places {
            let (_, jurisdiction) = self.places[place.index()];
            if !keys.contains(&jurisdiction) {
                keys.push(jurisdiction);
            }
        }
        keys
    }
}

/// A name without the words for its setting at its beginning and end, the longest removed first; never empty.
fn without<'a>(kinds: &[&[TermKey]], name: &'a [TermKey]) -> &'a [TermKey] {
    let shorter = kinds.iter().find_map(|kind| {
        let rest = name
            .strip_prefix(*kind)
            .or_else(|| name.strip_suffix(*kind));
        rest.filter(|rest| !rest.is_empty())
    });
    shorter.map_or(name, |shorter| without(kinds, shorter))
}

/// The places that say where: those with an exact word in the query, unless their words are part of another place's.
pub(crate) fn places_in(candidates: &[Candidate]) -> Vec<PlaceKey> {
    let named = candidates
        .iter()
        .filter_map(|candidate| match candidate.target {
            Target::Place(place) if candidate.fit <= Fit::PartOfOwnName && candidate.exact != 0 => {
                Some((place, candidate.words))
            }
            _ => None,
        });
    let named: Vec<(PlaceKey, Mask)> = named.collect();
    let is_part = |words: Mask| {
        let mut others = named.iter();
        others.any(|(_, other)| *other != words && *other & words == words)
    };
    let whole = named.iter().filter(|(_, words)| !is_part(*words));
    whole.map(|(place, _)| *place).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use crate::directory::fixture::{self, date, jurisdiction, setting};
    use crate::directory::search::tests::{SEARCH_WORDS, a_setting, answer, finder, targets};
    use crate::directory::search::{Finder, Target, aliases};
    use crate::directory::{Directory, Facts, Place, PlaceKey, SourceKey};

    /// The fixture with places of two settings; one is closed.
    fn facts_with_places() -> Facts {
        let a_place = |id: &str, name: &str, of: &str, at: &str, also_called: &[&str]| Place {
            id: id.to_owned(),
            name: name.to_owned(),
            names: Vec::new(),
            setting: setting(of),
            jurisdiction: jurisdiction(at),
            url: None,
            also_called: also_called.iter().map(|text| (*text).to_owned()).collect(),
            closed: None,
            note: None,
            source: SourceKey::new(0),
            checked: date("2026-06-15"),
            previous_ids: Vec::new(),
        };
        Facts {
            places: vec![
                a_place(
                    "gloomhall",
                    "Gloomhall Prison",
                    "prisons",
                    "northmark",
                    &["the Gloom"],
                ),
                Place {
                    names: vec![("la".to_owned(), "Carcer Portūs".to_owned())],
                    ..a_place(
                        "portholm-prison",
                        "Prison Portholm",
                        "prisons",
                        "southmark",
                        &[],
                    )
                },
                a_place(
                    "port-cells",
                    "Portholm police cells",
                    "police-custody",
                    "southmark",
                    &[],
                ),
                Place {
                    closed: Some(date("2020")),
                    ..a_place(
                        "old-keep",
                        "Ravens Keep Prison",
                        "prisons",
                        "isle-of-eld",
                        &[],
                    )
                },
                a_place("want", "Prison Want", "prisons", "northmark", &[]),
            ],
            ..fixture::facts()
        }
    }

    static WITH_PLACES: LazyLock<Finder> = LazyLock::new(|| finder(facts_with_places()));

    fn a_place(index: usize) -> Target {
        Target::Place(PlaceKey::new(index))
    }

    fn best_place(query: &str) -> Vec<Target> {
        targets(&WITH_PLACES.find(query).best)
    }

    #[test]
    fn a_place_is_found_with_or_without_the_word_for_its_setting_followed_by_its_answer() {
        for query in [
            "Gloomhall Prison",
            "gloomhall",
            "jail gloomhall",
            "the prison at Gloomhall",
            "the Gloom",
            "gloom",
            "glomhall",
            "gloomhall prison northmark",
        ] {
            let found = WITH_PLACES.find(query);
            assert_eq!(targets(&found.best), [a_place(0)], "{query}");
            assert_eq!(
                found.others[0].target,
                answer("prisons", "northmark"),
                "{query}"
            );
        }
        assert_eq!(best_place("carcer portus"), [a_place(1)]);
        assert_eq!(
            best_place("ravens keep"),
            [a_place(3)],
            "closed places are found"
        );
        assert_eq!(best_place("ravens"), [a_place(3)], "by their first word");
        assert_eq!(best_place("keep"), []);
    }

    #[test]
    fn the_word_for_a_setting_decides_between_places_with_the_same_name() {
        assert_eq!(best_place("portholm"), [a_place(1), a_place(2)]);
        assert_eq!(best_place("portholm jail"), [a_place(1)]);
        assert_eq!(best_place("nick portholm"), [a_place(2)]);
    }

    #[test]
    fn a_place_says_where_places_of_another_setting_are() {
        let found = WITH_PLACES.find("customs at gloomhall");
        assert_eq!(targets(&found.best), [answer("border-posts", "northmark")]);
        assert_eq!(targets(&found.others), [a_place(0)]);
        assert_eq!(found.jurisdictions, [jurisdiction("northmark")]);
        assert_eq!(found.places, [PlaceKey::new(0)]);
        let found = WITH_PLACES.find("prison gloomhall southmark");
        assert_eq!(targets(&found.best), [answer("prisons", "southmark")]);
        assert_eq!(found.places, []);
        let guessed = WITH_PLACES.find("customs at glomhall");
        assert_eq!(targets(&guessed.best), [a_setting("border-posts")]);
    }

    #[test]
    fn a_place_named_like_a_stop_word_needs_the_word_for_its_setting() {
        assert_eq!(best_place("prison want"), [a_place(4)]);
        assert_eq!(best_place("I want a prison"), [a_setting("prisons")]);
    }

    proptest! {
        #[test]
        fn every_alias_of_a_place_finds_it(index in any::<prop::sample::Index>()) {
            let directory = Directory::new(facts_with_places());
            let aliases = aliases::of(&directory, &SEARCH_WORDS).into_iter();
            let aliases: Vec<_> = aliases
                .filter(|alias| matches!(alias.target, Target::Place(_)))
                .collect();
            let alias = &aliases[index.index(aliases.len())];
            prop_assert_eq!(best_place(&alias.text), [alias.target]);
        }
    }
}
