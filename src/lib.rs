//! A web directory of the bodies that monitor places of detention: one TOML file in, pages out.
//!
//! ```text
//! TOML text --load--> Directory ----> Site --serve--> HTTP
//!    |                                  '---export--> files
//!    '--> Diagnostics (all of them, with lines)
//! ```
//!
//! The program has three main types. A [`Directory`](directory::Directory) holds checked facts in memory. A
//! [`Site`](site::Site) holds every page. [`Diagnostics`](diagnostics::Diagnostics) are the mistakes in a data
//! file.
//!
//! # Invariants
//!
//! Most of them are about what the program does not do; `tests/integration/layers.rs` checks the source for it:
//!
//! * no I/O in [`directory`], [`load`] or [`site`]: callers pass the text, the date and the options;
//! * no code that depends on a particular setting, jurisdiction or member, and no fact about any State outside `data/`;
//! * no path outside `site::paths`, and no broken internal link;
//! * no script in a page (JSON-LD is data), no style except the one stylesheet, no requests to other origins;
//! * no request that changes anything, no cookies, no state except the current site and the counters of answers;
//! * no sentence for readers outside `data/` and `locales/`, and no claim that is not in the data file;
//! * no page that depends on the clock;
//! * no dependency on a higher layer: `main` is above [`server`] and [`export`], these above [`pipeline`], then
//!   [`site`] and [`load`], then [`directory`] and [`diagnostics`].

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
