//! How far two words are apart, for "did you mean".

/// The number of single letters to insert, delete, change or swap with their neighbour to make one word of the other.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// The candidate nearest to a word, where one is near: at most a third of the word's letters apart, and at least one.
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
    fn the_nearest_must_be_near() {
        assert_eq!(nearest("prisns", ["police", "prisons"]), Some("prisons"));
        assert_eq!(nearest("prizan", ["police", "prison"]), Some("prison"));
        assert_eq!(nearest("prizen", ["prisons"]), None);
        assert_eq!(nearest("xyz", ["police", "prisons"]), None);
        assert_eq!(nearest("by", ["bv"]), Some("bv"));
    }
}
