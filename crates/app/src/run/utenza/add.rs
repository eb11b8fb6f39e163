//! `varco utenza add`.

use varco_domain::contacts::EmailHint;
use varco_domain::registration::{DeclarationField, Fault, FieldFault, SoftWarning};
use varco_usecases::{ProvisionError, ProvisionInput, UseCases};

use super::command::AddOptions;
use super::{RunError, brief, reference};

pub(super) async fn add(usecases: &UseCases, options: &AddOptions) -> Result<String, RunError> {
    let input = ProvisionInput {
        kind: options.kind,
        username: options.username.as_deref(),
        codice_fiscale: &options.codice_fiscale,
        given_name: &options.given_name,
        family_name: &options.family_name,
        birth_date: options.birth_date,
        birth_place: &options.birth_place,
        email: &options.email,
        language: options.language,
        confirms: options.confirm,
        why: &options.why,
    };
    let account = usecases.provision_utenza(input).await.map_err(refusal)?;
    Ok(if options.json {
        brief(&account).to_string()
    } else {
        format!(
            "{}: open; the one-time password is on its way to {}",
            account.username,
            reference(&account).unwrap_or_default()
        )
    })
}

fn refusal(error: ProvisionError) -> RunError {
    match error {
        ProvisionError::Faults(faults) => RunError::Provision(listed(&faults, fault)),
        ProvisionError::Warnings(warnings) => RunError::Unconfirmed(listed(&warnings, warning)),
        other => RunError::Provision(other.to_string()),
    }
}

fn listed<T>(found: &[T], text: impl Fn(&T) -> String) -> String {
    found.iter().map(text).collect::<Vec<_>>().join("; ")
}

fn fault(found: &FieldFault) -> String {
    let option = match found.field {
        DeclarationField::GivenName => "--given-name",
        DeclarationField::FamilyName => "--family-name",
        DeclarationField::BirthYear => "--birth-date",
        DeclarationField::BirthPlace => "--birth-place",
        DeclarationField::Email | DeclarationField::EmailRepeat => "--email",
        DeclarationField::Terms | DeclarationField::Privacy => "",
    };
    let text = match found.fault {
        Fault::Name(fault) => fault.to_string(),
        Fault::Email(fault) => fault.to_string(),
        Fault::YearNotChosen => {
            "the codice fiscale leaves two days, say which one it is".to_owned()
        }
        Fault::EmailDiffers | Fault::NotAccepted => "missing".to_owned(),
    };
    format!("{option}: {text}")
}

fn warning(found: &SoftWarning) -> String {
    match found {
        SoftWarning::Email(EmailHint::MistypedDomain { suggestion }) => {
            format!("--email looks mistyped, perhaps it is {suggestion}")
        }
        SoftWarning::Email(EmailHint::LooksLikePec) => {
            "--email looks like a certified mailbox (PEC), which often refuses ordinary mail"
                .to_owned()
        }
        SoftWarning::NamesDiffer => {
            "--given-name and --family-name do not match the codice fiscale".to_owned()
        }
        SoftWarning::TooYoung => "by the codice fiscale the person is very young".to_owned(),
        SoftWarning::Place(places) => {
            let names: Vec<_> = places.iter().map(ToString::to_string).collect();
            format!("--birth-place may be any of: {}", names.join(", "))
        }
    }
}
