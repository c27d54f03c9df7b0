//! `/directory.json`: every record of the data file and everything computed from them, with the structure of the pages'
//! twins.

use schemars::JsonSchema;
use serde::Serialize;

use super::envelope;
use crate::directory::{
    Cited, CoverageKey, Directory, Helpline, JurisdictionKey, Release, SettingKey,
};
use crate::site::context::Context;
use crate::site::frame::Frame;
use crate::site::pages::{
    ComplaintsPage, Counted, Described, GapsPage, Matrix, MemberFacts, PlaceView, PrintedSetting,
    RecordIn, SectionView,
};
use crate::site::paths;
use crate::site::views::{ChangeView, Empty, Named};

/// All data of a directory.
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
    /// All coverage records, past and present.
    coverage: Vec<RecordIn<'a>>,
    /// Absences: what is known about empty cells and empty lines of cells.
    absences: Vec<AbsenceIn<'a>>,
    /// Today's table.
    today: Matrix<'a>,
    /// The published table.
    published: Vec<PrintedSetting<'a>>,
    /// The differences between the two, newest first.
    changes: Vec<ChangeView<'a>>,
    gaps: GapsPage<'a>,
    /// Complaint routes, and bodies that are not members.
    complaints: ComplaintsPage<'a>,
    /// Helplines, with their cells.
    helplines: Vec<ForCells<'a, &'a Helpline>>,
    /// Ways to challenge being held, with their cells.
    releases: Vec<ForCells<'a, &'a Release>>,
    /// Sections about this National Preventive Mechanism.
    sections: Vec<SectionView<'a>>,
    /// Places by name.
    places: Vec<PlaceView<'a>>,
    sources: &'a [Cited],
}

/// A record and its cells.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{R}ForCells")]
struct ForCells<'a, R> {
    settings: Vec<Named<'a>>,
    jurisdictions: Vec<Named<'a>>,
    #[serde(flatten)]
    record: R,
}

impl<'a, R> ForCells<'a, R> {
    fn new(
        directory: &'a Directory,
        settings: &[SettingKey],
        jurisdictions: &[JurisdictionKey],
        record: R,
    ) -> ForCells<'a, R> {
        let settings = settings.iter().map(|key| &directory[*key]);
        let jurisdictions = jurisdictions.iter().map(|key| &directory[*key]);
        ForCells {
            settings: settings.map(Named::setting).collect(),
            jurisdictions: jurisdictions.map(Named::jurisdiction).collect(),
            record,
        }
    }
}

/// An empty cell or line, with its jurisdiction.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Absence")]
struct AbsenceIn<'a> {
    setting: Named<'a>,
    /// The address is that of its answer.
    jurisdictions: Vec<Named<'a>>,
    #[serde(flatten)]
    absence: Empty<'a>,
}

/// `/directory.json`.
pub(crate) fn directory(context: &Context) -> String {
    let whole = Whole::new(context);
    envelope::wrapped(&whole.frame, &whole)
}

impl<'a> Whole<'a> {
    fn new(context: &'a Context) -> Whole<'a> {
        let directory = &*context.directory;
        Whole {
            frame: Frame {
                twin: Some(paths::DIRECTORY_JSON.to_owned()),
                ..context.page(paths::ABOUT_DATA, "", "whole")
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
            changes: ChangeView::each(context, &context.changes),
            gaps: GapsPage::new(context),
            complaints: ComplaintsPage::new(context),
            helplines: directory
                .helplines
                .iter()
                .map(|line| ForCells::new(directory, &line.settings, &line.jurisdictions, line))
                .collect(),
            releases: directory
                .releases
                .iter()
                .map(|release| {
                    ForCells::new(
                        directory,
                        &release.settings,
                        &release.jurisdictions,
                        release,
                    )
                })
                .collect(),
            sections: SectionView::all(context),
            places: PlaceView::all(context),
            sources: &directory.sources,
        }
    }
}
