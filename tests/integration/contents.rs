//! The exact contents of pages and files for one small directory.

use std::collections::BTreeSet;

use npm_directory::diff::diff;
use npm_directory::server::{Policy, Server};
use npm_directory::site::{Format, Options};
use serde_json::Value;

use crate::support::{Folder, assert_shows, directory, get, json, options, site, site_with, text};

const FEN: &str = r#"
[directory]
title   = "Fen NPM"
website = "https://npm.example/"
checked = 2026-06-01
contact = "mailto:help@fen.example"

[[source]]
id        = "law"
title     = "Law"
publisher = "Parliament of Fen"
date      = "2014"

[[source]]
id        = "web"
title     = "Our work"
publisher = "Fen NPM"
read      = "2026-05"

[[jurisdiction]]
id   = "north"
name = "North"
code = "GB-NIR"

[[jurisdiction]]
id   = "south"
name = "South"

[[member]]
id           = "office"
name         = "Office"
abbreviation = "PO"
names        = { cy = "Swyddfa" }
kind         = "inspectorate"
role         = "It inspects."
website      = "https://office.example/"
sources      = ["law"]

[[member]]
id      = "health"
name    = "Health Watch"
kind    = "inspectorate"
role    = "It inspects hospitals."
website = "https://health.example/"
sources = ["law"]

[[member]]
id      = "guild"
name    = "Guild"
kind    = "lay-monitors"
role    = "They visit."
website = "https://guild.example/"
sources = ["law"]

[[setting]]
id   = "prisons"
name = "Prisons"
phrase = "prisons"
hint = "For sentences"
previous-ids = ["gaols"]

  [[setting.coverage]]
  jurisdictions = ["north"]
  by            = ["office"]
  with          = ["guild"]
  with-for      = "young people"
  sources       = ["law"]

  [[setting.coverage]]
  jurisdictions = ["north"]
  line          = 2
  by            = ["health"]
  sources       = ["web"]

  [[setting.coverage]]
  jurisdictions = ["south"]
  by            = ["office"]
  until         = "2020"
  sources       = ["law"]

  [[setting.coverage]]
  jurisdictions = ["south"]
  by            = ["guild"]
  from          = "2020"
  sources       = ["law", "web"]

[[setting]]
id   = "cells"
name = "Cells"
phrase = "cells"
hint = "After an arrest"

  [[setting.coverage]]
  jurisdictions = ["north"]
  by            = ["office"]
  sources       = ["law"]

  [[setting.none]]
  jurisdictions = ["south"]
  reason        = "unknown"

[[complaint]]
settings      = ["prisons"]
jurisdictions = ["north"]
step          = [{ to = "The court", text = "Write." }]
source        = "law"
checked       = 2026-01-01
"#;

#[test]
fn what_is_counted_is_right() {
    let site = site(FEN);
    let counts = json(&site, "/jurisdictions.json");
    let counts = counts["data"]["jurisdictions"].as_array().expect("a list");
    let counts: Vec<&Value> = counts.iter().map(|one| &one["member_count"]).collect();
    assert_eq!(counts, [3, 1]);
    assert_shows(&site, "/members", &["2 kinds of place, in North</p>"]);
    assert_shows(
        &site,
        "/gaps",
        &[
            "In 1 of these 4 cells, no NPM member is listed. In 1 more, members are listed but no volunteers visit.",
        ],
    );
    assert!(!text(&site, "/gaps").contains("not certain"));
    assert_shows(
        &site,
        "/members/office",
        &[
            "<rect class=\"some\" x=\"0\" y=\"0\"",
            "<text class=\"count some\" x=\"50\" y=\"45\">2</text>",
            "<rect class=\"no\" x=\"108\" y=\"0\"",
            "<dd lang=\"cy\" dir=\"auto\">Swyddfa</dd>",
            "\"AdministrativeArea\"",
            "\"GB-NIR\"",
        ],
    );
}

#[test]
fn an_answer_names_who_does_what_with_whom() {
    let site = site(FEN);
    assert_shows(
        &site,
        "/settings/prisons/north",
        &[
            "<a href=\"/members/office\">Office</a> inspects prisons in North, with <a href=\"/members/guild\">Guild</a> for young people. <a href=\"/members/health\">Health Watch</a> also inspects these places.",
            "<li><a href=\"/settings/prisons/south\">South</a></li>",
        ],
    );
    let answer = json(&site, "/settings/prisons/north.json");
    let members = answer["data"]["members"].as_array().expect("a list");
    let limits: Vec<_> = members
        .iter()
        .map(|one| (&one["id"], &one["with_for"]))
        .collect();
    let (none, young) = (Value::Null, Value::from("young people"));
    let [office, guild, health] = ["office", "guild", "health"].map(Value::from);
    assert_eq!(
        limits,
        [(&office, &none), (&guild, &young), (&health, &none)]
    );
}

#[test]
fn a_change_says_who_joined_and_left_when_and_by_what_source() {
    let site = site(FEN);
    assert_shows(
        &site,
        "/changes",
        &[
            "<p>Guild joined and Office left.</p>",
            "Law</a> (<time datetime=\"2014\">2014</time>)",
            "Our work</a> (undated, read <time datetime=\"2026-05\">May 2026</time>)",
        ],
    );
    assert_shows(
        &site,
        "/changes.atom",
        &["<updated>2020-01-01T00:00:00Z</updated>"],
    );
}

#[test]
fn ids_and_the_version_are_those_of_the_data() {
    let site = site(FEN);
    let whole = json(&site, "/directory.json");
    assert_eq!(whole["data"]["absences"][0]["id"], "cells.south.cell.none");
    let route = &whole["data"]["complaints"]["routes"][0]["id"];
    assert!(
        route.as_str().expect("an id").starts_with("prisons.north."),
        "{route}"
    );
    let version = format!("data version {}.", &site.data_hash()[..12]);
    assert_shows(&site, "/settings/prisons/north", &[&version]);
    assert_shows(
        &site,
        "/about",
        &["mailto:help@fen.example?subject=Mistake%20on%20%2Fabout&"],
    );
    assert!(
        !text(&site, "/about").contains("hreflang="),
        "there is one language"
    );
}

#[test]
fn crawlers_and_programs_are_told_what_there_is() {
    let site = site_with(FEN, &options());
    assert_eq!(
        text(&site, "/robots.txt"),
        "User-agent: *\nDisallow: /search?\nDisallow: /lookup?\n\nSitemap: http://127.0.0.1/sitemap.xml\n"
    );
    let described = json(&site, "/openapi.json");
    let member = &described["paths"]["/members/{member}"]["get"]["parameters"][0];
    assert_eq!(
        member["schema"]["enum"],
        serde_json::json!(["office", "health", "guild"])
    );
    let lookup = &described["paths"]["/lookup"]["get"];
    assert!(
        lookup["responses"].to_string().contains("Location"),
        "{lookup}"
    );
    assert!(
        lookup["parameters"].to_string().contains("\"cells\""),
        "{lookup}"
    );
    let described = described.to_string();
    let reasons = "[\"none-listed\",\"not-applicable\",\"unknown\",\"elsewhere\"";
    assert!(described.contains(reasons));
}

#[test]
fn the_form_asks_again_for_what_it_did_not_understand() {
    let server = Server::new(site(FEN), Policy::default());
    let page = get(&server, "/lookup?setting=cells&jurisdiction=nowhere");
    assert_eq!(page.status.as_u16(), 400);
    assert!(
        page.text().contains("value=\"cells\" checked"),
        "{}",
        page.text()
    );
    let page = get(&server, "/lookup?setting=cells");
    let hidden = "<input type=\"hidden\" name=\"setting\" value=\"cells\">";
    assert!(page.text().contains(hidden), "{}", page.text());
}

#[test]
fn an_export_tells_hosts_its_headers_and_redirects() {
    let folder = Folder::new();
    let options = Options {
        exported: true,
        ..options()
    };
    let stop = std::sync::atomic::AtomicBool::new(false);
    npm_directory::export::export(&site_with(FEN, &options), &folder.site(), &stop, |_, _| ())
        .expect("it can be written");
    let read = |name| std::fs::read_to_string(folder.site().join(name)).expect("it is there");
    let headers = read("_headers");
    let rules: BTreeSet<&str> = headers
        .lines()
        .filter(|line| line.starts_with('/'))
        .collect();
    let expected = [
        "/*",
        "/*.json",
        "/assets/*",
        "/changes.atom",
        "/coverage.csv",
        "/directory.toml",
        "/members.csv",
        "/openapi.json",
        "/places.csv",
        "/robots.txt",
        "/schema.json",
        "/sitemap.xml",
    ];
    assert_eq!(rules, BTreeSet::from(expected));
    assert!(read("_redirects").contains("/settings/gaols /settings/prisons 301\n"));
}

#[test]
fn a_difference_names_its_cells() {
    let more = "[[complaint]]\nsettings = [\"cells\"]\njurisdictions = [\"north\"]\nstep = [{ to = \"The court\", text = \"Write.\" }]\nsource = \"law\"\nchecked = 2026-01-01\n";
    let fewer = FEN.replace(
        "  [[setting.none]]\n  jurisdictions = [\"south\"]\n  reason        = \"unknown\"\n",
        "",
    );
    let said = diff(&directory(&fewer), &directory(&format!("{FEN}{more}")));
    assert!(
        said.contains("Empty cells\n  added: Cells, South\n"),
        "{said}"
    );
    assert!(
        said.contains("Complaints\n  added: Cells, North\n"),
        "{said}"
    );
}

#[test]
fn a_search_keeps_the_other_results_beside_the_answer() {
    let site = npm_directory::pipeline::DataFile::Embedded
        .read()
        .and_then(|data| data.site(&options()))
        .expect("it has no mistakes")
        .site;
    let found = site
        .at("/")
        .search(Some("police cell in Leeds"), Format::Json);
    let found: Value = serde_json::from_str(&found.body).expect("JSON");
    let others = found["data"]["others"].as_array().expect("a list");
    let titles: Vec<&str> = others
        .iter()
        .filter_map(|hit| hit["title"].as_str())
        .collect();
    assert!(titles.contains(&"HMP Leeds"), "{titles:?}");
    let best = &found["data"]["best"][0]["address"];
    assert!(others.iter().all(|hit| &hit["address"] != best), "{found}");
}
