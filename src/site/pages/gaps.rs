//! Where no member is listed, where no lay monitors come, and what official sources have named.

use askama::Template;
use serde::Serialize;

use super::{Context, Frame, pages};
use crate::directory::{Cell, Reason};
use crate::site::views::{Cited, Empty, Entry, jurisdiction_names};
use crate::site::{addresses, words};

/// `/gaps`.
#[derive(Debug, Template, Serialize)]
#[template(path = "gaps.html")]
pub(in crate::site) struct GapsPage<'a> {
    #[serde(skip)]
    pub(super) frame: Frame<'a>,
    #[serde(rename = "no-member")]
    empty: Vec<EmptyCell<'a>>,
    #[serde(rename = "no-lay-monitors")]
    without_lay: Vec<WithoutLay<'a>>,
    named: Vec<NamedGap<'a>>,
}

/// A cell in which no member is listed.
#[derive(Debug, Serialize)]
struct EmptyCell<'a> {
    setting: Entry<'a>,
    jurisdiction: Entry<'a>,
    address: String,
    reason: &'static str,
    #[serde(skip)]
    label: &'static str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    known: Option<Empty<'a>>,
}

/// The cells of a setting that have members but no lay monitors.
#[derive(Debug, Serialize)]
struct WithoutLay<'a> {
    setting: Entry<'a>,
    /// With the address of the answer.
    jurisdictions: Vec<Entry<'a>>,
}

/// A gap that an official source names.
#[derive(Debug, Serialize)]
struct NamedGap<'a> {
    what: &'a str,
    /// Ids; empty: not said.
    jurisdictions: Vec<&'a str>,
    #[serde(skip)]
    places: String,
    state: &'static str,
    #[serde(skip)]
    label: &'static str,
    source: Cited<'a>,
}

impl<'a> GapsPage<'a> {
    pub(in crate::site) fn new(context: &Context<'a>) -> GapsPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                addresses::GAPS,
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
                jurisdictions: missing
                    .jurisdictions
                    .iter()
                    .map(|key| Entry {
                        address: addresses::answer(&directory[missing.setting], &directory[*key]),
                        ..Entry::jurisdiction(&directory[*key])
                    })
                    .collect(),
            })
            .collect();
        let named = directory
            .gaps
            .iter()
            .map(|gap| NamedGap {
                what: &gap.what,
                jurisdictions: gap
                    .jurisdictions
                    .iter()
                    .map(|key| directory[*key].id.as_str())
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
    EmptyCell {
        setting: Entry::setting(setting),
        jurisdiction: Entry::jurisdiction(jurisdiction),
        address: addresses::answer(setting, jurisdiction),
        reason: reason.id(),
        label: words::reason(reason),
        known: directory
            .absences_of(cell.setting, cell.jurisdiction)
            .iter()
            .map(|key| &directory[*key])
            .find(|absence| absence.line.is_none())
            .map(|absence| Empty::new(directory, absence)),
    }
}
