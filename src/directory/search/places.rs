//! How places affect other results.

use super::ranking::{Candidate, Fit};
use super::{Found, Target};
use crate::directory::{JurisdictionKey, PlaceKey};

/// Credits a place with the words for its setting. If the query has only words for other settings, or names another
/// jurisdiction, a place merely says where: "police in Cardiff" is not about the prison there. The first word of a name
/// is enough only if the query means nothing else.
pub(crate) fn relate_places(
    candidates: &mut Vec<Candidate<'_>>,
    jurisdictions: &[JurisdictionKey],
) {
    let named = candidates.iter().copied();
    let named: Vec<Candidate<'_>> = named
        .filter(|candidate| {
            matches!(candidate.alias.target, Target::Setting(_))
                && candidate.fit <= Fit::PartOfOwnName
        })
        .collect();
    for candidate in candidates.iter_mut() {
        let Some(cell) = candidate.alias.cell else {
            continue;
        };
        let is_elsewhere = !jurisdictions.is_empty() && !jurisdictions.contains(&cell.jurisdiction);
        let own = Target::Setting(cell.setting);
        if let Some(own) = named.iter().find(|kind| kind.alias.target == own) {
            candidate.is_where = is_elsewhere;
            candidate.words |= own.words;
            candidate.exact |= own.exact;
        } else {
            let mut others = named.iter();
            candidate.is_where =
                is_elsewhere || others.any(|kind| kind.words & !candidate.words != 0);
        }
    }
    let is_part =
        |candidate: &Candidate<'_>| candidate.alias.cell.is_some() && candidate.fit == Fit::Part;
    if !jurisdictions.is_empty() || !candidates.iter().all(is_part) {
        candidates.retain(|candidate| !is_part(candidate));
    }
}

/// A name without the words for its setting at its beginning and end, the longest removed first; never empty.
pub(crate) fn without<'a>(kinds: &[&[String]], name: &'a [String]) -> &'a [String] {
    let shorter = kinds
        .iter()
        .filter_map(|kind| {
            name.strip_prefix(*kind)
                .or_else(|| name.strip_suffix(*kind))
        })
        .filter(|rest| !rest.is_empty())
        .min_by_key(|rest| rest.len());
    shorter.map_or(name, |shorter| without(kinds, shorter))
}

/// The places that say where, and their jurisdictions: those with an exact word in the query, unless their words are
/// part of another place's.
pub(crate) fn places_in(candidates: &[Candidate<'_>]) -> Vec<(PlaceKey, JurisdictionKey)> {
    let mut named = candidates.to_vec();
    named.retain(|candidate| {
        candidate.fit <= Fit::PartOfOwnName
            && candidate.exact != 0
            && candidate.alias.cell.is_some()
    });
    let is_part = |words| {
        let mut others = named.iter().map(|other| other.words);
        others.any(|other| other != words && other & words == words)
    };
    let whole = named.iter().filter(|candidate| !is_part(candidate.words));
    let keys = whole.filter_map(|candidate| match candidate.alias.target {
        Target::Place(place) => Some((place, candidate.alias.cell?.jurisdiction)),
        _ => None,
    });
    keys.collect()
}

/// The answers for the settings and jurisdictions of places, without duplicates.
pub(crate) fn answers_of(candidates: &[Candidate<'_>]) -> Vec<Found> {
    let mut answers: Vec<Found> = Vec::new();
    for candidate in candidates {
        if let Some(cell) = candidate.alias.cell {
            let target = Target::Answer(cell);
            if answers.iter().all(|answer| answer.target != target) {
                let found = candidate.alias.found(candidate.is_certain);
                answers.push(Found { target, ..found });
            }
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use crate::directory::fixture::{self, date, jurisdiction, setting};
    use crate::directory::fixture::{other_name, table};
    use crate::directory::search::tests::{SEARCH_WORDS, a_setting, answer, finder, targets};
    use crate::directory::search::{Finder, Target, aliases};
    use crate::directory::{Directory, Facts, Place, PlaceKey};

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
            source: table(),
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
                    names: vec![other_name("la", "Carcer Portūs")],
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
