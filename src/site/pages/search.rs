//! What a search found, and by which words.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Findings, Found, JurisdictionKey, SettingKey, Target, Why};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::views::Entry;
use crate::site::{paths, words};

/// `/search`, empty or with what was found.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "search.html")]
pub(crate) struct SearchPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    /// What was asked, as it was typed; null: nothing yet.
    query: Option<&'a str>,
    /// Whether the form was sent empty.
    #[serde(skip)]
    error: bool,
    /// Whether the words mean several things.
    asks: bool,
    best: Vec<Hit<'a>>,
    others: Vec<Hit<'a>>,
    /// What was typed and what it was taken for.
    corrected: Vec<Correction<'a>>,
    #[serde(skip)]
    settings: Vec<Entry<'a>>,
}

/// A spelling that was corrected.
#[derive(Debug, Serialize, JsonSchema)]
struct Correction<'a> {
    typed: &'a str,
    taken_for: &'a str,
}

/// One thing that was found.
#[derive(Debug, Serialize, JsonSchema)]
struct Hit<'a> {
    /// What it is: `place`, `answer`, `setting`, `member`, `elsewhere`, `page`, `jurisdiction`.
    kind: &'static str,
    title: String,
    /// A few words on it.
    about: Option<&'a str>,
    /// Why it was found.
    why: String,
    address: String,
}

impl<'a> SearchPage<'a> {
    /// The form before anything was asked.
    pub(crate) fn empty(context: &Context<'a>) -> SearchPage<'a> {
        let mut frame = context
            .frame(
                paths::SEARCH,
                "Search",
                "Search for a kind of place, a body, or a word that people use for it.".to_owned(),
            )
            .below(&[])
            .class("search")
            .searching();
        frame.index = false;
        SearchPage {
            frame,
            query: None,
            error: false,
            asks: false,
            best: Vec::new(),
            others: Vec::new(),
            corrected: Vec::new(),
            settings: Vec::new(),
        }
    }

    /// The form sent with nothing in it.
    pub(crate) fn nothing_asked(context: &Context<'a>) -> SearchPage<'a> {
        let page = SearchPage::empty(context);
        let title = format!("Error: {}", page.frame.title);
        SearchPage {
            frame: Frame {
                title,
                ..page.frame
            },
            query: Some(""),
            error: true,
            ..page
        }
    }

    /// What was found.
    pub(crate) fn found(
        context: &Context<'a>,
        query: &'a str,
        findings: &'a Findings,
    ) -> SearchPage<'a> {
        let page = SearchPage::empty(context);
        let hits = |found: &'a [Found]| found.iter().map(|found| hit(context, found)).collect();
        let nothing = findings.best.is_empty() && findings.others.is_empty();
        SearchPage {
            frame: Frame {
                title: format!("{query} - {}", page.frame.title),
                ..page.frame
            },
            query: Some(query),
            asks: findings.asks(),
            best: hits(&findings.best),
            others: hits(&findings.others),
            corrected: findings
                .corrected
                .iter()
                .map(|(typed, taken_for)| Correction { typed, taken_for })
                .collect(),
            settings: context
                .directory
                .settings
                .iter()
                .filter(|_| nothing)
                .map(Entry::setting)
                .collect(),
            ..page
        }
    }

    /// What was asked, where that is something that can be answered.
    fn answered(&self) -> Option<&'a str> {
        self.query.filter(|_| !self.error)
    }
}

pages!(SearchPage);

fn hit<'a>(context: &Context<'a>, found: &'a Found) -> Hit<'a> {
    let directory = context.directory;
    let why = why(&found.why);
    let page = |title: &str, address: &str| Hit {
        kind: "page",
        title: title.to_owned(),
        about: None,
        why: why.clone(),
        address: address.to_owned(),
    };
    match found.target {
        Target::Answer(setting, jurisdiction) => Hit {
            kind: "answer",
            title: answer_title(context, setting, jurisdiction),
            about: Some(&directory[setting].hint),
            why,
            address: paths::answer(&directory[setting], &directory[jurisdiction]),
        },
        Target::Place(key) => {
            let place = &directory[key];
            Hit {
                kind: "place",
                title: place.name.clone(),
                about: place.note.as_deref(),
                why,
                address: paths::answer(&directory[place.setting], &directory[place.jurisdiction]),
            }
        }
        Target::Setting(setting) => Hit {
            kind: "setting",
            title: directory[setting].name.clone(),
            about: Some(&directory[setting].hint),
            why,
            address: paths::setting(&directory[setting]),
        },
        Target::Member(member) => Hit {
            kind: "member",
            title: directory[member].name.clone(),
            about: Some(&directory[member].role),
            why,
            address: paths::member(&directory[member]),
        },
        Target::Elsewhere(place) => {
            let body = &directory.elsewhere[place];
            Hit {
                kind: "elsewhere",
                title: body.name.clone(),
                about: Some(&body.role),
                why,
                address: body.website.clone(),
            }
        }
        Target::Jurisdiction(jurisdiction) => Hit {
            kind: "jurisdiction",
            title: directory[jurisdiction].name.clone(),
            about: None,
            why,
            address: paths::jurisdiction(&directory[jurisdiction]),
        },
        Target::About => page("About National Preventive Mechanisms", paths::ABOUT),
        Target::Complaints => page("Complaints and urgent worries", paths::COMPLAINTS),
        Target::Gaps => page("Gaps", paths::GAPS),
    }
}

fn answer_title(
    context: &Context<'_>,
    setting: SettingKey,
    jurisdiction: JurisdictionKey,
) -> String {
    let directory = context.directory;
    format!(
        "{} in {}: who monitors it",
        directory[setting].name, directory[jurisdiction].name
    )
}

fn why(why: &Why) -> String {
    match why {
        Why::Name => "its name".to_owned(),
        Why::Abbreviation(short) => format!("short name “{short}”"),
        Why::FormerName(name, until) => {
            format!("called “{name}” until {}", words::date(*until))
        }
        Why::PrintedName(name) => format!("printed as “{name}” in the published table"),
        Why::OtherLanguage(_, name) => format!("called “{name}” in another language"),
        Why::AlsoCalled(word) => format!("people say “{word}”"),
        Why::Code(code) => format!("its code is {code}"),
        Why::Id(id) => format!("its id here is or was “{id}”"),
    }
}
