//! Registrations: the state by name, its data in nullable columns.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::{AccountId, RegistrationId, TicketId};
use varco_domain::registration::{
    Declaration, Mailing, MailingKind, Registration, RegistrationState,
};
use varco_ports::{StoreError, Version, Versioned};

use super::declaration::AcceptanceColumns;
use super::{Row, micros};
use crate::entity::registration;

const IDENTIFIED: &str = "identified";
const DECLARED: &str = "declared";
pub(crate) const AWAITING: &str = "awaiting";
const ACTIVATED: &str = "activated";
const VOIDED: &str = "voided";

/// The states before the confirmation.
pub(crate) const DRAFTS: [&str; 2] = [IDENTIFIED, DECLARED];

const ACTIVATION: &str = "activation";
const ALREADY_REGISTERED: &str = "already_registered";

pub(crate) fn registration(
    row: &registration::Model,
) -> Result<Versioned<Registration>, StoreError> {
    let at = Row::new("registration", row.id);
    let value = Registration {
        id: RegistrationId::from_uuid(row.id),
        codice_fiscale: at.take("codice_fiscale", CodiceFiscale::parse(&row.codice_fiscale))?,
        opened_at: at.instant("opened_at", row.opened_at)?,
        expires_at: at.instant("expires_at", row.expires_at)?,
        state: state(at, row)?,
    };
    Ok(Versioned {
        value,
        version: Version(row.version),
    })
}

fn state(at: Row, row: &registration::Model) -> Result<RegistrationState, StoreError> {
    let ended_at = || at.instant("ended_at", at.take("ended_at", row.ended_at)?);
    Ok(match row.state.as_str() {
        IDENTIFIED => RegistrationState::Identified {
            kept: row
                .given_name
                .is_some()
                .then(|| declaration(at, row))
                .transpose()?,
        },
        DECLARED => RegistrationState::Declared {
            declaration: declaration(at, row)?,
        },
        AWAITING => RegistrationState::AwaitingActivation {
            declaration: declaration(at, row)?,
            confirmed_at: at.instant("confirmed_at", at.take("confirmed_at", row.confirmed_at)?)?,
            mailing: mailing(at, row)?,
        },
        ACTIVATED => RegistrationState::Activated {
            account: AccountId::from_uuid(at.take("account", row.account)?),
            at: ended_at()?,
        },
        VOIDED => RegistrationState::Voided { at: ended_at()? },
        _ => at.take("state", None)?,
    })
}

fn declaration(at: Row, row: &registration::Model) -> Result<Declaration, StoreError> {
    let acceptance = AcceptanceColumns {
        terms_version: at.take("terms_version", row.terms_version.clone())?,
        terms_digest: at.take("terms_digest", row.terms_digest.clone())?,
        privacy_version: at.take("privacy_version", row.privacy_version.clone())?,
        privacy_digest: at.take("privacy_digest", row.privacy_digest.clone())?,
        accepted_at: at.take("accepted_at", row.accepted_at)?,
    };
    Ok(Declaration {
        given_name: at.name(
            "given_name",
            at.take("given_name", row.given_name.as_deref())?,
        )?,
        family_name: at.name(
            "family_name",
            at.take("family_name", row.family_name.as_deref())?,
        )?,
        birth_date: at.birth_date(at.take("birth_date", row.birth_date.as_deref())?)?,
        birth_place: at.place(row.birth_place.as_deref())?,
        email: at.email(at.take("email", row.email.as_deref())?)?,
        language: at.language(row.language.as_deref())?,
        acceptance: at.acceptance(acceptance)?,
        needs_review: at.take("needs_review", row.needs_review)?,
    })
}

fn mailing(at: Row, row: &registration::Model) -> Result<Mailing, StoreError> {
    let instant = |column, value| at.instant(column, at.take(column, value)?);
    Ok(Mailing {
        ticket: TicketId::from_uuid(at.take("mailing_ticket", row.mailing_ticket)?),
        asked_at: instant("mailing_asked_at", row.mailing_asked_at)?,
        link_expires_at: instant("mailing_link_expires_at", row.mailing_link_expires_at)?,
        count: at.count(
            "mailing_count",
            at.take("mailing_count", row.mailing_count)?,
        )?,
        kind: match row.mailing_kind.as_deref() {
            Some(ACTIVATION) => MailingKind::Activation,
            Some(ALREADY_REGISTERED) => MailingKind::AlreadyRegistered,
            _ => at.take("mailing_kind", None)?,
        },
    })
}

pub(crate) fn registration_row(
    registration: &Registration,
    version: Version,
    flow: Option<Vec<u8>>,
) -> registration::Model {
    let declaration = registration.declaration();
    let acceptance = declaration.map(|d| &d.acceptance);
    let mailing = registration.mailing();
    let (state, confirmed_at, account, ended_at) = match &registration.state {
        RegistrationState::Identified { .. } => (IDENTIFIED, None, None, None),
        RegistrationState::Declared { .. } => (DECLARED, None, None, None),
        RegistrationState::AwaitingActivation { confirmed_at, .. } => {
            (AWAITING, Some(*confirmed_at), None, None)
        }
        RegistrationState::Activated { account, at } => {
            (ACTIVATED, None, Some(account.as_uuid()), Some(*at))
        }
        RegistrationState::Voided { at } => (VOIDED, None, None, Some(*at)),
    };
    registration::Model {
        id: registration.id.as_uuid(),
        version: version.0,
        flow,
        codice_fiscale: registration.codice_fiscale.to_string(),
        opened_at: micros(registration.opened_at),
        expires_at: micros(registration.expires_at),
        state: state.to_owned(),
        given_name: declaration.map(|d| d.given_name.to_string()),
        family_name: declaration.map(|d| d.family_name.to_string()),
        birth_date: declaration.map(|d| d.birth_date.to_string()),
        birth_place: declaration.and_then(|d| Some(d.birth_place.as_ref()?.to_string())),
        email: declaration.map(|d| d.email.to_string()),
        email_canonical: declaration.map(|d| d.email.canonical()),
        language: declaration.map(|d| d.language.tag().to_owned()),
        needs_review: declaration.map(|d| d.needs_review),
        terms_version: acceptance.map(|a| a.terms.version.clone()),
        terms_digest: acceptance.map(|a| a.terms.digest.to_vec()),
        privacy_version: acceptance.map(|a| a.privacy.version.clone()),
        privacy_digest: acceptance.map(|a| a.privacy.digest.to_vec()),
        accepted_at: acceptance.map(|a| micros(a.at)),
        confirmed_at: confirmed_at.map(micros),
        mailing_ticket: mailing.map(|m| m.ticket.as_uuid()),
        mailing_asked_at: mailing.map(|m| micros(m.asked_at)),
        mailing_link_expires_at: mailing.map(|m| micros(m.link_expires_at)),
        mailing_count: mailing.map(|m| m.count.into()),
        mailing_kind: mailing.map(|m| kind(m.kind).to_owned()),
        account,
        ended_at: ended_at.map(micros),
    }
}

const fn kind(kind: MailingKind) -> &'static str {
    match kind {
        MailingKind::Activation => ACTIVATION,
        MailingKind::AlreadyRegistered => ALREADY_REGISTERED,
    }
}

/// What changes when a registration that waits is voided: the state, and nothing personal is left
/// but the codice fiscale, which goes with the row.
pub(crate) fn voided_columns(at: Timestamp) -> registration::ActiveModel {
    registration::ActiveModel {
        state: Set(VOIDED.to_owned()),
        ended_at: Set(Some(micros(at))),
        given_name: Set(None),
        family_name: Set(None),
        birth_date: Set(None),
        birth_place: Set(None),
        email: Set(None),
        email_canonical: Set(None),
        language: Set(None),
        needs_review: Set(None),
        terms_version: Set(None),
        terms_digest: Set(None),
        privacy_version: Set(None),
        privacy_digest: Set(None),
        accepted_at: Set(None),
        confirmed_at: Set(None),
        mailing_ticket: Set(None),
        mailing_asked_at: Set(None),
        mailing_link_expires_at: Set(None),
        mailing_count: Set(None),
        mailing_kind: Set(None),
        ..Default::default()
    }
}
