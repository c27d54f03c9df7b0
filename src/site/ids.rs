//! Ids for records without one in the data file, for twins, tables, feeds and fragments.
//!
//! An id is derived from a record's content, never from its position, so it does not change when other records do. In
//! fragments, the id of a record follows the name of its kind and a dot (`source.annual-report`). No id in a template
//! has a dot, so the two cannot collide.

use super::paths::slug;
use super::resource::short_hash;
use crate::directory::original::unmarked;
use crate::directory::{
    Absence, ComplaintRoute, Coverage, CoverageKey, Directory, Elsewhere, FormerName,
    JurisdictionKey, Member, Section, SettingKey,
};

/// A coverage record: `prisons.england+wales.1.published`.
pub(crate) fn record(directory: &Directory, key: CoverageKey) -> String {
    let coverage = &directory[key];
    let setting = &directory[coverage.setting].id;
    let places = joined(directory, &coverage.jurisdictions);
    let start = match coverage.began() {
        Some(date) => date.to_string(),
        None if coverage.printed.is_some() => "published".to_owned(),
        None => "undated".to_owned(),
    };
    let id = format!("{setting}.{places}.{}.{start}", coverage.line);
    match of_a_moment(directory, coverage) {
        Some(words) => format!("{id}.{words}"),
        None => id,
    }
}

/// A suffix for a record that ended on the day it began, to distinguish it from the one that began on the same day: a
/// hash of its members.
fn of_a_moment(directory: &Directory, coverage: &Coverage) -> Option<String> {
    let (began, until) = (coverage.began()?, coverage.until?);
    began.compare(until).is_eq().then(|| {
        let members = coverage.members().map(|key| directory[key].id.as_str());
        let partners = coverage.with.len().to_string();
        hash(&members.chain([partners.as_str()]).collect::<Vec<_>>())
    })
}

/// A record that replaced another: `prisons.england+wales.1.2019-05`.
pub(crate) fn coverage_change(
    directory: &Directory,
    setting: SettingKey,
    jurisdictions: &[JurisdictionKey],
    (was, now): (Option<CoverageKey>, Option<CoverageKey>),
    date: &str,
) -> String {
    let records = [now, was].into_iter().flatten().map(|key| &directory[key]);
    let line = records.clone().next().map_or(1, |record| record.line);
    let setting = &directory[setting].id;
    let places = joined(directory, jurisdictions);
    let id = format!("{setting}.{places}.{line}.{date}");
    let moments: Vec<String> = records
        .map(|record| of_a_moment(directory, record).unwrap_or_default())
        .collect();
    if moments.iter().all(String::is_empty) {
        id
    } else {
        format!("{id}.{}", moments.join("-"))
    }
}

/// A previous name of a member: `wardens.renamed.2019.5f3a0c1e`.
pub(crate) fn renaming(member: &Member, former: &FormerName) -> String {
    let (member, until) = (&member.id, former.until);
    format!("{member}.renamed.{until}.{}", hash(&[&former.name]))
}

/// An absence: `prisons.england.2.none`.
pub(crate) fn absence(directory: &Directory, absence: &Absence) -> String {
    let setting = &directory[absence.setting].id;
    let places = joined(directory, &absence.jurisdictions);
    let line = match absence.line {
        Some(line) => line.to_string(),
        None => "cell".to_owned(),
    };
    format!("{setting}.{places}.{line}.none")
}

/// A complaint route: its cells, and a hash of its text.
pub(crate) fn route(directory: &Directory, route: &ComplaintRoute) -> String {
    let settings = route.settings.iter().map(|key| &*directory[*key].id);
    let settings: Vec<&str> = settings.collect();
    let places = joined(directory, &route.jurisdictions);
    let mut said = Vec::new();
    for step in &route.step {
        let texts = [&step.to, &step.text, &step.url, &step.phone];
        said.extend(texts.into_iter().flatten().map(String::as_str));
    }
    format!("{}.{places}.{}", settings.join("+"), hash(&said))
}

/// A section of the about page.
pub(crate) fn section(section: &Section) -> String {
    of_words(&section.heading, &section.text)
}

/// A body that is not a member.
pub(crate) fn body(body: &Elsewhere) -> String {
    of_words(&body.name, &body.role)
}

/// Ids of jurisdictions, joined: `england+wales`.
fn joined(directory: &Directory, keys: &[JurisdictionKey]) -> String {
    let ids: Vec<&str> = keys.iter().map(|key| directory[*key].id.as_str()).collect();
    ids.join("+")
}

/// Readable words, with a hash of what distinguishes them from the same words elsewhere.
fn of_words(words: &str, text: &str) -> String {
    let hash = hash(&[words, text]);
    match slug(words).as_str() {
        "" => hash,
        slug => format!("{slug}-{hash}"),
    }
}

/// Eight hexadecimal digits.
fn hash(words: &[&str]) -> String {
    let words = words.join("\0");
    let mut hash = short_hash(unmarked(&words).as_bytes());
    hash.truncate(8);
    hash
}
