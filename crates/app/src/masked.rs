//! Personal data cut down to what whoever has them recognises.

use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;

/// Enough to recognise a codice fiscale: `RSS************S`.
pub(crate) fn code(code: &CodiceFiscale) -> String {
    let last = code.as_str().chars().next_back().unwrap_or('*');
    format!("{}************{last}", code.surname_part())
}

/// Enough to recognise an address: `m***@esempio.it`, whatever its length.
pub(crate) fn email(address: &EmailAddress) -> String {
    let first = address.as_str().chars().next().unwrap_or('*');
    format!("{first}***@{}", address.domain())
}
