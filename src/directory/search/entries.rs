//! Everything that search can find, with every name for it.

use std::collections::BTreeSet;

use super::{SearchWords, Target, Why, listed};
use crate::directory::original::unmarked;
use crate::directory::{Cell, Directory, Edition, JurisdictionKey, OtherName, PlaceKey};

/// Something that search can find.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) target: Target,
    /// Its names, by importance.
    pub(crate) aliases: Vec<Alias>,
    /// The jurisdictions in its names; for a member, also those where it covers anything today, for a place, its own.
    pub(crate) jurisdictions: BTreeSet<JurisdictionKey>,
    /// If it is a place: its key and its cell.
    pub(crate) place: Option<(PlaceKey, Cell)>,
}

/// A name by which search can find something.
#[derive(Debug, Clone)]
pub(crate) struct Alias {
    pub(crate) why: Why,
    /// As written.
    pub(crate) text: String,
    /// The stems of its words, except those that name a jurisdiction.
    pub(crate) terms: Vec<String>,
    /// The jurisdictions that it names.
    pub(crate) jurisdictions: Vec<JurisdictionKey>,
    /// Whether it is the name of a place without the words for its setting.
    pub(crate) is_core: bool,
}

/// Everything in a directory except jurisdictions. The words of the names are not yet read.
pub(crate) fn entries(directory: &Directory, search_words: &SearchWords<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    for key in directory.setting_keys() {
        let (it, of) = (&directory[key], entry(&mut all, Target::Setting(key)));
        of.add(|_| Why::Name, [&it.name]);
        of.add(Why::PrintedName, &it.printed);
        of.add(Why::AlsoCalled, &it.also_called);
        of.add(Why::Id, [&it.id].into_iter().chain(&it.previous_ids));
    }
    for key in directory.member_keys() {
        let (it, of) = (&directory[key], entry(&mut all, Target::Member(key)));
        of.add(|_| Why::Name, [&it.name]);
        of.add(Why::Abbreviation, &it.abbreviation);
        for former in &it.formerly {
            let names = [&former.name].into_iter().chain(&former.abbreviation);
            of.add(|text| Why::FormerName(text, former.until), names);
        }
        of.add(Why::PrintedName, &it.printed_as);
        of.add_translated(&it.names);
        of.add(Why::AlsoCalled, &it.also_called);
        of.add(Why::Id, [&it.id].into_iter().chain(&it.previous_ids));
        of.jurisdictions = directory.covered_by(key, Edition::Today).jurisdictions();
    }
    let (it, of) = (&directory.about, entry(&mut all, Target::About));
    of.add(Why::AlsoCalled, listed(search_words.about));
    of.add(|_| Why::Name, [&it.title]);
    of.add(Why::Abbreviation, &it.abbreviation);
    let of = entry(&mut all, Target::Complaints);
    of.add(Why::AlsoCalled, listed(search_words.complaints));
    let of = entry(&mut all, Target::Gaps);
    of.add(Why::AlsoCalled, listed(search_words.gaps));
    for (index, it) in directory.elsewhere.iter().enumerate() {
        let of = entry(&mut all, Target::Elsewhere(index));
        of.add(|_| Why::Name, [&it.name]);
        of.add(Why::AlsoCalled, &it.also_called);
    }
    for key in directory.place_keys() {
        let (it, of) = (&directory[key], entry(&mut all, Target::Place(key)));
        of.add(|_| Why::Name, [&it.name]);
        of.add_translated(&it.names);
        of.add(Why::AlsoCalled, &it.also_called);
        of.add(Why::Id, [&it.id].into_iter().chain(&it.previous_ids));
        of.jurisdictions.insert(it.jurisdiction);
        of.place = Some((key, it.cell()));
    }
    all
}

/// The jurisdictions of a directory. The words of their names are not yet read.
pub(crate) fn jurisdictions(directory: &Directory) -> Vec<Entry> {
    let mut all = Vec::new();
    for key in directory.jurisdiction_keys() {
        let (it, of) = (&directory[key], entry(&mut all, Target::Jurisdiction(key)));
        of.add(|_| Why::Name, [&it.name]);
        of.add(Why::AlsoCalled, &it.also_called);
        if let Some(code) = &it.code {
            // People often write only the second part of an ISO 3166-2 code.
            let parts = code.split_once('-').map(|(_, part)| part);
            let parts = [code.as_str()].into_iter().chain(parts);
            of.add(|_| Why::Code(code.clone()), parts);
        }
        of.add(Why::Id, [&it.id].into_iter().chain(&it.previous_ids));
    }
    all
}

/// A new entry at the end of a list.
fn entry(list: &mut Vec<Entry>, target: Target) -> &mut Entry {
    let index = list.len();
    list.push(Entry {
        target,
        aliases: Vec::new(),
        jurisdictions: BTreeSet::new(),
        place: None,
    });
    &mut list[index]
}

impl Entry {
    fn add(&mut self, why: impl Fn(String) -> Why, texts: impl IntoIterator<Item: AsRef<str>>) {
        self.aliases.extend(texts.into_iter().map(|text| Alias {
            why: why(text.as_ref().to_owned()),
            text: unmarked(text.as_ref()).into_owned(),
            terms: Vec::new(),
            jurisdictions: Vec::new(),
            is_core: false,
        }));
    }

    /// Names in other languages, by language.
    fn add_translated(&mut self, names: &[OtherName]) {
        for OtherName { language, name } in names {
            self.add(|text| Why::OtherLanguage(language.clone(), text), [name]);
        }
    }
}
