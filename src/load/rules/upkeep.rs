//! Rules that a maintainer should act on: mostly warnings.

use std::collections::HashSet;

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic, quoted};
use crate::load::reading::{Encryption, RecordKind};

/// Ensure that complaints are not sent unencrypted.
pub(crate) fn ensure_complaint_routes_are_encrypted(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (address, encryption) in &context.collected.addresses {
        if *encryption == Encryption::Required && address.value.starts_with("http://") {
            let title = format!(
                "expected an `https://` address, but found {}",
                quoted(&address.value)
            );
            let diagnostic =
                Diagnostic::new(Code::InsecureComplaintRoute, address.span.clone(), title);
            found.push(diagnostic);
        }
    }
}

/// Ensure that addresses are encrypted.
pub(crate) fn ensure_addresses_are_encrypted(
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (address, encryption) in &context.collected.addresses {
        if *encryption == Encryption::Preferred && address.value.starts_with("http://") {
            let title = format!("the address {} is not encrypted", quoted(&address.value));
            let help = "most sites answer at `https://` too";
            let diagnostic = Diagnostic::new(Code::InsecureAddress, address.span.clone(), title);
            found.push(diagnostic.help(help));
        }
    }
}

/// Ensure that every member is in a coverage record, or has a reason for not being in one.
pub(crate) fn ensure_members_are_named(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let named: HashSet<&str> = context
        .coverage()
        .flat_map(|(_, coverage)| coverage.value.members())
        .map(|member| member.value.id.as_str())
        .collect();
    // A body that has been announced or has left may cover nothing.
    let members = context.file.member.entries().iter();
    let members =
        members.filter(|member| member.value.status.is_absent() && member.value.left.is_absent());
    for member in members {
        let Some(id) = member.value.id.spanned() else {
            continue;
        };
        if !named.contains(id.value.text.as_str()) && member.value.uncovered.is_absent() {
            let title = format!("no coverage record names {}", quoted(&id.value.text));
            let help =
                "name it in the `by` or `with` of a record, or say in `uncovered` why none does";
            found.push(Diagnostic::new(Code::UnnamedMember, id.span.clone(), title).help(help));
        }
    }
}

/// Ensure that the bodies in a coverage record are members already.
pub(crate) fn ensure_members_cover_cells(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let expected: HashSet<&str> = context
        .file
        .member
        .entries()
        .iter()
        .filter(|member| !member.value.status.is_absent())
        .filter_map(|member| Some(member.value.id.get()?.text.as_str()))
        .collect();
    let members = context
        .coverage()
        .flat_map(|(_, cell)| cell.value.members());
    for member in members.filter(|member| expected.contains(member.value.id.as_str())) {
        let title = format!(
            "{} is only expected to become a member, so pages do not show it here yet",
            quoted(&member.value.id)
        );
        let help = "take `status` away once it is a member";
        let span = member.span.clone();
        found.push(Diagnostic::new(Code::ExpectedCovers, span, title).help(help));
    }
}

/// Ensure that every source is cited.
pub(crate) fn ensure_sources_are_cited(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let cited: HashSet<&str> = context
        .collected
        .references
        .iter()
        .filter(|noted| noted.of == RecordKind::Source)
        .map(|noted| noted.id.as_str())
        .collect();
    for source in context.file.source.entries() {
        let Some(id) = source.value.id.spanned() else {
            continue;
        };
        if !cited.contains(id.value.text.as_str()) {
            let title = format!("nothing cites the source {}", quoted(&id.value.text));
            found.push(Diagnostic::new(Code::UncitedSource, id.span.clone(), title));
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
