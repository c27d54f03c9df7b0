//! The codes of diagnostics: what can be wrong with a file, and how bad it is.

/// Whether a diagnostic prevents the use of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $severity:ident $name:literal;)*) => {
        /// The kind of a diagnostic. Its name is permanent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// The name, in kebab case.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$code => $name,)*
                }
            }

            /// Whether it prevents the use of a file.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$code => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8.
    NotUtf8 = Error "not-utf-8";
    /// The file is empty.
    EmptyFile = Error "empty-file";
    /// A TOML syntax error.
    Syntax = Error "syntax";
    /// A value of the wrong TOML type.
    WrongType = Error "wrong-type";
    /// A mandatory key is missing.
    MissingKey = Error "missing-key";
    /// The key does not exist.
    UnknownKey = Error "unknown-key";
    /// A word that is not one of those that the key allows.
    UnknownWord = Error "unknown-word";
    /// An empty text.
    EmptyText = Error "empty-text";
    /// A character that is not allowed in texts, because some output format cannot contain it.
    ControlCharacter = Error "control-character";
    /// A list that must not be empty.
    EmptyList = Error "empty-list";
    /// A list with the same entry twice.
    RepeatedEntry = Error "repeated-entry";
    /// A date that does not exist or has the wrong format.
    MalformedDate = Error "malformed-date";
    /// The line of a row is not a small integer from 1.
    MalformedLine = Error "malformed-line";
    /// An invalid address, or one with a scheme that is not allowed.
    MalformedAddress = Error "malformed-address";
    /// A square of the map that is not a column and a row.
    MalformedTile = Error "malformed-tile";
    /// A telephone number with other characters, or too short or too long.
    MalformedPhone = Error "malformed-phone";
    /// A jurisdiction's code that does not match ISO 3166.
    MalformedRegionCode = Error "malformed-region-code";
    /// A language tag that does not match BCP 47.
    MalformedLanguageTag = Error "malformed-language-tag";
    /// A malformed id.
    MalformedId = Error "malformed-id";
    /// An id that is a reserved word.
    ReservedId = Error "reserved-id";
    /// Two records of a kind with the same id.
    DuplicateId = Error "duplicate-id";
    /// Two records of a kind with the same name.
    DuplicateName = Error "duplicate-name";
    /// A reference to a record that does not exist.
    UnknownId = Error "unknown-id";
    /// The published words do not name a member that the record lists.
    MemberNotPrinted = Error "member-not-printed";
    /// The published words name a member that the record does not list.
    PrintedMemberNotListed = Error "printed-member-not-listed";
    /// The published words name the members in another order than the record.
    PrintedOrder = Error "printed-order";
    /// Something is marked as published, but the file names no published table.
    NoPublishedTable = Error "no-published-table";
    /// A cell is marked as published, but its setting is not.
    NoPublishedRow = Error "no-published-row";
    /// A coverage record has more than one of `printed`, `from` and `seen`.
    ConflictingStart = Error "conflicting-start";
    /// A source has both a date and a date of reading, which is for undated sources.
    ConflictingDate = Error "conflicting-date";
    /// A step of a complaint has no text, address or telephone number.
    EmptyStep = Error "empty-step";
    /// A setting refers to itself.
    SeesItself = Error "sees-itself";
    /// A coverage record says whose part is in doubt without a doubt, or names a member that it does not list.
    MisplacedDoubt = Error "misplaced-doubt";
    /// An absence names another jurisdiction without the reason `elsewhere`, or has that reason and names none.
    MisplacedSee = Error "misplaced-see";
    /// Two jurisdictions with the same square of the map.
    SharedTile = Error "shared-tile";
    /// A place that closes in the future.
    ClosedInFuture = Error "closed-in-future";
    /// Two records for the same line of a cell that hold at the same time.
    OverlappingCells = Error "overlapping-cells";
    /// A line of a row without the line before it.
    SkippedLine = Error "skipped-line";
    /// A change that is dated before the table that it changes.
    BeforePublication = Error "before-publication";
    /// An end before the beginning.
    DatesOutOfOrder = Error "dates-out-of-order";
    /// An absence of a cell that is empty in neither table.
    NotAbsent = Error "not-absent";
    /// Two absences of the same cell or line.
    RepeatedAbsence = Error "repeated-absence";
    /// A member that is marked as not in the published table, which names it.
    NotUncovered = Error "not-uncovered";
    /// A complaint would be sent unencrypted.
    InsecureComplaintRoute = Error "insecure-complaint-route";
    /// A translation whose language differs from that in its file name.
    ConflictingLanguage = Error "conflicting-language";
    /// A translation of a name for which the record has one in that language.
    RepeatedName = Error "repeated-name";
    /// A translation of a text that is not in the data file.
    OrphanedText = Warning "orphaned-text";
    /// Texts of the data file without a translation.
    UntranslatedText = Warning "untranslated-text";
    /// A message is no Fluent, or is there twice.
    MalformedMessage = Error "malformed-message";
    /// A message names other arguments or links than in English.
    DifferingMessage = Error "differing-message";
    /// A message that no page has.
    UnknownMessage = Warning "unknown-message";
    /// Messages are not there.
    MissingMessage = Warning "missing-message";
    /// An unencrypted address.
    InsecureAddress = Warning "insecure-address";
    /// A member without coverage, and without a reason for it.
    UnnamedMember = Warning "unnamed-member";
    /// Facts that were last checked more than a year ago.
    OutdatedCheck = Warning "outdated-check";
    /// Facts that were last checked in the future.
    CheckedInFuture = Warning "checked-in-future";
    /// A coverage record names a body that is only expected to become a member.
    ExpectedCovers = Warning "expected-covers";
    /// An absence leads to a cell in which no member is listed today either.
    NobodyElsewhere = Warning "nobody-elsewhere";
    /// A translation into a language without messages.
    NoMessages = Warning "no-messages";
    /// A source that is not cited.
    UncitedSource = Warning "uncited-source";
}
