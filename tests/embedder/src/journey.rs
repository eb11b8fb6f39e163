//! Mario Rossi registers, activates his utenza and enters it.

use std::error::Error;

use jiff::SignedDuration;
use secrecy::SecretString;
use varco_domain::registration::DeclarationForm;
use varco_ports::{CaptchaAnswer, Template};
use varco_usecases::{
    ActivateInput, ChangePasswordInput, Client, LogInInput, PresentedTicket, StartInput,
};

use crate::service::Service;

/// What happened, one line per step.
pub(crate) async fn walk(service: &Service) -> Result<Vec<String>, Box<dyn Error>> {
    let usecases = &service.usecases;
    let client = &Client {
        network: "192.0.2.0/24".to_owned(),
    };
    let mut lines = Vec::new();

    let flow = usecases.open_flow();
    let start = StartInput {
        flow: &flow,
        codice_fiscale: "rss mra 85t10 a562s",
        human: Some(CaptchaAnswer::Proof("not a robot".into())),
        client,
    };
    let opened = usecases.start_registration(start).await?;
    lines.push(format!("step 1: {}", opened.codice_fiscale));

    usecases.declare_person(&flow, &mario()).await?;
    let awaiting = usecases.confirm_registration(&flow).await?;
    let until = awaiting.mailing().map(|mailing| mailing.link_expires_at);
    let until = until.ok_or("a confirmed registration waits for its activation")?;
    lines.push(format!("steps 2 and 3: waits until {until}"));

    service.clock.advance(SignedDuration::from_mins(20));
    let Template::Activation { token, .. } = newest_mail(service).await? else {
        return Err("the first mail is the activation mail".into());
    };
    let activate = ActivateInput {
        ticket: &PresentedTicket::Link(token),
        chosen: None,
        client,
    };
    let outcome = usecases.activate(activate).await?;
    lines.push(format!("activation: {outcome:?}"));

    let mail = newest_mail(service).await?;
    let Template::OneTimePassword {
        username, password, ..
    } = mail
    else {
        return Err("the second mail has the one-time password".into());
    };
    let log_in = LogInInput {
        identifier: &username,
        password: &password,
        client,
    };
    let restricted = usecases.log_in(log_in).await?;
    let scope = restricted.session.scope;
    lines.push(format!("first login: {username} may {scope:?}"));

    let chosen = &SecretString::from("tramonto giallo");
    let change = ChangePasswordInput {
        token: &restricted.token,
        current: &password,
        new: chosen,
        repeat: chosen,
    };
    let session = usecases.change_password(change).await?;
    let current = usecases.resolve_session(&session.token).await?;
    let current = current.ok_or("the session is open")?;
    lines.push(format!(
        "own password: {} is {:?}",
        current.account.username, current.account.status
    ));
    Ok(lines)
}

/// What the person types in step 2.
fn mario() -> DeclarationForm<'static> {
    DeclarationForm {
        given_name: "Mario",
        family_name: "Rossi",
        email: "mario.rossi@esempio.it",
        email_repeat: "mario.rossi@esempio.it",
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    }
}

/// Sends what waits in the outbox, as a background task would, and opens the newest mail.
async fn newest_mail(service: &Service) -> Result<Template, Box<dyn Error>> {
    for mail in service.usecases.claim_mails(10).await? {
        service.usecases.deliver_mail(&mail).await?;
    }
    let newest = service.mail.sent().pop().ok_or("no mail was sent")?;
    Ok(newest.template)
}
