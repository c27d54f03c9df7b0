//! Cells without members, settings without lay monitors, and gaps that official sources name.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cell, Cited, Gap, Kind, Reason};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Glance;
use crate::site::views::{Named, jurisdiction_names, within};

/// Cells in which nobody is listed.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "gaps.html")]
pub(crate) struct GapsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(skip)]
    glance: Option<Glance<'a>>,
    #[serde(rename = "no_member")]
    empty: Vec<EmptyCell<'a>>,
    #[serde(rename = "no_lay_monitors")]
    without_lay: Vec<WithoutLay<'a>>,
    /// Whether the directory has lay monitors at all.
    #[serde(skip)]
    lay_occur: bool,
    named: Vec<NamedGap<'a>>,
}

/// A cell without a member.
#[derive(Debug, Serialize, JsonSchema)]
struct EmptyCell<'a> {
    setting: Named<'a>,
    jurisdiction: Named<'a>,
    #[serde(skip)]
    within: String,
    /// The address of the answer.
    address: String,
    reason: Reason,
    /// A note about it.
    note: Option<&'a str>,
    sources: &'a [Cited],
}

/// The cells of a setting that have members, but no lay monitors.
#[derive(Debug, Serialize, JsonSchema)]
struct WithoutLay<'a> {
    setting: Named<'a>,
    /// With the addresses of the answers.
    jurisdictions: Vec<Named<'a>>,
}

/// A gap that an official source names.
#[derive(Debug, Serialize, JsonSchema)]
struct NamedGap<'a> {
    /// Empty if the source does not say.
    jurisdictions: Vec<Named<'a>>,
    #[serde(skip)]
    places: Html,
    #[serde(flatten)]
    record: &'a Gap,
}

impl<'a> GapsPage<'a> {
    pub(crate) fn new(context: &'a Context) -> GapsPage<'a> {
        let directory = &*context.directory;
        let lay_occur = directory
            .members
            .iter()
            .any(|member| member.kind == Kind::LayMonitors)
            || directory
                .coverage
                .iter()
                .any(|record| record.kind == Some(Kind::LayMonitors));
        let description = context.msg("gaps-description");
        let description = description.flag("volunteers", lay_occur);
        GapsPage {
            frame: context.frame(
                paths::GAPS,
                "p-gaps",
                context.words("gaps-heading"),
                description.plain(),
            ),
            glance: Glance::new(directory),
            empty: directory
                .empty_cells()
                .into_iter()
                .map(|(cell, reason)| EmptyCell::new(context, cell, reason))
                .collect(),
            without_lay: directory
                .without_lay_monitors()
                .into_iter()
                .map(|(setting, jurisdictions)| WithoutLay {
                    setting: Named::setting(&directory[setting]),
                    jurisdictions: Named::answers(directory, setting, &jurisdictions),
                })
                .collect(),
            lay_occur,
            named: directory
                .gaps
                .iter()
                .map(|gap| NamedGap::new(context, gap))
                .collect(),
        }
    }

    /// The number of cells that have members, but no lay monitors.
    fn without_lay_count(&self) -> usize {
        let rows = self.without_lay.iter();
        rows.map(|row| row.jurisdictions.len()).sum()
    }
}

pages!(GapsPage);

impl<'a> EmptyCell<'a> {
    fn new(context: &'a Context, cell: Cell, reason: Reason) -> EmptyCell<'a> {
        let directory = &*context.directory;
        let (setting, jurisdiction) = (&directory[cell.setting], &directory[cell.jurisdiction]);
        let known = directory
            .absences_of(cell)
            .find(|absence| absence.line.is_none());
        EmptyCell {
            setting: Named::setting(setting),
            jurisdiction: Named::jurisdiction(jurisdiction),
            within: within(context, jurisdiction),
            address: paths::answer(directory, cell),
            reason,
            note: known.and_then(|absence| absence.note.as_deref()),
            sources: known.map_or(&[], |absence| &absence.sources),
        }
    }
}

impl<'a> NamedGap<'a> {
    fn new(context: &'a Context, gap: &'a Gap) -> NamedGap<'a> {
        let directory = &*context.directory;
        NamedGap {
            jurisdictions: Named::some(directory, &gap.jurisdictions),
            places: jurisdiction_names(context, &gap.jurisdictions),
            record: gap,
        }
    }
}
