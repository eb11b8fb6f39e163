//! What Varco can do, one file per use case: load, decide in the domain, commit once.
//!
//! A use case knows the domain and the ports and nothing else. Pages, API and command line call the
//! same [`UseCases`].

#![deny(missing_docs)]

mod accept_terms;
mod acting;
mod activate;
mod change_password;
mod change_recapiti;
mod choose_language;
mod choosing;
mod confirm_registration;
mod correct_email;
mod declare_person;
mod deliver;
mod deliver_mail;
mod deliver_order;
mod devices;
mod email;
mod failure;
mod give_again;
mod inspect_ticket;
mod issue_captcha;
mod keep_form;
mod list_activity;
mod log_in;
mod log_out;
mod mailing;
mod notices;
mod open_flow;
mod opening;
mod operators;
mod own_data;
mod own_sessions;
mod propagation;
mod proving;
mod reason;
mod reconcile;
mod recover_activation;
mod recovery;
mod remind_endings;
mod renew_one_time;
mod resend_activation;
mod resolve_session;
mod settings;
mod standing;
mod start_registration;
mod sweep;
mod tend_outbox;
mod tend_services;
mod throttling;

use std::collections::BTreeMap;
use std::sync::Arc;

use varco_domain::delivery::ServiceId;
use varco_ports::{
    AccountStore, AuditTrail, CaptchaVerifier, Clock, Commit, CredentialSync, Deliveries, Entropy,
    GrantStore, Housekeeping, KeptForms, Lockouts, MailSender, Outbox, OutboxDesk, PasswordHasher,
    RegistrationStore, SessionStore, Throttle, TokenDigester, Vault,
};

pub use accept_terms::{AcceptTermsError, AcceptTermsInput};
pub use activate::{ActivateError, ActivateInput, ActivateOutcome};
pub use change_password::{ChangePasswordError, ChangePasswordInput};
pub use change_recapiti::{ChangeRecapitiError, ChangeRecapitiInput, RecapitiOutcome};
pub use confirm_registration::ConfirmError;
pub use correct_email::{CorrectEmailError, CorrectEmailInput};
pub use declare_person::DeclareError;
pub use deliver::{Attempt, Contact, Delivery, Line};
pub use email::{
    ChangeEmailError, ChangeEmailInput, LinkError, LinkOutcome, LinkView, NewEmailFault,
    ResendEmailError,
};
pub use failure::Failure;
pub use inspect_ticket::{PresentedTicket, TicketView};
pub use keep_form::KeepFormInput;
pub use list_activity::ActivityPage;
pub use log_in::{LogInError, LogInInput, OpenedSession};
pub use operators::{NotInstitutional, OperatorError, ProvisionError, ProvisionInput, UtenzaSheet};
pub use own_data::{AskDeletionError, OwnData};
pub use reconcile::ReconcileError;
pub use recover_activation::{RecoverActivationError, RecoverActivationInput};
pub use recovery::{
    IdentifierFault, RecoveryError, RecoveryInput, ResetLink, ResetPasswordError,
    ResetPasswordInput, is_request,
};
pub use renew_one_time::RenewOneTimeError;
pub use resend_activation::{RenewError, ResendError};
pub use resolve_session::CurrentSession;
pub use settings::{InitialCredential, Limits, Retention, Settings};
pub use standing::{Standing, TargetStanding};
pub use start_registration::{CaptchaFault, StartError, StartInput};
pub use tend_outbox::TendOutboxError;
pub use tend_services::{ServiceSheet, TendServiceError};
pub use throttling::Client;

/// The linked services, each behind a port of its own.
pub type Targets = BTreeMap<ServiceId, Arc<dyn CredentialSync>>;

/// The ports that the use cases work with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is the port of the same name")]
pub struct Ports {
    pub accounts: Arc<dyn AccountStore>,
    pub captcha: Arc<dyn CaptchaVerifier>,
    pub clock: Arc<dyn Clock>,
    pub commit: Arc<dyn Commit>,
    pub deliveries: Arc<dyn Deliveries>,
    pub desk: Arc<dyn OutboxDesk>,
    pub digester: Arc<dyn TokenDigester>,
    pub entropy: Arc<dyn Entropy>,
    pub forms: Arc<dyn KeptForms>,
    pub grants: Arc<dyn GrantStore>,
    pub hasher: Arc<dyn PasswordHasher>,
    pub housekeeping: Arc<dyn Housekeeping>,
    pub lockouts: Arc<dyn Lockouts>,
    pub mail: Arc<dyn MailSender>,
    pub outbox: Arc<dyn Outbox>,
    pub registrations: Arc<dyn RegistrationStore>,
    pub sessions: Arc<dyn SessionStore>,
    pub targets: Targets,
    pub throttle: Arc<dyn Throttle>,
    pub trail: Arc<dyn AuditTrail>,
    pub vault: Arc<dyn Vault>,
}

/// Everything Varco can do.
#[derive(Clone, Debug)]
pub struct UseCases {
    ports: Ports,
    settings: Settings,
}

/// How often a use case decides anew when somebody else was faster. Every round somebody wins, so
/// this many losses in a row mean that something is wrong: eight at once who write to one utenza without a
/// pause were seen to lose five in a row, twice in 4,000 histories of the races.
const ROUNDS: usize = 10;

impl UseCases {
    /// The use cases over these ports.
    pub const fn new(ports: Ports, settings: Settings) -> Self {
        Self { ports, settings }
    }

    /// The settings in force.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The instant by the injected clock.
    pub fn now(&self) -> jiff::Timestamp {
        self.ports.clock.now()
    }

    /// A random reference such as `7F3A-21C9`, by which an answer and its line in the log find each
    /// other.
    pub fn reference(&self) -> String {
        let [a, b, c, d] = self.ports.entropy.bytes();
        format!("{a:02X}{b:02X}-{c:02X}{d:02X}")
    }

    /// Whether anybody may register today.
    pub fn is_open(&self) -> bool {
        self.settings.issue.is_open(self.today())
    }

    /// The civil date by the injected clock, where the service runs.
    pub fn today(&self) -> jiff::civil::Date {
        self.now().to_zoned(self.settings.zone.clone()).date()
    }
}
