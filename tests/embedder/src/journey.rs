//! Mario Rossi registers, activates his utenza and enters it.

use std::error::Error;

use jiff::SignedDuration;
use secrecy::SecretString;
use varco_domain::registration::DeclarationForm;
use varco_domain::utenza::AccessOrigin;
use varco_ports::{CaptchaAnswer, Template};
use varco_usecases::{
    ActivateInput, ChangePasswordInput, Client, Line, LogInInput, PresentedTicket, StartInput,
};

use crate::service::Service;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What happened, one line per step.
pub(crate) async fn walk(service: &Service) -> Outcome<Vec<String>> {
    let client = &Client {
        network: "192.0.2.0/24".to_owned(),
    };
    let registered = register(service, client).await?;
    service.clock.advance(SignedDuration::from_mins(20));
    let activated = activate(service, client).await?;
    let entered = enter(service, client).await?;
    Ok([registered, activated, entered].concat())
}

/// The three steps of the registration.
async fn register(service: &Service, client: &Client) -> Outcome<Vec<String>> {
    let usecases = &service.usecases;
    let flow = usecases.open_flow();
    let start = StartInput {
        flow: &flow,
        codice_fiscale: "rss mra 85t10 a562s",
        human: Some(CaptchaAnswer::Proof("not a robot".into())),
        client,
    };
    let opened = usecases.start_registration(start).await?;
    let mario = DeclarationForm {
        given_name: "Mario",
        family_name: "Rossi",
        email: "mario.rossi@esempio.it",
        email_repeat: "mario.rossi@esempio.it",
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    };
    usecases.declare_person(&flow, &mario).await?;
    let awaiting = usecases.confirm_registration(&flow, client).await?;
    let mailing = awaiting.mailing().ok_or("no mail was asked for")?;
    Ok(vec![
        format!("step 1: {}", opened.codice_fiscale),
        format!(
            "steps 2 and 3: waits until {} for its activation",
            mailing.link_expires_at
        ),
    ])
}

/// The link of the first mail.
async fn activate(service: &Service, client: &Client) -> Outcome<Vec<String>> {
    let Template::Activation { token, .. } = newest_mail(service).await? else {
        return Err("the first mail has the link".into());
    };
    let activate = ActivateInput {
        ticket: &PresentedTicket::Link(token),
        chosen: None,
        client,
    };
    let outcome = service.usecases.activate(activate).await?;
    Ok(vec![format!("activation: {outcome:?}")])
}

/// The credentials of the second mail, and a password of one's own.
async fn enter(service: &Service, client: &Client) -> Outcome<Vec<String>> {
    let usecases = &service.usecases;
    let Template::OneTimePassword {
        username, password, ..
    } = newest_mail(service).await?
    else {
        return Err("the second mail has the credentials".into());
    };
    let log_in = LogInInput {
        identifier: &username,
        password: &password,
        client,
        origin: &AccessOrigin::new("192.0.2.0/24", "Chrome su Windows"),
        device: None,
    };
    let restricted = usecases.log_in(log_in).await?;
    let chosen = &SecretString::from("tramonto giallo");
    let change = ChangePasswordInput {
        token: &restricted.token,
        current: &password,
        new: chosen,
        repeat: chosen,
        device: None,
    };
    let session = usecases.change_password(change).await?;
    let current = usecases.resolve_session(&session.token).await?;
    let account = current.ok_or("the session is not open")?.account;
    let scope = restricted.session.scope;
    Ok(vec![
        format!("first login: {username} may {scope:?}"),
        format!("own password: {} is {:?}", account.username, account.status),
    ])
}

/// Sends what waits in the outbox, as a background task would, and opens the newest mail.
async fn newest_mail(service: &Service) -> Outcome<Template> {
    for mail in service.usecases.claim(&Line::Mails, 10).await? {
        service.usecases.deliver(&mail).await?;
    }
    let newest = service.mail.sent().pop().ok_or("no mail was sent")?;
    Ok(newest.template)
}
