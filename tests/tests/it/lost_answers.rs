//! FI-4, T-32: the use cases over PostgreSQL and a network that loses, in turn, every COMMIT of the
//! whole way to an utenza, or its answer. Whoever is told that it did not work tries again, and gets
//! the first outcome.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use secrecy::{ExposeSecret as _, SecretString};
use varco_domain::registration::DeclarationForm;
use varco_ports::CaptchaAnswer;
use varco_test_postgres::Cluster;
use varco_test_postgres::proxy::{Loss, Proxy, Way};
use varco_tests::person::Person;
use varco_tests::races::arena::Arena;
use varco_tests::races::people::{activate, change, client, link, log_in, one_time_password};
use varco_usecases::{
    ActivateError, ChangePasswordError, ConfirmError, DeclareError, LogInError, StartError,
    StartInput,
};

/// Short, because where nobody can be asked it is waited for to the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Nobody is told so more often than there are connections that the network has cut.
const OFTEN: usize = 6;

/// Tries again when told so, over a network that works again.
macro_rules! insist {
    ($proxy:expr, $told:ident, $failure:pat, $step:expr) => {
        loop {
            match $step.await {
                Err($failure) if $told < OFTEN => {
                    $told += 1;
                    $proxy.turn(Way::Open);
                }
                other => break other?,
            }
        }
    };
}

/// The whole way.
async fn journey(arena: &Arena, proxy: &Proxy, person: &Person) -> Result<()> {
    let (node, mut told) = (arena.node(0)?, 0);
    let flow = node.open_flow();
    let (code, origin) = (&person.codice_fiscale, client());
    let start = || StartInput {
        flow: &flow,
        codice_fiscale: code,
        human: Some(CaptchaAnswer::Proof(SecretString::from("proof"))),
        client: &origin,
    };
    let started = insist!(
        proxy,
        told,
        StartError::Failure(_),
        node.start_registration(start())
    );
    let form = DeclarationForm {
        given_name: &person.nome,
        family_name: &person.cognome,
        email: &person.email,
        email_repeat: &person.email,
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    };
    let declared = insist!(
        proxy,
        told,
        DeclareError::Failure(_),
        node.declare_person(&flow, &form)
    );
    let confirmed = insist!(
        proxy,
        told,
        ConfirmError::Failure(_),
        node.confirm_registration(&flow, &origin)
    );
    ensure!(
        started.id == declared.id && declared.id == confirmed.id,
        "two registrations"
    );
    let mails = arena.post().await?;
    ensure!(mails.len() == 1, "{} activation mails", mails.len());
    let ticket = link(&mails, &person.email)?;
    insist!(
        proxy,
        told,
        ActivateError::Failure(_),
        activate(&node, &ticket)
    );
    let mails = arena.post().await?;
    ensure!(mails.len() == 1, "{} mails with a password", mails.len());
    let one_time = one_time_password(&mails, &person.email)?;
    let one_time = one_time.expose_secret();
    let restricted = insist!(
        proxy,
        told,
        LogInError::Failure(_),
        log_in(&node, code, one_time)
    );
    let opened = insist!(
        proxy,
        told,
        ChangePasswordError::Failure(_),
        change(&node, &restricted.token, one_time, &person.password)
    );
    ensure!(
        node.resolve_session(&opened.token).await?.is_some(),
        "no session"
    );
    let mails = arena.post().await?;
    ensure!(mails.len() == 1, "{} notices", mails.len());
    Ok(())
}

/// Loses every COMMIT in turn.
async fn lose_each(loss: Loss, then: Way) -> Result<()> {
    let proxy = Proxy::before(Cluster::shared()?.folder()).await?;
    let arena = Arena::reach(|url| proxy.url(url), PATIENCE, 1).await?;
    for number in 0..50 {
        let commit = usize::from(number);
        proxy.lose_later(commit, loss, then);
        let person = Person::number(number)?;
        let journey = journey(&arena, &proxy, &person).await;
        journey.with_context(|| format!("{loss:?} of commit {commit}, then {then:?}"))?;
        arena.rows()?.expect_no_debris().await?;
        if !proxy.has_lost() {
            ensure!(commit > 8, "{commit} commits are no journey");
            return Ok(());
        }
    }
    bail!("the journey has no end")
}

#[tokio::test]
async fn fi4_an_answer_that_is_lost_is_asked_for_or_the_repeat_gives_it() -> Result<()> {
    lose_each(Loss::Answer, Way::Open).await
}

#[tokio::test]
async fn fi4_a_commit_that_is_lost_is_made_good_by_the_repeat() -> Result<()> {
    lose_each(Loss::Question, Way::Open).await
}

#[tokio::test]
async fn fi4_where_nobody_can_be_asked_the_repeat_gives_the_first_outcome() -> Result<()> {
    lose_each(Loss::Answer, Way::Cut).await
}
