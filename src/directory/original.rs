//! Texts in a directory that are not in the language of its pages: each stands between two characters, of which pages make
//! an element with the text's own language, and everything else makes nothing.
//!
//! The characters are for private use, and no data file may hold them.

use std::borrow::Cow;

/// What stands before such a text.
pub const START: char = '\u{e010}';
/// What stands after it.
pub const END: char = '\u{e011}';

/// A text as one of another language: each of its paragraphs.
pub(crate) fn marked(text: &str) -> String {
    let paragraphs = text.split("\n\n");
    let marked: Vec<String> = paragraphs
        .map(|paragraph| format!("{START}{paragraph}{END}"))
        .collect();
    marked.join("\n\n")
}

/// A text without the characters.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains([START, END]) {
        Cow::Owned(text.replace([START, END], ""))
    } else {
        Cow::Borrowed(text)
    }
}
