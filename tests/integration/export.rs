//! A site as files: the bytes that are served, in a folder that is replaced whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use npm_directory::export::{ExportError, Summary, export};
use npm_directory::site::{Coding, Effort, Options, Site};

use super::support::{self, Folder, SMALL, origin};

/// The pages that know whether somebody computes answers for them.
const THREE: [&str; 3] = ["/", "/lookup", "/search"];

/// Tells browsers how to search, so no file holds it.
const SEARCH_DESCRIPTION: &str = "/opensearch.xml";

/// The small site. All tests share it, because to compress it takes a while.
fn exported_site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(rendered);
    &SITE
}

fn rendered() -> Site {
    let mut origin = origin(|| Ok(SMALL.as_bytes().to_vec()));
    origin.options = Options {
        exported: true,
        ..origin.options
    };
    origin.load().expect("the fixture holds no mistake").site
}

fn write(site: &Site, folder: &Path) -> Summary {
    export(site, folder, |_, _| {}).expect("the folder is ours")
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below");
                let name = name.to_str().expect("our names are ASCII").to_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// The file that a host of static files looks for.
fn file_of(path: &str, media: &str) -> String {
    match path {
        "/" => "index.html".to_owned(),
        _ if media.starts_with("text/html") => format!("{}.html", &path[1..]),
        _ => path[1..].to_owned(),
    }
}

#[test]
fn every_file_holds_the_bytes_that_are_served_but_for_the_three_pages_that_ask() {
    let served = support::site(SMALL);
    for (_, resource) in served.resources() {
        resource.compress(Effort::Best);
    }
    let folder = Folder::new();
    let summary = write(exported_site(), &folder.site());
    let mut files = files(&folder.site());
    assert_eq!(summary.files, files.len());
    assert_eq!(summary.bytes, files.values().map(Vec::len).sum::<usize>());
    for (path, resource) in served.resources() {
        for (coding, extension) in [
            (Coding::Identity, ""),
            (Coding::Brotli, ".br"),
            (Coding::Gzip, ".gz"),
        ] {
            let name = format!("{}{extension}", file_of(path, resource.media));
            let file = files.remove(&name);
            if path == SEARCH_DESCRIPTION {
                assert_eq!(file, None);
            } else if !THREE.contains(&path) {
                let representation = resource.representation(coding);
                let bytes = representation.map(|representation| representation.bytes.to_vec());
                assert_eq!(file, bytes, "{name}");
            }
        }
    }
    let rest: Vec<String> = files.into_keys().collect();
    assert_eq!(
        rest,
        [
            ".nojekyll",
            ".npm-directory-export",
            "404.html",
            "404.html.br",
            "404.html.gz",
            "404.json",
            "404.json.br",
            "404.json.gz",
            "_headers",
            "_redirects",
            "nginx.conf",
        ]
    );
}

#[test]
fn no_page_in_a_file_asks_what_nobody_would_answer() {
    let site = exported_site();
    for (path, resource) in site.resources() {
        let text = String::from_utf8_lossy(&resource.identity().bytes);
        assert!(
            !resource.is_page() || !text.contains("<form"),
            "{path} has a form"
        );
    }
}

#[test]
fn two_exports_are_the_same() {
    let folder = Folder::new();
    write(exported_site(), &folder.site());
    let first = files(&folder.site());
    write(&rendered(), &folder.site());
    assert_eq!(files(&folder.site()), first);
}

#[test]
fn an_export_replaces_an_earlier_one_whole() {
    let folder = Folder::new();
    let site = exported_site();
    write(site, &folder.site());
    let before = files(&folder.site());
    fs::write(folder.site().join("left.html"), "of an earlier data file").expect("a file");
    fs::remove_file(folder.site().join("index.html")).expect("a file");
    write(site, &folder.site());
    assert_eq!(files(&folder.site()), before);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn what_no_export_wrote_is_left_alone() {
    let folder = Folder::new();
    let mine = folder.site().join("mine.txt");
    fs::create_dir(folder.site()).expect("a folder");
    fs::write(&mine, "precious").expect("a file");
    let error = export(exported_site(), &folder.site(), |_, _| {}).expect_err("it is not ours");
    assert!(matches!(error, ExportError::NotOurs(_)), "{error}");
    assert_eq!(fs::read(&mine).expect("it is still there"), b"precious");
    let root = export(exported_site(), Path::new("/"), |_, _| {});
    assert!(matches!(root, Err(ExportError::NotOurs(_))));
}

#[test]
fn an_empty_folder_and_one_that_is_not_there_are_taken() {
    let folder = Folder::new();
    fs::create_dir(folder.site()).expect("a folder");
    write(exported_site(), &folder.site());
    let below = folder.path().join("not/yet/there");
    write(exported_site(), &below);
    assert_eq!(files(&below), files(&folder.site()));
}

#[test]
fn an_export_through_a_link_replaces_what_the_link_leads_to() {
    let folder = Folder::new();
    let site = exported_site();
    write(site, &folder.site());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("site", &link).expect("a link");
    fs::remove_file(folder.site().join("index.html")).expect("a file");
    write(site, &link);
    assert!(link.is_symlink());
    assert!(folder.site().join("index.html").is_file());
}

#[test]
fn an_export_that_fails_leaves_the_one_before() {
    let folder = Folder::new();
    let site = exported_site();
    write(site, &folder.site());
    let before = files(&folder.site());
    // What is in the way is no export, so it is not removed.
    let in_the_way = folder.path().join(".site.new");
    fs::create_dir(&in_the_way).expect("a folder");
    fs::write(in_the_way.join("mine.txt"), "precious").expect("a file");
    let error = export(site, &folder.site(), |_, _| {}).expect_err("something is in the way");
    assert!(matches!(error, ExportError::Unwritable(..)), "{error}");
    assert_eq!(files(&folder.site()), before);
}

#[test]
fn what_an_interrupted_export_left_is_put_right_by_the_next() {
    let site = exported_site();
    let whole = Folder::new();
    write(site, &whole.site());
    let before = files(&whole.site());
    // While it was written: half of the new one beside the old one.
    let half = whole.path().join(".site.new");
    fs::create_dir(&half).expect("a folder");
    fs::copy(
        whole.site().join(".npm-directory-export"),
        half.join(".npm-directory-export"),
    )
    .expect("the marker");
    fs::write(half.join("index.html"), "half").expect("a file");
    write(site, &whole.site());
    assert_eq!(files(&whole.site()), before);
    assert!(!half.exists());
    // Before even its marker was written.
    fs::create_dir(&half).expect("a folder");
    write(site, &whole.site());
    assert!(!half.exists());
    // While they changed places: the old one has given its place away, and nothing has taken it.
    let old = whole.path().join(".site.old");
    fs::rename(whole.site(), &old).expect("a folder");
    write(site, &whole.site());
    assert_eq!(files(&whole.site()), before);
    assert!(!old.exists());
}

#[test]
fn the_folder_is_there_at_every_moment() {
    let site = exported_site();
    let folder = Folder::new();
    write(site, &folder.site());
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let looks = scope.spawn(|| {
            let mut looks = 0;
            while !is_done.load(Ordering::Relaxed) {
                assert!(folder.site().is_dir(), "after {looks} looks");
                looks += 1;
            }
            looks
        });
        for _ in 0..20 {
            write(site, &folder.site());
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(looks.join().expect("it is never missing") > 20);
    });
}

#[test]
fn two_exports_do_not_write_beside_each_other() {
    let folder = Folder::new();
    let site = exported_site();
    let other = fs::File::open(folder.path()).expect("the folder");
    other.lock().expect("nobody else has it");
    let error = export(site, &folder.site(), |_, _| {}).expect_err("it is locked");
    assert!(matches!(error, ExportError::Busy(_)), "{error}");
    drop(other);
    write(site, &folder.site());
}
