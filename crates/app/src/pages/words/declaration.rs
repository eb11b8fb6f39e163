//! What is wrong with step 2.

use varco_domain::contacts::EmailFault;
use varco_domain::person::{NAME_MAX, NameFault};
use varco_domain::registration::{DeclarationField, Fault, FieldFault};
use varco_words::{Phrase, say};

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
pub(crate) fn declaration(fault: &FieldFault) -> Phrase {
    match fault.fault {
        Fault::Name(name_fault) => name(fault.field, name_fault),
        Fault::Email(EmailFault::Empty) if fault.field == DeclarationField::EmailRepeat => {
            say("fault-email-repeat")
        }
        Fault::Email(fault) => email(fault),
        Fault::EmailDiffers => email_differs(),
        Fault::YearNotChosen => say("fault-birth-year"),
        Fault::NotAccepted if fault.field == DeclarationField::Privacy => say("fault-privacy"),
        Fault::NotAccepted => say("fault-terms"),
    }
}

fn name(field: DeclarationField, fault: NameFault) -> Phrase {
    let field = match field {
        DeclarationField::FamilyName => "family",
        DeclarationField::BirthPlace => "place",
        _ => "given",
    };
    let told = match fault {
        NameFault::Empty => say("fault-name-empty"),
        NameFault::TooLong { found } => {
            let told = say("fault-name-long");
            told.with("max", NAME_MAX).with("found", found)
        }
        NameFault::Digit => say("fault-name-digit"),
        NameFault::Forbidden => say("fault-name-sign"),
    };
    told.with("field", field)
}

/// The sentence for a fault of an address.
pub(crate) fn email(fault: EmailFault) -> Phrase {
    match fault {
        EmailFault::Empty => say("fault-email-empty"),
        EmailFault::Space => say("fault-email-space"),
        EmailFault::LocalPart => say("fault-email-local"),
        EmailFault::Domain => say("fault-email-domain"),
        EmailFault::TooLong => say("fault-email-long"),
        EmailFault::Incomplete => say("fault-email-incomplete"),
    }
}

/// The sentence for an address typed again in another way.
pub(crate) const fn email_differs() -> Phrase {
    say("fault-email-differs")
}

/// The sentence for an address that is confirmed already.
pub(crate) const fn already_yours() -> Phrase {
    say("fault-email-yours")
}

/// An institutional address where there is another one.
pub(crate) const fn institutional_held() -> Phrase {
    say("fault-email-institutional")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

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
            assert_eq!(
                italian().tell(&declaration(&FieldFault { field, fault })),
                told
            );
        }
    }

    #[test]
    fn names_and_addresses_are_mended_by_what_the_sentence_says() {
        let name = |fault| {
            let field = DeclarationField::GivenName;
            let fault = Fault::Name(fault);
            italian().tell(&declaration(&FieldFault { field, fault }))
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
            italian().tell(&email(EmailFault::Space)),
            "Togli gli spazi dall'indirizzo email"
        );
        assert_eq!(
            italian().tell(&email(EmailFault::Incomplete)),
            "Scrivi l'indirizzo email completo, per esempio nome@esempio.it"
        );
    }
}
