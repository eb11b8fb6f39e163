//! What every request handler can reach.

use varco_domain::language::Language;
use varco_usecases::UseCases;

use crate::legal::LegalTexts;
use crate::pages::Branding;
use crate::web::client::TrustedProxies;

/// The running application, as handlers see it.
#[derive(Debug)]
pub struct App {
    /// Everything Varco can do.
    pub usecases: UseCases,
    /// What the pages say about the service.
    pub site: Site,
    /// Whom to believe about where a request comes from.
    pub proxies: TrustedProxies,
}

/// The service as people see it.
#[derive(Clone, Debug)]
pub struct Site {
    /// Name of the service, such as "Istanze OnLine".
    pub service_name: String,
    /// Body that runs it, such as "Ministero dell'Istruzione e del Merito".
    pub organisation: String,
    /// Address under which people reach it, without a slash at the end.
    pub public_url: String,
    /// Where to ask for help: an e-mail address or a URL.
    pub assistance: String,
    /// Sender of the mails, so that people find them.
    pub mail_from: String,
    /// The languages of the pages; the first is for whoever has chosen none.
    pub languages: Vec<Language>,
    /// Colour, logo, links and contacts of the body.
    pub branding: Branding,
    /// Legal texts in force.
    pub legal: LegalTexts,
    /// Whether the demo mailbox can be read at `/demo/posta`.
    pub is_demo: bool,
}

impl Site {
    /// The language for whoever has chosen none.
    pub fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }
}
