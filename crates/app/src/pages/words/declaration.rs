//! What is wrong with step 2.

use varco_domain::contacts::EmailFault;
use varco_domain::person::{NAME_MAX, NameFault};
use varco_domain::registration::{DeclarationField, Fault, FieldFault};

use crate::pages::faults::Sentence;

/// The name of a field in the form, which is also its id.
pub(crate) const fn field_name(field: DeclarationField) -> &'static str {
    match field {
        DeclarationField::GivenName => "nome",
        DeclarationField::FamilyName => "cognome",
        DeclarationField::BirthYear => "anno_nascita",
        DeclarationField::BirthPlace => "luogo_nascita",
        DeclarationField::Email => "email",
        DeclarationField::EmailRepeat => "email_ripetuta",
        DeclarationField::Terms => "condizioni",
        DeclarationField::Privacy => "privacy",
    }
}

/// Whether a box was ticked: it says what the page gave it, or what a browser says of a box without a
/// value. Anything else is no consent.
pub(crate) fn is_ticked(value: Option<&str>) -> bool {
    matches!(value, Some("si" | "on"))
}

/// The sentence for a fault of step 2.
pub(crate) fn declaration(fault: &FieldFault) -> Sentence {
    match fault.fault {
        Fault::Name(name_fault) => name(fault.field, name_fault),
        Fault::Email(EmailFault::Empty) if fault.field == DeclarationField::EmailRepeat => {
            "Scrivi di nuovo l'indirizzo email".into()
        }
        Fault::Email(fault) => email(fault),
        Fault::EmailDiffers => email_differs(),
        Fault::YearNotChosen => "Scegli l'anno di nascita".into(),
        Fault::NotAccepted if fault.field == DeclarationField::Privacy => {
            "Per continuare conferma di aver letto l'informativa sulla privacy".into()
        }
        Fault::NotAccepted => {
            "Per continuare devi accettare le condizioni generali del servizio".into()
        }
    }
}

fn name(field: DeclarationField, fault: NameFault) -> Sentence {
    let what = match field {
        DeclarationField::FamilyName => "cognome",
        DeclarationField::BirthPlace => "luogo di nascita",
        _ => "nome",
    };
    match fault {
        NameFault::Empty => format!("Scrivi il {what}"),
        NameFault::TooLong { found } => {
            format!("Il {what} può avere al massimo {NAME_MAX} caratteri: ne hai scritti {found}")
        }
        NameFault::Digit => {
            format!("Il {what} può contenere lettere, spazi, apostrofi e trattini: togli i numeri")
        }
        NameFault::Forbidden => format!(
            "Il {what} può contenere lettere, spazi, apostrofi e trattini: togli gli altri segni"
        ),
    }
    .into()
}

/// The sentence for a fault of an address.
pub(crate) fn email(fault: EmailFault) -> Sentence {
    match fault {
        EmailFault::Empty => "Scrivi l'indirizzo email",
        EmailFault::Space => "Togli gli spazi dall'indirizzo email",
        EmailFault::LocalPart => {
            "Prima della @ possono esserci solo lettere senza accenti, numeri, punti e pochi altri segni: controlla l'indirizzo email"
        }
        EmailFault::Domain => {
            "Dopo la @ serve il nome di un sito, per esempio esempio.it: controlla l'indirizzo email"
        }
        EmailFault::TooLong => "L'indirizzo email può avere al massimo 254 caratteri",
        EmailFault::Incomplete => "Scrivi l'indirizzo email completo, per esempio nome@esempio.it",
    }
    .into()
}

/// The sentence for an address typed again in another way.
pub(crate) const fn email_differs() -> Sentence {
    Sentence::Borrowed("I due indirizzi email non coincidono: controllali e riscrivi il secondo")
}

/// The sentence for an address that is confirmed already.
pub(crate) const fn already_yours() -> Sentence {
    Sentence::Borrowed("È già un indirizzo della tua utenza: scrivine un altro")
}

/// An institutional address where there is another one.
pub(crate) const fn institutional_held() -> Sentence {
    Sentence::Borrowed(
        "L'email istituzionale la assegna e la ritira l'Amministrazione: qui puoi cambiare quella personale",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_asked_for_by_its_own_name() {
        use DeclarationField as Field;
        for (field, fault, told) in [
            (
                Field::GivenName,
                Fault::Name(NameFault::Empty),
                "Scrivi il nome",
            ),
            (
                Field::FamilyName,
                Fault::Name(NameFault::Empty),
                "Scrivi il cognome",
            ),
            (
                Field::BirthPlace,
                Fault::Name(NameFault::Empty),
                "Scrivi il luogo di nascita",
            ),
            (
                Field::BirthYear,
                Fault::YearNotChosen,
                "Scegli l'anno di nascita",
            ),
            (
                Field::Email,
                Fault::Email(EmailFault::Empty),
                "Scrivi l'indirizzo email",
            ),
            (
                Field::EmailRepeat,
                Fault::Email(EmailFault::Empty),
                "Scrivi di nuovo l'indirizzo email",
            ),
            (
                Field::Terms,
                Fault::NotAccepted,
                "Per continuare devi accettare le condizioni generali del servizio",
            ),
            (
                Field::Privacy,
                Fault::NotAccepted,
                "Per continuare conferma di aver letto l'informativa sulla privacy",
            ),
        ] {
            assert_eq!(declaration(&FieldFault { field, fault }), told);
        }
    }

    #[test]
    fn names_and_addresses_are_mended_by_what_the_sentence_says() {
        let name = |fault| {
            declaration(&FieldFault {
                field: DeclarationField::GivenName,
                fault: Fault::Name(fault),
            })
        };
        assert_eq!(
            name(NameFault::Digit),
            "Il nome può contenere lettere, spazi, apostrofi e trattini: togli i numeri"
        );
        assert_eq!(
            name(NameFault::Forbidden),
            "Il nome può contenere lettere, spazi, apostrofi e trattini: togli gli altri segni"
        );
        assert_eq!(
            name(NameFault::TooLong { found: 101 }),
            "Il nome può avere al massimo 100 caratteri: ne hai scritti 101"
        );
        assert_eq!(
            email(EmailFault::Space),
            "Togli gli spazi dall'indirizzo email"
        );
        assert_eq!(
            email(EmailFault::Incomplete),
            "Scrivi l'indirizzo email completo, per esempio nome@esempio.it"
        );
    }
}
