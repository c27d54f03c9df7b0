//! The generated data files of the benchmarks.

use npm_directory::diagnostics::{Diagnostics, SourceText, Style};
use npm_directory::directory::Date;
use npm_directory::load::load;
use npm_directory::site::{Options, Site};

use super::support::checked;

#[path = "../../benches/generated/mod.rs"]
pub(crate) mod generated;

use generated::{Size, TODAY, data_file};

const ONE: Size = Size::new(11, 4, 21);

#[test]
fn they_have_no_mistake_and_every_page_renders() {
    for size in [Size::new(1, 1, 1), Size::new(12, 7, 5), ONE] {
        let source = SourceText::new(size.to_string(), data_file(size));
        let today = Date::parse(TODAY).unwrap();
        let shown = |diagnostics: &Diagnostics| diagnostics.render(Style::Plain);
        let loaded = load(&source, today).unwrap_or_else(|mistakes| panic!("{}", shown(&mistakes)));
        assert!(loaded.warnings.is_empty(), "{}", shown(&loaded.warnings));
        let directory = loaded.directory;
        assert_eq!(directory.settings.len(), size.settings);
        assert_eq!(directory.jurisdictions.len(), size.jurisdictions);
        assert_eq!(directory.members.len(), size.members);
        checked(Site::new(directory, None, Vec::new(), &Options::default()));
    }
}

#[test]
fn they_are_reproducible() {
    assert_eq!(data_file(ONE), data_file(ONE));
}
