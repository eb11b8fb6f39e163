//! Every page in every state, in a real browser: accessible, in its place, light, valid.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use reqwest::StatusCode;
use varco::pages;
use varco_tests::gallery::Walk;
use varco_tests::seat::Manner;
use varco_tests::stage::Stage;
use varco_tests::web::Visitor;

#[tokio::test]
async fn every_page_of_a_registration_stands_up_to_a_close_look() -> Result<()> {
    Walk::Registration.go(Manner::STRICT).await
}

#[tokio::test]
async fn a_registration_needs_no_javascript() -> Result<()> {
    Walk::Registration.go(Manner::WITHOUT_SCRIPT).await
}

#[tokio::test]
async fn what_a_codice_fiscale_leaves_open_stands_up_to_a_close_look() -> Result<()> {
    Walk::Births.go(Manner::STRICT).await
}

#[tokio::test]
async fn every_page_of_the_area_stands_up_to_a_close_look() -> Result<()> {
    Walk::Area.go(Manner::STRICT).await
}

#[tokio::test]
async fn the_area_needs_no_javascript() -> Result<()> {
    Walk::Area.go(Manner::WITHOUT_SCRIPT).await
}

#[tokio::test]
async fn every_page_of_the_recovery_stands_up_to_a_close_look() -> Result<()> {
    Walk::Recovery.go(Manner::STRICT).await
}

#[tokio::test]
async fn the_recovery_needs_no_javascript() -> Result<()> {
    Walk::Recovery.go(Manner::WITHOUT_SCRIPT).await
}

#[tokio::test]
async fn r46_the_dialog_asks_who_is_there_and_tells_the_server() -> Result<()> {
    Walk::Dialog.go(Manner::STRICT).await
}

#[tokio::test]
async fn every_state_of_a_mailed_link_stands_up_to_a_close_look() -> Result<()> {
    Walk::Links.go(Manner::STRICT).await
}

#[tokio::test]
async fn every_way_through_the_login_stands_up_to_a_close_look() -> Result<()> {
    Walk::Access.go(Manner::STRICT).await
}

#[tokio::test]
async fn the_linked_services_stand_up_to_a_close_look() -> Result<()> {
    Walk::Services.go(Manner::STRICT).await
}

#[tokio::test]
async fn pages_that_are_the_same_for_everybody_stand_up_to_a_close_look() -> Result<()> {
    Walk::Plain.go(Manner::STRICT).await
}

#[tokio::test]
async fn german_pages_have_room_for_their_words() -> Result<()> {
    Walk::German.go(Manner::STRICT).await
}

#[tokio::test]
async fn closed_registrations_stand_up_to_a_close_look() -> Result<()> {
    Walk::Closed.go(Manner::STRICT).await
}

#[tokio::test]
async fn the_mailbox_of_the_demo_stands_up_to_a_close_look() -> Result<()> {
    Walk::Demo.go(Manner::STRICT).await
}

#[tokio::test]
async fn every_refusal_stands_up_to_a_close_look() -> Result<()> {
    Walk::Refusals.go(Manner::STRICT).await
}

#[tokio::test]
async fn a_suspended_service_stands_up_to_a_close_look_in_the_language_chosen() -> Result<()> {
    Walk::Suspended.go(Manner::STRICT).await
}

/// What can be opened and is no page: files, what the scripts ask for, what has a name in its address, what only leads to a page.
const NO_PAGES: [&str; 8] = [
    "/guida/:pagina",
    "/luoghi",
    "/area/recapiti/riepilogo",
    "/lingua/:tag",
    "/assets/:file",
    "/sessione",
    "/area/servizi/stato",
    "/area/dati-personali/esporta",
];

#[tokio::test]
async fn no_page_is_left_out_of_the_gallery() -> Result<()> {
    let stage = Stage::start().await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let seen = Walk::ALL.into_iter().flat_map(Walk::sights);
    let mut seen: BTreeSet<&str> = seen.map(|sight| sight.path).collect();
    seen.extend(NO_PAGES);
    for path in pages::paths() {
        let is_opened = visitor.open(path).await?.status != StatusCode::METHOD_NOT_ALLOWED;
        ensure!(
            !is_opened || seen.contains(path),
            "{path} is on no walk of tests/src/gallery"
        );
    }
    Ok(())
}
