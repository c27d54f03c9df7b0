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

pub mod diagnostics;
pub mod directory;
pub mod explain;
pub mod load;
pub mod site;
