//! Fixed sets of words, for the schemas of the twins that contain them.

use schemars::{Schema, SchemaGenerator, json_schema};

use crate::directory::{GapState, Kind, Reason, Takes};

/// The parts of members in a record.
pub(crate) const PARTS: [&str; 2] = ["lead", "partner"];
/// The kinds of change.
pub(crate) const CHANGES: [&str; 5] = ["coverage", "noted", "renamed", "joined", "left"];

pub(crate) fn kind(_: &mut SchemaGenerator) -> Schema {
    one_of(&Kind::ALL.map(Kind::id))
}

pub(crate) fn takes(_: &mut SchemaGenerator) -> Schema {
    one_of(&Takes::ALL.map(Takes::id))
}

pub(crate) fn takes_or_null(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&Takes::ALL.map(Takes::id))
}

pub(crate) fn gap_state(_: &mut SchemaGenerator) -> Schema {
    one_of(&GapState::ALL.map(GapState::id))
}

pub(crate) fn reason(_: &mut SchemaGenerator) -> Schema {
    one_of(&Reason::ALL.map(Reason::id))
}

pub(crate) fn reason_or_null(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&Reason::ALL.map(Reason::id))
}

pub(crate) fn part(_: &mut SchemaGenerator) -> Schema {
    one_of(&PARTS)
}

pub(crate) fn part_or_null(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&PARTS)
}

pub(crate) fn change(_: &mut SchemaGenerator) -> Schema {
    one_of(&CHANGES)
}

fn one_of(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}

fn one_of_or_null(words: &[&str]) -> Schema {
    let words: Vec<Option<&str>> = words.iter().copied().map(Some).chain([None]).collect();
    json_schema!({ "type": ["string", "null"], "enum": words })
}
