//! What a reader's words mean: settings, jurisdictions, members and bodies that are none, by every name that the facts
//! have for them, as a question to the [`Directory`].
//!
//! A [`Finder`] holds no sentence for readers: it says what was found and by which of the file's own words.

use super::{Date, Directory, JurisdictionKey, MemberKey, SettingKey};

/// Every name in a directory, made ready to be searched. Made once for a directory and good for that one only.
#[derive(Debug)]
pub struct Finder {}

/// What a query means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// What explains the query best. More than one: the same words mean each of them, and the reader must be asked which.
    pub best: Vec<Found>,
    /// What explains some of it, best first.
    pub others: Vec<Found>,
    /// The jurisdictions that the query names, in the order in which it does.
    pub jurisdictions: Vec<JurisdictionKey>,
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

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Who monitors a setting in a jurisdiction.
    Answer(SettingKey, JurisdictionKey),
    /// A setting, where no jurisdiction was named.
    Setting(SettingKey),
    /// A member.
    Member(MemberKey),
    /// A body that is no member: its place in [`Facts::elsewhere`](super::Facts::elsewhere).
    Elsewhere(usize),
    /// What an NPM is.
    About,
    /// Where complaints go.
    Complaints,
    /// Where no member is listed.
    Gaps,
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
    /// A word that people use for it.
    AlsoCalled(String),
    /// Its ISO 3166-2 code.
    Code(String),
    /// Its id, of this or of an earlier file.
    Id(String),
}

impl Finder {
    /// Gathers every name in a directory.
    pub fn new(directory: &Directory) -> Finder {
        let _ = directory;
        Finder {}
    }

    /// What a query means.
    pub fn find(&self, directory: &Directory, query: &str) -> Findings {
        let _ = (directory, query);
        Findings::default()
    }
}

impl Findings {
    /// Whether the query means several things, so that the reader must be asked which.
    pub fn asks(&self) -> bool {
        self.best.len() > 1
    }
}
