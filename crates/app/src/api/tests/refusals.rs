//! What the use cases refuse, as programs hear it.

use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, Once};

use http::{Method, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use varco_ports::{CaptchaError, MockCaptchaVerifier, MockRegistrationStore, StoreError};

use super::stage::{Answer, CODE, Stage, declaration};

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(field, code): &(&str, &str)| ((*field).to_owned(), (*code).to_owned());
    expected.iter().map(owned).collect()
}

#[tokio::test]
async fn r01_a_wrong_codice_fiscale_is_told_by_kind_and_position() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    let answer = stage.start(&flow, "RSSMRA85T1XA562S").await;
    assert_eq!(
        answer.problem(422, "invalid-codice-fiscale"),
        json!({
            "type": "urn:varco:problem:invalid-codice-fiscale",
            "title": "Il codice fiscale non è corretto",
            "status": 422,
            "code": "invalid-codice-fiscale",
            "errors": [{
                "field": "codice_fiscale",
                "code": "structure",
                "detail": "Il carattere 11 dovrebbe essere un numero: controlla di non aver scambiato O e 0, oppure I e 1",
                "position": 11,
            }],
        })
    );
    for (typed, kind, position) in [
        ("", "empty", Value::Null),
        ("RSSMRA85T10A562", "length", Value::Null),
        ("RSSMRA85T10A562É", "alphabet", json!(16)),
        ("RSSMRA85T99A562S", "impossible_date", json!(10)),
        ("RSSMRA85T10A562T", "check_character", json!(16)),
        ("12345678903", "provisional", Value::Null),
    ] {
        let error = stage
            .start(&flow, typed)
            .await
            .problem(422, "invalid-codice-fiscale")["errors"][0]
            .clone();
        assert_eq!(
            (error["code"].as_str(), &error["position"]),
            (Some(kind), &position),
            "{typed}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_in_step_1_is_told_together() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    let body = |code: &str| json!({ "flow_token": flow, "codice_fiscale": code });
    let both = stage.post("/registrations", body("RSS")).await;
    both.problem(422, "invalid-codice-fiscale");
    assert_eq!(
        both.errors(),
        pairs(&[("codice_fiscale", "length"), ("captcha", "missing")])
    );
    let missing = stage.post("/registrations", body(CODE)).await;
    missing.problem(422, "captcha-missing");
    assert_eq!(missing.errors(), pairs(&[("captcha", "missing")]));
}

#[tokio::test]
async fn r04_an_answer_that_does_not_count_is_told_apart_from_a_late_one() {
    for (outcome, status, code) in [
        (
            (|| CaptchaError::Rejected) as fn() -> _,
            422,
            "captcha-rejected",
        ),
        (|| CaptchaError::Expired, 422, "captcha-expired"),
        (
            || CaptchaError::Unavailable(StoreError::Unavailable("locked".into())),
            503,
            "unavailable",
        ),
    ] {
        let mut captcha = MockCaptchaVerifier::new();
        captcha
            .expect_verify()
            .returning(move |_, _, _| Err(outcome()));
        let stage = Stage::with(|ports, _| ports.captcha = Arc::new(captcha));
        let flow = stage.app.usecases.open_flow();
        let answer = stage
            .start(secrecy::ExposeSecret::expose_secret(&flow), CODE)
            .await;
        answer.problem(status, code);
    }
}

#[tokio::test]
async fn a_confirmed_registration_does_not_go_back_and_one_that_is_over_does_not_go_on() {
    let stage = Stage::new();
    let flow = stage.confirmed().await;
    stage
        .start(&flow, CODE)
        .await
        .problem(409, "registration-confirmed");
    stage
        .declare(&flow, declaration())
        .await
        .problem(409, "registration-confirmed");
    stage.clock.advance(SignedDuration::from_hours(72));
    stage
        .start(&flow, CODE)
        .await
        .problem(410, "registration-over");
    stage
        .declare(&flow, declaration())
        .await
        .problem(404, "registration-unknown");
    stage
        .send(Method::GET, "/registration", &flow, None)
        .await
        .problem(404, "registration-unknown");
}

#[tokio::test]
async fn faults_of_step_2_come_together_and_in_order() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    stage.start(&flow, CODE).await;
    let body = json!({
        "given_name": "",
        "family_name": "R0ssi",
        "email": "mario rossi@gmail.com",
        "terms_accepted": false,
        "privacy_read": false,
    });
    let answer = stage.declare(&flow, body).await;
    answer.problem(422, "invalid-fields");
    let expected = [
        ("given_name", "empty"),
        ("family_name", "digit"),
        ("email", "space"),
        ("terms_accepted", "not_accepted"),
        ("privacy_read", "not_accepted"),
    ];
    assert_eq!(answer.errors(), pairs(&expected));
}

#[tokio::test]
async fn what_is_probably_a_mistake_says_how_to_confirm_it_and_quotes_nothing() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    stage.start(&flow, CODE).await;
    let mut body = declaration();
    body["family_name"] = "Verdi".into();
    body["email"] = "segretissimo@gmial.com".into();
    body["email_repeat"] = body["email"].clone();
    let answer = stage.declare(&flow, body.clone()).await;
    let errors = answer.problem(409, "needs-confirmation")["errors"].clone();
    let told = |at: usize| {
        (
            errors[at]["code"].clone(),
            errors[at]["confirm_with"].clone(),
        )
    };
    assert_eq!(told(0), (json!("names_differ"), json!("confirms_person")));
    assert_eq!(told(1), (json!("mistyped_domain"), json!("confirms_email")));
    assert_eq!(errors[1]["suggestion"], "gmail.com");
    assert!(!answer.text.contains("segretissimo"));
    body["confirms_person"] = true.into();
    body["confirms_email"] = true.into();
    assert_eq!(stage.declare(&flow, body).await.status, 200);
}

#[tokio::test]
async fn a_name_of_several_places_comes_back_with_the_places() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    stage.start(&flow, "RSSMRA85T10X999Q").await;
    let mut body = declaration();
    body["birth_place"] = "castro".into();
    let answer = stage.declare(&flow, body.clone()).await;
    let error = answer.problem(409, "needs-confirmation")["errors"][0].clone();
    assert_eq!(
        (&error["field"], &error["code"], &error["confirm_with"]),
        (
            &json!("birth_place"),
            &json!("ambiguous"),
            &json!("confirms_place")
        )
    );
    let candidates = error["candidates"].as_array().unwrap();
    let apulian = candidates.iter().find(|it| it["province"] == "LE").unwrap();
    assert_eq!(
        (&apulian["label"], &apulian["code"], &apulian["name"]),
        (&json!("Castro (LE)"), &json!("M261"), &json!("Castro"))
    );
    assert!(apulian["from_year"].is_number() && apulian["to_year"].is_null());
    for (place, confirms) in [("Castro (LE)", false), ("castro", true)] {
        body["birth_place"] = place.into();
        body["confirms_place"] = confirms.into();
        assert_eq!(stage.declare(&flow, body.clone()).await.status, 200);
    }
}

#[tokio::test]
async fn a_step_out_of_order_is_refused() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    stage
        .confirm(&flow)
        .await
        .problem(404, "registration-unknown");
    stage.start(&flow, CODE).await;
    stage.confirm(&flow).await.problem(409, "out-of-order");
    stage
        .resend(&flow)
        .await
        .problem(404, "registration-unknown");
}

#[tokio::test]
async fn r09_mails_are_asked_for_with_pauses_and_not_for_ever() {
    let stage = Stage::new();
    let flow = stage.confirmed().await;
    stage.clock.advance(SignedDuration::from_millis(18_500));
    let answer = stage.resend(&flow).await;
    answer.problem(429, "too-soon");
    assert_eq!(answer.header(header::RETRY_AFTER), "42");
    for _ in 1..3 {
        stage.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(stage.resend(&flow).await.status, 202);
    }
    stage.clock.advance(SignedDuration::from_mins(1));
    stage.resend(&flow).await.problem(409, "no-more-mails");
}

#[tokio::test]
async fn a_corrected_address_must_be_one_twice() {
    let stage = Stage::new();
    let flow = stage.confirmed().await;
    for (email, repeat, expected) in [
        ("nobody", "nobody", ("email", "incomplete")),
        ("a@libero.it", "b@libero.it", ("email_repeat", "differs")),
    ] {
        let body = json!({ "email": email, "email_repeat": repeat });
        let answer = stage
            .send(Method::PUT, "/registration/email", &flow, Some(body))
            .await;
        answer.problem(422, "invalid-fields");
        assert_eq!(answer.errors(), pairs(&[expected]));
    }
}

#[tokio::test]
async fn a_ticket_tells_why_it_opens_nothing() {
    let stage = Stage::new();
    let unknown = json!({ "token": "t".repeat(43) });
    stage
        .post("/activations", unknown)
        .await
        .problem(404, "ticket-unknown");
    stage
        .post("/activations", json!({ "code": "7F3A" }))
        .await
        .problem(404, "ticket-unknown");
    for body in [json!({}), json!({ "token": "t", "code": "c" })] {
        let answer = stage.post("/activations", body).await;
        answer.problem(422, "invalid-fields");
        assert_eq!(answer.errors(), pairs(&[("token", "one_of_two")]));
    }
    stage.confirmed().await;
    let (token, _) = stage.mailed_ticket().await;
    stage.clock.advance(SignedDuration::from_hours(24));
    stage
        .post("/activations", json!({ "token": token }))
        .await
        .problem(410, "ticket-expired");
    stage.clock.advance(SignedDuration::from_hours(48));
    stage
        .post("/activations", json!({ "token": token }))
        .await
        .problem(410, "ticket-gone");
}

#[tokio::test]
async fn r39_too_much_from_one_network_is_told_to_wait() {
    let stage = Stage::with(|_, settings| {
        let once = varco_domain::throttle::Limit::per_hour(1);
        settings.limits.start_network = once;
        settings.limits.ticket_network = once;
    });
    let flow = stage.flow().await;
    stage.start(&flow, CODE).await;
    let answer = stage.start(&flow, CODE).await;
    answer.problem(429, "too-many-requests");
    assert_eq!(answer.header(header::RETRY_AFTER), "3600");
    stage
        .post("/activations", json!({ "code": "ABCDEFGH" }))
        .await
        .problem(404, "ticket-unknown");
    stage
        .post("/activations", json!({ "code": "ABCDEFGH" }))
        .await
        .problem(429, "too-many-requests");
}

/// A stage whose registrations cannot be read.
fn broken(error: fn() -> StoreError) -> Stage {
    let mut registrations = MockRegistrationStore::new();
    registrations
        .expect_find_by_flow()
        .returning(move |_| Err(error()));
    Stage::with(|ports, _| ports.registrations = Arc::new(registrations))
}

#[tokio::test]
async fn r75_failures_of_the_inside_say_nothing_of_it() {
    let stage = broken(|| StoreError::Unavailable("postgres://varco:hunter2@db is locked".into()));
    let answer = stage.confirm("token").await;
    assert_eq!(
        answer.problem(503, "unavailable"),
        json!({
            "type": "urn:varco:problem:unavailable",
            "title": "Il servizio è momentaneamente sospeso",
            "status": 503,
            "code": "unavailable",
        })
    );
    assert_eq!(answer.header(header::RETRY_AFTER), "5");
    let stage = broken(|| StoreError::Corrupt {
        table: "registrations",
        column: "state",
        row: "7".into(),
    });
    let answer = stage.confirm("token").await;
    assert_eq!(
        answer.problem(500, "internal"),
        json!({
            "type": "urn:varco:problem:internal",
            "title": "C'è un problema con il servizio",
            "status": 500,
            "code": "internal",
        })
    );
}

/// What is logged while a future runs. One log for the whole process, which each thread reads for
/// itself: a log of one thread would miss what another thread's test has switched off before.
async fn logged(work: impl Future<Output = Answer>) -> (Answer, String) {
    static LOG: Once = Once::new();
    LOG.call_once(|| {
        let log = tracing_subscriber::fmt()
            .with_writer(|| Sink)
            .with_ansi(false);
        log.init();
    });
    WRITTEN.take();
    let answer = work.await;
    (answer, String::from_utf8(WRITTEN.take()).unwrap())
}

thread_local! {
    static WRITTEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        WRITTEN.with_borrow_mut(|written| written.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn r75_the_log_tells_once_why_and_finds_the_answer_by_its_reference() {
    let stage = broken(|| StoreError::Unavailable("the disk is full".into()));
    let (answer, log) = logged(stage.confirm("token")).await;
    let instance = answer.text("instance");
    let reference = instance.rsplit(':').next().unwrap();
    assert_eq!(log.matches("the disk is full").count(), 1, "{log}");
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("ERROR") && log.contains(reference), "{log}");
    let stage = Stage::new();
    let (_, log) = logged(stage.log_in("somebody", "hunter2")).await;
    assert_eq!(log, "");
}
