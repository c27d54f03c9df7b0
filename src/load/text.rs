//! Normalizes texts, so that texts that look the same are equal.

use unicode_normalization::UnicodeNormalization;

use crate::directory::original::{END, START};
use crate::directory::unicode::{is_ignorable, nfc};

/// Converts a text to NFC on one line: each run of line ends, tabs and spaces of any kind becomes one space.
pub(crate) fn one_line(text: &str) -> String {
    let text = nfc(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for each paragraph; paragraphs are separated by an empty line. A line of spaces is an empty line.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(one_line).collect();
    let paragraphs = lines.split(String::is_empty);
    let paragraphs = paragraphs.filter(|lines| !lines.is_empty());
    let paragraphs: Vec<String> = paragraphs.map(|lines| lines.join(" ")).collect();
    paragraphs.join("\n\n")
}

/// A key that is equal for texts that look the same or differ only by case.
pub(crate) fn look(text: &str) -> String {
    let is_seen = |letter: &char| letter.is_whitespace() || !is_invisible(*letter);
    let text: String = text.nfkc().filter(is_seen).collect();
    // Upper case first: it turns a sharp s into two letters.
    let folded: String = text.to_uppercase().to_lowercase().nfkc().collect();
    one_line(&folded)
}

/// Whether a character is invisible. U+2028, U+2029 and U+2800 are blank without being ignorable.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}' || is_ignorable(letter)
}

/// Whether a text may contain a character: XML, the strictest output format, allows it, and it neither
/// changes the direction of the text that follows nor marks a text as one in another language.
pub(crate) fn is_allowed(letter: char) -> bool {
    let turns_direction = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_control = letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    let is_mark = matches!(letter, START | END | '\u{fffe}' | '\u{ffff}');
    !turns_direction && !is_control && !is_mark
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_and_spaces_at_line_ends_do_not_change_paragraphs() {
        let expected = "First para, two lines.\n\nSecond.";
        for text in [
            "First para,\ntwo lines.\n\nSecond.",
            "First para,\r\ntwo lines.\r\n\r\nSecond.\r\n",
            "First para, \ntwo lines.\n \t\nSecond.",
            "\n\nFirst\u{a0}para,\rtwo  lines.\n\n\n\nSecond.\n",
        ] {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
        assert_eq!(one_line(expected), "First para, two lines. Second.");
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("M\u{101}kara", "Ma\u{304}kara"),
            ("North Fen", "North\u{a0}Fen"),
            ("North Fen", "north  fen"),
            ("North Fen", "No\u{ad}rth Fen"),
            ("STRASSE", "Straße"),
            ("ＦＥＮ", "fen"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        assert_ne!(look("Māra"), look("Mara"));
        assert_ne!(look("North Fen"), look("Northfen"));
    }

    proptest! {
        #[test]
        fn the_normal_form_of_a_normal_form_is_itself(text in "\\PC*|[a\u{304} \t\r\n\u{a0}ß\u{ad}]{0,20}") {
            prop_assert_eq!(one_line(&one_line(&text)), one_line(&text));
            prop_assert_eq!(paragraphs(&paragraphs(&text)), paragraphs(&text));
            prop_assert_eq!(look(&look(&text)), look(&text));
        }
    }
}
