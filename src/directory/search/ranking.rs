//! What a query could mean, the best first.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::mem::discriminant;

use super::Target;
use super::vocabulary::TermKey;

/// Words of a query, as bits.
pub(crate) type Mask = u32;

/// Something that a query could mean.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    /// The index of the alias by which it was found, or of that which explains most.
    pub(crate) alias: usize,
    pub(crate) fit: Fit,
    /// The words that it explains.
    pub(crate) words: Mask,
    /// Those that are not misspelt or unfinished.
    pub(crate) exact_words: Mask,
    /// How many of the jurisdictions that the query names are its own.
    pub(crate) jurisdictions: usize,
    /// What the words that are misspelt or unfinished were taken for.
    pub(crate) guesses: BTreeSet<(usize, TermKey)>,
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
    /// The query holds the beginning of another alias.
    Beginning,
    /// The query holds a word from within another alias.
    Within,
}

impl Fit {
    pub(crate) fn is_whole(self) -> bool {
        self <= Fit::Whole
    }
}

impl Candidate {
    /// What the aliases of one target explain together: those that the query holds whole, or else the one that explains
    /// most of it.
    pub(crate) fn merge(mut of_target: Vec<Candidate>) -> Candidate {
        of_target.sort_by_key(|candidate| (Reverse(candidate.score()), candidate.fit));
        let (whole, partial): (Vec<_>, Vec<_>) = of_target
            .into_iter()
            .partition(|candidate| candidate.fit.is_whole());
        let whole = whole.into_iter().reduce(|mut merged, candidate| {
            merged.words |= candidate.words;
            merged.exact_words |= candidate.exact_words;
            merged.jurisdictions = merged.jurisdictions.max(candidate.jurisdictions);
            merged.guesses.extend(candidate.guesses);
            merged
        });
        let both = whole.into_iter().chain(partial.into_iter().next());
        both.reduce(|whole, partial| {
            if whole.score() >= partial.score() {
                whole
            } else {
                partial
            }
        })
        .expect("a target has at least one alias")
    }

    /// How much of a query it explains. What is exact goes before what is guessed, and what is meant before where.
    fn score(&self) -> (u32, usize, u32) {
        (
            self.exact_words.count_ones(),
            self.jurisdictions,
            self.words.count_ones(),
        )
    }

    /// Whether it explains the same words as another, and as well.
    fn explains_the_same(&self, other: &Candidate) -> bool {
        (self.words, self.score()) == (other.words, other.score())
    }
}

/// Sorts what a query could mean, and separates what explains it best from the rest. Where that is more than one thing,
/// the same words mean each of them.
pub(crate) fn rank(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    candidates.sort_by_key(|candidate| {
        let (exact_words, jurisdictions, words) = candidate.score();
        let exact = Reverse((exact_words, jurisdictions));
        (exact, candidate.fit, Reverse(words), candidate.target)
    });
    let Some(leader) = candidates.first().cloned() else {
        return (Vec::new(), Vec::new());
    };
    let (best, mut others): (Vec<_>, Vec<_>) = candidates.iter().cloned().partition(|candidate| {
        rivals(&leader, candidate) || is_another_reading(&leader, candidate, &candidates)
    });
    others.retain(|candidate| adds_to(&leader, candidate));
    (best, others)
}

/// Whether a reader whose words the leader explains may still want this.
fn adds_to(leader: &Candidate, candidate: &Candidate) -> bool {
    let is_guess = candidate.exact_words == 0 && leader.exact_words != 0;
    let explains_more = candidate.words & !leader.words != 0;
    let shares_the_name = candidate.fit == Fit::PartOfOwnName && candidate.words == leader.words;
    !is_guess
        && (!leader.fit.is_whole() || candidate.fit.is_whole() || explains_more || shares_the_name)
}

/// Whether two candidates explain the same words equally well.
fn rivals(leader: &Candidate, candidate: &Candidate) -> bool {
    // A page that every directory has goes before whatever shares its name.
    let is_page = matches!(
        leader.target,
        Target::About | Target::Complaints | Target::Gaps
    );
    let alike = discriminant(&leader.target) == discriminant(&candidate.target);
    (alike || (leader.fit.is_whole() && !is_page))
        && leader.fit == candidate.fit
        && leader.explains_the_same(candidate)
}

/// Whether the leader is a setting by a guess at a misspelt or unfinished word, and the candidate is the best by another
/// guess: a choice between two settings is the reader's.
fn is_another_reading(leader: &Candidate, candidate: &Candidate, candidates: &[Candidate]) -> bool {
    let is_setting = |candidate: &Candidate| matches!(candidate.target, Target::Setting(_));
    let same_words = |other: &&Candidate| is_setting(other) && other.explains_the_same(leader);
    let mut by_same_guess = candidates
        .iter()
        .filter(same_words)
        .filter(|other| other.guesses == candidate.guesses);
    is_setting(leader)
        && same_words(&candidate)
        && candidate.guesses != leader.guesses
        && by_same_guess.all(|other| candidate.fit <= other.fit)
}
