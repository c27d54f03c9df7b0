//! What differs between the table as published and today.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{ChangeView, Cited};

/// `/changes`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "changes.html")]
pub(crate) struct ChangesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Cited<'a>,
    changes: Vec<ChangeView<'a>>,
}

impl<'a> ChangesPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> ChangesPage<'a> {
        let mut frame = context
            .frame(
                paths::CHANGES,
                "What has changed since the published table",
                format!(
                    "What differs between “{}” and {}.",
                    context.info.published_title, context.info.checked
                ),
            )
            .below(&[])
            .class("changes");
        frame.feed = Some(paths::CHANGES_FEED);
        ChangesPage {
            frame,
            published: Cited::new(context.directory.published_source()),
            changes: context
                .changes
                .all()
                .iter()
                .map(|change| ChangeView::new(context.directory, change))
                .collect(),
        }
    }
}

pages!(ChangesPage);
