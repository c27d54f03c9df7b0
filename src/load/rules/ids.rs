//! Ids, what they refer to, and names.

use std::collections::HashMap;

use super::Checking;
use crate::diagnostics::{Code, Diagnostic, quoted};
use crate::directory::nearest;
use crate::load::reading::Placed;
use crate::load::values::{RecordKind, Text, is_id};

/// Ensure that every id is a lower-case letter, then lower-case letters, digits and hyphens: addresses are made of it.
pub(super) fn ensure_ids_are_well_formed(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for noted in checking.noted.ids.iter().filter(|noted| !is_id(&noted.id)) {
        let title = format!(
            "expected an id such as `police-custody`, but found {}",
            quoted(&noted.id)
        );
        let help = "an id is a lower-case letter, then lower-case letters, digits and hyphens";
        found.push(Diagnostic::new(Code::MalformedId, noted.span.clone(), title).help(help));
    }
}

/// Ensure that no two records of a kind have one id, those of earlier files included.
pub(super) fn ensure_ids_are_unique(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for noted in &checking.noted.ids {
        match first.get(&(noted.of, &noted.id)) {
            None => {
                first.insert((noted.of, &noted.id), noted);
            }
            Some(known) => {
                let title = format!("two {}s have the id {}", noted.of.word(), quoted(&noted.id));
                let diagnostic = Diagnostic::new(Code::DuplicateId, noted.span.clone(), title)
                    .related(known.span.clone(), "first defined here");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that every id that is referred to is that of a record.
pub(super) fn ensure_references_resolve(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for noted in &checking.noted.references {
        if checking.ids.place(noted.of, &noted.id).is_some() {
            continue;
        }
        let kind = noted.of.word();
        let title = format!("no {kind} has the id {}", quoted(&noted.id));
        let diagnostic = Diagnostic::new(Code::UnknownId, noted.span.clone(), title);
        if let Some((today, previous)) = previous_id(checking, noted.of, &noted.id) {
            found.push(
                diagnostic
                    .related(previous.span.clone(), "a previous id")
                    .help(format!("it is {} today", quoted(today))),
            );
        } else if let Some(near) = nearest(&noted.id, sorted_ids(checking, noted.of)) {
            found.push(diagnostic.help(format!("did you mean `{near}`?")));
        } else if checking.ids_are_known(noted.of) {
            let mut ids = sorted_ids(checking, noted.of);
            let help = match ids.len() {
                0 => None,
                1..=12 => Some(format!("the {kind}s are `{}`", ids.join("`, `"))),
                _ => {
                    ids.truncate(12);
                    Some(format!("the {kind}s are `{}` ...", ids.join("`, `")))
                }
            };
            found.push(Diagnostic { help, ..diagnostic });
        }
        // Else the id may be the one that could not be read.
    }
}

impl Checking<'_> {
    /// Whether every record of a kind has an id that could be read.
    fn ids_are_known(&self, of: RecordKind) -> bool {
        macro_rules! known {
            ($list:ident) => {
                self.file.$list.is_complete()
                    && self
                        .file
                        .$list
                        .entries()
                        .iter()
                        .all(|record| record.value.id.get().is_some())
            };
        }
        self.parsed.is_whole()
            && match of {
                RecordKind::Source => known!(source),
                RecordKind::Jurisdiction => known!(jurisdiction),
                RecordKind::Member => known!(member),
                RecordKind::Setting => known!(setting),
            }
    }
}

fn sorted_ids<'c>(checking: &'c Checking<'_>, of: RecordKind) -> Vec<&'c str> {
    let mut ids: Vec<&str> = checking.ids.all(of).collect();
    ids.sort_by_key(|id| checking.ids.place(of, id));
    ids
}

/// The id of today for one that a member had before.
fn previous_id<'c>(
    checking: &'c Checking<'_>,
    of: RecordKind,
    id: &str,
) -> Option<(
    &'c str,
    &'c Placed<crate::load::values::Id<crate::directory::MemberKey>>,
)> {
    let mut members = checking.file.member.entries().iter();
    (of == RecordKind::Member).then_some(())?;
    members.find_map(|member| {
        let mut previous = member.value.previous_ids.entries().iter();
        let previous = previous.find(|previous| previous.value.text == id)?;
        Some((member.value.id.get()?.text.as_str(), previous))
    })
}

/// Ensure that no two records of a kind have one name.
pub(super) fn ensure_names_are_unique(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    let file = &checking.file;
    let jurisdictions = file.jurisdiction.entries().iter();
    let members = file.member.entries().iter();
    let settings = file.setting.entries().iter();
    let jurisdictions = jurisdictions.filter_map(|record| record.value.name.placed());
    let members = members.filter_map(|record| record.value.name.placed());
    let settings = settings.filter_map(|record| record.value.name.placed());
    report_same_names("jurisdictions", jurisdictions, found);
    report_same_names("members", members, found);
    report_same_names("settings", settings, found);
}

fn report_same_names<'f>(
    kind: &str,
    names: impl Iterator<Item = &'f Placed<Text>>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<String, &Placed<Text>> = HashMap::new();
    for name in names {
        let Some(known) = first.get(&name.value.0.to_lowercase()) else {
            first.insert(name.value.0.to_lowercase(), name);
            continue;
        };
        let title = format!("two {kind} have the name {}", quoted(&name.value.0));
        let diagnostic = Diagnostic::new(Code::DuplicateName, name.span.clone(), title)
            .related(known.span.clone(), "first named here");
        found.push(diagnostic);
    }
}
