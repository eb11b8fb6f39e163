//! What a person does wrong on the pages, and how the pages help.

use anyhow::{Result, ensure};
use varco_tests::account::{self, ACTIVATION};
use varco_tests::captcha;
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Page, Visitor};

#[tokio::test]
async fn every_fault_of_the_codice_fiscale_comes_back_with_what_was_typed() -> Result<()> {
    let stage = Stage::start().await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    for (typed, error) in [
        ("", "Scrivi il codice fiscale"),
        (
            "RSSMRA85T10A562",
            "Il codice fiscale ha 16 caratteri: ne hai scritti 15",
        ),
        (
            "RSSMRAO5T10A562S",
            "Il carattere 7 dovrebbe essere un numero: controlla di non aver scambiato O e 0, oppure I e 1",
        ),
        (
            "RSSMRA85T10A562X",
            "Il codice fiscale contiene un errore di battitura: confrontalo con la tessera sanitaria",
        ),
        (
            "RSSMRA85B31A562K",
            "Il codice fiscale contiene una data che non esiste: confrontalo con la tessera sanitaria",
        ),
        (
            "12345678903",
            "Hai scritto un codice fiscale provvisorio (11 cifre). Per registrarti qui serve quello di 16 caratteri",
        ),
    ] {
        let form = visitor
            .open("/registrazione")
            .await?
            .form("codice_fiscale")?;
        let page = visitor.send(form.fill("codice_fiscale", typed)?).await?;
        comes_back(
            &page,
            "/registrazione",
            &[error, "Per continuare seleziona «Non sono un robot»"],
        )?;
        ensure!(
            page.form("codice_fiscale")?.value("codice_fiscale") == Some(typed),
            "{typed:?} is gone"
        );
    }
    Ok(())
}

#[tokio::test]
async fn every_fault_of_the_personal_data_is_told_and_nothing_is_lost() -> Result<()> {
    let stage = Stage::start().await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let step_2 = identified(&mut visitor, &Person::number(40)?).await?;
    let page = visitor.send(step_2.form("nome")?).await?;
    comes_back(
        &page,
        "/registrazione/dati",
        &[
            "Scrivi il nome",
            "Scrivi il cognome",
            "Scrivi l'indirizzo email",
            "Per continuare devi accettare le condizioni generali del servizio",
            "Per continuare conferma di aver letto l'informativa sulla privacy",
        ],
    )?;
    let form = page
        .form("nome")?
        .fill("nome", "Mar1o")?
        .fill("cognome", "D'Angelo")?;
    let form = form
        .fill("email", "mario@")?
        .fill("email_ripetuta", "mario@")?
        .tick("privacy")?;
    let page = visitor.send(form).await?;
    let found = page.errors()?;
    ensure!(found.len() == 3, "name, address, terms: {found:?}");
    let kept = page.form("nome")?;
    for (name, value) in [
        ("nome", "Mar1o"),
        ("cognome", "D'Angelo"),
        ("email", "mario@"),
    ] {
        ensure!(
            kept.value(name) == Some(value),
            "{name}: {:?}",
            kept.value(name)
        );
    }
    ensure!(
        kept.value("privacy").is_some() && kept.value("condizioni").is_none(),
        "the ticks are kept"
    );
    Ok(())
}

#[tokio::test]
async fn the_year_of_birth_is_asked_where_the_code_leaves_two() -> Result<()> {
    let stage = Stage::start().await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let person = Person::born(45, jiff::civil::date(2011, 3, 1))?;
    let form = identified(&mut visitor, &person).await?.form("nome")?;
    let form = form
        .fill("nome", &person.nome)?
        .fill("cognome", &person.cognome)?;
    let form = form
        .fill("email", &person.email)?
        .fill("email_ripetuta", &person.email)?;
    let form = form.tick("condizioni")?.tick("privacy")?;
    let page = visitor.send(form.clone()).await?;
    ensure!(
        page.status.as_u16() == 422 && page.errors()?.len() == 1,
        "{:?}",
        page.errors()?
    );
    let summary = visitor.send(form.choose("anno_nascita", "2011")?).await?;
    ensure!(
        summary.text()?.contains("1 marzo 2011"),
        "{}",
        summary.text()?
    );
    Ok(())
}

#[tokio::test]
async fn r03_nobody_gets_to_a_step_before_its_turn() -> Result<()> {
    let stage = Stage::start().await?;
    for path in [
        "/registrazione/dati",
        "/registrazione/riepilogo",
        "/registrazione/controlla-email",
    ] {
        let page = Visitor::new(&stage.varco.origin())?.open(path).await?;
        ensure!(
            page.path() == "/registrazione",
            "{path} leads to {}",
            page.path()
        );
    }
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    identified(&mut visitor, &Person::number(41)?).await?;
    let page = visitor.open("/registrazione/riepilogo").await?;
    ensure!(
        page.path() == "/registrazione/dati",
        "the summary leads to {}",
        page.path()
    );
    Ok(())
}

#[tokio::test]
async fn r15_a_mail_scanner_uses_nothing_up_and_a_used_link_says_so() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let (_, letter) = account::pending(&stage, &Person::number(42)?).await?;
    let link = letter.link()?;
    for _ in 0..10 {
        Visitor::new(&stage.varco.origin())?
            .open(link.as_str())
            .await?
            .form("Attiva l'utenza")?;
        ensure!(
            reqwest::Client::new()
                .head(link.clone())
                .send()
                .await?
                .status()
                .is_success(),
            "HEAD"
        );
    }
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let form = visitor.open(link.as_str()).await?.form("Attiva l'utenza")?;
    let mut again = visitor.clone();
    let opened = visitor.send(form.clone()).await?.heading()?;
    ensure!(opened == "Utenza attivata", "{opened}");
    let clicked_twice = again.send(form).await?.heading()?;
    ensure!(clicked_twice == "L'utenza è già attiva", "{clicked_twice}");
    let opened_again = Visitor::new(&stage.varco.origin())?
        .open(link.as_str())
        .await?
        .heading()?;
    ensure!(opened_again == "L'utenza è già attiva", "{opened_again}");
    Ok(())
}

#[tokio::test]
async fn a_cut_link_explains_itself_and_a_newer_mail_replaces_the_older() -> Result<()> {
    let [captcha] = EASY_CAPTCHA;
    let stage = Stage::start_with(&[captcha, ("VARCO_REGISTRATION__RESEND_WAIT", "0s")]).await?;
    let person = Person::number(43)?;
    let (api, first) = account::pending(&stage, &person).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let link = first.link()?.to_string();
    let cut = visitor
        .open(link.get(..link.len() - 5).unwrap_or_default())
        .await?;
    ensure!(
        cut.text()?.contains("Il link è incompleto"),
        "{}",
        cut.text()?
    );
    ensure!(cut.form("codice").is_ok(), "it can be pasted or typed");

    let body = api
        .call(
            reqwest::Method::POST,
            "/registration/activation-mail",
            &api.flow_token,
            None,
        )
        .await?;
    ensure!(body.status.as_u16() == 202, "{}", body.body);
    stage.deliveries(2).await?;
    let old = visitor.open(first.link()?.as_str()).await?;
    ensure!(
        old.text()?.contains("Hai chiesto un'email più recente"),
        "{}",
        old.text()?
    );
    let newest = stage.letter(&person.email, ACTIVATION).await?;
    visitor
        .open(newest.link()?.as_str())
        .await?
        .form("Attiva l'utenza")
        .map(drop)
}

#[tokio::test]
async fn a_second_click_on_confirm_sends_no_second_mail() -> Result<()> {
    let stage = Stage::start().await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let person = Person::number(44)?;
    let form = identified(&mut visitor, &person).await?.form("nome")?;
    let form = form
        .fill("nome", &person.nome)?
        .fill("cognome", &person.cognome)?;
    let form = form
        .fill("email", &person.email)?
        .fill("email_ripetuta", &person.email)?;
    let summary = visitor
        .send(form.tick("condizioni")?.tick("privacy")?)
        .await?;
    let confirm = summary.form("Conferma e registrati")?;
    let (mut left, mut right) = (visitor.clone(), visitor.clone());
    let (one, other) = tokio::join!(left.send(confirm.clone()), right.send(confirm.clone()));
    for page in [one?, other?, visitor.send(confirm).await?] {
        ensure!(
            page.path() == "/registrazione/controlla-email",
            "at {}",
            page.path()
        );
    }
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    account::activate(&stage, &letter).await?;
    assert_eq!(
        stage.deliveries(2).await?.len(),
        2,
        "link, then credentials"
    );
    Ok(())
}

/// Step 1, done.
async fn identified(visitor: &mut Visitor, person: &Person) -> Result<Page> {
    let page = visitor.open("/registrazione").await?;
    let question = page.texts("[data-umano-domanda]")?.concat();
    let form = page
        .form("codice_fiscale")?
        .fill("codice_fiscale", &person.codice_fiscale)?;
    let step_2 = visitor
        .send(
            form.tick("umano")?
                .fill("risposta", &captcha::answer(&question)?)?,
        )
        .await?;
    ensure!(
        step_2.path() == "/registrazione/dati",
        "at {} with {:?}",
        step_2.path(),
        step_2.errors()?
    );
    Ok(step_2)
}

/// The same page with an error summary, and "Errore:" where a screen reader begins.
fn comes_back(page: &Page, path: &str, errors: &[&str]) -> Result<()> {
    ensure!(
        page.path() == path && page.status.as_u16() == 422,
        "{} ({})",
        page.url,
        page.status
    );
    ensure!(page.title()?.starts_with("Errore: "), "{}", page.title()?);
    ensure!(
        page.errors()? == errors,
        "{:?} instead of {errors:?}",
        page.errors()?
    );
    Ok(())
}
