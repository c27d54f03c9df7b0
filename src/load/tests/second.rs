//! Routes, places, membership over time, and previous ids.

use insta::assert_snapshot;

use super::*;
use crate::directory::{Cell, Standing, Tile};

/// The small file with one of each of these records.
const ADDED: &str = r#"
[[complaint]]
settings      = "all"
jurisdictions = "all"
source        = "table"
checked       = 2026-01-01

  [[complaint.step]]
  to       = "The governor"
  text     = "Ask for a form."
  deadline = "within 28 days"
  who      = "Anyone"

  [[complaint.step]]
  url   = "mailto:board@board.example"
  phone = "0808 808 2003"

[[helpline]]
name          = "The Line"
phone         = "+44 (0)808 808-2003"
hours         = "9 to 5"
serves        = "Families"
settings      = ["prisons"]
jurisdictions = "all"
url           = "https://line.example/"
source        = "table"
checked       = 2026-01-01

[[release]]
settings      = ["police"]
jurisdictions = ["north"]
text          = "Ask for a lawyer."
links         = [{ name = "The Bar", url = "https://bar.example/" }]
source        = "table"
checked       = 2026-01-01

[[place]]
id            = "old-fen"
name          = "Old Fen"
names         = { cy = "Hen Ffen" }
setting       = "prisons"
jurisdiction  = "south"
url           = "https://old.example/"
also-called   = ["Fen"]
closed        = "2024-05"
note          = "It flooded."
source        = "table"
checked       = 2026-01-01
previous-ids  = ["fen"]
"#;

fn loaded(text: &str) -> Directory {
    let loaded = load(&SourceText::new("fen.toml", text), today());
    let loaded = loaded.map_err(|wrong| wrong.render(Style::Plain));
    loaded.unwrap_or_else(|wrong| panic!("{wrong}")).directory
}

fn added(from: &str, to: &str) -> String {
    edited_again(&extended(ADDED), from, to)
}

#[test]
fn a_cell_has_its_routes_helplines_and_places() {
    let directory = loaded(&extended(ADDED));
    let cell = |setting: &str, jurisdiction: &str| {
        let setting = directory.setting(setting).expect("a setting");
        let jurisdiction = directory.jurisdiction(jurisdiction);
        Cell::new(setting, jurisdiction.expect("a jurisdiction"))
    };
    let prisons_south = cell("prisons", "south");
    let police_south = cell("police", "south");
    let route = directory
        .complaint_routes_of(police_south)
        .next()
        .expect("a route");
    assert_eq!(route.step[0].to.as_deref(), Some("The governor"));
    assert_eq!(
        route.step[1].url.as_deref(),
        Some("mailto:board@board.example")
    );
    assert_eq!(directory.helplines_of(prisons_south).count(), 1);
    assert_eq!(directory.helplines_of(police_south).count(), 0);
    assert_eq!(directory.releases_of(cell("police", "north")).count(), 1);
    assert_eq!(directory.releases_of(police_south).count(), 0);
    let places: Vec<_> = directory.places_of(prisons_south).collect();
    assert_eq!(places, [directory.place("fen").expect("a previous id")]);
    assert_eq!(directory[places[0]].id, "old-fen");
    assert_eq!(directory.places_of(cell("prisons", "north")).count(), 0);
}

#[test]
fn the_facts_contain_every_key() {
    let text = edited(
        "name = \"North Fen\"\n",
        "name = \"North Fen\"\nphrase = \"up north\"\ncode = \"XA\"\nprevious-ids = [\"nord\"]\ntile = [1, 0]\n",
    );
    let text = edited_again(
        &text,
        "hint    = \"For sentences and remand\"\n",
        "hint = \"x\"\ngroup = \"Justice\"\nprevious-ids = [\"jails\"]\nsee-also = [{ setting = \"police\", text = \"Cells.\" }]\n",
    );
    let text = edited_again(
        &text,
        "  sources       = [\"table\"]\n",
        "  sources = [\"table\"]\n  visits = \"twice a year\"\n  latest = { title = \"R\", url = \"https://r.example/\", date = \"2025-01\" }\n",
    );
    let text = edited_again(
        &text,
        "checked   = 2026-11-01\n",
        "checked = 2026-11-01\nlanguage = \"mi-NZ\"\njurisdiction-words = \"fens\"\nofficial = true\n",
    );
    let text = edited_again(
        &text,
        "website = \"https://visitors.example/\"\n",
        "website = \"https://visitors.example/\"\nphone = \"111\"\n",
    );
    let directory = loaded(&text);
    let north = directory.jurisdiction("nord").expect("a previous id");
    assert_eq!(directory[north].phrase.as_deref(), Some("up north"));
    assert_eq!(directory[north].tile, Some(Tile { column: 1, row: 0 }));
    let prisons = directory.setting("jails").expect("a previous id");
    assert_eq!(directory[prisons].group.as_deref(), Some("Justice"));
    assert_eq!(directory[prisons].see_also[0].text, "Cells.");
    assert_eq!(
        directory.coverage[0].visits.as_deref(),
        Some("twice a year")
    );
    let latest = directory.coverage[0].latest.as_ref().expect("a report");
    assert_eq!(latest.date, Date::parse("2025-01"));
    assert_eq!(directory.about.language.as_deref(), Some("mi-NZ"));
    assert_eq!(directory.about.jurisdiction_words.as_deref(), Some("fens"));
    assert!(directory.about.official);
    assert_eq!(directory.members[1].phone.as_deref(), Some("111"));
}

#[test]
fn a_step_needs_a_text_an_address_or_a_telephone_number() {
    let text = added("  text     = \"Ask for a form.\"\n", "");
    assert_snapshot!(check(&text), @"
    error[empty-step]: expected a step with `text`, `url` or `phone`
      --> fen.toml:69:3
       |
    69 |   [[complaint.step]]
       |   ^^^^^^^^^^^^^^^^^^

    1 error in fen.toml
    ");
    let text = added(
        "  url   = \"mailto:board@board.example\"\n  phone = \"0808 808 2003\"\n",
        "  deadline = \"soon\"\n",
    );
    assert_snapshot!(check_briefly(&text), @"fen.toml:75:3: error[empty-step]: expected a step with `text`, `url` or `phone`");
    let step = &ADDED[ADDED.find("  [[complaint.step]]").expect("a step")
        ..ADDED.find("[[helpline]]").expect("a helpline")];
    assert_snapshot!(check(&added(step, "")), @"
    error[missing-key]: missing key `step` in `[[complaint]]`
      --> fen.toml:63:1
       |
    63 | [[complaint]]
       | ^^^^^^^^^^^^^

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly(&added("mailto:board@board.example", "http://board.example/")), @"fen.toml:76:11: error[insecure-complaint-route]: expected an `https://` address, but found `http://board.example/`");
    assert_snapshot!(check_briefly(&added("mailto:board@board.example", "tel:123")), @"fen.toml:76:11: error[malformed-address]: expected an address that begins with `https://` or `mailto:`, but found `tel:123`");
}

#[test]
fn keys_that_steps_replaced_are_explained() {
    let step = &ADDED[ADDED.find("  [[complaint.step]]").expect("a step")
        ..ADDED.find("[[helpline]]").expect("a helpline")];
    let old = "first = \"Ask.\"\nthen = [{ name = \"X\", url = \"https://x.example/\" }]\nnote = \"Soon.\"\n";
    assert_snapshot!(check(&added(step, old)), @r#"
    error[unknown-key]: unknown key `first` in `[[complaint]]`
      --> fen.toml:69:1
       |
    69 | first = "Ask."
       | ^^^^^
       |
       = help: write a `[[complaint.step]]` for each thing to do, in order

    error[unknown-key]: unknown key `then` in `[[complaint]]`
      --> fen.toml:70:1
       |
    70 | then = [{ name = "X", url = "https://x.example/" }]
       | ^^^^
       |
       = help: write a `[[complaint.step]]` for each thing to do, in order

    error[unknown-key]: unknown key `note` in `[[complaint]]`
      --> fen.toml:71:1
       |
    71 | note = "Soon."
       | ^^^^
       |
       = help: write a `[[complaint.step]]` for each thing to do, in order

    3 errors in fen.toml
    "#);
}

#[test]
fn a_telephone_number_is_mostly_digits() {
    assert_snapshot!(check(&added("\"0808 808 2003\"", "\"0808 808 FENS\"")), @r#"
    error[malformed-phone]: expected a telephone number such as `0808 808 2003` or `+44 300 061 6161`, but found `0808 808 FENS`
      --> fen.toml:77:11
       |
    77 |   phone = "0808 808 FENS"
       |           ^^^^^^^^^^^^^^^

    1 error in fen.toml
    "#);
    let number = |number: &str| check_briefly(&added("\"0808 808 2003\"", &format!("{number:?}")));
    for right in [
        "111",
        "116 123",
        "+44 300 061 6161",
        "(02) 1234-5678",
        "0800/123.456",
    ] {
        assert_eq!(number(right), "", "{right}");
    }
    for wrong in [
        "",
        "11",
        "call 111",
        "+",
        "0800 123 456 ext 2",
        "144 / 117",
        "1234567890123456",
        "++44 300 061 6161",
        "-111",
    ] {
        assert!(
            number(wrong).contains("error[malformed-phone]"),
            "{wrong}: {}",
            number(wrong)
        );
    }
}

#[test]
fn a_source_has_either_a_date_or_a_date_of_reading() {
    assert_snapshot!(check(&edited("date      = \"2014\"\n", "date = \"2014\"\nread = \"2026-11\"\n")), @r#"
    error[conflicting-date]: expected either `date` or `read`, but found both
      --> fen.toml:12:8
       |
    11 | date = "2014"
       |        ------ `date` is here
    12 | read = "2026-11"
       |        ^^^^^^^^^
       |
       = help: `read` is for a source without a date

    1 error in fen.toml
    "#);
    let other = "[[source]]\nid = \"other\"\ntitle = \"X\"\npublisher = \"X\"\n\n[[jurisdiction]]";
    assert_snapshot!(check(&edited("[[jurisdiction]]", other)), @"
    error[missing-key]: missing key `date` or `read` in `[[source]]`
      --> fen.toml:13:1
       |
    13 | [[source]]
       | ^^^^^^^^^^
       |
       = help: `date` is when it was published; `read` is for a source without a date

    1 error in fen.toml
    ");
    let text = edited(
        "[[jurisdiction]]",
        &other.replace("publisher", "read = \"2026-11\"\npublisher"),
    );
    assert_snapshot!(check_briefly(&text), @"fen.toml:14:6: warning[uncited-source]: nothing cites the source `other`");
}

#[test]
fn a_setting_refers_to_another() {
    let see = |id: &str| {
        edited(
            "hint    = \"For sentences and remand\"",
            &format!("hint = \"x\"\nsee-also = [{{ setting = {id:?}, text = \"Cells.\" }}]"),
        )
    };
    assert_snapshot!(check_briefly(&see("polise")), @"fen.toml:43:25: error[unknown-id]: no setting has the id `polise`");
    assert_snapshot!(check(&see("prisons")), @r#"
    error[sees-itself]: expected another setting, but found the same
      --> fen.toml:43:25
       |
    43 | see-also = [{ setting = "prisons", text = "Cells." }]
       |                         ^^^^^^^^^

    1 error in fen.toml
    "#);
}

#[test]
fn no_two_jurisdictions_share_a_tile() {
    let text = edited(
        "name = \"North Fen\"",
        "name = \"North Fen\"\ntile = [1, 0]",
    );
    let text = edited_again(
        &text,
        "name = \"South Fen\"",
        "name = \"South Fen\"\ntile = [1, 0]",
    );
    assert_snapshot!(check(&text), @"
    error[shared-tile]: two jurisdictions have the tile `[1, 0]`
      --> fen.toml:21:8
       |
    16 | tile = [1, 0]
       |        ------ first used here
    ...
    21 | tile = [1, 0]
       |        ^^^^^^

    1 error in fen.toml
    ");
    for wrong in ["[1]", "[1, 2, 3]", "[-1, 0]", "[\"1\", 0]", "[100, 0]"] {
        let text = edited(
            "name = \"North Fen\"",
            &format!("name = \"North Fen\"\ntile = {wrong}"),
        );
        assert!(
            check_briefly(&text).contains("error[malformed-tile]"),
            "{wrong}"
        );
    }
}

#[test]
fn a_place_does_not_close_in_the_future() {
    assert_snapshot!(check(&added("\"2024-05\"", "\"2027\"")), @r#"
    error[closed-in-future]: expected a day not after today, but found `2027`
       --> fen.toml:106:17
        |
    106 | closed        = "2027"
        |                 ^^^^^^
        |
        = help: say in `note` that it is going to close

    1 error in fen.toml
    "#);
    assert_snapshot!(check_briefly(&added("setting       = \"prisons\"\njurisdiction  = \"south\"", "setting = \"prison\"\njurisdiction = \"west\"")), @"
    fen.toml:102:11: error[unknown-id]: no setting has the id `prison`
    fen.toml:103:16: error[unknown-id]: no jurisdiction has the id `west`
    ");
    assert_eq!(
        check_briefly(&added("\"2024-05\"", "2026-11-24")),
        "",
        "it is tomorrow in the east"
    );
}

#[test]
fn a_previous_id_suggests_the_present_one() {
    let text = added("id            = \"old-fen\"", "id = \"old-fen\"\n");
    let text = edited_again(
        &text,
        "hint    = \"After an arrest\"\n",
        "hint = \"x\"\nprevious-ids = [\"cells\"]\n",
    );
    let text = edited_again(
        &text,
        "settings      = [\"police\"]",
        "settings = [\"cells\"]",
    );
    assert_snapshot!(check(&text), @r#"
    error[unknown-id]: no setting has the id `cells`
      --> fen.toml:92:13
       |
    56 | previous-ids = ["cells"]
       |                 ------- a previous id
    ...
    92 | settings = ["cells"]
       |             ^^^^^^^
       |
       = help: it is `police` today

    1 error in fen.toml
    "#);
}

#[test]
fn ids_of_changes_and_gaps_do_not_depend_on_their_position() {
    let change = |text: &str| {
        format!("\n  [[setting.change]]\n  text = {text:?}\n  sources = [\"table\"]\n")
    };
    let gap =
        |what: &str| format!("\n[[gap]]\nwhat = {what:?}\nstate = \"open\"\nsource = \"table\"\n");
    let one = loaded(&extended(&format!(
        "{}{}",
        change("It has moved."),
        gap("Vans.")
    )));
    let two = loaded(&extended(&format!(
        "{}{}{}{}",
        change("New."),
        change("It has moved."),
        gap("Boats."),
        gap("Vans.")
    )));
    assert_eq!(one.notices[0].id, two.notices[1].id);
    assert_eq!(one.gaps[0].id, two.gaps[1].id);
    assert!(one.gaps[0].id.starts_with("vans-"));
    assert_snapshot!(check(&extended(&format!("{}{}", gap("Vans."), gap("Vans.")))), @"
    error[duplicate-id]: two gaps say the same
      --> fen.toml:68:1
       |
    63 | [[gap]]
       | ------- first said here
    ...
    68 | [[gap]]
       | ^^^^^^^
       |
       = help: leave one of them out, or give it an `id`

    1 error in fen.toml
    ");
    let given = gap("Vans.").replace("what", "id = \"vans\"\nwhat");
    assert_eq!(
        loaded(&extended(&format!("{given}{}", gap("Vans.")))).gaps[0].id,
        "vans"
    );
    assert_snapshot!(check_briefly(&extended(&format!("{given}{}", given.replace("Vans.", "Boats.")))), @"fen.toml:70:6: error[duplicate-id]: two gaps have the id `vans`");
}

#[test]
fn a_body_is_a_member_from_its_designation_until_it_leaves() {
    let standing = |key: &str| {
        let text = edited(
            "website = \"https://visitors.example/\"",
            &format!("website = \"https://visitors.example/\"\n{key}"),
        );
        let directory = loaded(&text);
        directory.standing(directory.member("visitors").expect("a member"))
    };
    assert_eq!(standing(""), Standing::Member);
    assert_eq!(standing("left = \"2024\""), Standing::Former);
    assert_eq!(standing("left = 2026-11-02"), Standing::Member);
    assert_eq!(standing("status = \"expected\""), Standing::Expected);
}

#[test]
fn a_file_may_have_no_member_yet() {
    let text = &SMALL[..SMALL.find("[[member]]").expect("a member")];
    let text = format!("{text}[[setting]]\nid = \"prisons\"\nname = \"Prisons\"\nhint = \"x\"\n");
    assert_eq!(loaded(&text).members.len(), 0);
    assert_eq!(loaded(&format!("member = []\n{text}")).members.len(), 0);
}
