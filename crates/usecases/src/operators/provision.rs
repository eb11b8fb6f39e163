//! An operator opens an utenza for somebody, without a registration.

use jiff::Timestamp;
use jiff::civil::Date;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::codice_fiscale::{CodiceFiscale, CodiceFiscaleError};
use varco_domain::id::AccountId;
use varco_domain::language::Language;
use varco_domain::registration::{
    Declaration, DeclarationForm, DeclarationOutcome, FieldFault, RegistrationRules, SoftWarning,
};
use varco_domain::utenza::{Account, Credential, MailboxKind, PasswordHash, Username, UtenzaKind};
use varco_ports::{Changes, CommitError, Template, UniqueKey, Write};

use super::NotInstitutional;
use crate::activate::HOMONYM_ROUNDS;
use crate::mailing::credential_place;
use crate::reason::{REASON_MAX, reason};
use crate::{Failure, UseCases};

/// A person as an operator declares them.
#[derive(Clone, Copy, Debug)]
pub struct ProvisionInput<'a> {
    /// Whose utenza.
    pub kind: UtenzaKind,
    /// The username as typed, for an *utenza MI*: it comes from SIDI. That of an *utenza esterna* is
    /// made of the names.
    pub username: Option<&'a str>,
    /// The codice fiscale as typed.
    pub codice_fiscale: &'a str,
    /// Given names.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Day of birth, needed where the codice fiscale leaves two.
    pub birth_date: Option<Date>,
    /// Place of birth, needed where the table does not know the code.
    pub birth_place: &'a str,
    /// Where the one-time password goes: for an *utenza MI* the institutional mailbox.
    pub email: &'a str,
    /// The language in which the person is written to.
    pub language: Language,
    /// Whether what looks like a mistake is none.
    pub confirms: bool,
    /// Why the utenza is opened.
    pub why: &'a str,
}

/// Why no utenza is opened.
#[derive(Debug, Error)]
pub enum ProvisionError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// Not a codice fiscale.
    #[error("the codice fiscale cannot be used: {0}")]
    CodiceFiscale(#[from] CodiceFiscaleError),
    /// Not the username of an *utenza MI*.
    #[error("an utenza MI needs the username that SIDI has given: MI and five digits")]
    Username,
    /// The username of an *utenza esterna* is not chosen.
    #[error("the username of an external utenza is made of the names; leave it out")]
    UsernameNotChosen,
    /// The data are at fault; at least one of them.
    #[error("the data have faults")]
    Faults(Vec<FieldFault>),
    /// The codice fiscale says another day of birth.
    #[error("the codice fiscale says another day of birth: {}", .0.iter().map(Date::to_string).collect::<Vec<_>>().join(" or "))]
    BirthDate(Vec<Date>),
    /// The data look wrong; they may be confirmed. At least one of them.
    #[error("the data look wrong")]
    Warnings(Vec<SoftWarning>),
    /// An *utenza MI* needs an institutional mailbox.
    #[error(transparent)]
    NotInstitutional(#[from] NotInstitutional),
    /// The codice fiscale has an utenza.
    #[error("this codice fiscale has an utenza already")]
    CodeHeld,
    /// The username was given to somebody, now or before.
    #[error("this username is taken, or was; usernames are never given again")]
    UsernameTaken,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Opens an utenza and mails its one-time password, which opens nothing but the first change and
    /// which nobody else gets to see. Registrations of the same codice fiscale that wait
    /// for their activation are void. The legal documents are accepted by the person, at the
    /// first login.
    ///
    /// # Errors
    /// [`ProvisionError`].
    pub async fn provision_utenza(
        &self,
        input: ProvisionInput<'_>,
    ) -> Result<Account, ProvisionError> {
        let why = reason(input.why).ok_or(ProvisionError::Reason)?;
        let code = CodiceFiscale::parse(input.codice_fiscale)?;
        let given = given_username(&input)?;
        let declaration = self.declared(&code, &input)?;
        let (password, hash) = self.fresh_one_time_password().await?;
        for _ in 0..HOMONYM_ROUNDS {
            let holder = self.ports.accounts.find_by_codice_fiscale(&code).await;
            if holder.map_err(Failure::from)?.is_some() {
                return Err(ProvisionError::CodeHeld);
            }
            let username = match &given {
                Some(username) => username.clone(),
                None => self.free_username(&declaration).await?,
            };
            let hash = hash.clone();
            let account = self.provisioned(code, username, &declaration, hash, input.kind);
            let changes = self.provisioning(&account, &password, why)?;
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(account),
                Err(CommitError::Duplicate(UniqueKey::Username)) if given.is_some() => {
                    return Err(ProvisionError::UsernameTaken);
                }
                // Look again: the holder or the homonym who was faster is there to be seen now.
                Err(
                    CommitError::Conflict
                    | CommitError::Duplicate(UniqueKey::CodiceFiscale | UniqueKey::Username),
                ) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// The data checked as those of a registration, except that nobody accepts anything.
    fn declared(
        &self,
        code: &CodiceFiscale,
        input: &ProvisionInput<'_>,
    ) -> Result<Declaration, ProvisionError> {
        let (now, today) = (self.now(), self.today());
        let year = input.birth_date.map(|date| date.year().to_string());
        let form = DeclarationForm {
            given_name: input.given_name,
            family_name: input.family_name,
            birth_year: year.as_deref().unwrap_or_default(),
            birth_place: input.birth_place,
            email: input.email,
            language: input.language,
            terms: true,
            privacy: true,
            confirms_email: input.confirms,
            confirms_person: input.confirms,
            confirms_place: input.confirms,
            ..DeclarationForm::default()
        };
        let rules = RegistrationRules {
            repeat_email: false,
            ..self.settings.rules
        };
        let possible: Vec<Date> = code.birth_date_candidates(today).iter().collect();
        if input
            .birth_date
            .is_some_and(|date| !possible.contains(&date))
        {
            return Err(ProvisionError::BirthDate(possible));
        }
        match form.check(code, &self.settings.documents, &rules, (now, today)) {
            DeclarationOutcome::Accepted(declaration) => {
                let kind = MailboxKind::of(&declaration.email);
                let is_mi = input.kind == UtenzaKind::Mi;
                if is_mi && kind != MailboxKind::Institutional {
                    return Err(NotInstitutional.into());
                }
                Ok(*declaration)
            }
            DeclarationOutcome::Faults(faults) => Err(ProvisionError::Faults(faults)),
            DeclarationOutcome::Warnings(warnings) => Err(ProvisionError::Warnings(warnings)),
        }
    }

    fn provisioned(
        &self,
        code: CodiceFiscale,
        username: Username,
        declaration: &Declaration,
        hash: PasswordHash,
        kind: UtenzaKind,
    ) -> Account {
        let now = self.now();
        let credential = Credential::OneTime {
            hash,
            expires_at: now + self.settings.rules.one_time_life,
        };
        let id = AccountId::new(now, &self.ports.entropy.bytes());
        let declaration = declaration.clone();
        Account {
            kind,
            acceptance: None,
            ..Account::opened(id, code, username, declaration, credential, now)
        }
    }

    fn provisioning(
        &self,
        account: &Account,
        password: &SecretString,
        why: &str,
    ) -> Result<Changes, Failure> {
        let (id, now): (_, Timestamp) = (account.id, account.opened_at);
        let template = Template::AccountProvisioned {
            given_name: account.given_name.to_string(),
            username: account.username.to_string(),
            password: password.clone(),
            expires_at: now + self.settings.rules.one_time_life,
        };
        let mail = self.mail_to_holder(account, template, Some(credential_place(account)))?;
        let event = AuditEvent::AccountProvisioned;
        Ok(Changes {
            account: Some(Write::Insert(account.clone())),
            void_rivals: Some((account.codice_fiscale, now)),
            outbox: mail.into_iter().collect(),
            audit: vec![AuditEntry::by_operator(now, id, event, why)],
            ..Changes::default()
        })
    }
}

/// The username, where it comes from outside.
fn given_username(input: &ProvisionInput<'_>) -> Result<Option<Username>, ProvisionError> {
    match (input.kind, input.username) {
        (UtenzaKind::External, None) => Ok(None),
        (UtenzaKind::External, Some(_)) => Err(ProvisionError::UsernameNotChosen),
        (UtenzaKind::Mi, typed) => typed
            .filter(|typed| Username::looks_like_mi(typed))
            .and_then(Username::parse)
            .map(Some)
            .ok_or(ProvisionError::Username),
    }
}
