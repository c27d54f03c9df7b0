//! The nearest of several words, for "did you mean".

use strsim::osa_distance;

/// The nearest candidate, if it is near enough: within a third of the word's letters, but at least one edit.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_must_be_near_enough() {
        assert_eq!(nearest("prisns", ["police", "prisons"]), Some("prisons"));
        assert_eq!(nearest("prizan", ["police", "prison"]), Some("prison"));
        assert_eq!(nearest("prizen", ["prisons"]), None);
        assert_eq!(nearest("xyz", ["police", "prisons"]), None);
        assert_eq!(nearest("by", ["bv"]), Some("bv"));
    }
}
