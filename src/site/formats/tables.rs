//! `/coverage.csv`, `/members.csv` and `/places.csv` (RFC 4180). The fields of a row's struct are the columns.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::directory::{
    Cell, Cited, CoverageKey, Date, Edition, JurisdictionKey, Kind, MemberKey, Part, Place,
    Standing, Takes,
};
use crate::site::context::Context;
use crate::site::ids;
use crate::site::paths;

/// A row of `/coverage.csv`: one member in one cell, from one record. An empty value means that the data does not say.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct CoverageRow<'a> {
    /// The record; it may be for several jurisdictions and name several members.
    record: String,
    /// The kind of place.
    setting: &'a str,
    setting_name: &'a str,
    /// Where it is.
    jurisdiction: &'a str,
    jurisdiction_name: &'a str,
    /// The body that monitors it.
    member: &'a str,
    member_name: &'a str,
    /// The kind of its monitoring here.
    #[schemars(with = "Kind")]
    kind: Option<Kind>,
    /// Whether it leads, alone or jointly, or is a partner of those that lead.
    #[schemars(with = "Part")]
    part: Option<Part>,
    /// What the partnership is limited to.
    with_for: Option<&'a str>,
    /// Whether the record is in the published table.
    published: bool,
    /// Whether the record holds on the day on which the facts were last checked.
    today: bool,
    /// When it began, if that is after the published table.
    from: Option<Date>,
    /// A date by which it was known to hold, if its beginning is not known.
    seen: Option<Date>,
    /// The date from which it no longer holds.
    until: Option<Date>,
    /// The line of the row in the published table, from 1.
    line: u32,
    /// The words of the published table.
    printed: Option<&'a str>,
    /// What it does here, if it is not its general role.
    does: Option<&'a str>,
    /// The legal basis here.
    basis: Option<&'a str>,
    /// How often they visit.
    visits: Option<&'a str>,
    /// The newest known report.
    latest_title: Option<&'a str>,
    latest_url: Option<&'a str>,
    latest_date: Option<Date>,
    /// Why this reading is not certain.
    doubt: Option<&'a str>,
    /// Other notes.
    note: Option<&'a str>,
    /// The sources.
    sources: JoinedIds<'a>,
    /// The page with the answer for this setting and jurisdiction.
    address: String,
    /// The language of the texts in this row (BCP 47).
    language: &'a str,
}

/// A row of `/members.csv`. An empty value means that the data does not say.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct MemberRow<'a> {
    /// Permanent id.
    id: &'a str,
    /// Full name today.
    name: &'a str,
    abbreviation: Option<&'a str>,
    /// The kind of body.
    #[schemars(with = "Kind")]
    kind: Option<Kind>,
    /// What it does, in one sentence.
    role: &'a str,
    /// What people wrongly expect of it.
    does_not: Option<&'a str>,
    /// The law it works under.
    basis: Option<&'a str>,
    website: &'a str,
    /// Where its inspection reports are.
    reports: Option<&'a str>,
    /// Its contact page.
    contact: Option<&'a str>,
    phone: Option<&'a str>,
    /// When it became a member.
    designated: Option<Date>,
    /// Whether it takes complaints from individuals.
    complaints: Option<Takes>,
    /// What it does with complaints.
    complaints_note: Option<&'a str>,
    /// The settings that it covers today.
    settings: JoinedIds<'a>,
    /// The jurisdictions in which it covers something today.
    jurisdictions: JoinedIds<'a>,
    /// Why it is not in the published table.
    uncovered: Option<&'a str>,
    /// Ids it had in earlier files.
    previous_ids: JoinedIds<'a>,
    /// The sources.
    sources: JoinedIds<'a>,
    /// The page of the member.
    address: String,
    /// The language of the texts in this row (BCP 47).
    language: &'a str,
}

/// A row of `/places.csv`. An empty value means that the data does not say.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct PlaceRow<'a> {
    /// Permanent id.
    id: &'a str,
    name: &'a str,
    /// What kind of place it is.
    setting: &'a str,
    setting_name: &'a str,
    /// Where it is.
    jurisdiction: &'a str,
    jurisdiction_name: &'a str,
    /// Its own official page.
    url: Option<&'a str>,
    /// The date from which nobody is held there.
    closed: Option<Date>,
    /// Other notes.
    note: Option<&'a str>,
    /// Ids it had in earlier files.
    previous_ids: JoinedIds<'a>,
    /// The sources.
    source: &'a str,
    /// When this was last checked.
    checked: Option<Date>,
    /// The page of the place.
    address: String,
    /// The language of the texts in this row (BCP 47).
    language: &'a str,
}

/// Ids in one cell.
#[derive(Debug, Default)]
struct JoinedIds<'a>(Vec<&'a str>);

impl Serialize for JoinedIds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.join("|"))
    }
}

impl JsonSchema for JoinedIds<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Ids".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "Ids, separated by `|`.", "type": "string" })
    }
}

impl<'a> JoinedIds<'a> {
    fn of(ids: &'a [String]) -> JoinedIds<'a> {
        JoinedIds(ids.iter().map(String::as_str).collect())
    }

    fn of_sources(sources: &'a [Cited]) -> JoinedIds<'a> {
        JoinedIds(sources.iter().map(|source| source.id.as_str()).collect())
    }
}

/// `/coverage.csv`: all records, past and present.
pub(crate) fn coverage(context: &Context) -> String {
    let mut rows = Vec::new();
    for index in 0..context.directory.coverage.len() {
        let key = CoverageKey::new(index);
        let coverage = &context.directory[key];
        for jurisdiction in &coverage.jurisdictions {
            for (members, part) in [(&coverage.by, Part::Lead), (&coverage.with, Part::Partner)] {
                for member in members {
                    rows.push(CoverageRow::new(context, key, *jurisdiction, *member, part));
                }
            }
        }
    }
    written(rows)
}

/// `/members.csv`: the present members.
pub(crate) fn members(context: &Context) -> String {
    let members = context.directory.members_that_are(Standing::Member);
    written(members.map(|key| MemberRow::new(context, key)).collect())
}

/// `/places.csv`.
pub(crate) fn places(context: &Context) -> String {
    let places = context.directory.places.iter();
    written(places.map(|place| PlaceRow::new(context, place)).collect())
}

impl<'a> CoverageRow<'a> {
    fn new(
        context: &'a Context,
        key: CoverageKey,
        jurisdiction: JurisdictionKey,
        member: MemberKey,
        part: Part,
    ) -> CoverageRow<'a> {
        let directory = &*context.directory;
        let coverage = &directory[key];
        let kind = directory.kind_in(coverage, member);
        let latest = coverage.latest.as_ref();
        let cell = Cell::new(coverage.setting, jurisdiction);
        let (setting, jurisdiction) = (&directory[cell.setting], &directory[jurisdiction]);
        let member = &directory[member];
        CoverageRow {
            record: ids::record(directory, key),
            setting: &setting.id,
            setting_name: &setting.name,
            jurisdiction: &jurisdiction.id,
            jurisdiction_name: &jurisdiction.name,
            member: &member.id,
            member_name: &member.name,
            kind: Some(kind),
            part: Some(part),
            with_for: match part {
                Part::Lead => None,
                Part::Partner => coverage.with_for.as_deref(),
            },
            published: directory.holds(coverage, Edition::Published),
            today: directory.holds(coverage, Edition::Today),
            from: coverage.from,
            seen: coverage.seen,
            until: coverage.until,
            line: coverage.line,
            printed: coverage.printed.as_deref(),
            does: coverage.does.as_deref(),
            basis: coverage.basis.as_deref(),
            visits: coverage.visits.as_deref(),
            latest_title: latest.map(|report| report.title.as_str()),
            latest_url: latest.map(|report| report.url.as_str()),
            latest_date: latest.and_then(|report| report.date),
            doubt: coverage.doubt.as_deref(),
            note: coverage.note.as_deref(),
            sources: JoinedIds::of_sources(&coverage.sources),
            address: context.info.permanent(&paths::answer(directory, cell)),
            language: &context.info.text_language,
        }
    }
}

impl<'a> MemberRow<'a> {
    fn new(context: &'a Context, key: MemberKey) -> MemberRow<'a> {
        let directory = &*context.directory;
        let member = &directory[key];
        let covered = directory.covered_by(key, Edition::Today);
        let settings = covered.settings().into_iter();
        let jurisdictions = covered.jurisdictions().into_iter();
        let complaints = member.complaints.as_ref();
        MemberRow {
            id: &member.id,
            name: &member.name,
            abbreviation: member.abbreviation.as_deref(),
            kind: Some(member.kind),
            role: &member.role,
            does_not: member.does_not.as_deref(),
            basis: member.basis.as_deref(),
            website: &member.website,
            reports: member.reports.as_deref(),
            contact: member.contact.as_deref(),
            phone: member.phone.as_deref(),
            designated: member.designated,
            complaints: complaints.map(|complaints| complaints.takes),
            complaints_note: complaints.and_then(|complaints| complaints.note.as_deref()),
            settings: JoinedIds(settings.map(|key| &*directory[key].id).collect()),
            jurisdictions: JoinedIds(jurisdictions.map(|key| &*directory[key].id).collect()),
            uncovered: member.uncovered.as_deref(),
            previous_ids: JoinedIds::of(&member.previous_ids),
            sources: JoinedIds::of_sources(&member.sources),
            address: context.info.permanent(&paths::member(member)),
            language: &context.info.text_language,
        }
    }
}

impl<'a> PlaceRow<'a> {
    fn new(context: &'a Context, place: &'a Place) -> PlaceRow<'a> {
        let directory = &*context.directory;
        let (setting, jurisdiction) = (&directory[place.setting], &directory[place.jurisdiction]);
        PlaceRow {
            id: &place.id,
            name: &place.name,
            setting: &setting.id,
            setting_name: &setting.name,
            jurisdiction: &jurisdiction.id,
            jurisdiction_name: &jurisdiction.name,
            url: place.url.as_deref(),
            closed: place.closed,
            note: place.note.as_deref(),
            previous_ids: JoinedIds::of(&place.previous_ids),
            source: &place.source.id,
            checked: Some(place.checked),
            address: context.info.permanent(&paths::place(place)),
            language: &context.info.text_language,
        }
    }
}

/// The table as CSV. It has a header even without rows.
fn written<R: Default + Serialize>(rows: Vec<R>) -> String {
    if rows.is_empty() {
        let mut table = written(vec![R::default()]);
        let head = table.find('\n');
        table.truncate(head.expect("a head comes before the row") + 1);
        return table;
    }
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let written = writer.serialize(row);
        written.expect("a row is a struct of plain values");
    }
    let table = writer.into_inner().expect("it is written into memory");
    String::from_utf8(table).expect("every value is text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_rows_has_a_header() {
        let table = written(Vec::<MemberRow<'_>>::new());
        assert!(table.starts_with("id,name,abbreviation,kind,"), "{table}");
        assert_eq!(table.find("\r\n"), Some(table.len() - 2));
    }
}
