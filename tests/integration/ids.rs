//! Ids of data and templates never collide, and an id does not depend on other records.

use std::collections::BTreeSet;

use npm_directory::server::{Policy, Server};
use npm_directory::site::{Options, Site};
use proptest::prelude::*;
use serde_json::Value;

use crate::html;
use crate::support::{SMALL, checked, directory, get, text};

fn site(text: &str) -> Site {
    checked(Site::new(
        directory(text),
        None,
        Vec::new(),
        &Options::default(),
    ))
}

/// The small directory with lines appended.
fn extended(addition: &str) -> String {
    format!("{SMALL}\n{addition}")
}

/// All ids in the JSON answers.
fn ids_of_twins(site: &Site) -> BTreeSet<String> {
    fn gather(value: &Value, ids: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(id)) = fields.get("id") {
                    ids.insert(id.clone());
                }
                fields.values().for_each(|value| gather(value, ids));
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, ids)),
            _ => {}
        }
    }
    let mut ids = BTreeSet::new();
    let twin = serde_json::from_str(text(site, "/directory.json")).expect("JSON");
    gather(&twin, &mut ids);
    assert!(!ids.contains(""));
    ids
}

/// The ids of the feed's entries.
fn ids_of_feed(site: &Site) -> Vec<&str> {
    let entries = text(site, "/changes.atom").split("<entry>").skip(1);
    entries
        .map(|entry| {
            let (_, id) = entry.split_once("<id>").expect("an id");
            id.split_once("</id>").expect("its end").0
        })
        .collect()
}

#[test]
fn an_id_of_the_data_may_equal_one_of_the_templates() {
    // Each of these is an id in a template or a segment of a path.
    for id in ["main", "after-table", "lookup", "help", "source", "j-main"] {
        let text = SMALL
            .replace("\"table\"", &format!("{id:?}"))
            .replace("\"prisons\"", &format!("{id:?}"))
            .replace("\"rip\"", &format!("{id:?}"))
            .replace("\"northmark\"", &format!("{id:?}"));
        let site = site(&text);
        for (path, resource) in site.resources().filter(|(_, resource)| resource.is_page()) {
            let page = html::parse(str::from_utf8(resource.bytes()).expect("text"));
            let mut ids = BTreeSet::new();
            for element in page.all() {
                if let Some(id) = element.attribute("id") {
                    assert!(ids.insert(id), "{path}: {id}");
                }
            }
        }
    }
}

#[test]
fn the_value_for_not_sure_is_not_a_valid_id() {
    let text = SMALL.replace("\"prisons\"", "\"not-sure\"");
    let server = Server::new(site(&text), Policy::default());
    let page = get(&server, "/lookup");
    let page = html::parse(page.text());
    let values = page.named("input").into_iter().filter_map(|input| {
        let name = input.attribute("name")?;
        Some((name, input.attribute("value")))
    });
    let mut seen = BTreeSet::new();
    for (name, value) in values.filter(|(_, value)| value.is_some()) {
        assert!(seen.insert((name, value)), "{name} {value:?}");
    }
    let answer = get(&server, "/lookup?setting=not-sure&jurisdiction=northmark");
    assert_eq!(
        answer.header("location"),
        Some("/settings/not-sure/northmark")
    );
}

#[test]
fn a_change_keeps_its_id_when_another_with_its_date_precedes_it() {
    let change = |text: &str| {
        format!(
            "  [[setting.change]]\n  date = \"2020\"\n  text = {text:?}\n  sources = [\"table\"]\n"
        )
    };
    let (alpha, beta) = (change("Alpha."), change("Beta."));
    let before = site(&extended(&alpha));
    let after = site(&extended(&format!("{beta}{alpha}")));
    let (known, all) = (ids_of_feed(&before), ids_of_feed(&after));
    assert_eq!((known.len(), all.len()), (1, 2));
    assert!(all.contains(&known[0]), "{known:?} {all:?}");
    assert_ne!(all[0], all[1]);
    let (known, all) = (ids_of_twins(&before), ids_of_twins(&after));
    assert!(known.is_subset(&all), "{:?}", known.difference(&all));
    assert_eq!(all.len(), known.len() + 1);
}

/// Records whose ids the program makes, each on its own.
const RECORDS: [&str; 4] = [
    "  [[setting.change]]\n  date = \"2020\"\n  text = \"Alpha.\"\n  sources = [\"table\"]\n",
    "  [[setting.change]]\n  date = \"2020\"\n  text = \"Beta.\"\n  sources = [\"table\"]\n",
    "  [[setting.change]]\n  date = \"2021\"\n  text = \"Alpha.\"\n  sources = [\"table\"]\n",
    "  [[setting.change]]\n  date = \"2021\"\n  text = \"Gamma.\"\n  sources = [\"table\"]\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn ids_depend_on_neither_the_order_of_records_nor_on_other_records(
        order in Just(RECORDS.to_vec()).prop_shuffle(),
        kept in 0..=RECORDS.len(),
    ) {
        let (some, all) = (order[..kept].concat(), RECORDS.concat());
        let (some, all) = (site(&extended(&some)), site(&extended(&all)));
        let all_ids = ids_of_feed(&all);
        let unique: BTreeSet<&str> = all_ids.iter().copied().collect();
        prop_assert_eq!(unique.len(), all_ids.len(), "each id is there once");
        let some_ids = ids_of_feed(&some);
        prop_assert_eq!(some_ids.len() + RECORDS.len() - kept, all_ids.len());
        prop_assert!(some_ids.iter().all(|id| unique.contains(id)), "{:?} {:?}", some_ids, unique);
        prop_assert!(ids_of_twins(&some).is_subset(&ids_of_twins(&all)));
    }
}

#[test]
fn records_without_ids_in_the_file_keep_theirs_when_others_precede_them() {
    let first = "
[[gap]]
what = \"Nobody visits the hulks.\"
state = \"open\"
source = \"table\"

[[about]]
heading = \"How it began\"
text = \"In 2015.\"

[[elsewhere]]
name = \"+\"
role = \"Helps.\"
website = \"https://plus.example/\"
source = \"table\"
";
    let second = "
[[gap]]
what = \"Nobody visits the ships.\"
state = \"open\"
source = \"table\"

[[about]]
heading = \"How it began\"
text = \"Before 2015.\"

[[elsewhere]]
name = \"*\"
role = \"Helps.\"
website = \"https://star.example/\"
source = \"table\"
";
    let before = ids_of_twins(&site(&extended(first)));
    let after = ids_of_twins(&site(&extended(&format!("{second}{first}"))));
    assert!(before.is_subset(&after), "{:?}", before.difference(&after));
    assert_eq!(after.len(), before.len() + 3);
}

#[test]
fn two_names_that_ended_on_the_same_date_are_two_changes() {
    let former = "[[member.formerly]]\nname = \"Old\"\nuntil = \"2019\"\n\
                  [[member.formerly]]\nname = \"Older\"\nuntil = \"2019\"\n\n[[setting]]\nid      = \"prisons\"";
    let site = site(&SMALL.replace("[[setting]]\nid      = \"prisons\"", former));
    let ids: BTreeSet<&str> = ids_of_feed(&site).into_iter().collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn records_that_end_or_begin_on_the_same_date_have_different_ids() {
    let records = "  until = \"2018\"
  [[setting.coverage]]
  jurisdictions = [\"northmark\"]
  by = [\"rip\"]
  from = \"2018\"
  until = \"2018\"
  sources = [\"table\"]
  [[setting.coverage]]
  jurisdictions = [\"northmark\"]
  by = [\"rip\"]
  does = \"inspects cells\"
  from = \"2018\"
  sources = [\"table\"]
";
    let site = site(&extended(records));
    let coverage: Vec<&str> = text(&site, "/coverage.csv").lines().skip(1).collect();
    let ids: BTreeSet<&str> = coverage
        .iter()
        .filter(|row| row.contains(",police-custody,"))
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    let changes: BTreeSet<&str> = ids_of_feed(&site).into_iter().collect();
    assert_eq!(changes.len(), 2);
}
