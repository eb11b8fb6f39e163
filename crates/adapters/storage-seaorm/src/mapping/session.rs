//! Sessions.

use varco_domain::id::AccountId;
use varco_domain::session::{Session, SessionScope};
use varco_domain::token::TokenDigest;
use varco_domain::utenza::CredentialVersion;
use varco_ports::StoreError;

use super::{Row, bytes, micros};
use crate::entity::session;

const CHANGE_PASSWORD: &str = "change_password";
const FULL: &str = "full";

/// The session of a row. A corrupt one is named by its account: its key is a secret's digest.
pub(crate) fn session(row: &session::Model) -> Result<Session, StoreError> {
    let at = Row::new("session", row.account);
    Ok(Session {
        digest: TokenDigest::from_bytes(at.digest("digest", &row.digest)?),
        account: AccountId::from_uuid(row.account),
        scope: match row.scope.as_str() {
            CHANGE_PASSWORD => SessionScope::ChangePassword,
            FULL => SessionScope::Full,
            _ => at.take("scope", None)?,
        },
        credential_version: CredentialVersion(
            at.count("credential_version", row.credential_version)?,
        ),
        opened_at: at.instant("opened_at", row.opened_at)?,
        last_used_at: at.instant("last_used_at", row.last_used_at)?,
    })
}

pub(crate) fn session_row(session: &Session) -> session::Model {
    let scope = match session.scope {
        SessionScope::ChangePassword => CHANGE_PASSWORD,
        SessionScope::Full => FULL,
    };
    session::Model {
        digest: bytes(&session.digest),
        account: session.account.as_uuid(),
        scope: scope.to_owned(),
        credential_version: session.credential_version.0.into(),
        opened_at: micros(session.opened_at),
        last_used_at: micros(session.last_used_at),
    }
}
