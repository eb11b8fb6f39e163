//! Choosing a password: what the form says beforehand, and what it says afterwards.

use varco_domain::credential::{PasswordFinding, PasswordPolicy};
use varco_words::{Phrase, say};

use super::faults::Faults;
use super::words;

/// What the form says about the rules.
#[derive(Clone, Debug)]
pub(crate) struct NewPasswordRules {
    /// Fewest characters.
    pub(crate) min: usize,
    /// Most characters, where a linked service takes fewer than we do.
    pub(crate) max: Option<usize>,
    /// What linked services do not take.
    pub(crate) refused: Option<Phrase>,
    /// Whether a figure, a capital and a small letter are needed.
    pub(crate) needs_classes: bool,
    /// Whether it is typed twice.
    pub(crate) repeats: bool,
}

impl NewPasswordRules {
    /// The rules of a policy.
    pub(crate) fn of(policy: PasswordPolicy, repeats: bool) -> Self {
        Self {
            min: policy.min_length,
            max: (policy.max_length < PasswordPolicy::ANY.max_length).then_some(policy.max_length),
            refused: words::refused_signs(&policy.refused),
            needs_classes: policy.needs_classes,
            repeats,
        }
    }
}

/// What is wrong with the new password.
pub(crate) fn findings(findings: &[PasswordFinding]) -> Faults {
    let mut faults = Faults::default();
    for finding in findings {
        faults.add("nuova_password", words::new_password(*finding));
    }
    faults
}

/// The repeat is another password.
pub(crate) fn differs() -> Faults {
    let mut faults = Faults::default();
    faults.add("ripeti_password", say("fault-password-differs"));
    faults
}
