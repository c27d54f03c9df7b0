//! The data for programs says what the pages and the directory say.

use std::collections::BTreeSet;

use npm_directory::diagnostics::Source;
use npm_directory::directory::{CoverageKey, Date, Directory, Edition};
use npm_directory::load::{self, Loaded};
use npm_directory::site::{Options, Site};
use serde_json::Value;

const UK: &str = include_str!("../../data/uk.toml");

fn directory(text: &str) -> Directory {
    let today = Date::new(2026, Some(11), Some(23)).expect("a date");
    match load::load(&Source::new("test.toml", text), today) {
        Ok(Loaded { directory, .. }) => directory,
        Err(diagnostics) => panic!("{}", diagnostics.lines().collect::<Vec<_>>().join("\n")),
    }
}

fn site(text: &str, options: Options) -> Site {
    let options = Options {
        data: text.to_owned(),
        schema: load::schema(),
        ..options
    };
    match Site::render(directory(text), &options) {
        Ok(site) => site,
        Err(faults) => panic!("{faults}"),
    }
}

fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    let resource = site
        .get(path)
        .unwrap_or_else(|| panic!("nothing stands at {path}"));
    std::str::from_utf8(&resource.identity().bytes).expect("UTF-8")
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn is_page(media: &str) -> bool {
    media.starts_with("text/html")
}

#[test]
fn every_page_names_its_twin_and_every_twin_its_page() {
    let site = site(UK, Options::default());
    let mut pages = 0;
    for (path, resource) in site
        .resources()
        .filter(|(_, resource)| is_page(resource.media))
    {
        pages += 1;
        let twin_path = if path == "/" {
            "/index.json".to_owned()
        } else {
            format!("{path}.json")
        };
        let element =
            format!("<link rel=\"alternate\" type=\"application/json\" href=\"{twin_path}\">");
        assert!(text(&site, path).contains(&element), "{path}");
        let link = resource.link.as_deref().unwrap_or_default();
        assert!(
            link.contains(&format!("<{twin_path}>; rel=\"alternate\"")),
            "{path}: {link}"
        );
        let twin = site.get(&twin_path).expect("a twin");
        assert!(twin.shared, "{twin_path}");
        let link = twin.link.as_deref().unwrap_or_default();
        assert!(
            link.contains(&format!("<{path}>; rel=\"alternate\"")),
            "{twin_path}: {link}"
        );
        let twin = json(&site, &twin_path);
        assert_eq!(twin["address"], path);
        assert_eq!(twin["json"], twin_path);
        assert_eq!(twin["directory"]["sha256"], site.data_hash());
        assert!(twin["data"].is_object(), "{twin_path}");
    }
    assert!(pages > 90, "{pages}");
}

#[test]
fn every_address_in_the_data_leads_somewhere() {
    let site = site(UK, Options::default());
    for (path, _) in site
        .resources()
        .filter(|(_, resource)| resource.media == "application/json")
    {
        let mut addresses = Vec::new();
        gather(&json(&site, path), &mut addresses);
        for address in addresses {
            let page = address.split('#').next().unwrap_or_default();
            assert!(
                address.starts_with("https://") || site.get(page).is_some(),
                "{path} names {address}"
            );
        }
    }
}

fn gather(value: &Value, addresses: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("address", Value::String(address)) => addresses.push(address.clone()),
                    _ => gather(value, addresses),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, addresses)),
        _ => {}
    }
}

#[test]
fn an_error_is_within_the_same_envelope() {
    use npm_directory::site::Format;
    let site = site(UK, Options::default());
    let like = json(&site, "/index.json");
    for computed in [
        site.not_found("/settings/prison", Format::Json),
        site.error(405, Format::Json),
        site.error(400, Format::Json),
    ] {
        let error: Value = serde_json::from_str(&computed.body).expect("JSON");
        assert_eq!(error["format"], like["format"]);
        assert_eq!(error["directory"], like["directory"]);
        assert_eq!(error["error"]["status"], computed.status);
        assert!(error["error"]["reason"].is_string());
        assert!(error.get("data").is_none());
    }
}

/// The rows of a table, after its header.
fn rows(table: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader
        .records()
        .map(|row| row.expect("a row as long as the header"))
        .collect()
}

#[test]
fn the_tables_come_through_a_reader_and_a_writer_unchanged() {
    let site = site(UK, Options::default());
    for path in ["/coverage.csv", "/members.csv"] {
        let table = text(&site, path);
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(table.as_bytes());
        for row in reader.byte_records() {
            writer
                .write_byte_record(&row.expect("a row"))
                .expect("memory");
        }
        let again = String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8");
        assert_eq!(again, table, "{path}");
        assert!(!table.replace("\r\n", "").contains('\r'), "{path}");
    }
}

#[test]
fn the_metadata_describes_each_column_of_its_table() {
    let site = site(UK, Options::default());
    for (path, metadata) in [
        (
            "/coverage.csv",
            &json(&site, "/coverage.csv-metadata.json")["tables"][0],
        ),
        (
            "/members.csv",
            &json(&site, "/coverage.csv-metadata.json")["tables"][1],
        ),
        ("/members.csv", &json(&site, "/members.csv-metadata.json")),
    ] {
        assert_eq!(
            format!("/{}", metadata["url"].as_str().expect("a URL")),
            path
        );
        let described: Vec<&str> = metadata["tableSchema"]["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .filter_map(|column| column["titles"].as_str())
            .collect();
        let (header, _) = text(&site, path).split_once("\r\n").expect("a header");
        assert_eq!(described.join(","), header, "{path}");
    }
}

/// Who covers what: setting, jurisdiction and member.
type Triples = BTreeSet<(String, String, String)>;

fn triples_of_model(directory: &Directory, edition: Edition) -> Triples {
    let keys = (0..directory.coverage.len()).map(CoverageKey::new);
    let mut triples = Triples::new();
    for coverage in keys
        .map(|key| &directory[key])
        .filter(|coverage| directory.holds(coverage, edition))
    {
        for jurisdiction in &coverage.jurisdictions {
            for member in coverage.members() {
                triples.insert((
                    directory[coverage.setting].id.clone(),
                    directory[*jurisdiction].id.clone(),
                    directory[member].id.clone(),
                ));
            }
        }
    }
    triples
}

fn triples_of_table(table: &str, edition: &str) -> Triples {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let place = |name| {
        header
            .iter()
            .position(|column| column == name)
            .expect("a column")
    };
    rows(table)
        .into_iter()
        .filter(|row| &row[place(edition)] == "true")
        .map(|row| {
            (
                row[place("setting")].to_owned(),
                row[place("jurisdiction")].to_owned(),
                row[place("member")].to_owned(),
            )
        })
        .collect()
}

#[test]
fn the_coverage_table_says_what_the_directory_says() {
    let site = site(UK, Options::default());
    let table = text(&site, "/coverage.csv");
    for (edition, column) in [(Edition::Published, "published"), (Edition::Today, "today")] {
        let triples = triples_of_model(site.directory(), edition);
        assert!(triples.len() > 60, "{}", triples.len());
        assert_eq!(triples_of_table(table, column), triples, "{column}");
    }
}
