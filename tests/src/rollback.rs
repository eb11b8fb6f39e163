//! A backup is restored, and with it the past (BK-1, T-27): what had been issued then must not come
//! alive, nothing of then is sent, and everybody can go on.

mod after;
mod before;
mod secrets;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};

use crate::process::{Database, Site};
use crate::stage::{EASY_CAPTCHA, Stage, post_office};
use after::After;
use before::Before;

/// Who asks for a mail again need not wait.
const SETTINGS: [(&str, &str); 2] = [EASY_CAPTCHA[0], ("VARCO_REGISTRATION__RESEND_WAIT", "0s")];
/// People whom one round needs.
const PEOPLE: u16 = 6;

/// People come to many points, a backup is made, they go on, everything is lost but the backup and the
/// keys. Every round has people of its own.
///
/// # Errors
///
/// Something that must hold does not.
pub async fn round(database: Database, number: u16) -> Result<()> {
    let stage = Stage::start_on(database, &SETTINGS).await?;
    let before = Before::reach(&stage, number * PEOPLE).await;
    let mut before = stage.explain(before)?;
    let file = stage.varco.folder().join("backup");
    let said = told(stage.varco.site(), &["backup", text(&file)?]).await?;
    ensure!(said.contains(" 4 accounts, 6 registrations,"), "{said}");
    let went_on = before.go_on(&stage).await;
    stage.explain(went_on)?;
    secrets::absent(&file, &before.secrets()?).await?;

    let restored = restored(&stage, database, &file, number).await?;
    let outcome = After::of(&restored, &before).check().await;
    restored.explain(outcome)
}

/// A new service on an empty database, with the keys of the lost one and a mail server of its own.
async fn restored(lost: &Stage, database: Database, file: &Path, number: u16) -> Result<Stage> {
    let sink = post_office().await?;
    let smtp = format!("smtp://{}", sink.address());
    let settings = [&SETTINGS[..], &[("VARCO_SMTP_URL", smtp.as_str())]].concat();
    let site = Site::new(database, &settings).await?;
    let data = site.folder().join("data");
    std::fs::create_dir(&data)?;
    let said = told(&site, &["restore", text(file)?]).await?;
    ensure!(
        said.contains(" 2 sessions, 2 links, 3 one-time passwords, 1 mails not sent; 1 drafts"),
        "{said}"
    );
    ensure!(said.contains("put the keys of that time into"), "{said}");
    let kept = lost.varco.folder().join("data");
    std::fs::copy(kept.join("keys"), data.join("keys"))?;
    if number.is_multiple_of(2) {
        std::fs::copy(kept.join("epochs"), data.join("epochs"))?;
    } else {
        told(&site, &["keys", "new-epochs"]).await?;
    }
    Ok(Stage::around(site.serve(&[], &[]).await?, sink))
}

/// What a command has to say, which must succeed.
async fn told(site: &Arc<Site>, arguments: &[&str]) -> Result<String> {
    let output = site.run(arguments).await?;
    let said = String::from_utf8([output.stdout, output.stderr].concat())?;
    ensure!(output.status.success(), "{arguments:?}: {said}");
    Ok(said)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is no text")
}
