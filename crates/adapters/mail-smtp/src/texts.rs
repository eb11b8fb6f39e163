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

/// One mail, whose text and HTML see the same values. Its title is the subject after the name of the
/// service (R-10: constant).
macro_rules! mail {
    ($name:ident, $title:literal, $text:literal, $html:literal, { $($value:ident),* }) => {
        struct $name<'a> {
            $($value: &'a str),*
        }

        impl $name<'_> {
            fn write(&self, head: &Letterhead) -> askama::Result<Letter> {
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

mail!(Activation, "Attiva la tua utenza", "activation.txt", "activation.html", {
    link, code, until
});
mail!(
    OneTimePassword,
    "Il tuo username e la password temporanea",
    "one_time_password.txt",
    "one_time_password.html",
    { given_name, username, password, until, link }
);
mail!(Welcome, "Il tuo username", "welcome.txt", "welcome.html", {
    given_name, username, link
});
mail!(AlreadyRegistered, "Hai già un'utenza", "already_registered.txt", "already_registered.html", {
    given_name, username, link
});
mail!(PasswordChanged, "La tua password è cambiata", "password_changed.txt", "password_changed.html", {
    given_name, when, link
});

/// Writes the mail of a template.
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
        .write(head),
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
        .write(head),
        Template::Welcome {
            given_name,
            username,
        } => Welcome {
            given_name,
            username,
            link: &head.login_page(),
        }
        .write(head),
        Template::AlreadyRegistered {
            given_name,
            username,
        } => AlreadyRegistered {
            given_name,
            username,
            link: &head.login_page(),
        }
        .write(head),
        Template::PasswordChanged {
            given_name,
            changed_at,
        } => PasswordChanged {
            given_name,
            when: &italian_date_time_with_article(*changed_at),
            link: &head.recovery_page(),
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
