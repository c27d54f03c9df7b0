//! A resource: the finished bytes at one path in every encoding, and its cache policy and headers.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// A finished answer to `GET`. It is immutable; a body is compressed on the first request for it.
#[derive(Debug)]
pub struct Resource {
    /// Its `Content-Type`.
    pub media: &'static str,
    /// Its cache policy.
    pub cache: CachePolicy,
    /// Its `Link` header, if it has one: the twin, the canonical URL.
    pub link: Option<String>,
    /// Whether pages of other origins may read it: true for data.
    pub shared: bool,
    bytes: Bytes,
    identity: OnceLock<Option<Representation>>,
    gzip: OnceLock<Option<Representation>>,
    brotli: OnceLock<Option<Representation>>,
}

/// How long browsers and shared caches may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CachePolicy {
    /// Cache, but revalidate before each use: pages and data.
    Revalidate,
    /// Cache forever: assets, whose names contain a hash of the content.
    Immutable,
    /// Do not store: computed pages and errors.
    Never,
}

/// A content encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Not compressed.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// The body in one encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// The body.
    pub bytes: Bytes,
    /// A strong entity tag, with its quotes: a hash of these bytes.
    pub etag: Bytes,
}

impl Resource {
    /// A resource without links, for pages of the same origin.
    pub fn new(media: &'static str, cache: CachePolicy, bytes: impl AsRef<[u8]>) -> Resource {
        Resource {
            media,
            cache,
            link: None,
            shared: false,
            // Copied, because the buffer it was written to has spare capacity.
            bytes: Bytes::copy_from_slice(bytes.as_ref()),
            identity: OnceLock::new(),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// Lets pages of any origin read it.
    pub(super) fn for_all(mut self) -> Resource {
        self.shared = true;
        self
    }

    /// Adds a `Link` header.
    pub(super) fn linked(mut self, link: Option<String>) -> Resource {
        self.link = link;
        self
    }

    /// Whether it is a page for readers.
    pub fn is_page(&self) -> bool {
        self.media == super::HTML
    }

    /// Whether it is the JSON twin of a page.
    pub fn is_twin(&self) -> bool {
        self.media == super::JSON
    }

    /// The uncompressed body.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body in this encoding, compressed on the first request; `None` if compression saves nothing or would take
    /// too long.
    pub fn representation(&self, encoding: Encoding) -> Option<&Representation> {
        let (slot, encode): (_, fn(&Bytes) -> Option<Bytes>) = match encoding {
            Encoding::Identity => (&self.identity, |bytes| Some(bytes.clone())),
            Encoding::Gzip => (&self.gzip, |bytes| smaller(bytes, gzip)),
            Encoding::Brotli => (&self.brotli, |bytes| smaller(bytes, brotli)),
        };
        let made = slot.get_or_init(|| encode(&self.bytes).map(Representation::new));
        made.as_ref()
    }
}

impl Representation {
    fn new(bytes: Bytes) -> Representation {
        let etag = Bytes::from(format!("\"{}\"", short_hash(&bytes)));
        Representation { bytes, etag }
    }
}

/// The first 16 hexadecimal digits of SHA-256, enough to distinguish the versions of one resource.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

/// SHA-256 in hexadecimal digits, which identifies a data file.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing into a string succeeds");
    }
    text
}

/// The largest body that is compressed: a larger one would delay other answers by more than 20 ms.
const LARGEST_COMPRESSED: usize = 4 << 20;

/// Compresses a body, unless that saves nothing or takes too long.
fn smaller(bytes: &[u8], compress: fn(&[u8]) -> Vec<u8>) -> Option<Bytes> {
    if bytes.len() > LARGEST_COMPRESSED {
        return None;
    }
    let compressed = compress(bytes);
    // Copied, because the buffer has spare capacity.
    (compressed.len() < bytes.len()).then(|| Bytes::copy_from_slice(&compressed))
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    // Larger bodies get a lower quality, so that none takes more than about 20 ms; a page takes about 5 ms.
    let (quality, window_bits) = match bytes.len() {
        // A window no larger than the body saves memory.
        length @ ..=0x8000 => (
            10,
            length.next_power_of_two().trailing_zeros().clamp(10, 15),
        ),
        // With less than 18 bits the encoder finds half as many matches in a large body.
        ..=0x8_0000 => (5, 18),
        _ => (1, 18),
    };
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(window_bits).expect("a window has at most 24 bits"),
        lgblock: 16,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut writer = CompressorWriter::with_params(Vec::new(), 4096, &parameters);
    let written = writer.write_all(bytes);
    written.expect("writing into memory succeeds");
    writer.into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let level = match bytes.len() {
        ..=0x8_0000 => 9,
        _ => 1,
    };
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    let written = writer.write_all(bytes).and_then(|()| writer.finish());
    written.expect("writing into memory succeeds")
}
