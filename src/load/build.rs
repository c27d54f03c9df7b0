//! Records that hold into the facts of a directory.
//!
//! Nothing is judged here. A record that lacks something makes `None` of the whole, which cannot be where no rule has
//! found an error.

use super::reading::{Field, List, Placed};
use super::records;
use super::rules::Checking;
use super::values::{Address, RecordKey, Reference, Text, Word};
use crate::directory::{
    About, Absence, ComplaintRoute, Complaints, Coverage, Elsewhere, Facts, FormerName, Gap,
    Jurisdiction, JurisdictionKey, Link, Member, Notice, Section, Setting, SettingKey, Source,
    Start,
};

/// The facts of a file that holds.
pub(super) fn facts(checking: &Checking<'_>) -> Option<Facts> {
    let file = &checking.file;
    let build = Build(checking);
    let mut facts = Facts {
        about: build.about(file.directory.get()?)?,
        sections: each(&file.about, |section| build.section(section))?,
        sources: each(&file.source, source)?,
        jurisdictions: each(&file.jurisdiction, jurisdiction)?,
        members: each(&file.member, |member| build.member(member))?,
        settings: each(&file.setting, setting)?,
        coverage: Vec::new(),
        absences: Vec::new(),
        notices: Vec::new(),
        complaint_routes: each(&file.complaint, |route| build.complaint_route(route))?,
        elsewhere: each(&file.elsewhere, |elsewhere| build.elsewhere(elsewhere))?,
        gaps: each(&file.gap, |gap| build.gap(gap))?,
    };
    for (place, setting) in file.setting.entries().iter().enumerate() {
        let key = SettingKey::new(place);
        for coverage in setting.value.coverage.entries() {
            facts.coverage.push(build.coverage(key, coverage)?);
        }
        for absence in setting.value.none.entries() {
            facts.absences.push(build.absence(key, absence)?);
        }
        for change in setting.value.change.entries() {
            facts.notices.push(build.notice(key, &change.value)?);
        }
    }
    Some(facts)
}

/// Builds each record of a list.
fn each<R, B, const AT_LEAST: usize, const REQUIRED: bool>(
    list: &Field<List<R, AT_LEAST>, REQUIRED>,
    build: impl Fn(&R) -> Option<B>,
) -> Option<Vec<B>> {
    list.entries()
        .iter()
        .map(|record| build(&record.value))
        .collect()
}

fn text<const REQUIRED: bool>(field: &Field<Text, REQUIRED>) -> Option<String> {
    field.get().map(|text| text.0.clone())
}

fn texts(field: &Field<List<Text>, false>) -> Vec<String> {
    let entries = field.entries().iter();
    entries.map(|entry| entry.value.0.clone()).collect()
}

fn address<A, const REQUIRED: bool>(field: &Field<Address<A>, REQUIRED>) -> Option<String> {
    field.get().map(|address| address.text.clone())
}

fn word<V: Copy, const REQUIRED: bool>(field: &Field<Word<V>, REQUIRED>) -> Option<V> {
    field.get().map(|word| word.0)
}

fn source(record: &records::Source) -> Option<Source> {
    Some(Source {
        id: record.id.get()?.text.clone(),
        title: text(&record.title)?,
        publisher: text(&record.publisher)?,
        date: *record.date.get()?,
        note: text(&record.note),
        url: address(&record.url),
        checked: record.checked.get().map(|checked| checked.0),
    })
}

fn jurisdiction(record: &records::Jurisdiction) -> Option<Jurisdiction> {
    Some(Jurisdiction {
        id: record.id.get()?.text.clone(),
        name: text(&record.name)?,
        code: record.code.get().map(|code| code.0.clone()),
        also_called: texts(&record.also_called),
    })
}

fn setting(record: &records::Setting) -> Option<Setting> {
    Some(Setting {
        id: record.id.get()?.text.clone(),
        name: text(&record.name)?,
        printed: text(&record.printed),
        hint: text(&record.hint)?,
        also_called: texts(&record.also_called),
    })
}

/// Makes keys of ids.
struct Build<'c>(&'c Checking<'c>);

impl Build<'_> {
    fn key<K: RecordKey, const REQUIRED: bool>(
        &self,
        field: &Field<Reference<K>, REQUIRED>,
    ) -> Option<K> {
        self.0.resolve(field.get()?)
    }

    fn keys<K: RecordKey, const AT_LEAST: usize, const REQUIRED: bool>(
        &self,
        field: &Field<List<Reference<K>, AT_LEAST>, REQUIRED>,
    ) -> Option<Vec<K>> {
        each(field, |reference| self.0.resolve(reference))
    }

    /// The same in the order in which the file has the records.
    fn sorted_keys<K: RecordKey + Ord, const AT_LEAST: usize, const REQUIRED: bool>(
        &self,
        field: &Field<List<Reference<K>, AT_LEAST>, REQUIRED>,
    ) -> Option<Vec<K>> {
        let mut keys = self.keys(field)?;
        keys.sort_unstable();
        Some(keys)
    }

    fn all_jurisdictions(&self) -> Vec<JurisdictionKey> {
        let count = self.0.file.jurisdiction.entries().len();
        (0..count).map(JurisdictionKey::new).collect()
    }

    fn about(&self, record: &records::About) -> Option<About> {
        let word = text(&record.jurisdiction_word);
        Some(About {
            title: text(&record.title)?,
            abbreviation: text(&record.abbreviation),
            website: address(&record.website)?,
            published: self.key(&record.published)?,
            checked: record.checked.get()?.0,
            summary: text(&record.summary),
            emergency: text(&record.emergency),
            jurisdiction_word: word.unwrap_or_else(|| "jurisdiction".to_owned()),
            ignored_words: texts(&record.ignored_words),
            contact: address(&record.contact),
            licence: text(&record.licence),
        })
    }

    fn section(&self, record: &records::Section) -> Option<Section> {
        Some(Section {
            heading: text(&record.heading)?,
            text: text(&record.text)?,
            sources: self.keys(&record.sources)?,
        })
    }

    fn member(&self, record: &records::Member) -> Option<Member> {
        let names = record.names.get().map_or(&[][..], |names| &names.0);
        let complaints = match record.complaints.get() {
            Some(complaints) => Some(self.complaints(complaints)?),
            None => None,
        };
        Some(Member {
            id: record.id.get()?.text.clone(),
            name: text(&record.name)?,
            abbreviation: text(&record.abbreviation),
            printed_as: texts(&record.printed_as),
            names: names
                .iter()
                .map(|(tag, name)| (tag.clone(), name.0.clone()))
                .collect(),
            kind: word(&record.kind)?,
            role: text(&record.role)?,
            does_not: text(&record.does_not),
            basis: text(&record.basis),
            website: address(&record.website)?,
            reports: address(&record.reports),
            contact: address(&record.contact),
            designated: record.designated.get().copied(),
            also_called: texts(&record.also_called),
            previous_ids: each(&record.previous_ids, |id| Some(id.text.clone()))?,
            complaints,
            sources: self.keys(&record.sources)?,
            uncovered: text(&record.uncovered),
            formerly: each(&record.formerly, |former| self.former_name(former))?,
        })
    }

    fn complaints(&self, record: &records::Complaints) -> Option<Complaints> {
        Some(Complaints {
            takes: word(&record.takes)?,
            note: text(&record.note),
            source: self.key(&record.source),
            checked: record.checked.get().map(|checked| checked.0),
        })
    }

    fn former_name(&self, record: &records::FormerName) -> Option<FormerName> {
        Some(FormerName {
            name: text(&record.name)?,
            abbreviation: text(&record.abbreviation),
            until: *record.until.get()?,
            source: self.key(&record.source),
        })
    }

    fn coverage(
        &self,
        setting: SettingKey,
        placed: &Placed<records::Coverage>,
    ) -> Option<Coverage> {
        let record = &placed.value;
        let printed = text(&record.printed).map(|printed| Start::Published { printed });
        let from = record.from.get().copied().map(Start::From);
        let seen = record.seen.get().copied().map(Start::Seen);
        Some(Coverage {
            setting,
            line: record.line.get().map_or(1, |line| line.0),
            jurisdictions: self.sorted_keys(&record.jurisdictions)?,
            by: self.keys(&record.by)?,
            with: self.keys(&record.with)?,
            with_for: text(&record.with_for),
            does: text(&record.does),
            kind: word(&record.kind),
            start: printed.or(from).or(seen)?,
            until: record.until.get().copied(),
            sources: self.keys(&record.sources)?,
            doubt: text(&record.doubt),
            basis: text(&record.basis),
            note: text(&record.note),
            file_line: self.0.line(&placed.span),
        })
    }

    fn absence(&self, setting: SettingKey, placed: &Placed<records::Absence>) -> Option<Absence> {
        let record = &placed.value;
        Some(Absence {
            setting,
            line: record.line.get().map(|line| line.0),
            jurisdictions: self.sorted_keys(&record.jurisdictions)?,
            reason: word(&record.reason)?,
            note: text(&record.note),
            sources: self.keys(&record.sources)?,
            file_line: self.0.line(&placed.span),
        })
    }

    fn notice(&self, setting: SettingKey, record: &records::Change) -> Option<Notice> {
        let jurisdictions = self.sorted_keys(&record.jurisdictions)?;
        Some(Notice {
            setting,
            jurisdictions: if jurisdictions.is_empty() {
                self.all_jurisdictions()
            } else {
                jurisdictions
            },
            date: record.date.get().copied(),
            text: text(&record.text)?,
            sources: self.keys(&record.sources)?,
        })
    }

    fn complaint_route(&self, record: &records::ComplaintRoute) -> Option<ComplaintRoute> {
        Some(ComplaintRoute {
            settings: self.sorted_keys(&record.settings)?,
            jurisdictions: self.sorted_keys(&record.jurisdictions)?,
            urgent: text(&record.urgent),
            doubt: text(&record.doubt),
            first: text(&record.first)?,
            then: each(&record.then, |link| {
                Some(Link {
                    name: text(&link.name)?,
                    url: address(&link.url)?,
                })
            })?,
            note: text(&record.note),
            source: self.key(&record.source)?,
            checked: record.checked.get()?.0,
        })
    }

    fn elsewhere(&self, record: &records::Elsewhere) -> Option<Elsewhere> {
        Some(Elsewhere {
            name: text(&record.name)?,
            also_called: texts(&record.also_called),
            role: text(&record.role)?,
            website: address(&record.website)?,
            source: self.key(&record.source)?,
        })
    }

    fn gap(&self, record: &records::Gap) -> Option<Gap> {
        Some(Gap {
            what: text(&record.what)?,
            jurisdictions: self.sorted_keys(&record.jurisdictions)?,
            state: word(&record.state)?,
            source: self.key(&record.source)?,
        })
    }
}
