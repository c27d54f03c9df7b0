//! The rules for a data file. Each is a function whose documentation begins with "Ensure".
//!
//! A rule gets every record, as far as it could be read. It reports only what is certain, and prevents no other rule
//! from running.

mod absences;
mod cells;
mod dates;
mod ids;
mod names;
mod pointers;
mod printed;
mod upkeep;

use std::collections::HashMap;

use super::reading::{Collected, Field, RecordKind, Spanned};
use super::records::{Coverage, File, Setting};
use super::syntax::Parsed;
use super::translation::Originals;
use super::values::{EachOf, RecordKey, Reference};
use crate::diagnostics::{Diagnostic, SourceText, Span};
use crate::directory::{Date, MemberKey};

/// One rule.
type Rule = fn(&RuleContext<'_>, &mut Vec<Diagnostic>);

/// Every rule. A new one is a function and a line here.
const RULES: &[Rule] = &[
    ids::ensure_ids_are_well_formed,
    ids::ensure_ids_are_free,
    ids::ensure_ids_are_unique,
    ids::ensure_references_resolve,
    ids::ensure_names_are_unique,
    ids::ensure_changes_and_gaps_have_ids_of_their_own,
    ids::ensure_tiles_are_not_shared,
    pointers::ensure_steps_say_something,
    pointers::ensure_settings_see_others,
    printed::ensure_printed_words_name_the_members,
    printed::ensure_printed_cells_have_a_published_row,
    printed::ensure_there_is_a_published_table,
    cells::ensure_cells_have_one_start,
    cells::ensure_cells_name_no_member_twice,
    cells::ensure_doubts_are_about_members_of_the_cell,
    cells::ensure_cells_do_not_overlap,
    cells::ensure_rows_skip_no_line,
    absences::ensure_absences_are_empty,
    absences::ensure_absences_are_stated_once,
    absences::ensure_elsewhere_says_where,
    cells::ensure_uncovered_members_are_not_printed,
    dates::ensure_sources_have_one_date,
    dates::ensure_changes_follow_publication,
    dates::ensure_nothing_ends_before_it_begins,
    dates::ensure_closed_places_are_closed,
    dates::ensure_checks_are_recent,
    upkeep::ensure_complaint_routes_are_encrypted,
    upkeep::ensure_addresses_are_encrypted,
];

/// Rules that run only on a file without errors, because they look for missing references, and those may be in what
/// could not be read.
const LAST_RULES: &[Rule] = &[
    upkeep::ensure_members_are_named,
    upkeep::ensure_sources_are_cited,
    upkeep::ensure_members_cover_cells,
    absences::ensure_somebody_is_elsewhere,
];

/// The file as rules see it.
#[derive(Debug)]
pub(crate) struct RuleContext<'a> {
    source: &'a SourceText,
    parsed: &'a Parsed<'a>,
    /// The records, as far as they could be read.
    pub(crate) file: File,
    collected: Collected,
    ids: Ids,
    today: Date,
}

impl Coverage {
    /// The references to its members: those that lead, then the partners.
    fn members(&self) -> impl Iterator<Item = &Spanned<Reference<MemberKey>>> {
        self.by.entries().iter().chain(self.with.entries())
    }
}

impl<'a> RuleContext<'a> {
    pub(crate) fn new(
        source: &'a SourceText,
        parsed: &'a Parsed<'a>,
        file: File,
        mut collected: Collected,
        today: Date,
    ) -> RuleContext<'a> {
        collected.ids.sort_by_key(|noted| noted.span.start);
        let ids = Ids::of(&file);
        RuleContext {
            source,
            parsed,
            file,
            collected,
            ids,
            today,
        }
    }

    /// Runs every rule and adds the diagnostics to `found`.
    pub(crate) fn run(&self, found: &mut Vec<Diagnostic>) {
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

    /// The texts of the file that a translation into this language can translate.
    pub(crate) fn originals(&self, language: &str) -> Originals<'_> {
        let members = self.file.member.entries().iter();
        let members = members.map(|member| (&member.value.name, &member.value.names));
        let places = self.file.place.entries().iter();
        let places = places.map(|place| (&place.value.name, &place.value.names));
        let named = members.chain(places).filter(|(_, names)| {
            let names = names.get().into_iter().flat_map(|names| &names.0);
            names.map(|(tag, _)| tag).any(|tag| tag == language)
        });
        Originals {
            source: self.source,
            texts: &self.collected.texts,
            named: named
                .filter_map(|(name, _)| name.get())
                .map(|name| name.0.as_str())
                .collect(),
        }
    }

    /// The key of the record that a reference is to.
    pub(crate) fn resolve<K: RecordKey>(&self, reference: &Reference<K>) -> Option<K> {
        self.ids.index(K::OF, &reference.id).map(K::at)
    }

    /// The keys of all records of a kind.
    pub(crate) fn all_keys<K: RecordKey>(&self) -> Vec<K> {
        (0..self.ids.count(K::OF)).map(K::at).collect()
    }

    /// The ids of the listed records, or of all records, each with the position of the reference.
    pub(crate) fn ids_of<'f, K: RecordKey, const REQUIRED: bool>(
        &'f self,
        field: &'f Field<EachOf<K>, REQUIRED>,
    ) -> Vec<(&'f str, &'f Span)> {
        let Some(named) = field.spanned() else {
            return Vec::new();
        };
        match &named.value {
            EachOf::All => {
                let ids = self.ids.in_order(K::OF).into_iter();
                ids.map(|id| (id, &named.span)).collect()
            }
            EachOf::Listed(list) => {
                let entries = list.entries.iter();
                entries
                    .map(|entry| (entry.value.id.as_str(), &entry.span))
                    .collect()
            }
        }
    }

    /// The line of the file on which a record begins.
    pub(crate) fn line(&self, span: &Span) -> usize {
        self.source.line(span.start)
    }

    /// Every coverage record, with its setting.
    fn coverage(&self) -> impl Iterator<Item = (&Setting, &Spanned<Coverage>)> {
        let settings = self.file.setting.entries().iter();
        settings.flat_map(|setting| {
            let records = setting.value.coverage.entries().iter();
            records.map(|coverage| (&setting.value, coverage))
        })
    }

    /// The latest date anywhere on Earth: east of the date line it can be a day later than in UTC.
    fn latest_today(&self) -> Date {
        self.today.next_day().unwrap_or(self.today)
    }

    /// Whether the file names a published table.
    fn has_published_table(&self) -> bool {
        let about = self.file.directory.get();
        about.is_none_or(|about| !about.published.is_absent())
    }

    /// The publication date of the table.
    fn published(&self) -> Option<&Spanned<Date>> {
        let about = self.file.directory.get()?;
        let published = self
            .ids
            .index(RecordKind::Source, &about.published.get()?.id)?;
        self.file
            .source
            .entries()
            .get(published)?
            .value
            .date
            .spanned()
    }
}

/// The index of each record by id. If two records share an id, the first counts.
#[derive(Debug)]
struct Ids {
    /// For each `RecordKind` in order: the number of records, and their indices by id.
    indexes: [(usize, HashMap<String, usize>); 5],
}

impl Ids {
    fn of(file: &File) -> Ids {
        macro_rules! ids {
            ($list:ident) => {{
                let records = file.$list.entries();
                let mut indexes = HashMap::new();
                for (index, record) in records.iter().enumerate() {
                    if let Some(id) = record.value.id.get() {
                        indexes.entry(id.text.clone()).or_insert(index);
                    }
                }
                (records.len(), indexes)
            }};
        }
        let indexes = [
            ids!(source),
            ids!(jurisdiction),
            ids!(member),
            ids!(setting),
            ids!(place),
        ];
        Ids { indexes }
    }

    fn index(&self, of: RecordKind, id: &str) -> Option<usize> {
        self.indexes[of as usize].1.get(id).copied()
    }

    /// The number of records of a kind.
    fn count(&self, of: RecordKind) -> usize {
        self.indexes[of as usize].0
    }

    /// The ids of a kind of record, in the file's order.
    fn in_order(&self, of: RecordKind) -> Vec<&str> {
        let mut ids: Vec<(&str, usize)> = self.indexes[of as usize]
            .1
            .iter()
            .map(|(id, index)| (id.as_str(), *index))
            .collect();
        ids.sort_unstable_by_key(|(_, index)| *index);
        ids.into_iter().map(|(id, _)| id).collect()
    }
}
