//! The lookup form: the setting and the jurisdiction.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::matrix::Matrix;
use super::settings::{Described, SettingLink};
use crate::directory::Standing;
use crate::site::context::Context;
use crate::site::forms::{Choice, LookupForm, Submission};
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Glance;
use crate::site::views::Named;

/// With more jurisdictions than this, they are chosen from a drop-down list.
const BUTTONS: usize = 8;

/// The two questions and their answers.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Question")]
pub(crate) struct LookupQuestions<'a> {
    settings: Vec<SettingOption<'a>>,
    jurisdictions: Vec<JurisdictionOption<'a>>,
    #[serde(skip)]
    setting: FieldState,
    #[serde(skip)]
    jurisdiction: FieldState,
    /// Whether there are too many jurisdictions for radio buttons.
    #[serde(skip)]
    long: bool,
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

impl FieldState {
    /// The state of a field with this choice. `is_required`: whether leaving it out is an error; `any_wrong`: whether
    /// one of the fields is wrong.
    fn of<K>(choice: &Choice<K>, is_required: bool, any_wrong: bool) -> FieldState {
        match choice {
            Choice::Unknown => FieldState::Wrong,
            Choice::Missing if is_required => FieldState::Wrong,
            Choice::Chosen(_) if !any_wrong => FieldState::Known,
            Choice::Missing | Choice::Chosen(_) => FieldState::Asked,
        }
    }

    fn is_asked(self) -> bool {
        self != FieldState::Known
    }

    fn is_wrong(self) -> bool {
        self == FieldState::Wrong
    }
}

/// A setting to choose.
#[derive(Debug, Serialize, JsonSchema)]
struct SettingOption<'a> {
    #[serde(flatten)]
    described: Described<'a>,
    #[serde(skip)]
    chosen: bool,
}

/// A jurisdiction to choose.
#[derive(Debug, Serialize, JsonSchema)]
struct JurisdictionOption<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    #[serde(skip)]
    chosen: bool,
}

impl<'a> LookupQuestions<'a> {
    /// The form as submitted. An answered question is not asked again, unless the other answer is wrong: then both are
    /// shown, so that both can be seen and changed.
    fn new(context: &Context<'a>, form: LookupForm) -> LookupQuestions<'a> {
        let directory = context.directory;
        let one_jurisdiction = context.info.one_jurisdiction;
        let no_jurisdiction = form.jurisdiction == Choice::Missing && !one_jurisdiction;
        let no_setting = form.setting == Choice::Missing;
        let submitted = form.submission != Submission::None;
        let nothing = submitted && no_setting && (no_jurisdiction || one_jurisdiction);
        let is_required = nothing || form.submission == Submission::Second;
        let any_wrong =
            nothing || form.setting == Choice::Unknown || form.jurisdiction == Choice::Unknown;
        LookupQuestions {
            settings: directory
                .setting_keys()
                .zip(Described::all(context))
                .map(|(key, described)| SettingOption {
                    described,
                    chosen: form.setting == Choice::Chosen(key),
                })
                .collect(),
            jurisdictions: directory
                .jurisdiction_keys()
                .map(|key| JurisdictionOption {
                    named: Named::jurisdiction(&directory[key]),
                    chosen: form.jurisdiction == Choice::Chosen(key),
                })
                .collect(),
            setting: FieldState::of(&form.setting, is_required, any_wrong),
            jurisdiction: if one_jurisdiction {
                FieldState::Known
            } else {
                FieldState::of(&form.jurisdiction, is_required, any_wrong)
            },
            long: directory.jurisdictions.len() > BUTTONS,
        }
    }

    fn has_errors(&self) -> bool {
        self.setting.is_wrong() || self.jurisdiction.is_wrong()
    }

    /// The chosen setting, if only the jurisdiction is asked.
    fn known_setting(&self) -> Option<&Described<'a>> {
        self.settings
            .iter()
            .find(|setting| setting.chosen && !self.setting.is_asked())
            .map(|setting| &setting.described)
    }

    /// The chosen jurisdiction, if only the setting is asked.
    fn known_jurisdiction(&self) -> Option<&Named<'a>> {
        self.jurisdictions
            .iter()
            .find(|jurisdiction| jurisdiction.chosen && !self.jurisdiction.is_asked())
            .map(|jurisdiction| &jurisdiction.named)
    }

    /// The value of the submit button: that of the second step if only one question is asked.
    fn button(&self) -> &'static str {
        let both = self.setting.is_asked() && self.jurisdiction.is_asked();
        if both { "" } else { "1" }
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
    groups: Vec<(String, Vec<SettingLink<'a>>)>,
    #[serde(skip)]
    glance: Option<Glance<'a>>,
    #[serde(flatten)]
    matrix: Matrix<'a>,
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> HomePage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> HomePage<'a> {
        let about = &context.directory.about;
        let mut frame = context
            .page(paths::HOME, "p-home", ["home-heading", "home-description"])
            .searching();
        frame.crumbs.clear();
        if let Some(summary) = &about.summary {
            frame.description.clone_from(summary);
        }
        HomePage {
            frame,
            summary: about.summary.as_deref(),
            groups: SettingLink::groups(context),
            glance: Glance::new(context.directory),
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
    #[serde(flatten)]
    questions: LookupQuestions<'a>,
    /// The settings as links, for an export.
    #[serde(skip)]
    groups: Vec<(String, Vec<SettingLink<'a>>)>,
}

impl<'a> LookupPage<'a> {
    /// The empty form.
    pub(crate) fn empty(context: &Context<'a>) -> LookupPage<'a> {
        LookupPage::new(context, LookupForm::default())
    }

    pub(crate) fn new(context: &Context<'a>, form: LookupForm) -> LookupPage<'a> {
        let questions = LookupQuestions::new(context, form);
        let description = if context.info.one_jurisdiction {
            "lookup-description-one"
        } else {
            "lookup-description"
        };
        let mut frame = context
            .page(paths::LOOKUP, "p-lookup", ["lookup-heading", description])
            .searching();
        if questions.has_errors() {
            frame = frame.wrong();
        }
        // Only the empty form has a path of its own.
        frame.index = form == LookupForm::default();
        LookupPage {
            frame,
            questions,
            groups: SettingLink::groups(context),
        }
    }
}

/// Help with choosing a setting.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup_help.html")]
pub(crate) struct HelpPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<SettingLink<'a>>,
}

impl<'a> HelpPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> HelpPage<'a> {
        HelpPage {
            frame: context
                .page(
                    paths::LOOKUP_HELP,
                    "p-help",
                    ["help-heading", "help-description"],
                )
                .below(context.words("lookup-heading"), paths::LOOKUP),
            settings: SettingLink::all(context),
        }
    }
}

pages!(HomePage, LookupPage, HelpPage);
