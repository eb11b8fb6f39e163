//! From the link to the open utenza.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::{Acceptance, TicketVerdict};
use varco_domain::utenza::{Account, AccountStatus, Credential, Username};
use varco_ports::{
    AccountStore, CommitError, DueReminders, MockCommit, StoreError, Template, UniqueKey, Versioned,
};
use varco_usecases::{
    ActivateError, ActivateInput, ActivateOutcome, Client, Failure, InitialCredential,
    PresentedTicket, Settings, UseCases,
};

use crate::world::{CHOSEN, CODE, EMAIL, World, form, settings};

#[tokio::test]
async fn link_and_code_both_open_the_utenza_and_then_say_that_it_is_open() {
    for by_code in [false, true] {
        let world = World::new();
        world.confirmed(EMAIL).await;
        let (link, code) = world.ticket().await;
        let (first, second) = if by_code {
            (&code, &link)
        } else {
            (&link, &code)
        };
        assert_eq!(
            world.activate(first).await.unwrap(),
            ActivateOutcome::Opened
        );
        assert_eq!(
            world.activate(second).await.unwrap(),
            ActivateOutcome::AlreadyOpen
        );
        assert_eq!(world.mails().await.len(), 2);
    }
}

#[tokio::test]
async fn r15_looking_at_a_link_twenty_times_changes_nothing() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    for _ in 0..20 {
        let seen = world
            .usecases
            .inspect_ticket(&link, &world.client)
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        assert_eq!(seen.verdict, TicketVerdict::Good);
    }
    assert_eq!(
        world.activate(&link).await.unwrap(),
        ActivateOutcome::Opened
    );
}

#[tokio::test]
async fn r14_a_link_is_good_to_the_last_second_and_then_explains_itself() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    world.pass(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    let seen = world
        .usecases
        .inspect_ticket(&link, &world.client)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(seen.verdict, TicketVerdict::Good);
    world.pass(SignedDuration::from_secs(1));
    let error = world.activate(&link).await.unwrap_err();
    assert!(matches!(
        error,
        ActivateError::Refused(TicketVerdict::Expired)
    ));
}

#[tokio::test]
async fn unknown_links_and_impossible_codes_are_unknown() {
    let world = World::new();
    for ticket in [
        PresentedTicket::Link(SecretString::from("A".repeat(43))),
        PresentedTicket::Link(SecretString::from("short")),
        PresentedTicket::Code(SecretString::from("ABCD2345")),
        PresentedTicket::Code(SecretString::from("")),
    ] {
        assert!(matches!(
            world.activate(&ticket).await,
            Err(ActivateError::Unknown)
        ));
    }
}

#[tokio::test]
async fn codes_cannot_be_guessed_for_ever() {
    let world = World::new();
    let wrong = PresentedTicket::Code(SecretString::from("ABCD2345"));
    let mut refused = None;
    for attempt in 1..=1_100 {
        if let Err(ActivateError::Throttled { .. }) = world.activate(&wrong).await {
            refused = Some(attempt);
            break;
        }
    }
    assert_eq!(refused, Some(1_001));
}

#[tokio::test]
async fn r07_of_two_registrations_of_one_code_the_first_activation_wins() {
    let world = World::new();
    world.confirmed("attacker@esempio.it").await;
    let (theirs, _) = world.ticket().await;
    world.confirmed(EMAIL).await;
    let (mine, _) = world.ticket().await;
    assert_eq!(
        world.activate(&mine).await.unwrap(),
        ActivateOutcome::Opened
    );
    let error = world.activate(&theirs).await.unwrap_err();
    assert!(matches!(error, ActivateError::Taken), "{error:?}");
}

#[tokio::test]
async fn a_holder_who_appears_between_look_and_commit_is_noticed() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    let mut commit = MockCommit::new();
    commit
        .expect_commit()
        .times(50)
        .returning(|_| Err(CommitError::Duplicate(UniqueKey::CodiceFiscale)));
    let world = world.replacing(|ports| ports.commit = Arc::new(commit));
    let error = world.activate(&link).await.unwrap_err();
    assert!(matches!(
        error,
        ActivateError::Failure(Failure::Unavailable { .. })
    ));
}

/// Looks for the holder only after the same link has been used elsewhere.
#[derive(Debug)]
struct TooLate {
    elsewhere: UseCases,
    link: PresentedTicket,
    client: Client,
    inner: Arc<dyn AccountStore>,
}

#[async_trait]
impl AccountStore for TooLate {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        self.inner.find(id).await
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let input = ActivateInput {
            ticket: &self.link,
            chosen: None,
            client: &self.client,
        };
        self.elsewhere.activate(input).await.unwrap();
        self.inner.find_by_codice_fiscale(code).await
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.inner.find_by_username(username).await
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        self.inner.highest_homonym(base).await
    }

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        self.inner.former_acceptances(id).await
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        self.inner.find_to_remind(due).await
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        self.inner.find_deletions_asked().await
    }
}

#[tokio::test]
async fn r16_who_uses_one_link_twice_at_once_is_told_that_it_is_open() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    let late = TooLate {
        elsewhere: world.usecases.clone(),
        link: link.clone(),
        client: world.client.clone(),
        inner: world.ports.accounts.clone(),
    };
    let world = world.replacing(|ports| ports.accounts = Arc::new(late));
    assert_eq!(
        world.activate(&link).await.unwrap(),
        ActivateOutcome::AlreadyOpen
    );
}

#[tokio::test]
async fn homonyms_are_numbered() {
    let world = World::new();
    let (first, _) = world.opened().await;
    let flow = world.usecases.open_flow();
    // An omocodic form is another person.
    world.start(&flow, "RSSMRA85T10A56NH").await.unwrap();
    world
        .usecases
        .declare_person(&flow, &form("altro@esempio.it"))
        .await
        .unwrap();
    world
        .usecases
        .confirm_registration(&flow, &world.client)
        .await
        .unwrap();
    let (link, _) = world.ticket().await;
    world.activate(&link).await.unwrap();
    let (second, _) = world.credentials().await;
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("mario.rossi", "mario.rossi2")
    );
}

#[tokio::test]
async fn where_it_is_configured_the_password_is_chosen_at_activation_and_never_mailed() {
    let world = World::with(Settings {
        initial_credential: InitialCredential::ChosenAtActivation,
        ..settings()
    });
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    let activate = async |password: &str, repeat: &str| {
        let (password, repeat) = (SecretString::from(password), SecretString::from(repeat));
        let chosen = Some((&password, &repeat));
        world
            .usecases
            .activate(ActivateInput {
                ticket: &link,
                chosen,
                client: &world.client,
            })
            .await
    };
    assert!(matches!(
        activate("short", "short").await,
        Err(ActivateError::Password(_))
    ));
    assert!(matches!(
        activate(CHOSEN, "another one entirely").await,
        Err(ActivateError::PasswordsDiffer)
    ));
    assert_eq!(
        activate(CHOSEN, CHOSEN).await.unwrap(),
        ActivateOutcome::Opened
    );
    let mails = world.mails().await;
    assert!(matches!(
        mails.last().unwrap().template,
        Template::Welcome { .. }
    ));
    let code = varco_domain::codice_fiscale::CodiceFiscale::parse(CODE).unwrap();
    let account = world
        .ports
        .accounts
        .find_by_codice_fiscale(&code)
        .await
        .unwrap()
        .unwrap()
        .value;
    assert_eq!(account.status, AccountStatus::Active);
    assert!(matches!(account.credential, Credential::Chosen { .. }));
    assert!(world.log_in("mario.rossi", CHOSEN).await.is_ok());
}

#[tokio::test]
async fn r19_link_and_one_time_password_never_travel_in_one_mail() {
    let world = World::new();
    let (_, one_time) = world.opened().await;
    for mail in world.mails().await {
        let bytes = mail.encode().unwrap();
        let text = String::from_utf8(bytes.expose_secret().to_vec()).unwrap();
        assert!(!(text.contains("token") && text.contains(one_time.expose_secret())));
    }
}
