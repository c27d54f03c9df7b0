//! What a reader's words mean: settings, jurisdictions, members and other bodies, by every name that the facts have for
//! them.
//!
//! A query is read in steps: [`text`] cuts and folds it, [`vocabulary`] recognizes its words, [`finder`] takes out the
//! jurisdictions and matches what is left with every alias, [`places`] relates places to their kinds, [`ranking`] puts the best first. No step holds a sentence
//! for readers: the findings name targets, and the words of the file by which they were found.

mod aliases;
mod finder;
mod places;
mod ranking;
mod text;
mod vocabulary;

use super::{Date, JurisdictionKey, MemberKey, PlaceKey, SettingKey};

pub use finder::Finder;

/// What a search needs of the language in which people ask: words and phrases, separated by commas.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchWords<'a> {
    /// Words that tell no name from another, like articles and prepositions.
    pub ignored: &'a str,
    /// Words of a sentence that mean something only within a longer name, like "his" and "checks".
    pub stop_words: &'a str,
    /// What people call the page about National Preventive Mechanisms.
    pub about: &'a str,
    /// What people call the page about complaints.
    pub complaints: &'a str,
    /// What people call the page about gaps.
    pub gaps: &'a str,
}

/// The words of one of these lists.
fn listed(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// What a query means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// What explains the query best. More than one: the same words mean each of them, and the reader must be asked
    /// which.
    pub best: Vec<Found>,
    /// What else explains some of it, best first. Where the best is a place, its answer comes first.
    pub others: Vec<Found>,
    /// The jurisdictions that the query names, in the order in which it does. Where it names none: those of `places`.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// The places that say where, if the query names no jurisdiction.
    pub places: Vec<PlaceKey>,
    /// The spellings that were corrected to find the best: what was typed, and the word it was taken for.
    pub corrected: Vec<(String, String)>,
}

/// One thing that a query may mean, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub target: Target,
    /// By which of its names.
    pub why: Why,
}

/// What can be found. Of two that explain a query equally well, the one that sorts first is listed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A place, which may be closed: [`Place::closed`](super::Place::closed).
    Place(PlaceKey),
    /// Who monitors a setting in a jurisdiction.
    Answer(SettingKey, JurisdictionKey),
    /// A setting, where no jurisdiction was named.
    Setting(SettingKey),
    /// A member.
    Member(MemberKey),
    /// What an NPM is.
    About,
    /// Where complaints go.
    Complaints,
    /// Where no member is listed.
    Gaps,
    /// A body that is no member: its place in [`Facts::elsewhere`](super::Facts::elsewhere).
    Elsewhere(usize),
    /// A jurisdiction.
    Jurisdiction(JurisdictionKey),
}

/// The name by which something was found, in the file's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The name it is shown under.
    Name,
    /// Its short name.
    Abbreviation(String),
    /// A name or short name that it bore until a date.
    FormerName(String, Date),
    /// How the published table names it.
    PrintedName(String),
    /// Its name in another language: BCP 47 tag and name.
    OtherLanguage(String, String),
    /// A word that people use for it: the file's own, or for a page that every directory has, the program's.
    AlsoCalled(String),
    /// Its ISO 3166-2 code.
    Code(String),
    /// Its id, of this or of an earlier file.
    Id(String),
}

impl Findings {
    /// Whether the query means several things, so that the reader must be asked which.
    pub fn asks(&self) -> bool {
        self.best.len() > 1
    }
}

#[cfg(test)]
mod tests;
