//! Readability of the pages for readers who may be upset: home, answers, complaints and help, as Flesch-Kincaid grades.
//! Most 13-year-olds read grade 8 with ease.
//!
//! It ignores text that is not ours to word: names of bodies, settings, jurisdictions and sources, quotations, URLs,
//! and anything that is not a sentence.

use crate::every_page;
use crate::html::Element;
use crate::shipped;

/// The maximum grade of a page.
const HIGHEST: f64 = 8.0;

#[test]
fn pages_for_upset_readers_are_easy_to_read() {
    let names = names();
    let mut grades = Vec::new();
    for (path, page) in &every_page::shipped().finished {
        let answer = path.starts_with("/settings/") && path.matches('/').count() == 3;
        if answer || ["/", "/complaints", "/lookup", "/lookup/help"].contains(&path.as_str()) {
            grades.push((Grade::of(&sentences(page.html.only("main"), &names)), path));
        }
    }
    assert_eq!(grades.len(), 44 + 4);
    let hard: Vec<String> = grades
        .iter()
        .filter(|(grade, _)| grade.value() > HIGHEST)
        .map(|(grade, path)| format!("{path}: {:.1} ({grade:?})", grade.value()))
        .collect();
    assert_eq!(hard, [""; 0]);
}

/// The counts from which a Flesch-Kincaid grade is calculated.
#[derive(Debug, Default, Clone, Copy)]
struct Grade {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Grade {
    fn of(sentences: &[String]) -> Grade {
        let mut grade = Grade::default();
        for sentence in sentences {
            grade.sentences += 1;
            for word in words(sentence) {
                grade.words += 1;
                grade.syllables += syllables(word);
            }
        }
        grade
    }

    fn value(self) -> f64 {
        let ratio = |a: usize, b: usize| {
            let small = |number| f64::from(u32::try_from(number).expect("a page is short"));
            small(a) / small(b)
        };
        0.39 * ratio(self.words, self.sentences) + 11.8 * ratio(self.syllables, self.words) - 15.59
    }
}

/// The words of a sentence. A hyphen separates words; a number is read as one word.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// The replacement for a name: one short word.
const NAME: &str = "it";

/// The sentences of a part of a page, without names and without text that is not ours to word.
fn sentences(part: &Element, names: &[String]) -> Vec<String> {
    let mut blocks = Vec::new();
    gather_blocks(part, &mut blocks);
    blocks
        .iter()
        .flat_map(|block| split(&without_proper_names(&without(block, names))))
        .collect()
}

/// Parts of pages without sentences of ours: quotations, search words, tables, forms, navigation.
fn is_left_out(element: &Element) -> bool {
    let named = ["blockquote", "table", "nav", "cite", "code", "form"];
    named.contains(&element.name.as_str())
        || ["also", "cite", "url", "vh", "mark"]
            .iter()
            .any(|class| element.has_class(class))
}

/// The text of each innermost paragraph, list item and description.
fn gather_blocks(element: &Element, blocks: &mut Vec<String>) {
    const BLOCKS: [&str; 4] = ["p", "li", "dd", "legend"];
    if is_left_out(element) {
        return;
    }
    let is_block = |element: &Element| BLOCKS.contains(&element.name.as_str());
    let inner = element.all().into_iter().skip(1).any(is_block);
    if is_block(element) && !inner {
        blocks.push(element.text_without(&is_left_out));
    } else {
        for child in element.children() {
            gather_blocks(child, blocks);
        }
    }
}

/// The sentences of a block. It ignores text that does not end like a sentence (hints, dates, lists of names) and
/// sentences of three words or fewer besides names, which cite sources and would make every page look easy.
fn split(block: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    for word in block.split_whitespace() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let bare = word.trim_end_matches(['"', '”', '\'', '’', ')']);
        if bare.ends_with(['.', '?', '!']) {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if sentence.ends_with(':') {
        sentences.push(sentence);
    }
    sentences.retain(|sentence| words(sentence).filter(|word| *word != NAME).count() > 3);
    sentences
}

/// Every name in the data file, longest first.
fn names() -> Vec<String> {
    let directory = shipped();
    let mut names = Vec::new();
    for member in &directory.members {
        names.push(member.name.clone());
        names.extend(member.abbreviation.clone());
        names.extend(member.printed_as.clone());
        names.extend(member.formerly.iter().map(|former| former.name.clone()));
    }
    for setting in &directory.settings {
        names.push(setting.name.clone());
        names.extend(setting.printed.clone());
    }
    names.extend(
        directory
            .jurisdictions
            .iter()
            .map(|jurisdiction| jurisdiction.name.clone()),
    );
    for source in &directory.sources {
        names.push(source.title.clone());
        names.push(source.publisher.clone());
    }
    names.extend(directory.elsewhere.iter().map(|body| body.name.clone()));
    let routes = directory.complaint_routes.iter();
    let steps = routes.flat_map(|route| &route.step);
    names.extend(steps.filter_map(|step| step.to.clone()));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Replaces each of these names in a text, as whole words and in any case.
fn without(text: &str, names: &[String]) -> String {
    let mut text = text.to_owned();
    for name in names {
        let name = name.to_ascii_lowercase();
        let mut from = 0;
        while let Some(found) = text.to_ascii_lowercase()[from..].find(&name) {
            let (start, end) = (from + found, from + found + name.len());
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            if [before, after]
                .iter()
                .flatten()
                .any(|letter| letter.is_alphanumeric())
            {
                from = end;
            } else {
                text.replace_range(start..end, NAME);
                from = start + NAME.len();
            }
        }
    }
    text
}

/// Replaces each run of capitalised words within a sentence by one short word: the names of laws, forces and offices
/// that the data file mentions without listing them.
fn without_proper_names(text: &str) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut begins = true;
    let mut in_name = false;
    for word in text.split_whitespace() {
        let first = word.chars().find(|letter| letter.is_alphabetic());
        let letters: Vec<char> = word
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .collect();
        let shouted = letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase());
        let capital = first.is_some_and(char::is_uppercase) && word != "I";
        let end: String = word
            .chars()
            .rev()
            .take_while(|letter| !letter.is_alphanumeric())
            .collect();
        let end: String = end.chars().rev().collect();
        if shouted || (capital && !begins) {
            if in_name && let Some(before) = written.last_mut() {
                before.push_str(&end);
            } else {
                written.push(format!("{NAME}{end}"));
            }
            in_name = end.is_empty();
        } else {
            written.push(word.to_owned());
            in_name = false;
        }
        begins = end.contains(['.', '?', '!', ':', '“', '"']);
    }
    written.join(" ")
}

/// The number of syllables of a word, from its letters. For a thousand words of this site it disagrees with a
/// pronouncing dictionary on ten.
fn syllables(word: &str) -> usize {
    /// Words that the rules below count wrongly.
    const KNOWN: [(&str, usize); 25] = [
        ("anyone", 3),
        ("area", 3),
        ("areas", 3),
        ("beyond", 2),
        ("business", 2),
        ("centre", 2),
        ("centres", 2),
        ("european", 4),
        ("everyone", 3),
        ("everything", 3),
        ("files", 1),
        ("idea", 3),
        ("ideas", 3),
        ("isle", 1),
        ("layers", 2),
        ("officials", 3),
        ("parliament", 3),
        ("parliamentary", 5),
        ("rely", 2),
        ("sectioned", 2),
        ("soldier", 2),
        ("someone", 2),
        ("wales", 1),
        ("wherever", 3),
        ("whoever", 3),
    ];
    /// Neighbouring vowels that are two syllables.
    const APART: [&str; 13] = [
        "ia", "io", "eo", "ua", "iu", "iet", "ier", "yi", "eing", "oing", "uou", "ism", "creat",
    ];
    /// Words in which the same letters are one syllable.
    const TOGETHER: [&str; 11] = [
        "tion", "sion", "cial", "tial", "cian", "gion", "gua", "qua", "eop", "cious", "tious",
    ];
    /// First parts of compounds whose last letter is silent.
    const JOINED: [&str; 17] = [
        "some", "every", "where", "there", "here", "else", "safe", "home", "care", "guide",
        "frame", "side", "life", "like", "time", "fore", "more",
    ];
    let word: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    if word.is_empty() {
        return 1;
    }
    if let Some((_, known)) = KNOWN.iter().find(|(known, _)| *known == word) {
        return *known;
    }
    let letters: Vec<char> = word.chars().collect();
    let vowel = |letter: char| !letter.is_ascii() || "aeiouy".contains(letter);
    let consonant = |from_end: usize| {
        let place = letters.len().checked_sub(from_end + 1);
        place.is_some_and(|place| !vowel(letters[place]))
    };
    let count = |parts: &[&str]| {
        parts
            .iter()
            .map(|part| word.matches(part).count())
            .sum::<usize>()
    };

    let groups = letters
        .iter()
        .enumerate()
        .filter(|(place, letter)| vowel(**letter) && (*place == 0 || !vowel(letters[place - 1])));
    let spoken = groups.count() + count(&APART);
    let joined = JOINED
        .iter()
        .filter_map(|head| word.strip_prefix(head))
        .any(|rest| {
            rest.starts_with(|letter| !vowel(letter)) && !["s", "d", "r", "rs", "n"].contains(&rest)
        });
    let softened = ["ly", "ful", "less", "ment", "ments"].iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| stem.ends_with('e') && consonant(ending.len() + 1))
    });
    let mut silent = count(&TOGETHER) + usize::from(joined || softened);
    if word.ends_with('e') && consonant(1) && !(word.ends_with("le") && consonant(2)) {
        silent += 1;
    }
    if word.ends_with("es")
        && consonant(2)
        && !["ses", "xes", "zes", "ces", "ges", "shes", "ches"]
            .iter()
            .any(|ending| word.ends_with(ending))
        && !(word.ends_with("les") && consonant(3))
    {
        silent += 1;
    }
    if word.ends_with("ed") && consonant(2) && !word.ends_with("ted") && !word.ends_with("ded") {
        silent += 1;
    }
    spoken.saturating_sub(silent).max(1)
}

#[test]
fn syllables_are_counted_as_spoken() {
    for (word, spoken) in [
        ("the", 1),
        ("care", 1),
        ("place", 1),
        ("through", 1),
        ("checked", 1),
        ("asked", 1),
        ("complained", 2),
        ("visited", 3),
        ("detained", 2),
        ("homes", 1),
        ("places", 2),
        ("prisons", 2),
        ("people", 2),
        ("table", 2),
        ("police", 2),
        ("station", 2),
        ("custody", 3),
        ("detention", 3),
        ("nation", 2),
        ("monitor", 3),
        ("bodies", 2),
        ("inspectorate", 4),
        ("commissioner", 4),
        ("independent", 4),
        ("individual", 5),
        ("complaint", 2),
        ("ombudsman", 3),
        ("quiet", 2),
        ("society", 4),
        ("being", 2),
        ("doing", 2),
        ("trying", 2),
        ("create", 2),
        ("serious", 3),
        ("special", 2),
        ("social", 2),
        ("official", 3),
        ("immigration", 4),
        ("mechanism", 4),
        ("area", 3),
        ("idea", 3),
        ("someone", 2),
        ("something", 2),
        ("everything", 3),
        ("elsewhere", 2),
        ("safeguards", 2),
        ("framework", 2),
        ("safely", 2),
        ("careful", 2),
        ("movement", 2),
        ("residential", 4),
        ("language", 2),
        ("question", 2),
        ("patients", 2),
        ("January", 4),
        ("it's", 1),
        ("2026", 1),
    ] {
        assert_eq!(syllables(word), spoken, "{word}");
    }
}

#[test]
fn a_grade_follows_the_flesch_kincaid_formula() {
    // 0.39 * 13 + 11.8 * 14 / 13 - 15.59.
    let grade = Grade::of(&["The cat sat on the mat, and the dog looked at it sadly.".to_owned()]);
    assert_eq!((grade.sentences, grade.words, grade.syllables), (1, 13, 14));
    assert!((grade.value() - 2.19).abs() < 0.01, "{}", grade.value());
}

#[test]
fn names_are_ignored_and_sentences_are_not() {
    let names = ["Board of Visitors".to_owned(), "Police custody".to_owned()];
    let text = "The board of visitors checks police custody every week. Ask the Chief Keeper of London, or else the NHS. We do not know.";
    assert_eq!(
        split(&without_proper_names(&without(text, &names))),
        [
            "The it checks it every week.",
            "Ask the it of it, or else the it.",
            "We do not know."
        ]
    );
}

#[test]
fn text_that_does_not_end_like_a_sentence_is_ignored() {
    assert_eq!(split("Checked 23 November"), [""; 0]);
    assert_eq!(split("Source: it, it, 2016."), [""; 0]);
    assert_eq!(split("If that is no use:"), ["If that is no use:"]);
}
