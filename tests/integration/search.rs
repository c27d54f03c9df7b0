//! What readers type, and what the search finds in the shipped data.

use npm_directory::directory::{Directory, Found, OtherName, Target};
use npm_directory::pipeline::DataFile;
use npm_directory::site::{Format, english_finder};

use super::shipped;
use super::support::options;

/// The paths of the best results, or the names of bodies elsewhere.
fn best(directory: &Directory, query: &str) -> Vec<String> {
    let found = english_finder(directory).find(query);
    found
        .best
        .iter()
        .map(|found| name(directory, found))
        .collect()
}

fn name(directory: &Directory, found: &Found) -> String {
    match found.target {
        Target::Answer(cell) => {
            let (setting, jurisdiction) = (cell.setting, cell.jurisdiction);
            format!("{}/{}", directory[setting].id, directory[jurisdiction].id)
        }
        Target::Place(place) => directory[place].id.clone(),
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
fn common_queries_have_one_best_result() {
    let directory = shipped();
    for (query, expected) in [
        ("jail wales", "prisons/wales"),
        ("police cells scotland", "police-custody/scotland"),
        (
            "sectioned northern ireland",
            "mental-health-detention/northern-ireland",
        ),
        ("care home england", "deprivation-of-liberty/england"),
        ("immigration removal centre", "immigration-detention"),
        ("STC", "children-in-secure-accommodation"),
        ("HMIC", "hmicfrs"),
        ("CSSIW", "ciw"),
        ("lay observers", "lay-observers"),
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
fn ambiguous_queries_have_several() {
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
fn words_of_a_question_mean_nothing_on_their_own() {
    let directory = shipped();
    for (query, expected) in [
        ("who checks his cell", "cells"),
        ("his medication", ""),
        ("is in", ""),
        ("how do I get her out", ""),
        ("who monitors prisons in Wales", "prisons wales"),
        ("my son is in prison in Wales", "prisons wales"),
        ("who visits people in police cells", "police cells"),
        ("my mum is not allowed to leave the care home", "care home"),
        ("who inspects care homes", "care home"),
        ("send money to my son in prison", "prison"),
    ] {
        assert_eq!(
            best(&directory, query),
            best(&directory, expected),
            "{query}"
        );
    }
    assert_eq!(best(&directory, "his"), ["Healthcare Improvement Scotland"]);
    assert_eq!(
        best(&directory, "HIS Scotland"),
        ["Healthcare Improvement Scotland"]
    );
}

#[test]
fn no_word_is_corrected_to_one_that_only_looks_similar() {
    let directory = shipped();
    for query in [
        "medication",
        "wealth",
        "bullying",
        "restraint",
        "charity",
        "lawyer",
    ] {
        let found = english_finder(&directory).find(query);
        assert_eq!((found.best, found.corrected), (vec![], vec![]), "{query}");
    }
    assert!(!best(&directory, "bail").contains(&"prisons".to_owned()));
    assert_eq!(best(&directory, "jail"), ["prisons"]);
}

#[test]
fn welsh_words_and_other_bodies_are_found() {
    let directory = shipped();
    for (query, expected) in [
        ("carchar", &["prisons"][..]),
        ("dalfa", &["police-custody"]),
        ("iechyd meddwl", &["mental-health-detention"]),
        ("IECHYD MEDDWL CYMRU", &["mental-health-detention/wales"]),
        ("army jail", &["military-detention"]),
        ("bail hostel", &["HM Inspectorate of Probation"]),
        ("appropriate adult", &["National Appropriate Adult Network"]),
        (
            "asylum hotel",
            &["Independent Chief Inspector of Borders and Immigration"],
        ),
        (
            "death in custody",
            &[
                "Prisons and Probation Ombudsman",
                "Independent Office for Police Conduct",
                "Prisoner Ombudsman for Northern Ireland",
                "Crown Office and Procurator Fiscal Service",
            ],
        ),
        (
            "death in custody Scotland",
            &["Crown Office and Procurator Fiscal Service"],
        ),
        (
            "death in custody in Northern Ireland",
            &["Prisoner Ombudsman for Northern Ireland"],
        ),
        (
            "tribunal",
            &[
                "First-tier Tribunal (Mental Health)",
                "Mental Health Review Tribunal for Wales",
                "Mental Health Tribunal for Scotland",
                "Review Tribunal",
                "First-tier Tribunal (Immigration and Asylum)",
            ],
        ),
        (
            "tribunal wales",
            &["Mental Health Review Tribunal for Wales"],
        ),
        (
            "prison ombudsman scotland",
            &["Scottish Public Services Ombudsman"],
        ),
        ("lay visitors wales", &["icva"]),
    ] {
        assert_eq!(best(&directory, query), expected, "{query}");
    }
}

/// The place that is the best result, and the answer listed next.
fn place_and_answer(directory: &Directory, query: &str) -> (String, String) {
    let found = english_finder(directory).find(query);
    let [best] = &found.best[..] else {
        panic!("{query}: {:?}", found.best);
    };
    (name(directory, best), name(directory, &found.others[0]))
}

#[test]
fn the_name_of_a_place_finds_it_and_the_answer_for_its_nation() {
    let directory = shipped();
    for (query, place, answer) in [
        ("HMP Cardiff", "hmp-cardiff", "prisons/wales"),
        ("hmp leeds", "hmp-leeds", "prisons/england"),
        ("prison in Leeds", "hmp-leeds", "prisons/england"),
        ("Carchar Caerdydd", "hmp-cardiff", "prisons/wales"),
        ("Barlinnie", "hmp-barlinnie", "prisons/scotland"),
        ("Barlinny", "hmp-barlinnie", "prisons/scotland"),
        ("visiting Barlinnie", "hmp-barlinnie", "prisons/scotland"),
        ("Styal", "hmp-styal", "prisons/england"),
        ("Wormwood Scrubs", "hmp-wormwood-scrubs", "prisons/england"),
        ("scrubs", "hmp-wormwood-scrubs", "prisons/england"),
        ("Feltham", "hmyoi-feltham-a", "prisons/england"),
        (
            "youth offenders Wetherby",
            "hmyoi-wetherby",
            "prisons/england",
        ),
        (
            "young offenders institution Polmont",
            "hmp-polmont",
            "prisons/scotland",
        ),
        ("HMP Send", "hmp-send", "prisons/england"),
        ("maghaberry", "maghaberry", "prisons/northern-ireland"),
        ("Rampton", "rampton", "mental-health-detention/england"),
        (
            "sectioned in Broadmoor",
            "broadmoor",
            "mental-health-detention/england",
        ),
        (
            "Carstairs",
            "state-hospital",
            "mental-health-detention/scotland",
        ),
        (
            "Muckamore Abbey",
            "muckamore-abbey",
            "mental-health-detention/northern-ireland",
        ),
        (
            "Oakhill",
            "oakhill-stc",
            "children-in-secure-accommodation/england",
        ),
        ("yarls wood", "yarls-wood", "immigration-detention/england"),
        ("dungavel", "dungavel", "immigration-detention/scotland"),
        ("colchester", "mctc", "military-detention/england"),
        (
            "arrested in Swansea",
            "police-swansea",
            "police-custody/wales",
        ),
        (
            "police cell in Leeds",
            "police-elland-road",
            "police-custody/england",
        ),
        ("Holloway", "hmp-holloway", "prisons/england"),
    ] {
        let found = place_and_answer(&directory, query);
        assert_eq!(found, (place.to_owned(), answer.to_owned()), "{query}");
    }
    let closed = directory.place("hmp-holloway").expect("it is kept");
    assert!(directory[closed].closed.is_some());
}

#[test]
fn a_place_says_in_which_nation_places_of_another_setting_are() {
    let directory = shipped();
    for (query, expected) in [
        ("care home DoLS Cardiff", "deprivation-of-liberty/wales"),
        ("care home Swansea", "deprivation-of-liberty/wales"),
        (
            "sectioned in Belfast",
            "mental-health-detention/northern-ireland",
        ),
        ("police Manchester", "police-custody/england"),
        ("customs at Heathrow", "customs-custody/england"),
        ("police Cardiff Scotland", "police-custody/scotland"),
        ("north Wales", "wales"),
    ] {
        assert_eq!(best(&directory, query), [expected], "{query}");
    }
}

#[test]
fn a_name_of_several_places_is_ambiguous() {
    let directory = shipped();
    assert_eq!(
        best(&directory, "Manchester"),
        ["hmp-manchester", "manchester-sthf"]
    );
    assert_eq!(
        best(&directory, "Swansea"),
        ["hmp-swansea", "police-swansea"]
    );
    assert_eq!(
        best(&directory, "immigration Manchester"),
        ["manchester-sthf"]
    );
}

#[test]
fn every_name_in_the_data_finds_its_record() {
    let directory = shipped();
    let finder = english_finder(&directory);
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
        for OtherName { name, .. } in &member.names {
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
    for key in directory.place_keys() {
        let place = &directory[key];
        let names = place.names.iter().map(|other| &other.name);
        for word in names.chain(&place.also_called).chain([&place.name]) {
            finds(word, Target::Place(key));
        }
    }
    for (place, body) in directory.elsewhere.iter().enumerate() {
        finds(&body.name, Target::Elsewhere(place));
    }
}

#[test]
fn a_place_is_named_above_the_answer_for_its_kind() {
    let site = DataFile::Embedded
        .read()
        .and_then(|data| data.site(&options()));
    let site = site.expect("it has no mistakes").site;
    let page = |query: &str| site.at("/").search(Some(query), Format::Html).body;
    let cardiff = page("HMP Cardiff");
    let named = cardiff.find("You searched for <a href=\"/places/hmp-cardiff\">HMP Cardiff</a>");
    let answer = cardiff.find("<p class=\"hit\"><a href=\"/settings/prisons/wales\">");
    assert!(named.expect("the place") < answer.expect("the answer"));
    for (query, sentence) in [
        (
            "who checks Parc",
            "You searched for <a href=\"/places/hmp-parc",
        ),
        ("yarls wood", "You searched for <a href=\"/places/yarl"),
        (
            "police cell in Leeds",
            "You may mean <a href=\"/places/police-elland-road",
        ),
        // Another nation, a word that is left over, a spelling mistake.
        (
            "Altcourse Scotland",
            "You may mean <a href=\"/places/hmp-altcourse",
        ),
        (
            "Blundeston library",
            "You may mean <a href=\"/places/hmp-blundeston",
        ),
        ("Barlinnrie", "You may mean <a href=\"/places/hmp-barlinnie"),
    ] {
        let page = page(query);
        assert!(page.contains(sentence), "{query}: {page}");
    }
    let closed = page("HMP Bullwood Hall");
    assert!(closed.contains("Closed since"), "{closed}");
    let cardiff = page("care home DoLS Cardiff");
    assert!(
        cardiff.contains("in Wales, so these are the results there."),
        "{cardiff}"
    );
}
