//! The pages: plain HTML, whole without JavaScript, in Italian.
//!
//! A handler parses, calls one use case and renders; every successful POST ends with a 303, every
//! fault brings the same page back with status 422 and the data kept. What the pages say about
//! errors stands in `words`.

mod activation;
mod address;
mod area;
mod assets;
mod branding;
mod captcha;
mod faults;
mod first_access;
mod guide;
mod home;
mod language;
mod legal;
mod links;
mod login;
mod mailed_link;
mod maintenance;
mod new_password;
mod password_change;
mod places;
mod plan;
mod query;
mod recovery;
mod registration;
mod return_path;
mod session;
mod session_left;
#[cfg(test)]
mod tests;
mod trouble;
mod visit;
pub(crate) mod words;

use poem::middleware::CookieJarManager;
use poem::{Endpoint, EndpointExt, Response};

use activation::{activate, landing, renewal};
use area::{
    activity as sessions, deletion, email, export, overview, password, personal_data, recapiti,
    services, terms,
};
use links::LinkKind;
use plan::Plan;
use recovery::{forgotten, reset};
use registration::{code, mailbox, person, summary};

use crate::web::methods::{asks, note_head, shows, takes};

use words::Section;

pub use branding::Branding;
pub(crate) use language::chosen;
pub(crate) use maintenance::{asset, maintenance_page};
pub use trouble::error_page;
pub(crate) use visit::{Shell, Visit, page, see_other};

/// All pages.
pub fn routes() -> impl Endpoint<Output = Response> {
    let pages = all().routes.with(CookieJarManager::new());
    pages.before(note_head)
}

/// The address of every page, whether it is opened or only takes forms; `:name` stands for a part that
/// differs.
pub fn paths() -> Vec<&'static str> {
    all().paths
}

fn all() -> Plan {
    let pages = Plan::new()
        .at("/", shows(home::show))
        .at("/accedi", asks(login::show, login::submit))
        .at("/accedi/nuova-password-temporanea", takes(login::renew))
        .at("/esci", takes(login::leave))
        .at(
            "/password/primo-accesso",
            asks(first_access::show, first_access::submit),
        )
        .at("/condizioni", shows(legal::terms))
        .at("/privacy", shows(legal::privacy))
        .at("/note-legali", shows(legal::notes))
        .at("/accessibilita", shows(legal::accessibility))
        .at("/cookie", shows(legal::cookies))
        .at("/assistenza", shows(legal::assistance))
        .at("/luoghi", shows(places::show))
        .at("/guida", shows(guide::show))
        .at("/guida/:pagina", shows(guide::show_page))
        .at("/domande-frequenti", shows(guide::show_questions))
        .at("/mappa", shows(guide::show_map))
        .at("/lingua/:tag", shows(language::choose))
        .at("/assets/:file", shows(assets::show));
    let pages = recovery_routes(activation_routes(registration_routes(pages)));
    link_routes(area_routes(pages))
}

fn registration_routes(pages: Plan) -> Plan {
    pages
        .at("/registrazione", asks(code::show, code::submit))
        .at("/registrazione/ricomincia", takes(code::restart))
        .at("/registrazione/dati", asks(person::show, person::submit))
        .at(
            "/registrazione/riepilogo",
            asks(summary::show, summary::submit),
        )
        .at("/registrazione/controlla-email", shows(mailbox::show))
        .at(
            "/registrazione/controlla-email/invia-di-nuovo",
            takes(mailbox::send_again),
        )
        .at(
            "/registrazione/controlla-email/correggi",
            asks(mailbox::show_correction, mailbox::correct),
        )
}

fn activation_routes(pages: Plan) -> Plan {
    pages
        .at("/attiva", asks(landing::show, activate::submit))
        .at("/attiva/nuovo-link", takes(renewal::submit))
        .at("/attiva/esito", shows(landing::show_outcome))
}

fn recovery_routes(pages: Plan) -> Plan {
    pages
        .at("/recupera", shows(recovery::show))
        .at(
            "/recupera/username",
            asks(forgotten::show_username, forgotten::submit_username),
        )
        .at(
            "/recupera/password",
            asks(forgotten::show_password, forgotten::submit_password),
        )
        .at(
            "/recupera/attivazione",
            asks(recovery::activation::show, recovery::activation::submit),
        )
        .at("/recupera/nuova-password", asks(reset::show, reset::submit))
        .at("/recupera/esito", shows(reset::show_done))
        .at("/recupera/inviata", shows(recovery::show_sent))
        .at("/recupera/utenza-mi", shows(recovery::show_mi))
        .at("/recupera/email-persa", shows(recovery::show_mailbox_lost))
}

fn area_routes(pages: Plan) -> Plan {
    pages
        .at(Section::Overview.path(), shows(overview::show))
        .at(Section::PersonalData.path(), shows(personal_data::show))
        .at("/area/dati-personali/esporta", shows(export::download))
        .at("/area/dati-personali/stampa", shows(export::show))
        .at(area::language::PATH, takes(area::language::submit))
        .at(deletion::PATH, asks(deletion::show, deletion::submit))
        .at(
            "/area/dati-personali/cancellazione/ritira",
            takes(deletion::withdraw),
        )
        .at(terms::PATH, asks(terms::show, terms::submit))
        .at(
            Section::Recapiti.path(),
            asks(recapiti::show, recapiti::submit),
        )
        .at(
            "/area/recapiti/riepilogo",
            asks(recapiti::show_summary, recapiti::confirm),
        )
        .at(Section::Email.path(), asks(email::show, email::submit))
        .at("/area/email/controlla", shows(email::waiting::show))
        .at(
            "/area/email/invia-di-nuovo",
            takes(email::waiting::send_again),
        )
        .at("/area/email/annulla", takes(email::waiting::cancel))
        .at(
            Section::Password.path(),
            asks(password::show, password::submit),
        )
        .at(Section::Services.path(), shows(services::show))
        .at("/area/servizi/stato", shows(services::show_state))
        .at(Section::Activity.path(), shows(sessions::show))
        .at(
            "/area/attivita/sessioni/chiudi",
            takes(sessions::close_others),
        )
        .at("/area/attivita/sessioni/:id/chiudi", takes(sessions::close))
        .at("/sessione", shows(session_left::show))
        .at("/sessione/prolunga", takes(session_left::prolong))
}

fn link_routes(pages: Plan) -> Plan {
    LinkKind::ALL.into_iter().fold(pages, |pages, kind| {
        pages
            .at(kind.path(), asks(links::show, links::submit))
            .at(kind.outcome_path(), shows(links::show_outcome))
    })
}
