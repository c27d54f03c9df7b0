//! Structured data in pages: JSON-LD with the schema.org vocabulary.
//!
//! A member is a plain `Organization`: the data file does not say which bodies belong to a government.

use std::fmt;

use askama::filters::HtmlSafe;
use serde_json::{Value, json};

use super::downloads;
use crate::directory::{Cited, Directory, Edition, Jurisdiction, MemberKey, Standing};
use crate::site::info::SiteInfo;
use crate::site::paths;

/// A JSON-LD block, escaped so that no text in it can end the element.
#[derive(Debug)]
pub(crate) struct Block(String);

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Block {}

/// The block of a page: its breadcrumbs, as names and URLs, and its subjects. `None` if there are none.
pub(crate) fn block(trail: Vec<(&str, String)>, things: &[Value]) -> Option<Block> {
    let breadcrumbs = (!trail.is_empty()).then(|| breadcrumbs(trail));
    let graph: Vec<&Value> = breadcrumbs.iter().chain(things).collect();
    if graph.is_empty() {
        return None;
    }
    let mut block = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // These characters occur only within strings of JSON, where they can be escaped.
    for (character, escape) in [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")] {
        if block.contains(character) {
            block = block.replace(character, escape);
        }
    }
    Some(Block(block))
}

fn breadcrumbs(trail: Vec<(&str, String)>) -> Value {
    let steps: Vec<Value> = trail
        .into_iter()
        .zip(1..)
        .map(|((name, url), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": url })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}

/// A member, for its page.
pub(crate) fn member(directory: &Directory, info: &SiteInfo, key: MemberKey) -> Value {
    let member = &directory[key];
    let abbreviation = member.abbreviation.iter().map(|name| json!(name));
    let names = member.names.iter();
    let names = names.map(|other| json!({ "@language": other.language, "@value": other.name }));
    let alternate_names: Vec<Value> = abbreviation.chain(names).collect();
    let places = directory.covered_by(key, Edition::Today).jurisdictions();
    let places: Vec<Value> = places.iter().map(|key| area(&directory[*key])).collect();
    let mut thing = json!({
        "@type": "Organization",
        "@id": info.permanent(&paths::member(member)),
        "name": member.name,
        "url": member.website,
        "description": member.role,
    });
    if directory.standing(key) == Standing::Member {
        thing["memberOf"] =
            json!({ "@type": "Organization", "name": info.about.title, "url": info.about.website });
    }
    for (property, values) in [("alternateName", alternate_names), ("areaServed", places)] {
        if !values.is_empty() {
            thing[property] = json!(values);
        }
    }
    thing
}

/// The data, for the page about it.
pub(crate) fn dataset(directory: &Directory, info: &SiteInfo) -> Value {
    let published = directory.published_source();
    let mut thing = json!({
        "@type": "Dataset",
        "name": info.messages.get("dataset-name").text("npm", &info.about.title).plain(),
        "description": description(published, info),
        "url": info.permanent(paths::ABOUT_DATA),
        "dateModified": info.about.checked.to_string(),
        "inLanguage": info.text_language,
        "isAccessibleForFree": true,
        "spatialCoverage": directory.jurisdictions.iter().map(area).collect::<Vec<_>>(),
        "distribution": downloads::DATA.map(|download| json!({
            "@type": "DataDownload",
            "name": download.summary,
            "contentUrl": info.permanent(download.path),
            "encodingFormat": download.media.split(';').next(),
        })),
    });
    if let Some(licence) = &info.about.licence {
        thing["license"] = json!({ "@type": "CreativeWork", "text": licence });
    }
    if let Some(published) = published {
        thing["isBasedOn"] = json!({
            "@type": "CreativeWork",
            "name": published.title,
            "publisher": { "@type": "Organization", "name": published.publisher },
        });
        if let Some(date) = published.date {
            thing["isBasedOn"]["datePublished"] = json!(date.to_string());
        }
        if let Some(note) = &published.note {
            thing["isBasedOn"]["description"] = json!(note);
        }
    }
    thing
}

fn description(published: Option<&Cited>, info: &SiteInfo) -> String {
    let message = info.messages.get("dataset-description");
    let message = message.text("npm", &info.npm).text("date", &info.checked);
    let title = published.map_or("", |source| &source.title);
    let message = message.flag("published", published.is_some());
    message.text("title", title).plain()
}

fn area(jurisdiction: &Jurisdiction) -> Value {
    let mut area = json!({ "@type": "AdministrativeArea", "name": jurisdiction.name });
    if let Some(code) = &jurisdiction.code {
        area["identifier"] = json!(code);
    }
    area
}
