//! The question: on the home page with the matrix, on its own, and explained.

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use super::matrix::Matrix;
use super::settings::Described;
use crate::directory::JurisdictionKey;
use crate::site::context::Context;
use crate::site::forms::{Choice, LookupForm, Submission};
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::Entry;

/// The two questions and what was answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Question<'a> {
    settings: Vec<SettingOption<'a>>,
    jurisdictions: Vec<JurisdictionOption<'a>>,
    #[serde(skip)]
    setting: Asking,
    #[serde(skip)]
    jurisdiction: Asking,
}

/// How one of the questions stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// Its answer is known, so it is not asked.
    Known,
    /// It is asked.
    Asked,
    /// It is asked, and its answer was missing or unknown.
    Wrong,
}

impl Asking {
    fn is_asked(self) -> bool {
        self != Asking::Known
    }

    fn is_wrong(self) -> bool {
        self == Asking::Wrong
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
    entry: Entry<'a>,
    #[serde(skip)]
    chosen: bool,
}

impl<'a> Question<'a> {
    /// The form as it is filled in. A question whose answer is known is not asked again, unless the other is wrong:
    /// then both stay, so that what was chosen can be seen and changed.
    fn new(context: &Context<'a>, form: LookupForm) -> Question<'a> {
        let directory = context.directory;
        let one_jurisdiction = context.info.one_jurisdiction;
        let nothing = form.submission != Submission::None
            && form.setting == Choice::Missing
            && (form.jurisdiction == Choice::Missing || one_jurisdiction);
        let is_required = nothing || form.submission == Submission::Second;
        let any_wrong =
            nothing || form.setting == Choice::Unknown || form.jurisdiction == Choice::Unknown;
        Question {
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
                    entry: Entry::jurisdiction(&directory[key]),
                    chosen: form.jurisdiction == Choice::Chosen(key),
                })
                .collect(),
            setting: asking(&form.setting, is_required, any_wrong),
            jurisdiction: if one_jurisdiction {
                Asking::Known
            } else {
                asking(&form.jurisdiction, is_required, any_wrong)
            },
        }
    }

    /// The value of the button: that of the second step where only one question is asked.
    fn button(&self) -> &'static str {
        if self.setting.is_asked() && self.jurisdiction.is_asked() {
            ""
        } else {
            "1"
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
    fn known_jurisdiction(&self) -> Option<&Entry<'a>> {
        self.jurisdictions
            .iter()
            .find(|jurisdiction| jurisdiction.chosen && !self.jurisdiction.is_asked())
            .map(|jurisdiction| &jurisdiction.entry)
    }
}

/// The state of a question with this answer. `is_required`: a missing answer is an error; `any_wrong`: one of both answers
/// is unknown, or both are missing.
fn asking<K>(choice: &Choice<K>, is_required: bool, any_wrong: bool) -> Asking {
    match choice {
        Choice::Unknown => Asking::Wrong,
        Choice::Missing if is_required => Asking::Wrong,
        Choice::Chosen(_) if !any_wrong => Asking::Known,
        Choice::Missing | Choice::Chosen(_) => Asking::Asked,
    }
}

/// `/`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "home.html")]
pub(crate) struct HomePage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(skip)]
    question: Question<'a>,
    summary: Option<&'a str>,
    #[serde(flatten)]
    matrix: Matrix<'a>,
    #[serde(rename = "member_count")]
    members: usize,
}

impl<'a> HomePage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> HomePage<'a> {
        let about = &context.directory.about;
        let description = about
            .summary
            .clone()
            .unwrap_or_else(|| format!("Who monitors places of detention: the {}.", about.title));
        let frame = context
            .frame(
                paths::HOME,
                "Who monitors places of detention?",
                description,
            )
            .class("wide home")
            .searching();
        HomePage {
            frame,
            question: Question::new(context, LookupForm::default()),
            summary: about.summary.as_deref(),
            matrix: Matrix::new(context),
            members: context.directory.members.len(),
        }
    }
}

/// `/lookup`, empty or as a reader has filled it in.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup.html")]
pub(crate) struct LookupPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    #[serde(flatten)]
    question: Question<'a>,
}

impl<'a> LookupPage<'a> {
    /// The form as nobody has filled it in yet.
    pub(crate) fn empty(context: &Context<'a>) -> LookupPage<'a> {
        LookupPage::new(context, LookupForm::default())
    }

    pub(crate) fn new(context: &Context<'a>, form: LookupForm) -> LookupPage<'a> {
        let question = Question::new(context, form);
        let mut frame = context
            .frame(
                paths::LOOKUP,
                "Find who monitors a place of detention",
                format!(
                    "Choose a kind of place and {} {} to see who monitors it.",
                    context.info.a_jurisdiction, context.info.jurisdiction
                ),
            )
            .below(&[])
            .class("lookup")
            .searching();
        if question.has_errors() {
            frame.title = format!("Error: {}", frame.title);
        }
        // Only the empty form is a page of its own.
        frame.index = form == LookupForm::default();
        LookupPage { frame, question }
    }
}

/// `/lookup/help`.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "lookup_help.html")]
pub(crate) struct HelpPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    settings: Vec<SettingChoice<'a>>,
}

/// A setting with a link on to each of its answers.
#[derive(Debug, Serialize, JsonSchema)]
struct SettingChoice<'a> {
    #[serde(flatten)]
    described: Described<'a>,
    /// The only answer, where there is one jurisdiction; else the question for the jurisdiction.
    #[serde(skip)]
    onward: String,
}

impl<'a> HelpPage<'a> {
    pub(crate) fn new(context: &Context<'a>) -> HelpPage<'a> {
        let directory = context.directory;
        let frame = context
            .frame(
                paths::LOOKUP_HELP,
                "What kind of place is it?",
                "The kinds of places of detention, with the words that people use for them."
                    .to_owned(),
            )
            .below(&[("Find who monitors a place", paths::LOOKUP)])
            .class("help");
        let settings = directory
            .settings
            .iter()
            .zip(Described::all(context))
            .map(|(setting, described)| SettingChoice {
                described,
                onward: if context.info.one_jurisdiction {
                    paths::answer(setting, &directory[JurisdictionKey::new(0)])
                } else {
                    paths::setting(setting)
                },
            })
            .collect();
        HelpPage { frame, settings }
    }
}

pages!(HomePage, LookupPage, HelpPage);
