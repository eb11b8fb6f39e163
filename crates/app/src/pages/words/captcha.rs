//! What is wrong with "Non sono un robot".

use varco_usecases::CaptchaFault;
use varco_words::{Phrase, say};

/// The box is not ticked.
pub(crate) const ASK_BOX: Phrase = say("fault-captcha-missing");
/// The box is ticked, the question is not answered.
pub(crate) const ASK_ANSWER: Phrase = say("fault-captcha-unanswered");

/// The sentence for an answer that does not count; `is_typed` where a person answered the question.
pub(crate) const fn captcha(fault: CaptchaFault, is_typed: bool) -> Phrase {
    match fault {
        CaptchaFault::Missing => ASK_BOX,
        CaptchaFault::Rejected if is_typed => say("fault-captcha-wrong"),
        CaptchaFault::Rejected | CaptchaFault::Expired => say("fault-captcha-stale"),
    }
}
