mod places;

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::directory::fixture::{self, cell, date, jurisdiction, member, setting};
use crate::directory::{Directory, Facts};

const SEARCH_WORDS: SearchWords<'static> = SearchWords {
    ignored: "the, of, is, in, to, and, for, who, I",
    stop_words: "his, visits, want, monitors",
    about: "national preventive mechanism, NPM, OPCAT",
    complaints: "complaint, complain",
    gaps: "gap",
};

static FINDER: LazyLock<Finder> = LazyLock::new(|| finder(fixture::facts()));

fn finder(facts: Facts) -> Finder {
    Finder::new(&Directory::new(facts), &SEARCH_WORDS)
}

fn find(query: &str) -> Findings {
    FINDER.find(query)
}

fn targets(found: &[Found]) -> Vec<Target> {
    found.iter().map(|found| found.target).collect()
}

fn best(query: &str) -> Vec<Target> {
    targets(&find(query).best)
}

fn answer(of: &str, place: &str) -> Target {
    Target::Answer(cell(of, place))
}

fn a_setting(id: &str) -> Target {
    Target::Setting(setting(id))
}

fn a_member(id: &str) -> Target {
    Target::Member(member(id))
}

fn why(query: &str) -> Why {
    find(query).best.swap_remove(0).why
}

fn corrected(query: &str) -> Vec<(String, String)> {
    find(query).corrected
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

const PROBATION: Target = Target::Elsewhere(0);
const PRISONS_OMBUDSMAN: Target = Target::Elsewhere(1);
const OMBUDSMAN_OF_SOUTHMARK: Target = Target::Elsewhere(2);

#[test]
fn a_setting_and_a_jurisdiction_find_the_answer() {
    for query in [
        "prisons northmark",
        "jail Northmark",
        "who is in the jails of the Northern Mark?",
        "northmarkish jails",
        "prison NM",
        "XA-NM: prison",
    ] {
        assert_eq!(best(query), [answer("prisons", "northmark")], "{query}");
    }
    assert_eq!(
        best("prison isle of eld"),
        [answer("prisons", "isle-of-eld")]
    );
    assert_eq!(
        best("police southmark"),
        [answer("police-custody", "southmark")]
    );
}

#[test]
fn a_setting_or_a_jurisdiction_alone_finds_itself() {
    assert_eq!(best("nick"), [a_setting("police-custody")]);
    assert_eq!(
        best("eld"),
        [Target::Jurisdiction(jurisdiction("isle-of-eld"))]
    );
    assert_eq!(find("eld").others, []);
}

#[test]
fn unknown_words_are_ignored() {
    assert_eq!(
        best("police cells zzyzx 999 southmark"),
        [answer("police-custody", "southmark")]
    );
    assert_eq!(find("zzyzx"), Findings::default());
    assert_eq!(find(""), Findings::default());
    assert_eq!(find("?!"), Findings::default());
}

#[test]
fn a_word_for_several_settings_is_ambiguous() {
    let settings = ["prisons", "police-custody", "court-custody"];
    assert_eq!(best("cells"), settings.map(a_setting));
    assert_eq!(find("cells").best.len(), 3);
    assert_eq!(
        best("cells southmark"),
        settings.map(|of| answer(of, "southmark"))
    );
    assert_eq!(find("jail").best.len(), 1);
}

#[test]
fn a_longer_phrase_outranks_a_shorter_one_within_it() {
    assert_eq!(best("police cells"), [a_setting("police-custody")]);
    assert_eq!(best("court cells"), [a_setting("court-custody")]);
    assert_eq!(best("prison van"), [a_setting("court-custody")]);
    assert!(
        targets(&find("prison van").others).contains(&a_setting("prisons")),
        "the shorter is still listed"
    );
}

#[test]
fn words_out_of_order_are_not_a_phrase() {
    assert_eq!(best("cells, court and jail"), [a_setting("prisons")]);
}

#[test]
fn words_of_two_names_of_a_setting_are_added() {
    assert_eq!(best("jail cells"), [a_setting("prisons")]);
    assert_eq!(why("jail cells"), Why::AlsoCalled("jail".to_owned()));
}

#[test]
fn two_jurisdictions_are_ambiguous() {
    let found = find("prisons in Southmark and Northmark");
    assert_eq!(
        targets(&found.best),
        [
            answer("prisons", "southmark"),
            answer("prisons", "northmark")
        ]
    );
    assert_eq!(
        found.jurisdictions,
        [jurisdiction("southmark"), jurisdiction("northmark")]
    );
    assert_eq!(best("eld northmark").len(), 2);
}

#[test]
fn members_are_found_by_every_present_and_previous_name() {
    let text = str::to_owned;
    for (query, id, reason) in [
        ("His Grace's Inspectorate of Constabulary", "ric", Why::Name),
        ("ric", "ric", Why::Abbreviation(text("RIC"))),
        (
            "watch inspectorate",
            "ric",
            Why::FormerName(text("Watch Inspectorate"), date("2001")),
        ),
        (
            "PINSP",
            "ric",
            Why::FormerName(text("PINSP"), date("2019-05")),
        ),
        (
            "boards of visitors bov",
            "boards",
            Why::PrintedName(text("Boards of Visitors (BoV)")),
        ),
        (
            "inspectoratus carcerum",
            "rip",
            Why::OtherLanguage(text("la"), text("Inspectoratus Cārcerum")),
        ),
        (
            "prison inspectors",
            "rip",
            Why::AlsoCalled(text("prison inspectors")),
        ),
        ("council for dignity", "cfd", Why::Name),
    ] {
        assert_eq!(best(query), [a_member(id)], "{query}");
        assert_eq!(why(query), reason, "{query}");
    }
}

#[test]
fn members_are_found_by_ids_and_jurisdictions_by_codes() {
    let mut facts = fixture::facts();
    facts.members[3].formerly.clear();
    let finder = finder(facts);
    let best = |query| finder.find(query).best;
    assert_eq!(best("pinsp")[0].why, Why::Id("pinsp".to_owned()));
    assert_eq!(best("xa-el")[0].why, Why::Code("XA-EL".to_owned()));
    assert_eq!(
        best("visitors-sm")[0].why,
        Why::Id("visitors-sm".to_owned())
    );
}

#[test]
fn an_abbreviation_is_not_the_plural_of_another() {
    assert_eq!(best("rip"), [a_member("rip")]);
    assert_eq!(best("rips"), [a_member("rips")]);
}

#[test]
fn a_jurisdiction_in_a_members_name_matches_its_synonyms() {
    assert_eq!(best("inspectorate of prisons SM"), [a_member("rips")]);
    assert_eq!(
        best("custody visitors northern mark"),
        [a_member("visitors-nm")]
    );
}

#[test]
fn a_jurisdiction_decides_between_members_with_the_same_name() {
    assert_eq!(
        best("custody visitors"),
        ["visitors-nm", "visitors-sm"].map(a_member)
    );
    assert_eq!(
        best("southmark custody visitors"),
        [a_member("visitors-sm")]
    );
}

#[test]
fn a_present_name_outranks_a_previous_one() {
    let found = find("visiting boards");
    assert_eq!(targets(&found.best), [a_member("boards")]);
    assert_eq!(
        targets(&found.others),
        [a_setting("court-custody")],
        "which is only called so by some"
    );
}

#[test]
fn two_guessed_names_rank_equally() {
    assert_eq!(
        best("inspectorat of prisons southmark"),
        [answer("prisons", "southmark")]
    );
    assert_eq!(
        best("inspectorate of prisons southmark"),
        [a_member("rips")]
    );
}

#[test]
fn the_result_that_explains_more_words_ranks_first() {
    assert_eq!(best("prison jail police station"), [a_setting("prisons")]);
    assert_eq!(best("ombudsman for prisons"), [PRISONS_OMBUDSMAN]);
}

#[test]
fn the_longest_jurisdiction_name_counts_and_two_may_share_one() {
    let mut facts = fixture::facts();
    facts.jurisdictions[1].also_called = vec!["Northern".to_owned(), "Both Marks".to_owned()];
    facts.jurisdictions[2].also_called = vec!["both marks".to_owned()];
    let finder = finder(facts);
    let jurisdictions = |query| finder.find(query).jurisdictions;
    assert_eq!(
        jurisdictions("prison northern mark"),
        [jurisdiction("northmark")]
    );
    assert_eq!(
        jurisdictions("northern prison"),
        [jurisdiction("southmark")]
    );
    let both = ["southmark", "isle-of-eld"];
    assert_eq!(jurisdictions("both marks"), both.map(jurisdiction));
    assert_eq!(
        targets(&finder.find("prison both marks").best),
        both.map(|place| answer("prisons", place))
    );
}

#[test]
fn only_relevant_results_are_listed_beside_the_best() {
    let others = |query| targets(&find(query).others);
    let of_prisons = [a_member("rip"), a_member("rips"), PRISONS_OMBUDSMAN];
    assert_eq!(others("prison"), of_prisons, "their names hold the word");
    assert_eq!(others("prisn"), of_prisons, "a guess among guesses");
    assert_eq!(
        others("prison van"),
        [a_setting("prisons")],
        "a whole name within the phrase, and no part of one"
    );
    assert_eq!(
        others("prison van council"),
        [a_setting("prisons"), a_member("cfd")],
        "another word that is understood"
    );
    assert_eq!(
        others("police"),
        [a_setting("court-custody"), a_member("ric")],
        "other names that hold the word"
    );
}

#[test]
fn a_member_and_another_body_may_share_a_name() {
    assert_eq!(best("ri"), [a_member("rip"), PROBATION]);
    assert_eq!(best("probation"), [PROBATION]);
    assert_eq!(
        best("ombudsman"),
        [PRISONS_OMBUDSMAN, OMBUDSMAN_OF_SOUTHMARK]
    );
    assert_eq!(best("ombudsman southmark"), [OMBUDSMAN_OF_SOUTHMARK]);
}

#[test]
fn parts_of_names_are_found() {
    assert_eq!(best("constabulary"), [a_member("ric")]);
    assert_eq!(best("police"), [a_setting("police-custody")]);
    assert!(targets(&find("police").others).contains(&a_setting("court-custody")));
    assert_eq!(
        best("custody"),
        ["police-custody", "court-custody"].map(a_setting)
    );
    assert_eq!(best("military"), [a_setting("court-custody")]);
}

#[test]
fn the_pages_of_every_directory_are_found() {
    for query in ["NPM", "opcat", "national preventive mechanism", "MoM"] {
        assert_eq!(best(query), [Target::About], "{query}");
    }
    for query in ["complaints", "I want to complain", "complaints southmark"] {
        assert_eq!(best(query), [Target::Complaints], "{query}");
    }
    assert_eq!(best("gaps"), [Target::Gaps]);
    assert_eq!(
        targets(&find("complaint").others),
        [PRISONS_OMBUDSMAN, OMBUDSMAN_OF_SOUTHMARK]
    );
}

#[test]
fn spelling_mistakes_are_corrected_and_reported() {
    assert_eq!(best("prisson northmrak"), [answer("prisons", "northmark")]);
    assert_eq!(
        corrected("prisson northmrak"),
        [pair("prisson", "Prisons"), pair("northmrak", "Northmark")]
    );
    assert_eq!(corrected("constabulry")[0].1, "Constabulary");
    assert_eq!(corrected("prison"), []);
}

#[test]
fn completing_a_word_is_not_a_correction() {
    assert_eq!(best("constab"), [a_member("ric")]);
    assert_eq!(corrected("constab"), []);
    assert_eq!(best("prisons north"), [answer("prisons", "northmark")]);
}

#[test]
fn a_misspelt_word_for_two_settings_is_ambiguous() {
    assert_eq!(best("poli"), [a_setting("police-custody")]);
    // "customs" is the name of one, "custody" part of two names.
    assert_eq!(
        best("cust"),
        ["border-posts", "police-custody", "court-custody"].map(a_setting)
    );
    assert_eq!(
        best("poxtal northmark"),
        ["police-custody", "border-posts"].map(|of| answer(of, "northmark"))
    );
    assert_eq!(
        corrected("poxtal"),
        [pair("poxtal", "portal"), pair("poxtal", "postal")]
    );
}

#[test]
fn a_guess_is_not_listed_beside_an_exact_match() {
    let found = find("jail constab northmark");
    assert_eq!(targets(&found.best), [answer("prisons", "northmark")]);
    assert_eq!(
        targets(&found.others),
        [Target::Jurisdiction(jurisdiction("northmark"))]
    );
}

#[test]
fn an_exact_match_outranks_a_guess() {
    let found = find("jail constab");
    assert_eq!(targets(&found.best), [a_setting("prisons")]);
    assert!(!targets(&found.others).contains(&a_member("ric")));
}

#[test]
fn a_single_jurisdiction_need_not_be_named() {
    let mut facts = fixture::facts();
    facts.jurisdictions.truncate(1);
    facts.coverage.clear();
    facts.absences.clear();
    facts.notices.clear();
    facts.complaint_routes.clear();
    let finder = finder(facts);
    let found = finder.find("jail");
    assert_eq!(targets(&found.best), [answer("prisons", "northmark")]);
    assert_eq!(found.jurisdictions, []);
}

proptest! {
    #[test]
    fn no_query_makes_it_panic(query in "\\PC{0,300}") {
        find(&query);
    }

    #[test]
    fn what_is_found_is_there_once(words in proptest::collection::vec(
        prop::sample::select(vec![
            "prison", "cells", "police", "court", "southmark", "northern", "mark", "isle", "eld",
            "of", "ombudsman", "custody", "visitors", "rip", "ri", "inspectorat", "prisn", "gap",
        ]),
        0..40,
    )) {
        let found = find(&words.join(" "));
        let targets = targets(&[found.best, found.others].concat());
        for (place, target) in targets.iter().enumerate() {
            prop_assert!(!targets[..place].contains(target), "{:?}", target);
        }
    }

    #[test]
    fn more_punctuation_and_other_case_change_nothing(
        words in proptest::collection::vec("[a-z]{2,8}", 0..6),
    ) {
        prop_assert_eq!(
            best(&words.join(" ")),
            best(&words.join(" -- ").to_uppercase())
        );
    }

    #[test]
    fn every_name_finds_what_bears_it(place in any::<prop::sample::Index>()) {
        let directory = fixture::directory();
        let mut entries = entries::entries(&directory, &SEARCH_WORDS);
        entries.extend(entries::jurisdictions(&directory));
        let aliases: Vec<_> = entries
            .iter()
            .flat_map(|entry| entry.aliases.iter().map(|alias| (entry.target, &alias.text)))
            .collect();
        let (bearer, name) = aliases[place.index(aliases.len())];
        let found = find(name);
        let bears_it = |found: &Found| match found.target {
            Target::Answer(cell) => bearer == Target::Setting(cell.setting),
            target => bearer == target,
        };
        prop_assert!(found.best.iter().chain(&found.others).any(bears_it), "{:?} {:?}", name, found);
    }
}
