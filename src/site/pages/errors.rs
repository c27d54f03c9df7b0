//! Errors as pages with a way out. None repeats what was asked for.

use askama::Template;
use serde::Serialize;

use super::{Context, Frame, pages};

/// Nothing stands at the address; these are near it.
#[derive(Debug, Template, Serialize)]
#[template(path = "not_found.html")]
pub(in crate::site) struct NotFoundPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    status: u16,
    error: &'static str,
    suggestions: Vec<Suggestion>,
}

/// An address that is near.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Suggestion {
    pub(in crate::site) title: String,
    pub(in crate::site) address: String,
}

impl<'a> NotFoundPage<'a> {
    pub(in crate::site) fn new(
        context: &Context<'a>,
        suggestions: Vec<Suggestion>,
    ) -> NotFoundPage<'a> {
        NotFoundPage {
            frame: error_frame(context, "Page not found"),
            status: 404,
            error: "not found",
            suggestions,
        }
    }
}

/// Any other error.
#[derive(Debug, Template, Serialize)]
#[template(path = "error.html")]
pub(in crate::site) struct ErrorPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    status: u16,
    error: &'static str,
    #[serde(skip)]
    heading: &'static str,
}

impl<'a> ErrorPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>, status: u16) -> ErrorPage<'a> {
        let (heading, error) = match status {
            400 => ("This address cannot be read", "bad request"),
            405 => ("This page can only be read", "method not allowed"),
            406 => ("This page has no such encoding", "not acceptable"),
            412 => ("This page has changed since", "precondition failed"),
            413 => ("This page can only be read", "content too large"),
            431 => ("The request is too long", "request header fields too large"),
            503 => ("Too many readers at once", "service unavailable"),
            _ => ("Something went wrong here", "internal server error"),
        };
        ErrorPage {
            frame: error_frame(context, heading),
            status,
            error,
            heading,
        }
    }
}

/// A frame that no search engine lists and that has no address of its own.
fn error_frame<'a>(context: &Context<'a>, heading: &str) -> Frame<'a> {
    Frame {
        twin: None,
        index: false,
        ..context.frame("", heading, String::new()).class("error")
    }
}

pages!(NotFoundPage, ErrorPage);
