//! Compares the facts of two data files. The output of `npm-directory diff`, as text.
//!
//! Records are matched by their identity: their id, or a previous id, or the cell and start date for which they hold.
//! The order of records, comments and lines make no difference. Nothing here prints.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use crate::directory::records::records;
use crate::directory::{
    About, Absence, ComplaintRoute, Complaints, Coverage, Date, Directory, Elsewhere, FormerName,
    Gap, GapState, Helpline, Jurisdiction, JurisdictionKey, Kind, Link, Member, MemberKey, Notice,
    Place, Reason, Release, Report, Section, SeeAlso, Setting, SettingKey, Source, SourceKey,
    Status, Step, Takes, Tile,
};

/// Lists what was added, removed and changed, under a heading for each kind of record. Empty if the facts are the same.
pub fn diff(old: &Directory, new: &Directory) -> String {
    let before = View::new(old, Some(new)).lists();
    let now = View::new(new, None).lists();
    let mut text = String::new();
    for ((heading, before), (_, now)) in before.into_iter().zip(now) {
        let differences = differences(before, &now);
        if !differences.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            // Writing into a `String` cannot fail.
            let _ = write!(text, "{gap}{heading}\n{differences}");
        }
    }
    text
}

/// A record of one of the two directories.
struct Entry {
    /// Its identity, with present ids.
    key: String,
    title: String,
    fields: Vec<(&'static str, Said)>,
}

/// A value, for comparing and for showing.
#[derive(Clone, Default)]
struct Said {
    /// With present ids, so that renaming an id is one difference and not one wherever it is used.
    compared: String,
    shown: String,
}

/// A heading and the records under it.
type List = (&'static str, Vec<Entry>);

/// Lists the differences between two lists of records.
fn differences(before: Vec<Entry>, now: &[Entry]) -> String {
    let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in before.into_iter().rev() {
        known.entry(entry.key.clone()).or_default().push(entry);
    }
    let mut text = String::new();
    for entry in now {
        match known.get_mut(&entry.key).and_then(Vec::pop) {
            None => {
                let _ = writeln!(text, "  added: {}", entry.title);
            }
            Some(before) => write_changes(&mut text, &before, entry),
        }
    }
    for entry in known.into_values().flatten() {
        let _ = writeln!(text, "  removed: {}", entry.title);
    }
    text
}

fn write_changes(text: &mut String, before: &Entry, now: &Entry) {
    let fields = before.fields.iter().zip(&now.fields);
    let changed: Vec<_> = fields
        .filter(|((_, before), (_, now))| before.compared != now.compared)
        .collect();
    if changed.is_empty() {
        return;
    }
    let _ = writeln!(text, "  changed: {}", now.title);
    for ((field, before), (_, now)) in changed {
        let field = field.replace('_', "-");
        let or_nothing = |said: &Said| match said.shown.as_str() {
            "" => "(nothing)".to_owned(),
            shown => shown.to_owned(),
        };
        let (before, now) = (or_nothing(before), or_nothing(now));
        let _ = writeln!(text, "    {field}: {before} -> {now}");
    }
}

/// A directory, and the present ids for its records.
struct View<'d> {
    directory: &'d Directory,
    /// For each kind of record and id, the present id.
    renamed: HashMap<(&'static str, &'d str), &'d str>,
}

impl<'d> View<'d> {
    fn new(directory: &'d Directory, later: Option<&'d Directory>) -> View<'d> {
        let mut renamed = HashMap::new();
        if let Some(later) = later {
            macro_rules! rename {
                ($($kind:literal $list:ident,)*) => {$(
                    for record in &later.$list {
                        let ids = record.previous_ids.iter();
                        renamed.extend(ids.map(|id| (($kind, id.as_str()), record.id.as_str())));
                    }
                )*};
            }
            rename! {
                "jurisdiction" jurisdictions,
                "member" members,
                "setting" settings,
                "place" places,
            }
        }
        View { directory, renamed }
    }

    /// The present id.
    fn id(&self, kind: &'static str, id: &'d str) -> &'d str {
        self.renamed.get(&(kind, id)).copied().unwrap_or(id)
    }

    fn lists(&self) -> Vec<List> {
        let directory = self.directory;
        let about = std::slice::from_ref(&directory.about);
        vec![
            self.list("The directory", about, |about| identified("", &about.title)),
            self.list("About page", &directory.sections, |section| {
                named(&section.heading)
            }),
            self.list("Sources", &directory.sources, |source| {
                identified(&source.id, &source.title)
            }),
            self.list("Jurisdictions", &directory.jurisdictions, |jurisdiction| {
                identified(
                    self.id("jurisdiction", &jurisdiction.id),
                    &jurisdiction.name,
                )
            }),
            self.list("Members", &directory.members, |member| {
                identified(self.id("member", &member.id), &member.name)
            }),
            self.list("Kinds of place", &directory.settings, |setting| {
                identified(self.id("setting", &setting.id), &setting.name)
            }),
            self.list("Who monitors what", &directory.coverage, |it| {
                self.coverage(it)
            }),
            self.list("Empty cells", &directory.absences, |absence| {
                self.absence(absence)
            }),
            self.list("Other changes", &directory.notices, |notice| {
                identified(&notice.id, &notice.text)
            }),
            self.list("Complaints", &directory.complaint_routes, |route| {
                self.within(&route.settings, &route.jurisdictions)
            }),
            self.list("Helplines", &directory.helplines, |helpline| {
                named(&helpline.name)
            }),
            self.list(
                "Ways to challenge detention",
                &directory.releases,
                |release| self.within(&release.settings, &release.jurisdictions),
            ),
            self.list("Places", &directory.places, |place| {
                identified(self.id("place", &place.id), &place.name)
            }),
            self.list(
                "Bodies that are not members",
                &directory.elsewhere,
                |body| named(&body.name),
            ),
            self.list("Gaps", &directory.gaps, |gap| {
                identified(&gap.id, &gap.what)
            }),
        ]
    }

    fn list<R: Fields>(
        &self,
        heading: &'static str,
        records: &'d [R],
        identify: impl Fn(&'d R) -> (String, String),
    ) -> List {
        let entries = records.iter().map(|record| {
            let (key, title) = identify(record);
            let fields = record.fields(self);
            Entry { key, title, fields }
        });
        (heading, entries.collect())
    }

    fn coverage(&self, coverage: &Coverage) -> (String, String) {
        let began = coverage
            .began()
            .map_or_else(String::new, |date| date.to_string());
        let setting = coverage.setting.said(self);
        let jurisdictions = coverage.jurisdictions.said(self);
        let members: Vec<String> = coverage.members().map(|key| key.said(self).shown).collect();
        let key = format!(
            "{} {} {} {began}",
            setting.compared, jurisdictions.compared, coverage.line
        );
        let since = if began.is_empty() {
            String::new()
        } else {
            format!(", {began}")
        };
        let title = format!(
            "{}, {}{since}: {}",
            setting.shown,
            jurisdictions.shown,
            members.join(", ")
        );
        (key, title)
    }

    fn absence(&self, absence: &Absence) -> (String, String) {
        let (key, title) = self.within(&[absence.setting], &absence.jurisdictions);
        (format!("{key} {:?}", absence.line), title)
    }

    /// A record identified by its cells.
    fn within(
        &self,
        settings: &[SettingKey],
        jurisdictions: &[JurisdictionKey],
    ) -> (String, String) {
        let (settings, jurisdictions) = (settings.said(self), jurisdictions.said(self));
        let key = format!("{} {}", settings.compared, jurisdictions.compared);
        (key, format!("{}, {}", settings.shown, jurisdictions.shown))
    }
}

/// A record identified by its id.
fn identified(id: &str, title: &str) -> (String, String) {
    let title = if id.is_empty() {
        title.to_owned()
    } else {
        format!("{title} ({id})")
    };
    (id.to_owned(), title)
}

/// A record identified by its name.
fn named(name: &str) -> (String, String) {
    (name.to_owned(), name.to_owned())
}

/// A value of a record.
trait Compared {
    fn said(&self, view: &View<'_>) -> Said;
}

/// A record whose fields are compared one by one.
trait Fields {
    fn fields(&self, view: &View<'_>) -> Vec<(&'static str, Said)>;
}

/// Lists the fields of each record. A record within another is one value.
macro_rules! fields {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ { $($extra:tt)* })? {
            $($(#[doc = $field_doc:literal])* $field:ident: $presence:ident<$type:ty>,)*
        } $(=> { $($nested:tt)* })?
    )*) => {$(
        impl Fields for $record {
            fn fields(&self, view: &View<'_>) -> Vec<(&'static str, Said)> {
                vec![$((stringify!($field), self.$field.said(view)),)*]
            }
        }

        impl Compared for $record {
            fn said(&self, view: &View<'_>) -> Said {
                let fields = self.fields(view).into_iter();
                joined(fields.map(|(_, said)| said).filter(|said| !said.shown.is_empty()))
            }
        }
    )*};
}

records!(fields);

/// Values that are shown as they are compared.
macro_rules! plain {
    ($($type:ty => $text:expr;)*) => {$(
        impl Compared for $type {
            fn said(&self, _: &View<'_>) -> Said {
                let text: fn(&$type) -> String = $text;
                Said { compared: text(self), shown: text(self) }
            }
        }
    )*};
}

plain! {
    String => String::clone;
    u32 => u32::to_string;
    bool => bool::to_string;
    Tile => |tile| format!("[{}, {}]", tile.column, tile.row);
    Status => |status| status.id().to_owned();
    Date => Date::to_string;
    Kind => |kind| kind.id().to_owned();
    Takes => |takes| takes.id().to_owned();
    Reason => |reason| reason.id().to_owned();
    GapState => |state| state.id().to_owned();
    (String, String) => |(language, name)| format!("{name} ({language})");
}

/// Keys: compared by present id, shown by name.
macro_rules! references {
    ($($key:ident $kind:literal $name:expr;)*) => {$(
        impl Compared for $key {
            fn said(&self, view: &View<'_>) -> Said {
                let record = &view.directory[*self];
                Said {
                    compared: view.id($kind, &record.id).to_owned(),
                    shown: $name(record),
                }
            }
        }
    )*};
}

references! {
    SourceKey "source" |source: &Source| source.title.clone();
    JurisdictionKey "jurisdiction" |jurisdiction: &Jurisdiction| jurisdiction.name.clone();
    SettingKey "setting" |setting: &Setting| setting.name.clone();
    MemberKey "member" |member: &Member| member.short_name().to_owned();
}

impl<V: Compared> Compared for Option<V> {
    fn said(&self, view: &View<'_>) -> Said {
        self.as_ref()
            .map(|value| value.said(view))
            .unwrap_or_default()
    }
}

impl<V: Compared> Compared for [V] {
    fn said(&self, view: &View<'_>) -> Said {
        joined(self.iter().map(|value| value.said(view)))
    }
}

impl<V: Compared> Compared for Vec<V> {
    fn said(&self, view: &View<'_>) -> Said {
        self.as_slice().said(view)
    }
}

fn joined(values: impl Iterator<Item = Said>) -> Said {
    let (compared, shown): (Vec<String>, Vec<String>) =
        values.map(|said| (said.compared, said.shown)).unzip();
    Said {
        compared: compared.join("; "),
        shown: shown.join("; "),
    }
}
