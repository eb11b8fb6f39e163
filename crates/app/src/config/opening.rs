//! Who may register, and until when: `[[registration.open]]`.

use jiff::civil::Date;
use serde::Deserialize;
use varco_domain::utenza::{Beneficiary, IssuePeriod, IssuePolicy, UtenzaKind};

use super::{ConfigError, RegistrationSection};

/// Who may register from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenPeriod {
    /// First day.
    pub from: Date,
    /// Who; empty for nobody.
    pub to: Vec<BeneficiaryKey>,
}

/// Who may register.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeneficiaryKey {
    /// Everybody.
    Everybody,
    /// Those who work for the administration or its schools, or apply to.
    Staff,
    /// Those who cannot have SPID, CIE or CNS.
    WithoutDigitalIdentity,
}

impl From<BeneficiaryKey> for Beneficiary {
    fn from(key: BeneficiaryKey) -> Self {
        match key {
            BeneficiaryKey::Everybody => Self::Everybody,
            BeneficiaryKey::Staff => Self::Staff,
            BeneficiaryKey::WithoutDigitalIdentity => Self::WithoutDigitalIdentity,
        }
    }
}

impl RegistrationSection {
    /// Who may register, and until when; without any period the law decides, as the domain knows it.
    pub(crate) fn issue(&self) -> Result<IssuePolicy, ConfigError> {
        if self.open.is_empty() {
            return Ok(IssuePolicy::default_for(UtenzaKind::External));
        }
        let period = |open: &OpenPeriod| IssuePeriod {
            from: open.from,
            beneficiaries: open.to.iter().copied().map(Beneficiary::from).collect(),
        };
        IssuePolicy::new(self.open.iter().map(period).collect())
            .map_err(|fault| ConfigError::invalid("registration.open", fault.to_string()))
    }
}
