//! The members: all of them by kind, and one with what it covers.

use std::collections::BTreeSet;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{CoverageKey, Directory, Edition, FormerName, Kind, Member, MemberKey};
use crate::site::context::Context;
use crate::site::formats::{json_ld, vocabulary};
use crate::site::frame::{Frame, pages};
use crate::site::views::{
    ChangeView, Cited, ComplaintsView, Day, Entry, MemberName, Record, part_id,
};
use crate::site::{paths, words};

/// `/members`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "members.html")]
pub(crate) struct MembersPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    count: usize,
    kinds: Vec<OfKind<'a>>,
}

/// The members of one kind.
#[derive(Debug, Serialize, JsonSchema)]
struct OfKind<'a> {
    #[schemars(schema_with = "vocabulary::kind")]
    kind: &'static str,
    /// What members of this kind are called.
    name: &'static str,
    /// What they do.
    explained: &'static str,
    members: Vec<Summary<'a>>,
}

/// A member in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Summary<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    role: &'a str,
    /// The settings that it covers today.
    settings: Vec<Entry<'a>>,
    /// Where it covers something today, in words.
    #[serde(skip)]
    places: String,
}

impl<'a> MembersPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> MembersPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::MEMBERS,
                "Members",
                format!(
                    "The bodies that belong to the {}, by kind.",
                    context.info.title
                ),
            )
            .below(&[])
            .class("list members");
        let of_kind = |kind: Kind| OfKind {
            kind: kind.id(),
            name: words::kinds(kind),
            explained: words::kind_explained(kind),
            members: directory
                .member_keys()
                .filter(|key| directory[*key].kind == kind)
                .map(|key| summary(context, key))
                .collect(),
        };
        MembersPage {
            frame,
            count: directory.members.len(),
            kinds: Kind::ALL
                .into_iter()
                .map(of_kind)
                .filter(|kind| !kind.members.is_empty())
                .collect(),
        }
    }
}

fn summary<'a>(context: &Context<'a>, key: MemberKey) -> Summary<'a> {
    let directory = context.directory;
    let covered = directory.covered_by(key, Edition::Today);
    let places: BTreeSet<_> = covered.values().flat_map(|cells| cells.keys()).collect();
    let places: Vec<_> = places.into_iter().copied().collect();
    Summary {
        name: MemberName::new(&directory[key]),
        role: &directory[key].role,
        settings: covered
            .keys()
            .map(|setting| Entry::setting(&directory[*setting]))
            .collect(),
        places: crate::site::views::names_or_number(
            directory,
            &places,
            &context.info.jurisdictions,
        ),
    }
}

/// `/members/{m}`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "member.html")]
pub(crate) struct MemberPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(skip)]
    kind_name: &'static str,
    #[serde(skip)]
    heading: String,
    #[serde(flatten)]
    facts: MemberFacts<'a>,
    /// What it covers today: only the rows and columns that it covers.
    covers: Grid<'a>,
    /// Every record that names it, of any time.
    records: Vec<RecordIn<'a>>,
    changes: Vec<ChangeView<'a>>,
}

/// What is known of a member but what it covers.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MemberFacts<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
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
    /// When it became a member.
    designated: Option<Day>,
    /// Why the published table does not name it.
    uncovered: Option<&'a str>,
    /// Its names in other languages.
    names: Vec<OtherName<'a>>,
    /// Names that it had before.
    formerly: Vec<Formerly<'a>>,
    /// How the published table names it.
    printed_as: &'a [String],
    /// Other words that people use for it.
    also_called: &'a [String],
    /// Ids it had in earlier files.
    previous_ids: &'a [String],
    /// Whether it takes complaints from individuals.
    complaints: Option<ComplaintsView<'a>>,
    sources: Vec<Cited<'a>>,
}

/// A name in another language.
#[derive(Debug, Serialize, JsonSchema)]
struct OtherName<'a> {
    /// BCP 47.
    language: &'a str,
    name: &'a str,
}

/// A name that it had before.
#[derive(Debug, Serialize, JsonSchema)]
struct Formerly<'a> {
    name: &'a str,
    abbreviation: Option<&'a str>,
    until: Day,
    source: Option<Cited<'a>>,
}

/// A record and the setting that it is about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoverageRecord")]
pub(crate) struct RecordIn<'a> {
    setting: Entry<'a>,
    #[serde(flatten)]
    record: Record<'a>,
}

/// Something to know of what a member does in a setting.
#[derive(Debug)]
struct Note<'a, 'b> {
    setting: &'b Entry<'a>,
    text: &'a str,
}

/// The part of today's matrix in which a member stands.
#[derive(Debug, Serialize, JsonSchema)]
struct Grid<'a> {
    jurisdictions: Vec<Entry<'a>>,
    rows: Vec<GridRow<'a>>,
}

/// A row of it.
#[derive(Debug, Serialize, JsonSchema)]
struct GridRow<'a> {
    setting: Entry<'a>,
    cells: Vec<GridCell<'a>>,
}

/// A cell of it.
#[derive(Debug, Serialize, JsonSchema)]
struct GridCell<'a> {
    /// Null where it does not cover this cell.
    #[schemars(schema_with = "vocabulary::part_or_null")]
    part: Option<&'static str>,
    address: String,
    #[serde(skip)]
    jurisdiction_name: &'a str,
}

impl GridCell<'_> {
    fn label(&self) -> &'static str {
        match self.part {
            Some("lead") => "Covers",
            Some(_) => "Partner",
            None => "Not here",
        }
    }
}

impl<'a> MemberPage<'a> {
    pub(crate) fn new(context: &Context<'a>, key: MemberKey) -> MemberPage<'a> {
        let directory = context.directory;
        let member = &directory[key];
        let address = paths::member(member);
        let heading = match &member.abbreviation {
            Some(abbreviation) if !member.name.contains(abbreviation.as_str()) => {
                format!("{} ({abbreviation})", member.name)
            }
            _ => member.name.clone(),
        };
        let frame = context
            .frame(&address, &heading, member.role.clone())
            .below(&[("Members", paths::MEMBERS)])
            .class("member")
            .about([json_ld::member(directory, context.info, key)]);
        MemberPage {
            frame,
            kind_name: words::kind(member.kind),
            heading,
            facts: MemberFacts::new(directory, member),
            covers: grid(context, key),
            records: directory
                .records_of_member(key)
                .iter()
                .map(|record| RecordIn::new(directory, *record))
                .collect(),
            changes: context
                .changes
                .of_member(key)
                .map(|change| ChangeView::new(directory, change))
                .collect(),
        }
    }

    /// What is in doubt and what else to know of what it covers today.
    fn notes(&self) -> Vec<Note<'a, '_>> {
        self.records
            .iter()
            .filter(|record| record.record.today)
            .flat_map(|RecordIn { setting, record }| {
                let texts = [record.doubt, record.note].into_iter().flatten();
                texts.map(move |text| Note { setting, text })
            })
            .collect()
    }
}

pages!(MembersPage, MemberPage);

impl<'a> MemberFacts<'a> {
    pub(crate) fn new(directory: &'a Directory, member: &'a Member) -> MemberFacts<'a> {
        MemberFacts {
            name: MemberName::new(member),
            role: &member.role,
            does_not: member.does_not.as_deref(),
            basis: member.basis.as_deref(),
            website: &member.website,
            reports: member.reports.as_deref(),
            contact: member.contact.as_deref(),
            designated: member.designated.map(Day),
            uncovered: member.uncovered.as_deref(),
            names: member
                .names
                .iter()
                .map(|(language, name)| OtherName { language, name })
                .collect(),
            formerly: member
                .formerly
                .iter()
                .map(|former| Formerly::new(directory, former))
                .collect(),
            printed_as: &member.printed_as,
            also_called: &member.also_called,
            previous_ids: &member.previous_ids,
            complaints: member
                .complaints
                .as_ref()
                .map(|complaints| ComplaintsView::new(directory, complaints)),
            sources: Cited::each(directory, &member.sources),
        }
    }
}

impl<'a> Formerly<'a> {
    fn new(directory: &'a Directory, former: &'a FormerName) -> Formerly<'a> {
        Formerly {
            name: &former.name,
            abbreviation: former.abbreviation.as_deref(),
            until: Day(former.until),
            source: former.source.map(|key| Cited::new(&directory[key])),
        }
    }
}

impl<'a> RecordIn<'a> {
    pub(crate) fn new(directory: &'a Directory, key: CoverageKey) -> RecordIn<'a> {
        RecordIn {
            setting: Entry::setting(&directory[directory[key].setting]),
            record: Record::new(directory, key),
        }
    }
}

fn grid<'a>(context: &Context<'a>, key: MemberKey) -> Grid<'a> {
    let directory = context.directory;
    let covered = directory.covered_by(key, Edition::Today);
    let columns: BTreeSet<_> = covered
        .values()
        .flat_map(|cells| cells.keys().copied())
        .collect();
    Grid {
        jurisdictions: columns
            .iter()
            .map(|key| Entry::jurisdiction(&directory[*key]))
            .collect(),
        rows: covered
            .iter()
            .map(|(setting, cells)| GridRow {
                setting: Entry::setting(&directory[*setting]),
                cells: columns
                    .iter()
                    .map(|column| GridCell {
                        part: cells.get(column).copied().map(part_id),
                        address: paths::answer(&directory[*setting], &directory[*column]),
                        jurisdiction_name: &directory[*column].name,
                    })
                    .collect(),
            })
            .collect(),
    }
}
