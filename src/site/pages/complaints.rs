//! The complaints page: urgent steps, helplines, and links to each cell's complaint routes.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{ComplaintRoute, Complaints, Directory, Elsewhere, Helpline, Takes};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::views::{MemberName, Named};
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
    helplines: &'a [Helpline],
    members: Vec<MemberComplaints<'a>>,
    elsewhere: Vec<OtherBody<'a>>,
}

/// A route and its cells.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ComplaintRouteForCells")]
struct RouteFor<'a> {
    /// Derived from the settings, the jurisdictions and its own words.
    id: String,
    settings: Vec<Named<'a>>,
    jurisdictions: Vec<Named<'a>>,
    #[serde(flatten)]
    route: &'a ComplaintRoute,
}

/// What a member does with complaints.
#[derive(Debug, Serialize, JsonSchema)]
struct MemberComplaints<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    complaints: &'a Complaints,
}

/// A body that people look for here and that is not a member.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OtherBody<'a> {
    /// Derived from its own words.
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) record: &'a Elsewhere,
}

impl<'a> OtherBody<'a> {
    /// All such bodies of a directory.
    pub(crate) fn all(context: &'a Context) -> Vec<OtherBody<'a>> {
        let directory = &*context.directory;
        let new = |(body, original): (&'a Elsewhere, &Elsewhere)| OtherBody {
            id: ids::body(original),
            record: body,
        };
        let originals = &context.original.elsewhere;
        directory.elsewhere.iter().zip(originals).map(new).collect()
    }
}

impl<'a> ComplaintsPage<'a> {
    pub(crate) fn new(context: &'a Context) -> ComplaintsPage<'a> {
        let directory = &*context.directory;
        ComplaintsPage {
            frame: context.page(paths::COMPLAINTS, "p-complaints", "complaints"),
            index: index(directory),
            routes: directory
                .complaint_routes
                .iter()
                .zip(&context.original.complaint_routes)
                .map(|(route, original)| RouteFor::new(context, route, original))
                .collect(),
            helplines: &directory.helplines,
            members: members(context),
            elsewhere: OtherBody::all(context),
        }
    }
}

pages!(ComplaintsPage);

/// The members for which the file says whether they take complaints, those that do first.
fn members(context: &Context) -> Vec<MemberComplaints<'_>> {
    let directory = &*context.directory;
    let members = directory.members.iter();
    let views = members.filter_map(|member| {
        let (name, complaints) = (MemberName::new(member), member.complaints.as_ref()?);
        Some(MemberComplaints { name, complaints })
    });
    let mut views: Vec<_> = views.collect();
    views.sort_by_key(|view| match view.complaints.takes {
        Takes::Yes => 0,
        Takes::Some => 1,
        Takes::No => 2,
        Takes::Unknown => 3,
    });
    views
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
        context: &'a Context,
        route: &'a ComplaintRoute,
        original: &ComplaintRoute,
    ) -> RouteFor<'a> {
        let directory = &*context.directory;
        RouteFor {
            id: ids::route(directory, original),
            settings: route
                .settings
                .iter()
                .map(|key| Named::setting(&directory[*key]))
                .collect(),
            jurisdictions: Named::some(directory, &route.jurisdictions),
            route,
        }
    }
}
