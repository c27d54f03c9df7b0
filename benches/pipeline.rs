//! The time of each stage of the pipeline, for a file of the shipped size and for ten and a hundred times that.

mod generated;

use std::fmt;

use divan::{Bencher, black_box, counter::BytesCount};
use generated::{Size, TODAY};
use npm_directory::diagnostics::SourceText;
use npm_directory::directory::{Date, Directory};
use npm_directory::site::{Encoding, Format, Options, Site, english_finder};

fn main() {
    divan::main();
}

/// A data file to measure.
#[derive(Debug, Clone, Copy)]
enum File {
    Shipped,
    Made(Size),
}

/// A tenth of the largest size, in cells and in members.
const TENTH: Size = Size::new(32, 19, 50);
/// Every State party in one file.
const LARGEST: Size = Size::new(100, 60, 500);

const FILES: [File; 3] = [File::Shipped, File::Made(TENTH), File::Made(LARGEST)];

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            File::Shipped => f.write_str("uk.toml"),
            File::Made(size) => size.fmt(f),
        }
    }
}

impl File {
    fn text(self) -> String {
        match self {
            File::Shipped => include_str!("../data/uk.toml").to_owned(),
            File::Made(size) => generated::data_file(size),
        }
    }

    fn source(self) -> SourceText {
        SourceText::new(self.to_string(), self.text())
    }

    fn directory(self) -> Directory {
        let loaded = npm_directory::load::load(&self.source(), today());
        loaded.expect("there is no mistake in it").directory
    }

    fn site(self) -> Site {
        render(self.directory())
    }

    /// A misspelt setting and a jurisdiction: the most expensive kind of search.
    fn query(self) -> String {
        let directory = self.directory();
        let setting = directory.settings[1].name.replacen('o', "u", 1);
        format!(
            "who checks {setting} in {}",
            directory.jurisdictions[2].name
        )
    }
}

fn today() -> Date {
    Date::parse(TODAY).expect("it is a date")
}

/// A site with every body rendered.
fn render(directory: Directory) -> Site {
    let site = Site::new(directory, None, Vec::new(), &Options::default());
    compress(&site, Encoding::Identity);
    site
}

fn compress(site: &Site, encoding: Encoding) {
    for (_, resource) in site.resources() {
        black_box(resource.representation(encoding));
    }
}

/// This is also what `check` does with a valid file.
#[divan::bench(args = FILES, sample_count = 10)]
fn load(bencher: Bencher<'_, '_>, file: File) {
    let source = file.source();
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| npm_directory::load::load(black_box(&source), today()).is_ok());
}

/// `check` with a file in which every reference to a source is misspelt: each is reported with its line.
#[divan::bench(args = FILES, sample_count = 3)]
fn check(bencher: Bencher<'_, '_>, file: File) {
    let text = file.text().replace("sources ", "sorces ");
    let source = SourceText::new(file.to_string(), text);
    bencher.bench(|| {
        let loaded = npm_directory::load::load(black_box(&source), today());
        loaded
            .expect_err("it is full of mistakes")
            .render(npm_directory::diagnostics::Style::Plain)
    });
}

#[divan::bench(args = FILES, sample_count = 5)]
fn render_all(bencher: Bencher<'_, '_>, file: File) {
    bencher
        .with_inputs(|| file.directory())
        .bench_values(render);
}

#[divan::bench(args = FILES, sample_count = 1)]
fn compress_gzip(bencher: Bencher<'_, '_>, file: File) {
    bencher
        .with_inputs(|| file.site())
        .bench_refs(|site| compress(site, Encoding::Gzip));
}

#[divan::bench(args = FILES, sample_count = 1)]
fn compress_brotli(bencher: Bencher<'_, '_>, file: File) {
    bencher
        .with_inputs(|| file.site())
        .bench_refs(|site| compress(site, Encoding::Brotli));
}

#[divan::bench(args = FILES)]
fn look_up(bencher: Bencher<'_, '_>, file: File) {
    let site = file.site();
    let (path, _) = site.resources().nth(100).expect("there are more pages");
    bencher.bench(|| site.get(black_box(path)).is_some());
}

#[divan::bench(args = FILES)]
fn find(bencher: Bencher<'_, '_>, file: File) {
    let finder = english_finder(&file.directory());
    let query = file.query();
    bencher.bench(|| finder.find(black_box(&query)));
}

/// A search with its page.
#[divan::bench(args = FILES)]
fn search(bencher: Bencher<'_, '_>, file: File) {
    let site = file.site();
    let query = file.query();
    bencher.bench(|| site.at("/").search(Some(black_box(&query)), Format::Html));
}

#[divan::bench(args = FILES)]
fn not_found(bencher: Bencher<'_, '_>, file: File) {
    let site = file.site();
    bencher.bench(|| {
        site.at("/")
            .not_found(black_box("/setings/police-custody/scotlnd"), Format::Html)
    });
}
