//! The facts as pages show them and twins say them: a record with its links, its dates in words, its sources named.
//!
//! What only a template needs is left out of the twin with `#[serde(skip)]`.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::{addresses, words};
use crate::directory::{
    Absence, Change, Complaints, Coverage, CoverageKey, Date, Directory, Edition, Jurisdiction,
    JurisdictionKey, Kind, Member, MemberKey, NoticeKey, Reason, Setting, SettingKey, Source,
    SourceKey, Start, When,
};

/// A setting or a jurisdiction, by name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) address: String,
}

impl<'a> Entry<'a> {
    pub(super) fn setting(setting: &'a Setting) -> Entry<'a> {
        Entry {
            id: &setting.id,
            name: &setting.name,
            address: addresses::setting(setting),
        }
    }

    pub(super) fn jurisdiction(jurisdiction: &'a Jurisdiction) -> Entry<'a> {
        Entry {
            id: &jurisdiction.id,
            name: &jurisdiction.name,
            address: addresses::jurisdiction(jurisdiction),
        }
    }
}

/// A member, by name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MemberName<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) abbreviation: Option<&'a str>,
    /// The word of the data file for the kind of body.
    pub(super) kind: &'static str,
    pub(super) address: String,
}

impl<'a> MemberName<'a> {
    pub(super) fn new(member: &'a Member) -> MemberName<'a> {
        MemberName::as_kind(member, member.kind)
    }

    /// The member where it does another kind of monitoring than its own.
    pub(super) fn as_kind(member: &'a Member, kind: Kind) -> MemberName<'a> {
        MemberName {
            id: &member.id,
            name: &member.name,
            abbreviation: member.abbreviation.as_deref(),
            kind: kind.id(),
            address: addresses::member(member),
        }
    }

    pub(super) fn short(&self) -> &'a str {
        self.abbreviation.unwrap_or(self.name)
    }
}

/// A date: ISO in the twin, words on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl Day {
    pub(super) fn words(self) -> String {
        words::date(self.0)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A source, as it is cited.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cited<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) publisher: &'a str,
    pub(super) date: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) checked: Option<Day>,
    pub(super) address: String,
}

impl<'a> Cited<'a> {
    pub(super) fn new(source: &'a Source) -> Cited<'a> {
        Cited {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            date: Day(source.date),
            note: source.note.as_deref(),
            url: source.url.as_deref(),
            checked: source.checked.map(Day),
            address: addresses::source(source),
        }
    }

    pub(super) fn each(
        directory: &'a Directory,
        sources: impl IntoIterator<Item = &'a SourceKey>,
    ) -> Vec<Cited<'a>> {
        sources
            .into_iter()
            .map(|key| Cited::new(&directory[*key]))
            .collect()
    }
}

/// One record of who covers what.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Record<'a> {
    pub(super) line: u32,
    /// Ids, in the file's order.
    pub(super) jurisdictions: Vec<&'a str>,
    pub(super) by: Vec<MemberName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) with: Vec<MemberName<'a>>,
    #[serde(rename = "with-for", skip_serializing_if = "Option::is_none")]
    pub(super) with_for: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) does: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) printed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seen: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<Day>,
    /// Whether it holds today.
    pub(super) today: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) doubt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    pub(super) sources: Vec<Cited<'a>>,
    /// Names of the jurisdictions, in words.
    #[serde(skip)]
    pub(super) jurisdiction_names: String,
}

impl<'a> Record<'a> {
    pub(super) fn new(directory: &'a Directory, key: CoverageKey) -> Record<'a> {
        let coverage = &directory[key];
        let (from, seen) = match coverage.start {
            Start::Published { .. } => (None, None),
            Start::From(date) => (Some(Day(date)), None),
            Start::Seen(date) => (None, Some(Day(date))),
        };
        Record {
            line: coverage.line,
            jurisdictions: coverage
                .jurisdictions
                .iter()
                .map(|key| directory[*key].id.as_str())
                .collect(),
            by: members_in(directory, coverage, &coverage.by),
            with: members_in(directory, coverage, &coverage.with),
            with_for: coverage.with_for.as_deref(),
            does: coverage.does.as_deref(),
            printed: coverage.printed(),
            from,
            seen,
            until: coverage.until.map(Day),
            today: directory.holds(coverage, Edition::Today),
            doubt: coverage.doubt.as_deref(),
            basis: coverage.basis.as_deref(),
            note: coverage.note.as_deref(),
            sources: Cited::each(directory, &coverage.sources),
            jurisdiction_names: jurisdiction_names(directory, &coverage.jurisdictions),
        }
    }

    /// `A and B (with C for secure units)`, by full names.
    pub(super) fn phrase(&self) -> String {
        let names = |members: &[MemberName<'a>]| {
            words::list(&members.iter().map(|member| member.name).collect::<Vec<_>>())
        };
        let mut phrase = names(&self.by);
        if !self.with.is_empty() {
            phrase.push_str(" (with ");
            phrase.push_str(&names(&self.with));
            if let Some(limit) = self.with_for {
                phrase.push_str(" for ");
                phrase.push_str(limit);
            }
            phrase.push(')');
        }
        phrase
    }
}

/// The names of jurisdictions in words: `England and Wales`.
pub(super) fn jurisdiction_names(directory: &Directory, keys: &[JurisdictionKey]) -> String {
    let names: Vec<&str> = keys
        .iter()
        .map(|key| directory[*key].name.as_str())
        .collect();
    words::list(&names)
}

/// An empty cell, or an empty line of one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Empty<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u32>,
    /// The word of the data file for the reason.
    pub(super) reason: &'static str,
    /// The same for readers.
    pub(super) label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    pub(super) sources: Vec<Cited<'a>>,
}

impl<'a> Empty<'a> {
    pub(super) fn new(directory: &'a Directory, absence: &'a Absence) -> Empty<'a> {
        Empty {
            line: absence.line,
            reason: absence.reason.id(),
            label: words::reason(absence.reason),
            note: absence.note.as_deref(),
            sources: Cited::each(directory, &absence.sources),
        }
    }
}

/// One thing that is not as the published table has it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ChangeView<'a> {
    /// Permanent: made of what changed, not of its place in a list.
    pub(super) id: String,
    /// What kind of change: `coverage`, `noted`, `renamed`, `joined`.
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<Day>,
    /// The date is only when it was known to be so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) by_then: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) setting: Option<Entry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) jurisdictions: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) member: Option<MemberName<'a>>,
    /// What changed, in words.
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) was: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) now: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    pub(super) sources: Vec<Cited<'a>>,
    /// Where a reader can see it.
    pub(super) address: String,
}

impl<'a> ChangeView<'a> {
    pub(super) fn new(directory: &'a Directory, change: &Change) -> ChangeView<'a> {
        let date = directory.date_of(change);
        match change {
            Change::Coverage {
                setting,
                jurisdictions,
                was,
                now,
                when,
            } => ChangeView {
                by_then: matches!(when, When::SeenBy(_)),
                ..ChangeView::of_coverage(directory, date, *was, *now).in_setting(
                    directory,
                    *setting,
                    jurisdictions,
                )
            },
            Change::Noted { notice } => ChangeView::noted(directory, date, *notice),
            Change::Renamed { member, former } => {
                let member = &directory[*member];
                let former = &member.formerly[*former];
                ChangeView {
                    id: format!("{}.renamed.{}", member.id, former.until),
                    text: format!("{} is now called {}.", former.name, member.name),
                    sources: Cited::each(directory, &former.source),
                    ..ChangeView::blank("renamed", date).of_member(member)
                }
            }
            Change::Joined { member, .. } => {
                let member = &directory[*member];
                ChangeView {
                    id: format!("{}.joined", member.id),
                    text: format!("{} became a member.", member.name),
                    sources: Cited::each(directory, &member.sources),
                    ..ChangeView::blank("joined", date).of_member(member)
                }
            }
        }
    }

    fn blank(kind: &'static str, date: Option<Date>) -> ChangeView<'a> {
        ChangeView {
            id: String::new(),
            kind,
            date: date.map(Day),
            by_then: false,
            setting: None,
            jurisdictions: Vec::new(),
            member: None,
            text: String::new(),
            was: None,
            now: None,
            note: None,
            sources: Vec::new(),
            address: String::new(),
        }
    }

    fn of_coverage(
        directory: &'a Directory,
        date: Option<Date>,
        was: Option<CoverageKey>,
        now: Option<CoverageKey>,
    ) -> ChangeView<'a> {
        let phrase = |key: CoverageKey| Record::new(directory, key).phrase();
        let sources: BTreeSet<&SourceKey> = [was, now]
            .into_iter()
            .flatten()
            .flat_map(|key| &directory[key].sources)
            .collect();
        let text = match (was.map(phrase), now.map(phrase)) {
            (Some(was), Some(now)) => format!("Now: {now}. Before: {was}."),
            (None, Some(now)) => format!("Added: {now}."),
            (Some(was), None) => format!("No longer listed: {was}."),
            (None, None) => String::new(),
        };
        let line = now.or(was).map_or(1, |key| directory[key].line);
        let date_id = date.map_or_else(String::new, |date| date.to_string());
        ChangeView {
            id: format!("{line}.{date_id}"),
            text,
            note: now.and_then(|key| directory[key].note.as_deref()),
            was: was.map(phrase),
            now: now.map(phrase),
            sources: Cited::each(directory, sources),
            ..ChangeView::blank("coverage", date)
        }
    }

    fn noted(directory: &'a Directory, date: Option<Date>, key: NoticeKey) -> ChangeView<'a> {
        let notice = &directory[key];
        let earlier = directory.notices[..key.place()]
            .iter()
            .filter(|other| other.setting == notice.setting && other.date == notice.date)
            .count();
        let date_id = date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        ChangeView {
            id: format!("note.{date_id}.{}", earlier + 1),
            text: notice.text.clone(),
            sources: Cited::each(directory, &notice.sources),
            ..ChangeView::blank("noted", date)
        }
        .in_setting(directory, notice.setting, &notice.jurisdictions)
    }

    fn in_setting(
        self,
        directory: &'a Directory,
        setting: SettingKey,
        jurisdictions: &[JurisdictionKey],
    ) -> ChangeView<'a> {
        let setting = &directory[setting];
        let places: Vec<&str> = jurisdictions
            .iter()
            .map(|key| directory[*key].id.as_str())
            .collect();
        ChangeView {
            id: format!("{}.{}.{}", setting.id, places.join("+"), self.id),
            setting: Some(Entry::setting(setting)),
            jurisdictions: jurisdictions
                .iter()
                .map(|key| {
                    let jurisdiction = &directory[*key];
                    Entry {
                        address: addresses::answer(setting, jurisdiction),
                        ..Entry::jurisdiction(jurisdiction)
                    }
                })
                .collect(),
            address: addresses::setting(setting),
            ..self
        }
    }

    fn of_member(self, member: &'a Member) -> ChangeView<'a> {
        ChangeView {
            member: Some(MemberName::new(member)),
            address: addresses::member(member),
            ..self
        }
    }
}

/// Whether a member takes individual complaints.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ComplaintsView<'a> {
    /// The word of the data file.
    pub(super) takes: &'static str,
    /// The same for readers.
    #[serde(skip)]
    pub(super) label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Cited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) checked: Option<Day>,
}

impl<'a> ComplaintsView<'a> {
    /// The answer inside a sentence.
    pub(super) fn inside(&self) -> String {
        words::in_sentence(self.label)
    }

    pub(super) fn new(directory: &'a Directory, complaints: &'a Complaints) -> ComplaintsView<'a> {
        ComplaintsView {
            takes: complaints.takes.id(),
            label: words::takes(complaints.takes),
            note: complaints.note.as_deref(),
            source: complaints.source.map(|key| Cited::new(&directory[key])),
            checked: complaints.checked.map(Day),
        }
    }
}

/// Where a complaint goes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Route<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) urgent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) doubt: Option<&'a str>,
    pub(super) first: &'a str,
    pub(super) then: Vec<Onward<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    pub(super) source: Cited<'a>,
    pub(super) checked: Day,
}

/// A body to turn to next.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Onward<'a> {
    pub(super) name: &'a str,
    pub(super) url: &'a str,
}

impl<'a> Route<'a> {
    pub(super) fn new(
        directory: &'a Directory,
        route: &'a crate::directory::ComplaintRoute,
    ) -> Route<'a> {
        Route {
            urgent: route.urgent.as_deref(),
            doubt: route.doubt.as_deref(),
            first: &route.first,
            then: route
                .then
                .iter()
                .map(|link| Onward {
                    name: &link.name,
                    url: &link.url,
                })
                .collect(),
            note: route.note.as_deref(),
            source: Cited::new(&directory[route.source]),
            checked: Day(route.checked),
        }
    }
}

/// One cell of today's matrix.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CellView<'a> {
    pub(super) jurisdiction: &'a str,
    pub(super) records: Vec<CellRecord<'a>>,
    /// Why there is no member, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) empty: Option<&'static str>,
    /// Whether something about it is in doubt.
    pub(super) doubt: bool,
    /// Names of the other jurisdictions with the same coverage.
    #[serde(skip)]
    pub(super) same_in: String,
    #[serde(skip)]
    pub(super) jurisdiction_name: &'a str,
    pub(super) address: String,
}

/// One record in a cell of today's matrix.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CellRecord<'a> {
    pub(super) by: Vec<MemberName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) with: Vec<MemberName<'a>>,
    /// What the partnership is limited to.
    #[serde(rename = "with-for", skip_serializing_if = "Option::is_none")]
    pub(super) with_for: Option<&'a str>,
}

impl<'a> CellView<'a> {
    pub(super) fn new(
        directory: &'a Directory,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
        word: &str,
    ) -> CellView<'a> {
        let records: Vec<&Coverage> = directory
            .coverage_of(setting, jurisdiction, Edition::Today)
            .map(|key| &directory[key])
            .collect();
        let empty = directory.reason(setting, jurisdiction, Edition::Today);
        let same = directory.same_coverage(setting, jurisdiction);
        CellView {
            jurisdiction: &directory[jurisdiction].id,
            doubt: empty == Some(Reason::Unknown)
                || records.iter().any(|record| record.doubt.is_some()),
            records: records
                .into_iter()
                .map(|coverage| CellRecord {
                    by: members_in(directory, coverage, &coverage.by),
                    with: members_in(directory, coverage, &coverage.with),
                    with_for: coverage.with_for.as_deref(),
                })
                .collect(),
            empty: empty.map(words::reason),
            same_in: names_or_number(directory, &same, word),
            jurisdiction_name: &directory[jurisdiction].name,
            address: addresses::answer(&directory[setting], &directory[jurisdiction]),
        }
    }
}

/// Members by name, as what they are in a record.
fn members_in<'a>(
    directory: &'a Directory,
    coverage: &Coverage,
    keys: &[MemberKey],
) -> Vec<MemberName<'a>> {
    keys.iter()
        .map(|key| MemberName::as_kind(&directory[*key], directory.kind_in(coverage, *key)))
        .collect()
}

/// The names of jurisdictions in words, or how many of them there are where they are many.
pub(super) fn names_or_number(
    directory: &Directory,
    keys: &[JurisdictionKey],
    word: &str,
) -> String {
    const FEW: usize = 5;
    if keys.len() <= FEW {
        jurisdiction_names(directory, keys)
    } else {
        format!("{} {word}", keys.len())
    }
}
