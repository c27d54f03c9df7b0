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
    /// Whether the button was pressed: then what is missing is an error.
    pub submitted: bool,
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
