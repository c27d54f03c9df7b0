//! The tile map of a member: jurisdictions as squares arranged like a map, with the number of settings in each.

use std::collections::BTreeMap;

use crate::directory::{Directory, Edition, JurisdictionKey, MemberKey};
use crate::messages::{Html, Messages};

/// The side of a square, and the distance between squares, in units of the view box.
const SIDE: usize = 100;
const STEP: usize = 108;
/// The height of a line of a name, in units of the view box.
const LINE: usize = 16;
/// The longest word of a name that fits into a square, and the number of words.
const LONGEST_WORD: usize = 12;
const MOST_LINES: usize = 3;
/// With more squares than this, the numbers of a small map cannot be read.
const MOST_SMALL: usize = 12;

/// The jurisdictions in which a member works today.
#[derive(Debug)]
pub(crate) struct TileMap<'a> {
    /// The same in words.
    pub(crate) title: Html,
    /// The id of its title on the page.
    pub(crate) id: String,
    pub(crate) tiles: Vec<MapTile<'a>>,
    /// Whether the file says how the squares are arranged.
    pub(crate) is_arranged: bool,
    /// The size of the view box.
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// A jurisdiction's square.
#[derive(Debug)]
pub(crate) struct MapTile<'a> {
    pub(crate) jurisdiction: &'a str,
    /// The number of settings that the member covers there today without doubt; `None` if there is only doubt.
    pub(crate) settings: Option<usize>,
    /// The upper left corner.
    pub(crate) x: usize,
    pub(crate) y: usize,
    /// The name, broken into lines that fit, each with its base line.
    pub(crate) lines: Vec<(usize, String)>,
}

impl<'a> TileMap<'a> {
    /// The map of a member; `None` if there is only one jurisdiction.
    pub(crate) fn new(
        directory: &'a Directory,
        messages: &Messages,
        member: MemberKey,
    ) -> Option<TileMap<'a>> {
        if directory.jurisdictions.len() < 2 {
            return None;
        }
        let mut counts: BTreeMap<JurisdictionKey, usize> = BTreeMap::new();
        for cell in directory.certainly_covered_by(member).0.keys() {
            *counts.entry(cell.jurisdiction).or_default() += 1;
        }
        let listed = directory.covered_by(member, Edition::Today).jurisdictions();
        let mut tiles = Vec::new();
        for (key, (column, row)) in directory.jurisdiction_keys().zip(positions(directory)) {
            let jurisdiction = &directory[key];
            let settings = counts.get(&key).copied();
            let (x, y) = (column * STEP, row * STEP);
            let lines = lines(&jurisdiction.name, jurisdiction.code.as_deref());
            let first = y + SIDE / 2 + 3 * LINE / 2 - LINE * lines.len().saturating_sub(2) / 2;
            tiles.push(MapTile {
                jurisdiction: &jurisdiction.name,
                settings: settings.or_else(|| (!listed.contains(&key)).then_some(0)),
                x,
                y,
                lines: (0..).map(|line| first + line * LINE).zip(lines).collect(),
            });
        }
        let words = tiles.iter().map(|tile| {
            let message = match tile.settings {
                Some(count) => messages.get("tiles-tile").count("count", count),
                None => messages.get("tiles-doubtful"),
            };
            message.text("name", tile.jurisdiction).finish()
        });
        Some(TileMap {
            title: messages.list(words),
            id: format!("map-{}", directory[member].id),
            width: tiles.iter().map(|tile| tile.x + SIDE).max().unwrap_or(0),
            height: tiles.iter().map(|tile| tile.y + SIDE).max().unwrap_or(0),
            is_arranged: directory.jurisdictions.iter().all(|one| one.tile.is_some()),
            tiles,
        })
    }
}

impl TileMap<'_> {
    /// Whether it can be read when it is drawn small.
    pub(crate) fn can_be_small(&self) -> bool {
        self.tiles.len() <= MOST_SMALL
    }
}

impl MapTile<'_> {
    /// Whether the member covers something there without doubt.
    pub(crate) fn is_covered(&self) -> bool {
        self.settings.is_some_and(|count| count > 0)
    }
}

/// The column and row of each jurisdiction: those in the file if all have them, else row by row in a square.
fn positions(directory: &Directory) -> Vec<(usize, usize)> {
    let stated: Option<Vec<_>> = directory
        .jurisdictions
        .iter()
        .map(|jurisdiction| jurisdiction.tile)
        .map(|tile| tile.map(|tile| (tile.column as usize, tile.row as usize)))
        .collect();
    if let Some(stated) = stated {
        return stated;
    }
    let count = directory.jurisdictions.len();
    let columns = (1..=count)
        .find(|columns| columns * columns >= count)
        .expect("a number is at most its own square");
    (0..count)
        .map(|index| (index % columns, index / columns))
        .collect()
}

/// A name in lines that fit into a square; if it does not fit, the code, or nothing.
fn lines(name: &str, code: Option<&str>) -> Vec<String> {
    let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
    let fits = |word: &String| word.chars().count() <= LONGEST_WORD;
    if words.len() <= MOST_LINES && words.iter().all(fits) {
        words
    } else {
        code.map(str::to_owned).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::fixture;

    #[test]
    fn jurisdictions_without_tiles_are_laid_out_in_a_square() {
        let directory = fixture::directory();
        let member = directory
            .member_keys()
            .next()
            .expect("the fixture has members");
        let map = TileMap::new(&directory, &Messages::english(), member).expect("several squares");
        let corners: Vec<_> = map.tiles.iter().map(|tile| (tile.x, tile.y)).collect();
        assert_eq!(corners, [(0, 0), (STEP, 0), (0, STEP)]);
        assert_eq!((map.width, map.height), (STEP + SIDE, STEP + SIDE));
    }

    #[test]
    fn a_name_that_does_not_fit_is_replaced_by_its_code() {
        assert_eq!(
            lines("Northern Ireland", Some("GB-NIR")),
            ["Northern", "Ireland"]
        );
        assert_eq!(lines("Mecklenburg-Vorpommern", Some("DE-MV")), ["DE-MV"]);
        assert_eq!(lines("Tierra del Fuego e Islas", None), [""; 0]);
    }
}
