//! How many pages a second the server gives to browsers that stay connected.
//!
//! Driver and server share the cores, so the client is as thin as HTTP/1.1 allows: a full client
//! would cost as much as the server that it measures.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Pages per second of `path` over so many connections.
///
/// # Errors
///
/// An answer is no 200 with a length.
pub(crate) async fn per_second(
    address: SocketAddr,
    path: &str,
    connections: usize,
    time: Duration,
) -> Result<f64> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n\r\n");
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..connections {
        clients.spawn(client(address, request.clone(), start + time));
    }
    let mut pages = 0;
    while let Some(count) = clients.join_next().await {
        pages += count??;
    }
    Ok(f64::from(pages) / start.elapsed().as_secs_f64())
}

async fn client(address: SocketAddr, request: String, end: Instant) -> Result<u32> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut pages = 0;
    while Instant::now() < end {
        stream.write_all(request.as_bytes()).await?;
        read_answer(&mut stream, &mut buffer).await?;
        pages += 1;
    }
    Ok(pages)
}

/// Reads one whole answer; the next request is only sent after it, so nothing else can be in the
/// buffer.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<()> {
    let mut filled = 0;
    loop {
        let space = buffer
            .get_mut(filled..)
            .filter(|space| !space.is_empty())
            .context("a page of more than 64 KiB")?;
        let count = stream.read(space).await?;
        ensure!(count > 0, "the server closed the connection");
        filled += count;
        let answer = buffer.get(..filled).unwrap_or_default();
        let Some(head) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = std::str::from_utf8(answer.get(..head).unwrap_or_default())?;
        ensure!(
            text.starts_with("HTTP/1.1 200"),
            "unexpected answer: {text}"
        );
        let length = text
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(name, value)| {
                if name.eq_ignore_ascii_case("content-length") {
                    value.parse::<usize>().ok()
                } else {
                    None
                }
            });
        if filled >= head + 4 + length.context("an answer without its length")? {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// A server that answers everything with these bytes, cut into two packets.
    async fn server(answer: &'static str) -> Result<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut request = [0; 1024];
                    while stream.read(&mut request).await? > 0 {
                        let (first, second) = answer.split_at(answer.len() / 2);
                        stream.write_all(first.as_bytes()).await?;
                        stream.flush().await?;
                        stream.write_all(second.as_bytes()).await?;
                    }
                    anyhow::Ok(())
                });
            }
        });
        Ok(address)
    }

    #[tokio::test]
    async fn pages_are_counted_when_they_are_whole() -> Result<()> {
        let address = server("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n12345").await?;
        assert!(per_second(address, "/", 2, Duration::from_millis(100)).await? > 10.0);
        Ok(())
    }

    #[tokio::test]
    async fn an_error_page_is_no_page() -> Result<()> {
        let address = server("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n").await?;
        assert!(
            per_second(address, "/", 1, Duration::from_millis(100))
                .await
                .is_err()
        );
        Ok(())
    }
}
