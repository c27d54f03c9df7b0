//! Reads the query of the lookup form: the answer it asks for, or the questions still to ask.

use crate::directory::{Directory, JurisdictionKey, SettingKey};
use crate::site::{Choice, LookupForm, NOT_SURE, Submission};

/// Where a lookup leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// Both questions are answered.
    Answer(SettingKey, JurisdictionKey),
    /// The reader is not sure what kind of place it is; where it is may be known.
    NotSure(Option<JurisdictionKey>),
    /// A question is still to be asked.
    Form(LookupForm),
}

impl Lookup {
    /// Reads `setting`, `jurisdiction` and `find`, the name of the button. The first of two equal fields
    /// counts; an empty one is not answered. Where there is one jurisdiction nobody is asked for it.
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
                Lookup::Answer(setting, jurisdiction)
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
