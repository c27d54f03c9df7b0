//! Places by name: all of them, and one with what to do there.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{answer_heading, sentences};
use super::members::OtherName;
use crate::directory::{JurisdictionKey, Place, PlaceKey, SettingKey};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{Cited, Day, Help, HelplineView, Named, RouteView, within};

/// Places by name.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "places.html")]
pub(crate) struct PlacesPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    places: Vec<PlaceView<'a>>,
    /// The number of open places.
    count: usize,
    #[serde(skip)]
    groups: Vec<PlacesOfSetting<'a>>,
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(crate) struct PlaceView<'a> {
    /// Permanent id.
    id: &'a str,
    name: &'a str,
    /// Its names in other languages.
    names: Vec<OtherName<'a>>,
    setting: Named<'a>,
    jurisdiction: Named<'a>,
    /// Its own official page.
    url: Option<&'a str>,
    /// Other words for it.
    also_called: &'a [String],
    /// The date from which nobody is held there.
    closed: Option<Day>,
    note: Option<&'a str>,
    source: Cited<'a>,
    checked: Day,
    address: String,
}

/// The places of one setting.
#[derive(Debug)]
struct PlacesOfSetting<'a> {
    setting: Named<'a>,
    parts: Vec<PlacesOfJurisdiction<'a>>,
}

/// The places of one setting in one jurisdiction.
#[derive(Debug)]
struct PlacesOfJurisdiction<'a> {
    id: String,
    jurisdiction: Named<'a>,
    places: Vec<PlaceView<'a>>,
}

impl<'a> PlaceView<'a> {
    /// All places of a directory.
    pub(crate) fn all(context: &Context<'a>) -> Vec<PlaceView<'a>> {
        let places = context.directory.places.iter();
        places.map(|place| PlaceView::new(context, place)).collect()
    }

    fn new(context: &Context<'a>, place: &'a Place) -> PlaceView<'a> {
        let directory = context.directory;
        PlaceView {
            id: &place.id,
            name: &place.name,
            names: OtherName::each(&place.names),
            setting: Named::setting(&directory[place.setting]),
            jurisdiction: Named::jurisdiction(&directory[place.jurisdiction]),
            url: place.url.as_deref(),
            also_called: &place.also_called,
            closed: place.closed.map(Day),
            note: place.note.as_deref(),
            source: Cited::new(&directory[place.source]),
            checked: Day(place.checked),
            address: paths::place(place),
        }
    }
}

/// Where the list has the places of a cell; nothing if it has none with an official page.
pub(crate) fn listed(
    context: &Context<'_>,
    setting: SettingKey,
    jurisdiction: JurisdictionKey,
) -> Option<String> {
    let directory = context.directory;
    let mut places = directory.places_of(setting, jurisdiction);
    places.any(|key| directory[key].url.is_some()).then(|| {
        let (list, setting) = (paths::PLACES, &directory[setting].id);
        if context.info.one_jurisdiction {
            format!("{list}#setting.{setting}")
        } else {
            format!("{list}#{}", cell_id(setting, &directory[jurisdiction].id))
        }
    })
}

/// The fragment of the places of a cell.
fn cell_id(setting: &str, jurisdiction: &str) -> String {
    format!("places.{setting}.{jurisdiction}")
}

impl<'a> PlacesPage<'a> {
    pub(crate) fn new(context: &Context<'a>, (): ()) -> PlacesPage<'a> {
        let directory = context.directory;
        let of = |setting: SettingKey, jurisdiction: JurisdictionKey| PlacesOfJurisdiction {
            id: cell_id(&directory[setting].id, &directory[jurisdiction].id),
            jurisdiction: Named::jurisdiction(&directory[jurisdiction]),
            places: directory
                .places_of(setting, jurisdiction)
                .map(|key| PlaceView::new(context, &directory[key]))
                .collect(),
        };
        let groups = directory.setting_keys().map(|setting| PlacesOfSetting {
            setting: Named::setting(&directory[setting]),
            parts: directory
                .jurisdiction_keys()
                .map(|jurisdiction| of(setting, jurisdiction))
                .filter(|part| !part.places.is_empty())
                .collect(),
        });
        PlacesPage {
            frame: context
                .frame(
                    paths::PLACES,
                    context.words("places-heading"),
                    context.words("places-description"),
                )
                .below(&[])
                .class("p-places"),
            places: PlaceView::all(context),
            count: directory
                .places
                .iter()
                .filter(|place| place.closed.is_none())
                .count(),
            groups: groups.filter(|group| !group.parts.is_empty()).collect(),
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
    routes: Vec<RouteView<'a>>,
    #[serde(skip)]
    helplines: Vec<HelplineView<'a>>,
    #[serde(skip)]
    has_release: bool,
}

impl<'a> PlacePage<'a> {
    pub(crate) fn new(context: &Context<'a>, key: PlaceKey) -> PlacePage<'a> {
        let directory = context.directory;
        let place = &directory[key];
        let (setting, jurisdiction) = (place.setting, place.jurisdiction);
        let answer = paths::answer(&directory[setting], &directory[jurisdiction]);
        let words = |id| context.msg(id).text("name", &place.name).plain();
        let is = context
            .msg("place-is")
            .text("name", &place.name)
            .text("setting", directory[setting].in_sentence())
            .text("in", within(context, &directory[jurisdiction]))
            .link("answer", &answer);
        let help = Help::of(directory, setting, jurisdiction);
        let sentences = Html::paragraph([is.finish(), sentences(context, setting, jurisdiction)]);
        PlacePage {
            frame: context
                .frame(
                    &paths::place(place),
                    words("place-heading"),
                    words("place-description"),
                )
                .below(&[(&context.words("places-heading"), paths::PLACES)])
                .class("p-answer p-place"),
            place: PlaceView::new(context, place),
            sentence: sentences.plain(),
            sentences,
            answer,
            answer_heading: answer_heading(context, setting, jurisdiction),
            routes: help.routes,
            helplines: help.helplines,
            has_release: !help.releases.is_empty(),
        }
    }
}

pages!(PlacesPage, PlacePage);
