//! The language in which a person is written to.

use secrecy::SecretBox;
use varco_domain::audit::AuditEvent;
use varco_domain::language::Language;
use varco_domain::registration::DeclarationForm;
use varco_ports::Message;
use varco_usecases::ActivateOutcome;

use crate::world::{CHOSEN, CODE, EMAIL, World, form};

/// The templates mailed so far by name, each with its language.
async fn mailed(world: &World) -> Vec<(&'static str, Language)> {
    let mails = world.mails().await.into_iter();
    let mut mailed: Vec<_> = mails
        .map(|mail| (mail.template.name(), mail.language))
        .collect();
    mailed.sort_unstable_by_key(|(name, _)| *name);
    mailed
}

#[tokio::test]
async fn mails_are_in_the_language_of_the_registration() {
    let world = World::new();
    let flow = world.usecases.open_flow();
    world.start(&flow, CODE).await.unwrap();
    let form = DeclarationForm {
        language: Language::De,
        ..form(EMAIL)
    };
    let (usecases, client) = (&world.usecases, &world.client);
    usecases.declare_person(&flow, &form).await.unwrap();
    usecases.confirm_registration(&flow, client).await.unwrap();
    let (link, _) = world.ticket().await;
    assert_eq!(
        world.activate(&link).await.unwrap(),
        ActivateOutcome::Opened
    );
    // Somebody else tries the same code in Italian: the holder is told in German.
    world.confirmed("altro@esempio.it").await;
    assert_eq!(
        mailed(&world).await,
        [
            ("activation", Language::De),
            ("already_registered", Language::De),
            ("one_time_password", Language::De),
        ]
    );
}

#[tokio::test]
async fn another_language_is_chosen_once_and_counts_for_what_is_mailed_from_then_on() {
    let world = World::new();
    let (username, session) = world.active().await;
    let current = world.seen(&session.token).await;
    for language in [Language::En, Language::En] {
        // The second time the page shows what was there before.
        let chosen = world.usecases.choose_language(&current, language).await;
        chosen.unwrap();
        assert_eq!(world.account().await.language, language);
        assert_eq!(world.noted(AuditEvent::LanguageChosen), 1);
    }
    let opened = world.log_in(&username, CHOSEN).await.unwrap();
    let other = "un altro tramonto giallo";
    world.change(&opened.token, CHOSEN, other).await.unwrap();
    let notices: Vec<_> = mailed(&world)
        .await
        .into_iter()
        .filter(|(name, _)| *name == "password_changed")
        .collect();
    let notice = |language| ("password_changed", language);
    assert_eq!(notices, [notice(Language::It), notice(Language::En)]);
}

#[test]
fn what_was_sealed_before_there_were_languages_is_in_italian() {
    let sealed = br#"{"to":"mario@esempio.it","template":{"template":"welcome",
        "given_name":"Mario","username":"mario.rossi"}}"#;
    let id = varco_domain::id::MessageId::new(jiff::Timestamp::UNIX_EPOCH, &[0; 10]);
    let mut message = Message::decode(id, &SecretBox::new((*sealed).into())).unwrap();
    assert_eq!(message.language, Language::It);
    for language in Language::ALL {
        message.language = language;
        let read = Message::decode(id, &message.encode().unwrap()).unwrap();
        assert_eq!(read.language, language);
    }
}
