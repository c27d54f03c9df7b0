//! The answer page: who monitors a setting in a jurisdiction.

mod cards;
mod sentences;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

use cards::{Card, Doer, cards};
pub(crate) use sentences::{placed, sentences};

use super::settings::SeeAlso;
use crate::directory::{
    Absence, Cell, Cited, ComplaintRoute, CoverageKey, Date, Edition, Helpline, JurisdictionKey,
    Part, Reason, Release, SettingKey, Takes,
};
use crate::messages::Html;
use crate::site::context::Context;
use crate::site::frame::{Frame, pages};
use crate::site::paths;
use crate::site::views::{ChangeView, Empty, Named, Record, listed, within};

/// Up to this number, jurisdictions are linked one by one; otherwise there is one link to their page.
const NEIGHBOURS: usize = 12;

/// Who monitors a kind of place in a jurisdiction.
#[derive(Debug, Template, Serialize, JsonSchema)]
#[template(path = "answer.html")]
pub(crate) struct AnswerPage<'a> {
    #[serde(skip)]
    pub(crate) frame: Frame<'a>,
    setting: Named<'a>,
    jurisdiction: Named<'a>,
    /// The jurisdiction in a sentence.
    #[serde(skip)]
    within: String,
    /// The answer in a few sentences.
    sentence: String,
    #[serde(skip)]
    sentences: Html,
    /// The number of members today.
    count: usize,
    /// Why there is no member, if there is none.
    #[serde(rename = "empty")]
    reason: Option<Reason>,
    /// Today's members with all their parts.
    members: Vec<Doer<'a>>,
    /// Why the answer is not certain.
    doubts: Vec<&'a str>,
    /// Today's records.
    today: Vec<Record<'a>>,
    /// The published table's records.
    published: Vec<Record<'a>>,
    /// The heading of the row in the published table.
    printed: Option<&'a str>,
    /// Absences: the empty cell, or empty lines of it.
    absences: Vec<Empty<'a>>,
    changes: Vec<ChangeView<'a>>,
    #[serde(rename = "complaint_routes")]
    routes: Vec<&'a ComplaintRoute>,
    helplines: Vec<&'a Helpline>,
    /// How a person can challenge being held here.
    releases: Vec<&'a Release>,
    /// The other jurisdiction that is responsible for these places, with the answer there.
    responsible: Option<Named<'a>>,
    /// Other settings that a reader may be looking for.
    see_also: Vec<SeeAlso<'a>>,
    /// The same setting in each jurisdiction; empty if there is only one, or too many to list.
    #[serde(skip)]
    neighbours: Vec<Named<'a>>,
    /// Where these places are listed by name.
    #[serde(skip)]
    listed: Option<String>,
    sources: Vec<&'a Cited>,
}

impl<'a> AnswerPage<'a> {
    pub(crate) fn new(context: &'a Context, cell: Cell) -> AnswerPage<'a> {
        let directory = &*context.directory;
        let (setting, jurisdiction) = (&directory[cell.setting], &directory[cell.jurisdiction]);
        let of = |edition| directory.coverage_of(cell, edition);
        let view = |keys: &[CoverageKey]| -> Vec<Record<'a>> {
            let keys = keys.iter();
            keys.map(|key| Record::new(context, *key)).collect()
        };
        let today_keys: Vec<CoverageKey> = of(Edition::Today).collect();
        let published_keys: Vec<CoverageKey> = of(Edition::Published).collect();
        let (today, published) = (view(&today_keys), view(&published_keys));
        let absences = directory.absences_of(cell);
        let sentences = sentences(context, cell);
        let mut page = AnswerPage {
            frame: frame(context, cell, sentences.plain()),
            setting: Named::setting(setting),
            jurisdiction: Named::jurisdiction(jurisdiction),
            within: within(context, jurisdiction),
            sentence: sentences.plain(),
            sentences,
            count: directory.members_of(cell, Edition::Today).len(),
            reason: directory.reason(cell, Edition::Today),
            members: Doer::each(context, &today_keys),
            doubts: today_keys
                .iter()
                .filter_map(|key| directory[*key].doubt.as_deref())
                .collect(),
            sources: Vec::new(),
            today,
            published,
            printed: setting.printed.as_deref(),
            absences: absences
                .map(|absence| Empty::new(directory, absence))
                .collect(),
            changes: ChangeView::each(context, context.changes_in(vec![cell])),
            routes: directory.complaint_routes_of(cell).collect(),
            helplines: directory.helplines_of(cell).collect(),
            releases: directory.releases_of(cell).collect(),
            responsible: directory
                .responsible(cell)
                .map(|there| Named::answer(directory, there)),
            see_also: SeeAlso::each(context, cell.setting, Some(cell.jurisdiction)),
            neighbours: neighbours(context, cell.setting),
            listed: listed(context, cell),
        };
        page.sources = page.cited(context);
        page
    }

    /// What to do if no complaint route is known: see the jurisdiction that is responsible, or the members that can look
    /// into complaints.
    fn without_route(&self) -> Html {
        if let Some(responsible) = &self.responsible {
            let address = format!("{}#complain", responsible.address);
            let message = self
                .msg("answer-route-elsewhere")
                .text("name", responsible.name);
            return message.link("see", address).finish();
        }
        let cards = cards(&self.members).into_iter();
        let bodies: Vec<Html> = cards
            .filter(|card| matches!(card[0].takes(), Some(Takes::Yes | Takes::Some)))
            .map(|card| Html::link(card[0].name.name, card[0].website))
            .collect();
        if bodies.is_empty() {
            return self.msg("answer-no-route").finish();
        }
        let bodies = self.frame.info.messages.list(bodies);
        self.msg("answer-route-members")
            .html("bodies", bodies)
            .finish()
    }

    /// The members with all their parts.
    fn cards(&self) -> Vec<Card<'_, 'a>> {
        cards(&self.members)
    }

    /// Whether a complaint to this member is worth space on paper: it leads here, and may take some.
    fn takes_complaints(card: &[&Doer<'a>]) -> bool {
        let takes = card[0].takes().is_some_and(|takes| takes != Takes::No);
        takes && card.iter().any(|doer| doer.part == Part::Lead)
    }

    /// Whether there can be complaints: not where there are no such places.
    fn can_complain(&self) -> bool {
        !self.routes.is_empty() || self.reason != Some(Reason::NotApplicable)
    }

    /// Whether no step of a complaint leads to a member.
    fn steps_lead_elsewhere(&self) -> bool {
        let mut steps = self.routes.iter().flat_map(|route| &route.step);
        !steps.any(|step| {
            let to = step.to.as_deref().unwrap_or_default();
            let mut names = self.members.iter().map(|member| &member.name);
            names.any(|name| to.contains(name.name) || to.contains(name.short()))
        })
    }

    /// All sources of the page without duplicates, that of the published table first.
    fn cited(&self, context: &'a Context) -> Vec<&'a Cited> {
        let table = context.directory.published_source();
        let mut sources: Vec<&'a Cited> = table.into_iter().collect();
        let (routes, releases) = (self.routes.iter(), self.releases.iter());
        let records = self.published.iter().chain(&self.today);
        let cited = records
            .flat_map(|record| &record.coverage.sources)
            .chain(
                self.absences
                    .iter()
                    .flat_map(|empty| &empty.absence.sources),
            )
            .chain(
                routes.flat_map(|route| [&route.source].into_iter().chain(&route.further_sources)),
            )
            .chain(self.helplines.iter().map(|line| &line.source))
            .chain(releases.flat_map(|release| {
                [&release.source]
                    .into_iter()
                    .chain(&release.further_sources)
            }));
        for source in cited {
            if sources.iter().all(|known| known.id != source.id) {
                sources.push(source);
            }
        }
        sources
    }

    /// Whether such places exist, but no member for them is listed.
    fn none_is_named(&self) -> bool {
        matches!(self.reason, Some(Reason::NoneListed | Reason::Unknown))
    }

    /// The absence of the whole cell, if there is one.
    fn absence(&self) -> Option<&'a Absence> {
        let mut absences = self.absences.iter().map(|empty| empty.absence);
        absences.find(|absence| absence.line.is_none())
    }

    /// When the oldest complaint route was last checked.
    fn routes_checked(&self) -> Option<Date> {
        let days = self.routes.iter().map(|route| route.checked);
        days.min_by_key(|date| date.earliest())
    }
}

pages!(AnswerPage);

fn frame(context: &Context, cell: Cell, description: String) -> Frame<'_> {
    let directory = &*context.directory;
    let setting = &directory[cell.setting];
    context
        .frame(
            &paths::answer(directory, cell),
            "p-answer",
            answer_heading(context, cell),
            description,
        )
        .below(context.words("page-settings"), paths::SETTINGS)
        .below(setting.name.clone(), &paths::setting(setting))
}

/// `Who monitors prisons in Wales`.
pub(crate) fn answer_heading(context: &Context, cell: Cell) -> String {
    placed(context, "answer-heading", cell).plain()
}

fn neighbours(context: &Context, setting: SettingKey) -> Vec<Named<'_>> {
    let directory = &*context.directory;
    let keys: Vec<JurisdictionKey> = directory.jurisdiction_keys().collect();
    if (2..=NEIGHBOURS).contains(&keys.len()) {
        Named::answers(directory, setting, &keys)
    } else {
        Vec::new()
    }
}
