//! Charging attempts and mails.

use secrecy::SecretString;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;
use varco_domain::throttle::{Limit, Verdict};
use varco_domain::token::TokenPurpose;
use varco_ports::{Beyond, Charge, ThrottleKey, Toll};

use crate::{Failure, UseCases};

/// Where a request comes from, as far as limits care: the network prefix (/32 of IPv4, /64 of IPv6)
/// of the connection or of what a configured proxy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The prefix as text.
    pub network: String,
}

/// What is counted of everybody together has one counter.
const EVERYBODY: &str = "";

impl UseCases {
    /// Charges an attempt to one counter.
    pub(crate) async fn charge(
        &self,
        name: &'static str,
        what: &str,
        limit: &Limit,
    ) -> Result<Verdict, Failure> {
        let toll = self.toll(name, what, *limit);
        Ok(self.ports.throttle.charge(&[toll], self.now()).await?)
    }

    /// Charges a login to the network it comes from, to whom the network tries, and to everybody
    /// . Who comes with a device known to the account is nobody that the network tries out.
    pub(crate) async fn charge_login(
        &self,
        client: &Client,
        identifier: Option<&str>,
    ) -> Result<Verdict, Failure> {
        let (limits, network) = (&self.settings.limits, client.network.as_str());
        let tried = identifier.map(|identifier| Toll {
            whom: Some(self.throttle_key("login.identifier", &format!("{network} {identifier}"))),
            ..self.toll("login.identifiers", network, limits.login_identifiers)
        });
        let mut tolls = Vec::from_iter(tried);
        tolls.push(self.toll("login.network", network, limits.login_network));
        tolls.push(self.toll("login.total", EVERYBODY, limits.login_total));
        Ok(self.ports.throttle.charge(&tolls, self.now()).await?)
    }

    /// What a mail of a registration is charged to. It goes with its commit: parallel requests of
    /// which one wins are charged once, and the winner always has its mail. The registration itself
    /// keeps the pause between its mails, as its page promises.
    pub(crate) fn registration_charge(&self, to: &EmailAddress, client: &Client) -> Charge {
        let day = self.toll(
            "mail.mailbox",
            &to.abuse_key(),
            self.settings.limits.mailbox,
        );
        self.mail_charge(vec![day], client, Beyond::Silence)
    }

    /// What mails to the holder of a codice fiscale are charged to, where somebody who has not logged
    /// in asks for them by naming the holder.
    pub(crate) fn mailbox_charge<'a>(
        &self,
        to: impl IntoIterator<Item = &'a EmailAddress>,
        holder: &CodiceFiscale,
        client: &Client,
        beyond: Beyond,
    ) -> Charge {
        let limits = &self.settings.limits;
        let mut tolls = Vec::new();
        for mailbox in to {
            let mailbox = mailbox.abuse_key();
            tolls.push(self.toll("mail.pause", &mailbox, limits.mailbox_pause));
            tolls.push(self.toll("mail.mailbox", &mailbox, limits.mailbox));
        }
        tolls.push(self.toll("mail.holder", holder.as_str(), limits.holder));
        self.mail_charge(tolls, client, beyond)
    }

    fn mail_charge(&self, mut tolls: Vec<Toll>, client: &Client, beyond: Beyond) -> Charge {
        let limits = &self.settings.limits;
        tolls.push(self.toll("mail.network", &client.network, limits.mail_network));
        tolls.push(self.toll("mail.total", EVERYBODY, limits.mail_total));
        let at = self.now();
        Charge { tolls, at, beyond }
    }

    /// What is forgotten of mails to a mailbox when somebody uses what one of them brought: they were
    /// wanted.
    pub(crate) fn wanted_mails(
        &self,
        mailbox: &EmailAddress,
        holder: &CodiceFiscale,
    ) -> Vec<ThrottleKey> {
        let (mailbox, holder) = (mailbox.abuse_key(), holder.as_str());
        let counters = [
            ("mail.pause", mailbox.as_str()),
            ("mail.mailbox", &mailbox),
            ("mail.holder", holder),
        ];
        let key = |(name, what)| self.throttle_key(name, what);
        counters.into_iter().map(key).collect()
    }

    pub(crate) fn toll(&self, name: &'static str, what: &str, limit: Limit) -> Toll {
        Toll::new(self.throttle_key(name, what), limit)
    }

    fn throttle_key(&self, name: &'static str, what: &str) -> ThrottleKey {
        let (digester, what) = (&self.ports.digester, SecretString::from(what));
        // A turn of the key gives nobody new tries.
        let digest = digester.lasting_digest(TokenPurpose::Throttle, &what);
        ThrottleKey { name, digest }
    }
}
