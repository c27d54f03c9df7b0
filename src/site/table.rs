//! The table of pages: the path of each, and how it and its JSON twin are rendered and described.

use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::context::Context;
use super::formats::envelope::{self, Twin};
use super::frame::Page;
use super::{pages, paths};
use crate::directory::Directory;

/// What is rendered of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PagePart {
    Html,
    /// The JSON twin.
    Twin,
    /// The heading, as plain text.
    Heading,
}

/// One kind of page.
pub(crate) struct Row {
    /// The path, with its parameters in braces.
    pub(crate) path: &'static str,
    /// The pages of this kind, by path without the language prefix.
    pub(crate) pages: Vec<(String, Render)>,
    pub(crate) describe: fn(&mut SchemaGenerator) -> PageSchemas,
}

/// Renders a page.
#[derive(Clone)]
pub(crate) struct Render(Arc<RenderPart>);

type RenderPart = dyn Fn(&Context, PagePart) -> String + Send + Sync;

/// The descriptions of a page and its twin.
pub(crate) struct PageSchemas {
    /// The name of the page's struct.
    pub(crate) name: String,
    pub(crate) page: Schema,
    pub(crate) twin: Schema,
}

/// The rows: the page's struct, its constructor and, if there is a page for each record of a kind, their keys and paths.
macro_rules! rows {
    ($($path:ident: $page:ident::$new:ident($($key:ident)?) $(for $each:pat in $keys:expr => $at:expr)?;)*) => {
        vec![$(Row {
            path: paths::$path,
            pages: rows!(@pages $path $page $new ($($key)?) $($each, $keys, $at)?),
            describe: describe::<pages::$page<'_>>,
        },)*]
    };
    (@pages $path:ident $page:ident $new:ident ()) => {
        vec![(paths::$path.to_owned(), rows!(@render $page $new ()))]
    };
    (@pages $path:ident $page:ident $new:ident ($($key:ident)?) $each:pat, $keys:expr, $at:expr) => {
        $keys.map(|$each| ($at, rows!(@render $page $new ($($key)?)))).collect()
    };
    (@render $page:ident $new:ident ($($key:ident)?)) => {
        Render(Arc::new(move |context: &Context, part| {
            rendered(&pages::$page::$new(context $(, $key)?), part)
        }))
    };
}

/// The table. A row is all that is needed for a page and its twin to be rendered, described in `/openapi.json` (by the
/// first line of the struct's documentation) and listed in `/sitemap.xml`.
pub(crate) fn rows(directory: &Directory) -> Vec<Row> {
    rows! {
        HOME: HomePage::new();
        LOOKUP: LookupPage::empty();
        LOOKUP_HELP: HelpPage::new();
        SETTINGS: SettingsPage::new();
        SETTING: SettingPage::new(key) for key in directory.setting_keys() => paths::setting(&directory[key]);
        ANSWER: AnswerPage::new(cell) for cell in directory.cells() => paths::answer(directory, cell);
        JURISDICTIONS: JurisdictionsPage::new();
        JURISDICTION: JurisdictionPage::new(key)
            for key in directory.jurisdiction_keys() => paths::jurisdiction(&directory[key]);
        MEMBERS: MembersPage::new();
        MEMBER: MemberPage::new(key) for key in directory.member_keys() => paths::member(&directory[key]);
        MATRIX: MatrixPage::new();
        MATRIX_PUBLISHED: PublishedPage::new()
            for _ in directory.published_source().iter() => paths::MATRIX_PUBLISHED.to_owned();
        CHANGES: ChangesPage::new();
        GAPS: GapsPage::new();
        COMPLAINTS: ComplaintsPage::new();
        PLACES: PlacesPage::new() for _ in directory.places.iter().take(1) => paths::PLACES.to_owned();
        PLACE: PlacePage::new(key) for key in directory.place_keys() => paths::place(&directory[key]);
        SEARCH: SearchPage::empty();
        ABOUT: AboutPage::new();
        ABOUT_DATA: DataPage::new();
        ABOUT_SOURCES: SourcesPage::new();
        ACCESSIBILITY: AccessibilityPage::new();
        PRIVACY: PrivacyPage::new();
    }
}

impl Render {
    /// A part of the page.
    pub(crate) fn part(&self, context: &Context, part: PagePart) -> String {
        (self.0)(context, part)
    }
}

impl fmt::Debug for Render {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Render")
    }
}

fn rendered(page: &(impl Page + Serialize), part: PagePart) -> String {
    match part {
        PagePart::Html => page.html(),
        PagePart::Twin => envelope::twin(page),
        PagePart::Heading => page.frame().heading.clone(),
    }
}

fn describe<P: JsonSchema>(generator: &mut SchemaGenerator) -> PageSchemas {
    PageSchemas {
        name: P::schema_name().into_owned(),
        page: P::json_schema(generator),
        twin: generator.subschema_for::<Twin<'_, P>>(),
    }
}
