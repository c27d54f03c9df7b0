//! Ranks the possible meanings of a query.

use std::cmp::Reverse;
use std::mem::discriminant;

use super::Target;
use super::aliases::Alias;

/// A set of words of a query, as bits.
pub(crate) type Mask = u32;

/// A possible meaning of a query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    /// The alias by which it was found; of several, the one that explains most.
    pub(crate) alias: &'a Alias,
    pub(crate) fit: Fit,
    /// The words of the query that it explains.
    pub(crate) words: Mask,
    /// Those that are neither misspelt nor incomplete.
    pub(crate) exact: Mask,
    /// Whether the query is the alias: no word is misspelt or left over, and no jurisdiction is another one.
    pub(crate) is_certain: bool,
    /// How well it matches the jurisdictions in the query: two for each that is in its name, one for each that it
    /// covers.
    pub(crate) jurisdictions: u32,
    /// Whether it is a place that merely says where places of another setting are.
    pub(crate) is_where: bool,
    /// Whether it explains a misspelt or incomplete word that could be several words.
    pub(crate) is_ambiguous: bool,
}

/// How well an alias matches the words that it explains, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The query contains exactly its display name or abbreviation.
    OwnName,
    /// The query contains the whole of another alias, or with spelling mistakes the whole display name.
    Whole,
    /// The query contains part of its display name.
    PartOfOwnName,
    /// The query contains part of another alias.
    Part,
}

impl Fit {
    pub(crate) fn is_whole(self) -> bool {
        self <= Fit::Whole
    }
}

impl Candidate<'_> {
    /// Merges two candidates for the same target. If both aliases match whole, their words are added; otherwise the one
    /// that explains more is kept.
    pub(crate) fn merge(self, other: Self) -> Self {
        let (mut first, second) = if self.order() <= other.order() {
            (self, other)
        } else {
            (other, self)
        };
        first.jurisdictions = first.jurisdictions.max(second.jurisdictions);
        if first.fit.is_whole() && second.fit.is_whole() {
            first.words |= second.words;
            first.exact |= second.exact;
        }
        first
    }

    fn order(&self) -> (Reverse<(u32, u32, u32)>, Fit) {
        (Reverse(self.score()), self.fit)
    }

    /// How much of a query it explains: first exact words, then jurisdictions, then other words.
    fn score(&self) -> (u32, u32, u32) {
        let count = Mask::count_ones;
        (count(self.exact), self.jurisdictions, count(self.words))
    }

    /// Whether it explains the same words as the leader, equally well.
    fn equals(&self, leader: &Self) -> bool {
        let (target, best) = (self.alias.target, leader.alias.target);
        // Places and pages that every directory has take precedence over other targets with the same name.
        let goes_before = matches!(
            best,
            Target::Place(_) | Target::About | Target::Complaints | Target::Gaps
        );
        let is_alike = discriminant(&target) == discriminant(&best);
        let is_rival =
            leader.fit == self.fit && (is_alike || (leader.fit.is_whole() && !goes_before));
        // Guessed words leave the choice between settings to the reader.
        let is_another_guess = leader.is_ambiguous
            && matches!((target, best), (Target::Setting(_), Target::Setting(_)))
            && self.fit <= Fit::PartOfOwnName;
        self.is_where == leader.is_where
            && (leader.words, leader.score()) == (self.words, self.score())
            && (is_rival || is_another_guess)
    }

    /// Whether it is worth listing beside the leader.
    fn adds_to(&self, leader: &Self) -> bool {
        let is_guess = self.exact == 0 && leader.exact != 0;
        let explains_more = self.words & !leader.words != 0;
        let shares_the_name = self.fit == Fit::PartOfOwnName && self.words == leader.words;
        !is_guess
            && (!leader.fit.is_whole() || self.fit.is_whole() || explains_more || shares_the_name)
    }
}

/// Sorts candidates, and separates those that explain the query best from the rest. If there are several, the query is
/// ambiguous.
pub(crate) fn rank(mut candidates: Vec<Candidate<'_>>) -> (Vec<Candidate<'_>>, Vec<Candidate<'_>>) {
    candidates.sort_by_key(|candidate| {
        let (exact, jurisdictions, words) = candidate.score();
        (
            candidate.is_where,
            Reverse((exact, jurisdictions)),
            candidate.fit,
            Reverse(words),
            candidate.alias.target,
        )
    });
    let Some(leader) = candidates.first().copied() else {
        return (Vec::new(), Vec::new());
    };
    candidates.retain(|candidate| candidate.equals(&leader) || candidate.adds_to(&leader));
    candidates
        .into_iter()
        .partition(|candidate| candidate.equals(&leader))
}
