//! Parses the query of the lookup form: the answer it asks for, or the question to ask next.

use crate::directory::{Cell, Directory, JurisdictionKey};
use crate::site::{Choice, LookupForm, NOT_SURE, Submission};

/// The result of a lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// Both questions are answered.
    Answer(Cell),
    /// The reader is not sure what kind of place it is; the jurisdiction may be known.
    NotSure(Option<JurisdictionKey>),
    /// A question is left to ask.
    Form(LookupForm),
}

impl Lookup {
    /// Parses `setting`, `jurisdiction` and `find`, the name of the button. Of a repeated field the first counts; an
    /// empty field is unanswered. If there is only one jurisdiction, that question is not asked.
    pub(crate) fn read(directory: &Directory, fields: &[(String, String)]) -> Lookup {
        let field = |name| {
            let mut values = fields.iter().filter(|(field, _)| field == name);
            values.next().map(|(_, value)| value.as_str())
        };
        let setting = field("setting");
        let only = match directory.jurisdictions.len() {
            1 => directory.jurisdiction_keys().next(),
            _ => None,
        };
        let jurisdiction = match only {
            Some(only) => Choice::Chosen(only),
            None => choice(field("jurisdiction"), |id| directory.jurisdiction(id)),
        };
        if setting == Some(NOT_SURE) {
            return Lookup::NotSure(match jurisdiction {
                Choice::Chosen(key) if only.is_none() => Some(key),
                _ => None,
            });
        }
        let setting = choice(setting, |id| directory.setting(id));
        match (setting, jurisdiction) {
            (Choice::Chosen(setting), Choice::Chosen(jurisdiction)) => {
                Lookup::Answer(Cell::new(setting, jurisdiction))
            }
            _ => Lookup::Form(LookupForm {
                setting,
                jurisdiction,
                submission: match field("find") {
                    None => Submission::None,
                    Some("") => Submission::First,
                    Some(_) => Submission::Second,
                },
            }),
        }
    }
}

fn choice<K>(value: Option<&str>, find: impl Fn(&str) -> Option<K>) -> Choice<K> {
    match value {
        None | Some("") => Choice::Missing,
        Some(id) => find(id).map_or(Choice::Unknown, Choice::Chosen),
    }
}
