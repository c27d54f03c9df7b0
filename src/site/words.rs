//! Texts for words of the data file: the kind of a body, the reason of an absence, the state of a gap.
//!
//! The id of each message ends with that word.

use crate::directory::{GapState, Kind, Reason, Takes};
use crate::messages::Messages;

/// The name for a member of this kind.
pub(crate) fn kind(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("kind-{}", kind.id()))
}

/// The name for members of this kind.
pub(crate) fn kinds(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("kinds-{}", kind.id()))
}

/// A sentence about what members of this kind do.
pub(crate) fn kind_explained(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("explained-{}", kind.id()))
}

/// A label for what a member of this kind does.
pub(crate) fn verb(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("verb-{}", kind.id()))
}

/// A sentence on whether a member takes individual complaints.
pub(crate) fn takes(messages: &Messages, takes: Takes) -> String {
    messages.plain(&format!("takes-{}", takes.id()))
}

/// The reason of an absence, as the matrix shows it.
pub(crate) fn reason(messages: &Messages, reason: Reason) -> String {
    messages.plain(&format!("reason-{}", reason.id()))
}

/// The state of a gap.
pub(crate) fn gap_state(messages: &Messages, state: GapState) -> String {
    messages.plain(&format!("gap-{}", state.id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_data_file_has_its_messages() {
        let messages = Messages::english();
        for of in Kind::ALL {
            for words in [kind, kinds, kind_explained, verb] {
                assert_ne!(words(&messages, of), "");
            }
        }
        for of in Takes::ALL {
            assert_ne!(takes(&messages, of), "");
        }
        for of in GapState::ALL {
            assert_ne!(gap_state(&messages, of), "");
        }
    }
}
