//! What a maintainer should look at.

use std::collections::HashSet;

use super::Checking;
use crate::diagnostics::{Code, Diagnostic, quoted};
use crate::load::values::{Encryption, RecordKind};

/// Ensure that what people write in a complaint is not sent over an open line.
pub(super) fn ensure_complaint_routes_are_encrypted(
    checking: &Checking<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (address, encryption) in &checking.noted.addresses {
        if *encryption == Encryption::Demanded && address.value.starts_with("http://") {
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
pub(super) fn ensure_addresses_are_encrypted(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    for (address, encryption) in &checking.noted.addresses {
        if *encryption == Encryption::Wished && address.value.starts_with("http://") {
            let title = format!("the address {} is not encrypted", quoted(&address.value));
            let help = "most sites answer at `https://` too";
            let diagnostic = Diagnostic::new(Code::InsecureAddress, address.span.clone(), title);
            found.push(diagnostic.help(help));
        }
    }
}

/// Ensure that every member is named by some coverage record, or that it is said why not.
pub(super) fn ensure_members_are_named(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    if !checking.complete {
        return;
    }
    let named: HashSet<&str> = checking
        .coverage()
        .flat_map(|(_, coverage)| {
            coverage
                .value
                .by
                .entries()
                .iter()
                .chain(coverage.value.with.entries())
        })
        .map(|member| member.value.id.as_str())
        .collect();
    for member in checking.file.member.entries() {
        let Some(id) = member.value.id.placed() else {
            continue;
        };
        if !named.contains(id.value.text.as_str()) && member.value.uncovered.span().is_none() {
            let title = format!("no coverage record names {}", quoted(&id.value.text));
            let help = "say in `uncovered` why the published table does not name it";
            found.push(Diagnostic::new(Code::UnnamedMember, id.span.clone(), title).help(help));
        }
    }
}

/// Ensure that every source is cited.
pub(super) fn ensure_sources_are_cited(checking: &Checking<'_>, found: &mut Vec<Diagnostic>) {
    if !checking.complete {
        return;
    }
    let cited: HashSet<&str> = checking
        .noted
        .references
        .iter()
        .filter(|noted| noted.of == RecordKind::Source)
        .map(|noted| noted.id.as_str())
        .collect();
    for source in checking.file.source.entries() {
        let Some(id) = source.value.id.placed() else {
            continue;
        };
        if !cited.contains(id.value.text.as_str()) {
            let title = format!("nothing cites the source {}", quoted(&id.value.text));
            found.push(Diagnostic::new(Code::UncitedSource, id.span.clone(), title));
        }
    }
}
