//! Every name by which search can find something.

use super::{SearchWords, Target, Why, listed};
use crate::directory::original::unmarked;
use crate::directory::{Cell, Directory, JurisdictionKey, MemberKey, OtherName};

/// A name by which search can find something.
#[derive(Debug, Clone)]
pub(crate) struct Alias {
    pub(crate) target: Target,
    pub(crate) why: Why,
    /// As written.
    pub(crate) text: String,
    /// The stems of its words, except those that name a jurisdiction.
    pub(crate) terms: Vec<String>,
    /// The jurisdictions that it names.
    pub(crate) jurisdictions: Vec<JurisdictionKey>,
    /// If it is of a place: the place's setting and jurisdiction.
    pub(crate) cell: Option<Cell>,
    /// Whether it is the name of a place without the words for its setting.
    pub(crate) is_core: bool,
}

/// All aliases in a directory, their words not yet read. Those of one target are sorted by importance.
pub(crate) fn of(directory: &Directory, search_words: &SearchWords<'_>) -> Vec<Alias> {
    let mut aliases = Aliases(Vec::new());
    for key in directory.setting_keys() {
        let (setting, target) = (&directory[key], Target::Setting(key));
        aliases.add(target, |_| Why::Name, [&setting.name]);
        aliases.add(target, Why::PrintedName, &setting.printed);
        aliases.add(target, Why::AlsoCalled, &setting.also_called);
        aliases.add_ids(target, &setting.id, &setting.previous_ids);
    }
    for key in directory.member_keys() {
        aliases.of_member(directory, key);
    }
    for (target, words) in [
        (Target::About, search_words.about),
        (Target::Complaints, search_words.complaints),
        (Target::Gaps, search_words.gaps),
    ] {
        aliases.add(target, Why::AlsoCalled, listed(words));
    }
    aliases.add(Target::About, |_| Why::Name, [&directory.about.title]);
    let abbreviation = &directory.about.abbreviation;
    aliases.add(Target::About, Why::Abbreviation, abbreviation);
    for (index, body) in directory.elsewhere.iter().enumerate() {
        let target = Target::Elsewhere(index);
        aliases.add(target, |_| Why::Name, [&body.name]);
        aliases.add(target, Why::AlsoCalled, &body.also_called);
    }
    for key in directory.place_keys() {
        let (place, target) = (&directory[key], Target::Place(key));
        let before = aliases.0.len();
        aliases.add(target, |_| Why::Name, [&place.name]);
        aliases.add_names(target, &place.names);
        aliases.add(target, Why::AlsoCalled, &place.also_called);
        aliases.add_ids(target, &place.id, &place.previous_ids);
        for alias in &mut aliases.0[before..] {
            alias.cell = Some(Cell {
                setting: place.setting,
                jurisdiction: place.jurisdiction,
            });
        }
    }
    for key in directory.jurisdiction_keys() {
        aliases.of_jurisdiction(directory, key);
    }
    aliases.0
}

struct Aliases(Vec<Alias>);

impl Aliases {
    fn add<T: AsRef<str>>(
        &mut self,
        target: Target,
        why: impl Fn(String) -> Why,
        texts: impl IntoIterator<Item = T>,
    ) {
        self.0.extend(texts.into_iter().map(|text| Alias {
            target,
            why: why(text.as_ref().to_owned()),
            text: unmarked(text.as_ref()).into_owned(),
            terms: Vec::new(),
            jurisdictions: Vec::new(),
            cell: None,
            is_core: false,
        }));
    }

    /// Names in other languages, by language.
    fn add_names(&mut self, target: Target, names: &[OtherName]) {
        for OtherName { language, name } in names {
            let why = |text| Why::OtherLanguage(language.clone(), text);
            self.add(target, why, [name]);
        }
    }

    fn add_ids(&mut self, target: Target, id: &str, previous: &[String]) {
        self.add(target, Why::Id, [id]);
        self.add(target, Why::Id, previous);
    }

    fn of_member(&mut self, directory: &Directory, key: MemberKey) {
        let (member, target) = (&directory[key], Target::Member(key));
        self.add(target, |_| Why::Name, [&member.name]);
        self.add(target, Why::Abbreviation, &member.abbreviation);
        for former in &member.formerly {
            let why = |text| Why::FormerName(text, former.until);
            self.add(target, why, [&former.name]);
            self.add(target, why, &former.abbreviation);
        }
        self.add(target, Why::PrintedName, &member.printed_as);
        self.add_names(target, &member.names);
        self.add(target, Why::AlsoCalled, &member.also_called);
        self.add_ids(target, &member.id, &member.previous_ids);
    }

    fn of_jurisdiction(&mut self, directory: &Directory, key: JurisdictionKey) {
        let (jurisdiction, target) = (&directory[key], Target::Jurisdiction(key));
        self.add(target, |_| Why::Name, [&jurisdiction.name]);
        self.add(target, Why::AlsoCalled, &jurisdiction.also_called);
        if let Some(code) = &jurisdiction.code {
            // People often write only the second part of an ISO 3166-2 code.
            let part = code.split_once('-').map(|(_, part)| part);
            let why = |_| Why::Code(code.clone());
            self.add(target, why, [code.as_str()].into_iter().chain(part));
        }
        self.add_ids(target, &jurisdiction.id, &jurisdiction.previous_ids);
    }
}
