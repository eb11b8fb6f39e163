//! What is wrong with a new password.

use varco_domain::credential::{PasswordFinding, RefusedSigns};

use crate::pages::faults::Sentence;

/// The sentence for a finding. None of them holds a part of the password.
pub(crate) fn new_password(finding: PasswordFinding) -> Sentence {
    match finding {
        PasswordFinding::TooShort { found: 0, .. } => "Scrivi la nuova password".into(),
        PasswordFinding::TooShort { min, found: 1 } => {
            format!("La nuova password ha 1 carattere: ne servono almeno {min}").into()
        }
        PasswordFinding::TooShort { min, found } => {
            format!("La nuova password ha {found} caratteri: ne servono almeno {min}").into()
        }
        PasswordFinding::TooLong { max } => {
            format!("La password può avere al massimo {max} caratteri").into()
        }
        PasswordFinding::NoDigit => "Aggiungi almeno un numero alla nuova password".into(),
        PasswordFinding::NoUpperCase => {
            "Aggiungi almeno una lettera maiuscola alla nuova password".into()
        }
        PasswordFinding::NoLowerCase => {
            "Aggiungi almeno una lettera minuscola alla nuova password".into()
        }
        PasswordFinding::RefusedSign { refused } => refused_signs(&refused)
            .unwrap_or_else(|| {
                "La nuova password contiene un carattere invisibile: scrivila con la tastiera"
                    .to_owned()
            })
            .into(),
        PasswordFinding::Personal => {
            "Non usare il tuo nome, il codice fiscale o l'username nella password".into()
        }
        PasswordFinding::Unchanged => "Scegli una password diversa da quella temporanea".into(),
        PasswordFinding::Reused => "Hai già usato questa password: scegline un'altra".into(),
        PasswordFinding::Common => {
            "Questa password è molto usata ed è facile da indovinare: scegline un'altra".into()
        }
    }
}

/// All that are refused, not the one that was found; nothing where nobody could type one.
pub(crate) fn refused_signs(refused: &RefusedSigns) -> Option<String> {
    let name = |sign| match sign {
        ' ' => "lo spazio".to_owned(),
        sign => sign.to_string(),
    };
    let visible: Vec<String> = refused.visible().map(name).collect();
    let visible = visible.join("  ");
    Some(match (visible.is_empty(), refused.is_beyond_ascii()) {
        (true, false) => return None,
        (false, false) => {
            format!("Un servizio collegato non accetta questi caratteri nella password: {visible}")
        }
        (false, true) => format!(
            "Un servizio collegato non accetta nella password lettere accentate, simboli speciali e questi caratteri: {visible}"
        ),
        (true, true) => {
            "Un servizio collegato non accetta nella password lettere accentate e simboli speciali"
                .to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
                "Scegli una password diversa da quella temporanea",
            ),
        ] {
            assert_eq!(new_password(finding), told);
        }
    }
}
