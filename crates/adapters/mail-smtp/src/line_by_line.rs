//! The way to a server before and under STARTTLS.
//!
//! The mail library reads ahead and keeps what it has read when TLS begins, so that an answer which
//! somebody appended in clear to that of STARTTLS would pass for one of the server (RFC 3207 §6).
//! Handing out one line at a time leaves such an addition where it belongs: in the way of the TLS
//! handshake, which fails on it.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Most bytes of a read; answers have lines of 512 (RFC 5321 §4.5.3.1.5).
const READ_MAX: usize = 1024;

/// A connection whose reads end with the end of a line.
#[derive(Debug)]
pub(crate) struct LineByLine(TcpStream);

impl LineByLine {
    /// Connects, and sends small packets at once: the end of a mail is one, and would wait for the
    /// server to acknowledge the text, which costs 40 ms a mail.
    pub(crate) async fn connect(server: (&str, u16)) -> io::Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self(stream))
    }
}

impl AsyncTokioStream for LineByLine {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.peer_addr()
    }
}

impl AsyncRead for LineByLine {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut bytes = [0; READ_MAX];
        let (room, _) = bytes.split_at_mut(READ_MAX.min(buffer.remaining()));
        let mut ahead = ReadBuf::new(room);
        let available = ready!(self.0.poll_peek(cx, &mut ahead))?;
        let line_end = ahead.filled().iter().position(|byte| *byte == b'\n');
        let (line, _) = bytes.split_at_mut(line_end.map_or(available, |end| end + 1));
        let mut line = ReadBuf::new(line);
        ready!(Pin::new(&mut self.0).poll_read(cx, &mut line))?;
        buffer.put_slice(line.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for LineByLine {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
