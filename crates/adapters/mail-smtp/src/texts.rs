//! What the mails say. The words stand in `templates/`, two files for each mail.

use askama::Template as _;
use secrecy::ExposeSecret;
use varco_ports::Template;

use crate::italian_date::italian_date_time_with_article;
use crate::letterhead::Letterhead;

/// A mail, ready to be wrapped up.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// One mail, whose text and HTML see the same values.
macro_rules! mail {
    ($name:ident, $text:literal, $html:literal, { $($value:ident),* }) => {
        struct $name<'a> {
            $($value: &'a str),*
        }

        impl $name<'_> {
            fn write(&self, title: &str, head: &Letterhead) -> askama::Result<Letter> {
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
                let subject = format!("{} – {title}", head.service_name());
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

mail!(Activation, "activation.txt", "activation.html", { link, code, until });
mail!(OneTimePassword, "one_time_password.txt", "one_time_password.html", {
    given_name, username, password, until, link
});
mail!(Welcome, "welcome.txt", "welcome.html", { given_name, username, link });
mail!(AlreadyRegistered, "already_registered.txt", "already_registered.html", {
    given_name, username, link
});
mail!(PasswordChanged, "password_changed.txt", "password_changed.html", {
    given_name, when, link
});

/// Writes the mail of a template. Subjects are constant for each.
///
/// # Errors
/// Rendering fails; the templates are checked when this is compiled, so it does not.
pub(crate) fn write(head: &Letterhead, template: &Template) -> askama::Result<Letter> {
    match template {
        Template::Activation {
            token,
            code,
            expires_at,
        } => Activation {
            link: &head.activation_link(token.expose_secret()),
            code: &in_halves(code.expose_secret()),
            until: &italian_date_time_with_article(*expires_at),
        }
        .write("Attiva la tua utenza", head),
        Template::OneTimePassword {
            given_name,
            username,
            password,
            expires_at,
        } => OneTimePassword {
            given_name,
            username,
            password: password.expose_secret(),
            until: &italian_date_time_with_article(*expires_at),
            link: &head.login_page(),
        }
        .write("Il tuo username e la password temporanea", head),
        Template::Welcome {
            given_name,
            username,
        } => {
            let link = &head.login_page();
            Welcome {
                given_name,
                username,
                link,
            }
            .write("Il tuo username", head)
        }
        Template::AlreadyRegistered {
            given_name,
            username,
        } => {
            let link = &head.login_page();
            AlreadyRegistered {
                given_name,
                username,
                link,
            }
            .write("Hai già un'utenza", head)
        }
        Template::PasswordChanged {
            given_name,
            changed_at,
        } => PasswordChanged {
            given_name,
            when: &italian_date_time_with_article(*changed_at),
            link: &head.recovery_page(),
        }
        .write("La tua password è cambiata", head),
        // The port may grow a message before this crate knows its words.
        _ => Err(askama::Error::Custom("no words for this message".into())),
    }
}

/// A code as people copy it best: `ABCD-EFGH`.
fn in_halves(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}"),
        _ => code.to_owned(),
    }
}
