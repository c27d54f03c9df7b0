//! What a query could mean, the best first.

use std::cmp::Reverse;
use std::mem::discriminant;

use super::vocabulary::WordKey;
use super::{NameKey, Target};

/// Places of a query, as bits.
pub(super) type Places = u32;

/// Something that a query could mean.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) target: Target,
    /// The names by which it was found; the one that explains most comes first.
    pub(super) names: Vec<NameKey>,
    pub(super) fit: Fit,
    pub(super) weight: Weight,
    /// The places that it explains and that name no jurisdiction.
    pub(super) words: Places,
    /// What the words that are not exactly its own were taken for.
    pub(super) guesses: Vec<WordKey>,
}

/// A name of which the query holds at least a word.
#[derive(Debug)]
pub(super) struct Match {
    pub(super) name: NameKey,
    /// The places that hold its words.
    pub(super) places: Places,
    pub(super) fit: Fit,
}

/// How well a name fits the words that it explains. What comes first is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The query holds exactly what the thing is called.
    OwnName,
    /// The query holds the whole of another name, or nearly the whole of its own.
    Whole,
    /// The query holds a part of what the thing is called.
    PartOfOwnName,
    /// The query holds the beginning of another name.
    Beginning,
    /// The query holds a word from within another name.
    Within,
}

/// How much of a query something explains. What is exact goes before what is guessed, and what is meant before where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    exact_words: u32,
    exact: u32,
    all: u32,
}

/// What is known of the places of a query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// The places that are exactly a known word.
    pub(super) exact: Places,
    /// The places that name a jurisdiction.
    pub(super) jurisdictions: Places,
}

impl Question {
    /// How much these places are of the query.
    pub(super) fn weigh(self, places: Places) -> Weight {
        let exact = places & self.exact;
        Weight {
            exact_words: (exact & !self.jurisdictions).count_ones(),
            exact: exact.count_ones(),
            all: places.count_ones(),
        }
    }
}

impl Fit {
    fn is_whole(self) -> bool {
        self <= Fit::Whole
    }
}

/// What the names of one thing explain together: the names that the query holds whole, or else the one that explains
/// most of it. The name that explains most comes first.
pub(super) fn gather(
    mut matches: Vec<Match>,
    question: Question,
) -> Option<(Vec<NameKey>, Fit, Places)> {
    matches.sort_by_key(|found| (Reverse(question.weigh(found.places)), found.fit));
    let largest = matches.first()?;
    let whole: Vec<&Match> = matches
        .iter()
        .filter(|found| found.fit.is_whole())
        .collect();
    let places = whole.iter().fold(0, |places, found| places | found.places);
    match whole.first() {
        Some(first) if question.weigh(places) >= question.weigh(largest.places) => {
            let names = whole.iter().map(|found| found.name).collect();
            Some((names, first.fit, places))
        }
        _ => Some((vec![largest.name], largest.fit, largest.places)),
    }
}

/// Sorts what a query could mean, and parts what explains it best from the rest. Where that is more than one thing, the
/// same words mean each of them.
pub(super) fn rank(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    candidates.sort_by_key(|candidate| {
        (
            // Where other words are understood, a jurisdiction only says where.
            matches!(candidate.target, Target::Jurisdiction(_)),
            Reverse((candidate.weight.exact_words, candidate.weight.exact)),
            candidate.fit,
            Reverse(candidate.weight.all),
            candidate.target,
        )
    });
    let mut best = Vec::new();
    let mut others = Vec::new();
    let is_best: Vec<bool> = candidates
        .iter()
        .map(|candidate| {
            let leader = &candidates[0];
            rivals(leader, candidate) || is_another_reading(leader, candidate, &candidates)
        })
        .collect();
    for (candidate, is_best) in candidates.into_iter().zip(is_best) {
        if is_best {
            best.push(candidate);
        } else if best
            .first()
            .is_none_or(|leader| adds_to(leader, &candidate))
        {
            others.push(candidate);
        }
    }
    (best, others)
}

/// Whether a reader whose words the leader explains may still want this.
fn adds_to(leader: &Candidate, candidate: &Candidate) -> bool {
    let is_guess = candidate.weight.exact_words == 0
        && leader.weight.exact_words > 0
        && !matches!(candidate.target, Target::Jurisdiction(_));
    let explains_more = candidate.words & !leader.words != 0;
    let shares_the_name = candidate.fit == Fit::PartOfOwnName && candidate.words == leader.words;
    !is_guess
        && (!leader.fit.is_whole() || candidate.fit.is_whole() || explains_more || shares_the_name)
}

/// Whether two candidates explain the same words equally well.
fn rivals(leader: &Candidate, candidate: &Candidate) -> bool {
    // Nothing rivals a page that every directory has.
    let is_page = matches!(
        leader.target,
        Target::About | Target::Complaints | Target::Gaps
    );
    let alike = discriminant(&leader.target) == discriminant(&candidate.target);
    if is_page && !alike {
        return false;
    }
    (alike || leader.fit.is_whole())
        && (leader.words, leader.weight, leader.fit)
            == (candidate.words, candidate.weight, candidate.fit)
}

/// Whether the leader is a setting by a guess at a misspelt or unfinished word, and the candidate is the best by another
/// guess: between two settings, nobody guesses.
fn is_another_reading(leader: &Candidate, candidate: &Candidate, candidates: &[Candidate]) -> bool {
    let is_setting = |candidate: &Candidate| matches!(candidate.target, Target::Setting(_));
    let same_words = |other: &Candidate| {
        is_setting(other) && (other.words, other.weight) == (leader.words, leader.weight)
    };
    is_setting(leader)
        && same_words(candidate)
        && candidate.guesses != leader.guesses
        && candidates
            .iter()
            .filter(|other| same_words(other) && other.guesses == candidate.guesses)
            .all(|other| candidate.fit <= other.fit)
}
