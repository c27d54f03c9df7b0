//! Strings that must match a pattern: codes, language tags, telephone numbers.

use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use super::reading::{Reading, Value, strings};
use crate::diagnostics::{Code, Span, quoted};

pub(crate) struct Pattern {
    /// The diagnostic code for a string that does not match.
    code: Code,
    /// A description of the pattern, after "expected".
    pub(crate) form: &'static str,
    /// The regular expression for the JSON Schema.
    pub(crate) regex: &'static str,
    matches: fn(&str) -> bool,
}

impl Pattern {
    pub(crate) fn check(
        &self,
        text: &str,
        span: Span,
        reading: &mut Reading<'_>,
    ) -> Option<String> {
        if !(self.matches)(text) {
            let title = format!("expected {}, but found {}", self.form, quoted(text));
            reading.report(self.code.at(span, title));
            return None;
        }
        Some(text.to_owned())
    }

    fn schema(&self) -> Json {
        json!({ "type": "string", "pattern": self.regex })
    }
}

pub(crate) const LANGUAGE_TAG: Pattern = Pattern {
    code: Code::MalformedLanguageTag,
    form: "the tag of a language such as `cy` or `mi-NZ`",
    regex: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    matches: is_language_tag,
};

strings! {
    /// An ISO 3166 code of a country or of a part of one.
    RegionCode = Pattern {
        code: Code::MalformedRegionCode,
        form: "an ISO 3166 code such as `NZ` or `GB-NIR`",
        regex: "^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
        matches: is_region_code,
    };

    /// A BCP 47 language tag.
    LanguageTag = LANGUAGE_TAG;

    /// A telephone number, with spaces and signs as people write it.
    Phone = Pattern {
        code: Code::MalformedPhone,
        form: "a telephone number such as `0808 808 2003` or `+44 300 061 6161`",
        regex: r"^\+?[0-9(]([0-9().-]| (?!/)|/(?! ))*$",
        matches: is_phone,
    };
}

fn is_region_code(text: &str) -> bool {
    let (country, region) = text.split_once('-').unwrap_or((text, "X"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&region.len())
        && region
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Whether a text is a well-formed BCP 47 tag.
pub fn is_language_tag(text: &str) -> bool {
    let (language, rest) = text.split_once('-').unwrap_or((text, "xx"));
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.split('-').all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn is_phone(text: &str) -> bool {
    /// Emergency numbers have three digits; E.164 allows 15.
    const DIGITS: RangeInclusive<usize> = 3..=15;
    let number = text.strip_prefix('+').unwrap_or(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    DIGITS.contains(&digits)
        // Two numbers beside each other are not one.
        && !number.contains(" /")
        && !number.contains("/ ")
        && number.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(')
        && number
            .chars()
            .all(|letter| letter.is_ascii_digit() || "() ./-".contains(letter))
}
