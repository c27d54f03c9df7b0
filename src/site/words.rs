//! The words for what the data file says by an id: the kind of a body, why a cell is empty, how a gap stands.
//!
//! Each has a message whose name ends in that id.

use crate::directory::{GapState, Kind, Reason, Takes};
use crate::messages::Messages;

/// What a member of this kind is called.
pub(crate) fn kind(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("kind-{}", kind.id()))
}

/// What members of this kind are called.
pub(crate) fn kinds(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("kinds-{}", kind.id()))
}

/// What members of this kind do, in a sentence.
pub(crate) fn kind_explained(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("explained-{}", kind.id()))
}

/// What a member of this kind does in a place, as a label.
pub(crate) fn verb(messages: &Messages, kind: Kind) -> String {
    messages.plain(&format!("verb-{}", kind.id()))
}

/// Whether a member takes individual complaints, in a sentence.
pub(crate) fn takes(messages: &Messages, takes: Takes) -> String {
    messages.plain(&format!("takes-{}", takes.id()))
}

/// Why a cell is empty, as it stands in the matrix.
pub(crate) fn reason(messages: &Messages, reason: Reason) -> String {
    messages.plain(&format!("reason-{}", reason.id()))
}

/// Whether a gap is still there.
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
