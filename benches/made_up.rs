//! Prints a generated data file: `cargo run --example made-up -- 100 60 500` makes one with that many settings,
//! jurisdictions and members.

#![allow(clippy::print_stdout, reason = "that is what it is for")]

mod generated;

use std::error::Error;

use generated::{Size, data_file};

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .map(|word| word.parse())
        .collect::<Result<_, _>>()?;
    let [settings, jurisdictions, members] = numbers[..] else {
        return Err("made-up SETTINGS JURISDICTIONS MEMBERS".into());
    };
    print!("{}", data_file(Size::new(settings, jurisdictions, members)));
    Ok(())
}
