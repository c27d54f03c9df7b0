//! The rules that a file must keep, each a function whose documentation begins with "Ensure".
//!
//! A rule sees every record, of which it takes what could be read; it reports what it is sure of and stops no other.

mod cells;
mod dates;
mod ids;
mod printed;
mod upkeep;

use std::collections::HashMap;

use super::reading::{Placed, Span};
use super::records::{Coverage, File, Setting};
use super::syntax::Parsed;
use super::values::{Noted, RecordKey, RecordKind, Reference};
use crate::diagnostics::{Diagnostic, Source};
use crate::directory::Date;

/// One rule.
type Rule = fn(&Checking<'_>, &mut Vec<Diagnostic>);

/// Every rule. To add one is to add a function and a line.
const RULES: &[Rule] = &[
    ids::ensure_ids_are_well_formed,
    ids::ensure_ids_are_unique,
    ids::ensure_references_resolve,
    ids::ensure_names_are_unique,
    printed::ensure_printed_words_name_the_members,
    printed::ensure_printed_cells_have_a_published_row,
    cells::ensure_cells_have_one_start,
    cells::ensure_cells_name_no_member_twice,
    cells::ensure_cells_do_not_overlap,
    cells::ensure_rows_skip_no_line,
    cells::ensure_absences_are_empty,
    cells::ensure_absences_are_stated_once,
    cells::ensure_uncovered_members_are_not_printed,
    dates::ensure_changes_follow_publication,
    dates::ensure_nothing_ends_before_it_begins,
    dates::ensure_checks_are_recent,
    upkeep::ensure_complaint_routes_are_encrypted,
    upkeep::ensure_addresses_are_encrypted,
];

/// The rules for a file without errors: what nothing names may be named where a mistake is.
const LAST_RULES: &[Rule] = &[
    upkeep::ensure_members_are_named,
    upkeep::ensure_sources_are_cited,
];

/// A file as the rules see it.
#[derive(Debug)]
pub(super) struct Checking<'a> {
    source: &'a Source,
    parsed: &'a Parsed<'a>,
    /// What could be read.
    pub(super) file: File,
    noted: Noted,
    ids: Ids,
    today: Date,
}

impl<'a> Checking<'a> {
    /// What could be read of a file.
    pub(super) fn new(
        source: &'a Source,
        parsed: &'a Parsed<'a>,
        file: File,
        mut noted: Noted,
        today: Date,
    ) -> Checking<'a> {
        noted.ids.sort_by_key(|noted| noted.span.start);
        let ids = Ids::of(&file);
        Checking {
            source,
            parsed,
            file,
            noted,
            ids,
            today,
        }
    }

    /// Runs every rule, and adds what they find to what has been found.
    pub(super) fn run(&self, found: &mut Vec<Diagnostic>) {
        for rule in RULES {
            rule(self, found);
        }
        found.retain(|diagnostic| !self.parsed.is_broken(&diagnostic.primary.span));
        if self.parsed.is_whole() && !found.iter().any(Diagnostic::is_error) {
            for rule in LAST_RULES {
                rule(self, found);
            }
        }
    }

    /// The record that a reference means.
    pub(super) fn resolve<K: RecordKey>(&self, reference: &Reference<K>) -> Option<K> {
        self.ids.place(K::OF, &reference.id).map(K::at)
    }

    /// The line of the file on which a record begins.
    pub(super) fn line(&self, span: &Span) -> usize {
        self.source.line(span.start)
    }

    /// Every coverage record, with its setting.
    fn coverage(&self) -> impl Iterator<Item = (&Setting, &Placed<Coverage>)> {
        let settings = self.file.setting.entries().iter();
        settings.flat_map(|setting| {
            let records = setting.value.coverage.entries().iter();
            records.map(|coverage| (&setting.value, coverage))
        })
    }

    /// The date of the published table.
    fn published(&self) -> Option<&Placed<Date>> {
        let about = self.file.directory.get()?;
        let published = self
            .ids
            .place(RecordKind::Source, &about.published.get()?.id)?;
        self.file
            .source
            .entries()
            .get(published)?
            .value
            .date
            .placed()
    }
}

/// Where the record of each id is among its kind. Of two with one id it is the first.
#[derive(Debug)]
struct Ids {
    places: [HashMap<String, usize>; 4],
}

impl Ids {
    fn of(file: &File) -> Ids {
        fn places<'f>(ids: impl Iterator<Item = Option<&'f str>>) -> HashMap<String, usize> {
            let mut places = HashMap::new();
            for (place, id) in ids.enumerate() {
                if let Some(id) = id {
                    places.entry(id.to_owned()).or_insert(place);
                }
            }
            places
        }
        macro_rules! ids {
            ($list:ident) => {{
                let records = file.$list.entries().iter();
                places(records.map(|record| record.value.id.get().map(|id| id.text.as_str())))
            }};
        }
        // In the order of `RecordKind`.
        let places = [
            ids!(source),
            ids!(jurisdiction),
            ids!(member),
            ids!(setting),
        ];
        Ids { places }
    }

    fn place(&self, of: RecordKind, id: &str) -> Option<usize> {
        self.places[of as usize].get(id).copied()
    }

    fn all(&self, of: RecordKind) -> impl Iterator<Item = &str> {
        self.places[of as usize].keys().map(String::as_str)
    }
}
