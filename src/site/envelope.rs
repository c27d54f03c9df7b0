//! What every JSON twin says besides its page: where it stands, and of which data it is.

use serde::Serialize;

use super::addresses;
use super::pages::Page;

/// A twin: the page within what is the same for every page.
#[derive(Debug, Serialize)]
struct Envelope<'a, P> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// The page for people.
    #[serde(skip_serializing_if = "str::is_empty")]
    html: &'a str,
    title: &'a str,
    directory: About<'a>,
    page: &'a P,
}

/// Which directory this is, and as of when.
#[derive(Debug, Serialize)]
struct About<'a> {
    title: &'a str,
    website: &'a str,
    published: Published<'a>,
    /// When today's facts were last gone through.
    checked: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
    /// Of the data file.
    sha256: &'a str,
    all: &'static str,
}

/// The source of the published table.
#[derive(Debug, Serialize)]
struct Published<'a> {
    title: &'a str,
    date: &'a str,
}

/// The twin of a page.
pub(super) fn twin<P: Page>(page: &P) -> Result<String, serde_json::Error> {
    let frame = page.frame();
    let wide = frame.wide;
    serde_json::to_string(&Envelope {
        address: frame.twin.clone(),
        html: &frame.address,
        title: &frame.title,
        directory: About {
            title: &wide.title,
            website: &wide.website,
            published: Published {
                title: &wide.published_title,
                date: &wide.published_date,
            },
            checked: &wide.checked_iso,
            licence: wide.licence.as_deref(),
            sha256: &wide.data_hash,
            all: addresses::DIRECTORY_TOML,
        },
        page,
    })
}
