//! Builds the facts of a directory from records without errors.
//!
//! Nothing is checked here. A missing or unreadable key and an unresolved reference are errors, and after an error no
//! facts are built.

use std::collections::HashMap;

use super::ENGLISH;
use super::addresses::Address;
use super::patterns::Formed;
use super::reading::{Field, List, Spanned};
use super::records;
use super::rules::RuleContext;
use super::values::{
    Checked, EachOf, Flag, Id, Line, Names, Prose, RecordKey, Reference, Text, Verbatim, Word,
};
use crate::diagnostics::Span;
use crate::directory::original::{marked, unmarked};
use crate::directory::records::records;
use crate::directory::{
    self, Absence, Date, Directory, Facts, JurisdictionKey, Notice, SettingKey, Tile,
};

/// The facts of a file without errors, in its own language or with translations of its texts.
pub(crate) fn facts(
    context: &RuleContext<'_>,
    translations: Option<&HashMap<String, String>>,
) -> Facts {
    let file = &context.file;
    let at = BuildContext {
        context,
        translations,
        setting: None,
        span: 0..0,
    };
    let mut facts = Facts {
        about: required(&file.directory, &at),
        sections: defaulted(&file.about, &at),
        sources: required(&file.source, &at),
        jurisdictions: required(&file.jurisdiction, &at),
        members: defaulted(&file.member, &at),
        settings: required(&file.setting, &at),
        coverage: Vec::new(),
        absences: Vec::new(),
        notices: Vec::new(),
        complaint_routes: defaulted(&file.complaint, &at),
        helplines: defaulted(&file.helpline, &at),
        releases: defaulted(&file.release, &at),
        places: defaulted(&file.place, &at),
        elsewhere: defaulted(&file.elsewhere, &at),
        gaps: defaulted(&file.gap, &at),
    };
    for (index, setting) in file.setting.entries().iter().enumerate() {
        let at = BuildContext {
            setting: Some(SettingKey::new(index)),
            ..at.clone()
        };
        let setting = &setting.value;
        facts.coverage.extend(defaulted(&setting.coverage, &at));
        facts.absences.extend(defaulted(&setting.none, &at));
        for change in setting.change.entries() {
            let notice = change.value.build(&at);
            facts.notices.push(Notice {
                id: context.notice_id(setting, &change.value),
                ..notice
            });
        }
    }
    for (gap, read) in facts.gaps.iter_mut().zip(file.gap.entries()) {
        gap.id = context.gap_id(&read.value);
    }
    for shared in file.none.entries() {
        let absences = absences(shared, &facts, &at);
        facts.absences.extend(absences);
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
    let rename = |name: &mut String, names: &mut Vec<(String, String)>, own: &str| {
        if let Some(index) = names.iter().position(|(tag, _)| tag == language) {
            *name = names.remove(index).1;
        }
        if unmarked(name) != own {
            names.push((original.to_owned(), own.to_owned()));
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

/// The absences of a record for several settings. It applies to cells without an absence of their own and, if it is for
/// all settings, without coverage.
fn absences(
    shared: &Spanned<records::SharedAbsence>,
    facts: &Facts,
    at: &BuildContext<'_>,
) -> Vec<Absence> {
    let record = &shared.value;
    let for_all = matches!(record.settings.get(), Some(EachOf::All));
    let jurisdictions = required(&record.jurisdictions, at);
    let of_setting = |setting: SettingKey| {
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
        Absence {
            setting,
            file_line: at.context.line(&shared.span),
            line: None,
            jurisdictions: jurisdictions.iter().copied().filter(is_free).collect(),
            reason: required(&record.reason, at),
            see: optional(&record.see, at),
            note: optional(&record.note, at),
            sources: defaulted(&record.sources, at),
        }
    };
    let absences = required(&record.settings, at).into_iter().map(of_setting);
    absences
        .filter(|absence| !absence.jurisdictions.is_empty())
        .collect()
}

/// The position of the record that is being built.
#[derive(Clone)]
struct BuildContext<'c> {
    context: &'c RuleContext<'c>,
    /// Translations by text, for pages in another language than the file's.
    translations: Option<&'c HashMap<String, String>>,
    setting: Option<SettingKey>,
    span: Span,
}

impl BuildContext<'_> {
    fn setting(&self) -> SettingKey {
        self.setting.expect("the record stands under a setting")
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

    fn file_line(&self) -> usize {
        self.context.line(&self.span)
    }
}

/// A value of the file that becomes a fact.
trait Build {
    /// The type of the fact.
    type Fact;

    fn build(&self, at: &BuildContext<'_>) -> Self::Fact;
}

/// A value with a default.
trait BuildDefault: Build {
    fn default() -> Self::Fact;
}

fn required<T: Build>(field: &Field<T, true>, at: &BuildContext<'_>) -> T::Fact {
    let value = field
        .get()
        .expect("a key that is missing or unreadable is an error");
    value.build(at)
}

fn optional<T: Build>(field: &Field<T, false>, at: &BuildContext<'_>) -> Option<T::Fact> {
    field.get().map(|value| value.build(at))
}

fn defaulted<T: BuildDefault>(field: &Field<T, false>, at: &BuildContext<'_>) -> T::Fact {
    optional(field, at).unwrap_or_else(T::default)
}

macro_rules! field {
    (Required $field:expr, $at:expr) => {
        required(&$field, $at)
    };
    (Optional $field:expr, $at:expr) => {
        optional(&$field, $at)
    };
    (Defaulted $field:expr, $at:expr) => {
        defaulted(&$field, $at)
    };
}

/// Implements `Build` for each record.
macro_rules! builders {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ { $($(#[doc = $extra_doc:literal])* $extra:ident: $extra_type:ty,)* })? {
            $($(#[doc = $field_doc:literal])* $field:ident: $presence:ident<$type:ty>,)*
        } $(=> { $($nested:tt)* })?
    )*) => {$(
        impl Build for records::$record {
            type Fact = directory::$record;

            fn build(&self, at: &BuildContext<'_>) -> directory::$record {
                directory::$record {
                    $($($extra: at.$extra(),)*)?
                    $($field: field!($presence self.$field, at),)*
                }
            }
        }
    )*};
}

records!(builders);

impl<T: Build, const AT_LEAST: usize> Build for List<T, AT_LEAST> {
    type Fact = Vec<T::Fact>;

    fn build(&self, at: &BuildContext<'_>) -> Vec<T::Fact> {
        let build = |entry: &Spanned<T>| {
            let span = entry.span.clone();
            entry.value.build(&BuildContext { span, ..at.clone() })
        };
        self.entries.iter().map(build).collect()
    }
}

impl<T: Build> BuildDefault for List<T> {
    fn default() -> Vec<T::Fact> {
        Vec::new()
    }
}

impl<K: RecordKey> Build for Reference<K> {
    type Fact = K;

    fn build(&self, at: &BuildContext<'_>) -> K {
        at.context.resolve(self).expect("an unknown id is an error")
    }
}

impl<K: RecordKey + Ord> Build for EachOf<K> {
    type Fact = Vec<K>;

    /// Keeps the file's order.
    fn build(&self, at: &BuildContext<'_>) -> Vec<K> {
        match self {
            EachOf::All => at.context.all_keys(),
            EachOf::Listed(list) => {
                let mut keys = list.build(at);
                keys.sort_unstable();
                keys
            }
        }
    }
}

impl<K: RecordKey + Ord> BuildDefault for EachOf<K> {
    fn default() -> Vec<K> {
        Vec::new()
    }
}

/// Texts, translated if there are translations.
macro_rules! texts {
    ($($text:ty: $of:ident;)*) => {$(
        impl Build for $text {
            type Fact = String;

            fn build(&self, at: &BuildContext<'_>) -> String {
                at.$of(&self.0)
            }
        }
    )*};
}

texts! {
    Text: translated;
    Prose: translated;
    Verbatim: verbatim;
}

/// Values that are facts as they are.
macro_rules! plain_values {
    ($([$($parameters:tt)*] $value:ty => $fact:ty: $this:ident $made:expr;)*) => {$(
        impl<$($parameters)*> Build for $value {
            type Fact = $fact;

            fn build(&self, _: &BuildContext<'_>) -> $fact {
                let $this = self;
                $made
            }
        }
    )*};
}

plain_values! {
    [K] Id<K> => String: id id.text.clone();
    [A] Address<A> => String: address address.text.clone();
    [P] Formed<P> => String: formed formed.text.clone();
    [] Flag => bool: flag flag.0;
    [] Tile => Tile: tile *tile;
    [] Names => Vec<(String, String)>: names names.0.iter().map(|(tag, name)| (tag.clone(), name.0.clone())).collect();
    [] Date => Date: date *date;
    [] Checked => Date: checked checked.0;
    [] Line => u32: line line.0;
    [V: Copy] Word<V> => V: word word.0;
}

impl BuildDefault for Names {
    fn default() -> Vec<(String, String)> {
        Vec::new()
    }
}

impl BuildDefault for Flag {
    fn default() -> bool {
        false
    }
}

/// Filled in later from the record's own words.
impl<K> BuildDefault for Id<K> {
    fn default() -> String {
        String::new()
    }
}

impl BuildDefault for Line {
    fn default() -> u32 {
        1
    }
}
