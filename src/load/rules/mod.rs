//! The rules for a data file. Each is a function whose documentation begins with "Ensure".
//!
//! A rule gets every record, as far as it could be read. It reports only what is certain, and prevents no other rule
//! from running.

mod absences;
mod cells;
mod dates;
mod ids;
mod names;
mod printed;
mod upkeep;

use std::collections::HashMap;

use super::reading::{Collected, Field, Spanned};
use super::records::{Coverage, File, Setting};
use super::syntax::Parsed;
use super::values::{Each, is_id};
use crate::diagnostics::{Diagnostic, Span};
use crate::directory::{Date, JurisdictionKey, Key, MemberKey, PlaceKey, SettingKey, SourceKey};

/// The diagnostics found so far.
pub(crate) type Reported = Vec<Diagnostic>;

type Rule = fn(&RuleContext<'_>, &mut Reported);

/// Every rule. A new one is a function and a line here.
const RULES: &[Rule] = &[
    ids::ids_are_unique,
    ids::references_resolve,
    ids::names_are_unique,
    ids::changes_and_gaps_have_own_ids,
    ids::tiles_are_not_shared,
    ids::steps_say_something,
    ids::settings_see_others,
    printed::printed_words_name_members,
    printed::printed_cells_have_a_row,
    printed::there_is_a_published_table,
    cells::cells_have_one_start,
    cells::cells_name_no_member_twice,
    cells::doubts_are_about_listed_members,
    cells::cells_do_not_overlap,
    cells::rows_skip_no_line,
    absences::absences_are_empty,
    absences::absences_are_stated_once,
    absences::elsewhere_says_where,
    cells::uncovered_members_are_not_printed,
    dates::sources_have_one_date,
    dates::changes_follow_publication,
    dates::nothing_ends_too_early,
    dates::closed_places_are_closed,
    dates::checks_are_recent,
];

/// Rules that run only on a file without errors, because they look for missing references, and those may be in what
/// could not be read.
const LAST_RULES: &[Rule] = &[
    upkeep::members_are_named,
    upkeep::sources_are_cited,
    upkeep::members_cover_cells,
    absences::somebody_is_elsewhere,
];

/// The file as rules see it.
#[derive(Debug)]
pub(crate) struct RuleContext<'a> {
    pub(crate) parsed: &'a Parsed<'a>,
    /// The records, as far as they could be read.
    pub(crate) file: File,
    pub(crate) collected: Collected,
    /// For each kind of record to which there are references.
    pub(crate) ids: HashMap<&'static str, Ids>,
    pub(crate) today: Date,
}

impl Coverage {
    /// The references to its members: those that lead, then the partners.
    fn members(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.by.entries().chain(self.with.entries())
    }
}

impl RuleContext<'_> {
    pub(crate) fn run(&self, found: &mut Reported) {
        for rule in RULES {
            rule(self, found);
        }
        found.retain(|diagnostic| !self.parsed.is_broken(diagnostic.primary.span));
        if self.parsed.is_whole() && !found.iter().any(Diagnostic::is_error) {
            for rule in LAST_RULES {
                rule(self, found);
            }
        }
    }

    /// The key of the record that a reference is to.
    pub(crate) fn resolve<K: Key>(&self, id: &str) -> Option<K> {
        self.ids[K::KIND].by_id.get(id).map(|index| K::at(*index))
    }

    pub(crate) fn all_keys<K: Key>(&self) -> Vec<K> {
        (0..self.ids[K::KIND].count).map(K::at).collect()
    }

    /// The ids of the listed jurisdictions, or of all, each with the position of the reference.
    pub(crate) fn jurisdictions<'f>(&'f self, field: &'f Field<Each>) -> Vec<(&'f str, Span)> {
        let Some(named) = field.get() else {
            return Vec::new();
        };
        match &named.value {
            Each::All => {
                let ids = self.ids[JurisdictionKey::KIND].in_order();
                ids.into_iter().map(|id| (id, named.span)).collect()
            }
            Each::Listed(list) => {
                let entries = list.entries.iter();
                entries.map(|entry| (entry.as_str(), entry.span)).collect()
            }
        }
    }

    fn is_in(&self, jurisdiction: &str, coverage: &Coverage) -> bool {
        let mut jurisdictions = self.jurisdictions(&coverage.jurisdictions).into_iter();
        jurisdictions.any(|(id, _)| id == jurisdiction)
    }

    /// The line of the file on which a record begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        self.parsed.source.line(span.start)
    }

    fn coverage(&self) -> impl Iterator<Item = (&Setting, &Spanned<Coverage>)> {
        self.file.setting.entries().flat_map(|setting| {
            let records = setting.coverage.entries();
            records.map(|coverage| (&setting.value, coverage))
        })
    }

    /// The latest date anywhere on Earth: east of the date line it can be a day later than in UTC.
    fn latest_today(&self) -> Date {
        self.today.next_day().unwrap_or(self.today)
    }

    fn has_published_table(&self) -> bool {
        let about = self.file.directory.get();
        about.is_none_or(|about| !about.published.is_absent())
    }

    /// The publication date of the table.
    fn published(&self) -> Option<&Spanned<Date>> {
        let id = self.file.directory.get()?.published.get()?;
        let source = self.ids[SourceKey::KIND].by_id.get(&id.value)?;
        self.file.source.entries().nth(*source)?.date.get()
    }
}

#[derive(Debug)]
pub(crate) struct Ids {
    /// The index of each record. If two records share an id, the first counts.
    by_id: HashMap<String, usize>,
    count: usize,
    /// Whether all records could be read and have well-formed ids of their own.
    complete: bool,
    /// The present id of the record with each previous id, and the position of the previous id.
    previous: HashMap<String, (String, Span)>,
}

impl Ids {
    /// The ids in the file's order.
    fn in_order(&self) -> Vec<&str> {
        let mut ids: Vec<_> = self.by_id.iter().collect();
        ids.sort_unstable_by_key(|(_, index)| **index);
        ids.into_iter().map(|(id, _)| id.as_str()).collect()
    }
}

pub(crate) fn ids_of(file: &File) -> HashMap<&'static str, Ids> {
    macro_rules! ids {
        ($list:ident $($previous_ids:ident)?) => {{
            let mut ids = Ids {
                by_id: HashMap::new(),
                count: file.$list.entries().len(),
                complete: file.$list.is_complete(),
                previous: HashMap::new(),
            };
            for (index, record) in file.$list.entries().enumerate() {
                let Some(id) = record.id.get() else { continue };
                ids.by_id.entry(id.value.clone()).or_insert(index);
                $(for previous in record.$previous_ids.entries() {
                    let known = ids.previous.entry(previous.value.clone());
                    known.or_insert((id.value.clone(), previous.span));
                })?
            }
            ids.complete &= ids.by_id.len() == ids.count && ids.by_id.keys().all(|id| is_id(id));
            ids
        }};
    }
    HashMap::from([
        (SourceKey::KIND, ids!(source)),
        (JurisdictionKey::KIND, ids!(jurisdiction previous_ids)),
        (MemberKey::KIND, ids!(member previous_ids)),
        (SettingKey::KIND, ids!(setting previous_ids)),
        (PlaceKey::KIND, ids!(place previous_ids)),
    ])
}
