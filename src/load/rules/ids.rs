//! Rules about ids, references and names.

use std::collections::HashMap;

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic, Label, Span, listed, quoted};
use crate::directory::{Tile, nearest};
use crate::load::reading::{Field, List, RecordKind, Spanned};
use crate::load::text;
use crate::load::values::{LONGEST_ID, Text, is_id};

/// Ensure that every id is a lower-case letter followed by lower-case letters, digits and hyphens, because paths and
/// file names contain it.
pub(crate) fn ensure_ids_are_well_formed(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let ids = context.collected.ids.iter();
    for collected in ids.filter(|collected| !is_id(&collected.id)) {
        let title = format!(
            "expected an id such as `police-custody`, but found {}",
            quoted(&collected.id)
        );
        let help = if collected.id.len() > LONGEST_ID {
            format!("an id has at most {LONGEST_ID} letters, digits and hyphens")
        } else {
            "an id is a lower-case letter, then lower-case letters, digits and hyphens".to_owned()
        };
        let span = collected.span.clone();
        found.push(Diagnostic::new(Code::MalformedId, span, title).help(help));
    }
}

/// Words with another meaning: in the data file, as file names, or as device names on Windows.
const RESERVED: [&str; 6] = ["all", "index", "con", "prn", "aux", "nul"];

/// Ensure that no id is a reserved word.
pub(crate) fn ensure_ids_are_free(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_device = |id: &str| {
        let port = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
        port.is_some_and(|port| port.len() == 1 && port.bytes().all(|byte| byte.is_ascii_digit()))
    };
    for collected in &context.collected.ids {
        let id = collected.id.as_str();
        if RESERVED.contains(&id) || is_device(id) {
            let title = format!("the id {} is reserved", quoted(id));
            let help = "the program uses this word where ids stand: choose another id";
            let span = collected.span.clone();
            found.push(Diagnostic::new(Code::ReservedId, span, title).help(help));
        }
    }
}

/// Ensure that no two records of a kind share an id, including previous ids.
pub(crate) fn ensure_ids_are_unique(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for noted in &context.collected.ids {
        match first.get(&(noted.of, &noted.id)) {
            None => {
                first.insert((noted.of, &noted.id), noted);
            }
            Some(known) => {
                let title = format!("two {}s have the id {}", noted.of.word(), quoted(&noted.id));
                let diagnostic = Diagnostic::new(Code::DuplicateId, noted.span.clone(), title)
                    .related(known.span.clone(), "first defined here");
                found.push(diagnostic);
            }
        }
    }
}

/// Ensure that every reference is to an existing record.
pub(crate) fn ensure_references_resolve(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    // A thousand records may share one wrong reference; its advice is computed once.
    let mut advice: HashMap<(RecordKind, &str), Option<Advice>> = HashMap::new();
    for noted in &context.collected.references {
        if context.ids.index(noted.of, &noted.id).is_some() {
            continue;
        }
        let advice = advice
            .entry((noted.of, &noted.id))
            .or_insert_with(|| advise(context, noted.of, &noted.id));
        // Without advice, the reference may be to an id that could not be read.
        if let Some(advice) = advice {
            let title = format!("no {} has the id {}", noted.of.word(), quoted(&noted.id));
            let diagnostic = Diagnostic::new(Code::UnknownId, noted.span.clone(), title);
            found.push(Diagnostic {
                help: advice.help.clone(),
                related: advice.related.iter().cloned().collect(),
                ..diagnostic
            });
        }
    }
}

/// The help for a reference to a record that does not exist.
struct Advice {
    help: Option<String>,
    related: Option<Label>,
}

fn advise(context: &RuleContext<'_>, of: RecordKind, id: &str) -> Option<Advice> {
    /// A longer list of ids is no help.
    const MOST_LISTED: usize = 12;
    if let Some((today, previous)) = previous_id(context, of, id) {
        return Some(Advice {
            help: Some(format!("it is {} today", quoted(today))),
            related: Some(Label {
                span: previous.clone(),
                text: "a previous id".to_owned(),
            }),
        });
    }
    if id.eq_ignore_ascii_case("all") {
        return Some(Advice {
            help: Some("to list all, write `\"all\"` without brackets".to_owned()),
            related: None,
        });
    }
    let ids = context.ids.in_order(of);
    let help = match nearest(id, ids.iter().copied()) {
        // This id is reported as malformed; once it is corrected, the reference may be right.
        Some(near) if !is_id(near) => return None,
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if !context.ids_are_known(of) => return None,
        None if ids.is_empty() || ids.len() > MOST_LISTED => None,
        None => {
            let ids: Vec<String> = ids.into_iter().map(quoted).collect();
            Some(format!("the {}s are {}", of.word(), listed(&ids, "and")))
        }
    };
    let related = None;
    Some(Advice { help, related })
}

impl RuleContext<'_> {
    /// Whether the ids of all records of a kind were read and are well formed.
    fn ids_are_known(&self, of: RecordKind) -> bool {
        let (complete, records) = match of {
            RecordKind::Source => counted(&self.file.source),
            RecordKind::Jurisdiction => counted(&self.file.jurisdiction),
            RecordKind::Member => counted(&self.file.member),
            RecordKind::Setting => counted(&self.file.setting),
            RecordKind::Place => counted(&self.file.place),
            // Nothing refers to these.
            RecordKind::Notice | RecordKind::Gap => return true,
        };
        let well_formed = self
            .ids
            .in_order(of)
            .into_iter()
            .filter(|id| is_id(id))
            .count();
        self.parsed.is_whole() && complete && well_formed == records
    }
}

/// Whether a list was read completely, and the number of its entries.
fn counted<T, const AT_LEAST: usize, const REQUIRED: bool>(
    list: &Field<List<T, AT_LEAST>, REQUIRED>,
) -> (bool, usize) {
    (list.is_complete(), list.entries().len())
}

/// The present id of a record with this previous id, and the position of the previous id.
fn previous_id<'c>(
    context: &'c RuleContext<'_>,
    of: RecordKind,
    id: &str,
) -> Option<(&'c str, &'c Span)> {
    macro_rules! find {
        ($list:ident) => {
            context.file.$list.entries().iter().find_map(|record| {
                let mut previous = record.value.previous_ids.entries().iter();
                let previous = previous.find(|previous| previous.value.text == id)?;
                Some((record.value.id.get()?.text.as_str(), &previous.span))
            })
        };
    }
    match of {
        RecordKind::Member => find!(member),
        RecordKind::Setting => find!(setting),
        RecordKind::Jurisdiction => find!(jurisdiction),
        RecordKind::Place => find!(place),
        RecordKind::Source | RecordKind::Notice | RecordKind::Gap => None,
    }
}

/// Ensure that no two changes and no two gaps have the same id, given or derived.
pub(crate) fn ensure_changes_and_gaps_have_ids_of_their_own(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let settings = context.file.setting.entries().iter();
    let changes = settings.flat_map(|setting| {
        let changes = setting.value.change.entries().iter();
        changes.map(|change| {
            let id = context.notice_id(&setting.value, &change.value);
            (id, &change.span, change.value.id.is_absent())
        })
    });
    report_same_words("changes", changes, found);
    let gaps = context.file.gap.entries().iter();
    let gaps = gaps.map(|gap| {
        (
            context.gap_id(&gap.value),
            &gap.span,
            gap.value.id.is_absent(),
        )
    });
    report_same_words("gaps", gaps, found);
}

fn report_same_words<'f>(
    kind: &str,
    records: impl Iterator<Item = (String, &'f Span, bool)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first = HashMap::new();
    for (id, span, made) in records {
        let Some(known) = first.insert(id, span).filter(|_| made) else {
            continue;
        };
        let title = format!("two {kind} say the same");
        let diagnostic = Diagnostic::new(Code::DuplicateId, span.clone(), title)
            .related(Span::clone(known), "first said here")
            .help("leave one of them out, or give it an `id`");
        found.push(diagnostic);
    }
}

/// Ensure that no two jurisdictions have the same square of the map.
pub(crate) fn ensure_tiles_are_not_shared(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<Tile, &Span> = HashMap::new();
    for jurisdiction in context.file.jurisdiction.entries() {
        let Some(square) = jurisdiction.value.tile.spanned() else {
            continue;
        };
        if let Some(known) = first.insert(square.value, &square.span) {
            let Tile { column, row } = square.value;
            let title = format!("two jurisdictions have the tile `[{column}, {row}]`");
            let diagnostic = Diagnostic::new(Code::SharedTile, square.span.clone(), title)
                .related(known.clone(), "first used here");
            found.push(diagnostic);
        }
    }
}

/// Ensure that no two records of a kind have the same name.
pub(crate) fn ensure_names_are_unique(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let file = &context.file;
    let jurisdictions = file.jurisdiction.entries().iter();
    let members = file.member.entries().iter();
    let settings = file.setting.entries().iter();
    let jurisdictions = jurisdictions.filter_map(|record| record.value.name.spanned());
    let members = members.filter_map(|record| record.value.name.spanned());
    let settings = settings.filter_map(|record| record.value.name.spanned());
    report_same_names("jurisdictions", jurisdictions, found);
    report_same_names("members", members, found);
    report_same_names("settings", settings, found);
}

fn report_same_names<'f>(
    kind: &str,
    names: impl Iterator<Item = &'f Spanned<Text>>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<String, &Spanned<Text>> = HashMap::new();
    for name in names {
        let Some(known) = first.get(&text::look(&name.value.0)) else {
            first.insert(text::look(&name.value.0), name);
            continue;
        };
        let title = format!("two {kind} have the name {}", quoted(&name.value.0));
        let diagnostic = Diagnostic::new(Code::DuplicateName, name.span.clone(), title)
            .related(known.span.clone(), "first named here");
        found.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::load::tests::{check, check_briefly, edited, edited_again, extended};

    #[test]
    fn an_id_is_a_letter_followed_by_letters_digits_and_hyphens() {
        assert_snapshot!(check(&edited("\"police\"", "\"Police_1\"")), @r#"
        error[malformed-id]: expected an id such as `police-custody`, but found `Police_1`
          --> fen.toml:52:11
           |
        52 | id      = "Police_1"
           |           ^^^^^^^^^^
           |
           = help: an id is a lower-case letter, then lower-case letters, digits and hyphens

        1 error in fen.toml
        "#);
        let id = |id: &str| check_briefly(&edited("\"police\"", &format!("{id:?}")));
        for right in ["p", "police-custody", "police-2", "p-"] {
            assert_eq!(id(right), "", "{right}");
        }
        for wrong in [
            "",
            "2-police",
            "-police",
            "police station",
            "pölice",
            "police/x",
        ] {
            assert!(id(wrong).contains("error[malformed-id]"), "{wrong}");
        }
    }

    #[test]
    fn no_two_records_of_a_kind_share_an_id() {
        assert_snapshot!(check(&edited("\"police\"", "\"prisons\"")), @r#"
        error[duplicate-id]: two settings have the id `prisons`
          --> fen.toml:52:11
           |
        39 | id      = "prisons"
           |           --------- first defined here
        ...
        52 | id      = "prisons"
           |           ^^^^^^^^^

        1 error in fen.toml
        "#);
        assert_eq!(check_briefly(&edited("\"police\"", "\"inspectors\"")), "");
    }

    #[test]
    fn a_previous_id_is_not_reused() {
        let taken = "id = \"visitors\"\nprevious-ids = [\"inspectors\"]";
        assert_snapshot!(check_briefly(&edited("id      = \"visitors\"", taken)), @"fen.toml:32:17: error[duplicate-id]: two members have the id `inspectors`");
    }

    #[test]
    fn an_unknown_reference_suggests_the_nearest_id_or_lists_a_few() {
        assert_snapshot!(check(&edited("[\"north\"]", "[\"nroth\"]")), @r#"
        error[unknown-id]: no jurisdiction has the id `nroth`
          --> fen.toml:58:20
           |
        58 |   jurisdictions = ["nroth"]
           |                    ^^^^^^^
           |
           = help: did you mean `north`?

        1 error in fen.toml
        "#);
        assert_snapshot!(check(&edited("[\"north\"]", "[\"west\"]")), @r#"
        error[unknown-id]: no jurisdiction has the id `west`
          --> fen.toml:58:20
           |
        58 |   jurisdictions = ["west"]
           |                    ^^^^^^
           |
           = help: the jurisdictions are `north` and `south`

        1 error in fen.toml
        "#);
    }

    #[test]
    fn an_unknown_reference_does_not_list_many_ids() {
        let check_among = |count: u32| {
            let others: Vec<String> = (2..=count)
                .map(|number| {
                    format!(
                        "[[source]]\nid = \"other-{number}\"\ntitle = \"T\"\npublisher = \"P\"\ndate = \"2014\"\n"
                    )
                })
                .collect();
            let text = extended(&others.concat());
            check(&edited_again(&text, "= [\"table\"]", "= [\"nothing\"]"))
        };
        for (count, is_told) in [(11, true), (12, true), (13, false)] {
            let found = check_among(count);
            assert!(found.contains("no source has the id `nothing`"), "{found}");
            assert_eq!(found.contains("the sources are"), is_told, "{found}");
        }
    }

    #[test]
    fn a_reference_to_a_missing_kind_of_record_is_not_reported_again() {
        let source = "[[source]]\nid        = \"table\"\ntitle     = \"The Table\"\npublisher = \"Monitors of Fenland\"\ndate      = \"2014\"\n";
        assert_snapshot!(check_briefly(&edited(source, "")), @"fen.toml:1:1: error[missing-key]: missing `[[source]]`");
    }

    #[test]
    fn a_reference_by_a_previous_id_suggests_the_present_one() {
        let text = edited(
            "id      = \"visitors\"",
            "id = \"visitors\"\nprevious-ids = [\"board\"]",
        );
        assert_snapshot!(check(&edited_again(&text, "[\"visitors\"]", "[\"board\"]")), @r#"
        error[unknown-id]: no member has the id `board`
          --> fen.toml:48:20
           |
        32 | previous-ids = ["board"]
           |                 ------- a previous id
        ...
        48 |   with          = ["board"]
           |                    ^^^^^^^
           |
           = help: it is `visitors` today

        1 error in fen.toml
        "#);
    }

    #[test]
    fn a_reference_to_an_unreadable_id_is_not_reported_again() {
        assert_snapshot!(check_briefly(&edited("\"visitors\"", "7")), @"fen.toml:31:11: error[wrong-type]: expected a string, but found an integer");
        assert_snapshot!(check_briefly(&edited("\"visitors\"", "Visitors")), @"fen.toml:31:11: error[syntax]: string values must be quoted, expected literal string");
        assert_snapshot!(check_briefly(&edited("\"visitors\"", "\"Visitors\"")), @"fen.toml:31:11: error[malformed-id]: expected an id such as `police-custody`, but found `Visitors`");
        assert_snapshot!(check_briefly(&edited("id      = \"visitors\"", "")), @"fen.toml:30:1: error[missing-key]: missing key `id` in `[[member]]`");
    }

    #[test]
    fn a_reference_to_a_record_with_another_mistake_resolves() {
        let text = edited("kind    = \"lay-monitors\"", "kind = []");
        assert_snapshot!(check_briefly(&text), @"fen.toml:33:8: error[wrong-type]: expected a string, but found an array");
    }

    #[test]
    fn references_of_every_kind_must_resolve() {
        let text = extended(
            r#"
[[complaint]]
settings      = ["x1"]
jurisdictions = ["x2"]
step          = [{ text = "Ask." }]
source        = "x3"
checked       = 2026-01-01

[[gap]]
what          = "Something."
jurisdictions = ["x4"]
state         = "open"
source        = "x5"

[[elsewhere]]
name    = "Somebody"
role    = "Something."
website = "https://somebody.example/"
source  = "x6"

[[about]]
heading = "Something"
text    = "Something."
sources = ["x7"]
"#,
        );
        assert_snapshot!(check_briefly(&text), @"
        fen.toml:64:18: error[unknown-id]: no setting has the id `x1`
        fen.toml:65:18: error[unknown-id]: no jurisdiction has the id `x2`
        fen.toml:67:17: error[unknown-id]: no source has the id `x3`
        fen.toml:72:18: error[unknown-id]: no jurisdiction has the id `x4`
        fen.toml:74:17: error[unknown-id]: no source has the id `x5`
        fen.toml:80:11: error[unknown-id]: no source has the id `x6`
        fen.toml:85:12: error[unknown-id]: no source has the id `x7`
        ");
    }

    #[test]
    fn no_two_records_of_a_kind_share_a_name() {
        assert_snapshot!(check(&edited("\"South Fen\"", "\"NORTH FEN\"")), @r#"
        error[duplicate-name]: two jurisdictions have the name `NORTH FEN`
          --> fen.toml:19:8
           |
        15 | name = "North Fen"
           |        ----------- first named here
        ...
        19 | name = "NORTH FEN"
           |        ^^^^^^^^^^^

        1 error in fen.toml
        "#);
        assert_snapshot!(check_briefly(&edited("name    = \"Police stations\"", "name = \"Prisons\"")), @"fen.toml:53:8: error[duplicate-name]: two settings have the name `Prisons`");
        assert_eq!(check_briefly(&edited("\"South Fen\"", "\"Prisons\"")), "");
    }
}
