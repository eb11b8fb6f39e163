//! *Variazione dati di recapito*.

use varco_domain::audit::AuditEvent;
use varco_domain::contacts::DomicileForm;
use varco_domain::utenza::{RecapitiField, RecapitiForm};
use varco_ports::{AccountStore, Template};
use varco_usecases::{
    ChangeRecapitiError, ChangeRecapitiInput, CurrentSession, Failure, RecapitiOutcome,
};

use crate::world::{EMAIL, World};

const HOME: RecapitiForm<'_> = RecapitiForm {
    mobile: "333 1234567",
    landline: "",
    domicile: DomicileForm {
        is_abroad: false,
        street: "Via Roma 1",
        postal_code: "00184",
        province: "RM",
        town: "Roma",
        country: "",
    },
};

const ABROAD: RecapitiForm<'_> = RecapitiForm {
    domicile: DomicileForm {
        is_abroad: true,
        street: "Calle Mayor 3",
        town: "Madrid",
        country: "Spagna",
        ..HOME.domicile
    },
    ..HOME
};

async fn signed_in(world: &World) -> CurrentSession {
    let (_, session) = world.active().await;
    world.seen(&session.token).await
}

/// The change from what the session sees.
async fn change(
    world: &World,
    current: &CurrentSession,
    form: RecapitiForm<'_>,
) -> Result<RecapitiOutcome, ChangeRecapitiError> {
    let seen = current.version;
    let input = ChangeRecapitiInput { form, seen };
    world.usecases.change_recapiti(current, input).await
}

async fn notices(world: &World) -> Vec<String> {
    let mails = world.mails().await;
    let told = mails
        .iter()
        .filter(|mail| matches!(mail.template, Template::RecapitiChanged { .. }));
    told.map(|mail| mail.to.to_string()).collect()
}

#[tokio::test]
async fn r53_the_first_recapiti_and_every_change_are_kept_noted_and_told() {
    let world = World::new();
    let (_, session) = world.active().await;
    assert_eq!(world.account().await.recapiti, None);
    for (count, form) in [(1, HOME), (2, ABROAD)] {
        let current = world.seen(&session.token).await;
        let outcome = change(&world, &current, form).await.unwrap();
        assert_eq!(outcome, RecapitiOutcome::Changed);
        let account = world.account().await;
        assert_eq!(account.recapiti, form.check().ok());
        assert_eq!(notices(&world).await, vec![EMAIL; count]);
        assert_eq!(world.noted(AuditEvent::RecapitiChanged), count);
    }
}

#[tokio::test]
async fn nothing_is_written_or_told_where_nothing_has_changed() {
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.seen(&session.token).await;
    change(&world, &current, HOME).await.unwrap();
    let current = world.seen(&session.token).await;
    let written = RecapitiForm {
        mobile: "+39 (333) 123-4567",
        ..HOME
    };
    let outcome = change(&world, &current, written).await.unwrap();
    assert_eq!(outcome, RecapitiOutcome::Unchanged);
    let version = world.seen(&session.token).await.version;
    assert_eq!(version, current.version);
    assert_eq!(notices(&world).await.len(), 1);
}

#[tokio::test]
async fn of_two_tabs_the_later_one_is_told_and_the_same_form_twice_is_one_change() {
    let world = World::new();
    // Both tabs show the account as it is before any change.
    let tab = signed_in(&world).await;
    change(&world, &tab, HOME).await.unwrap();
    let again = change(&world, &tab, HOME).await.unwrap();
    assert_eq!(again, RecapitiOutcome::Changed);
    let later = change(&world, &tab, ABROAD).await;
    assert!(matches!(later, Err(ChangeRecapitiError::Conflict)));
    assert_eq!(world.account().await.recapiti, HOME.check().ok());
    assert_eq!(notices(&world).await.len(), 1);
}

#[tokio::test]
async fn a_tab_that_was_opened_before_another_change_is_told_though_nobody_is_faster_now() {
    let world = World::new();
    let (_, session) = world.active().await;
    let before = world.seen(&session.token).await;
    change(&world, &before, HOME).await.unwrap();
    let now = world.seen(&session.token).await;
    let seen = before.version;
    let input = ChangeRecapitiInput { form: ABROAD, seen };
    let outcome = world.usecases.change_recapiti(&now, input).await;
    assert!(matches!(outcome, Err(ChangeRecapitiError::Conflict)));
}

#[tokio::test]
async fn faults_come_back_in_the_order_of_the_fields_and_nothing_is_kept() {
    let world = World::new();
    let current = signed_in(&world).await;
    let outcome = change(&world, &current, RecapitiForm::default()).await;
    let Err(ChangeRecapitiError::Faults(faults)) = outcome else {
        panic!("accepted")
    };
    assert_eq!(faults[0].field, RecapitiField::Mobile);
    assert_eq!(faults.len(), 5);
    assert_eq!(world.account().await.recapiti, None);
}

#[tokio::test]
async fn every_port_that_fails_leaves_the_recapiti_as_they_are() {
    let probe = World::new();
    let current = signed_in(&probe).await;
    probe.plan.fail_at(0);
    change(&probe, &current, HOME).await.unwrap();
    let calls = probe.plan.calls();
    assert_eq!(calls, 2, "one mail is sealed, one commit made");
    for call in 1..=calls {
        let world = World::new();
        let current = signed_in(&world).await;
        world.plan.fail_at(call);
        let outcome = change(&world, &current, HOME).await;
        let Err(ChangeRecapitiError::Failure(failure)) = outcome else {
            panic!("call {call}: {outcome:?}")
        };
        // A key that has gone does not come back; a store does.
        assert_eq!(matches!(failure, Failure::Broken(_)), call == 1);
        assert_eq!(world.account().await.recapiti, None, "call {call}");
        change(&world, &current, HOME).await.unwrap();
    }
}

#[tokio::test]
async fn a_lost_answer_is_found_again_by_sending_the_same() {
    let world = World::new();
    let current = signed_in(&world).await;
    world.plan.lose_answer_of(2);
    let lost = change(&world, &current, HOME).await;
    assert!(matches!(lost, Err(ChangeRecapitiError::Failure(_))));
    let found = world.store.find(current.account.id).await.unwrap();
    assert_eq!(found.unwrap().value.recapiti, HOME.check().ok());
    let again = change(&world, &current, HOME).await.unwrap();
    assert_eq!(again, RecapitiOutcome::Changed);
    assert_eq!(notices(&world).await, [EMAIL]);
}
