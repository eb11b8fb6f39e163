//! What is kept about the person, to take away: as a file for programs and as a page to print.
//! Both are open before the terms are accepted: whoever does not accept them may leave.

use askama::Template;
use http::header::{self, HeaderValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use poem::{Response, handler};
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{Access, InstitutionalMailbox, Recapiti, RecapitiLine};
use varco_usecases::OwnData;
use varco_words::{Words, dates};

use super::{Entered, enter_before_terms};
use crate::api::export_as_json;
use crate::pages::visit::{Shell, Visit, page};
use crate::pages::words::{self, Section};

/// A card of the page.
struct Group {
    id: &'static str,
    title: String,
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
    let told = Told {
        words: visit.words(),
        now: data.at,
        zone: &visit.usecases().settings().zone,
    };
    page(&ExportPage {
        shell: entered.shell(&visit, None),
        here: Section::PersonalData,
        at: told.moment(data.at),
        groups: vec![
            told.person(&data),
            told.mailboxes(&data),
            told.recapiti(data.account.recapiti.as_ref()),
            told.acceptances(&data),
            told.accesses(&data),
        ],
    })
}

async fn exported(visit: &Visit<'_>) -> poem::Result<Result<(Entered, OwnData), Response>> {
    let entered = match enter_before_terms(visit, FROM).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(Err(elsewhere)),
    };
    let usecases = visit.usecases();
    let data = if visit.is_head() {
        usecases.gather_data(&entered.session).await
    } else {
        usecases.export_data(&entered.session).await
    };
    let data = data.map_err(|failure| visit.failed(&failure))?;
    Ok(Ok((entered, data)))
}

/// Tells what is kept.
struct Told<'a> {
    words: Words,
    now: Timestamp,
    zone: &'a TimeZone,
}

impl Told<'_> {
    fn moment(&self, at: Timestamp) -> String {
        dates::moment(self.words, at, self.now, self.zone)
    }

    fn access(&self, access: &Access) -> String {
        words::access(self.words, &self.moment(access.at), &access.origin)
    }

    fn fact(&self, name: &'static str, value: &impl ToString) -> (String, String) {
        (self.words.text(name).into(), value.to_string())
    }

    fn group(&self, id: &'static str, title: &'static str, facts: Vec<(String, String)>) -> Group {
        let title = self.words.text(title).into();
        Group { id, title, facts }
    }

    fn person(&self, data: &OwnData) -> Group {
        let (account, words) = (&data.account, self.words);
        let mut facts = vec![
            self.fact("common-codice-fiscale", &account.codice_fiscale),
            self.fact("common-given-name", &account.given_name),
            self.fact("common-family-name", &account.family_name),
            self.fact("common-birth-date", &dates::day(words, account.birth_date)),
            self.fact("common-birth-place", &words::birth_place(words, account)),
            self.fact("area-username", &account.username),
            self.fact("own-kind", &words.tell(&words::kind(account.kind))),
            self.fact("area-opened", &self.moment(account.opened_at)),
        ];
        if let Some(at) = account.deletion_asked_at {
            facts.push(self.fact("own-deletion-asked-at", &self.moment(at)));
        }
        self.group("utenza", "own-account", facts)
    }

    fn mailboxes(&self, data: &OwnData) -> Group {
        let mailboxes = &data.account.mailboxes;
        let mut facts = Vec::new();
        if let Some(address) = &mailboxes.personal {
            facts.push(self.fact("common-personal-email", address));
        }
        match &mailboxes.institutional {
            InstitutionalMailbox::None => {}
            InstitutionalMailbox::Held(address) => {
                facts.push(self.fact("address-institutional", address));
            }
            InstitutionalMailbox::Withdrawn { at } => {
                facts.push(self.fact("own-institutional-withdrawn", &self.moment(*at)));
            }
        }
        if let Some(pending) = &mailboxes.pending {
            facts.push(self.fact("own-email-waiting", &pending.address));
        }
        self.group("email", "area-email", facts)
    }

    fn recapiti(&self, recapiti: Option<&Recapiti>) -> Group {
        let lines = recapiti.map(|kept| Recapiti::summary(None, kept));
        let told = |line: RecapitiLine| {
            let label = words::recapiti_label(line.field);
            Some((self.words.tell(&label), line.after?))
        };
        let lines = words::recapiti_lines(lines.unwrap_or_default());
        let facts = lines.into_iter().filter_map(told).collect();
        self.group("recapiti", "own-contacts", facts)
    }

    fn acceptances(&self, data: &OwnData) -> Group {
        let accepted = |acceptance: &Acceptance| {
            let documents = self.words.text("own-document-versions");
            let documents = documents
                .with("terms", &acceptance.terms.version)
                .with("privacy", &acceptance.privacy.version);
            (self.moment(acceptance.at), documents.into())
        };
        let last = data.account.acceptance.as_ref();
        let all = data.former_acceptances.iter().chain(last);
        self.group("documenti", "own-documents", all.map(accepted).collect())
    }

    fn accesses(&self, data: &OwnData) -> Group {
        let accesses = &data.account.accesses;
        let mut facts = Vec::new();
        for (name, access) in [
            ("area-last-access", &accesses.last),
            ("own-previous-access", &accesses.previous),
        ] {
            let told = |access: &Access| self.fact(name, &self.access(access));
            facts.extend(access.as_ref().map(told));
        }
        facts.extend(data.sessions.iter().map(|session| {
            let opened = self.moment(session.opened_at);
            let told = words::access(self.words, &opened, &session.origin);
            self.fact("own-session", &told)
        }));
        self.group("accessi", "own-accesses", facts)
    }
}
