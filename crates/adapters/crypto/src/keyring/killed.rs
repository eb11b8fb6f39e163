//! Real processes, killed while they write.

use std::process::{Child, Command, Stdio};
use std::{env, fs, thread};

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::testkit::key_file;
use super::*;

const FOLDER: &str = "VARCO_TEST_FOLDER";

/// What the processes of the test below do: rotate a key, destroy a day, without end.
#[test]
fn a_writer_works_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let path = PathBuf::from(folder).join("keys");
    let ring = Keyring::load(&path).unwrap();
    let file = KeyFile::new(&path);
    loop {
        // After a thousand of these the file would be full of comments.
        let _ = file.rotate(KeyPurpose::Vault, date(2026, 11, 30));
        if let Some(older) = ring
            .list()
            .into_iter()
            .find(|key| key.state == KeyState::Older)
        {
            // The other process may have been faster.
            let _ = file.retire(&older.id.to_string(), date(2026, 11, 30));
        }
        let next = midnight_of(&ring) + SignedDuration::from_hours(24);
        ring.destroy_epochs(next).unwrap();
    }
}

fn midnight_of(ring: &Keyring) -> Timestamp {
    format!("{}T00:00:00Z", ring.oldest_epoch())
        .parse()
        .unwrap()
}

/// Killed when dropped, also by a test that fails.
struct Writer(Child);

impl Drop for Writer {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn writer(folder: &Path) -> Writer {
    let child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "keyring::killed::a_writer_works_until_it_is_killed",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Writer(child.unwrap())
}

#[test]
fn r69_processes_killed_while_they_write_leave_whole_files_and_no_day_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let ring = Keyring::load_or_create(&path).unwrap();
    let chain = ring.epochs();
    for round in 0..8 {
        disk::replace(&path, &key_file(1)).unwrap();
        let before = midnight_of(&ring);
        let writers = [writer(folder.path()), writer(folder.path())];
        // At work, and then some: at another point in every round.
        while midnight_of(&ring) <= before {
            thread::yield_now();
        }
        for _ in 0..round * 50 {
            assert!(Keyring::load(&path).is_ok());
        }
        drop(writers);
        let left = Keyring::load(&path).unwrap();
        assert!(midnight_of(&left) > before);
        let first = left.epochs().first;
        assert_eq!(
            left.epochs().key(first),
            chain.key(first),
            "still the same chain"
        );
    }
    // And whoever comes next goes on.
    KeyFile::new(&path)
        .rotate(KeyPurpose::Vault, date(2026, 12, 1))
        .unwrap();
    let next = midnight_of(&ring) + SignedDuration::from_hours(24);
    Keyring::load(&path).unwrap().destroy_epochs(next).unwrap();
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "and clears up"
    );
}
