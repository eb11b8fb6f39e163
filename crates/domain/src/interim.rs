//! Interim.
#![allow(missing_docs, clippy::allow_attributes, dead_code)]
use crate::codice_fiscale::CodiceFiscale;
#[derive(Default)]
pub(crate) struct TypedPerson<'a> {
    pub(crate) surname: Option<&'a str>,
    pub(crate) name: Option<&'a str>,
}
pub(crate) fn compare(_: &CodiceFiscale, p: &TypedPerson<'_>) -> Vec<()> {
    let _ = (p.surname, p.name);
    vec![]
}
pub(crate) fn transliterate(text: &str) -> impl Iterator<Item = char> + '_ {
    use unicode_normalization::UnicodeNormalization;
    text.chars()
        .flat_map(|c| match c {
            'ü' => vec!['U', 'E'],
            other => vec![other],
        })
        .collect::<String>()
        .nfd()
        .collect::<Vec<_>>()
        .into_iter()
}
