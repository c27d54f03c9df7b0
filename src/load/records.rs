//! The shape of the data file: what can be read of each kind of table, with every key that it can have.
//!
//! The records are declared in `directory`; the same declarations make the JSON Schema, whose descriptions are their
//! comments.

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{
    Defaulted, List, NonEmpty, Optional, Reading, Required, Value, described, kebab_case,
    object_schema, readers,
};
use super::values::{
    Checked, ComplaintAddress, Contact, EachOf, HttpAddress, Id, Line, Names, Reference,
    RegionCode, SecureContact, Text, Word,
};
use crate::diagnostics::Span;
use crate::directory::records::records;
use crate::directory::{
    Date, GapState, JurisdictionKey, Kind, MemberKey, Reason, SettingKey, SourceKey, Takes,
};

readers! {
    /// Which bodies monitor places of detention, and where: the members of a State's National Preventive Mechanism.
    File {
        /// What the directory as a whole is.
        directory: Required<About>,
        /// What is particular to this National Preventive Mechanism, for the about page.
        about: Defaulted<List<Section>>,
        /// Where facts come from.
        source: Required<NonEmpty<Source>>,
        /// The columns of the table, in order.
        jurisdiction: Required<NonEmpty<Jurisdiction>>,
        /// The bodies that belong to the National Preventive Mechanism.
        member: Required<NonEmpty<Member>>,
        /// The rows of the table, in order.
        setting: Required<NonEmpty<Setting>>,
        /// Where complaints go.
        complaint: Defaulted<List<ComplaintRoute>>,
        /// Bodies that people look for here and that are not members.
        elsewhere: Defaulted<List<Elsewhere>>,
        /// Gaps in coverage that official sources name.
        gap: Defaulted<List<Gap>>,
    }
}

records!(readers);

/// The JSON Schema of the whole file.
pub(crate) fn schema() -> Json {
    let mut schema = File::schema();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Data file of an NPM directory");
    // The one thing about a record that its keys alone do not say.
    let setting = &mut schema["properties"]["setting"]["items"];
    setting["properties"]["coverage"]["items"]["oneOf"] = json!([
        { "required": ["printed"] },
        { "required": ["from"] },
        { "required": ["seen"] },
    ]);
    schema
}
