//! Searches for places by name.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{SEARCH_WORDS, a_setting, answer, finder, targets};
use crate::directory::fixture::{self, date, jurisdiction, other_name, setting, table};
use crate::directory::search::entries::entries;
use crate::directory::search::{Finder, Target};
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
        let entries = entries(&Directory::new(facts_with_places()), &SEARCH_WORDS);
        let places = entries.iter().filter(|entry| entry.place.is_some());
        let aliases: Vec<_> = places
            .flat_map(|entry| entry.aliases.iter().map(|alias| (entry.target, &alias.text)))
            .collect();
        let (target, text) = aliases[index.index(aliases.len())];
        prop_assert_eq!(best_place(text), [target]);
    }
}
