//! Diagnostics about keys, types and syntax.

use insta::assert_snapshot;

use super::*;

#[test]
fn a_missing_key_is_reported_at_the_header() {
    assert_snapshot!(check(&edited("name    = \"Board of Visitors\"\nkind    = \"lay-monitors\"\n", "")), @"
    error[missing-key]: missing keys `name` and `kind` in `[[member]]`
      --> fen.toml:30:1
       |
    30 | [[member]]
       | ^^^^^^^^^^

    1 error in fen.toml
    ");
}

#[test]
fn a_missing_key_of_an_inline_table_is_reported_at_the_table() {
    assert_snapshot!(check(&edited("[[member]]\n", "[[member]]\ncomplaints = { note = \"None.\" }\n")), @r#"
    error[missing-key]: missing key `takes`
      --> fen.toml:22:14
       |
    22 | complaints = { note = "None." }
       |              ^^^^^^^^^^^^^^^^^^

    1 error in fen.toml
    "#);
}

#[test]
fn a_misspelt_key_suggests_the_missing_one_and_is_read_as_it() {
    assert_snapshot!(check(&edited("jurisdictions = [\"north\"]", "jurisdicions = [\"nort\"]")), @r#"
    error[unknown-key]: unknown key `jurisdicions` in `[[setting.coverage]]`
      --> fen.toml:58:3
       |
    58 |   jurisdicions = ["nort"]
       |   ^^^^^^^^^^^^
       |
       = help: did you mean `jurisdictions`?

    error[unknown-id]: no jurisdiction has the id `nort`
      --> fen.toml:58:19
       |
    58 |   jurisdicions = ["nort"]
       |                   ^^^^^^
       |
       = help: did you mean `north`?

    2 errors in fen.toml
    "#);
}

#[test]
fn records_under_a_misspelt_header_are_read() {
    let text = edited(
        "[[member]]\nid      = \"visitors\"",
        "[[membr]]\nid      = \"visitors\"",
    );
    assert_snapshot!(check(&text), @"
    error[unknown-key]: unknown key `membr`
      --> fen.toml:30:3
       |
    30 | [[membr]]
       |   ^^^^^
       |
       = help: did you mean `member`?

    1 error in fen.toml
    ");
    let text = edited("[[setting]]", "[[seting]]  # the first");
    let text = edited_again(&text, "\n[[setting]]", "\n [[ sitting ]]");
    assert_snapshot!(check_briefly(&edited_again(&text, "[\"north\"]", "[\"nort\"]")), @"
    fen.toml:38:3: error[unknown-key]: unknown key `seting`
    fen.toml:44:5: error[wrong-type]: expected `[[setting]]` before what belongs to it
    fen.toml:51:5: error[unknown-key]: unknown key `sitting`
    ");
    let text = edited_again(SMALL, "[[setting.coverage]]", "[[setting.covrage]]");
    let text = edited_again(&text, "\"visitors\"]", "\"visitor\"]");
    assert_snapshot!(check_briefly(&text), @"
    fen.toml:44:13: error[unknown-key]: unknown key `covrage` in `[[setting]]`
    fen.toml:47:20: error[unknown-id]: no member has the id `visitor`
    ");
    let beside = "\n  [[setting.covrage]]\n  jurisdictions = [\"north\"]\n  by = [\"visitors\"]\n  seen = \"2015\"\n  sources = [\"table\"]\n";
    assert_snapshot!(check_briefly(&extended(beside)), @"
    fen.toml:63:13: error[unknown-key]: unknown key `covrage` in `[[setting]]`
    fen.toml:64:20: error[overlapping-cells]: two cells of line 1 hold at the same time in `north`
    ");
    // The list under the misspelt key is unreadable, so nobody is reported as missing from it.
    let text = edited(
        "\"PI\"\n  sources",
        "\"PI, Board of Visitors\"\n  byy = [7]\n  sources",
    );
    assert_snapshot!(check_briefly(&text), @"
    fen.toml:61:3: error[unknown-key]: unknown key `byy` in `[[setting.coverage]]`
    fen.toml:61:10: error[wrong-type]: expected a string, but found an integer
    ");
}

#[test]
fn headers_of_the_wrong_kind_are_explained() {
    let coverage = "[[setting.coverage]]\njurisdictions = [\"north\"]\n\n[[setting]]\n";
    assert_snapshot!(check(&edited("[[setting]]\n", coverage)), @"
    error[wrong-type]: expected `[[setting]]` before what belongs to it
      --> fen.toml:38:3
       |
    38 | [[setting.coverage]]
       |   ^^^^^^^

    error[syntax]: duplicate key
      --> fen.toml:41:3
       |
    41 | [[setting]]
       |   ^^^^^^^

    error[syntax]: duplicate key
      --> fen.toml:54:3
       |
    54 | [[setting]]
       |   ^^^^^^^

    3 errors in fen.toml
    ");
    assert_snapshot!(check(&edited("[[setting]]\n", "[member.formerly]\nname = \"Boards\"\nuntil = \"2010\"\n\n[[setting]]\n")), @"
    error[wrong-type]: expected an array of tables, but found `[member.formerly]`
      --> fen.toml:38:1
       |
    38 | [member.formerly]
       | ^^^^^^^^^^^^^^^^^
       |
       = help: write `[[member.formerly]]`

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly(&edited("[[setting]]\n", "[member.complaints]\ntakes = \"no\"\n\n[[setting]]\n")), @"");
    assert_snapshot!(check_briefly(&edited("[[setting]]\n", "complaints.takes = \"no\"\n\n[[setting]]\n")), @"");
    assert_snapshot!(check_briefly(&edited("[[setting]]\n", "complaints.take = \"no\"\n\n[[setting]]\n")), @"fen.toml:38:12: error[unknown-key]: unknown key `take`");
    assert_snapshot!(check_briefly(&SMALL.replace("[[member]]", "[[members]]")), @"fen.toml:21:3: error[unknown-key]: unknown key `members`");
}

#[test]
fn a_misspelt_key_near_two_suggests_the_missing_one() {
    let names = "name    = \"Board of Visitors\"\nnamez = { cy = \"Bwrdd\" }";
    assert_snapshot!(check(&edited("name    = \"Board of Visitors\"", names)), @r#"
    error[unknown-key]: unknown key `namez` in `[[member]]`
      --> fen.toml:33:1
       |
    33 | namez = { cy = "Bwrdd" }
       | ^^^^^
       |
       = help: did you mean `names`?

    1 error in fen.toml
    "#);
}

#[test]
fn an_unknown_key_near_none_lists_all() {
    assert_snapshot!(check(&edited("[[jurisdiction]]\n", "[[jurisdiction]]\ncapital = \"Fenton\"\n")), @r#"
    error[unknown-key]: unknown key `capital` in `[[jurisdiction]]`
      --> fen.toml:14:1
       |
    14 | capital = "Fenton"
       | ^^^^^^^
       |
       = help: the keys that can stand here are `id`, `name`, `phrase`, `code`, `also-called`, `previous-ids` and `tile`

    1 error in fen.toml
    "#);
}

#[test]
fn a_file_with_only_a_comment_lacks_everything() {
    assert_snapshot!(check("# soon\n"), @"
    error[missing-key]: missing `[directory]`, `[[source]]`, `[[jurisdiction]]` and `[[setting]]`
     --> fen.toml:1:1
      |
    1 | # soon
      | ^

    1 error in fen.toml
    ");
}

#[test]
fn a_value_of_the_wrong_type_names_the_expected_type() {
    assert_snapshot!(check(&edited("title     = \"Monitors of Fenland\"", "title     = true")), @"
    error[wrong-type]: expected a string, but found a boolean
     --> fen.toml:2:13
      |
    2 | title     = true
      |             ^^^^

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly(&edited("[\"inspectors\"]", "[7]")), @"fen.toml:46:20: error[wrong-type]: expected a string, but found an integer");
    assert_snapshot!(check_briefly(&extended("  line = \"1\"\n")), @"fen.toml:62:10: error[wrong-type]: expected a whole number, but found a string");
    assert_snapshot!(check_briefly(&extended("  line = 1.5\n")), @"fen.toml:62:10: error[wrong-type]: expected a whole number, but found a float");
    assert_snapshot!(check_briefly(&extended("  doubt = 2026-01-01\n")), @"fen.toml:62:11: error[wrong-type]: expected a string, but found a date or time");
    assert_snapshot!(check_briefly(&extended("  doubt = {}\n")), @"fen.toml:62:11: error[wrong-type]: expected a string, but found a table");
    assert_snapshot!(check(&edited("\n[[setting]]", "complaints = [\"no\"]\n[[setting]]")), @r#"
    error[wrong-type]: expected a table, but found an array
      --> fen.toml:37:14
       |
    37 | complaints = ["no"]
       |              ^^^^^^

    1 error in fen.toml
    "#);
    assert_snapshot!(check(&edited("[directory]", "[[directory]]")), @"
    error[wrong-type]: expected a table, but found an array
     --> fen.toml:1:1
      |
    1 | [[directory]]
      | ^^^^^^^^^^^^^
      |
      = help: write `[directory]` once

    1 error in fen.toml
    ");
}

#[test]
fn a_value_outside_an_array_is_read_as_if_inside() {
    assert_snapshot!(check(&edited("by            = [\"inspectors\"]", "by            = \"inspecters\"")), @r#"
    error[wrong-type]: expected an array, but found a string
      --> fen.toml:46:19
       |
    46 |   by            = "inspecters"
       |                   ^^^^^^^^^^^^
       |
       = help: put brackets around it: `[...]`

    error[unknown-id]: no member has the id `inspecters`
      --> fen.toml:46:19
       |
    46 |   by            = "inspecters"
       |                   ^^^^^^^^^^^^
       |
       = help: did you mean `inspectors`?

    2 errors in fen.toml
    "#);
    assert_snapshot!(check_briefly(&edited("by            = [\"inspectors\"]", "by            = 7")), @"fen.toml:46:19: error[wrong-type]: expected an array, but found an integer");
}

#[test]
fn a_table_outside_an_array_is_read_as_if_inside() {
    let text = edited(
        "[[source]]\nid        = \"table\"",
        "[source]\nid        = \"Table\"",
    );
    assert_snapshot!(check(&text), @r#"
    error[wrong-type]: expected an array of tables, but found `[source]`
     --> fen.toml:7:1
      |
    7 | [source]
      | ^^^^^^^^
      |
      = help: write `[[source]]`

    error[malformed-id]: expected an id such as `police-custody`, but found `Table`
     --> fen.toml:8:13
      |
    8 | id        = "Table"
      |             ^^^^^^^
      |
      = help: an id is a lower-case letter, then lower-case letters, digits and hyphens

    2 errors in fen.toml
    "#);
}

#[test]
fn a_word_must_be_one_of_those_allowed() {
    assert_snapshot!(check(&edited("\"inspectorate\"", "\"inspectorat\"")), @r#"
    error[unknown-word]: expected `inspectorate`, `regulator`, `lay-monitors`, `commission`, `ombuds`, `reviewer`, `preventive` or `civil-society`, but found `inspectorat`
      --> fen.toml:25:16
       |
    25 | kind         = "inspectorat"
       |                ^^^^^^^^^^^^^
       |
       = help: did you mean `inspectorate`?

    1 error in fen.toml
    "#);
    assert_snapshot!(check_briefly(&edited("\"inspectorate\"", "\"body\"")), @"fen.toml:25:16: error[unknown-word]: expected `inspectorate`, `regulator`, `lay-monitors`, `commission`, `ombuds`, `reviewer`, `preventive` or `civil-society`, but found `body`");
}

#[test]
fn a_text_must_not_be_empty() {
    assert_snapshot!(check(&edited("\"North Fen\"", "\" \"")), @r#"
    error[empty-text]: expected some text, but found an empty string
      --> fen.toml:15:8
       |
    15 | name = " "
       |        ^^^

    1 error in fen.toml
    "#);
    assert_snapshot!(check_briefly(&edited("\"North Fen\"", "\"North\\u0007Fen\"")), @"fen.toml:15:8: error[control-character]: text holds the control character U+0007");
}

#[test]
fn a_list_must_not_be_empty_or_repeat_an_entry() {
    assert_snapshot!(check(&edited("[\"inspectors\"]", "[]")), @"
    error[empty-list]: expected at least one entry, but found an empty array
      --> fen.toml:46:19
       |
    46 |   by            = []
       |                   ^^

    1 error in fen.toml
    ");
    assert_snapshot!(check(&edited("[\"north\", \"south\"]", "[\"north\", \"south\", \"north\"]")), @r#"
    error[repeated-entry]: `north` is listed twice
      --> fen.toml:45:38
       |
    45 |   jurisdictions = ["north", "south", "north"]
       |                    -------           ^^^^^^^
       |                    |
       |                    first listed here

    1 error in fen.toml
    "#);
    assert_eq!(check_briefly(&extended("  with = []\n")), "");
    let words = "name = \"North Fen\"\nalso-called = [\"The North\", \"The North\"]";
    assert_snapshot!(check_briefly(&edited("name = \"North Fen\"", words)), @"fen.toml:16:29: error[repeated-entry]: `The North` is listed twice");
}

#[test]
fn a_date_may_be_a_year_or_month_in_quotation_marks() {
    for date in ["\"2014\"", "\"2014-07\"", "\"2014-07-31\"", "2014-07-31"] {
        let text = edited("date      = \"2014\"", &format!("date      = {date}"));
        assert_eq!(check_briefly(&text), "", "{date}");
    }
    assert_snapshot!(check(&edited("date      = \"2014\"", "date      = 2014")), @r#"
    error[wrong-type]: expected a date, but found an integer
      --> fen.toml:11:13
       |
    11 | date      = 2014
       |             ^^^^
       |
       = help: write a year in quotation marks: `"2014"`

    1 error in fen.toml
    "#);
    assert_snapshot!(check(&edited("date      = \"2014\"", "date      = \"July 2014\"")), @r#"
    error[malformed-date]: expected a date, but found `July 2014`
      --> fen.toml:11:13
       |
    11 | date      = "July 2014"
       |             ^^^^^^^^^^^
       |
       = help: write it as `"2017"`, `"2017-07"` or `2017-01-12`

    1 error in fen.toml
    "#);
    assert_snapshot!(check_briefly(&edited("date      = \"2014\"", "date      = \"2014-02-30\"")), @"fen.toml:11:13: error[malformed-date]: expected a date, but found `2014-02-30`");
    assert_snapshot!(check_briefly(&edited("date      = \"2014\"", "date      = 2014-01-02T03:04:05Z")), @"fen.toml:11:13: error[malformed-date]: expected a date, but found `2014-01-02T03:04:05Z`");
    assert_snapshot!(check_briefly(&edited("date      = \"2014\"", "date      = 03:04:05")), @"fen.toml:11:13: error[malformed-date]: expected a date, but found `03:04:05`");
    assert_snapshot!(check_briefly(&edited("date      = \"2014\"", "date      = 0000-01-02")), @"fen.toml:11:13: error[malformed-date]: expected a date, but found `0000-01-02`");
}

#[test]
fn a_line_is_an_integer_from_1() {
    assert_snapshot!(check(&extended("  line = 0\n")), @"
    error[malformed-line]: expected a line from 1, but found `0`
      --> fen.toml:62:10
       |
    62 |   line = 0
       |          ^

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly(&extended("  line = -1\n")), @"fen.toml:62:10: error[malformed-line]: expected a line from 1, but found `-1`");
    assert_snapshot!(check_briefly(&extended("  line = 4294967296\n")), @"fen.toml:62:10: error[malformed-line]: expected a line from 1, but found `4294967296`");
    assert_eq!(check_briefly(&extended("  line = 0x1\n")), "");
}

#[test]
fn an_address_must_be_valid_and_have_an_allowed_scheme() {
    let website = |address: &str| {
        check_briefly(&edited(
            "\"https://inspectors.example/\"",
            &format!("{address:?}"),
        ))
    };
    assert_snapshot!(website("javascript:alert(1)"), @"fen.toml:27:16: error[malformed-address]: expected an address that begins with `https://` or `http://`, but found `javascript:alert(1)`");
    assert_snapshot!(website("mailto:a@b.example"), @"fen.toml:27:16: error[malformed-address]: expected an address that begins with `https://` or `http://`, but found `mailto:a@b.example`");
    assert_snapshot!(website("https://"), @"fen.toml:27:16: error[malformed-address]: expected an address that leads somewhere, but found `https://`");
    assert_snapshot!(website("https://a..b/"), @"fen.toml:27:16: error[malformed-address]: expected an address that leads somewhere, but found `https://a..b/`");
    assert_snapshot!(website("https://a:b/"), @"fen.toml:27:16: error[malformed-address]: expected an address that leads somewhere, but found `https://a:b/`");
    assert_snapshot!(website("https://a:+80/"), @"fen.toml:27:16: error[malformed-address]: expected an address that leads somewhere, but found `https://a:+80/`");
    assert_snapshot!(website("https://me@inspectors.example/"), @"fen.toml:27:16: error[malformed-address]: expected an address that leads somewhere, but found `https://me@inspectors.example/`");
    assert_snapshot!(website("https://inspectors.example/a b"), @"fen.toml:27:16: error[malformed-address]: expected an address without ` `, but found `https://inspectors.example/a b`");
    assert_snapshot!(website("https://inspectors.example/\"><script>"), @r#"fen.toml:27:16: error[malformed-address]: expected an address without `"`, but found `https://inspectors.example/"><script>`"#);
    assert_snapshot!(website("https://inspectors.example/ā"), @"fen.toml:27:16: error[malformed-address]: expected an address without `ā`, but found `https://inspectors.example/ā`");
    for address in [
        "https://inspectors.example",
        "https://inspectors.example./",
        "https://inspectors.example:8080/a?b=c#d",
        "https://inspectors.example/%C4%81",
    ] {
        assert_eq!(website(address), "", "{address}");
    }
}

#[test]
fn a_contact_may_be_a_mail_address() {
    let contact = |address: &str| {
        check_briefly(&edited(
            "checked ",
            &format!("contact   = {address:?}\nchecked "),
        ))
    };
    assert_eq!(contact("mailto:somebody@npm.example?subject=Mistake"), "");
    assert_snapshot!(contact("mailto:somebody"), @"fen.toml:5:13: error[malformed-address]: expected an address that leads somewhere, but found `mailto:somebody`");
    assert_snapshot!(contact("mailto:@npm.example"), @"fen.toml:5:13: error[malformed-address]: expected an address that leads somewhere, but found `mailto:@npm.example`");
    assert_snapshot!(contact("http://npm.example/"), @"fen.toml:5:13: error[malformed-address]: expected an address that begins with `https://` or `mailto:`, but found `http://npm.example/`");
}

#[test]
fn codes_and_language_tags_match_their_patterns() {
    let code = |code: &str| {
        check_briefly(&edited(
            "[[jurisdiction]]\n",
            &format!("[[jurisdiction]]\ncode = {code:?}\n"),
        ))
    };
    assert_eq!(code("GB-NIR"), "");
    assert_eq!(code("CH-1"), "");
    assert_eq!(code("NL"), "");
    for wrong in ["GBR", "gb-nir", "GBR-NIR", "GB-NORTH", "GB-", "GB-n"] {
        assert!(
            code(wrong).contains("error[malformed-region-code]"),
            "{wrong}"
        );
    }
    assert_snapshot!(code("Ireland"), @"fen.toml:14:8: error[malformed-region-code]: expected an ISO 3166 code such as `NZ` or `GB-NIR`, but found `Ireland`");
    let tag = |tag: &str| {
        let names = format!("[[member]]\nnames = {{ {tag} = \"A name\" }}\n");
        check_briefly(&edited("[[member]]\n", &names))
    };
    for right in ["cy", "mi-NZ", "gsw", "zh-Hant-TW"] {
        assert_eq!(tag(right), "", "{right}");
    }
    for wrong in ["Welsh", "CY", "c", "cy-", "cy_GB", "cy-waytoolong"] {
        assert!(
            tag(wrong).contains("error[malformed-language-tag]"),
            "{wrong}"
        );
    }
    assert_snapshot!(tag("welsh"), @"fen.toml:22:11: error[malformed-language-tag]: expected the tag of a language such as `cy` or `mi-NZ`, but found `welsh`");
    assert_snapshot!(check_briefly(&edited("[[member]]\n", "[[member]]\nnames = \"A name\"\n")), @"fen.toml:22:9: error[wrong-type]: expected a table of names by language, but found a string");
}

#[test]
fn every_syntax_error_is_reported_and_causes_no_other_mistake() {
    let text = edited(
        "title     = \"Monitors of Fenland\"",
        "title     = Monitors of Fenland",
    );
    assert_snapshot!(check(&text), @"
    error[syntax]: string values must be quoted, expected literal string
     --> fen.toml:2:13
      |
    2 | title     = Monitors of Fenland
      |             ^^^^^^^^^^^^^^^^^^^

    1 error in fen.toml
    ");
    let text = edited_again(&text, "name = \"North Fen\"", "name \"North Fen\"");
    let text = edited_again(
        &text,
        "role         = \"It inspects prisons.\"",
        "role         = \"It inspects prisons.",
    );
    let text = edited_again(&text, "\"north\", \"south\"", "\"north\" \"south\"");
    assert_snapshot!(check_briefly(&text), @"
    fen.toml:2:13: error[syntax]: string values must be quoted, expected literal string
    fen.toml:15:6: error[syntax]: key with no value, expected `=`
    fen.toml:45:28: error[syntax]: missing comma between array elements, expected `,`
    ");
}

#[test]
fn a_repeated_key_is_reported() {
    let text = edited("[[setting]]\n", "[[setting]]\nhint    = \"Two hints\"\n");
    assert_snapshot!(check(&text), @r#"
    error[syntax]: duplicate key
      --> fen.toml:43:1
       |
    43 | hint    = "For sentences and remand"
       | ^^^^

    1 error in fen.toml
    "#);
}

#[test]
fn an_unclosed_header_is_reported() {
    assert_snapshot!(check(&edited("[[member]]\n", "[[member]\n")), @"
    error[syntax]: unclosed array table, expected `]`
      --> fen.toml:21:10
       |
    21 | [[member]
       |          ^

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly(&edited("[[jurisdiction]]\n", "[jurisdiction]]\n")), @"
    fen.toml:13:15: error[syntax]: unexpected key or value, expected newline, `#`
    fen.toml:17:3: error[syntax]: duplicate key
    ");
    assert_snapshot!(check_briefly(&edited("[directory]", "[directory")), @"fen.toml:1:11: error[syntax]: unclosed table, expected `]`");
}

#[test]
fn an_unclosed_array_is_reported_with_its_beginning() {
    let text = edited(
        "by            = [\"inspectors\"]",
        "by            = [\"inspectors\"",
    );
    let text = edited_again(&text, "\"Police stations\"", "7");
    assert_snapshot!(check(&text), @r#"
    error[syntax]: missing comma between array elements, expected `,`
      --> fen.toml:47:3
       |
    46 |   by            = ["inspectors"
       |                   - the value begins here
    47 |   with          = ["visitors"]
       |   ^

    1 error in fen.toml
    "#);
}

#[test]
fn an_unclosed_inline_table_is_reported_with_its_beginning() {
    let text = edited(
        "\n[[setting]]",
        "complaints = { takes = \"no\"\n\n[[setting]]",
    );
    let text = edited_again(&text, "\"Police stations\"", "7");
    assert_snapshot!(check(&text), @r#"
    error[syntax]: missing key for inline table element, expected `,`
      --> fen.toml:39:1
       |
    37 | complaints = { takes = "no"
       |              - the value begins here
    38 |
    39 | [[setting]]
       | ^

    1 error in fen.toml
    "#);
    let route = "[[complaint]]\nstep = [\n  { to = \"A\", url = \"https://a.example/\" },\n  { to = \"B\",\n]\nurgent = 7\n";
    assert_snapshot!(check(&extended(route)), @"
    error[syntax]: invalid inline table element, expected key
      --> fen.toml:66:1
       |
    63 | step = [
       |        - the value begins here
    ...
    66 | ]
       | ^

    1 error in fen.toml
    ");
}

#[test]
fn an_unclosed_long_string_is_reported_with_its_beginning() {
    let text = edited("\"It inspects prisons.\"", "\"\"\"\nIt inspects\nprisons.");
    let text = edited_again(&text, "\"Police stations\"", "7");
    assert_snapshot!(check(&text), @r#"
    error[syntax]: invalid multi-line basic string, expected `"`
      --> fen.toml:63:29
       |
    26 | role         = """
       |                - the value begins here
    ...
    63 |   sources       = ["table"]
       |                            ^

    1 error in fen.toml
    "#);
}

#[test]
fn a_closed_long_string_is_no_mistake_beside_an_unclosed_one() {
    let text = edited(
        "\"It inspects prisons.\"",
        "\"\"\"\nIt inspects\nprisons.\"\"\"",
    );
    assert_eq!(check_briefly(&text), "");
    assert_snapshot!(check_briefly(&edited_again(&text, "[[source]]", "[source]]")), @"fen.toml:7:9: error[syntax]: unexpected key or value, expected newline, `#`");
    assert_snapshot!(check_briefly(&extended("  note = \"\"\"\"\"")), @r#"fen.toml:62:15: error[syntax]: invalid multi-line basic string, expected `"`"#);
}

#[test]
fn what_can_be_read_around_a_syntax_error_is_checked() {
    let wrong = |text: &str| check_briefly(&edited_again(text, "\"Police stations\"", "7"));
    assert_snapshot!(wrong(&format!("\"\n{SMALL}")), @"fen.toml:1:2: error[syntax]: key with no value, expected `=`");
    assert_snapshot!(wrong(&edited("[[source]]", "[[source]\\]")), @"
    fen.toml:7:10: error[syntax]: unclosed array table, expected `]`
    fen.toml:53:11: error[wrong-type]: expected a string, but found an integer
    ");
    assert_snapshot!(wrong(&edited("title     =", "t\nitle =")), @"fen.toml:2:2: error[syntax]: key with no value, expected `=`");
    assert_snapshot!(wrong(&edited("date      = \"2014\"\n\n[[jurisdiction]]", "[jurisdiction]]")), @"
    fen.toml:7:1: error[missing-key]: missing key `date` or `read` in `[[source]]`
    fen.toml:11:15: error[syntax]: unexpected key or value, expected newline, `#`
    fen.toml:15:3: error[syntax]: duplicate key
    fen.toml:51:11: error[wrong-type]: expected a string, but found an integer
    ");
    assert_snapshot!(wrong(&format!("membr = 1\n{SMALL}")), @"
    fen.toml:1:1: error[unknown-key]: unknown key `membr`
    fen.toml:1:9: error[wrong-type]: expected an array, but found an integer
    fen.toml:54:11: error[wrong-type]: expected a string, but found an integer
    ");
}

#[test]
fn a_line_shows_only_the_first_of_its_syntax_errors() {
    assert_snapshot!(check_briefly(&edited("\"Monitors of Fenland\"", "x \"Monitors")), @"fen.toml:2:13: error[syntax]: string values must be quoted, expected literal string");
    assert_snapshot!(check_briefly(&extended("  until == \"2020\"\n# The end.\n")), @"fen.toml:62:10: error[syntax]: extra `=`, expected nothing");
    assert_snapshot!(check_briefly(&edited("\"table\"\nchecked", ",\"table\"\nchecked")), @"fen.toml:4:13: error[syntax]: unexpected key or value, expected newline, `#`");
    assert_snapshot!(check_briefly(&extended("  with = [")), @"fen.toml:62:11: error[syntax]: unclosed array, expected `]`");
    assert_snapshot!(check_briefly(&edited("[directory]", "[directo")), @"fen.toml:1:9: error[syntax]: unclosed table, expected `]`");
}

#[test]
fn an_empty_or_binary_file_is_reported() {
    assert_snapshot!(check(""), @"
    error[empty-file]: expected a directory, but found an empty file
     --> fen.toml:1:1
      |
    1 |
      | ^

    1 error in fen.toml
    ");
    assert_snapshot!(check_briefly("\u{feff}\n \n"), @"fen.toml:1:1: error[empty-file]: expected a directory, but found an empty file");
    let not_text = decode("fen.toml", b"[directory]\ntitle = \"F\xebn\"\n")
        .and_then(|source| load(&source, today()));
    let diagnostics = not_text.expect_err("Latin-1 is no UTF-8");
    assert_snapshot!(diagnostics.render(Style::Plain), @r#"
    error[not-utf-8]: expected UTF-8, but found the byte 0xEB at offset 22
     --> fen.toml:2:11
      |
    2 | title = "F�n"
      |           ^
      |
      = help: save the file as UTF-8

    1 error in fen.toml
    "#);
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    assert_eq!(check_briefly(&format!("\u{feff}{SMALL}")), "");
}

#[test]
fn windows_line_ends_are_accepted() {
    assert_eq!(check_briefly(&SMALL.replace('\n', "\r\n")), "");
}
