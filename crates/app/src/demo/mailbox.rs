//! The mailbox of the demo, at `/demo/posta`.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use poem::web::{Data, Html, Path};
use poem::{IntoResponse, Request, Response, Result, Route, handler};
use varco_mail_smtp::{ReceivedMail, SmtpSink};

use crate::pages::Shell;
use crate::state::App;
use crate::web::language;
use crate::web::methods::shows;

pub(super) fn routes() -> Route {
    Route::new()
        .at("/posta", shows(list))
        .at("/posta/:number", shows(read))
}

#[derive(Template)]
#[template(path = "demo/posta.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    mails: Vec<Row>,
}

/// One mail of the list, newest first.
struct Row {
    number: usize,
    to: String,
    subject: String,
}

#[derive(Template)]
#[template(path = "demo/messaggio.html")]
struct MailPage<'a> {
    shell: Shell<'a>,
    to: String,
    subject: String,
    lines: Vec<Line>,
}

/// One line of a mail: a link where it is nothing else.
struct Line {
    text: String,
    is_link: bool,
}

#[handler]
fn list(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Data(sink): Data<&Arc<SmtpSink>>,
) -> Result<Response> {
    let words = language::words(request, &app.site);
    let mails = sink.messages();
    let row = |(index, mail): (usize, &ReceivedMail)| Row {
        number: index + 1,
        to: mail.to().join(", "),
        subject: mail.subject(),
    };
    // A mail that the relay did not take at once is sent again, copy and all: shown once.
    let mut seen = BTreeSet::new();
    let newest = mails.iter().enumerate().rev();
    let mails = newest
        .filter(|(_, mail)| seen.insert(mail.message_id()))
        .map(row)
        .collect();
    page(&ListPage {
        shell: Shell::new(&app.site, words),
        mails,
    })
}

#[handler]
fn read(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Data(sink): Data<&Arc<SmtpSink>>,
    Path(number): Path<usize>,
) -> Result<Response> {
    let words = language::words(request, &app.site);
    let mails = sink.messages();
    let Some(mail) = number.checked_sub(1).and_then(|index| mails.get(index)) else {
        return Err(poem::error::NotFoundError.into());
    };
    let line = |text: &str| Line {
        is_link: text.starts_with(&app.site.public_url) && !text.contains(' '),
        text: text.to_owned(),
    };
    let text = mail.text();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(line)
        .collect();
    page(&MailPage {
        shell: Shell::new(&app.site, words),
        to: mail.to().join(", "),
        subject: mail.subject(),
        lines,
    })
}

fn page(template: &impl Template) -> Result<Response> {
    template
        .render()
        .map(|html| Html(html).into_response())
        .map_err(poem::error::InternalServerError)
}
