//! A small directory of an imaginary State, for tests. The table was published in 2015; today is 15 June 2026.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;

const JURISDICTIONS: [&str; 3] = ["northmark", "southmark", "isle-of-eld"];
const SETTINGS: [&str; 4] = ["prisons", "police-custody", "court-custody", "border-posts"];
const MEMBERS: [&str; 8] = [
    "rip",
    "rips",
    "boards",
    "ric",
    "visitors-nm",
    "visitors-sm",
    "reviewer",
    "cfd",
];

/// The fixture, as a directory.
pub(crate) fn directory() -> Directory {
    Directory::new(facts())
}

/// The key of a jurisdiction.
pub(super) fn jurisdiction(id: &str) -> JurisdictionKey {
    JurisdictionKey::new(place(&JURISDICTIONS, id))
}

/// The key of a setting.
pub(super) fn setting(id: &str) -> SettingKey {
    SettingKey::new(place(&SETTINGS, id))
}

/// The cell of a setting in a jurisdiction.
pub(super) fn cell(of: &str, place: &str) -> Cell {
    Cell::new(setting(of), jurisdiction(place))
}

/// The key of a member.
pub(super) fn member(id: &str) -> MemberKey {
    MemberKey::new(place(&MEMBERS, id))
}

/// A valid date.
pub(super) fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("`{text}` is a date"))
}

/// A published record with one member.
pub(super) fn published(of: &str, jurisdictions: &[&str], by: &str) -> Coverage {
    Coverage {
        setting: setting(of),
        line: 1,
        jurisdictions: jurisdictions.iter().map(|id| jurisdiction(id)).collect(),
        by: vec![member(by)],
        with: Vec::new(),
        with_for: None,
        doubt_about: Vec::new(),
        does: None,
        kind: None,
        printed: Some(by.to_owned()),
        from: None,
        seen: None,
        until: None,
        sources: Vec::new(),
        doubt: None,
        basis: None,
        visits: None,
        latest: None,
        note: None,
        file_line: 1,
    }
}

/// A record with one member that began after the published table.
pub(super) fn since(start: &str, of: &str, jurisdictions: &[&str], by: &str) -> Coverage {
    Coverage {
        printed: None,
        from: Some(date(start)),
        ..published(of, jurisdictions, by)
    }
}

/// Any valid coverage of the fixture's cells by its members: the records of a line do not overlap.
pub(super) fn any_coverage() -> impl Strategy<Value = Vec<Coverage>> {
    proptest::collection::vec(any_record(), 0..24).prop_map(|records| {
        let mut kept: Vec<Coverage> = Vec::new();
        for record in records {
            if kept.iter().all(|other| !overlap(other, &record)) {
                kept.push(record);
            }
        }
        kept
    })
}

/// Dates after the published table; the last two are after today.
const DATES: [&str; 6] = [
    "2016-02", "2018-07", "2020-03", "2024-11", "2026-09", "2027-01",
];

fn any_record() -> impl Strategy<Value = Coverage> {
    let some_of =
        |ids: &'static [&'static str], most: usize| proptest::sample::subsequence(ids, 1..=most);
    (
        proptest::sample::select(&SETTINGS[..2]),
        some_of(&JURISDICTIONS, JURISDICTIONS.len()),
        some_of(&MEMBERS[..4], 3),
        1_usize..=3,
        1_u32..=2,
        proptest::sample::subsequence(&DATES[..], 0..=2),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(of, jurisdictions, members, leads, line, dates, is_published, is_seen)| {
                let mut dates = dates.into_iter().map(date);
                let start = dates.next().filter(|_| !is_published);
                let mut members: Vec<MemberKey> = members.into_iter().map(member).collect();
                let with = members.split_off(leads.min(members.len()));
                Coverage {
                    by: members,
                    with,
                    line,
                    printed: start.is_none().then(|| "A body".to_owned()),
                    from: start.filter(|_| !is_seen),
                    seen: start.filter(|_| is_seen),
                    until: dates.next(),
                    ..published(of, &jurisdictions, MEMBERS[0])
                }
            },
        )
}

fn overlap(a: &Coverage, b: &Coverage) -> bool {
    let ends_before = |a: &Coverage, b: &Coverage| {
        let dates = a.until.zip(b.began());
        dates.is_some_and(|(until, began)| until.compare(began) != Ordering::Greater)
    };
    let same_line = a.setting == b.setting && a.line == b.line;
    let shared = a
        .jurisdictions
        .iter()
        .any(|one| b.jurisdictions.contains(one));
    same_line && shared && !ends_before(a, b) && !ends_before(b, a)
}

/// The facts of the fixture.
pub(super) fn facts() -> Facts {
    Facts {
        about: about(),
        sections: Vec::new(),
        sources: vec![table()],
        jurisdictions: vec![
            a_jurisdiction(
                0,
                "Northmark",
                "XA-NM",
                &["NM", "Northern Mark", "Northmarkish"],
            ),
            a_jurisdiction(1, "Southmark", "XA-SM", &["SM"]),
            a_jurisdiction(2, "Isle of Eld", "XA-EL", &["Eld"]),
        ],
        members: members(),
        settings: settings(),
        coverage: coverage(),
        absences: absences(),
        notices: notices(),
        complaint_routes: vec![ComplaintRoute {
            settings: vec![setting("prisons")],
            jurisdictions: vec![jurisdiction("northmark"), jurisdiction("southmark")],
            urgent: None,
            doubt: None,
            step: Vec::new(),
            source: table(),
            further_sources: Vec::new(),
            checked: date("2026-06-15"),
        }],
        helplines: Vec::new(),
        releases: Vec::new(),
        places: Vec::new(),
        elsewhere: vec![
            a_body_elsewhere("Royal Inspectorate of Probation", &["RI", "probation"]),
            a_body_elsewhere("Prisons Ombudsman", &["ombudsman", "complaint"]),
            a_body_elsewhere("Ombudsman of Southmark", &["ombudsman", "complaint"]),
        ],
        gaps: Vec::new(),
    }
}

pub(crate) fn other_name(language: &str, name: &str) -> OtherName {
    let (language, name) = (language.to_owned(), name.to_owned());
    OtherName { language, name }
}

pub(crate) fn table() -> Cited {
    Cited::new(Source {
        id: "table".to_owned(),
        title: "The table".to_owned(),
        publisher: "The Council".to_owned(),
        date: Some(date("2015")),
        read: None,
        note: None,
        url: None,
        checked: None,
    })
}

fn about() -> About {
    About {
        title: "The Mechanism of the Marks".to_owned(),
        abbreviation: Some("MoM".to_owned()),
        website: "https://mechanism.example/".to_owned(),
        published: Some(table()),
        checked: date("2026-06-15"),
        summary: None,
        emergency: None,
        language: None,
        jurisdiction_words: None,
        official: false,
        jurisdiction_word: Some("mark".to_owned()),
        ignored_words: vec!["Royal".to_owned(), "His Grace's".to_owned()],
        contact: None,
        licence: None,
    }
}

fn members() -> Vec<Member> {
    let lay = Kind::LayMonitors;
    vec![
        Member {
            abbreviation: Some("RIP".to_owned()),
            names: vec![other_name("la", "Inspectoratus Cārcerum")],
            also_called: texts(&["RI", "prison inspectors"]),
            ..a_member(0, "Royal Inspectorate of Prisons", Kind::Inspectorate)
        },
        Member {
            abbreviation: Some("RIPS".to_owned()),
            ..a_member(
                1,
                "Royal Inspectorate of Prisons for Southmark",
                Kind::Inspectorate,
            )
        },
        Member {
            printed_as: texts(&["Boards of Visitors (BoV)"]),
            ..a_member(2, "Visiting Boards", lay)
        },
        Member {
            abbreviation: Some("RIC".to_owned()),
            previous_ids: texts(&["pinsp"]),
            formerly: vec![
                FormerName {
                    name: "Police Inspectorate".to_owned(),
                    abbreviation: Some("PINSP".to_owned()),
                    until: date("2019-05"),
                    source: None,
                },
                FormerName {
                    name: "Watch Inspectorate".to_owned(),
                    abbreviation: None,
                    until: date("2001"),
                    source: None,
                },
            ],
            ..a_member(3, "Royal Inspectorate of Constabulary", Kind::Inspectorate)
        },
        Member {
            also_called: texts(&["custody visitors"]),
            ..a_member(4, "Northmark Custody Visitors", lay)
        },
        Member {
            also_called: texts(&["custody visitors"]),
            ..a_member(5, "Custody Visiting Southmark", lay)
        },
        Member {
            designated: Some(date("2020-03-01")),
            ..a_member(6, "Reviewer of Border Law", Kind::Reviewer)
        },
        Member {
            designated: Some(date("2009")),
            uncovered: Some("It has no field of its own.".to_owned()),
            ..a_member(7, "Council for Dignity", Kind::Commission)
        },
    ]
}

fn settings() -> Vec<Setting> {
    vec![
        a_setting(0, "Prisons", &["jail", "cells", "prison"]),
        a_setting(
            1,
            "Police custody",
            &["police station", "police cells", "cells", "nick", "postal"],
        ),
        a_setting(
            2,
            "Court custody",
            &[
                "court cells",
                "cells",
                "prison van",
                "military police",
                "visiting boards",
            ],
        ),
        Setting {
            printed: None,
            ..a_setting(3, "Border posts", &["customs", "section 41", "portal"])
        },
    ]
}

fn coverage() -> Vec<Coverage> {
    let line_2 = |coverage| Coverage {
        line: 2,
        ..coverage
    };
    vec![
        published("prisons", &["northmark", "isle-of-eld"], "rip"),
        published("prisons", &["southmark"], "rips"),
        line_2(published(
            "prisons",
            &["northmark", "isle-of-eld"],
            "boards",
        )),
        line_2(published("police-custody", &["northmark"], "visitors-nm")),
        line_2(published("police-custody", &["southmark"], "visitors-sm")),
        Coverage {
            with: vec![member("rip")],
            until: Some(date("2018-07")),
            ..published("police-custody", &["northmark", "southmark"], "ric")
        },
        since(
            "2018-07",
            "police-custody",
            &["northmark", "southmark"],
            "ric",
        ),
        Coverage {
            printed: None,
            seen: Some(date("2020")),
            ..published("police-custody", &["isle-of-eld"], "ric")
        },
        Coverage {
            until: Some(date("2019")),
            ..published("court-custody", &["northmark"], "rip")
        },
        Coverage {
            kind: Some(Kind::LayMonitors),
            ..published("court-custody", &["southmark"], "rips")
        },
        since("2027-01", "court-custody", &["isle-of-eld"], "rip"),
        since("2020-03-01", "border-posts", &JURISDICTIONS, "reviewer"),
    ]
}

fn absences() -> Vec<Absence> {
    vec![
        Absence {
            setting: setting("prisons"),
            line: Some(2),
            jurisdictions: vec![jurisdiction("southmark")],
            reason: Reason::NotApplicable,
            see: None,
            note: None,
            sources: Vec::new(),
            file_line: 1,
        },
        Absence {
            setting: setting("court-custody"),
            line: None,
            jurisdictions: vec![jurisdiction("southmark"), jurisdiction("isle-of-eld")],
            reason: Reason::Unknown,
            see: None,
            note: None,
            sources: Vec::new(),
            file_line: 1,
        },
    ]
}

fn notices() -> Vec<Notice> {
    let notice = |of, jurisdictions: &[&str], on: Option<&str>| Notice {
        id: format!("{of}-changed"),
        setting: setting(of),
        jurisdictions: jurisdictions.iter().map(|id| jurisdiction(id)).collect(),
        date: on.map(date),
        text: "Something else changed.".to_owned(),
        sources: Vec::new(),
    };
    vec![
        notice("court-custody", &["southmark"], None),
        notice("police-custody", &["northmark"], Some("2021-05")),
    ]
}

fn a_jurisdiction(at: usize, name: &str, code: &str, also_called: &[&str]) -> Jurisdiction {
    Jurisdiction {
        id: JURISDICTIONS[at].to_owned(),
        name: name.to_owned(),
        phrase: None,
        code: Some(code.to_owned()),
        also_called: texts(also_called),
        previous_ids: Vec::new(),
        tile: None,
    }
}

fn a_member(at: usize, name: &str, kind: Kind) -> Member {
    Member {
        id: MEMBERS[at].to_owned(),
        name: name.to_owned(),
        abbreviation: None,
        printed_as: Vec::new(),
        names: Vec::new(),
        kind,
        role: "It visits.".to_owned(),
        does_not: None,
        basis: None,
        website: "https://member.example/".to_owned(),
        reports: None,
        contact: None,
        phone: None,
        designated: None,
        status: None,
        left: None,
        also_called: Vec::new(),
        previous_ids: Vec::new(),
        complaints: None,
        sources: Vec::new(),
        uncovered: None,
        formerly: Vec::new(),
    }
}

fn a_setting(at: usize, name: &str, also_called: &[&str]) -> Setting {
    Setting {
        id: SETTINGS[at].to_owned(),
        name: name.to_owned(),
        phrase: None,
        printed: Some(name.to_owned()),
        hint: "Where people are held".to_owned(),
        group: None,
        also_called: texts(also_called),
        see_also: Vec::new(),
        previous_ids: Vec::new(),
    }
}

fn a_body_elsewhere(name: &str, also_called: &[&str]) -> Elsewhere {
    Elsewhere {
        name: name.to_owned(),
        also_called: texts(also_called),
        role: "It does something else.".to_owned(),
        website: "https://elsewhere.example/".to_owned(),
        source: table(),
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn place(ids: &[&str], id: &str) -> usize {
    ids.iter()
        .position(|known| *known == id)
        .unwrap_or_else(|| panic!("the fixture has no `{id}`"))
}
