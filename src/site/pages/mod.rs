//! The pages: one struct each, whose template makes the HTML and whose serialization is the JSON twin.

mod about;
mod answer;
mod changes;
mod complaints;
mod errors;
mod gaps;
mod jurisdictions;
mod lookup;
mod matrix;
mod members;
mod search;
mod settings;

pub(crate) use about::{
    AboutPage, AccessibilityPage, DataPage, PrivacyPage, SectionView, SourcesPage,
};
pub(crate) use answer::AnswerPage;
pub(crate) use changes::ChangesPage;
pub(crate) use complaints::ComplaintsPage;
pub(crate) use errors::{ErrorPage, NotFoundPage, Problem, Suggestion};
pub(crate) use gaps::GapsPage;
pub(crate) use jurisdictions::{Counted, JurisdictionPage, JurisdictionsPage};
pub(crate) use lookup::{HelpPage, HomePage, LookupPage};
pub(crate) use matrix::{Matrix, MatrixPage, PrintedSetting, PublishedPage};
pub(crate) use members::{MemberFacts, MemberPage, MembersPage, RecordIn};
pub(crate) use search::SearchPage;
pub(crate) use settings::{Described, SettingPage, SettingsPage};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::frame::Page;
use super::paths;
use crate::directory::Directory;

/// A row of the table of pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The path, with the names of its parameters in braces.
    pub(crate) path: &'static str,
    /// The id of the operation in `/openapi.json`.
    pub(crate) id: &'static str,
    /// The summary of the operation.
    pub(crate) summary: &'static str,
}

const fn row(path: &'static str, id: &'static str, summary: &'static str) -> Row {
    Row { path, id, summary }
}

/// What is done with each row of the table.
pub(crate) trait Visitor<'a> {
    /// A row with one page for each key.
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        row: Row,
        keys: impl IntoIterator<Item = K>,
        new: impl Fn(&Context<'a>, K) -> P,
    );

    /// A row with one page.
    fn page<P: Page + Serialize + JsonSchema>(
        &mut self,
        row: Row,
        new: impl Fn(&Context<'a>) -> P,
    ) {
        self.pages(row, [()], |context, ()| new(context));
    }
}

/// The table of pages. A row is all it takes for a page and its twin to be rendered, described in `/openapi.json` and
/// listed in `/sitemap.xml`.
#[rustfmt::skip]
pub(crate) fn visit<'a>(directory: &'a Directory, to: &mut impl Visitor<'a>) {
    let (settings, jurisdictions) = (|| directory.setting_keys(), || directory.jurisdiction_keys());
    let cells = settings().flat_map(|setting| jurisdictions().map(move |jurisdiction| (setting, jurisdiction)));
    to.page(row(paths::HOME, "home", "The question, and today's table"), HomePage::new);
    to.page(row(paths::LOOKUP, "lookup", "The kinds of place and the jurisdictions to choose from"), LookupPage::empty);
    to.page(row(paths::LOOKUP_HELP, "lookup-help", "What kind of place is it?"), HelpPage::new);
    to.page(row(paths::SETTINGS, "settings", "The kinds of place"), SettingsPage::new);
    to.pages(row(paths::SETTING, "setting", "One kind of place, in each jurisdiction"), settings(), SettingPage::new);
    to.pages(row(paths::ANSWER, "answer", "Who monitors a kind of place in a jurisdiction"), cells, AnswerPage::new);
    to.page(row(paths::JURISDICTIONS, "jurisdictions", "The jurisdictions"), JurisdictionsPage::new);
    to.pages(row(paths::JURISDICTION, "jurisdiction", "One jurisdiction: each kind of place there"), jurisdictions(), JurisdictionPage::new);
    to.page(row(paths::MEMBERS, "members", "The members, by kind"), MembersPage::new);
    to.pages(row(paths::MEMBER, "member", "One member"), directory.member_keys(), MemberPage::new);
    to.page(row(paths::MATRIX, "matrix", "The table as it is today"), MatrixPage::new);
    to.page(row(paths::MATRIX_PUBLISHED, "matrix-published", "The table as its source printed it"), PublishedPage::new);
    to.page(row(paths::CHANGES, "changes", "What differs between the two"), ChangesPage::new);
    to.page(row(paths::GAPS, "gaps", "Where nobody is listed"), GapsPage::new);
    to.page(row(paths::COMPLAINTS, "complaints", "Where complaints go"), ComplaintsPage::new);
    to.page(row(paths::SEARCH, "search", "A search"), SearchPage::empty);
    to.page(row(paths::ABOUT, "about", "What this is"), AboutPage::new);
    to.page(row(paths::ABOUT_DATA, "about-data", "The data, and how it may be used"), DataPage::new);
    to.page(row(paths::ABOUT_SOURCES, "about-sources", "Every source"), SourcesPage::new);
    to.page(row(paths::ACCESSIBILITY, "accessibility", "How accessible the pages are"), AccessibilityPage::new);
    to.page(row(paths::PRIVACY, "privacy", "What is known of a reader: nothing"), PrivacyPage::new);
}
