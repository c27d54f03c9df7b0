//! What an NPM is, what this directory is, its data, its sources, and what it owes its readers.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::complaints::OtherBody;
use super::{Context, Frame, pages};
use crate::directory::Directory;
use crate::site::data::linked;
use crate::site::views::{Cited, Day};
use crate::site::{addresses, words};

/// `/about`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "about.html")]
pub(in crate::site) struct AboutPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    sections: Vec<SectionView<'a>>,
    /// Bodies that people look for here and that are no members.
    elsewhere: Vec<OtherBody<'a>>,
}

/// A section about this NPM, from the data file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub(in crate::site) struct SectionView<'a> {
    /// Made of the heading.
    id: String,
    heading: &'a str,
    paragraphs: Vec<&'a str>,
    sources: Vec<Cited<'a>>,
}

impl<'a> SectionView<'a> {
    /// Every section of a directory.
    pub(in crate::site) fn all(directory: &'a Directory) -> Vec<SectionView<'a>> {
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
    pub(in crate::site) fn new(context: &Context<'a>) -> AboutPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                addresses::ABOUT,
                "About",
                format!(
                    "What a National Preventive Mechanism is, and what this directory of the {} is and is not.",
                    context.wide.title
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
pub(in crate::site) struct DataPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Cited<'a>,
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
    pub(in crate::site) fn new(context: &Context<'a>) -> DataPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                addresses::ABOUT_DATA,
                "About the data",
                "Where the facts of this directory come from, how sure they are, and how to use them.".to_owned(),
            )
            .below(&[("About", addresses::ABOUT)])
            .class("text")
            .about([linked::dataset(context)]);
        DataPage {
            frame,
            published: Cited::new(directory.published_source()),
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
pub(in crate::site) struct SourcesPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    sources: Vec<Cited<'a>>,
}

impl<'a> SourcesPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>) -> SourcesPage<'a> {
        let frame = context
            .frame(
                addresses::ABOUT_SOURCES,
                "Sources",
                "Every source of this directory, with its publisher, its date and its address."
                    .to_owned(),
            )
            .below(&[("About", addresses::ABOUT)])
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
pub(in crate::site) struct AccessibilityPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
}

impl<'a> AccessibilityPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>) -> AccessibilityPage<'a> {
        let frame = context
            .frame(
                addresses::ACCESSIBILITY,
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
pub(in crate::site) struct PrivacyPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
}

impl<'a> PrivacyPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>) -> PrivacyPage<'a> {
        let frame = context
            .frame(
                addresses::PRIVACY,
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
