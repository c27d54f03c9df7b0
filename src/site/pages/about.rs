//! What an NPM is, what this directory is, its data, its sources, and what it owes its readers.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::complaints::OtherBody;
use crate::directory::Directory;
use crate::site::context::Context;
use crate::site::formats::json_ld;
use crate::site::frame::{Frame, pages};
use crate::site::views::{Cited, Day};
use crate::site::{paths, words};

/// `/about`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about.html")]
pub(crate) struct AboutPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    sections: Vec<SectionView<'a>>,
    /// Bodies that people look for here and that are no members.
    elsewhere: Vec<OtherBody<'a>>,
}

/// A section about this NPM, from the data file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub(crate) struct SectionView<'a> {
    /// Made of the heading.
    id: String,
    heading: &'a str,
    paragraphs: Vec<&'a str>,
    sources: Vec<Cited<'a>>,
}

impl<'a> SectionView<'a> {
    /// Every section of a directory.
    pub(crate) fn all(directory: &'a Directory) -> Vec<SectionView<'a>> {
        directory
            .sections
            .iter()
            .map(|section| SectionView {
                id: words::slug(&section.heading),
                heading: &section.heading,
                paragraphs: section
                    .text
                    .split("\n\n")
                    .map(str::trim)
                    .filter(|paragraph| !paragraph.is_empty())
                    .collect(),
                sources: Cited::each(directory, &section.sources),
            })
            .collect()
    }
}

impl<'a> AboutPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> AboutPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::ABOUT,
                "About",
                format!(
                    "What a National Preventive Mechanism is, and what this directory of the {} is and is not.",
                    context.info.title
                ),
            )
            .below(&[])
            .class("text");
        AboutPage {
            frame,
            sections: SectionView::all(directory),
            elsewhere: directory
                .elsewhere
                .iter()
                .map(|body| OtherBody::new(context, body))
                .collect(),
        }
    }
}

/// `/about/data`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about_data.html")]
pub(crate) struct DataPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Option<Cited<'a>>,
    checked: Day,
    licence: Option<&'a str>,
    #[serde(rename = "setting_count")]
    settings: usize,
    /// How many of them the published table has.
    #[serde(rename = "published_setting_count")]
    published_settings: usize,
    #[serde(rename = "jurisdiction_count")]
    jurisdictions: usize,
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> DataPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> DataPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::ABOUT_DATA,
                "About the data",
                "Where the facts of this directory come from, how sure they are, and how to use them.".to_owned(),
            )
            .below(&[("About", paths::ABOUT)])
            .class("text")
            .about([json_ld::dataset(context.directory, context.info)]);
        DataPage {
            frame,
            published: directory.published_source().map(Cited::new),
            checked: Day(directory.about.checked),
            licence: directory.about.licence.as_deref(),
            settings: directory.settings.len(),
            published_settings: directory
                .settings
                .iter()
                .filter(|setting| setting.printed.is_some())
                .count(),
            jurisdictions: directory.jurisdictions.len(),
            members: directory.members.len(),
        }
    }
}

/// `/about/sources`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about_sources.html")]
pub(crate) struct SourcesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    sources: Vec<Cited<'a>>,
}

impl<'a> SourcesPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> SourcesPage<'a> {
        let frame = context
            .frame(
                paths::ABOUT_SOURCES,
                "Sources",
                "Every source of this directory, with its publisher, its date and its address."
                    .to_owned(),
            )
            .below(&[("About", paths::ABOUT)])
            .class("sources");
        SourcesPage {
            frame,
            sources: context.directory.sources.iter().map(Cited::new).collect(),
        }
    }
}

/// `/accessibility`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "accessibility.html")]
pub(crate) struct AccessibilityPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
}

impl<'a> AccessibilityPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> AccessibilityPage<'a> {
        let frame = context
            .frame(
                paths::ACCESSIBILITY,
                "Accessibility",
                "How these pages are made so that everyone can use them, and how that is tested."
                    .to_owned(),
            )
            .below(&[])
            .class("text");
        AccessibilityPage { frame }
    }
}

/// `/privacy`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "privacy.html")]
pub(crate) struct PrivacyPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
}

impl<'a> PrivacyPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> PrivacyPage<'a> {
        let frame = context
            .frame(
                paths::PRIVACY,
                "Privacy",
                "This directory sets no cookie and keeps no record of who you are or what you look for.".to_owned(),
            )
            .below(&[])
            .class("text");
        PrivacyPage { frame }
    }
}

pages!(
    AboutPage,
    DataPage,
    SourcesPage,
    AccessibilityPage,
    PrivacyPage
);
