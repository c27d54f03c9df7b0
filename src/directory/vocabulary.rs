//! The words that some keys of the data file choose from, each with its meaning.

/// The few words that a key allows.
pub trait Vocabulary: Copy + 'static {
    /// All of them, in the order in which pages list them.
    const ALL: &'static [Self];

    /// The word of the data file.
    fn id(self) -> &'static str;

    /// What it means, for whoever writes the file.
    fn meaning(self) -> &'static str;
}

/// Declares an enum whose words stand in the data file.
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
            /// All of them, in the order in which pages list them.
            pub const ALL: [$name; [$($id,)*].len()] = [$($name::$word,)*];

            /// The word of the data file for it.
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
    )*};
}

vocabulary! {
    /// What kind of body a member is.
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
        /// A body made to be the National Preventive Mechanism.
        Preventive = "preventive",
        /// An organization that is not part of the State.
        CivilSociety = "civil-society",
    }

    /// Where a body stands that is not simply a member.
    Status {
        /// It has been announced and is not yet designated.
        Expected = "expected",
    }

    /// An answer to "does it take individual complaints?".
    Takes {
        /// It takes none.
        No = "no",
        /// It takes some: the note says which.
        Some = "some",
        /// It does.
        Yes = "yes",
        /// No source says.
        Unknown = "unknown",
    }

    /// Why a cell is empty.
    Reason {
        /// No member is listed; others may monitor these places.
        NoneListed = "none-listed",
        /// There are no such places there.
        NotApplicable = "not-applicable",
        /// Nobody knows, or it was not found out.
        Unknown = "unknown",
        /// The places are there, but bodies of another jurisdiction cover them.
        Elsewhere = "elsewhere",
    }

    /// Whether a gap is still there.
    GapState {
        /// It is, as far as known.
        Open = "open",
        /// It has become smaller.
        Narrowed = "narrowed",
        /// It is gone.
        Closed = "closed",
    }
}
