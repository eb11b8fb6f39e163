//! What a page says about what has just happened, after the redirect that every form ends with.

use varco_words::{Phrase, say};

/// A status message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    /// What it says.
    pub(crate) text: Phrase,
    /// Whether something was done, rather than left undone.
    pub(crate) is_done: bool,
}

/// A status message of a page, named in its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A later step was asked for without a registration in progress.
    StartHere,
    /// Step 2 has to be passed first.
    DataFirst,
    /// The activation mail was sent again.
    MailedAgain,
    /// The activation mail was asked for too soon.
    TooSoon,
    /// The activation mail was asked for too often.
    TooManyMails,
    /// The activation mail was sent to another address.
    MailedElsewhere,
    /// The session was closed.
    LoggedOut,
    /// The session has ended by itself.
    SessionOver,
    /// The password was chosen.
    PasswordSaved,
    /// The password had been chosen before, in another tab.
    PasswordChosenBefore,
    /// Another one-time password was mailed.
    OneTimeRenewed,
    /// The password was changed from elsewhere at the same time.
    ChangedElsewhere,
    /// The recapiti were replaced.
    RecapitiChanged,
    /// The language of mails and pages was chosen.
    LanguageChosen,
    /// What was sent is what was there.
    NothingChanged,
    /// The password was changed, and the other sessions closed.
    PasswordChanged,
    /// One session was closed.
    SessionClosed,
    /// All other sessions were closed.
    OthersClosed,
    /// What was sent after the end of the session is kept.
    FormKept,
    /// What was kept is here again.
    FormBack,
    /// The deletion of the utenza was asked for.
    DeletionAsked,
    /// The deletion of the utenza is no longer asked for.
    DeletionWithdrawn,
    /// The utenza was changed from elsewhere at the same time.
    JustChanged,
    /// The address that waited was given up.
    EmailGivenUp,
}

impl Notice {
    const ALL: [Self; 24] = [
        Self::StartHere,
        Self::DataFirst,
        Self::MailedAgain,
        Self::TooSoon,
        Self::TooManyMails,
        Self::MailedElsewhere,
        Self::LoggedOut,
        Self::SessionOver,
        Self::PasswordSaved,
        Self::PasswordChosenBefore,
        Self::OneTimeRenewed,
        Self::ChangedElsewhere,
        Self::RecapitiChanged,
        Self::LanguageChosen,
        Self::NothingChanged,
        Self::PasswordChanged,
        Self::SessionClosed,
        Self::OthersClosed,
        Self::FormKept,
        Self::FormBack,
        Self::DeletionAsked,
        Self::DeletionWithdrawn,
        Self::JustChanged,
        Self::EmailGivenUp,
    ];

    /// The notice named in a query.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }

    /// The message.
    pub(crate) fn status(self) -> Status {
        let is_done = match self {
            Self::MailedAgain
            | Self::MailedElsewhere
            | Self::OneTimeRenewed
            | Self::PasswordSaved
            | Self::LoggedOut
            | Self::RecapitiChanged
            | Self::LanguageChosen
            | Self::PasswordChanged
            | Self::SessionClosed
            | Self::OthersClosed
            | Self::DeletionAsked
            | Self::DeletionWithdrawn
            | Self::EmailGivenUp => true,
            Self::StartHere
            | Self::PasswordChosenBefore
            | Self::DataFirst
            | Self::TooSoon
            | Self::TooManyMails
            | Self::SessionOver
            | Self::FormKept
            | Self::FormBack
            | Self::ChangedElsewhere
            | Self::NothingChanged
            | Self::JustChanged => false,
        };
        let text = self.text();
        Status { text, is_done }
    }

    const fn text(self) -> Phrase {
        match self {
            Self::StartHere => say("notice-start-here"),
            Self::DataFirst => say("notice-data-first"),
            Self::MailedAgain => say("notice-mailed-again"),
            Self::TooSoon => say("notice-too-soon"),
            Self::TooManyMails => say("notice-too-many-mails"),
            Self::MailedElsewhere => say("notice-mailed-elsewhere"),
            Self::LoggedOut => say("notice-logged-out"),
            Self::SessionOver => say("notice-session-over"),
            Self::PasswordSaved => say("notice-password-saved"),
            Self::PasswordChosenBefore => say("notice-password-chosen-before"),
            Self::OneTimeRenewed => say("notice-one-time-renewed"),
            Self::ChangedElsewhere => say("notice-changed-elsewhere"),
            Self::RecapitiChanged => say("notice-contacts-changed"),
            Self::LanguageChosen => say("notice-language-chosen"),
            Self::NothingChanged => say("notice-nothing-changed"),
            Self::PasswordChanged => say("notice-password-changed"),
            Self::SessionClosed => say("notice-session-closed"),
            Self::OthersClosed => say("notice-others-closed"),
            Self::FormKept => say("notice-form-kept"),
            Self::FormBack => say("notice-form-back"),
            Self::DeletionAsked => say("notice-deletion-asked"),
            Self::DeletionWithdrawn => say("notice-deletion-withdrawn"),
            Self::JustChanged => say("notice-just-changed"),
            Self::EmailGivenUp => say("notice-email-given-up"),
        }
    }

    /// Its name in a query.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::StartHere => "inizio",
            Self::DataFirst => "dati",
            Self::MailedAgain => "inviata",
            Self::TooSoon => "presto",
            Self::TooManyMails => "troppe",
            Self::MailedElsewhere => "corretta",
            Self::LoggedOut => "uscita",
            Self::SessionOver => "scaduta",
            Self::PasswordSaved => "password",
            Self::PasswordChosenBefore => "gia-scelta",
            Self::OneTimeRenewed => "temporanea",
            Self::ChangedElsewhere => "cambiata",
            Self::RecapitiChanged => "recapiti",
            Self::LanguageChosen => "lingua",
            Self::NothingChanged => "nulla",
            Self::PasswordChanged => "nuova-password",
            Self::SessionClosed => "chiusa",
            Self::OthersClosed => "altre-chiuse",
            Self::FormKept => "conservato",
            Self::FormBack => "ritrovato",
            Self::DeletionAsked => "cancellazione",
            Self::DeletionWithdrawn => "ritirata",
            Self::JustChanged => "altrove",
            Self::EmailGivenUp => "annullata",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_found_by_its_name() {
        for notice in Notice::ALL {
            assert_eq!(Notice::named(notice.name()), Some(notice));
        }
        assert_eq!(Notice::named("altro"), None);
    }
}
