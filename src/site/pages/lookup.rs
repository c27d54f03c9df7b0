//! The lookup form: the setting and the jurisdiction.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::matrix::Matrix;
use super::settings::Described;
use crate::directory::{JurisdictionKey, SettingKey, Standing};
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Glance;
use crate::site::views::Named;

/// The value of the setting "I'm not sure". Ids have no underscores.
pub(crate) const NOT_SURE: &str = "not_sure";

/// The submitted lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LookupForm {
    pub(crate) setting: Choice<SettingKey>,
    pub(crate) jurisdiction: Choice<JurisdictionKey>,
    /// The step that was submitted.
    pub(crate) submission: Submission,
}

/// A step of the lookup form, given by the value of its submit button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Submission {
    /// The form was opened, not submitted.
    #[default]
    None,
    /// Both questions were asked. If one is unanswered, it is asked next; if both are, that is an error.
    First,
    /// One question was asked; it is an error to leave it unanswered.
    Second,
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Choice<K> {
    /// Unanswered.
    #[default]
    Missing,
    /// One of the choices.
    Chosen(K),
    /// Not one of the choices.
    Unknown,
}

impl<K> Choice<K> {
    /// The answer in a field; an empty one is unanswered.
    pub(crate) fn of(field: Option<&str>, find: impl Fn(&str) -> Option<K>) -> Choice<K> {
        match field {
            None | Some("") => Choice::Missing,
            Some(id) => find(id).map_or(Choice::Unknown, Choice::Chosen),
        }
    }
}

/// With more jurisdictions than this, they are chosen from a drop-down list.
const BUTTONS: usize = 8;

/// A form field.
#[derive(Debug, Clone, Copy)]
struct FormField {
    /// The index of the choice.
    chosen: Option<usize>,
    state: FieldState,
}

/// The state of a form field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldState {
    /// Answered, so it is not asked.
    Known,
    /// Asked.
    Asked,
    /// Asked again, because the answer was missing or unknown.
    Wrong,
}

impl FormField {
    /// The field with this choice. `is_required`: whether leaving it out is an error; `any_wrong`: whether one of the
    /// fields is wrong.
    fn new<K: Copy>(
        choice: &Choice<K>,
        index: fn(K) -> usize,
        is_required: bool,
        any_wrong: bool,
    ) -> FormField {
        let (chosen, state) = match choice {
            Choice::Unknown => (None, FieldState::Wrong),
            Choice::Missing if is_required => (None, FieldState::Wrong),
            Choice::Missing => (None, FieldState::Asked),
            Choice::Chosen(key) if any_wrong => (Some(index(*key)), FieldState::Asked),
            Choice::Chosen(key) => (Some(index(*key)), FieldState::Known),
        };
        FormField { chosen, state }
    }

    fn is_asked(&self) -> bool {
        self.state != FieldState::Known
    }

    fn is_wrong(&self) -> bool {
        self.state == FieldState::Wrong
    }

    /// The answer, if it is not asked.
    fn known<'o, O>(&self, options: &'o [O]) -> Option<&'o O> {
        self.chosen
            .filter(|_| !self.is_asked())
            .map(|index| &options[index])
    }
}

/// The home page: where to begin, and today's table.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "home.html")]
pub(crate) struct HomePage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    summary: Option<&'a str>,
    #[serde(skip)]
    groups: Vec<(String, Vec<Described<'a>>)>,
    #[serde(skip)]
    glance: Option<Glance<'a>>,
    #[serde(flatten)]
    matrix: Matrix<'a>,
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> HomePage<'a> {
    pub(crate) fn new(context: &'a Context) -> HomePage<'a> {
        let about = &context.directory.about;
        let mut frame = context.page(paths::HOME, "p-home", "home").searching();
        frame.crumbs.clear();
        if let Some(summary) = &about.summary {
            frame.description.clone_from(summary);
        }
        HomePage {
            frame,
            summary: about.summary.as_deref(),
            groups: Described::groups(context),
            glance: Glance::new(&context.directory),
            matrix: Matrix::new(context),
            members: context.directory.members_that_are(Standing::Member).count(),
        }
    }
}

/// The settings and jurisdictions to choose from.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup.html")]
pub(crate) struct LookupPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<Described<'a>>,
    jurisdictions: Vec<Named<'a>>,
    #[serde(skip)]
    setting: FormField,
    #[serde(skip)]
    jurisdiction: FormField,
    /// The settings as links, for an export.
    #[serde(skip)]
    groups: Vec<(String, Vec<Described<'a>>)>,
}

impl<'a> LookupPage<'a> {
    /// The empty form.
    pub(crate) fn empty(context: &'a Context) -> LookupPage<'a> {
        LookupPage::new(context, LookupForm::default())
    }

    /// The form as submitted. An answered question is not asked again, unless the other answer is wrong: then both are
    /// shown, so that both can be seen and changed.
    pub(crate) fn new(context: &'a Context, form: LookupForm) -> LookupPage<'a> {
        let one_jurisdiction = context.info.one_jurisdiction;
        let no_jurisdiction = form.jurisdiction == Choice::Missing || one_jurisdiction;
        let no_setting = form.setting == Choice::Missing;
        let nothing = form.submission != Submission::None && no_setting && no_jurisdiction;
        let is_required = nothing || form.submission == Submission::Second;
        let any_wrong =
            nothing || form.setting == Choice::Unknown || form.jurisdiction == Choice::Unknown;
        let setting = FormField::new(&form.setting, SettingKey::index, is_required, any_wrong);
        let index = JurisdictionKey::index;
        let mut jurisdiction = FormField::new(&form.jurisdiction, index, is_required, any_wrong);
        if one_jurisdiction {
            jurisdiction.state = FieldState::Known;
        }
        let mut frame = context
            .page(paths::LOOKUP, "p-lookup", "lookup")
            .searching();
        if one_jurisdiction {
            frame.description = context.about_site("lookup-description-one");
        }
        if setting.is_wrong() || jurisdiction.is_wrong() {
            frame = frame.wrong();
        }
        // Only the empty form has a path of its own.
        frame.index = form == LookupForm::default();
        LookupPage {
            frame,
            settings: Described::all(context),
            jurisdictions: Named::jurisdictions(&context.directory),
            setting,
            jurisdiction,
            groups: Described::groups(context),
        }
    }

    /// The value of the submit button: that of the second step if only one question is asked.
    fn button(&self) -> &'static str {
        let both = self.setting.is_asked() && self.jurisdiction.is_asked();
        if both { "" } else { "1" }
    }

    /// Whether there are too many jurisdictions for radio buttons.
    fn is_long(&self) -> bool {
        self.jurisdictions.len() > BUTTONS
    }
}

/// Help with choosing a setting.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup_help.html")]
pub(crate) struct HelpPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<Described<'a>>,
}

impl<'a> HelpPage<'a> {
    pub(crate) fn new(context: &'a Context) -> HelpPage<'a> {
        HelpPage {
            frame: context
                .page(paths::LOOKUP_HELP, "p-help", "help")
                .below(context.words("lookup-heading"), paths::LOOKUP),
            settings: Described::all(context),
        }
    }
}

pages!(HomePage, LookupPage, HelpPage);
