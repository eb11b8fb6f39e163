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

    /// What a mail of a registration is charged to. The registration itself keeps the pause between
    /// its mails, as its page promises.
    pub(crate) fn registration_charge(&self, to: &EmailAddress, client: &Client) -> Charge {
        let mut tolls = vec![self.mailbox_toll(to)];
        tolls.extend(self.shared_tolls(client));
        self.mail_charge(tolls, Beyond::Silence)
    }

    /// A charge for mails, which goes with their commit: parallel requests of which one wins are
    /// charged once, and the winner always has its mail.
    pub(crate) fn mail_charge(&self, tolls: Vec<Toll>, beyond: Beyond) -> Charge {
        let at = self.now();
        Charge { tolls, at, beyond }
    }

    /// For a mail to a mailbox of a holder who was named by somebody who has not logged in.
    /// The pause is that of mails of this kind, so that who has forgotten username and password can
    /// ask for both.
    pub(crate) fn named_mailbox_tolls(&self, kind: &str, mailbox: &EmailAddress) -> Vec<Toll> {
        let (limit, what) = (
            self.settings.limits.mailbox_pause,
            format!("{kind} {}", mailbox.abuse_key()),
        );
        vec![
            self.toll("mail.pause", &what, limit),
            self.mailbox_toll(mailbox),
        ]
    }

    fn mailbox_toll(&self, mailbox: &EmailAddress) -> Toll {
        let limit = self.settings.limits.mailbox;
        self.toll("mail.mailbox", &mailbox.abuse_key(), limit)
    }

    /// For mails to the holder, to however many mailboxes.
    pub(crate) fn holder_toll(&self, holder: &CodiceFiscale) -> Toll {
        self.toll("mail.holder", holder.as_str(), self.settings.limits.holder)
    }

    /// For what may become mails, of which nobody knows the mailboxes yet: the network that they are
    /// asked for from, and everybody.
    pub(crate) fn shared_tolls(&self, client: &Client) -> [Toll; 2] {
        let limits = &self.settings.limits;
        [
            self.toll("mail.network", &client.network, limits.mail_network),
            self.toll("mail.total", EVERYBODY, limits.mail_total),
        ]
    }

    /// What is forgotten of mails when somebody uses what one of them brought: they were wanted.
    pub(crate) fn wanted_mails<'a>(
        &self,
        kind: &str,
        mailboxes: impl IntoIterator<Item = &'a EmailAddress>,
        holder: &CodiceFiscale,
    ) -> Vec<ThrottleKey> {
        let tolls = mailboxes.into_iter();
        let tolls = tolls.flat_map(|mailbox| self.named_mailbox_tolls(kind, mailbox));
        let tolls = tolls.chain([self.holder_toll(holder)]);
        tolls.map(|toll| toll.key).collect()
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
