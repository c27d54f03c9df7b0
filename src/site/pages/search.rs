//! The search page: the results, and why each matches.

use std::slice;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{answer_heading, placed};
use crate::directory::{Date, Findings, Found, Target, Why};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{Named, within};

/// The search.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "search.html")]
pub(crate) struct SearchPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    /// The query as typed; null if there is none.
    query: Option<&'a str>,
    /// Whether the form was submitted empty.
    #[serde(skip)]
    error: bool,
    /// The place that the query names, if it is only one. The best result is then the answer for it.
    place: Option<FoundPlace<'a>>,
    /// The places from which the jurisdiction was inferred, if the query names none.
    by_places: Vec<&'a str>,
    /// The same as a sentence.
    #[serde(skip)]
    found_in: Option<Html>,
    /// Whether the query is ambiguous.
    asks: bool,
    best: Vec<Hit<'a>>,
    others: Vec<Hit<'a>>,
    /// Spelling corrections.
    corrected: Vec<Correction>,
    #[serde(skip)]
    settings: Vec<Named<'a>>,
}

/// The place that a query names.
#[derive(Debug, Serialize, JsonSchema)]
struct FoundPlace<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    closed: Option<Date>,
    note: Option<&'a str>,
    /// Its name, setting and jurisdiction as a sentence.
    #[serde(skip)]
    sentence: Html,
}

/// A spelling correction.
#[derive(Debug, Serialize, JsonSchema)]
struct Correction {
    typed: String,
    taken_for: String,
}

/// A result.
#[derive(Debug, Serialize, JsonSchema)]
struct Hit<'a> {
    /// Its type: `place`, `answer`, `setting`, `member`, `elsewhere`, `page`, `jurisdiction`.
    kind: &'static str,
    title: String,
    /// A short description.
    about: Option<&'a str>,
    /// Why it matches; empty if by its name.
    why: String,
    address: String,
}

impl<'a> SearchPage<'a> {
    /// The form without a query.
    pub(crate) fn empty(context: &'a Context) -> SearchPage<'a> {
        SearchPage::new(context, None, &Findings::default())
    }

    /// The results. An empty query is an error.
    pub(crate) fn new(
        context: &'a Context,
        query: Option<&'a str>,
        findings: &Findings,
    ) -> SearchPage<'a> {
        let directory = &*context.directory;
        let frame = context.page(paths::SEARCH, "p-search", "search");
        let frame = frame.searching();
        let heading = context.msg("search-found-heading");
        let hits = |found: &[Found]| found.iter().map(|found| Hit::new(context, found)).collect();
        // The answer for a place comes right after the place.
        let (place, best, others) = match (&*findings.best, &*findings.others) {
            ([place], [answer, others @ ..]) if matches!(answer.target, Target::Answer(..)) => (
                FoundPlace::new(context, place),
                slice::from_ref(answer),
                others,
            ),
            (best, others) => (None, best, others),
        };
        let nothing = findings.best.is_empty() && findings.others.is_empty();
        let settings = directory.settings.iter().filter(|_| nothing);
        let places = findings.places.iter();
        let corrected = findings.corrected.iter().cloned();
        SearchPage {
            frame: match query {
                None => frame,
                Some("") => frame.wrong(),
                Some(query) => frame.titled(&heading.text("query", query).plain()),
            },
            query,
            error: query == Some(""),
            asks: findings.best.len() > 1,
            place,
            best: hits(best),
            others: hits(others),
            by_places: places.map(|key| &*directory[*key].name).collect(),
            found_in: found_in(context, findings),
            corrected: corrected
                .map(|(typed, taken_for)| Correction { typed, taken_for })
                .collect(),
            settings: settings.map(Named::setting).collect(),
        }
    }

    /// The query, unless it is empty.
    fn answered(&self) -> Option<&'a str> {
        self.query.filter(|_| !self.error)
    }
}

pages!(SearchPage);

/// The jurisdiction to which the search was limited because of the places that the query names.
fn found_in(context: &Context, findings: &Findings) -> Option<Html> {
    let directory = &*context.directory;
    let ([jurisdiction], [_, ..]) = (&*findings.jurisdictions, &*findings.places) else {
        return None;
    };
    let names = findings
        .places
        .iter()
        .map(|key| Html::text(&directory[*key].name));
    let message = context.msg("search-where");
    let message = message.count("count", findings.places.len());
    let message = message.html("places", context.info.messages.list(names));
    let within = within(context, &directory[*jurisdiction]);
    Some(message.text("in", within).finish())
}

impl<'a> FoundPlace<'a> {
    fn new(context: &'a Context, found: &Found) -> Option<FoundPlace<'a>> {
        let Target::Place(key) = found.target else {
            return None;
        };
        let directory = &*context.directory;
        let place = &directory[key];
        let is_sure = found.is_certain || !matches!(found.why, Why::AlsoCalled(_));
        let sentence = placed(context, "search-place", place.cell())
            .flag("sure", is_sure)
            .text("name", &place.name)
            .link("place", paths::place(place))
            .link("answer", paths::answer(directory, place.cell()));
        Some(FoundPlace {
            named: Named::place(place),
            closed: place.closed,
            note: place.note.as_deref(),
            sentence: sentence.finish(),
        })
    }
}

impl<'a> Hit<'a> {
    fn new(context: &'a Context, found: &Found) -> Hit<'a> {
        let directory = &*context.directory;
        let hit = |kind, title: &str, about: Option<&'a String>, address: String| Hit {
            kind,
            title: title.to_owned(),
            about: about.map(String::as_str),
            why: why(context, &found.why),
            address,
        };
        let page = |title, path: &str| hit("page", &context.words(title), None, path.to_owned());
        match found.target {
            Target::Answer(cell) => {
                let title = answer_heading(context, cell);
                let address = paths::answer(directory, cell);
                hit(
                    "answer",
                    &title,
                    Some(&directory[cell.setting].hint),
                    address,
                )
            }
            Target::Place(key) => {
                let place = &directory[key];
                let about = place
                    .note
                    .as_ref()
                    .unwrap_or(&directory[place.setting].hint);
                hit("place", &place.name, Some(about), paths::place(place))
            }
            Target::Setting(key) => {
                let it = &directory[key];
                hit("setting", &it.name, Some(&it.hint), paths::setting(it))
            }
            Target::Member(key) => {
                let it = &directory[key];
                hit("member", &it.name, Some(&it.role), paths::member(it))
            }
            Target::Elsewhere(index) => {
                let it = &directory.elsewhere[index];
                hit("elsewhere", &it.name, Some(&it.role), it.website.clone())
            }
            Target::Jurisdiction(key) => {
                let it = &directory[key];
                hit("jurisdiction", &it.name, None, paths::jurisdiction(it))
            }
            Target::About => page("about-npm", paths::ABOUT),
            Target::Complaints => page("complaints-heading", paths::COMPLAINTS),
            Target::Gaps => page("gaps-heading", paths::GAPS),
        }
    }
}

fn why(context: &Context, why: &Why) -> String {
    let word = |id, word: &str| context.msg(id).text("word", word).plain();
    match why {
        Why::Name => String::new(),
        Why::Abbreviation(short) => word("why-abbreviation", short),
        Why::FormerName(name, until) => {
            let message = context.msg("why-former").text("word", name);
            message.date("date", *until).plain()
        }
        Why::PrintedName(name) => word("why-printed", name),
        Why::OtherLanguage(tag, name) => context
            .msg("why-language")
            .text("language", context.info.language_name(tag))
            .text("word", name)
            .plain(),
        Why::AlsoCalled(name) => word("why-also", name),
        Why::Code(code) => word("why-code", code),
        Why::Id(id) => word("why-id", id),
    }
}
