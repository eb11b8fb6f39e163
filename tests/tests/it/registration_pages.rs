//! From a codice fiscale to an active account, through the pages, without JavaScript.

use anyhow::{Context as _, Result, ensure};
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::captcha;
use varco_tests::person::Person;
use varco_tests::stage::Stage;
use varco_tests::web::{Form, Page, Visitor};

/// How the person uses the first mail.
#[derive(Clone, Copy)]
enum Activation {
    Link,
    TypedCode,
}

#[tokio::test]
async fn a_person_with_a_mailbox_becomes_the_owner_of_an_active_account() -> Result<()> {
    let stage = whole_way(Stage::start().await?, Activation::Link).await?;
    let times: Vec<_> = stage.deliveries(3).await?.into_values().collect();
    assert_eq!(
        times,
        [1, 1, 1],
        "activation, credentials, notice of the change: once each"
    );
    Ok(())
}

#[tokio::test]
async fn the_code_of_the_mail_can_be_typed_instead_of_following_the_link() -> Result<()> {
    whole_way(Stage::start().await?, Activation::TypedCode)
        .await
        .map(drop)
}

#[tokio::test]
async fn the_journey_survives_a_kill_between_every_two_steps() -> Result<()> {
    let stage = whole_way(Stage::start().await?.that_crashes(), Activation::Link).await?;
    let deliveries = stage.deliveries(3).await?;
    assert!(
        deliveries.values().all(|times| *times <= 2),
        "at most one is doubled: {deliveries:?}"
    );
    Ok(())
}

async fn whole_way(mut stage: Stage, activation: Activation) -> Result<Stage> {
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let person = Person::number(1)?;
    let outcome = async {
        register(&mut stage, &mut visitor, &person).await?;
        activate(&mut stage, &mut visitor, &person, activation).await?;
        let username = first_login(&mut stage, &mut visitor, &person).await?;
        come_back(&mut stage, &mut visitor, &person, &username).await
    };
    let outcome = outcome.await;
    stage.explain(outcome)?;
    Ok(stage)
}

/// Home, the three steps, and the page that sends to the mailbox.
async fn register(stage: &mut Stage, visitor: &mut Visitor, person: &Person) -> Result<()> {
    let home = visitor.open("/").await?;
    stage.between_steps().await?;
    let step_1 = visitor.open(home.link("Registrati")?.as_str()).await?;
    at(&step_1, "/registrazione", "Registrazione")?;
    stage.between_steps().await?;

    let form = step_1
        .form("codice_fiscale")?
        .fill("codice_fiscale", &person.codice_fiscale.to_lowercase())?;
    let step_2 = visitor.send(human(form, &step_1)?).await?;
    at(&step_2, "/registrazione/dati", "Registrazione")?;
    stage.between_steps().await?;

    let form = step_2
        .form("nome")?
        .fill("nome", &person.nome)?
        .fill("cognome", &person.cognome)?;
    let form = form
        .fill("email", &person.email)?
        .fill("email_ripetuta", &person.email)?;
    ensure!(
        form.value("condizioni").is_none() && form.value("privacy").is_none(),
        "R-08: a box is ticked already"
    );
    let step_3 = visitor
        .send(form.tick("condizioni")?.tick("privacy")?)
        .await?;
    at(&step_3, "/registrazione/riepilogo", "Registrazione")?;
    let text = step_3.text()?;
    for shown in [
        &person.nome,
        &person.cognome,
        &person.email,
        &person.codice_fiscale,
    ] {
        ensure!(
            text.contains(shown.as_str()),
            "the summary lacks {shown}: {text}"
        );
    }
    stage.between_steps().await?;

    let sent = visitor.send(step_3.form("Conferma e registrati")?).await?;
    at(
        &sent,
        "/registrazione/controlla-email",
        "Controlla la tua email",
    )?;
    ensure!(
        sent.text()?.contains(&person.email),
        "it says where the mail went"
    );
    stage.between_steps().await
}

/// Ticks the box and answers the question for people without JavaScript.
pub(crate) fn human(form: Form, page: &Page) -> Result<Form> {
    let question = page.texts("[data-umano-domanda]")?.concat();
    form.tick("umano")?
        .fill("risposta", &captcha::answer(&question)?)
}

/// The first mail and what it asks for.
async fn activate(
    stage: &mut Stage,
    visitor: &mut Visitor,
    person: &Person,
    by: Activation,
) -> Result<()> {
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    stage.between_steps().await?;
    let form = match by {
        Activation::Link => {
            let page = visitor.open(letter.link()?.as_str()).await?;
            at(&page, "/attiva", "Attiva l'utenza")?;
            ensure!(
                page.url.query().is_none(),
                "R-18: the token stays in the address"
            );
            stage.between_steps().await?;
            let again = visitor.open(letter.link()?.as_str()).await?;
            again.form("Attiva l'utenza")?
        }
        Activation::TypedCode => visitor
            .open("/attiva")
            .await?
            .form("codice")?
            .fill("codice", &letter.code()?)?,
    };
    stage.between_steps().await?;
    let done = visitor.send(form).await?;
    at(&done, "/attiva/esito", "Utenza attivata")?;
    stage.between_steps().await
}

/// The second mail, the login with it, and the change that it forces. Returns the username.
async fn first_login(stage: &mut Stage, visitor: &mut Visitor, person: &Person) -> Result<String> {
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    let (username, one_time) = (letter.username()?, letter.password()?);
    stage.between_steps().await?;
    let forced = login(stage, visitor, &username, &one_time).await?;
    at(&forced, "/password/primo-accesso", "Scegli la tua password")?;
    stage.between_steps().await?;
    let elsewhere = visitor.open("/area").await?;
    ensure!(
        elsewhere.path() == "/password/primo-accesso",
        "R-19: {} is open before the change",
        elsewhere.path()
    );
    stage.between_steps().await?;

    let form = elsewhere
        .form("nuova_password")?
        .fill("password_attuale", &one_time)?;
    let form = form
        .fill("nuova_password", &person.password)?
        .fill("ripeti_password", &person.password)?;
    let area = visitor.send(form).await?;
    at(
        &area,
        "/area",
        &format!("Ti diamo il benvenuto, {}", person.nome),
    )?;
    ensure!(
        area.text()?.contains("Password salvata"),
        "it says that the password is kept"
    );
    stage.between_steps().await?;
    Ok(username)
}

/// Logout, and a login with the chosen password.
async fn come_back(
    stage: &mut Stage,
    visitor: &mut Visitor,
    person: &Person,
    username: &str,
) -> Result<()> {
    let area = visitor.open("/area").await?;
    let left = visitor.send(area.form("Esci")?).await?;
    ensure!(
        left.path() == "/accedi" && left.text()?.contains("Hai chiuso la sessione"),
        "after the logout"
    );
    stage.between_steps().await?;
    ensure!(
        visitor.open("/area").await?.path() == "/accedi",
        "the area is open after the logout"
    );
    for identifier in [username, &person.codice_fiscale] {
        let area = login(stage, visitor, identifier, &person.password).await?;
        at(
            &area,
            "/area",
            &format!("Ti diamo il benvenuto, {}", person.nome),
        )?;
        stage.between_steps().await?;
    }
    Ok(())
}

async fn login(
    stage: &mut Stage,
    visitor: &mut Visitor,
    identifier: &str,
    password: &str,
) -> Result<Page> {
    let page = visitor.open("/accedi").await?;
    at(&page, "/accedi", "Accedi")?;
    stage.between_steps().await?;
    let form = page
        .form("identificativo")?
        .fill("identificativo", identifier)?;
    visitor.send(form.fill("password", password)?).await
}

fn at(page: &Page, path: &str, heading: &str) -> Result<()> {
    let found = (
        page.path(),
        page.heading().with_context(|| page.body.clone())?,
    );
    ensure!(
        found == (path, heading.to_owned()) && page.status.is_success(),
        "on {found:?} ({}) instead of {path} «{heading}»; errors {:?}",
        page.status,
        page.errors()?,
    );
    let title = page.title()?;
    ensure!(
        title.ends_with("– Istanze OnLine"),
        "the title is {title:?}"
    );
    Ok(())
}
