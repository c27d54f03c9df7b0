//! The members of a cell: a card for each, with each of its parts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Coverage, CoverageKey, Kind, MemberKey, Part, Takes};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::formats::vocabulary;
use crate::site::views::{ComplaintsView, Day, LatestReport, MemberName, part_id};

/// A member in one of its parts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MemberHere")]
pub(crate) struct Doer<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    #[schemars(schema_with = "vocabulary::part")]
    part: &'static str,
    /// What the partnership is limited to.
    with_for: Option<&'a str>,
    /// What it does, in one word.
    verb: String,
    /// What it does here, if it is not its general role.
    does: Option<&'a str>,
    /// What it does in general, in one sentence.
    role: &'a str,
    /// Its legal basis here; null: the file does not say.
    basis: Option<&'a str>,
    /// Why its part is not certain.
    doubt: Option<&'a str>,
    complaints: Option<ComplaintsView<'a>>,
    website: &'a str,
    /// Where its inspection reports are.
    reports: Option<&'a str>,
}

/// A member with all its parts.
#[derive(Debug)]
pub(crate) struct Card<'a> {
    pub(crate) name: MemberName<'a>,
    pub(crate) role: &'a str,
    pub(crate) parts: Vec<CardPart<'a>>,
    pub(crate) complaints: Option<ComplaintsView<'a>>,
    pub(crate) website: &'a str,
}

impl Card<'_> {
    /// Whether a complaint to this member is worth space on paper: it leads here, and takes some.
    pub(crate) fn takes_complaints(&self) -> bool {
        let takes = self
            .complaints
            .as_ref()
            .is_some_and(|it| it.takes != Takes::No.id());
        takes && self.parts.iter().any(|part| part.leads)
    }
}

/// What a member does under one record.
#[derive(Debug)]
pub(crate) struct CardPart<'a> {
    pub(crate) leads: bool,
    pub(crate) verb: String,
    pub(crate) does: Option<&'a str>,
    /// The members with which it works, in a sentence.
    pub(crate) together: Html,
    pub(crate) visits: Option<&'a str>,
    pub(crate) latest: Option<LatestReport<'a>>,
    pub(crate) basis: Option<&'a str>,
    pub(crate) doubt: Option<&'a str>,
}

/// Each member of these records, with all its parts.
fn parts<'a, 'r>(
    context: &Context<'a>,
    records: &'r [CoverageKey],
) -> impl Iterator<Item = (&'a Coverage, MemberKey, Part)> + use<'a, 'r> {
    let directory = context.directory;
    records.iter().flat_map(|key| {
        let coverage = &directory[*key];
        let leads = coverage.by.iter().map(|member| (*member, Part::Lead));
        let partners = coverage.with.iter().map(|member| (*member, Part::Partner));
        let all = leads.chain(partners);
        all.map(move |(member, part)| (coverage, member, part))
    })
}

/// A card for each part of each member in these records.
pub(crate) fn doers<'a>(context: &Context<'a>, records: &[CoverageKey]) -> Vec<Doer<'a>> {
    let (directory, messages) = (context.directory, &context.info.messages);
    parts(context, records)
        .map(|(coverage, key, part)| {
            let member = &directory[key];
            let kind = directory.kind_in(coverage, key);
            Doer {
                name: MemberName::as_kind(member, kind),
                part: part_id(part),
                with_for: coverage
                    .with_for
                    .as_deref()
                    .filter(|_| part == Part::Partner),
                verb: messages.word("verb", kind.id()),
                does: coverage.does.as_deref(),
                role: &member.role,
                basis: coverage.basis.as_deref(),
                doubt: doubt(coverage, key),
                complaints: member
                    .complaints
                    .as_ref()
                    .map(|complaints| ComplaintsView::new(directory, messages, complaints)),
                website: &member.website,
                reports: member.reports.as_deref(),
            }
        })
        .collect()
}

impl<'a> Card<'a> {
    /// A card for each member of these records.
    pub(crate) fn each(context: &Context<'a>, records: &[CoverageKey]) -> Vec<Card<'a>> {
        let directory = context.directory;
        let mut cards: Vec<Card<'a>> = Vec::new();
        for (coverage, key, part) in parts(context, records) {
            let member = &directory[key];
            let kind = directory.kind_in(coverage, key);
            let part = CardPart::new(context, coverage, key, part);
            match cards.iter_mut().find(|card| card.name.id == member.id) {
                Some(card) => card.parts.push(part),
                None => cards.push(Card {
                    name: MemberName::as_kind(member, kind),
                    role: &member.role,
                    parts: vec![part],
                    complaints: member.complaints.as_ref().map(|complaints| {
                        ComplaintsView::new(directory, &context.info.messages, complaints)
                    }),
                    website: &member.website,
                }),
            }
        }
        cards
    }
}

impl<'a> CardPart<'a> {
    fn new(context: &Context<'a>, coverage: &'a Coverage, key: MemberKey, part: Part) -> Self {
        let kind = context.directory.kind_in(coverage, key);
        // What a record says need not be true of a member whose part in it is in doubt.
        let is_certain = !coverage.is_doubtful(key);
        CardPart {
            leads: part == Part::Lead,
            verb: context.info.messages.word("verb", kind.id()),
            does: coverage.does.as_deref(),
            together: together(context, coverage, key, part, kind),
            visits: about(context, coverage, key, part, coverage.visits.as_ref())
                .filter(|_| is_certain),
            latest: coverage
                .latest
                .as_ref()
                .filter(|_| is_certain)
                .map(|report| LatestReport {
                    title: &report.title,
                    url: &report.url,
                    date: report.date.map(Day),
                }),
            basis: about(context, coverage, key, part, coverage.basis.as_ref()),
            doubt: doubt(coverage, key),
        }
    }
}

/// A text of a record if it is about this member: about the members that it names, or else about those that lead.
fn about<'a>(
    context: &Context<'a>,
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

fn doubt(coverage: &Coverage, member: MemberKey) -> Option<&str> {
    let doubt = coverage.doubt.as_deref();
    doubt.filter(|_| coverage.is_doubtful(member))
}

/// The members with which a member works under a record, in a sentence, without partners whose part is in doubt.
fn together(
    context: &Context<'_>,
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
