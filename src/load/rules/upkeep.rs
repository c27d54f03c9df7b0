//! Rules that a maintainer should act on: mostly warnings.

use std::collections::HashSet;

use super::{Reported, RuleContext};
use crate::diagnostics::{Code, quoted};
use crate::directory::{Key as _, SourceKey};

/// Ensure that every member is in a coverage record, or has a reason for not being in one.
pub(crate) fn members_are_named(context: &RuleContext<'_>, found: &mut Reported) {
    let records = context.coverage();
    let named = records.flat_map(|(_, coverage)| coverage.members());
    let named: HashSet<&str> = named.map(|member| member.as_str()).collect();
    for member in context.file.member.entries() {
        // A body that has been announced or has left may cover nothing.
        let may_cover_nothing =
            !member.status.is_absent() || !member.left.is_absent() || !member.uncovered.is_absent();
        if let Some(id) = member.id.get()
            && !may_cover_nothing
            && !named.contains(id.as_str())
        {
            let title = format!("no coverage record names {}", quoted(id));
            let help =
                "name it in the `by` or `with` of a record, or say in `uncovered` why none does";
            found.push(Code::UnnamedMember.at(id.span, title).help(help));
        }
    }
}

/// Ensure that the bodies in a coverage record are members already.
pub(crate) fn members_cover_cells(context: &RuleContext<'_>, found: &mut Reported) {
    let bodies = context.file.member.entries();
    let expected = bodies.filter(|member| !member.status.is_absent());
    let ids = expected.filter_map(|member| member.id.get());
    let expected: HashSet<&str> = ids.map(|id| id.as_str()).collect();
    let members = context.coverage().flat_map(|(_, cell)| cell.members());
    for member in members.filter(|member| expected.contains(member.as_str())) {
        let shown = quoted(member);
        let title = format!(
            "{shown} is only expected to become a member, so pages do not show it here yet"
        );
        let help = "take `status` away once it is a member";
        found.push(Code::ExpectedCovers.at(member.span, title).help(help));
    }
}

/// Ensure that every source is cited.
pub(crate) fn sources_are_cited(context: &RuleContext<'_>, found: &mut Reported) {
    let references = context.collected.references.iter();
    let cited = references.filter(|reference| reference.0 == SourceKey::KIND);
    let cited: HashSet<&str> = cited.map(|reference| reference.1.as_str()).collect();
    let sources = context.file.source.entries();
    for id in sources.filter_map(|source| source.id.get()) {
        if !cited.contains(id.as_str()) {
            let title = format!("nothing cites the source {}", quoted(id));
            found.push(Code::UncitedSource.at(id.span, title));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::load::tests::{check, check_briefly, edited, edited_again, extended};

    const ROUTE: &str = r#"
[[complaint]]
settings      = ["prisons"]
jurisdictions = ["north"]
step          = [{ to = "The Board", url = "http://board.example/" }]
source        = "table"
checked       = 2026-01-01
"#;

    #[test]
    fn an_unencrypted_complaint_route_is_an_error() {
        assert_snapshot!(check(&extended(ROUTE)), @r#"
        error[insecure-complaint-route]: expected an `https://` address, but found `http://board.example/`
          --> fen.toml:66:44
           |
        66 | step          = [{ to = "The Board", url = "http://board.example/" }]
           |                                            ^^^^^^^^^^^^^^^^^^^^^^^

        1 error in fen.toml
        "#);
        assert_eq!(
            check_briefly(&extended(&ROUTE.replace("http:", "https:"))),
            ""
        );
    }

    #[test]
    fn an_unencrypted_address_is_a_warning() {
        assert_snapshot!(check(&edited("https://visitors", "http://visitors")), @r#"
        warning[insecure-address]: the address `http://visitors.example/` is not encrypted
          --> fen.toml:35:11
           |
        35 | website = "http://visitors.example/"
           |           ^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: most sites answer at `https://` too

        1 warning in fen.toml
        "#);
    }

    #[test]
    fn a_member_without_coverage_needs_a_reason() {
        let text = edited("  with          = [\"visitors\"]\n", "");
        let text = edited_again(&text, " with Board of Visitors", "");
        assert_snapshot!(check(&text), @r#"
        warning[unnamed-member]: no coverage record names `visitors`
          --> fen.toml:31:11
           |
        31 | id      = "visitors"
           |           ^^^^^^^^^^
           |
           = help: name it in the `by` or `with` of a record, or say in `uncovered` why none does

        1 warning in fen.toml
        "#);
        let why = "[[member]]\nuncovered = \"It is new.\"\nid      = \"visitors\"";
        assert_eq!(
            check_briefly(&edited_again(
                &text,
                "[[member]]\nid      = \"visitors\"",
                why
            )),
            ""
        );
    }

    #[test]
    fn an_uncited_source_is_a_warning() {
        let source = "[[source]]\nid = \"other\"\ntitle = \"X\"\npublisher = \"X\"\ndate = \"2015\"\n\n[[jurisdiction]]";
        let text = edited("[[jurisdiction]]", source);
        assert_snapshot!(check(&text), @r#"
        warning[uncited-source]: nothing cites the source `other`
          --> fen.toml:14:6
           |
        14 | id = "other"
           |      ^^^^^^^

        1 warning in fen.toml
        "#);
        assert_eq!(
            check_briefly(&edited_again(&text, "[\"table\"]", "[\"other\"]")),
            ""
        );
    }

    #[test]
    fn mentions_inside_a_mistake_count_as_uses() {
        assert_snapshot!(check_briefly(&edited("[\"visitors\"]", "[\"visitor\"]")), @"fen.toml:47:20: error[unknown-id]: no member has the id `visitor`");
        assert_snapshot!(check_briefly(&edited("[\"visitors\"]", "[7]")), @"fen.toml:47:20: error[wrong-type]: expected a string, but found an integer");
    }
}
