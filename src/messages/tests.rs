use super::*;
use crate::diagnostics::{Code, SourceText, Style};
use crate::directory::{GapState, Kind, Reason, Takes};

fn messages(text: &str) -> Messages {
    Messages::parse("en", text, None).expect("the test's messages hold no mistake")
}

#[test]
fn messages_and_arguments_are_escaped() {
    let messages = messages("a = <strong>Q&A</strong> 1 < 2: { $name }");
    let message = messages.get("a").text("name", "<b>\"\u{e000}\"</b>");
    assert_eq!(
        message.to_string(),
        "<strong>Q&amp;A</strong> 1 &lt; 2: &lt;b&gt;&quot;\u{e000}&quot;&lt;/b&gt;"
    );
    assert_eq!(message.plain(), "Q&A 1 < 2: <b>\"\u{e000}\"</b>");
}

#[test]
fn links_have_the_path_of_their_name() {
    let messages = messages("a = See <gaps>all gaps</gaps> or <site>the site</site>.");
    let message = messages
        .get("a")
        .link("gaps", "/gaps?a=\"b\"")
        .link("site", "https://npm.example/");
    assert_eq!(
        message.to_string(),
        "See <a href=\"/gaps?a=&quot;b&quot;\">all gaps</a> or \
         <a class=\"out\" href=\"https://npm.example/\">the site</a>."
    );
    assert_eq!(message.plain(), "See all gaps or the site.");
}

#[test]
fn a_number_selects_the_plural_and_a_word_the_variant() {
    let messages = messages(
        "a = { $count ->\n    [one] one body\n   *[other] { $count } bodies\n }{ $with ->\n    [yes] , with { $name }.\n   *[no] .\n }\n",
    );
    let message = |count: usize| messages.get("a").count("count", count);
    assert_eq!(message(1).choice("with", "no").plain(), "one body.");
    let message = message(2).choice("with", "yes").text("name", "A");
    assert_eq!(message.plain(), "2 bodies, with A.");
}

#[test]
#[should_panic(expected = "there is no message b")]
fn a_missing_message_panics() {
    messages("a = A").get("b").plain();
}

#[test]
#[should_panic(expected = "the message a lacks something")]
fn a_missing_argument_panics() {
    messages("a = { $name }").get("a").plain();
}

#[test]
#[should_panic(expected = "no address for <gaps>")]
fn a_link_without_a_path_panics() {
    messages("a = <gaps>A</gaps>").get("a").plain();
}

#[test]
fn mistakes_in_a_file_are_reported() {
    assert!(Messages::parse("en", "a = { $", None).is_err());
    assert!(Messages::parse("no tag", "a = A", None).is_err());
}

#[test]
fn dates_keep_their_precision() {
    let messages = Messages::english();
    for (iso, words) in [
        ("2017", "2017"),
        ("2017-07", "July 2017"),
        ("2017-01-12", "12 January 2017"),
    ] {
        assert_eq!(messages.date(Date::parse(iso).unwrap()), words);
    }
}

#[test]
fn lists_have_commas_and_one_and() {
    let messages = Messages::english();
    let list = |items: &[&str]| messages.list(items.iter().map(Html::text)).plain();
    assert_eq!(list(&[]), "");
    assert_eq!(list(&["a"]), "a");
    assert_eq!(list(&["a", "b"]), "a and b");
    assert_eq!(list(&["a", "b", "c", "d"]), "a, b, c and d");
}

#[test]
fn a_language_has_its_direction_and_plurals() {
    let arabic = Messages::parse(
        "ar",
        "a = { $n ->\n    [two] two\n   *[other] other\n }\n",
        None,
    );
    let arabic = arabic.unwrap();
    assert_eq!(
        (arabic.language().as_str(), arabic.direction()),
        ("ar", "rtl")
    );
    assert_eq!(arabic.get("a").count("n", 2).plain(), "two");
    assert_eq!(Messages::english().direction(), "ltr");
}

/// What is said of a file of messages in Breton, one line each.
fn said(text: &str) -> Vec<String> {
    let source = SourceText::new("br.ftl", text);
    let said = match Locales::with_files(&[("br".to_owned(), source)]) {
        Ok((_, warnings)) => warnings,
        Err(diagnostics) => diagnostics,
    };
    let lines = said
        .lines()
        .filter(|line| !line.contains("[missing-message]"));
    lines.collect()
}

#[test]
fn the_built_in_languages_have_every_message_and_no_other() {
    for (language, text) in BUILT_IN {
        let source = SourceText::new(language, text);
        let (_, found) = Locales::with_files(&[(language.to_owned(), source)]).expect("no errors");
        assert!(found.is_empty(), "{}", found.render(Style::Plain));
    }
}

#[test]
fn a_message_that_differs_from_the_english_is_reported_with_its_place() {
    assert_eq!(said("page-find = Kavout ul lec'h\n"), [""; 0]);
    assert_eq!(
        said("# Words\n\npage-finds = Kavout\n"),
        ["br.ftl:3:1: warning[unknown-message]: no page has the message `page-finds`"]
    );
    assert_eq!(
        said("page-find = Kavout\npage-title = { $headin } - { $site }\n"),
        [
            "br.ftl:2:1: error[differing-message]: the message `page-title` names `$headin` and `$site`, but in English \
             `$heading` and `$site`"
        ]
    );
    assert_eq!(
        said("page-find = A\npage-find = B\n"),
        ["br.ftl:2:1: error[malformed-message]: the message `page-find` is there twice"]
    );
    let broken = said("page-find = { $\n");
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].starts_with("br.ftl:1:"), "{broken:?}");
    assert!(broken[0].contains("error[malformed-message]"), "{broken:?}");
    let placeholder = said("page-find = \u{e000}\n");
    assert!(
        placeholder[0].contains("error[malformed-message]"),
        "{placeholder:?}"
    );
}

#[test]
fn a_missing_message_is_in_english_and_marked() {
    let source = SourceText::new("br.ftl", "page-find = Kavout\n");
    let (locales, found) = Locales::with_files(&[("br".to_owned(), source)]).expect("no errors");
    let missing: Vec<Code> = found.iter().map(|found| found.code).collect();
    assert_eq!(missing, [Code::MissingMessage]);
    let breton = locales.messages("br").expect("it is there");
    assert_eq!(breton.plain("page-find"), "Kavout");
    assert_eq!(
        breton.plain("page-home"),
        original::marked(&Messages::english().plain("page-home"))
    );
    assert!(locales.messages("cy").is_some());
    assert!(
        locales.messages("br-FR").is_some(),
        "the region may be another"
    );
    assert!(locales.messages("ga").is_none());
}

#[test]
fn welsh_has_its_plurals() {
    let text = "a = { $n ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n }\n";
    let welsh = Messages::parse("cy", text, None).expect("no mistakes");
    let forms = [0, 1, 2, 3, 4, 6, 7].map(|n: usize| welsh.get("a").count("n", n).plain());
    assert_eq!(
        forms,
        ["zero", "one", "two", "few", "other", "many", "other"]
    );
}

#[test]
fn every_word_of_the_data_file_has_its_messages() {
    let messages = Messages::english();
    for kind in Kind::ALL {
        for of in ["kind", "kinds", "explained", "verb"] {
            assert_ne!(messages.word(of, kind.id()), "");
        }
    }
    for takes in Takes::ALL {
        assert_ne!(messages.word("takes", takes.id()), "");
    }
    for reason in Reason::ALL {
        assert_ne!(messages.word("reason", reason.id()), "");
    }
    for state in GapState::ALL {
        assert_ne!(messages.word("gap", state.id()), "");
    }
}
