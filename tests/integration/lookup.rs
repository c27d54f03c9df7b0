//! The lookup: two answers redirect to the answer page; otherwise the form asks again.

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
fn two_answers_redirect_to_the_answer_page_with_or_without_the_button() {
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
fn the_first_of_a_repeated_field_counts() {
    leads(
        "setting=prisons&setting=police-custody&jurisdiction=southmark",
        "/settings/prisons/southmark",
    );
}

#[test]
fn percent_encoded_ids_are_decoded() {
    leads(
        "setting=%70risons&jurisdiction=north%6Dark",
        "/settings/prisons/northmark",
    );
}

#[test]
fn not_sure_shows_the_help_or_each_setting_in_the_jurisdiction() {
    leads("setting=not_sure&find=", "/lookup/help");
    leads(
        "setting=not_sure&jurisdiction=southmark&find=",
        "/jurisdictions/southmark",
    );
    leads("setting=not_sure&jurisdiction=nowhere", "/lookup/help");
}

#[test]
fn only_a_missing_answer_is_asked_for() {
    let html = asks("setting=prisons&find=", StatusCode::OK);
    assert!(html.contains("name=\"jurisdiction\""));
    assert!(!html.contains("type=\"radio\" name=\"setting\""), "{html}");
}

#[test]
fn an_unanswered_second_step_shows_the_error_each_time() {
    for (query, known) in [
        ("jurisdiction=southmark&find=1", "jurisdiction"),
        ("setting=prisons&find=1", "setting"),
        ("setting=&jurisdiction=southmark&find=1", "jurisdiction"),
    ] {
        let html = asks(query, StatusCode::OK);
        assert!(title(&html).starts_with("Error:"), "{query}");
        assert!(html.contains("There is a problem"), "{query}");
        // The given answer is kept, and the next step is the second one again.
        let kept = format!("<input type=\"hidden\" name=\"{known}\"");
        assert!(html.contains(&kept), "{query}");
        assert!(html.contains("name=\"find\" value=\"1\""), "{query}");
    }
}

#[test]
fn the_button_of_the_first_step_causes_no_error() {
    let page = get(&server(), "/lookup");
    assert!(page.text().contains("name=\"find\" value=\"\""));
    let html = asks("jurisdiction=southmark&find=", StatusCode::OK);
    assert!(!title(&html).starts_with("Error:"), "{}", title(&html));
    assert!(html.contains("name=\"find\" value=\"1\""), "{html}");
}

#[test]
fn an_empty_form_shows_its_errors() {
    let html = asks("find=", StatusCode::OK);
    assert!(title(&html).starts_with("Error:"), "{}", title(&html));
    let html = asks("setting=&jurisdiction=&find=", StatusCode::OK);
    assert!(title(&html).starts_with("Error:"), "{}", title(&html));
}

#[test]
fn an_unknown_value_is_a_bad_request_and_is_not_echoed() {
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
fn unrelated_parameters_show_the_empty_form() {
    for query in ["", "utm_source=x", "&&&", "="] {
        let answer = lookup(query);
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(!title(answer.text()).starts_with("Error:"), "{query}");
    }
}

#[test]
fn a_single_jurisdiction_is_not_asked_for() {
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
