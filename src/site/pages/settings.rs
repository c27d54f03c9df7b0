//! The settings: all of them, and one with its answers for each jurisdiction.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use crate::directory::{Cell, JurisdictionKey, Setting, SettingKey};
use crate::messages::Messages;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{CellView, ChangeView, Named};

/// The kinds of place.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "settings.html")]
pub(crate) struct SettingsPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<Described<'a>>,
    #[serde(skip)]
    groups: Vec<(String, Vec<Described<'a>>)>,
}

/// A setting with what it is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Setting")]
pub(crate) struct Described<'a> {
    #[serde(flatten)]
    pub(crate) setting: &'a Setting,
    pub(crate) address: String,
    /// The only answer, if there is one jurisdiction; else the question for the jurisdiction.
    #[serde(skip)]
    pub(crate) onward: String,
}

/// Another setting that a reader of this one may be looking for.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SeeAlso<'a> {
    pub(crate) setting: Named<'a>,
    /// When to look there.
    pub(crate) text: &'a str,
}

impl<'a> Described<'a> {
    /// All settings of a directory.
    pub(crate) fn all(context: &'a Context) -> Vec<Described<'a>> {
        let settings = context.directory.setting_keys();
        settings.map(|key| Described::new(context, key)).collect()
    }

    /// All settings of a directory, in their groups.
    pub(crate) fn groups(context: &'a Context) -> Vec<(String, Vec<Described<'a>>)> {
        let all = Described::all(context);
        grouped(&context.info.messages, all, |it| {
            it.setting.group.as_deref()
        })
    }

    fn new(context: &'a Context, key: SettingKey) -> Described<'a> {
        let (directory, setting) = (&*context.directory, &context.directory[key]);
        let address = paths::setting(setting);
        let mut jurisdictions = directory.jurisdiction_keys();
        let only = jurisdictions
            .next()
            .filter(|_| context.info.one_jurisdiction);
        let onward = only.map(|only| paths::answer(directory, Cell::new(key, only)));
        Described {
            setting,
            onward: onward.unwrap_or_else(|| address.clone()),
            address,
        }
    }
}

/// Items that belong to settings, grouped like the settings in the order of the file, with the name of each group.
pub(crate) fn grouped<'a, T>(
    messages: &Messages,
    items: impl IntoIterator<Item = T>,
    group: impl Fn(&T) -> Option<&'a str>,
) -> Vec<(String, Vec<T>)> {
    let mut groups: Vec<(Option<&str>, Vec<T>)> = Vec::new();
    for item in items {
        let name = group(&item);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, items)) => items.push(item),
            None => groups.push((name, vec![item])),
        }
    }
    let rest = if groups.iter().all(|(name, _)| name.is_none()) {
        "home-kinds"
    } else {
        "home-other-kinds"
    };
    let name = |name: Option<&str>| name.map_or_else(|| messages.plain(rest), str::to_owned);
    let groups = groups.into_iter();
    groups.map(|(group, items)| (name(group), items)).collect()
}

impl<'a> SeeAlso<'a> {
    /// The related settings, with links to their answers for a jurisdiction if it is known.
    pub(crate) fn each(
        context: &'a Context,
        setting: SettingKey,
        jurisdiction: Option<JurisdictionKey>,
    ) -> Vec<SeeAlso<'a>> {
        let directory = &*context.directory;
        directory[setting]
            .see_also
            .iter()
            .map(|other| {
                let mut named = Named::setting(&directory[other.setting]);
                if let Some(key) = jurisdiction {
                    named.address = paths::answer(directory, Cell::new(other.setting, key));
                }
                SeeAlso {
                    setting: named,
                    text: &other.text,
                }
            })
            .collect()
    }
}

impl<'a> SettingsPage<'a> {
    pub(crate) fn new(context: &'a Context) -> SettingsPage<'a> {
        SettingsPage {
            frame: context.page(paths::SETTINGS, "p-list", "settings"),
            settings: Described::all(context),
            groups: Described::groups(context),
        }
    }
}

/// One setting, in each jurisdiction.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "setting.html")]
pub(crate) struct SettingPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    setting: Described<'a>,
    see_also: Vec<SeeAlso<'a>>,
    cells: Vec<CellView<'a>>,
    changes: Vec<ChangeView<'a>>,
    /// The number of listed places.
    #[serde(rename = "place_count")]
    places: usize,
}

impl<'a> SettingPage<'a> {
    pub(crate) fn new(context: &'a Context, key: SettingKey) -> SettingPage<'a> {
        let (directory, info) = (&*context.directory, &context.info);
        let setting = &directory[key];
        let heading = context.msg("setting-heading");
        let description = context.msg(if info.one_jurisdiction {
            "setting-description-one"
        } else {
            "setting-description"
        });
        let description = description
            .text("setting", setting.in_sentence())
            .text("npm", &info.npm)
            .text("jurisdiction", &info.jurisdiction);
        SettingPage {
            frame: context
                .frame(
                    &paths::setting(setting),
                    "p-setting",
                    heading.text("setting", setting.in_sentence()).plain(),
                    description.plain(),
                )
                .below(context.words("page-settings"), paths::SETTINGS),
            setting: Described::new(context, key),
            see_also: SeeAlso::each(context, key, None),
            cells: CellView::row(context, key),
            changes: ChangeView::each(
                context,
                context.changes_in(directory.cells_of(key).collect()),
            ),
            places: directory
                .places
                .iter()
                .filter(|place| place.setting == key)
                .count(),
        }
    }

    /// Where the places of this setting are listed.
    fn places_address(&self) -> String {
        paths::places_of(&self.setting.setting.id)
    }
}

pages!(SettingsPage, SettingPage);
