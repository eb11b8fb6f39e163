//! What each mail says.

use std::borrow::Cow;

use secrecy::{ExposeSecret, SecretString};
use varco_ports::{MailedLink, Template};
use varco_words::Words;

use super::outline::Outline;
use super::outline::Part::{self, Link, Says, Value};
use crate::letterhead::Letterhead;

/// The outline of a template.
#[expect(clippy::too_many_lines, reason = "one arm for each mail")]
pub(super) fn outline<'a>(template: &'a Template, head: &Letterhead, words: Words) -> Outline<'a> {
    let login = || Link(head.page("accedi"));
    let help = || Link(head.page("assistenza"));
    match template {
        Template::Activation {
            token,
            code,
            expires_at,
        } => {
            let parts = vec![
                Says("mail-activation"),
                Says("mail-activation-link"),
                Link(head.activation_link(token.expose_secret())),
                Says("mail-activation-code"),
                Value(in_halves(code.expose_secret())),
                Says("mail-activation-once"),
                Says("mail-activation-next"),
                Says("mail-activation-not-you"),
            ];
            Outline::new("mail-title-activation", "", parts)
                .nameless()
                .until(*expires_at)
        }
        Template::OneTimePassword {
            given_name,
            username,
            password,
            expires_at,
        } => {
            let says = ["mail-activated", "mail-activated-not-you"];
            let parts = credential(says, username, password, login());
            Outline::new("mail-title-credential", given_name, parts).until(*expires_at)
        }
        Template::AccountProvisioned {
            given_name,
            username,
            password,
            expires_at,
        } => {
            let says = ["mail-provisioned", "mail-provisioned-not-you"];
            let parts = credential(says, username, password, login());
            Outline::new("mail-title-credential", given_name, parts).until(*expires_at)
        }
        Template::PasswordReissued {
            given_name,
            username,
            password,
            expires_at,
        } => {
            let says = ["mail-reissued", "mail-reissued-not-you"];
            let parts = credential(says, username, password, login());
            Outline::new("mail-title-reissued", given_name, parts).until(*expires_at)
        }
        Template::Welcome {
            given_name,
            username,
        } => {
            let parts = vec![
                Says("mail-welcome"),
                Value(username.into()),
                Says("mail-log-in"),
                login(),
                Says("mail-welcome-not-you"),
            ];
            Outline::new("mail-title-username", given_name, parts)
        }
        Template::AlreadyRegistered {
            given_name,
            username,
        } => {
            let parts = vec![
                Says("mail-held"),
                Says("mail-your-username"),
                Value(username.into()),
                Says("mail-log-in"),
                login(),
                Says("mail-held-forgotten"),
                Says("mail-nothing-changed"),
            ];
            Outline::new("mail-title-held", given_name, parts)
        }
        Template::UsernameReminder {
            given_name,
            username,
        } => {
            let parts = vec![
                Says("mail-reminder"),
                Value(username.into()),
                Says("mail-log-in"),
                login(),
                Says("mail-nothing-changed"),
            ];
            Outline::new("mail-title-username", given_name, parts)
        }
        Template::PasswordChanged {
            given_name,
            changed_at,
            disavowal,
        } => {
            let title = "mail-title-password-changed";
            let told = ["mail-password-changed", "mail-password-changed-by-you"];
            let outline = if let Some(link) = disavowal {
                notice(title, given_name, told, link, head)
            } else {
                let parts = vec![
                    Says("mail-password-changed"),
                    Says("mail-password-changed-by-you"),
                    Says("mail-password-changed-by-others"),
                    Link(head.page("recupera")),
                ];
                Outline::new(title, given_name, parts)
            };
            outline.when(*changed_at)
        }
        Template::ResetPassword {
            given_name,
            username,
            link,
        } => {
            let parts = vec![
                Says("mail-reset"),
                Says("mail-your-username"),
                Value(username.into()),
                Says("mail-reset-link"),
                Link(head.link("recupera/nuova-password", link.token.expose_secret())),
                Says("mail-reset-once"),
                Says("mail-password-stays"),
            ];
            Outline::new("mail-title-reset", given_name, parts).until(link.expires_at)
        }
        Template::MiRecovery {
            given_name,
            username,
        } => {
            let parts = vec![
                Says("mail-mi"),
                Says("mail-your-username"),
                Value(username.into()),
                Says("mail-mi-ways"),
                Says("mail-mi-page"),
                Link(head.page("recupera/utenza-mi")),
                Says("mail-password-stays"),
            ];
            Outline::new("mail-title-mi", given_name, parts)
        }
        Template::SuspendedRecovery { given_name } => {
            let parts = vec![
                Says("mail-suspended-recovery"),
                Says("mail-ask-help"),
                help(),
                Says("mail-nothing-changed"),
            ];
            Outline::new("mail-title-suspended", given_name, parts)
        }
        Template::ConfirmEmail { link } => {
            let parts = vec![
                Says("mail-confirm"),
                Says("mail-confirm-link"),
                Link(head.link("conferma-email", link.token.expose_secret())),
                Says("mail-confirm-until-then"),
                Says("mail-confirm-not-you"),
            ];
            Outline::new("mail-title-confirm", "", parts)
                .nameless()
                .until(link.expires_at)
        }
        Template::EmailAboutToChange {
            given_name,
            address,
            disavowal,
        } => {
            let parts = vec![
                Says("mail-email-changing"),
                Value(address.into()),
                Says("mail-email-changing-then"),
                Says("mail-disavow"),
                disavow(disavowal, head),
            ];
            Outline::new("mail-title-email-changing", given_name, parts).until(disavowal.expires_at)
        }
        Template::EmailChanged {
            given_name,
            reference,
            changed_at,
            undo,
        } => {
            let title = "mail-title-email-changed";
            let address = match reference.as_str() {
                "" => Value(words.text("mail-email-changed-nowhere").to_string().into()),
                address => Value(address.into()),
            };
            let mut parts = vec![Says("mail-email-changed"), address];
            let outline = if let Some(undo) = undo {
                parts.extend([
                    Says("mail-email-changed-by-you"),
                    Says("mail-email-changed-undo"),
                    Link(head.link("annulla-email", undo.token.expose_secret())),
                ]);
                Outline::new(title, given_name, parts).until(undo.expires_at)
            } else {
                parts.extend([
                    Says("mail-email-changed-known"),
                    Says("mail-email-changed-help"),
                    help(),
                ]);
                Outline::new(title, given_name, parts)
            };
            outline.when(*changed_at)
        }
        Template::RecapitiChanged {
            given_name,
            changed_at,
            disavowal,
        } => {
            let told = ["mail-recapiti", "mail-recapiti-by-you"];
            notice("mail-title-recapiti", given_name, told, disavowal, head).when(*changed_at)
        }
        Template::PasswordReissuedNotice {
            given_name,
            changed_at,
            disavowal,
        } => {
            let told = ["mail-reissued-elsewhere", "mail-was-you"];
            notice("mail-title-reissued", given_name, told, disavowal, head).when(*changed_at)
        }
        Template::DeletionAsked {
            given_name,
            asked_at,
            disavowal,
        } => {
            let told = ["mail-deletion", "mail-was-you"];
            notice("mail-title-deletion", given_name, told, disavowal, head).when(*asked_at)
        }
        Template::PasswordEnding {
            given_name,
            ends_at,
        } => {
            let parts = vec![Says("mail-ending"), Says("mail-ending-change"), login()];
            Outline::new("mail-title-ending", given_name, parts).when(*ends_at)
        }
        Template::ChangeDisavowed { given_name } => {
            let parts = vec![
                Says("mail-disavowed"),
                Says("mail-disavowed-choose"),
                Link(head.page("recupera")),
                Says("mail-disavowed-mailbox"),
            ];
            Outline::new("mail-title-disavowed", given_name, parts)
        }
        Template::Suspended {
            given_name,
            changed_at,
        } => {
            let parts = vec![Says("mail-suspended"), Says("mail-suspended-why"), help()];
            Outline::new("mail-title-suspended", given_name, parts).when(*changed_at)
        }
        Template::Reactivated {
            given_name,
            changed_at,
        } => {
            let parts = vec![Says("mail-reactivated"), Says("mail-log-in"), login()];
            Outline::new("mail-title-reactivated", given_name, parts).when(*changed_at)
        }
        Template::Unlocked {
            given_name,
            changed_at,
        } => {
            let parts = vec![
                Says("mail-unlocked"),
                Says("mail-log-in"),
                login(),
                Says("mail-unlocked-change"),
            ];
            Outline::new("mail-title-unlocked", given_name, parts).when(*changed_at)
        }
        Template::KindChanged {
            given_name,
            is_mi,
            changed_at,
        } => {
            let kind = if *is_mi {
                "mail-kind-mi"
            } else {
                "mail-kind-external"
            };
            let parts = vec![Says(kind), Says("mail-kind-unexpected"), help()];
            Outline::new("mail-title-kind", given_name, parts).when(*changed_at)
        }
    }
}

/// Username and one-time password, after what leads to them and before what to do if it was nobody.
fn credential<'a>(
    [why, not_you]: [&'static str; 2],
    username: &'a str,
    password: &'a SecretString,
    login: Part<'a>,
) -> Vec<Part<'a>> {
    vec![
        Says(why),
        Says("mail-username"),
        Value(username.into()),
        Says("mail-one-time"),
        Value(password.expose_secret().into()),
        Says("mail-log-in-and-choose"),
        login,
        Says("mail-one-time-once"),
        Says(not_you),
    ]
}

/// What has been done, and a link for who did not do it.
fn notice<'a>(
    title: &'static str,
    name: &'a str,
    [what, by_you]: [&'static str; 2],
    link: &MailedLink,
    head: &Letterhead,
) -> Outline<'a> {
    let parts = vec![
        Says(what),
        Says(by_you),
        Says("mail-disavow"),
        disavow(link, head),
    ];
    Outline::new(title, name, parts).until(link.expires_at)
}

fn disavow<'a>(link: &MailedLink, head: &Letterhead) -> Part<'a> {
    Link(head.link("non-sono-stato-io", link.token.expose_secret()))
}

/// A code as people copy it best: `ABCD-EFGH`.
fn in_halves(code: &str) -> Cow<'_, str> {
    match code.split_at_checked(4) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}").into(),
        _ => code.into(),
    }
}
