//! What pages say to machines that read pages: blocks of JSON-LD in the words of schema.org.
//!
//! Only what is true of any State's National Preventive Mechanism is said: a body of lay people is not called a part of
//! a government, and a cell in which nobody is listed has no service.

use std::fmt;

use askama::filters::HtmlSafe;
use serde::Serialize;
use serde_json::{Value, json};

use crate::directory::{Edition, Jurisdiction, JurisdictionKey, Kind, Member, MemberKey};
use crate::site::paths;
use crate::site::pages::{Context, Frame, SiteInfo};
use crate::site::words;

/// A block of data that a page can hold: no character in it can end the element.
#[derive(Debug)]
pub(crate) struct Block(String);

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Block {}

/// The things that a page is about, and its place in the site; `None` where there is nothing to say, or where search
/// engines are asked not to read.
pub(crate) fn block(frame: &Frame<'_>) -> Option<Block> {
    if !frame.index {
        return None;
    }
    let graph: Vec<Node<'_>> = Trail::to(frame)
        .map(Node::Trail)
        .into_iter()
        .chain(frame.things.iter().map(Node::Thing))
        .collect();
    if graph.is_empty() {
        return None;
    }
    let block = Linked {
        context: "https://schema.org",
        graph,
    };
    // Only a map whose keys are no strings cannot be written.
    let mut block = serde_json::to_string(&block).ok()?;
    // Outside of its strings JSON has none of these, and within them an escape says the same.
    for (character, escape) in [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")] {
        if block.contains(character) {
            block = block.replace(character, escape);
        }
    }
    Some(Block(block))
}

#[derive(Serialize)]
struct Linked<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Trail(Trail<'a>),
    Thing(&'a Value),
}

/// The way to a page.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "BreadcrumbList")]
struct Trail<'a> {
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Step<'a> {
    position: usize,
    name: &'a str,
    item: String,
}

impl<'a> Trail<'a> {
    fn to(frame: &'a Frame<'_>) -> Option<Trail<'a>> {
        if frame.crumbs.is_empty() {
            return None;
        }
        let above = frame.crumbs.iter().map(|(name, address)| (name, address));
        let here = [(&frame.heading, &frame.address)];
        let steps = above.chain(here).enumerate();
        Some(Trail {
            steps: steps
                .map(|(place, (name, address))| Step {
                    position: place + 1,
                    name,
                    item: frame.info.permanent(address),
                })
                .collect(),
        })
    }
}

/// A member, on its own page.
pub(crate) fn member(context: &Context<'_>, key: MemberKey) -> Value {
    let directory = context.directory;
    let member = &directory[key];
    let mut alternate_names: Vec<Value> = Vec::new();
    alternate_names.extend(member.abbreviation.iter().map(|name| json!(name)));
    for (language, name) in &member.names {
        alternate_names.push(json!({ "@language": language, "@value": name }));
    }
    let covered = directory.covered_by(key, Edition::Today);
    let mut places: Vec<&JurisdictionKey> =
        covered.values().flat_map(|cells| cells.keys()).collect();
    places.sort_unstable();
    places.dedup();
    let places: Vec<Value> = places
        .into_iter()
        .map(|key| json!(Area::new(&directory[*key])))
        .collect();
    let mut thing = json!(Organization::new(context.info, member));
    thing["description"] = json!(member.role);
    thing["memberOf"] = json!({
        "@type": "Organization",
        "name": context.info.title,
        "url": context.info.website,
    });
    for (property, values) in [("alternateName", alternate_names), ("areaServed", places)] {
        if !values.is_empty() {
            thing[property] = json!(values);
        }
    }
    thing
}

/// Who monitors a setting in a jurisdiction; `None` where nobody is listed.
pub(crate) fn service(
    context: &Context<'_>,
    frame: &Frame<'_>,
    setting: &str,
    jurisdiction: &Jurisdiction,
    members: &[MemberKey],
) -> Option<Value> {
    let members: Vec<&Member> = members.iter().map(|key| &context.directory[*key]).collect();
    let provider: Vec<Organization<'_>> = members
        .iter()
        .map(|member| Organization::new(context.info, member))
        .collect();
    let is_of_government = members.iter().any(|member| is_of_government(member.kind));
    let setting = words::in_sentence(setting);
    (!members.is_empty()).then(|| {
        json!({
            "@type": if is_of_government { "GovernmentService" } else { "Service" },
            "name": format!("Monitoring of {setting} in {}", jurisdiction.name),
            "serviceType": "Monitoring of places of detention",
            "description": frame.description,
            "url": frame.permanent(),
            "areaServed": Area::new(jurisdiction),
            "provider": provider,
        })
    })
}

/// The data, on the page about it.
pub(crate) fn dataset(context: &Context<'_>) -> Value {
    let info = context.info;
    let published = context.directory.published_source();
    let mut thing = json!({
        "@type": "Dataset",
        "name": format!("{}: who monitors places of detention", info.title),
        "description": format!(
            "The bodies of the {}, the kinds of places of detention that each of them monitors, and where: as published \
             in “{}” and as it is on {}, with a source for every fact.",
            info.title, info.published_title, info.checked
        ),
        "url": info.permanent(paths::ABOUT_DATA),
        "dateModified": info.checked_iso,
        "isAccessibleForFree": true,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": published.title,
            "datePublished": published.date.to_string(),
            "publisher": { "@type": "Organization", "name": published.publisher },
        },
        "spatialCoverage": context.directory.jurisdictions.iter().map(Area::new).collect::<Vec<_>>(),
        "distribution": super::DOWNLOADS.map(|(name, address, media)| json!({
            "@type": "DataDownload",
            "name": name,
            "contentUrl": info.permanent(address),
            "encodingFormat": media,
        })),
    });
    if let Some(licence) = &info.licence {
        thing["license"] = json!({ "@type": "CreativeWork", "text": licence });
    }
    if let Some(note) = &published.note {
        thing["isBasedOn"]["description"] = json!(note);
    }
    thing
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    url: &'a str,
}

impl<'a> Organization<'a> {
    fn new(info: &SiteInfo, member: &'a Member) -> Organization<'a> {
        Organization {
            kind: if is_of_government(member.kind) {
                "GovernmentOrganization"
            } else {
                "Organization"
            },
            id: info.permanent(&paths::member(member)),
            name: &member.name,
            url: &member.website,
        }
    }
}

/// Whether bodies of a kind are made by law to do a State's work. Lay people who visit are not, even where a law sends
/// them, and a reviewer is a person.
fn is_of_government(kind: Kind) -> bool {
    match kind {
        Kind::Inspectorate | Kind::Regulator | Kind::Commission | Kind::Ombuds => true,
        Kind::LayMonitors | Kind::Reviewer => false,
    }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "AdministrativeArea")]
struct Area<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
}

impl<'a> Area<'a> {
    fn new(jurisdiction: &'a Jurisdiction) -> Area<'a> {
        Area {
            name: &jurisdiction.name,
            identifier: jurisdiction.code.as_deref(),
        }
    }
}
