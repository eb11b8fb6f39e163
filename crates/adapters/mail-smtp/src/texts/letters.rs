//! Each mail: its title, its two files, the values in them.

use askama::Template as _;

use super::Letter;
use crate::letterhead::Letterhead;

/// One mail, whose text and HTML see the same values. Its title is the subject after the name of the
/// service (R-10: constant).
macro_rules! mail {
    ($name:ident, $title:literal, $text:literal, $html:literal, { $($value:ident),* }) => {
        pub(super) struct $name<'a> {
            $(pub(super) $value: &'a str),*
        }

        impl $name<'_> {
            pub(super) fn write(&self, head: &Letterhead) -> askama::Result<Letter> {
                #[derive(askama::Template)]
                #[template(path = $text)]
                struct Text<'a> {
                    head: &'a Letterhead,
                    $($value: &'a str),*
                }
                #[derive(askama::Template)]
                #[template(path = $html)]
                struct Html<'a> {
                    head: &'a Letterhead,
                    subject: &'a str,
                    $($value: &'a str),*
                }
                let subject = format!("{} – {}", head.service_name(), $title);
                let Self { $($value),* } = self;
                Ok(Letter {
                    text: Text { head, $($value),* }.render()?,
                    html: Html { head, subject: &subject, $($value),* }.render()?,
                    subject,
                })
            }
        }
    };
}

mail!(Activation, "Attiva la tua utenza", "activation.txt", "activation.html", { link, code, until });
mail!(OneTimePassword, "Il tuo username e la password temporanea", "one_time_password.txt", "one_time_password.html", { given_name, username, password, until, link });
mail!(Welcome, "Il tuo username", "welcome.txt", "welcome.html", { given_name, username, link });
mail!(AlreadyRegistered, "Hai già un'utenza", "already_registered.txt", "already_registered.html", { given_name, username, link });
mail!(PasswordChanged, "La tua password è cambiata", "password_changed.txt", "password_changed.html", { given_name, when, until, link });
mail!(ResetPassword, "Nuova password", "reset_password.txt", "reset_password.html", { given_name, username, until, link });
mail!(MiRecovery, "La password della tua utenza MI", "mi_recovery.txt", "mi_recovery.html", { given_name, username, link });
mail!(SuspendedRecovery, "La tua utenza è sospesa", "suspended_recovery.txt", "suspended_recovery.html", { given_name, link });
mail!(UsernameReminder, "Il tuo username", "username_reminder.txt", "username_reminder.html", { given_name, username, link });
mail!(ConfirmEmail, "Conferma la nuova email", "confirm_email.txt", "confirm_email.html", { until, link });
mail!(EmailAboutToChange, "La tua email sta per cambiare", "email_about_to_change.txt", "email_about_to_change.html", { given_name, address, until, link });
mail!(EmailChanged, "La tua email è cambiata", "email_changed.txt", "email_changed.html", { given_name, address, when, link });
mail!(EmailChangedUndo, "La tua email è cambiata", "email_changed_undo.txt", "email_changed_undo.html", { given_name, address, when, until, link });
mail!(RecapitiChanged, "Hai aggiornato i recapiti", "recapiti_changed.txt", "recapiti_changed.html", { given_name, when, until, link });
mail!(PasswordEnding, "La tua password sta per scadere", "password_ending.txt", "password_ending.html", { given_name, when, link });
mail!(AccountProvisioned, "Il tuo username e la password temporanea", "account_provisioned.txt", "account_provisioned.html", { given_name, username, password, until, link });
mail!(PasswordReissued, "La tua password è stata reimpostata", "password_reissued.txt", "password_reissued.html", { given_name, username, password, until, link });
mail!(PasswordReissuedNotice, "La tua password è stata reimpostata", "password_reissued_notice.txt", "password_reissued_notice.html", { given_name, when, until, link });
mail!(ChangeDisavowed, "Abbiamo messo al sicuro la tua utenza", "change_disavowed.txt", "change_disavowed.html", { given_name, link });
mail!(Suspended, "La tua utenza è sospesa", "suspended.txt", "suspended.html", { given_name, when, link });
mail!(Reactivated, "La tua utenza è di nuovo attiva", "reactivated.txt", "reactivated.html", { given_name, when, link });
mail!(DeletionAsked, "Hai chiesto di cancellare l'utenza", "deletion_asked.txt", "deletion_asked.html", { given_name, when, until, link });
