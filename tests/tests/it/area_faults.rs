//! What comes back to whoever mistypes something in the area: a sentence that helps, and what was typed,
//! but for passwords.

use anyhow::{Result, ensure};
use reqwest::StatusCode;
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Page, Visitor};

const CHOSEN: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn every_fault_of_a_password_or_an_address_is_told_and_no_password_comes_back() -> Result<()>
{
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(51)?;
        let outcome = async {
            let (_, username) = active(&stage, &person).await?;
            let mut visitor = Visitor::new(&stage.varco.origin())?;
            visitor
                .log_in(&username, &person.password)
                .await?
                .at("/area")?;
            passwords(&mut visitor, &person, &username).await?;
            addresses(&mut visitor, &person).await
        };
        stage.explain(outcome.await)?;
    }
    Ok(())
}

async fn passwords(visitor: &mut Visitor, person: &Person, username: &str) -> Result<()> {
    let current = person.password.as_str();
    let personal = format!("la mia {username} segreta");
    for (old, new, repeat, told) in [
        (
            "",
            "",
            "",
            &["Scrivi la password attuale", "Scrivi la nuova password"][..],
        ),
        (
            "un tentativo a caso",
            CHOSEN,
            CHOSEN,
            &["La password attuale non è corretta: riscrivila"],
        ),
        (
            current,
            "corta",
            "corta",
            &["La nuova password ha 5 caratteri: ne servono almeno 15"],
        ),
        (
            current,
            current,
            current,
            &["Scegli una password diversa da quella attuale"],
        ),
        (
            current,
            CHOSEN,
            "altro",
            &["Le due password non coincidono: riscrivile"],
        ),
        (
            current,
            "passwordpassword",
            "passwordpassword",
            &["Questa password è molto usata ed è facile da indovinare: scegline un'altra"],
        ),
        (
            current,
            &personal,
            &personal,
            &["Non usare il tuo nome, il codice fiscale o l'username nella password"],
        ),
    ] {
        let form = visitor
            .open("/area/password")
            .await?
            .form("nuova_password")?;
        let form = form
            .fill("password_attuale", old)?
            .fill("nuova_password", new)?
            .fill("ripeti_password", repeat)?;
        let page = visitor.send(form).await?;
        comes_back(&page, told)?;
        for typed in [old, new, repeat]
            .into_iter()
            .filter(|typed| typed.len() > 5)
        {
            ensure!(!page.body.contains(typed), "«{typed}» comes back");
        }
    }
    Ok(())
}

async fn addresses(visitor: &mut Visitor, person: &Person) -> Result<()> {
    for (email, repeat, password, told) in [
        (
            "nuova@libero.it",
            "nuova@libero.it",
            "un tentativo a caso",
            "La password attuale non è corretta: riscrivila",
        ),
        (
            person.email.as_str(),
            &person.email,
            &person.password,
            "È già un indirizzo della tua utenza: scrivine un altro",
        ),
    ] {
        let form = visitor
            .open("/area/email")
            .await?
            .form("password_attuale")?;
        let form = form.fill("email", email)?.fill("email_ripetuta", repeat)?;
        let page = visitor
            .send(form.fill("password_attuale", password)?)
            .await?;
        comes_back(&page, &[told])?;
        let form = page.form("password_attuale")?;
        ensure!(form.value("email") == Some(email), "{form:?}");
        ensure!(form.value("password_attuale") == Some(""), "{form:?}");
    }
    Ok(())
}

fn comes_back(page: &Page, told: &[&str]) -> Result<()> {
    ensure!(
        page.status == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.status
    );
    ensure!(
        page.errors()? == told,
        "{:?} instead of {told:?}",
        page.errors()?
    );
    Ok(())
}
