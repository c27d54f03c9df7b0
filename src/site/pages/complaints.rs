//! The complaints page: urgent steps, helplines, and links to each cell's complaint routes.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{ComplaintRoute, Directory, Elsewhere, Takes};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::views::{Cited, ComplaintsView, HelplineView, MemberName, Named, RouteView};
use crate::site::{ids, paths};

/// What to do about a worry, and where to complain.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "complaints.html")]
pub(crate) struct ComplaintsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    /// Each setting and the jurisdictions with complaint routes; their addresses are those of the answers.
    #[serde(skip)]
    index: Vec<(Named<'a>, Vec<Named<'a>>)>,
    routes: Vec<RouteFor<'a>>,
    helplines: Vec<HelplineView<'a>>,
    members: Vec<MemberComplaints<'a>>,
    elsewhere: Vec<OtherBody<'a>>,
}

/// A route and its cells.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ComplaintRoute")]
struct RouteFor<'a> {
    /// Derived from the settings, the jurisdictions and its own words.
    id: String,
    settings: Vec<Named<'a>>,
    jurisdictions: Vec<Named<'a>>,
    #[serde(flatten)]
    route: RouteView<'a>,
}

/// What a member does with complaints.
#[derive(Debug, Serialize, JsonSchema)]
struct MemberComplaints<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    complaints: ComplaintsView<'a>,
}

/// A body that people look for here and that is not a member.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OtherBody<'a> {
    /// Derived from its own words.
    pub(crate) id: String,
    pub(crate) name: &'a str,
    pub(crate) role: &'a str,
    pub(crate) website: &'a str,
    pub(crate) source: Cited<'a>,
}

impl<'a> OtherBody<'a> {
    /// All such bodies of a directory.
    pub(crate) fn all(context: &Context<'a>) -> Vec<OtherBody<'a>> {
        let directory = context.directory;
        let new = |(body, original): (&'a Elsewhere, &Elsewhere)| OtherBody {
            id: ids::body(original),
            name: &body.name,
            role: &body.role,
            website: &body.website,
            source: Cited::new(&directory[body.source]),
        };
        let originals = &context.original.elsewhere;
        directory.elsewhere.iter().zip(originals).map(new).collect()
    }
}

impl<'a> ComplaintsPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> ComplaintsPage<'a> {
        let directory = context.directory;
        ComplaintsPage {
            frame: context.page(
                paths::COMPLAINTS,
                "p-complaints",
                ["complaints-heading", "complaints-description"],
            ),
            index: index(directory),
            routes: directory
                .complaint_routes
                .iter()
                .zip(&context.original.complaint_routes)
                .map(|(route, original)| RouteFor::new(context, route, original))
                .collect(),
            helplines: directory
                .helplines
                .iter()
                .map(|line| HelplineView::new(directory, line))
                .collect(),
            members: members(context),
            elsewhere: OtherBody::all(context),
        }
    }
}

pages!(ComplaintsPage);

/// The members for which the file says whether they take complaints, those that do first.
fn members<'a>(context: &Context<'a>) -> Vec<MemberComplaints<'a>> {
    let directory = context.directory;
    let mut members: Vec<_> = directory
        .members
        .iter()
        .filter(|member| member.complaints.is_some())
        .collect();
    members.sort_by_key(
        |member| match member.complaints.as_ref().map(|it| it.takes) {
            Some(Takes::Yes) => 0,
            Some(Takes::Some) => 1,
            Some(Takes::No) => 2,
            Some(Takes::Unknown) | None => 3,
        },
    );
    let view = |member| {
        let (name, complaints) = (
            MemberName::new(member),
            ComplaintsView::of(context, member)?,
        );
        Some(MemberComplaints { name, complaints })
    };
    members.into_iter().filter_map(view).collect()
}

fn index(directory: &Directory) -> Vec<(Named<'_>, Vec<Named<'_>>)> {
    directory
        .setting_keys()
        .map(|setting| {
            let mut cells: Vec<_> = directory.cells_of(setting).collect();
            cells.retain(|cell| directory.complaint_routes_of(*cell).next().is_some());
            let places = cells.into_iter().map(|cell| Named::answer(directory, cell));
            (Named::setting(&directory[setting]), places.collect())
        })
        .filter(|(_, places): &(_, Vec<_>)| !places.is_empty())
        .collect()
}

impl<'a> RouteFor<'a> {
    fn new(
        context: &Context<'a>,
        route: &'a ComplaintRoute,
        original: &ComplaintRoute,
    ) -> RouteFor<'a> {
        let directory = context.directory;
        RouteFor {
            id: ids::route(directory, original),
            settings: route
                .settings
                .iter()
                .map(|key| Named::setting(&directory[*key]))
                .collect(),
            jurisdictions: Named::some(directory, &route.jurisdictions),
            route: RouteView::new(directory, route),
        }
    }
}
