//! Who monitors what is a set of triples (setting, jurisdiction, member) for each of the two tables. Everything that
//! shows it must show the same set, for random small directories.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use npm_directory::directory::{Directory, Edition};
use npm_directory::site::{Options, Site};
use proptest::prelude::*;
use serde_json::Value;

use super::html::{Element, parse};
use super::published_table::columns_of;
use super::support::{checked, directory, json, text};

const JURISDICTIONS: [(&str, &str); 4] = [
    ("northmark", "Northmark"),
    ("southmark", "Southmark"),
    ("eastmark", "Eastmark"),
    ("westmark", "Westmark"),
];

const SETTINGS: [(&str, &str); 3] = [
    ("prisons", "Prisons"),
    ("police-cells", "Police cells"),
    ("border-posts", "Border posts"),
];

/// No name is part of another.
const MEMBERS: [(&str, &str); 5] = [
    ("alder", "Alder Board"),
    ("birch", "Birch Council"),
    ("cedar", "Cedar Inspectorate"),
    ("damson", "Damson Visitors"),
    ("elder", "Elder Commission"),
];

/// Setting, jurisdiction and member, by their ids.
type Triples = BTreeSet<(String, String, String)>;

/// The members of a cell, by index.
#[derive(Debug, Clone)]
struct Holders {
    by: Vec<usize>,
    with: Vec<usize>,
}

/// A merged cell of the published table, and its later changes.
#[derive(Debug, Clone)]
struct Cell {
    setting: usize,
    line: usize,
    jurisdictions: Vec<usize>,
    published: Holders,
    since: Since,
}

/// What happened to a cell since publication.
#[derive(Debug, Clone)]
enum Since {
    StillSo,
    Ended,
    Replaced(Holders),
}

/// A table of cells.
#[derive(Debug, Clone)]
struct Table {
    cells: Vec<Cell>,
}

fn holders() -> impl Strategy<Value = Holders> {
    let order: Vec<usize> = (0..MEMBERS.len()).collect();
    let order = Just(order).prop_shuffle();
    (order, 1..=2_usize, 0..=2_usize).prop_map(|(order, leads, partners)| Holders {
        by: order[..leads].to_vec(),
        with: order[leads..leads + partners].to_vec(),
    })
}

fn since() -> impl Strategy<Value = Since> {
    prop_oneof![
        2 => Just(Since::StillSo),
        1 => Just(Since::Ended),
        1 => holders().prop_map(Since::Replaced),
    ]
}

/// One line of a row: each jurisdiction is in one of two cells or in none.
fn line(setting: usize, line: usize) -> impl Strategy<Value = Vec<Cell>> {
    let cells = proptest::collection::vec(0..=2_usize, JURISDICTIONS.len());
    (cells, [holders(), holders()], [since(), since()]).prop_map(
        move |(cells, published, changes)| {
            published
                .into_iter()
                .zip(changes)
                .enumerate()
                .map(|(place, (published, since))| Cell {
                    setting,
                    line,
                    jurisdictions: (0..cells.len())
                        .filter(|jurisdiction| cells[*jurisdiction] == place + 1)
                        .collect(),
                    published,
                    since,
                })
                .filter(|cell| !cell.jurisdictions.is_empty())
                .collect()
        },
    )
}

/// A row has a second line only if it has a first.
fn row(setting: usize) -> impl Strategy<Value = Vec<Cell>> {
    (line(setting, 1), line(setting, 2)).prop_map(|(first, second)| {
        if first.is_empty() {
            first
        } else {
            [first, second].concat()
        }
    })
}

fn table() -> impl Strategy<Value = Table> {
    [row(0), row(1), row(2)].prop_map(|rows| Table {
        cells: rows.concat(),
    })
}

fn names(members: &[usize]) -> String {
    let names: Vec<&str> = members.iter().map(|place| MEMBERS[*place].1).collect();
    names.join(" and ")
}

fn ids(places: &[usize], list: &[(&str, &str)]) -> String {
    let ids: Vec<String> = places
        .iter()
        .map(|place| format!("{:?}", list[*place].0))
        .collect();
    ids.join(", ")
}

impl Table {
    /// The data file for this table.
    fn toml(&self) -> String {
        let mut file = String::from(
            "[directory]\n\
             title = \"The Mechanism of the Marks\"\n\
             website = \"https://mechanism.example/\"\n\
             published = \"table\"\n\
             checked = 2026-06-15\n\
             [[source]]\n\
             id = \"table\"\n\
             title = \"The table\"\n\
             publisher = \"The Mechanism\"\n\
             date = \"2015\"\n",
        );
        for (id, name) in JURISDICTIONS {
            let _ = writeln!(file, "[[jurisdiction]]\nid = {id:?}\nname = {name:?}");
        }
        for (id, name) in MEMBERS {
            let _ = writeln!(
                file,
                "[[member]]\nid = {id:?}\nname = {name:?}\nkind = \"inspectorate\"\nrole = \"It inspects.\"\n\
                 website = \"https://{id}.example/\"\nsources = [\"table\"]"
            );
        }
        for (place, (id, name)) in SETTINGS.iter().enumerate() {
            let _ = writeln!(
                file,
                "[[setting]]\nid = {id:?}\nname = {name:?}\nprinted = {name:?}\nhint = \"Places\""
            );
            for cell in self.cells.iter().filter(|cell| cell.setting == place) {
                cell.write(&mut file);
            }
        }
        file
    }

    /// The triples from which the table was generated.
    fn triples(&self, edition: Edition) -> Triples {
        let mut triples = Triples::new();
        for cell in &self.cells {
            let holders = match (edition, &cell.since) {
                (Edition::Published, _) | (Edition::Today, Since::StillSo) => &cell.published,
                (Edition::Today, Since::Replaced(now)) => now,
                (Edition::Today, Since::Ended) => continue,
            };
            for jurisdiction in &cell.jurisdictions {
                for member in holders.by.iter().chain(&holders.with) {
                    triples.insert(triple(
                        SETTINGS[cell.setting].0,
                        JURISDICTIONS[*jurisdiction].0,
                        MEMBERS[*member].0,
                    ));
                }
            }
        }
        triples
    }
}

impl Cell {
    fn write(&self, file: &mut String) {
        let mut printed = names(&self.published.by);
        if !self.published.with.is_empty() {
            let _ = write!(printed, " with {}", names(&self.published.with));
        }
        self.write_record(file, &self.published);
        let _ = writeln!(file, "printed = {printed:?}");
        if !matches!(self.since, Since::StillSo) {
            let _ = writeln!(file, "until = \"2018\"");
        }
        if let Since::Replaced(now) = &self.since {
            self.write_record(file, now);
            let _ = writeln!(file, "from = \"2018\"");
        }
    }

    fn write_record(&self, file: &mut String, holders: &Holders) {
        let _ = writeln!(
            file,
            "[[setting.coverage]]\nline = {}\njurisdictions = [{}]\nby = [{}]\nwith = [{}]\nsources = [\"table\"]",
            self.line,
            ids(&self.jurisdictions, &JURISDICTIONS),
            ids(&holders.by, &MEMBERS),
            ids(&holders.with, &MEMBERS),
        );
    }
}

fn triple(setting: &str, jurisdiction: &str, member: &str) -> (String, String, String) {
    (
        setting.to_owned(),
        jurisdiction.to_owned(),
        member.to_owned(),
    )
}

/// The last segment of a path: an id.
fn id_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

fn site(toml: &str) -> Site {
    checked(Site::new(
        directory(toml),
        None,
        Vec::new(),
        &Options::default(),
    ))
}

fn data(site: &Site, path: &str) -> Value {
    json(site, path)["data"].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

/// The link targets in an element that begin with this prefix.
fn links<'a>(element: &'a Element, begin: &str) -> Vec<&'a str> {
    element
        .named("a")
        .into_iter()
        .filter_map(|link| link.attribute("href"))
        .filter(|address| address.starts_with(begin))
        .collect()
}

fn of_model(directory: &Directory, edition: Edition) -> Triples {
    let mut triples = Triples::new();
    for cell in directory.cells() {
        for member in directory.members_of(cell, edition) {
            triples.insert(triple(
                &directory[cell.setting].id,
                &directory[cell.jurisdiction].id,
                &directory[member].id,
            ));
        }
    }
    triples
}

fn of_members(directory: &Directory, edition: Edition) -> Triples {
    let mut triples = Triples::new();
    for member in directory.member_keys() {
        for cell in directory.covered_by(member, edition).0.keys() {
            triples.insert(triple(
                &directory[cell.setting].id,
                &directory[cell.jurisdiction].id,
                &directory[member].id,
            ));
        }
    }
    triples
}

/// The cells of today's table. Each links its members, and names its columns as headers.
fn of_matrix(html: &str) -> Triples {
    let page = parse(html);
    let mut triples = Triples::new();
    // The picture beside the table has a table of its own.
    let mut tables = page.named("table").into_iter();
    let whole = tables.find(|table| table.has_class("whole"));
    for cell in whole.expect("the whole table").named("td") {
        let (setting, columns) = columns_of(cell);
        for jurisdiction in columns {
            for member in links(cell, "/members/") {
                triples.insert(triple(setting, jurisdiction, id_of(member)));
            }
        }
    }
    triples
}

/// The cells of the published table. Their words name the members, and their headers name the setting and columns.
fn of_published(html: &str) -> Triples {
    let page = parse(html);
    let mut triples = Triples::new();
    for cell in page.only("table").named("td") {
        let words = cell.children().next().expect("words").text();
        let (setting, columns) = columns_of(cell);
        for column in columns {
            for (member, name) in MEMBERS {
                if words.contains(name) {
                    triples.insert(triple(setting, column, member));
                }
            }
        }
    }
    triples
}

/// The members in the main part of an answer.
fn of_answers(site: &Site) -> Triples {
    let mut triples = Triples::new();
    for (setting, _) in SETTINGS {
        for (jurisdiction, _) in JURISDICTIONS {
            let page = parse(text(site, &format!("/settings/{setting}/{jurisdiction}")));
            let main = page.only("main");
            let listed = |element: &Element| -> BTreeSet<String> {
                let members = links(element, "/members/").into_iter();
                members.map(|address| id_of(address).to_owned()).collect()
            };
            let who = main
                .all()
                .into_iter()
                .find(|element| element.has_class("who"));
            let answer = main
                .all()
                .into_iter()
                .find(|element| element.has_class("verdict"))
                .expect("an answer");
            let members = who.map_or_else(BTreeSet::new, listed);
            assert_eq!(
                listed(answer),
                members,
                "the sentence and the list of {setting} in {jurisdiction}"
            );
            for member in members {
                triples.insert(triple(setting, jurisdiction, &member));
            }
        }
    }
    triples
}

/// The members in the twins of the answers, with all their parts.
fn of_answer_twins(site: &Site, edition: Edition) -> Triples {
    let mut triples = Triples::new();
    for (setting, _) in SETTINGS {
        for (jurisdiction, _) in JURISDICTIONS {
            let answer = data(site, &format!("/settings/{setting}/{jurisdiction}.json"));
            let records = match edition {
                Edition::Published => &answer["published"],
                Edition::Today => &answer["today"],
            };
            let mut listed = BTreeSet::new();
            for record in list(records) {
                for member in list(&record["by"]).iter().chain(list(&record["with"])) {
                    listed.insert(id(member).to_owned());
                }
            }
            if edition == Edition::Today {
                let members: BTreeSet<String> = list(&answer["members"])
                    .iter()
                    .map(|member| id(member).to_owned())
                    .collect();
                assert_eq!(members, listed);
                assert_eq!(answer["count"], listed.len());
            }
            for member in listed {
                triples.insert(triple(setting, jurisdiction, &member));
            }
        }
    }
    triples
}

fn of_rows(rows: &Value) -> Triples {
    let mut triples = Triples::new();
    for row in list(rows) {
        for cell in list(&row["cells"]) {
            insert_cell(&mut triples, id(&row["setting"]), cell);
        }
    }
    triples
}

fn insert_cell(triples: &mut Triples, setting: &str, cell: &Value) {
    let records = list(&cell["records"]);
    assert_eq!(cell["empty"].is_string(), records.is_empty());
    for record in records {
        for member in list(&record["by"]).iter().chain(list(&record["with"])) {
            triples.insert(triple(setting, id(&cell["jurisdiction"]), id(member)));
        }
    }
}

fn of_printed_rows(settings: &Value) -> Triples {
    let mut triples = Triples::new();
    for row in list(settings) {
        for line in list(&row["lines"]) {
            for cell in list(&line["cells"])
                .iter()
                .filter(|cell| !cell["record"].is_null())
            {
                let record = &cell["record"];
                for column in list(&cell["columns"]) {
                    for member in list(&record["by"]).iter().chain(list(&record["with"])) {
                        triples.insert(triple(id(&row["setting"]), id(column), id(member)));
                    }
                }
            }
        }
    }
    triples
}

fn of_records(records: &Value, edition: &str) -> Triples {
    let mut triples = Triples::new();
    for record in list(records)
        .iter()
        .filter(|record| record[edition] == true)
    {
        for jurisdiction in list(&record["jurisdictions"]) {
            for member in list(&record["by"]).iter().chain(list(&record["with"])) {
                triples.insert(triple(id(&record["setting"]), id(jurisdiction), id(member)));
            }
        }
    }
    triples
}

/// The grids on the members' pages, which link each cell that a member covers.
fn of_member_pages(site: &Site) -> Triples {
    let mut triples = Triples::new();
    for (member, _) in MEMBERS {
        let page = parse(text(site, &format!("/members/{member}")));
        for cell in page.only("main").named("td") {
            for answer in links(cell, "/settings/") {
                let (setting, jurisdiction) = answer.rsplit_once('/').expect("two parts");
                triples.insert(triple(id_of(setting), jurisdiction, member));
            }
        }
    }
    triples
}

fn of_member_twins(site: &Site) -> Triples {
    let mut triples = Triples::new();
    for (member, _) in MEMBERS {
        let covers = data(site, &format!("/members/{member}.json"))["covers"].clone();
        for row in list(&covers["rows"]) {
            let columns = list(&covers["jurisdictions"]);
            for (cell, column) in list(&row["cells"]).iter().zip(columns) {
                if cell["part"].is_string() {
                    triples.insert(triple(id(&row["setting"]), id(column), member));
                }
            }
        }
    }
    triples
}

/// The twins of one row or column of today's table.
fn of_slices(site: &Site) -> [Triples; 2] {
    let (mut rows, mut columns) = (Triples::new(), Triples::new());
    for (setting, _) in SETTINGS {
        for cell in list(&data(site, &format!("/settings/{setting}.json"))["cells"]) {
            insert_cell(&mut rows, setting, cell);
        }
    }
    for (jurisdiction, _) in JURISDICTIONS {
        let column = data(site, &format!("/jurisdictions/{jurisdiction}.json"));
        for row in list(&column["settings"]) {
            insert_cell(&mut columns, id(&row["setting"]), &row["cell"]);
        }
    }
    [rows, columns]
}

fn of_csv(table: &str, edition: &str) -> Triples {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let place = |name: &str| {
        let mut names = header.iter();
        names.position(|column| column == name).expect("a column")
    };
    reader
        .records()
        .map(|row| row.expect("a row"))
        .filter(|row| &row[place(edition)] == "true")
        .map(|row| {
            triple(
                &row[place("setting")],
                &row[place("jurisdiction")],
                &row[place("member")],
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everything_that_shows_who_monitors_what_shows_the_same(table in table()) {
        let site = site(&table.toml());
        let directory = site.directory();
        let table_csv = text(&site, "/coverage.csv");
        let whole = data(&site, "/directory.json");

        let published = table.triples(Edition::Published);
        for (place, found) in [
            ("the model", of_model(directory, Edition::Published)),
            ("the model by member", of_members(directory, Edition::Published)),
            ("/matrix/published", of_published(text(&site, "/matrix/published"))),
            ("/matrix/published.json", of_printed_rows(&data(&site, "/matrix/published.json")["settings"])),
            ("the twins of the answers", of_answer_twins(&site, Edition::Published)),
            ("/coverage.csv", of_csv(table_csv, "published")),
            ("/directory.json", of_records(&whole["coverage"], "published")),
            ("its published table", of_printed_rows(&whole["published"])),
        ] {
            prop_assert_eq!(&found, &published, "{} as published", place);
        }

        let today = table.triples(Edition::Today);
        let [rows, columns] = of_slices(&site);
        for (place, found) in [
            ("the model", of_model(directory, Edition::Today)),
            ("the model by member", of_members(directory, Edition::Today)),
            ("/matrix", of_matrix(text(&site, "/matrix"))),
            ("/matrix.json", of_rows(&data(&site, "/matrix.json")["rows"])),
            ("/index.json", of_rows(&data(&site, "/index.json")["rows"])),
            ("the answers", of_answers(&site)),
            ("the twins of the answers", of_answer_twins(&site, Edition::Today)),
            ("the twins of the settings", rows),
            ("the twins of the jurisdictions", columns),
            ("the members' pages", of_member_pages(&site)),
            ("the members' twins", of_member_twins(&site)),
            ("/coverage.csv", of_csv(table_csv, "today")),
            ("/directory.json", of_records(&whole["coverage"], "today")),
            ("its table of today", of_rows(&whole["today"]["rows"])),
        ] {
            prop_assert_eq!(&found, &today, "{} today", place);
        }
    }
}
