//! Who comes back, in a browser: logins, passwords, addresses, sessions.

use anyhow::{Result, ensure};
use varco_tests::account::{self, CREDENTIALS, activate, pending};
use varco_tests::person::Person;
use varco_tests::seat::{Manner, Seat};

use super::sit_down;

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const MI: &str = "Istanze OnLine – La password della tua utenza MI";
const MAILBOX: &str = "mario.rossi@istruzione.it";

#[tokio::test]
async fn r34_five_wrong_passwords_suspend_a_name_whether_anybody_has_it_or_not() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(111)?;
    let outcome = async {
        let (_, username) = account::active(&stage, &person).await?;
        let mut told = Vec::new();
        for name in [username.as_str(), "nessuno.maivisto"] {
            for left in [None, None, Some("Ti restano 2 tentativi"), None, None] {
                seat.try_log_in(name, "una password sbagliata").await?;
                seat.wait("#riepilogo-errori:focus").await?;
                ensure!(seat.value("identificativo").await? == name);
                ensure!(seat.value("password").await?.is_empty());
                if let Some(left) = left {
                    seat.read(left).await?;
                }
                told.push(seat.find_text("#riepilogo-errori").await?);
            }
            seat.try_log_in(name, "una password sbagliata").await?;
            seat.read("Accesso sospeso per").await?;
        }
        let (known, unknown) = told.split_at(5);
        ensure!(known == unknown, "{told:#?}");
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn username_and_code_both_open_and_a_pasted_temporary_password_may_end_in_a_space()
-> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(112)?;
    let outcome = async {
        let (_, letter) = pending(&stage, &person).await?;
        activate(&stage, &letter).await?;
        let letter = stage.letter(&person.email, CREDENTIALS).await?;
        let (username, pasted) = (letter.username()?, format!("{} ", letter.password()?));
        seat.try_log_in(&format!(" {username} "), &pasted).await?;
        seat.arrive("/password/primo-accesso").await?;
        seat.type_into("password_attuale", &pasted).await?;
        seat.type_into("nuova_password", &person.password).await?;
        seat.type_into("ripeti_password", &person.password).await?;
        seat.press("Salva la password").await?;
        seat.arrive("/area").await?;
        for identifier in [&username, &person.codice_fiscale] {
            seat.press("Esci").await?;
            seat.arrive("/accedi").await?;
            seat.log_in(identifier, &person.password).await?;
        }
        seat.press("Esci").await?;
        seat.arrive("/accedi").await?;
        seat.try_log_in(&username, &format!("{} ", person.password))
            .await?;
        seat.read("Username o password non corrispondono").await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn whoever_has_to_choose_a_password_gets_nowhere_else_and_is_told_what_is_wrong_with_it()
-> Result<()> {
    const HERE: &str = "/password/primo-accesso";
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(113)?;
    let outcome = async {
        let (_, letter) = pending(&stage, &person).await?;
        activate(&stage, &letter).await?;
        let letter = stage.letter(&person.email, CREDENTIALS).await?;
        let one_time = letter.password()?;
        seat.try_log_in(&letter.username()?, &one_time).await?;
        seat.arrive(HERE).await?;
        for path in ["/area", "/area/recapiti"] {
            seat.open(path).await?;
            seat.arrive(HERE).await?;
        }
        for (typed, told) in [
            ("corta", "La nuova password ha 5 caratteri"),
            ("passwordpassword", "facile da indovinare"),
            ("MarioRossiMario", "Non usare il tuo nome"),
            (one_time.as_str(), "diversa da quella temporanea"),
        ] {
            seat.type_into("password_attuale", &one_time).await?;
            seat.type_into("nuova_password", typed).await?;
            seat.type_into("ripeti_password", typed).await?;
            seat.press("Salva la password").await?;
            seat.read(told).await?;
            for field in ["password_attuale", "nuova_password", "ripeti_password"] {
                ensure!(seat.value(field).await?.is_empty(), "{field} comes back");
            }
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn r51_an_mi_utenza_asked_for_by_its_code_is_explained_by_mail_alone() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(114)?;
    let outcome = async {
        let who = [
            "--username",
            "MI12345",
            "--email",
            MAILBOX,
            "--why",
            "prova",
        ];
        let code = ["--codice-fiscale", &person.codice_fiscale];
        let names = [
            "--given-name",
            &person.nome,
            "--family-name",
            &person.cognome,
        ];
        let add = ["utenza", "add", "--kind", "mi"];
        let add = [&add[..], &who, &code, &names].concat();
        let said = stage.varco.site().run(&add).await?;
        ensure!(said.status.success(), "{said:?}");
        let mut answers = Vec::new();
        for code in [&person.codice_fiscale, &Person::number(115)?.codice_fiscale] {
            seat.open("/recupera/password").await?;
            seat.type_into("identificativo", code).await?;
            seat.prove().await?;
            seat.press("Manda").await?;
            seat.arrive("/recupera/inviata").await?;
            answers.push(seat.text().await?);
        }
        ensure!(answers.first() == answers.last(), "{answers:#?}");
        stage.letter(MAILBOX, MI).await.map(drop)
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn r54_the_old_address_counts_until_the_new_is_confirmed_and_an_institutional_one_wins()
-> Result<()> {
    const NEW: &str = "nuova@libero.it";
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(116)?;
    let reference = "main dl div:first-child dd";
    let outcome = async {
        let (_, username) = account::active(&stage, &person).await?;
        seat.log_in(&username, &person.password).await?;
        seat.open("/area/email").await?;
        seat.type_into("email", NEW).await?;
        seat.type_into("email_ripetuta", NEW).await?;
        seat.type_into("password_attuale", &person.password).await?;
        seat.press("Cambia email").await?;
        seat.arrive("/area/email/controlla").await?;
        seat.open("/area/email").await?;
        seat.read("In attesa di conferma").await?;
        let told = seat.find_text(reference).await?;
        ensure!(told.contains(&person.email), "{told}");
        let letter = stage.letter(NEW, CONFIRM).await?;
        seat.visit(&letter).await?;
        seat.press("Conferma l'email").await?;
        seat.arrive("/conferma-email/esito").await?;
        seat.open("/area/email").await?;
        let told = seat.find_text(reference).await?;
        ensure!(told.contains(NEW), "{told}");
        let assign = ["utenza", "assign-mailbox", &username, "--email", MAILBOX];
        let assign = [&assign[..], &["--why", "prova"]].concat();
        let said = stage.varco.site().run(&assign).await?;
        ensure!(said.status.success(), "{said:?}");
        seat.open("/area/email").await?;
        let told = seat.find_text(reference).await?;
        ensure!(told.contains(MAILBOX), "{told}");
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn r48_a_session_that_is_closed_elsewhere_is_out_at_the_next_click() -> Result<()> {
    let (stage, here) = sit_down(true).await?;
    let there = Seat::take(stage.varco.origin(), Manner::STRICT).await?;
    let person = Person::number(117)?;
    let outcome = async {
        let (_, username) = account::active(&stage, &person).await?;
        there.log_in(&username, &person.password).await?;
        here.log_in(&username, &person.password).await?;
        here.open("/area/attivita").await?;
        here.press("Chiudi tutte le altre").await?;
        here.read("Hai chiuso tutte le altre sessioni").await?;
        there.click_css("a[href='/area/recapiti']").await?;
        there.arrive("/accedi").await?;
        there.log_in(&username, &person.password).await?;
        here.open("/area/attivita").await?;
        here.press("Chiudi la sessione Chrome").await?;
        here.read("Hai chiuso una sessione").await?;
        there.click_css("a[href='/area/recapiti']").await?;
        there.arrive("/accedi").await
    };
    stage.explain(outcome.await)?;
    there.browser.close().await?;
    here.browser.close().await
}
