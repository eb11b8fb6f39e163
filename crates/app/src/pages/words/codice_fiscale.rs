//! What is wrong with a codice fiscale.

use varco_domain::codice_fiscale::{CodiceFiscaleError, Confusion, Expected};
use varco_words::{Phrase, say};

/// The sentence for a fault. It never tells the check character that would fit.
pub(crate) fn codice_fiscale(fault: &CodiceFiscaleError) -> Phrase {
    match *fault {
        CodiceFiscaleError::Empty => say("fault-code-empty"),
        CodiceFiscaleError::Length { found } => say("fault-code-length").with("found", found),
        CodiceFiscaleError::Alphabet { position, .. } => {
            say("fault-code-alphabet").with("position", position)
        }
        CodiceFiscaleError::Structure {
            position,
            expected,
            hint,
            ..
        } => structure(position, expected, hint),
        CodiceFiscaleError::ImpossibleMonth { .. } | CodiceFiscaleError::ImpossibleDate { .. } => {
            say("fault-code-date")
        }
        CodiceFiscaleError::Provisional => say("fault-code-provisional"),
        CodiceFiscaleError::ProvisionalCheckDigit => say("fault-code-eleven-digits"),
        CodiceFiscaleError::CheckCharacter { .. } => say("fault-code-typo"),
    }
}

fn structure(position: usize, expected: Expected, hint: Option<Confusion>) -> Phrase {
    let swapped = hint.filter(|hint| !matches!(hint.typed, 'O' | '0' | 'I' | '1'));
    let told = match (expected, swapped) {
        (Expected::Letter, None) => say("fault-code-letter"),
        (Expected::Digit, None) => say("fault-code-digit"),
        (Expected::Letter, Some(Confusion { typed, meant })) => {
            let told = say("fault-code-letter-swapped");
            told.with("typed", typed).with("meant", meant)
        }
        (Expected::Digit, Some(Confusion { typed, meant })) => {
            let told = say("fault-code-digit-swapped");
            told.with("typed", typed).with("meant", meant)
        }
    };
    told.with("position", position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;
    use varco_domain::codice_fiscale::CodiceFiscale;

    #[test]
    fn every_slip_has_its_sentence() {
        const TYPO: &str = "Il codice fiscale contiene un errore di battitura: confrontalo con la tessera sanitaria";
        const DATE: &str = "Il codice fiscale contiene una data che non esiste: confrontalo con la tessera sanitaria";
        for (typed, told) in [
            (" ", "Scrivi il codice fiscale"),
            ("R", "Il codice fiscale ha 16 caratteri: ne hai scritto 1"),
            (
                "RSSMRA85T10A562",
                "Il codice fiscale ha 16 caratteri: ne hai scritti 15",
            ),
            (
                "RSSMRAO5T10A562S",
                "Il carattere 7 dovrebbe essere un numero: controlla di non aver scambiato O e 0, oppure I e 1",
            ),
            (
                "RSSMRAX5T10A562S",
                "Il carattere 7 dovrebbe essere un numero: controlla di non aver scambiato O e 0, oppure I e 1",
            ),
            (
                "RSSMRAZ5T10A562S",
                "Il carattere 7 dovrebbe essere un numero: controlla di non aver scambiato Z e 2",
            ),
            (
                "R5SMRA85T10A562S",
                "Il carattere 2 dovrebbe essere una lettera: controlla di non aver scambiato 5 e S",
            ),
            (
                "RSSMRA85T10A562ß",
                "Il carattere 16 non è una lettera dalla A alla Z né un numero",
            ),
            ("RSSMRA85T10A562T", TYPO),
            ("RSSMRA85B31A562S", DATE),
            ("RSSMRA85F10A562S", DATE),
            (
                "12345678903",
                "Hai scritto un codice fiscale provvisorio (11 cifre). Per registrarti qui serve quello di 16 caratteri",
            ),
            (
                "12345678901",
                "Hai scritto 11 cifre: per registrarti qui serve il codice fiscale di 16 caratteri",
            ),
        ] {
            let fault = CodiceFiscale::parse(typed).unwrap_err();
            assert_eq!(italian().tell(&codice_fiscale(&fault)), told, "{typed}");
        }
    }
}
