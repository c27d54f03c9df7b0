//! The answer page: who monitors this kind of place in this jurisdiction.

use std::collections::BTreeSet;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{
    Coverage, CoverageKey, Edition, JurisdictionKey, MemberKey, Reason, SettingKey,
};
use crate::site::context::Context;
use crate::site::formats::vocabulary;
use crate::site::frame::{Frame, pages};
use crate::site::views::{
    ChangeView, Cited, ComplaintsView, Empty, Entry, MemberName, Record, Route,
};
use crate::site::{paths, words};

/// Up to this many neighbours of a cell are linked one by one; more are a link to their page.
const NEIGHBOURS: usize = 12;

/// `/settings/{s}/{j}`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "answer.html")]
pub(crate) struct AnswerPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    setting: Entry<'a>,
    jurisdiction: Entry<'a>,
    /// The answer in one sentence.
    sentence: String,
    /// The same in pieces, of which some are links.
    #[serde(skip)]
    pieces: Vec<Piece>,
    /// How many members are listed today.
    count: usize,
    /// Why there is none, where there is none.
    #[schemars(schema_with = "vocabulary::reason_or_null")]
    empty: Option<&'static str>,
    #[serde(skip)]
    reason: Option<Reason>,
    /// Each member in each of its parts, today.
    members: Vec<Doer<'a>>,
    /// Why the answer is not certain.
    doubts: Vec<&'a str>,
    /// Today's records.
    today: Vec<Record<'a>>,
    /// The published table's records.
    published: Vec<Record<'a>>,
    /// The heading of the row in the published table.
    printed: Option<&'a str>,
    /// Empty lines of the cell, or the empty cell.
    absences: Vec<Empty<'a>>,
    changes: Vec<ChangeView<'a>>,
    #[serde(rename = "complaint_routes")]
    routes: Vec<Route<'a>>,
    /// Names of the other jurisdictions with the same coverage.
    #[serde(skip)]
    same_in: String,
    /// The same setting elsewhere; empty where there are too many to list.
    #[serde(skip)]
    elsewhere: Vec<Entry<'a>>,
    sources: Vec<Cited<'a>>,
}

/// A piece of a sentence.
#[derive(Debug)]
struct Piece {
    text: String,
    address: Option<String>,
}

/// A member in one of its parts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MemberHere")]
struct Doer<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    #[schemars(schema_with = "vocabulary::part")]
    part: &'static str,
    /// What the partnership is limited to.
    with_for: Option<&'a str>,
    /// The members it does this with.
    #[serde(skip)]
    together: String,
    /// Whether this is the first of its parts: what holds for all of them is said there.
    #[serde(skip)]
    first: bool,
    /// What it does, in a word.
    verb: &'static str,
    /// What it does here, where that is not its general role.
    does: Option<&'a str>,
    /// What it does in general, in one sentence.
    role: &'a str,
    /// By what right it does this here; null: simply by law.
    basis: Option<&'a str>,
    /// What else to know, said once for the members of a record.
    #[serde(skip)]
    note: Option<&'a str>,
    /// By what right, for readers.
    #[serde(skip)]
    by_right: String,
    complaints: Option<ComplaintsView<'a>>,
    website: &'a str,
    /// Where its inspection reports are.
    reports: Option<&'a str>,
}

impl<'a> Doer<'a> {
    /// Whether it takes complaints, in the first of its parts.
    fn complaints_once(&self) -> Option<&ComplaintsView<'a>> {
        self.complaints.as_ref().filter(|_| self.first)
    }
}

impl<'a> AnswerPage<'a> {
    pub(crate) fn new(
        context: &Context<'a>,
        (setting_key, jurisdiction_key): (SettingKey, JurisdictionKey),
    ) -> AnswerPage<'a> {
        let directory = context.directory;
        let (setting, jurisdiction) = (&directory[setting_key], &directory[jurisdiction_key]);
        let of = |edition| {
            directory
                .coverage_of(setting_key, jurisdiction_key, edition)
                .collect::<Vec<_>>()
        };
        let (today, published) = (of(Edition::Today), of(Edition::Published));
        let records: Vec<&'a Coverage> = today.iter().map(|key| &directory[*key]).collect();
        let reason = directory.reason(setting_key, jurisdiction_key, Edition::Today);
        let listed = directory.members_of(setting_key, jurisdiction_key, Edition::Today);
        let count = listed.len();
        let absences: Vec<Empty<'a>> = directory
            .absences_of(setting_key, jurisdiction_key)
            .iter()
            .map(|key| Empty::new(directory, &directory[*key]))
            .collect();
        let changes: Vec<ChangeView<'a>> = context
            .changes_in(setting_key, jurisdiction_key)
            .map(|change| ChangeView::new(directory, change))
            .collect();
        let view = |keys: &[CoverageKey]| {
            keys.iter()
                .map(|key| Record::new(directory, *key))
                .collect::<Vec<_>>()
        };
        let (today, published) = (view(&today), view(&published));
        let pieces = sentence(&setting.name, &jurisdiction.name, count, reason, &today);
        let sentence: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let sources = sources(context, &today, &published, &absences);
        let heading = format!("{} in {}: who monitors it", setting.name, jurisdiction.name);
        let address = paths::answer(setting, jurisdiction);
        let setting_address = paths::setting(setting);
        let frame = context
            .frame(&address, &heading, sentence.clone())
            .below(&[
                ("Settings", paths::SETTINGS),
                (&setting.name, &setting_address),
            ])
            .class("answer");
        let mut members: Vec<Doer<'a>> = records
            .iter()
            .flat_map(|coverage| doers(context, coverage))
            .collect();
        let mut named = BTreeSet::new();
        for member in &mut members {
            member.first = named.insert(member.name.id);
        }
        let others = directory.jurisdictions.len() - 1;
        let elsewhere: Vec<JurisdictionKey> = directory
            .jurisdiction_keys()
            .filter(|key| *key != jurisdiction_key && others <= NEIGHBOURS)
            .collect();
        AnswerPage {
            frame,
            setting: Entry::setting(setting),
            jurisdiction: Entry::jurisdiction(jurisdiction),
            sentence,
            pieces,
            count,
            empty: reason.map(Reason::id),
            reason,
            members,
            doubts: records
                .iter()
                .filter_map(|record| record.doubt.as_deref())
                .collect(),
            today,
            published,
            printed: setting.printed.as_deref(),
            absences,
            changes,
            routes: directory
                .complaint_routes_of(setting_key, jurisdiction_key)
                .map(|route| Route::new(directory, route))
                .collect(),
            same_in: crate::site::views::names_or_number(
                directory,
                &directory.same_coverage(setting_key, jurisdiction_key),
                &context.info.jurisdictions,
            ),
            elsewhere: Entry::answers(directory, setting_key, &elsewhere),
            sources,
        }
    }

    /// Whether there are such places, but no member for them.
    fn none_is_named(&self) -> bool {
        matches!(self.reason, Some(Reason::NoneListed | Reason::Unknown))
    }

    /// The empty cell's own record, where there is one.
    fn absence(&self) -> Option<&Empty<'a>> {
        self.absences.iter().find(|absence| absence.line.is_none())
    }
}

pages!(AnswerPage);

/// The answer in one sentence: `Two bodies monitor police custody in Scotland: A (with B) and C.`
fn sentence(
    setting: &str,
    jurisdiction: &str,
    count: usize,
    reason: Option<Reason>,
    today: &[Record<'_>],
) -> Vec<Piece> {
    let setting = words::in_sentence(setting);
    let text = |text: String| Piece {
        text,
        address: None,
    };
    match reason {
        Some(Reason::NotApplicable) => {
            return vec![text(format!("There are no such places in {jurisdiction}."))];
        }
        Some(Reason::NoneListed | Reason::Unknown | Reason::Elsewhere) => {
            return vec![text(format!(
                "No NPM member is listed for {setting} in {jurisdiction}."
            ))];
        }
        None => {}
    }
    let number = words::capital(&words::number(count));
    let monitor = if count == 1 {
        "body monitors"
    } else {
        "bodies monitor"
    };
    let mut pieces = vec![text(format!(
        "{number} {monitor} {setting} in {jurisdiction}: "
    ))];
    let today = without_repeats(today);
    // Names are parted by "and" within a record, so records that hold one are parted by a stronger mark.
    let long = today.len() > 1 && today.iter().any(|record| record.by.len() > 1);
    for (place, record) in today.iter().enumerate() {
        let last = place + 1 == today.len();
        pieces.push(text(match (place, last, long) {
            (0, _, _) => String::new(),
            (_, true, true) => "; and ".to_owned(),
            (_, true, false) => " and ".to_owned(),
            (_, false, true) => "; ".to_owned(),
            (_, false, false) => ", ".to_owned(),
        }));
        link_all(&mut pieces, &record.by);
        if !record.with.is_empty() {
            pieces.push(text(" (with ".to_owned()));
            link_all(&mut pieces, &record.with);
            let limit = record
                .with_for
                .map_or_else(String::new, |limit| format!(" for {limit}"));
            pieces.push(text(format!("{limit})")));
        }
    }
    pieces.push(text(".".to_owned()));
    pieces
}

/// The records without those whose every member another record before them has named: a member that does two things
/// in a place is one body.
fn without_repeats<'a, 'r>(records: &'r [Record<'a>]) -> Vec<&'r Record<'a>> {
    let members = |record: &'r Record<'a>| record.by.iter().chain(&record.with);
    let named_before = |place: usize, id: &str| {
        records[..place]
            .iter()
            .flat_map(members)
            .any(|member| member.id == id)
    };
    records
        .iter()
        .enumerate()
        .filter(|(place, record)| members(record).any(|member| !named_before(*place, member.id)))
        .map(|(_, record)| record)
        .collect()
}

fn link_all(pieces: &mut Vec<Piece>, members: &[MemberName<'_>]) {
    for (place, member) in members.iter().enumerate() {
        let between = match place {
            0 => "",
            _ if place + 1 == members.len() => " and ",
            _ => ", ",
        };
        pieces.push(Piece {
            text: between.to_owned(),
            address: None,
        });
        pieces.push(Piece {
            text: member.name.to_owned(),
            address: Some(member.address.clone()),
        });
    }
}

fn doers<'a>(context: &Context<'a>, coverage: &'a Coverage) -> Vec<Doer<'a>> {
    let directory = context.directory;
    let all: Vec<MemberKey> = coverage.members().collect();
    let doer = |key: MemberKey, part, with_for| {
        let member = &directory[key];
        let kind = directory.kind_in(coverage, key);
        let others: Vec<&str> = all
            .iter()
            .filter(|other| **other != key)
            .map(|other| directory[*other].short_name())
            .collect();
        Doer {
            name: MemberName::as_kind(member, kind),
            part,
            with_for,
            first: true,
            together: words::list(&others),
            verb: words::verb(kind),
            does: coverage.does.as_deref(),
            role: &member.role,
            basis: coverage.basis.as_deref(),
            note: coverage
                .note
                .as_deref()
                .filter(|_| all.last() == Some(&key)),
            by_right: words::capital(coverage.basis.as_deref().unwrap_or("by law")),
            complaints: member
                .complaints
                .as_ref()
                .map(|complaints| ComplaintsView::new(directory, complaints)),
            website: &member.website,
            reports: member.reports.as_deref(),
        }
    };
    let leads = coverage.by.iter().map(|key| doer(*key, "lead", None));
    let partners = coverage
        .with
        .iter()
        .map(|key| doer(*key, "partner", coverage.with_for.as_deref()));
    leads.chain(partners).collect()
}

/// Everything that the page's facts come from, each source once, the published table's first.
fn sources<'a>(
    context: &Context<'a>,
    today: &[Record<'a>],
    published: &[Record<'a>],
    absences: &[Empty<'a>],
) -> Vec<Cited<'a>> {
    let published_table = context.directory.published_source();
    let mut sources: Vec<Cited<'a>> = published_table.map(Cited::new).into_iter().collect();
    let named = published
        .iter()
        .chain(today)
        .map(|record| &record.sources)
        .chain(absences.iter().map(|absence| &absence.sources));
    for source in named.flatten() {
        if sources.iter().all(|known| known.id != source.id) {
            sources.push(source.clone());
        }
    }
    sources
}
