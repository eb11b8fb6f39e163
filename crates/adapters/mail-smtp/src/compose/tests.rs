//! The mails as their reader decodes them, and what hostile values do to them.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use secrecy::SecretString;
use varco_domain::contacts::EmailAddress;
use varco_domain::language::Language;
use varco_ports::{MailedLink, Template};

use super::*;
use crate::config::mailbox;
use crate::received::ReceivedMail;

const TOKEN: &str = "0123456789_-ABCDEFGHIJKLMNOPQRSTUVWXYZabcde";

fn head() -> Letterhead {
    Letterhead::new(
        "Istanze OnLine",
        "https://varco.example",
        "aiuto@varco.example",
    )
    .unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn message(to: &str, template: Template) -> Message {
    message_in(Language::It, to, template)
}

fn message_in(language: Language, to: &str, template: Template) -> Message {
    Message {
        language,
        id: MessageId::new(instant("2027-03-11T17:30:00Z"), &[7; 10]),
        to: EmailAddress::parse(to).unwrap(),
        template,
    }
}

/// What arrives, read as a mail program reads it.
fn received(head: &Letterhead, message: &Message) -> ReceivedMail {
    let from = mailbox("Istanze OnLine <non-rispondere@varco.example>").unwrap();
    let mail = compose(head, &from, message).unwrap();
    let recipients = mail.envelope().to();
    ReceivedMail {
        envelope_from: mail.envelope().from().unwrap().to_string(),
        envelope_to: recipients.iter().map(ToString::to_string).collect(),
        raw: mail.formatted(),
    }
}

fn activation() -> Template {
    Template::Activation {
        token: SecretString::from(TOKEN),
        code: SecretString::from("7FHA23C9"),
        expires_at: instant("2027-03-12T17:30:00Z"),
    }
}

fn one_time_password(given_name: &str, username: &str) -> Template {
    Template::OneTimePassword {
        given_name: given_name.to_owned(),
        username: username.to_owned(),
        password: SecretString::from("Kefwam-2739-tubzan"),
        expires_at: instant("2027-03-14T17:30:00Z"),
    }
}

fn link() -> MailedLink {
    MailedLink {
        token: SecretString::from(TOKEN),
        expires_at: instant("2027-07-19T16:30:00Z"),
    }
}

/// Every mail.
fn all(given_name: &str, username: &str) -> Vec<Template> {
    let mut all = vec![activation(), one_time_password(given_name, username)];
    all.extend(with_username(given_name, username));
    all.extend(notices(given_name));
    all.extend(about_addresses(given_name));
    all.extend(about_help(given_name));
    all
}

fn with_username(given_name: &str, username: &str) -> [Template; 7] {
    let (given_name, username) = (given_name.to_owned(), username.to_owned());
    let password = SecretString::from("Kefwam-2739-tubzan");
    let expires_at = instant("2027-03-14T17:30:00Z");
    [
        Template::Welcome {
            given_name: given_name.clone(),
            username: username.clone(),
        },
        Template::AlreadyRegistered {
            given_name: given_name.clone(),
            username: username.clone(),
        },
        Template::UsernameReminder {
            given_name: given_name.clone(),
            username: username.clone(),
        },
        Template::MiRecovery {
            given_name: given_name.clone(),
            username: username.clone(),
        },
        Template::ResetPassword {
            given_name: given_name.clone(),
            username: username.clone(),
            link: link(),
        },
        Template::AccountProvisioned {
            given_name: given_name.clone(),
            username: username.clone(),
            password: password.clone(),
            expires_at,
        },
        Template::PasswordReissued {
            given_name,
            username,
            password,
            expires_at,
        },
    ]
}

fn notices(given_name: &str) -> [Template; 10] {
    let given_name = given_name.to_owned();
    let changed_at = instant("2027-07-12T16:30:00Z");
    [
        Template::PasswordChanged {
            given_name: given_name.clone(),
            changed_at,
            disavowal: Some(link()),
        },
        Template::PasswordChanged {
            given_name: given_name.clone(),
            changed_at,
            disavowal: None,
        },
        Template::SuspendedRecovery {
            given_name: given_name.clone(),
        },
        Template::RecapitiChanged {
            given_name: given_name.clone(),
            changed_at,
            disavowal: link(),
        },
        Template::PasswordEnding {
            given_name: given_name.clone(),
            ends_at: changed_at,
        },
        Template::PasswordReissuedNotice {
            given_name: given_name.clone(),
            changed_at,
            disavowal: link(),
        },
        Template::ChangeDisavowed {
            given_name: given_name.clone(),
        },
        Template::Suspended {
            given_name: given_name.clone(),
            changed_at,
        },
        Template::Reactivated {
            given_name: given_name.clone(),
            changed_at,
        },
        Template::DeletionAsked {
            given_name,
            asked_at: changed_at,
            disavowal: link(),
        },
    ]
}

fn about_addresses(given_name: &str) -> [Template; 4] {
    let given_name = given_name.to_owned();
    let changed_at = instant("2027-07-12T16:30:00Z");
    let address = "nuova@esempio.it".to_owned();
    [
        Template::ConfirmEmail { link: link() },
        Template::EmailAboutToChange {
            given_name: given_name.clone(),
            address: address.clone(),
            disavowal: link(),
        },
        Template::EmailChanged {
            given_name: given_name.clone(),
            reference: address.clone(),
            changed_at,
            undo: Some(link()),
        },
        Template::EmailChanged {
            given_name,
            reference: address,
            changed_at,
            undo: None,
        },
    ]
}

fn about_help(given_name: &str) -> [Template; 2] {
    let given_name = given_name.to_owned();
    let changed_at = instant("2027-07-12T16:30:00Z");
    [
        Template::Unlocked {
            given_name: given_name.clone(),
            changed_at,
        },
        Template::KindChanged {
            given_name,
            is_mi: true,
            changed_at,
        },
    ]
}

fn in_every_language(
    given_name: &str,
    username: &str,
) -> impl Iterator<Item = (Language, (usize, Template))> {
    let mails = |language| {
        let all = all(given_name, username).into_iter().enumerate();
        all.map(move |mail| (language, mail))
    };
    Language::ALL.into_iter().flat_map(mails)
}

#[test]
fn every_mail_reads_as_written() {
    for (language, (number, template)) in in_every_language("Niccolò", "niccolo.dangelo") {
        let name = format!("{}_{number:02}_{}", language.tag(), template.name());
        let mail = received(&head(), &message_in(language, "mario@esempio.it", template));
        let shown = format!(
            "{}\n\n{}\n=====\n{}",
            mail.subject(),
            mail.text(),
            mail.html()
        );
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn r66_a_repetition_is_the_same_to_the_byte() {
    let message = message("mario@esempio.it", activation());
    let mail = received(&head(), &message);
    assert_eq!(mail, received(&head(), &message));
    assert_eq!(mail.message_id(), format!("{}@varco.example", message.id));
    assert_eq!(mail.date(), Some(instant("2027-03-11T17:30:00Z")));
}

#[test]
fn r10_the_headers_are_these_and_the_recipient_has_no_name() {
    let mail = received(&head(), &message("mario@esempio.it", activation()));
    let id = MessageId::new(instant("2027-03-11T17:30:00Z"), &[7; 10]);
    let headers: Vec<String> = mail
        .headers()
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    assert_eq!(
        headers,
        [
            format!("Message-ID: <{id}@varco.example>"),
            "Date: Thu, 11 Mar 2027 17:30:00 +0000".to_owned(),
            "From: \"Istanze OnLine\" <non-rispondere@varco.example>".to_owned(),
            "To: mario@esempio.it".to_owned(),
            "Subject: Istanze OnLine =?utf-8?b?4oCT?= Attiva la tua utenza".to_owned(),
            "Content-Language: it".to_owned(),
            "Auto-Submitted: auto-generated".to_owned(),
            "MIME-Version: 1.0".to_owned(),
            format!("Content-Type: multipart/alternative; boundary=\"varco-{id}\""),
        ]
    );
}

#[test]
fn each_part_has_one_link_and_loads_nothing() {
    for (language, (_, template)) in in_every_language("Mario", "mario.rossi") {
        let mail = received(&head(), &message_in(language, "mario@esempio.it", template));
        let html = mail.html();
        assert_eq!(html.matches("href=").count(), 1);
        assert!(!html.contains("src=") && !html.contains("<link") && !html.contains("url("));
        let link = html
            .split('"')
            .find(|text| text.starts_with("https:"))
            .unwrap();
        let own_lines = |line: &&str| *line == link;
        assert_eq!(mail.text().lines().filter(own_lines).count(), 1);
    }
}

#[test]
fn values_that_people_copy_stand_alone_on_their_line() {
    let text = |template| received(&head(), &message("mario@esempio.it", template)).text();
    let first = text(activation());
    for line in [
        format!("https://varco.example/attiva?t={TOKEN}"),
        "7FHA-23C9".to_owned(),
    ] {
        assert!(first.lines().any(|candidate| candidate == line), "{line}");
    }
    let second = text(one_time_password("Mario", "mario.rossi"));
    for line in [
        "mario.rossi",
        "Kefwam-2739-tubzan",
        "https://varco.example/accedi",
    ] {
        assert!(second.lines().any(|candidate| candidate == line), "{line}");
    }
}

#[test]
fn who_has_no_address_left_is_told_so() {
    let changed = Template::EmailChanged {
        given_name: "Mario".into(),
        reference: String::new(),
        changed_at: instant("2027-03-12T17:30:00Z"),
        undo: None,
    };
    let mail = received(&head(), &message("mario.rossi@istruzione.it", changed));
    let told = "nessun indirizzo, finché non ne confermi uno";
    assert!(mail.text().contains(told) && mail.html().contains(told));
}

#[test]
fn a_long_public_address_breaks_neither_message_id_nor_link() {
    let host = format!("{}.{}.it", "a".repeat(60), "b".repeat(60));
    let url = format!("https://{host}/registrazione-e-credenziali");
    let head = Letterhead::new("Istanze OnLine", &url, "aiuto@varco.example").unwrap();
    let message = message("mario@esempio.it", activation());
    let mail = received(&head, &message);
    assert_eq!(mail.message_id(), format!("{}@{host}", message.id));
    let link = format!("{url}/attiva?t={TOKEN}");
    assert!(mail.text().lines().any(|line| line == link));
    assert!(mail.html().contains(&format!("href=\"{link}\"")));
}

/// Text made to break headers, MIME parts, HTML or the mail library.
fn hostile() -> impl Strategy<Value = String> {
    let bait = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\0",
        ".",
        "\r\n.\r\n",
        "\r\nBcc: vittima@esempio.it\r\n",
        "=?utf-8?q?=0D=0ABcc:?=",
        "--varco-",
        "<script>",
        "\"><a href=https://evil.example>",
        "&amp;",
        "{{ password }}",
        "=3D=\r\n",
        "\u{202e}",
        "\u{feff}",
        "💥",
    ]);
    let piece = prop_oneof![bait.prop_map(str::to_owned), any::<String>(), "[ -~]{0,90}"];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Addresses that the domain lets through, with every sign that it allows.
fn address() -> impl Strategy<Value = EmailAddress> {
    let local = "[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\\.[A-Za-z0-9'+-]{1,10}){0,3}";
    let domain = "[a-z0-9àèñß]{1,12}(-[a-z0-9]{1,8})?\\.[a-z]{2,6}";
    (local, domain).prop_filter_map("an address", |(local, domain)| {
        EmailAddress::parse(&format!("{local}@{domain}")).ok()
    })
}

/// Lines as SMTP wants them: ASCII, ended by CR LF, of at most 78 characters (RFC 5322 §2.1.1),
/// but for headers that are one long word.
fn has_good_lines(mail: &ReceivedMail) -> bool {
    let lines: Vec<&[u8]> = mail.raw.split(|byte| *byte == b'\n').collect();
    let (last, lines) = lines.split_last().unwrap();
    let is_good = |line: &&[u8]| {
        let text = line.strip_suffix(b"\r");
        text.is_some_and(|text| {
            let is_word = text.starts_with(b"To: ");
            text.is_ascii() && !text.contains(&b'\r') && (is_word || text.len() <= 78)
        })
    };
    last.is_empty() && lines.iter().all(is_good)
}

fn headers_but_to(mail: &ReceivedMail) -> Vec<(String, String)> {
    let headers = mail.headers().into_iter();
    headers.filter(|(name, _)| name != "To").collect()
}

/// 500 rounds of every mail.
#[test]
fn r10_hostile_values_break_no_mail() {
    let written = |template| received(&head(), &message("mario@esempio.it", template));
    let harmless: Vec<_> = all("Mario", "mario.rossi")
        .into_iter()
        .map(written)
        .collect();
    let values = (address(), hostile(), hostile(), hostile());
    let mut runner = TestRunner::new(ProptestConfig::with_cases(500));
    let outcome = runner.run(&values, |(to, name, username, secret)| {
        let mut templates = all(&name, &username);
        templates[0] = Template::Activation {
            token: SecretString::from(secret.as_str()),
            code: SecretString::from(secret.as_str()),
            expires_at: Timestamp::UNIX_EPOCH,
        };
        for (template, harmless) in templates.into_iter().zip(&harmless) {
            let mail = received(&head(), &message(to.as_str(), template));
            prop_assert!(has_good_lines(&mail));
            prop_assert_eq!(&mail.envelope_to, &[to.as_str()]);
            prop_assert_eq!(mail.to(), [to.as_str()]);
            prop_assert_eq!(headers_but_to(&mail), headers_but_to(harmless));
            let (html, expected) = (mail.html(), harmless.html());
            for tag in ["<a ", "<p>", "<script", "</body>"] {
                prop_assert_eq!(html.matches(tag).count(), expected.matches(tag).count());
            }
        }
        Ok(())
    });
    outcome.unwrap();
}
