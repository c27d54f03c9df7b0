//! Strings that must match a pattern: codes, language tags, telephone numbers.

use std::marker::PhantomData;
use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{Reading, Value};
use super::values::read_string;
use crate::diagnostics::{Code, Diagnostic, Span, quoted};

/// A pattern for strings.
pub(crate) trait Pattern {
    /// The diagnostic code for a string that does not match.
    const CODE: Code;
    /// A description of the pattern, after "expected".
    const FORM: &'static str;
    /// The regular expression for the JSON Schema.
    const REGEX: &'static str;

    fn matches(text: &str) -> bool;
}

/// A string that matches a pattern.
#[derive(Debug)]
pub(crate) struct Formed<P> {
    pub(crate) text: String,
    pattern: PhantomData<P>,
}

impl<P: Pattern> Value for Formed<P> {
    const EXPECTED: &'static str = "a string";

    fn read(value: &DeValue<'_>, span: Span, reading: &mut Reading<'_>) -> Option<Self> {
        let text = read_string::<Self>(value, &span, reading)?;
        if !P::matches(&text) {
            let title = format!("expected {}, but found {}", P::FORM, quoted(&text));
            reading.report(Diagnostic::new(P::CODE, span, title));
            return None;
        }
        Some(Formed {
            text,
            pattern: PhantomData,
        })
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": P::REGEX })
    }
}

pub(crate) type RegionCode = Formed<Iso3166>;
pub(crate) type LanguageTag = Formed<Bcp47>;
pub(crate) type Phone = Formed<Telephone>;

/// An ISO 3166 code of a country or of a part of one.
#[derive(Debug)]
pub(crate) enum Iso3166 {}

impl Pattern for Iso3166 {
    const CODE: Code = Code::MalformedRegionCode;
    const FORM: &'static str = "an ISO 3166 code such as `NZ` or `GB-NIR`";
    const REGEX: &'static str = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$";

    fn matches(text: &str) -> bool {
        let (country, region) = text.split_once('-').unwrap_or((text, "X"));
        let of = |part: &str, sizes: RangeInclusive<usize>, digits: bool| {
            let allowed = |byte: u8| byte.is_ascii_uppercase() || digits && byte.is_ascii_digit();
            sizes.contains(&part.len()) && part.bytes().all(allowed)
        };
        of(country, 2..=2, false) && of(region, 1..=3, true)
    }
}

/// A BCP 47 language tag.
#[derive(Debug)]
pub(crate) enum Bcp47 {}

impl Pattern for Bcp47 {
    const CODE: Code = Code::MalformedLanguageTag;
    const FORM: &'static str = "the tag of a language such as `cy` or `mi-NZ`";
    const REGEX: &'static str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

    fn matches(text: &str) -> bool {
        let (language, rest) = text.split_once('-').unwrap_or((text, "xx"));
        (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && rest.split('-').all(|part| {
                (2..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
    }
}

/// A telephone number, with spaces and signs as people write it.
#[derive(Debug)]
pub(crate) enum Telephone {}

impl Pattern for Telephone {
    const CODE: Code = Code::MalformedPhone;
    const FORM: &'static str = "a telephone number such as `0808 808 2003` or `+44 300 061 6161`";
    const REGEX: &'static str = r"^\+?[0-9(]([0-9().-]| (?!/)|/(?! ))*$";

    fn matches(text: &str) -> bool {
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
}
