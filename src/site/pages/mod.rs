//! The pages. The template of each struct makes the HTML, and its serialization is the JSON twin.

mod about;
mod answer;
mod changes;
mod complaints;
mod errors;
mod gaps;
mod grid;
mod jurisdictions;
mod lookup;
mod matrix;
mod members;
mod places;
mod published;
mod search;
mod settings;

pub(crate) use about::{
    AboutPage, AccessibilityPage, DataPage, PrivacyPage, SectionView, SourcesPage,
};
pub(crate) use answer::AnswerPage;
pub(crate) use changes::{ChangesPage, changes_description};
pub(crate) use complaints::ComplaintsPage;
pub(crate) use errors::{ErrorPage, Problem, Suggestion};
pub(crate) use gaps::GapsPage;
pub(crate) use jurisdictions::{Counted, JurisdictionPage, JurisdictionsPage};
pub(crate) use lookup::{HelpPage, HomePage, LookupPage};
pub(crate) use matrix::{Matrix, MatrixPage};
pub(crate) use members::{MemberFacts, MemberPage, MembersPage, RecordIn};
pub(crate) use places::{PlacePage, PlaceView, PlacesPage};
pub(crate) use published::{PrintedSetting, PublishedPage};
pub(crate) use search::SearchPage;
pub(crate) use settings::{Described, SettingPage, SettingsPage};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::frame::Page;
use super::paths;
use crate::directory::Directory;

/// A visitor for the rows of the table.
pub(crate) trait Visitor<'a> {
    /// A row with a page for each key, and its path. The row's path has its parameters in braces.
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        row: &'static str,
        keys: impl IntoIterator<Item = K>,
        path: impl Fn(K) -> String,
        new: impl Fn(&Context<'a>, K) -> P,
    );

    /// A row with one page.
    fn page<P: Page + Serialize + JsonSchema>(
        &mut self,
        path: &'static str,
        new: impl Fn(&Context<'a>) -> P,
    ) {
        self.pages(path, [()], |()| path.to_owned(), |context, ()| new(context));
    }
}

/// The table of pages. A row is all that is needed for a page and its twin to be rendered, described in `/openapi.json`
/// (by the first line of the struct's documentation) and listed in `/sitemap.xml`.
pub(crate) fn visit<'a>(directory: &'a Directory, to: &mut impl Visitor<'a>) {
    to.page(paths::HOME, HomePage::new);
    to.page(paths::LOOKUP, LookupPage::empty);
    to.page(paths::LOOKUP_HELP, HelpPage::new);
    to.page(paths::SETTINGS, SettingsPage::new);
    let path = |key| paths::setting(&directory[key]);
    to.pages(
        paths::SETTING,
        directory.setting_keys(),
        path,
        SettingPage::new,
    );
    let path = |cell| paths::answer(directory, cell);
    to.pages(paths::ANSWER, directory.cells(), path, AnswerPage::new);
    to.page(paths::JURISDICTIONS, JurisdictionsPage::new);
    let (keys, path) = (directory.jurisdiction_keys(), |key| {
        paths::jurisdiction(&directory[key])
    });
    to.pages(paths::JURISDICTION, keys, path, JurisdictionPage::new);
    to.page(paths::MEMBERS, MembersPage::new);
    let path = |key| paths::member(&directory[key]);
    to.pages(
        paths::MEMBER,
        directory.member_keys(),
        path,
        MemberPage::new,
    );
    to.page(paths::MATRIX, MatrixPage::new);
    let (published, path) = (directory.published_source(), |_| {
        paths::MATRIX_PUBLISHED.to_owned()
    });
    to.pages(paths::MATRIX_PUBLISHED, published, path, PublishedPage::new);
    to.page(paths::CHANGES, ChangesPage::new);
    to.page(paths::GAPS, GapsPage::new);
    to.page(paths::COMPLAINTS, ComplaintsPage::new);
    if !directory.places.is_empty() {
        to.page(paths::PLACES, PlacesPage::new);
    }
    let path = |key| paths::place(&directory[key]);
    to.pages(paths::PLACE, directory.place_keys(), path, PlacePage::new);
    to.page(paths::SEARCH, SearchPage::empty);
    to.page(paths::ABOUT, AboutPage::new);
    to.page(paths::ABOUT_DATA, DataPage::new);
    to.page(paths::ABOUT_SOURCES, SourcesPage::new);
    to.page(paths::ACCESSIBILITY, AccessibilityPage::new);
    to.page(paths::PRIVACY, PrivacyPage::new);
}
