//! What a login that fails may tell.

use crate::pages::faults::Sentence;

/// No identifier was typed.
pub(crate) const IDENTIFIER_MISSING: &str = "Scrivi l'username o il codice fiscale";

/// One sentence whoever typed whatever; the attempts left are counted per typed identifier.
pub(crate) fn wrong_login(left: u32) -> Sentence {
    const WRONG: &str = "Username o password non corrispondono. Controlla maiuscole e minuscole, oppure reimposta la password";
    match left {
        0 => format!("{WRONG}. Prima del prossimo tentativo dovrai aspettare un po'").into(),
        1 => format!("{WRONG}. Ti resta 1 tentativo").into(),
        2 => format!("{WRONG}. Ti restano 2 tentativi").into(),
        _ => WRONG.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r34_attempts_are_told_from_the_third_failure_on() {
        assert_eq!(
            wrong_login(3),
            "Username o password non corrispondono. Controlla maiuscole e minuscole, oppure reimposta la password"
        );
        assert!(wrong_login(2).ends_with("Ti restano 2 tentativi"));
        assert!(wrong_login(1).ends_with("Ti resta 1 tentativo"));
        assert!(wrong_login(0).contains("aspettare"));
    }
}
