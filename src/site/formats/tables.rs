//! `/coverage.csv` and `/members.csv` (RFC 4180), and what describes them: CSV on the Web metadata.
//!
//! A column is declared once, with its name, its description, its type and its value.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::vocabulary::PARTS;
use crate::directory::{
    Coverage, CoverageKey, Date, Directory, Edition, Jurisdiction, JurisdictionKey, Kind, Member,
    MemberKey, Part, Setting, SourceKey, Start, Takes,
};
use crate::site::context::Context;
use crate::site::paths;
use crate::site::views::{part_id, record_id};

/// What parts the ids of a list within a cell: no id has it.
const SEPARATOR: &str = "|";

/// The vocabulary of the metadata.
const CSVW: &str = "http://www.w3.org/ns/csvw";

/// A row of `/coverage.csv`: one member in one cell, by one record.
struct CoverageRow<'a> {
    context: &'a Context<'a>,
    key: CoverageKey,
    coverage: &'a Coverage,
    setting: &'a Setting,
    jurisdiction: &'a Jurisdiction,
    member: &'a Member,
    kind: Kind,
    part: Part,
}

/// A row of `/members.csv`.
struct MemberRow<'a> {
    context: &'a Context<'a>,
    key: MemberKey,
    member: &'a Member,
}

/// A column; `V` makes its value of a row.
struct Column<V> {
    name: &'static str,
    description: &'static str,
    datatype: Datatype,
    /// Whether it has a value in every row.
    required: bool,
    value: V,
}

/// What kind of value a column has.
enum Datatype {
    Text,
    Boolean,
    Number,
    /// As precise as its source: a year, a month or a day.
    Date,
    Address,
    /// An id of this table or of another.
    Id,
    /// Ids, parted by [`SEPARATOR`].
    Ids,
    /// A word out of a list.
    Word(fn() -> Vec<&'static str>),
}

type CoverageColumn = Column<fn(&CoverageRow<'_>) -> Option<String>>;
type MemberColumn = Column<fn(&MemberRow<'_>) -> Option<String>>;

const COVERAGE: &[CoverageColumn] = &[
    column(
        "record",
        "The record, which can hold in several jurisdictions and name several members",
        Datatype::Id,
        |row| Some(record_id(row.context.directory, row.key)),
    ),
    column("setting", "The kind of place", Datatype::Id, |row| {
        Some(row.setting.id.clone())
    }),
    column("setting_name", "Its name", Datatype::Text, |row| {
        Some(row.setting.name.clone())
    }),
    column("jurisdiction", "Where it is", Datatype::Id, |row| {
        Some(row.jurisdiction.id.clone())
    }),
    column("jurisdiction_name", "Its name", Datatype::Text, |row| {
        Some(row.jurisdiction.name.clone())
    }),
    column("member", "The body that monitors it", Datatype::Id, |row| {
        Some(row.member.id.clone())
    }),
    column("member_name", "Its name", Datatype::Text, |row| {
        Some(row.member.name.clone())
    }),
    column(
        "kind",
        "What kind of monitoring it does here",
        Datatype::Word(kinds),
        |row| Some(row.kind.id().to_owned()),
    ),
    column(
        "part",
        "Whether it leads, alone or jointly, or is a partner of those who do",
        Datatype::Word(|| PARTS.into()),
        |row| Some(part_id(row.part).to_owned()),
    ),
    optional(
        "with_for",
        "What the partnership is limited to",
        Datatype::Text,
        |row| match row.part {
            Part::Lead => None,
            Part::Partner => row.coverage.with_for.clone(),
        },
    ),
    column(
        "published",
        "Whether the record is in the table as published",
        Datatype::Boolean,
        |row| Some(row.is_in(Edition::Published).to_string()),
    ),
    column(
        "today",
        "Whether the record holds on the day on which the facts were last checked",
        Datatype::Boolean,
        |row| Some(row.is_in(Edition::Today).to_string()),
    ),
    optional(
        "from",
        "Since when, where that is after the published table",
        Datatype::Date,
        |row| match row.coverage.start {
            Start::From(date) => Some(date.to_string()),
            Start::Published { .. } | Start::Seen(_) => None,
        },
    ),
    optional(
        "seen",
        "By when it was known to be so, where its beginning is not known",
        Datatype::Date,
        |row| match row.coverage.start {
            Start::Seen(date) => Some(date.to_string()),
            Start::Published { .. } | Start::From(_) => None,
        },
    ),
    optional(
        "until",
        "No longer so since this date",
        Datatype::Date,
        |row| row.coverage.until.map(iso),
    ),
    column(
        "line",
        "The line of the row in the published table, from 1",
        Datatype::Number,
        |row| Some(row.coverage.line.to_string()),
    ),
    optional(
        "printed",
        "The words of the published table",
        Datatype::Text,
        |row| row.coverage.printed().map(str::to_owned),
    ),
    optional(
        "does",
        "What it does here, where that is not its general role",
        Datatype::Text,
        |row| row.coverage.does.clone(),
    ),
    optional(
        "basis",
        "By what right, where it is not simply by law",
        Datatype::Text,
        |row| row.coverage.basis.clone(),
    ),
    optional(
        "doubt",
        "Why this reading is not certain",
        Datatype::Text,
        |row| row.coverage.doubt.clone(),
    ),
    optional("note", "What else to know", Datatype::Text, |row| {
        row.coverage.note.clone()
    }),
    column("sources", "Where this comes from", Datatype::Ids, |row| {
        source_ids(row.context.directory, &row.coverage.sources)
    }),
    column(
        "address",
        "The page with the answer for this setting and jurisdiction",
        Datatype::Address,
        |row| {
            let path = paths::answer(row.setting, row.jurisdiction);
            Some(row.context.info.permanent(&path))
        },
    ),
];

const MEMBERS: &[MemberColumn] = &[
    column("id", "Permanent id", Datatype::Id, |row| {
        Some(row.member.id.clone())
    }),
    column(
        "name",
        "Full name, as the body is called today",
        Datatype::Text,
        |row| Some(row.member.name.clone()),
    ),
    optional("abbreviation", "Short name", Datatype::Text, |row| {
        row.member.abbreviation.clone()
    }),
    column(
        "kind",
        "What kind of body it is",
        Datatype::Word(kinds),
        |row| Some(row.member.kind.id().to_owned()),
    ),
    column(
        "role",
        "What it does, in one sentence",
        Datatype::Text,
        |row| Some(row.member.role.clone()),
    ),
    optional(
        "does_not",
        "What people wrongly expect of it",
        Datatype::Text,
        |row| row.member.does_not.clone(),
    ),
    optional("basis", "The law it works under", Datatype::Text, |row| {
        row.member.basis.clone()
    }),
    column("website", "Its site", Datatype::Address, |row| {
        Some(row.member.website.clone())
    }),
    optional(
        "reports",
        "Where its inspection reports are",
        Datatype::Address,
        |row| row.member.reports.clone(),
    ),
    optional("contact", "Its contact page", Datatype::Address, |row| {
        row.member.contact.clone()
    }),
    optional(
        "designated",
        "When it became a member",
        Datatype::Date,
        |row| row.member.designated.map(iso),
    ),
    optional(
        "complaints",
        "Whether it takes complaints from individuals",
        Datatype::Word(|| Takes::ALL.map(Takes::id).into()),
        |row| Some(row.member.complaints.as_ref()?.takes.id().to_owned()),
    ),
    optional(
        "complaints_note",
        "What it does with what it hears",
        Datatype::Text,
        |row| row.member.complaints.as_ref()?.note.clone(),
    ),
    optional(
        "settings",
        "The settings that it covers today",
        Datatype::Ids,
        |row| {
            let directory = row.context.directory;
            let covered = directory.covered_by(row.key, Edition::Today);
            joined(covered.keys().map(|key| directory[*key].id.as_str()))
        },
    ),
    optional(
        "jurisdictions",
        "Where it covers something today",
        Datatype::Ids,
        |row| {
            let directory = row.context.directory;
            let covered = directory.covered_by(row.key, Edition::Today);
            let places: BTreeSet<_> = covered.values().flat_map(|cells| cells.keys()).collect();
            joined(places.iter().map(|key| directory[**key].id.as_str()))
        },
    ),
    optional(
        "uncovered",
        "Why the published table does not name it",
        Datatype::Text,
        |row| row.member.uncovered.clone(),
    ),
    optional(
        "previous_ids",
        "Ids it had in earlier files",
        Datatype::Ids,
        |row| joined(row.member.previous_ids.iter().map(String::as_str)),
    ),
    column("sources", "Where this comes from", Datatype::Ids, |row| {
        source_ids(row.context.directory, &row.member.sources)
    }),
    column(
        "address",
        "The page of the member",
        Datatype::Address,
        |row| {
            let path = paths::member(row.member);
            Some(row.context.info.permanent(&path))
        },
    ),
];

/// `/coverage.csv`: a row for each member of each record in each of its jurisdictions, of any time.
pub(crate) fn coverage(context: &Context<'_>) -> Result<Vec<u8>, csv::Error> {
    let keys = (0..context.directory.coverage.len()).map(CoverageKey::new);
    let rows = keys.flat_map(|key| CoverageRow::all(context, key));
    written(COVERAGE, rows)
}

/// `/members.csv`: a row for each member.
pub(crate) fn members(context: &Context<'_>) -> Result<Vec<u8>, csv::Error> {
    let rows = context.directory.member_keys().map(|key| MemberRow {
        context,
        key,
        member: &context.directory[key],
    });
    written(MEMBERS, rows)
}

/// `/coverage.csv-metadata.json`: both tables, because one refers to the other.
pub(crate) fn coverage_metadata(context: &Context<'_>) -> String {
    let metadata = json!({
        "@context": CSVW,
        "tables": [coverage_table(context), members_table(context)],
    });
    format!("{metadata:#}\n")
}

/// `/members.csv-metadata.json`.
pub(crate) fn members_metadata(context: &Context<'_>) -> String {
    let mut metadata = members_table(context);
    metadata["@context"] = json!(CSVW);
    format!("{metadata:#}\n")
}

const fn column<V>(
    name: &'static str,
    description: &'static str,
    datatype: Datatype,
    value: V,
) -> Column<V> {
    Column {
        name,
        description,
        datatype,
        required: true,
        value,
    }
}

/// A column that is empty in some rows.
const fn optional<V>(
    name: &'static str,
    description: &'static str,
    datatype: Datatype,
    value: V,
) -> Column<V> {
    Column {
        name,
        description,
        datatype,
        required: false,
        value,
    }
}

impl<'a> CoverageRow<'a> {
    fn all(context: &'a Context<'a>, key: CoverageKey) -> impl Iterator<Item = CoverageRow<'a>> {
        let coverage = &context.directory[key];
        let leads = coverage.by.iter().map(|member| (*member, Part::Lead));
        let partners = coverage.with.iter().map(|member| (*member, Part::Partner));
        let members = leads.chain(partners);
        coverage.jurisdictions.iter().flat_map(move |jurisdiction| {
            members.clone().map(move |(member, part)| {
                CoverageRow::new(context, key, *jurisdiction, member, part)
            })
        })
    }

    fn new(
        context: &'a Context<'a>,
        key: CoverageKey,
        jurisdiction: JurisdictionKey,
        member: MemberKey,
        part: Part,
    ) -> CoverageRow<'a> {
        let directory = context.directory;
        let coverage = &directory[key];
        CoverageRow {
            context,
            key,
            coverage,
            setting: &directory[coverage.setting],
            jurisdiction: &directory[jurisdiction],
            member: &directory[member],
            kind: directory.kind_in(coverage, member),
            part,
        }
    }

    fn is_in(&self, edition: Edition) -> bool {
        self.context.directory.holds(self.coverage, edition)
    }
}

/// The table as CSV.
fn written<R, V: Fn(&R) -> Option<String>>(
    columns: &[Column<V>],
    rows: impl Iterator<Item = R>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.name))?;
    for row in rows {
        let values = columns.iter().map(|column| (column.value)(&row));
        writer.write_record(values.map(Option::unwrap_or_default))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn coverage_table(context: &Context<'_>) -> Value {
    let mut table = described(
        context,
        paths::COVERAGE_CSV,
        "Who monitors which kind of place of detention, and where",
        COVERAGE,
    );
    table["tableSchema"]["primaryKey"] = json!(["record", "jurisdiction", "member"]);
    table["tableSchema"]["foreignKeys"] = json!([{
        "columnReference": "member",
        "reference": { "resource": relative(paths::MEMBERS_CSV), "columnReference": "id" },
    }]);
    table
}

fn members_table(context: &Context<'_>) -> Value {
    let title = format!("The members of the {}", context.info.title);
    let mut table = described(context, paths::MEMBERS_CSV, &title, MEMBERS);
    table["tableSchema"]["primaryKey"] = json!("id");
    table
}

/// What the metadata says of a table, but its keys.
fn described<V>(context: &Context<'_>, address: &str, title: &str, columns: &[Column<V>]) -> Value {
    let columns: Vec<Value> = columns.iter().map(Column::described).collect();
    let mut table = json!({
        "url": relative(address),
        "dc:title": title,
        "dc:modified": { "@value": context.info.checked_iso, "@type": "xsd:date" },
        "dc:source": context.info.published_title,
        "dialect": { "encoding": "utf-8", "lineTerminators": "\r\n" },
        "lang": "en",
        "tableSchema": { "columns": columns },
    });
    if let Some(licence) = &context.info.licence {
        table["dc:rights"] = json!(licence);
    }
    table
}

/// The metadata stands beside the table.
fn relative(address: &str) -> &str {
    address.trim_start_matches('/')
}

impl<V> Column<V> {
    fn described(&self) -> Value {
        let mut column = json!({
            "name": self.name,
            "titles": self.name,
            "dc:description": self.description,
            "datatype": self.datatype.described(),
            "required": self.required,
        });
        if let Datatype::Ids = self.datatype {
            column["separator"] = json!(SEPARATOR);
        }
        column
    }
}

impl Datatype {
    fn described(&self) -> Value {
        match self {
            Datatype::Text => json!("string"),
            Datatype::Boolean => json!("boolean"),
            Datatype::Number => json!({ "base": "integer", "minimum": 1 }),
            Datatype::Date => {
                json!({ "base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" })
            }
            Datatype::Address => json!("anyURI"),
            Datatype::Id | Datatype::Ids => json!({ "base": "string", "format": "[a-z0-9.+-]+" }),
            Datatype::Word(words) => json!({ "base": "string", "format": words().join("|") }),
        }
    }
}

fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::id).into()
}

/// ISO 8601, as precise as the date.
fn iso(date: Date) -> String {
    date.to_string()
}

fn source_ids(directory: &Directory, sources: &[SourceKey]) -> Option<String> {
    joined(sources.iter().map(|key| directory[*key].id.as_str()))
}

/// The ids of a list as one value.
fn joined<'a>(ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let ids: Vec<&str> = ids.collect();
    Some(ids.join(SEPARATOR)).filter(|list| !list.is_empty())
}
