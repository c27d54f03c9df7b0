//! A web directory of the bodies that monitor places of detention: one TOML file in, finished pages out.
//!
//! ```text
//! TOML text --load--> Directory --render--> Site --serve--> HTTP
//!    |                                       '---export--> files
//!    '--> Diagnostics (all of them, with lines)
//! ```
//!
//! Three nouns carry the program. A [`Directory`](directory::Directory) is true facts, checked, in memory. A
//! [`Site`](site::Site) is every page, finished. [`Diagnostics`](diagnostics::Diagnostics) is everything that is wrong
//! with the file.
//!
//! # Invariants
//!
//! What holds is mostly what is absent, and `tests/integration/layers.rs` looks for it:
//!
//! * no input or output in [`directory`], [`load`] or [`site`]: text, day and options are handed in;
//! * no branch anywhere on a particular setting, jurisdiction or member, and no fact of any State outside `data/`;
//! * no path outside `site::paths`, and none that leads nowhere;
//! * no script in a page (a block of JSON-LD is data), no style but the one stylesheet, nothing from another origin;
//! * no request that writes, no cookie, no state but the one site that is served and what counts its answers;
//! * no sentence for readers outside `data/` and `locales/`, and no claim that the data file does not make;
//! * no page that changes with the clock;
//! * no arrow that runs back up: `main` over [`server`] and [`export`], over [`pipeline`], over [`site`] and [`load`],
//!   over [`directory`] and [`diagnostics`].

pub mod diagnostics;
pub mod diff;
pub mod directory;
pub mod explain;
pub mod export;
pub mod load;
mod messages;
pub mod pipeline;
pub mod server;
pub mod site;
pub mod web_address;
