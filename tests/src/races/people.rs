//! What a person does on the way to an utenza, by the use cases.

use anyhow::{Context as _, Result, ensure};
use secrecy::{ExposeSecret as _, SecretString};
use varco_domain::registration::DeclarationForm;
use varco_domain::utenza::AccessOrigin;
use varco_ports::{CaptchaAnswer, Message, Template};
use varco_usecases::{
    ActivateError, ActivateInput, ActivateOutcome, ChangePasswordError, ChangePasswordInput,
    Client, LogInError, LogInInput, OpenedSession, PresentedTicket, RecoveryError, RecoveryInput,
    ResetPasswordError, ResetPasswordInput, StartInput, UseCases,
};

use super::arena::Arena;
use crate::person::Person;

/// Where everybody comes from.
pub fn client() -> Client {
    Client {
        network: "192.0.2.7".to_owned(),
    }
}

/// Passes steps 1 and 2; the token of the flow.
///
/// # Errors
///
/// A step is not passed.
pub async fn declared(node: &UseCases, person: &Person) -> Result<SecretString> {
    let flow = node.open_flow();
    let start = StartInput {
        flow: &flow,
        codice_fiscale: &person.codice_fiscale,
        human: Some(CaptchaAnswer::Proof(SecretString::from("proof"))),
        client: &client(),
    };
    node.start_registration(start).await?;
    let form = DeclarationForm {
        given_name: &person.nome,
        family_name: &person.cognome,
        email: &person.email,
        email_repeat: &person.email,
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    };
    let declared = node.declare_person(&flow, &form).await;
    declared.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    Ok(flow)
}

/// The link of the activation mail to an address, among the mails that have arrived.
///
/// # Errors
///
/// There is none.
pub fn link(mails: &[Message], email: &str) -> Result<PresentedTicket> {
    let mut links = mails.iter().filter(|mail| mail.to.as_str() == email);
    let found = links.find_map(|mail| match &mail.template {
        Template::Activation { token, .. } => Some(PresentedTicket::Link(token.clone())),
        _ => None,
    });
    found.with_context(|| format!("no activation mail to {email}"))
}

/// The one-time password mailed to an address.
///
/// # Errors
///
/// There is none.
pub fn one_time_password(mails: &[Message], email: &str) -> Result<SecretString> {
    let found = mails.iter().rev().find_map(|mail| match &mail.template {
        Template::OneTimePassword { password, .. } if mail.to.as_str() == email => {
            Some(password.clone())
        }
        _ => None,
    });
    found.with_context(|| format!("no one-time password to {email}"))
}

/// Presents a ticket.
///
/// # Errors
///
/// [`ActivateError`].
pub async fn activate(
    node: &UseCases,
    ticket: &PresentedTicket,
) -> Result<ActivateOutcome, ActivateError> {
    let client = client();
    let input = ActivateInput {
        ticket,
        chosen: None,
        client: &client,
    };
    node.activate(input).await
}

/// Logs in.
///
/// # Errors
///
/// [`LogInError`].
pub async fn log_in(
    node: &UseCases,
    identifier: &str,
    password: &str,
) -> Result<OpenedSession, LogInError> {
    let (password, client) = (SecretString::from(password), client());
    let input = LogInInput {
        identifier,
        password: &password,
        client: &client,
        origin: &AccessOrigin::default(),
        device: None,
    };
    node.log_in(input).await
}

/// Changes the password.
///
/// # Errors
///
/// [`ChangePasswordError`].
pub async fn change(
    node: &UseCases,
    session: &SecretString,
    current: &str,
    new: &str,
) -> Result<OpenedSession, ChangePasswordError> {
    let (current, new) = (SecretString::from(current), SecretString::from(new));
    let input = ChangePasswordInput {
        token: session,
        current: &current,
        new: &new,
        repeat: &new,
        device: None,
    };
    node.change_password(input).await
}

/// Asks for a link that resets the password.
///
/// # Errors
///
/// [`RecoveryError`].
pub async fn ask_reset(node: &UseCases, identifier: &str) -> Result<(), RecoveryError> {
    let (flow, client) = (node.open_flow(), client());
    let input = RecoveryInput {
        flow: &flow,
        identifier,
        human: Some(CaptchaAnswer::Proof(SecretString::from("proof"))),
        client: &client,
    };
    node.ask_password_reset(input).await.map(drop)
}

/// Resets the password by a mailed link.
///
/// # Errors
///
/// [`ResetPasswordError`].
pub async fn reset(
    node: &UseCases,
    token: &SecretString,
    new: &str,
) -> Result<(), ResetPasswordError> {
    let new = SecretString::from(new);
    let input = ResetPasswordInput {
        token,
        new: &new,
        repeat: &new,
    };
    node.reset_password(input).await
}

/// A person with an utenza that nobody has entered; the one-time password, and the link that opened
/// it.
///
/// # Errors
///
/// A step is not passed, or a mail does not come.
pub async fn opened(arena: &Arena, person: &Person) -> Result<(SecretString, PresentedTicket)> {
    let node = arena.node(0)?;
    let flow = declared(&node, person).await?;
    node.confirm_registration(&flow, &client()).await?;
    let ticket = link(&arena.post().await?, &person.email)?;
    let outcome = activate(&node, &ticket).await?;
    ensure!(outcome == ActivateOutcome::Opened, "{outcome:?}");
    let password = one_time_password(&arena.post().await?, &person.email)?;
    Ok((password, ticket))
}

/// A person with an utenza and a password of their own choice; a session.
///
/// # Errors
///
/// As [`opened`].
pub async fn active(arena: &Arena, person: &Person) -> Result<OpenedSession> {
    let (one_time, _) = opened(arena, person).await?;
    let (node, one_time) = (arena.node(0)?, one_time.expose_secret());
    let restricted = log_in(&node, &person.codice_fiscale, one_time).await?;
    let session = change(&node, &restricted.token, one_time, &person.password).await?;
    arena.post().await?;
    Ok(session)
}
