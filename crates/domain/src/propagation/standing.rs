//! What the holder of an utenza is told about one service.

use jiff::Timestamp;

use super::{Delivery, DeliveryState};

/// Where an utenza stands at one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// *Aggiornato.*
    UpToDate {
        /// Since when.
        since: Timestamp,
    },
    /// *In aggiornamento.*
    Updating,
    /// *Non riuscito, riproviamo alle …; nel frattempo vale la vecchia password.*
    Failing {
        /// When it is tried again.
        retry_at: Timestamp,
    },
    /// *Serve un nuovo accesso.*
    NeedsNewAccess,
    /// The service accepts only other passwords.
    PasswordRefused {
        /// Its own words.
        said: Option<String>,
    },
    /// Nothing happens until an operator has looked at the service.
    WaitsForOperator,
}

impl Delivery {
    /// What its holder is told; `None` if a newer one has taken its place and says more.
    pub fn standing(&self) -> Option<Standing> {
        match &self.state {
            DeliveryState::Delivered { at } => Some(Standing::UpToDate { since: *at }),
            DeliveryState::Queued | DeliveryState::InFlight { .. } => Some(Standing::Updating),
            DeliveryState::RetryAt { at, .. } => Some(Standing::Failing { retry_at: *at }),
            DeliveryState::NeedsNewAccess { .. } => Some(Standing::NeedsNewAccess),
            DeliveryState::RefusedByTarget { said } => {
                let said = said.clone();
                Some(Standing::PasswordRefused { said })
            }
            // A buried password that is no longer kept comes back with the next access, like any other.
            DeliveryState::Buried { .. } if !self.is_complete() => Some(Standing::NeedsNewAccess),
            DeliveryState::Paused | DeliveryState::Buried { .. } => {
                Some(Standing::WaitsForOperator)
            }
            DeliveryState::Superseded { .. } => None,
        }
    }
}
