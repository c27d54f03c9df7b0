//! What readers type, and what the shipped data makes of it.

use npm_directory::directory::{Directory, Finder, Found, Target};
use npm_directory::site::ENGLISH_SEARCH;

use super::shipped;

/// The paths of what explains a query best, or the names of bodies elsewhere.
fn best(directory: &Directory, query: &str) -> Vec<String> {
    let found = Finder::new(directory, &ENGLISH_SEARCH).find(query);
    found
        .best
        .iter()
        .map(|found| name(directory, found))
        .collect()
}

fn name(directory: &Directory, found: &Found) -> String {
    match found.target {
        Target::Answer(setting, jurisdiction) => {
            format!("{}/{}", directory[setting].id, directory[jurisdiction].id)
        }
        Target::Place(place) => format!("place {}", directory[place].id),
        Target::Setting(setting) => directory[setting].id.clone(),
        Target::Member(member) => directory[member].id.clone(),
        Target::Jurisdiction(jurisdiction) => directory[jurisdiction].id.clone(),
        Target::Elsewhere(place) => directory.elsewhere[place].name.clone(),
        Target::About => "about".to_owned(),
        Target::Complaints => "complaints".to_owned(),
        Target::Gaps => "gaps".to_owned(),
    }
}

#[test]
fn what_readers_type_leads_to_one_answer() {
    let directory = shipped();
    for (query, expected) in [
        ("jail wales", "prisons/wales"),
        ("police cells scotland", "police-custody/scotland"),
        (
            "sectioned northern ireland",
            "mental-health-detention/northern-ireland",
        ),
        ("care home england", "deprivation-of-liberty/england"),
        ("dungavel", "immigration-detention"),
        ("immigration removal centre", "immigration-detention"),
        ("STC", "children-in-secure-accommodation"),
        ("HMIC", "hmicfrs"),
        ("CSSIW", "ciw"),
        ("lay observers", "lay-observers"),
        ("colchester", "military-detention"),
        ("border force", "customs-custody"),
        ("TACT", "terrorism-act-detention"),
        ("prison van", "court-custody"),
        ("prisson scotlnd", "prisons/scotland"),
        ("police scotland", "police-custody/scotland"),
        ("prison wales", "prisons/wales"),
        ("police cells glasgow", "police-custody"),
        ("who inspects prisons in Scotland?", "prisons/scotland"),
        ("Her Majesty's Inspectorate of Constabulary", "hmicfrs"),
        ("imb northern ireland", "imb-ni"),
        ("Arolygiaeth Gofal Cymru", "ciw"),
        ("hmips", "hmips"),
        ("PPO", "Prisons and Probation Ombudsman"),
        ("CPT", "European Committee for the Prevention of Torture"),
        ("opcat", "about"),
        ("complaints", "complaints"),
    ] {
        assert_eq!(best(&directory, query), [expected], "{query}");
    }
}

#[test]
fn what_means_several_things_asks_which() {
    let directory = shipped();
    for (query, expected) in [
        ("cells", &["prisons", "police-custody", "court-custody"][..]),
        (
            "cells scotland",
            &[
                "prisons/scotland",
                "police-custody/scotland",
                "court-custody/scotland",
            ],
        ),
        (
            "secure unit",
            &[
                "children-in-secure-accommodation",
                "mental-health-detention",
            ],
        ),
        ("hmip", &["hmi-prisons", "HM Inspectorate of Probation"]),
        (
            "section 136",
            &["police-custody", "mental-health-detention"],
        ),
        ("escort", &["court-custody", "immigration-detention"]),
    ] {
        assert_eq!(best(&directory, query), expected, "{query}");
    }
    for (query, among_them) in [
        ("custody visitors", "icvs"),
        ("ombudsman", "Prisons and Probation Ombudsman"),
        ("detention centre", "immigration-detention"),
    ] {
        let best = best(&directory, query);
        assert!(best.len() > 1, "{query}");
        assert!(best.contains(&among_them.to_owned()), "{query}: {best:?}");
    }
}

#[test]
fn every_name_in_the_data_finds_what_bears_it() {
    let directory = shipped();
    let finder = Finder::new(&directory, &ENGLISH_SEARCH);
    let finds = |query: &str, expected: Target| {
        let found = finder.find(query);
        let all = [found.best, found.others].concat();
        assert!(
            all.iter().any(|found| found.target == expected),
            "{query}: {all:?}"
        );
    };
    for key in directory.member_keys() {
        let member = &directory[key];
        finds(&member.name, Target::Member(key));
        finds(member.short_name(), Target::Member(key));
        for (_, name) in &member.names {
            finds(name, Target::Member(key));
        }
    }
    for key in directory.setting_keys() {
        finds(&directory[key].name, Target::Setting(key));
        for word in &directory[key].also_called {
            finds(word, Target::Setting(key));
        }
    }
    for key in directory.jurisdiction_keys() {
        finds(&directory[key].name, Target::Jurisdiction(key));
    }
    for (place, body) in directory.elsewhere.iter().enumerate() {
        finds(&body.name, Target::Elsewhere(place));
    }
}
