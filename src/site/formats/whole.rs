//! `/directory.json`: every record of the data file and what is worked out from them, in the shapes that the twins of
//! the pages have.

use schemars::JsonSchema;
use serde::Serialize;

use super::envelope;
use crate::directory::CoverageKey;
use crate::site::context::Context;
use crate::site::frame::Frame;
use crate::site::pages::{
    ComplaintsPage, Counted, Described, GapsPage, Matrix, MemberFacts, PlaceView, PrintedSetting,
    RecordIn, SectionView,
};
use crate::site::paths;
use crate::site::views::{ChangeView, Cited, Empty, Named};

/// All of a directory.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Whole")]
pub(crate) struct Whole<'a> {
    #[serde(skip)]
    frame: Frame<'a>,
    /// The columns of the table.
    jurisdictions: Vec<Counted<'a>>,
    /// The rows of the table.
    settings: Vec<Described<'a>>,
    members: Vec<MemberFacts<'a>>,
    /// Every record of who covers what, of any time.
    coverage: Vec<RecordIn<'a>>,
    /// What is known of empty cells, and of empty lines of cells.
    absences: Vec<AbsenceIn<'a>>,
    /// The table as it is today.
    today: Matrix<'a>,
    /// The table as its source printed it.
    published: Vec<PrintedSetting<'a>>,
    /// What differs between the two, newest first.
    changes: Vec<ChangeView<'a>>,
    gaps: GapsPage<'a>,
    /// Where complaints go, and bodies that are not members.
    complaints: ComplaintsPage<'a>,
    /// What is particular to this National Preventive Mechanism.
    sections: Vec<SectionView<'a>>,
    /// Places by name.
    places: Vec<PlaceView<'a>>,
    sources: Vec<Cited<'a>>,
}

/// An empty cell, or line of one, and where it is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Absence")]
struct AbsenceIn<'a> {
    setting: Named<'a>,
    /// The address is that of the answer there.
    jurisdictions: Vec<Named<'a>>,
    #[serde(flatten)]
    absence: Empty<'a>,
}

/// `/directory.json`.
pub(crate) fn directory(context: &Context<'_>) -> Vec<u8> {
    let whole = Whole::new(context);
    envelope::wrapped(&whole.frame, &whole)
}

impl<'a> Whole<'a> {
    fn new(context: &Context<'a>) -> Whole<'a> {
        let directory = context.directory;
        let frame = context.frame(
            paths::ABOUT_DATA,
            context.words("whole-heading"),
            context.words("whole-description"),
        );
        Whole {
            frame: Frame {
                twin: Some(paths::DIRECTORY_JSON.to_owned()),
                ..frame
            },
            jurisdictions: Counted::all(context),
            settings: Described::all(context),
            members: directory
                .member_keys()
                .map(|key| MemberFacts::new(context, key))
                .collect(),
            coverage: (0..directory.coverage.len())
                .map(|place| RecordIn::new(context, CoverageKey::new(place)))
                .collect(),
            absences: directory
                .absences
                .iter()
                .map(|absence| AbsenceIn {
                    setting: Named::setting(&directory[absence.setting]),
                    jurisdictions: Named::answers(
                        directory,
                        absence.setting,
                        &absence.jurisdictions,
                    ),
                    absence: Empty::new(directory, absence),
                })
                .collect(),
            today: Matrix::new(context),
            published: PrintedSetting::all(context),
            changes: ChangeView::each(context, context.changes.all()),
            gaps: GapsPage::new(context),
            complaints: ComplaintsPage::new(context),
            sections: SectionView::all(directory),
            places: PlaceView::all(context),
            sources: directory.sources.iter().map(Cited::new).collect(),
        }
    }
}
