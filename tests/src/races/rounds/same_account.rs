//! One password, changed by many (R-55, T-16).

use anyhow::{Context as _, Result, ensure};
use varco_ports::Template;
use varco_ports::testkit::PlainHasher;
use varco_usecases::ChangePasswordError;

use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people;

const TIMES: usize = 50;

pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let person = Person::number(round)?;
    let session = people::active(arena, &person).await?;
    let account = session.session.account;
    let found = arena.ports(0)?.accounts.find(account).await?;
    let before = found.context("no account")?.value.credential_version;

    let new = |number: usize| format!("{} e altre {number}", person.password);
    let outcomes = at_once(arena, TIMES, |node, number| {
        let (token, current, new) = (session.token.clone(), person.password.clone(), new(number));
        async move { people::change(&node, &token, &current, &new).await }
    });
    let outcomes = outcomes.await?;
    let winner = outcomes
        .iter()
        .position(Result::is_ok)
        .context("no winner")?;
    let told = outcomes.iter().map(|outcome| match outcome {
        Ok(_) => "changed".to_owned(),
        // The later ones find their session closed by the winner.
        Err(ChangePasswordError::Conflict | ChangePasswordError::NoSession) => "loser".to_owned(),
        Err(error) => error.to_string(),
    });
    expect_told(told, &[("changed", 1), ("loser", TIMES - 1)])?;

    let found = arena.ports(0)?.accounts.find(account).await?;
    let found = found.context("no account")?.value;
    ensure!(
        found.credential_version == before.next(),
        "more than one version"
    );
    ensure!(
        *found.credential.hash() == PlainHasher::hash_of(&new(winner)),
        "the password is not that of the winner"
    );
    let mails = arena.post().await?;
    let notices = mails
        .iter()
        .filter(|mail| matches!(mail.template, Template::PasswordChanged { .. }));
    ensure!(
        (mails.len(), notices.count()) == (1, 1),
        "{} mails",
        mails.len()
    );
    let rows = arena.rows()?;
    // The first change was that of the one-time password.
    let changes =
        "SELECT COUNT(*) FROM audit WHERE subject = $1 AND event = 'account.password_changed'";
    rows.expect(2, changes, account.as_uuid()).await?;
    let sessions = "SELECT COUNT(*) FROM session WHERE account = $1";
    rows.expect(1, sessions, account.as_uuid()).await
}
