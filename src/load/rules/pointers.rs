//! What leads a reader on: steps of a complaint, other settings, other jurisdictions.

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::directory::{JurisdictionKey, Reason};
use crate::load::reading::Optional;
use crate::load::values::{Reference, Word};

/// Ensure that a complaint route has steps, and that each says what to do or where to turn.
pub(crate) fn ensure_complaints_have_steps(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for route in context.file.complaint.entries() {
        let has_steps = !route.value.step.is_absent() || !route.value.first.is_absent();
        if !has_steps && !context.parsed.is_record_broken(&route.span) {
            let title = "missing key `step` in `[[complaint]]`";
            let help = "write a `[[complaint.step]]` for each thing to do, in order";
            found.push(Diagnostic::new(Code::MissingKey, route.span.clone(), title).help(help));
        }
        for step in route.value.step.entries() {
            let says = !step.value.text.is_absent()
                || !step.value.url.is_absent()
                || !step.value.phone.is_absent();
            if !says && !context.parsed.is_record_broken(&step.span) {
                let title = "expected a step with `text`, `url` or `phone`";
                found.push(Diagnostic::new(Code::EmptyStep, step.span.clone(), title));
            }
        }
    }
}

/// Ensure that no setting refers to itself.
pub(crate) fn ensure_settings_see_others(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for setting in context.file.setting.entries() {
        let Some(id) = setting.value.id.get() else {
            continue;
        };
        for other in setting.value.see_also.entries() {
            let other = other.value.setting.spanned();
            if let Some(other) = other.filter(|other| other.value.id == id.text) {
                let title = "expected another setting, but found the same";
                found.push(Diagnostic::new(Code::SeesItself, other.span.clone(), title));
            }
        }
    }
}

/// Ensure that an absence names another jurisdiction where its reason is `elsewhere`, and nowhere else.
pub(crate) fn ensure_elsewhere_says_where(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for setting in context.file.setting.entries() {
        for absence in setting.value.none.entries() {
            let record = &absence.value;
            let places = context.ids_of(&record.jurisdictions);
            check_see(
                &record.reason,
                &record.see,
                &absence.span,
                &places,
                context,
                found,
            );
        }
    }
    for absence in context.file.none.entries() {
        let record = &absence.value;
        let places = context.ids_of(&record.jurisdictions);
        check_see(
            &record.reason,
            &record.see,
            &absence.span,
            &places,
            context,
            found,
        );
    }
}

fn check_see(
    reason: &crate::load::reading::Required<Word<Reason>>,
    see: &Optional<Reference<JurisdictionKey>>,
    record: &Span,
    places: &[(&str, &Span)],
    context: &RuleContext<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(reason) = reason.spanned() else {
        return;
    };
    match (reason.value.0 == Reason::Elsewhere, see.span()) {
        (true, None) if !context.parsed.is_record_broken(record) => {
            let title = "missing key `see` beside the reason `elsewhere`";
            let help = "`see` takes the id of the jurisdiction whose bodies cover these places";
            found.push(Diagnostic::new(Code::MisplacedSee, reason.span.clone(), title).help(help));
        }
        (false, Some(span)) => {
            let title = "expected no `see` without the reason `elsewhere`";
            let diagnostic = Diagnostic::new(Code::MisplacedSee, span, title)
                .related(reason.span.clone(), "the reason is here");
            found.push(diagnostic);
        }
        _ => {}
    }
    if let Some(see) = see.spanned()
        && places.iter().any(|(id, _)| *id == see.value.id)
    {
        let title = "expected another jurisdiction, but found one of the record's own";
        found.push(Diagnostic::new(Code::SeesItself, see.span.clone(), title));
    }
}
