//! A mail server that fails in every way and writes down every mail.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use varco_domain::id::MessageId;
use varco_ports::{MailError, MailSender, Message, Template};

use crate::fault::Fault;
use crate::judge::Judge;
use crate::time::{Time, lock};

/// Every mail that was taken.
#[derive(Debug)]
pub(crate) struct Postbox {
    time: Arc<Time>,
    judge: Arc<Judge>,
    inside: Mutex<Inside>,
}

#[derive(Debug)]
struct Inside {
    rng: Rng,
    taken: BTreeMap<MessageId, u64>,
    disavowals: Vec<(String, SecretString)>,
    fault: Option<(Fault, Timestamp)>,
}

impl Postbox {
    pub(crate) fn new(time: &Arc<Time>, judge: &Arc<Judge>, rng: Rng) -> Arc<Self> {
        Arc::new(Self {
            time: Arc::clone(time),
            judge: Arc::clone(judge),
            inside: Mutex::new(Inside {
                rng,
                taken: BTreeMap::new(),
                disavowals: Vec::new(),
                fault: None,
            }),
        })
    }

    /// Fails like this for so long.
    pub(crate) fn fail_for(&self, fault: Fault, span: SignedDuration) {
        lock(&self.inside).fault = Some((fault, self.time.now() + span));
    }

    pub(crate) fn heal(&self) {
        lock(&self.inside).fault = None;
    }

    /// The last "Non sei stato tu?" that came to this address.
    pub(crate) fn disavowal(&self, address: &str) -> Option<SecretString> {
        let inside = lock(&self.inside);
        let mut last = inside.disavowals.iter().rev();
        last.find(|(to, _)| to == address)
            .map(|(_, token)| token.clone())
    }

    /// How often each mail was taken.
    pub(crate) fn taken(&self) -> BTreeMap<MessageId, u64> {
        lock(&self.inside).taken.clone()
    }

    fn take(&self, message: &Message) {
        let mut inside = lock(&self.inside);
        *inside.taken.entry(message.id).or_default() += 1;
        if let Template::PasswordChanged {
            disavowal: Some(link),
            ..
        } = &message.template
        {
            let to = message.to.as_str().to_owned();
            inside.disavowals.push((to, link.token.clone()));
        }
    }
}

#[async_trait]
impl MailSender for Postbox {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let latency = SignedDuration::from_millis(lock(&self.inside).rng.i64(0..50));
        self.time.sleep(latency).await;
        let now = self.time.now();
        let fault = lock(&self.inside).fault.filter(|(_, until)| now < *until);
        let Some((fault, _)) = fault else {
            self.take(message);
            self.time.pause().await;
            return Ok(());
        };
        self.judge.struck(fault);
        if fault == Fault::SmtpHangsAfterData && lock(&self.inside).rng.bool() {
            self.take(message);
        }
        self.time.sleep(fault.wait()).await;
        Err(fault.at_mail())
    }
}
