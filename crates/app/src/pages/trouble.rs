//! Pages of what went wrong: what happened, what about the data, what to do, a reference for assistance.

use askama::Template;
use http::StatusCode;
use http::header::{self, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use poem::Response;
use varco_usecases::Failure;
use varco_words::Words;

use super::faults::Sentence;
use super::visit::{Shell, Visit, page_with};
use crate::state::App;
use crate::web::dates;

/// What the page says.
struct Telling {
    heading: Sentence,
    what: Sentence,
    next: Sentence,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    shell: Shell<'a>,
    telling: Telling,
    reference: &'a str,
}

/// The page for a request that never reached its handler, or that no handler answered.
pub fn error_page(app: &App, words: Words, status: StatusCode) -> Response {
    let reference = app.usecases.reference();
    if status.is_server_error() {
        tracing::error!(
            reference,
            http.status = status.as_u16(),
            "an error page was shown"
        );
    } else {
        tracing::info!(
            reference,
            http.status = status.as_u16(),
            "an error page was shown"
        );
    }
    let shell = Shell::new(&app.site, words);
    let response = render(shell, status, telling(status), &reference);
    match status {
        StatusCode::SERVICE_UNAVAILABLE => retry_after(response, SignedDuration::from_secs(5)),
        _ => response,
    }
}

/// The page of a failure of the inside. The reason goes to the log, once; the page shows its reference.
pub(crate) fn failure(visit: &Visit<'_>, failure: &Failure) -> Response {
    let reference = visit.usecases().reference();
    match failure {
        Failure::Unavailable {
            retry_after: pause, ..
        } => {
            tracing::warn!(reference, error = %failure, "a part is not available");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            retry_after(
                render(visit.shell(), status, telling(status), &reference),
                *pause,
            )
        }
        Failure::Broken(_) => {
            tracing::error!(reference, error = %failure, "something is broken");
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            render(visit.shell(), status, telling(status), &reference)
        }
    }
}

/// Too many requests from one network.
pub(crate) fn throttled(visit: &Visit<'_>, retry_at: Timestamp) -> Response {
    let (at, _) = when(visit, retry_at);
    too_many(visit, retry_at, Telling {
        heading: format!("Troppe richieste: riprova {at}").into(),
        what: "Sono arrivate troppe richieste dalla rete che stai usando.".into(),
        next: "Quello che hai già confermato è salvo. Puoi riprovare tra un po', oppure da un'altra rete.".into(),
    })
}

/// Too many failed logins: the same for known and unknown identifiers.
pub(crate) fn locked(visit: &Visit<'_>, retry_at: Option<Timestamp>) -> Response {
    let Some(retry_at) = retry_at else {
        return locked_for_good(visit);
    };
    let (at, pause) = when(visit, retry_at);
    too_many(
        visit,
        retry_at,
        Telling {
            heading: format!("Accesso sospeso per {pause}").into(),
            what: format!("Troppi tentativi. Puoi riprovare {at}.").into(),
            next: "La sospensione finisce da sola. Se non ricordi la password, puoi reimpostarla adesso con «Password dimenticata?» nella pagina di accesso.".into(),
        },
    )
}

/// No time is told: only another password helps.
fn locked_for_good(visit: &Visit<'_>) -> Response {
    let reference = visit.usecases().reference();
    tracing::info!(reference, "too many attempts");
    let telling = Telling {
        heading: "Accesso bloccato".into(),
        what: "Troppi tentativi: questa password non si può più usare.".into(),
        next: "Per entrare serve una nuova password: chiedila con «Password dimenticata?» nella pagina di accesso.".into(),
    };
    render(
        visit.shell(),
        StatusCode::TOO_MANY_REQUESTS,
        telling,
        &reference,
    )
}

fn when(visit: &Visit<'_>, retry_at: Timestamp) -> (String, String) {
    let (now, zone) = (visit.usecases().now(), &visit.usecases().settings().zone);
    (
        dates::retry(retry_at, now, zone),
        dates::wait(retry_at.duration_since(now)),
    )
}

fn too_many(visit: &Visit<'_>, retry_at: Timestamp, telling: Telling) -> Response {
    let reference = visit.usecases().reference();
    tracing::info!(reference, "too many attempts");
    let response = render(
        visit.shell(),
        StatusCode::TOO_MANY_REQUESTS,
        telling,
        &reference,
    );
    retry_after(response, retry_at.duration_since(visit.usecases().now()))
}

fn render(shell: Shell<'_>, status: StatusCode, telling: Telling, reference: &str) -> Response {
    let page = ErrorPage {
        shell,
        telling,
        reference,
    };
    page_with(status, &page).unwrap_or_else(|_| status.into())
}

/// Whole seconds, rounded up, at least one (RFC 9110 §10.2.3).
fn retry_after(mut response: Response, pause: SignedDuration) -> Response {
    let seconds = pause.as_secs().max(0) + i64::from(pause.subsec_nanos() > 0);
    let seconds = HeaderValue::from(seconds.max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

fn telling(status: StatusCode) -> Telling {
    let (heading, what, next) = match status {
        StatusCode::NOT_FOUND => (
            "Non abbiamo trovato la pagina",
            "L'indirizzo potrebbe essere sbagliato, o la pagina non esserci più. I tuoi dati non sono cambiati.",
            "Controlla l'indirizzo, oppure riparti dalla pagina iniziale.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "Questa pagina non si apre così",
            "Hai seguito un indirizzo che serve solo a inviare dati. I tuoi dati non sono cambiati.",
            "Torna indietro, oppure riparti dalla pagina iniziale.",
        ),
        StatusCode::GONE => (
            "Il link è scaduto",
            "Per sicurezza i link valgono per un tempo limitato.",
            "Chiedine uno nuovo dalla pagina iniziale.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => (
            "Hai inviato troppi dati",
            "Non abbiamo conservato quello che hai inviato.",
            "Torna indietro, accorcia i testi e invia di nuovo.",
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "L'indirizzo non è quello del servizio",
            "Sei arrivato qui con un nome che non è quello di questo servizio. I tuoi dati non sono cambiati.",
            "Scrivi nel browser l'indirizzo che trovi nelle comunicazioni ufficiali.",
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "Troppe richieste",
            "Sono arrivate troppe richieste in poco tempo.",
            "Quello che hai già confermato è salvo: riprova tra qualche minuto.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "Il servizio non è disponibile in questo momento",
            "Non dipende da te. Quello che hai già confermato è salvo.",
            "Torna indietro e riprova tra qualche secondo.",
        ),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "La richiesta non è corretta",
            "L'indirizzo o i dati inviati non hanno la forma prevista. I tuoi dati non sono cambiati.",
            "Torna indietro e riprova, oppure riparti dalla pagina iniziale.",
        ),
        status if status.is_server_error() => (
            "C'è un problema con il servizio",
            "Non dipende da te. Quello che hai confermato è salvo: riprova tra qualche minuto.",
            "Se il problema continua, chiedi assistenza.",
        ),
        _ => (
            "La pagina è rimasta aperta troppo a lungo",
            "Non abbiamo potuto accettare quello che hai inviato. I dati già confermati sono conservati.",
            "Ricarica la pagina e invia di nuovo.",
        ),
    };
    Telling {
        heading: heading.into(),
        what: what.into(),
        next: next.into(),
    }
}
