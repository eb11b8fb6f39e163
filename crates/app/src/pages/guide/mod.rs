//! The guide: what to do, step by step, with the spans of time that are in force.

mod contents;

use askama::Template;
use poem::web::Path;
use poem::{Response, handler};
use varco_domain::grant::GrantPurpose;
use varco_domain::utenza::UtenzaKind;
use varco_usecases::InitialCredential;
use varco_words::{Html, dates};

use super::visit::{Shell, Visit, page};
use contents::{CHOSEN, Entry, Part};

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage<'a> {
    shell: Shell<'a>,
    entry: &'static Entry,
    values: Values,
}

/// What any message of the guide may want.
struct Values {
    link: String,
    pending: String,
    one_time: String,
    reset: String,
    undo: String,
    idle: String,
    length: usize,
    mi_length: usize,
    is_chosen_at_activation: bool,
    has_services: bool,
}

impl Values {
    fn of(visit: &Visit<'_>) -> Self {
        let settings = visit.usecases().settings();
        let wait = |span| dates::wait(visit.words(), span);
        let length = |kind| settings.policy(kind).min_length;
        Self {
            link: wait(settings.rules.link_life),
            pending: wait(settings.rules.pending_life),
            one_time: wait(settings.rules.one_time_life),
            reset: wait(settings.grants.of(GrantPurpose::ResetPassword)),
            undo: wait(settings.grants.of(GrantPurpose::UndoEmail)),
            idle: wait(settings.sessions.idle),
            length: length(UtenzaKind::External),
            mi_length: length(UtenzaKind::Mi),
            is_chosen_at_activation: settings.initial_credential
                == InitialCredential::ChosenAtActivation,
            has_services: visit.services(UtenzaKind::External) > 0,
        }
    }
}

impl GuidePage<'_> {
    /// Whether the service has what a message speaks of.
    fn tells(&self, key: &str) -> bool {
        match key {
            "guide-password-services-html" => self.values.has_services,
            "guide-data-language" | "guide-data-language-what-html" => {
                self.shell.languages().next().is_some()
            }
            _ => true,
        }
    }

    fn fill(&self, key: &'static str) -> Html {
        let values = &self.values;
        let chosen = CHOSEN.iter().find(|(mailed, _)| *mailed == key);
        let key = match chosen {
            Some((_, chosen)) if values.is_chosen_at_activation => chosen,
            _ => key,
        };
        self.shell
            .say(key)
            .with("link", &values.link)
            .with("pending", &values.pending)
            .with("one_time", &values.one_time)
            .with("reset", &values.reset)
            .with("undo", &values.undo)
            .with("idle", &values.idle)
            .with("length", values.length)
            .with("mi_length", values.mi_length)
            .with("mail_from", &self.shell.site.mail_from)
    }
}

#[handler]
pub(super) fn show(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, &contents::INDEX)
}

#[handler]
pub(super) fn show_page(visit: Visit<'_>, Path(name): Path<String>) -> poem::Result<Response> {
    let found = contents::PAGES.iter().find(|entry| {
        let below = entry.path.strip_prefix("/guida/");
        below == Some(name.as_str())
    });
    shown(&visit, found.ok_or(poem::error::NotFoundError)?)
}

#[handler]
pub(super) fn show_questions(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, &contents::QUESTIONS)
}

#[handler]
pub(super) fn show_map(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, &contents::MAP)
}

fn shown(visit: &Visit<'_>, entry: &'static Entry) -> poem::Result<Response> {
    page(&GuidePage {
        shell: visit.shell(),
        entry,
        values: Values::of(visit),
    })
}
