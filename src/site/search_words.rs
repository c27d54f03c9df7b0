//! The words that search needs, from the messages of the page's language.

use crate::directory::{Directory, Finder, SearchWords};
use crate::messages::Messages;

/// The search index of a directory, for queries in the language of the pages and in English.
pub(crate) fn finder(directory: &Directory, messages: &Messages) -> Finder {
    let english = Messages::english();
    let words = |id| {
        let words = english.plain(id);
        if messages.language() != english.language() && messages.has(id) {
            format!("{}, {words}", messages.plain(id))
        } else {
            words
        }
    };
    let search_words = SearchWords {
        ignored: &words("search-ignored"),
        stop_words: &words("search-stop-words"),
        about: &words("search-about"),
        complaints: &words("search-complaints"),
        gaps: &words("search-gaps"),
    };
    Finder::new(directory, &search_words)
}

/// The search index of a directory, for queries in English.
pub fn english_finder(directory: &Directory) -> Finder {
    finder(directory, &Messages::english())
}
