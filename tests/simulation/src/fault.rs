//! What befalls mail server and services: the 22 modes of FI-3, and what only a ledger can show.

use fastrand::Rng;
use jiff::SignedDuration;
use varco_ports::{MailError, SyncError};

/// How somebody on the other side fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Fault {
    SmtpRefusesConnections,
    Smtp421,
    Smtp450Greylists,
    Smtp550,
    SmtpHangsAfterData,
    SmtpWithoutTls,
    Scim409,
    Scim412,
    Scim429RetryAfter,
    Scim500,
    Scim503,
    ScimHangs,
    ScimCertificateExpired,
    ScimAnotherName,
    ScimUnknownAuthority,
    ScimRedirects,
    ScimGarbage,
    ScimTenMegabytes,
    LdapDown,
    LdapBusy,
    LdapConstraintViolation,
    LdapStartTlsStripped,
    /// The order is carried out and nobody hears of it.
    ReplyLost,
    /// The line is cut in the middle of an order.
    CutOff,
    /// The order gets lost and is carried out some time later.
    Late,
    /// Somebody has erased the utenza there.
    AccountMissing,
    /// Two are there instead of one.
    TwoAccounts,
}

/// Who fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The mail server.
    Mail,
    /// A service that speaks SCIM.
    Scim,
    /// A directory.
    Ldap,
}

/// What is left of an order that such a fault has struck.
#[derive(Debug)]
pub(crate) enum Strike {
    /// Nothing was changed.
    Before(SyncError),
    /// The password is refused; whatever has none is carried out.
    Password,
    /// Some parts of it were carried out, maybe all, maybe none; nobody knows.
    During,
    /// All of it, and nobody knows.
    After,
    /// It is still on its way.
    Late,
    /// Nobody is there any more.
    Erased,
}

impl Fault {
    /// The modes of FI-3.
    pub const FI_3: [Self; 22] = [
        Self::SmtpRefusesConnections,
        Self::Smtp421,
        Self::Smtp450Greylists,
        Self::Smtp550,
        Self::SmtpHangsAfterData,
        Self::SmtpWithoutTls,
        Self::Scim409,
        Self::Scim412,
        Self::Scim429RetryAfter,
        Self::Scim500,
        Self::Scim503,
        Self::ScimHangs,
        Self::ScimCertificateExpired,
        Self::ScimAnotherName,
        Self::ScimUnknownAuthority,
        Self::ScimRedirects,
        Self::ScimGarbage,
        Self::ScimTenMegabytes,
        Self::LdapDown,
        Self::LdapBusy,
        Self::LdapConstraintViolation,
        Self::LdapStartTlsStripped,
    ];

    /// Five more, of every service.
    pub const FURTHER: [Self; 5] = [
        Self::ReplyLost,
        Self::CutOff,
        Self::Late,
        Self::AccountMissing,
        Self::TwoAccounts,
    ];

    /// Whom it befalls; both kinds of services where none is named.
    pub fn side(self) -> Option<Side> {
        let name = format!("{self:?}");
        let sides = [
            ("Smtp", Side::Mail),
            ("Scim", Side::Scim),
            ("Ldap", Side::Ldap),
        ];
        let named = sides.iter().find(|(start, _)| name.starts_with(start));
        named.map(|(_, side)| *side)
    }

    /// Those that befall this side.
    pub fn of(side: Side) -> Vec<Self> {
        let all = Self::FI_3.iter().chain(&Self::FURTHER).copied();
        let is_service = side != Side::Mail;
        all.filter(|fault| fault.side().map_or(is_service, |it| it == side))
            .collect()
    }

    /// What the adapters make of it: each mode over the wire is shown by their own tests.
    pub(crate) fn strike(self, rng: &mut Rng) -> Strike {
        match self {
            Self::Scim429RetryAfter | Self::Scim503 => {
                let wish = SignedDuration::from_secs(rng.i64(1..120));
                let after = (self == Self::Scim429RetryAfter || rng.bool()).then_some(wish);
                let reason = format!("{self:?}");
                Strike::Before(SyncError::Retry { after, reason })
            }
            // Whether it strikes the look or the change makes the difference.
            Self::Scim500 | Self::ScimHangs | Self::ScimGarbage | Self::ScimTenMegabytes
                if rng.bool() =>
            {
                Strike::During
            }
            Self::LdapConstraintViolation => Strike::Password,
            Self::CutOff => Strike::During,
            Self::ReplyLost => Strike::After,
            Self::Late => Strike::Late,
            Self::AccountMissing => Strike::Erased,
            Self::TwoAccounts => Strike::Before(SyncError::refused("two users have this name")),
            _ => Strike::Before(SyncError::retry(format!("{self:?}"))),
        }
    }

    /// How long whoever asks waits for nothing.
    pub(crate) const fn wait(self) -> SignedDuration {
        match self {
            Self::ScimHangs | Self::SmtpHangsAfterData => SignedDuration::from_secs(10),
            _ => SignedDuration::from_millis(20),
        }
    }

    /// What a look at a service meets.
    pub(crate) fn at_look(self) -> Option<SyncError> {
        match self {
            Self::LdapConstraintViolation
            | Self::ReplyLost
            | Self::CutOff
            | Self::Late
            | Self::AccountMissing => None,
            Self::TwoAccounts => Some(SyncError::refused("two users have this name")),
            other => Some(SyncError::retry(format!("{other:?}"))),
        }
    }

    /// What the mail adapter makes of it.
    pub(crate) fn at_mail(self) -> MailError {
        let reason = format!("{self:?}");
        match self {
            Self::Smtp550 => MailError::Refused { reason },
            _ => MailError::Retry { reason },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fi3_has_six_modes_of_mail_twelve_of_scim_and_four_of_ldap() {
        let of = |side| {
            Fault::FI_3
                .iter()
                .filter(|it| it.side() == Some(side))
                .count()
        };
        assert_eq!([Side::Mail, Side::Scim, Side::Ldap].map(of), [6, 12, 4]);
        assert_eq!(Fault::of(Side::Mail).len(), 6);
        assert_eq!(Fault::of(Side::Scim).len(), 17);
        assert_eq!(Fault::of(Side::Ldap).len(), 9);
    }
}
