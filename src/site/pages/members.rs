//! The members: all of them by kind, and one with what it covers.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::grid::{Grid, GridNote};
use crate::directory::{CoverageKey, Date, Edition, Kind, Member, MemberKey, Standing};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::formats::json_ld;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::{MarkGroup, TileMap};
use crate::site::views::{ChangeView, MemberName, Named, Record, jurisdiction_names};

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
    kind: Kind,
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
    left: Option<Date>,
    /// The settings that it covers today.
    settings: Vec<Named<'a>>,
    /// How many settings it covers today, and where, in words.
    #[serde(skip)]
    covers: Html,
    #[serde(skip)]
    map: Option<TileMap<'a>>,
}

impl<'a> MembersPage<'a> {
    pub(crate) fn new(context: &'a Context) -> MembersPage<'a> {
        let (directory, messages) = (&*context.directory, &context.info.messages);
        let of_standing = |standing, kind: Option<Kind>| -> Vec<MemberSummary<'a>> {
            directory
                .members_that_are(standing)
                .filter(|key| kind.is_none_or(|kind| directory[*key].kind == kind))
                .map(|key| MemberSummary::new(context, key))
                .collect()
        };
        let kinds = Kind::ALL.into_iter().map(|kind| OfKind {
            kind,
            name: messages.word("kinds", kind),
            explained: messages.word("explained", kind),
            members: of_standing(Standing::Member, Some(kind)),
        });
        MembersPage {
            frame: context.page(paths::MEMBERS, "p-list p-members", "members"),
            count: directory.members_that_are(Standing::Member).count(),
            kinds: kinds.filter(|kind| !kind.members.is_empty()).collect(),
            expected: of_standing(Standing::Expected, None),
            former: of_standing(Standing::Former, None),
        }
    }
}

impl<'a> MemberSummary<'a> {
    fn new(context: &'a Context, key: MemberKey) -> MemberSummary<'a> {
        let directory = &*context.directory;
        let all = directory.covered_by(key, Edition::Today);
        let certain = directory.certainly_covered_by(key);
        let settings = all.settings();
        let places: Vec<_> = certain.jurisdictions().into_iter().collect();
        let count = certain.settings().len();
        let everywhere = certain.0.len() == count * places.len();
        let covers = match (settings.len(), count) {
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
            left: directory[key].left,
            settings: settings
                .iter()
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
    member: &'a Member,
    /// Whether it has been announced and is not yet a member.
    expected: bool,
    address: String,
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
    pub(crate) fn new(context: &'a Context, key: MemberKey) -> MemberPage<'a> {
        let (directory, info) = (&*context.directory, &context.info);
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

    /// The CSS class of its mark.
    fn mark(&self) -> &'static str {
        MarkGroup::of(self.facts.member.kind).word()
    }
}

pages!(MembersPage, MemberPage);

impl<'a> MemberFacts<'a> {
    pub(crate) fn new(context: &'a Context, key: MemberKey) -> MemberFacts<'a> {
        let member = &context.directory[key];
        MemberFacts {
            member,
            expected: context.directory.standing(key) == Standing::Expected,
            address: paths::member(member),
        }
    }
}

impl<'a> RecordIn<'a> {
    pub(crate) fn new(context: &'a Context, key: CoverageKey) -> RecordIn<'a> {
        let directory = &*context.directory;
        RecordIn {
            setting: Named::setting(&directory[directory[key].setting]),
            record: Record::new(context, key),
        }
    }
}
