//! The lookup form as a reader has filled it in.

use crate::directory::{JurisdictionKey, SettingKey};

/// The value of the setting "I'm not sure". No id has an underscore.
pub const NOT_SURE: &str = "not_sure";

/// What a reader has filled in of the lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookupForm {
    /// The kind of place.
    pub setting: Choice<SettingKey>,
    /// Where it is.
    pub jurisdiction: Choice<JurisdictionKey>,
    /// Which step was submitted.
    pub submission: Submission,
}

/// The step of the lookup form whose button was pressed. The value of the button says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Submission {
    /// The form was only opened.
    #[default]
    None,
    /// Both questions: if one is not answered, it is asked alone; if neither is, that is an error.
    First,
    /// The question that was asked alone: not to answer it is an error.
    Second,
}

/// One question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice<K> {
    /// Not answered.
    #[default]
    Missing,
    /// Answered.
    Chosen(K),
    /// Answered with something that is not in the list.
    Unknown,
}
