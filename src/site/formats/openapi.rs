//! `/openapi.json`: every address and every status, with the schemas of the structs that the answers are written from.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::envelope::{Failure, Twin};
use super::whole::Whole;
use crate::directory::Directory;
use crate::site::context::Context;
use crate::site::frame::Page;
use crate::site::media::{
    ATOM, CSV, CSV_METADATA, HTML, JSON, OPENAPI, OPENSEARCH, SCHEMA, TEXT, TOML, XML,
};
use crate::site::pages::{self, Row, Visitor};
use crate::site::paths;

/// What is to be known of the whole.
const ABOUT: &str = "\
Every page has a JSON twin at its address with `.json` after it (`/index.json` for the home page), and all of the data is \
at `/directory.json`, `/coverage.csv` and `/members.csv`. Ids never change. Every key of a JSON answer is always there; \
null means that the data does not say. Dates are as precise as their sources: a year, a month or a day. Addresses are \
relative to the root of the site.

Everything is only read: by GET, or by HEAD for the headers alone. Answers may be kept and are asked for again with \
`If-None-Match`. An address in capitals or with a slash at its end leads to its one spelling (308). What is tagged \
`computed` needs the program; a copy of the site as files does not have it.";

/// A description in the making.
struct Description<'a> {
    directory: &'a Directory,
    generator: SchemaGenerator,
    paths: Map<String, Value>,
}

/// The tags and what they mean.
const TAGS: [(&str, &str); 5] = [
    ("page", "Pages for people"),
    ("twin", "The same pages for programs"),
    ("data", "The data whole, and what describes it"),
    ("announcement", "For crawlers, browsers and feed readers"),
    ("computed", "What is worked out for each request"),
];

/// The errors that any request can come to, with what they mean.
const ERRORS: [(&str, &str); 8] = [
    ("400", "The request or its address cannot be read"),
    ("405", "Another method than GET, HEAD and OPTIONS"),
    ("406", "None of the codings that the request accepts"),
    ("412", "`If-Match` names another version"),
    ("413", "The request has a body"),
    ("414", "The address is too long"),
    ("431", "The headers of the request are too long"),
    ("503", "Too many readers at once"),
];

/// What stands only where something is known that not every server is told.
const SOMETIMES: [&str; 3] = [paths::SITEMAP, paths::OPENSEARCH, paths::SECURITY];

/// Errors that are told in a line of text, before it is known what was asked for.
const BEFORE_READING: [&str; 3] = ["414", "431", "503"];

/// `/openapi.json`.
pub(crate) fn description(context: &Context<'_>) -> String {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut description = Description {
        directory: context.directory,
        generator: settings.into_generator(),
        paths: Map::new(),
    };
    pages::visit(context.directory, &mut description);
    description.data();
    description.announcements();
    description.computed();
    let failure = description.generator.subschema_for::<Failure<'_>>();
    let info = context.info;
    let description = json!({
        "openapi": "3.1.0",
        "info": {
            "title": info.site_name,
            "summary": format!("Who monitors places of detention: the members of the {}", info.title),
            "description": ABOUT,
            "version": env!("CARGO_PKG_VERSION"),
        },
        "servers": [{ "url": info.base_url.as_deref().unwrap_or("/") }],
        "tags": TAGS.map(|(name, description)| json!({ "name": name, "description": description })),
        "paths": description.paths,
        "components": {
            "responses": responses(&json!(failure)),
            "schemas": description.generator.take_definitions(true),
        },
    });
    format!("{description:#}\n")
}

impl<'a> Visitor<'a> for Description<'_> {
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        row: Row,
        _: impl IntoIterator<Item = K>,
        _: impl Fn(&Context<'a>, K) -> P,
    ) {
        self.finished(row.path, row.id, row.summary, "page", &html());
        self.twin::<P>(row.path, row.id, row.summary);
    }
}

impl Description<'_> {
    fn twin<P: JsonSchema>(&mut self, path: &str, id: &str, summary: &str) {
        let schema = self.generator.subschema_for::<Twin<'_, P>>();
        let content = json!({ JSON: { "schema": schema } });
        let id = format!("{id}-twin");
        self.finished(&paths::twin(path), &id, summary, "twin", &content);
    }

    fn data(&mut self) {
        let whole = self.generator.subschema_for::<Twin<'_, Whole<'_>>>();
        for (path, id, summary, content) in [
            (
                paths::DIRECTORY_JSON,
                "directory",
                "Every record, and what is worked out from them",
                json!({ JSON: { "schema": whole } }),
            ),
            (
                paths::DIRECTORY_TOML,
                "directory-file",
                "The data file, as it was loaded",
                text(TOML),
            ),
            (
                paths::COVERAGE_CSV,
                "coverage",
                "Who monitors what: a row for each member of each record in each of its jurisdictions",
                text(CSV),
            ),
            (
                paths::MEMBERS_CSV,
                "members-table",
                "The members, a row each",
                text(CSV),
            ),
            (
                paths::COVERAGE_METADATA,
                "coverage-metadata",
                "What the columns hold (CSV on the Web)",
                object(CSV_METADATA),
            ),
            (
                paths::MEMBERS_METADATA,
                "members-metadata",
                "What the columns hold (CSV on the Web)",
                object(CSV_METADATA),
            ),
            (
                paths::SCHEMA,
                "schema",
                "The JSON Schema of the data file",
                object(SCHEMA),
            ),
            (
                paths::OPENAPI,
                "openapi",
                "This description",
                object(OPENAPI),
            ),
        ] {
            self.finished(path, id, summary, "data", &content);
        }
    }

    fn announcements(&mut self) {
        for (path, id, summary, media) in [
            (paths::ROBOTS, "robots", "The rules for crawlers", TEXT),
            (
                paths::CHANGES_FEED,
                "changes-feed",
                "An entry for each change (Atom)",
                ATOM,
            ),
            (
                paths::SITEMAP,
                "sitemap",
                "Every page; only where the address of the site is known",
                XML,
            ),
            (
                paths::OPENSEARCH,
                "opensearch",
                "How a browser can search here; only where searches are answered",
                OPENSEARCH,
            ),
            (
                paths::SECURITY,
                "security",
                "Where to tell of a hole in the program; only where that is known",
                TEXT,
            ),
        ] {
            self.finished(path, id, summary, "announcement", &text(media));
        }
    }

    fn computed(&mut self) {
        self.lookup();
        let query = json!([{
            "name": "q",
            "in": "query",
            "description": "A place, a body or a word, as people say it",
            "schema": { "type": "string" },
        }]);
        let found = self
            .generator
            .subschema_for::<Twin<'_, pages::SearchPage<'_>>>();
        for (path, id, content) in [
            (paths::SEARCH, "search", html()),
            (
                &paths::twin(paths::SEARCH),
                "search-twin",
                json!({ JSON: { "schema": found } }),
            ),
        ] {
            let ok = json!({ "description": "What was found", "content": content });
            self.put(
                path,
                id,
                "A search",
                "computed",
                &query,
                json!({ "200": ok }),
            );
        }
        for (path, id, summary, content) in [
            (
                "/healthz",
                "healthz",
                "Whether the server answers",
                text(TEXT),
            ),
            (
                "/status.json",
                "status",
                "Which data is served, since when, and what came of the last attempt to load it again",
                object(JSON),
            ),
        ] {
            let ok = json!({ "description": summary, "content": content });
            self.put(
                path,
                id,
                summary,
                "computed",
                &json!([]),
                json!({ "200": ok }),
            );
        }
    }

    /// The form, and where it leads.
    fn lookup(&mut self) {
        // An empty field is one that was not answered.
        let settings = [self.ids("setting"), vec!["not-sure", ""]].concat();
        let jurisdictions = [self.ids("jurisdiction"), vec![""]].concat();
        let parameters = json!([
            {
                "name": "setting",
                "in": "query",
                "description": "The kind of place; `not-sure` leads to what helps to tell",
                "schema": { "type": "string", "enum": settings },
            },
            {
                "name": "jurisdiction",
                "in": "query",
                "description": "Where it is",
                "schema": { "type": "string", "enum": jurisdictions },
            },
            {
                "name": "find",
                "in": "query",
                "description": "Whether the button was pressed: then what is missing is an error",
                "schema": { "type": "string" },
            },
        ]);
        let statuses = json!({
            "200": { "description": "The form, or the question that is left", "content": html() },
            "303": redirect("To the answer"),
        });
        let summary = "The question; with both of its parts answered, the way to the answer";
        self.put(
            paths::LOOKUP,
            "lookup",
            summary,
            "computed",
            &parameters,
            statuses,
        );
    }

    /// A resource that is finished before it is asked for.
    fn finished(&mut self, path: &str, id: &str, summary: &str, tag: &str, content: &Value) {
        let parameters: Vec<Value> = path
            .split(['{', '}'])
            .skip(1)
            .step_by(2)
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
        let mut statuses = json!({
            "200": {
                "description": summary,
                "headers": { "ETag": { "required": true, "schema": { "type": "string" } } },
                "content": content,
            },
            "304": { "description": "As `If-None-Match` names it" },
        });
        if !parameters.is_empty() {
            statuses["308"] = redirect("To the one spelling of the address");
        }
        if !parameters.is_empty() || SOMETIMES.contains(&path) {
            statuses["404"] = reference("404");
        }
        if path.contains("{member}") {
            statuses["301"] = redirect("To the member that had this id in an earlier data file");
        }
        self.put(path, id, summary, tag, &json!(parameters), statuses);
    }

    fn put(
        &mut self,
        path: &str,
        id: &str,
        summary: &str,
        tag: &str,
        parameters: &Value,
        mut statuses: Value,
    ) {
        for (status, _) in ERRORS {
            statuses[status] = reference(status);
        }
        let operation = json!({
            "operationId": id,
            "summary": summary,
            "tags": [tag],
            "parameters": parameters,
            "responses": statuses,
        });
        self.paths
            .insert(path.to_owned(), json!({ "get": operation }));
    }

    /// What a parameter can be.
    fn ids(&self, parameter: &str) -> Vec<&str> {
        let directory = self.directory;
        match parameter {
            "setting" => directory
                .settings
                .iter()
                .map(|setting| setting.id.as_str())
                .collect(),
            "jurisdiction" => directory
                .jurisdictions
                .iter()
                .map(|jurisdiction| jurisdiction.id.as_str())
                .collect(),
            _ => directory
                .members
                .iter()
                .map(|member| member.id.as_str())
                .collect(),
        }
    }
}

fn html() -> Value {
    text(HTML)
}

fn text(media: &str) -> Value {
    json!({ media: { "schema": { "type": "string" } } })
}

fn object(media: &str) -> Value {
    json!({ media: { "schema": { "type": "object" } } })
}

fn redirect(description: &str) -> Value {
    json!({
        "description": description,
        "headers": { "Location": { "required": true, "schema": { "type": "string" } } },
    })
}

fn reference(status: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{status}") })
}

/// Every error: a page for people, the same for programs, or a line of text.
fn responses(failure: &Value) -> Value {
    let not_found = (
        "404",
        "Nothing stands at the address; what is near it is suggested",
    );
    let mut responses = Map::new();
    for (status, description) in ERRORS.into_iter().chain([not_found]) {
        let content = if BEFORE_READING.contains(&status) {
            text(TEXT)
        } else {
            json!({ HTML: { "schema": { "type": "string" } }, JSON: { "schema": failure } })
        };
        let mut response = json!({ "description": description, "content": content });
        if status == "405" {
            response["headers"] =
                json!({ "Allow": { "required": true, "schema": { "type": "string" } } });
        }
        responses.insert(status.to_owned(), response);
    }
    Value::Object(responses)
}
