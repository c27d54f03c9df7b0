//! The names by which the published table refers to members, and how to find them in the words of a cell.

use std::collections::HashMap;

use crate::diagnostics::Span;
use crate::load::records::{File, Member};

/// The names by which the published table may refer to a member.
pub(crate) fn names_of(member: &Member) -> impl Iterator<Item = &str> {
    let own = [&member.name, &member.abbreviation];
    let former = member.formerly.entries();
    let former = former.flat_map(|former| [&former.name, &former.abbreviation]);
    let names = own.into_iter().chain(former).filter_map(|name| name.get());
    let names = names.chain(member.printed_as.entries());
    names.map(|name| name.as_str())
}

pub(crate) fn has_known_names(member: &Member) -> bool {
    member.name.get().is_some()
        && !member.abbreviation.is_unreadable()
        && member.printed_as.is_complete()
        && member.formerly.is_complete()
}

/// The names of all members, by their words, so that one pass over the words of a cell finds them.
pub(crate) struct NameIndex<'f> {
    pub(crate) members: Vec<&'f Member>,
    /// For each name, the members that have it.
    bearers: HashMap<Vec<&'f str>, Vec<usize>>,
    /// The number of words of the longest name.
    longest: usize,
    /// Whether all names of all members could be read.
    pub(crate) complete: bool,
}

impl<'f> NameIndex<'f> {
    pub(crate) fn of(file: &'f File) -> NameIndex<'f> {
        let members: Vec<_> = file.member.entries().map(|member| &member.value).collect();
        let mut bearers: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for (index, member) in members.iter().enumerate() {
            for name in names_of(member) {
                let words = words(name).map(|(_, word)| word).collect();
                bearers.entry(words).or_default().push(index);
            }
        }
        NameIndex {
            longest: bearers.keys().map(Vec::len).max().unwrap_or(0),
            bearers,
            complete: members.iter().all(|member| has_known_names(member)),
            members,
        }
    }

    /// Finds names in a text, in order; where several begin, the longest. Returns the members that have the name, and
    /// its position.
    pub(crate) fn find_in<'i>(&'i self, text: &'i str) -> Vec<(&'i [usize], Span)> {
        let (starts, words): (Vec<usize>, Vec<&str>) = words(text).unzip();
        let mut found = Vec::new();
        let mut place = 0;
        while place < words.len() {
            let mut ends = (place + 1..=words.len().min(place + self.longest)).rev();
            let name = ends.find_map(|end| Some((end, self.bearers.get(&words[place..end])?)));
            let Some((end, bearers)) = name else {
                place += 1;
                continue;
            };
            let span = starts[place]..starts[end - 1] + words[end - 1].len();
            found.push((bearers.as_slice(), span.into()));
            place = end;
        }
        found
    }
}

/// The words of a text, each with its offset: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_other = |letter: char| !letter.is_alphanumeric();
    let mut end = 0;
    let words = text.split_inclusive(is_other).map(move |part| {
        end += part.len();
        (end - part.len(), part.trim_end_matches(is_other))
    });
    words.filter(|(_, word)| !word.is_empty())
}
