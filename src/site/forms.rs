//! The lookup form as submitted: the answer that it asks for, or the question to ask next.

use super::{Computed, Format, InLanguage, pages, paths};
use crate::directory::{Cell, JurisdictionKey, SettingKey};

/// The value of the setting "I'm not sure". Ids have no underscores.
pub(crate) const NOT_SURE: &str = "not_sure";

/// The submitted lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LookupForm {
    pub(crate) setting: Choice<SettingKey>,
    pub(crate) jurisdiction: Choice<JurisdictionKey>,
    /// The step that was submitted.
    pub(crate) submission: Submission,
}

/// A step of the lookup form, given by the value of its submit button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Submission {
    /// The form was opened, not submitted.
    #[default]
    None,
    /// Both questions were asked. If one is unanswered, it is asked next; if both are, that is an error.
    First,
    /// One question was asked; it is an error to leave it unanswered.
    Second,
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Choice<K> {
    /// Unanswered.
    #[default]
    Missing,
    /// One of the choices.
    Chosen(K),
    /// Not one of the choices.
    Unknown,
}

impl<K> Choice<K> {
    /// The answer in a field; an empty one is unanswered.
    fn of(field: Option<&str>, find: impl Fn(&str) -> Option<K>) -> Choice<K> {
        match field {
            None | Some("") => Choice::Missing,
            Some(id) => find(id).map_or(Choice::Unknown, Choice::Chosen),
        }
    }
}

impl InLanguage<'_> {
    /// The path to which the fields `setting`, `jurisdiction` and `find`, the button, lead. The error is the form with
    /// its errors or the next question; its status is 200, or 400 if a value is unknown. If there is only one
    /// jurisdiction, that question is not asked.
    pub fn lookup<'f>(self, field: impl Fn(&str) -> Option<&'f str>) -> Result<String, Computed> {
        let (directory, localizer) = (&self.language.directory, &self.language.info.localizer);
        let only = match directory.jurisdictions.len() {
            1 => directory.jurisdiction_keys().next(),
            _ => None,
        };
        let jurisdiction = match only {
            Some(only) => Choice::Chosen(only),
            None => Choice::of(field("jurisdiction"), |id| directory.jurisdiction(id)),
        };
        if field("setting") == Some(NOT_SURE) {
            return Ok(match jurisdiction {
                Choice::Chosen(key) if only.is_none() => {
                    localizer.at(&paths::jurisdiction(&directory[key]))
                }
                _ => localizer.at(paths::LOOKUP_HELP),
            });
        }
        let setting = Choice::of(field("setting"), |id| directory.setting(id));
        if let (Choice::Chosen(setting), Choice::Chosen(jurisdiction)) = (setting, jurisdiction) {
            let cell = Cell::new(setting, jurisdiction);
            return Ok(localizer.at(&paths::answer(directory, cell)));
        }
        let submission = match field("find") {
            None => Submission::None,
            Some("") => Submission::First,
            Some(_) => Submission::Second,
        };
        let form = LookupForm {
            setting,
            jurisdiction,
            submission,
        };
        let is_unknown = setting == Choice::Unknown || jurisdiction == Choice::Unknown;
        let page = pages::LookupPage::new(&self.context(), form);
        Err(self.compute(&page, if is_unknown { 400 } else { 200 }, Format::Html))
    }
}
