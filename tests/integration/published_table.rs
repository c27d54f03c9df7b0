//! Every cell of the published table and of today's, written by hand from the sources and not from the data file. The
//! directory, the pages of both tables and the answer pages must agree.

use std::collections::{BTreeMap, BTreeSet};

use npm_directory::directory::{Cell, Directory, Edition, MemberKey};

use crate::another_state::members_who;
use crate::every_page;
use crate::html::Element;
use crate::shipped;

const E: &str = "england";
const W: &str = "wales";
const S: &str = "scotland";
const N: &str = "northern-ireland";
const ALL: [&str; 4] = [E, W, S, N];

/// A cell of the published table that is not empty: the jurisdictions, the leads, the partners after "with", and its
/// words.
struct Printed {
    setting: &'static str,
    line: u32,
    jurisdictions: &'static [&'static str],
    by: &'static [&'static str],
    with: &'static [&'static str],
    words: &'static str,
}

/// The headings of the rows, as printed.
const HEADINGS: [(&str, &str); 10] = [
    ("prisons", "Prisons"),
    ("police-custody", "Police Custody"),
    ("court-custody", "Court Custody"),
    (
        "children-in-secure-accommodation",
        "Children in Secure Accommodation",
    ),
    ("children-all-settings", "Children (all settings)"),
    (
        "mental-health-detention",
        "Detention Under Mental Health Law",
    ),
    (
        "deprivation-of-liberty",
        "Deprivation of Liberty and other Safeguards in Health and Social Care",
    ),
    ("immigration-detention", "Immigration Detention"),
    ("military-detention", "Military detention"),
    ("customs-custody", "Customs Custody Facilities"),
];

/// A row of [`PUBLISHED`].
const fn cell(
    setting: &'static str,
    line: u32,
    jurisdictions: &'static [&'static str],
    by: &'static [&'static str],
    with: &'static [&'static str],
    words: &'static str,
) -> Printed {
    Printed {
        setting,
        line,
        jurisdictions,
        by,
        with,
        words,
    }
}

#[rustfmt::skip]
const PUBLISHED: [Printed; 35] = [
    cell("prisons", 1, &[E], &["hmi-prisons"], &["cqc", "ofsted"],
        "HM Inspectorate of Prisons (HMI Prisons) with Care Quality Commission (CQC) and Ofsted"),
    cell("prisons", 1, &[W], &["hmi-prisons"], &["hiw"],
        "HMI Prisons with Healthcare Inspectorate Wales (HIW)"),
    cell("prisons", 1, &[S], &["hmips"], &["care-inspectorate"],
        "HM Inspectorate of Prisons for Scotland (HMIPS) with Care Inspectorate (CI)"),
    cell("prisons", 1, &[N], &["cjini", "hmi-prisons"], &["rqia"],
        "Criminal Justice Inspectorate Northern Ireland (CJINI) and HMI Prisons with Regulation and Quality Improvement Authority (RQIA)"),
    cell("prisons", 2, &[E], &["imb"], &[], "Independent Monitoring Boards (IMB)"),
    cell("prisons", 2, &[W], &["imb"], &[], "IMB"),
    cell("prisons", 2, &[N], &["imb-ni"], &[], "IMB Northern Ireland"),

    cell("police-custody", 1, &[E, W], &["hmicfrs", "hmi-prisons"], &[],
        "HM Inspectorate of Constabulary (HMIC) and HMI Prisons"),
    cell("police-custody", 1, &[S], &["hmics"], &[], "HM Inspectorate of Constabulary for Scotland"),
    cell("police-custody", 1, &[N], &["cjini"], &["rqia"], "CJINI with RQIA"),
    cell("police-custody", 2, &[E, W], &["icva"], &[], "Independent Custody Visiting Association (ICVA)"),
    cell("police-custody", 2, &[S], &["icvs"], &[], "Independent Custody Visitors Scotland"),
    cell("police-custody", 2, &[N], &["nipb-custody-visitors"], &[],
        "Northern Ireland Policing Board Independent Custody Visiting Scheme"),

    cell("court-custody", 1, &[E, W], &["hmi-prisons", "lay-observers"], &[], "HMI Prisons and Lay Observers"),
    cell("court-custody", 1, &[S], &["hmips"], &[], "HMIPS"),
    cell("court-custody", 1, &[N], &["cjini"], &[], "CJINI"),

    cell("children-in-secure-accommodation", 1, &[E], &["ofsted"], &["hmi-prisons"],
        "Ofsted (jointly with HMI Prisons in relation to secure training centres)"),
    cell("children-in-secure-accommodation", 1, &[W], &["ciw"], &[],
        "Care and Social Services Inspectorate Wales (CSSIW)"),
    cell("children-in-secure-accommodation", 1, &[S], &["care-inspectorate"], &[], "CI"),
    cell("children-in-secure-accommodation", 1, &[N], &["rqia"], &[], "RQIA"),
    cell("children-in-secure-accommodation", 2, &[N], &["cjini"], &[], "CJINI"),

    // One cell and three blanks: probably England alone.
    cell("children-all-settings", 1, &[E], &["childrens-commissioner"], &[],
        "Office of the Children's Commissioner (OCC)"),

    cell("mental-health-detention", 1, &[E], &["cqc"], &[], "CQC"),
    cell("mental-health-detention", 1, &[W], &["hiw"], &[], "HIW"),
    cell("mental-health-detention", 1, &[S], &["mwcs"], &[], "Mental Welfare Commission for Scotland (MWCS)"),
    cell("mental-health-detention", 1, &[N], &["rqia"], &[], "RQIA"),

    cell("deprivation-of-liberty", 1, &[E], &["cqc"], &[], "CQC"),
    cell("deprivation-of-liberty", 1, &[W], &["hiw"], &[], "HIW"),
    cell("deprivation-of-liberty", 1, &[S], &["care-inspectorate", "mwcs"], &[], "CI and MWCS"),
    cell("deprivation-of-liberty", 1, &[N], &["rqia"], &[], "RQIA"),
    cell("deprivation-of-liberty", 2, &[W], &["ciw"], &[], "CSSIW"),

    cell("immigration-detention", 1, &ALL, &["hmi-prisons"], &[], "HMI Prisons"),
    cell("immigration-detention", 2, &ALL, &["imb"], &[], "IMB"),

    cell("military-detention", 1, &ALL, &["hmi-prisons", "icva"], &[], "HMI Prisons and ICVA"),

    // One cell and three blanks: it covers Scotland, and probably not Northern Ireland.
    cell("customs-custody", 1, &[E, W, S], &["hmicfrs", "hmi-prisons", "hmics"], &[],
        "HMIC and HMI Prisons and HMICS"),
];

/// The members of each cell today.
#[rustfmt::skip]
const TODAY: [(&str, &str, &[&str]); 44] = [
    ("prisons", E, &["hmi-prisons", "cqc", "ofsted", "imb"]),
    ("prisons", W, &["hmi-prisons", "hiw", "imb"]),
    ("prisons", S, &["hmips", "care-inspectorate", "shrc"]),
    ("prisons", N, &["cjini", "hmi-prisons", "rqia", "imb-ni"]),
    // HMI Prisons left in July 2022. CQC covers health care, and in Wales HIW has since August 2024 at the latest.
    ("police-custody", E, &["hmicfrs", "cqc", "icva"]),
    ("police-custody", W, &["hmicfrs", "hiw", "icva"]),
    ("police-custody", S, &["hmics", "icvs"]),
    ("police-custody", N, &["cjini", "rqia", "nipb-custody-visitors"]),
    ("court-custody", E, &["hmi-prisons", "lay-observers"]),
    ("court-custody", W, &["hmi-prisons", "lay-observers"]),
    ("court-custody", S, &["hmips"]),
    ("court-custody", N, &["cjini"]),
    // CQC is the third inspector of secure training centres.
    ("children-in-secure-accommodation", E, &["ofsted", "hmi-prisons", "cqc"]),
    ("children-in-secure-accommodation", W, &["ciw"]),
    ("children-in-secure-accommodation", S, &["care-inspectorate"]),
    ("children-in-secure-accommodation", N, &["rqia", "cjini"]),
    ("children-all-settings", E, &["childrens-commissioner"]),
    ("children-all-settings", W, &[]),
    ("children-all-settings", S, &[]),
    ("children-all-settings", N, &[]),
    ("mental-health-detention", E, &["cqc"]),
    ("mental-health-detention", W, &["hiw"]),
    ("mental-health-detention", S, &["mwcs"]),
    ("mental-health-detention", N, &["rqia"]),
    ("deprivation-of-liberty", E, &["cqc"]),
    ("deprivation-of-liberty", W, &["hiw", "ciw"]),
    ("deprivation-of-liberty", S, &["care-inspectorate", "mwcs"]),
    ("deprivation-of-liberty", N, &["rqia"]),
    ("immigration-detention", E, &["hmi-prisons", "imb"]),
    ("immigration-detention", W, &["hmi-prisons", "imb"]),
    ("immigration-detention", S, &["hmi-prisons", "imb"]),
    ("immigration-detention", N, &["hmi-prisons", "imb"]),
    // Only the published table names ICVA.
    ("military-detention", E, &["hmi-prisons"]),
    ("military-detention", W, &["hmi-prisons"]),
    ("military-detention", S, &["hmi-prisons"]),
    ("military-detention", N, &["hmi-prisons"]),
    // HMI Prisons left the inspections of HMICFRS in July 2022; only the published table names HMICS.
    ("customs-custody", E, &["hmicfrs", "icva"]),
    ("customs-custody", W, &["hmicfrs"]),
    ("customs-custody", S, &["hmicfrs"]),
    ("customs-custody", N, &[]),
    // Added in January 2017, with the reviewer; visited in all nations, and inspected in two of them since 2019.
    ("terrorism-act-detention", E, &["irtl", "icva", "hmicfrs"]),
    ("terrorism-act-detention", W, &["irtl", "icva", "hmicfrs"]),
    ("terrorism-act-detention", S, &["irtl", "icvs"]),
    ("terrorism-act-detention", N, &["irtl", "nipb-custody-visitors"]),
];

#[test]
fn the_directory_has_each_printed_cell_and_no_other() {
    let directory = shipped();
    let ids = |cell: &Printed| {
        let words = cell.words.to_owned();
        (
            cell.setting.to_owned(),
            cell.line,
            owned(cell.jurisdictions),
            owned(cell.by),
            owned(cell.with),
            words,
        )
    };
    let expected: BTreeSet<_> = PUBLISHED.iter().map(ids).collect();
    let found = directory.coverage.iter().filter_map(|record| {
        let words = record.printed.clone()?;
        let jurisdictions = record.jurisdictions.iter();
        let members =
            |keys: &[MemberKey]| keys.iter().map(|key| directory[*key].id.clone()).collect();
        Some((
            directory[record.setting].id.clone(),
            record.line,
            jurisdictions
                .map(|key| directory[*key].id.clone())
                .collect(),
            members(&record.by),
            members(&record.with),
            words,
        ))
    });
    assert_eq!(found.collect::<BTreeSet<_>>(), expected);
    assert_eq!(expected.len(), PUBLISHED.len());
}

#[test]
fn the_rows_have_the_order_and_headings_of_the_table() {
    let directory = shipped();
    let rows = directory.settings.iter().filter_map(|setting| {
        let printed = setting.printed.as_deref()?;
        Some((setting.id.as_str(), printed))
    });
    assert_eq!(rows.collect::<Vec<_>>(), HEADINGS);
}

#[test]
fn the_published_page_shows_the_published_table() {
    let page = &every_page::shipped().finished["/matrix/published"].html;
    let columns = page.only("thead").named("th");
    let columns: Vec<_> = columns.into_iter().map(Element::text).collect();
    assert_eq!(
        columns,
        [
            "Kind of place",
            "England",
            "Wales",
            "Scotland",
            "Northern Ireland"
        ]
    );

    let mut rows = page.only("tbody").named("tr").into_iter();
    for (setting, heading) in HEADINGS {
        let of_setting = || PUBLISHED.iter().filter(|cell| cell.setting == setting);
        let last = of_setting()
            .map(|cell| cell.line)
            .max()
            .expect("a row has a cell");
        for line in 1..=last {
            let row = rows.next().expect("the page has this row");
            let expected_heading = match line {
                1 => heading.to_owned(),
                _ => format!("{heading}, line {line}"),
            };
            assert_eq!(row.only("th").text(), expected_heading);
            assert_eq!(
                cells_of(row),
                expected_cells(|jurisdiction| of_setting()
                    .find(|cell| cell.line == line && cell.jurisdictions.contains(&jurisdiction))),
                "{heading}, line {line}"
            );
        }
    }
    assert!(rows.next().is_none());
}

/// The width of each cell of a row and its first words: the label of a merged cell and the printed words.
fn cells_of(row: &Element) -> Vec<(usize, String)> {
    let cells = row.named("td");
    cells
        .into_iter()
        .map(|cell| {
            let width = cell.attribute("colspan").unwrap_or("1");
            let first = cell.children().next().expect("no cell is empty");
            (width.parse().expect("a width is a number"), first.text())
        })
        .collect()
}

/// The same for a line of the table above. No merged cell in it has parts that are not neighbours.
fn expected_cells<'a>(at: impl Fn(&str) -> Option<&'a Printed>) -> Vec<(usize, String)> {
    let mut cells = Vec::new();
    let mut columns = ALL.into_iter();
    while let Some(jurisdiction) = columns.next() {
        let Some(cell) = at(jurisdiction) else {
            cells.push((1, "Nothing printed".to_owned()));
            continue;
        };
        let width = cell.jurisdictions.len();
        for further in &cell.jurisdictions[1..] {
            assert_eq!(columns.next().as_ref(), Some(further));
        }
        cells.push((width, as_quoted(cell)));
    }
    cells
}

/// The words of a cell, after the names of the jurisdictions of a merged one.
fn as_quoted(cell: &Printed) -> String {
    let words = cell.words;
    match cell.jurisdictions {
        [E, W, S, N] => format!("England, Wales, Scotland and Northern Ireland {words}"),
        [E, W, S] => format!("England, Wales and Scotland {words}"),
        [E, W] => format!("England and Wales {words}"),
        [_] => words.to_owned(),
        other => panic!("the table has no such cell: {other:?}"),
    }
}

#[test]
fn every_answer_quotes_the_printed_words() {
    for (setting, jurisdiction, _) in TODAY {
        let path = format!("/settings/{setting}/{jurisdiction}");
        let page = &every_page::shipped().finished[&path].html;
        let quoted = page.named("blockquote");
        let quoted: Vec<_> = quoted.into_iter().map(Element::text).collect();
        let expected = PUBLISHED
            .iter()
            .filter(|cell| cell.setting == setting && cell.jurisdictions.contains(&jurisdiction))
            .map(|cell| cell.words.to_owned());
        assert_eq!(quoted, expected.collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn the_directory_has_todays_members_in_each_cell() {
    let directory = shipped();
    for (setting, jurisdiction, members) in TODAY {
        assert_eq!(
            today(&directory, setting, jurisdiction),
            members.iter().map(|id| (*id).to_owned()).collect(),
            "{setting} in {jurisdiction}"
        );
    }
    assert_eq!(
        directory.settings.len() * directory.jurisdictions.len(),
        TODAY.len()
    );
}

#[test]
fn the_matrix_and_the_answers_list_todays_members() {
    let pages = &every_page::shipped().finished;
    // The picture beside the table has a table of its own.
    let tables = pages["/matrix"].html.named("table").into_iter();
    let mut tables = tables.filter(|table| table.has_class("whole"));
    let cells = tables.next().expect("the whole table").named("td");
    let mut drawn: BTreeMap<String, &Element> = BTreeMap::new();
    for cell in cells {
        let (setting, columns) = columns_of(cell);
        let first = format!("/settings/{setting}/{}", columns[0]);
        let links = cell.named("a").into_iter();
        let others = links.filter_map(|link| link.attribute("href"));
        let others: Vec<_> = others
            .filter(|address| !address.starts_with("/members/"))
            .collect();
        assert_eq!(others, [first], "the matrix");
        for column in columns {
            drawn.insert(format!("/settings/{setting}/{column}"), cell);
        }
    }
    assert_eq!(drawn.len(), TODAY.len());
    for (setting, jurisdiction, members) in TODAY {
        let path = format!("/settings/{setting}/{jurisdiction}");
        let expected: BTreeSet<_> = members.iter().map(|id| format!("/members/{id}")).collect();
        let cell = drawn[&path];
        let links = cell.named("a").into_iter();
        let listed = links.filter_map(|link| link.attribute("href"));
        let listed = listed.filter(|address| address.starts_with("/members/"));
        let listed: BTreeSet<_> = listed.map(str::to_owned).collect();
        assert_eq!(listed, expected, "the matrix, {path}");
        assert_eq!(
            cell.text().contains("No member listed") || cell.text().contains("Not known"),
            members.is_empty(),
            "{path}"
        );
        let answered = members_who(&pages[&path].html).into_iter().collect();
        assert_eq!(expected, answered, "{path}");
    }
}

/// The setting and jurisdictions of a cell, from its headers.
pub(crate) fn columns_of(cell: &Element) -> (&str, Vec<&str>) {
    let headers = cell.attribute("headers").expect("a cell names its headers");
    // `setting.{id}`, followed by the line in the published table, then `jurisdiction.{id}` for each column.
    let mut headers = headers.split(' ').map(|header| {
        let id = header.split('.').nth(1);
        id.expect("a kind and an id")
    });
    let setting = headers.next().expect("the first is that of the row");
    (setting, headers.collect())
}

fn today(directory: &Directory, setting: &str, jurisdiction: &str) -> BTreeSet<String> {
    let setting = directory.setting(setting).expect("the setting is there");
    let jurisdiction = directory.jurisdiction(jurisdiction);
    let jurisdiction = jurisdiction.expect("the jurisdiction is there");
    let members = directory.members_of(Cell::new(setting, jurisdiction), Edition::Today);
    members
        .into_iter()
        .map(|key| directory[key].id.clone())
        .collect()
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
