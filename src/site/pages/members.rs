//! The members: all of them by kind, and one with what it covers.

use std::collections::BTreeSet;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::grid::{Grid, GridNote};
use crate::directory::{CoverageKey, Edition, FormerName, Kind, MemberKey, Standing};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::formats::{json_ld, vocabulary};
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::TileMap;
use crate::site::views::{
    ChangeView, Cited, ComplaintsView, Day, MemberName, Named, PhoneNumber, Record,
    jurisdiction_names,
};

/// The members, by kind.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "members.html")]
pub(crate) struct MembersPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    /// The number of members today.
    count: usize,
    kinds: Vec<OfKind<'a>>,
    /// Bodies that have been announced and are not yet members.
    expected: Vec<MemberSummary<'a>>,
    /// Former members.
    former: Vec<MemberSummary<'a>>,
}

/// The members of one kind.
#[derive(Debug, Serialize, JsonSchema)]
struct OfKind<'a> {
    #[schemars(schema_with = "vocabulary::kind")]
    kind: &'static str,
    /// The name for members of this kind.
    name: String,
    /// What they do.
    explained: String,
    members: Vec<MemberSummary<'a>>,
}

/// A member in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct MemberSummary<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    role: &'a str,
    /// The date from which it is no longer a member.
    left: Option<Day>,
    /// The settings that it covers today.
    settings: Vec<Named<'a>>,
    /// How many settings it covers today, and where, in words.
    #[serde(skip)]
    covers: Html,
    #[serde(skip)]
    map: Option<TileMap<'a>>,
}

impl<'a> MembersPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> MembersPage<'a> {
        let (directory, messages) = (context.directory, &context.info.messages);
        let of_standing = |standing, kind: Option<Kind>| -> Vec<MemberSummary<'a>> {
            directory
                .members_that_are(standing)
                .filter(|key| kind.is_none_or(|kind| directory[*key].kind == kind))
                .map(|key| MemberSummary::new(context, key))
                .collect()
        };
        let kinds = Kind::ALL.into_iter().map(|kind| OfKind {
            kind: kind.id(),
            name: messages.word("kinds", kind.id()),
            explained: messages.word("explained", kind.id()),
            members: of_standing(Standing::Member, Some(kind)),
        });
        MembersPage {
            frame: context.page(
                paths::MEMBERS,
                "p-list p-members",
                ["members-heading", "members-description"],
            ),
            count: directory.members_that_are(Standing::Member).count(),
            kinds: kinds.filter(|kind| !kind.members.is_empty()).collect(),
            expected: of_standing(Standing::Expected, None),
            former: of_standing(Standing::Former, None),
        }
    }
}

impl<'a> MemberSummary<'a> {
    fn new(context: &Context<'a>, key: MemberKey) -> MemberSummary<'a> {
        let directory = context.directory;
        let all = directory.covered_by(key, Edition::Today);
        let certain = directory.certainly_covered_by(key);
        let places: BTreeSet<_> = certain
            .values()
            .flat_map(|cells| cells.keys().copied())
            .collect();
        let everywhere = certain.values().all(|cells| cells.len() == places.len());
        let places: Vec<_> = places.into_iter().collect();
        let covers = match (all.len(), certain.len()) {
            (0, _) => context.msg("members-nowhere"),
            (_, 0) => context.msg("members-doubtful"),
            (_, count) => context
                .msg("members-covers")
                .count("count", count)
                .html("places", jurisdiction_names(context, &places))
                .flag("everywhere", everywhere),
        };
        MemberSummary {
            name: MemberName::new(&directory[key]),
            role: &directory[key].role,
            left: directory[key].left.map(Day),
            settings: all
                .keys()
                .map(|setting| Named::setting(&directory[*setting]))
                .collect(),
            covers: covers.finish(),
            map: TileMap::new(directory, &context.info.messages, key),
        }
    }
}

/// One member.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "member.html")]
pub(crate) struct MemberPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(skip)]
    kind_name: String,
    #[serde(flatten)]
    facts: MemberFacts<'a>,
    /// What it covers today: the rows and columns with an entry.
    covers: Grid<'a>,
    #[serde(skip)]
    map: Option<TileMap<'a>>,
    /// Notes about what it covers.
    #[serde(skip)]
    notes: Vec<GridNote<'a>>,
    /// All its coverage records, past and present.
    records: Vec<RecordIn<'a>>,
    changes: Vec<ChangeView<'a>>,
}

/// What is known about a member, except what it covers.
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
    phone: Option<PhoneNumber<'a>>,
    /// Where its inspection reports are.
    reports: Option<&'a str>,
    /// Its contact page.
    contact: Option<&'a str>,
    /// When it became a member.
    designated: Option<Day>,
    /// Whether it has been announced and is not yet a member.
    expected: bool,
    /// The date from which it is no longer a member.
    left: Option<Day>,
    /// Why it is not in the published table.
    uncovered: Option<&'a str>,
    /// Its names in other languages.
    names: Vec<OtherName<'a>>,
    /// Previous names.
    formerly: Vec<Formerly<'a>>,
    /// Its names in the published table.
    printed_as: &'a [String],
    /// Other words for it.
    also_called: &'a [String],
    /// Ids it had in earlier files.
    previous_ids: &'a [String],
    /// Whether it takes complaints from individuals.
    complaints: Option<ComplaintsView<'a>>,
    sources: Vec<Cited<'a>>,
}

/// A name in another language.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OtherName<'a> {
    /// BCP 47.
    pub(crate) language: &'a str,
    pub(crate) name: &'a str,
}

impl<'a> OtherName<'a> {
    pub(crate) fn each(names: &'a [(String, String)]) -> Vec<OtherName<'a>> {
        let names = names.iter();
        names
            .map(|(language, name)| OtherName { language, name })
            .collect()
    }
}

/// A previous name.
#[derive(Debug, Serialize, JsonSchema)]
struct Formerly<'a> {
    name: &'a str,
    abbreviation: Option<&'a str>,
    until: Day,
    source: Option<Cited<'a>>,
}

/// A coverage record with its setting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoverageRecord")]
pub(crate) struct RecordIn<'a> {
    setting: Named<'a>,
    #[serde(flatten)]
    record: Record<'a>,
}

impl<'a> MemberPage<'a> {
    pub(crate) fn new(context: &Context<'a>, key: MemberKey) -> MemberPage<'a> {
        let (directory, info) = (context.directory, context.info);
        let member = &directory[key];
        let heading = match &member.abbreviation {
            Some(abbreviation) if !member.name.contains(abbreviation.as_str()) => context
                .msg("member-heading")
                .text("name", &member.name)
                .text("short", abbreviation)
                .plain(),
            _ => member.name.clone(),
        };
        let notes = GridNote::each(context, key);
        MemberPage {
            frame: context
                .frame(
                    &paths::member(member),
                    "p-member",
                    heading,
                    member.role.clone(),
                )
                .below(context.words("members-heading"), paths::MEMBERS)
                .about([json_ld::member(directory, info, key)]),
            kind_name: info.messages.word("kind", member.kind.id()),
            facts: MemberFacts::new(context, key),
            covers: Grid::new(context, key, &notes),
            map: TileMap::new(directory, &info.messages, key),
            notes,
            records: directory
                .records_of_member(key)
                .iter()
                .map(|record| RecordIn::new(context, *record))
                .collect(),
            changes: ChangeView::each(context, context.changes_of_member(key)),
        }
    }
}

pages!(MembersPage, MemberPage);

impl<'a> MemberFacts<'a> {
    pub(crate) fn new(context: &Context<'a>, key: MemberKey) -> MemberFacts<'a> {
        let directory = context.directory;
        let member = &directory[key];
        MemberFacts {
            name: MemberName::new(member),
            role: &member.role,
            does_not: member.does_not.as_deref(),
            basis: member.basis.as_deref(),
            website: &member.website,
            phone: member.phone.as_deref().map(|number| PhoneNumber { number }),
            reports: member.reports.as_deref(),
            contact: member.contact.as_deref(),
            designated: member.designated.map(Day),
            expected: directory.standing(key) == Standing::Expected,
            left: member.left.map(Day),
            uncovered: member.uncovered.as_deref(),
            names: OtherName::each(&member.names),
            formerly: member
                .formerly
                .iter()
                .map(|former| Formerly::new(context, former))
                .collect(),
            printed_as: &member.printed_as,
            also_called: &member.also_called,
            previous_ids: &member.previous_ids,
            complaints: ComplaintsView::of(context, member),
            sources: Cited::each(directory, &member.sources),
        }
    }
}

impl<'a> Formerly<'a> {
    fn new(context: &Context<'a>, former: &'a FormerName) -> Formerly<'a> {
        Formerly {
            name: &former.name,
            abbreviation: former.abbreviation.as_deref(),
            until: Day(former.until),
            source: former.source.map(|key| Cited::new(&context.directory[key])),
        }
    }
}

impl<'a> RecordIn<'a> {
    pub(crate) fn new(context: &Context<'a>, key: CoverageKey) -> RecordIn<'a> {
        let directory = context.directory;
        RecordIn {
            setting: Named::setting(&directory[directory[key].setting]),
            record: Record::new(context, key),
        }
    }
}
