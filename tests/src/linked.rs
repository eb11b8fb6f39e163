//! A service under test with three linked services that other people wrote, which are asked themselves
//! what they hold.

use std::ops::{Deref, DerefMut};

use anyhow::Result;

use crate::process::Database;
use crate::services::{Services, Wire};
use crate::stage::{EASY_CAPTCHA, Stage};

/// The service and its linked services.
#[derive(Debug)]
pub struct Linked {
    /// The service.
    pub stage: Stage,
    services: Services,
}

impl Linked {
    /// Starts everything.
    ///
    /// # Errors
    ///
    /// A server is not installed or does not start.
    pub async fn start(database: Database) -> Result<Self> {
        Self::start_with(database, &[]).await
    }

    /// As [`Linked::start`], with more variables of the environment for the service.
    ///
    /// # Errors
    ///
    /// As [`Linked::start`].
    pub async fn start_with(database: Database, settings: &[(&str, &str)]) -> Result<Self> {
        let services = Services::start(Wire::Tls).await?;
        let settings = [&EASY_CAPTCHA[..], &services.settings(), settings].concat();
        let stage = Stage::start_on(database, &settings).await?;
        Ok(Self { stage, services })
    }

    /// As [`Linked::start`], with a clock that [`Site::advance`](crate::process::Site::advance) puts forward.
    ///
    /// # Errors
    ///
    /// As [`Linked::start`].
    pub async fn start_timed(database: Database) -> Result<Self> {
        let services = Services::start(Wire::Tls).await?;
        let settings = [&EASY_CAPTCHA[..], &services.settings()].concat();
        let stage = Stage::start_timed(database, &settings).await?;
        Ok(Self { stage, services })
    }
}

impl Deref for Linked {
    type Target = Services;

    fn deref(&self) -> &Services {
        &self.services
    }
}

impl DerefMut for Linked {
    fn deref_mut(&mut self) -> &mut Services {
        &mut self.services
    }
}
