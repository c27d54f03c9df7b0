//! Builds the facts of a directory from records without errors.
//!
//! Nothing is checked here. A missing or unreadable key and an unresolved reference are errors, and after an error no
//! facts are built.

use std::collections::HashMap;

use super::ENGLISH;
use super::addresses::{ComplaintAddress, Contact, HttpAddress, SecureContact};
use super::patterns::{LanguageTag, Phone, RegionCode};
use super::reading::{Field, List, NonEmpty, Spanned, Value};
use super::records::{
    self as read, Complaints, FormerName, Link, Report, SeeAlso, SharedAbsence, Step,
};
use super::rules::RuleContext;
use super::values::{
    Checked, Each, EachOf, Flag, Id, Line, Names, Prose, Reference, Text, Verbatim, Word,
};
use crate::diagnostics::Span;
use crate::directory::original::{marked, unmarked};
use crate::directory::records::records;
use crate::directory::{
    self, Absence, Cited, Date, Directory, Facts, GapKey, GapState, JurisdictionKey, Key, Kind,
    MemberKey, Notice, NoticeKey, OtherName, PlaceKey, Reason, SettingKey, SourceKey, Status,
    Takes, Tile, Vocabulary,
};

macro_rules! field {
    (Required<$type:ty> $field:expr, $at:expr) => {
        built::<$type>(&$field, $at).expect("a key that is missing or unreadable is an error")
    };
    (Optional<$type:ty> $field:expr, $at:expr) => {
        built::<$type>(&$field, $at)
    };
    (Defaulted<$type:ty> $field:expr, $at:expr) => {
        built::<$type>(&$field, $at).unwrap_or_default()
    };
}

/// The facts of a file without errors, in its own language or with translations of its texts.
pub(crate) fn facts(
    context: &RuleContext<'_>,
    translations: Option<&HashMap<String, String>>,
) -> Facts {
    let file = &context.file;
    let at = &BuildContext {
        context,
        translations,
        sources: &[],
        setting: None,
        span: Span { start: 0, end: 0 },
    };
    let sources = field!(Defaulted<List<read::Source>> file.source, at);
    let sources: Vec<Cited> = sources.into_iter().map(Cited::new).collect();
    let at = &BuildContext {
        sources: &sources,
        ..*at
    };
    let mut facts = Facts {
        about: field!(Required<read::About> file.directory, at),
        sections: field!(Defaulted<List<read::Section>> file.about, at),
        sources: sources.clone(),
        jurisdictions: field!(Defaulted<List<read::Jurisdiction>> file.jurisdiction, at),
        members: field!(Defaulted<List<read::Member>> file.member, at),
        settings: field!(Defaulted<List<read::Setting>> file.setting, at),
        coverage: Vec::new(),
        absences: Vec::new(),
        notices: Vec::new(),
        complaint_routes: field!(Defaulted<List<read::ComplaintRoute>> file.complaint, at),
        helplines: field!(Defaulted<List<read::Helpline>> file.helpline, at),
        releases: field!(Defaulted<List<read::Release>> file.release, at),
        places: field!(Defaulted<List<read::Place>> file.place, at),
        elsewhere: field!(Defaulted<List<read::Elsewhere>> file.elsewhere, at),
        gaps: field!(Defaulted<List<read::Gap>> file.gap, at),
    };
    for (index, setting) in file.setting.entries().enumerate() {
        let at = &BuildContext {
            setting: Some(SettingKey::new(index)),
            ..*at
        };
        let coverage = field!(Defaulted<List<read::Coverage>> setting.coverage, at);
        facts.coverage.extend(coverage);
        let absences = field!(Defaulted<List<read::Absence>> setting.none, at);
        facts.absences.extend(absences);
        for change in setting.change.entries() {
            facts.notices.push(Notice {
                id: context.notice_id(setting, change),
                ..read::Notice::build(change, at)
            });
        }
    }
    for coverage in &mut facts.coverage {
        coverage.line = coverage.line.max(1);
    }
    for (gap, read) in facts.gaps.iter_mut().zip(file.gap.entries()) {
        gap.id = context.gap_id(read);
    }
    for shared in file.none.entries() {
        add_absences(shared, &mut facts, at);
    }
    for notice in &mut facts.notices {
        if notice.jurisdictions.is_empty() {
            notice.jurisdictions = context.all_keys();
        }
    }
    facts
}

/// A directory for pages in another language than the file's, without translations. Phrases of the file do not fit into
/// sentences of that language.
pub(crate) fn untranslated(context: &RuleContext<'_>) -> Directory {
    let nothing = HashMap::new();
    let mut facts = facts(context, Some(&nothing));
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
    let mut facts = facts(context, Some(translations));
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
fn add_absences(shared: &Spanned<SharedAbsence>, facts: &mut Facts, at: &BuildContext<'_>) {
    let for_all = matches!(shared.settings.get(), Some(all) if matches!(all.value, Each::All));
    let jurisdictions = field!(Required<EachOf<JurisdictionKey>> shared.jurisdictions, at);
    for setting in field!(Required<EachOf<SettingKey>> shared.settings, at) {
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
        let jurisdictions: Vec<_> = jurisdictions.iter().copied().filter(is_free).collect();
        if !jurisdictions.is_empty() {
            facts.absences.push(Absence {
                setting,
                file_line: at.context.line(shared.span),
                line: None,
                jurisdictions,
                reason: field!(Required<Word<Reason>> shared.reason, at),
                see: field!(Optional<Reference<JurisdictionKey>> shared.see, at),
                note: field!(Optional<Prose> shared.note, at),
                sources: field!(Defaulted<List<Reference<SourceKey>>> shared.sources, at),
            });
        }
    }
}

/// The position of the record that is being built.
#[derive(Clone, Copy)]
pub(crate) struct BuildContext<'c> {
    context: &'c RuleContext<'c>,
    /// Translations by text, for pages in another language than the file's.
    translations: Option<&'c HashMap<String, String>>,
    /// The sources that records can cite.
    sources: &'c [Cited],
    setting: Option<SettingKey>,
    span: Span,
}

impl BuildContext<'_> {
    pub(crate) fn setting(&self) -> SettingKey {
        self.setting.expect("the record stands under a setting")
    }

    pub(crate) fn file_line(&self) -> usize {
        self.context.line(self.span)
    }

    /// The key of the record with this id.
    fn key<K: Key>(&self, id: &str) -> K {
        self.context.resolve(id).expect("an unknown id is an error")
    }

    fn translated(&self, text: &str) -> String {
        match self.translations.and_then(|texts| texts.get(text)) {
            Some(translation) => translation.clone(),
            None => self.verbatim(text),
        }
    }

    /// A text that stays in the language of the file.
    fn verbatim(&self, text: &str) -> String {
        match self.translations {
            Some(_) => marked(text),
            None => text.to_owned(),
        }
    }
}

/// A value of the file that becomes a fact.
pub(crate) trait Build: Value {
    type Fact;

    fn build(read: &Self::Read, at: &BuildContext<'_>) -> Self::Fact;
}

pub(crate) fn built<T: Build>(field: &Field<T::Read>, at: &BuildContext<'_>) -> Option<T::Fact> {
    field.get().map(|read| T::build(read, at))
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
        impl Build for read::$record {
            type Fact = directory::$record;

            fn build(read: &Self, at: &BuildContext<'_>) -> directory::$record {
                directory::$record {
                    $($($extra: at.$extra(),)*)?
                    $($field: field!($presence<$type> read.$field, at),)*
                }
            }
        }
    )*};
}

records!(builders);

impl<T: Build, const AT_LEAST: usize> Build for List<T, AT_LEAST> {
    type Fact = Vec<T::Fact>;

    fn build(read: &Self::Read, at: &BuildContext<'_>) -> Vec<T::Fact> {
        let build = |entry: &Spanned<T::Read>| {
            let span = entry.span;
            T::build(entry, &BuildContext { span, ..*at })
        };
        read.entries.iter().map(build).collect()
    }
}

impl<K: Key> Build for Reference<K> {
    type Fact = K::Fact;

    fn build(id: &String, at: &BuildContext<'_>) -> K::Fact {
        at.key::<K>(id).fact(at.sources)
    }
}

impl<K: Key> Build for EachOf<K> {
    type Fact = Vec<K>;

    /// Keeps the file's order.
    fn build(read: &Each, at: &BuildContext<'_>) -> Vec<K> {
        match read {
            Each::All => at.context.all_keys(),
            Each::Listed(list) => {
                let mut keys: Vec<K> = list.entries.iter().map(|id| at.key(id)).collect();
                keys.sort_unstable();
                keys
            }
        }
    }
}

/// Implements `Build` for values whose fact has the type that is read.
macro_rules! plain_values {
    ($([$($parameter:ident: $bound:ident)?] $value:ty: $read:ident, $at:pat => $fact:expr;)*) => {$(
        impl<$($parameter: $bound)?> Build for $value {
            type Fact = Self::Read;

            fn build($read: &Self::Read, $at: &BuildContext<'_>) -> Self::Read {
                $fact
            }
        }
    )*};
}

plain_values! {
    [] Text: text, at => at.translated(text);
    [] Prose: text, at => at.translated(text);
    [] Verbatim: text, at => at.verbatim(text);
    [] HttpAddress: address, _ => address.clone();
    [] ComplaintAddress: address, _ => address.clone();
    [] Contact: address, _ => address.clone();
    [] SecureContact: address, _ => address.clone();
    [] RegionCode: code, _ => code.clone();
    [] LanguageTag: tag, _ => tag.clone();
    [] Phone: phone, _ => phone.clone();
    [K: Key] Id<K>: id, _ => id.clone();
    [] Names: names, _ => names.clone();
    [V: Vocabulary] Word<V>: word, _ => *word;
    [] Date: date, _ => *date;
    [] Checked: date, _ => *date;
    [] Line: line, _ => *line;
    [] Flag: flag, _ => *flag;
    [] Tile: tile, _ => *tile;
}
