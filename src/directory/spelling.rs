//! Edit distance between words, for "did you mean".

/// The number of edits that turn one word into the other: insertions, deletions, substitutions and swaps of neighbours.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// The nearest candidate, if it is near enough: within a third of the word's letters, but at least one edit.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        for (a, b, apart) in [
            ("scotlnd", "scotland", 1),
            ("prison", "prisno", 1),
            ("Wāhi", "Wahi", 1),
        ] {
            assert_eq!(distance(a, b), apart, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_must_be_near_enough() {
        assert_eq!(nearest("prisns", ["police", "prisons"]), Some("prisons"));
        assert_eq!(nearest("prizan", ["police", "prison"]), Some("prison"));
        assert_eq!(nearest("prizen", ["prisons"]), None);
        assert_eq!(nearest("xyz", ["police", "prisons"]), None);
        assert_eq!(nearest("by", ["bv"]), Some("bv"));
    }
}
