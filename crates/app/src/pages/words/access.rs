//! Who was there, for the owner of the account.

use varco_domain::utenza::AccessOrigin;

/// `ieri alle 09:12 da 192.0.2.7, Chrome su Windows`, as far as it is known.
pub(crate) fn access(moment: &str, origin: &AccessOrigin) -> String {
    let from = match origin.network() {
        "" => String::new(),
        network => format!(" da {network}"),
    };
    match origin.device() {
        "" => format!("{moment}{from}"),
        device => format!("{moment}{from}, {device}"),
    }
}

/// The device of a session.
pub(crate) fn device(origin: &AccessOrigin) -> String {
    match origin.device() {
        "" => "Dispositivo sconosciuto".to_owned(),
        device => device.to_owned(),
    }
}

/// How many logins failed; nothing where none did.
pub(crate) fn failures(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 tentativo di accesso non riuscito".to_owned()),
        _ => Some(format!("{count} tentativi di accesso non riusciti")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r40_an_access_is_told_as_far_as_it_is_known() {
        for (network, device, told) in [
            (
                "192.0.2.7",
                "Chrome su Windows",
                "ieri alle 09:12 da 192.0.2.7, Chrome su Windows",
            ),
            ("192.0.2.7", "", "ieri alle 09:12 da 192.0.2.7"),
            ("", "curl", "ieri alle 09:12, curl"),
        ] {
            let origin = AccessOrigin::new(network, device);
            assert_eq!(access("ieri alle 09:12", &origin), told);
        }
        assert_eq!(failures(0), None);
        assert_eq!(
            failures(2).as_deref(),
            Some("2 tentativi di accesso non riusciti")
        );
    }
}
