//! Dates with the precision of their source: a year, a month or a day.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A date with the precision of its source.
///
/// Dates of different precision are compared at the coarser one, so `2017` and `2017-07` are equal. That relation is
/// not an order (it is not transitive), which is why `Date` has [`Date::compare`] and not `Ord`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A date, or `None` if it does not exist.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let days = month.map_or(0, |month| days_in(year, month));
        let exists = (1..=9999).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days).contains(&day));
        exists.then_some(Date { year, month, day })
    }

    /// Parses `2017`, `2017-07` or `2017-01-12`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
        let year = parts.next()??;
        let mut part = || u8::try_from(parts.next()??).ok();
        let (month, day) = (part(), part());
        Date::new(year, month, day).filter(|date| date.to_string() == text)
    }

    /// The date this number of days after 1 January 1970; `None` after the year 9999.
    pub fn after_1970(days: u64) -> Option<Date> {
        let first = Date::new(1970, Some(1), Some(1))?;
        (0..days).try_fold(first, |date, _| date.next_day())
    }

    /// The next day; `None` if the date is not a day or is the last one.
    pub fn next_day(self) -> Option<Date> {
        let (month, day) = (self.month?, self.day?);
        Date::new(self.year, Some(month), Some(day + 1))
            .or_else(|| Date::new(self.year, Some(month + 1), Some(1)))
            .or_else(|| Date::new(self.year + 1, Some(1), Some(1)))
    }

    /// The year, the month from 1 to 12, and the day of the month from 1 to 31, as far as they are known.
    pub fn parts(self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }

    /// Compares at the coarser precision.
    pub fn compare(self, other: Date) -> Ordering {
        let compare = |parts: Option<(u8, u8)>| parts.map_or(Ordering::Equal, |(a, b)| a.cmp(&b));
        self.year
            .cmp(&other.year)
            .then(compare(self.month.zip(other.month)))
            .then(compare(self.day.zip(other.day)))
    }

    /// The key to sort dates by: the first day of the period.
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

/// ISO 8601 with the precision of the date: `2017`, `2017-07`, `2017-01-12`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "As precise as its source: a year, a month or a day (ISO 8601).",
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        })
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| panic!("`{text}` is a date"))
    }

    #[test]
    fn a_date_is_displayed_as_it_was_parsed() {
        for text in ["2017", "2017-07", "2017-01-12", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (days, text) in [
            (0, "1970-01-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_780, "2026-11-23"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (2_932_896, "9999-12-31"),
        ] {
            assert_eq!(Date::after_1970(days), Some(date(text)), "{days}");
        }
        assert_eq!(Date::after_1970(2_932_897), None);
        assert_eq!(Date::after_1970(u64::MAX), None);
    }

    #[test]
    fn a_date_has_only_the_parts_that_it_was_given() {
        let parts = |text: &str| date(text).parts();
        assert_eq!(parts("2017"), (2017, None, None));
        assert_eq!(parts("2017-07"), (2017, Some(7), None));
        assert_eq!(parts("2017-07-12"), (2017, Some(7), Some(12)));
    }

    #[test]
    fn invalid_dates_are_rejected() {
        for text in [
            "",
            "17",
            "2017-7",
            "2017-13",
            "2017-00",
            "2023-02-29",
            "1900-02-29",
            "2017-04-31",
            "2017-01-12-01",
            "0000",
            "+201",
            "2017-07-",
            "２０１７",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_compared_at_the_coarser_precision() {
        assert_eq!(date("2017").compare(date("2017-07")), Ordering::Equal);
        assert_eq!(date("2017-07").compare(date("2017-07-31")), Ordering::Equal);
        assert_eq!(date("2017-06").compare(date("2017-07-01")), Ordering::Less);
        assert_eq!(date("2018").compare(date("2017-12-31")), Ordering::Greater);
        assert_eq!(
            date("2017-07-02").compare(date("2017-07-01")),
            Ordering::Greater
        );
    }
}
