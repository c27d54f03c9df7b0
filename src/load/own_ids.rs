//! The ids of changes and gaps: either given in the file or derived from the record's words, never from its position.

use super::records::{Gap, Notice, Setting};
use super::rules::RuleContext;

impl RuleContext<'_> {
    /// The id of a change in a setting.
    pub(crate) fn notice_id(&self, setting: &Setting, notice: &Notice) -> String {
        if let Some(id) = notice.id.get() {
            return id.text.clone();
        }
        let text = notice.text.get().map_or("", |text| &text.0);
        let date = notice.date.get().map(ToString::to_string);
        let mut parts = vec![
            text,
            setting.id.get().map_or("", |id| &id.text),
            date.as_deref().unwrap_or(""),
        ];
        parts.extend(
            self.ids_of(&notice.jurisdictions)
                .into_iter()
                .map(|(id, _)| id),
        );
        own_id(&parts)
    }

    /// The id of a gap.
    pub(crate) fn gap_id(&self, gap: &Gap) -> String {
        if let Some(id) = gap.id.get() {
            return id.text.clone();
        }
        let mut parts = vec![gap.what.get().map_or("", |text| text.0.as_str())];
        parts.extend(
            self.ids_of(&gap.jurisdictions)
                .into_iter()
                .map(|(id, _)| id),
        );
        own_id(&parts)
    }
}

/// The first words of the first part, and a hash of all parts.
fn own_id(parts: &[&str]) -> String {
    /// Enough words to recognize the record; the hash makes the id unique.
    const WORDS: usize = 5;
    let words = parts[0].split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(str::to_ascii_lowercase)
        .collect();
    let words = words.join("-");
    // An id must begin with a letter.
    let begins_well = words.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let start = if begins_well {
        words
    } else {
        format!("n-{words}")
    };
    format!("{}-{:08x}", start.trim_end_matches('-'), fnv1a(parts))
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
