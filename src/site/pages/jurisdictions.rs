//! The jurisdictions: all of them, and one column of the matrix, which is the phone's matrix.

use std::collections::BTreeSet;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Edition, JurisdictionKey};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{CellView, Entry};

/// `/jurisdictions`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "jurisdictions.html")]
pub(crate) struct JurisdictionsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(skip)]
    heading: String,
    jurisdictions: Vec<Counted<'a>>,
}

/// A jurisdiction, and how many members cover something there today.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Jurisdiction")]
pub(crate) struct Counted<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    /// ISO 3166-2.
    code: Option<&'a str>,
    /// Other words for it.
    also_called: &'a [String],
    /// How many members cover something there today.
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> Counted<'a> {
    /// Every jurisdiction of a directory.
    pub(crate) fn all(context: &Context<'a>) -> Vec<Counted<'a>> {
        let directory = context.directory;
        let mut counts = vec![0; directory.jurisdictions.len()];
        for member in directory.member_keys() {
            let covered = directory.covered_by(member, Edition::Today);
            let places: BTreeSet<_> = covered.values().flat_map(|cells| cells.keys()).collect();
            for place in places {
                counts[place.index()] += 1;
            }
        }
        directory
            .jurisdictions
            .iter()
            .zip(counts)
            .map(|(jurisdiction, members)| Counted {
                entry: Entry::jurisdiction(jurisdiction),
                code: jurisdiction.code.as_deref(),
                also_called: &jurisdiction.also_called,
                members,
            })
            .collect()
    }
}

impl<'a> JurisdictionsPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> JurisdictionsPage<'a> {
        let heading = crate::site::words::capital(&context.info.jurisdictions);
        let frame = context
            .frame(
                paths::JURISDICTIONS,
                &heading,
                format!(
                    "Who monitors places of detention, {} by {}.",
                    context.info.jurisdiction, context.info.jurisdiction
                ),
            )
            .below(&[])
            .class("list");
        JurisdictionsPage {
            frame,
            heading,
            jurisdictions: Counted::all(context),
        }
    }
}

/// `/jurisdictions/{j}`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "jurisdiction.html")]
pub(crate) struct JurisdictionPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    jurisdiction: Entry<'a>,
    code: Option<&'a str>,
    settings: Vec<SettingHere<'a>>,
    #[serde(skip)]
    others: Vec<Entry<'a>>,
}

/// A setting and who covers it in this jurisdiction.
#[derive(Debug, Serialize, JsonSchema)]
struct SettingHere<'a> {
    setting: Entry<'a>,
    /// What kind of places these are.
    hint: &'a str,
    cell: CellView<'a>,
}

impl<'a> JurisdictionPage<'a> {
    pub(crate) fn new(context: &Context<'a>, key: JurisdictionKey) -> JurisdictionPage<'a> {
        let directory = context.directory;
        let jurisdiction = &directory[key];
        let address = paths::jurisdiction(jurisdiction);
        let heading = format!("{}: who monitors places of detention", jurisdiction.name);
        let list = crate::site::words::capital(&context.info.jurisdictions);
        let frame = context
            .frame(
                &address,
                &heading,
                format!(
                    "The bodies that monitor each kind of place of detention in {}.",
                    jurisdiction.name
                ),
            )
            .below(&[(&list, paths::JURISDICTIONS)])
            .class("jurisdiction");
        JurisdictionPage {
            frame,
            jurisdiction: Entry::jurisdiction(jurisdiction),
            code: jurisdiction.code.as_deref(),
            settings: directory
                .setting_keys()
                .map(|setting| SettingHere {
                    setting: Entry::setting(&directory[setting]),
                    hint: &directory[setting].hint,
                    cell: CellView::new(directory, setting, key, &context.info.jurisdictions),
                })
                .collect(),
            others: directory
                .jurisdiction_keys()
                .filter(|other| *other != key)
                .map(|other| Entry::jurisdiction(&directory[other]))
                .collect(),
        }
    }
}

pages!(JurisdictionsPage, JurisdictionPage);
