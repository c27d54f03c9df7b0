//! Errors as pages with a way out. None repeats what was asked for.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::context::Context;
use crate::site::frame::{Frame, pages};

/// What is wrong with a request.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The same in a word.
    reason: &'static str,
    /// The same for readers.
    message: &'static str,
    /// Pages whose paths are near.
    suggestions: Vec<Suggestion>,
}

/// A page whose address is near to one at which nothing stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Suggestion {
    pub(crate) title: String,
    pub(crate) address: String,
}

/// Nothing stands at the address.
#[derive(Debug, Template)]
#[template(path = "not_found.html")]
pub(crate) struct NotFoundPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) problem: Problem,
}

impl<'a> NotFoundPage<'a> {
    pub(crate) fn new(context: &Context<'a>, suggestions: Vec<Suggestion>) -> NotFoundPage<'a> {
        NotFoundPage {
            frame: error_frame(context, "Page not found"),
            problem: Problem {
                status: 404,
                reason: "not-found",
                message: "There is no page at this address",
                suggestions,
            },
        }
    }
}

/// Any other error.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) problem: Problem,
}

impl<'a> ErrorPage<'a> {
    pub(crate) fn new(context: &Context<'a>, status: u16) -> ErrorPage<'a> {
        let (message, reason) = match status {
            400 => ("This address cannot be read", "bad-request"),
            405 => ("This page can only be read", "method-not-allowed"),
            406 => ("This page has no such encoding", "not-acceptable"),
            412 => ("This page has changed since", "precondition-failed"),
            413 => ("This page can only be read", "content-too-large"),
            431 => ("The request is too long", "request-too-large"),
            503 => ("Too many readers at once", "service-unavailable"),
            _ => ("Something went wrong here", "internal-server-error"),
        };
        ErrorPage {
            frame: error_frame(context, message),
            problem: Problem {
                status,
                reason,
                message,
                suggestions: Vec::new(),
            },
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
