//! How far two words are apart, for "did you mean".

/// The number of single letters to insert, delete, change or swap with their neighbour to make one word of the other.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for (i, from) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let changed = last[j] + usize::from(from != to);
            row[j + 1] = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
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
    fn a_change_an_insertion_a_deletion_and_a_swap_count_one() {
        for (a, b, apart) in [
            ("prison", "prison", 0),
            ("prison", "prisson", 1),
            ("prison", "prion", 1),
            ("prison", "prisan", 1),
            ("prison", "prisno", 1),
            ("scotlnd", "scotland", 1),
            ("", "abc", 3),
            ("Wāhi", "Wahi", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), apart, "{a} {b}");
            assert_eq!(distance(b, a), apart, "{b} {a}");
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
