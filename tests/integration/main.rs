//! Tests of the whole program: with the shipped data, through the real service, over sockets, and as a process.

use npm_directory::directory::Directory;

mod another_state;
mod command_line;
mod contents;
mod corpus;
mod data;
mod diff;
mod documents;
mod every_page;
mod export;
mod facts;
mod hostile;
mod html;
mod ids;
mod languages;
mod layers;
mod lookup;
mod made_up;
mod messages;
mod new;
mod other_models;
mod pages;
mod previous_ids;
mod protocol;
mod pseudo_locale;
mod published_table;
mod reading;
mod reload;
mod reload_under_load;
mod running;
mod search;
mod slow;
mod stopping;
mod support;
mod triples;

/// The shipped directory.
fn shipped() -> Directory {
    support::directory_on("2026-11-25", include_str!("../../data/uk.toml"))
}
