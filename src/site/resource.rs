//! What stands at one address: finished bytes, and how they may be sent and kept.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// A finished answer to `GET`, in one or more codings.
#[derive(Debug)]
pub struct Resource {
    /// Its `Content-Type`.
    pub media: &'static str,
    /// How long it may be kept.
    pub keeping: Keeping,
    /// Its `Link` header, where it has one: the twin, the canonical address.
    pub link: Option<String>,
    /// Whether pages of other origins may read it: data may be read by all.
    pub shared: bool,
    identity: Representation,
    gzip: OnceLock<Option<Representation>>,
    brotli: OnceLock<Option<Representation>>,
}

/// How long an answer may be kept by browsers and caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keeping {
    /// May be kept, but is asked for again each time: pages and data.
    Revalidate,
    /// Never changes at its address: an asset with a hashed name.
    Immutable,
    /// Must not be kept: what is computed, and errors.
    Never,
}

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coding {
    /// The bytes themselves.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// The bytes of one coding and their tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// The body.
    pub bytes: Bytes,
    /// A strong entity tag, quotes included: a hash of these bytes.
    pub etag: String,
}

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effort {
    /// Brotli 10 and gzip 9: some 5 ms for a page.
    Best,
    /// Brotli 5 and gzip 6: some 0.5 ms for a page, about an eighth larger.
    Quick,
}

impl Resource {
    /// A resource that is not compressed yet.
    pub fn new(media: &'static str, keeping: Keeping, bytes: impl Into<Bytes>) -> Resource {
        Resource {
            media,
            keeping,
            link: None,
            shared: false,
            identity: Representation::new(bytes.into()),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The resource as one that pages of every origin may read.
    pub(super) fn for_all(mut self) -> Resource {
        self.shared = true;
        self
    }

    /// The resource with a `Link` header.
    pub(super) fn linked(mut self, link: Option<String>) -> Resource {
        self.link = link;
        self
    }

    /// Whether it is a page for people.
    pub fn is_page(&self) -> bool {
        self.media == super::HTML
    }

    /// Whether it is in the envelope of the twins of pages.
    pub fn is_twin(&self) -> bool {
        self.media == super::JSON
    }

    /// The bytes themselves.
    pub fn identity(&self) -> &Representation {
        &self.identity
    }

    /// The representation in a coding, where it is ready and worth sending.
    pub fn representation(&self, coding: Coding) -> Option<&Representation> {
        match coding {
            Coding::Identity => Some(&self.identity),
            Coding::Gzip => self.gzip.get()?.as_ref(),
            Coding::Brotli => self.brotli.get()?.as_ref(),
        }
    }

    /// Makes the compressed representations, where they are not there yet. What is made never changes after, and a
    /// coding that would not make the body smaller is never offered.
    pub fn compress(&self, effort: Effort) {
        // What is kept is copied: the buffer that was written into has room for more.
        let smaller = |bytes: Option<Vec<u8>>| {
            bytes
                .filter(|bytes| bytes.len() < self.identity.bytes.len())
                .map(|bytes| Representation::new(Bytes::copy_from_slice(&bytes)))
        };
        self.brotli
            .get_or_init(|| smaller(brotli(&self.identity.bytes, effort)));
        self.gzip
            .get_or_init(|| smaller(gzip(&self.identity.bytes, effort)));
    }
}

impl Representation {
    fn new(bytes: Bytes) -> Representation {
        let etag = format!("\"{}\"", short_hash(&bytes));
        Representation { bytes, etag }
    }
}

/// The first 16 hexadecimal digits of SHA-256: enough to tell the bytes of one address from one another.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

/// SHA-256 in hexadecimal digits: by which a data file is known.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing into a `String` cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// `None` only where a write into memory fails, which it does not.
fn brotli(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        // 11 takes twice the time of 10, and three times the memory, for a fortieth of the bytes.
        quality: match effort {
            Effort::Best => 10,
            Effort::Quick => 5,
        },
        // As many bytes back as it pays to look for the same, and as many at once: what bounds the memory for a large
        // body. With a window below 2^17 bytes the encoder has no table made for quality 5, and takes one of megabytes.
        lgwin: 17,
        lgblock: 16,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut writer = CompressorWriter::with_params(Vec::new(), 4096, &parameters);
    writer.write_all(bytes).ok()?;
    Some(writer.into_inner())
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Best => 9,
        Effort::Quick => 6,
    };
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    writer.write_all(bytes).ok()?;
    writer.finish().ok()
}
