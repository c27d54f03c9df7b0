//! Texts cut into words that can be compared: lower case, no accents, no punctuation, no plural.
//!
//! Nothing here knows what a word means.

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was written.
    pub(super) written: String,
    /// In lower case and without accents and apostrophes. Never empty.
    pub(super) folded: String,
}

impl Word {
    /// The folded word without the ending of an English plural.
    pub(super) fn singular(&self) -> String {
        let word = self.folded.as_str();
        let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        if word.chars().count() < 4 || ends_in(&["ss", "us", "is"]) {
            return word.to_owned();
        }
        if let Some(start) = word.strip_suffix("ies") {
            return format!("{start}y");
        }
        let ending = if ends_in(&["sses", "shes", "ches", "xes"]) {
            "es"
        } else {
            "s"
        };
        word.strip_suffix(ending).unwrap_or(word).to_owned()
    }

    /// Whether it is written as an abbreviation is. The S that ends one is a word, and no ending of a plural.
    pub(super) fn is_abbreviation(&self) -> bool {
        let letters = || self.written.chars().filter(|letter| letter.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase)
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    text.split(|letter| !belongs_to_a_word(letter))
        .map(|written| Word {
            written: written.to_owned(),
            folded: fold(written),
        })
        .filter(|word| !word.folded.is_empty())
}

fn belongs_to_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_apostrophe(letter) || is_combining(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '‘' | '’' | 'ʻ' | 'ʼ')
}

/// An accent that stands after its letter as a character of its own.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn fold(written: &str) -> String {
    let mut folded = String::with_capacity(written.len());
    for letter in written.chars().flat_map(char::to_lowercase) {
        if is_apostrophe(letter) || is_combining(letter) {
            continue;
        }
        let plain = ACCENTED
            .iter()
            .find(|(_, forms)| !letter.is_ascii() && forms.contains(letter));
        match plain {
            Some((plain, _)) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}

/// The letters of Latin alphabets that readers type without their accent, by what they type.
const ACCENTED: [(&str, &str); 29] = [
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "æǽ"),
    ("b", "ḃ"),
    ("c", "çćĉċč"),
    ("d", "ďđðḋ"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐỉị"),
    ("j", "ĵ"),
    ("k", "ķǩ"),
    ("l", "ĺļľŀł"),
    ("m", "ṁ"),
    ("n", "ñńņňŋ"),
    ("o", "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("p", "ṗ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšșṡ"),
    ("ss", "ß"),
    ("t", "ţťŧțṫ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųǔưụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷȳỳỵỷỹ"),
    ("z", "źżž"),
    ("ij", "ĳ"),
    ("n", "ŉ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    fn singulars(text: &str) -> Vec<String> {
        words(text).map(|word| word.singular()).collect()
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
    fn an_accent_that_stands_alone_is_dropped_like_one_that_does_not() {
        assert_eq!(folded("Wa\u{304}hi"), folded("Wāhi"));
    }

    #[test]
    fn an_apostrophe_does_not_part_a_word() {
        assert_eq!(folded("children's children’s"), ["childrens", "childrens"]);
        assert_eq!(folded("' ’ -"), [""; 0]);
    }

    #[test]
    fn every_accented_letter_stands_in_the_table_once_and_in_lower_case() {
        let forms: Vec<char> = ACCENTED
            .iter()
            .flat_map(|(_, forms)| forms.chars())
            .collect();
        for (place, form) in forms.iter().enumerate() {
            assert!(!form.is_ascii() && !form.is_uppercase(), "{form}");
            assert!(!forms[..place].contains(form), "{form}");
        }
    }

    #[test]
    fn a_plural_is_its_singular() {
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
    fn an_abbreviation_is_in_capitals_and_has_more_than_one() {
        let abbreviations: Vec<String> = words("HMIPS HMIPs prisons S s136 S136 TACT2000 ŴŶ 136")
            .filter(Word::is_abbreviation)
            .map(|word| word.written)
            .collect();
        assert_eq!(abbreviations, ["HMIPS", "TACT2000", "ŴŶ"]);
    }
}
