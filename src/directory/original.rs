//! Marks for texts that are not in the language of the pages. Each such text is between two characters; pages turn them
//! into an element with the text's language, and all other formats remove them.
//!
//! They are private-use characters, which data files must not contain.

use std::borrow::Cow;

/// The mark before such a text.
pub const START: char = '\u{e010}';
/// The mark after it.
pub const END: char = '\u{e011}';

/// Marks each paragraph of a text.
pub(crate) fn marked(text: &str) -> String {
    let paragraphs = text.split("\n\n");
    let marked: Vec<String> = paragraphs
        .map(|paragraph| format!("{START}{paragraph}{END}"))
        .collect();
    marked.join("\n\n")
}

/// Whether a text holds one of the characters.
pub(crate) fn is_marked(text: &str) -> bool {
    text.contains(START) || text.contains(END)
}

/// A text without marks.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if is_marked(text) {
        Cow::Owned(text.replace([START, END], ""))
    } else {
        Cow::Borrowed(text)
    }
}
