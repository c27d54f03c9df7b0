//! A path with an id of an earlier data file redirects to the present page.

use npm_directory::server::{Policy, Server};

use crate::support::{SMALL, get, site};

#[test]
fn every_path_with_a_previous_id_redirects_to_the_present_one() {
    let text = SMALL
        .replace(
            "id      = \"prisons\"",
            "id = \"prisons\"\nprevious-ids = [\"jails\"]",
        )
        .replace(
            "id   = \"northmark\"",
            "id = \"northmark\"\nprevious-ids = [\"north\"]",
        )
        + "
[[place]]
id           = \"castle\"
name         = \"The Castle\"
setting      = \"prisons\"
jurisdiction = \"northmark\"
previous-ids = [\"old-castle\"]
source       = \"table\"
checked      = 2026-06-01
";
    let server = Server::new(site(text.leak()), Policy::default());
    for (from, to) in [
        ("/settings/jails", "/settings/prisons"),
        ("/settings/jails.json", "/settings/prisons.json"),
        ("/settings/jails/southmark", "/settings/prisons/southmark"),
        ("/settings/prisons/north", "/settings/prisons/northmark"),
        (
            "/settings/jails/north.json",
            "/settings/prisons/northmark.json",
        ),
        ("/jurisdictions/north", "/jurisdictions/northmark"),
        ("/members/royal-inspectorate", "/members/rip"),
        ("/places/old-castle", "/places/castle"),
        ("/Settings/Jails/", "/settings/prisons"),
    ] {
        let answer = get(&server, from);
        assert_eq!(answer.status.as_u16(), 301, "{from}");
        assert_eq!(answer.header("location"), Some(to), "{from}");
    }
    assert_eq!(get(&server, "/settings/jails/nowhere").status.as_u16(), 404);
    let places = get(&server, "/places.csv");
    assert_eq!(
        places.text().lines().nth(1),
        Some(
            "castle,The Castle,prisons,Prisons,northmark,Northmark,,,,old-castle,table,2026-06-01,/places/castle,en"
        )
    );
}
