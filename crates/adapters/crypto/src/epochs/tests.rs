use std::fs;
use std::path::PathBuf;
use std::thread;

use jiff::SignedDuration;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::mac::hmac_sha256;

const CHAIN: &str =
    "varco-epochs 1\n# said\n\n0000002a 2026-11-30 AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA\n";

impl Epochs {
    /// The same for everybody, and without a file.
    pub(crate) fn fixed() -> Self {
        Self {
            live: Live::fixed(file::parse(CHAIN).unwrap()),
            doubt: Mutex::default(),
        }
    }
}

fn ratchet(first: u32) -> Ratchet {
    let mut ratchet = file::parse(CHAIN).unwrap();
    ratchet.first = Day(first);
    ratchet
}

/// The start of a day, counted from the one of [`CHAIN`].
fn day(of: i64) -> Timestamp {
    "2026-11-30T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * of)
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("epochs");
    disk::replace(&path, CHAIN).unwrap();
    (folder, path)
}

fn first(path: &Path) -> Day {
    file::read(path).unwrap().first
}

#[test]
fn days_are_those_of_utc() {
    for (at, day, text) in [
        ("1969-12-31T00:00:00Z", 0, "1970-01-01"),
        ("1970-01-01T23:59:59Z", 0, "1970-01-01"),
        ("2026-11-30T23:59:59Z", 20_787, "2026-11-30"),
        ("2026-12-01T00:00:00Z", 20_788, "2026-12-01"),
        ("2026-12-01T00:30:00+01:00", 20_787, "2026-11-30"),
        ("9999-12-30T00:00:00Z", 2_932_895, "9999-12-30"),
    ] {
        let found = Day::of(at.parse().unwrap());
        assert_eq!((found.0, found.to_string().as_str()), (day, text));
        assert_eq!(Day::parse(text), Some(found));
        assert_eq!(Day::from_bytes(found.to_bytes()), found);
    }
    for text in [
        "",
        "1969-12-31",
        "2026-11-31",
        "20261130",
        "2026-11-30T00",
        "-1-1-1",
    ] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
    assert_eq!(Day(u32::MAX).to_string(), "day 4294967295");
}

#[test]
fn r69_the_chain_is_the_documented_one() {
    let chain = ratchet(10);
    let mut state = *chain.state;
    for at in 10..15 {
        let expected = hmac_sha256(&state, &[b"varco epoch key"]);
        assert_eq!(*chain.key(Day(at)).unwrap(), expected);
        state = hmac_sha256(&state, &[b"varco epoch next"]);
    }
}

#[test]
fn keys_end_at_the_first_day_and_a_hundred_years_after_it() {
    let chain = ratchet(10);
    for (at, is_there) in [
        (9, false),
        (10, true),
        (10 + REACH, true),
        (11 + REACH, false),
        (u32::MAX, false),
    ] {
        assert_eq!(chain.key(Day(at)).is_some(), is_there, "{at}");
    }
}

#[test]
fn fi6_a_wrong_clock_seals_on_a_day_that_has_a_key() {
    let chain = ratchet(10);
    for (today, sealing) in [
        (0, 10),
        (9, 10),
        (10, 10),
        (4_000, 4_000),
        (u32::MAX, 10 + REACH),
    ] {
        let day = chain.sealing_day(Day(today));
        assert_eq!(day.0, sealing);
        assert!(chain.key(day).is_some());
    }
}

proptest! {
    #[test]
    fn r69_nodes_stay_in_step_whichever_way_they_got_there(
        mut stops in prop::collection::vec(0..400_u32, 0..6),
        at in 0..500_u32,
    ) {
        stops.sort_unstable();
        let all = ratchet(0);
        let moved = stops.iter().fold(ratchet(0), |chain, stop| {
            chain.without_days_before(Day(*stop)).unwrap()
        });
        let expected = all.key(Day(at)).filter(|_| at >= moved.first.0);
        prop_assert_eq!(moved.key(Day(at)), expected);
        prop_assert!(moved.chain == all.chain);
    }

    #[test]
    fn noise_is_no_file_of_epochs(text: String) {
        prop_assert!(file::parse(&text).is_none());
    }
}

#[test]
fn r82_a_file_that_is_not_as_written_is_refused() {
    let good = file::parse(CHAIN).unwrap();
    assert_eq!(format!("{good:?}"), "Ratchet(0000002a from 2026-11-30)");
    let written = file::write(&good);
    let again = file::parse(&written).unwrap();
    assert!(again.state == good.state && again.first == good.first);
    for (from, to) in [
        ("epochs 1", "epochs 2"),
        ("0000002a", "2a"),
        ("0000002a", "0000002A"),
        ("2026-11-30", "2026-11-31"),
        ("2026-11-30 ", "2026-11-30  "),
        ("2026-11-30 ", ""),
        ("HyA", ""),
        ("HyA\n", "HyAA\n"),
        ("HyA\n", "HyA x\n"),
        (
            "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
            &"A".repeat(43),
        ),
        ("0000002a 2026", "# 0000002a 2026"),
        (
            "HyA\n",
            "HyA\n0000002a 2026-11-30 AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA\n",
        ),
    ] {
        let bad = CHAIN.replacen(from, to, 1);
        assert_ne!(bad, CHAIN);
        assert!(file::parse(&bad).is_none(), "{bad}");
    }
}

#[test]
fn r69_destroying_moves_the_file_and_the_memory_on_and_never_back() {
    let (_folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    for (before, then) in [(0, 0), (2, 2), (1, 2), (-1, 2), (3, 3)] {
        epochs.destroy(day(before)).unwrap();
        let expected = Day::of(day(then));
        assert_eq!((first(&path), epochs.get().first), (expected, expected));
    }
    assert_eq!(epochs.get().chain.to_string(), "0000002a");
}

#[test]
fn processes_that_destroy_at_once_end_with_the_latest_day() {
    let (folder, path) = folder();
    let whole = ratchet(Day::of(day(0)).0);
    for round in 0..20_i64 {
        thread::scope(|scope| {
            for ahead in 0..8 {
                let path = &path;
                // A process each: nothing in memory is shared.
                scope.spawn(move || Epochs::open(path).unwrap().destroy(day(round + ahead % 4)));
            }
        });
        let (found, latest) = (file::read(&path).unwrap(), Day::of(day(round + 3)));
        assert_eq!(found.first, latest);
        assert_eq!(found.key(latest), whole.key(latest));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_process_learns_what_another_one_destroyed() {
    let (_folder, path) = folder();
    let [ours, theirs] = [(); 2].map(|()| Epochs::open(&path).unwrap());
    theirs.destroy(day(2)).unwrap();
    assert_eq!(ours.get().first, Day::of(day(2)));
    ours.destroy(day(1)).unwrap();
    assert_eq!(first(&path), Day::of(day(2)));
}

#[test]
fn fi6_a_clock_that_jumps_ahead_destroys_nothing_before_it_has_insisted() {
    let (_folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    let ten_years = day(3_650);
    let refused = epochs.destroy(ten_years);
    assert!(matches!(refused, Err(Undone::Jump { .. })), "{refused:?}");
    assert_eq!(first(&path), Day::of(day(0)));
    // Set right in time: nothing has happened.
    epochs.destroy(day(1)).unwrap();
    assert_eq!(first(&path), Day::of(day(1)));
    // A service that was switched off for a month.
    assert!(epochs.destroy(day(30)).is_err());
    epochs
        .destroy(day(30) + SignedDuration::from_hours(6))
        .unwrap();
    assert_eq!(first(&path), Day::of(day(30)));
}

#[test]
fn fi6_a_jump_out_of_reach_is_never_believed() {
    let (_folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    for hours in [0, 6, 7] {
        let at = day(40_000) + SignedDuration::from_hours(hours);
        assert!(matches!(epochs.destroy(at), Err(Undone::Jump { .. })));
    }
}

#[test]
fn fi6_a_clock_behind_destroys_nothing_and_is_told_so() {
    let (_folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    epochs.destroy(day(-4)).unwrap();
    let refused = epochs.destroy(day(-5));
    assert!(matches!(refused, Err(Undone::Behind { .. })), "{refused:?}");
    assert!(matches!(
        epochs.destroy(Timestamp::UNIX_EPOCH),
        Err(Undone::Behind { .. })
    ));
    assert_eq!(first(&path), Day::of(day(0)));
}

#[test]
fn what_cannot_be_written_is_not_forgotten_either() {
    let (folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    let obstacle = folder.path().join("epochs.new/full");
    fs::create_dir_all(&obstacle).unwrap();
    assert!(matches!(epochs.destroy(day(1)), Err(Undone::File(_))));
    assert_eq!(epochs.get().first, Day::of(day(0)));
    fs::remove_dir_all(folder.path().join("epochs.new")).unwrap();
    epochs.destroy(day(1)).unwrap();
    assert_eq!(first(&path), Day::of(day(1)));
}

#[test]
fn a_damaged_or_missing_file_does_not_stop_a_running_process() {
    let (_folder, path) = folder();
    let epochs = Epochs::open(&path).unwrap();
    fs::write(&path, "varco-epochs 1\n").unwrap();
    assert_eq!(epochs.get().first, Day::of(day(0)));
    assert!(matches!(
        epochs.destroy(day(1)),
        Err(Undone::File(KeyringError::NotEpochs { .. }))
    ));
    fs::remove_file(&path).unwrap();
    assert_eq!(epochs.get().first, Day::of(day(0)));
    assert!(matches!(
        epochs.destroy(day(1)),
        Err(Undone::File(KeyringError::EpochsMissing { .. }))
    ));
    disk::replace(&path, CHAIN).unwrap();
    epochs.destroy(day(1)).unwrap();
}

#[test]
fn a_new_chain_starts_today_and_shares_nothing_with_another() {
    let (_folder, path) = folder();
    Epochs::create(&path).unwrap();
    let one = file::read(&path).unwrap();
    Epochs::create(&path).unwrap();
    let other = file::read(&path).unwrap();
    let today = Day::of(SystemClock.now());
    assert!(one.first <= today && today.0 - one.first.0 <= 1);
    assert!(one.chain != other.chain && one.state != other.state);
}
