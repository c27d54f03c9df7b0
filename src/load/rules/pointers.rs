//! Rules about steps of a complaint and references between settings.

use super::RuleContext;
use crate::diagnostics::{Code, Diagnostic};

/// Ensure that each step of a complaint has a text, an address or a telephone number.
pub(crate) fn ensure_steps_say_something(context: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for route in context.file.complaint.entries() {
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
