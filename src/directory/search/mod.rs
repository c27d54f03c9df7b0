//! What a reader's words mean: settings, jurisdictions, members and bodies that are none, by every name that the facts
//! have for them, as a question to the [`Directory`].
//!
//! A [`Finder`] holds no sentence for readers: it says what was found, and by which of the file's own words.

mod names;
mod ranking;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use self::names::Written;
use self::ranking::{Candidate, Fit, Match, Places, Question, gather, rank};
use self::vocabulary::{Heard, Hearing, MOST_WORDS, Vocabulary, WordKey};
use super::{Date, Directory, JurisdictionKey, MemberKey, SettingKey};

/// Every name in a directory, made ready to be searched. Made once for a directory, and good for that one only.
#[derive(Debug)]
pub struct Finder {
    vocabulary: Vocabulary,
    names: Vec<Name>,
    /// The names in which a token stands.
    holding: BTreeMap<Token, Vec<NameKey>>,
    /// The names of jurisdictions, longest first.
    jurisdictions: Vec<NameKey>,
    /// The one jurisdiction, where there is but one.
    only_jurisdiction: Option<JurisdictionKey>,
}

/// What a query means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// What explains the query best. More than one: the same words mean each of them, and the reader must be asked
    /// which.
    pub best: Vec<Found>,
    /// What else explains some of it, best first.
    pub others: Vec<Found>,
    /// The jurisdictions that the query names, in the order in which it does.
    pub jurisdictions: Vec<JurisdictionKey>,
    /// The spellings that were corrected to find the best: what was typed, and the word it was taken for.
    pub corrected: Vec<(String, String)>,
}

/// One thing that a query may mean, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub target: Target,
    /// By which of its names.
    pub why: Why,
}

/// What can be found. Of two that explain a query equally well, the one that sorts first is listed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Who monitors a setting in a jurisdiction.
    Answer(SettingKey, JurisdictionKey),
    /// A setting, where no jurisdiction was named.
    Setting(SettingKey),
    /// A member.
    Member(MemberKey),
    /// What an NPM is.
    About,
    /// Where complaints go.
    Complaints,
    /// Where no member is listed.
    Gaps,
    /// A body that is no member: its place in [`Facts::elsewhere`](super::Facts::elsewhere).
    Elsewhere(usize),
    /// A jurisdiction.
    Jurisdiction(JurisdictionKey),
}

/// The name by which something was found, in the file's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The name it is shown under.
    Name,
    /// Its short name.
    Abbreviation(String),
    /// A name or short name that it bore until a date.
    FormerName(String, Date),
    /// How the published table names it.
    PrintedName(String),
    /// Its name in another language: BCP 47 tag and name.
    OtherLanguage(String, String),
    /// A word that people use for it: the file's own, or for a page that every directory has, the program's.
    AlsoCalled(String),
    /// Its ISO 3166-2 code.
    Code(String),
    /// Its id, of this or of an earlier file.
    Id(String),
}

impl Findings {
    /// Whether the query means several things, so that the reader must be asked which.
    pub fn asks(&self) -> bool {
        self.best.len() > 1
    }
}

/// More results than this beside the best are not listed.
const MOST_OTHERS: usize = 12;

/// A name: its place among all names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NameKey(usize);

/// A name, cut into words.
#[derive(Debug)]
struct Name {
    target: Target,
    why: Why,
    words: Vec<WordKey>,
    /// The same words, those that name a jurisdiction as one token; in a jurisdiction's own names, all apart.
    tokens: Vec<Token>,
}

/// What queries and names are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Word(WordKey),
    /// A jurisdiction, by whichever of its names.
    Jurisdiction(JurisdictionKey),
}

/// Words of a query that are one token.
#[derive(Debug)]
struct Piece {
    /// Several, where the word can be read in several ways.
    tokens: Vec<Token>,
    exact: bool,
    /// The names by which it is a jurisdiction.
    jurisdictions: Vec<NameKey>,
}

impl Finder {
    /// Gathers every name in a directory.
    pub fn new(directory: &Directory) -> Finder {
        let names = names::of(directory);
        let ignored = &directory.about.ignored_words;
        let mut keys = directory.jurisdiction_keys();
        let mut finder = Finder {
            vocabulary: Vocabulary::new(
                names.iter().map(|name| name.text.as_str()),
                ignored.iter().map(String::as_str),
            ),
            names: Vec::with_capacity(names.len()),
            holding: BTreeMap::new(),
            jurisdictions: Vec::new(),
            only_jurisdiction: keys.next().filter(|_| keys.next().is_none()),
        };
        // Jurisdictions go first, because the names of all else may hold theirs.
        let (of_jurisdictions, of_others): (Vec<_>, Vec<_>) = names
            .into_iter()
            .partition(|name| matches!(name.target, Target::Jurisdiction(_)));
        for name in of_jurisdictions {
            finder.learn(name);
        }
        let mut jurisdictions: Vec<NameKey> = (0..finder.names.len()).map(NameKey).collect();
        jurisdictions.sort_by_key(|name| Reverse(finder[*name].words.len()));
        finder.jurisdictions = jurisdictions;
        for name in of_others {
            finder.learn(name);
        }
        finder
    }

    /// What a query means. Words that no name holds are passed over.
    pub fn find(&self, query: &str) -> Findings {
        let heard = self.vocabulary.hear(query);
        let pieces = self.pieces(&heard);
        let jurisdictions = self.jurisdictions_in(&pieces);
        let (best, others) = rank(self.candidates(&heard, &pieces));
        Findings {
            best: self.found(&best, &jurisdictions).collect(),
            others: self
                .found(&others, &jurisdictions)
                .take(MOST_OTHERS)
                .collect(),
            corrected: self.corrected(&heard, &pieces, &best),
            jurisdictions,
        }
    }

    fn learn(&mut self, name: Written) {
        let heard = self.vocabulary.hear(&name.text);
        let tokens: Vec<Token> = self
            .pieces(&heard)
            .iter()
            .filter_map(|piece| piece.tokens.first().copied())
            .collect();
        let key = NameKey(self.names.len());
        for token in tokens.iter().copied().collect::<BTreeSet<_>>() {
            self.holding.entry(token).or_default().push(key);
        }
        self.names.push(Name {
            target: name.target,
            why: name.why,
            words: heard.into_iter().flat_map(|word| word.readings).collect(),
            tokens,
        });
    }

    /// The words of a query, those that together name a jurisdiction as one piece.
    fn pieces(&self, heard: &[Heard]) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(heard.len());
        let mut rest = heard;
        while let Some(first) = rest.first() {
            let jurisdictions = self.jurisdictions_at(rest);
            let (words, tokens) = match jurisdictions.first() {
                Some(name) => (
                    self[*name].words.len(),
                    jurisdictions
                        .iter()
                        .filter_map(|name| self.jurisdiction(*name))
                        .map(Token::Jurisdiction)
                        .collect(),
                ),
                None => (1, first.readings.iter().copied().map(Token::Word).collect()),
            };
            let (words, after) = rest.split_at(words);
            pieces.push(Piece {
                tokens,
                exact: words.iter().all(|word| word.hearing == Hearing::Exact),
                jurisdictions,
            });
            rest = after;
        }
        pieces
    }

    /// The longest names of jurisdictions with which these words begin.
    fn jurisdictions_at(&self, heard: &[Heard]) -> Vec<NameKey> {
        let mut names: Vec<NameKey> = Vec::new();
        for name in &self.jurisdictions {
            let words = &self[*name].words;
            if names
                .first()
                .is_some_and(|longest| self[*longest].words.len() > words.len())
            {
                break;
            }
            let begins = words.len() <= heard.len()
                && words
                    .iter()
                    .zip(heard)
                    .all(|(word, heard)| heard.readings.contains(word));
            if begins && !words.is_empty() {
                names.push(*name);
            }
        }
        names
    }

    fn jurisdiction(&self, name: NameKey) -> Option<JurisdictionKey> {
        match self[name].target {
            Target::Jurisdiction(key) => Some(key),
            _ => None,
        }
    }

    fn jurisdictions_in(&self, pieces: &[Piece]) -> Vec<JurisdictionKey> {
        let mut keys = Vec::new();
        for name in pieces.iter().flat_map(|piece| &piece.jurisdictions) {
            keys.extend(self.jurisdiction(*name).filter(|key| !keys.contains(key)));
        }
        keys
    }

    /// Everything of which the query holds a name, or a part of one.
    fn candidates(&self, heard: &[Heard], pieces: &[Piece]) -> Vec<Candidate> {
        let question = Question {
            exact: places_where(pieces, |piece| piece.exact),
            jurisdictions: places_where(pieces, |piece| !piece.jurisdictions.is_empty()),
        };
        let mut matches: BTreeMap<Target, Vec<Match>> = BTreeMap::new();
        for (name, places) in self.names_held(pieces) {
            let fit = self.fit(name, pieces);
            let target = self[name].target;
            matches
                .entry(target)
                .or_default()
                .push(Match { name, places, fit });
        }
        matches
            .into_iter()
            .filter_map(|(target, matches)| {
                let held = matches.iter().fold(0, |held, found| held | found.places);
                let (names, fit, places) = gather(matches, question)?;
                let is_in = match target {
                    Target::Member(_) | Target::Elsewhere(_) | Target::Jurisdiction(_) => held,
                    // These are there for each jurisdiction.
                    _ => Places::MAX,
                };
                let words = places & !question.jurisdictions;
                let says_only_where = words == 0 && !matches!(target, Target::Jurisdiction(_));
                (!says_only_where).then(|| Candidate {
                    target,
                    guesses: self.guesses(heard, &names),
                    names,
                    fit,
                    weight: question.weigh(places | is_in & question.jurisdictions),
                    words,
                })
            })
            .collect()
    }

    /// The names of which the query holds at least a word, and where it does.
    fn names_held(&self, pieces: &[Piece]) -> BTreeMap<NameKey, Places> {
        let mut held: BTreeMap<NameKey, Places> = BTreeMap::new();
        for (place, piece) in distinct(pieces) {
            let names = piece
                .tokens
                .iter()
                .filter_map(|token| self.holding.get(token));
            for name in names.flatten().chain(&piece.jurisdictions) {
                *held.entry(*name).or_default() |= 1 << place;
            }
        }
        held
    }

    fn fit(&self, name: NameKey, pieces: &[Piece]) -> Fit {
        let Name { why, tokens, .. } = &self[name];
        let holds = |(token, piece): (&Token, &Piece)| piece.tokens.contains(token);
        let mut whole = pieces
            .windows(tokens.len())
            .filter(|pieces| tokens.iter().zip(*pieces).all(holds))
            .peekable();
        let is_own = matches!(why, Why::Name | Why::Abbreviation(_));
        let names_jurisdiction = |piece: &Piece| piece.jurisdictions.contains(&name);
        let begins = |piece: &Piece| tokens.first().is_some_and(|token| holds((token, piece)));
        if pieces.iter().any(names_jurisdiction) {
            Fit::OwnName
        } else if whole.peek().is_some() {
            let is_exact = whole.any(|pieces| pieces.iter().all(|piece| piece.exact));
            if is_own && is_exact {
                Fit::OwnName
            } else {
                Fit::Whole
            }
        } else if *why == Why::Name {
            Fit::PartOfOwnName
        } else if pieces.iter().any(begins) {
            Fit::Beginning
        } else {
            Fit::Within
        }
    }

    /// The words of these names that the query has in another form.
    fn guesses(&self, heard: &[Heard], names: &[NameKey]) -> Vec<WordKey> {
        heard
            .iter()
            .filter(|word| word.hearing != Hearing::Exact)
            .flat_map(|word| self.taken_for(word, names))
            .collect()
    }

    /// Which of its readings a word of a query has in these names.
    fn taken_for<'a>(
        &'a self,
        word: &'a Heard,
        names: &'a [NameKey],
    ) -> impl Iterator<Item = WordKey> + 'a {
        word.readings
            .iter()
            .copied()
            .filter(|reading| names.iter().any(|name| self[*name].words.contains(reading)))
    }

    /// The misspelt words by which the best was found.
    fn corrected(
        &self,
        heard: &[Heard],
        pieces: &[Piece],
        best: &[Candidate],
    ) -> Vec<(String, String)> {
        let of_best = best.iter().flat_map(|candidate| &candidate.names);
        let of_jurisdictions = pieces.iter().flat_map(|piece| &piece.jurisdictions);
        let names: Vec<NameKey> = of_best.chain(of_jurisdictions).copied().collect();
        let mut corrected = Vec::new();
        for word in heard
            .iter()
            .filter(|word| word.hearing == Hearing::Spelling)
        {
            for reading in self.taken_for(word, &names) {
                let written = self.vocabulary.written(reading).to_owned();
                corrected.push((word.written.clone(), written));
            }
        }
        corrected
    }

    fn found<'a>(
        &'a self,
        candidates: &'a [Candidate],
        jurisdictions: &'a [JurisdictionKey],
    ) -> impl Iterator<Item = Found> + 'a {
        candidates.iter().flat_map(|candidate| {
            let why = candidate.names.first().map(|name| &self[*name].why);
            self.targets(candidate.target, jurisdictions)
                .into_iter()
                .zip(std::iter::repeat(why))
                .filter_map(|(target, why)| {
                    Some(Found {
                        target,
                        why: why?.clone(),
                    })
                })
        })
    }

    /// A setting as its answers, where it is known for which jurisdictions; anything else as it is.
    fn targets(&self, target: Target, jurisdictions: &[JurisdictionKey]) -> Vec<Target> {
        let only = self.only_jurisdiction.as_slice();
        let jurisdictions = if only.is_empty() { jurisdictions } else { only };
        match target {
            Target::Setting(setting) if !jurisdictions.is_empty() => jurisdictions
                .iter()
                .map(|jurisdiction| Target::Answer(setting, *jurisdiction))
                .collect(),
            _ => vec![target],
        }
    }
}

impl Index<NameKey> for Finder {
    type Output = Name;

    fn index(&self, key: NameKey) -> &Name {
        &self.names[key.0]
    }
}

/// The pieces that repeat no earlier one, and their places.
fn distinct(pieces: &[Piece]) -> impl Iterator<Item = (usize, &Piece)> {
    pieces.iter().enumerate().filter(|(place, piece)| {
        pieces[..*place]
            .iter()
            .all(|before| before.tokens != piece.tokens)
    })
}

fn places_where(pieces: &[Piece], holds: impl Fn(&Piece) -> bool) -> Places {
    distinct(pieces)
        .filter(|(_, piece)| holds(piece))
        .map(|(place, _)| 1 << place)
        .sum()
}

/// Every piece has its bit.
const _: () = assert!(MOST_WORDS <= Places::BITS as usize);
