//! The about pages: what an NPM is, what this directory is, its data, its sources, accessibility, privacy.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::complaints::OtherBody;
use crate::directory::{Cited, Date, Standing};
use crate::site::context::Context;
use crate::site::formats::json_ld;
use crate::site::frame::{Frame, pages};
use crate::site::{ids, paths};

/// The treaty, at its own publisher.
const OPCAT: &str = "https://www.ohchr.org/en/instruments-mechanisms/instruments/optional-protocol-convention-against-torture-and-other-cruel";

/// What this directory is.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about.html")]
pub(crate) struct AboutPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    sections: Vec<SectionView<'a>>,
    /// Bodies that people look for here and that are not members.
    elsewhere: Vec<OtherBody<'a>>,
    #[serde(skip)]
    opcat: &'static str,
}

/// A section about this NPM, from the data file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub(crate) struct SectionView<'a> {
    /// Derived from its own words.
    id: String,
    heading: &'a str,
    paragraphs: Vec<&'a str>,
    sources: &'a [Cited],
}

impl<'a> SectionView<'a> {
    /// All sections of a directory.
    pub(crate) fn all(context: &'a Context) -> Vec<SectionView<'a>> {
        let directory = &*context.directory;
        let originals = &context.original.sections;
        let sections = directory.sections.iter().zip(originals);
        sections
            .map(|(section, original)| SectionView {
                id: ids::section(original),
                heading: &section.heading,
                paragraphs: section
                    .text
                    .split("\n\n")
                    .map(str::trim)
                    .filter(|paragraph| !paragraph.is_empty())
                    .collect(),
                sources: &section.sources,
            })
            .collect()
    }
}

impl<'a> AboutPage<'a> {
    pub(crate) fn new(context: &'a Context) -> AboutPage<'a> {
        AboutPage {
            frame: context.page(paths::ABOUT, "p-text", "about"),
            sections: SectionView::all(context),
            elsewhere: OtherBody::all(context),
            opcat: OPCAT,
        }
    }
}

/// The data and its terms of use.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about_data.html")]
pub(crate) struct DataPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Option<&'a Cited>,
    checked: Date,
    licence: Option<&'a str>,
    #[serde(rename = "setting_count")]
    settings: usize,
    /// The number of them in the published table.
    #[serde(rename = "published_setting_count")]
    published_settings: usize,
    #[serde(rename = "jurisdiction_count")]
    jurisdictions: usize,
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> DataPage<'a> {
    pub(crate) fn new(context: &'a Context) -> DataPage<'a> {
        let directory = &*context.directory;
        DataPage {
            frame: context
                .page(paths::ABOUT_DATA, "p-text", "data")
                .below(context.words("about-heading"), paths::ABOUT)
                .about([json_ld::dataset(directory, &context.info)]),
            published: directory.published_source(),
            checked: directory.about.checked,
            licence: directory.about.licence.as_deref(),
            settings: directory.settings.len(),
            published_settings: directory
                .settings
                .iter()
                .filter(|setting| setting.printed.is_some())
                .count(),
            jurisdictions: directory.jurisdictions.len(),
            members: directory.members_that_are(Standing::Member).count(),
        }
    }
}

/// Every source.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about_sources.html")]
pub(crate) struct SourcesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    sources: &'a [Cited],
}

impl<'a> SourcesPage<'a> {
    pub(crate) fn new(context: &'a Context) -> SourcesPage<'a> {
        SourcesPage {
            frame: context
                .page(paths::ABOUT_SOURCES, "p-sources", "sources")
                .below(context.words("about-heading"), paths::ABOUT),
            sources: &context.directory.sources,
        }
    }
}

/// A page with only a template.
macro_rules! text_pages {
    ($($(#[$doc:meta])* $page:ident: $template:literal, page($path:path, $class:literal, $name:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Template, Serialize, JsonSchema)]
        #[template(path = $template)]
        pub(crate) struct $page<'a> {
            #[serde(skip)]
            pub(crate) frame: Frame<'a>,
        }

        impl<'a> $page<'a> {
            pub(crate) fn new(context: &'a Context) -> $page<'a> {
                $page {
                    frame: context.page($path, $class, $name),
                }
            }
        }
    )*};
}

text_pages! {
    /// How accessible the pages are.
    AccessibilityPage: "accessibility.html", page(paths::ACCESSIBILITY, "p-text", "accessibility");
    /// The privacy notice.
    PrivacyPage: "privacy.html", page(paths::PRIVACY, "p-text", "privacy");
}

pages!(
    AboutPage,
    DataPage,
    SourcesPage,
    AccessibilityPage,
    PrivacyPage
);
