//! Places by name: all of them, and one with what to do there.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{answer_heading, placed, sentences};
use crate::directory::{Cell, ComplaintRoute, Helpline, Place, PlaceKey};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::Named;

/// Places by name.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "places.html")]
pub(crate) struct PlacesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    places: Vec<PlaceView<'a>>,
    /// The number of open places.
    count: usize,
    /// The places of each setting in each jurisdiction.
    #[serde(skip)]
    groups: Vec<(Named<'a>, Vec<PlacesThere<'a>>)>,
}

/// The places of one setting in one jurisdiction.
type PlacesThere<'a> = (Named<'a>, Vec<PlaceView<'a>>);

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(crate) struct PlaceView<'a> {
    setting: Named<'a>,
    jurisdiction: Named<'a>,
    #[serde(flatten)]
    record: &'a Place,
    address: String,
}

impl<'a> PlaceView<'a> {
    /// All places of a directory.
    pub(crate) fn all(context: &'a Context) -> Vec<PlaceView<'a>> {
        let places = context.directory.places.iter();
        places.map(|place| PlaceView::new(context, place)).collect()
    }

    fn new(context: &'a Context, place: &'a Place) -> PlaceView<'a> {
        let directory = &*context.directory;
        PlaceView {
            setting: Named::setting(&directory[place.setting]),
            jurisdiction: Named::jurisdiction(&directory[place.jurisdiction]),
            record: place,
            address: paths::place(place),
        }
    }
}

impl<'a> PlacesPage<'a> {
    pub(crate) fn new(context: &'a Context) -> PlacesPage<'a> {
        let directory = &*context.directory;
        let of = |cell: Cell| {
            let places = directory.places_of(cell);
            let places = places.map(|place| PlaceView::new(context, &directory[place]));
            let jurisdiction = Named::jurisdiction(&directory[cell.jurisdiction]);
            (jurisdiction, places.collect())
        };
        let groups = directory.setting_keys().map(|setting| {
            let parts: Vec<PlacesThere<'a>> = directory
                .cells_of(setting)
                .map(of)
                .filter(|(_, places): &PlacesThere<'a>| !places.is_empty())
                .collect();
            (Named::setting(&directory[setting]), parts)
        });
        PlacesPage {
            frame: context.page(paths::PLACES, "p-places", "places"),
            places: PlaceView::all(context),
            count: directory
                .places
                .iter()
                .filter(|place| place.closed.is_none())
                .count(),
            groups: groups.filter(|(_, parts)| !parts.is_empty()).collect(),
        }
    }
}

/// One place.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "place.html")]
pub(crate) struct PlacePage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    place: PlaceView<'a>,
    /// The answer for its setting and jurisdiction.
    #[serde(rename = "answer")]
    sentence: String,
    #[serde(skip)]
    sentences: Html,
    /// The page with that answer.
    #[serde(rename = "answer_address")]
    answer: String,
    #[serde(skip)]
    answer_heading: String,
    #[serde(skip)]
    routes: Vec<&'a ComplaintRoute>,
    #[serde(skip)]
    helplines: Vec<&'a Helpline>,
    #[serde(skip)]
    has_release: bool,
}

impl<'a> PlacePage<'a> {
    pub(crate) fn new(context: &'a Context, key: PlaceKey) -> PlacePage<'a> {
        let directory = &*context.directory;
        let place = &directory[key];
        let cell = place.cell();
        let answer = paths::answer(directory, cell);
        let words = |id| context.msg(id).text("name", &place.name).plain();
        let is = placed(context, "place-is", cell).text("name", &place.name);
        let is = is.link("answer", &answer).finish();
        let sentences = Html::paragraph([is, sentences(context, cell)]);
        PlacePage {
            frame: context
                .frame(
                    &paths::place(place),
                    "p-answer p-place",
                    words("place-heading"),
                    words("place-description"),
                )
                .below(context.words("places-heading"), paths::PLACES),
            place: PlaceView::new(context, place),
            sentence: sentences.plain(),
            sentences,
            answer,
            answer_heading: answer_heading(context, cell),
            routes: directory.complaint_routes_of(cell).collect(),
            helplines: directory.helplines_of(cell).collect(),
            has_release: directory.releases_of(cell).next().is_some(),
        }
    }
}

pages!(PlacesPage, PlacePage);
