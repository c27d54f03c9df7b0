//! Rules about steps of a complaint and references between settings.

use super::{Found, RuleContext};
use crate::diagnostics::Code;

/// Ensure that each step of a complaint has a text, an address or a telephone number.
pub(crate) fn ensure_steps_say_something(context: &RuleContext<'_>, found: &mut Found) {
    let routes = context.file.complaint.entries();
    for step in routes.flat_map(|route| route.step.entries()) {
        let is_empty = step.text.is_absent() && step.url.is_absent() && step.phone.is_absent();
        if is_empty && !context.parsed.is_record_broken(step.span) {
            let title = "expected a step with `text`, `url` or `phone`";
            found.push(Code::EmptyStep.at(step.span, title));
        }
    }
}

/// Ensure that no setting refers to itself.
pub(crate) fn ensure_settings_see_others(context: &RuleContext<'_>, found: &mut Found) {
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
