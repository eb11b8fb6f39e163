//! Between the server and the library: only whole, short, shallow messages get through.
//!
//! The library takes messages of any length, and reads values in values by recursion: a few hundred
//! kilobytes from whoever answers, certified or not, would overflow the stack and end the process.

use std::io;
use std::os::unix::net::UnixStream as StdUnixStream;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;

/// Longest message, as R-74 has it for HTTP.
const MESSAGE_MAX: usize = 1024 * 1024;
/// Deepest value; the answers of RFC 4511 need seven levels.
const DEPTH_MAX: usize = 16;
/// Tag of every message (`SEQUENCE`).
const SEQUENCE: u8 = 0x30;
/// Bit of a tag that says that there are values inside.
const CONSTRUCTED: u8 = 0x20;

/// An end for the library, and the work of passing messages between it and the server, which ends with
/// either of them.
pub(crate) fn before(
    server: impl AsyncRead + AsyncWrite + Send + 'static,
) -> io::Result<(StdUnixStream, impl Future<Output = ()> + Send)> {
    let (ours, theirs) = StdUnixStream::pair()?;
    ours.set_nonblocking(true)?;
    let ours = UnixStream::from_std(ours)?;
    let passing = async move {
        let (from_server, mut to_server) = tokio::io::split(server);
        let (mut from_library, to_library) = ours.into_split();
        let out = async {
            let _ = tokio::io::copy(&mut from_library, &mut to_server).await;
            let _ = to_server.shutdown().await;
        };
        tokio::select! {
            () = out => {}
            _ = pass(BufReader::new(from_server), to_library) => {}
        }
    };
    Ok((theirs, passing))
}

async fn pass(
    mut server: impl AsyncRead + Unpin,
    mut library: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    loop {
        library.write_all(&read(&mut server).await?).await?;
    }
}

/// The next message, as it stands on the wire.
pub(crate) async fn read(server: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut message = vec![0; 2];
    server.read_exact(&mut message).await?;
    let more = match message.as_slice() {
        [SEQUENCE, short @ 0..=0x7f] => usize::from(*short),
        [SEQUENCE, long @ 0x81..=0x84] => {
            let mut length = vec![0; usize::from(long & 0x7f)];
            server.read_exact(&mut length).await?;
            message.extend_from_slice(&length);
            number(&length)
        }
        _ => return Err(garbage()),
    };
    if more > MESSAGE_MAX {
        return Err(garbage());
    }
    let start = message.len();
    message.resize(start + more, 0);
    let content = message.get_mut(start..).unwrap_or_default();
    server.read_exact(content).await?;
    if is_sound(content) {
        Ok(message)
    } else {
        Err(garbage())
    }
}

fn garbage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the answer was no LDAP")
}

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
}

/// Whether every value ends where the one around it does, or before, and none lies too deep.
fn is_sound(content: &[u8]) -> bool {
    // Where the values end that have been begun.
    let mut open = vec![content.len()];
    let mut at = 0;
    while let Some(&end) = open.last() {
        if at == end {
            open.pop();
            continue;
        }
        let Some((tag, start, length)) = header(content, at) else {
            return false;
        };
        let is_constructed = tag & CONSTRUCTED != 0;
        let stop = start + length;
        if stop > end || (is_constructed && open.len() == DEPTH_MAX) {
            return false;
        }
        if is_constructed {
            open.push(stop);
        }
        at = if is_constructed { start } else { stop };
    }
    true
}

/// Tag of the value that begins here, where its content begins, and the length of that.
fn header(content: &[u8], at: usize) -> Option<(u8, usize, usize)> {
    let (tag, first) = (*content.get(at)?, *content.get(at + 1)?);
    let start = at + 2;
    if first < 0x80 {
        return Some((tag, start, usize::from(first)));
    }
    let size = usize::from(first & 0x7f);
    let length = content.get(start..start + size)?;
    (1..=4)
        .contains(&size)
        .then(|| (tag, start + size, number(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn outcome(bytes: &[u8]) -> Option<usize> {
        read(&mut &*bytes).await.ok().map(|message| message.len())
    }

    fn deep(levels: u8) -> Vec<u8> {
        (0..levels)
            .rev()
            .flat_map(|inside| [SEQUENCE, inside * 2])
            .collect()
    }

    #[tokio::test]
    async fn whole_messages_get_through_as_they_are() {
        let done = [0x30, 12, 2, 1, 2, 0x65, 7, 10, 1, 0, 4, 0, 4, 0];
        let long = [&[0x30, 0x84, 0, 0, 0, 12][..], &done[2..]].concat();
        for message in [&done[..], &long, &[0x30, 0], &[0x30, 0x81, 0]] {
            let two = [message, &done[..]].concat();
            assert_eq!(outcome(&two).await, Some(message.len()), "{message:?}");
            for cut in 0..message.len() {
                assert_eq!(outcome(&message[..cut]).await, None);
            }
        }
    }

    #[tokio::test]
    async fn what_would_harm_the_library_does_not_get_through() {
        let huge = u32::try_from(MESSAGE_MAX + 1).unwrap().to_be_bytes();
        let content = vec![0; MESSAGE_MAX + 1];
        for message in [
            &[0x31, 0][..],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x85, 0, 0, 0, 0, 0],
            &[0x30, 0xff],
            &[&[0x30, 0x84][..], &huge, &content].concat(),
            &[0x30, 3, 2, 2, 1],
            &[0x30, 1, 2],
            &[0x30, 2, 4, 0x80],
            &[0x30, 3, 4, 0x82, 1],
            &[0x30, 4, 0x30, 1, 4, 0],
        ] {
            assert_eq!(outcome(message).await, None, "{:?}", &message[..2]);
        }
    }

    #[tokio::test]
    async fn values_lie_so_deep_and_no_deeper() {
        let deepest = u8::try_from(DEPTH_MAX).unwrap();
        assert!(outcome(&deep(deepest)).await.is_some());
        assert_eq!(outcome(&deep(deepest + 1)).await, None);
    }
}
