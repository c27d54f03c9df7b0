//! Compares the facts of two data files. The output of `npm-directory diff`, as text.
//!
//! Records are matched by their identity: their id, or a previous id, or the cell and start date for which they hold.
//! The order of records, comments and lines make no difference. Nothing here prints.

use std::collections::BTreeMap;

use crate::directory::records::records;
use crate::directory::{
    About, Absence, Cited, ComplaintRoute, Complaints, Coverage, Date, Directory, Elsewhere,
    FormerName, Gap, GapState, Helpline, Jurisdiction, JurisdictionKey, Kind, Link, Member,
    MemberKey, Notice, OtherName, Place, Reason, Release, Report, Section, SeeAlso, Setting,
    SettingKey, Source, Status, Step, Takes, Tile,
};

/// Lists what was added, removed and changed, under a heading for each kind of record. Empty if the facts are the same.
pub fn diff(old: &Directory, new: &Directory) -> String {
    let view = |directory| View {
        directory,
        later: new,
    };
    let (before, now) = (view(old).lists(), view(new).lists());
    let mut parts = Vec::new();
    for ((heading, before), (_, now)) in before.into_iter().zip(now) {
        let differences = differences(before, &now);
        if !differences.is_empty() {
            parts.push(format!("{heading}\n{}\n", differences.join("\n")));
        }
    }
    parts.join("\n")
}

/// A record of one of the two directories.
struct Entry {
    /// Its identity, with present ids.
    key: String,
    title: String,
    fields: Vec<Field>,
}

/// A field of a record: its name, and its value in both forms.
type Field = (&'static str, [String; 2]);

/// The forms in which values are written.
#[derive(Clone, Copy)]
enum Form {
    /// With present ids, so that renaming an id is one difference and not one wherever it is used.
    Compared,
    Shown,
}

/// A heading and the records under it.
type List = (&'static str, Vec<Entry>);

/// Lists the differences between two lists of records, line by line.
fn differences(before: Vec<Entry>, now: &[Entry]) -> Vec<String> {
    let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in before.into_iter().rev() {
        known.entry(entry.key.clone()).or_default().push(entry);
    }
    let mut lines = Vec::new();
    for entry in now {
        match known.get_mut(&entry.key).and_then(Vec::pop) {
            None => lines.push(format!("  added: {}", entry.title)),
            Some(before) => lines.extend(changes(&before, entry)),
        }
    }
    let removed = known.into_values().flatten();
    lines.extend(removed.map(|entry| format!("  removed: {}", entry.title)));
    lines
}

fn changes(before: &Entry, now: &Entry) -> Vec<String> {
    let or_nothing = |shown: &str| if shown.is_empty() { "(nothing)" } else { shown }.to_owned();
    let mut lines = Vec::new();
    for ((field, before), (_, after)) in before.fields.iter().zip(&now.fields) {
        if before[0] == after[0] {
            continue;
        }
        if lines.is_empty() {
            lines.push(format!("  changed: {}", now.title));
        }
        let field = field.replace('_', "-");
        let (before, after) = (or_nothing(&before[1]), or_nothing(&after[1]));
        lines.push(format!("    {field}: {before} -> {after}"));
    }
    lines
}

/// A directory, and the later one, which knows the present ids for its records.
struct View<'d> {
    directory: &'d Directory,
    later: &'d Directory,
}

impl<'d> View<'d> {
    /// The present id of a record of a kind that can have previous ids.
    fn id(&self, kind: &str, id: &'d str) -> &'d str {
        let later = self.later;
        let id_today = match kind {
            "jurisdiction" => later.jurisdiction(id).map(|key| &later[key].id),
            "member" => later.member(id).map(|key| &later[key].id),
            "setting" => later.setting(id).map(|key| &later[key].id),
            "place" => later.place(id).map(|key| &later[key].id),
            _ => None,
        };
        id_today.map_or(id, |id| id)
    }

    fn lists(&self) -> Vec<List> {
        macro_rules! lists {
            ($($heading:literal $records:ident: |$record:ident| $identity:expr;)*) => {
                vec![$({
                    let entries = self.directory.$records.iter().map(|$record| {
                        let (key, title) = $identity;
                        let fields = $record.fields(self);
                        Entry { key, title, fields }
                    });
                    ($heading, entries.collect())
                },)*]
            };
        }
        let about = &self.directory.about;
        let directory = Entry {
            key: String::new(),
            title: about.title.clone(),
            fields: about.fields(self),
        };
        let mut lists = vec![("The directory", vec![directory])];
        lists.extend(lists! {
            "About page" sections: |section| named(&section.heading);
            "Sources" sources: |source| identified(&source.id, &source.title);
            "Jurisdictions" jurisdictions: |it| identified(self.id("jurisdiction", &it.id), &it.name);
            "Members" members: |it| identified(self.id("member", &it.id), &it.name);
            "Kinds of place" settings: |it| identified(self.id("setting", &it.id), &it.name);
            "Who monitors what" coverage: |coverage| self.coverage(coverage);
            "Empty cells" absences: |absence| self.absence(absence);
            "Other changes" notices: |notice| identified(&notice.id, &notice.text);
            "Complaints" complaint_routes: |it| self.within(&it.settings, &it.jurisdictions);
            "Helplines" helplines: |helpline| named(&helpline.name);
            "Ways to challenge detention" releases: |it| self.within(&it.settings, &it.jurisdictions);
            "Places" places: |it| identified(self.id("place", &it.id), &it.name);
            "Bodies that are not members" elsewhere: |body| named(&body.name);
            "Gaps" gaps: |gap| identified(&gap.id, &gap.what);
        });
        lists
    }

    fn coverage(&self, coverage: &Coverage) -> (String, String) {
        let (key, title) = self.within(&[coverage.setting], &coverage.jurisdictions);
        let began = coverage.began().map(|date| format!(", {date}"));
        let began = began.unwrap_or_default();
        let members = coverage.members();
        let members: Vec<String> = members.map(|key| key.value(self, Form::Shown)).collect();
        let title = format!("{title}{began}: {}", members.join(", "));
        (format!("{key} {}{began}", coverage.line), title)
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
        let values = |form| [settings.value(self, form), jurisdictions.value(self, form)];
        let (compared, shown) = (values(Form::Compared), values(Form::Shown));
        (compared.join(" "), shown.join(", "))
    }
}

/// A record identified by its id.
fn identified(id: &str, title: &str) -> (String, String) {
    (id.to_owned(), format!("{title} ({id})"))
}

/// A record identified by its name.
fn named(name: &str) -> (String, String) {
    (name.to_owned(), name.to_owned())
}

/// A value of a record.
trait Value {
    fn value(&self, view: &View<'_>, form: Form) -> String;
}

/// A record whose fields are compared one by one.
trait Fields {
    fn fields(&self, view: &View<'_>) -> Vec<Field>;
}

/// Lists the fields of each record. A record within another is one value.
macro_rules! fields {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident $(+ { $($extra:tt)* })? {
            $($(#[doc = $field_doc:literal])* $(#[serde($($serde:tt)*)])? $field:ident: $presence:ident<$type:ty>,)*
        } $(=> { $($nested:tt)* })?
    )*) => {$(
        impl Fields for $record {
            fn fields(&self, view: &View<'_>) -> Vec<Field> {
                let forms = [Form::Compared, Form::Shown];
                vec![$((stringify!($field), forms.map(|form| self.$field.value(view, form))),)*]
            }
        }

        impl Value for $record {
            fn value(&self, view: &View<'_>, form: Form) -> String {
                let values = [$(self.$field.value(view, form),)*];
                joined(values.into_iter().filter(|value| !value.is_empty()))
            }
        }
    )*};
}

records!(fields);

/// Values that are shown as they are compared.
macro_rules! plain {
    ($($type:ty => $text:expr;)*) => {$(
        impl Value for $type {
            fn value(&self, _: &View<'_>, _: Form) -> String {
                let text: fn(&$type) -> String = $text;
                text(self)
            }
        }
    )*};
}

plain! {
    String => String::clone;
    u32 => u32::to_string;
    bool => bool::to_string;
    Tile => |tile| format!("[{}, {}]", tile.column, tile.row);
    Status => Status::to_string;
    Date => Date::to_string;
    Kind => Kind::to_string;
    Takes => Takes::to_string;
    Reason => Reason::to_string;
    GapState => GapState::to_string;
    OtherName => |other| format!("{} ({})", other.name, other.language);
}

/// Keys: compared by present id, shown by name.
macro_rules! references {
    ($($key:ident $kind:literal $name:expr;)*) => {$(
        impl Value for $key {
            fn value(&self, view: &View<'_>, form: Form) -> String {
                let record = &view.directory[*self];
                match form {
                    Form::Compared => view.id($kind, &record.id).to_owned(),
                    Form::Shown => $name(record),
                }
            }
        }
    )*};
}

references! {
    JurisdictionKey "jurisdiction" |jurisdiction: &Jurisdiction| jurisdiction.name.clone();
    SettingKey "setting" |setting: &Setting| setting.name.clone();
    MemberKey "member" |member: &Member| member.short_name().to_owned();
}

impl Value for Cited {
    fn value(&self, _: &View<'_>, form: Form) -> String {
        match form {
            Form::Compared => self.id.clone(),
            Form::Shown => self.title.clone(),
        }
    }
}

impl<V: Value> Value for Option<V> {
    fn value(&self, view: &View<'_>, form: Form) -> String {
        joined(self.iter().map(|value| value.value(view, form)))
    }
}

impl<V: Value> Value for [V] {
    fn value(&self, view: &View<'_>, form: Form) -> String {
        joined(self.iter().map(|value| value.value(view, form)))
    }
}

impl<V: Value> Value for Vec<V> {
    fn value(&self, view: &View<'_>, form: Form) -> String {
        self.as_slice().value(view, form)
    }
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}
