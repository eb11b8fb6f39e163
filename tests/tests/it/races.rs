//! Many at once, a few rounds of each race; the campaign is `cargo xtask races`.

use anyhow::{Result, ensure};
use varco_tests::races::arena::Ground;
use varco_tests::races::campaign;
use varco_tests::races::register::sabotage::Sabotage;
use varco_tests::races::rounds::Race;

const ROUNDS: u16 = 2;

async fn exactly_one_wins(race: Race) -> Result<()> {
    for ground in [Ground::Sqlite, Ground::Postgres] {
        let report = campaign::race(race, ground, ROUNDS, 1).await?;
        ensure!(report.violations() == 0, "{}", report.as_json());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r06_of_many_registrations_of_one_codice_fiscale_one_opens_an_utenza() -> Result<()> {
    exactly_one_wins(Race::SameCode).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r16_a_link_works_once_among_two_hundred_uses() -> Result<()> {
    exactly_one_wins(Race::SameLink).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r55_of_many_changes_of_one_password_one_wins_and_the_others_are_told() -> Result<()> {
    exactly_one_wins(Race::SameAccount).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r04_an_answer_to_the_captcha_passes_once() -> Result<()> {
    exactly_one_wins(Race::SameAnswer).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r06_an_impatient_person_gets_one_mail() -> Result<()> {
    exactly_one_wins(Race::SameFlow).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r65_many_workers_send_every_mail_once() -> Result<()> {
    exactly_one_wins(Race::SameMails).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r06_people_of_one_name_get_a_username_each() -> Result<()> {
    exactly_one_wins(Race::SameName).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r50_r55_an_order_explains_what_clients_of_one_utenza_were_told() -> Result<()> {
    for (ground, histories) in [
        (Ground::Memory, 50),
        (Ground::Sqlite, 20),
        (Ground::Postgres, 30),
    ] {
        let report = campaign::histories(ground, histories, 1, None).await?;
        ensure!(report.violations() == 0, "{}", report.as_json());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_broken_store_is_found_out() -> Result<()> {
    for sabotage in Sabotage::ALL {
        let report = campaign::histories(Ground::Memory, 50, 1, Some(sabotage)).await?;
        ensure!(report.violations() > 0, "{sabotage:?}");
    }
    Ok(())
}
