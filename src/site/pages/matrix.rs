//! Today's table, with equal neighbouring cells merged.

use std::collections::BTreeMap;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cited, Coverage, Edition, JurisdictionKey, Reason, Standing};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::{Glance, MOST_COLUMNS};
use crate::site::views::{CellView, MemberName, Named, jurisdiction_names};

/// Today's table.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Matrix<'a> {
    pub(crate) jurisdictions: Vec<Named<'a>>,
    pub(crate) rows: Vec<Row<'a>>,
}

/// A row of today's table.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row<'a> {
    pub(crate) setting: Named<'a>,
    pub(crate) cells: Vec<CellView<'a>>,
}

impl<'a> Matrix<'a> {
    pub(crate) fn new(context: &'a Context) -> Matrix<'a> {
        let directory = &*context.directory;
        Matrix {
            jurisdictions: Named::jurisdictions(directory),
            rows: directory
                .setting_keys()
                .map(|setting| Row {
                    setting: Named::setting(&directory[setting]),
                    cells: CellView::row(context, setting),
                })
                .collect(),
        }
    }
}

/// Today's table.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "matrix.html")]
pub(crate) struct MatrixPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    matrix: Matrix<'a>,
    #[serde(skip)]
    glance: Option<Glance<'a>>,
    /// The columns and rows as drawn: settings are rows, but columns if there are many jurisdictions.
    #[serde(skip)]
    columns: Vec<Named<'a>>,
    #[serde(skip)]
    rows: Vec<(Named<'a>, Vec<Run<'a>>)>,
    #[serde(skip)]
    is_turned: bool,
    /// The same as a list, if the same body monitors everything.
    #[serde(skip)]
    by_one_body: Option<ByOneBody<'a>>,
    /// The members with an abbreviation, for the key below the table.
    #[serde(skip)]
    key: Vec<MemberName<'a>>,
    #[serde(rename = "published_source")]
    published: Option<&'a Cited>,
}

/// A table in which every cell has the same member and no other, or none.
#[derive(Debug)]
struct ByOneBody<'a> {
    member: MemberName<'a>,
    settings: Vec<(Named<'a>, Vec<PartOfRow>)>,
}

/// Jurisdictions with the same cell, and why they have no member.
type PartOfRow = (Html, Option<String>);

/// Neighbouring jurisdictions with the same members in the same parts.
#[derive(Debug)]
struct Run<'a> {
    cell: CellView<'a>,
    columns: usize,
    /// The names of the jurisdictions; a word for the link if the heads say enough.
    label: String,
    /// The value of the HTML attribute `headers`.
    headers: String,
}

impl<'a> MatrixPage<'a> {
    pub(crate) fn new(context: &'a Context) -> MatrixPage<'a> {
        let directory = &*context.directory;
        let mut key: Vec<_> = directory
            .members_that_are(Standing::Member)
            .map(|key| &directory[key])
            .filter(|member| member.abbreviation.is_some())
            .map(MemberName::new)
            .collect();
        key.sort_by_key(|member| member.short().to_lowercase());
        let is_turned = directory.jurisdictions.len() > MOST_COLUMNS;
        let matrix = Matrix::new(context);
        let settings = matrix.rows.iter().map(|row| row.setting.clone());
        let (columns, rows) = if is_turned {
            let keys = directory.jurisdiction_keys();
            let rows = matrix.jurisdictions.iter().cloned().zip(keys);
            let rows = rows.map(|(there, key)| (there, Run::down(context, &matrix, key)));
            (settings.collect(), rows.collect())
        } else {
            let rows = matrix.rows.iter().map(|row| Run::along(context, row));
            (matrix.jurisdictions.clone(), settings.zip(rows).collect())
        };
        MatrixPage {
            frame: context.page(paths::MATRIX, "p-wide p-matrix", "matrix"),
            matrix,
            glance: Glance::new(directory),
            columns,
            rows,
            is_turned,
            by_one_body: ByOneBody::new(context),
            key,
            published: directory.published_source(),
        }
    }

    /// Links to the tables of single jurisdictions.
    fn jurisdiction_links(&self) -> Html {
        let links = self.matrix.jurisdictions.iter().map(Named::link);
        self.frame.info.messages.list(links)
    }
}

pages!(MatrixPage);

impl<'a> ByOneBody<'a> {
    fn new(context: &'a Context) -> Option<ByOneBody<'a>> {
        let (directory, messages) = (&*context.directory, &context.info.messages);
        let cells = directory.cells();
        let mut records = cells.flat_map(|cell| directory.coverage_of(cell, Edition::Today));
        let first = &directory[records.next()?];
        let [member] = first.by[..] else { return None };
        let is_alone = |record: &Coverage| {
            record.by == [member] && record.with.is_empty() && record.doubt.is_none()
        };
        if !is_alone(first) || !records.all(|key| is_alone(&directory[key])) {
            return None;
        }
        let parts = |setting| {
            let mut parts: BTreeMap<Option<Reason>, Vec<JurisdictionKey>> = BTreeMap::new();
            for cell in directory.cells_of(setting) {
                let reason = directory.reason(cell, Edition::Today);
                parts.entry(reason).or_default().push(cell.jurisdiction);
            }
            let parts = parts.into_iter().map(|(reason, keys)| {
                let reason = reason.map(|reason| messages.word("reason", reason));
                (jurisdiction_names(context, &keys), reason)
            });
            parts.collect()
        };
        Some(ByOneBody {
            member: MemberName::as_kind(&directory[member], directory.kind_in(first, member)),
            settings: directory
                .setting_keys()
                .map(|key| (Named::setting(&directory[key]), parts(key)))
                .collect(),
        })
    }
}

impl<'a> Run<'a> {
    /// The cells of a setting.
    fn along(context: &'a Context, row: &Row<'a>) -> Vec<Run<'a>> {
        let keys = context.directory.jurisdiction_keys();
        let cells: Vec<_> = keys.zip(&row.cells).collect();
        cells
            .chunk_by(|(_, a), (_, b)| a.looks_like(b))
            .map(|cells| Run::new(context, row, cells))
            .collect()
    }

    /// The cells of a jurisdiction.
    fn down(context: &'a Context, matrix: &Matrix<'a>, key: JurisdictionKey) -> Vec<Run<'a>> {
        let rows = matrix.rows.iter();
        rows.map(|row| Run {
            label: context.words("table-answer"),
            ..Run::new(context, row, &[(key, &row.cells[key.index()])])
        })
        .collect()
    }

    fn new(
        context: &'a Context,
        row: &Row<'a>,
        cells: &[(JurisdictionKey, &CellView<'a>)],
    ) -> Run<'a> {
        let keys: Vec<JurisdictionKey> = cells.iter().map(|(key, _)| *key).collect();
        let mut headers = format!("setting.{}", row.setting.id);
        for (_, cell) in cells {
            headers += " jurisdiction.";
            headers += cell.jurisdiction.id;
        }
        Run {
            cell: cells[0].1.clone(),
            columns: cells.len(),
            label: jurisdiction_names(context, &keys).plain(),
            headers,
        }
    }
}
