//! Why an operator does something, as it is written down and shown to whom it is done.

/// Most characters of a reason.
pub(crate) const REASON_MAX: usize = 200;

/// A reason without the spaces around it; `None` unless it is one line of 1 to [`REASON_MAX`]
/// characters.
pub(crate) fn reason(why: &str) -> Option<&str> {
    let why = why.trim();
    let is_one_line = !why.is_empty() && !why.contains(char::is_control);
    (is_one_line && why.chars().count() <= REASON_MAX).then_some(why)
}
