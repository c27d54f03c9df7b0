//! What leads a reader on: the steps of a complaint, other settings.

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic};

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
