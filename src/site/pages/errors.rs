//! Error pages. They offer ways out and do not echo the request.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;

/// The error in a request.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The error as a word.
    reason: &'static str,
    /// The error for readers.
    message: String,
    /// Pages with similar addresses.
    suggestions: Vec<Suggestion>,
}

/// A page with an address similar to the requested one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Suggestion {
    pub(crate) title: String,
    pub(crate) address: String,
}

/// An error page.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) problem: Problem,
}

impl<'a> ErrorPage<'a> {
    /// The page does not exist; these may be meant.
    pub(crate) fn not_found(context: &'a Context, suggestions: Vec<Suggestion>) -> ErrorPage<'a> {
        let mut page = ErrorPage::new(context, 404);
        page.problem.suggestions = suggestions;
        page
    }

    pub(crate) fn new(context: &'a Context, status: u16) -> ErrorPage<'a> {
        let (reason, message) = match status {
            400 => ("bad-request", "error-bad-request"),
            404 => ("not-found", "error-not-found"),
            405 => ("method-not-allowed", "error-method-not-allowed"),
            406 => ("not-acceptable", "error-not-acceptable"),
            412 => ("precondition-failed", "error-precondition-failed"),
            413 => ("content-too-large", "error-method-not-allowed"),
            431 => ("request-too-large", "error-request-too-large"),
            503 => ("service-unavailable", "error-service-unavailable"),
            _ => ("internal-server-error", "error-internal-server-error"),
        };
        let message = context.words(message);
        ErrorPage {
            // It is not indexed and has no path of its own.
            frame: Frame {
                twin: None,
                index: false,
                crumbs: Vec::new(),
                ..context.frame("", "p-problem", message.clone(), String::new())
            },
            problem: Problem {
                status,
                reason,
                message,
                suggestions: Vec::new(),
            },
        }
    }
}

pages!(ErrorPage);
