//! Generates data files of any size, reproducibly.
//!
//! They use every feature of the data file about as often as the shipped one does: merged cells and rows of two lines,
//! printed words, records that ended and their replacements, empty cells, doubts, notes, complaint routes, notices,
//! sources. A member belongs to one jurisdiction and works in its neighbourhood, except the first, which works
//! everywhere.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::ops::Range;

/// The date on which the files were "last checked".
pub(crate) const TODAY: &str = "2026-11-23";

/// The size of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Rows.
    pub(crate) settings: usize,
    /// Columns.
    pub(crate) jurisdictions: usize,
    /// Bodies.
    pub(crate) members: usize,
}

impl Size {
    /// The number of each.
    pub(crate) const fn new(settings: usize, jurisdictions: usize, members: usize) -> Size {
        Size {
            settings,
            jurisdictions,
            members,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Size {
            settings,
            jurisdictions,
            members,
        } = self;
        write!(f, "{settings} x {jurisdictions} x {members}")
    }
}

/// A valid data file of this size.
pub(crate) fn data_file(size: Size) -> String {
    let mut generator = Generator {
        size,
        dice: Dice(1),
        cited: 0,
        named: BTreeSet::new(),
    };
    // Members come after the cells that name them, and sources after everything that cites them.
    let settings = generator.settings();
    let members = generator.members();
    let complaints = generator.complaints();
    let rest = generator.rest();
    [
        DIRECTORY,
        &generator.sources(),
        &generator.jurisdictions(),
        &members,
        &settings,
        &complaints,
        &rest,
    ]
    .concat()
}

const DIRECTORY: &str = r#"
[directory]
title             = "United Preventive Mechanism"
abbreviation      = "UPM"
website           = "https://upm.example/"
published         = "source-0"
checked           = 2026-11-23
summary           = "Find out which bodies check on people held in each kind of place."
emergency         = "If someone's life is in danger, call 112."
ignored-words     = ["the"]
licence           = "These facts are made up. You may do with them what you like."

[[about]]
heading = "What this mechanism is"
text    = "No single body checks all places of detention. The mechanism is a group of bodies, and each has its own law and its own field."
sources = ["source-0"]
"#;

const PLACES: [&str; 10] = [
    "Prisons",
    "Police cells",
    "Court cells",
    "Secure hospitals",
    "Care homes",
    "Border posts",
    "Military cells",
    "Secure homes",
    "Escort vans",
    "Airport rooms",
];
const HELD: [&str; 10] = [
    "adults",
    "children",
    "women",
    "men",
    "families",
    "migrants",
    "patients",
    "soldiers",
    "remand prisoners",
    "young people",
];
const COMPASS: [&str; 12] = [
    "North", "South", "East", "West", "High", "Low", "Old", "New", "Upper", "Lower", "Great",
    "Little",
];
const LANDS: [&str; 10] = [
    "mark", "land", "vale", "shire", "moor", "haven", "holm", "gard", "ness", "wold",
];
/// The word for a kind of body in the file, and the name of such a body.
const BODIES: [(&str, &str); 6] = [
    ("inspectorate", "Inspectorate"),
    ("lay-monitors", "Board of Visitors"),
    ("regulator", "Quality Regulator"),
    ("commission", "Commission"),
    ("ombuds", "Ombudsman"),
    ("reviewer", "Independent Reviewer"),
];
const FIELDS: [&str; 10] = [
    "Prisons",
    "Fire & Police",
    "Health & Social Care",
    "Children's Rights",
    "Mental Welfare",
    "Courts",
    "Borders",
    "Human Rights",
    "Criminal Justice",
    "the Armed Forces",
];

/// Optional keys of a coverage record, and how often each is set: once in so many records.
const ASIDES: [(usize, &str); 4] = [
    (
        2,
        "doubt         = \"The source can be read in two ways, and the bodies' own pages do not settle it.\"",
    ),
    (
        2,
        "note          = \"Inspectors of health care, who are no members, come with them.\"",
    ),
    (
        2,
        "does          = \"visits without warning and speaks with people in private\"",
    ),
    (6, "basis         = \"by invitation\""),
];

/// The columns of one merged cell.
type Run = Range<usize>;

struct Generator {
    size: Size,
    dice: Dice,
    /// How often a source has been cited.
    cited: usize,
    /// The members that a cell names.
    named: BTreeSet<usize>,
}

impl Generator {
    fn sources(&self) -> String {
        let mut text = String::new();
        for source in 0..self.cited.div_ceil(CITED_EACH) {
            let year = 2014 + source % 12;
            put(
                &mut text,
                format_args!(
                    r#"
[[source]]
id        = "source-{source}"
title     = "Report no. {source} on the monitoring of places of detention"
publisher = "{}"
date      = "{year}"
url       = "https://reports.example/{year}/report-{source}/"
note      = "The page bears no date. The date given is when the archived copy was read."
"#,
                    Body(source % self.size.members, self.size)
                ),
            );
        }
        text
    }

    fn jurisdictions(&self) -> String {
        let mut text = String::new();
        for place in 0..self.size.jurisdictions {
            let name = Land(place);
            put(
                &mut text,
                format_args!(
                    "\n[[jurisdiction]]\nid   = \"{}\"\nname = \"{name}\"\ncode = \"XX-{place:03}\"\nalso-called = [\"the {name} country\"]\n",
                    id(name)
                ),
            );
        }
        text
    }

    fn members(&mut self) -> String {
        let mut text = String::new();
        for place in 0..self.size.members {
            let body = Body(place, self.size);
            let short = body.short_name();
            let (kind, _) = body.kind();
            put(
                &mut text,
                format_args!(
                    r#"
[[member]]
id           = "{}"
name         = "{body}"
abbreviation = "{short}"
kind         = "{kind}"
role         = "Checks how people are held, talks with them and with the staff, and publishes what it finds."
does-not     = "It cannot release anyone, and it does not take up the case of one person."
basis        = "Monitoring of Detention Act {}, section {}"
website      = "https://{}.example/"
contact      = "https://{}.example/contact/"
designated   = 2009-03-31
also-called  = ["{short} visitors", "watch of {}"]
sources      = [{}]
complaints   = {{ takes = "some", note = "It passes on what it hears to those who can act on it.", source = {}, checked = {TODAY} }}
"#,
                    id(&short),
                    1950 + place % 60,
                    1 + place % 90,
                    id(&short),
                    id(&short),
                    Land(body.home()),
                    self.sources_of(2),
                    self.source(),
                ),
            );
            if !self.named.contains(&place) {
                text.push_str(
                    "uncovered    = \"It joined the mechanism after the table was printed.\"\n",
                );
            }
            if self.dice.one_in(3) {
                put(
                    &mut text,
                    format_args!(
                        "\n  [[member.formerly]]\n  name   = \"Former {body}\"\n  until  = \"{}\"\n  source = {}\n",
                        self.dice.month(),
                        self.source()
                    ),
                );
            }
        }
        text
    }

    fn settings(&mut self) -> String {
        let mut text = String::new();
        for place in 0..self.size.settings {
            let name = Kind(place);
            put(
                &mut text,
                format_args!(
                    "\n[[setting]]\nid          = \"{}\"\nname        = \"{name}\"\nhint        = \"{} and the like, where {} are held\"\nalso-called = [\"lock-up {place}\", \"{} cells\", \"custody of {}\"]\n",
                    id(&name),
                    PLACES[place % 10],
                    HELD[place / 10 % 10],
                    HELD[place / 10 % 10],
                    HELD[place / 10 % 10],
                ),
            );
            let is_published = place % 11 != 10;
            if is_published {
                put(&mut text, format_args!("printed     = \"{name}\"\n"));
            }
            let width = if place % 10 == 9 {
                self.size.jurisdictions
            } else {
                4
            };
            for run in self.runs(width) {
                self.cell(&mut text, is_published, 1, run);
            }
            if place % 3 == 0 {
                for run in self.runs(4) {
                    self.cell(&mut text, is_published, 2, run);
                }
            }
            for run in self.runs(8) {
                put(
                    &mut text,
                    format_args!(
                        "\n  [[setting.change]]\n  jurisdictions = [{}]\n  date          = \"{}\"\n  text          = \"A new code of practice says how often these places are visited.\"\n  sources       = [{}]\n",
                        places(run),
                        self.dice.month(),
                        self.sources_of(1)
                    ),
                );
            }
        }
        text
    }

    /// The record of a merged cell, its replacement if it ended, or the reason why it is empty.
    fn cell(&mut self, text: &mut String, is_published: bool, line: usize, run: Run) {
        if self.dice.one_in(20) {
            put(
                text,
                format_args!(
                    "\n  [[setting.none]]\n  line          = {line}\n  jurisdictions = [{}]\n  reason        = \"unknown\"\n  note          = \"We found nothing that says who goes there.\"\n  sources       = [{}]\n",
                    places(run),
                    self.sources_of(1)
                ),
            );
            return;
        }
        let ends = self.dice.one_in(6).then(|| self.dice.month());
        let start = (!is_published).then(|| "from          = \"2015-06\"".to_owned());
        self.coverage(text, line, run.clone(), start, ends.as_deref());
        if let Some(end) = ends {
            let start = format!("from          = \"{end}\"");
            self.coverage(text, line, run, Some(start), None);
        }
    }

    fn coverage(
        &mut self,
        text: &mut String,
        line: usize,
        run: Run,
        start: Option<String>,
        until: Option<&str>,
    ) {
        let leads = self.dice.up_to(2);
        let partners = usize::from(self.dice.one_in(5));
        let members = self.members_near(&run, leads + partners);
        let (by, with) = members.split_at(leads.min(members.len()));
        let ids = |members: &[usize]| {
            list(
                members
                    .iter()
                    .map(|member| Body(*member, self.size).short_name()),
            )
        };
        let printed = || {
            let names = |members: &[usize]| {
                let names: Vec<String> = members
                    .iter()
                    .map(|member| Body(*member, self.size).to_string())
                    .collect();
                names.join(" and ")
            };
            let with = if with.is_empty() {
                String::new()
            } else {
                format!(" with {}", names(with))
            };
            format!("printed       = \"{}{with}\"", names(by))
        };
        let start = start.unwrap_or_else(printed);
        let (by, with) = (ids(by), ids(with));
        put(
            text,
            format_args!(
                "\n  [[setting.coverage]]\n  line          = {line}\n  jurisdictions = [{}]\n  by            = [{by}]\n  with          = [{with}]\n  {start}\n  sources       = [{}]\n",
                places(run),
                self.sources_of(2)
            ),
        );
        if let Some(until) = until {
            put(text, format_args!("  until         = \"{until}\"\n"));
        }
        for (one_in, line) in ASIDES {
            if self.dice.one_in(one_in) {
                put(text, format_args!("  {line}\n"));
            }
        }
        self.named.extend(members);
    }

    fn complaints(&mut self) -> String {
        let mut text = String::new();
        for place in (0..self.size.settings).step_by(2) {
            let pair = place..(place + 2).min(self.size.settings);
            let settings = list(pair.map(Kind));
            for run in self.runs(3) {
                put(
                    &mut text,
                    format_args!(
                        r#"
[[complaint]]
settings      = [{settings}]
jurisdictions = [{}]
urgent        = "Phone the place now. Ask for the person in charge that day. Tell them what you fear and ask what they will do. If nobody answers, ring the main number again."
source        = {}
checked       = {TODAY}

  [[complaint.step]]
  text     = "Complain to the place itself. It must answer within a month."

  [[complaint.step]]
  to       = "Ombudsman for Complaints"
  url      = "https://complaints.example/{place}/"
  deadline = "Go to the ombudsman within three months of the last answer. Keep a copy of what you send."
"#,
                        places(run),
                        self.source()
                    ),
                );
            }
        }
        text
    }

    /// Bodies that are not members, and gaps.
    fn rest(&mut self) -> String {
        let mut text = String::new();
        for place in 0..self.size.members {
            put(
                &mut text,
                format_args!(
                    r#"
[[elsewhere]]
name        = "Helpline no. {place}"
also-called = ["helpline", "advice line {place}"]
role        = "Listens to people who are worried about someone in detention, and says whom to turn to."
website     = "https://helpline-{place}.example/"
source      = {}
"#,
                    self.source()
                ),
            );
        }
        for place in 0..self.size.jurisdictions {
            put(
                &mut text,
                format_args!(
                    r#"
[[gap]]
what          = "Nobody visits people while they are driven from one place to another."
jurisdictions = [{}]
state         = "open"
source        = {}
"#,
                    places(place..place + 1),
                    self.source()
                ),
            );
        }
        text
    }

    /// All columns, divided into merged cells of limited width.
    fn runs(&mut self, width: usize) -> Vec<Run> {
        let columns = self.size.jurisdictions;
        let mut runs = Vec::new();
        let mut start = 0;
        while start < columns {
            let width = if width == columns {
                columns
            } else {
                self.dice.up_to(width)
            };
            let end = (start + width).min(columns);
            runs.push(start..end);
            start = end;
        }
        runs
    }

    /// Different members that work in a merged cell; for a whole row also the one that works everywhere.
    fn members_near(&mut self, run: &Run, count: usize) -> Vec<usize> {
        let Size {
            jurisdictions,
            members,
            ..
        } = self.size;
        if run.len() == jurisdictions {
            return vec![0];
        }
        let first = run.start * members / jurisdictions;
        let count_near = (run.end * members / jurisdictions - first).max(1);
        let mut chosen = Vec::new();
        for _ in 0..count {
            let member = (first + self.dice.up_to(count_near) - 1).min(members - 1);
            if !chosen.contains(&member) {
                chosen.push(member);
            }
        }
        chosen
    }

    fn source(&mut self) -> String {
        let source = self.cited / CITED_EACH;
        self.cited += 1;
        format!("\"source-{source}\"")
    }

    /// One or more sources, without duplicates.
    fn sources_of(&mut self, most: usize) -> String {
        let mut sources: Vec<String> = (0..self.dice.up_to(most)).map(|_| self.source()).collect();
        sources.dedup();
        sources.join(", ")
    }
}

/// How often each source is cited.
const CITED_EACH: usize = 3;

/// The name of a setting, by index.
struct Kind(usize);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Kind(place) = self;
        write!(f, "{} for {}", PLACES[place % 10], HELD[place / 10 % 10])?;
        number_from_second_on(place / 100, f)
    }
}

/// The name of a jurisdiction, by index.
#[derive(Clone, Copy)]
struct Land(usize);

impl fmt::Display for Land {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Land(place) = self;
        write!(f, "{}{}", COMPASS[place % 12], LANDS[place / 12 % 10])?;
        number_from_second_on(place / 120, f)
    }
}

/// The name of a member, by index.
#[derive(Clone, Copy)]
struct Body(usize, Size);

impl Body {
    /// The jurisdiction that it belongs to.
    fn home(self) -> usize {
        self.0 * self.1.jurisdictions / self.1.members
    }

    /// Its index among the members of its jurisdiction.
    fn at_home(self) -> usize {
        self.0 - (self.home() * self.1.members).div_ceil(self.1.jurisdictions)
    }

    fn kind(self) -> (&'static str, &'static str) {
        BODIES[self.at_home() % 6]
    }

    fn short_name(self) -> String {
        let (_, kind) = self.kind();
        format!(
            "{}{}{}",
            &kind[..1],
            &COMPASS[self.home() % 12][..1],
            self.0
        )
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, kind) = self.kind();
        let place = self.at_home();
        let field = FIELDS[(place + place / 6) % 10];
        write!(f, "{kind} for {field} of {}", Land(self.home()))?;
        number_from_second_on(place / 60, f)
    }
}

fn number_from_second_on(round: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match round {
        0 => Ok(()),
        _ => write!(f, " {}", round + 1),
    }
}

/// The ids of neighbouring columns.
fn places(run: Run) -> String {
    list(run.map(Land))
}

/// Ids as elements of an array.
fn list(names: impl Iterator<Item = impl fmt::Display>) -> String {
    let ids: Vec<String> = names.map(|name| format!("\"{}\"", id(name))).collect();
    ids.join(", ")
}

/// The id for a name.
fn id(name: impl fmt::Display) -> String {
    name.to_string().to_lowercase().replace(' ', "-")
}

fn put(text: &mut String, piece: fmt::Arguments<'_>) {
    text.write_fmt(piece)
        .expect("writing into a `String` cannot fail");
}

/// Reproducible pseudorandom numbers (`SplitMix64`).
struct Dice(u64);

impl Dice {
    /// From 1 to `most`.
    fn up_to(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let most = most as u64;
        1 + usize::try_from((mixed ^ (mixed >> 31)) % most).expect("less than `most`")
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.up_to(chances) == 1
    }

    /// A month after the publication of the table.
    fn month(&mut self) -> String {
        format!("{}-{:02}", 2015 + self.up_to(10), self.up_to(12))
    }
}
