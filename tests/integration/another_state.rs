//! The program contains no facts about one State: with another data file every page is correct, and nothing of the
//! shipped file is left.

use npm_directory::directory::{Cell, Directory, Edition, Reason};
use npm_directory::load;
use serde_json::Value;

use crate::every_page::{islands, one_jurisdiction};
use crate::html::Element;
use crate::support::{directory, get, site};

/// Whole words that belong to the shipped file's State, its institutions and its vocabulary.
const BRITISH: [&str; 22] = [
    "UK",
    "GB",
    "Britain",
    "British",
    "Kingdom",
    "England",
    "Wales",
    "Welsh",
    "Scotland",
    "Scottish",
    "Northern",
    "Ireland",
    "HM",
    "Majesty",
    "Majesty's",
    "Crown",
    "nation",
    "nations",
    "999",
    "Ofsted",
    "NHS",
    "gov",
];

#[test]
fn nothing_british_appears() {
    for pages in [islands(), one_jurisdiction()] {
        // The stylesheet contains hexadecimal colours.
        let finished = pages.resources.keys().map(String::as_str);
        let finished = finished.filter(|path| !path.starts_with("/assets/"));
        let computed = [
            "/search?q=jail+scotland",
            "/search?q=",
            "/lookup?find=1",
            "/lookup?setting=no&jurisdiction=no&find=1",
            "/nowhere",
            "/nowhere.json",
            "/status.json",
        ];
        for target in finished.chain(computed) {
            // Pages repeat what the reader typed.
            let text = get(&pages.server, target)
                .text()
                .replace("jail scotland", "");
            assert_eq!(british(&text), None, "{target}");
        }
    }
    assert_eq!(british(&load::schema()), None);
}

/// The first word of the shipped file's State in a text.
fn british(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .find(|word| BRITISH.contains(word))
}

#[test]
fn names_are_never_interpreted_as_markup() {
    let directory = islands_directory();
    for (path, page) in &islands().finished {
        let raw = get(&islands().server, path);
        for markup in [
            "<script>",
            "<em>",
            "</title> F",
            "<North>",
            "<lock-ups>",
            "&amp;amp; Chips</title> -",
        ] {
            assert!(!raw.text().contains(markup), "{path} holds {markup}");
        }
        // All names of the file, in the most sensitive places.
        assert!(
            page.html
                .only("head")
                .only("title")
                .text()
                .contains("M&S <NPM>"),
            "{path}"
        );
    }
    for jurisdiction in &directory.jurisdictions {
        let page = &islands().finished[&format!("/jurisdictions/{}", jurisdiction.id)];
        for name in ["title", "h1"] {
            let text = page.html.only(name).text();
            assert!(text.contains(&jurisdiction.name), "{text}");
        }
    }
    for member in &directory.members {
        let page = &islands().finished[&format!("/members/{}", member.id)];
        for name in ["title", "h1"] {
            // A picture has a `<title>` too.
            let of_page = page.html.named(name)[0].text();
            assert!(of_page.contains(&member.name), "{of_page}");
        }
    }
}

#[test]
fn twins_contain_names_verbatim() {
    for member in &islands_directory().members {
        let twin = get(&islands().server, &format!("/members/{}.json", member.id));
        let twin: Value = serde_json::from_slice(&twin.body).expect("it is JSON");
        assert_eq!(twin["data"]["name"], member.name, "{twin}");
    }
}

#[test]
fn a_name_cannot_end_a_json_ld_block_early() {
    for (path, page) in &islands().finished {
        for block in page.html.named("script") {
            let json: Result<Value, _> = serde_json::from_str(&block.text());
            assert!(json.is_ok(), "{path}: {json:?} in {}", block.text());
        }
    }
}

#[test]
fn every_answer_names_its_members_and_no_other() {
    for (pages, directory) in [
        (islands(), islands_directory()),
        (one_jurisdiction(), directory(ONE_JURISDICTION)),
    ] {
        for setting in directory.setting_keys() {
            for jurisdiction in directory.jurisdiction_keys() {
                let path = format!(
                    "/settings/{}/{}",
                    directory[setting].id, directory[jurisdiction].id
                );
                let members =
                    directory.members_of(Cell::new(setting, jurisdiction), Edition::Today);
                let expected = members
                    .iter()
                    .map(|member| format!("/members/{}", directory[*member].id));
                let mut expected: Vec<_> = expected.collect();
                expected.sort();
                expected.dedup();
                let mut found = members_who(&pages.finished[&path].html);
                found.sort();
                found.dedup();
                assert_eq!(found, expected, "{path}");
            }
        }
    }
}

/// The paths of the members that an answer page lists.
pub(crate) fn members_who(page: &Element) -> Vec<String> {
    let lists = page.named("ul");
    let who = lists.into_iter().find(|list| list.has_class("who"));
    let headings = who.map(|who| who.named("h3")).unwrap_or_default();
    headings
        .into_iter()
        .map(|heading| {
            let address = heading.only("a").attribute("href");
            address.expect("a link leads somewhere").to_owned()
        })
        .collect()
}

#[test]
fn a_merged_cell_is_drawn_once_per_run_of_neighbours() {
    let table = islands().finished["/matrix/published"]
        .html
        .only("table")
        .clone();
    let rows = table.only("tbody").named("tr");
    let widths = |row: &Element| -> Vec<usize> {
        let cells = row.named("td");
        cells
            .into_iter()
            .map(|cell| {
                cell.attribute("colspan")
                    .map_or(1, |span| span.parse().expect("a number"))
            })
            .collect()
    };
    // In the order of the islands: Ahé and Te Motū; Brann & Cask; The "Quoted" Isle; Ness; L'Île d'Été; five empty
    // ones; Zed.
    assert_eq!(widths(rows[0]), [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(widths(rows[1]), [1, 9, 1, 1]);
    assert_eq!(widths(rows[2]), [12]);
    for row in &rows {
        assert_eq!(widths(row).iter().sum::<usize>(), 12, "{}", row.text());
    }
    // Each part of a merged cell lists the jurisdictions of the whole.
    let whole =
        "Ahé, Te Motū, The \"Quoted\" Isle, L'Île d'Été and Zed '\"<script>alert(1)</script>";
    let cells = rows[0].named("td");
    for part in [0, 2, 4, 10] {
        assert!(
            cells[part].text().starts_with(whole),
            "{}",
            cells[part].text()
        );
    }
    assert!(
        cells[1]
            .text()
            .starts_with("Brann & Cask and Ness <North> TĪB"),
        "{}",
        cells[1].text()
    );
}

#[test]
fn a_changed_cell_shows_when_it_changed_and_who_covers_it_now() {
    let page = &islands().finished["/matrix/published"].html;
    let first = page.only("tbody").named("td")[0].text();
    assert!(first.contains("Changed 4 May 2021"), "{first}");
}

#[test]
fn the_word_for_a_jurisdiction_comes_from_the_file() {
    let lookup = islands().finished["/lookup"].html.only("main").text();
    assert!(lookup.contains("Which island is the place in?"), "{lookup}");
    let all = islands().finished["/jurisdictions"]
        .html
        .only("main")
        .text();
    assert!(all.contains("Choose the island"), "{all}");
}

#[test]
fn a_single_jurisdiction_is_not_asked_for() {
    let pages = one_jurisdiction();
    let asked = pages.finished["/lookup"].html.named("fieldset").len();
    assert_eq!(asked, 1);
    let home = pages.finished["/"].html.only("main");
    assert!(home.text().contains("Towers"));
    let answers = home.named("a").into_iter();
    let answers =
        answers.filter(|link| link.attribute("href") == Some("/settings/towers/elsewhen"));
    assert_eq!(answers.count(), 1);
    let answer = get(&pages.server, "/lookup?setting=towers&find=1");
    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(answer.header("location"), Some("/settings/towers/elsewhen"));
    let error = pages.computed("/lookup?find=1", 200);
    let error = error.html.only("main").text();
    assert!(error.contains("Select what kind of place it is"), "{error}");
    assert!(!error.contains("Select which"), "{error}");
}

#[test]
fn with_a_single_jurisdiction_no_page_mentions_others() {
    for (path, page) in &one_jurisdiction().finished {
        let text = page.html.only("main").text();
        for others in [
            "other jurisdictions",
            "All jurisdictions",
            "Same in",
            "Which jurisdiction",
            "one jurisdiction",
        ] {
            assert!(!text.contains(others), "{path}: {others}");
        }
    }
}

const ISLANDS: &str = include_str!("../fixtures/islands.toml");
const ONE_JURISDICTION: &str = include_str!("../fixtures/one-jurisdiction.toml");

const NO_TABLE: &str = include_str!("../fixtures/no-table.toml");

#[test]
fn without_a_published_table_every_other_page_exists() {
    let site = site(NO_TABLE);
    let paths: Vec<&str> = site.resources().map(|(path, _)| path).collect();
    assert!(paths.contains(&"/settings/gefaengnisse/grauwald"));
    assert!(
        paths.contains(&"/members/verein"),
        "a former member is kept"
    );
    assert!(!paths.contains(&"/matrix/published"));
    let directory = directory(NO_TABLE);
    assert_eq!(directory.published_source().map(|source| &source.id), None);
    let key = |id: &str| directory.member(id).expect("a member");
    let prisons = directory.setting("gefaengnisse").expect("a setting");
    let blaufels = directory.jurisdiction("blaufels").expect("a jurisdiction");
    let today = directory.members_of(Cell::new(prisons, blaufels), Edition::Today);
    assert_eq!(today, [key("stelle")], "the other has left");
    let bund = directory.jurisdiction("bund").expect("a jurisdiction");
    let reason = directory.reason(Cell::new(prisons, bund), Edition::Today);
    assert_eq!(reason, Some(Reason::Elsewhere));
    assert_eq!(directory.setting("polizei"), directory.setting("wachen"));
    assert_eq!(
        directory.jurisdiction("wald"),
        directory.jurisdiction("grauwald")
    );
}

fn islands_directory() -> Directory {
    directory(ISLANDS)
}
