//! Every name by which search can find something.

use super::{SearchWords, Target, Why, listed};
use crate::directory::original::unmarked;
use crate::directory::{Directory, JurisdictionKey, MemberKey, PlaceKey, SettingKey};

/// A name as written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) target: Target,
    pub(crate) why: Why,
    pub(crate) text: String,
}

/// All aliases in a directory. Those of one target are sorted by importance.
pub(crate) fn of(directory: &Directory, search_words: &SearchWords<'_>) -> Vec<Written> {
    let mut aliases = Aliases(Vec::new());
    for key in directory.setting_keys() {
        aliases.of_setting(directory, key);
    }
    for key in directory.member_keys() {
        aliases.of_member(directory, key);
    }
    aliases.of_pages(directory, search_words);
    for (index, body) in directory.elsewhere.iter().enumerate() {
        let target = Target::Elsewhere(index);
        aliases.add(target, Why::Name, &body.name);
        aliases.add_all(target, Why::AlsoCalled, &body.also_called);
    }
    for key in directory.place_keys() {
        aliases.of_place(directory, key);
    }
    for key in directory.jurisdiction_keys() {
        aliases.of_jurisdiction(directory, key);
    }
    aliases.0
}

struct Aliases(Vec<Written>);

impl Aliases {
    fn add(&mut self, target: Target, why: Why, text: &str) {
        self.0.push(Written {
            target,
            why,
            text: unmarked(text).into_owned(),
        });
    }

    fn add_all<'a>(
        &mut self,
        target: Target,
        why: impl Fn(String) -> Why,
        texts: impl IntoIterator<Item = &'a String>,
    ) {
        for text in texts {
            self.add(target, why(text.clone()), text);
        }
    }

    /// Names in other languages, by language.
    fn add_names(&mut self, target: Target, names: &[(String, String)]) {
        for (language, name) in names {
            let why = |text| Why::OtherLanguage(language.clone(), text);
            self.add_all(target, why, [name]);
        }
    }

    fn of_setting(&mut self, directory: &Directory, key: SettingKey) {
        let (setting, target) = (&directory[key], Target::Setting(key));
        self.add(target, Why::Name, &setting.name);
        self.add_all(target, Why::PrintedName, &setting.printed);
        self.add_all(target, Why::AlsoCalled, &setting.also_called);
        self.add_all(target, Why::Id, [&setting.id]);
        self.add_all(target, Why::Id, &setting.previous_ids);
    }

    fn of_member(&mut self, directory: &Directory, key: MemberKey) {
        let (member, target) = (&directory[key], Target::Member(key));
        self.add(target, Why::Name, &member.name);
        self.add_all(target, Why::Abbreviation, &member.abbreviation);
        for former in &member.formerly {
            let why = |text| Why::FormerName(text, former.until);
            self.add_all(target, why, [&former.name]);
            self.add_all(target, why, &former.abbreviation);
        }
        self.add_all(target, Why::PrintedName, &member.printed_as);
        self.add_names(target, &member.names);
        self.add_all(target, Why::AlsoCalled, &member.also_called);
        self.add_all(target, Why::Id, [&member.id]);
        self.add_all(target, Why::Id, &member.previous_ids);
    }

    fn of_place(&mut self, directory: &Directory, key: PlaceKey) {
        let (place, target) = (&directory[key], Target::Place(key));
        self.add(target, Why::Name, &place.name);
        self.add_names(target, &place.names);
        self.add_all(target, Why::AlsoCalled, &place.also_called);
        self.add_all(target, Why::Id, [&place.id]);
        self.add_all(target, Why::Id, &place.previous_ids);
    }

    fn of_pages(&mut self, directory: &Directory, search_words: &SearchWords<'_>) {
        for (target, words) in [
            (Target::About, search_words.about),
            (Target::Complaints, search_words.complaints),
            (Target::Gaps, search_words.gaps),
        ] {
            for word in listed(words) {
                self.add(target, Why::AlsoCalled(word.to_owned()), word);
            }
        }
        self.add(Target::About, Why::Name, &directory.about.title);
        self.add_all(
            Target::About,
            Why::Abbreviation,
            &directory.about.abbreviation,
        );
    }

    fn of_jurisdiction(&mut self, directory: &Directory, key: JurisdictionKey) {
        let (jurisdiction, target) = (&directory[key], Target::Jurisdiction(key));
        self.add(target, Why::Name, &jurisdiction.name);
        self.add_all(target, Why::AlsoCalled, &jurisdiction.also_called);
        if let Some(code) = &jurisdiction.code {
            self.add(target, Why::Code(code.clone()), code);
            // People often write only the second part of an ISO 3166-2 code.
            if let Some((_, part)) = code.split_once('-') {
                self.add(target, Why::Code(code.clone()), part);
            }
        }
        self.add_all(target, Why::Id, [&jurisdiction.id]);
        self.add_all(target, Why::Id, &jurisdiction.previous_ids);
    }
}
