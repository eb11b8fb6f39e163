//! Pages that end an activation, well or not.

use askama::Template;
use http::StatusCode;
use poem::Response;
use varco_usecases::InitialCredential;
use varco_words::{Phrase, dates, say};

use crate::pages::visit::{Shell, Visit, page_with};

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// The utenza is open.
    Opened,
    /// It was open before.
    AlreadyActive,
    /// The link or code is too old; a typed code comes along to be renewed.
    Expired { code: Option<String> },
    /// A newer link is on its way.
    Renewed,
    /// There have been enough links.
    NotRenewed,
    /// The registration is over.
    Gone,
    /// Somebody with the same codice fiscale was first.
    Taken,
}

#[derive(Template)]
#[template(path = "activation_closed.html")]
struct ClosedPage<'a> {
    shell: Shell<'a>,
    closed: Closed,
    link_life: String,
    pending_life: String,
    is_chosen_at_activation: bool,
}

impl Closed {
    /// The outcomes that have an address of their own, by what stands in it.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "" => Some(Self::Opened),
            "attiva" => Some(Self::AlreadyActive),
            "nuovo-link" => Some(Self::Renewed),
            "assistenza" => Some(Self::NotRenewed),
            _ => None,
        }
    }

    const fn heading(&self) -> Phrase {
        match self {
            Self::Opened => say("activation-opened"),
            Self::AlreadyActive => say("activation-active"),
            Self::Expired { .. } => say("activation-link-expired"),
            Self::Renewed => say("activation-link-renewed"),
            Self::NotRenewed => say("activation-link-not-renewed"),
            Self::Gone => say("activation-over"),
            Self::Taken => say("activation-exists"),
        }
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::Opened | Self::AlreadyActive | Self::Renewed | Self::NotRenewed => StatusCode::OK,
            Self::Expired { .. } | Self::Gone => StatusCode::GONE,
            Self::Taken => StatusCode::CONFLICT,
        }
    }

    pub(super) fn page(self, visit: &Visit<'_>) -> poem::Result<Response> {
        let settings = visit.usecases().settings();
        let closed = ClosedPage {
            shell: visit.shell(),
            link_life: dates::wait(visit.words(), settings.rules.link_life),
            pending_life: dates::wait(visit.words(), settings.rules.pending_life),
            is_chosen_at_activation: settings.initial_credential
                == InitialCredential::ChosenAtActivation,
            closed: self,
        };
        page_with(closed.closed.status(), &closed)
    }
}
