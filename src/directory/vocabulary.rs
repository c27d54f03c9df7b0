//! Words with a fixed set of choices, and their meanings. Most are words of the data file; twins have them all.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A type whose values are words.
pub trait Vocabulary: Copy + 'static {
    /// All values, in the order in which pages list them.
    const ALL: &'static [Self];

    /// The word in the data file and in twins.
    fn id(self) -> &'static str;

    /// Its meaning, for authors of the data file.
    fn meaning(self) -> &'static str;
}

/// Declares an enum of words.
macro_rules! vocabulary {
    ($($(#[doc = $doc:literal])* $name:ident {
        $(#[doc = $meaning:literal] $word:ident = $id:literal,)*
    })*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $word,)*
        }

        impl $name {
            /// All values, in the order in which pages list them.
            pub const ALL: [$name; [$($id,)*].len()] = [$($name::$word,)*];

            /// The word in the data file and in twins.
            pub fn id(self) -> &'static str {
                match self {
                    $($name::$word => $id,)*
                }
            }
        }

        impl Vocabulary for $name {
            const ALL: &'static [$name] = &$name::ALL;

            fn id(self) -> &'static str {
                self.id()
            }

            fn meaning(self) -> &'static str {
                match self {
                    $($name::$word => $meaning.trim_ascii(),)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($id),*] })
            }
        }
    )*};
}

vocabulary! {
    /// The kind of a body.
    Kind {
        /// Inspects places against standards.
        Inspectorate = "inspectorate",
        /// Registers services and inspects them.
        Regulator = "regulator",
        /// Members of the public who visit.
        LayMonitors = "lay-monitors",
        /// A commission with a remit for rights or welfare.
        Commission = "commission",
        /// An ombuds institution.
        Ombuds = "ombuds",
        /// One person who reviews how a law is used.
        Reviewer = "reviewer",
        /// A body created to be the National Preventive Mechanism.
        Preventive = "preventive",
        /// An organization outside the State.
        CivilSociety = "civil-society",
    }

    /// The status of a body that is not simply a member.
    Status {
        /// It has been announced but not yet designated.
        Expected = "expected",
    }

    /// Whether a body takes individual complaints.
    Takes {
        /// It takes none.
        No = "no",
        /// It takes some; the note says which.
        Some = "some",
        /// It takes complaints.
        Yes = "yes",
        /// No source says whether it does.
        Unknown = "unknown",
    }

    /// Why a cell is empty.
    Reason {
        /// No member is listed; others may monitor these places.
        NoneListed = "none-listed",
        /// There are no such places in the jurisdiction.
        NotApplicable = "not-applicable",
        /// Not known, or not researched.
        Unknown = "unknown",
        /// The places exist, but bodies of another jurisdiction cover them.
        Elsewhere = "elsewhere",
    }

    /// The part that a member has in a cell.
    Part {
        /// It leads, alone or jointly.
        Lead = "lead",
        /// It is a partner of those that lead.
        Partner = "partner",
    }

    /// What a change is about.
    ChangeKind {
        /// The members that cover a line of a row.
        Coverage = "coverage",
        /// Something else in a setting.
        Noted = "noted",
        /// The name of a member.
        Renamed = "renamed",
        /// A body that has become a member.
        Joined = "joined",
        /// A body that is no longer a member.
        Left = "left",
    }

    /// The state of a gap.
    GapState {
        /// It still exists, as far as known.
        Open = "open",
        /// It has become smaller.
        Narrowed = "narrowed",
        /// It no longer exists.
        Closed = "closed",
    }
}
