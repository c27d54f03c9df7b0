//! A strict parser for the HTML that our templates produce, into a tree. What a browser would repair is an error here:
//! an unclosed element, an attribute without double quotes, an entity that escaping does not produce.

use std::collections::BTreeMap;

/// SVG elements that are self-closing.
const SHAPES: [&str; 4] = ["circle", "line", "path", "rect"];
/// Void elements.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
/// Elements with raw text content.
const RAW: [&str; 2] = ["script", "style"];

/// An element with its content.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

/// The content of an element.
#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

/// Parses a page.
#[track_caller]
pub(crate) fn parse(html: &str) -> Element {
    let rest = html
        .strip_prefix("<!DOCTYPE html>")
        .unwrap_or_else(|| panic!("a page begins with its kind, but found {html:.40}"));
    let mut reader = Reader { rest: rest.trim() };
    let page = reader.element();
    assert_eq!(reader.rest, "", "nothing stands after the page");
    page
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// All attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether it has this class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_whitespace().any(|one| one == class)
    }

    /// Its child elements.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The texts directly in it.
    pub(crate) fn own_texts(&self) -> impl Iterator<Item = &str> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(_) => None,
            Node::Text(text) => Some(text.as_str()),
        })
    }

    /// It and all elements in it, in document order.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in self.children() {
            all.extend(child.all());
        }
        all
    }

    /// All elements in it with this name.
    pub(crate) fn named(&self, name: &str) -> Vec<&Element> {
        let mut all = self.all();
        all.retain(|element| element.name == name);
        all
    }

    /// The only element with this name.
    #[track_caller]
    pub(crate) fn only(&self, name: &str) -> &Element {
        match self.named(name)[..] {
            [only] => only,
            ref some => panic!("expected one {name}, but found {}", some.len()),
        }
    }

    /// The element with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Element> {
        let all = self.all();
        all.into_iter()
            .find(|element| element.attribute("id") == Some(id))
    }

    /// The text for readers: without the parts that the test leaves out, and with white space collapsed.
    pub(crate) fn text_without(&self, leave_out: &dyn Fn(&Element) -> bool) -> String {
        let mut text = String::new();
        self.write_text(leave_out, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The complete text for readers.
    pub(crate) fn text(&self) -> String {
        self.text_without(&|_| false)
    }

    fn write_text(&self, leave_out: &dyn Fn(&Element) -> bool, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) if !leave_out(element) => {
                    element.write_text(leave_out, text);
                }
                Node::Element(_) => {}
            }
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    #[track_caller]
    fn until(&mut self, mark: &str) -> &'a str {
        let Some((before, after)) = self.rest.split_once(mark) else {
            panic!("expected {mark:?} in {:.80}", self.rest);
        };
        self.rest = after;
        before
    }

    fn element(&mut self) -> Element {
        let mut element = self.tag();
        if VOID.contains(&element.name.as_str()) || SHAPES.contains(&element.name.as_str()) {
            return element;
        }
        let end = format!("</{}>", element.name);
        if RAW.contains(&element.name.as_str()) {
            element.children = vec![Node::Text(self.until(&end).to_owned())];
            return element;
        }
        loop {
            if let Some(after) = self.rest.strip_prefix(&end) {
                self.rest = after;
                return element;
            }
            assert!(
                !self.rest.starts_with("</"),
                "{} is not closed before {:.40}",
                element.name,
                self.rest
            );
            if self.rest.starts_with('<') {
                element.children.push(Node::Element(self.element()));
            } else {
                let length = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, after) = self.rest.split_at(length);
                assert!(!after.is_empty(), "{} is not closed", element.name);
                self.rest = after;
                element.children.push(Node::Text(unescaped(text)));
            }
        }
    }

    /// A start tag with its attributes.
    fn tag(&mut self) -> Element {
        let after = self.rest.strip_prefix('<').expect("a tag begins with <");
        let name_ends = after.find([' ', '>']).expect("a tag ends");
        let (name, after) = after.split_at(name_ends);
        assert!(
            name.chars().all(|letter| letter.is_ascii_alphanumeric()),
            "no element is called {name}"
        );
        self.rest = after;
        let mut attributes = BTreeMap::new();
        while let Some(after) = self.rest.strip_prefix(' ') {
            let name_ends = after.find(['=', ' ', '>']).expect("a tag ends");
            let (attribute, after) = after.split_at(name_ends);
            self.rest = after;
            let value = match self.rest.strip_prefix("=\"") {
                Some(after) => {
                    self.rest = after;
                    unescaped(self.until("\""))
                }
                None => String::new(),
            };
            let known = attributes.insert(attribute.to_owned(), value);
            assert!(known.is_none(), "{name} has {attribute} twice");
        }
        let end = if SHAPES.contains(&name) { "/>" } else { ">" };
        let after = self.rest.strip_prefix(end);
        self.rest = after.unwrap_or_else(|| panic!("{name} has no end: {:.40}", self.rest));
        Element {
            name: name.to_owned(),
            attributes,
            children: Vec::new(),
        }
    }
}

/// Unescapes a text.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, after) = part.split_once(';').expect("an ampersand is escaped");
        unescaped.push(match entity {
            "amp" | "#38" => '&',
            "lt" | "#60" => '<',
            "gt" | "#62" => '>',
            "quot" | "#34" => '"',
            "#39" => '\'',
            other => panic!("escaping makes no &{other};"),
        });
        unescaped.push_str(after);
    }
    unescaped
}

#[test]
fn a_page_is_parsed_into_a_tree() {
    let page = parse(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head>\n<body class=\"a b\"><p id=\"x\">One &amp; <b>two</b> &#60;3</p></body></html>\n",
    );
    assert_eq!(page.attribute("lang"), Some("en"));
    assert_eq!(page.only("p").text(), "One & two <3");
    assert_eq!(
        page.only("p").text_without(&|element| element.name == "b"),
        "One & <3"
    );
    assert!(page.only("body").has_class("b"));
    assert!(page.by_id("x").is_some());
}
