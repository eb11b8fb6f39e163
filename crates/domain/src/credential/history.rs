//! The passwords that may not come back (R-30).

use super::PasswordPolicy;
use crate::utenza::PasswordHash;

/// Hashes of former passwords, the newest first; as many as the policy asks for and no more.
///
/// ```
/// use varco_domain::credential::{PasswordHistory, PasswordPolicy};
/// use varco_domain::utenza::PasswordHash;
///
/// let hash = |text: &str| PasswordHash::from_phc(text.to_owned());
/// let kept = (1..=6).fold(PasswordHistory::default(), |history, number| {
///     history.with(hash(&number.to_string()), &PasswordPolicy::MINISTERO)
/// });
/// let former: Vec<_> = kept.hashes().iter().map(PasswordHash::as_phc).collect();
/// assert_eq!(former, ["6", "5", "4", "3", "2"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasswordHistory(Vec<PasswordHash>);

impl PasswordHistory {
    /// The hashes that a store gave back, the newest first.
    pub const fn restore(hashes: Vec<PasswordHash>) -> Self {
        Self(hashes)
    }

    /// The hashes, the newest first. A new password is compared with each of them.
    pub fn hashes(&self) -> &[PasswordHash] {
        &self.0
    }

    /// The history after a password has been replaced.
    #[must_use]
    pub fn with(mut self, replaced: PasswordHash, policy: &PasswordPolicy) -> Self {
        self.0.insert(0, replaced);
        self.kept_by(policy)
    }

    /// As much of the history as a policy asks for: nothing is kept that nobody looks at.
    #[must_use]
    pub fn kept_by(mut self, policy: &PasswordPolicy) -> Self {
        self.0.truncate(policy.history.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r30_a_policy_without_history_erases_what_another_one_has_kept() {
        let hash = || PasswordHash::from_phc("$old".to_owned());
        let kept = PasswordHistory::default().with(hash(), &PasswordPolicy::MINISTERO);
        assert_eq!(kept.hashes(), [hash()]);
        assert_eq!(PasswordHistory::restore(vec![hash()]), kept);
        let erased = kept.with(hash(), &PasswordPolicy::MODERN);
        assert_eq!(erased, PasswordHistory::default());
    }
}
