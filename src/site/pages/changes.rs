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
    published: Option<Cited<'a>>,
    changes: Vec<ChangeView<'a>>,
}

impl<'a> ChangesPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> ChangesPage<'a> {
        let (title, description) = match &context.info.published {
            Some(published) => (
                "What has changed since the published table",
                format!(
                    "What differs between “{}” and {}.",
                    published.title, context.info.checked
                ),
            ),
            None => (
                "What has changed",
                format!("What has changed up to {}.", context.info.checked),
            ),
        };
        let mut frame = context
            .frame(paths::CHANGES, title, description)
            .below(&[])
            .class("changes");
        frame.feed = Some(paths::CHANGES_FEED);
        ChangesPage {
            frame,
            published: context.directory.published_source().map(Cited::new),
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
