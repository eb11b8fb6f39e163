//! The order of SMTP commands (RFC 5321 §4.1.4), without I/O.

use std::borrow::Cow;

use super::FaultMode;

/// Most bytes of a mail.
pub(super) const SIZE_MAX: usize = 1024 * 1024;
/// Most recipients of a mail (RFC 5321 §4.5.3.1.8 asks for at least as many).
const RECIPIENTS_MAX: usize = 100;

/// A reply, without the end of its last line.
type Answer = Cow<'static, str>;

/// Sender and recipients said so far.
#[derive(Debug, Default)]
pub(super) struct Transaction {
    has_greeted: bool,
    from: Option<String>,
    to: Vec<String>,
}

impl Transaction {
    /// The answer to every command but `DATA` with recipients and `QUIT`.
    pub(super) fn answer(&mut self, verb: &str, argument: &str, fault: FaultMode) -> Answer {
        match verb {
            "HELO" => self.greet("250 varco".into()),
            "EHLO" => self.greet(format!(
                "250-varco\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE {SIZE_MAX}\r\n250 AUTH PLAIN"
            ).into()),
            "NOOP" => "250 OK".into(),
            "RSET" => {
                self.reset();
                "250 OK".into()
            }
            "VRFY" => "252 Send some mail and see".into(),
            // Any credentials will do: there is nothing here to protect.
            "AUTH" if !self.has_greeted => "503 Say EHLO first".into(),
            "AUTH" if is_plain_with_response(argument) => "235 Welcome".into(),
            "AUTH" => "504 Only PLAIN with an initial response".into(),
            "MAIL" => self.mail(argument),
            "RCPT" => self.recipient(argument, fault),
            "DATA" => "503 Say MAIL and RCPT first".into(),
            _ => "500 Unknown command".into(),
        }
    }

    /// Whether `DATA` may come.
    pub(super) fn is_ready(&self) -> bool {
        !self.to.is_empty()
    }

    /// Sender and recipients, for the mail that was received; the next mail starts from nothing.
    pub(super) fn take(&mut self) -> (String, Vec<String>) {
        let from = self.from.take().unwrap_or_default();
        (from, std::mem::take(&mut self.to))
    }

    fn greet(&mut self, answer: Answer) -> Answer {
        self.reset();
        self.has_greeted = true;
        answer
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }

    fn mail(&mut self, argument: &str) -> Answer {
        if !self.has_greeted {
            return "503 Say EHLO first".into();
        }
        if self.from.is_some() {
            return "503 One sender is enough".into();
        }
        let Some((path, parameters)) = path_after("FROM:", argument) else {
            return "501 MAIL FROM:<address>".into();
        };
        if declared_size(parameters) > SIZE_MAX {
            return "552 Too big".into();
        }
        self.from = Some(path.to_owned());
        "250 OK".into()
    }

    fn recipient(&mut self, argument: &str, fault: FaultMode) -> Answer {
        if self.from.is_none() {
            return "503 Say MAIL first".into();
        }
        let path = path_after("TO:", argument).map(|(path, _)| path);
        let Some(path) = path.filter(|path| !path.is_empty()) else {
            return "501 RCPT TO:<address>".into();
        };
        match fault {
            FaultMode::TemporaryFailure => {
                return format!("451 4.3.0 <{path}>: try again later").into();
            }
            FaultMode::PermanentFailure => {
                return format!("550 5.1.1 <{path}>: no such mailbox").into();
            }
            _ => {}
        }
        if self.to.len() >= RECIPIENTS_MAX {
            return "452 Too many recipients".into();
        }
        self.to.push(path.to_owned());
        "250 OK".into()
    }
}

/// Reads `FROM:<address> PARAMETERS`: the address without brackets, and the rest.
fn path_after<'a>(keyword: &str, argument: &'a str) -> Option<(&'a str, &'a str)> {
    let (start, rest) = argument.split_at_checked(keyword.len())?;
    let rest = rest.trim_start().strip_prefix('<')?;
    start.eq_ignore_ascii_case(keyword).then_some(())?;
    rest.split_once('>')
}

/// The size that the client announces (RFC 1870); 0 when it does not, or not as a number.
fn declared_size(parameters: &str) -> usize {
    let size = parameters.split_whitespace().find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.eq_ignore_ascii_case("SIZE")
            .then(|| value.parse())?
            .ok()
    });
    size.unwrap_or_default()
}

fn is_plain_with_response(argument: &str) -> bool {
    let mut words = argument.split_whitespace();
    words
        .next()
        .is_some_and(|mechanism| mechanism.eq_ignore_ascii_case("PLAIN"))
        && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(commands: &[(&str, &str)]) -> Vec<String> {
        let mut transaction = Transaction::default();
        let answers = commands
            .iter()
            .map(|(verb, argument)| transaction.answer(verb, argument, FaultMode::None));
        answers.map(|answer| answer[..3].to_owned()).collect()
    }

    #[test]
    fn commands_come_in_their_order() {
        let mail = ("MAIL", "FROM:<a@b.it>");
        let recipient = ("RCPT", "TO:<c@d.it>");
        let hello = ("EHLO", "x");
        for (commands, last) in [
            (vec![mail], "503"),
            (vec![("AUTH", "PLAIN eA==")], "503"),
            (vec![hello, recipient], "503"),
            (vec![hello, ("DATA", "")], "503"),
            (vec![hello, mail, mail], "503"),
            (vec![hello, mail, ("DATA", "")], "503"),
            (vec![hello, mail, ("RSET", ""), recipient], "503"),
            (vec![hello, mail, recipient, recipient], "250"),
            (vec![hello, ("AUTH", "PLAIN eA==")], "235"),
            (vec![hello, ("AUTH", "PLAIN")], "504"),
            (vec![hello, ("AUTH", "LOGIN eA==")], "504"),
            (vec![("VRFY", "mario")], "252"),
            (vec![("STARTTLS", "")], "500"),
        ] {
            assert_eq!(codes(&commands).last().unwrap(), last, "{commands:?}");
        }
    }

    #[test]
    fn paths_are_read_as_people_write_them() {
        for (argument, code) in [
            ("FROM:<>", "250"),
            ("from: <a@b.it> BODY=8BITMIME SIZE=100", "250"),
            ("FROM:<a@b.it> size=2000000", "552"),
            ("FROM:a@b.it", "501"),
            ("FROM:<a@b.it", "501"),
            ("TO:<a@b.it>", "501"),
            ("F", "501"),
            ("FROMà<a@b.it>", "501"),
        ] {
            assert_eq!(
                codes(&[("HELO", "x"), ("MAIL", argument)])[1],
                code,
                "{argument}"
            );
        }
        let empty = [("HELO", "x"), ("MAIL", "FROM:<>"), ("RCPT", "TO:<>")];
        assert_eq!(codes(&empty)[2], "501");
    }

    #[test]
    fn a_hundred_recipients_are_the_limit() {
        let mut commands = vec![("HELO", "x"), ("MAIL", "FROM:<>")];
        commands.extend([("RCPT", "TO:<a@b.it>"); RECIPIENTS_MAX + 1]);
        let codes = codes(&commands);
        assert_eq!(codes[RECIPIENTS_MAX + 1], "250");
        assert_eq!(codes[RECIPIENTS_MAX + 2], "452");
    }
}
