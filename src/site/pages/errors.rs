//! Errors as pages with a way out. None repeats what was asked for.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;

/// What is wrong with a request.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The same in a word.
    reason: &'static str,
    /// The same for readers.
    message: String,
    /// Pages whose addresses are near.
    suggestions: Vec<Suggestion>,
}

/// A page whose address is near to one at which there is none.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Suggestion {
    pub(crate) title: String,
    pub(crate) address: String,
}

/// An error.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) problem: Problem,
}

impl<'a> ErrorPage<'a> {
    /// There is no page at the address; these may be meant.
    pub(crate) fn not_found(context: &Context<'a>, suggestions: Vec<Suggestion>) -> ErrorPage<'a> {
        let page = ErrorPage::new(context, 404);
        ErrorPage {
            problem: Problem {
                suggestions,
                ..page.problem
            },
            ..page
        }
    }

    pub(crate) fn new(context: &Context<'a>, status: u16) -> ErrorPage<'a> {
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
            // No search engine lists it, and it has no path of its own.
            frame: Frame {
                twin: None,
                index: false,
                ..context
                    .frame("", message.clone(), String::new())
                    .class("p-problem")
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
