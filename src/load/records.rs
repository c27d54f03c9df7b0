//! The shape of the data file: one record for each kind of table, with every key that it can have.
//!
//! The same declarations make the JSON Schema, whose descriptions are these comments.

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::reading::{
    List, NonEmpty, Optional, Reading, Required, Span, Value, described, kebab_case, object_schema,
    record,
};
use super::values::{
    Address, Checked, ComplaintPage, Id, Line, Names, Page, PageOrMail, Reference, RegionCode,
    SecurePageOrMail, Text, Word,
};
use crate::directory::{
    Date, GapState, JurisdictionKey, Kind, MemberKey, Reason, SettingKey, SourceKey, Takes,
};

record! {
    /// Which bodies monitor places of detention, and where: the members of a State's National Preventive Mechanism.
    File {
        /// What the directory as a whole is.
        directory: Required<About>,
        /// What is particular to this National Preventive Mechanism, for the about page.
        about: Optional<List<Section>>,
        /// Where facts come from.
        source: Required<NonEmpty<Source>>,
        /// The columns of the table, in order.
        jurisdiction: Required<NonEmpty<Jurisdiction>>,
        /// The bodies that belong to the National Preventive Mechanism.
        member: Required<NonEmpty<Member>>,
        /// The rows of the table, in order.
        setting: Required<NonEmpty<Setting>>,
        /// Where complaints go.
        complaint: Optional<List<ComplaintRoute>>,
        /// Bodies that people look for here and that are no members.
        elsewhere: Optional<List<Elsewhere>>,
        /// Gaps in coverage that official sources name.
        gap: Optional<List<Gap>>,
    }
}

record! {
    /// What the directory as a whole is.
    About {
        /// The directory's name: that of the National Preventive Mechanism.
        title: Required<Text>,
        /// Its short name.
        abbreviation: Optional<Text>,
        /// Its own site.
        website: Required<Address<Page>>,
        /// The id of the source whose table is "as published".
        published: Required<Reference<SourceKey>>,
        /// When today's facts were last gone through.
        checked: Required<Checked>,
        /// One plain sentence for the home page.
        summary: Optional<Text>,
        /// What to do when a life is in danger.
        emergency: Optional<Text>,
        /// What readers call a jurisdiction, in the singular and in lower case; "jurisdiction" if left out.
        jurisdiction_word: Optional<Text>,
        /// Words that a search does not need.
        ignored_words: Optional<List<Text>>,
        /// Where readers tell of a mistake: `mailto:` or `https://`.
        contact: Optional<Address<SecurePageOrMail>>,
        /// How the facts may be used, with the attribution that is owed.
        licence: Optional<Text>,
    }
}

record! {
    /// A section of the about page.
    Section {
        /// Its heading.
        heading: Required<Text>,
        /// Its text; paragraphs are parted by an empty line.
        text: Required<Text>,
        /// The ids of its sources.
        sources: Optional<List<Reference<SourceKey>>>,
    }
}

record! {
    /// Where facts come from.
    Source {
        /// Permanent id.
        id: Required<Id<SourceKey>>,
        /// The title it bears.
        title: Required<Text>,
        /// Who published it.
        publisher: Required<Text>,
        /// When, as far as known: `"2017"`, `"2017-07"` or `2017-01-12`.
        date: Required<Date>,
        /// What a reader should know of it.
        note: Optional<Text>,
        /// Where it can be read.
        url: Optional<Address<Page>>,
        /// When it was last read.
        checked: Optional<Checked>,
    }
}

record! {
    /// A column of the table.
    Jurisdiction {
        /// Permanent id.
        id: Required<Id<JurisdictionKey>>,
        /// Its name.
        name: Required<Text>,
        /// ISO 3166-2 code.
        code: Optional<RegionCode>,
        /// Other words for it.
        also_called: Optional<List<Text>>,
    }
}

record! {
    /// A body that belongs to the National Preventive Mechanism.
    Member {
        /// Permanent id.
        id: Required<Id<MemberKey>>,
        /// Full name, as the body is called today.
        name: Required<Text>,
        /// Short name.
        abbreviation: Optional<Text>,
        /// How the published table names it, where that is neither its name nor its abbreviation.
        printed_as: Optional<List<Text>>,
        /// Its names in other languages, by BCP 47 tag.
        names: Optional<Names>,
        /// What kind of body it is.
        kind: Required<Word<Kind>>,
        /// What it does, in one plain sentence.
        role: Required<Text>,
        /// What people wrongly expect of it.
        does_not: Optional<Text>,
        /// The law it works under.
        basis: Optional<Text>,
        /// Its site.
        website: Required<Address<Page>>,
        /// Where its inspection reports are.
        reports: Optional<Address<Page>>,
        /// Its contact page, or a mail address.
        contact: Optional<Address<PageOrMail>>,
        /// When it was designated.
        designated: Optional<Date>,
        /// Other words for it.
        also_called: Optional<List<Text>>,
        /// Ids it had before; their addresses lead to it.
        previous_ids: Optional<List<Id<MemberKey>>>,
        /// Whether it takes individual complaints.
        complaints: Optional<Complaints>,
        /// The ids of the sources of what this record says.
        sources: Required<NonEmpty<Reference<SourceKey>>>,
        /// Why the published table does not name it.
        uncovered: Optional<Text>,
        /// Names it had before.
        formerly: Optional<List<FormerName>>,
    }
}

record! {
    /// Whether a member takes individual complaints.
    Complaints {
        /// Does it?
        takes: Required<Word<Takes>>,
        /// What it does with what it hears.
        note: Optional<Text>,
        /// The id of the source.
        source: Optional<Reference<SourceKey>>,
        /// When this was last gone through.
        checked: Optional<Checked>,
    }
}

record! {
    /// A name that a member had before.
    FormerName {
        /// The name.
        name: Required<Text>,
        /// Its abbreviation.
        abbreviation: Optional<Text>,
        /// Until when the member bore it; exclusive.
        until: Required<Date>,
        /// The id of the source.
        source: Optional<Reference<SourceKey>>,
    }
}

record! {
    /// A row of the table: a kind of place of detention.
    Setting {
        /// Permanent id.
        id: Required<Id<SettingKey>>,
        /// What it is called today.
        name: Required<Text>,
        /// The row's heading in the published table; left out: a setting added since.
        printed: Optional<Text>,
        /// What kind of places these are, in a few words.
        hint: Required<Text>,
        /// Everyday words for it.
        also_called: Optional<List<Text>>,
        /// Who covers it, cell by cell.
        coverage: Optional<List<Coverage>>,
        /// What changed in it and is no coverage: its name, its scope, a partner that is no member.
        change: Optional<List<Change>>,
        /// Empty cells, or empty lines of one, about which something is known.
        none: Optional<List<Absence>>,
    }
}

record! {
    /// Who covers a setting, and where: one cell of the published table, or one that took its place since. It has
    /// exactly one of `printed`, `from` and `seen`.
    Coverage {
        /// The line of the published row; 1 if left out.
        line: Optional<Line>,
        /// The ids of the jurisdictions; several: one merged cell of the published table.
        jurisdictions: Required<NonEmpty<Reference<JurisdictionKey>>>,
        /// The ids of the members who lead, in the order of the cell's own words.
        by: Required<NonEmpty<Reference<MemberKey>>>,
        /// The ids of the partners after "with".
        with: Optional<List<Reference<MemberKey>>>,
        /// What the partnership is limited to.
        with_for: Optional<Text>,
        /// What they do here, where it is not their general role: a verb phrase after "it".
        does: Optional<Text>,
        /// What kind of monitoring this is, where it is not the members' own.
        kind: Optional<Word<Kind>>,
        /// The cell's own words in the published table.
        printed: Optional<Text>,
        /// Since when, where that is after the published table.
        from: Optional<Date>,
        /// By when it was known to be so, where it is not known since when.
        seen: Optional<Date>,
        /// No longer so since this date; exclusive. Left out: still so.
        until: Optional<Date>,
        /// The ids of the sources.
        sources: Required<NonEmpty<Reference<SourceKey>>>,
        /// Why this reading is not certain, shown to readers.
        doubt: Optional<Text>,
        /// By what right, where it is not simply by law.
        basis: Optional<Text>,
        /// What a reader should know.
        note: Optional<Text>,
    }
}

record! {
    /// What changed in a setting and is no coverage.
    Change {
        /// The ids of the jurisdictions; all of them if left out.
        jurisdictions: Optional<NonEmpty<Reference<JurisdictionKey>>>,
        /// When, as far as known.
        date: Optional<Date>,
        /// What changed.
        text: Required<Text>,
        /// The ids of the sources.
        sources: Required<NonEmpty<Reference<SourceKey>>>,
    }
}

record! {
    /// An empty cell, or an empty line of one, about which something is known.
    Absence {
        /// The line of the row; the whole cell if left out.
        line: Optional<Line>,
        /// The ids of the jurisdictions.
        jurisdictions: Required<NonEmpty<Reference<JurisdictionKey>>>,
        /// Why it is empty.
        reason: Required<Word<Reason>>,
        /// What is known.
        note: Optional<Text>,
        /// The ids of the sources.
        sources: Optional<List<Reference<SourceKey>>>,
    }
}

record! {
    /// Where a complaint goes. The bodies it names are no members.
    ComplaintRoute {
        /// The ids of the settings.
        settings: Required<NonEmpty<Reference<SettingKey>>>,
        /// The ids of the jurisdictions.
        jurisdictions: Required<NonEmpty<Reference<JurisdictionKey>>>,
        /// What to do about a worry now, shown first.
        urgent: Optional<Text>,
        /// Why this is not certain, shown to readers.
        doubt: Optional<Text>,
        /// Whom to complain to first.
        first: Required<Text>,
        /// Where to go next.
        then: Optional<List<Link>>,
        /// What else to know.
        note: Optional<Text>,
        /// The id of the source.
        source: Required<Reference<SourceKey>>,
        /// When this was last gone through.
        checked: Required<Checked>,
    }
}

record! {
    /// A name and where it leads.
    Link {
        /// What stands on the page.
        name: Required<Text>,
        /// Where it leads: `https://`.
        url: Required<Address<ComplaintPage>>,
    }
}

record! {
    /// A body that people look for here and that is no member.
    Elsewhere {
        /// Its name.
        name: Required<Text>,
        /// Other words for it.
        also_called: Optional<List<Text>>,
        /// What it does.
        role: Required<Text>,
        /// Its site.
        website: Required<Address<Page>>,
        /// The id of the source.
        source: Required<Reference<SourceKey>>,
    }
}

record! {
    /// A gap in coverage that an official source names.
    Gap {
        /// What is not covered.
        what: Required<Text>,
        /// The ids of the jurisdictions.
        jurisdictions: Optional<NonEmpty<Reference<JurisdictionKey>>>,
        /// Whether it is still so.
        state: Required<Word<GapState>>,
        /// The id of the source.
        source: Required<Reference<SourceKey>>,
    }
}

/// The JSON Schema of the whole file.
pub(super) fn schema() -> Json {
    let mut schema = File::schema();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Data file of an NPM directory");
    // The one thing about a record that its keys alone do not say.
    let setting = &mut schema["properties"]["setting"]["items"];
    setting["properties"]["coverage"]["items"]["oneOf"] = json!([
        { "required": ["printed"] },
        { "required": ["from"] },
        { "required": ["seen"] },
    ]);
    schema
}
