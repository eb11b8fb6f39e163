//! The commands that do something with an utenza that is there.

use varco_domain::utenza::Account;
use varco_usecases::UseCases;

use super::command::ActCommand;
use super::{RunError, brief, reference};

pub(super) async fn act(usecases: &UseCases, command: ActCommand) -> Result<String, RunError> {
    use ActCommand as C;
    let (options, account, done) = match command {
        C::Suspend(o) => {
            let account = usecases.suspend_utenza(&o.who, &o.why).await?;
            (o, account, "suspended; sessions have ended".to_owned())
        }
        C::Reactivate(o) => {
            let account = usecases.reactivate_utenza(&o.who, &o.why).await?;
            (o, account, "in use again".to_owned())
        }
        C::ResetPassword(o) => {
            let account = usecases.reset_utenza_password(&o.who, &o.why).await?;
            let done = format!(
                "a one-time password is on its way to {}",
                written_to(&account)
            );
            (o, account, done)
        }
        C::Unlock(o) => {
            let account = usecases.unlock_utenza(&o.who, &o.why).await?;
            (o, account, "failed logins are forgotten".to_owned())
        }
        C::AssignMailbox { act: o, email } => {
            let account = usecases.assign_mailbox(&o.who, &email, &o.why).await?;
            let done = format!("mails go to {} from now on", written_to(&account));
            (o, account, done)
        }
        C::WithdrawMailbox(o) => {
            let account = usecases.withdraw_mailbox(&o.who, &o.why).await?;
            let done = format!("mails go to {} from now on", written_to(&account));
            (o, account, done)
        }
        C::SetKind { act: o, kind } => {
            let account = usecases.set_utenza_kind(&o.who, kind, &o.why).await?;
            let done = format!("of kind {}; sessions have ended", kind.name());
            (o, account, done)
        }
    };
    Ok(if options.json {
        brief(&account).to_string()
    } else {
        format!("{}: {done}", account.username)
    })
}

fn written_to(account: &Account) -> String {
    reference(account).unwrap_or_else(|| "nobody (there is no confirmed address)".to_owned())
}
