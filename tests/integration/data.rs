//! The data for programs agrees with the pages and the directory.

use std::collections::BTreeSet;

use npm_directory::directory::{CoverageKey, Directory, Edition};
use npm_directory::load;
use npm_directory::site::{Options, Site};
use serde_json::Value;

use crate::support::{checked, directory_on, json, text};

const UK: &str = include_str!("../../data/uk.toml");
const TODAY: &str = "2026-11-23";

fn site(text: &str, options: Options) -> Site {
    let options = Options {
        data: text.to_owned().into(),
        schema: load::schema().into(),
        ..options
    };
    checked(Site::new(
        directory_on(TODAY, text),
        None,
        Vec::new(),
        &options,
    ))
}

fn is_page(media: &str) -> bool {
    media.starts_with("text/html")
}

#[test]
fn every_page_links_its_twin_and_every_twin_its_page() {
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
fn every_link_in_the_data_works() {
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
fn an_error_has_the_same_envelope() {
    use npm_directory::site::Format;
    let site = site(UK, Options::default());
    let like = json(&site, "/index.json");
    for computed in [
        site.at("/").not_found("/settings/prison", Format::Json),
        site.at("/").error(405, Format::Json),
        site.at("/").error(400, Format::Json),
    ] {
        let error: Value = serde_json::from_str(&computed.body).expect("JSON");
        assert_eq!(error["format"], like["format"]);
        assert_eq!(error["directory"], like["directory"]);
        assert_eq!(error["error"]["status"], computed.status);
        assert!(error["error"]["reason"].is_string());
        assert!(error.get("data").is_none());
    }
}

#[test]
fn the_whole_directory_has_each_helpline_and_release_with_its_cells() {
    let site = site(UK, Options::default());
    let whole = &json(&site, "/directory.json")["data"];
    let directory = site.directory();
    for (list, count) in [
        ("helplines", directory.helplines.len()),
        ("releases", directory.releases.len()),
    ] {
        let records = whole[list].as_array().expect("a list");
        assert_eq!(records.len(), count, "{list}");
        assert!(count > 0, "{list}");
        for record in records {
            assert!(record["settings"][0]["id"].is_string(), "{record}");
            assert!(record["jurisdictions"][0]["id"].is_string(), "{record}");
            assert!(record["checked"].is_string(), "{record}");
        }
    }
}

/// The rows of a table, without its header.
fn rows(table: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader
        .records()
        .map(|row| row.expect("a row as long as the header"))
        .collect()
}

#[test]
fn tables_are_unchanged_by_a_csv_round_trip() {
    let site = site(UK, Options::default());
    for path in ["/coverage.csv", "/members.csv", "/places.csv"] {
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
fn each_column_of_a_table_is_described() {
    let site = site(UK, Options::default());
    let description = json(&site, "/openapi.json");
    for path in ["/coverage.csv", "/members.csv", "/places.csv"] {
        let (header, _) = text(&site, path).split_once("\r\n").expect("a header");
        let header: BTreeSet<&str> = header.split(',').collect();
        let content = &description["paths"][path]["get"]["responses"]["200"]["content"];
        let schema = &content["text/csv; charset=utf-8; header=present"]["schema"];
        let row = schema["contentSchema"]["items"]["$ref"].as_str();
        let row = row.and_then(|row| row.strip_prefix('#')).expect("a row");
        let row = &description.pointer(row).expect("a schema")["properties"];
        let described = row.as_object().expect("columns").keys();
        assert_eq!(
            described.map(String::as_str).collect::<BTreeSet<_>>(),
            header
        );
    }
}

/// The triples of coverage: setting, jurisdiction and member.
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
fn the_coverage_table_agrees_with_the_directory() {
    let site = site(UK, Options::default());
    let table = text(&site, "/coverage.csv");
    for (edition, column) in [(Edition::Published, "published"), (Edition::Today, "today")] {
        let triples = triples_of_model(site.directory(), edition);
        assert!(triples.len() > 60, "{}", triples.len());
        assert_eq!(triples_of_table(table, column), triples, "{column}");
    }
}

/// A path as a template of `/openapi.json`: `/members/{member}`.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.split('/'), path.split('/'));
    pattern.clone().count() == path.clone().count()
        && pattern.zip(path).all(|(pattern, part)| {
            let is_twin = |part: &str| part.strip_suffix(".json").is_some();
            pattern == part || pattern.starts_with('{') && is_twin(pattern) == is_twin(part)
        })
}

#[test]
fn openapi_describes_each_data_path_once_and_no_other() {
    let site = site(
        UK,
        Options {
            base_url: Some("https://directory.example".to_owned()),
            security_contact: Some("mailto:security@directory.example".to_owned()),
            ..Options::default()
        },
    );
    let description = json(&site, "/openapi.json");
    let patterns: Vec<&String> = description["paths"]
        .as_object()
        .expect("paths")
        .keys()
        .collect();
    for (path, resource) in site.resources() {
        let fitting = patterns.iter().filter(|pattern| fits(pattern, path));
        let is_for_crawlers = [
            "/robots.txt",
            "/sitemap.xml",
            "/opensearch.xml",
            "/.well-known/security.txt",
        ];
        let is_left_out = path.starts_with("/assets/") || is_for_crawlers.contains(&path);
        let expected = usize::from(!is_left_out);
        assert_eq!(fitting.count(), expected, "{path}");
        let pattern = patterns.iter().find(|pattern| fits(pattern, path));
        if let Some(pattern) = pattern {
            let content = &description["paths"][pattern]["get"]["responses"]["200"]["content"];
            assert!(content.get(resource.media).is_some(), "{path}: {content}");
        }
    }
    for pattern in patterns {
        let stands = site.resources().any(|(path, _)| fits(pattern, path));
        assert!(stands, "{pattern}");
    }
}

#[test]
fn every_reference_in_openapi_resolves() {
    fn check(value: &Value, whole: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let pointer = reference.strip_prefix('#').expect("a reference within");
                    assert!(whole.pointer(pointer).is_some(), "{reference}");
                }
                fields.values().for_each(|value| check(value, whole));
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, whole)),
            _ => {}
        }
    }
    let description = json(&site(UK, Options::default()), "/openapi.json");
    check(&description, &description);
}

/// The subjects of a page's JSON-LD, and whether it has any JSON-LD.
fn things(html: &str) -> Vec<Value> {
    let Some((_, block)) = html.split_once("<script type=\"application/ld+json\">") else {
        return Vec::new();
    };
    let (block, _) = block.split_once("</script>").expect("the end of the block");
    assert!(!block.contains(['<', '>', '&']), "{block}");
    let block: Value = serde_json::from_str(block).expect("JSON");
    assert_eq!(block["@context"], "https://schema.org");
    block["@graph"].as_array().expect("a graph").clone()
}

fn thing(site: &Site, path: &str, kind: &str) -> Option<Value> {
    let mut things = things(text(site, path)).into_iter();
    things.find(|thing| thing["@type"] == kind)
}

#[test]
fn json_ld_agrees_with_the_page() {
    let site = site(UK, Options::default());
    for (path, _) in site.resources().filter(|(_, resource)| resource.is_page()) {
        let crumbs = thing(&site, path, "BreadcrumbList");
        assert_eq!(
            crumbs.is_some(),
            !["/", "/search"].contains(&path),
            "{path}"
        );
    }
    // The file does not say which bodies belong to a government.
    let member = thing(&site, "/members/cqc", "Organization").expect("a body");
    let twin = json(&site, "/members/cqc.json");
    assert_eq!(member["description"], twin["data"]["role"]);
    let dataset = thing(&site, "/about/data", "Dataset").expect("a data set");
    for download in dataset["distribution"].as_array().expect("downloads") {
        let address = download["contentUrl"].as_str().expect("an address");
        assert!(site.get(address).is_some(), "{address}");
    }
}

#[test]
fn an_answer_cites_every_source_of_its_facts() {
    let twin = json(
        &site(UK, Options::default()),
        "/settings/prisons/wales.json",
    );
    let data = &twin["data"];
    let ids = |sources: &Value| -> Vec<String> {
        let sources = sources.as_array().into_iter().flatten();
        sources.map(|source| source["id"].to_string()).collect()
    };
    let cited = ids(&data["sources"]);
    let mut used = 0;
    for list in [
        "today",
        "published",
        "complaint_routes",
        "releases",
        "helplines",
    ] {
        for record in data[list].as_array().expect(list) {
            let own = record["source"].get("id").map(Value::to_string);
            let sources = [ids(&record["sources"]), ids(&record["further_sources"])].concat();
            for source in sources.into_iter().chain(own) {
                assert!(cited.contains(&source), "{list}: {source}");
                used += 1;
            }
        }
    }
    assert!(used > 20, "only {used}");
}

#[test]
fn a_name_cannot_end_its_json_ld_block() {
    let hostile = UK.replace(
        "\"Care Quality Commission\"",
        r#""</script><script>alert(1)</script>&amp;""#,
    );
    let hostile = hostile.replace("Care Quality Commission (CQC)", "(CQC)");
    let site = site(&hostile, Options::default());
    let html = text(&site, "/members/cqc");
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(
        thing(&site, "/members/cqc", "Organization").expect("a body")["name"],
        "</script><script>alert(1)</script>&amp;"
    );
}

#[test]
fn absolute_urls_need_a_base_url() {
    let unknown = site(UK, Options::default());
    for (path, resource) in unknown.resources() {
        let link = resource.link.as_deref().unwrap_or_default();
        assert!(!link.contains("canonical"), "{path}: {link}");
        if resource.is_page() {
            let html = text(&unknown, path);
            assert!(
                !html.contains("og:") && !html.contains("canonical"),
                "{path}"
            );
        }
    }
    assert!(unknown.get("/sitemap.xml").is_none());
    assert!(!text(&unknown, "/robots.txt").contains("Sitemap"));
    assert!(text(&unknown, "/changes.atom").contains("<id>tag:npm-directory.invalid,"));

    let known = site(
        UK,
        Options {
            base_url: Some("https://directory.example".to_owned()),
            ..Options::default()
        },
    );
    let prisons = "https://directory.example/settings/prisons";
    let html = text(&known, "/settings/prisons");
    assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{prisons}\">")));
    assert!(html.contains(&format!("<meta property=\"og:url\" content=\"{prisons}\">")));
    let link = known
        .get("/settings/prisons")
        .expect("a page")
        .link
        .as_deref();
    assert!(
        link.expect("links")
            .contains(&format!("<{prisons}>; rel=\"canonical\""))
    );
    assert!(text(&known, "/sitemap.xml").contains(&format!("<loc>{prisons}</loc>")));
    // Search engines need not index the search page.
    assert!(!text(&known, "/sitemap.xml").contains("/search<"));
}

#[test]
fn the_feed_has_an_entry_with_its_own_id_for_each_change() {
    let site = site(UK, Options::default());
    let feed = text(&site, "/changes.atom");
    let ids: BTreeSet<&str> = feed
        .split("<id>")
        .skip(1)
        .filter_map(|rest| rest.split("</id>").next())
        .collect();
    let changes = json(&site, "/changes.json");
    let changes = changes["data"]["changes"]
        .as_array()
        .expect("changes")
        .len();
    assert!(changes > 15, "{changes}");
    assert_eq!(feed.matches("<entry>").count(), changes);
    assert_eq!(ids.len(), changes + 1);
}

#[test]
fn opensearch_is_only_on_sites_that_search() {
    let served = Options {
        listening: Some("http://127.0.0.1:1".to_owned()),
        ..Options::default()
    };
    let exported = Options {
        exported: true,
        base_url: Some("https://directory.example".to_owned()),
        ..Options::default()
    };
    for (options, is_answered) in [(served, true), (exported, false)] {
        let site = site(UK, options);
        assert_eq!(site.get("/opensearch.xml").is_some(), is_answered);
        let links = |path| text(&site, path).contains("<link rel=\"search\"");
        for path in ["/", "/lookup", "/search"] {
            assert_eq!(links(path), is_answered, "{path}");
        }
        assert!(!links("/settings"));
    }
}

#[test]
fn security_txt_needs_a_contact() {
    assert!(
        site(UK, Options::default())
            .get("/.well-known/security.txt")
            .is_none()
    );
    let site = site(
        UK,
        Options {
            security_contact: Some("mailto:security@directory.example".to_owned()),
            base_url: Some("https://directory.example".to_owned()),
            ..Options::default()
        },
    );
    assert_eq!(
        text(&site, "/.well-known/security.txt"),
        "Contact: mailto:security@directory.example\n\
         Expires: 2027-11-25T00:00:00Z\n\
         Preferred-Languages: en\n\
         Canonical: https://directory.example/.well-known/security.txt\n"
    );
}

#[test]
fn the_data_file_refers_to_the_programs_schema() {
    let named = UK
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("#:schema "));
    assert_eq!(named, Some("schema.json"));
    assert!(
        load::schema() == include_str!("../../data/schema.json"),
        "write it anew: cargo run -- schema > data/schema.json"
    );
}
