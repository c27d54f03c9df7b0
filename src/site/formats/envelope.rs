//! The one shape of every JSON answer: what it is and of which directory, and then either the data of its page or what
//! went wrong.
//!
//! Every key is always there; null means that the data file does not say.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::frame::{Frame, Page};
use crate::site::info::SiteInfo;
use crate::site::pages::Problem;
use crate::site::paths;
use crate::site::views::Day;

/// Counts up when a key changes its meaning or goes away. New keys may come at any time.
const FORMAT: u8 = 2;

/// The JSON twin of a page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{P}Twin")]
pub(crate) struct Twin<'a, P> {
    #[serde(flatten)]
    head: Head<'a>,
    data: &'a P,
}

/// What is answered instead where something is wrong with the request.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Error")]
pub(crate) struct Failure<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    error: &'a Problem,
}

/// What every answer begins with.
#[derive(Debug, Serialize, JsonSchema)]
struct Head<'a> {
    /// The version of this shape: counts up when a key changes its meaning or goes away.
    format: u8,
    /// The page for people. Like every address here it is relative to the root of the site.
    address: Option<&'a str>,
    /// This twin of it.
    json: Option<&'a str>,
    /// The title of the page.
    title: &'a str,
    /// The page in a sentence.
    description: &'a str,
    directory: About<'a>,
}

/// Which directory this is, and as of when.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Directory")]
struct About<'a> {
    /// The name of the National Preventive Mechanism.
    title: &'a str,
    abbreviation: Option<&'a str>,
    /// Its own site, which is not this one.
    website: &'a str,
    /// The source whose table is "as published".
    published: Option<Published<'a>>,
    /// When today's facts were last gone through; "today" means this day.
    checked: Day,
    /// What to do when a life is in danger.
    emergency: Option<&'a str>,
    /// How the facts may be used.
    licence: Option<&'a str>,
    /// The SHA-256 of the data file, by which one version of the data is told from another.
    sha256: &'a str,
    /// Where all of the data is.
    all: &'static str,
    /// Where this shape is described.
    described_by: &'static str,
}

/// The source of the published table.
#[derive(Debug, Serialize, JsonSchema)]
struct Published<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<Day>,
    /// What is to be said of it: of its date above all, where that is not certain.
    note: Option<&'a str>,
    address: &'a str,
}

/// The twin of a page.
pub(crate) fn twin<P: Page + Serialize>(page: &P) -> Vec<u8> {
    wrapped(page.frame(), page)
}

/// Data within the envelope of a page.
pub(crate) fn wrapped<T: Serialize>(frame: &Frame<'_>, data: &T) -> Vec<u8> {
    let head = Head::new(frame);
    written(&Twin { head, data })
}

/// An error within the envelope of its page.
pub(crate) fn failure(frame: &Frame<'_>, error: &Problem) -> Vec<u8> {
    let head = Head::new(frame);
    written(&Failure { head, error })
}

fn written(answer: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(answer).expect("an answer has string keys only")
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
            title: &info.title,
            abbreviation: info.abbreviation.as_deref(),
            website: &info.website,
            published: info.published.as_ref().map(|source| Published {
                id: &source.id,
                title: &source.title,
                date: source.date.map(Day),
                note: source.note.as_deref(),
                address: &source.address,
            }),
            checked: Day(info.checked_date),
            emergency: info.emergency.as_deref(),
            licence: info.licence.as_deref(),
            sha256: &info.data_hash,
            all: paths::DIRECTORY_JSON,
            described_by: paths::OPENAPI,
        }
    }
}
