//! The question: what kind of place it is, and where.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::matrix::Matrix;
use super::settings::{Described, SettingGroup, SettingLink};
use crate::directory::Standing;
use crate::site::context::Context;
use crate::site::forms::{Choice, LookupForm, Submission};
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::pictures::Glance;
use crate::site::views::Named;

/// More jurisdictions than this are chosen from a list that opens.
const BUTTONS: usize = 8;

/// The two questions and what was answered.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Question")]
pub(crate) struct LookupQuestions<'a> {
    settings: Vec<SettingOption<'a>>,
    jurisdictions: Vec<JurisdictionOption<'a>>,
    #[serde(skip)]
    setting: FieldState,
    #[serde(skip)]
    jurisdiction: FieldState,
    /// Whether the jurisdictions are too many for buttons.
    #[serde(skip)]
    long: bool,
}

/// The state of a form field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldState {
    /// Its answer is known, so it is not asked.
    Known,
    /// It is asked.
    Asked,
    /// It is asked, and its answer was missing or unknown.
    Wrong,
}

impl FieldState {
    /// The state of a field with this choice. `is_required`: whether it is an error to leave it out; `any_wrong`: whether
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
    /// The form as it is filled in. A question whose answer is known is not asked again, unless the other is wrong:
    /// then both stay, so that what was chosen can be seen and changed.
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

    /// The chosen setting, where only the other question is asked.
    fn known_setting(&self) -> Option<&Described<'a>> {
        self.settings
            .iter()
            .find(|setting| setting.chosen && !self.setting.is_asked())
            .map(|setting| &setting.described)
    }

    /// The chosen jurisdiction, where only the other question is asked.
    fn known_jurisdiction(&self) -> Option<&Named<'a>> {
        self.jurisdictions
            .iter()
            .find(|jurisdiction| jurisdiction.chosen && !self.jurisdiction.is_asked())
            .map(|jurisdiction| &jurisdiction.named)
    }

    /// The value of the button: that of the second step where only one question is asked.
    fn button(&self) -> &'static str {
        let both = self.setting.is_asked() && self.jurisdiction.is_asked();
        if both { "" } else { "1" }
    }
}

/// Where to begin, and today's table.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "home.html")]
pub(crate) struct HomePage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    summary: Option<&'a str>,
    #[serde(skip)]
    groups: Vec<SettingGroup<'a>>,
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
        let description = about.summary.clone().unwrap_or_else(|| {
            let message = context.msg("home-description");
            message.text("npm", &about.title).plain()
        });
        HomePage {
            frame: context
                .frame(paths::HOME, context.words("home-heading"), description)
                .class("p-home")
                .searching(),
            summary: about.summary.as_deref(),
            groups: SettingGroup::all(context),
            glance: Glance::new(context.directory),
            matrix: Matrix::new(context),
            members: context.directory.members_that_are(Standing::Member).count(),
        }
    }
}

/// The kinds of place and the jurisdictions to choose from.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup.html")]
pub(crate) struct LookupPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    questions: LookupQuestions<'a>,
    /// The kinds of place as links, for pages that are files.
    #[serde(skip)]
    groups: Vec<SettingGroup<'a>>,
}

impl<'a> LookupPage<'a> {
    /// The empty form.
    pub(crate) fn empty(context: &Context<'a>) -> LookupPage<'a> {
        LookupPage::new(context, LookupForm::default())
    }

    pub(crate) fn new(context: &Context<'a>, form: LookupForm) -> LookupPage<'a> {
        let questions = LookupQuestions::new(context, form);
        let description = if context.info.one_jurisdiction {
            context.words("lookup-description-one")
        } else {
            let message = context.msg("lookup-description");
            message
                .text("jurisdiction", &context.info.jurisdiction)
                .plain()
        };
        let mut frame = context
            .frame(paths::LOOKUP, context.words("lookup-heading"), description)
            .below(&[])
            .class("p-lookup")
            .searching();
        if questions.has_errors() {
            frame = frame.wrong();
        }
        // Only the empty form is a page of its own.
        frame.index = form == LookupForm::default();
        LookupPage {
            frame,
            questions,
            groups: SettingGroup::all(context),
        }
    }
}

/// What kind of place is it?
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
                .frame(
                    paths::LOOKUP_HELP,
                    context.words("help-heading"),
                    context.words("help-description"),
                )
                .below(&[(&context.words("lookup-heading"), paths::LOOKUP)])
                .class("p-help"),
            settings: SettingLink::all(context),
        }
    }
}

pages!(HomePage, LookupPage, HelpPage);
