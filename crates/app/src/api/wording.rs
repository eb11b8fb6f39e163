//! Faults of fields: the stable code for programs, next to the sentence that the pages say too.
//!
//! No sentence repeats what was sent.

use varco_domain::codice_fiscale::CodiceFiscaleError;
use varco_domain::contacts::{
    AddressFault, DomicileFault, DomicileField, EmailFault, EmailHint, PhoneFault,
};
use varco_domain::credential::PasswordFinding;
use varco_domain::person::NameFault;
use varco_domain::registration::{DeclarationField, Fault, FieldFault, SoftWarning};
use varco_domain::utenza::{RecapitiFault, RecapitiField, RecapitiFieldFault};
use varco_usecases::{CaptchaFault, NewEmailFault};
use varco_words::say;

use super::problem::FieldError;
use crate::pages::words;

/// A fault of a codice fiscale.
pub(super) fn codice_fiscale(fault: &CodiceFiscaleError) -> FieldError {
    FieldError {
        position: fault
            .position()
            .and_then(|position| u8::try_from(position).ok()),
        ..FieldError::new("codice_fiscale", fault.code(), words::codice_fiscale(fault))
    }
}

/// A fault of step 2.
pub(super) fn declaration(fault: &FieldFault) -> FieldError {
    let code = match fault.fault {
        Fault::Name(fault) => name_code(fault),
        Fault::Email(fault) => email_code(fault),
        Fault::EmailDiffers => "differs",
        Fault::YearNotChosen => "not_chosen",
        Fault::NotAccepted => "not_accepted",
    };
    FieldError::new(field_name(fault.field), code, words::declaration(fault))
}

/// A fault of an address.
pub(super) fn email(fault: EmailFault) -> FieldError {
    FieldError::new("email", email_code(fault), words::email(fault))
}

/// A fault of another address, or of the password that it is asked for with.
pub(super) fn new_email(fault: NewEmailFault) -> FieldError {
    match fault {
        NewEmailFault::Email(fault) => email(fault),
        NewEmailFault::AlreadyYours => {
            FieldError::new("email", "already_yours", words::already_yours())
        }
        NewEmailFault::Institutional => {
            FieldError::new("email", "institutional", words::institutional_held())
        }
        NewEmailFault::Differs => email_repeat(),
        NewEmailFault::PasswordMissing => FieldError::new(
            "current_password",
            "empty",
            say("fault-password-current-missing"),
        ),
    }
}

/// Two different addresses.
pub(super) fn email_repeat() -> FieldError {
    FieldError::new("email_repeat", "differs", words::email_differs())
}

/// A fault of the proof of being human.
pub(super) fn captcha(fault: CaptchaFault) -> FieldError {
    let (code, detail) = match fault {
        CaptchaFault::Missing => ("missing", say("fault-captcha-proof-missing")),
        CaptchaFault::Rejected => ("rejected", say("fault-captcha-proof-rejected")),
        CaptchaFault::Expired => ("expired", say("fault-captcha-proof-expired")),
    };
    FieldError::new("captcha", code, detail)
}

/// Something that is probably a mistake. Of a mistyped address only the domain is suggested: what
/// stands before the @ was sent.
pub(super) fn warning(warning: &SoftWarning) -> FieldError {
    let (field, confirm_with, code, detail) = match warning {
        SoftWarning::Email(EmailHint::MistypedDomain { .. }) => (
            "email",
            "confirms_email",
            "mistyped_domain",
            say("fault-doubt-domain"),
        ),
        SoftWarning::Email(EmailHint::LooksLikePec) => (
            "email",
            "confirms_email",
            "certified_mailbox",
            say("fault-doubt-pec"),
        ),
        SoftWarning::NamesDiffer => (
            "family_name",
            "confirms_person",
            "names_differ",
            say("fault-doubt-names"),
        ),
        SoftWarning::TooYoung => (
            "codice_fiscale",
            "confirms_person",
            "too_young",
            say("fault-doubt-young"),
        ),
        SoftWarning::Place(_) => (
            "birth_place",
            "confirms_place",
            "ambiguous",
            say("fault-doubt-place"),
        ),
    };
    let suggestion = match warning {
        SoftWarning::Email(EmailHint::MistypedDomain { suggestion }) => suggestion.rsplit_once('@'),
        SoftWarning::Email(EmailHint::LooksLikePec)
        | SoftWarning::NamesDiffer
        | SoftWarning::TooYoung
        | SoftWarning::Place(_) => None,
    };
    let candidates = match warning {
        SoftWarning::Place(places) => places.clone(),
        SoftWarning::Email(_) | SoftWarning::NamesDiffer | SoftWarning::TooYoung => Vec::new(),
    };
    FieldError {
        candidates,
        confirm_with: Some(confirm_with.to_owned()),
        suggestion: suggestion.map(|(_, domain)| domain.to_owned()),
        ..FieldError::new(field, code, detail)
    }
}

/// Something that is wrong with a new password.
pub(super) fn password(field: &str, finding: PasswordFinding) -> FieldError {
    let code = match finding {
        PasswordFinding::TooShort { .. } => "too_short",
        PasswordFinding::TooLong { .. } => "too_long",
        PasswordFinding::NoDigit => "no_digit",
        PasswordFinding::NoUpperCase => "no_upper_case",
        PasswordFinding::NoLowerCase => "no_lower_case",
        PasswordFinding::RefusedSign { .. } => "refused_character",
        PasswordFinding::Common => "common",
        PasswordFinding::Personal => "personal",
        PasswordFinding::Unchanged => "unchanged",
        PasswordFinding::Reused => "reused",
    };
    FieldError::new(field, code, words::new_password(finding))
}

/// A fault of the recapiti.
pub(super) fn recapiti(fault: &RecapitiFieldFault) -> FieldError {
    let field = match fault.field {
        RecapitiField::Mobile => "mobile",
        RecapitiField::Landline => "landline",
        RecapitiField::Domicile(DomicileField::Street) => "street",
        RecapitiField::Domicile(DomicileField::PostalCode) => "postal_code",
        RecapitiField::Domicile(DomicileField::Province) => "province",
        RecapitiField::Domicile(DomicileField::Town) => "town",
        RecapitiField::Domicile(DomicileField::Country) => "country",
    };
    let (code, meant) = match fault.fault {
        RecapitiFault::NotMobile => ("not_mobile", None),
        RecapitiFault::Phone(fault) => (phone_code(fault), None),
        RecapitiFault::Domicile(DomicileFault::Line(fault)) => (line_code(fault), None),
        RecapitiFault::Domicile(DomicileFault::Cap) => ("malformed", None),
        RecapitiFault::Domicile(DomicileFault::UnknownComune { meant }) => ("unknown", meant),
        RecapitiFault::Domicile(DomicileFault::UnknownProvince | DomicileFault::UnknownCountry) => {
            ("unknown", None)
        }
    };
    FieldError {
        suggestion: meant.map(|place| place.to_string()),
        ..FieldError::new(field, code, words::recapiti(fault))
    }
}

const fn phone_code(fault: PhoneFault) -> &'static str {
    match fault {
        PhoneFault::Empty => "empty",
        PhoneFault::Forbidden => "forbidden_character",
        PhoneFault::TooShort { .. } => "too_short",
        PhoneFault::TooLong { .. } => "too_long",
        PhoneFault::Unassigned => "unassigned",
    }
}

const fn line_code(fault: AddressFault) -> &'static str {
    match fault {
        AddressFault::Empty => "empty",
        AddressFault::TooLong { .. } => "too_long",
        AddressFault::Forbidden => "forbidden_character",
    }
}

/// Two different passwords.
pub(super) fn password_repeat(field: &str) -> FieldError {
    FieldError::new(field, "differs", say("fault-password-differs"))
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

const fn name_code(fault: NameFault) -> &'static str {
    match fault {
        NameFault::Empty => "empty",
        NameFault::TooLong { .. } => "too_long",
        NameFault::Digit => "digit",
        NameFault::Forbidden => "forbidden_character",
    }
}

const fn email_code(fault: EmailFault) -> &'static str {
    match fault {
        EmailFault::Empty => "empty",
        EmailFault::Space => "space",
        EmailFault::Incomplete => "incomplete",
        EmailFault::LocalPart => "local_part",
        EmailFault::Domain => "domain",
        EmailFault::TooLong => "too_long",
    }
}
