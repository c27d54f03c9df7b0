//! The stream of one connection. It keeps account of its progress, hangs up so that the last answer arrives, and says
//! our own refusals in the place of those that hyper makes up.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::Server;
use super::progress::{Phase, Progress};

/// A TCP stream, for a connection of hyper's.
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    server: Arc<Server>,
    progress: Arc<Progress>,
    /// Something was written since the last flush.
    has_written: bool,
    /// What is still to be said of a refusal of ours.
    refusal: Option<Bytes>,
    /// The client will send no more.
    has_ended: bool,
    /// The last bytes that were read.
    tail: [u8; 4],
}

impl Socket {
    pub(super) fn new(stream: TcpStream, server: Arc<Server>, progress: Arc<Progress>) -> Socket {
        Socket {
            stream,
            server,
            progress,
            has_written: false,
            refusal: None,
            has_ended: false,
            tail: [0; 4],
        }
    }

    /// Whether a part of another request has come with what was read. No request that is answered and followed by
    /// another has a body, so that each ends with an empty line; and to HTTP a bare line feed ends a line too.
    fn has_read_a_part(&self) -> bool {
        !(self.tail.ends_with(b"\n\r\n") || self.tail.ends_with(b"\n\n"))
    }

    /// Says what is left of a refusal.
    fn poll_refuse(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(refusal) = &mut self.refusal
            && refusal.has_remaining()
        {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, refusal))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            refusal.advance(written);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let read = &buffer.filled()[before..];
        if let Some(last) = read.last_chunk() {
            self.tail = *last;
        } else {
            self.tail.rotate_left(read.len());
            let kept = self.tail.len() - read.len();
            self.tail[kept..].copy_from_slice(read);
        }
        if read.is_empty() {
            self.has_ended = true;
        } else if matches!(self.progress.phase(), Phase::Fresh | Phase::Idle) {
            self.progress.enter(Phase::Reading);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        // What is written while no request is being answered is not an answer of ours.
        if self.refusal.is_none() && self.progress.phase() != Phase::Answering {
            let made_up = slices.first().map_or(&[][..], |slice| slice);
            let (status, refusal) = self.server.refusals.instead_of(made_up);
            self.server.health.answered(status);
            self.progress.enter(Phase::Answering);
            self.refusal = Some(refusal);
        }
        if self.refusal.is_some() {
            ready!(self.poll_refuse(context))?;
            return Poll::Ready(Ok(slices.iter().map(|slice| slice.len()).sum()));
        }
        self.has_written = true;
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(context, slices))?;
        // Whoever takes some of a long answer now and then may go on.
        self.progress.enter(Phase::Answering);
        Poll::Ready(Ok(written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes when everything was handed over, and also when there was nothing. A TCP stream itself keeps
        // nothing back.
        if self.has_written {
            self.has_written = false;
            self.progress.enter(if self.has_read_a_part() {
                Phase::Reading
            } else {
                Phase::Idle
            });
        }
        Poll::Ready(Ok(()))
    }

    /// Says goodbye, and then waits for the client to do so: closing a socket with bytes in it that nobody has read
    /// would take back the answer.
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.progress.phase() != Phase::Leaving {
            ready!(Pin::new(&mut self.stream).poll_shutdown(context))?;
            self.progress.enter(Phase::Leaving);
        }
        while !self.has_ended {
            let mut unread = [0; 4096];
            let mut unread = ReadBuf::new(&mut unread);
            ready!(self.as_mut().poll_read(context, &mut unread))?;
        }
        Poll::Ready(Ok(()))
    }
}
