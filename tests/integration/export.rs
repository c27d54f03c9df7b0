//! Exports: the files have the bytes that are served, and the folder is replaced completely or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use npm_directory::export::{ExportError, Summary, export};
use npm_directory::site::{Encoding, Options, Site};
use proptest::prelude::*;
use proptest::sample::select;

use super::running::program;
use super::support::{self, Folder, SMALL, options, site_with};

/// The pages that differ in an export, because it has no forms.
const THREE: [&str; 3] = ["/", "/lookup", "/search"];

/// It describes the search, which an export does not have.
const SEARCH_DESCRIPTION: &str = "/opensearch.xml";

const MARKER: &str = ".npm-directory-export";

/// The small site. All tests share it, because compressing it takes a while.
fn exported_site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(rendered);
    &SITE
}

fn rendered() -> Site {
    let options = Options {
        exported: true,
        ..options()
    };
    site_with(SMALL, &options)
}

/// The site of another data file: some of its paths are not in [`exported_site`], and some are only there.
fn other_site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| {
        let options = Options {
            exported: true,
            ..options()
        };
        site_with(&SMALL.replace("\"prisons\"", "\"gaols\""), &options)
    });
    &SITE
}

fn try_to_write(site: &Site, folder: &Path) -> Result<Summary, ExportError> {
    export(site, folder, &AtomicBool::new(false), |_, _| {})
}

fn write(site: &Site, folder: &Path) -> Summary {
    try_to_write(site, folder).expect("the folder is ours")
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("it is text"))
        .collect();
    names.sort();
    names
}

/// Every file in a folder, by path.
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

/// The file that a static host looks for.
fn file_of(path: &str, media: &str) -> String {
    match path {
        "/" => "index.html".to_owned(),
        _ if media.starts_with("text/html") => format!("{}.html", &path[1..]),
        _ => path[1..].to_owned(),
    }
}

#[test]
fn files_have_the_bytes_that_are_served_except_three_pages() {
    let served = support::site(SMALL);
    let folder = Folder::new();
    let summary = write(exported_site(), &folder.site());
    let mut files = files(&folder.site());
    assert_eq!(summary.files, files.len());
    assert_eq!(summary.bytes, files.values().map(Vec::len).sum::<usize>());
    for (path, resource) in served.resources() {
        for (coding, extension) in [
            (Encoding::Identity, ""),
            (Encoding::Brotli, ".br"),
            (Encoding::Gzip, ".gz"),
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
        ]
    );
}

#[test]
fn no_exported_page_has_a_form() {
    let site = exported_site();
    for (path, resource) in site.resources() {
        let text = String::from_utf8_lossy(resource.bytes());
        assert!(
            !resource.is_page() || !text.contains("<form"),
            "{path} has a form"
        );
    }
}

#[test]
fn two_exports_are_identical() {
    let folder = Folder::new();
    write(exported_site(), &folder.site());
    let first = files(&folder.site());
    write(&rendered(), &folder.site());
    assert_eq!(files(&folder.site()), first);
}

#[test]
fn an_export_replaces_only_files_of_an_earlier_export() {
    for with_foreign in [false, true] {
        let (folder, clean) = (Folder::new(), Folder::new());
        write(other_site(), &clean.site());
        write(exported_site(), &folder.site());
        assert!(folder.site().join("settings/prisons.html").exists());
        if with_foreign {
            // Like a checkout of a branch that GitHub Pages serves.
            fs::create_dir_all(folder.site().join(".git/objects")).expect("a folder");
            fs::write(folder.site().join(".git/HEAD"), "ref").expect("a file");
            fs::write(folder.site().join("CNAME"), "example.org").expect("a file");
            fs::write(folder.site().join("settings/prisons/notes.txt"), "mine").expect("a file");
        }
        fs::remove_file(folder.site().join("index.html")).expect("a file");
        write(other_site(), &folder.site());
        let mut found = files(&folder.site());
        if with_foreign {
            assert_eq!(found.remove(".git/HEAD").as_deref(), Some(&b"ref"[..]));
            assert!(folder.site().join(".git/objects").is_dir());
            let name = found.remove("CNAME");
            assert_eq!(name.as_deref(), Some(&b"example.org"[..]));
            let notes = found.remove("settings/prisons/notes.txt");
            assert_eq!(notes.as_deref(), Some(&b"mine"[..]));
        } else {
            assert!(!folder.site().join("settings/prisons").exists());
        }
        assert_eq!(found, files(&clean.site()));
        assert_eq!(names(folder.path()), ["site"]);
    }
}

#[test]
fn a_folder_with_other_files_is_rejected_and_they_are_named() {
    let folder = Folder::new();
    fs::write(folder.path().join("mine.txt"), "precious").expect("a file");
    let error = try_to_write(exported_site(), folder.path()).expect_err("it is not ours");
    assert!(error.to_string().contains("`mine.txt`"), "{error}");
    assert_eq!(names(folder.path()), ["mine.txt"]);
    let error = try_to_write(exported_site(), Path::new("/")).expect_err("it is not ours");
    assert!(matches!(error, ExportError::NotOurs(..)), "{error}");
    let file = folder.path().join("mine.txt");
    let error = try_to_write(exported_site(), &file).expect_err("it is no folder");
    assert!(matches!(error, ExportError::Unwritable(..)), "{error}");
}

#[test]
fn a_git_checkout_of_an_export_is_accepted_and_keeps_its_history() {
    let folder = Folder::new();
    fs::create_dir_all(folder.site().join(".git")).expect("a folder");
    fs::write(folder.site().join(".git/HEAD"), "ref").expect("a file");
    write(exported_site(), &folder.site());
    assert!(folder.site().join(".git/HEAD").is_file());
    assert!(folder.site().join("index.html").is_file());
}

#[test]
fn a_file_in_the_way_is_named_and_nothing_is_changed() {
    let folder = Folder::new();
    write(exported_site(), &folder.site());
    fs::write(folder.site().join("settings/gaols.html"), "mine").expect("a file");
    fs::write(folder.site().join("settings/gaols"), "mine too").expect("a file");
    let before = files(&folder.site());
    let error = try_to_write(other_site(), &folder.site()).expect_err("it would be lost");
    assert!(matches!(error, ExportError::InTheWay(..)), "{error}");
    let message = error.to_string();
    assert!(message.contains("`settings/gaols.html`"), "{message}");
    assert!(message.contains("`settings/gaols`"), "{message}");
    assert_eq!(files(&folder.site()), before);
}

#[test]
fn empty_and_missing_folders_are_accepted() {
    let folder = Folder::new();
    fs::create_dir(folder.site()).expect("a folder");
    write(exported_site(), &folder.site());
    let below = folder.path().join("not/yet/there");
    write(exported_site(), &below);
    assert_eq!(files(&below), files(&folder.site()));
}

#[test]
fn an_export_through_a_symbolic_link_replaces_its_target() {
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
fn a_folder_keeps_its_permissions() {
    let folder = Folder::new();
    write(exported_site(), &folder.site());
    let permissions = fs::Permissions::from_mode(0o2775);
    fs::set_permissions(folder.site(), permissions).expect("it is ours");
    let before = fs::metadata(folder.site()).expect("a folder");
    write(other_site(), &folder.site());
    let after = fs::metadata(folder.site()).expect("a folder");
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_ne!(after.ino(), before.ino(), "it was exchanged in one step");
}

#[test]
fn the_working_directory_is_written_to_without_an_exchange() {
    let folder = Folder::new();
    fs::create_dir(folder.site()).expect("a folder");
    let before = fs::metadata(folder.site()).expect("a folder");
    for _ in 0..2 {
        let mut command = program();
        let command = command
            .args(["export", ".", "--quiet"])
            .current_dir(folder.site());
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{output:?}");
        let after = fs::metadata(folder.site()).expect("a folder");
        assert_eq!(after.ino(), before.ino());
        assert!(folder.site().join("index.html").is_file());
        assert_eq!(names(folder.path()), ["site"]);
    }
}

/// A file system for the test, if it runs as root and may mount one.
struct Mount(std::path::PathBuf);

impl Mount {
    fn new(path: &Path, size: &str) -> Option<Mount> {
        fs::create_dir(path).expect("a folder");
        let mut mount = Command::new("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", size, "none"]).arg(path);
        let is_mounted = mount.output().is_ok_and(|output| output.status.success());
        is_mounted.then(|| Mount(path.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_mount_point_is_written_to() {
    let folder = Folder::new();
    let Some(mount) = Mount::new(&folder.site(), "size=16m") else {
        return;
    };
    for site in [exported_site(), other_site(), exported_site()] {
        write(site, &folder.site());
        assert_eq!(names(folder.path()), ["site"]);
    }
    let clean = Folder::new();
    write(exported_site(), &clean.site());
    assert_eq!(files(&folder.site()), files(&clean.site()));
    drop(mount);
}

#[test]
fn an_export_onto_a_full_disk_leaves_nothing_behind() {
    let folder = Folder::new();
    let full = folder.path().join("full");
    let Some(mount) = Mount::new(&full, "size=100k") else {
        return;
    };
    for path in [full.join("site"), full.join("not/yet/there"), full.clone()] {
        let error = try_to_write(exported_site(), &path).expect_err("there is no room");
        assert!(matches!(error, ExportError::Unwritable(..)), "{error}");
        assert_eq!(names(&full), [""; 0]);
    }
    drop(mount);
}

#[test]
fn a_disk_too_small_for_the_new_site_keeps_the_old_one() {
    let (folder, sized) = (Folder::new(), Folder::new());
    write(exported_site(), &sized.site());
    let bytes: usize = files(&sized.site())
        .values()
        .map(|bytes| bytes.len().next_multiple_of(4096))
        .sum();
    let Some(mount) = Mount::new(&folder.site(), &format!("size={}k", bytes / 1024 * 3 / 2)) else {
        return;
    };
    write(exported_site(), &folder.site());
    let before = files(&folder.site());
    let error = try_to_write(other_site(), &folder.site()).expect_err("there is no room");
    assert!(matches!(error, ExportError::Unwritable(..)), "{error}");
    assert_eq!(files(&folder.site()), before);
    drop(mount);
}

#[test]
fn a_stopped_export_leaves_nothing_behind() {
    let folder = Folder::new();
    let stopped = AtomicBool::new(true);
    let error = export(exported_site(), &folder.site(), &stopped, |_, _| {});
    assert!(matches!(error, Err(ExportError::Stopped)));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn the_next_export_removes_what_an_interrupted_one_left() {
    let site = exported_site();
    let folder = Folder::new();
    write(site, &folder.site());
    let before = files(&folder.site());
    // Beside the folder: some of the new files with the complete manifest, or nothing yet.
    let half = folder.path().join(".site.new");
    for with_files in [true, false] {
        fs::create_dir(&half).expect("a folder");
        if with_files {
            fs::copy(folder.site().join(MARKER), half.join(MARKER)).expect("the marker");
            fs::write(half.join("index.html"), "half").expect("a file");
        }
        write(site, &folder.site());
        assert_eq!(files(&folder.site()), before);
        assert_eq!(names(folder.path()), ["site"]);
    }
    // Within the folder.
    let stage = folder.site().join(".npm-directory-export.new/settings");
    fs::create_dir_all(&stage).expect("a folder");
    fs::write(stage.join("prisons.html"), "half").expect("a file");
    fs::write(folder.site().join("CNAME"), "example.org").expect("a file");
    write(site, &folder.site());
    fs::remove_file(folder.site().join("CNAME")).expect("a file");
    assert_eq!(files(&folder.site()), before);
}

#[test]
fn other_files_in_the_staging_folder_are_kept() {
    let folder = Folder::new();
    let beside = folder.path().join(".site.new");
    fs::create_dir(&beside).expect("a folder");
    fs::write(beside.join("mine.txt"), "precious").expect("a file");
    write(exported_site(), &folder.site());
    assert_eq!(names(&beside), ["mine.txt"]);
    assert!(folder.site().join("index.html").is_file());
}

#[test]
fn a_manifest_with_files_outside_the_folder_removes_none_of_them() {
    let folder = Folder::new();
    write(exported_site(), &folder.site());
    let mine = folder.file("mine.txt", "precious");
    let marker = folder.site().join(MARKER);
    let listed = fs::read_to_string(&marker).expect("a file");
    let outside = format!("{listed}../mine.txt\n{}\n", mine.display());
    fs::write(&marker, outside).expect("a file");
    write(other_site(), &folder.site());
    assert!(mine.is_file());
}

#[test]
fn the_folder_exists_at_every_moment() {
    let site = exported_site();
    let folder = Folder::new();
    write(site, &folder.site());
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let looks = scope.spawn(|| {
            let mut looks = 0;
            while !is_done.load(Ordering::Relaxed) {
                assert!(
                    folder.site().join("index.html").is_file(),
                    "after {looks} looks"
                );
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
fn only_exports_to_the_same_folder_exclude_each_other() {
    let folder = Folder::new();
    let site = exported_site();
    write(site, &folder.site());
    let other = fs::File::open(folder.site()).expect("the folder");
    other.lock().expect("nobody else has it");
    let error = try_to_write(site, &folder.site()).expect_err("it is locked");
    assert!(matches!(error, ExportError::Busy(_)), "{error}");
    write(site, &folder.path().join("another"));
    drop(other);
    write(site, &folder.site());
    thread::scope(|scope| {
        for name in ["one", "two", "three", "four"] {
            let path = folder.path().join(name);
            scope.spawn(move || write(exported_site(), &path));
        }
    });
    for name in ["one", "two", "three", "four"] {
        assert_eq!(
            files(&folder.path().join(name)),
            files(&folder.site()),
            "{name}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn an_export_never_changes_a_file_that_it_did_not_write(
        foreign in prop::collection::btree_set(
            (select(&["", "settings", "settings/prisons", ".git", "notes", "members"][..]), select(&["a.txt", "prisons.html", "CNAME", "index.html.br", "gaols"][..])),
            0..5,
        ),
        second in any::<bool>(),
    ) {
        let folder = Folder::new();
        write(exported_site(), &folder.site());
        let ours = files(&folder.site());
        let mut kept = BTreeMap::new();
        for (below, name) in foreign {
            let path = folder.site().join(below).join(name);
            let key = path.strip_prefix(folder.site()).expect("it is below").to_str().expect("it is text").to_owned();
            if !ours.contains_key(&key) && !path.exists() {
                fs::create_dir_all(path.parent().expect("it is below")).expect("a folder");
                fs::write(&path, "mine").expect("a file");
                kept.insert(key, b"mine".to_vec());
            }
        }
        let before = files(&folder.site());
        let written = try_to_write(if second { other_site() } else { exported_site() }, &folder.site());
        let after = files(&folder.site());
        for (path, bytes) in &kept {
            prop_assert_eq!(after.get(path), Some(bytes), "{}", path);
        }
        if written.is_err() {
            prop_assert_eq!(after, before);
        }
    }
}
