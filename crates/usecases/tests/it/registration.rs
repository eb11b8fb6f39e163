//! Steps 1 to 3 and the waiting for the mail.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::date;
use varco_domain::audit::AuditEvent;
use varco_domain::registration::{RegistrationState, TicketVerdict};
use varco_domain::utenza::{Beneficiary, IssuePeriod, IssuePolicy};
use varco_ports::{CommitError, MockCommit, Template};
use varco_usecases::{
    CaptchaFault, ConfirmError, CorrectEmailError, CorrectEmailInput, DeclareError, Failure,
    RenewError, ResendError, Settings, StartError, StartInput,
};

use crate::world::{CODE, EMAIL, World, form, settings};

#[tokio::test]
async fn a_slip_in_the_code_and_a_missing_challenge_are_told_together() {
    let world = World::new();
    let flow = world.usecases.open_flow();
    let input = StartInput {
        flow: &flow,
        codice_fiscale: "RSSMRA85T10A562X",
        human: None,
        client: &world.client,
    };
    let error = world.usecases.start_registration(input).await.unwrap_err();
    let StartError::Invalid {
        code: Some(_),
        captcha: Some(CaptchaFault::Missing),
    } = error
    else {
        panic!("{error:?}");
    };
}

#[tokio::test]
async fn going_back_to_step_1_keeps_the_data_of_step_2() {
    let world = World::new();
    let flow = world.usecases.open_flow();
    world.start(&flow, CODE).await.unwrap();
    world
        .usecases
        .declare_person(&flow, &form(EMAIL))
        .await
        .unwrap();
    let same = world.start(&flow, CODE).await.unwrap();
    assert!(matches!(same.state, RegistrationState::Declared { .. }));
    let other = world.start(&flow, "FOXDRA26C24I725A").await.unwrap();
    assert_eq!(other.declaration().unwrap().given_name.as_str(), "Mario");
    assert!(matches!(other.state, RegistrationState::Identified { .. }));
}

#[tokio::test]
async fn r03_no_step_is_skipped_or_done_with_the_flow_of_somebody_else() {
    let world = World::new();
    let (mine, other) = (world.usecases.open_flow(), world.usecases.open_flow());
    let error = world
        .usecases
        .declare_person(&mine, &form(EMAIL))
        .await
        .unwrap_err();
    assert!(matches!(error, DeclareError::NotFound));
    world.start(&mine, CODE).await.unwrap();
    let error = world
        .usecases
        .confirm_registration(&mine, &world.client)
        .await
        .unwrap_err();
    assert!(matches!(error, ConfirmError::OutOfOrder));
    world
        .usecases
        .declare_person(&mine, &form(EMAIL))
        .await
        .unwrap();
    let error = world
        .usecases
        .confirm_registration(&other, &world.client)
        .await
        .unwrap_err();
    assert!(matches!(error, ConfirmError::NotFound));
}

#[tokio::test]
async fn confirming_twice_mails_once() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    let again = world
        .usecases
        .confirm_registration(&flow, &world.client)
        .await
        .unwrap();
    assert!(matches!(
        again.state,
        RegistrationState::AwaitingActivation { .. }
    ));
    assert_eq!(world.mails().await.len(), 1);
    let confirmed = world
        .store
        .audit()
        .iter()
        .filter(|e| e.event == AuditEvent::RegistrationConfirmed)
        .count();
    assert_eq!(confirmed, 1);
}

#[tokio::test]
async fn a_confirmed_registration_is_neither_restarted_nor_changed() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    assert!(matches!(
        world.start(&flow, CODE).await,
        Err(StartError::Confirmed)
    ));
    let error = world
        .usecases
        .declare_person(&flow, &form(EMAIL))
        .await
        .unwrap_err();
    assert!(matches!(error, DeclareError::Confirmed));
}

#[tokio::test]
async fn a_draft_is_over_after_a_day_and_a_pending_registration_after_three() {
    let world = World::new();
    let draft = world.usecases.open_flow();
    world.start(&draft, CODE).await.unwrap();
    let pending = world.confirmed(EMAIL).await;
    world.pass(SignedDuration::from_hours(24));
    assert!(
        world
            .usecases
            .find_registration(&draft)
            .await
            .unwrap()
            .is_none()
    );
    assert!(matches!(
        world.start(&draft, CODE).await,
        Err(StartError::Over)
    ));
    assert!(
        world
            .usecases
            .find_registration(&pending)
            .await
            .unwrap()
            .is_some()
    );
    world.pass(SignedDuration::from_hours(48));
    assert!(
        world
            .usecases
            .find_registration(&pending)
            .await
            .unwrap()
            .is_none()
    );
    assert!(world.usecases.sweep().await.unwrap() > 0);
}

#[tokio::test]
async fn the_mail_comes_again_after_a_minute_and_supersedes_the_one_before() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    let (old, _) = world.ticket().await;
    let error = world
        .usecases
        .resend_activation(&flow, &world.client)
        .await
        .unwrap_err();
    assert!(matches!(error, ResendError::TooSoon { .. }));
    world.pass(SignedDuration::from_mins(1));
    world
        .usecases
        .resend_activation(&flow, &world.client)
        .await
        .unwrap();
    let (new, _) = world.ticket().await;
    let verdict = async |ticket| {
        let seen = world.usecases.inspect_ticket(&ticket, &world.client).await;
        seen.unwrap().unwrap().unwrap().verdict
    };
    assert!(matches!(
        verdict(old).await,
        TicketVerdict::Superseded { .. }
    ));
    assert_eq!(verdict(new).await, TicketVerdict::Good);
}

#[tokio::test]
async fn after_three_mails_there_are_no_more() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    for _ in 0..2 {
        world.pass(SignedDuration::from_mins(1));
        world
            .usecases
            .resend_activation(&flow, &world.client)
            .await
            .unwrap();
    }
    world.pass(SignedDuration::from_mins(1));
    assert!(matches!(
        world.usecases.resend_activation(&flow, &world.client).await,
        Err(ResendError::TooMany)
    ));
}

#[tokio::test]
async fn a_corrected_address_gets_the_mail_and_the_old_link_dies() {
    let world = World::new();
    let flow = world.confirmed("mario.rosi@esempio.it").await;
    let (old, _) = world.ticket().await;
    world.pass(SignedDuration::from_mins(1));
    let wrong = CorrectEmailInput {
        flow: &flow,
        email: EMAIL,
        email_repeat: "x@esempio.it",
        client: &world.client,
    };
    assert!(matches!(
        world.usecases.correct_email(wrong).await,
        Err(CorrectEmailError::Differs)
    ));
    let input = CorrectEmailInput {
        flow: &flow,
        email: EMAIL,
        email_repeat: EMAIL,
        client: &world.client,
    };
    world.usecases.correct_email(input).await.unwrap();
    assert_eq!(world.mails().await.last().unwrap().to.as_str(), EMAIL);
    assert!(world.activate(&old).await.is_err());
    let (new, _) = world.ticket().await;
    assert!(world.activate(&new).await.is_ok());
}

#[tokio::test]
async fn an_expired_link_is_renewed_with_one_click_and_a_good_one_is_not() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    let renewed = world.usecases.renew_activation(&link, &world.client).await;
    assert!(matches!(renewed, Err(RenewError::NotRenewable)));
    world.pass(SignedDuration::from_hours(24));
    world
        .usecases
        .renew_activation(&link, &world.client)
        .await
        .unwrap();
    let (new, _) = world.ticket().await;
    assert!(world.activate(&new).await.is_ok());
}

#[tokio::test]
async fn r05_a_code_that_has_an_utenza_looks_the_same_and_only_its_holder_is_told() {
    let world = World::new();
    world.active().await;
    let before = world.mails().await.len();
    let flow = world.confirmed("somebody.else@esempio.it").await;
    let registration = world
        .usecases
        .find_registration(&flow)
        .await
        .unwrap()
        .unwrap();
    assert!(matches!(
        registration.state,
        RegistrationState::AwaitingActivation { .. }
    ));
    let mails = world.mails().await;
    assert_eq!(mails.len(), before + 1);
    assert_eq!(mails[before].to.as_str(), EMAIL);
    assert!(matches!(
        mails[before].template,
        Template::AlreadyRegistered { .. }
    ));
    world.confirmed("a.third@esempio.it").await;
    assert_eq!(
        world.mails().await.len(),
        before + 1,
        "told more than once a day"
    );
}

#[tokio::test]
async fn losing_every_race_is_a_failure_that_asks_for_patience() {
    let mut commit = MockCommit::new();
    commit
        .expect_commit()
        .times(10)
        .returning(|_| Err(CommitError::Conflict));
    let world = World::new().replacing(|ports| ports.commit = Arc::new(commit));
    let flow = world.usecases.open_flow();
    let error = world.start(&flow, CODE).await.unwrap_err();
    assert!(matches!(
        error,
        StartError::Failure(Failure::Unavailable { .. })
    ));
}

#[tokio::test]
async fn where_nobody_may_register_today_the_first_step_says_from_when() {
    let period = |day, to: &[Beneficiary]| IssuePeriod {
        from: day,
        beneficiaries: to.to_vec(),
    };
    let opens = date(2027, 1, 1);
    let closed = period(date(2026, 1, 1), &[]);
    let issue = IssuePolicy::new(vec![closed, period(opens, &[Beneficiary::Everybody])]).unwrap();
    let world = World::with(Settings {
        issue,
        ..settings()
    });
    let flow = world.usecases.open_flow();
    let error = world.start(&flow, CODE).await.unwrap_err();
    let StartError::Closed { opens: told } = error else {
        panic!("{error:?}")
    };
    assert_eq!(told, Some(opens));
    world.clock.set("2027-01-01T00:00:00Z".parse().unwrap());
    assert!(world.start(&flow, CODE).await.is_ok());
}
