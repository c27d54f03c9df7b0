//! The records of a directory, as plain data: one struct for each kind of record in the data file.
//!
//! A record refers to another by a key, which is that record's index in [`Facts`]. `load` makes keys only for records
//! that exist, and guarantees everything else that these structs promise. The fields are declared in
//! [`records`](super::records).

use std::ops::Deref;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::records::records;
use super::{Cell, Date, GapState, Kind, Reason, Status, Takes};

/// Everything in a data file, in its order.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The directory as a whole.
    pub about: About,
    /// Sections about this NPM, for the about page.
    pub sections: Vec<Section>,
    /// The sources of the facts.
    pub sources: Vec<Cited>,
    /// The columns of the table.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The bodies that belong to the NPM.
    pub members: Vec<Member>,
    /// The rows of the table.
    pub settings: Vec<Setting>,
    /// Who covers what, for all settings, in the file's order.
    pub coverage: Vec<Coverage>,
    /// Empty cells, or lines of a cell, about which something is known.
    pub absences: Vec<Absence>,
    /// What changed in a setting besides coverage.
    pub notices: Vec<Notice>,
    /// Where complaints go.
    pub complaint_routes: Vec<ComplaintRoute>,
    /// Whom people can ring.
    pub helplines: Vec<Helpline>,
    /// How being held at all can be challenged.
    pub releases: Vec<Release>,
    /// Places by name.
    pub places: Vec<Place>,
    /// Bodies that people look for here and that are not members.
    pub elsewhere: Vec<Elsewhere>,
    /// Gaps in coverage that official sources name.
    pub gaps: Vec<Gap>,
}

/// A source; the records that cite it share it.
#[derive(Debug, Clone)]
pub struct Cited(Arc<Source>);

impl Cited {
    /// A source that can be cited.
    pub fn new(source: Source) -> Cited {
        Cited(Arc::new(source))
    }

    /// Whether it is the same record.
    pub fn is(&self, other: &Cited) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Cited {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.0
    }
}

/// A name in another language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OtherName {
    /// BCP 47.
    pub language: String,
    /// The name.
    pub name: String,
}

/// Refers to a record.
pub trait Key: Copy + Ord {
    /// The record's name in the file.
    type Id;

    /// What a record has instead of a reference.
    type Fact;

    /// The kind of record, for messages.
    const KIND: &'static str;

    /// The key of the record at this index of its list.
    fn at(index: usize) -> Self;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident -> $kind:literal, $record:ident in $list:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $key(u32);

        impl $key {
            /// The key of the record at this index of its list.
            pub fn new(index: usize) -> $key {
                $key(u32::try_from(index).expect("a file holds fewer than 2^32 records"))
            }

            /// The record's index in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Key for $key {
            type Id = String;
            type Fact = $key;

            const KIND: &'static str = $kind;

            fn at(index: usize) -> $key {
                $key::new(index)
            }
        }

        impl std::ops::Index<$key> for Facts {
            type Output = $record;

            fn index(&self, key: $key) -> &$record {
                &self.$list[key.index()]
            }
        }
    )*};
}

keys! {
    /// Refers to a [`Jurisdiction`]. Keys sort in the file's order.
    JurisdictionKey -> "jurisdiction", Jurisdiction in jurisdictions;
    /// Refers to a [`Member`]. Keys sort in the file's order.
    MemberKey -> "member", Member in members;
    /// Refers to a [`Setting`]. Keys sort in the file's order.
    SettingKey -> "setting", Setting in settings;
    /// Refers to a [`Coverage`] record. Keys sort in the file's order.
    CoverageKey -> "coverage record", Coverage in coverage;
    /// Refers to a [`Notice`].
    NoticeKey -> "change", Notice in notices;
    /// Refers to a [`Place`]. Keys sort in the file's order.
    PlaceKey -> "place", Place in places;
    /// Refers to a [`Gap`].
    GapKey -> "gap", Gap in gaps;
}

/// Refers to a [`Source`] in the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceKey(usize);

impl Key for SourceKey {
    type Id = String;
    type Fact = Cited;

    const KIND: &'static str = "source";

    fn at(index: usize) -> SourceKey {
        SourceKey(index)
    }
}

impl SourceKey {
    /// The source, given all sources of the file.
    pub fn of(self, sources: &[Cited]) -> Cited {
        sources[self.0].clone()
    }
}

/// A square of the map of jurisdictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// From 0, left to right.
    pub column: u32,
    /// From 0, top to bottom.
    pub row: u32,
}

/// The types of fields among the facts, by the names that the declarations use.
mod types {
    use super::{Date, Key, OtherName};

    pub(super) type Required<T> = T;
    pub(super) type Optional<T> = Option<T>;
    pub(super) type Defaulted<T> = T;
    pub(super) type List<T> = Vec<T>;
    pub(super) type NonEmpty<T> = Vec<T>;
    /// In the file's order.
    pub(super) type EachOf<K> = Vec<K>;
    pub(super) type Id<K> = <K as Key>::Id;
    pub(super) type Reference<K> = <K as Key>::Fact;
    pub(super) type Word<V> = V;
    pub(super) type Text = String;
    pub(super) type Verbatim = String;
    pub(super) type Prose = String;
    pub(super) type Names = Vec<OtherName>;
    pub(super) type HttpAddress = String;
    pub(super) type ComplaintAddress = String;
    pub(super) type Contact = String;
    pub(super) type SecureContact = String;
    pub(super) type RegionCode = String;
    pub(super) type Checked = Date;
    pub(super) type Line = u32;
    pub(super) type Phone = String;
    pub(super) type LanguageTag = String;
    pub(super) type Flag = bool;
}

/// Generates the plain struct of each record.
macro_rules! structs {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ {
            $($(#[doc = $extra_doc:literal])* $(#[serde($($extra_serde:tt)*)])? $extra:ident: $extra_type:ty,)*
        })? {
            $($(#[doc = $field_doc:literal])* $(#[serde($($serde:tt)*)])? $field:ident: $presence:ident<$type:ty>,)*
        } $(=> { $($nested:tt)* })?
    )*) => {
        use types::*;
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Serialize, JsonSchema)]
            pub struct $record {
                $($($(#[doc = $extra_doc])* $(#[serde($($extra_serde)*)])? pub $extra: $extra_type,)*)?
                $($(#[doc = $field_doc])* $(#[serde($($serde)*)])? pub $field: $presence<$type>,)*
            }
        )*
    };
}

records!(structs);

impl Setting {
    /// The name as part of a sentence.
    pub fn in_sentence(&self) -> &str {
        self.phrase.as_deref().unwrap_or(&self.name)
    }
}

impl Member {
    /// The abbreviation, or the name if there is none.
    pub fn short_name(&self) -> &str {
        self.abbreviation.as_deref().unwrap_or(&self.name)
    }
}

impl Place {
    /// Its setting in its jurisdiction.
    pub fn cell(&self) -> Cell {
        Cell::new(self.setting, self.jurisdiction)
    }
}

impl Coverage {
    /// The cells to which it applies.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        let jurisdictions = self.jurisdictions.iter();
        jurisdictions.map(|jurisdiction| Cell::new(self.setting, *jurisdiction))
    }

    /// Leads, then partners, in the record's order.
    pub fn members(&self) -> impl Iterator<Item = MemberKey> + '_ {
        self.by.iter().chain(&self.with).copied()
    }

    /// Whether a member's part is in doubt. A doubt is about the members that the record names, or else about all.
    pub fn is_doubtful(&self, member: MemberKey) -> bool {
        let names = self.doubt_about.is_empty() || self.doubt_about.contains(&member);
        self.doubt.is_some() && names
    }

    /// When it began, if that is after the published table.
    pub fn began(&self) -> Option<Date> {
        self.from.or(self.seen)
    }
}
