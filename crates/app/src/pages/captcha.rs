//! "Non sono un robot" on a form: the box, the proof that a script fills in, the question for whoever
//! has no script.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_ports::CaptchaAnswer;
use varco_usecases::CaptchaFault;

use super::faults::Faults;
use super::words;

/// What came back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HumanForm {
    umano: String,
    prova: SecretString,
    domanda: String,
    risposta: String,
}

impl HumanForm {
    /// The answer, if the box is ticked and there is one. The proof comes first: where a script ran,
    /// it took the question away.
    pub(crate) fn answer(&self) -> Option<CaptchaAnswer> {
        if self.umano.is_empty() {
            return None;
        }
        if !self.prova.expose_secret().is_empty() {
            return Some(CaptchaAnswer::Proof(self.prova.clone()));
        }
        self.is_typed().then(|| CaptchaAnswer::Typed {
            ticket: self.domanda.clone(),
            answer: self.risposta.clone(),
        })
    }

    /// Adds what is wrong with it.
    pub(crate) fn blame(&self, faults: &mut Faults, fault: CaptchaFault) {
        match fault {
            CaptchaFault::Missing if !self.umano.is_empty() => {
                faults.add("risposta", words::ASK_ANSWER);
            }
            CaptchaFault::Rejected if self.is_typed() => {
                faults.add("risposta", words::captcha(fault, true));
            }
            CaptchaFault::Missing | CaptchaFault::Rejected | CaptchaFault::Expired => {
                faults.add("umano", words::captcha(fault, false));
            }
        }
    }

    fn is_typed(&self) -> bool {
        !self.risposta.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

    fn form(umano: &str, prova: &str, risposta: &str) -> HumanForm {
        HumanForm {
            umano: umano.into(),
            prova: prova.into(),
            domanda: "biglietto".into(),
            risposta: risposta.into(),
        }
    }

    fn told(form: &HumanForm, fault: CaptchaFault) -> (&'static str, String) {
        let mut faults = Faults::default();
        form.blame(&mut faults, fault);
        let [line] = faults.lines() else {
            panic!("one fault")
        };
        (line.field, italian().tell(&line.text))
    }

    #[test]
    fn an_answer_counts_only_with_the_box_ticked() {
        assert!(form("", "p", "r").answer().is_none());
        assert!(form("si", "", " ").answer().is_none());
        assert!(matches!(
            form("si", "p", "r").answer(),
            Some(CaptchaAnswer::Proof(_))
        ));
        let typed = form("si", "", "tre").answer();
        assert!(
            matches!(typed, Some(CaptchaAnswer::Typed { ticket, answer }) if ticket == "biglietto" && answer == "tre")
        );
    }

    #[test]
    fn the_fault_stands_where_it_can_be_mended() {
        let missing = CaptchaFault::Missing;
        assert_eq!(
            told(&form("", "", ""), missing),
            (
                "umano",
                "Per continuare seleziona «Non sono un robot»".into()
            )
        );
        assert_eq!(
            told(&form("si", "", ""), missing),
            ("risposta", "Scrivi la risposta alla domanda".into())
        );
        let stale = "È passato troppo tempo. Seleziona di nuovo «Non sono un robot» e continua";
        assert_eq!(
            told(&form("si", "p", ""), CaptchaFault::Rejected),
            ("umano", stale.into())
        );
        assert_eq!(
            told(&form("si", "", "tre"), CaptchaFault::Expired),
            ("umano", stale.into())
        );
        assert_eq!(
            told(&form("si", "", "tre"), CaptchaFault::Rejected).0,
            "risposta"
        );
    }
}
