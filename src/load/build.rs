//! Builds the facts of a directory from records without errors.
//!
//! Nothing is checked here. A missing or unreadable key and an unresolved reference are errors, and after an error no
//! facts are built.

use std::collections::HashMap;

use super::ENGLISH;
use super::reading::{Entries, Field, Reading, Spanned, Value};
use super::records::{self as read, File};
use super::rules::RuleContext;
use super::values::Each;
use crate::diagnostics::Span;
use crate::directory::original::{marked, unmarked};
use crate::directory::records::records;
use crate::directory::{
    self, Absence, Cited, Directory, Facts, JurisdictionKey, Key, OtherName, SettingKey, SourceKey,
};

/// Why what is built is there.
const CHECKED: &str = "a key that is missing or unreadable is an error";

/// The facts of a file without errors, as read in its own language or in another.
fn facts(context: &RuleContext<'_>, file: &File) -> Facts {
    let at = &BuildContext {
        context,
        sources: &[],
        setting: None,
        span: Span { start: 0, end: 0 },
    };
    let sources = list(&file.source, at).into_iter();
    let sources: Vec<Cited> = sources.map(Cited::new).collect();
    let at = &BuildContext {
        sources: &sources,
        ..*at
    };
    let mut facts = Facts {
        about: built(&file.directory, at).expect(CHECKED),
        sections: list(&file.about, at),
        sources: sources.clone(),
        jurisdictions: list(&file.jurisdiction, at),
        members: list(&file.member, at),
        settings: list(&file.setting, at),
        coverage: Vec::new(),
        absences: Vec::new(),
        notices: Vec::new(),
        complaint_routes: list(&file.complaint, at),
        helplines: list(&file.helpline, at),
        releases: list(&file.release, at),
        places: list(&file.place, at),
        elsewhere: list(&file.elsewhere, at),
        gaps: list(&file.gap, at),
    };
    for (index, setting) in file.setting.entries().enumerate() {
        let at = &BuildContext {
            setting: Some(SettingKey::new(index)),
            ..*at
        };
        facts.coverage.append(&mut list(&setting.coverage, at));
        facts.absences.append(&mut list(&setting.none, at));
        facts.notices.append(&mut list(&setting.change, at));
    }
    for coverage in &mut facts.coverage {
        coverage.line = coverage.line.max(1);
    }
    for (notice, (id, _)) in facts.notices.iter_mut().zip(context.change_ids()) {
        notice.id = id;
        if notice.jurisdictions.is_empty() {
            notice.jurisdictions = context.all_keys();
        }
    }
    for (gap, (id, _)) in facts.gaps.iter_mut().zip(context.gap_ids()) {
        gap.id = id;
    }
    for shared in file.none.entries() {
        add_absences(shared, &mut facts, at);
    }
    facts
}

/// The directory in the language of the file.
pub(crate) fn directory(context: &RuleContext<'_>) -> Directory {
    Directory::new(facts(context, &context.file))
}

/// The facts for pages in another language than the file's, with these translations by text.
fn facts_in_other_language(
    context: &RuleContext<'_>,
    translations: &HashMap<String, String>,
) -> Facts {
    let mut reading = Reading {
        translations: Some(translations),
        ..Reading::new(context.parsed)
    };
    let file = File::read(&context.parsed.root, (0..0).into(), &mut reading);
    drop(reading);
    facts(context, &file.expect("it has been read before"))
}

/// A directory for pages in another language than the file's, without translations. Phrases of the file do not fit into
/// sentences of that language.
pub(crate) fn untranslated(context: &RuleContext<'_>) -> Directory {
    let mut facts = facts_in_other_language(context, &HashMap::new());
    facts.about.jurisdiction_word = None;
    facts.about.jurisdiction_words = None;
    for setting in &mut facts.settings {
        setting.phrase = None;
    }
    for jurisdiction in &mut facts.jurisdictions {
        jurisdiction.phrase = None;
    }
    Directory::new(facts)
}

/// A directory in another language. If a record has a name in that language, it replaces the record's own name, which
/// becomes its name in the file's language.
pub(crate) fn translated(
    context: &RuleContext<'_>,
    language: &str,
    translations: &HashMap<String, String>,
    own: &Directory,
) -> Directory {
    let original = own.about.language.as_deref().unwrap_or(ENGLISH);
    let mut facts = facts_in_other_language(context, translations);
    let rename = |name: &mut String, names: &mut Vec<OtherName>, own: &str| {
        if let Some(index) = names.iter().position(|other| other.language == language) {
            *name = names.remove(index).name;
        }
        if unmarked(name) != own {
            let (language, name) = (original.to_owned(), own.to_owned());
            names.push(OtherName { language, name });
        }
    };
    for (member, own) in facts.members.iter_mut().zip(&own.members) {
        rename(&mut member.name, &mut member.names, &own.name);
    }
    for (place, own) in facts.places.iter_mut().zip(&own.places) {
        rename(&mut place.name, &mut place.names, &own.name);
    }
    // Readers search for these in either language.
    let add_own = |name: &str, also_called: &mut Vec<String>, own: &str| {
        if unmarked(name) != own {
            also_called.push(marked(own));
        }
    };
    for (setting, own) in facts.settings.iter_mut().zip(&own.settings) {
        add_own(&setting.name, &mut setting.also_called, &own.name);
    }
    for (jurisdiction, own) in facts.jurisdictions.iter_mut().zip(&own.jurisdictions) {
        add_own(&jurisdiction.name, &mut jurisdiction.also_called, &own.name);
    }
    Directory::new(facts)
}

/// Adds the absences of a record for several settings. It applies to cells without an absence of their own and, if it is
/// for all settings, without coverage.
fn add_absences(
    shared: &Spanned<(Field<Each>, read::Absence)>,
    facts: &mut Facts,
    at: &BuildContext<'_>,
) {
    let (settings, absence) = &shared.value;
    let for_all = matches!(settings.get(), Some(all) if matches!(all.value, Each::All));
    let settings: Vec<SettingKey> = built(settings, at).expect(CHECKED);
    for setting in settings {
        let is_free = |jurisdiction: &JurisdictionKey| {
            let has_own = facts.absences.iter().any(|own| {
                own.setting == setting
                    && own.line.is_none()
                    && own.jurisdictions.contains(jurisdiction)
            });
            let is_covered = facts.coverage.iter().any(|coverage| {
                coverage.setting == setting && coverage.jurisdictions.contains(jurisdiction)
            });
            !(has_own || for_all && is_covered)
        };
        let mut absence: Absence = absence.build(&BuildContext {
            setting: Some(setting),
            span: shared.span,
            ..*at
        });
        absence.jurisdictions.retain(is_free);
        if !absence.jurisdictions.is_empty() {
            facts.absences.push(absence);
        }
    }
}

/// The position of the record that is being built.
#[derive(Clone, Copy)]
struct BuildContext<'c> {
    context: &'c RuleContext<'c>,
    /// The sources that records can cite.
    sources: &'c [Cited],
    setting: Option<SettingKey>,
    span: Span,
}

impl BuildContext<'_> {
    fn setting(&self) -> SettingKey {
        self.setting.expect("the record stands under a setting")
    }

    fn file_line(&self) -> usize {
        self.context.line(self.span)
    }
}

/// A value as it is read that becomes a fact.
trait Build<F> {
    fn build(&self, at: &BuildContext<'_>) -> F;
}

fn built<F>(field: &Field<impl Build<F>>, at: &BuildContext<'_>) -> Option<F> {
    field.get().map(|read| read.value.build(at))
}

fn list<F>(field: &Field<Entries<impl Build<F>>>, at: &BuildContext<'_>) -> Vec<F> {
    built(field, at).unwrap_or_default()
}

/// Implements `Build` for each record.
macro_rules! builders {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ {
            $($(#[doc = $extra_doc:literal])* $(#[serde($($extra_serde:tt)*)])? $extra:ident: $extra_type:ty,)*
        })? {
            $($(#[doc = $field_doc:literal])* $(#[serde($($serde:tt)*)])? $field:ident: $presence:ident<$type:ty>,)*
        } $(=> { $($nested:tt)* })?
    )*) => {$(
        impl Build<directory::$record> for read::$record {
            fn build(&self, at: &BuildContext<'_>) -> directory::$record {
                directory::$record {
                    $($($extra: at.$extra(),)*)?
                    $($field: field!($presence built(&self.$field, at)),)*
                }
            }
        }
    )*};
}

macro_rules! field {
    (Required $built:expr) => {
        $built.expect(CHECKED)
    };
    (Optional $built:expr) => {
        $built
    };
    (Defaulted $built:expr) => {
        $built.unwrap_or_default()
    };
}

records!(builders);

/// Most values become facts as they are read.
impl<T: Clone> Build<T> for T {
    fn build(&self, _: &BuildContext<'_>) -> T {
        self.clone()
    }
}

impl<K: Key> Build<K> for String {
    fn build(&self, at: &BuildContext<'_>) -> K {
        at.context.resolve(self).expect("an unknown id is an error")
    }
}

impl Build<Cited> for String {
    fn build(&self, at: &BuildContext<'_>) -> Cited {
        let key: SourceKey = self.build(at);
        key.of(at.sources)
    }
}

impl<F, T: Build<F>> Build<Vec<F>> for Entries<T> {
    fn build(&self, at: &BuildContext<'_>) -> Vec<F> {
        let build = |entry: &Spanned<T>| {
            let span = entry.span;
            entry.value.build(&BuildContext { span, ..*at })
        };
        self.entries.iter().map(build).collect()
    }
}

impl<K: Key> Build<Vec<K>> for Each {
    /// Keeps the file's order.
    fn build(&self, at: &BuildContext<'_>) -> Vec<K> {
        match self {
            Each::All => at.context.all_keys(),
            Each::Listed(list) => {
                let mut keys: Vec<K> = list.build(at);
                keys.sort_unstable();
                keys
            }
        }
    }
}
