//! Where no member is listed, where no lay monitors come, and what official sources have named.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cell, Reason};
use crate::site::context::Context;
use crate::site::formats::vocabulary;
use crate::site::frame::{Frame, pages};
use crate::site::views::{Cited, Entry, gap_id, jurisdiction_names};
use crate::site::{paths, words};

/// `/gaps`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "gaps.html")]
pub(crate) struct GapsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(rename = "no_member")]
    empty: Vec<EmptyCell<'a>>,
    #[serde(rename = "no_lay_monitors")]
    without_lay: Vec<WithoutLay<'a>>,
    named: Vec<NamedGap<'a>>,
}

/// A cell in which no member is listed.
#[derive(Debug, Serialize, JsonSchema)]
struct EmptyCell<'a> {
    setting: Entry<'a>,
    jurisdiction: Entry<'a>,
    /// That of the answer.
    address: String,
    #[schemars(schema_with = "vocabulary::reason")]
    reason: &'static str,
    #[serde(skip)]
    label: &'static str,
    /// What is known.
    note: Option<&'a str>,
    sources: Vec<Cited<'a>>,
}

/// The cells of a setting that have members but no lay monitors.
#[derive(Debug, Serialize, JsonSchema)]
struct WithoutLay<'a> {
    setting: Entry<'a>,
    /// With the address of the answer.
    jurisdictions: Vec<Entry<'a>>,
}

/// A gap that an official source names.
#[derive(Debug, Serialize, JsonSchema)]
struct NamedGap<'a> {
    /// Made of the source and which of its gaps it is.
    id: String,
    what: &'a str,
    /// Empty: not said.
    jurisdictions: Vec<Entry<'a>>,
    #[serde(skip)]
    places: String,
    /// Whether it is still there.
    #[schemars(schema_with = "vocabulary::gap_state")]
    state: &'static str,
    #[serde(skip)]
    label: &'static str,
    source: Cited<'a>,
}

impl<'a> GapsPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> GapsPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::GAPS,
                "Gaps",
                "Where no member is listed, where no lay monitors come, and the gaps that official sources name."
                    .to_owned(),
            )
            .below(&[])
            .class("gaps");
        let without_lay = directory
            .without_lay_monitors()
            .into_iter()
            .map(|missing| WithoutLay {
                setting: Entry::setting(&directory[missing.setting]),
                jurisdictions: Entry::answers(directory, missing.setting, &missing.jurisdictions),
            })
            .collect();
        let named = directory
            .gaps
            .iter()
            .enumerate()
            .map(|(place, gap)| NamedGap {
                id: gap_id(directory, place),
                what: &gap.what,
                jurisdictions: gap
                    .jurisdictions
                    .iter()
                    .map(|key| Entry::jurisdiction(&directory[*key]))
                    .collect(),
                places: jurisdiction_names(directory, &gap.jurisdictions),
                state: gap.state.id(),
                label: words::gap_state(gap.state),
                source: Cited::new(&directory[gap.source]),
            })
            .collect();
        GapsPage {
            frame,
            empty: directory
                .empty_cells()
                .into_iter()
                .map(|(cell, reason)| empty_cell(context, cell, reason))
                .collect(),
            without_lay,
            named,
        }
    }
}

pages!(GapsPage);

fn empty_cell<'a>(context: &Context<'a>, cell: Cell, reason: Reason) -> EmptyCell<'a> {
    let directory = context.directory;
    let (setting, jurisdiction) = (&directory[cell.setting], &directory[cell.jurisdiction]);
    let known = directory
        .absences_of(cell.setting, cell.jurisdiction)
        .iter()
        .map(|key| &directory[*key])
        .find(|absence| absence.line.is_none());
    EmptyCell {
        setting: Entry::setting(setting),
        jurisdiction: Entry::jurisdiction(jurisdiction),
        address: paths::answer(setting, jurisdiction),
        reason: reason.id(),
        label: words::reason(reason),
        note: known.and_then(|absence| absence.note.as_deref()),
        sources: known.map_or_else(Vec::new, |absence| Cited::each(directory, &absence.sources)),
    }
}
