//! Where the link of the mail leads, and where its code is typed.

use askama::Template;
use http::StatusCode;
use poem::web::Query;
use poem::{Response, handler};
use serde::Deserialize;
use varco_domain::registration::{Declaration, TicketVerdict};
use varco_domain::utenza::UtenzaKind;
use varco_usecases::{InitialCredential, PresentedTicket, TicketView};
use varco_words::{Phrase, say};

use super::closed::Closed;
use super::typed_code;
use crate::pages::faults::Faults;
use crate::pages::mailed_link::{Landing, LinkQuery, newer_mail};
use crate::pages::new_password::NewPasswordRules;
use crate::pages::visit::{Shell, Visit, page_with, see_other};
use crate::web::cookies::CookieName;

#[derive(Template)]
#[template(path = "activate.html")]
pub(super) struct ActivatePage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    heading: Phrase,
    /// Nothing, where the heading says it all.
    text: Option<Phrase>,
    asks_code: bool,
    code: &'a str,
    password: Option<NewPasswordRules>,
}

/// `?esito=`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OutcomeQuery {
    esito: String,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<LinkQuery>,
) -> poem::Result<Response> {
    let is_incomplete = query.is_incomplete();
    let token = match query.land(&visit, CookieName::Activation, "/attiva") {
        Landing::Elsewhere(response) => return Ok(response),
        Landing::Token(token) => token,
        Landing::Nothing if is_incomplete => {
            return page_with(StatusCode::NOT_FOUND, &ActivatePage::cut(&visit));
        }
        Landing::Nothing => return page_with(StatusCode::OK, &ActivatePage::code(&visit, "")),
    };
    let ticket = PresentedTicket::Link(token);
    let looked_at = visit
        .usecases()
        .inspect_ticket(&ticket, &visit.client())
        .await;
    let found = looked_at.map_err(|failure| visit.failed(&failure))?;
    match found.map_err(|retry_at| visit.throttled(retry_at))? {
        Some(TicketView {
            verdict: TicketVerdict::Good,
            declaration,
            ..
        }) => page_with(
            StatusCode::OK,
            &ActivatePage::link(&visit, declaration.as_ref()),
        ),
        Some(view) => refuse(&visit, &ticket, view.verdict),
        None => page_with(StatusCode::NOT_FOUND, &ActivatePage::cut(&visit)),
    }
}

#[handler]
pub(in crate::pages) fn show_outcome(
    visit: Visit<'_>,
    Query(query): Query<OutcomeQuery>,
) -> poem::Result<Response> {
    match Closed::named(&query.esito) {
        Some(closed) => closed.page(&visit),
        None => Ok(see_other("/attiva")),
    }
}

/// The page for a ticket that does not activate.
pub(super) fn refuse(
    visit: &Visit<'_>,
    ticket: &PresentedTicket,
    verdict: TicketVerdict,
) -> poem::Result<Response> {
    match verdict {
        TicketVerdict::Good => Ok(see_other("/attiva")),
        TicketVerdict::AlreadyActive => Closed::AlreadyActive.page(visit),
        TicketVerdict::Expired => Closed::Expired {
            code: typed_code(ticket),
        }
        .page(visit),
        TicketVerdict::Taken => Closed::Taken.page(visit),
        TicketVerdict::Gone => Closed::Gone.page(visit),
        TicketVerdict::Superseded { newer_at } => {
            let text = newer_mail(visit, newer_at);
            let page = ActivatePage::new(visit, say("activation-newer"), Some(text));
            page_with(
                StatusCode::GONE,
                &ActivatePage {
                    asks_code: true,
                    ..page
                },
            )
        }
    }
}

impl<'a> ActivatePage<'a> {
    fn new(visit: &Visit<'a>, heading: Phrase, text: Option<Phrase>) -> Self {
        let settings = visit.usecases().settings();
        let is_chosen = settings.initial_credential == InitialCredential::ChosenAtActivation;
        let rules = || {
            NewPasswordRules::of(
                settings.policy(UtenzaKind::External),
                settings.repeat_password,
            )
        };
        Self {
            shell: visit.shell(),
            faults: Faults::default(),
            heading,
            text,
            asks_code: false,
            code: "",
            password: is_chosen.then(rules),
        }
    }

    pub(super) fn with_faults(self, faults: Faults) -> Self {
        Self { faults, ..self }
    }

    /// Asks for the code.
    pub(super) fn code(visit: &Visit<'a>, code: &'a str) -> Self {
        let text = Some(say("activation-code-what"));
        Self {
            asks_code: true,
            code,
            ..Self::new(visit, say("activation-send"), text)
        }
    }

    /// Asks for the link again.
    pub(super) fn cut(visit: &Visit<'a>) -> Self {
        let text = Some(say("activation-cut-what"));
        Self {
            asks_code: true,
            ..Self::new(visit, say("activation-cut"), text)
        }
    }

    /// Shows the button, and whose utenza it is about.
    pub(super) fn link(visit: &Visit<'a>, declaration: Option<&Declaration>) -> Self {
        let text = declaration.map(|declaration| {
            let initials = [&declaration.given_name, &declaration.family_name]
                .map(|name| name.as_str().chars().next().unwrap_or_default());
            let [given, family] = initials;
            let whose = say("activation-whose").with("given", given);
            whose.with("family", family)
        });
        Self::new(visit, say("activation-send"), text)
    }
}
