//! What a query could mean, the best first.

use std::cmp::Reverse;
use std::mem::discriminant;

use super::Target;

/// Words of a query, as bits.
pub(crate) type Mask = u32;

/// Something that a query could mean.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    /// The index of the alias by which it was found; of several, that which explains most.
    pub(crate) alias: usize,
    pub(crate) fit: Fit,
    /// The words that it explains.
    pub(crate) words: Mask,
    /// Those that are not misspelt or unfinished.
    pub(crate) exact: Mask,
    /// How surely it is in the jurisdictions that the query names: two for each that its name says, one for each that
    /// it covers.
    pub(crate) jurisdictions: u32,
    /// Whether it is a place and only says where places of another kind are.
    pub(crate) is_where: bool,
    /// Whether a word that it explains is misspelt or unfinished and could be several.
    pub(crate) is_ambiguous: bool,
}

/// How well an alias fits the words that it explains, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The query holds exactly what the target is called.
    OwnName,
    /// The query holds the whole of another alias, or nearly the whole of its own name.
    Whole,
    /// The query holds a part of what the target is called.
    PartOfOwnName,
    /// The query holds a part of another alias.
    Part,
}

impl Fit {
    pub(crate) fn is_whole(self) -> bool {
        self <= Fit::Whole
    }
}

impl Candidate {
    /// What two aliases of one target explain together, if the query holds both whole. If not: the one that explains
    /// more.
    pub(crate) fn merge(self, other: Candidate) -> Candidate {
        let order = |one: &Candidate| (Reverse(one.score()), one.fit);
        let (mut first, second) = if order(&self) <= order(&other) {
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

    /// How much of a query it explains. What is exact goes before what is guessed, and what is meant before where.
    fn score(&self) -> (u32, u32, u32) {
        let count = Mask::count_ones;
        (count(self.exact), self.jurisdictions, count(self.words))
    }
}

/// Sorts what a query could mean, and separates what explains it best from the rest. Where that is more than one thing,
/// the same words mean each of them.
pub(crate) fn rank(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    candidates.sort_by_key(|candidate| {
        let (exact, jurisdictions, words) = candidate.score();
        (
            candidate.is_where,
            Reverse((exact, jurisdictions)),
            candidate.fit,
            Reverse(words),
            candidate.target,
        )
    });
    let leader = candidates.first().cloned();
    let Some(leader) = leader else {
        return (Vec::new(), Vec::new());
    };
    let (best, others): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| explains_as_well(&leader, candidate));
    let others = others.into_iter();
    (
        best,
        others.filter(|other| adds_to(&leader, other)).collect(),
    )
}

/// Whether a candidate explains the same words as the leader, and as well.
fn explains_as_well(leader: &Candidate, candidate: &Candidate) -> bool {
    // A page that every directory has, and a place, go before whatever shares their names.
    let goes_before = matches!(
        leader.target,
        Target::Place(_) | Target::About | Target::Complaints | Target::Gaps
    );
    let is_setting = |candidate: &Candidate| matches!(candidate.target, Target::Setting(_));
    let alike = discriminant(&leader.target) == discriminant(&candidate.target);
    let is_rival =
        leader.fit == candidate.fit && (alike || (leader.fit.is_whole() && !goes_before));
    // A choice between two settings is the reader's, where the words are guessed.
    let is_another_guess = leader.is_ambiguous
        && is_setting(leader)
        && is_setting(candidate)
        && candidate.fit <= Fit::PartOfOwnName;
    candidate.is_where == leader.is_where
        && (leader.words, leader.score()) == (candidate.words, candidate.score())
        && (is_rival || is_another_guess)
}

/// Whether a reader whose words the leader explains may still want this.
fn adds_to(leader: &Candidate, candidate: &Candidate) -> bool {
    let is_guess = candidate.exact == 0 && leader.exact != 0;
    let explains_more = candidate.words & !leader.words != 0;
    let shares_the_name = candidate.fit == Fit::PartOfOwnName && candidate.words == leader.words;
    !is_guess
        && (!leader.fit.is_whole() || candidate.fit.is_whole() || explains_more || shares_the_name)
}
