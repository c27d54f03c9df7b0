//! The lookup form as submitted.

use crate::directory::{JurisdictionKey, SettingKey};

/// The value of the setting "I'm not sure". Ids have no underscores.
pub const NOT_SURE: &str = "not_sure";

/// The submitted lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookupForm {
    /// The setting.
    pub setting: Choice<SettingKey>,
    /// The jurisdiction.
    pub jurisdiction: Choice<JurisdictionKey>,
    /// The step that was submitted.
    pub submission: Submission,
}

/// A step of the lookup form, given by the value of its submit button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Submission {
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
pub enum Choice<K> {
    /// Unanswered.
    #[default]
    Missing,
    /// One of the choices.
    Chosen(K),
    /// Not one of the choices.
    Unknown,
}
