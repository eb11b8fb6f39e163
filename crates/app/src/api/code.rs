//! Everything that the API answers instead of a success, as one table.

/// Makes [`Code`] out of the table: variant, HTTP status, stable name, meaning for
/// developers. The title for people is the message `problem-` and the name.
macro_rules! codes {
    ($($variant:ident $status:literal $name:literal $meaning:literal;)+) => {
        /// The kind of a problem. Its name never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Code {
            $($variant),+
        }

        impl Code {
            /// All of them, by status.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable name, for programs.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// HTTP status.
            pub(super) const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// The message that says what happened, for people.
            pub(super) const fn title(self) -> &'static str {
                match self { $(Self::$variant => concat!("problem-", $name)),+ }
            }

            /// What it means and what to do, for developers.
            pub(super) const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

codes! {
    BadRequest 400 "bad-request"
        "The request cannot be read, for a reason that has no code of its own.";
    MalformedJson 400 "malformed-json"
        "The body is missing, not UTF-8, not JSON, or nested more than 128 levels deep.";
    AuthenticationRequired 401 "authentication-required"
        "The `Authorization: Bearer …` header is missing, or its session has ended.";
    LoginRefused 401 "login-refused"
        "The same answer for an unknown username, a wrong password and a suspended utenza.";
    PasswordChangeRequired 403 "password-change-required"
        "The one-time password, one past its age, or one after «Non sei stato tu?»: the session may only change it, or end.";
    OneTimePasswordExpired 403 "one-time-password-expired"
        "The one-time password is the right one, but too old: ask for another by an activation recovery.";
    ReauthenticationRequired 403 "reauthentication-required"
        "This asks for the password in force: send it along as `current_password`.";
    TermsAcceptanceRequired 403 "terms-acceptance-required"
        "The documents in force have not been accepted: `GET /account/acceptance` tells which.";
    ForeignOrigin 403 "foreign-origin"
        "A cookie counts only for requests of the own origin: `Sec-Fetch-Site`, or else `Origin`, names another one.";
    MiUtenza 403 "mi-utenza"
        "The password of an utenza MI is not reset by a link: see the page `/recupera/utenza-mi`.";
    RegistrationClosed 403 "registration-closed"
        "Nobody may register today; the home page says who may, and from when.";
    NotFound 404 "not-found"
        "There is no such resource.";
    RegistrationUnknown 404 "registration-unknown"
        "No registration belongs to this flow token, or it is over, or it does not wait for a mail: begin at step 1.";
    SessionUnknown 404 "session-unknown"
        "No live session of the utenza has this id.";
    TicketUnknown 404 "ticket-unknown"
        "The token or code is not one of ours; it may have been cut.";
    LinkUnknown 404 "link-unknown"
        "The token is not one of ours, or of another kind of link; it may have been cut.";
    NoPendingEmail 404 "no-pending-email"
        "The address was confirmed, given up, or asked for too long ago.";
    MethodNotAllowed 405 "method-not-allowed"
        "The resource has other methods; the header `Allow` names them.";
    RequestTimeout 408 "request-timeout"
        "The body did not arrive in time.";
    NeedsConfirmation 409 "needs-confirmation"
        "Probably a mistake: correct it, or send the same again with the fields named by `confirm_with` set to true.";
    OutOfOrder 409 "out-of-order"
        "A step before this one is missing; the state of the registration tells which.";
    RegistrationConfirmed 409 "registration-confirmed"
        "The data of a confirmed registration do not change: go on with it, or ask for a new flow token.";
    CodiceFiscaleTaken 409 "codice-fiscale-taken"
        "Somebody with the same codice fiscale was activated first.";
    NoMoreMails 409 "no-more-mails"
        "This registration gets no further mail.";
    PasswordJustChanged 409 "password-just-changed"
        "Another change was first: log in with the password that it set.";
    ChangedMeanwhile 409 "changed-meanwhile"
        "What this was decided from is no longer so: read it again, and decide anew.";
    RegistrationOver 410 "registration-over"
        "The registration of this flow token is over: ask for a new flow token.";
    TicketExpired 410 "ticket-expired"
        "The link and its code are too old: ask for the mail again.";
    TicketSuperseded 410 "ticket-superseded"
        "A newer mail was asked for; only its link and code count.";
    TicketGone 410 "ticket-gone"
        "The registration behind the link is over: begin at step 1.";
    LinkUsed 410 "link-used"
        "The link has done what it is for.";
    LinkExpired 410 "link-expired"
        "The link is too old: ask for another where there is one to ask for.";
    LinkSuperseded 410 "link-superseded"
        "A newer mail was asked for; only its link counts.";
    LinkVoid 410 "link-void"
        "What it was about was given up or changed otherwise, or the utenza is suspended.";
    BodyTooLarge 413 "body-too-large"
        "The body is longer than 32 KiB.";
    AddressTooLong 414 "address-too-long"
        "Path and query are longer than 2 KiB.";
    UnsupportedMediaType 415 "unsupported-media-type"
        "Bodies are `application/json` in UTF-8.";
    MisdirectedRequest 421 "misdirected-request"
        "The request names a host that is not this service: use the public address.";
    InvalidBody 422 "invalid-body"
        "A field is missing, unknown or of another type, as `errors` tells; or it is there twice.";
    InvalidText 422 "invalid-text"
        "A string holds U+0000 or half of a surrogate pair.";
    InvalidCodiceFiscale 422 "invalid-codice-fiscale"
        "`errors` tells the kind of fault and, where there is one, the position from 1. What else is at fault is listed too.";
    CaptchaMissing 422 "captcha-missing"
        "Ask for a challenge and send its answer.";
    CaptchaRejected 422 "captcha-rejected"
        "The answer is wrong, was used before, or belongs to another flow token or action: ask for a new challenge.";
    CaptchaExpired 422 "captcha-expired"
        "The answer came too late: ask for a new challenge.";
    InvalidFields 422 "invalid-fields"
        "`errors` lists every fault, in the order of the fields.";
    InvalidPassword 422 "invalid-password"
        "`errors` lists everything that is wrong with the new password.";
    CurrentPasswordWrong 422 "current-password-wrong"
        "The password in force, or the one-time password, is another one.";
    TooManyRequests 429 "too-many-requests"
        "Too much from one network: wait for `Retry-After` seconds.";
    TooSoon 429 "too-soon"
        "The last mail is too recent: wait for `Retry-After` seconds.";
    Locked 429 "locked"
        "Too many wrong passwords for this identifier, whether or not somebody has it: wait for `Retry-After` seconds.";
    HeadersTooLarge 431 "headers-too-large"
        "The headers are longer than 16 KiB; most often it is the cookies.";
    Internal 500 "internal"
        "Something is broken. Quote `instance` when you ask for help.";
    Unavailable 503 "unavailable"
        "Not for now: send the same again after `Retry-After` seconds; what was done already is not done twice.";
}

impl Code {
    /// The code for a bare status of the framework or of the edge.
    pub(super) const fn of_status(status: u16) -> Self {
        match status {
            401 => Self::AuthenticationRequired,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            408 => Self::RequestTimeout,
            413 => Self::BodyTooLarge,
            414 => Self::AddressTooLong,
            415 => Self::UnsupportedMediaType,
            421 => Self::MisdirectedRequest,
            431 => Self::HeadersTooLarge,
            400..=499 => Self::BadRequest,
            503 => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}
