//! The media types of a site's resources.

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const ATOM: &str = "application/atom+xml";
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";
pub(crate) const OPENAPI: &str = "application/vnd.oai.openapi+json";
pub(crate) const OPENSEARCH: &str = "application/opensearchdescription+xml";
pub(crate) const SCHEMA: &str = "application/schema+json";
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
pub(crate) const TOML: &str = "application/toml";
pub(crate) const XML: &str = "application/xml";
