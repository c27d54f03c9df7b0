//! A resource: the body at one path in every encoding, and its cache policy and headers.

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::sync::OnceLock;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// The answer to `GET` at a path. It never changes. In each encoding, the body is rendered and compressed on the first
/// request for it, and kept; most readers ask for one encoding, so the others take no memory.
pub struct Resource {
    /// Its `Content-Type`.
    pub media: &'static str,
    /// Its cache policy.
    pub cache: CachePolicy,
    /// Its `Link` header, if it has one: the twin, the canonical URL.
    pub link: Option<String>,
    /// Whether pages of other origins may read it: true for data.
    pub shared: bool,
    render: Box<dyn Fn() -> Bytes + Send + Sync>,
    identity: OnceLock<Representation>,
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
    pub fn new(media: &'static str, cache: CachePolicy, bytes: impl Into<Bytes>) -> Resource {
        let bytes = bytes.into();
        Resource::lazy(media, cache, move || bytes.clone())
    }

    /// The same, with a body that is rendered when it is needed. `render` returns the same bytes each time.
    pub(super) fn lazy(
        media: &'static str,
        cache: CachePolicy,
        render: impl Fn() -> Bytes + Send + Sync + 'static,
    ) -> Resource {
        Resource {
            media,
            cache,
            link: None,
            shared: false,
            render: Box::new(render),
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
    pub(super) fn linked(mut self, link: String) -> Resource {
        self.link = Some(link);
        self
    }

    /// Whether it is a page for readers.
    pub fn is_page(&self) -> bool {
        self.media == super::media::HTML
    }

    /// Whether it is the JSON twin of a page.
    pub fn is_twin(&self) -> bool {
        self.media == super::media::JSON
    }

    /// The uncompressed body.
    pub fn bytes(&self) -> &Bytes {
        &self.identity().bytes
    }

    /// The body in this encoding; `None` if compression saves nothing or would take too long.
    pub fn representation(&self, encoding: Encoding) -> Option<&Representation> {
        let (slot, compress): (_, Compress) = match encoding {
            Encoding::Identity => return Some(self.identity()),
            Encoding::Gzip => (&self.gzip, gzip),
            Encoding::Brotli => (&self.brotli, brotli),
        };
        let made = slot.get_or_init(|| {
            let kept = self.identity.get().map(|identity| identity.bytes.clone());
            let bytes = kept.unwrap_or_else(|| (self.render)());
            if bytes.len() > LARGEST_COMPRESSED {
                return None;
            }
            let compressed = compress(&bytes);
            // Copied, because the buffer has spare capacity.
            let copied = || Representation::new(Bytes::copy_from_slice(&compressed));
            (compressed.len() < bytes.len()).then(copied)
        });
        made.as_ref()
    }

    fn identity(&self) -> &Representation {
        let made = || Representation::new((self.render)());
        self.identity.get_or_init(made)
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("media", &self.media)
            .field("cache", &self.cache)
            .finish_non_exhaustive()
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
    sha256(bytes)[..16].to_owned()
}

/// SHA-256 in hexadecimal digits, which identifies a data file.
pub fn sha256(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes) {
        write!(digits, "{byte:02x}").expect("writing into a string succeeds");
    }
    digits
}

/// A compressor.
type Compress = fn(&[u8]) -> Vec<u8>;

/// The largest body that is compressed: a larger one would delay other answers by more than 20 ms.
const LARGEST_COMPRESSED: usize = 4 << 20;

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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_body_above_the_limit_is_not_compressed() {
        let is_compressed = |length| {
            let body = vec![b'a'; length];
            let resource = Resource::new("text/plain", CachePolicy::Revalidate, body);
            resource.representation(Encoding::Gzip).is_some()
        };
        assert!(is_compressed(LARGEST_COMPRESSED));
        assert!(!is_compressed(LARGEST_COMPRESSED + 1));
    }

    #[test]
    fn a_body_is_rendered_when_an_encoding_is_first_asked_for() {
        let times = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&times);
        let resource = Resource::lazy("text/plain", CachePolicy::Revalidate, move || {
            count.fetch_add(1, Ordering::Relaxed);
            Bytes::from("page ".repeat(100))
        });
        let times_after = |encoding| {
            let made = resource
                .representation(encoding)
                .expect("it is compressible");
            assert!(!made.bytes.is_empty());
            times.load(Ordering::Relaxed)
        };
        assert_eq!(times_after(Encoding::Brotli), 1);
        assert_eq!(times_after(Encoding::Brotli), 1, "it is kept");
        assert_eq!(times_after(Encoding::Identity), 2);
        assert_eq!(
            times_after(Encoding::Gzip),
            2,
            "it is compressed from what is kept"
        );
    }
}
