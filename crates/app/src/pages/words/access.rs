//! Who was there, for the owner of the account.

use varco_domain::utenza::AccessOrigin;
use varco_words::{Phrase, Words, say};

/// `ieri alle 09:12 da 192.0.2.7, Chrome su Windows`, as far as it is known.
pub(crate) fn access(words: Words, moment: &str, origin: &AccessOrigin) -> String {
    let key = match (origin.network(), origin.device()) {
        ("", "") => return moment.to_owned(),
        ("", _) => "activity-access-with",
        (_, "") => "activity-access-from",
        _ => "activity-access-from-with",
    };
    let told = words.text(key).with("moment", moment);
    let told = told.with("network", origin.network());
    told.with("device", device(words, origin)).into()
}

/// The device of a session. It is kept as it was recognised, in Italian.
pub(crate) fn device(words: Words, origin: &AccessOrigin) -> String {
    match (origin.device(), origin.device().split_once(" su ")) {
        ("", _) => words.text("activity-device-unknown").into(),
        (_, Some((browser, system))) => {
            let told = words.text("activity-device").with("browser", browser);
            told.with("system", system).into()
        }
        (device, None) => device.to_owned(),
    }
}

/// How many logins failed; nothing where none did.
pub(crate) fn failures(count: u32) -> Option<Phrase> {
    (count > 0).then(|| say("activity-failures").with("count", count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

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
            assert_eq!(access(italian(), "ieri alle 09:12", &origin), told);
        }
        assert!(failures(0).is_none());
        assert_eq!(
            failures(2).map(|told| italian().tell(&told)).as_deref(),
            Some("2 tentativi di accesso non riusciti")
        );
    }
}
