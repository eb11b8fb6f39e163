//! What people type while they register, in a browser, and what the pages make of it.

use anyhow::{Context as _, Result, ensure};
use fantoccini::Locator;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{CodiceFiscale, PersonFacts, Sex, encode};
use varco_domain::places::search;
use varco_tests::account::{ACTIVATION, CREDENTIALS, active, pending};
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::seat::{Manner, Seat};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

use super::{declare, identify, sit_down};

/// To the fields at fault.
const LINKS: &str = "#riepilogo-errori a";
const HELD: &str = "Istanze OnLine – Hai già un'utenza";
/// Longer than the pause between two mails.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// Longer than the life of a link, shorter than that of a registration.
const DAY: SignedDuration = SignedDuration::from_hours(25);

async fn sit_down_with_a_clock() -> Result<(Stage, Seat)> {
    let stage = Stage::start_timed(Database::Sqlite, &EASY_CAPTCHA).await?;
    let seat = Seat::take(stage.varco.origin(), Manner::STRICT).await?;
    Ok((stage, seat))
}

#[tokio::test]
async fn each_slip_in_a_codice_fiscale_is_named_and_small_letters_and_spaces_are_none() -> Result<()>
{
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(101)?;
    let outcome = async {
        for (typed, told) in [
            ("", "Scrivi il codice fiscale"),
            ("RSSMRA85T10A562", "ne hai scritti 15"),
            (
                "RSSMRAO5T10A562S",
                "Il carattere 7 dovrebbe essere un numero",
            ),
            ("RSSMRA85T10A562X", "contiene un errore di battitura"),
            ("RSSMRA85B31A562K", "contiene una data che non esiste"),
        ] {
            seat.open("/registrazione").await?;
            seat.type_into("codice_fiscale", typed).await?;
            seat.press("Continua").await?;
            seat.wait("#codice_fiscale[aria-invalid=true]").await?;
            seat.read(told).await?;
            let kept = seat.value("codice_fiscale").await?;
            ensure!(kept == typed, "{typed:?} has become {kept:?}");
        }
        let code = person.codice_fiscale.to_lowercase();
        let (names, rest) = code.split_at(6);
        let spelled = Person {
            codice_fiscale: format!(" {names} {rest} "),
            ..person.clone()
        };
        identify(&seat, &spelled).await?;
        seat.read(&person.codice_fiscale).await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn a_code_with_seven_letters_for_figures_tells_the_same_birth() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::born(102, date(1980, 1, 1))?;
    let code = CodiceFiscale::parse(&person.codice_fiscale)?;
    let has_figure = |code: &CodiceFiscale| code.as_str().contains(|sign: char| sign.is_numeric());
    let omocodic = code.omocodes().find(|code| !has_figure(code));
    let omocodic = omocodic.context("no code without figures")?;
    let outcome = async {
        let other = Person {
            codice_fiscale: omocodic.as_str().to_owned(),
            ..person.clone()
        };
        identify(&seat, &other).await?;
        for fact in [
            omocodic.as_str(),
            "1 gennaio 1980",
            "San Giuliano Terme (PI)",
            "Maschile",
        ] {
            seat.read(fact).await?;
        }
        declare(&seat, &other).await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

/// The code of a woman who was born there.
fn born_in(place: &str, birth_date: Date) -> Result<String> {
    let place = search(place, 1).next().context("no such place")?;
    let facts = PersonFacts {
        surname: "Bianchi",
        name: "Lucia",
        birth_date,
        sex: Sex::Female,
        place: place.code(),
    };
    Ok(encode(&facts)?.as_str().to_owned())
}

#[tokio::test]
async fn a_birth_abroad_in_a_dissolved_state_or_a_ceased_comune_is_told_as_it_was() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let outcome = async {
        for (place, birth_date, told) in [
            ("Romania", date(1985, 3, 12), "Romania"),
            (
                "Unione Sovietica",
                date(1985, 3, 12),
                "Unione Sovietica (oggi altro Stato)",
            ),
            ("Zara", date(1940, 3, 12), "Zara (ZA)"),
        ] {
            seat.forget().await?;
            let person = Person {
                codice_fiscale: born_in(place, birth_date)?,
                nome: "Lucia".to_owned(),
                cognome: "Bianchi".to_owned(),
                ..Person::number(103)?
            };
            identify(&seat, &person).await?;
            seat.read(told).await?;
            declare(&seat, &person).await.context(place)?;
            seat.read(told).await?;
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn every_fault_of_step_2_leads_to_its_field_and_what_was_typed_stays() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(104)?;
    let outcome = async {
        let client = &seat.browser.client;
        identify(&seat, &person).await?;
        seat.press("Continua").await?;
        seat.wait("#riepilogo-errori:focus").await?;
        let title = client.title().await?;
        ensure!(title.starts_with("Errore:"), "{title}");
        let links = client.find_all(Locator::Css(LINKS)).await?;
        ensure!(links.len() == 5, "{} links", links.len());
        for link in links {
            let field = link.attr("href").await?.context("no address")?;
            link.click().await?;
            seat.wait(&format!("{field}:focus[aria-invalid=true]"))
                .await?;
        }
        seat.type_into("nome", "Mar1o").await?;
        seat.type_into("email", "mario@esempio").await?;
        seat.tick("privacy").await?;
        seat.press("Continua").await?;
        seat.read("togli i numeri").await?;
        ensure!(seat.value("nome").await? == "Mar1o");
        ensure!(seat.value("email").await? == "mario@esempio");
        seat.wait("#privacy:checked").await?;
        seat.wait("#condizioni:not(:checked)").await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn a_slip_in_the_address_is_mended_or_kept_and_other_names_are_confirmed() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person {
        nome: "Luigia".to_owned(),
        email: "mario@gmial.com".to_owned(),
        ..Person::number(105)?
    };
    let outcome = async {
        for (choice, address) in [
            ("conferma_email-correggi", "mario@gmail.com"),
            ("conferma_email", "mario@gmial.com"),
        ] {
            seat.forget().await?;
            identify(&seat, &person).await?;
            type_data(&seat, &person).await?;
            seat.wait("#avvisi:focus").await?;
            seat.read("Volevi scrivere mario@gmail.com?").await?;
            seat.read("Nome e cognome non sembrano corrispondere")
                .await?;
            seat.click_css(&format!("label[for={choice}]")).await?;
            seat.tick("conferma_dati").await?;
            seat.press("Continua").await?;
            seat.arrive("/registrazione/riepilogo").await?;
            seat.read(address).await?;
            seat.read("Luigia").await?;
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn type_data(seat: &Seat, person: &Person) -> Result<()> {
    seat.type_into("nome", &person.nome).await?;
    seat.type_into("cognome", &person.cognome).await?;
    seat.type_into("email", &person.email).await?;
    seat.type_into("email_ripetuta", &person.email).await?;
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await
}

#[tokio::test]
async fn after_a_correction_only_the_link_to_the_right_address_works() -> Result<()> {
    let (stage, seat) = sit_down_with_a_clock().await?;
    let person = Person::number(106)?;
    let outcome = async {
        identify(&seat, &person).await?;
        declare(&seat, &person).await?;
        seat.press("Conferma e registrati").await?;
        seat.arrive("/registrazione/controlla-email").await?;
        let old = stage.letter(&person.email, ACTIVATION).await?;
        stage.varco.site().advance(PAUSE)?;
        seat.follow("Correggi l'indirizzo").await?;
        seat.type_into("email", "giusta@esempio.it").await?;
        seat.type_into("email_ripetuta", "giusta@esempio.it")
            .await?;
        seat.press("Conferma il nuovo indirizzo").await?;
        seat.arrive("/registrazione/controlla-email").await?;
        seat.read("giusta@esempio.it").await?;
        let new = stage.letter("giusta@esempio.it", ACTIVATION).await?;
        seat.visit(&old).await?;
        seat.read("C'è un'email più recente").await?;
        seat.visit(&new).await?;
        seat.press("Attiva l'utenza").await?;
        seat.read("Utenza attivata").await?;
        stage
            .letter("giusta@esempio.it", CREDENTIALS)
            .await
            .map(drop)
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn an_expired_link_gives_another_and_no_scanner_uses_it_up() -> Result<()> {
    let (stage, seat) = sit_down_with_a_clock().await?;
    let person = Person::number(107)?;
    let outcome = async {
        let (_, expired) = pending(&stage, &person).await?;
        stage.varco.site().advance(DAY)?;
        seat.visit(&expired).await?;
        seat.read("Il link è scaduto").await?;
        seat.press("Manda un nuovo link").await?;
        seat.read("Ti abbiamo mandato un nuovo link").await?;
        let letter = stage
            .another(&person.email, ACTIVATION, &[&expired])
            .await?;
        for _ in 0..2 {
            seat.visit(&letter).await?;
            seat.arrive("/attiva").await?;
        }
        seat.press("Attiva l'utenza").await?;
        seat.read("Utenza attivata").await?;
        stage.letter(&person.email, CREDENTIALS).await.map(drop)
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn r05_a_registered_code_meets_the_screens_of_a_new_one_and_only_a_mail_tells() -> Result<()>
{
    let (stage, seat) = sit_down(true).await?;
    let holder = Person::number(108)?;
    let stranger = Person {
        email: "un.altro@esempio.it".to_owned(),
        ..holder.clone()
    };
    let outcome = async {
        active(&stage, &holder).await?;
        let mut screens = Vec::new();
        for person in [&stranger, &Person::number(109)?] {
            seat.forget().await?;
            identify(&seat, person).await?;
            declare(&seat, person).await?;
            seat.press("Conferma e registrati").await?;
            seat.arrive("/registrazione/controlla-email").await?;
            let text = seat.text().await?;
            screens.push(text.replace(&person.email, ""));
        }
        ensure!(screens.first() == screens.last(), "{screens:#?}");
        stage.letter(&holder.email, HELD).await.map(drop)
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}
