//! What is wrong with "Non sono un robot".

use varco_usecases::CaptchaFault;

use crate::pages::faults::Sentence;

/// The box is not ticked.
pub(crate) const ASK_BOX: &str = "Per continuare seleziona «Non sono un robot»";
/// The box is ticked, the question is not answered.
pub(crate) const ASK_ANSWER: &str = "Scrivi la risposta alla domanda";

/// The sentence for an answer that does not count; `is_typed` where a person answered the question.
pub(crate) const fn captcha(fault: CaptchaFault, is_typed: bool) -> Sentence {
    Sentence::Borrowed(match fault {
        CaptchaFault::Missing => ASK_BOX,
        CaptchaFault::Rejected if is_typed => {
            "La risposta non è giusta: rispondi alla nuova domanda"
        }
        CaptchaFault::Rejected | CaptchaFault::Expired => {
            "È passato troppo tempo. Seleziona di nuovo «Non sono un robot» e continua"
        }
    })
}
