//! Faults of fields: the stable code for programs and the sentence for people, side by side.
//!
//! Sentences say how to mend it and never repeat what was typed.

use std::borrow::Cow;

use varco_domain::codice_fiscale::{CodiceFiscaleError, Expected};
use varco_domain::contacts::{EmailFault, EmailHint};
use varco_domain::credential::PasswordFinding;
use varco_domain::person::NameFault;
use varco_domain::registration::{DeclarationField, Fault, FieldFault, SoftWarning};
use varco_usecases::CaptchaFault;

use super::problem::FieldError;

/// Code and sentence.
type Words = (&'static str, Cow<'static, str>);

/// A fault of a codice fiscale.
pub(super) fn codice_fiscale(fault: &CodiceFiscaleError) -> FieldError {
    let detail: Cow<'static, str> = match *fault {
        CodiceFiscaleError::Empty => "Scrivi il codice fiscale".into(),
        CodiceFiscaleError::Length { found } => {
            format!("Il codice fiscale ha 16 caratteri: ne hai scritti {found}").into()
        }
        CodiceFiscaleError::Alphabet { position, .. } => {
            format!("Il carattere {position} non è né una lettera dalla A alla Z né un numero").into()
        }
        CodiceFiscaleError::Structure { position, expected, .. } => {
            let expected = match expected {
                Expected::Letter => "una lettera",
                Expected::Digit => "un numero",
            };
            format!(
                "Il carattere {position} dovrebbe essere {expected}: controlla di non aver scambiato O e 0, \
                 oppure I e 1"
            )
            .into()
        }
        CodiceFiscaleError::ImpossibleMonth { .. } | CodiceFiscaleError::ImpossibleDate { .. } => {
            "Il codice fiscale contiene una data che non esiste: confrontalo con la tessera sanitaria".into()
        }
        CodiceFiscaleError::CheckCharacter { .. } | CodiceFiscaleError::ProvisionalCheckDigit => {
            "Il codice fiscale contiene un errore di battitura: confrontalo con la tessera sanitaria".into()
        }
        CodiceFiscaleError::Provisional => {
            "È un codice fiscale provvisorio (11 cifre): per registrarti serve quello di 16 caratteri".into()
        }
    };
    FieldError {
        position: fault
            .position()
            .and_then(|position| u8::try_from(position).ok()),
        ..FieldError::new("codice_fiscale", fault.code(), detail)
    }
}

/// A fault of step 2.
pub(super) fn declaration(fault: &FieldFault) -> FieldError {
    let (code, detail) = match fault.fault {
        Fault::Name(name) => name_fault(name, fault.field),
        Fault::Email(email) => email_fault(email),
        Fault::EmailDiffers => email_differs(),
        Fault::YearNotChosen => ("not_chosen", "Scegli l'anno di nascita".into()),
        Fault::NotAccepted if fault.field == DeclarationField::Terms => (
            "not_accepted",
            "Per continuare devi accettare le condizioni generali del servizio".into(),
        ),
        Fault::NotAccepted => (
            "not_accepted",
            "Per continuare conferma di aver letto l'informativa sulla privacy".into(),
        ),
    };
    FieldError::new(field_name(fault.field), code, detail)
}

/// A fault of an address.
pub(super) fn email(fault: EmailFault) -> FieldError {
    let (code, detail) = email_fault(fault);
    FieldError::new("email", code, detail)
}

/// Two different addresses.
pub(super) fn email_repeat() -> FieldError {
    let (code, detail) = email_differs();
    FieldError::new("email_repeat", code, detail)
}

/// A fault of the proof of being human.
pub(super) fn captcha(fault: CaptchaFault) -> FieldError {
    let (code, detail) = match fault {
        CaptchaFault::Missing => ("missing", "Rispondi alla prova «Non sono un robot»"),
        CaptchaFault::Rejected => ("rejected", "La risposta non vale: chiedi un'altra prova"),
        CaptchaFault::Expired => ("expired", "È passato troppo tempo: chiedi un'altra prova"),
    };
    FieldError::new("captcha", code, detail)
}

/// Something that is probably a mistake. Of a mistyped address only the domain is suggested: what
/// stands before the @ was typed.
pub(super) fn warning(warning: &SoftWarning) -> FieldError {
    let (field, confirm_with, code, detail) = match warning {
        SoftWarning::Email(EmailHint::MistypedDomain { .. }) => (
            "email",
            "confirms_email",
            "mistyped_domain",
            "Il dominio dell'indirizzo email somiglia a uno molto usato: controllalo",
        ),
        SoftWarning::Email(EmailHint::LooksLikePec) => (
            "email",
            "confirms_email",
            "certified_mailbox",
            "Sembra una casella PEC: spesso non riceve le nostre email",
        ),
        SoftWarning::NamesDiffer => (
            "family_name",
            "confirms_person",
            "names_differ",
            "Nome e cognome non sembrano corrispondere al codice fiscale: confrontali con la tessera sanitaria",
        ),
        SoftWarning::TooYoung => (
            "codice_fiscale",
            "confirms_person",
            "too_young",
            "Dal codice fiscale risultano meno di 14 anni: controllalo",
        ),
    };
    let suggestion = match warning {
        SoftWarning::Email(EmailHint::MistypedDomain { suggestion }) => suggestion
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_owned()),
        SoftWarning::Email(EmailHint::LooksLikePec)
        | SoftWarning::NamesDiffer
        | SoftWarning::TooYoung => None,
    };
    FieldError {
        confirm_with: Some(confirm_with.to_owned()),
        suggestion,
        ..FieldError::new(field, code, detail)
    }
}

/// Something that is wrong with a new password.
pub(super) fn password(field: &str, finding: PasswordFinding) -> FieldError {
    let (code, detail): Words = match finding {
        PasswordFinding::TooShort { min, found } => (
            "too_short",
            format!("La nuova password ha {found} caratteri: ne servono almeno {min}").into(),
        ),
        PasswordFinding::TooLong { max } => (
            "too_long",
            format!("La password può avere al massimo {max} caratteri").into(),
        ),
        PasswordFinding::NoDigit => ("no_digit", "Aggiungi almeno un numero".into()),
        PasswordFinding::NoUpperCase => ("no_upper_case", "Aggiungi almeno una lettera maiuscola".into()),
        PasswordFinding::NoLowerCase => ("no_lower_case", "Aggiungi almeno una lettera minuscola".into()),
        PasswordFinding::Common => (
            "common",
            "Questa password è molto usata ed è facile da indovinare: scegline un'altra".into(),
        ),
        PasswordFinding::Personal => (
            "personal",
            "Non usare il tuo nome, il codice fiscale, l'username o il nome del servizio nella password".into(),
        ),
        PasswordFinding::Unchanged => ("unchanged", "Scegli una password diversa da quella attuale".into()),
    };
    FieldError::new(field, code, detail)
}

/// Two different passwords.
pub(super) fn password_repeat(field: &str) -> FieldError {
    FieldError::new(
        field,
        "differs",
        "Le due password non coincidono: riscrivile",
    )
}

const fn field_name(field: DeclarationField) -> &'static str {
    match field {
        DeclarationField::GivenName => "given_name",
        DeclarationField::FamilyName => "family_name",
        DeclarationField::BirthYear => "birth_year",
        DeclarationField::BirthPlace => "birth_place",
        DeclarationField::Email => "email",
        DeclarationField::EmailRepeat => "email_repeat",
        DeclarationField::Terms => "terms_accepted",
        DeclarationField::Privacy => "privacy_read",
    }
}

fn name_fault(fault: NameFault, field: DeclarationField) -> Words {
    let what = match field {
        DeclarationField::GivenName => "il nome",
        DeclarationField::FamilyName => "il cognome",
        DeclarationField::BirthPlace => "il luogo di nascita",
        DeclarationField::BirthYear
        | DeclarationField::Email
        | DeclarationField::EmailRepeat
        | DeclarationField::Terms
        | DeclarationField::Privacy => "il campo",
    };
    match fault {
        NameFault::Empty => ("empty", format!("Scrivi {what}").into()),
        NameFault::TooLong { .. } => (
            "too_long",
            format!("Accorcia {what}: al massimo 100 caratteri").into(),
        ),
        NameFault::Digit => (
            "digit",
            format!("Togli i numeri: {what} può contenere lettere, spazi, apostrofi e trattini")
                .into(),
        ),
        NameFault::Forbidden => (
            "forbidden_character",
            format!("Togli i segni: {what} può contenere lettere, spazi, apostrofi e trattini")
                .into(),
        ),
    }
}

fn email_fault(fault: EmailFault) -> Words {
    match fault {
        EmailFault::Empty => ("empty", "Scrivi l'indirizzo email".into()),
        EmailFault::Space => ("space", "Togli gli spazi dall'indirizzo email".into()),
        EmailFault::Incomplete => (
            "incomplete",
            "Scrivi l'indirizzo email completo, per esempio nome@esempio.it".into(),
        ),
        EmailFault::LocalPart => (
            "local_part",
            "Controlla la parte dell'indirizzo email prima della @: lettere senza accento, numeri e punti".into(),
        ),
        EmailFault::Domain => ("domain", "Controlla la parte dell'indirizzo email dopo la @".into()),
        EmailFault::TooLong => ("too_long", "L'indirizzo email è troppo lungo: al massimo 254 caratteri".into()),
    }
}

fn email_differs() -> Words {
    (
        "differs",
        "I due indirizzi email non coincidono: riscrivili".into(),
    )
}
