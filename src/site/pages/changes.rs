//! What differs between the table as published and today.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Frame, pages};
use crate::site::addresses;
use crate::site::views::{ChangeView, Cited};

/// `/changes`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "changes.html")]
pub(in crate::site) struct ChangesPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    #[serde(rename = "published_source")]
    published: Cited<'a>,
    changes: Vec<ChangeView<'a>>,
}

impl<'a> ChangesPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>) -> ChangesPage<'a> {
        let mut frame = context
            .frame(
                addresses::CHANGES,
                "What has changed since the published table",
                format!(
                    "What differs between “{}” and {}.",
                    context.wide.published_title, context.wide.checked
                ),
            )
            .below(&[])
            .class("changes");
        frame.feed = Some(addresses::CHANGES_FEED);
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
