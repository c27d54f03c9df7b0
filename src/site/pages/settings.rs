//! The settings: all of them, and one with its answer for each jurisdiction.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Setting, SettingKey};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::views::{CellView, ChangeView, Entry};
use crate::site::{paths, words};

/// `/settings`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "settings.html")]
pub(crate) struct SettingsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<Described<'a>>,
}

/// A setting with what it is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Setting")]
pub(crate) struct Described<'a> {
    #[serde(flatten)]
    pub(crate) entry: Entry<'a>,
    /// What kind of places these are.
    pub(crate) hint: &'a str,
    /// Everyday words for it.
    pub(crate) also_called: &'a [String],
    /// The heading of the row in the published table; null: a setting added since.
    pub(crate) printed: Option<&'a str>,
}

impl<'a> Described<'a> {
    /// Every setting of a directory.
    pub(crate) fn all(context: &Context<'a>) -> Vec<Described<'a>> {
        let settings = context.directory.settings.iter();
        settings.map(Described::new).collect()
    }

    fn new(setting: &'a Setting) -> Described<'a> {
        Described {
            entry: Entry::setting(setting),
            hint: &setting.hint,
            also_called: &setting.also_called,
            printed: setting.printed.as_deref(),
        }
    }
}

impl<'a> SettingsPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> SettingsPage<'a> {
        let frame = context
            .frame(
                paths::SETTINGS,
                "Kinds of places of detention",
                format!(
                    "The kinds of places of detention in the {}, and who monitors each.",
                    context.info.site_name
                ),
            )
            .below(&[])
            .class("list");
        SettingsPage {
            frame,
            settings: Described::all(context),
        }
    }
}

/// `/settings/{s}`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "setting.html")]
pub(crate) struct SettingPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    setting: Described<'a>,
    cells: Vec<CellView<'a>>,
    changes: Vec<ChangeView<'a>>,
}

impl<'a> SettingPage<'a> {
    pub(crate) fn new(context: &Context<'a>, key: SettingKey) -> SettingPage<'a> {
        let directory = context.directory;
        let setting = &directory[key];
        let address = paths::setting(setting);
        let heading = format!("{}: who monitors it", setting.name);
        let frame = context
            .frame(
                &address,
                &heading,
                format!(
                    "Who monitors {} in each {}: the members of the {}.",
                    words::in_sentence(&setting.name),
                    context.info.jurisdiction,
                    context.info.title
                ),
            )
            .below(&[("Settings", paths::SETTINGS)])
            .class("setting");
        SettingPage {
            frame,
            setting: Described::new(setting),
            cells: directory
                .jurisdiction_keys()
                .map(|jurisdiction| {
                    CellView::new(directory, key, jurisdiction, &context.info.jurisdictions)
                })
                .collect(),
            changes: context
                .changes
                .of_setting(key)
                .map(|change| ChangeView::new(directory, change))
                .collect(),
        }
    }
}

pages!(SettingsPage, SettingPage);
