//! What a code and the data of a person disagree on.

use super::encode::Part;

/// A disagreement that a person can confirm. Never a reason to refuse: only the *issued* code is
/// valid, and real people carry codes that their data of today do not lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Finding {
    /// Where code and data differ.
    pub part: Part,
    /// The likeliest way in which both may be right, or what was mistyped.
    pub reason: Reason,
}

/// Why code and data may differ although the code is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Surname and name fit when they change places.
    NamesSwapped,
    /// One of several names, or the first few, fit: the code was issued without the others (a second
    /// name dropped from the registers, the surname of a husband).
    FewerNames,
    /// The letters fit when umlauts lose their `E`: issued before the rule, or by another one.
    OlderTransliteration,
    /// The typed text has no letters, or letters of another alphabet.
    NotComparable,
    /// The date fits when day and month change places.
    DayAndMonthSwapped,
    /// The place has the typed name under another code: it was founded anew, or the code of the
    /// state was replaced.
    SamePlaceName,
    /// No place of the table has the code: the table may lack it.
    UnknownPlace,
    /// The place had ended when the person was born: the archive may be wrong by some years.
    CeasedPlace,
    /// Nothing closer: the code was issued on other data, before a name, sex or date was changed or
    /// corrected, or the registers wrote a name in another way.
    OtherRecords,
}

/// One English sentence, for logs and for the office; it holds no personal data.
impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let reason = match self.reason {
            Reason::NamesSwapped => "surname and name may be swapped",
            Reason::FewerNames => "the code may hold fewer names",
            Reason::OlderTransliteration => "the code may follow an older transliteration",
            Reason::NotComparable => "the typed text cannot be compared",
            Reason::DayAndMonthSwapped => "day and month may be swapped",
            Reason::SamePlaceName => "the place has the same name under another code",
            Reason::UnknownPlace => "the place code is not in the table",
            Reason::CeasedPlace => "the place had ceased at that date",
            Reason::OtherRecords => "the code may have been issued on other data",
        };
        write!(
            f,
            "the {} does not agree with the code: {reason}",
            self.part
        )
    }
}
