//! Rules about ids, references, names, and what a record must not leave out.

use std::collections::HashMap;

use super::{Reported, RuleContext};
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::directory::{Tile, nearest};
use crate::load::text;
use crate::load::values::is_id;

/// Ensure that no two records of a kind share an id, including previous ids.
pub(crate) fn ids_are_unique(context: &RuleContext<'_>, found: &mut Reported) {
    let mut ids = Vec::from_iter(&context.collected.ids);
    ids.sort_by_key(|(_, id)| id.span.start);
    let mut first = HashMap::new();
    for (of, id) in ids {
        let known = *first.entry((of, &id.value)).or_insert(id.span);
        if known != id.span {
            let title = format!("two {of}s have the id {}", quoted(id));
            let diagnostic = Code::DuplicateId.at(id.span, title);
            found.push(diagnostic.related(known, "first defined here"));
        }
    }
}

/// Ensure that every reference is to an existing record.
pub(crate) fn references_resolve(context: &RuleContext<'_>, found: &mut Reported) {
    // A thousand records may share one wrong reference; its advice is computed once.
    let mut advice: HashMap<(&str, &str), Option<Advice>> = HashMap::new();
    for (of, id) in &context.collected.references {
        if context.ids[of].by_id.contains_key(&id.value) {
            continue;
        }
        let advice = advice
            .entry((of, id))
            .or_insert_with(|| advise(context, of, id));
        // Without advice, the reference may be to an id that could not be read.
        if let Some((help, previous)) = advice {
            let title = format!("no {of} has the id {}", quoted(id));
            let mut diagnostic = Code::UnknownId.at(id.span, title);
            diagnostic.help.clone_from(help);
            found.push(match previous {
                Some(previous) => diagnostic.related(*previous, "a previous id"),
                None => diagnostic,
            });
        }
    }
}

/// The help for a reference to a record that does not exist, and the position of the previous id that it is.
type Advice = (Option<String>, Option<Span>);

fn advise(context: &RuleContext<'_>, of: &str, id: &str) -> Option<Advice> {
    /// A longer list of ids is no help.
    const MOST_LISTED: usize = 12;
    let records = &context.ids[of];
    if let Some((today, previous)) = records.previous.get(id) {
        let help = format!("it is {} today", quoted(today));
        return Some((Some(help), Some(*previous)));
    }
    if id.eq_ignore_ascii_case("all") {
        let help = "to list all, write `\"all\"` without brackets";
        return Some((Some(help.to_owned()), None));
    }
    let ids = records.in_order();
    let help = match nearest(id, ids.iter().copied()) {
        // This id is reported as malformed; once it is corrected, the reference may be right.
        Some(near) if !is_id(near) => return None,
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if !context.parsed.is_whole() || !records.complete => return None,
        None if ids.is_empty() || ids.len() > MOST_LISTED => None,
        None => Some(format!("the {}s are {}", of, quoted_list(ids, "and"))),
    };
    Some((help, None))
}

/// Ensure that no two changes and no two gaps have the same id, given or derived.
pub(crate) fn changes_and_gaps_have_own_ids(context: &RuleContext<'_>, found: &mut Reported) {
    let changes = context.change_ids();
    let changes = changes.map(|(id, change)| ("changes", id, change.span, &change.id));
    let gaps = context.gap_ids();
    let gaps = gaps.map(|(id, gap)| ("gaps", id, gap.span, &gap.id));
    let mut first = HashMap::new();
    for (kind, id, span, given) in changes.chain(gaps) {
        if let Some(known) = first.insert((kind, id), span)
            && given.is_absent()
        {
            let diagnostic = Code::DuplicateId
                .at(span, format!("two {kind} say the same"))
                .related(known, "first said here")
                .help("leave one of them out, or give it an `id`");
            found.push(diagnostic);
        }
    }
}

/// Ensure that each step of a complaint has a text, an address or a telephone number.
pub(crate) fn steps_say_something(context: &RuleContext<'_>, found: &mut Reported) {
    let routes = context.file.complaint.entries();
    for step in routes.flat_map(|route| route.step.entries()) {
        if step.text.is_absent() && step.url.is_absent() && step.phone.is_absent() {
            let title = "expected a step with `text`, `url` or `phone`";
            found.push(Code::EmptyStep.at(step.span, title));
        }
    }
}

/// Ensure that no setting refers to itself.
pub(crate) fn settings_see_others(context: &RuleContext<'_>, found: &mut Reported) {
    for setting in context.file.setting.entries() {
        let others = setting.see_also.entries();
        for other in others.filter_map(|other| other.setting.get()) {
            if setting.id.get().is_some_and(|id| id.value == other.value) {
                let title = "expected another setting, but found the same";
                found.push(Code::SeesItself.at(other.span, title));
            }
        }
    }
}

/// Ensure that no two jurisdictions have the same square of the map.
pub(crate) fn tiles_are_not_shared(context: &RuleContext<'_>, found: &mut Reported) {
    let mut first = HashMap::new();
    let jurisdictions = context.file.jurisdiction.entries();
    for square in jurisdictions.filter_map(|jurisdiction| jurisdiction.tile.get()) {
        if let Some(known) = first.insert(square.value, square.span) {
            let Tile { column, row } = square.value;
            let title = format!("two jurisdictions have the tile `[{column}, {row}]`");
            let diagnostic = Code::SharedTile.at(square.span, title);
            found.push(diagnostic.related(known, "first used here"));
        }
    }
}

/// Ensure that no two records of a kind have the same name.
pub(crate) fn names_are_unique(context: &RuleContext<'_>, found: &mut Reported) {
    let file = &context.file;
    let jurisdictions = file.jurisdiction.entries();
    let jurisdictions = jurisdictions.map(|it| ("jurisdictions", &it.name));
    let members = file.member.entries().map(|it| ("members", &it.name));
    let settings = file.setting.entries().map(|it| ("settings", &it.name));
    let mut first = HashMap::new();
    for (kind, name) in jurisdictions.chain(members).chain(settings) {
        let Some(name) = name.get() else { continue };
        let known = *first.entry((kind, text::look(name))).or_insert(name.span);
        if known != name.span {
            let title = format!("two {kind} have the name {}", quoted(name));
            let diagnostic = Code::DuplicateName.at(name.span, title);
            found.push(diagnostic.related(known, "first named here"));
        }
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
