//! The lookup: both questions lead to an answer's own address, anything less to the form.

use hyper::StatusCode;

use crate::support::{Answer, get, server, site};

fn lookup(query: &str) -> Answer {
    get(&server(), &format!("/lookup?{query}"))
}

#[track_caller]
fn leads(query: &str, to: &str) {
    let answer = lookup(query);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query}");
    assert_eq!(answer.header("location"), Some(to), "{query}");
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
}

#[track_caller]
fn asks(query: &str, status: StatusCode) -> String {
    let answer = lookup(query);
    assert_eq!(answer.status, status, "{query}");
    assert_eq!(answer.header("location"), None, "{query}");
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    answer.text().to_owned()
}

fn title(html: &str) -> &str {
    let (_, rest) = html.split_once("<title>").expect("there is a title");
    rest.split_once("</title>").expect("it ends").0
}

#[test]
fn both_answers_lead_to_the_answer_page_with_and_without_the_button() {
    leads(
        "setting=prisons&jurisdiction=northmark",
        "/settings/prisons/northmark",
    );
    leads(
        "setting=police-custody&jurisdiction=southmark&find=",
        "/settings/police-custody/southmark",
    );
}

#[test]
fn of_a_question_that_is_answered_twice_the_first_counts() {
    leads(
        "setting=prisons&setting=police-custody&jurisdiction=southmark",
        "/settings/prisons/southmark",
    );
}

#[test]
fn encoded_ids_are_ids() {
    leads(
        "setting=%70risons&jurisdiction=north%6Dark",
        "/settings/prisons/northmark",
    );
}

#[test]
fn not_sure_leads_to_the_help_or_to_each_kind_of_place_in_the_jurisdiction() {
    leads("setting=not_sure&find=", "/lookup/help");
    leads(
        "setting=not_sure&jurisdiction=southmark&find=",
        "/jurisdictions/southmark",
    );
    leads("setting=not_sure&jurisdiction=nowhere", "/lookup/help");
}

#[test]
fn one_missing_answer_is_asked_for_alone() {
    let html = asks("setting=prisons&find=", StatusCode::OK);
    assert!(html.contains("name=\"jurisdiction\""));
    assert!(!html.contains("type=\"radio\" name=\"setting\""), "{html}");
}

#[test]
fn a_second_step_without_an_answer_says_so_as_often_as_it_is_sent() {
    for (query, known) in [
        ("jurisdiction=southmark&find=1", "jurisdiction"),
        ("setting=prisons&find=1", "setting"),
        ("setting=&jurisdiction=southmark&find=1", "jurisdiction"),
    ] {
        let html = asks(query, StatusCode::OK);
        assert!(title(&html).starts_with("Error:"), "{query}");
        assert!(html.contains("There is a problem"), "{query}");
        // The answer that is known is kept, and the next step is the second one again.
        let kept = format!("<input type=\"hidden\" name=\"{known}\"");
        assert!(html.contains(&kept), "{query}");
        assert!(html.contains("name=\"find\" value=\"1\""), "{query}");
    }
}

#[test]
fn the_button_of_the_first_step_leads_on_without_an_error() {
    let page = get(&server(), "/lookup");
    assert!(page.text().contains("name=\"find\" value=\"\""));
    let html = asks("jurisdiction=southmark&find=", StatusCode::OK);
    assert!(!title(&html).starts_with("Error:"), "{}", title(&html));
    assert!(html.contains("name=\"find\" value=\"1\""), "{html}");
}

#[test]
fn an_empty_form_comes_back_with_its_errors() {
    let html = asks("find=", StatusCode::OK);
    assert!(title(&html).starts_with("Error:"), "{}", title(&html));
    let html = asks("setting=&jurisdiction=&find=", StatusCode::OK);
    assert!(title(&html).starts_with("Error:"), "{}", title(&html));
}

#[test]
fn an_unknown_value_is_a_bad_request_and_is_not_repeated() {
    for query in [
        "setting=%3Cscript%3E&jurisdiction=northmark&find=",
        "setting=prisons&jurisdiction=%3Cscript%3E&find=",
        "setting=PRISONS&jurisdiction=northmark",
        "setting=%FF%FE&jurisdiction=northmark",
    ] {
        let html = asks(query, StatusCode::BAD_REQUEST);
        assert!(!html.contains("<script"), "{query}");
        assert!(title(&html).starts_with("Error:"), "{query}");
    }
}

#[test]
fn what_has_nothing_to_do_with_the_form_shows_the_clean_one() {
    for query in ["", "utm_source=x", "&&&", "="] {
        let answer = lookup(query);
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(!title(answer.text()).starts_with("Error:"), "{query}");
    }
}

#[test]
fn where_there_is_one_jurisdiction_nobody_is_asked_for_it() {
    let one = crate::support::SMALL
        .replace(
            "[[jurisdiction]]\nid   = \"southmark\"\nname = \"Southmark\"\n",
            "",
        )
        .replace(", \"southmark\"", "");
    let server =
        npm_directory::server::Server::new(site(&one), npm_directory::server::Policy::default());
    let answer = get(&server, "/lookup?setting=prisons&find=");
    assert_eq!(
        answer.header("location"),
        Some("/settings/prisons/northmark")
    );
    let answer = get(&server, "/lookup?setting=not_sure&find=");
    assert_eq!(answer.header("location"), Some("/lookup/help"));
}
