//! Splits text into words and folds them, so that they compare equal in any case, width or Unicode normal form, and
//! with or without accents, vowel points, ligatures and invisible characters.
//!
//! Nothing here knows what a word means.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::directory::unicode::{is_ignorable, nfc};

/// A word of an alias or a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word<'a> {
    /// As written.
    pub(crate) written: String,
    /// As compared. Never empty.
    pub(crate) folded: String,
    /// How it was recognized.
    pub(crate) matching: Matching,
    /// The stems of the known words that it may stand for: several only if the match is not exact.
    pub(crate) readings: Vec<&'a str>,
    /// Whether it is a stop word in a query that has other words.
    pub(crate) is_stop: bool,
}

/// A set of words of a query, as bits.
pub(crate) type Mask = u32;

/// How a word matches known words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Matching {
    /// It is one.
    Exact,
    /// It is the beginning of some.
    Prefix,
    /// It is one with spelling mistakes.
    Spelling,
    /// It matches none.
    #[default]
    Unknown,
}

impl Word<'_> {
    /// The folded word without an English plural ending.
    pub(crate) fn singular(&self) -> String {
        let word = self.folded.as_str();
        let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        if word.chars().count() < 4 || ends_in(&["ss", "us", "is"]) {
            return word.to_owned();
        }
        if let Some(start) = word.strip_suffix("ies") {
            return format!("{start}y");
        }
        let is_long = ends_in(&["sses", "shes", "ches", "xes"]);
        let ending = if is_long { "es" } else { "s" };
        word.strip_suffix(ending).unwrap_or(word).to_owned()
    }

    /// Whether it is written like an abbreviation. A final S belongs to it and is not a plural ending.
    pub(crate) fn is_abbreviation(&self) -> bool {
        let letters = || self.written.chars().filter(|letter| letter.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase)
    }

    /// Whether it may stand for the known word with this stem.
    pub(crate) fn may_be(&self, stem: &str) -> bool {
        self.readings.contains(&stem)
    }

    pub(crate) fn is_exact(&self) -> bool {
        self.matching == Matching::Exact
    }
}

/// The words of a text, in order, not yet recognized.
pub(crate) fn words<'a>(text: &str) -> Vec<Word<'a>> {
    nfc(text)
        .split(|letter| !belongs_to_a_word(letter))
        .map(|written| Word {
            written: written.to_owned(),
            folded: fold(written),
            ..Word::default()
        })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

fn belongs_to_a_word(letter: char) -> bool {
    let is_apostrophe = matches!(letter, '\'' | '`' | '‘' | '’' | 'ʻ' | 'ʼ' | '＇');
    is_apostrophe || letter.is_alphanumeric() || is_combining_mark(letter) || is_invisible(letter)
}

/// Folds a word for comparison.
fn fold(written: &str) -> String {
    let letters = written
        .nfkd()
        .filter(|letter| !is_invisible(*letter) && !is_accent(*letter))
        // Lower case of upper case is full case folding: `ẞ`, `ß` and `SS` become equal, and so do the three forms of
        // sigma.
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric() || is_combining_mark(*letter));
    let mut folded = String::with_capacity(written.len());
    for letter in letters {
        match base_letters(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
    folded
}

/// Whether a mark only modifies the letter before it: an accent, a vowel point, a nukta, a tone. Viramas and the vowel
/// signs of Indic scripts, Thai, Lao and Tibetan are letters of their own.
fn is_accent(letter: char) -> bool {
    !matches!(
        canonical_combining_class(letter),
        0 | 9 | 84 | 91 | 103 | 118 | 129 | 130 | 132
    )
}

/// The basic spelling of Latin letters that Unicode does not decompose.
fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ł' => "l",
        'ŋ' => "n",
        'ø' => "o",
        'œ' => "oe",
        'þ' => "th",
        'ŧ' => "t",
        _ => return None,
    })
}

/// Whether a character is ignored in a word: invisible characters, and the bar that only stretches an Arabic word.
fn is_invisible(letter: char) -> bool {
    letter == '\u{640}' || is_ignorable(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    fn singulars(text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .map(|word| word.singular())
            .collect()
    }

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(
            folded("Police  CELLS (Wales)!"),
            ["police", "cells", "wales"]
        );
        assert_eq!(
            folded("Arolygiaeth Tân, Tŷ'r Wāhi"),
            ["arolygiaeth", "tan", "tyr", "wahi"]
        );
        assert_eq!(
            folded("Straße Łódź Ærø Ĳ"),
            ["strasse", "lodz", "aero", "ij"]
        );
        assert_eq!(folded("Fire & Rescue/136"), ["fire", "rescue", "136"]);
    }

    #[test]
    fn texts_that_look_alike_fold_alike() {
        for (one, other) in [
            ("Wāhi", "Wa\u{304}hi"),
            ("STRASSE", "stra\u{1e9e}e"),
            ("ΟΔΟΣ", "οδός"),
            ("ИСПРАВИТЕЛЬНЫЙ Ёж", "исправительныи еж"),
            ("ＨＭＰ　Ｃａｒｄｉｆｆ１", "hmp cardiff1"),
            ("\u{fb01}re o\u{fb03}cer", "fire officer"),
            ("DİYARBAKIR", "diyarbakır"),
            ("سُجُون", "سجون"),
            ("الـسـجـن", "السجن"),
            ("أحداث", "احداث"),
            ("בֵּית סֹהַר", "בית סהר"),
            ("क\u{93c}ैदी", "क\u{948}दी"),
            ("\u{958}ैदी", "क\u{948}दी"),
            ("เรือนจ\u{e33}", "เรือนจ\u{e4d}\u{e32}"),
            ("ที่", "ที"),
            ("ｹﾞﾝｺﾞ", "ゲンゴ"),
            ("교도소", "\u{1100}\u{116d}\u{1103}\u{1169}\u{1109}\u{1169}"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn invisible_characters_do_not_separate_words() {
        for text in [
            "tow\u{ad}ers",
            "tow\u{200b}ers",
            "\u{feff}tow\u{200d}ers",
            "\u{202e}towers\u{202c}",
            "tow\u{2060}er\u{fe0f}s",
        ] {
            assert_eq!(folded(text), ["towers"], "{text:?}");
        }
        assert_eq!(folded("\u{200b} \u{ad}"), [""; 0]);
    }

    #[test]
    fn vowels_that_are_letters_are_kept() {
        assert_ne!(folded("की"), folded("का"));
        assert_ne!(folded("कुल"), folded("कल"));
        assert_ne!(folded("กุ"), folded("กู"));
        assert_eq!(folded("न्यायालय").len(), 1);
    }

    #[test]
    fn an_apostrophe_does_not_separate_words() {
        assert_eq!(folded("children's children’s"), ["childrens", "childrens"]);
        assert_eq!(folded("' ’ -"), [""; 0]);
    }

    #[test]
    fn a_plural_equals_its_singular() {
        for (plural, singular) in [
            ("prisons", "prison"),
            ("children's", "children"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("glasses", "glass"),
            ("houses", "house"),
            ("bodies", "body"),
            ("IMBs", "imb"),
        ] {
            assert_eq!(singulars(plural), [singular], "{plural}");
        }
        for singular in ["bus", "access", "analysis", "gas", "van"] {
            assert_eq!(singulars(singular), [singular], "{singular}");
        }
    }

    #[test]
    fn letters_that_do_not_decompose_have_a_basic_spelling() {
        assert_eq!(fold("æđðħłŋøœþŧ"), "aeddhlnooetht");
    }

    #[test]
    fn an_abbreviation_has_at_least_two_capitals() {
        let abbreviations: Vec<String> = words("HMIPS HMIPs prisons S s136 S136 TACT2000 ŴŶ 136")
            .into_iter()
            .filter(Word::is_abbreviation)
            .map(|word| word.written)
            .collect();
        assert_eq!(abbreviations, ["HMIPS", "TACT2000", "ŴŶ"]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            for word in folded(&text) {
                prop_assert_eq!(&fold(&word), &word);
            }
        }

        #[test]
        fn normal_forms_and_case_fold_to_the_same(text in "\\PC{0,40}") {
            let once: Vec<String> = folded(&text);
            prop_assert_eq!(&folded(&text.nfc().collect::<String>()), &once);
            prop_assert_eq!(&folded(&text.nfd().collect::<String>()), &once);
        }
    }
}
