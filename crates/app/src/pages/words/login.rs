//! What a login that fails may tell.

use varco_words::{Phrase, say};

/// No identifier was typed.
pub(crate) const IDENTIFIER_MISSING: Phrase = say("fault-identifier");

/// One sentence whoever typed whatever; the attempts left are counted per typed identifier.
pub(crate) fn wrong_login(left: u32) -> Phrase {
    match left {
        0 => say("fault-login-last"),
        1 | 2 => say("fault-login-left").with("count", left),
        _ => say("fault-login"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

    fn told(left: u32) -> String {
        italian().tell(&wrong_login(left))
    }

    #[test]
    fn r34_attempts_are_told_from_the_third_failure_on() {
        assert_eq!(
            told(3),
            "Username o password non corrispondono. Controlla maiuscole e minuscole, oppure reimposta la password"
        );
        assert!(told(2).ends_with("Ti restano 2 tentativi"));
        assert!(told(1).ends_with("Ti resta 1 tentativo"));
        assert!(told(0).contains("aspettare"));
    }
}
