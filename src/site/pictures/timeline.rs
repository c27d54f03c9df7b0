//! The timeline of changes: a lane for each setting with changes, and one for the members.
//!
//! Positions are percentages of the width, so that a lane can be drawn at any width without distortion.

use crate::directory::{Change, Date, Directory, SettingKey};

/// All dated changes on an axis of years.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    pub(crate) lanes: Vec<Lane<'a>>,
    /// The labels of the axis.
    pub(crate) years: Vec<(u16, Percent)>,
    /// The publication of the table, as wide as its date is uncertain.
    pub(crate) published: Option<Band>,
    /// The number of changes drawn.
    pub(crate) events: usize,
    /// Whether one is known only to have happened by its date, for the key.
    pub(crate) has_open: bool,
}

/// The changes of a setting, or those of members.
#[derive(Debug)]
pub(crate) struct Lane<'a> {
    /// The name of the setting; `None` for changes of members.
    pub(crate) setting: Option<&'a str>,
    pub(crate) events: Vec<Event>,
}

/// A change at its date.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) at: Percent,
    /// For a change known only to have happened by this date: where its open beginning is drawn.
    pub(crate) open_from: Option<Percent>,
}

/// A stretch of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Band {
    pub(crate) from: Percent,
    pub(crate) width: Percent,
}

/// A position or a width along the axis, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Percent(f64);

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1}%", self.0)
    }
}

/// The first and the last year of an axis.
struct Axis {
    first: u16,
    last: u16,
}

impl Axis {
    /// The position of a number of years after the beginning of year 0.
    fn at(&self, years: f64) -> Percent {
        let length = f64::from(self.last - self.first) + 1.0;
        Percent((years - f64::from(self.first)) / length * 100.0)
    }

    /// The interval of a date: a year, a month or a day.
    fn span(&self, date: Date) -> Band {
        let (year, month, day) = date.parts();
        let (from, length) = match (month, day) {
            (None, _) => (0.0, 1.0),
            (Some(month), None) => (f64::from(month - 1) / 12.0, 1.0 / 12.0),
            (Some(month), Some(day)) => {
                let into_month = f64::from(day - 1) / 31.0;
                ((f64::from(month - 1) + into_month) / 12.0, 1.0 / 365.0)
            }
        };
        let from = f64::from(year) + from;
        let (from, to) = (self.at(from), self.at(from + length));
        let width = Percent(to.0 - from.0);
        Band { from, width }
    }

    /// The middle of the interval of a date.
    fn middle(&self, date: Date) -> Percent {
        let span = self.span(date);
        Percent(span.from.0 + span.width.0 / 2.0)
    }

    /// At most eight labels, at years that are multiples of one step.
    fn years(&self) -> Vec<(u16, Percent)> {
        const MOST: u16 = 8;
        let length = self.last - self.first + 1;
        let steps = [1, 2, 5, 10, 20, 50, 100, 500, 1000];
        let step = steps
            .into_iter()
            .find(|step| length / step <= MOST)
            .unwrap_or(1000);
        (self.first..=self.last)
            .filter(|year| year % step == 0)
            .map(|year| (year, self.at(f64::from(year))))
            .collect()
    }
}

impl<'a> Timeline<'a> {
    /// The picture of these changes; `None` if none has a date.
    pub(crate) fn new(directory: &'a Directory, changes: &[Change]) -> Option<Timeline<'a>> {
        let published = directory.published_source().and_then(|source| source.date);
        let dated: Vec<(&Change, Date)> = changes
            .iter()
            .filter_map(|change| Some((change, directory.date_of(change)?)))
            .collect();
        let years = dated.iter().map(|(_, date)| date.parts().0);
        let first = years
            .clone()
            .chain(published.map(|date| date.parts().0))
            .min()?;
        let last = years.max()?.max(directory.about.checked.parts().0);
        let axis = Axis { first, last };
        let start = published.map_or(Percent(0.0), |date| axis.middle(date));
        let settings = directory.settings.iter();
        let names = settings.map(|setting| Some(&*setting.name)).chain([None]);
        let mut lanes: Vec<Lane<'a>> = names
            .map(|setting| Lane {
                setting,
                events: Vec::new(),
            })
            .collect();
        let of_members = lanes.len() - 1;
        for (change, date) in &dated {
            let lane = directory.setting_of(change).map(SettingKey::index);
            let lane = lane.unwrap_or(of_members);
            let is_open = matches!(change, Change::Coverage { by_then: true, .. });
            lanes[lane].events.push(Event {
                at: axis.middle(*date),
                open_from: is_open.then_some(start),
            });
        }
        lanes.retain(|lane| !lane.events.is_empty());
        let mut events = lanes.iter().flat_map(|lane| &lane.events);
        Some(Timeline {
            has_open: events.any(|event| event.open_from.is_some()),
            lanes,
            years: axis.years(),
            published: published.map(|date| axis.span(date)),
            events: dated.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        let axis = Axis {
            first: 2010,
            last: 2019,
        };
        let date = Date::parse(text).expect("a date");
        axis.middle(date).to_string()
    }

    #[test]
    fn a_date_is_drawn_in_the_middle_of_its_interval() {
        assert_eq!(at("2010"), "5.0%");
        assert_eq!(at("2015-01"), "50.4%");
        assert_eq!(at("2019-12-31"), "100.0%");
    }

    #[test]
    fn an_axis_has_few_labels() {
        for (first, last, labels) in [(2014, 2016, 3), (2014, 2026, 7), (1950, 2026, 8)] {
            let years = Axis { first, last }.years();
            assert_eq!(years.len(), labels, "{first} to {last}");
        }
    }
}
