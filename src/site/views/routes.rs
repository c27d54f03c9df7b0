//! Help: complaint routes, helplines, and ways to challenge being held.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Cited, Day, PhoneNumber};
use crate::directory::{Cell, ComplaintRoute, Directory, Helpline, Link, Member, Release, Step};
use crate::site::context::Context;
use crate::site::formats::vocabulary;

/// The help for people in a cell.
pub(crate) struct Help<'a> {
    pub(crate) routes: Vec<RouteView<'a>>,
    pub(crate) helplines: Vec<HelplineView<'a>>,
    pub(crate) releases: Vec<ReleaseView<'a>>,
}

impl<'a> Help<'a> {
    pub(crate) fn of(directory: &'a Directory, cell: Cell) -> Help<'a> {
        let routes = directory.complaint_routes_of(cell);
        let helplines = directory.helplines_of(cell);
        let releases = directory.releases_of(cell);
        Help {
            routes: routes.map(|it| RouteView::new(directory, it)).collect(),
            helplines: helplines
                .map(|it| HelplineView::new(directory, it))
                .collect(),
            releases: releases.map(|it| ReleaseView::new(directory, it)).collect(),
        }
    }
}

/// Whether a member takes individual complaints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Complaints")]
pub(crate) struct ComplaintsView<'a> {
    /// Whether it takes complaints.
    #[schemars(schema_with = "vocabulary::takes")]
    pub(crate) takes: &'static str,
    /// The same in words.
    #[serde(skip)]
    pub(crate) sentence: String,
    pub(crate) note: Option<&'a str>,
    pub(crate) source: Option<Cited<'a>>,
    pub(crate) checked: Option<Day>,
}

impl<'a> ComplaintsView<'a> {
    /// What the file says about a member.
    pub(crate) fn of(context: &Context<'a>, member: &'a Member) -> Option<ComplaintsView<'a>> {
        let complaints = member.complaints.as_ref()?;
        Some(ComplaintsView {
            takes: complaints.takes.id(),
            sentence: context.info.messages.word("takes", complaints.takes.id()),
            note: complaints.note.as_deref(),
            source: complaints
                .source
                .map(|key| Cited::new(&context.directory[key])),
            checked: complaints.checked.map(Day),
        })
    }
}

/// A complaint route.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Route")]
pub(crate) struct RouteView<'a> {
    /// What to do about a worry now.
    pub(crate) urgent: Option<&'a str>,
    /// Why this is not certain.
    pub(crate) doubt: Option<&'a str>,
    /// What to do, in order.
    pub(crate) steps: Vec<NextStep<'a>>,
    pub(crate) source: Cited<'a>,
    pub(crate) further_sources: Vec<Cited<'a>>,
    pub(crate) checked: Day,
}

/// One step of a complaint.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct NextStep<'a> {
    /// Who to contact.
    pub(crate) to: Option<&'a str>,
    /// What to do.
    pub(crate) text: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) phone: Option<PhoneNumber<'a>>,
    pub(crate) deadline: Option<&'a str>,
    /// Who may complain.
    pub(crate) who: Option<&'a str>,
}

impl<'a> RouteView<'a> {
    /// All its sources.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Cited<'a>> {
        [&self.source].into_iter().chain(&self.further_sources)
    }

    pub(crate) fn new(directory: &'a Directory, route: &'a ComplaintRoute) -> RouteView<'a> {
        RouteView {
            urgent: route.urgent.as_deref(),
            doubt: route.doubt.as_deref(),
            steps: route.step.iter().map(NextStep::new).collect(),
            source: Cited::new(&directory[route.source]),
            further_sources: Cited::each(directory, &route.further_sources),
            checked: Day(route.checked),
        }
    }
}

impl<'a> NextStep<'a> {
    fn new(step: &'a Step) -> NextStep<'a> {
        NextStep {
            to: step.to.as_deref(),
            text: step.text.as_deref(),
            url: step.url.as_deref(),
            phone: step.phone.as_deref().map(|number| PhoneNumber { number }),
            deadline: step.deadline.as_deref(),
            who: step.who.as_deref(),
        }
    }
}

/// A helpline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Helpline")]
pub(crate) struct HelplineView<'a> {
    pub(crate) name: &'a str,
    pub(crate) phone: PhoneNumber<'a>,
    pub(crate) hours: Option<&'a str>,
    /// Who it is for.
    pub(crate) serves: &'a str,
    pub(crate) url: Option<&'a str>,
    pub(crate) source: Cited<'a>,
    pub(crate) checked: Day,
}

impl<'a> HelplineView<'a> {
    pub(crate) fn new(directory: &'a Directory, line: &'a Helpline) -> HelplineView<'a> {
        HelplineView {
            name: &line.name,
            phone: PhoneNumber {
                number: &line.phone,
            },
            hours: line.hours.as_deref(),
            serves: &line.serves,
            url: line.url.as_deref(),
            source: Cited::new(&directory[line.source]),
            checked: Day(line.checked),
        }
    }
}

/// How a person can challenge being held.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Release")]
pub(crate) struct ReleaseView<'a> {
    pub(crate) text: &'a str,
    pub(crate) links: Vec<LinkView<'a>>,
    pub(crate) source: Cited<'a>,
    pub(crate) further_sources: Vec<Cited<'a>>,
    pub(crate) checked: Day,
}

/// A link with its text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub(crate) struct LinkView<'a> {
    pub(crate) name: &'a str,
    pub(crate) url: &'a str,
}

impl<'a> ReleaseView<'a> {
    /// All its sources.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Cited<'a>> {
        [&self.source].into_iter().chain(&self.further_sources)
    }

    pub(crate) fn new(directory: &'a Directory, release: &'a Release) -> ReleaseView<'a> {
        let link = |link: &'a Link| LinkView {
            name: &link.name,
            url: &link.url,
        };
        ReleaseView {
            text: &release.text,
            links: release.links.iter().map(link).collect(),
            source: Cited::new(&directory[release.source]),
            further_sources: Cited::each(directory, &release.further_sources),
            checked: Day(release.checked),
        }
    }
}
