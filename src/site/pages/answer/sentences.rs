//! The answer in a few sentences: first what is certain, by what the bodies do, then what could not be confirmed.

use crate::directory::{Cell, CoverageKey, Edition, Kind, MemberKey, Reason};
use crate::messages::{Html, Message};
use crate::site::context::Context;
use crate::site::paths;
use crate::site::views::within;

/// Members that do the same together.
struct Clause<'a> {
    deed: Deed,
    members: Vec<MemberKey>,
    partners: Vec<MemberKey>,
    limit: Option<&'a str>,
}

/// What the verb of a sentence says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Inspect,
    Volunteer,
    Protect,
    Review,
    Visit,
}

impl Deed {
    fn of(kind: Kind) -> Deed {
        match kind {
            Kind::Inspectorate | Kind::Regulator => Deed::Inspect,
            Kind::LayMonitors => Deed::Volunteer,
            Kind::Commission => Deed::Protect,
            Kind::Reviewer => Deed::Review,
            Kind::Ombuds | Kind::Preventive | Kind::CivilSociety => Deed::Visit,
        }
    }

    /// The messages for the first sentence and for later ones.
    fn messages(self) -> [&'static str; 2] {
        match self {
            Deed::Inspect => ["answer-inspect", "answer-inspect-also"],
            Deed::Volunteer => ["answer-volunteers", "answer-volunteers-also"],
            Deed::Protect => ["answer-protect", "answer-protect-also"],
            Deed::Review => ["answer-review", "answer-review-also"],
            Deed::Visit => ["answer-visit", "answer-visit-also"],
        }
    }
}

/// The sentences about a cell.
pub(crate) fn sentences(context: &Context, cell: Cell) -> Html {
    let directory = &*context.directory;
    let place = |id| placed(context, id, cell);
    match directory.reason(cell, Edition::Today) {
        Some(Reason::NotApplicable) => return place("answer-no-places").finish(),
        Some(Reason::NoneListed | Reason::Unknown) => return place("answer-none").finish(),
        Some(Reason::Elsewhere) => return elsewhere(context, cell),
        None => {}
    }
    let records: Vec<_> = directory.coverage_of(cell, Edition::Today).collect();
    let clauses = clauses(context, &records);
    let unsure = unsure(context, &records, &clauses);
    let mut sentences: Vec<Message<'_>> = Vec::new();
    for clause in &clauses {
        let id = clause.deed.messages()[usize::from(!sentences.is_empty())];
        sentences.push(clause.complete(context, place(id)));
    }
    if !unsure.is_empty() {
        let id = if sentences.is_empty() {
            "answer-unsure"
        } else {
            "answer-unsure-also"
        };
        sentences.push(place(id).html("bodies", linked(context, &unsure)));
    }
    Html::paragraph(sentences)
}

/// A message about a setting in a jurisdiction.
pub(crate) fn placed<'a>(context: &'a Context, id: &'a str, cell: Cell) -> Message<'a> {
    let setting = context.directory[cell.setting].in_sentence();
    let within = within(context, &context.directory[cell.jurisdiction]);
    context.msg(id).text("setting", setting).text("in", within)
}

/// Which jurisdiction is responsible for a cell, and who monitors these places there.
fn elsewhere(context: &Context, cell: Cell) -> Html {
    let directory = &*context.directory;
    let there = directory
        .responsible(cell)
        .expect("a cell that is covered elsewhere says where");
    let members = directory.members_of(there, Edition::Today);
    placed(context, "answer-elsewhere", cell)
        .text("name", &directory[there.jurisdiction].name)
        .link("see", paths::answer(directory, there))
        .html("bodies", linked(context, &members))
        .count("count", members.len())
        .finish()
}

impl Clause<'_> {
    fn complete<'m>(&self, context: &'m Context, sentence: Message<'m>) -> Message<'m> {
        let sentence = sentence
            .html("bodies", linked(context, &self.members))
            .count("count", self.members.len());
        if self.partners.is_empty() {
            return sentence.choice("with", "alone");
        }
        let sentence = sentence.html("partners", linked(context, &self.partners));
        match self.limit {
            None => sentence.choice("with", "partners"),
            Some(limit) => sentence.choice("with", "limited").text("limit", limit),
        }
    }
}

/// What is certain: if no lead is, the partners stand in their place. Members without partners that do the same share a sentence, and none is named twice in it.
fn clauses<'a>(context: &'a Context, records: &[CoverageKey]) -> Vec<Clause<'a>> {
    let directory = &*context.directory;
    let mut clauses: Vec<Clause<'a>> = Vec::new();
    for key in records {
        let coverage = &directory[*key];
        let certain = |members: &[MemberKey]| -> Vec<MemberKey> {
            let members = members.iter().copied();
            members
                .filter(|member| !coverage.is_doubtful(*member))
                .collect()
        };
        let (mut leads, mut partners) = (certain(&coverage.by), certain(&coverage.with));
        if leads.is_empty() {
            leads = std::mem::take(&mut partners);
        }
        for member in leads.iter().copied() {
            let deed = Deed::of(directory.kind_in(coverage, member));
            let known =
                |clause: &Clause<'a>| clause.deed == deed && clause.members.contains(&member);
            if clauses.iter().any(known) {
                continue;
            }
            let beginning = clauses.len();
            let open = clauses.iter_mut().find(|clause| {
                clause.deed == deed && clause.partners.is_empty() && partners.is_empty()
            });
            match open {
                Some(clause) => clause.members.push(member),
                None => clauses.push(Clause {
                    deed,
                    members: vec![member],
                    partners: Vec::new(),
                    limit: None,
                }),
            }
            if let Some(clause) = clauses.get_mut(beginning) {
                clause.partners = std::mem::take(&mut partners);
                clause.limit = coverage.with_for.as_deref();
            }
        }
        // The leads may all have been named for the same before, but not with these partners.
        if let Some(member) = leads.first().filter(|_| !partners.is_empty()) {
            clauses.push(Clause {
                deed: Deed::of(directory.kind_in(coverage, *member)),
                members: leads,
                partners,
                limit: coverage.with_for.as_deref(),
            });
        }
    }
    clauses
}

/// Members whose part could not be confirmed and that no sentence names.
fn unsure(context: &Context, records: &[CoverageKey], clauses: &[Clause<'_>]) -> Vec<MemberKey> {
    let mut unsure: Vec<MemberKey> = Vec::new();
    for key in records {
        let coverage = &context.directory[*key];
        for member in coverage
            .members()
            .filter(|member| coverage.is_doubtful(*member))
        {
            let named = |clause: &Clause<'_>| {
                clause.members.contains(&member) || clause.partners.contains(&member)
            };
            if !unsure.contains(&member) && !clauses.iter().any(named) {
                unsure.push(member);
            }
        }
    }
    unsure
}

/// The names of members as links.
fn linked(context: &Context, members: &[MemberKey]) -> Html {
    let links = members.iter().map(|key| {
        let member = &context.directory[*key];
        Html::link(&member.name, &paths::member(member))
    });
    context.info.messages.list(links)
}
