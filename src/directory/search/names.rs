//! Every name in a directory: what it names, and what kind of name it is.
//!
//! The words that lead to the pages which every directory has are here too: the only names that are not from its file.

use super::{Target, Why};
use crate::directory::{
    Directory, Elsewhere, Jurisdiction, JurisdictionKey, Member, MemberKey, Setting, SettingKey,
};

/// A name as it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) target: Target,
    pub(super) why: Why,
    pub(super) text: String,
}

const PAGES: [(Target, &[&str]); 3] = [
    (
        Target::About,
        &[
            "national preventive mechanism",
            "NPM",
            "optional protocol",
            "OPCAT",
        ],
    ),
    (
        Target::Complaints,
        &["complaint", "complain", "complaining"],
    ),
    (Target::Gaps, &["gap"]),
];

/// Every name in a directory. Of one thing, the names that say most come first.
pub(super) fn of(directory: &Directory) -> Vec<Written> {
    let mut names = Vec::new();
    for key in directory.setting_keys() {
        names.extend(names_of_setting(key, &directory[key]));
    }
    for key in directory.member_keys() {
        names.extend(names_of_member(key, &directory[key]));
    }
    for (target, words) in PAGES {
        names.extend(words.iter().map(|word| also_called(target, word)));
    }
    names.push(name(Target::About, &directory.about.title));
    names.extend(abbreviation(
        Target::About,
        directory.about.abbreviation.as_deref(),
    ));
    for (place, body) in directory.elsewhere.iter().enumerate() {
        names.extend(names_elsewhere(Target::Elsewhere(place), body));
    }
    for key in directory.jurisdiction_keys() {
        names.extend(names_of_jurisdiction(key, &directory[key]));
    }
    names
}

fn names_of_setting(key: SettingKey, setting: &Setting) -> Vec<Written> {
    let target = Target::Setting(key);
    let mut names = vec![name(target, &setting.name)];
    names.extend(setting.printed.iter().map(|text| printed(target, text)));
    names.extend(
        setting
            .also_called
            .iter()
            .map(|text| also_called(target, text)),
    );
    names.push(id(target, &setting.id));
    names
}

fn names_of_member(key: MemberKey, member: &Member) -> Vec<Written> {
    let target = Target::Member(key);
    let mut names = vec![name(target, &member.name)];
    names.extend(abbreviation(target, member.abbreviation.as_deref()));
    for former in &member.formerly {
        for text in [Some(&former.name), former.abbreviation.as_ref()]
            .into_iter()
            .flatten()
        {
            names.push(Written {
                target,
                why: Why::FormerName(text.clone(), former.until),
                text: text.clone(),
            });
        }
    }
    names.extend(member.printed_as.iter().map(|text| printed(target, text)));
    names.extend(member.names.iter().map(|(language, text)| Written {
        target,
        why: Why::OtherLanguage(language.clone(), text.clone()),
        text: text.clone(),
    }));
    names.extend(
        member
            .also_called
            .iter()
            .map(|text| also_called(target, text)),
    );
    names.push(id(target, &member.id));
    names.extend(member.previous_ids.iter().map(|text| id(target, text)));
    names
}

fn names_elsewhere(target: Target, body: &Elsewhere) -> Vec<Written> {
    let mut names = vec![name(target, &body.name)];
    names.extend(
        body.also_called
            .iter()
            .map(|text| also_called(target, text)),
    );
    names
}

fn names_of_jurisdiction(key: JurisdictionKey, jurisdiction: &Jurisdiction) -> Vec<Written> {
    let target = Target::Jurisdiction(key);
    let mut names = vec![name(target, &jurisdiction.name)];
    names.extend(
        jurisdiction
            .also_called
            .iter()
            .map(|text| also_called(target, text)),
    );
    if let Some(code) = &jurisdiction.code {
        // ISO 3166-2: the State's code, a hyphen, and what is often written alone.
        let part = code.split_once('-').map(|(_, part)| part);
        names.extend(
            [Some(code.as_str()), part]
                .into_iter()
                .flatten()
                .map(|text| Written {
                    target,
                    why: Why::Code(code.clone()),
                    text: text.to_owned(),
                }),
        );
    }
    names.push(id(target, &jurisdiction.id));
    names
}

fn name(target: Target, text: &str) -> Written {
    Written {
        target,
        why: Why::Name,
        text: text.to_owned(),
    }
}

fn abbreviation(target: Target, text: Option<&str>) -> Option<Written> {
    text.map(|text| Written {
        target,
        why: Why::Abbreviation(text.to_owned()),
        text: text.to_owned(),
    })
}

fn printed(target: Target, text: &str) -> Written {
    Written {
        target,
        why: Why::PrintedName(text.to_owned()),
        text: text.to_owned(),
    }
}

fn also_called(target: Target, text: &str) -> Written {
    Written {
        target,
        why: Why::AlsoCalled(text.to_owned()),
        text: text.to_owned(),
    }
}

fn id(target: Target, text: &str) -> Written {
    Written {
        target,
        why: Why::Id(text.to_owned()),
        text: text.to_owned(),
    }
}
