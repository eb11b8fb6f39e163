//! What is wrong with a new password.

use varco_domain::credential::{PasswordFinding, RefusedSigns};
use varco_words::{Phrase, say};

/// The sentence for a finding. None of them holds a part of the password.
pub(crate) fn new_password(finding: PasswordFinding) -> Phrase {
    match finding {
        PasswordFinding::TooShort { found: 0, .. } => say("fault-password-missing"),
        PasswordFinding::TooShort { min, found } => {
            let told = say("fault-password-short");
            told.with("found", found).with("min", min)
        }
        PasswordFinding::TooLong { max } => say("fault-password-long").with("max", max),
        PasswordFinding::NoDigit => say("fault-password-digit"),
        PasswordFinding::NoUpperCase => say("fault-password-upper"),
        PasswordFinding::NoLowerCase => say("fault-password-lower"),
        PasswordFinding::RefusedSign { refused } => {
            refused_signs(&refused).unwrap_or(say("fault-password-invisible"))
        }
        PasswordFinding::Personal => say("fault-password-personal"),
        PasswordFinding::Unchanged => say("fault-password-unlike-current"),
        PasswordFinding::Reused => say("fault-password-reused"),
        PasswordFinding::Common => say("fault-password-common"),
    }
}

/// All that are refused, not the one that was found; nothing where nobody could type one.
pub(crate) fn refused_signs(refused: &RefusedSigns) -> Option<Phrase> {
    let visible: Vec<char> = refused.visible().collect();
    let has_space = visible.contains(&' ');
    let signs: Vec<_> = visible.iter().filter(|sign| **sign != ' ').collect();
    let (has_signs, signs) = (!signs.is_empty(), signs.into_iter().map(char::to_string));
    let signs = signs.collect::<Vec<_>>().join("  ");
    let told = match (has_space || has_signs, refused.is_beyond_ascii()) {
        (false, false) => return None,
        (false, true) => return Some(say("fault-password-beyond-ascii")),
        (true, false) => say("fault-password-signs"),
        (true, true) => say("fault-password-signs-and-more"),
    };
    let space = match (has_space, has_signs) {
        (true, true) => "first",
        (true, false) => "only",
        (false, _) => "none",
    };
    Some(told.with("space", space).with("signs", signs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

    #[test]
    fn every_finding_has_its_sentence() {
        for (finding, told) in [
            (
                PasswordFinding::TooShort { min: 15, found: 0 },
                "Scrivi la nuova password",
            ),
            (
                PasswordFinding::TooShort { min: 15, found: 1 },
                "La nuova password ha 1 carattere: ne servono almeno 15",
            ),
            (
                PasswordFinding::TooShort { min: 15, found: 9 },
                "La nuova password ha 9 caratteri: ne servono almeno 15",
            ),
            (
                PasswordFinding::TooLong { max: 256 },
                "La password può avere al massimo 256 caratteri",
            ),
            (
                PasswordFinding::NoDigit,
                "Aggiungi almeno un numero alla nuova password",
            ),
            (
                PasswordFinding::RefusedSign {
                    refused: RefusedSigns::new("\" <", false),
                },
                "Un servizio collegato non accetta questi caratteri nella password: lo spazio  \"  <",
            ),
            (
                PasswordFinding::RefusedSign {
                    refused: RefusedSigns::NONE,
                },
                "La nuova password contiene un carattere invisibile: scrivila con la tastiera",
            ),
            (
                PasswordFinding::RefusedSign {
                    refused: RefusedSigns::new("", true),
                },
                "Un servizio collegato non accetta nella password lettere accentate e simboli speciali",
            ),
            (
                PasswordFinding::RefusedSign {
                    refused: RefusedSigns::new("%", true),
                },
                "Un servizio collegato non accetta nella password lettere accentate, simboli speciali e questi caratteri: %",
            ),
            (
                PasswordFinding::Common,
                "Questa password è molto usata ed è facile da indovinare: scegline un'altra",
            ),
            (
                PasswordFinding::Personal,
                "Non usare il tuo nome, il codice fiscale o l'username nella password",
            ),
            (
                PasswordFinding::Unchanged,
                "Scegli una password diversa da quella attuale",
            ),
        ] {
            assert_eq!(italian().tell(&new_password(finding)), told);
        }
    }
}
