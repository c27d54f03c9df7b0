//! The jurisdictions: all of them, and one column of the matrix, which replaces the matrix on phones.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::settings::grouped;
use crate::directory::{Cell, Jurisdiction, JurisdictionKey};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{CellView, Named, within};

/// The jurisdictions.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "jurisdictions.html")]
pub(crate) struct JurisdictionsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    jurisdictions: Vec<Counted<'a>>,
}

/// A jurisdiction and the number of members that cover something there today.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Jurisdiction")]
pub(crate) struct Counted<'a> {
    #[serde(flatten)]
    jurisdiction: &'a Jurisdiction,
    address: String,
    /// The number of members that cover something there today, without doubt.
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> Counted<'a> {
    /// All jurisdictions of a directory.
    pub(crate) fn all(context: &'a Context) -> Vec<Counted<'a>> {
        let directory = &*context.directory;
        let mut counts = vec![0; directory.jurisdictions.len()];
        for member in directory.member_keys() {
            for key in directory.certainly_covered_by(member).jurisdictions() {
                counts[key.index()] += 1;
            }
        }
        directory
            .jurisdictions
            .iter()
            .zip(counts)
            .map(|(jurisdiction, members)| Counted {
                jurisdiction,
                address: paths::jurisdiction(jurisdiction),
                members,
            })
            .collect()
    }
}

impl<'a> JurisdictionsPage<'a> {
    pub(crate) fn new(context: &'a Context) -> JurisdictionsPage<'a> {
        JurisdictionsPage {
            frame: context.page(paths::JURISDICTIONS, "p-list", "jurisdictions"),
            jurisdictions: Counted::all(context),
        }
    }
}

/// One jurisdiction: each setting there.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "jurisdiction.html")]
pub(crate) struct JurisdictionPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    jurisdiction: Named<'a>,
    code: Option<&'a str>,
    settings: Vec<SettingHere<'a>>,
    /// All jurisdictions, if there are several.
    #[serde(skip)]
    others: Vec<Named<'a>>,
}

/// A setting and who covers it in this jurisdiction.
#[derive(Debug, Serialize, JsonSchema)]
struct SettingHere<'a> {
    setting: Named<'a>,
    /// What kind of places these are.
    hint: &'a str,
    /// Everyday words for it.
    also_called: &'a [String],
    #[serde(skip)]
    group: Option<&'a str>,
    cell: CellView<'a>,
}

impl<'a> JurisdictionPage<'a> {
    pub(crate) fn new(context: &'a Context, key: JurisdictionKey) -> JurisdictionPage<'a> {
        let directory = &*context.directory;
        let jurisdiction = &directory[key];
        let words = |id| {
            let message = context.msg(id);
            message.text("in", within(context, jurisdiction)).plain()
        };
        let settings = directory
            .setting_keys()
            .map(|setting| SettingHere {
                setting: Named::setting(&directory[setting]),
                hint: &directory[setting].hint,
                also_called: &directory[setting].also_called,
                group: directory[setting].group.as_deref(),
                cell: CellView::new(context, Cell::new(setting, key)),
            })
            .collect();
        JurisdictionPage {
            frame: context
                .frame(
                    &paths::jurisdiction(jurisdiction),
                    "p-jurisdiction",
                    words("jurisdiction-heading"),
                    words("jurisdiction-description"),
                )
                .below(
                    context.about_site("page-jurisdictions"),
                    paths::JURISDICTIONS,
                ),
            jurisdiction: Named::jurisdiction(jurisdiction),
            code: jurisdiction.code.as_deref(),
            settings,
            others: if context.info.one_jurisdiction {
                Vec::new()
            } else {
                Named::jurisdictions(directory)
            },
        }
    }

    /// The settings in their groups.
    fn groups(&self) -> Vec<(String, Vec<&SettingHere<'a>>)> {
        grouped(&self.frame.info.messages, &self.settings, |setting| {
            setting.group
        })
    }
}

pages!(JurisdictionsPage, JurisdictionPage);
