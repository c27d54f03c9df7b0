//! Who takes individual complaints, and what to do about a worry now.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{ComplaintRoute, Takes};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::views::{ComplaintsView, Entry, MemberName, Route, jurisdiction_names};
use crate::site::{paths, words};

/// `/complaints`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "complaints.html")]
pub(crate) struct ComplaintsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    /// Where each cell's routes stand on the page.
    #[serde(skip)]
    index: Vec<IndexRow<'a>>,
    routes: Vec<RouteFor<'a>>,
    members: Vec<MemberComplaints<'a>>,
    elsewhere: Vec<OtherBody<'a>>,
}

/// A setting and where its routes stand on the page.
#[derive(Debug)]
struct IndexRow<'a> {
    setting: &'a str,
    /// The name of each jurisdiction and the id of its first route.
    routes: Vec<(&'a str, String)>,
}

/// A route and what it is for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ComplaintRoute")]
struct RouteFor<'a> {
    /// Permanent: the settings and the jurisdictions that it is for.
    id: String,
    settings: Vec<Entry<'a>>,
    jurisdictions: Vec<Entry<'a>>,
    #[serde(skip)]
    setting_names: String,
    #[serde(skip)]
    places: String,
    #[serde(flatten)]
    route: Route<'a>,
}

/// What a member does with what it hears.
#[derive(Debug, Serialize, JsonSchema)]
struct MemberComplaints<'a> {
    #[serde(flatten)]
    name: MemberName<'a>,
    complaints: ComplaintsView<'a>,
}

/// A body that people look for here and that is no member.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OtherBody<'a> {
    /// Made of the name.
    pub(crate) id: String,
    pub(crate) name: &'a str,
    pub(crate) role: &'a str,
    pub(crate) website: &'a str,
    pub(crate) source: crate::site::views::Cited<'a>,
}

impl<'a> OtherBody<'a> {
    pub(crate) fn new(
        context: &Context<'a>,
        body: &'a crate::directory::Elsewhere,
    ) -> OtherBody<'a> {
        OtherBody {
            id: words::slug(&body.name),
            name: &body.name,
            role: &body.role,
            website: &body.website,
            source: crate::site::views::Cited::new(&context.directory[body.source]),
        }
    }
}

impl<'a> ComplaintsPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> ComplaintsPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::COMPLAINTS,
                "Complaints and urgent worries",
                "What to do if you are worried about someone in detention now, and who takes complaints.".to_owned(),
            )
            .below(&[])
            .class("complaints");
        let mut members: Vec<_> = directory
            .members
            .iter()
            .filter_map(|member| {
                let complaints = member.complaints.as_ref()?;
                Some((
                    complaints.takes,
                    MemberComplaints {
                        name: MemberName::new(member),
                        complaints: ComplaintsView::new(directory, complaints),
                    },
                ))
            })
            .collect();
        members.sort_by_key(|(takes, _)| match takes {
            Takes::Yes => 0,
            Takes::Some => 1,
            Takes::No => 2,
            Takes::Unknown => 3,
        });
        ComplaintsPage {
            frame,
            index: index(context),
            routes: directory
                .complaint_routes
                .iter()
                .map(|route| route_for(context, route))
                .collect(),
            members: members.into_iter().map(|(_, member)| member).collect(),
            elsewhere: directory
                .elsewhere
                .iter()
                .map(|body| OtherBody::new(context, body))
                .collect(),
        }
    }
}

pages!(ComplaintsPage);

fn index<'a>(context: &Context<'a>) -> Vec<IndexRow<'a>> {
    let directory = context.directory;
    directory
        .setting_keys()
        .map(|setting| IndexRow {
            setting: &directory[setting].name,
            routes: directory
                .jurisdiction_keys()
                .filter_map(|jurisdiction| {
                    let route = directory
                        .complaint_routes_of(setting, jurisdiction)
                        .next()?;
                    let name = directory[jurisdiction].name.as_str();
                    Some((name, route_id(context, route)))
                })
                .collect(),
        })
        .filter(|row| !row.routes.is_empty())
        .collect()
}

/// The id of a route: the settings and the jurisdictions that it is for.
fn route_id(context: &Context<'_>, route: &ComplaintRoute) -> String {
    let directory = context.directory;
    let settings: Vec<&str> = route
        .settings
        .iter()
        .map(|key| directory[*key].id.as_str())
        .collect();
    let jurisdictions: Vec<&str> = route
        .jurisdictions
        .iter()
        .map(|key| directory[*key].id.as_str())
        .collect();
    format!("{}.{}", settings.join("+"), jurisdictions.join("+"))
}

fn route_for<'a>(context: &Context<'a>, route: &'a ComplaintRoute) -> RouteFor<'a> {
    let directory = context.directory;
    let settings: Vec<Entry<'a>> = route
        .settings
        .iter()
        .map(|key| Entry::setting(&directory[*key]))
        .collect();
    let names: Vec<&str> = settings.iter().map(|setting| setting.name).collect();
    RouteFor {
        id: route_id(context, route),
        setting_names: names.join("; "),
        places: jurisdiction_names(directory, &route.jurisdictions),
        settings,
        jurisdictions: route
            .jurisdictions
            .iter()
            .map(|key| Entry::jurisdiction(&directory[*key]))
            .collect(),
        route: Route::new(directory, route),
    }
}
