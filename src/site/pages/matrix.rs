//! Today's table, with equal neighbouring cells merged.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{JurisdictionKey, SettingKey, Standing};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Glance;
use crate::site::views::{CellView, Cited, MemberName, Named};

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
    pub(crate) fn new(context: &Context<'a>) -> Matrix<'a> {
        let directory = context.directory;
        Matrix {
            jurisdictions: Named::jurisdictions(directory),
            rows: directory
                .setting_keys()
                .map(|setting| Row {
                    setting: Named::setting(&directory[setting]),
                    cells: directory
                        .jurisdiction_keys()
                        .map(|jurisdiction| CellView::new(context, setting, jurisdiction))
                        .collect(),
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
    /// The rows with merged cells, as drawn.
    #[serde(skip)]
    rows: Vec<DrawnRow<'a>>,
    /// The members with an abbreviation, for the key below the table.
    #[serde(skip)]
    key: Vec<MemberName<'a>>,
    #[serde(rename = "published_source")]
    published: Option<Cited<'a>>,
}

/// A row with equal neighbours merged.
#[derive(Debug)]
struct DrawnRow<'a> {
    setting: Named<'a>,
    runs: Vec<Run<'a>>,
}

/// Neighbouring jurisdictions with the same members in the same parts.
#[derive(Debug)]
struct Run<'a> {
    cell: CellView<'a>,
    columns: usize,
    /// The names of the jurisdictions.
    label: String,
    /// The value of the HTML attribute `headers`.
    headers: String,
}

impl<'a> MatrixPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> MatrixPage<'a> {
        let (directory, info) = (context.directory, context.info);
        let description = context.msg("matrix-description");
        let description = description
            .text("npm", &info.title)
            .text("date", &info.checked);
        let mut key: Vec<_> = directory
            .members_that_are(Standing::Member)
            .map(|key| &directory[key])
            .filter(|member| member.abbreviation.is_some())
            .map(MemberName::new)
            .collect();
        key.sort_by_key(|member| member.short().to_lowercase());
        MatrixPage {
            frame: context
                .frame(
                    paths::MATRIX,
                    context.words("matrix-heading"),
                    description.plain(),
                )
                .below(&[])
                .class("p-wide p-matrix"),
            matrix: Matrix::new(context),
            glance: Glance::new(directory),
            rows: directory
                .setting_keys()
                .map(|setting| DrawnRow::new(context, setting))
                .collect(),
            key,
            published: directory.published_source().map(Cited::new),
        }
    }

    /// Links to the tables of single jurisdictions.
    fn jurisdiction_links(&self) -> Html {
        let links = self.matrix.jurisdictions.iter().map(Named::link);
        self.frame.info.messages.list(links)
    }
}

pages!(MatrixPage);

impl<'a> DrawnRow<'a> {
    fn new(context: &Context<'a>, setting: SettingKey) -> DrawnRow<'a> {
        let keys = context.directory.jurisdiction_keys();
        let cells: Vec<(JurisdictionKey, CellView<'a>)> = keys
            .map(|key| (key, CellView::new(context, setting, key)))
            .collect();
        DrawnRow {
            setting: Named::setting(&context.directory[setting]),
            runs: cells
                .chunk_by(|(_, a), (_, b)| a.looks_like(b))
                .map(|cells| Run::new(context, setting, cells))
                .collect(),
        }
    }
}

impl<'a> Run<'a> {
    fn new(
        context: &Context<'a>,
        setting: SettingKey,
        cells: &[(JurisdictionKey, CellView<'a>)],
    ) -> Run<'a> {
        let directory = context.directory;
        let jurisdictions = || cells.iter().map(|(key, _)| &directory[*key]);
        let names = jurisdictions().map(|jurisdiction| Html::text(&jurisdiction.name));
        let columns =
            jurisdictions().map(|jurisdiction| format!(" jurisdiction.{}", jurisdiction.id));
        Run {
            cell: cells[0].1.clone(),
            columns: cells.len(),
            label: context.info.messages.list(names).plain(),
            headers: format!(
                "setting.{}{}",
                directory[setting].id,
                columns.collect::<String>()
            ),
        }
    }
}
