use std::fs::Permissions;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_for_its_owner_alone_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    replace(&path, "one").unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(*read(&path).unwrap(), "one");
    replace(&path, "two").unwrap();
    assert_eq!(*read(&path).unwrap(), "two");
    assert_eq!(names(folder.path()), ["keys"]);
}

#[test]
fn a_file_that_is_replaced_keeps_its_mode_and_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    replace(&path, "one").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    // Only root can give a file away, and only then is there something to keep.
    let is_root = chown(&path, Some(1234), Some(1234)).is_ok();
    replace(&path, "two").unwrap();
    assert_eq!(mode(&path), 0o400);
    let found = fs::metadata(&path).unwrap();
    assert!(!is_root || (found.uid(), found.gid()) == (1234, 1234));
}

#[test]
fn a_first_file_made_by_root_belongs_to_the_owner_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let is_root = chown(folder.path(), Some(1234), Some(1234)).is_ok();
    let path = folder.path().join("keys");
    replace(&path, "one").unwrap();
    let found = fs::metadata(&path).unwrap();
    assert!(!is_root || (found.uid(), found.gid()) == (1234, 1234));
}

#[test]
fn r69_the_bytes_of_the_old_file_are_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("epochs");
    replace(&path, "canary").unwrap();
    let mut old = File::open(&path).unwrap();
    replace(&path, "another").unwrap();
    let mut left = Vec::new();
    old.read_to_end(&mut left).unwrap();
    assert_eq!(left, [0; 6]);
}

#[test]
fn what_a_crash_left_behind_goes_with_the_next_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    replace(&path, "one").unwrap();
    fs::write(draft(&path), "half of tw").unwrap();
    assert_eq!(*read(&path).unwrap(), "one");
    replace(&path, "three").unwrap();
    assert_eq!(*read(&path).unwrap(), "three");
    assert_eq!(
        (mode(&path), names(folder.path())),
        (0o600, vec!["keys".to_owned()])
    );
}

#[test]
fn a_link_to_the_file_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("real"), folder.path().join("keys"));
    replace(&path, "one").unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    replace(&link, "two").unwrap();
    assert_eq!(*read(&path).unwrap(), "two");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn what_cannot_be_written_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    replace(&path, "one").unwrap();
    // A folder with something in it cannot make way for the draft.
    fs::create_dir_all(draft(&path).join("full")).unwrap();
    assert!(matches!(
        replace(&path, "two"),
        Err(KeyringError::Io { .. })
    ));
    fs::remove_dir_all(draft(&path)).unwrap();
    let long = "#".repeat(MAX_BYTES + 1);
    assert!(matches!(
        replace(&path, &long),
        Err(KeyringError::Io { .. })
    ));
    assert_eq!(*read(&path).unwrap(), "one");
    assert_eq!(names(folder.path()), ["keys"]);
    for nowhere in [
        folder.path().join("absent/keys"),
        PathBuf::from("/proc/keys"),
    ] {
        assert!(matches!(
            replace(&nowhere, "x"),
            Err(KeyringError::Io { .. })
        ));
    }
    assert!(Turn::take(&folder.path().join("absent/keys")).is_err());
}

#[test]
fn a_reader_sees_the_old_text_or_the_new_one_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("epochs");
    let texts = ["a".repeat(5_000), "b".repeat(60_000)];
    replace(&path, &texts[0]).unwrap();
    let is_done = AtomicBool::new(false);
    let reads = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !is_done.load(Ordering::Relaxed) {
                let text = read(&path).unwrap();
                assert!(texts.contains(&text), "{} bytes", text.len());
                reads += 1;
            }
            reads
        });
        for text in texts.iter().cycle().take(200) {
            replace(&path, text).unwrap();
        }
        is_done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(reads > 0);
}

#[test]
fn one_at_a_time_has_the_turn() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("count");
    replace(&path, "0").unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let _turn = Turn::take(&path).unwrap();
                    let count: u32 = read(&path).unwrap().parse().unwrap();
                    replace(&path, &(count + 1).to_string()).unwrap();
                }
            });
        }
    });
    assert_eq!(*read(&path).unwrap(), "80");
}
