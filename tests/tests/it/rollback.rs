//! Restored backups, a few rounds; the campaign is `cargo xtask rollbacks`.

use std::fs;

use anyhow::{Result, ensure};
use varco_tests::account;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::rollback::round;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bk1_nothing_of_the_past_comes_alive_and_everybody_goes_on() -> Result<()> {
    for database in Database::ALL {
        for number in 0..2 {
            round(database, number).await?;
        }
    }
    Ok(())
}

/// A file of SQLite's own format can be put into place by hand; then the past is alive, until told.
#[tokio::test]
async fn bk1_what_other_tools_have_restored_is_made_void_by_a_command() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let (api, username) = account::active(&stage, &Person::number(810)?).await?;
    let site = stage.varco.site();
    ensure!(site.run(&["backup", "backup"]).await?.status.success());
    let smtp = format!("smtp://{}", stage.sink.address());
    let other = Site::new(Database::Sqlite, &[("VARCO_SMTP_URL", &smtp)]).await?;
    fs::copy(
        site.folder().join("backup"),
        other.folder().join("varco.db"),
    )?;
    fs::create_dir(other.folder().join("data"))?;
    for name in ["keys", "epochs"] {
        let name = format!("data/{name}");
        fs::copy(site.folder().join(&name), other.folder().join(&name))?;
    }
    stage.varco.stop().await?;

    let mut restored = other.serve(&[], &[]).await?;
    let session = api.session_token;
    let mut api = varco_tests::api::Api::new(&restored.origin())?;
    ensure!(api.account(&session).await?.status == 200);
    restored.stop().await?;
    let output = other.run(&["restore", "--void-only"]).await?;
    ensure!(output.status.success(), "{output:?}");
    restored.restart().await?;
    ensure!(api.account(&session).await?.status == 401);
    api.log_in(&username, &Person::number(810)?.password)
        .await?;
    Ok(())
}
