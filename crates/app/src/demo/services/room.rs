//! What the services of the demo know and have received, in memory and in a file. Of a password there
//! is only its slow hash: enough to try it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use varco_domain::utenza::PasswordHash;

/// Receipts that are kept for each service.
const KEPT: usize = 20;
/// How long a service that is away stays so, from when it is first missed: long enough to read that
/// it failed, and shorter than the script of the page looks.
const AWAY: SignedDuration = SignedDuration::from_secs(25);

/// Whether a service answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Power {
    /// Yes.
    #[default]
    On,
    /// Not until somebody switches it on.
    Off,
    /// Not until then, which counts from when it is first missed.
    Away { until: Option<Timestamp> },
}

/// One service.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Room {
    /// Whom it knows, by username.
    pub(super) users: BTreeMap<String, User>,
    /// What it has received, the newest first.
    pub(super) received: Vec<Receipt>,
    #[serde(skip)]
    pub(super) power: Power,
}

/// Somebody whom a service knows.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct User {
    hash: Option<String>,
    pub(super) is_active: bool,
    pub(super) emails: Vec<String>,
}

/// What a service has received about somebody.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Receipt {
    pub(super) at: Timestamp,
    pub(super) username: String,
    pub(super) has_password: bool,
    pub(super) is_active: Option<bool>,
    pub(super) emails: Vec<String>,
}

/// What somebody is to have from now on.
#[derive(Default)]
pub(super) struct Change {
    pub(super) hash: Option<PasswordHash>,
    pub(super) is_active: Option<bool>,
    pub(super) emails: Option<Vec<String>>,
}

impl User {
    /// The hash to try a password with; none of whom the service does not let in.
    pub(super) fn hash(&self) -> Option<PasswordHash> {
        let hash = self.hash.clone().filter(|_| self.is_active);
        hash.map(PasswordHash::from_phc)
    }
}

impl Room {
    /// Whether it answers now; who asks misses it.
    pub(super) fn answers(&mut self, now: Timestamp) -> bool {
        self.power = match self.power {
            Power::Away { until: None } => Power::Away {
                until: Some(now + AWAY),
            },
            Power::Away { until: Some(until) } if now >= until => Power::On,
            other => other,
        };
        self.power == Power::On
    }

    /// Carries a change out, for somebody new where nobody has this name.
    pub(super) fn change(&mut self, username: &str, change: Change, now: Timestamp) -> User {
        let receipt = Receipt {
            at: now,
            username: username.to_owned(),
            has_password: change.hash.is_some(),
            is_active: change.is_active,
            emails: change.emails.clone().unwrap_or_default(),
        };
        self.received.insert(0, receipt);
        self.received.truncate(KEPT);
        let user = self.users.entry(username.to_owned()).or_default();
        if let Some(hash) = change.hash {
            user.hash = Some(hash.as_phc().to_owned());
        }
        user.is_active = change.is_active.unwrap_or(user.is_active);
        if let Some(emails) = change.emails {
            user.emails = emails;
        }
        user.clone()
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(in crate::demo) struct Rooms {
    file: PathBuf,
    /// The token that opens them.
    pub(super) token: String,
    inside: Mutex<BTreeMap<String, Room>>,
}

impl Rooms {
    /// With what they had received when the file was written; without it they are empty.
    pub(super) fn open(
        file: PathBuf,
        token: String,
        powers: impl Iterator<Item = (&'static str, Power)>,
    ) -> Self {
        let kept = std::fs::read(&file).unwrap_or_default();
        let mut kept: BTreeMap<String, Room> = serde_json::from_slice(&kept).unwrap_or_default();
        let inside = powers.map(|(id, power)| {
            let room = kept.remove(id).unwrap_or_default();
            (id.to_owned(), Room { power, ..room })
        });
        let inside = Mutex::new(inside.collect());
        Self {
            file,
            token,
            inside,
        }
    }

    /// What one of them does or knows; nothing where there is no such service.
    pub(super) fn with<T>(&self, id: &str, work: impl FnOnce(&mut Room) -> T) -> Option<T> {
        self.lock().get_mut(id).map(work)
    }

    /// As [`Rooms::with`], for what is still to be known after a restart.
    pub(super) fn keep<T>(&self, id: &str, work: impl FnOnce(&mut Room) -> T) -> Option<T> {
        let mut inside = self.lock();
        let done = inside.get_mut(id).map(work);
        let written = serde_json::to_vec(&*inside).map_err(std::io::Error::from);
        if let Err(error) = written.and_then(|text| std::fs::write(&self.file, text)) {
            tracing::info!(%error, "the services of the demo forget at the next start");
        }
        done
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Room>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_is_away_comes_back_once_it_was_missed() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let power = Power::Away { until: None };
        let mut room = Room {
            power,
            ..Room::default()
        };
        assert!(
            ![900, 901, 924]
                .map(|now| room.answers(at(now)))
                .contains(&true)
        );
        assert!(room.answers(at(925)));
        room.power = Power::Off;
        assert!(!room.answers(at(9_999)), "switched off is switched off");
    }

    #[test]
    fn what_was_received_is_there_after_a_restart_and_holds_no_password() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ricevuto.json");
        let open = || {
            Rooms::open(
                file.clone(),
                String::new(),
                [("sidi", Power::On)].into_iter(),
            )
        };
        let change = Change {
            hash: Some(PasswordHash::from_phc("$argon2id$prova".to_owned())),
            is_active: Some(true),
            emails: Some(vec!["dario.fo@esempio.it".to_owned()]),
        };
        let now = Timestamp::UNIX_EPOCH;
        open()
            .keep("sidi", |room| room.change("dario.fo", change, now))
            .unwrap();
        let rooms = open();
        let read = |room: &mut Room| {
            let user = room.users.get("dario.fo").cloned();
            (room.received.remove(0), user.unwrap())
        };
        let (receipt, user) = rooms.with("sidi", read).unwrap();
        assert!(receipt.has_password && receipt.is_active == Some(true));
        assert_eq!(receipt.emails, ["dario.fo@esempio.it"]);
        assert_eq!(user.hash().unwrap().as_phc(), "$argon2id$prova");
        let closing = Change {
            is_active: Some(false),
            ..Change::default()
        };
        let closed = rooms.with("sidi", |room| room.change("dario.fo", closing, now));
        assert_eq!(
            closed.unwrap().hash(),
            None,
            "a closed utenza opens nothing"
        );
        assert!(rooms.with("altro", |_| ()).is_none());
    }
}
