//! Mutates a data file line by line: removes, moves and replaces lines, also with lines of another file.

use std::sync::LazyLock;

/// The files from which lines are taken: together they have every kind of table.
static KNOWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let files = [
        include_str!("../data/uk.toml"),
        include_str!("../tests/fixtures/islands.toml"),
        include_str!("../tests/fixtures/small.toml"),
    ];
    let lines = files.into_iter().flat_map(str::lines);
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// The text after one to four changes, which depend on the seed.
pub(super) fn mutated(data: &[u8], seed: u32) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut state = u64::from(seed);
    // Knuth's generator for MMIX, whose high bits are the good ones.
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005);
        state = state.wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for _ in 0..=below(4) {
        let place = below(lines.len() + 1);
        let other = below(lines.len() + 1);
        let known = below(KNOWN.len());
        match below(6) {
            0 => lines.truncate(place.max(1)),
            1 if place < lines.len() => {
                lines.remove(place);
            }
            2 if place.max(other) < lines.len() => lines.swap(place, other),
            3 if place.max(other) < lines.len() => {
                let value = lines[other].clone();
                give_value(&mut lines[place], &value);
            }
            4 if place < lines.len() => give_value(&mut lines[place], KNOWN[known]),
            _ => {
                let table = KNOWN[known..].iter().take(1 + below(12));
                lines.splice(place..place, table.map(|line| (*line).to_owned()));
            }
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text.into_bytes()
}

/// Gives a key the value of another line.
fn give_value(line: &mut String, from: &str) {
    if let (Some(equals), Some((_, value))) = (line.find('='), from.split_once('=')) {
        line.truncate(equals + 1);
        line.push_str(value);
    }
}
