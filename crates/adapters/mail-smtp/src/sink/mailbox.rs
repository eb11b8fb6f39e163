//! Where received mails are kept: in memory and, if wanted, in a folder.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::sync::{Mutex, watch};

use crate::received::ReceivedMail;

/// How many mails are kept, newest first.
const KEPT_MAX: u64 = 10_000;

/// Received mails, oldest first.
#[derive(Debug)]
pub(super) struct Mailbox {
    mails: watch::Sender<VecDeque<ReceivedMail>>,
    folder: Option<PathBuf>,
    /// Number of the next mail; locked while one is written, so that files and memory agree.
    next: Mutex<u64>,
}

impl Mailbox {
    /// With what the folder, if any, holds.
    ///
    /// # Errors
    /// The folder cannot be made or read, or a file in it has another shape.
    pub(super) async fn open(folder: Option<PathBuf>) -> io::Result<Self> {
        let mut mails = VecDeque::new();
        let mut next = 1;
        if let Some(folder) = &folder {
            fs::create_dir_all(folder).await?;
            for number in numbers(folder).await? {
                mails.push_back(read(&path(folder, number)).await?);
                next = number + 1;
            }
        }
        Ok(Self {
            mails: watch::Sender::new(mails),
            folder,
            next: Mutex::new(next),
        })
    }

    /// Keeps a mail; once this returns it survives a restart.
    ///
    /// # Errors
    /// The file cannot be written; then the mail is not kept.
    pub(super) async fn keep(&self, mail: ReceivedMail) -> io::Result<()> {
        let mut next = self.next.lock().await;
        if let Some(folder) = &self.folder {
            write(&path(folder, *next), &mail).await?;
            if let Some(oldest) = next.checked_sub(KEPT_MAX) {
                // Gone already is gone; anything else is only untidy.
                let _ = fs::remove_file(path(folder, oldest)).await;
            }
        }
        *next += 1;
        self.mails.send_modify(|mails| {
            mails.push_back(mail);
            if mails.len() as u64 > KEPT_MAX {
                mails.pop_front();
            }
        });
        Ok(())
    }

    /// The mails, now and as they come.
    pub(super) fn watch(&self) -> watch::Receiver<VecDeque<ReceivedMail>> {
        self.mails.subscribe()
    }
}

fn path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.eml"))
}

/// Numbers of the mails in a folder, rising. Files with other names are not ours.
async fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let stem = name.to_str().and_then(|name| name.strip_suffix(".eml"));
        numbers.extend(stem.and_then(|stem| stem.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Writes the envelope as the first two header lines, as a mail system does at final delivery
/// (RFC 5321 §4.4), and the mail after them.
async fn write(path: &Path, mail: &ReceivedMail) -> io::Result<()> {
    let recipients = mail.envelope_to.join(",");
    let from = &mail.envelope_from;
    let mut bytes =
        format!("Return-Path: <{from}>\r\nX-Envelope-To: {recipients}\r\n").into_bytes();
    bytes.extend_from_slice(&mail.raw);
    // Renamed when it is whole, so that a kill leaves no half mail behind.
    let draft = path.with_extension("part");
    fs::write(&draft, bytes).await?;
    fs::rename(draft, path).await
}

async fn read(path: &Path) -> io::Result<ReceivedMail> {
    let bytes = fs::read(path).await?;
    parse(&bytes).ok_or_else(|| {
        let reason = format!("{} is no mail of the sink", path.display());
        io::Error::new(io::ErrorKind::InvalidData, reason)
    })
}

fn parse(bytes: &[u8]) -> Option<ReceivedMail> {
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let mut header = |name: &str| {
        let line = str::from_utf8(lines.next()?).ok()?;
        Some(line.strip_prefix(name)?.trim().to_owned())
    };
    let from = header("Return-Path:")?;
    let recipients = header("X-Envelope-To:")?;
    Some(ReceivedMail {
        envelope_from: from.trim_matches(['<', '>']).to_owned(),
        envelope_to: recipients.split(',').map(str::to_owned).collect(),
        raw: lines.next()?.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(number: u64) -> ReceivedMail {
        ReceivedMail {
            envelope_from: "a@esempio.it".to_owned(),
            envelope_to: vec!["b@esempio.it".to_owned(), "c@esempio.it".to_owned()],
            raw: format!("Subject: {number}\r\n\r\nX-Envelope-To: z\r\n").into_bytes(),
        }
    }

    #[tokio::test]
    async fn mails_in_a_folder_survive_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let inside = Some(folder.path().join("posta"));
        for number in 1..=2 {
            let mailbox = Mailbox::open(inside.clone()).await.unwrap();
            mailbox.keep(mail(number)).await.unwrap();
        }
        let mailbox = Mailbox::open(inside).await.unwrap();
        assert_eq!(*mailbox.watch().borrow(), [mail(1), mail(2)]);
    }

    #[tokio::test]
    async fn the_oldest_mail_gives_way() {
        let folder = tempfile::tempdir().unwrap();
        write(&path(folder.path(), 1), &mail(1)).await.unwrap();
        write(&path(folder.path(), KEPT_MAX), &mail(KEPT_MAX))
            .await
            .unwrap();
        let mailbox = Mailbox::open(Some(folder.path().to_owned())).await.unwrap();
        mailbox.keep(mail(KEPT_MAX + 1)).await.unwrap();
        let numbers = numbers(folder.path()).await.unwrap();
        assert_eq!(numbers, [KEPT_MAX, KEPT_MAX + 1]);
    }

    #[tokio::test]
    async fn a_file_of_another_shape_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(path(folder.path(), 7), "Subject: x\r\n\r\n")
            .await
            .unwrap();
        let error = Mailbox::open(Some(folder.path().to_owned()))
            .await
            .unwrap_err();
        assert!(error.to_string().contains("00000007.eml"), "{error}");
    }

    #[tokio::test]
    async fn a_mail_that_cannot_be_written_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(Some(folder.path().to_owned())).await.unwrap();
        folder.close().unwrap();
        assert!(mailbox.keep(mail(1)).await.is_err());
        assert!(mailbox.watch().borrow().is_empty());
    }
}
