//! Sessions.

use varco_domain::id::{AccountId, SessionId};
use varco_domain::session::{Session, SessionScope};
use varco_domain::token::TokenDigest;
use varco_domain::utenza::CredentialVersion;
use varco_ports::StoreError;

use super::accesses::origin;
use super::{Row, bytes, micros};
use crate::entity::session;

const CHANGE_PASSWORD: &str = "change_password";
const FULL: &str = "full";

/// The session of a row; one of a program of schema 2 has no identifier and was proved when it was
/// opened. A corrupt one is named by its account: its key is a secret's digest.
pub(crate) fn session(row: &session::Model) -> Result<Session, StoreError> {
    let at = Row::new("session", row.account);
    let opened_at = at.instant("opened_at", row.opened_at)?;
    let proved_at = at.maybe_instant("proved_at", row.proved_at)?;
    Ok(Session {
        id: SessionId::from_uuid(row.id.unwrap_or_default()),
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
        origin: origin(row.network.as_deref(), row.device.as_deref()),
        opened_at,
        last_used_at: at.instant("last_used_at", row.last_used_at)?,
        proved_at: proved_at.unwrap_or(opened_at),
    })
}

pub(crate) fn session_row(session: &Session) -> session::Model {
    let scope = match session.scope {
        SessionScope::ChangePassword => CHANGE_PASSWORD,
        SessionScope::Full => FULL,
    };
    session::Model {
        digest: bytes(&session.digest),
        id: Some(session.id.as_uuid()),
        account: session.account.as_uuid(),
        scope: scope.to_owned(),
        credential_version: session.credential_version.0.into(),
        opened_at: micros(session.opened_at),
        last_used_at: micros(session.last_used_at),
        proved_at: Some(micros(session.proved_at)),
        network: Some(session.origin.network().to_owned()),
        device: Some(session.origin.device().to_owned()),
    }
}
