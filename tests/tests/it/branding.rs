//! How the body that runs the service shows itself, by configuration alone.

use std::fs;

use anyhow::{Context as _, Result};
use reqwest::header::CONTENT_TYPE;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>";

#[tokio::test]
async fn a_body_has_its_colour_logo_links_and_contacts_on_every_page() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (logo, file) = (
        folder.path().join("logo.svg"),
        folder.path().join("varco.toml"),
    );
    fs::write(&logo, LOGO)?;
    let configuration = format!(
        "[service]\nname = 'Concorsi'\norganisation = 'Comune di Prova'\n\
         [branding]\ncolor = '#8b0000'\nlogo = '{}'\n\
         [[branding.links]]\ntext = 'Amministrazione trasparente'\nurl = 'https://esempio.it/trasparente'\n\
         [contacts]\naddress = 'Piazza 1, 00100 Roma'\nphone = '+39 06 123 45'\npec = 'a@pec.esempio.it'\n\
         hours = 'ore 9-13'\ndata_protection = 'rpd@esempio.it'\n",
        logo.display(),
    );
    fs::write(&file, configuration)?;
    let [captcha] = EASY_CAPTCHA;
    let named = file.to_str().context("path")?;
    let stage = Stage::start_with(&[captcha, ("VARCO_CONFIG", named)]).await?;
    let origin = stage.varco.origin();
    for address in ["/", "/accedi", "/assistenza", "/non-esiste"] {
        let page = Visitor::new(&origin)?.open(address).await?;
        assert!(page.title()?.ends_with("Concorsi"), "{address}");

        for told in ["Comune di Prova", "Piazza 1, 00100 Roma", "(ore 9-13)"] {
            assert!(page.body.contains(told), "{address}: {told}");
        }
        for link in [
            "href=\"tel:+390612345\"",
            "href=\"mailto:a@pec.esempio.it\"",
            "href=\"mailto:rpd@esempio.it\"",
            "href=\"https://esempio.it/trasparente\"",
        ] {
            assert!(page.body.contains(link), "{address}: {link}");
        }
        let style = served(
            &origin,
            &page.body,
            "/assets/tinta-",
            "text/css; charset=utf-8",
        )
        .await?;
        assert!(
            style.starts_with(":root{--blu:#8b0000;--blu-scuro:#"),
            "{style}"
        );
        assert_eq!(
            served(&origin, &page.body, "/assets/logo-", "image/svg+xml").await?,
            LOGO
        );
    }
    Ok(())
}

/// The file that a page names.
async fn served(origin: &str, page: &str, prefix: &str, kind: &str) -> Result<String> {
    let rest = page
        .split_once(prefix)
        .with_context(|| format!("no {prefix}"))?
        .1;
    let name = rest.split('"').next().context("no end")?;
    let answer = reqwest::get(format!("{origin}{prefix}{name}"))
        .await?
        .error_for_status()?;
    assert_eq!(answer.headers().get(CONTENT_TYPE).context("no kind")?, kind);
    Ok(answer.text().await?)
}

#[tokio::test]
async fn a_colour_that_not_everybody_can_read_is_refused_before_the_start() -> Result<()> {
    let site = Site::new(Database::Sqlite, &[]).await?;
    for command in [&["check-config"][..], &["serve"]] {
        let variables = [("VARCO_BRANDING__COLOR", "#ffcc00")];
        let output = site.command(command, &variables)?.output().await?;
        let said = String::from_utf8(output.stderr)?;
        assert!(!output.status.success(), "{command:?}");
        assert!(
            said.contains("branding.color: #ffcc00 has a contrast of 1."),
            "{said}"
        );
    }
    Ok(())
}
