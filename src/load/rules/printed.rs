//! Rules that compare the published words of a cell with the members that the record lists.

use std::collections::BTreeSet;

use super::names::{NameIndex, has_known_names, names_of};
use super::{Reported, RuleContext};
use crate::diagnostics::{Code, Span, quoted, quoted_list};
use crate::directory::{Key as _, MemberKey};
use crate::load::reading::{Field, Spanned};
use crate::load::records::Coverage;

/// Ensure that `printed` names each member that the record lists, in order, and no other.
pub(crate) fn printed_words_name_members(context: &RuleContext<'_>, found: &mut Reported) {
    let names = NameIndex::of(&context.file);
    for (_, coverage) in context.coverage() {
        if let Some(printed) = coverage.printed.get() {
            let cell = CellNames::new(context, &names, coverage, printed);
            cell.report_members(found);
            cell.report_order(coverage, found);
        }
    }
}

/// The members that the words of a cell name, and those that its record lists, by index.
struct CellNames<'f> {
    index: &'f NameIndex<'f>,
    printed: &'f Spanned<String>,
    /// The listed members with their positions, in order.
    listed: Vec<(usize, Span)>,
    /// The named members with the position of their names, in order, each once.
    named: Vec<(usize, Span)>,
    /// Whether all listed members and the names of all members are known.
    is_complete: bool,
}

impl<'f> CellNames<'f> {
    fn new(
        context: &'f RuleContext<'_>,
        index: &'f NameIndex<'f>,
        coverage: &'f Coverage,
        printed: &'f Spanned<String>,
    ) -> CellNames<'f> {
        let mut is_complete = coverage.by.is_complete()
            && coverage.with.is_complete()
            && index.complete
            && context.parsed.is_whole();
        let mut listed = Vec::new();
        for entry in coverage.members() {
            match context.ids[MemberKey::KIND].by_id.get(&entry.value) {
                Some(member) => listed.push((*member, entry.span)),
                None => is_complete = false,
            }
        }
        let mut named: Vec<(usize, Span)> = Vec::new();
        for (bearers, words) in index.find_in(printed) {
            let mut of_record = bearers.iter().filter(|member| contains(&listed, **member));
            if let Some(meant) = of_record.next().or(bearers.first())
                && !contains(&named, *meant)
            {
                named.push((*meant, span_of(words, printed, context)));
            }
        }
        CellNames {
            index,
            printed,
            listed,
            named,
            is_complete,
        }
    }

    fn report_members(&self, found: &mut Reported) {
        let unlisted = self.named.iter();
        let mut unlisted = unlisted
            .filter(|(member, _)| self.is_complete && !contains(&self.listed, *member))
            .map(|(member, words)| (self.shown(*member), *words));
        for (member, span) in &self.listed {
            let record = self.index.members[*member];
            if contains(&self.named, *member) || !has_known_names(record) {
                continue;
            }
            let shown = self.shown(*member);
            let title = format!("the cell's own words do not name {shown}");
            let diagnostic = Code::MemberNotPrinted.at(*span, title).label("listed here");
            // A member listed instead of another is one mistake, not two.
            found.push(if let Some((other, words)) = unlisted.next() {
                let diagnostic = diagnostic.related(words, format!("the words name {other}"));
                diagnostic.help(format!("did you mean {other}?"))
            } else {
                let names = quoted_list(names_of(record).collect::<BTreeSet<_>>(), "or");
                diagnostic
                    .related(self.printed.span, "the cell's own words")
                    .help(format!(
                        "it goes by {names}; `printed-as` takes what else the table calls it"
                    ))
            });
        }
        for (member, words) in unlisted {
            let title =
                format!("the cell's own words name {member}, which the record does not list");
            let help = format!("add {member} to `by` or `with`, in the order of the words");
            let diagnostic = Code::PrintedMemberNotListed.at(words, title);
            found.push(diagnostic.label("named here").help(help));
        }
    }

    fn report_order(&self, coverage: &Coverage, found: &mut Reported) {
        let mut in_words: Vec<usize> = self.named.iter().map(|(member, _)| *member).collect();
        in_words.retain(|member| contains(&self.listed, *member));
        let mut in_lists = Vec::new();
        for (member, _) in &self.listed {
            if in_words.contains(member) && !in_lists.contains(member) {
                in_lists.push(*member);
            }
        }
        if let Some(by) = coverage.by.span()
            && in_words != in_lists
        {
            let shown: Vec<String> = in_words.iter().map(|member| self.shown(*member)).collect();
            let shown = shown.join(", ");
            let title = format!("expected the order of the cell's own words: {shown}");
            let diagnostic = Code::PrintedOrder.at(by, title);
            found.push(diagnostic.related(self.printed.span, "the cell's own words"));
        }
    }

    fn shown(&self, member: usize) -> String {
        let id = self.index.members[member].id.get();
        id.map_or_else(|| "a member".to_owned(), |id| quoted(id))
    }
}

/// The position of some words of `printed` in the file; all of `printed` if it contains escapes.
fn span_of(words: Span, printed: &Spanned<String>, context: &RuleContext<'_>) -> Span {
    let written = context.parsed.source.get(printed.span);
    let Some(start) = written.find(&printed.value) else {
        return printed.span;
    };
    let start = printed.span.start + start;
    (start + words.start..start + words.end).into()
}

fn contains(members: &[(usize, Span)], member: usize) -> bool {
    members.iter().any(|(known, _)| *known == member)
}

/// Ensure that a cell of the published table belongs to a setting in it.
pub(crate) fn printed_cells_have_a_row(context: &RuleContext<'_>, found: &mut Reported) {
    for (setting, coverage) in context.coverage() {
        if let Some(printed) = coverage.printed.span()
            && setting.printed.is_absent()
            && context.has_published_table()
        {
            let title = "expected no `printed` in a setting that is not in the published table";
            let help = "give the setting the row's heading as its own `printed`, or the record `from` or `seen`";
            let diagnostic = Code::NoPublishedRow.at(printed, title).help(help);
            found.push(match setting.id.span() {
                Some(id) => diagnostic.related(id, "this setting has no `printed`"),
                None => diagnostic,
            });
        }
    }
}

/// Ensure that nothing is marked as published if the file names no published table.
pub(crate) fn there_is_a_published_table(context: &RuleContext<'_>, found: &mut Reported) {
    if context.has_published_table() {
        return;
    }
    let rows = context.file.setting.entries().map(|row| &row.printed);
    let cells = context.coverage().map(|(_, cell)| &cell.printed);
    let printed = rows.chain(cells).filter_map(Field::span);
    // The mistake is one missing key, so it is reported once.
    if let Some(first) = printed.min_by_key(|span| span.start) {
        let title = "expected no `printed`, because the file names no published table";
        let help = "leave out every `printed`, or name the source of the table as `published` in `[directory]`";
        found.push(Code::NoPublishedTable.at(first, title).help(help));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::load::tests::{check, check_briefly, edited, edited_again};

    const CELL: &str = "\"Prison Inspectors (PI) with Board of Visitors\"";

    fn check_words(words: &str) -> String {
        check_briefly(&edited(CELL, &format!("{words:?}")))
    }

    #[test]
    fn words_that_name_every_member_in_order_are_accepted() {
        for words in [
            "PI with Board of Visitors",
            "Prison Inspectors, Board of Visitors",
            "PI (Prison Inspectors, PI) jointly with the Board of Visitors' members",
            "\u{201c}PI\u{201d} and\nBoard of Visitors; PI again",
        ] {
            assert_eq!(check_words(words), "", "{words}");
        }
    }

    #[test]
    fn a_listed_member_without_its_name_is_shown_in_the_list() {
        assert_snapshot!(check(&edited(CELL, "\"PI with others\"")), @r#"
        error[member-not-printed]: the cell's own words do not name `visitors`
          --> fen.toml:47:20
           |
        47 |   with          = ["visitors"]
           |                    ^^^^^^^^^^ listed here
        48 |   printed       = "PI with others"
           |                   ---------------- the cell's own words
           |
           = help: it goes by `Board of Visitors`; `printed-as` takes what else the table calls it

        1 error in fen.toml
        "#);
    }

    #[test]
    fn names_match_whole_words_and_case() {
        for words in [
            "PIs with Board of Visitors",
            "pi with Board of Visitors",
            "P.I. with Board of Visitors",
        ] {
            assert!(
                check_words(words).contains("do not name `inspectors`"),
                "{words}"
            );
        }
    }

    #[test]
    fn a_named_member_that_is_not_listed_is_shown_in_the_words() {
        assert_snapshot!(check(&edited("\"PI\"\n  sources", "\"PI and Board of Visitors\"\n  sources")), @r#"
        error[printed-member-not-listed]: the cell's own words name `visitors`, which the record does not list
          --> fen.toml:60:27
           |
        60 |   printed       = "PI and Board of Visitors"
           |                           ^^^^^^^^^^^^^^^^^ named here
           |
           = help: add `visitors` to `by` or `with`, in the order of the words

        1 error in fen.toml
        "#);
    }

    #[test]
    fn words_with_escapes_are_shown_as_a_whole() {
        let text = edited(
            "\"PI\"\n  sources",
            "\"PI \\u0026 Board of Visitors\"\n  sources",
        );
        assert_snapshot!(check(&text), @r#"
        error[printed-member-not-listed]: the cell's own words name `visitors`, which the record does not list
          --> fen.toml:60:19
           |
        60 |   printed       = "PI \u0026 Board of Visitors"
           |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ named here
           |
           = help: add `visitors` to `by` or `with`, in the order of the words

        1 error in fen.toml
        "#);
    }

    #[test]
    fn a_member_listed_instead_of_another_is_one_mistake() {
        assert_snapshot!(check(&edited("[\"inspectors\"]\n  printed", "[\"visitors\"]\n  printed")), @r#"
        error[member-not-printed]: the cell's own words do not name `visitors`
          --> fen.toml:59:20
           |
        59 |   by            = ["visitors"]
           |                    ^^^^^^^^^^ listed here
        60 |   printed       = "PI"
           |                    -- the words name `inspectors`
           |
           = help: did you mean `inspectors`?

        1 error in fen.toml
        "#);
    }

    #[test]
    fn members_are_listed_in_the_order_of_the_words() {
        assert_snapshot!(check(&edited(CELL, "\"Board of Visitors and PI\"")), @r#"
        error[printed-order]: expected the order of the cell's own words: `visitors`, `inspectors`
          --> fen.toml:46:19
           |
        46 |   by            = ["inspectors"]
           |                   ^^^^^^^^^^^^^^
        47 |   with          = ["visitors"]
        48 |   printed       = "Board of Visitors and PI"
           |                   -------------------------- the cell's own words

        1 error in fen.toml
        "#);
    }

    #[test]
    fn the_longer_of_two_names_with_the_same_beginning_counts() {
        let text = edited(
            "\"Board of Visitors\"",
            "\"Prison Inspectors of the South\"",
        );
        let text = edited_again(
            &text,
            CELL,
            "\"Prison Inspectors with Prison Inspectors of the South\"",
        );
        assert_eq!(check_briefly(&text), "");
        let text = edited_again(
            &text,
            "\"PI\"\n  sources",
            "\"Prison Inspectors of the South\"\n  sources",
        );
        assert_snapshot!(check_briefly(&text), @"fen.toml:59:20: error[member-not-printed]: the cell's own words do not name `inspectors`");
    }

    #[test]
    fn previous_names_count() {
        let text = edited(
            "[[setting]]",
            "  [[member.formerly]]\n  name = \"Visiting Justices\"\n  abbreviation = \"VJ\"\n  until = \"2010\"\n\n[[setting]]",
        );
        for words in ["PI with Visiting Justices (VJ)", "PI with VJ"] {
            let text = edited_again(&text, CELL, &format!("{words:?}"));
            assert_eq!(check_briefly(&text), "", "{words}");
        }
    }

    #[test]
    fn without_a_published_table_nothing_is_printed() {
        assert_snapshot!(check(&edited("published = \"table\"\n", "")), @r#"
        error[no-published-table]: expected no `printed`, because the file names no published table
          --> fen.toml:40:11
           |
        40 | printed = "Prisons and jails"
           |           ^^^^^^^^^^^^^^^^^^^
           |
           = help: leave out every `printed`, or name the source of the table as `published` in `[directory]`

        1 error in fen.toml
        "#);
    }

    #[test]
    fn printed_as_adds_names() {
        let text = edited(
            "abbreviation = \"PI\"",
            "abbreviation = \"PI\"\nprinted-as = [\"the inspectors\"]",
        );
        assert_eq!(
            check_briefly(&edited_again(
                &text,
                CELL,
                "\"the inspectors, Board of Visitors\""
            )),
            ""
        );
    }

    #[test]
    fn of_two_members_with_the_same_abbreviation_the_listed_one_counts() {
        let text = edited(
            "name    = \"Board of Visitors\"",
            "name = \"Board of Visitors\"\nabbreviation = \"PI\"",
        );
        let text = edited_again(
            &text,
            "by            = [\"inspectors\"]\n  printed",
            "by = [\"visitors\"]\n  printed",
        );
        assert_eq!(check_briefly(&text), "");
    }

    #[test]
    fn a_mistake_in_a_member_causes_none_in_cells_that_name_it() {
        assert_snapshot!(check_briefly(&edited("name    = \"Board of Visitors\"", "name = 7")), @"fen.toml:32:8: error[wrong-type]: expected a string, but found an integer");
        assert_snapshot!(check_briefly(&edited("name         = \"Prison Inspectors\"", "name = 7")), @"fen.toml:23:8: error[wrong-type]: expected a string, but found an integer");
        assert_snapshot!(check_briefly(&edited("\"PI\"\nkind", "7\nkind")), @"fen.toml:24:16: error[wrong-type]: expected a string, but found an integer");
    }

    #[test]
    fn a_mistake_in_a_list_causes_none_in_the_words() {
        assert_snapshot!(check_briefly(&edited("[\"visitors\"]", "[\"visitor\"]")), @"fen.toml:47:20: error[unknown-id]: no member has the id `visitor`");
        assert_snapshot!(check_briefly(&edited("[\"visitors\"]", "[7]")), @"fen.toml:47:20: error[wrong-type]: expected a string, but found an integer");
        assert_snapshot!(check_briefly(&edited("with          = [\"visitors\"]", "with = [\"visitors\"")), @"fen.toml:48:3: error[syntax]: missing comma between array elements, expected `,`");
    }

    #[test]
    fn a_printed_cell_needs_a_setting_in_the_published_table() {
        assert_snapshot!(check(&edited("printed = \"Police stations\"\n", "")), @r#"
        error[no-published-row]: expected no `printed` in a setting that is not in the published table
          --> fen.toml:59:19
           |
        52 | id      = "police"
           |           -------- this setting has no `printed`
        ...
        59 |   printed       = "PI"
           |                   ^^^^
           |
           = help: give the setting the row's heading as its own `printed`, or the record `from` or `seen`

        1 error in fen.toml
        "#);
    }
}
