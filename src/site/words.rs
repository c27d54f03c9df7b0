//! The small change of English: dates, numbers and lists in words. Whole sentences stand in the templates.

use crate::directory::{Date, GapState, Kind, Reason, Takes};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const NUMBERS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// A date as people write it, as precise as it is: `2017`, `July 2017`, `12 January 2017`.
pub(crate) fn date(date: Date) -> String {
    let month = date.month().map(|month| MONTHS[usize::from(month) - 1]);
    match (month, date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        (None, _) => date.year().to_string(),
    }
}

/// A number in words up to ten, in digits from eleven on.
pub(crate) fn number(number: usize) -> String {
    NUMBERS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[impl AsRef<str>]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A text that begins a sentence: its first letter a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A name as an id: its letters and digits in lower case, with hyphens for all else.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The name of a setting as it stands inside a sentence. Only its first letter may change: it becomes small, unless
/// another word of the name has a capital, which makes the first one look like part of a proper name.
pub(crate) fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest = letters.as_str();
    if rest.chars().any(char::is_uppercase) {
        name.to_owned()
    } else {
        first.to_lowercase().chain(rest.chars()).collect()
    }
}

/// The plural of the word for a jurisdiction: `nations`, `territories`.
pub(crate) fn plural(word: &str) -> String {
    let mut letters = word.chars().rev();
    let last = letters.next();
    let vowel_before = letters
        .next()
        .is_some_and(|letter| "aeiou".contains(letter));
    match (last, word.strip_suffix('y')) {
        (Some('y'), Some(stem)) if !vowel_before => format!("{stem}ies"),
        (Some('s' | 'x'), _) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// `a` or `an`, as the word's first letter asks for it.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    }
}

/// What a member of this kind is called.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Inspectorate => "Inspectorate",
        Kind::Regulator => "Regulator",
        Kind::LayMonitors => "Lay monitors",
        Kind::Commission => "Commission",
        Kind::Ombuds => "Ombuds institution",
        Kind::Reviewer => "Reviewer",
        Kind::Preventive => "Preventive body",
        Kind::CivilSociety => "Civil society organization",
    }
}

/// What members of this kind are called.
pub(crate) fn kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Inspectorate => "Inspectorates",
        Kind::Regulator => "Regulators",
        Kind::LayMonitors => "Lay monitors",
        Kind::Commission => "Commissions",
        Kind::Ombuds => "Ombuds institutions",
        Kind::Reviewer => "Reviewers",
        Kind::Preventive => "Preventive bodies",
        Kind::CivilSociety => "Civil society organizations",
    }
}

/// What members of this kind do, in a sentence.
pub(crate) fn kind_explained(kind: Kind) -> &'static str {
    match kind {
        Kind::Inspectorate => {
            "Experts who look at a place against set standards and publish what they find. They come now and then."
        }
        Kind::Regulator => {
            "They register health and care services, inspect them and can make them improve."
        }
        Kind::LayMonitors => {
            "Members of the public who visit often, mostly as volunteers. They report what they see."
        }
        Kind::Commission => {
            "Bodies with a duty to guard people’s rights or welfare. They may visit places as part of it."
        }
        Kind::Ombuds => {
            "Independent officials who look into how people are treated, and visit places too."
        }
        Kind::Reviewer => "One person who checks how a law is used, and reports on it.",
        Kind::Preventive => "Bodies made to visit places of detention and prevent ill-treatment.",
        Kind::CivilSociety => "Organizations that are not part of the State.",
    }
}

/// What a member of this kind does in a place, as a label.
pub(crate) fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Inspectorate => "Inspects",
        Kind::Regulator => "Regulates and inspects",
        Kind::LayMonitors => "Visits often",
        Kind::Commission => "Guards rights",
        Kind::Ombuds => "Visits and looks into complaints",
        Kind::Reviewer => "Reviews",
        Kind::Preventive | Kind::CivilSociety => "Visits",
    }
}

/// Whether a member takes individual complaints.
pub(crate) fn takes(takes: Takes) -> &'static str {
    match takes {
        Takes::No => "No",
        Takes::Some => "Some",
        Takes::Yes => "Yes",
        Takes::Unknown => "Not known",
    }
}

/// Why a cell is empty, as it stands in the matrix.
pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NoneListed => "No member listed",
        Reason::NotApplicable => "No such places",
        Reason::Unknown => "Not known",
        Reason::Elsewhere => "Covered elsewhere",
    }
}

/// Whether a gap is still there.
pub(crate) fn gap_state(state: GapState) -> &'static str {
    match state {
        GapState::Open => "Open",
        GapState::Narrowed => "Smaller than it was",
        GapState::Closed => "Closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are() {
        for (iso, words) in [
            ("2017", "2017"),
            ("2017-07", "July 2017"),
            ("2017-01-12", "12 January 2017"),
        ] {
            assert_eq!(date(Date::parse(iso).unwrap()), words);
        }
    }

    #[test]
    fn lists_have_commas_and_one_and() {
        assert_eq!(list(&[] as &[&str]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn only_names_without_other_capitals_become_small_in_a_sentence() {
        assert_eq!(in_sentence("Police custody"), "police custody");
        assert_eq!(
            in_sentence("Terrorism Act detention"),
            "Terrorism Act detention"
        );
        assert_eq!(in_sentence("Éloignement"), "éloignement");
        assert_eq!(in_sentence(""), "");
    }

    #[test]
    fn jurisdiction_words_have_plurals() {
        for (one, many) in [
            ("nation", "nations"),
            ("territory", "territories"),
            ("state", "states"),
            ("railway", "railways"),
            ("bus", "buses"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn numbers_up_to_ten_are_words() {
        assert_eq!(number(0), "no");
        assert_eq!(number(10), "ten");
        assert_eq!(number(11), "11");
    }
}
