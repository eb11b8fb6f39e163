//! What a change of mailboxes says, to whom, as mails and links of one transaction.

use varco_domain::contacts::EmailAddress;
use varco_domain::grant::Granted;
use varco_domain::utenza::{Account, EmailNews, EmailNotice};
use varco_ports::{Changes, Template};

use crate::{Failure, UseCases};

impl UseCases {
    /// Adds to the changes the mail of every notice, with the link that each one carries. The account
    /// is the one *after* the change: what waits and what is written to is read from it.
    pub(crate) fn tell_mailboxes(
        &self,
        changes: &mut Changes,
        account: &Account,
        notices: &[EmailNotice],
    ) -> Result<(), Failure> {
        for notice in notices {
            let template = self.news(changes, account, notice);
            let mail = self.mail(&notice.to, account.language, template, None)?;
            changes.outbox.push(mail);
        }
        Ok(())
    }

    fn news(&self, changes: &mut Changes, account: &Account, notice: &EmailNotice) -> Template {
        let given_name = account.given_name.to_string();
        let text =
            |address: Option<&EmailAddress>| address.map_or_else(String::new, ToString::to_string);
        match &notice.news {
            EmailNews::Confirm => Template::ConfirmEmail {
                link: self.add_grant(changes, account, Granted::ConfirmEmail(notice.to.clone())),
            },
            EmailNews::AboutToChange => {
                let pending = account.mailboxes.pending.as_ref();
                Template::EmailAboutToChange {
                    given_name,
                    address: text(pending.map(|pending| &pending.address)),
                    disavowal: self.add_grant(changes, account, Granted::Disavow),
                }
            }
            EmailNews::Changed { undo } => {
                let link = undo
                    .clone()
                    .map(|former| self.add_grant(changes, account, Granted::UndoEmail(former)));
                Template::EmailChanged {
                    given_name,
                    reference: text(account.reference().map(|(address, _)| address)),
                    changed_at: self.now(),
                    undo: link,
                }
            }
        }
    }
}
