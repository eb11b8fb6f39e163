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
