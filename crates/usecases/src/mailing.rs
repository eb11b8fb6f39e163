//! Turning the effect of a step into an item of the outbox.

use jiff::Timestamp;
use secrecy::{SecretBox, SecretString};
use uuid::Uuid;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::{MessageId, RegistrationId, TicketId};
use varco_domain::language::Language;
use varco_domain::registration::{Effect, Mailing, Registration, Ticket};
use varco_domain::token::{TokenPurpose, opaque_token, typed_code};
use varco_domain::utenza::Account;
use varco_ports::{Beyond, Changes, MAIL, Message, OutboxItem, SealContext, Stream, Template};

use crate::{Client, Failure, UseCases};

/// What a sealed message is sealed for.
const MESSAGE: &str = "message";

/// The context of a sealed message.
pub(crate) fn context(id: MessageId, stream: &Stream, version: i64) -> SealContext {
    SealContext {
        row: id.to_string(),
        subject: stream.subject.to_string(),
        target: stream.target.clone(),
        version,
        purpose: MESSAGE,
    }
}

/// The place of the mail that carries the credential of an account.
pub(crate) fn credential_place(account: &Account) -> Place {
    (account.id.as_uuid(), account.credential_version.0.into())
}

/// A ticket with its secrets, before only their digests remain.
struct FreshTicket {
    ticket: Ticket,
    token: SecretString,
    code: SecretString,
}

/// The place of a mail that takes the place of the one before: about whom, and the how manieth.
pub(crate) type Place = (Uuid, i64);

impl UseCases {
    /// Seals a message for the outbox. Without a place it is a notice, which no other ever replaces.
    pub(crate) fn mail(
        &self,
        to: &EmailAddress,
        language: Language,
        template: Template,
        place: Option<Place>,
    ) -> Result<OutboxItem, Failure> {
        let id = MessageId::new(self.now(), &self.ports.entropy.bytes());
        let name = template.name();
        let message = Message {
            id,
            to: to.clone(),
            language,
            template,
        };
        self.seal(id, name, &message.encode()?, place)
    }

    /// Seals a request that the worker answers by mail, if there is anybody to write to.
    pub(crate) fn request(
        &self,
        name: &'static str,
        identifier: &str,
    ) -> Result<OutboxItem, Failure> {
        let id = MessageId::new(self.now(), &self.ports.entropy.bytes());
        let asked = SecretBox::new(identifier.as_bytes().into());
        self.seal(id, name, &asked, None)
    }

    fn seal(
        &self,
        id: MessageId,
        template: &'static str,
        secret: &SecretBox<[u8]>,
        place: Option<Place>,
    ) -> Result<OutboxItem, Failure> {
        let now = self.now();
        let (subject, version) = place.unwrap_or((id.as_uuid(), 1));
        let stream = Stream {
            subject,
            target: MAIL.to_owned(),
        };
        let context = context(id, &stream, version);
        let envelope = self.ports.vault.seal(secret, &context, now)?;
        Ok(OutboxItem {
            id,
            stream,
            version,
            template,
            envelope: Some(envelope),
            created_at: now,
        })
    }

    /// Seals a message to the address at which the holder of an account is reached; none where there
    /// is no such address.
    pub(crate) fn mail_to_holder(
        &self,
        account: &Account,
        template: Template,
        place: Option<Place>,
    ) -> Result<Option<OutboxItem>, Failure> {
        let reference = account.reference();
        reference
            .map(|(address, _)| self.mail(address, account.language, template, place))
            .transpose()
    }

    pub(crate) fn ticket_id(&self, now: Timestamp) -> TicketId {
        TicketId::new(now, &self.ports.entropy.bytes())
    }

    /// Adds to the changes what the effect of a step asks for: the ticket and its mail, or the notice
    /// to the holder. Beyond the budget of a mailbox the mail is left out and nobody is told.
    pub(crate) async fn add_mailing(
        &self,
        changes: &mut Changes,
        registration: &Registration,
        effect: Option<&Effect>,
        client: &Client,
    ) -> Result<(), Failure> {
        match effect {
            Some(Effect::MailTicket(mailing)) => {
                self.add_ticket(changes, registration, mailing, client)
            }
            Some(Effect::TellHolder) => {
                let code = &registration.codice_fiscale;
                self.add_notice(changes, code, client).await
            }
            Some(Effect::OpenAccount { .. }) | None => Ok(()),
        }
    }

    fn add_ticket(
        &self,
        changes: &mut Changes,
        registration: &Registration,
        mailing: &Mailing,
        client: &Client,
    ) -> Result<(), Failure> {
        let Some(declaration) = registration.declaration() else {
            return Err(Failure::Broken(
                "a mailing without a declaration".to_owned(),
            ));
        };
        let fresh = self.fresh_ticket(registration.id, mailing)?;
        let template = Template::Activation {
            token: fresh.token,
            code: fresh.code,
            expires_at: mailing.link_expires_at,
        };
        let place = (registration.id.as_uuid(), mailing.count.into());
        let (email, language) = (&declaration.email, declaration.language);
        let mail = self.mail(email, language, template, Some(place))?;
        changes.outbox.push(mail);
        changes.charge = Some(self.registration_charge(email, client));
        changes.ticket = Some(fresh.ticket);
        Ok(())
    }

    async fn add_notice(
        &self,
        changes: &mut Changes,
        code: &CodiceFiscale,
        client: &Client,
    ) -> Result<(), Failure> {
        let holder = self.ports.accounts.find_by_codice_fiscale(code).await?;
        let Some(holder) = holder else {
            return Ok(());
        };
        let template = Template::AlreadyRegistered {
            given_name: holder.value.given_name.to_string(),
            username: holder.value.username.to_string(),
        };
        let Some((mailbox, _)) = holder.value.reference() else {
            return Ok(());
        };
        let limit = self.settings.limits.holder_notice;
        let mut tolls = self.named_mailbox_tolls(template.name(), mailbox);
        tolls.push(self.toll("mail.notice", code.as_str(), limit));
        tolls.push(self.holder_toll(code));
        tolls.extend(self.shared_tolls(client));
        changes.charge = Some(self.mail_charge(tolls, Beyond::Silence));
        let mail = self.mail(mailbox, holder.value.language, template, None)?;
        changes.outbox.push(mail);
        Ok(())
    }

    fn fresh_ticket(
        &self,
        registration: RegistrationId,
        mailing: &Mailing,
    ) -> Result<FreshTicket, Failure> {
        let token = opaque_token(&self.ports.entropy.bytes());
        let code = typed_code(&self.ports.entropy.bytes())
            .ok_or_else(|| Failure::Broken("the randomness gives no typed code".to_owned()))?;
        let ticket = Ticket {
            id: mailing.ticket,
            registration,
            link: self
                .ports
                .digester
                .digest(TokenPurpose::ActivationLink, &token),
            code: self
                .ports
                .digester
                .digest(TokenPurpose::ActivationCode, &code),
            issued_at: mailing.asked_at,
            expires_at: mailing.link_expires_at,
        };
        Ok(FreshTicket {
            ticket,
            token,
            code,
        })
    }
}
