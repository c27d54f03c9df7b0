//! TOML text into records, records through the rules, and what holds into a [`Directory`](crate::directory::Directory).
