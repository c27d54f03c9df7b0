//! For every code: a file with exactly that mistake, and a similar one without.

use std::collections::BTreeSet;

use super::*;

/// The last line of the small file, after which records can be added.
const END: &str = "  printed       = \"PI\"\n  sources       = [\"table\"]\n";

/// A file without a published table that has a published cell.
const NO_TABLE: &str = r#"[directory]
title = "Fen"
website = "https://npm.example/"
checked = 2026-11-01
[[source]]
id = "law"
title = "Law"
publisher = "Fen"
date = "2014"
[[jurisdiction]]
id = "fen"
name = "Fen"
[[member]]
id = "inspectors"
name = "Inspectors"
kind = "preventive"
role = "It inspects."
website = "https://inspectors.example/"
sources = ["law"]
[[setting]]
id = "prisons"
name = "Prisons"
hint = "For all"
coverage = [{ jurisdictions = "all", by = ["inspectors"], printed = "Inspectors", sources = ["law"] }]
"#;

/// The code, the text to replace in the small file, and its replacements with the mistake and without.
const CASES: &[(Code, &str, &str, &str)] = &[
    (Code::EmptyFile, SMALL, "", SMALL),
    (
        Code::Syntax,
        "\"Prison Inspectors\"",
        "Prison Inspectors",
        "'Prison Inspectors'",
    ),
    (Code::WrongType, "\"2014\"", "2014", "2014-01-01"),
    (
        Code::MissingKey,
        "name = \"North Fen\"",
        "",
        "name = \"North\"",
    ),
    (
        Code::UnknownKey,
        "abbreviation",
        "abreviation",
        "abbreviation",
    ),
    (
        Code::UnknownWord,
        "\"lay-monitors\"",
        "\"lay monitors\"",
        "\"lay-monitors\"",
    ),
    (Code::EmptyText, "\"North Fen\"", "\"\"", "\"N\""),
    (
        Code::ControlCharacter,
        "\"It inspects",
        "\"It\\binspects",
        "\"It\\tinspects",
    ),
    (
        Code::EmptyList,
        "[\"inspectors\"]",
        "[]",
        "[\"inspectors\"]",
    ),
    (
        Code::RepeatedEntry,
        "[\"north\"]",
        "[\"north\", \"north\"]",
        "[\"north\", \"south\"]",
    ),
    (Code::MalformedDate, "\"2014\"", "\"14\"", "\"2014-12\""),
    (
        Code::MalformedLine,
        END,
        "line = 0\nprinted = \"PI\"\nsources = [\"table\"]\n",
        "line = 1\nprinted = \"PI\"\nsources = [\"table\"]\n",
    ),
    (
        Code::MalformedAddress,
        "\"https://npm.example/\"",
        "\"npm.example\"",
        "\"https://npm.example\"",
    ),
    (
        Code::MalformedRegionCode,
        "id   = \"north\"",
        "id = \"north\"\ncode = \"FEN\"",
        "id = \"north\"\ncode = \"FN-N\"",
    ),
    (
        Code::MalformedLanguageTag,
        "\n[[setting]]",
        "names = { english = \"X\" }\n[[setting]]",
        "names = { en = \"X\" }\n[[setting]]",
    ),
    (
        Code::MalformedId,
        "id      = \"police\"",
        "id = \"Police\"",
        "id = \"police-1\"",
    ),
    (
        Code::DuplicateId,
        "id      = \"police\"",
        "id = \"prisons\"",
        "id = \"inspectors\"",
    ),
    (
        Code::DuplicateName,
        "\"South Fen\"",
        "\"north fen\"",
        "\"Prisons\"",
    ),
    (Code::UnknownId, "[\"north\"]", "[\"west\"]", "[\"south\"]"),
    (
        Code::MemberNotPrinted,
        "\"PI\"\n  sources",
        "\"Inspectors\"\n  sources",
        "\"the Prison Inspectors.\"\n  sources",
    ),
    (
        Code::PrintedMemberNotListed,
        "\"PI\"\n  sources",
        "\"PI, Board of Visitors\"\n  sources",
        "\"PI, Board for Visitors\"\n  sources",
    ),
    (
        Code::PrintedOrder,
        "\"Prison Inspectors (PI) with Board of Visitors\"",
        "\"Board of Visitors and PI\"",
        "\"PI, Board of Visitors\"",
    ),
    (
        Code::NoPublishedRow,
        "printed = \"Police stations\"\n",
        "",
        "printed = \"Police\"\n",
    ),
    (
        Code::ConflictingStart,
        END,
        "printed = \"PI\"\nfrom = \"2015\"\nsources = [\"table\"]\n",
        "from = \"2015\"\nsources = [\"table\"]\n",
    ),
    (
        Code::OverlappingCells,
        END,
        "printed = \"PI\"\nsources = [\"table\"]\nuntil = \"2016\"\n[[setting.coverage]]\njurisdictions = [\"north\"]\nby = [\"visitors\"]\nfrom = \"2015\"\nsources = [\"table\"]\n",
        "printed = \"PI\"\nsources = [\"table\"]\nuntil = \"2015\"\n[[setting.coverage]]\njurisdictions = [\"north\"]\nby = [\"visitors\"]\nfrom = \"2015\"\nsources = [\"table\"]\n",
    ),
    (
        Code::SkippedLine,
        "[\"north\"]",
        "[\"north\"]\nline = 2",
        "[\"north\"]\nline = 1",
    ),
    (
        Code::BeforePublication,
        END,
        "from = \"2013\"\nsources = [\"table\"]\n",
        "from = \"2014\"\nsources = [\"table\"]\n",
    ),
    (
        Code::DatesOutOfOrder,
        END,
        "from = \"2016\"\nuntil = \"2015\"\nsources = [\"table\"]\n",
        "from = \"2016\"\nuntil = \"2016\"\nsources = [\"table\"]\n",
    ),
    (
        Code::NotAbsent,
        "\n[[setting]]\nid      = \"police\"",
        "[[setting.none]]\njurisdictions = [\"north\"]\nreason = \"unknown\"\n[[setting]]\nid = \"police\"",
        "[[setting.none]]\nline = 2\njurisdictions = [\"north\"]\nreason = \"unknown\"\n[[setting]]\nid = \"police\"",
    ),
    (
        Code::RepeatedAbsence,
        END,
        "printed = \"PI\"\nsources = [\"table\"]\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"unknown\"\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"none-listed\"\n",
        "printed = \"PI\"\nsources = [\"table\"]\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"unknown\"\n[[setting.none]]\nline = 2\njurisdictions = [\"south\"]\nreason = \"none-listed\"\n",
    ),
    (
        Code::NotUncovered,
        "name    = \"Board of Visitors\"",
        "name = \"Board of Visitors\"\nuncovered = \"It is new.\"",
        "name = \"Board of Visitors\"\ndoes-not = \"It is new.\"",
    ),
    (
        Code::InsecureComplaintRoute,
        "[[setting]]",
        "[[complaint]]\nsettings = [\"prisons\"]\njurisdictions = [\"north\"]\nstep = [{ to = \"X\", url = \"http://x.example/\" }]\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
        "[[complaint]]\nsettings = [\"prisons\"]\njurisdictions = [\"north\"]\nstep = [{ to = \"X\", url = \"https://x.example/\" }]\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
    ),
    (
        Code::MalformedTile,
        "name = \"North Fen\"",
        "name = \"North Fen\"\ntile = [1]",
        "name = \"North Fen\"\ntile = [1, 1]",
    ),
    (
        Code::MalformedPhone,
        "name    = \"Board of Visitors\"",
        "name = \"Board of Visitors\"\nphone = \"ring us\"",
        "name = \"Board of Visitors\"\nphone = \"111\"",
    ),
    (Code::NoPublishedTable, SMALL, NO_TABLE, SMALL),
    (
        Code::ReservedId,
        "id      = \"police\"",
        "id = \"index\"",
        "id = \"main\"",
    ),
    (
        Code::ConflictingDate,
        "date      = \"2014\"",
        "date = \"2014\"\nread = \"2020\"",
        "date = \"2014\"\nchecked = \"2026\"",
    ),
    (
        Code::EmptyStep,
        "[[setting]]",
        "[[complaint]]\nsettings = \"all\"\njurisdictions = \"all\"\nstep = [{ to = \"X\" }]\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
        "[[complaint]]\nsettings = \"all\"\njurisdictions = \"all\"\nstep = [{ text = \"X\" }]\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
    ),
    (
        Code::SeesItself,
        "hint    = \"After an arrest\"",
        "hint = \"X\"\nsee-also = [{ setting = \"police\", text = \"X\" }]",
        "hint = \"X\"\nsee-also = [{ setting = \"prisons\", text = \"X\" }]",
    ),
    (
        Code::MisplacedSee,
        END,
        "printed = \"PI\"\nsources = [\"table\"]\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"elsewhere\"\n",
        "printed = \"PI\"\nsources = [\"table\"]\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"elsewhere\"\nsee = \"north\"\n",
    ),
    (
        Code::MisplacedDoubt,
        END,
        "printed = \"PI\"\nsources = [\"table\"]\ndoubt-about = [\"inspectors\"]\n",
        "printed = \"PI\"\nsources = [\"table\"]\ndoubt = \"X\"\ndoubt-about = [\"inspectors\"]\n",
    ),
    (
        Code::SharedTile,
        "[[jurisdiction]]\nid   = \"south\"",
        "tile = [1, 1]\n[[jurisdiction]]\ntile = [1, 1]\nid = \"south\"",
        "tile = [1, 1]\n[[jurisdiction]]\ntile = [1, 2]\nid = \"south\"",
    ),
    (
        Code::ClosedInFuture,
        "[[setting]]",
        "[[place]]\nid = \"x\"\nname = \"X\"\nsetting = \"prisons\"\njurisdiction = \"north\"\nclosed = \"2027\"\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
        "[[place]]\nid = \"x\"\nname = \"X\"\nsetting = \"prisons\"\njurisdiction = \"north\"\nclosed = \"2026\"\nsource = \"table\"\nchecked = 2026-01-01\n[[setting]]",
    ),
    (
        Code::InsecureAddress,
        "https://npm.example/",
        "http://npm.example/",
        "https://npm.example/http://",
    ),
    (
        Code::UnnamedMember,
        "[[setting]]",
        "[[member]]\nid = \"new\"\nname = \"New\"\nkind = \"ombuds\"\nrole = \"New.\"\nwebsite = \"https://new.example/\"\nsources = [\"table\"]\n[[setting]]",
        "[[member]]\nid = \"new\"\nname = \"New\"\nkind = \"ombuds\"\nrole = \"New.\"\nwebsite = \"https://new.example/\"\nsources = [\"table\"]\nuncovered = \"New.\"\n[[setting]]",
    ),
    (
        Code::OutdatedCheck,
        "2026-11-01",
        "2025-11-22",
        "2025-11-23",
    ),
    (
        Code::CheckedInFuture,
        "2026-11-01",
        "2026-11-25",
        "2026-11-24",
    ),
    (
        Code::ExpectedCovers,
        "kind    = \"lay-monitors\"",
        "kind = \"lay-monitors\"\nstatus = \"expected\"",
        "kind = \"lay-monitors\"\ndesignated = \"2015\"",
    ),
    (
        Code::NobodyElsewhere,
        END,
        "printed = \"PI\"\nsources = [\"table\"]\nuntil = \"2020\"\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"elsewhere\"\nsee = \"north\"\n",
        "printed = \"PI\"\nsources = [\"table\"]\n[[setting.none]]\njurisdictions = [\"south\"]\nreason = \"elsewhere\"\nsee = \"north\"\n",
    ),
    (
        Code::UncitedSource,
        "[[jurisdiction]]",
        "[[source]]\nid = \"other\"\ntitle = \"Other\"\npublisher = \"Other\"\ndate = \"2015\"\n[[jurisdiction]]",
        "[[source]]\nid = \"other\"\ntitle = \"Other\"\npublisher = \"Other\"\ndate = \"2015\"\n[[about]]\nheading = \"Other\"\ntext = \"Other\"\nsources = [\"other\"]\n[[jurisdiction]]",
    ),
];

fn codes(text: &str) -> Vec<Code> {
    let codes = |found: &Diagnostics| found.iter().map(|found| found.code).collect();
    codes(&diagnostics(text))
}

#[test]
fn each_mistake_is_found_on_its_line_and_causes_no_other() {
    for (code, from, bad, _) in CASES {
        assert_eq!(
            codes(&edited(from, bad)),
            [*code],
            "{}",
            check(&edited(from, bad))
        );
    }
}

#[test]
fn a_similar_file_has_no_mistake() {
    for (code, from, _, good) in CASES {
        assert_eq!(
            codes(&edited(from, good)),
            [],
            "{}: {}",
            code.name(),
            check(&edited(from, good))
        );
    }
}

#[test]
fn invalid_utf8_is_a_mistake_and_accents_are_not() {
    let found =
        |bytes: &[u8]| match decode("fen.toml", bytes).and_then(|source| load(&source, today())) {
            Ok(_) => Vec::new(),
            Err(diagnostics) => diagnostics.iter().map(|found| found.code).collect(),
        };
    let (before, after) = SMALL.split_once("Fenland").expect("the name of the place");
    assert_eq!(
        found(&[before.as_bytes(), b"F\xe9n", after.as_bytes()].concat()),
        [Code::NotUtf8]
    );
    assert_eq!(
        found(&[before.as_bytes(), b"F\xc3\xa9n", after.as_bytes()].concat()),
        []
    );
}

#[test]
fn every_code_has_a_case() {
    let mut tested: BTreeSet<Code> = CASES.iter().map(|(code, ..)| *code).collect();
    // This one needs bytes that are not a string; the test above covers it.
    tested.insert(Code::NotUtf8);
    // These need a second file; `translation` has them, and the tests of messages and of languages.
    tested.extend([
        Code::ConflictingLanguage,
        Code::RepeatedName,
        Code::OrphanedText,
        Code::UntranslatedText,
        Code::MalformedMessage,
        Code::DifferingMessage,
        Code::UnknownMessage,
        Code::MissingMessage,
        Code::NoMessages,
    ]);
    let untested: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !tested.contains(code))
        .collect();
    assert_eq!(untested, [] as [&Code; 0]);
}

#[test]
fn ten_mistakes_are_ten_diagnostics_each_on_its_line() {
    let mistakes = [
        ("Monitors of Fenland\"", "Monitors of Fenland", 2),
        ("published", "publisht", 4),
        ("\"2014\"", "\"July 2014\"", 11),
        ("\"North Fen\"", "\"\"", 15),
        ("\"inspectorate\"", "\"inspektorate\"", 25),
        ("https://inspectors", "javascript://inspectors", 27),
        ("\"visitors\"", "\"Visitors\"", 31),
        ("[\"north\", \"south\"]", "[\"north\", \"soth\"]", 45),
        ("hint    = \"After an arrest\"\n", "\n", 51),
        ("[\"north\"]", "[]", 58),
    ];
    let text = mistakes
        .iter()
        .fold(SMALL.to_owned(), |text, (from, to, _)| {
            edited_again(&text, from, to)
        });
    let found = diagnostics(&text);
    let lines: Vec<usize> = found
        .iter()
        .map(|found| SourceText::new("", text.as_str()).line(found.primary.span.start))
        .collect();
    let expected = mistakes.map(|(_, _, line)| line);
    assert_eq!(lines, expected, "{}", check(&text));
}
