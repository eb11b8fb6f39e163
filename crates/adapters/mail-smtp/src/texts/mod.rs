//! What the mails say. The words stand in `templates/`, two files for each mail; which values they are
//! given stands in `letters`.

mod letters;

use secrecy::ExposeSecret;
use varco_ports::{MailedLink, Template};

use crate::italian_date::italian_date_time_with_article as told;
use crate::letterhead::Letterhead;

/// What stands for the reference address of who has none any more.
const NOWHERE: &str = "nessun indirizzo, finché non ne confermi uno";

/// A mail, ready to be wrapped up.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// Writes the mail of a template.
///
/// # Errors
/// Rendering fails; the templates are checked when this is compiled, so it does not.
#[expect(clippy::too_many_lines, reason = "one arm for each mail")]
pub(crate) fn write(head: &Letterhead, template: &Template) -> askama::Result<Letter> {
    let login = head.page("accedi");
    let disavow = |link: &MailedLink| head.link("non-sono-stato-io", link.token.expose_secret());
    match template {
        Template::Activation {
            token,
            code,
            expires_at,
        } => letters::Activation {
            link: &head.activation_link(token.expose_secret()),
            code: &in_halves(code.expose_secret()),
            until: &told(*expires_at),
        }
        .write(head),
        Template::OneTimePassword {
            given_name,
            username,
            password,
            expires_at,
        } => letters::OneTimePassword {
            given_name,
            username,
            password: password.expose_secret(),
            until: &told(*expires_at),
            link: &login,
        }
        .write(head),
        Template::AccountProvisioned {
            given_name,
            username,
            password,
            expires_at,
        } => letters::AccountProvisioned {
            given_name,
            username,
            password: password.expose_secret(),
            until: &told(*expires_at),
            link: &login,
        }
        .write(head),
        Template::PasswordReissued {
            given_name,
            username,
            password,
            expires_at,
        } => letters::PasswordReissued {
            given_name,
            username,
            password: password.expose_secret(),
            until: &told(*expires_at),
            link: &login,
        }
        .write(head),
        Template::Welcome {
            given_name,
            username,
        } => letters::Welcome {
            given_name,
            username,
            link: &login,
        }
        .write(head),
        Template::AlreadyRegistered {
            given_name,
            username,
        } => letters::AlreadyRegistered {
            given_name,
            username,
            link: &login,
        }
        .write(head),
        Template::UsernameReminder {
            given_name,
            username,
        } => letters::UsernameReminder {
            given_name,
            username,
            link: &login,
        }
        .write(head),
        Template::PasswordChanged {
            given_name,
            changed_at,
            disavowal,
        } => {
            let (until, link) = match disavowal {
                Some(link) => (told(link.expires_at), disavow(link)),
                None => (String::new(), head.page("recupera")),
            };
            let (when, until, link) = (&told(*changed_at), &until, &link);
            letters::PasswordChanged {
                given_name,
                when,
                until,
                link,
            }
            .write(head)
        }
        Template::ResetPassword {
            given_name,
            username,
            link,
        } => letters::ResetPassword {
            given_name,
            username,
            until: &told(link.expires_at),
            link: &head.link("recupera/nuova-password", link.token.expose_secret()),
        }
        .write(head),
        Template::MiRecovery {
            given_name,
            username,
        } => letters::MiRecovery {
            given_name,
            username,
            link: &head.page("recupera/utenza-mi"),
        }
        .write(head),
        Template::SuspendedRecovery { given_name } => letters::SuspendedRecovery {
            given_name,
            link: &head.page("assistenza"),
        }
        .write(head),
        Template::ConfirmEmail { link } => letters::ConfirmEmail {
            until: &told(link.expires_at),
            link: &head.link("conferma-email", link.token.expose_secret()),
        }
        .write(head),
        Template::EmailAboutToChange {
            given_name,
            address,
            disavowal,
        } => letters::EmailAboutToChange {
            given_name,
            address,
            until: &told(disavowal.expires_at),
            link: &disavow(disavowal),
        }
        .write(head),
        Template::EmailChanged {
            given_name,
            reference,
            changed_at,
            undo,
        } => {
            let when = &told(*changed_at);
            let address = match reference.as_str() {
                "" => NOWHERE,
                address => address,
            };
            match undo {
                Some(undo) => letters::EmailChangedUndo {
                    given_name,
                    address,
                    when,
                    until: &told(undo.expires_at),
                    link: &head.link("annulla-email", undo.token.expose_secret()),
                }
                .write(head),
                None => letters::EmailChanged {
                    given_name,
                    address,
                    when,
                    link: &head.page("assistenza"),
                }
                .write(head),
            }
        }
        Template::RecapitiChanged {
            given_name,
            changed_at,
            disavowal,
        } => letters::RecapitiChanged {
            given_name,
            when: &told(*changed_at),
            until: &told(disavowal.expires_at),
            link: &disavow(disavowal),
        }
        .write(head),
        Template::PasswordReissuedNotice {
            given_name,
            changed_at,
            disavowal,
        } => letters::PasswordReissuedNotice {
            given_name,
            when: &told(*changed_at),
            until: &told(disavowal.expires_at),
            link: &disavow(disavowal),
        }
        .write(head),
        Template::DeletionAsked {
            given_name,
            asked_at,
            disavowal,
        } => letters::DeletionAsked {
            given_name,
            when: &told(*asked_at),
            until: &told(disavowal.expires_at),
            link: &disavow(disavowal),
        }
        .write(head),
        Template::PasswordEnding {
            given_name,
            ends_at,
        } => letters::PasswordEnding {
            given_name,
            when: &told(*ends_at),
            link: &login,
        }
        .write(head),
        Template::ChangeDisavowed { given_name } => letters::ChangeDisavowed {
            given_name,
            link: &head.page("recupera"),
        }
        .write(head),
        Template::Suspended {
            given_name,
            changed_at,
        } => letters::Suspended {
            given_name,
            when: &told(*changed_at),
            link: &head.page("assistenza"),
        }
        .write(head),
        Template::Reactivated {
            given_name,
            changed_at,
        } => letters::Reactivated {
            given_name,
            when: &told(*changed_at),
            link: &login,
        }
        .write(head),
    }
}

/// A code as people copy it best: `ABCD-EFGH`.
fn in_halves(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}"),
        _ => code.to_owned(),
    }
}
