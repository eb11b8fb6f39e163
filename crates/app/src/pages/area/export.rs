//! What is kept about the person, to take away: as a file for programs and as a page to print.
//! Both are open before the terms are accepted: whoever does not accept them may leave.

use askama::Template;
use http::header::{self, HeaderValue};
use jiff::Timestamp;
use poem::{Response, handler};
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{Access, InstitutionalMailbox, Recapiti};
use varco_usecases::OwnData;

use super::{Entered, enter_before_terms};
use crate::api::export_as_json;
use crate::pages::visit::{Shell, Visit, page};
use crate::pages::words::{self, Section};
use crate::web::dates;

/// A card of the page.
struct Group {
    id: &'static str,
    title: &'static str,
    facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "area/export.html")]
struct ExportPage<'a> {
    shell: Shell<'a>,
    here: Section,
    at: String,
    groups: Vec<Group>,
}

const FROM: &str = Section::PersonalData.path();

#[handler]
pub(in crate::pages) async fn download(visit: Visit<'_>) -> poem::Result<Response> {
    let (_, data) = match exported(&visit).await? {
        Ok(exported) => exported,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let kind = HeaderValue::from_static("application/json");
    let name = HeaderValue::from_static("attachment; filename=\"dati-personali.json\"");
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_DISPOSITION, name)
        .body(export_as_json(&data)))
}

#[handler]
pub(in crate::pages) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let (entered, data) = match exported(&visit).await? {
        Ok(exported) => exported,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let zone = &visit.usecases().settings().zone;
    let told = |at: Timestamp| dates::moment(at, data.at, zone);
    page(&ExportPage {
        shell: entered.shell(&visit, None),
        here: Section::PersonalData,
        at: told(data.at),
        groups: vec![
            person(&data, told),
            mailboxes(&data, told),
            recapiti(data.account.recapiti.as_ref()),
            acceptances(&data, told),
            accesses(&data, told),
        ],
    })
}

async fn exported(visit: &Visit<'_>) -> poem::Result<Result<(Entered, OwnData), Response>> {
    let entered = match enter_before_terms(visit, FROM).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(Err(elsewhere)),
    };
    let data = visit.usecases().export_data(&entered.session).await;
    let data = data.map_err(|failure| visit.failed(&failure))?;
    Ok(Ok((entered, data)))
}

fn fact(name: &str, value: &impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

fn person(data: &OwnData, told: impl Fn(Timestamp) -> String) -> Group {
    let account = &data.account;
    let mut facts = vec![
        fact("Codice fiscale", &account.codice_fiscale),
        fact("Nome", &account.given_name),
        fact("Cognome", &account.family_name),
        fact("Data di nascita", &dates::day(account.birth_date)),
        fact("Luogo di nascita", &words::birth_place(account)),
        fact("Username", &account.username),
        fact("Tipo di utenza", &words::kind(account.kind)),
        fact("Attivata", &told(account.opened_at)),
    ];
    if let Some(at) = account.deletion_asked_at {
        facts.push(fact("Cancellazione chiesta", &told(at)));
    }
    Group {
        id: "utenza",
        title: "Tu e la tua utenza",
        facts,
    }
}

fn mailboxes(data: &OwnData, told: impl Fn(Timestamp) -> String) -> Group {
    let mailboxes = &data.account.mailboxes;
    let mut facts = Vec::new();
    if let Some(address) = &mailboxes.personal {
        facts.push(fact("Email personale", address));
    }
    match &mailboxes.institutional {
        InstitutionalMailbox::None => {}
        InstitutionalMailbox::Held(address) => facts.push(fact("Email istituzionale", address)),
        InstitutionalMailbox::Withdrawn { at } => {
            facts.push(fact("Email istituzionale tolta", &told(*at)));
        }
    }
    if let Some(pending) = &mailboxes.pending {
        facts.push(fact("Email in attesa di conferma", &pending.address));
    }
    Group {
        id: "email",
        title: "Email",
        facts,
    }
}

fn recapiti(recapiti: Option<&Recapiti>) -> Group {
    let lines = recapiti.map(|kept| Recapiti::summary(None, kept));
    let lines = lines.into_iter().flatten();
    let facts = lines
        .filter_map(|line| Some(fact(words::recapiti_label(line.field), &line.after?)))
        .collect();
    Group {
        id: "recapiti",
        title: "Recapiti",
        facts,
    }
}

fn acceptances(data: &OwnData, told: impl Fn(Timestamp) -> String) -> Group {
    let last = data.account.acceptance.as_ref();
    let accepted = |acceptance: &Acceptance| {
        let (terms, privacy) = (&acceptance.terms.version, &acceptance.privacy.version);
        let documents = format!("Condizioni, versione {terms}; informativa, versione {privacy}");
        (told(acceptance.at), documents)
    };
    let all = data.former_acceptances.iter().chain(last);
    Group {
        id: "documenti",
        title: "Documenti accettati",
        facts: all.map(accepted).collect(),
    }
}

fn accesses(data: &OwnData, told: impl Fn(Timestamp) -> String) -> Group {
    let accesses = &data.account.accesses;
    let moment = |access: &Access| words::access(&told(access.at), &access.origin);
    let mut facts = Vec::new();
    for (name, access) in [
        ("Ultimo accesso", &accesses.last),
        ("Accesso precedente", &accesses.previous),
    ] {
        facts.extend(access.as_ref().map(|access| fact(name, &moment(access))));
    }
    facts.extend(data.sessions.iter().map(|session| {
        let opened = words::access(&told(session.opened_at), &session.origin);
        fact("Sessione", &opened)
    }));
    Group {
        id: "accessi",
        title: "Accessi e sessioni",
        facts,
    }
}
