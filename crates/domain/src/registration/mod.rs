//! Registration: from a codice fiscale to an open utenza.
//!
//! ```text
//!            Identify              Declare              Confirm                     Activate
//!  (nothing) ────────▶ Identified ────────▶ Declared ──────────▶ AwaitingActivation ────────▶ Activated
//!                          ▲ Identify          │ ▲ Declare           │ ▲ Resend, CorrectEmail
//!                          └───────────────────┘ └─┘                 │ └──┘
//!                                                                    └── Void ──▶ Voided
//! ```
//!
//! [`Registration::apply`] is the only way from one state to the next. Confirming twice is harmless,
//! and so is activating twice. A pending registration reserves nothing: several may wait for one
//! codice fiscale, the first activation wins (R-07).
//!
//! ```
//! use jiff::Timestamp;
//! use varco_domain::codice_fiscale::CodiceFiscale;
//! use varco_domain::id::{AccountId, RegistrationId};
//! use varco_domain::registration::{Command, Refusal, Registration, RegistrationRules};
//!
//! let (rules, now) = (RegistrationRules::default(), Timestamp::UNIX_EPOCH);
//! let code = CodiceFiscale::parse("RSSMRA85T10A562S")?;
//! let opened = Registration::open(RegistrationId::new(now, &[1; 10]), code, &rules, now);
//!
//! // No step can be skipped.
//! let account = AccountId::new(now, &[2; 10]);
//! let skipped = opened.apply(Command::Activate { account }, &rules, now);
//! assert_eq!(skipped, Err(Refusal::OutOfOrder));
//! # Ok::<(), varco_domain::codice_fiscale::CodiceFiscaleError>(())
//! ```
//!
//! `examples/registration.rs` walks the whole way.

mod apply;
mod declaration;
mod form;
mod rules;
mod state;
mod ticket;

pub use apply::{Command, Effect, Holder, Refusal, Step};
pub use declaration::{Acceptance, Declaration, DocumentRef};
pub use form::{
    DeclarationField, DeclarationForm, DeclarationOutcome, Fault, FieldFault, LegalDocuments,
    OpenQuestions, SoftWarning,
};
pub use rules::RegistrationRules;
pub use state::{Mailing, MailingKind, Registration, RegistrationState};
pub use ticket::{Ticket, TicketVerdict};
