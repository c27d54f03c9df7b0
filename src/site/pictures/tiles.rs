//! The tile map of a member: jurisdictions as squares arranged like a map, with the number of settings in each.

use crate::directory::{Directory, Edition, JurisdictionKey, MemberKey, Tile};
use crate::messages::{Html, Messages};

/// The side of a square, and the distance between squares, in units of the view box.
const SIDE: usize = 100;
const STEP: usize = 108;
/// The height of a line of a name, in units of the view box.
const LINE: usize = 16;
/// The longest word of a name that fits into a square.
const LONGEST_WORD: usize = 12;

/// The jurisdictions in which a member works today.
#[derive(Debug)]
pub(crate) struct TileMap<'a> {
    /// The same in words.
    pub(crate) title: Html,
    /// The id of its title on the page.
    pub(crate) id: String,
    pub(crate) tiles: Vec<MapTile<'a>>,
    /// The size of the view box, and the side of a square in it.
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) side: usize,
}

/// A jurisdiction's square.
#[derive(Debug)]
pub(crate) struct MapTile<'a> {
    pub(crate) jurisdiction: &'a str,
    /// The number of settings that the member covers there today.
    pub(crate) settings: usize,
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
        let covered = directory.covered_by(member, Edition::Today);
        let positions = positions(directory);
        let tiles: Vec<MapTile<'a>> = directory
            .jurisdiction_keys()
            .zip(&positions)
            .map(|(key, (column, row))| {
                let settings = covered.values().filter(|parts| parts.contains_key(&key));
                MapTile::new(
                    directory,
                    key,
                    (column * STEP, row * STEP),
                    settings.count(),
                )
            })
            .collect();
        let most = |of: fn(&MapTile<'a>) -> usize| {
            tiles.iter().map(of).max().map_or(0, |most| most + SIDE)
        };
        let words = tiles.iter().map(|tile| {
            let message = messages.get("tiles-tile").count("count", tile.settings);
            message.text("name", tile.jurisdiction).finish()
        });
        Some(TileMap {
            title: messages.list(words),
            id: format!("map-{}", directory[member].id),
            width: most(|tile| tile.x),
            height: most(|tile| tile.y),
            side: SIDE,
            tiles,
        })
    }
}

impl<'a> MapTile<'a> {
    fn new(
        directory: &'a Directory,
        key: JurisdictionKey,
        (x, y): (usize, usize),
        settings: usize,
    ) -> MapTile<'a> {
        let name = &directory[key].name;
        let lines: Vec<String> = name.split_whitespace().map(shortened).collect();
        let first = y + SIDE / 2 + 3 * LINE / 2 - LINE * lines.len().saturating_sub(2) / 2;
        MapTile {
            jurisdiction: name,
            settings,
            x,
            y,
            lines: (0..).map(|line| first + line * LINE).zip(lines).collect(),
        }
    }

    /// The horizontal centre.
    pub(crate) fn centre(&self) -> usize {
        self.x + SIDE / 2
    }

    /// The baseline of the number if the square has no name.
    pub(crate) fn middle(&self) -> usize {
        self.y + SIDE * 2 / 3
    }

    /// The baseline of the number above the name.
    pub(crate) fn upper(&self) -> usize {
        self.y + SIDE / 2 - 5
    }
}

/// The column and row of each jurisdiction: those in the file if all have them, else row by row in a square.
fn positions(directory: &Directory) -> Vec<(usize, usize)> {
    let stated = directory
        .jurisdictions
        .iter()
        .map(|jurisdiction| jurisdiction.tile);
    let stated: Option<Vec<Tile>> = stated.collect();
    if let Some(tiles) = stated {
        let position = |tile: Tile| (tile.column as usize, tile.row as usize);
        return tiles.into_iter().map(position).collect();
    }
    let count = directory.jurisdictions.len();
    let columns = (1..=count)
        .find(|columns| columns * columns >= count)
        .expect("a number is at most its own square");
    (0..count)
        .map(|index| (index % columns, index / columns))
        .collect()
}

fn shortened(word: &str) -> String {
    if word.chars().count() <= LONGEST_WORD {
        return word.to_owned();
    }
    let kept: String = word.chars().take(LONGEST_WORD - 1).collect();
    format!("{kept}…")
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
    fn a_long_word_of_a_name_is_shortened() {
        assert_eq!(shortened("Northern"), "Northern");
        assert_eq!(shortened("Mecklenburg-Vorpommern"), "Mecklenburg…");
    }
}
