//! Mailed links.

use varco_domain::grant::{Grant, GrantEnding, GrantPurpose, Granted};
use varco_domain::id::{AccountId, GrantId};
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{CredentialVersion, FormerEmail};
use varco_ports::StoreError;

use super::{Row, bytes, micros};
use crate::entity::mailed_link::Model;

const PERSONAL: &str = "personal";
const INSTITUTIONAL: &str = "institutional";

const USED: &str = "used";
const SUPERSEDED: &str = "superseded";
const CANCELLED: &str = "cancelled";

pub(crate) fn mailed_link(row: &Model) -> Result<Grant, StoreError> {
    let at = Row::new("mailed_link", row.id);
    Ok(Grant {
        id: GrantId::from_uuid(row.id),
        account: AccountId::from_uuid(row.account),
        what: what(at, row)?,
        digest: TokenDigest::from_bytes(at.digest("digest", &row.digest)?),
        credential_version: CredentialVersion(
            at.count("credential_version", row.credential_version)?,
        ),
        issued_at: at.instant("issued_at", row.issued_at)?,
        expires_at: at.instant("expires_at", row.expires_at)?,
        ending: ending(at, row)?,
    })
}

fn what(at: Row, row: &Model) -> Result<Granted, StoreError> {
    let known = GrantPurpose::ALL.into_iter();
    let purpose = known.into_iter().find(|p| purpose_name(*p) == row.purpose);
    let address = row.address.as_deref();
    let address = address
        .map(|text| at.address("address", text))
        .transpose()?;
    Ok(match at.take("purpose", purpose)? {
        GrantPurpose::ResetPassword => Granted::ResetPassword,
        GrantPurpose::ConfirmEmail => Granted::ConfirmEmail(at.take("address", address)?),
        GrantPurpose::UndoEmail => Granted::UndoEmail(match row.mailbox.as_deref() {
            Some(PERSONAL) => FormerEmail::Personal(address),
            Some(INSTITUTIONAL) => FormerEmail::NoInstitutional { entered: address },
            _ => at.take("mailbox", None)?,
        }),
        GrantPurpose::Disavow => Granted::Disavow,
    })
}

fn ending(row: Row, model: &Model) -> Result<Option<GrantEnding>, StoreError> {
    let Some(ending) = model.ending.as_deref() else {
        return Ok(None);
    };
    let at = row.instant("ended_at", row.take("ended_at", model.ended_at)?)?;
    Ok(Some(match ending {
        USED => GrantEnding::Used { at },
        SUPERSEDED => GrantEnding::Superseded { newer_at: at },
        CANCELLED => GrantEnding::Cancelled { at },
        _ => row.take("ending", None)?,
    }))
}

pub(crate) fn mailed_link_row(grant: &Grant) -> Model {
    let (address, mailbox) = match &grant.what {
        Granted::ConfirmEmail(address) => (Some(address), None),
        Granted::UndoEmail(FormerEmail::Personal(address)) => (address.as_ref(), Some(PERSONAL)),
        Granted::UndoEmail(FormerEmail::NoInstitutional { entered }) => {
            (entered.as_ref(), Some(INSTITUTIONAL))
        }
        Granted::ResetPassword | Granted::Disavow => (None, None),
    };
    let (ending, ended_at) = grant.ending.map(ending_columns).unzip();
    Model {
        id: grant.id.as_uuid(),
        account: grant.account.as_uuid(),
        purpose: purpose_name(grant.what.purpose()).to_owned(),
        digest: bytes(&grant.digest),
        credential_version: grant.credential_version.0.into(),
        address: address.map(ToString::to_string),
        mailbox: mailbox.map(str::to_owned),
        issued_at: micros(grant.issued_at),
        expires_at: micros(grant.expires_at),
        ending,
        ended_at,
    }
}

/// The name of a purpose in its column.
pub(crate) const fn purpose_name(purpose: GrantPurpose) -> &'static str {
    purpose.token().name()
}

/// An ending as its two columns.
pub(crate) fn ending_columns(ending: GrantEnding) -> (String, i64) {
    let (name, at) = match ending {
        GrantEnding::Used { at } => (USED, at),
        GrantEnding::Superseded { newer_at } => (SUPERSEDED, newer_at),
        GrantEnding::Cancelled { at } => (CANCELLED, at),
    };
    (name.to_owned(), micros(at))
}
