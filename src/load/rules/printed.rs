//! The cells' own words against the members that the records list.

use std::collections::HashMap;

use super::Checking;
use crate::diagnostics::{Code, Diagnostic, listed, quoted};
use crate::load::reading::{Placed, Span};
use crate::load::records::{Coverage, Member};
use crate::load::values::{RecordKind, Text};

/// Ensure that the words of `printed` name each member that the record lists, in order, and no other.
pub(super) fn ensure_printed_words_name_the_members(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let members = checking.file.member.entries();
    let names = NameIndex::of(members);
    for (_, coverage) in checking.coverage() {
        let coverage = &coverage.value;
        if let Some(printed) = coverage.printed.placed() {
            let comparison = Comparison::new(checking, &names, coverage, printed);
            comparison.report_unnamed(members, found);
            comparison.report_unlisted(members, checking, found);
            comparison.report_order(members, coverage, found);
        }
    }
}

/// The members that a cell names beside those that its record lists. Members are places in the file's list.
struct Comparison<'f> {
    printed: &'f Placed<Text>,
    /// The members listed, with where; in order.
    listed: Vec<(usize, Span)>,
    /// Whether `listed` is all that the record lists.
    listed_whole: bool,
    /// The members named, with their words; each once, in order.
    named: Vec<(usize, Span)>,
    /// Whether the names of every member are known.
    names_known: bool,
}

impl<'f> Comparison<'f> {
    fn new(
        checking: &Checking<'_>,
        index: &NameIndex<'_>,
        coverage: &Coverage,
        printed: &'f Placed<Text>,
    ) -> Comparison<'f> {
        let mut listed = Vec::new();
        let mut listed_whole = coverage.by.is_complete() && coverage.with.is_complete();
        for entry in coverage.by.entries().iter().chain(coverage.with.entries()) {
            match checking.ids.place(RecordKind::Member, &entry.value.id) {
                Some(member) => listed.push((member, entry.span.clone())),
                None => listed_whole = false,
            }
        }
        let mut named: Vec<(usize, Span)> = Vec::new();
        for (members, words) in index.find_in(&printed.value.0) {
            let is_listed = |member: &&usize| listed.iter().any(|(known, _)| known == *member);
            let meant = members.iter().find(is_listed).or(members.first());
            if let Some(meant) = meant
                && named.iter().all(|(known, _)| known != meant)
            {
                named.push((*meant, words));
            }
        }
        Comparison {
            printed,
            listed,
            listed_whole,
            named,
            names_known: index.complete && checking.parsed.is_whole(),
        }
    }

    fn names(&self, member: usize) -> bool {
        self.named.iter().any(|(known, _)| *known == member)
    }

    fn lists(&self, member: usize) -> bool {
        self.listed.iter().any(|(known, _)| *known == member)
    }

    fn report_unnamed(&self, members: &[Placed<Member>], found: &mut Vec<Diagnostic>) {
        for (member, span) in &self.listed {
            let record = &members[*member].value;
            if self.names(*member) || !has_known_names(record) {
                continue;
            }
            let names: Vec<String> = names_of(record).map(quoted).collect();
            let title = format!("the cell's own words do not name {}", shown(record));
            let diagnostic = Diagnostic::new(Code::MemberNotPrinted, span.clone(), title)
                .label("listed here")
                .related(self.printed.span.clone(), "the cell's own words")
                .help(format!(
                    "it goes by {}; `printed-as` takes what else the table calls it",
                    listed(&names, "or")
                ));
            found.push(diagnostic);
        }
    }

    fn report_unlisted(
        &self,
        members: &[Placed<Member>],
        checking: &Checking<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        if !self.listed_whole || !self.names_known {
            return;
        }
        for (member, words) in &self.named {
            if self.lists(*member) {
                continue;
            }
            let member = shown(&members[*member].value);
            let title =
                format!("the cell's own words name {member}, which the record does not list");
            let span = span_of_words(checking.source.text(), self.printed, words);
            let diagnostic = Diagnostic::new(Code::PrintedMemberNotListed, span, title)
                .label("named here")
                .help(format!(
                    "add {member} to `by` or `with`, in the order of the words"
                ));
            found.push(diagnostic);
        }
    }

    fn report_order(
        &self,
        members: &[Placed<Member>],
        coverage: &Coverage,
        found: &mut Vec<Diagnostic>,
    ) {
        let in_words: Vec<usize> = self
            .named
            .iter()
            .map(|(member, _)| *member)
            .filter(|member| self.lists(*member))
            .collect();
        let mut in_lists = Vec::new();
        for (member, _) in &self.listed {
            if self.names(*member) && !in_lists.contains(member) {
                in_lists.push(*member);
            }
        }
        let Some(by) = coverage.by.span() else {
            return;
        };
        if in_words != in_lists {
            let shown: Vec<String> = in_words
                .iter()
                .map(|member| shown(&members[*member].value))
                .collect();
            let title = format!(
                "expected the order of the cell's own words: {}",
                shown.join(", ")
            );
            let diagnostic = Diagnostic::new(Code::PrintedOrder, by, title)
                .related(self.printed.span.clone(), "the cell's own words");
            found.push(diagnostic);
        }
    }
}

fn shown(member: &Member) -> String {
    let id = member.id.get().map(|id| quoted(&id.text));
    id.unwrap_or_else(|| "a member".to_owned())
}

/// Where some words of the cell stand in the file; all of them, where escapes hide it.
fn span_of_words(text: &str, printed: &Placed<Text>, words: &Span) -> Span {
    let written = text.get(printed.span.clone()).unwrap_or("");
    match written.find(&printed.value.0) {
        Some(start) => {
            let start = printed.span.start + start;
            start + words.start..start + words.end
        }
        None => printed.span.clone(),
    }
}

/// What the published table may call a member.
fn names_of(member: &Member) -> impl Iterator<Item = &str> {
    let name = member.name.get().into_iter();
    let abbreviation = member.abbreviation.get();
    let printed_as = member.printed_as.entries().iter().map(|entry| &entry.value);
    name.chain(abbreviation)
        .chain(printed_as)
        .map(|text| text.0.as_str())
}

fn has_known_names(member: &Member) -> bool {
    member.name.get().is_some()
        && !member.abbreviation.is_unreadable()
        && member.printed_as.is_complete()
}

/// The names of all members by their first word, so that finding them takes one pass over the words of a cell.
struct NameIndex<'f> {
    by_first_word: HashMap<&'f str, Vec<Name<'f>>>,
    /// Whether all names of all members could be read.
    complete: bool,
}

/// A name and the members that bear it.
struct Name<'f> {
    words: Vec<&'f str>,
    members: Vec<usize>,
}

impl<'f> NameIndex<'f> {
    fn of(members: &'f [Placed<Member>]) -> NameIndex<'f> {
        let mut by_first_word: HashMap<&str, Vec<Name<'_>>> = HashMap::new();
        for (place, member) in members.iter().enumerate() {
            for name in names_of(&member.value) {
                let words: Vec<&str> = words(name).map(|(_, word)| word).collect();
                let Some(first) = words.first() else {
                    continue;
                };
                let names = by_first_word.entry(first).or_default();
                match names.iter_mut().find(|name| name.words == words) {
                    Some(known) => known.members.push(place),
                    None => names.push(Name {
                        words,
                        members: vec![place],
                    }),
                }
            }
        }
        for names in by_first_word.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        NameIndex {
            by_first_word,
            complete: members.iter().all(|member| has_known_names(&member.value)),
        }
    }

    /// The names in a text, in order and the longest where several begin: who bears each, and where it stands.
    fn find_in<'i>(&'i self, text: &str) -> Vec<(&'i [usize], Span)> {
        let words: Vec<(usize, &str)> = words(text).collect();
        let mut found = Vec::new();
        let mut place = 0;
        while let Some((start, first)) = words.get(place) {
            let names = self
                .by_first_word
                .get(*first)
                .map_or(&[][..], Vec::as_slice);
            let name = names.iter().find(|name| {
                let rest = words[place..].iter().map(|(_, word)| word);
                name.words.len() <= words.len() - place
                    && name.words.iter().zip(rest).all(|(a, b)| a == b)
            });
            let Some(name) = name else {
                place += 1;
                continue;
            };
            place += name.words.len();
            let (last_start, last) = words[place - 1];
            found.push((name.members.as_slice(), *start..last_start + last.len()));
        }
        found
    }
}

/// The words of a text, with where each begins: runs of letters and digits.
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

/// Ensure that a cell of the published table is in a row of it.
pub(super) fn ensure_printed_cells_have_a_published_row(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (setting, coverage) in checking.coverage() {
        let Some(printed) = coverage.value.printed.span() else {
            continue;
        };
        if setting.printed.span().is_some() {
            continue;
        }
        let title = "expected no `printed` in a setting that is not in the published table";
        let mut diagnostic = Diagnostic::new(Code::NoPublishedRow, printed, title).help(
            "give the setting the row's heading as its own `printed`, or the record `from` or `seen`",
        );
        if let Some(id) = setting.id.span() {
            diagnostic = diagnostic.related(id, "this setting has no `printed`");
        }
        found.push(diagnostic);
    }
}
