//! Lists the pages of a directory by path, and renders one of them, its JSON twin or its heading.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::formats::envelope;
use super::frame::Page;
use super::pages::{self, Visitor};
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

/// The index of each page in the table of pages, by its path without the language prefix.
pub(crate) fn indices(directory: &Directory) -> BTreeMap<String, usize> {
    let mut paths = Paths { all: Vec::new() };
    pages::visit(directory, &mut paths);
    let count = paths.all.len();
    let indices: BTreeMap<String, usize> = paths.all.into_iter().zip(0..).collect();
    assert_eq!(indices.len(), count, "two pages have the same path");
    indices
}

/// Renders a part of the page at an index.
pub(crate) fn render(context: &Context<'_>, index: usize, part: PagePart) -> String {
    let mut rendering = Rendering {
        context,
        part,
        before: index,
        rendered: None,
    };
    pages::visit(context.directory, &mut rendering);
    rendering.rendered.expect("the index is that of a page")
}

/// Visits the table and lists the paths of its pages.
struct Paths {
    all: Vec<String>,
}

impl<'a> Visitor<'a> for Paths {
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        _: &'static str,
        keys: impl IntoIterator<Item = K>,
        path: impl Fn(K) -> String,
        _: impl Fn(&Context<'a>, K) -> P,
    ) {
        self.all.extend(keys.into_iter().map(path));
    }
}

/// Visits the table and renders one page.
struct Rendering<'c, 'a> {
    context: &'c Context<'a>,
    part: PagePart,
    /// The number of pages before it that have not been visited.
    before: usize,
    rendered: Option<String>,
}

impl<'a> Visitor<'a> for Rendering<'_, 'a> {
    fn pages<K, P: Page + Serialize + JsonSchema>(
        &mut self,
        _: &'static str,
        keys: impl IntoIterator<Item = K>,
        _: impl Fn(K) -> String,
        new: impl Fn(&Context<'a>, K) -> P,
    ) {
        if self.rendered.is_some() {
            return;
        }
        for key in keys {
            if self.before == 0 {
                self.rendered = Some(self.part.of(&new(self.context, key)));
                return;
            }
            self.before -= 1;
        }
    }
}

impl PagePart {
    fn of(self, page: &(impl Page + Serialize)) -> String {
        match self {
            PagePart::Html => page.html(),
            PagePart::Twin => envelope::twin(page),
            PagePart::Heading => page.frame().heading.clone(),
        }
    }
}
