//! Lists the pages of a directory by path, and renders one of them, its JSON twin or its heading.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::formats::envelope;
use super::frame::Page;
use super::pages::{self, PageKey, Visitor};
use super::paths;
use crate::directory::Directory;

/// Where a page stands in the table of pages: its row, and its place among the pages of that row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TableIndex {
    row: usize,
    page: usize,
}

/// What is rendered of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PagePart {
    Html,
    /// The JSON twin.
    Twin,
    /// The heading, as plain text.
    Heading,
}

/// The index of each page of a directory, by its path without the language prefix.
pub(crate) fn indices(directory: &Directory) -> BTreeMap<String, TableIndex> {
    let mut list = List {
        directory,
        rows: 0,
        indices: BTreeMap::new(),
    };
    pages::visit(directory, &mut list);
    list.indices
}

/// Renders a part of the page at an index.
pub(crate) fn render(context: &Context<'_>, index: TableIndex, part: PagePart) -> String {
    let mut rendering = Rendering {
        context,
        index,
        part,
        rows: 0,
        rendered: None,
    };
    pages::visit(context.directory, &mut rendering);
    rendering.rendered.expect("the index is that of a page")
}

/// Visits the table and lists its pages.
struct List<'a> {
    directory: &'a Directory,
    rows: usize,
    indices: BTreeMap<String, TableIndex>,
}

impl<'a> Visitor<'a> for List<'_> {
    fn pages<K: PageKey, P: Page + Serialize + JsonSchema>(
        &mut self,
        path: &'static str,
        keys: impl IntoIterator<Item = K>,
        _: impl Fn(&Context<'a>, K) -> P,
    ) {
        for (page, key) in keys.into_iter().enumerate() {
            let path = paths::filled(path, &key.ids(self.directory));
            let row = self.rows;
            let other = self.indices.insert(path, TableIndex { row, page });
            assert!(other.is_none(), "two pages have the same path");
        }
        self.rows += 1;
    }
}

/// Visits the table and renders one page.
struct Rendering<'c, 'a> {
    context: &'c Context<'a>,
    index: TableIndex,
    part: PagePart,
    rows: usize,
    rendered: Option<String>,
}

impl<'a> Visitor<'a> for Rendering<'_, 'a> {
    fn pages<K: PageKey, P: Page + Serialize + JsonSchema>(
        &mut self,
        _: &'static str,
        keys: impl IntoIterator<Item = K>,
        new: impl Fn(&Context<'a>, K) -> P,
    ) {
        if self.rows == self.index.row {
            let key = keys.into_iter().nth(self.index.page);
            self.rendered = key.map(|key| self.part.of(&new(self.context, key)));
        }
        self.rows += 1;
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
