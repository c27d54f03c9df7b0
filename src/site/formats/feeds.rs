//! Standard files at a site's root, for crawlers, browsers and feed readers.

use askama::Template;

use crate::directory::Date;
use crate::site::context::Context;
use crate::site::info::SiteInfo;
use crate::site::pages::changes_description;
use crate::site::paths;
use crate::site::views::ChangeView;

/// `/robots.txt`: computed pages are disallowed. The sitemap needs absolute URLs, so it is listed only if the origin is
/// known.
pub(crate) fn robots(origin: Option<&str>, roots: &[&str]) -> String {
    let sitemap = origin.map_or_else(String::new, |origin| {
        format!("\nSitemap: {origin}{}\n", paths::SITEMAP)
    });
    let computed = |root: &&str| {
        let (search, lookup) = (paths::SEARCH, paths::LOOKUP);
        format!("Disallow: {root}{search}?\nDisallow: {root}{lookup}?\n")
    };
    let computed: String = roots.iter().map(computed).collect();
    format!("User-agent: *\n{computed}{sitemap}")
}

/// `/sitemap.xml`: every page that search engines may index, dated when the facts were last checked.
#[derive(Debug, Template)]
#[template(path = "sitemap.xml")]
pub(crate) struct Sitemap<'a> {
    pub(crate) origin: &'a str,
    pub(crate) pages: &'a [&'a str],
    pub(crate) checked: Date,
}

/// `/opensearch.xml`: describes the search for browsers.
#[derive(Debug, Template)]
#[template(path = "opensearch.xml")]
pub(crate) struct OpenSearch<'a> {
    pub(crate) origin: &'a str,
    pub(crate) info: &'a SiteInfo,
}

/// `/changes.atom`: an entry for each change, newest first.
#[derive(Debug, Template)]
#[template(path = "changes.xml")]
pub(crate) struct ChangesFeed<'a> {
    info: &'a SiteInfo,
    changes: Vec<ChangeView<'a>>,
    title: String,
    subtitle: String,
    /// The id of the feed, a prefix of the ids of its entries.
    id: String,
    /// When the facts were last checked.
    updated: String,
    /// The date for undated changes: the publication of the table or, without one, `checked`.
    published: Date,
}

impl<'a> ChangesFeed<'a> {
    pub(crate) fn new(context: &'a Context) -> ChangesFeed<'a> {
        let info = &context.info;
        let directory = &*context.directory;
        let id = match &info.base_url {
            Some(_) => info.permanent(paths::CHANGES),
            None => format!(
                "tag:npm-directory.invalid,2026:{}{}",
                paths::slug(&info.site_name),
                info.localizer.at(paths::CHANGES)
            ),
        };
        ChangesFeed {
            title: context
                .msg("feed-title")
                .text("site", &info.site_name)
                .plain(),
            subtitle: changes_description(context),
            info,
            changes: ChangeView::each(context, &context.changes),
            id,
            updated: midnight(directory.about.checked),
            published: directory
                .published_source()
                .and_then(|source| source.date)
                .unwrap_or(directory.about.checked),
        }
    }

    /// The date of a change, also used as the update time of its entry, because the data does not say when it was
    /// entered.
    fn since(&self, change: &ChangeView<'_>) -> String {
        midnight(change.date.map_or(self.published, |date| date))
    }
}

/// `/.well-known/security.txt` (RFC 9116), which expires a year after the facts were last checked.
pub(crate) fn security(contact: &str, info: &SiteInfo) -> String {
    let canonical = info.base_url.as_ref().map_or_else(String::new, |base| {
        format!("Canonical: {base}{}\n", paths::SECURITY)
    });
    let expires = midnight(a_year_after(info.about.checked));
    format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n{canonical}")
}

/// The first moment of a date (RFC 3339).
fn midnight(date: Date) -> String {
    let (year, month, day) = date.earliest();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}

/// The same date of the next year; for 29 February, the 28th.
fn a_year_after(date: Date) -> Date {
    let (year, month, day) = date.earliest();
    let on = |day| Date::new(year.saturating_add(1), Some(month), Some(day));
    on(day).or_else(|| on(day - 1)).unwrap_or(date)
}
