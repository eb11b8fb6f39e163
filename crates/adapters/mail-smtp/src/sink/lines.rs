//! Lines of bounded length, ended by CR LF.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// Reads a line and cuts its end off. `limit` counts the end too.
///
/// # Errors
/// `InvalidData` when the line is longer or ends in LF alone (which is how mails are smuggled),
/// `UnexpectedEof` when the peer closed.
pub(super) async fn read_line<R>(reader: &mut R, limit: u64) -> io::Result<Vec<u8>>
where
    R: AsyncBufRead + Unpin,
{
    let mut line = Vec::new();
    reader.take(limit).read_until(b'\n', &mut line).await?;
    match line.strip_suffix(b"\r\n") {
        Some(text) => Ok(text.to_vec()),
        None if line.ends_with(b"\n") || line.len() as u64 == limit => {
            Err(io::ErrorKind::InvalidData.into())
        }
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(mut bytes: &[u8]) -> Result<Vec<u8>, io::ErrorKind> {
        read_line(&mut bytes, 8).await.map_err(|error| error.kind())
    }

    #[tokio::test]
    async fn a_line_ends_in_cr_lf_and_fits() {
        assert_eq!(read(b"NOOP\r\nx").await.unwrap(), b"NOOP");
        assert_eq!(read(b"123456\r\n").await.unwrap(), b"123456");
        assert_eq!(read(b"1234567\r\n").await, Err(io::ErrorKind::InvalidData));
        assert_eq!(read(b"NOOP\nx\r\n").await, Err(io::ErrorKind::InvalidData));
        assert_eq!(read(b"NOOP").await, Err(io::ErrorKind::UnexpectedEof));
        assert_eq!(read(b"").await, Err(io::ErrorKind::UnexpectedEof));
    }
}
