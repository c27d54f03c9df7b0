//! `/openapi.json`: the path of every page, twin and data file, with the schemas of the structs that are serialized.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::downloads;
use super::envelope::{Failure, Twin};
use super::tables::{CoverageRow, MemberRow, PlaceRow};
use super::whole::Whole;
use crate::directory::Directory;
use crate::site::context::Context;
use crate::site::media::{HTML, JSON, TEXT};
use crate::site::pages::NOT_SURE;
use crate::site::{pages, paths, table};

const ABOUT: &str = "\
Every page has a JSON twin at its path with `.json` after it (`/index.json` for the home page), and all of the data is \
at `/directory.json`, `/coverage.csv`, `/members.csv` and `/places.csv`. Ids never change. Every key of a JSON answer is always there; \
null means that the data does not say. Dates are as precise as their sources: a year, a month or a day. Every `address` is \
a path from the root of the site. Where the data is translated, the same pages and twins are in each other language below its tag: \
`/cy/settings.json`.

The API is read-only: GET, or HEAD for the headers alone. Answers can be cached and revalidated with `If-None-Match`. A \
path in capitals or with a trailing slash redirects to its canonical form (308), and an id of an earlier data file to \
its present one (301).";

/// The tags with their descriptions.
const TAGS: [(&str, &str); 4] = [
    ("page", "Pages for people"),
    ("twin", "The same pages as JSON"),
    ("data", "The data whole, and what describes it"),
    (
        "query",
        "Answers to a query; a copy of the site as files does not give them",
    ),
];

/// A description while it is built.
struct Description<'a> {
    directory: &'a Directory,
    generator: SchemaGenerator,
    paths: Map<String, Value>,
}

/// An operation with only the response 200.
struct Operation<'a> {
    path: &'a str,
    id: &'a str,
    summary: &'a str,
    tag: &'static str,
    content: Value,
}

/// `/openapi.json`.
pub(crate) fn description(context: &Context) -> String {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut description = Description {
        directory: &context.directory,
        generator: settings.into_generator(),
        paths: Map::new(),
    };
    description.pages();
    description.data();
    description.lookup();
    description.search();
    let info = &context.info;
    let failure = description.generator.subschema_for::<Failure<'_>>();
    let description = json!({
        "openapi": "3.1.0",
        "info": {
            "title": info.site_name,
            "summary": format!("Who monitors places of detention: the members of the {}", info.about.title),
            "description": ABOUT,
            "version": env!("CARGO_PKG_VERSION"),
        },
        "servers": [{ "url": info.base_url.as_deref().unwrap_or("/") }],
        "tags": TAGS.map(|(name, description)| json!({ "name": name, "description": description })),
        "paths": description.paths,
        "components": {
            "responses": {
                "Error": {
                    "description": "What is wrong with the request, or with the server",
                    "content": {
                        HTML: text(),
                        JSON: { "schema": failure },
                        TEXT: text(),
                    },
                },
            },
            "schemas": description.generator.take_definitions(true),
        },
    });
    format!("{description:#}\n")
}

impl Description<'_> {
    fn pages(&mut self) {
        let rows = table::rows(self.directory).into_iter();
        for row in rows.filter(|row| !row.pages.is_empty()) {
            let schemas = (row.describe)(&mut self.generator);
            // For example, `GapsPage` becomes `gaps`, and its twin `gaps-twin`.
            let id = schemas.name.replace("Page", "").to_lowercase();
            let summary = schemas.page.get("description").and_then(Value::as_str);
            let summary = summary.expect("a page is documented").trim_end_matches('.');
            for (path, id, tag, content) in [
                (
                    row.path.to_owned(),
                    id.clone(),
                    "page",
                    json!({ HTML: text() }),
                ),
                (
                    paths::twin(row.path),
                    format!("{id}-twin"),
                    "twin",
                    json!({ JSON: { "schema": schemas.twin } }),
                ),
            ] {
                self.finished(&Operation {
                    path: &path,
                    id: &id,
                    summary,
                    tag,
                    content,
                });
            }
        }
    }

    fn data(&mut self) {
        let string = json!({ "type": "string" });
        let object = json!({ "type": "object" });
        for (download, schema) in [
            (downloads::COVERAGE, self.table::<CoverageRow<'_>>()),
            (downloads::MEMBERS, self.table::<MemberRow<'_>>()),
            (downloads::PLACES, self.table::<PlaceRow<'_>>()),
            (downloads::WHOLE, self.schema::<Twin<'_, Whole<'_>>>()),
            (downloads::FILE, string.clone()),
            (downloads::FILE_SCHEMA, object.clone()),
            (downloads::DESCRIPTION, object),
            (downloads::FEED, string),
        ] {
            self.finished(&Operation {
                path: download.path,
                id: download.id,
                summary: download.summary,
                tag: "data",
                content: json!({ download.media: { "schema": schema } }),
            });
        }
    }

    /// The lookup form, and its redirect.
    fn lookup(&mut self) {
        // An empty field counts as unanswered.
        let settings = [self.ids("setting"), vec![NOT_SURE, ""]].concat();
        let jurisdictions = [self.ids("jurisdiction"), vec![""]].concat();
        let setting = json!({ "type": "string", "enum": settings });
        let jurisdiction = json!({ "type": "string", "enum": jurisdictions });
        let not_sure = format!("The kind of place; `{NOT_SURE}` leads to help with the choice");
        let find = "Present if the form was submitted: empty, an answer may be missing; not empty, it is an error";
        let parameters = json!([
            query("setting", &not_sure, &setting),
            query("jurisdiction", "Where it is", &jurisdiction),
            query("find", find, &json!({ "type": "string" })),
        ]);
        let operation = Operation {
            path: paths::LOOKUP,
            id: "lookup",
            summary: "The form; once both questions are answered, a redirect to the answer",
            tag: "query",
            content: json!({ HTML: text() }),
        };
        let redirect = json!({ "303": redirect("To the answer") });
        self.put(&operation, &parameters, redirect);
    }

    fn search(&mut self) {
        let q = "A place, a body or a word, as people say it";
        let parameters = json!([query("q", q, &json!({ "type": "string" }))]);
        let found = self.json::<Twin<'_, pages::SearchPage<'_>>>();
        for (path, id, content) in [
            (paths::SEARCH, "search", json!({ HTML: text() })),
            (paths::SEARCH_TWIN, "search-twin", found),
        ] {
            let operation = Operation {
                path,
                id,
                summary: "A search",
                tag: "query",
                content,
            };
            self.put(&operation, &parameters, json!({}));
        }
    }

    /// A finished resource.
    fn finished(&mut self, operation: &Operation<'_>) {
        let names = operation.path.split(['{', '}']).skip(1).step_by(2);
        let parameters: Vec<Value> = names
            .map(|name| {
                json!({
                    "name": name,
                    "in": "path",
                    "required": true,
                    "description": "An id",
                    "schema": { "type": "string", "enum": self.ids(name) },
                })
            })
            .collect();
        let mut others =
            json!({ "304": { "description": "The version that `If-None-Match` names" } });
        if !parameters.is_empty() {
            others["3XX"] = redirect("To the canonical form of the path, or to the present id");
        }
        self.put(operation, &json!(parameters), others);
    }

    fn put(&mut self, operation: &Operation<'_>, parameters: &Value, mut responses: Value) {
        responses["200"] = json!({
            "description": operation.summary,
            "content": operation.content,
        });
        responses["default"] = json!({ "$ref": "#/components/responses/Error" });
        let get = json!({
            "operationId": operation.id,
            "summary": operation.summary,
            "tags": [operation.tag],
            "parameters": parameters,
            "responses": responses,
        });
        self.paths
            .insert(operation.path.to_owned(), json!({ "get": get }));
    }

    /// The allowed values of a path parameter.
    fn ids(&self, parameter: &str) -> Vec<&str> {
        let directory = self.directory;
        match parameter {
            "setting" => ids(&directory.settings, |setting| &setting.id),
            "jurisdiction" => ids(&directory.jurisdictions, |jurisdiction| &jurisdiction.id),
            "place" => ids(&directory.places, |place| &place.id),
            "member" => ids(&directory.members, |member| &member.id),
            _ => unreachable!("every parameter of a path is one of these"),
        }
    }

    fn json<T: JsonSchema>(&mut self) -> Value {
        json!({ JSON: { "schema": self.schema::<T>() } })
    }

    fn schema<T: JsonSchema>(&mut self) -> Value {
        self.generator.subschema_for::<T>().to_value()
    }

    /// A CSV table with these rows. For JSON Schema its body is a string; the columns are an annotation.
    fn table<Row: JsonSchema>(&mut self) -> Value {
        json!({
            "type": "string",
            "contentMediaType": "text/csv",
            "contentSchema": { "type": "array", "items": self.schema::<Row>() },
        })
    }
}

fn ids<T>(records: &[T], id: impl Fn(&T) -> &String) -> Vec<&str> {
    records.iter().map(|record| id(record).as_str()).collect()
}

fn text() -> Value {
    json!({ "schema": { "type": "string" } })
}

fn query(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": schema })
}

fn redirect(description: &str) -> Value {
    json!({
        "description": description,
        "headers": { "Location": { "required": true, "schema": { "type": "string" } } },
    })
}
