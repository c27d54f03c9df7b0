//! The three pictures: geometry computed from the facts, which templates draw as inline SVG.
//!
//! Pictures contain only numbers and names; their words are messages in the templates. Each stands for a table or list
//! on the same page, and is omitted if it would be too wide to read.

mod glance;
mod tiles;
mod timeline;

pub(crate) use glance::{Glance, GlanceCell, MOST_COLUMNS, MarkGroup, MarkState};
pub(crate) use tiles::TileMap;
pub(crate) use timeline::Timeline;
