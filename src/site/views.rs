//! The facts as pages show them and twins say them: a record with its links, its dates in words, its sources named.
//!
//! What only a template needs is left out of the twin with `#[serde(skip)]`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::formats::vocabulary;
use super::{paths, words};
use crate::directory::{
    Absence, Change, Complaints, Coverage, CoverageKey, Date, Directory, Edition, Jurisdiction,
    JurisdictionKey, Kind, Member, MemberKey, NoticeKey, Part, Reason, Setting, SettingKey, Source,
    SourceKey, When,
};

/// A setting or a jurisdiction, by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Named")]
pub(crate) struct Entry<'a> {
    /// Permanent.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    /// The page about it, or about what the two have to do with each other.
    pub(crate) address: String,
}

impl<'a> Entry<'a> {
    pub(crate) fn setting(setting: &'a Setting) -> Entry<'a> {
        Entry {
            id: &setting.id,
            name: &setting.name,
            address: paths::setting(setting),
        }
    }

    pub(crate) fn jurisdiction(jurisdiction: &'a Jurisdiction) -> Entry<'a> {
        Entry {
            id: &jurisdiction.id,
            name: &jurisdiction.name,
            address: paths::jurisdiction(jurisdiction),
        }
    }

    /// Jurisdictions, each with the address of the answer for a setting there.
    pub(crate) fn answers(
        directory: &'a Directory,
        setting: SettingKey,
        jurisdictions: &[JurisdictionKey],
    ) -> Vec<Entry<'a>> {
        jurisdictions
            .iter()
            .map(|key| &directory[*key])
            .map(|jurisdiction| Entry {
                id: &jurisdiction.id,
                name: &jurisdiction.name,
                address: paths::answer(&directory[setting], jurisdiction),
            })
            .collect()
    }
}

/// A member, by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct MemberName<'a> {
    /// Permanent.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    /// Its short name.
    pub(crate) abbreviation: Option<&'a str>,
    /// The kind of body; in a record: what kind of monitoring it does there.
    #[schemars(schema_with = "vocabulary::kind")]
    pub(crate) kind: &'static str,
    pub(crate) address: String,
}

impl<'a> MemberName<'a> {
    pub(crate) fn new(member: &'a Member) -> MemberName<'a> {
        MemberName::as_kind(member, member.kind)
    }

    /// The member where it does another kind of monitoring than its own.
    pub(crate) fn as_kind(member: &'a Member, kind: Kind) -> MemberName<'a> {
        MemberName {
            id: &member.id,
            name: &member.name,
            abbreviation: member.abbreviation.as_deref(),
            kind: kind.id(),
            address: paths::member(member),
        }
    }

    pub(crate) fn short(&self) -> &'a str {
        self.abbreviation.unwrap_or(self.name)
    }
}

/// A date: ISO in the twin, words on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day(pub(crate) Date);

impl Day {
    pub(crate) fn words(self) -> String {
        words::date(self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "As precise as its source: a year, a month or a day (ISO 8601).",
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A source, as it is cited.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub(crate) struct Cited<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) publisher: &'a str,
    pub(crate) date: Option<Day>,
    /// When an undated source was read.
    pub(crate) read: Option<Day>,
    pub(crate) note: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) checked: Option<Day>,
    pub(crate) address: String,
}

impl<'a> Cited<'a> {
    pub(crate) fn new(source: &'a Source) -> Cited<'a> {
        Cited {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            date: source.date.map(Day),
            read: source.read.map(Day),
            note: source.note.as_deref(),
            url: source.url.as_deref(),
            checked: source.checked.map(Day),
            address: paths::source(source),
        }
    }

    /// Its date, or when it was read.
    pub(crate) fn when(&self) -> String {
        match (&self.date, &self.read) {
            (Some(date), _) => date.words(),
            (None, Some(read)) => format!("undated, read {}", read.words()),
            (None, None) => String::new(),
        }
    }

    pub(crate) fn each(
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Record<'a> {
    /// Made of the setting, the jurisdictions, the line and the beginning.
    pub(crate) id: String,
    /// The line of the published row, from 1.
    pub(crate) line: u32,
    /// Where, in the file's order; the address is that of the answer there.
    pub(crate) jurisdictions: Vec<Entry<'a>>,
    /// Who leads.
    pub(crate) by: Vec<MemberName<'a>>,
    /// The partners.
    pub(crate) with: Vec<MemberName<'a>>,
    /// What the partnership is limited to.
    pub(crate) with_for: Option<&'a str>,
    /// What they do here, where it is not their general role: a verb phrase after "it".
    pub(crate) does: Option<&'a str>,
    /// The words of the published table; null: not in it.
    pub(crate) printed: Option<&'a str>,
    /// Since when, where that is after the published table.
    pub(crate) from: Option<Day>,
    /// By when it was known to be so, where its beginning is not known.
    pub(crate) seen: Option<Day>,
    /// No longer so since this date.
    pub(crate) until: Option<Day>,
    /// Whether it is in the published table.
    pub(crate) published: bool,
    /// Whether it holds today.
    pub(crate) today: bool,
    /// Why this reading is not certain.
    pub(crate) doubt: Option<&'a str>,
    /// By what right, where it is not simply by law.
    pub(crate) basis: Option<&'a str>,
    /// What a reader should know.
    pub(crate) note: Option<&'a str>,
    pub(crate) sources: Vec<Cited<'a>>,
    /// Names of the jurisdictions, in words.
    #[serde(skip)]
    pub(crate) jurisdiction_names: String,
}

impl<'a> Record<'a> {
    pub(crate) fn new(directory: &'a Directory, key: CoverageKey) -> Record<'a> {
        let coverage = &directory[key];
        Record {
            id: record_id(directory, key),
            line: coverage.line,
            jurisdictions: Entry::answers(directory, coverage.setting, &coverage.jurisdictions),
            by: members_in(directory, coverage, &coverage.by),
            with: members_in(directory, coverage, &coverage.with),
            with_for: coverage.with_for.as_deref(),
            does: coverage.does.as_deref(),
            printed: coverage.printed.as_deref(),
            from: coverage.from.map(Day),
            seen: coverage.seen.map(Day),
            until: coverage.until.map(Day),
            published: directory.holds(coverage, Edition::Published),
            today: directory.holds(coverage, Edition::Today),
            doubt: coverage.doubt.as_deref(),
            basis: coverage.basis.as_deref(),
            note: coverage.note.as_deref(),
            sources: Cited::each(directory, &coverage.sources),
            jurisdiction_names: jurisdiction_names(directory, &coverage.jurisdictions),
        }
    }

    /// `A and B (with C for secure units)`, by full names.
    pub(crate) fn phrase(&self) -> String {
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

/// The id of a coverage record, which stays when others are added: `prisons.england+wales.1.published`. Where one that
/// is so named has ended and another begun on the same date, the later ones are numbered.
pub(crate) fn record_id(directory: &Directory, key: CoverageKey) -> String {
    let coverage = &directory[key];
    let alike = |other: &Coverage| {
        other.line == coverage.line
            && other.jurisdictions == coverage.jurisdictions
            && other.began() == coverage.began()
    };
    let earlier = coverage.jurisdictions.first().map_or(0, |jurisdiction| {
        directory
            .records(coverage.setting, *jurisdiction)
            .iter()
            .filter(|other| **other < key && alike(&directory[**other]))
            .count()
    });
    let setting = &directory[coverage.setting].id;
    let places = joined_ids(directory, &coverage.jurisdictions);
    let start = coverage
        .began()
        .map_or_else(|| "published".to_owned(), |date| date.to_string());
    let mut id = format!("{setting}.{places}.{}.{start}", coverage.line);
    if earlier > 0 {
        // Writing into a `String` cannot fail.
        let _ = write!(id, ".{}", earlier + 1);
    }
    id
}

/// The id of an empty cell, or line of one, about which something is known: `prisons.england.2.none`.
pub(crate) fn absence_id(directory: &Directory, absence: &Absence) -> String {
    let setting = &directory[absence.setting].id;
    let places = joined_ids(directory, &absence.jurisdictions);
    let line = absence
        .line
        .map_or_else(|| "cell".to_owned(), |line| line.to_string());
    format!("{setting}.{places}.{line}.none")
}

/// The id of a gap that an official source names: the source's, and which of its gaps it is.
pub(crate) fn gap_id(directory: &Directory, place: usize) -> String {
    let source = directory.gaps[place].source;
    let earlier = directory.gaps[..place]
        .iter()
        .filter(|gap| gap.source == source)
        .count();
    format!("{}.{}", directory[source].id, earlier + 1)
}

/// The ids of jurisdictions as part of an id: `england+wales`.
pub(crate) fn joined_ids(directory: &Directory, keys: &[JurisdictionKey]) -> String {
    let ids: Vec<&str> = keys.iter().map(|key| directory[*key].id.as_str()).collect();
    ids.join("+")
}

/// The names of jurisdictions in words: `England and Wales`.
pub(crate) fn jurisdiction_names(directory: &Directory, keys: &[JurisdictionKey]) -> String {
    let names: Vec<&str> = keys
        .iter()
        .map(|key| directory[*key].name.as_str())
        .collect();
    words::list(&names)
}

/// An empty cell, or an empty line of one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Empty<'a> {
    /// Made of the setting, the jurisdictions and the line.
    id: String,
    /// Null: the whole cell.
    pub(crate) line: Option<u32>,
    /// Why it is empty.
    #[schemars(schema_with = "vocabulary::reason")]
    pub(crate) reason: &'static str,
    /// What is known.
    pub(crate) note: Option<&'a str>,
    pub(crate) sources: Vec<Cited<'a>>,
}

impl<'a> Empty<'a> {
    pub(crate) fn new(directory: &'a Directory, absence: &'a Absence) -> Empty<'a> {
        Empty {
            id: absence_id(directory, absence),
            line: absence.line,
            reason: absence.reason.id(),
            note: absence.note.as_deref(),
            sources: Cited::each(directory, &absence.sources),
        }
    }
}

/// One thing that is not as the published table has it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub(crate) struct ChangeView<'a> {
    /// Permanent: made of what changed, not of its place in a list.
    pub(crate) id: String,
    /// What kind of change.
    #[schemars(schema_with = "vocabulary::change")]
    pub(crate) kind: &'static str,
    pub(crate) date: Option<Day>,
    /// The date is only when it was known to be so.
    pub(crate) by_then: bool,
    pub(crate) setting: Option<Entry<'a>>,
    pub(crate) jurisdictions: Vec<Entry<'a>>,
    pub(crate) member: Option<MemberName<'a>>,
    /// What changed, in words.
    pub(crate) text: String,
    /// What no longer holds.
    pub(crate) was: Option<Held>,
    /// What holds instead.
    pub(crate) now: Option<Held>,
    pub(crate) note: Option<&'a str>,
    pub(crate) sources: Vec<Cited<'a>>,
    /// Where a reader can see it.
    pub(crate) address: String,
}

/// A coverage record in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Held {
    /// That of the record.
    id: String,
    text: String,
}

impl Held {
    fn new(directory: &Directory, key: CoverageKey) -> Held {
        Held {
            id: record_id(directory, key),
            text: Record::new(directory, key).phrase(),
        }
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'a> ChangeView<'a> {
    pub(crate) fn new(directory: &'a Directory, change: &Change) -> ChangeView<'a> {
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
            Change::Left { member, .. } => {
                let member = &directory[*member];
                ChangeView {
                    id: format!("{}.left", member.id),
                    text: format!("{} is no longer a member.", member.name),
                    sources: Cited::each(directory, &member.sources),
                    ..ChangeView::blank("left", date).of_member(member)
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
        let held = |key: CoverageKey| Held::new(directory, key);
        let (was_held, now_held) = (was.map(held), now.map(held));
        let sources: BTreeSet<&SourceKey> = [was, now]
            .into_iter()
            .flatten()
            .flat_map(|key| &directory[key].sources)
            .collect();
        let text = match (&was_held, &now_held) {
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
            was: was_held,
            now: now_held,
            sources: Cited::each(directory, sources),
            ..ChangeView::blank("coverage", date)
        }
    }

    fn noted(directory: &'a Directory, date: Option<Date>, key: NoticeKey) -> ChangeView<'a> {
        let notice = &directory[key];
        let in_setting = ChangeView {
            text: notice.text.clone(),
            sources: Cited::each(directory, &notice.sources),
            ..ChangeView::blank("noted", date)
        }
        .in_setting(directory, notice.setting, &notice.jurisdictions);
        ChangeView {
            id: format!("{}.noted.{}", directory[notice.setting].id, notice.id),
            ..in_setting
        }
    }

    fn in_setting(
        self,
        directory: &'a Directory,
        key: SettingKey,
        jurisdictions: &[JurisdictionKey],
    ) -> ChangeView<'a> {
        let setting = &directory[key];
        let places = joined_ids(directory, jurisdictions);
        ChangeView {
            id: format!("{}.{places}.{}", setting.id, self.id),
            setting: Some(Entry::setting(setting)),
            jurisdictions: Entry::answers(directory, key, jurisdictions),
            address: paths::setting(setting),
            ..self
        }
    }

    fn of_member(self, member: &'a Member) -> ChangeView<'a> {
        ChangeView {
            member: Some(MemberName::new(member)),
            address: paths::member(member),
            ..self
        }
    }
}

/// Whether a member takes individual complaints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Complaints")]
pub(crate) struct ComplaintsView<'a> {
    /// Does it?
    #[schemars(schema_with = "vocabulary::takes")]
    pub(crate) takes: &'static str,
    /// The same for readers.
    #[serde(skip)]
    pub(crate) label: &'static str,
    pub(crate) note: Option<&'a str>,
    pub(crate) source: Option<Cited<'a>>,
    pub(crate) checked: Option<Day>,
}

impl<'a> ComplaintsView<'a> {
    /// The answer inside a sentence.
    pub(crate) fn inside(&self) -> String {
        words::in_sentence(self.label)
    }

    pub(crate) fn new(directory: &'a Directory, complaints: &'a Complaints) -> ComplaintsView<'a> {
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Route<'a> {
    /// What to do about a worry now.
    pub(crate) urgent: Option<&'a str>,
    /// Why this is not certain.
    pub(crate) doubt: Option<&'a str>,
    pub(crate) steps: Vec<StepView<'a>>,
    /// Whom to complain to first.
    pub(crate) first: Option<&'a str>,
    pub(crate) then: Vec<Onward<'a>>,
    pub(crate) note: Option<&'a str>,
    pub(crate) source: Cited<'a>,
    pub(crate) checked: Day,
}

/// A step of a complaint.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Step")]
pub(crate) struct StepView<'a> {
    /// Whom to turn to.
    pub(crate) to: Option<&'a str>,
    /// What to do.
    pub(crate) text: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) phone: Option<&'a str>,
    /// By when.
    pub(crate) deadline: Option<&'a str>,
    /// Who may complain.
    pub(crate) who: Option<&'a str>,
}

impl<'a> StepView<'a> {
    fn new(step: &'a crate::directory::Step) -> StepView<'a> {
        StepView {
            to: step.to.as_deref(),
            text: step.text.as_deref(),
            url: step.url.as_deref(),
            phone: step.phone.as_deref(),
            deadline: step.deadline.as_deref(),
            who: step.who.as_deref(),
        }
    }
}

/// A body to turn to next.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Onward<'a> {
    pub(crate) name: &'a str,
    pub(crate) url: &'a str,
}

impl<'a> Route<'a> {
    pub(crate) fn new(
        directory: &'a Directory,
        route: &'a crate::directory::ComplaintRoute,
    ) -> Route<'a> {
        Route {
            urgent: route.urgent.as_deref(),
            doubt: route.doubt.as_deref(),
            steps: route.step.iter().map(StepView::new).collect(),
            first: route.first.as_deref(),
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Cell")]
pub(crate) struct CellView<'a> {
    pub(crate) jurisdiction: Entry<'a>,
    /// Today's records.
    pub(crate) records: Vec<CellRecord<'a>>,
    /// Why there is no member, where there is none.
    #[schemars(schema_with = "vocabulary::reason_or_null")]
    pub(crate) empty: Option<&'static str>,
    /// The same for readers.
    #[serde(skip)]
    pub(crate) label: &'static str,
    /// Whether something about it is in doubt.
    pub(crate) doubt: bool,
    /// Names of the other jurisdictions with the same coverage.
    #[serde(skip)]
    pub(crate) same_in: String,
    /// That of the answer.
    pub(crate) address: String,
}

/// One record in a cell of today's matrix.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct CellRecord<'a> {
    pub(crate) id: String,
    /// Who leads.
    pub(crate) by: Vec<MemberName<'a>>,
    /// The partners.
    pub(crate) with: Vec<MemberName<'a>>,
    /// What the partnership is limited to.
    pub(crate) with_for: Option<&'a str>,
}

impl<'a> CellView<'a> {
    pub(crate) fn new(
        directory: &'a Directory,
        setting: SettingKey,
        jurisdiction: JurisdictionKey,
        word: &str,
    ) -> CellView<'a> {
        let records: Vec<CoverageKey> = directory
            .coverage_of(setting, jurisdiction, Edition::Today)
            .collect();
        let empty = directory.reason(setting, jurisdiction, Edition::Today);
        let same = directory.same_coverage(setting, jurisdiction);
        CellView {
            jurisdiction: Entry::jurisdiction(&directory[jurisdiction]),
            doubt: records.iter().any(|key| directory[*key].doubt.is_some()),
            records: records
                .into_iter()
                .map(|key| CellRecord::new(directory, key))
                .collect(),
            empty: empty.map(Reason::id),
            label: empty.map_or("", words::reason),
            same_in: names_or_number(directory, &same, word),
            address: paths::answer(&directory[setting], &directory[jurisdiction]),
        }
    }
}

impl<'a> CellRecord<'a> {
    fn new(directory: &'a Directory, key: CoverageKey) -> CellRecord<'a> {
        let coverage = &directory[key];
        CellRecord {
            id: record_id(directory, key),
            by: members_in(directory, coverage, &coverage.by),
            with: members_in(directory, coverage, &coverage.with),
            with_for: coverage.with_for.as_deref(),
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

/// The word for a part in twins and tables.
pub(crate) fn part_id(part: Part) -> &'static str {
    match part {
        Part::Lead => "lead",
        Part::Partner => "partner",
    }
}

/// The names of jurisdictions in words, or how many of them there are where they are many.
pub(crate) fn names_or_number(
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
