//! What the database says, in words that hold no values: neither of rows nor of the address.

use rustls::CertificateError;
use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr, SqlErr};
use varco_ports::{CommitError, StoreError, UniqueKey};

/// Keys by the name that both databases report.
const KEYS: [(&str, UniqueKey); 5] = [
    ("account.codice_fiscale", UniqueKey::CodiceFiscale),
    ("account.username", UniqueKey::Username),
    ("username.name", UniqueKey::Username),
    ("ticket.code", UniqueKey::TypedCode),
    ("registration.flow", UniqueKey::Flow),
];

/// Why work on the database is given up.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Somebody else was faster.
    Conflict,
    /// A charge is over its limit.
    OverLimit,
    /// The database refused.
    Database(DbErr),
    /// It takes too long; what it wrote, if anything, is not known.
    Late,
    /// The task that did the work is gone.
    BrokenOff,
}

impl Fault {
    /// The error, if it is one after which SQLite may have rolled back by itself (disk full, input or
    /// output failed: <https://www.sqlite.org/lang_transaction.html>). A violated constraint undoes
    /// its own statement only, and a row that cannot be understood undoes nothing.
    pub(crate) fn loses_transaction(&self) -> Option<&DbErr> {
        match self {
            Self::Database(DbErr::Type(_)) => None,
            Self::Database(error) if error.sql_err().is_none() => Some(error),
            _ => None,
        }
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<Fault> for CommitError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Conflict => Self::Conflict,
            Fault::OverLimit => Self::OverLimit,
            Fault::Database(error) => match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(message)) => violated(&message),
                _ => Self::Store(unavailable(&error)),
            },
            Fault::Late | Fault::BrokenOff => Self::Store(fault.into()),
        }
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Database(error) => unavailable(&error),
            Fault::Late => Self::Unavailable("no answer in time".to_owned()),
            Fault::Conflict | Fault::OverLimit | Fault::BrokenOff => {
                Self::Unavailable("the work was broken off".to_owned())
            }
        }
    }
}

/// A key that is not of the list is an identifier: the row is there already.
fn violated(message: &str) -> CommitError {
    let key = KEYS.iter().find(|(name, _)| message.contains(name));
    key.map_or(CommitError::Conflict, |(_, key)| {
        CommitError::Duplicate(*key)
    })
}

pub(crate) fn unavailable(error: &DbErr) -> StoreError {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => unavailable_sqlx(error),
        DbErr::ConnectionAcquire(error) => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Unavailable("unexpected answer".to_owned()),
    }
}

pub(crate) fn unavailable_sqlx(error: &sqlx::Error) -> StoreError {
    StoreError::Unavailable(match error {
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            if is_unfit(&code, error.message()) {
                return StoreError::Unfit(code.into_owned());
            }
            format!("{} ({code})", meaning(&code))
        }
        sqlx::Error::Io(error) => match tls_fault(error) {
            Some(fault) => format!("no secure connection: {fault}"),
            None => format!("connection lost: {}", error.kind()),
        },
        sqlx::Error::PoolTimedOut => "no connection became free in time".to_owned(),
        sqlx::Error::PoolClosed => "the store is closed".to_owned(),
        sqlx::Error::Tls(_) => "no secure connection: the server offers none".to_owned(),
        _ => "unexpected answer".to_owned(),
    })
}

/// Whether a table or column is not there. PostgreSQL has a code for each; SQLite tells it in words
/// only, under the code for all faults of a statement.
fn is_unfit(code: &str, message: &str) -> bool {
    let unknown = ["no such table", "no such column", "has no column named"];
    match code {
        "42P01" | "42703" => true,
        "1" => unknown.iter().any(|words| message.contains(words)),
        _ => false,
    }
}

/// What is wrong with the certificate of a server, if that is what is wrong.
fn tls_fault(error: &std::io::Error) -> Option<&'static str> {
    let error = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                "its certificate is of an unknown authority"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate bears another name"
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            _ => "its certificate is not accepted",
        },
        _ => "the handshake failed",
    })
}

/// The frequent codes of SQLite (<https://www.sqlite.org/rescode.html>, the extended ones keep the
/// primary in their low byte) and `SQLSTATE`s of PostgreSQL (appendix A) in words.
fn meaning(code: &str) -> &'static str {
    if code.len() == 5 {
        return match code.as_bytes() {
            b"57014" => "statement cancelled",
            b"55P03" => "locked",
            b"25006" => "read-only",
            b"26000" | b"42P05" => "a pooler in transaction mode is in the way",
            [b'4', b'0', ..] => "transaction rolled back",
            [b'5', b'3', ..] => "out of resources",
            [b'5', b'7', ..] => "stopped by an operator",
            [b'2', b'8', ..] | b"3D000" | b"42501" => "access refused",
            _ => "refused",
        };
    }
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(5 | 6) => "locked",
        Ok(8) => "read-only",
        Ok(10) => "input or output failed",
        Ok(11 | 26) => "damaged file",
        Ok(13) => "full",
        Ok(14) => "cannot be opened",
        _ => "refused",
    }
}
