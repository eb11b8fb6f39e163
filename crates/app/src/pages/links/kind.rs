//! The links that these pages are about.

use http::StatusCode;
use poem::{FromRequest, Request, RequestBody};
use varco_domain::grant::GrantPurpose;

use crate::web::cookies::CookieName;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum LinkKind {
    /// Confirms an address.
    Confirm,
    /// Puts the address of before back.
    Undo,
    /// "Non sei stato tu?".
    Disavow,
}

impl LinkKind {
    /// Every kind.
    pub(in crate::pages) const ALL: [Self; 3] = [Self::Confirm, Self::Undo, Self::Disavow];

    /// Where the link leads, as the mails say.
    pub(in crate::pages) const fn path(self) -> &'static str {
        match self {
            Self::Confirm => "/conferma-email",
            Self::Undo => "/annulla-email",
            Self::Disavow => "/non-sono-stato-io",
        }
    }

    /// The page of what has come of it.
    pub(in crate::pages) const fn outcome_path(self) -> &'static str {
        match self {
            Self::Confirm => "/conferma-email/esito",
            Self::Undo => "/annulla-email/esito",
            Self::Disavow => "/non-sono-stato-io/esito",
        }
    }

    pub(super) const fn cookie(self) -> CookieName {
        match self {
            Self::Confirm => CookieName::EmailConfirmation,
            Self::Undo => CookieName::EmailUndo,
            Self::Disavow => CookieName::Disavowal,
        }
    }

    pub(super) const fn purpose(self) -> GrantPurpose {
        match self {
            Self::Confirm => GrantPurpose::ConfirmEmail,
            Self::Undo => GrantPurpose::UndoEmail,
            Self::Disavow => GrantPurpose::Disavow,
        }
    }
}

/// By the address that was asked for.
impl<'a> FromRequest<'a> for LinkKind {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let path = request.uri().path();
        let kind = Self::ALL
            .into_iter()
            .find(|kind| [kind.path(), kind.outcome_path()].contains(&path));
        kind.ok_or_else(|| poem::Error::from_status(StatusCode::NOT_FOUND))
    }
}
