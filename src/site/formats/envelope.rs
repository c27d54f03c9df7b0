//! The common structure of every JSON answer: what it is, the directory that it belongs to, and either the data of its
//! page or an error.
//!
//! Every key is always present; null means that the data file does not say.

use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::Date;
use crate::site::frame::{Frame, Page};
use crate::site::info::SiteInfo;
use crate::site::pages::Problem;
use crate::site::paths;

/// Incremented when a key changes its meaning or is removed. Keys may be added at any time.
const FORMAT: u8 = 2;

/// The JSON twin of a page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{P}Twin")]
pub(crate) struct Twin<'a, P> {
    #[serde(flatten)]
    head: Head<'a>,
    data: &'a P,
}

/// The answer to a request that cannot be served.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Error")]
pub(crate) struct Failure<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    error: &'a Problem,
}

/// The beginning of every answer.
#[derive(Debug, Serialize, JsonSchema)]
struct Head<'a> {
    /// The version of this structure, incremented when a key changes its meaning or is removed.
    format: u8,
    /// The page for readers. Like every address here, it is relative to the root of the site.
    address: Option<&'a str>,
    /// This JSON twin.
    json: Option<&'a str>,
    /// The title of the page.
    title: &'a str,
    /// One sentence about the page.
    description: &'a str,
    directory: About<'a>,
}

/// The directory, and the version of its data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Directory")]
struct About<'a> {
    /// The name of the National Preventive Mechanism.
    title: &'a str,
    abbreviation: Option<&'a str>,
    /// Its own site, which is not this one.
    website: &'a str,
    /// The language of the facts (BCP 47).
    language: &'a str,
    /// The source of the published table.
    published: Option<Published<'a>>,
    /// When the facts were last checked. "Today" in the data means this date.
    checked: Date,
    /// What to do when a life is in danger.
    emergency: Option<&'a str>,
    /// The terms under which the facts may be used.
    licence: Option<&'a str>,
    /// The SHA-256 of the data file, which identifies the version of the data.
    sha256: &'a str,
    /// The file with all of the data.
    all: &'static str,
    /// The description of this structure.
    described_by: &'static str,
}

/// The source of the published table.
#[derive(Debug, Serialize, JsonSchema)]
struct Published<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<Date>,
    /// A note about it, especially about its date if that is not certain.
    note: Option<&'a str>,
    address: String,
}

/// The twin of a page.
pub(crate) fn twin<P: Page + Serialize>(page: &P) -> String {
    wrapped(page.frame(), page)
}

/// Data within the envelope of a page.
pub(crate) fn wrapped<T: Serialize>(frame: &Frame<'_>, data: &T) -> String {
    let head = Head::new(frame);
    written(&Twin { head, data })
}

/// An error within the envelope.
pub(crate) fn failure(frame: &Frame<'_>, error: &Problem) -> String {
    let head = Head::new(frame);
    written(&Failure { head, error })
}

fn written(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).expect("an answer has string keys only")
}

impl<'a> Head<'a> {
    fn new(frame: &'a Frame<'_>) -> Head<'a> {
        Head {
            format: FORMAT,
            address: Some(frame.path.as_str()).filter(|path| !path.is_empty()),
            json: frame.twin.as_deref(),
            title: &frame.title,
            description: &frame.description,
            directory: About::new(frame.info),
        }
    }
}

impl<'a> About<'a> {
    fn new(info: &'a SiteInfo) -> About<'a> {
        About {
            title: &info.about.title,
            abbreviation: info.about.abbreviation.as_deref(),
            website: &info.about.website,
            language: &info.text_language,
            published: info.published.as_ref().map(|source| Published {
                id: &source.id,
                title: &source.title,
                date: source.date,
                note: source.note.as_deref(),
                address: paths::source(source),
            }),
            checked: info.about.checked,
            emergency: info.about.emergency.as_deref(),
            licence: info.about.licence.as_deref(),
            sha256: &info.data_hash,
            all: paths::DIRECTORY_JSON,
            described_by: paths::OPENAPI,
        }
    }
}
