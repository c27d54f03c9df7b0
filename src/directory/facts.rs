//! The records of a directory, as plain data: one struct for each kind of record in the data file.
//!
//! A record refers to another by a key, which is that record's place in [`Facts`]. Keys are made where a file is
//! loaded, and only for records that exist; so are all other promises that these structs make about each other.

use super::Date;

/// Everything that a data file says, in its order.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What the directory as a whole is.
    pub about: About,
    /// What is particular to this NPM, for the about page.
    pub sections: Vec<Section>,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// The columns of the table.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The bodies that belong to the NPM.
    pub members: Vec<Member>,
    /// The rows of the table.
    pub settings: Vec<Setting>,
    /// Who covers what, of all settings, in the file's order.
    pub coverage: Vec<Coverage>,
    /// Empty cells, or lines of a cell, about which something is known.
    pub absences: Vec<Absence>,
    /// What changed in a setting and is no coverage.
    pub notices: Vec<Notice>,
    /// Where complaints go.
    pub complaint_routes: Vec<ComplaintRoute>,
    /// Bodies that people look for here and that are no members.
    pub elsewhere: Vec<Elsewhere>,
    /// Gaps in coverage that official sources name.
    pub gaps: Vec<Gap>,
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident -> $record:ident in $list:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $key(u32);

        impl $key {
            /// The key of the record at this place of its list.
            pub fn new(place: usize) -> $key {
                $key(u32::try_from(place).expect("a file holds fewer than 2^32 records"))
            }

            /// The record's place in its list.
            pub fn place(self) -> usize {
                self.0 as usize
            }
        }

        impl std::ops::Index<$key> for Facts {
            type Output = $record;

            fn index(&self, key: $key) -> &$record {
                &self.$list[key.place()]
            }
        }
    )*};
}

keys! {
    /// Refers to a [`Source`].
    SourceKey -> Source in sources;
    /// Refers to a [`Jurisdiction`]. Keys sort in the file's order.
    JurisdictionKey -> Jurisdiction in jurisdictions;
    /// Refers to a [`Member`]. Keys sort in the file's order.
    MemberKey -> Member in members;
    /// Refers to a [`Setting`]. Keys sort in the file's order.
    SettingKey -> Setting in settings;
    /// Refers to a [`Coverage`] record. Keys sort in the file's order.
    CoverageKey -> Coverage in coverage;
    /// Refers to an [`Absence`].
    AbsenceKey -> Absence in absences;
    /// Refers to a [`Notice`].
    NoticeKey -> Notice in notices;
}

/// What the directory as a whole is: the file's `[directory]`.
#[derive(Debug, Clone)]
pub struct About {
    /// The directory's name: the NPM's.
    pub title: String,
    /// The NPM's short name.
    pub abbreviation: Option<String>,
    /// The NPM's own site.
    pub website: String,
    /// The source whose table is "as published".
    pub published: SourceKey,
    /// When today's facts were last gone through; "today" means this day.
    pub checked: Date,
    /// One plain sentence for the home page.
    pub summary: Option<String>,
    /// What to do when a life is in danger.
    pub emergency: Option<String>,
    /// What readers call a jurisdiction, in the singular and in lower case.
    pub jurisdiction_word: String,
    /// Words that a search does not need.
    pub ignored_words: Vec<String>,
    /// Where readers tell of a mistake: `mailto:` or `https:`.
    pub contact: Option<String>,
    /// How the facts may be used.
    pub licence: Option<String>,
}

/// A section of the about page.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its text; paragraphs are parted by an empty line.
    pub text: String,
    /// Its sources.
    pub sources: Vec<SourceKey>,
}

/// Where facts come from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Permanent id.
    pub id: String,
    /// The title it bears.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as known.
    pub date: Date,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was last read.
    pub checked: Option<Date>,
}

/// A column of the table: England, Wales ...
#[derive(Debug, Clone)]
pub struct Jurisdiction {
    /// Permanent id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-2 code.
    pub code: Option<String>,
    /// Other words for it.
    pub also_called: Vec<String>,
}

/// A body that belongs to the NPM.
#[derive(Debug, Clone)]
pub struct Member {
    /// Permanent id.
    pub id: String,
    /// Full name, as the body is called today.
    pub name: String,
    /// Short name.
    pub abbreviation: Option<String>,
    /// How the published table names it.
    pub printed_as: Vec<String>,
    /// Its names in other languages: BCP 47 tag and name.
    pub names: Vec<(String, String)>,
    /// What kind of body it is.
    pub kind: Kind,
    /// What it does, in one plain sentence.
    pub role: String,
    /// What people wrongly expect of it.
    pub does_not: Option<String>,
    /// The law it works under.
    pub basis: Option<String>,
    /// Its site.
    pub website: String,
    /// Where its inspection reports are.
    pub reports: Option<String>,
    /// Its contact page.
    pub contact: Option<String>,
    /// When it was designated.
    pub designated: Option<Date>,
    /// Other words for it.
    pub also_called: Vec<String>,
    /// Ids it had in earlier files; their addresses lead to it.
    pub previous_ids: Vec<String>,
    /// Whether it takes individual complaints.
    pub complaints: Option<Complaints>,
    /// Sources of what this record says.
    pub sources: Vec<SourceKey>,
    /// Why the published table does not name it.
    pub uncovered: Option<String>,
    /// Names it had before.
    pub formerly: Vec<FormerName>,
}

impl Member {
    /// The abbreviation, or the full name where there is none.
    pub fn short_name(&self) -> &str {
        self.abbreviation.as_deref().unwrap_or(&self.name)
    }
}

/// What kind of body a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Inspects places against standards.
    Inspectorate,
    /// Registers services and inspects them.
    Regulator,
    /// Members of the public who visit often.
    LayMonitors,
    /// A commission with a remit for rights or welfare.
    Commission,
    /// An ombuds institution.
    Ombuds,
    /// One person who reviews how a law is used.
    Reviewer,
}

impl Kind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Kind; 6] = [
        Kind::Inspectorate,
        Kind::Regulator,
        Kind::LayMonitors,
        Kind::Commission,
        Kind::Ombuds,
        Kind::Reviewer,
    ];

    /// The word of the data file for it.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Inspectorate => "inspectorate",
            Kind::Regulator => "regulator",
            Kind::LayMonitors => "lay-monitors",
            Kind::Commission => "commission",
            Kind::Ombuds => "ombuds",
            Kind::Reviewer => "reviewer",
        }
    }
}

/// Whether a member takes individual complaints.
#[derive(Debug, Clone)]
pub struct Complaints {
    /// Does it?
    pub takes: Takes,
    /// What it does with what it hears.
    pub note: Option<String>,
    /// Where this comes from.
    pub source: Option<SourceKey>,
    /// When this was last gone through.
    pub checked: Option<Date>,
}

/// An answer to "does it take individual complaints?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// None.
    No,
    /// Some: the note says which.
    Some,
    /// Yes.
    Yes,
    /// No source says.
    Unknown,
}

impl Takes {
    /// Every answer.
    pub const ALL: [Takes; 4] = [Takes::No, Takes::Some, Takes::Yes, Takes::Unknown];

    /// The word of the data file for it.
    pub fn id(self) -> &'static str {
        match self {
            Takes::No => "no",
            Takes::Some => "some",
            Takes::Yes => "yes",
            Takes::Unknown => "unknown",
        }
    }
}

/// A name that a member had before.
#[derive(Debug, Clone)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// Until when it bore it; exclusive.
    pub until: Date,
    /// Where this comes from.
    pub source: Option<SourceKey>,
}

/// A row of the table: a kind of place of detention.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Permanent id.
    pub id: String,
    /// What it is called today.
    pub name: String,
    /// The row's heading in the published table; `None`: a setting added since.
    pub printed: Option<String>,
    /// What kind of places these are, in a few words.
    pub hint: String,
    /// Everyday words for it.
    pub also_called: Vec<String>,
}

/// One record of who covers a setting: these members, in these jurisdictions.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The setting.
    pub setting: SettingKey,
    /// Line of the published row, from 1.
    pub line: u32,
    /// Where, in the file's order; several: one merged cell of the published table. Never empty.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// Who leads. Never empty.
    pub by: Vec<MemberKey>,
    /// The partners after "with".
    pub with: Vec<MemberKey>,
    /// What the partnership is limited to.
    pub with_for: Option<String>,
    /// What they do here, where it is not their general role: a verb phrase after "it".
    pub does: Option<String>,
    /// What kind of monitoring this is, where it is not the members' own.
    pub kind: Option<Kind>,
    /// Since when: the published table, or a change after it.
    pub start: Start,
    /// No longer so since this date; exclusive.
    pub until: Option<Date>,
    /// Where this comes from.
    pub sources: Vec<SourceKey>,
    /// Why this reading is not certain.
    pub doubt: Option<String>,
    /// By what right, where it is not simply by law.
    pub basis: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The line of the data file on which the record begins, from 1.
    pub file_line: usize,
}

impl Coverage {
    /// Leads, then partners, in the record's order.
    pub fn members(&self) -> impl Iterator<Item = MemberKey> + '_ {
        self.by.iter().chain(&self.with).copied()
    }

    /// The cell's own words, where the record is of the published table.
    pub fn printed(&self) -> Option<&str> {
        match &self.start {
            Start::Published { printed } => Some(printed),
            Start::From(_) | Start::Seen(_) => None,
        }
    }

    /// When it began, where that is after the published table.
    pub fn began(&self) -> Option<Date> {
        match self.start {
            Start::Published { .. } => None,
            Start::From(date) | Start::Seen(date) => Some(date),
        }
    }
}

/// Since when a coverage record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// It is in the published table, in these words.
    Published {
        /// The cell's own words.
        printed: String,
    },
    /// It began on this date, after the published table.
    From(Date),
    /// It was known to be so by this date, after the published table.
    Seen(Date),
}

/// An empty cell, or an empty line of one, about which something is known.
#[derive(Debug, Clone)]
pub struct Absence {
    /// The setting.
    pub setting: SettingKey,
    /// The line of the row; `None`: the whole cell.
    pub line: Option<u32>,
    /// Where, in the file's order. Never empty.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// Why it is empty.
    pub reason: Reason,
    /// What is known.
    pub note: Option<String>,
    /// Where this comes from.
    pub sources: Vec<SourceKey>,
    /// The line of the data file on which the record begins, from 1.
    pub file_line: usize,
}

/// Why a cell is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No member is listed; others may monitor these places.
    NoneListed,
    /// There are no such places there.
    NotApplicable,
    /// Nobody knows, or it was not found out.
    Unknown,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 3] = [Reason::NoneListed, Reason::NotApplicable, Reason::Unknown];

    /// The word of the data file for it.
    pub fn id(self) -> &'static str {
        match self {
            Reason::NoneListed => "none-listed",
            Reason::NotApplicable => "not-applicable",
            Reason::Unknown => "unknown",
        }
    }
}

/// What changed in a setting and is no coverage: its name, its scope, a partner that is no member.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The setting.
    pub setting: SettingKey,
    /// Where, in the file's order. Never empty: the file's "left out" is all of them.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// When, as far as known.
    pub date: Option<Date>,
    /// What changed.
    pub text: String,
    /// Where this comes from.
    pub sources: Vec<SourceKey>,
}

/// Where a complaint goes. The bodies it names are no members.
#[derive(Debug, Clone)]
pub struct ComplaintRoute {
    /// For which settings, in the file's order.
    pub settings: Vec<SettingKey>,
    /// Where, in the file's order.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// What to do about a worry now.
    pub urgent: Option<String>,
    /// Why this is not certain.
    pub doubt: Option<String>,
    /// Whom to complain to first.
    pub first: String,
    /// Where to go next.
    pub then: Vec<Link>,
    /// What else to know.
    pub note: Option<String>,
    /// Where this comes from.
    pub source: SourceKey,
    /// When this was last gone through.
    pub checked: Date,
}

/// A name and where it leads.
#[derive(Debug, Clone)]
pub struct Link {
    /// What stands on the page.
    pub name: String,
    /// Where it leads: `https:`.
    pub url: String,
}

/// A body that people look for here and that is no member.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// Its name.
    pub name: String,
    /// Other words for it.
    pub also_called: Vec<String>,
    /// What it does.
    pub role: String,
    /// Its site.
    pub website: String,
    /// Where this comes from.
    pub source: SourceKey,
}

/// A gap in coverage that an official source names.
#[derive(Debug, Clone)]
pub struct Gap {
    /// What is not covered.
    pub what: String,
    /// Where; empty: not said.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// Whether it is still so.
    pub state: GapState,
    /// Where this comes from.
    pub source: SourceKey,
}

/// Whether a gap is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapState {
    /// It is, as far as known.
    Open,
    /// It has become smaller.
    Narrowed,
    /// It is gone.
    Closed,
}

impl GapState {
    /// Every state.
    pub const ALL: [GapState; 3] = [GapState::Open, GapState::Narrowed, GapState::Closed];

    /// The word of the data file for it.
    pub fn id(self) -> &'static str {
        match self {
            GapState::Open => "open",
            GapState::Narrowed => "narrowed",
            GapState::Closed => "closed",
        }
    }
}
