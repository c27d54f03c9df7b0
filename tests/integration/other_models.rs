//! Directories of other shapes than the UK's: levels of government, one body, civil society, no published table.

use npm_directory::site::Site;

use crate::support::{assert_shows, site, text};

/// A file without a published table. `{MEMBERS}` and the rest are filled in by each test.
const HEAD: &str = r#"
[directory]
title   = "Fen NPM"
website = "https://npm.example/"
checked = 2026-06-01

[[source]]
id        = "law"
title     = "Law"
publisher = "Parliament of Fen"
date      = "2014"
"#;

fn jurisdictions(names: &[&str]) -> String {
    let record = |name: &&str| format!("[[jurisdiction]]\nid = {name:?}\nname = {name:?}\n");
    names.iter().map(record).collect()
}

fn member(id: &str, name: &str, kind: &str, more: &str) -> String {
    format!(
        "[[member]]\nid = {id:?}\nname = {name:?}\nkind = {kind:?}\nrole = \"It visits.\"\nwebsite = \"https://{id}.example/\"\nsources = [\"law\"]\n{more}\n"
    )
}

fn setting(id: &str, coverage: &str) -> String {
    format!("[[setting]]\nid = {id:?}\nname = {id:?}\nhint = \"For all\"\n{coverage}\n")
}

fn covered(jurisdictions: &str, keys: &str) -> String {
    format!(
        "  [[setting.coverage]]\n  jurisdictions = {jurisdictions}\n  sources = [\"law\"]\n  {keys}\n"
    )
}

#[track_caller]
fn assert_lacks(site: &Site, path: &str, words: &[&str]) {
    for word in words {
        assert!(!text(site, path).contains(word), "{path}: {word:?}");
    }
}

#[test]
fn an_absence_says_who_is_responsible_elsewhere() {
    let elsewhere = "  [[setting.none]]\n  jurisdictions = [\"north\"]\n  reason = \"elsewhere\"\n  see = \"union\"\n";
    let data = [
        HEAD,
        &jurisdictions(&["union", "north"]),
        &member("office", "Prevention Office", "preventive", ""),
        &setting(
            "camps",
            &(covered("[\"union\"]", "by = [\"office\"]") + elsewhere),
        ),
        &setting("barracks", elsewhere),
    ]
    .concat();
    let site = site(&data);
    assert_shows(
        &site,
        "/settings/camps/north",
        &[
            "is responsible. <a href=\"/members/office\">Prevention Office</a> monitors them.",
            "To complain, see <a href=\"/settings/camps/union#complain\">union</a>.",
        ],
    );
    assert_shows(
        &site,
        "/settings/barracks/north",
        &["No NPM member is listed there."],
    );
    assert_lacks(&site, "/gaps", &["camps in north", "barracks in north"]);
    assert_shows(&site, "/gaps", &["barracks in union"]);
}

#[test]
fn one_body_everywhere_is_a_list_and_not_a_table() {
    let office = member(
        "office",
        "Prevention Office",
        "preventive",
        "designated = \"2015\"",
    );
    let data = [
        HEAD,
        &jurisdictions(&["north", "south"]),
        &office,
        &setting("prisons", &covered("\"all\"", "by = [\"office\"]")),
    ]
    .concat();
    let one = site(&data);
    assert_shows(
        &one,
        "/matrix",
        &["monitors all of these kinds of place. No other member does."],
    );
    assert_lacks(&one, "/matrix", &["<table"]);
    assert_shows(
        &one,
        "/members",
        &["The NPM is one body: Prevention Office."],
    );
    assert_shows(
        &one,
        "/members/office",
        &["Designated", "was designated as the NPM."],
    );
    let another = member("guild", "Guild", "civil-society", "");
    let partner = setting(
        "cells",
        &covered("\"all\"", "by = [\"office\"]\n  with = [\"guild\"]"),
    );
    let two = site(&[data.as_str(), &another, &partner].concat());
    assert_shows(&two, "/matrix", &["<table"]);
    assert_shows(
        &two,
        "/members",
        &["There are 2 member bodies in the Fen NPM."],
    );
    assert_shows(
        &two,
        "/settings/cells/north",
        &["Joins the visits of Prevention Office."],
    );
    assert_lacks(&two, "/gaps", &["volunteer"]);
}

#[test]
fn many_jurisdictions_are_rows() {
    let names: Vec<String> = (1..=18).map(|number| format!("canton-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let data = [
        HEAD,
        &jurisdictions(&names),
        &member("office", "Prevention Office", "preventive", ""),
        &member("guild", "Guild", "civil-society", ""),
        &setting("prisons", &covered("\"all\"", "by = [\"office\"]")),
        &setting("cells", &covered("\"all\"", "by = [\"guild\"]")),
    ]
    .concat();
    let site = site(&data);
    let row = "<th scope=\"row\" id=\"jurisdiction.canton-18\">";
    assert_shows(
        &site,
        "/matrix",
        &[row, "<th scope=\"col\" id=\"setting.prisons\">"],
    );
    assert_shows(
        &site,
        "/members/office",
        &["<th scope=\"row\"><a href=\"/jurisdictions/canton-18\">"],
    );
}

#[test]
fn what_is_in_doubt_is_not_counted() {
    let doubt = "by = [\"office\"]\n  with = [\"guild\"]\n  doubt = \"The law is silent.\"";
    let data = [
        HEAD,
        &jurisdictions(&["north", "south"]),
        &member("office", "Prevention Office", "preventive", ""),
        &member("guild", "Guild", "civil-society", ""),
        &setting("prisons", &covered("[\"north\"]", doubt)),
        &setting(
            "cells",
            &covered("[\"south\"]", "by = [\"guild\"]\n  seen = \"2020\""),
        ),
    ]
    .concat();
    let site = site(&data);
    assert_shows(
        &site,
        "/settings/prisons/north",
        &["</a> may monitor prisons in north, but we could not confirm it."],
    );
    assert_shows(
        &site,
        "/members",
        &[
            "We could not confirm where it works.",
            "north: not confirmed",
        ],
    );
    assert_shows(&site, "/jurisdictions", &["No NPM member is listed here"]);
    assert_shows(&site, "/changes", &["We have found no changes."]);
    assert_shows(&site, "/gaps", &["not certain"]);
    assert_lacks(&site, "/changes", &["since then", "Added"]);
}

#[test]
fn an_official_directory_does_not_speak_as_an_outsider() {
    let data = [
        HEAD.replace("checked", "official = true\nchecked").as_str(),
        &jurisdictions(&["north"]),
        &member(
            "office",
            "Prevention Office",
            "ombuds",
            "complaints = { takes = \"yes\" }",
        ),
        &setting("prisons", &covered("\"all\"", "by = [\"office\"]")),
    ]
    .concat();
    let site = site(&data);
    assert_shows(&site, "/matrix", &["The NPM publishes it."]);
    assert_lacks(
        &site,
        "/about/data",
        &["does not mean that the body itself"],
    );
    assert_lacks(&site, "/about", &["takes no complaints"]);
    assert_shows(
        &site,
        "/settings/prisons/north",
        &[
            "<a class=\"out\" href=\"https://office.example/\">Prevention Office</a> can look into complaints too.",
        ],
    );
}

#[test]
fn steps_that_lead_to_a_member_are_not_called_separate() {
    let route = "[[complaint]]\nsettings = \"all\"\njurisdictions = \"all\"\nstep = [{ to = \"Prevention Office\", text = \"Write.\" }]\nsource = \"law\"\nchecked = 2026-01-01\n";
    let data = [
        HEAD,
        &jurisdictions(&["north"]),
        &member("office", "Prevention Office", "ombuds", ""),
        &setting("prisons", &covered("\"all\"", "by = [\"office\"]")),
        route,
    ]
    .concat();
    let path = "/settings/prisons/north";
    assert_lacks(&site(&data), path, &["separate from the NPM"]);
    let court = data.replace("to = \"Prevention Office\"", "to = \"The court\"");
    assert_shows(&site(&court), path, &["separate from the NPM"]);
}

#[test]
fn if_only_the_lead_is_in_doubt_the_partner_is_the_subject() {
    let doubt = "by = [\"office\"]\n  with = [\"guild\"]\n  doubt = \"The law is silent.\"\n  doubt-about = [\"office\"]";
    let data = [
        HEAD,
        &jurisdictions(&["north", "south"]),
        &member("office", "Prevention Office", "preventive", ""),
        &member("guild", "Guild", "civil-society", ""),
        &setting("prisons", &covered("[\"north\"]", doubt)),
        "  [[setting.none]]\n  jurisdictions = [\"south\"]\n  reason = \"not-applicable\"\n",
    ]
    .concat();
    let site = site(&data);
    assert_shows(
        &site,
        "/settings/prisons/north",
        &[
            "Guild</a> visits prisons in north. <a href=\"/members/office\">Prevention Office</a> may take part too",
        ],
    );
    assert_lacks(
        &site,
        "/settings/prisons/south",
        &["Start with the place itself"],
    );
}
