//! Every page in every state, met on walks that a person can take: the tests judge what is met, and
//! `cargo xtask screenshots` takes pictures of it.

pub mod catalogue;

mod access;
mod area;
mod births;
mod closed;
mod demo;
mod dialog;
mod german;
mod links;
mod plain;
mod recovery;
mod refusals;
mod registration;
mod services;
mod suspended;

use anyhow::Result;

use crate::process::{Database, Varco};
use crate::seat::{Manner, Seat};
use crate::stage::{EASY_CAPTCHA, Stage, post_office};
use catalogue::Sight;

/// A walk through a part of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// From a codice fiscale to an active utenza.
    Registration,
    /// Registrations whose codice fiscale leaves something open.
    Births,
    /// The *area riservata*.
    Area,
    /// Forgotten passwords and usernames.
    Recovery,
    /// Mailed links in every state.
    Links,
    /// Logins that do not lead straight in.
    Access,
    /// The dialog before a session ends.
    Dialog,
    /// The services that take the same password.
    Services,
    /// What is the same for everybody.
    Plain,
    /// German pages, whose words are long.
    German,
    /// When nobody may register.
    Closed,
    /// What only the demo has.
    Demo,
    /// Pages of what went wrong.
    Refusals,
    /// While the service is suspended.
    Suspended,
}

impl Walk {
    /// Every walk.
    pub const ALL: [Self; 14] = [
        Self::Registration,
        Self::Births,
        Self::Area,
        Self::Recovery,
        Self::Links,
        Self::Access,
        Self::Dialog,
        Self::Services,
        Self::Plain,
        Self::German,
        Self::Closed,
        Self::Demo,
        Self::Refusals,
        Self::Suspended,
    ];

    /// What is met on it.
    pub const fn sights(self) -> &'static [Sight] {
        match self {
            Self::Registration => catalogue::REGISTRATION,
            Self::Births => catalogue::BIRTHS,
            Self::Area => catalogue::AREA,
            Self::Recovery => catalogue::RECOVERY,
            Self::Links => catalogue::LINKS,
            Self::Access => catalogue::ACCESS,
            Self::Dialog => catalogue::DIALOG,
            Self::Services => catalogue::SERVICES,
            Self::Plain => catalogue::PLAIN,
            Self::German => catalogue::GERMAN,
            Self::Closed => catalogue::CLOSED,
            Self::Demo => catalogue::DEMO,
            Self::Refusals => catalogue::REFUSALS,
            Self::Suspended => catalogue::SUSPENDED,
        }
    }

    /// Takes it, in a service of its own.
    ///
    /// # Errors
    ///
    /// It does not lead where it should, or something is wrong with a page.
    pub async fn go(self, manner: Manner) -> Result<()> {
        let stage = self.stage().await?;
        let seat = Seat::take(stage.varco.origin(), manner).await?;
        let walked = match self {
            Self::Registration => Box::pin(registration::walk(&seat, &stage)).await,
            Self::Births => Box::pin(births::walk(&seat)).await,
            Self::Area => Box::pin(area::walk(&seat, &stage)).await,
            Self::Recovery => Box::pin(recovery::walk(&seat, &stage)).await,
            Self::Links => Box::pin(links::walk(&seat, &stage)).await,
            Self::Access => Box::pin(access::walk(&seat, &stage)).await,
            Self::Dialog => Box::pin(dialog::walk(&seat, &stage)).await,
            Self::Services => Box::pin(services::walk(&seat, &stage)).await,
            Self::Plain => Box::pin(plain::walk(&seat)).await,
            Self::German => Box::pin(german::walk(&seat, &stage)).await,
            Self::Closed => Box::pin(closed::walk(&seat)).await,
            Self::Demo => Box::pin(demo::walk(&seat)).await,
            Self::Refusals => Box::pin(refusals::walk(&seat, &stage)).await,
            Self::Suspended => Box::pin(suspended::walk(&seat, &stage)).await,
        };
        stage.explain(walked)?;
        seat.leave(self).await
    }

    async fn stage(self) -> Result<Stage> {
        let own = match self {
            Self::Demo => return Ok(Stage::of(Varco::start_demo().await?, post_office().await?)),
            Self::Dialog => &[dialog::SHORT_SESSION][..],
            Self::Services => &[services::SERVICES],
            Self::German | Self::Suspended => &[german::LANGUAGES],
            Self::Closed => &[closed::NOBODY],
            Self::Refusals => &[refusals::FEW],
            _ => &[],
        };
        Stage::start_timed(Database::Sqlite, &[&EASY_CAPTCHA[..], own].concat()).await
    }
}
