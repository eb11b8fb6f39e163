//! What an activation puts together: the first credential, the account, the second mail.

use secrecy::SecretString;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::Password;
use varco_domain::credential::one_time::{ONE_TIME_ENTROPY, one_time_password};
use varco_domain::id::AccountId;
use varco_domain::registration::{Command, Declaration, Registration, Ticket, TicketVerdict};
use varco_domain::utenza::{Account, Credential, PasswordHash, Username, UtenzaKind};
use varco_ports::{Changes, Template, Versioned, Write};

use crate::mailing::credential_place;
use crate::{ActivateError, ActivateInput, Failure, InitialCredential, UseCases};

/// The first credential: its hash, and the plain one-time password where one is mailed.
pub(crate) struct FirstCredential {
    hash: PasswordHash,
    one_time: Option<SecretString>,
    /// The password, where the person has chosen it.
    chosen: Option<Password>,
}

impl UseCases {
    /// Makes the first credential; hashing happens here, before and outside any transaction.
    pub(crate) async fn first_credential(
        &self,
        registration: &Registration,
        input: &ActivateInput<'_>,
    ) -> Result<FirstCredential, ActivateError> {
        match self.settings.initial_credential {
            InitialCredential::Mailed => Ok(self.one_time_credential().await?),
            InitialCredential::ChosenAtActivation => {
                let (typed, repeat) = input.chosen.ok_or(ActivateError::PasswordsDiffer)?;
                let password = self.accept_chosen(registration, typed, repeat)?;
                let hash = self
                    .ports
                    .hasher
                    .hash(&password)
                    .await
                    .map_err(Failure::from)?;
                Ok(FirstCredential {
                    hash,
                    one_time: None,
                    chosen: Some(password),
                })
            }
        }
    }

    /// A new one-time password and its hash.
    async fn one_time_credential(&self) -> Result<FirstCredential, Failure> {
        let (password, hash) = self.fresh_one_time_password().await?;
        Ok(FirstCredential {
            hash,
            one_time: Some(password),
            chosen: None,
        })
    }

    pub(crate) async fn fresh_one_time_password(
        &self,
    ) -> Result<(SecretString, PasswordHash), Failure> {
        let password = one_time_password(&self.ports.entropy.bytes::<ONE_TIME_ENTROPY>())
            .ok_or_else(|| {
                Failure::Broken("the randomness gives no one-time password".to_owned())
            })?;
        let hash = self
            .ports
            .hasher
            .hash(&Password::from_typed_one_time(&password))
            .await?;
        Ok((password, hash))
    }

    fn accept_chosen(
        &self,
        registration: &Registration,
        typed: &SecretString,
        repeat: &SecretString,
    ) -> Result<Password, ActivateError> {
        let (password, repeat) = (Password::from_typed(typed), Password::from_typed(repeat));
        if self.settings.repeat_password && password.expose() != repeat.expose() {
            return Err(ActivateError::PasswordsDiffer);
        }
        let words = registration
            .declaration()
            .map(|d| [d.given_name.as_str(), d.family_name.as_str()]);
        let service = self.settings.service_words.iter().map(String::as_str);
        let personal: Vec<&str> = words
            .into_iter()
            .flatten()
            .chain([registration.codice_fiscale.as_str()])
            .chain(service)
            .collect();
        let accepted = self
            .settings
            .policy(UtenzaKind::External)
            .check(&password, &personal, None);
        accepted
            .map(|new| new.as_password().clone())
            .map_err(ActivateError::Password)
    }

    /// The one transaction that opens the utenza.
    pub(crate) async fn opening(
        &self,
        ticket: &Ticket,
        registration: &Versioned<Registration>,
        credential: &FirstCredential,
    ) -> Result<Changes, ActivateError> {
        let now = self.now();
        let id = AccountId::new(now, &self.ports.entropy.bytes());
        let step = registration
            .value
            .apply(Command::Activate { account: id }, &self.settings.rules, now)
            .map_err(|_| ActivateError::Refused(TicketVerdict::Gone))?;
        let Some(declaration) = registration.value.declaration() else {
            return Err(ActivateError::Refused(TicketVerdict::Gone));
        };
        let username = self.free_username(declaration).await?;
        let account = self.new_account(id, &registration.value, declaration, username, credential);
        let place = Some(credential_place(&account));
        let mail = self.mail_to_holder(&account, second_mail(&account, credential), place)?;
        let mut changes = Changes {
            registration: Some(Write::Update(step.next, registration.version)),
            consumed_ticket: Some((ticket.id, now)),
            void_rivals: Some((account.codice_fiscale, now)),
            forgotten: self.wanted_mails(
                "activation",
                [&declaration.email],
                &account.codice_fiscale,
            ),
            account: Some(Write::Insert(account.clone())),
            outbox: mail.into_iter().collect(),
            audit: vec![AuditEntry::new(
                now,
                Actor::Person,
                id,
                AuditEvent::AccountOpened,
            )],
            ..Changes::default()
        };
        self.propagate(&mut changes, &account, &account, credential.chosen.as_ref())
            .await?;
        Ok(changes)
    }

    pub(crate) async fn free_username(
        &self,
        declaration: &Declaration,
    ) -> Result<Username, Failure> {
        let base = Username::base(&declaration.given_name, &declaration.family_name);
        let highest = self.ports.accounts.highest_homonym(&base).await?;
        let next = highest.saturating_add(1);
        Ok(Username::assign(
            &declaration.given_name,
            &declaration.family_name,
            next,
        ))
    }

    fn new_account(
        &self,
        id: AccountId,
        registration: &Registration,
        declaration: &Declaration,
        username: Username,
        credential: &FirstCredential,
    ) -> Account {
        let now = self.now();
        let hash = credential.hash.clone();
        let credential = match credential.one_time {
            Some(_) => Credential::OneTime {
                hash,
                expires_at: now + self.settings.rules.one_time_life,
            },
            None => Credential::Chosen { hash, since: now },
        };
        let (code, declaration) = (registration.codice_fiscale, declaration.clone());
        Account::opened(id, code, username, declaration, credential, now)
    }
}

fn second_mail(account: &Account, credential: &FirstCredential) -> Template {
    let given_name = account.given_name.to_string();
    let username = account.username.to_string();
    match (&credential.one_time, &account.credential) {
        (Some(password), Credential::OneTime { expires_at, .. }) => Template::OneTimePassword {
            given_name,
            username,
            password: password.clone(),
            expires_at: *expires_at,
        },
        _ => Template::Welcome {
            given_name,
            username,
        },
    }
}
