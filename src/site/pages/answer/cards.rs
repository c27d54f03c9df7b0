//! The members of a cell in each of their parts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Complaints, Coverage, CoverageKey, Kind, MemberKey, Part, Report, Takes};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::views::MemberName;

/// A member in one of its parts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MemberHere")]
pub(crate) struct Doer<'a> {
    #[serde(flatten)]
    pub(crate) name: MemberName<'a>,
    pub(crate) part: Part,
    /// What the partnership is limited to.
    with_for: Option<&'a str>,
    /// What it does, in one word.
    pub(crate) verb: String,
    /// What it does here, if it is not its general role.
    pub(crate) does: Option<&'a str>,
    /// What it does in general, in one sentence.
    pub(crate) role: &'a str,
    /// Its legal basis here; null: the file does not say.
    basis: Option<&'a str>,
    /// Why its part is not certain.
    pub(crate) doubt: Option<&'a str>,
    pub(crate) complaints: Option<&'a Complaints>,
    pub(crate) website: &'a str,
    /// Where its inspection reports are.
    reports: Option<&'a str>,
    /// The members with which it works, in a sentence.
    #[serde(skip)]
    pub(crate) together: Html,
    #[serde(skip)]
    pub(crate) visits: Option<&'a str>,
    #[serde(skip)]
    pub(crate) latest: Option<&'a Report>,
    /// The legal basis if it is that of this member.
    #[serde(skip)]
    pub(crate) own_basis: Option<&'a str>,
}

/// A member with all its parts.
pub(crate) type Card<'d, 'a> = Vec<&'d Doer<'a>>;

/// The members with all their parts.
pub(crate) fn cards<'d, 'a>(doers: &'d [Doer<'a>]) -> Vec<Card<'d, 'a>> {
    let mut cards: Vec<Card<'d, 'a>> = Vec::new();
    for doer in doers {
        match cards
            .iter_mut()
            .find(|card| card[0].name.id == doer.name.id)
        {
            Some(card) => card.push(doer),
            None => cards.push(vec![doer]),
        }
    }
    cards
}

impl<'a> Doer<'a> {
    /// Each part of each member in these records.
    pub(crate) fn each(context: &'a Context, records: &[CoverageKey]) -> Vec<Doer<'a>> {
        let mut doers = Vec::new();
        for key in records {
            let coverage = &context.directory[*key];
            let doer = |member: &MemberKey, part| Doer::new(context, coverage, *member, part);
            doers.extend(coverage.by.iter().map(|member| doer(member, Part::Lead)));
            doers.extend(
                coverage
                    .with
                    .iter()
                    .map(|member| doer(member, Part::Partner)),
            );
        }
        doers
    }

    fn new(context: &'a Context, coverage: &'a Coverage, key: MemberKey, part: Part) -> Doer<'a> {
        let directory = &*context.directory;
        let member = &directory[key];
        let kind = directory.kind_in(coverage, key);
        // What a record says need not be true of a member whose part in it is in doubt.
        let is_doubtful = coverage.is_doubtful(key);
        let certain = Some(coverage).filter(|_| !is_doubtful);
        let own = |text: &'a Option<String>| about(context, coverage, key, part, text.as_ref());
        Doer {
            name: MemberName::as_kind(member, kind),
            part,
            with_for: coverage
                .with_for
                .as_deref()
                .filter(|_| part == Part::Partner),
            verb: context.info.messages.word("verb", kind),
            does: coverage.does.as_deref(),
            role: &member.role,
            basis: coverage.basis.as_deref(),
            doubt: coverage.doubt.as_deref().filter(|_| is_doubtful),
            complaints: member.complaints.as_ref(),
            website: &member.website,
            reports: member.reports.as_deref(),
            together: together(context, coverage, key, part, kind),
            visits: certain.and_then(|coverage| own(&coverage.visits)),
            latest: certain.and_then(|coverage| coverage.latest.as_ref()),
            own_basis: own(&coverage.basis),
        }
    }

    /// Whether it takes complaints, if the file says so.
    pub(crate) fn takes(&self) -> Option<Takes> {
        self.complaints.map(|complaints| complaints.takes)
    }
}

/// A text of a record if it is about this member: about the members that it names, or else about those that lead.
fn about<'a>(
    context: &'a Context,
    coverage: &'a Coverage,
    key: MemberKey,
    part: Part,
    text: Option<&'a String>,
) -> Option<&'a str> {
    let text = text?.as_str();
    let is_named = |key: MemberKey| {
        let member = &context.directory[key];
        text.contains(member.short_name()) || text.contains(&member.name)
    };
    let names_some = coverage.members().any(is_named);
    let is_about = if names_some {
        is_named(key)
    } else {
        part == Part::Lead
    };
    is_about.then_some(text)
}

/// The members with which a member works under a record, in a sentence, without partners whose part is in doubt.
fn together(
    context: &Context,
    coverage: &Coverage,
    key: MemberKey,
    part: Part,
    kind: Kind,
) -> Html {
    let is_doubtful = |member| coverage.is_doubtful(member);
    let others: Vec<MemberKey> = match part {
        Part::Lead => coverage
            .members()
            .filter(|other| *other != key && !is_doubtful(*other))
            .collect(),
        Part::Partner => coverage.by.clone(),
    };
    if others.is_empty() || (part == Part::Lead && is_doubtful(key)) {
        return Html::default();
    }
    let names = others
        .iter()
        .map(|key| Html::text(context.directory[*key].short_name()));
    let names = context.info.messages.list(names);
    let inspects = |kind| matches!(kind, Kind::Inspectorate | Kind::Regulator);
    let leads_inspect = coverage
        .by
        .iter()
        .any(|lead| inspects(context.directory.kind_in(coverage, *lead)));
    let deed = if leads_inspect {
        "inspections"
    } else {
        "visits"
    };
    let sentence = match (part, is_doubtful(key)) {
        (Part::Lead, _) if inspects(kind) => "card-inspects-with",
        (Part::Lead, _) => "card-works-with",
        (Part::Partner, false) => "card-joins",
        (Part::Partner, true) => "card-may-join",
    };
    let sentence = context
        .msg(sentence)
        .html("names", names)
        .choice("deed", deed);
    let limit = coverage.with_for.as_ref().filter(|_| part == Part::Partner);
    match limit {
        None => sentence.choice("limits", "none"),
        Some(limit) => sentence.choice("limits", "one").text("limit", limit),
    }
    .finish()
}
