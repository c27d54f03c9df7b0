//! Ranks the possible meanings of a query, and relates places to settings.

use std::cmp::Reverse;
use std::mem::discriminant;

use super::text::Mask;
use super::{Found, Target};
use crate::directory::{Cell, JurisdictionKey, PlaceKey};

/// A possible meaning of a query.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The result; of several names, that one which explains most.
    pub(crate) found: Found,
    /// If it is a place: its key and its cell.
    pub(crate) place: Option<(PlaceKey, Cell)>,
    pub(crate) fit: Fit,
    /// The words of the query that it explains.
    pub(crate) words: Mask,
    /// Those that are neither misspelt nor incomplete.
    pub(crate) exact: Mask,
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

impl Candidate {
    /// Merges two candidates for the same target. If both aliases match whole, their words are added; otherwise the one
    /// that explains more is kept.
    pub(crate) fn merge(self, other: Self) -> Self {
        let order = |of: &Self| (Reverse(of.score()), of.fit);
        let (mut first, second) = if order(&self) <= order(&other) {
            (self, other)
        } else {
            (other, self)
        };
        first.jurisdictions = first.jurisdictions.max(second.jurisdictions);
        if first.fit.max(second.fit) <= Fit::Whole {
            first.words |= second.words;
            first.exact |= second.exact;
        }
        first
    }

    /// How much of a query it explains: first exact words, then jurisdictions, then other words.
    fn score(&self) -> (u32, u32, u32) {
        let count = Mask::count_ones;
        (count(self.exact), self.jurisdictions, count(self.words))
    }

    /// Whether it explains the same words as the leader, equally well.
    fn equals(&self, leader: &Self) -> bool {
        let (target, best) = (self.found.target, leader.found.target);
        // Places and pages that every directory has take precedence over other targets with the same name.
        let goes_before = matches!(
            best,
            Target::Place(_) | Target::About | Target::Complaints | Target::Gaps
        );
        let is_alike = discriminant(&target) == discriminant(&best);
        let is_rival =
            leader.fit == self.fit && (is_alike || (leader.fit <= Fit::Whole && !goes_before));
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
        let is_whole = self.fit <= Fit::Whole || leader.fit > Fit::Whole;
        !is_guess && (is_whole || explains_more || shares_the_name)
    }
}

/// Sorts candidates, and separates those that explain the query best from the rest. If there are several, the query is
/// ambiguous.
pub(crate) fn rank(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    candidates.sort_by_key(|it| {
        let (exact, jurisdictions, words) = it.score();
        let explained = (Reverse((exact, jurisdictions)), it.fit, Reverse(words));
        (it.is_where, explained, it.found.target)
    });
    let Some(leader) = candidates.first().cloned() else {
        return (Vec::new(), Vec::new());
    };
    candidates.retain(|candidate| candidate.equals(&leader) || candidate.adds_to(&leader));
    let candidates = candidates.into_iter();
    candidates.partition(|candidate| candidate.equals(&leader))
}

/// Credits a place with the words for its setting. If the query has only words for other settings, or names another
/// jurisdiction, a place merely says where: "police in Cardiff" is not about the prison there. The first word of a name
/// is enough only if the query means nothing else.
pub(crate) fn relate_places(candidates: &mut Vec<Candidate>, jurisdictions: &[JurisdictionKey]) {
    let settings = candidates.iter().filter_map(|it| match it.found.target {
        Target::Setting(key) if it.fit <= Fit::PartOfOwnName => Some((key, it.words, it.exact)),
        _ => None,
    });
    let settings: Vec<_> = settings.collect();
    for it in candidates.iter_mut() {
        let Some((_, cell)) = it.place else { continue };
        if let Some((_, words, exact)) = settings.iter().find(|(key, ..)| *key == cell.setting) {
            it.words |= words;
            it.exact |= exact;
        } else {
            it.is_where = settings.iter().any(|(_, words, _)| words & !it.words != 0);
        }
        it.is_where |= !jurisdictions.is_empty() && !jurisdictions.contains(&cell.jurisdiction);
    }
    let is_part = |it: &Candidate| it.place.is_some() && it.fit == Fit::Part;
    if !jurisdictions.is_empty() || !candidates.iter().all(is_part) {
        candidates.retain(|it| !is_part(it));
    }
}

/// The places that say where: those with an exact word in the query, unless their words are part of another place's.
pub(crate) fn places_in(candidates: &[Candidate]) -> Vec<(PlaceKey, Cell)> {
    let is_named = |it: &&Candidate| it.fit <= Fit::PartOfOwnName && it.exact != 0;
    let named = candidates.iter().filter(is_named);
    let named = named.filter_map(|it| Some((it.words, it.place?)));
    let is_part = |of: Mask, words: Mask| of != words && of & words == words;
    let whole = |(words, _): &_| !named.clone().any(|(other, _)| is_part(other, *words));
    let places = named.clone().filter(whole);
    places.map(|(_, place)| place).collect()
}
