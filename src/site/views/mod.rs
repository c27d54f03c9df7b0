//! Views of records for pages and their JSON twins: with links, dates and sources.
//!
//! Fields for templates only are excluded from the twin with `#[serde(skip)]`.

mod changes;
mod records;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

pub(crate) use changes::ChangeView;
pub(crate) use records::{CellView, Empty, Record};

use super::context::Context;
use super::paths;
use super::pictures::MarkGroup;
use crate::directory::{
    Cell, Cited, Directory, Jurisdiction, JurisdictionKey, Kind, Member, Place, Setting,
    SettingKey, Source,
};
use crate::messages::{Html, Messages};

/// A setting or a jurisdiction, by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Named<'a> {
    /// Permanent id.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    /// Its page, or the answer for it.
    pub(crate) address: String,
}

impl<'a> Named<'a> {
    pub(crate) fn setting(setting: &'a Setting) -> Named<'a> {
        Named {
            id: &setting.id,
            name: &setting.name,
            address: paths::setting(setting),
        }
    }

    pub(crate) fn jurisdiction(jurisdiction: &'a Jurisdiction) -> Named<'a> {
        Named {
            id: &jurisdiction.id,
            name: &jurisdiction.name,
            address: paths::jurisdiction(jurisdiction),
        }
    }

    pub(crate) fn place(place: &'a Place) -> Named<'a> {
        Named {
            id: &place.id,
            name: &place.name,
            address: paths::place(place),
        }
    }

    /// All jurisdictions.
    pub(crate) fn jurisdictions(directory: &'a Directory) -> Vec<Named<'a>> {
        let all = directory.jurisdictions.iter();
        all.map(Named::jurisdiction).collect()
    }

    /// Some jurisdictions.
    pub(crate) fn some(directory: &'a Directory, keys: &[JurisdictionKey]) -> Vec<Named<'a>> {
        let jurisdictions = keys.iter().map(|key| &directory[*key]);
        jurisdictions.map(Named::jurisdiction).collect()
    }

    /// Jurisdictions, each with the path of the answer for a setting there.
    pub(crate) fn answers(
        directory: &'a Directory,
        setting: SettingKey,
        jurisdictions: &[JurisdictionKey],
    ) -> Vec<Named<'a>> {
        let cells = jurisdictions.iter().map(|key| Cell::new(setting, *key));
        cells.map(|cell| Named::answer(directory, cell)).collect()
    }

    /// The jurisdiction of a cell, with the path of the answer.
    pub(crate) fn answer(directory: &'a Directory, cell: Cell) -> Named<'a> {
        Named {
            address: paths::answer(directory, cell),
            ..Named::jurisdiction(&directory[cell.jurisdiction])
        }
    }

    /// Its name as a link.
    pub(crate) fn link(&self) -> Html {
        Html::link(self.name, &self.address)
    }
}

/// A member, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct MemberName<'a> {
    /// Permanent id.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) abbreviation: Option<&'a str>,
    /// The kind of body or, in a record, of its monitoring there.
    pub(crate) kind: Kind,
    pub(crate) address: String,
}

impl<'a> MemberName<'a> {
    pub(crate) fn new(member: &'a Member) -> MemberName<'a> {
        MemberName::as_kind(member, member.kind)
    }

    /// A member whose monitoring is of another kind than the member itself.
    pub(crate) fn as_kind(member: &'a Member, kind: Kind) -> MemberName<'a> {
        MemberName {
            id: &member.id,
            name: &member.name,
            abbreviation: member.abbreviation.as_deref(),
            kind,
            address: paths::member(member),
        }
    }

    /// The CSS class of its mark.
    pub(crate) fn mark(&self) -> &'static str {
        MarkGroup::of(self.kind).word()
    }

    pub(crate) fn short(&self) -> &'a str {
        self.abbreviation.unwrap_or(self.name)
    }

    /// Its name as a link.
    pub(crate) fn link(&self) -> Html {
        Html::link(self.name, &self.address)
    }
}

/// A cited source, with its entry in the list of sources.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source")]
struct SourceView<'a> {
    #[serde(flatten)]
    source: &'a Source,
    address: String,
}

impl Serialize for Cited {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (source, address) = (&**self, paths::source(self));
        SourceView { source, address }.serialize(serializer)
    }
}

impl JsonSchema for Cited {
    fn schema_name() -> Cow<'static, str> {
        SourceView::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        SourceView::json_schema(generator)
    }
}

/// The date of a source in words.
fn dated(messages: &Messages, source: &Source) -> Html {
    match (source.date, source.read) {
        (Some(date), _) => messages.time(date),
        (None, Some(read)) => messages.get("source-undated").date("date", read).finish(),
        (None, None) => unreachable!("a source has one of the two"),
    }
}

/// What a telephone dials for a number, as a link.
pub(crate) fn dialled(number: &str) -> String {
    // The zero in `+41 (0)44` is dialled only within the country.
    let number = match number.strip_prefix('+') {
        Some(_) => number.replace("(0)", ""),
        None => number.to_owned(),
    };
    let is_dialled = |letter: &char| letter.is_ascii_digit() || *letter == '+';
    let number: String = number.chars().filter(is_dialled).collect();
    format!("tel:{number}")
}

/// Up to this number, jurisdictions are named in a sentence.
const FEW: usize = 5;

/// The names of jurisdictions in words; if there are many, their number.
pub(crate) fn jurisdiction_names(context: &Context, keys: &[JurisdictionKey]) -> Html {
    let info = &context.info;
    if keys.len() > FEW {
        let are_all = keys.len() == context.directory.jurisdictions.len();
        let many = info.messages.get("jurisdictions-many");
        let many = many.count("count", keys.len()).flag("all", are_all);
        return many.text("jurisdictions", &info.jurisdictions).finish();
    }
    let names = keys
        .iter()
        .map(|key| Html::text(&context.directory[*key].name));
    info.messages.list(names)
}

/// Where the list has the places of a cell; nothing if it has none with an official page.
pub(crate) fn listed(context: &Context, cell: Cell) -> Option<String> {
    let directory = &*context.directory;
    let mut places = directory.places_of(cell);
    places.any(|key| directory[key].url.is_some()).then(|| {
        let (list, setting) = (paths::PLACES, &directory[cell.setting].id);
        if context.info.one_jurisdiction {
            format!("{list}#setting.{setting}")
        } else {
            format!(
                "{list}#places.{setting}.{}",
                directory[cell.jurisdiction].id
            )
        }
    })
}

/// Sources in a line, each linked to its entry.
pub(crate) fn source_links(messages: &Messages, sources: &[Cited]) -> Html {
    messages.list(sources.iter().map(|source| {
        messages
            .get("source-in-list")
            .text("title", &source.title)
            .html("date", dated(messages, source))
            .link("source", paths::source(source))
            .finish()
    }))
}

/// A jurisdiction as an adverbial: `in Wales`.
pub(crate) fn within(context: &Context, jurisdiction: &Jurisdiction) -> String {
    match &jurisdiction.phrase {
        Some(phrase) => phrase.clone(),
        None => context
            .msg("within")
            .text("name", &jurisdiction.name)
            .plain(),
    }
}
