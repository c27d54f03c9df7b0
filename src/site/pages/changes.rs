//! The differences between the published table and today's.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::Cited;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Timeline;
use crate::site::views::ChangeView;

/// The differences between the two tables.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "changes.html")]
pub(crate) struct ChangesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Option<&'a Cited>,
    #[serde(skip)]
    timeline: Option<Timeline<'a>>,
    changes: Vec<ChangeView<'a>>,
}

impl<'a> ChangesPage<'a> {
    pub(crate) fn new(context: &'a Context) -> ChangesPage<'a> {
        let frame = context.frame(
            paths::CHANGES,
            "p-changes",
            context.words("changes-heading"),
            changes_description(context),
        );
        ChangesPage {
            frame,
            published: context.directory.published_source(),
            timeline: Timeline::new(&context.directory, &context.changes),
            changes: ChangeView::each(context, &context.changes),
        }
    }
}

pages!(ChangesPage);

/// A sentence about what the list of changes covers.
pub(crate) fn changes_description(context: &Context) -> String {
    match &context.info.published {
        Some(table) => context
            .msg("changes-description")
            .text("title", &table.title)
            .text("date", &context.info.checked)
            .plain(),
        None => context.words("changes-description-none"),
    }
}
