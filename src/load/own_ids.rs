//! The ids of changes and gaps: either given in the file or derived from the record's words, never from its position.

use super::reading::{Field, Spanned};
use super::records::{Gap, Notice};
use super::rules::RuleContext;
use super::values::Each;

impl RuleContext<'_> {
    /// Every change, in the file's order, with its id.
    pub(crate) fn change_ids(&self) -> impl Iterator<Item = (String, &Spanned<Notice>)> {
        self.file.setting.entries().flat_map(move |setting| {
            setting.change.entries().map(move |change| {
                let date = change.date.get().map(|date| date.to_string());
                let setting = setting.id.get().map_or("", |id| id);
                let others = [setting, &date.unwrap_or_default()];
                let id = self.id_of(&change.id, &change.text, &others, &change.jurisdictions);
                (id, change)
            })
        })
    }

    /// Every gap, in the file's order, with its id.
    pub(crate) fn gap_ids(&self) -> impl Iterator<Item = (String, &Spanned<Gap>)> {
        let id = |gap: &Gap| self.id_of(&gap.id, &gap.what, &[], &gap.jurisdictions);
        self.file.gap.entries().map(move |gap| (id(gap), gap))
    }

    fn id_of(
        &self,
        given: &Field<String>,
        text: &Field<String>,
        others: &[&str],
        jurisdictions: &Field<Each>,
    ) -> String {
        if let Some(id) = given.get() {
            return id.value.clone();
        }
        let mut parts = vec![text.get().map_or("", |text| text)];
        parts.extend(others);
        parts.extend(self.jurisdictions(jurisdictions).iter().map(|(id, _)| *id));
        own_id(&parts)
    }
}

/// The first words of the first part, and a hash of all parts.
fn own_id(parts: &[&str]) -> String {
    /// Enough words to recognize the record; the hash makes the id unique.
    const WORDS: usize = 5;
    let words = parts[0].split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).take(WORDS);
    let mut id = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    // An id must begin with a letter.
    if !id.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        id.insert_str(0, "n-");
    }
    format!("{}-{:08x}", id.trim_end_matches('-'), fnv1a(parts))
}

/// The 32-bit hash FNV-1a, with a separator after each part.
fn fnv1a(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_has_the_first_words_and_a_hash() {
        assert_eq!(
            own_id(&["It has moved, we think, to York.", "prisons"]),
            "it-has-moved-we-think-ecfaac77"
        );
        assert_ne!(
            own_id(&["It has moved", "prisons"]),
            own_id(&["It has moved", "courts"])
        );
        assert_ne!(own_id(&["ab", "c"]), own_id(&["a", "bc"]));
    }

    #[test]
    fn a_derived_id_begins_with_a_letter_in_every_script() {
        assert!(own_id(&["2016 changed it"]).starts_with("n-2016-changed-it-"));
        assert!(own_id(&["変更"]).starts_with("n-"));
    }
}
