//! The names by which the published table refers to members, and how to find them in the words of a cell.

use std::collections::HashMap;

use crate::diagnostics::Span;
use crate::load::records::Member;

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
    bearers: HashMap<Vec<&'f str>, Vec<usize>>,
    /// The number of words of the longest name.
    longest: usize,
    /// Whether all names of all members could be read.
    pub(crate) complete: bool,
}

impl<'f> NameIndex<'f> {
    pub(crate) fn of(members: &[&'f Member]) -> NameIndex<'f> {
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
        }
    }

    /// Finds names in a text, in order; where several begin, the longest. Returns the members that have the name, and
    /// its position.
    pub(crate) fn find_in<'i>(&'i self, text: &'i str) -> Vec<(&'i [usize], Span)> {
        let (starts, words): (Vec<usize>, Vec<&str>) = words(text).unzip();
        let mut found = Vec::new();
        let mut place = 0;
        while place < words.len() {
            let Some((length, bearers)) = self.name_at(&words[place..]) else {
                place += 1;
                continue;
            };
            let last = place + length - 1;
            found.push((
                bearers,
                (starts[place]..starts[last] + words[last].len()).into(),
            ));
            place += length;
        }
        found
    }

    /// The longest name at the beginning of these words: its number of words, and the members that have it.
    fn name_at<'i>(&'i self, words: &[&'i str]) -> Option<(usize, &'i [usize])> {
        let mut lengths = (1..=self.longest.min(words.len())).rev();
        lengths.find_map(|length| Some((length, self.bearers.get(&words[..length])?.as_slice())))
    }
}

/// The words of a text, each with its offset: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let from_start = &rest[start..];
        let end = from_start.find(|letter: char| !letter.is_alphanumeric());
        let word = &from_start[..end.unwrap_or(from_start.len())];
        let offset = text.len() - from_start.len();
        rest = &from_start[word.len()..];
        Some((offset, word))
    })
}
