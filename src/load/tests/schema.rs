//! The JSON Schema agrees with the reader.

use serde_json::Value as Json;

use super::*;

fn parsed() -> Json {
    serde_json::from_str(&schema()).expect("JSON")
}

/// Every schema of a table with fixed keys.
fn tables(schema: &Json) -> Vec<&Json> {
    let mut tables = Vec::new();
    let mut rest = vec![schema];
    while let Some(schema) = rest.pop() {
        if schema["properties"].is_object() {
            tables.push(schema);
        }
        let properties = schema["properties"].as_object();
        rest.extend(
            properties
                .into_iter()
                .flat_map(|properties| properties.values()),
        );
        rest.extend(schema.get("items"));
    }
    tables
}

#[test]
fn every_table_rejects_unknown_keys() {
    let schema = parsed();
    assert_eq!(tables(&schema).len(), 23);
    for table in tables(&schema) {
        assert_eq!(table["additionalProperties"], false, "{table:#}");
    }
}

#[test]
fn every_key_has_a_description_and_a_type() {
    let schema = parsed();
    for table in tables(&schema) {
        for (key, property) in table["properties"].as_object().expect("properties") {
            let description = property["description"].as_str().unwrap_or("");
            assert!(
                description.len() > 5 && !description.starts_with(' '),
                "{key}"
            );
            let typed = property["type"].is_string() || property["oneOf"].is_array();
            assert!(typed, "{key} may be anything");
        }
    }
}

#[test]
fn the_schema_restricts_each_kind_of_value() {
    let schema = parsed();
    let of = |pointer: &str| &schema.pointer(pointer).expect(pointer)["items"]["properties"];
    let member = of("/properties/member");
    assert_eq!(member["id"]["pattern"], "^[a-z][a-z0-9-]*$");
    let inspectorate = serde_json::json!({
        "const": "inspectorate",
        "description": "Inspects places against standards.",
    });
    assert_eq!(member["kind"]["oneOf"][0], inspectorate);
    assert_eq!(member["kind"]["oneOf"].as_array().map(Vec::len), Some(8));
    assert_eq!(member["sources"]["minItems"], 1);
    assert_eq!(member["sources"]["uniqueItems"], true);
    assert_eq!(member["also-called"]["minItems"], Json::Null);
    assert_eq!(member["names"]["type"], "object");
    assert_eq!(
        member["complaints"]["required"],
        serde_json::json!(["takes"])
    );
    assert_eq!(
        member["formerly"]["items"]["required"],
        serde_json::json!(["name", "until"])
    );
    assert_eq!(
        of("/properties/complaint")["step"]["items"]["properties"]["url"]["pattern"],
        "^(https://|mailto:)"
    );
    let coverage = &of("/properties/setting")["coverage"]["items"];
    assert_eq!(
        coverage["required"],
        serde_json::json!(["jurisdictions", "by", "sources"])
    );
    assert_eq!(coverage["not"]["anyOf"].as_array().map(Vec::len), Some(3));
    assert_eq!(coverage["properties"]["line"]["minimum"], 1);
}
