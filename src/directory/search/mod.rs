//! Search: finds settings, jurisdictions, members and other bodies by every name that the facts have for them.
//!
//! A query is read in steps: [`text`] splits and folds it, [`vocabulary`] recognizes its words, [`finder`] extracts
//! jurisdictions and matches the rest with the names of all [`entries`], [`ranking`] puts the best first. The results
//! are targets and the names by which they were found; sentences are made elsewhere.

mod entries;
mod finder;
mod ranking;
mod text;
mod vocabulary;

use super::{Cell, Date, JurisdictionKey, MemberKey, PlaceKey, SettingKey};

pub use finder::Finder;

/// Words and phrases of the readers' language that search needs, separated by commas.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchWords<'a> {
    /// Stop words that distinguish no names, such as articles and prepositions.
    pub ignored: &'a str,
    /// Words of questions that mean something only within a longer name, such as "his" and "checks".
    pub stop_words: &'a str,
    /// Names for the page about National Preventive Mechanisms.
    pub about: &'a str,
    /// Names for the page about complaints.
    pub complaints: &'a str,
    /// Names for the page about gaps.
    pub gaps: &'a str,
}

/// Splits one of these lists.
fn listed(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// What a query means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The results that explain the query best. If there are several, the query is ambiguous and the reader must
    /// choose.
    pub best: Vec<Found>,
    /// Other results, best first. If the best is a place, its answer comes first.
    pub others: Vec<Found>,
    /// The jurisdictions that the query names, in the query's order; if it names none, those of `places`.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// The places that say where, if the query names no jurisdiction.
    pub places: Vec<PlaceKey>,
    /// The spellings that were corrected to find the best: the typed word and its correction.
    pub corrected: Vec<(String, String)>,
}

/// A result and why it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub target: Target,
    /// The name by which it was found.
    pub why: Why,
    /// Whether the query is that name: no word is misspelt or left over, and no jurisdiction is another one.
    pub is_certain: bool,
}

/// A result. Of two that explain a query equally well, the lower one in this order is listed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A place; it may be closed: [`Place::closed`](super::Place::closed).
    Place(PlaceKey),
    /// The answer page for a setting in a jurisdiction.
    Answer(Cell),
    /// A setting, if the query names no jurisdiction.
    Setting(SettingKey),
    /// A member.
    Member(MemberKey),
    /// The page about National Preventive Mechanisms.
    About,
    /// The page about complaints.
    Complaints,
    /// The page about gaps.
    Gaps,
    /// A body that is not a member: its index in [`Facts::elsewhere`](super::Facts::elsewhere).
    Elsewhere(usize),
    /// A jurisdiction.
    Jurisdiction(JurisdictionKey),
}

/// The name by which something was found, as the file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its display name.
    Name,
    /// Its short name.
    Abbreviation(String),
    /// A previous name or abbreviation, and until when it had it.
    FormerName(String, Date),
    /// Its name in the published table.
    PrintedName(String),
    /// Its name in another language: BCP 47 tag and name.
    OtherLanguage(String, String),
    /// A synonym, from the file or, for pages that every directory has, from the program.
    AlsoCalled(String),
    /// Its ISO 3166-2 code.
    Code(String),
    /// Its id, present or previous.
    Id(String),
}

#[cfg(test)]
mod tests;
