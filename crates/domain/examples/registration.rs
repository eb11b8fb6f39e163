//! Walks from a codice fiscale to an active utenza in memory, without a database, a mail server or a
//! clock: whoever embeds the crate brings those.
//!
//! ```sh
//! cargo run -p varco-domain --example registration
//! ```

#![expect(clippy::print_stdout, reason = "the result goes to standard output")]

use std::error::Error;

use jiff::{SignedDuration, Timestamp, civil::date};
use secrecy::{ExposeSecret, SecretString};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::{Password, PasswordPolicy, one_time_password};
use varco_domain::id::{AccountId, RegistrationId, TicketId};
use varco_domain::registration::{
    Command, Declaration, DeclarationForm, DeclarationOutcome, DocumentRef, Effect, Holder,
    LegalDocuments, Registration, RegistrationRules,
};
use varco_domain::utenza::{Account, Credential, PasswordHash, Username};

fn main() -> Result<(), Box<dyn Error>> {
    let rules = RegistrationRules::default();
    let mut now: Timestamp = "2026-11-20T12:00:00Z".parse()?;

    // Step 1: the codice fiscale.
    let code = CodiceFiscale::parse("rss mra 85t10 a562s")?;
    let id = RegistrationId::new(now, &[1; 10]);
    let opened = Registration::open(id, code, &rules, now);

    // Step 2: personal data.
    let declaration = declare(&code, &rules, now)?;
    let declared = opened.apply(Command::Declare(Box::new(declaration)), &rules, now)?;

    // Step 3: confirmed; a mail is to be sent.
    let ticket = TicketId::new(now, &[2; 10]);
    let holder = Holder::Nobody;
    let confirm = Command::Confirm { ticket, holder };
    let awaiting = declared.next.apply(confirm, &rules, now)?;
    println!("{:?}", awaiting.effect);

    // The link came back an hour later: the utenza opens.
    now += SignedDuration::from_hours(1);
    let account = AccountId::new(now, &[3; 10]);
    let activated = awaiting
        .next
        .apply(Command::Activate { account }, &rules, now)?;
    let Some(Effect::OpenAccount { declaration, .. }) = activated.effect else {
        return Err("activation opens an account".into());
    };
    // The same bytes at every run: a real program asks the operating system for them.
    let entropy = std::array::from_fn(|at| u8::try_from(at * 37 % 256).unwrap_or_default());
    let one_time = one_time_password(&entropy).ok_or("too few usable bytes")?;
    let policy = PasswordPolicy::MODERN;
    let opened = open(account, &activated.next, *declaration, &one_time, now);
    println!("{} may {:?}", opened.username, opened.admit(&policy, now));

    // First login: the person chooses a password.
    let words = opened.personal_words();
    let typed = Password::from_typed(&SecretString::from("tramonto giallo"));
    let used = Password::from_typed(&one_time);
    let chosen = policy
        .check(&typed, &words, Some(&used))
        .map_err(|findings| format!("refused: {findings:?}"))?;
    let hash = pretend_hash(chosen.as_password().as_secret());
    let active = opened.with_chosen_password(hash, &policy, now);
    println!("{} may {:?}", active.username, active.admit(&policy, now));
    Ok(())
}

fn declare(
    code: &CodiceFiscale,
    rules: &RegistrationRules,
    now: Timestamp,
) -> Result<Declaration, Box<dyn Error>> {
    let form = DeclarationForm {
        given_name: "Mario",
        family_name: "Rossi",
        email: "mario.rossi@esempio.it",
        email_repeat: "mario.rossi@esempio.it",
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    };
    let document = |version: &str| DocumentRef {
        version: version.to_owned(),
        digest: [0; 32],
    };
    let documents = LegalDocuments {
        terms: document("2026-11-01"),
        privacy: document("2026-11-01"),
    };
    match form.check(code, &documents, rules, (now, date(2026, 11, 20))) {
        DeclarationOutcome::Accepted(declaration) => Ok(*declaration),
        DeclarationOutcome::Warnings(warnings) => Err(format!("to confirm: {warnings:?}").into()),
        DeclarationOutcome::Faults(faults) => Err(format!("to mend: {faults:?}").into()),
    }
}

fn open(
    id: AccountId,
    registration: &Registration,
    declaration: Declaration,
    one_time: &SecretString,
    now: Timestamp,
) -> Account {
    let username = Username::assign(&declaration.given_name, &declaration.family_name, 1);
    let credential = Credential::OneTime {
        hash: pretend_hash(one_time),
        expires_at: now + RegistrationRules::default().one_time_life,
    };
    let code = registration.codice_fiscale;
    Account::opened(id, code, username, declaration, credential, now)
}

/// Hashing is an adapter's work; a real program uses argon2id.
fn pretend_hash(password: &SecretString) -> PasswordHash {
    PasswordHash::from_phc(format!("$pretended${}", password.expose_secret().len()))
}
