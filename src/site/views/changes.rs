//! The differences from the published table, as pages show them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FEW, MemberName, Named, jurisdiction_names};
use crate::directory::{
    Change, ChangeKind, Cited, Coverage, CoverageKey, Date, JurisdictionKey, Member, MemberKey,
    SettingKey,
};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::{ids, paths};

/// A difference from the published table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub(crate) struct ChangeView<'a> {
    /// Permanent id, derived from what changed and not from its index in a list.
    pub(crate) id: String,
    /// The kind of change.
    pub(crate) kind: ChangeKind,
    pub(crate) date: Option<Date>,
    /// Whether the date is only one by which the change was known.
    pub(crate) by_then: bool,
    pub(crate) setting: Option<Named<'a>>,
    pub(crate) jurisdictions: Vec<Named<'a>>,
    pub(crate) member: Option<MemberName<'a>>,
    /// What changed, in words.
    pub(crate) text: String,
    /// What no longer holds.
    pub(crate) was: Option<Held>,
    /// What holds instead.
    pub(crate) now: Option<Held>,
    pub(crate) note: Option<&'a str>,
    pub(crate) sources: Vec<Cited>,
    /// The page that shows it.
    pub(crate) address: String,
    /// The date in words.
    #[serde(skip)]
    pub(crate) when: Html,
    /// The setting with its jurisdictions, or the member, as links.
    #[serde(skip)]
    pub(crate) place: Html,
}

/// A coverage record in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Held {
    /// The id of the record.
    id: String,
    text: String,
}

impl Held {
    fn new(context: &Context, key: CoverageKey) -> Held {
        let coverage = &context.directory[key];
        let names = |members| names_in(context, coverage, members);
        let bodies = names(&coverage.by);
        let held = match (&coverage.with[..], &coverage.with_for) {
            ([], _) => bodies,
            (partners, limit) => {
                let id = if limit.is_some() {
                    "change-with-for"
                } else {
                    "change-with"
                };
                let message = context.msg(id).html("bodies", bodies);
                let message = message.html("partners", names(partners));
                let limit = limit.as_deref().unwrap_or_default();
                message.text("limit", limit).finish()
            }
        };
        let text = match &coverage.does {
            Some(does) => context
                .msg("change-does")
                .html("bodies", held)
                .text("does", does)
                .plain(),
            None => held.plain(),
        };
        Held {
            id: ids::record(&context.directory, key),
            text,
        }
    }
}

/// The names of members of a record, and whether their part is in doubt.
fn names_in(context: &Context, coverage: &Coverage, members: &[MemberKey]) -> Html {
    context.info.messages.list(members.iter().map(|key| {
        let name = &context.directory[*key].name;
        if coverage.is_doubtful(*key) {
            let doubtful = context.msg("change-doubtful").text("name", name);
            doubtful.finish()
        } else {
            Html::text(name)
        }
    }))
}

impl<'a> ChangeView<'a> {
    /// All changes in a list.
    pub(crate) fn each<'c>(
        context: &'a Context,
        changes: impl IntoIterator<Item = &'c Change>,
    ) -> Vec<ChangeView<'a>> {
        changes
            .into_iter()
            .map(|change| ChangeView::new(context, change))
            .collect()
    }

    pub(crate) fn new(context: &'a Context, change: &Change) -> ChangeView<'a> {
        let directory = &*context.directory;
        let date = directory.date_of(change);
        let of_membership = |key: MemberKey, kind: ChangeKind, message: &'static str| {
            let member = &directory[key];
            let message = context.msg(message).text("name", &member.name);
            ChangeView {
                id: format!("{}.{kind}", member.id),
                text: message.flag("single", context.info.is_one_body()).plain(),
                sources: member.sources.clone(),
                ..ChangeView::blank(context, kind, date, false).of_member(member)
            }
        };
        match change {
            Change::Coverage {
                setting,
                jurisdictions,
                was,
                now,
                date: _,
                by_then,
            } => {
                let date_id = date.map_or_else(String::new, |date| date.to_string());
                let turn = (*was, *now);
                ChangeView {
                    id: ids::coverage_change(directory, *setting, jurisdictions, turn, &date_id),
                    ..ChangeView::blank(context, ChangeKind::Coverage, date, *by_then)
                }
                .of_coverage(context, turn)
                .in_setting(context, *setting, jurisdictions)
            }
            Change::Noted { notice } => {
                let notice = &directory[*notice];
                ChangeView {
                    id: notice.id.clone(),
                    text: notice.text.clone(),
                    sources: notice.sources.clone(),
                    ..ChangeView::blank(context, ChangeKind::Noted, date, false)
                }
                .in_setting(context, notice.setting, &notice.jurisdictions)
            }
            Change::Renamed { member, former } => {
                let member = &directory[*member];
                let former = &member.formerly[*former];
                let message = context.msg("change-renamed").text("before", &former.name);
                ChangeView {
                    id: ids::renaming(member, former),
                    text: message.text("name", &member.name).plain(),
                    sources: former.source.iter().cloned().collect(),
                    ..ChangeView::blank(context, ChangeKind::Renamed, date, false).of_member(member)
                }
            }
            Change::Joined { member, .. } => {
                of_membership(*member, ChangeKind::Joined, "change-became-member")
            }
            Change::Left { member, .. } => {
                of_membership(*member, ChangeKind::Left, "change-stopped")
            }
        }
    }

    fn blank(
        context: &'a Context,
        kind: ChangeKind,
        date: Option<Date>,
        by_then: bool,
    ) -> ChangeView<'a> {
        let when = match date {
            Some(date) if by_then => context.msg("change-by").date("date", date),
            Some(date) => context.msg("change-since").date("date", date),
            None => context.msg("change-undated"),
        };
        ChangeView {
            id: String::new(),
            kind,
            date,
            by_then,
            setting: None,
            jurisdictions: Vec::new(),
            member: None,
            text: String::new(),
            was: None,
            now: None,
            note: None,
            sources: Vec::new(),
            address: String::new(),
            when: when.finish(),
            place: Html::default(),
        }
    }

    /// With the difference between two records, of which one may be missing.
    fn of_coverage(
        self,
        context: &'a Context,
        (was, now): (Option<CoverageKey>, Option<CoverageKey>),
    ) -> ChangeView<'a> {
        let directory = &*context.directory;
        let records = [was, now].into_iter().flatten();
        let mut sources: Vec<&Cited> = records.flat_map(|key| &directory[key].sources).collect();
        let all = directory.sources.iter();
        sources.sort_by_cached_key(|cited| all.clone().position(|source| source.is(cited)));
        sources.dedup_by_key(|cited| &cited.id);
        let [was, now] =
            [was, now].map(|key| key.map(|key| (&directory[key], Held::new(context, key))));
        let text = match (&was, &now) {
            (Some((was, _)), Some((now, held))) => difference(context, was, now, held),
            (None, Some((_, held))) => {
                let id = match directory.published_source() {
                    Some(_) => "change-added",
                    None => "change-began",
                };
                context.msg(id).text("now", &held.text).plain()
            }
            (Some((_, held)), None) => context.msg("change-ended").text("was", &held.text).plain(),
            (None, None) => unreachable!("a change has a record before it or after it"),
        };
        ChangeView {
            text,
            note: now.as_ref().and_then(|(now, _)| now.note.as_deref()),
            was: was.map(|(_, held)| held),
            now: now.map(|(_, held)| held),
            sources: sources.into_iter().cloned().collect(),
            ..self
        }
    }

    fn in_setting(
        self,
        context: &'a Context,
        key: SettingKey,
        jurisdictions: &[JurisdictionKey],
    ) -> ChangeView<'a> {
        let directory = &*context.directory;
        let setting = Named::setting(&directory[key]);
        let named = Named::answers(directory, key, jurisdictions);
        let places = if named.len() > FEW {
            jurisdiction_names(context, jurisdictions)
        } else {
            context.info.messages.list(named.iter().map(Named::link))
        };
        let place = context
            .msg("change-place")
            .html("setting", setting.link())
            .html("places", places);
        ChangeView {
            address: setting.address.clone(),
            place: place.finish(),
            setting: Some(setting),
            jurisdictions: named,
            ..self
        }
    }

    fn of_member(self, member: &'a Member) -> ChangeView<'a> {
        let name = MemberName::new(member);
        ChangeView {
            address: paths::member(member),
            place: name.link(),
            member: Some(name),
            ..self
        }
    }
}

/// The difference between two records in words: who joined and who left.
fn difference(context: &Context, was: &Coverage, now: &Coverage, held: &Held) -> String {
    let only = |of: &Coverage, other: &Coverage| -> Vec<MemberKey> {
        let known = |key| other.members().any(|member| member == key);
        of.members().filter(|key| !known(*key)).collect()
    };
    let joined = names_in(context, now, &only(now, was));
    // Whether it is certain that they took part before does not matter any more.
    let left = only(was, now).into_iter();
    let left = left.map(|key| Html::text(&context.directory[key].name));
    let left = context.info.messages.list(left);
    let id = match (joined.is_empty(), left.is_empty()) {
        (true, true) => return context.msg("change-same").text("now", &held.text).plain(),
        (false, true) => "change-joined",
        (true, false) => "change-left",
        (false, false) => "change-joined-and-left",
    };
    let message = context.msg(id);
    message.html("joined", joined).html("left", left).plain()
}
