//! The single declaration of every record: its keys, their types and descriptions.
//!
//! `records!` passes the declarations to another macro. `facts` generates plain structs from them; `load` generates the
//! reader of the data file, its JSON Schema and the conversion to facts. So each key is declared and described once.
//! The types have different meanings in the two modules: `Text` is a `String` in the facts.
//!
//! * `Required`: a mandatory key. `Optional`: an `Option`. `Defaulted`: an optional key with a default, such as an
//!   empty list.
//! * `#[serde(..)]`: how the fact stands in twins, if not under its own name. A view of the record adds what is skipped.
//! * `+ { .. }`: fields that are not keys. `=> { .. }`: records that are nested in this one in the file and have a list
//!   of their own in [`Facts`](super::Facts).

/// Declares the records: calls the macro `$with` with all of them.
macro_rules! records {
    ($with:ident) => {
        $with! {
        /// The directory as a whole: `[directory]` in the file.
        About {
            /// The directory's name: that of the National Preventive Mechanism.
            title: Required<Text>,
            /// Its short name.
            abbreviation: Optional<Text>,
            /// Its own site.
            website: Required<HttpAddress>,
            /// The id of the source whose table is "as published"; left out where there is no such table.
            published: Optional<Reference<SourceKey>>,
            /// The language of the texts, as a BCP 47 tag; `en` if left out.
            language: Optional<LanguageTag>,
            /// When the facts were last checked. "Today" on the pages means this date.
            checked: Required<Checked>,
            /// One plain sentence for the home page.
            summary: Optional<Text>,
            /// What to do when a life is in danger.
            emergency: Optional<Text>,
            /// What readers call a jurisdiction, in the singular and in lower case; "jurisdiction" if left out.
            jurisdiction_word: Optional<Text>,
            /// The same in the plural.
            jurisdiction_words: Optional<Text>,
            /// Whether the National Preventive Mechanism itself publishes this copy.
            official: Defaulted<Flag>,
            /// Words that a search does not need.
            ignored_words: Defaulted<List<Verbatim>>,
            /// Where readers report a mistake: `mailto:` or `https://`.
            contact: Optional<SecureContact>,
            /// The terms under which the facts may be used, with the attribution that is required.
            licence: Optional<Prose>,
        }

        /// A section of the about page.
        Section {
            /// Its heading.
            heading: Required<Text>,
            /// Its text; paragraphs are separated by an empty line.
            text: Required<Prose>,
            /// Its sources, by id in the data file.
            sources: Defaulted<List<Reference<SourceKey>>>,
        }

        /// Where facts come from.
        Source {
            /// Permanent id.
            id: Required<Id<SourceKey>>,
            /// Its title.
            title: Required<Verbatim>,
            /// Who published it.
            publisher: Required<Verbatim>,
            /// When it was published, as precisely as known: `"2017"`, `"2017-07"` or `2017-01-12`.
            date: Optional<Date>,
            /// For a source without a date, instead of `date`: when the copy was read from which the facts are.
            read: Optional<Date>,
            /// What a reader should know about it.
            note: Optional<Prose>,
            /// Where it can be read.
            url: Optional<HttpAddress>,
            /// When somebody last checked that it still says so.
            checked: Optional<Checked>,
        }

        /// A column of the table.
        Jurisdiction {
            /// Permanent id.
            id: Required<Id<JurisdictionKey>>,
            /// Its name.
            name: Required<Text>,
            /// Where it is, as part of a sentence, if that is not "in" and its name: `"on the islands"`.
            #[serde(skip)]
            phrase: Optional<Text>,
            /// ISO 3166-1 or 3166-2 code.
            code: Optional<RegionCode>,
            /// Other words for it.
            also_called: Defaulted<List<Verbatim>>,
            /// Ids it had before; their addresses lead to it.
            #[serde(skip)]
            previous_ids: Defaulted<List<Id<JurisdictionKey>>>,
            /// The column and row, from 0, of its square in the map of jurisdictions.
            #[serde(skip)]
            tile: Optional<Tile>,
        }

        /// A body that belongs to the National Preventive Mechanism.
        Member {
            /// Permanent id.
            id: Required<Id<MemberKey>>,
            /// Full name, as the body is called today.
            name: Required<Text>,
            /// Short name.
            abbreviation: Optional<Text>,
            /// Its name in the published table, if that is neither its name nor its abbreviation.
            printed_as: Defaulted<List<Verbatim>>,
            /// Its names in other languages, by BCP 47 tag.
            names: Defaulted<Names>,
            /// What kind of body it is.
            kind: Required<Word<Kind>>,
            /// What it does, in one plain sentence.
            role: Required<Text>,
            /// What people wrongly expect of it.
            does_not: Optional<Text>,
            /// The law it works under.
            basis: Optional<Text>,
            /// Its site.
            website: Required<HttpAddress>,
            /// Where its inspection reports are.
            reports: Optional<HttpAddress>,
            /// Its contact page, or a mail address.
            contact: Optional<Contact>,
            /// Its telephone number, as people write it.
            phone: Optional<Phone>,
            /// When it was designated.
            designated: Optional<Date>,
            /// Only for a body that has been announced and is not yet a member.
            #[serde(skip)]
            status: Optional<Word<Status>>,
            /// The date from which it is no longer a member.
            left: Optional<Date>,
            /// Other words for it.
            also_called: Defaulted<List<Verbatim>>,
            /// Ids it had before; their addresses lead to it.
            previous_ids: Defaulted<List<Id<MemberKey>>>,
            /// Whether it takes individual complaints.
            complaints: Optional<Complaints>,
            /// Its sources, by id in the data file.
            sources: Required<NonEmpty<Reference<SourceKey>>>,
            /// Why it has no coverage record, or none in the published table.
            uncovered: Optional<Text>,
            /// Names it had before.
            formerly: Defaulted<List<FormerName>>,
        }

        /// Whether a member takes individual complaints.
        Complaints {
            /// Whether it takes complaints.
            takes: Required<Word<Takes>>,
            /// What it does with complaints.
            note: Optional<Prose>,
            /// Its source, by id in the data file.
            source: Optional<Reference<SourceKey>>,
            /// When this was last checked.
            checked: Optional<Checked>,
        }

        /// A name that a member had before.
        FormerName {
            /// The name.
            name: Required<Verbatim>,
            /// Its abbreviation.
            abbreviation: Optional<Verbatim>,
            /// The date from which the member no longer had it.
            until: Required<Date>,
            /// Its source, by id in the data file.
            source: Optional<Reference<SourceKey>>,
        }

        /// A row of the table: a kind of place of detention.
        Setting {
            /// Permanent id.
            id: Required<Id<SettingKey>>,
            /// Its name today.
            name: Required<Text>,
            /// The row's heading in the published table; left out for a setting added since.
            printed: Optional<Verbatim>,
            /// Its name as part of a sentence, if its name does not fit there: `"prisons"`.
            #[serde(skip)]
            phrase: Optional<Text>,
            /// What kind of places these are, in a few words.
            hint: Required<Text>,
            /// The heading under which the home page lists it.
            group: Optional<Text>,
            /// Everyday words for it.
            also_called: Defaulted<List<Verbatim>>,
            /// Other settings that a reader may be looking for.
            #[serde(skip)]
            see_also: Defaulted<List<SeeAlso>>,
            /// Ids it had before; their addresses lead to it.
            #[serde(skip)]
            previous_ids: Defaulted<List<Id<SettingKey>>>,
        } => {
            /// Who covers it, cell by cell.
            coverage: Defaulted<List<Coverage>>,
            /// What changed in it besides coverage: its name, its scope, a partner that is not a member.
            change: Defaulted<List<Notice>>,
            /// Empty cells, or empty lines of one, about which something is known.
            none: Defaulted<List<Absence>>,
        }

        /// Another setting that a reader may be looking for.
        SeeAlso {
            /// The id of the other setting.
            #[serde(skip)]
            setting: Required<Reference<SettingKey>>,
            /// When to look there, in one plain sentence.
            text: Required<Text>,
        }

        /// Who covers a setting, and where: one cell of the published table, or one that replaced it since. It has one
        /// of `printed`, `from` and `seen`; without a published table it may have none.
        Coverage + {
            /// The setting.
            #[serde(skip)]
            setting: SettingKey,
            /// The line of the data file on which the record begins, from 1.
            #[serde(skip)]
            file_line: usize,
        } {
            /// The line of the published row; 1 if left out.
            line: Defaulted<Line>,
            /// The ids of the jurisdictions, or `"all"`; several: one merged cell of the published table.
            #[serde(skip)]
            jurisdictions: Required<EachOf<JurisdictionKey>>,
            /// The ids of the members who lead, in the order of the cell's own words.
            #[serde(skip)]
            by: Required<NonEmpty<Reference<MemberKey>>>,
            /// The ids of the partners, which the cell names after "with".
            #[serde(skip)]
            with: Defaulted<List<Reference<MemberKey>>>,
            /// What the partnership is limited to.
            with_for: Optional<Text>,
            /// What they do here, if it is not their general role: a verb phrase after "it".
            does: Optional<Text>,
            /// The kind of monitoring, if it is not the members' own.
            #[serde(skip)]
            kind: Optional<Word<Kind>>,
            /// The cell's own words in the published table.
            printed: Optional<Verbatim>,
            /// When it began, if that is after the published table.
            from: Optional<Date>,
            /// A date by which it was known to hold, if its beginning is not known.
            seen: Optional<Date>,
            /// The date from which it no longer holds; none if it still holds.
            until: Optional<Date>,
            /// Its sources, by id in the data file.
            sources: Required<NonEmpty<Reference<SourceKey>>>,
            /// Why this reading is not certain, shown to readers.
            doubt: Optional<Text>,
            /// The ids of the members whose part is in doubt; if left out, all members.
            #[serde(skip)]
            doubt_about: Defaulted<List<Reference<MemberKey>>>,
            /// The legal basis here.
            basis: Optional<Text>,
            /// How often they visit, according to a source.
            visits: Optional<Text>,
            /// The newest known report about this setting.
            latest: Optional<Report>,
            /// What a reader should know.
            note: Optional<Prose>,
        }

        /// A report of an inspection or a visit.
        Report {
            /// Its title.
            title: Required<Verbatim>,
            /// Where it can be read.
            url: Required<HttpAddress>,
            /// When it was published.
            date: Optional<Date>,
        }

        /// What changed in a setting besides coverage.
        Notice + {
            /// The setting.
            #[serde(skip)]
            setting: SettingKey,
        } {
            /// Permanent id; derived from the record's words if left out.
            id: Defaulted<Id<NoticeKey>>,
            /// The ids of the jurisdictions, or `"all"`; all of them if left out.
            #[serde(skip)]
            jurisdictions: Defaulted<EachOf<JurisdictionKey>>,
            /// The date, if it is known.
            date: Optional<Date>,
            /// What changed.
            text: Required<Prose>,
            /// Its sources, by id in the data file.
            sources: Required<NonEmpty<Reference<SourceKey>>>,
        }

        /// An empty cell, or an empty line of one, about which something is known.
        Absence + {
            /// The setting.
            #[serde(skip)]
            setting: SettingKey,
            /// The line of the data file on which the record begins, from 1.
            #[serde(skip)]
            file_line: usize,
        } {
            /// The line of the row; the whole cell if there is none.
            line: Optional<Line>,
            /// The ids of the jurisdictions, or `"all"`.
            #[serde(skip)]
            jurisdictions: Required<EachOf<JurisdictionKey>>,
            /// Why it is empty.
            reason: Required<Word<Reason>>,
            /// For the reason `elsewhere`: the jurisdiction whose bodies cover these places.
            #[serde(skip)]
            see: Optional<Reference<JurisdictionKey>>,
            /// What is known.
            note: Optional<Prose>,
            /// Its sources, by id in the data file.
            sources: Defaulted<List<Reference<SourceKey>>>,
        }

        /// Where a complaint goes. The bodies it names are not members.
        ComplaintRoute {
            /// The ids of the settings, or `"all"`.
            #[serde(skip)]
            settings: Required<EachOf<SettingKey>>,
            /// The ids of the jurisdictions, or `"all"`.
            #[serde(skip)]
            jurisdictions: Required<EachOf<JurisdictionKey>>,
            /// What to do about a worry now, shown first.
            urgent: Optional<Prose>,
            /// Why this is not certain, shown to readers.
            doubt: Optional<Text>,
            /// What to do, in order.
            #[serde(rename = "steps")]
            step: Required<NonEmpty<Step>>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
            /// The other sources that it rests on, by id in the data file.
            further_sources: Defaulted<List<Reference<SourceKey>>>,
            /// When this was last checked.
            checked: Required<Checked>,
        }

        /// A step of a complaint. It has a text, an address or a telephone number.
        Step {
            /// Who to contact.
            to: Optional<Text>,
            /// What to do.
            text: Optional<Prose>,
            /// Where to complain: `https://` or `mailto:`.
            url: Optional<ComplaintAddress>,
            /// The telephone number, as people write it.
            phone: Optional<Phone>,
            /// The time limit.
            deadline: Optional<Text>,
            /// Who may complain.
            who: Optional<Text>,
        }

        /// A service that people can ring. It is not a member.
        Helpline {
            /// Its name.
            name: Required<Text>,
            /// Its telephone number, as people write it.
            phone: Required<Phone>,
            /// When it is open.
            hours: Optional<Text>,
            /// Who it is for.
            serves: Required<Text>,
            /// The ids of the settings, or `"all"`.
            #[serde(skip)]
            settings: Required<EachOf<SettingKey>>,
            /// The ids of the jurisdictions, or `"all"`.
            #[serde(skip)]
            jurisdictions: Required<EachOf<JurisdictionKey>>,
            /// Its site.
            url: Optional<HttpAddress>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
            /// When this was last checked.
            checked: Required<Checked>,
        }

        /// How a person can challenge being held at all: a tribunal, bail, a court, a lawyer.
        Release {
            /// The ids of the settings, or `"all"`.
            #[serde(skip)]
            settings: Required<EachOf<SettingKey>>,
            /// The ids of the jurisdictions, or `"all"`.
            #[serde(skip)]
            jurisdictions: Required<EachOf<JurisdictionKey>>,
            /// What to do.
            text: Required<Prose>,
            /// Where to read more or to apply.
            links: Defaulted<List<Link>>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
            /// The other sources that it rests on, by id in the data file.
            further_sources: Defaulted<List<Reference<SourceKey>>>,
            /// When this was last checked.
            checked: Required<Checked>,
        }

        /// A place of detention, so that readers who know its name need not know its setting or jurisdiction.
        Place {
            /// Permanent id.
            id: Required<Id<PlaceKey>>,
            /// Its name today.
            name: Required<Text>,
            /// Its names in other languages, by BCP 47 tag.
            names: Defaulted<Names>,
            /// The id of its setting.
            #[serde(skip)]
            setting: Required<Reference<SettingKey>>,
            /// The id of its jurisdiction.
            #[serde(skip)]
            jurisdiction: Required<Reference<JurisdictionKey>>,
            /// Its own official page.
            url: Optional<HttpAddress>,
            /// Other names for it.
            also_called: Defaulted<List<Verbatim>>,
            /// The date from which nobody is held there.
            closed: Optional<Date>,
            /// What a reader should know.
            note: Optional<Prose>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
            /// When this was last checked.
            checked: Required<Checked>,
            /// Ids it had before; their addresses lead to it.
            #[serde(skip)]
            previous_ids: Defaulted<List<Id<PlaceKey>>>,
        }

        /// A name and where it leads.
        Link {
            /// The text of the link.
            name: Required<Text>,
            /// Its target: `https://` or `mailto:`.
            url: Required<ComplaintAddress>,
        }

        /// A body that people look for here and that is not a member.
        Elsewhere {
            /// Its name.
            name: Required<Text>,
            /// Other words for it.
            #[serde(skip)]
            also_called: Defaulted<List<Verbatim>>,
            /// What it does.
            role: Required<Text>,
            /// Its site.
            website: Required<HttpAddress>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
        }

        /// A gap in coverage that an official source names.
        Gap {
            /// Permanent id; derived from the record's words if left out.
            id: Defaulted<Id<GapKey>>,
            /// What is not covered.
            what: Required<Text>,
            /// The ids of the jurisdictions, or `"all"`; left out if the source does not say.
            #[serde(skip)]
            jurisdictions: Defaulted<EachOf<JurisdictionKey>>,
            /// Whether it still exists.
            state: Required<Word<GapState>>,
            /// Its source, by id in the data file.
            source: Required<Reference<SourceKey>>,
        }
        }
    };
}

pub(crate) use records;
