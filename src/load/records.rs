//! The data file's tables: what is read from each, with all its keys.
//!
//! The records themselves are declared in `directory`. The JSON Schema is generated from the same declarations; their
//! doc comments become its descriptions.

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::addresses::{ComplaintAddress, Contact, HttpAddress, SecureContact};
use super::patterns::{LanguageTag, Phone, RegionCode};
use super::reading::{Field, List, NonEmpty, Reading, Value};
use super::tables::{TableReader, described, object_schema, readers};
use super::values::{
    Checked, Each, EachOf, Flag, Id, Line, Names, Prose, Reference, Text, Verbatim, Word,
};
use crate::diagnostics::Span;
use crate::directory::records::records;
use crate::directory::{
    Date, GapKey, GapState, JurisdictionKey, Kind, MemberKey, NoticeKey, PlaceKey, Reason,
    SettingKey, SourceKey, Status, Takes, Tile,
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
        member: Defaulted<List<Member>>,
        /// The rows of the table, in order.
        setting: Required<NonEmpty<Setting>>,
        /// Empty cells of several settings about which the same is known.
        none: Defaulted<List<AbsenceOfSeveral>>,
        /// Where complaints go.
        complaint: Defaulted<List<ComplaintRoute>>,
        /// Whom people can ring.
        helpline: Defaulted<List<Helpline>>,
        /// How being held at all can be challenged.
        release: Defaulted<List<Release>>,
        /// Places by name.
        place: Defaulted<List<Place>>,
        /// Bodies that people look for here and that are not members.
        elsewhere: Defaulted<List<Elsewhere>>,
        /// Gaps in coverage that official sources name.
        gap: Defaulted<List<Gap>>,
    }

    /// Empty cells of several settings about which the same is known: short for one `[[setting.none]]` in each.
    SharedAbsence {
        /// The ids of the settings, or `"all"`.
        settings: Required<EachOf<SettingKey>>,
        /// The ids of the jurisdictions, or `"all"`.
        jurisdictions: Required<EachOf<JurisdictionKey>>,
        /// Why they are empty.
        reason: Required<Word<Reason>>,
        /// For the reason `elsewhere`: the jurisdiction whose bodies cover these places.
        see: Optional<Reference<JurisdictionKey>>,
        /// What is known.
        note: Optional<Prose>,
        /// The ids of the sources.
        sources: Defaulted<List<Reference<SourceKey>>>,
    }
}

records!(readers);

/// Empty cells of several settings: these, and the record as if it were of one of them.
pub(crate) enum AbsenceOfSeveral {}

impl Value for AbsenceOfSeveral {
    type Read = (Field<Each>, Absence);

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self::Read> {
        let shared = SharedAbsence::read(value, span, reading)?;
        let absence = Absence {
            line: Field::Absent,
            jurisdictions: shared.jurisdictions,
            reason: shared.reason,
            see: shared.see,
            note: shared.note,
            sources: shared.sources,
        };
        Some((shared.settings, absence))
    }

    fn schema() -> Json {
        SharedAbsence::schema()
    }
}

/// The JSON Schema of the whole file.
pub(crate) fn schema() -> Json {
    let mut schema = File::schema();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Data file of an NPM directory");
    // What the keys of a record cannot express.
    let setting = &mut schema["properties"]["setting"]["items"];
    setting["properties"]["coverage"]["items"]["not"] = json!({ "anyOf": [
        { "required": ["printed", "from"] },
        { "required": ["printed", "seen"] },
        { "required": ["from", "seen"] },
    ] });
    schema["properties"]["source"]["items"]["oneOf"] =
        json!([{ "required": ["date"] }, { "required": ["read"] }]);
    schema
}
