//! How time and memory grow with the data file, from its text to finished pages.
//!
//! `cargo bench --bench growth` prints a table.

#![allow(clippy::print_stdout, reason = "a table is what this is for")]

mod generated;

use std::error::Error;
use std::fs;
use std::time::Duration;

use generated::{Size, TODAY, data_file};
use npm_directory::diagnostics::SourceText;
use npm_directory::directory::Date;
use npm_directory::load::{Loaded, load};
use npm_directory::site::{Options, Site};

fn main() -> Result<(), Box<dyn Error>> {
    println!("{HEADINGS}");
    println!("{}", Row::measure("UK", include_str!("../data/uk.toml"))?);
    for size in [ONE, TENTH, LARGEST] {
        println!("{}", Row::measure(&size.to_string(), &data_file(size))?);
    }
    Ok(())
}

/// The size of the shipped file.
const ONE: Size = Size::new(11, 4, 21);
/// A tenth of the largest size, in cells and in members.
const TENTH: Size = Size::new(32, 19, 50);
/// Every State party in one file.
const LARGEST: Size = Size::new(100, 60, 500);

const HEADINGS: &str =
    "size             file kB    load ms  render ms  resources   pages kB   ns/byte  peak MB";

/// The measurements for one size.
struct Row {
    name: String,
    file: usize,
    load: Duration,
    render: Duration,
    resources: usize,
    bytes: usize,
    peak: usize,
}

impl Row {
    fn measure(name: &str, text: &str) -> Result<Row, Box<dyn Error>> {
        /// Shorter runs are repeated, because the system counts CPU time in ticks of some milliseconds.
        const AT_LEAST: Duration = Duration::from_secs(1);
        let today = Date::parse(TODAY).ok_or("no date")?;
        let source = SourceText::new(name, text);
        let (mut loading, mut rendering, mut times) = (Duration::ZERO, Duration::ZERO, 0);
        loop {
            let start = time_on_core()?;
            let Loaded { directory, .. } = load(&source, today)
                .map_err(|diagnostics| format!("{name} is no directory: {diagnostics:?}"))?;
            loading += time_on_core()?.saturating_sub(start);
            let options = Options {
                data: text.to_owned().into(),
                ..Options::default()
            };
            let start = time_on_core()?;
            let site = Site::new(directory, None, Vec::new(), &options);
            let bytes = site.resources().map(|(_, resource)| resource.bytes().len());
            let bytes = bytes.sum();
            rendering += time_on_core()?.saturating_sub(start);
            times += 1;
            if loading + rendering > AT_LEAST {
                return Ok(Row {
                    name: name.to_owned(),
                    file: text.len(),
                    load: loading / times,
                    render: rendering / times,
                    resources: site.resources().count(),
                    bytes,
                    peak: peak_memory().unwrap_or_default(),
                });
            }
        }
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[allow(clippy::cast_precision_loss, reason = "a mean is no exact number")]
        let per_byte = (self.load + self.render).as_nanos() as f64 / self.bytes as f64;
        write!(
            f,
            "{:<14} {:>9} {:>10.1} {:>10.1} {:>10} {:>10} {:>9.2} {:>8}",
            self.name,
            self.file / 1000,
            self.load.as_secs_f64() * 1e3,
            self.render.as_secs_f64() * 1e3,
            self.resources,
            self.bytes / 1000,
            per_byte,
            self.peak / 1000,
        )
    }
}

/// The CPU time of this thread, which excludes other programs.
fn time_on_core() -> Result<Duration, Box<dyn Error>> {
    let times = fs::read_to_string("/proc/thread-self/schedstat")?;
    let time = times.split_whitespace().next().ok_or("no time")?;
    Ok(Duration::from_nanos(time.parse()?))
}

/// The peak memory of this process in kB, if the system reports it.
fn peak_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
