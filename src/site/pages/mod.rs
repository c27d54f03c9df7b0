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
pub(crate) use lookup::{Choice, HelpPage, HomePage, LookupForm, LookupPage, NOT_SURE, Submission};
pub(crate) use matrix::{Matrix, MatrixPage};
pub(crate) use members::{MemberFacts, MemberPage, MembersPage, RecordIn};
pub(crate) use places::{PlacePage, PlaceView, PlacesPage};
pub(crate) use published::{PrintedSetting, PublishedPage};
pub(crate) use search::SearchPage;
pub(crate) use settings::{Described, SettingPage, SettingsPage};
