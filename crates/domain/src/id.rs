//! Identifiers: UUID version 7 (RFC 9562), built from an instant and injected randomness, so that
//! rows sort by time and tests can foresee them.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// Bytes of randomness that one identifier takes.
pub const ID_ENTROPY: usize = 10;

/// Builds a version 7 UUID from an instant and ten random bytes.
fn uuid_v7(now: Timestamp, entropy: &[u8; ID_ENTROPY]) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, entropy).into_uuid()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier from the current instant and ten random bytes.
            pub fn new(now: Timestamp, entropy: &[u8; ID_ENTROPY]) -> Self {
                Self(uuid_v7(now, entropy))
            }

            /// The identifier that a store gave back.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The identifier as a UUID.
            pub const fn as_uuid(&self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// One registration, from step 1 to activation.
    RegistrationId
);
id!(
    /// One utenza.
    AccountId
);
id!(
    /// What one activation mail carries: a link and a typed code, either of which activates.
    TicketId
);
id!(
    /// What one mailed link allows, once.
    GrantId
);
id!(
    /// One session, for its owner to see and close; it opens nothing.
    SessionId
);
id!(
    /// One message of the outbox; its Message-ID is derived from it and so survives every retry.
    MessageId
);

impl MessageId {
    /// Eight of its figures, as people read them to whoever helps them, such as `7F3A-21C9`: of the
    /// part that is random, so that two seldom have the same.
    pub fn code(&self) -> String {
        let [.., a, b, c, d] = *self.0.as_bytes();
        format!("{a:02X}{b:02X}-{c:02X}{d:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_version_7_and_sort_by_time() {
        let early = AccountId::new(Timestamp::from_second(1_700_000_000).unwrap(), &[255; 10]);
        let late = AccountId::new(Timestamp::from_second(1_700_000_001).unwrap(), &[0; 10]);
        assert_eq!(early.as_uuid().get_version_num(), 7);
        assert!(early < late);
    }

    #[test]
    fn the_code_of_a_message_is_short_and_random() {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let id = MessageId::new(now, &[0, 1, 2, 3, 4, 5, 0x7f, 0x3a, 0x21, 0xc9]);
        assert_eq!(id.code(), "7F3A-21C9");
    }
}
