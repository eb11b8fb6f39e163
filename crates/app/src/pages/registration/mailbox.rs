//! After the confirmation: the mail is on its way, may be asked for again, or goes to a corrected
//! address.

use askama::Template;
use poem::web::{Form, Query};
use poem::{Response, handler};
use serde::Deserialize;
use varco_domain::contacts::EmailAddress;
use varco_domain::registration::{Declaration, Mailing, RegistrationState};
use varco_usecases::{CorrectEmailError, CorrectEmailInput, InitialCredential, ResendError};
use varco_words::{Phrase, dates, say};

use super::{flow, start_here, to};
use crate::pages::faults::Faults;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words::{self, Notice};
use crate::web::cookies::CookieName;

const HERE: &str = "/registrazione/controlla-email";

/// When the mail may be asked for again.
enum Resend {
    Now,
    In(String),
    Never,
}

#[derive(Template)]
#[template(path = "check_mail.html")]
struct CheckMailPage<'a> {
    shell: Shell<'a>,
    email: &'a EmailAddress,
    deadline: String,
    resend: Resend,
    is_chosen_at_activation: bool,
}

#[derive(Template)]
#[template(path = "registration_over.html")]
struct OverPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "correct_mail.html")]
struct CorrectPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    email: &'a str,
    email_repeat: &'a str,
    repeat_email: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CorrectForm {
    email: String,
    email_ripetuta: String,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let (_, registration) = flow(&visit).await?;
    match registration.map(|registration| registration.state) {
        Some(RegistrationState::AwaitingActivation {
            declaration,
            mailing,
            ..
        }) => page(&waiting(&visit, &declaration, &mailing, query.notice())),
        Some(RegistrationState::Activated { .. }) => page(&OverPage {
            shell: visit.shell(),
        }),
        Some(RegistrationState::Identified { .. }) => {
            Ok(to("/registrazione/dati", Notice::DataFirst))
        }
        Some(RegistrationState::Declared { .. }) => Ok(see_other("/registrazione/riepilogo")),
        Some(RegistrationState::Voided { .. }) | None => Ok(start_here()),
    }
}

fn waiting<'a>(
    visit: &Visit<'a>,
    declaration: &'a Declaration,
    mailing: &Mailing,
    notice: Option<Notice>,
) -> CheckMailPage<'a> {
    let (settings, now) = (visit.usecases().settings(), visit.usecases().now());
    let resend = match mailing.next_at(&settings.rules) {
        Some(at) if at > now => Resend::In(dates::wait(visit.words(), at.duration_since(now))),
        Some(_) => Resend::Now,
        None => Resend::Never,
    };
    let is_too_soon = notice == Some(Notice::TooSoon);
    let mut notice = notice.map(Notice::status);
    if let (Some(status), Resend::In(wait), true) = (&mut notice, &resend, is_too_soon) {
        status.text = too_soon(wait);
    }
    CheckMailPage {
        shell: visit.shell().with_notice(notice),
        email: &declaration.email,
        deadline: dates::deadline(visit.words(), mailing.link_expires_at, now, &settings.zone),
        resend,
        is_chosen_at_activation: settings.initial_credential
            == InitialCredential::ChosenAtActivation,
    }
}

fn too_soon(wait: &str) -> Phrase {
    say("fault-email-too-soon").with("wait", wait)
}

#[handler]
pub(in crate::pages) async fn send_again(visit: Visit<'_>) -> poem::Result<Response> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        return Ok(start_here());
    };
    let client = visit.client();
    match visit.usecases().resend_activation(&flow, &client).await {
        Ok(_) => Ok(to(HERE, Notice::MailedAgain)),
        Err(ResendError::TooSoon { .. }) => Ok(to(HERE, Notice::TooSoon)),
        // The page itself says what is possible.
        Err(ResendError::TooMany | ResendError::NotFound) => Ok(see_other(HERE)),
        Err(ResendError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

#[handler]
pub(in crate::pages) async fn show_correction(visit: Visit<'_>) -> poem::Result<Response> {
    let (_, registration) = flow(&visit).await?;
    let state = registration.map(|registration| registration.state);
    let Some(RegistrationState::AwaitingActivation { declaration, .. }) = state else {
        return Ok(see_other(HERE));
    };
    page(&correction(
        &visit,
        declaration.email.as_str(),
        "",
        Faults::default(),
    ))
}

#[handler]
pub(in crate::pages) async fn correct(
    visit: Visit<'_>,
    Form(form): Form<CorrectForm>,
) -> poem::Result<Response> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        return Ok(start_here());
    };
    let (email, email_repeat) = (form.email.as_str(), form.email_ripetuta.as_str());
    let input = CorrectEmailInput {
        flow: &flow,
        email,
        email_repeat,
        client: &visit.client(),
    };
    let mut faults = Faults::default();
    match visit.usecases().correct_email(input).await {
        Ok(_) => return Ok(to(HERE, Notice::MailedElsewhere)),
        Err(CorrectEmailError::Email(fault)) => faults.add("email", words::email(fault)),
        Err(CorrectEmailError::Differs) => faults.add("email_ripetuta", words::email_differs()),
        Err(CorrectEmailError::Resend(ResendError::TooSoon { retry_at })) => {
            let wait = dates::wait(
                visit.words(),
                retry_at.duration_since(visit.usecases().now()),
            );
            faults = Faults::general("email", too_soon(&wait));
        }
        Err(CorrectEmailError::Resend(ResendError::TooMany)) => {
            return Ok(to(HERE, Notice::TooManyMails));
        }
        Err(CorrectEmailError::Resend(ResendError::NotFound)) => return Ok(see_other(HERE)),
        Err(CorrectEmailError::Resend(ResendError::Failure(failure))) => {
            return Err(visit.failed(&failure));
        }
    }
    page_again(&correction(&visit, email, email_repeat, faults))
}

fn correction<'a>(
    visit: &Visit<'a>,
    email: &'a str,
    email_repeat: &'a str,
    faults: Faults,
) -> CorrectPage<'a> {
    let repeat_email = visit.usecases().settings().rules.repeat_email;
    CorrectPage {
        shell: visit.shell(),
        faults,
        email,
        email_repeat,
        repeat_email,
    }
}
