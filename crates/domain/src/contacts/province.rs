//! The provinces, for addresses of today.

/// Two letters and name, in the order of the names.
const PROVINCES: [(&str, &str); 107] = [
    ("AG", "Agrigento"),
    ("AL", "Alessandria"),
    ("AN", "Ancona"),
    ("AO", "Aosta"),
    ("AR", "Arezzo"),
    ("AP", "Ascoli Piceno"),
    ("AT", "Asti"),
    ("AV", "Avellino"),
    ("BA", "Bari"),
    ("BT", "Barletta-Andria-Trani"),
    ("BL", "Belluno"),
    ("BN", "Benevento"),
    ("BG", "Bergamo"),
    ("BI", "Biella"),
    ("BO", "Bologna"),
    ("BZ", "Bolzano"),
    ("BS", "Brescia"),
    ("BR", "Brindisi"),
    ("CA", "Cagliari"),
    ("CL", "Caltanissetta"),
    ("CB", "Campobasso"),
    ("CE", "Caserta"),
    ("CT", "Catania"),
    ("CZ", "Catanzaro"),
    ("CH", "Chieti"),
    ("CO", "Como"),
    ("CS", "Cosenza"),
    ("CR", "Cremona"),
    ("KR", "Crotone"),
    ("CN", "Cuneo"),
    ("EN", "Enna"),
    ("FM", "Fermo"),
    ("FE", "Ferrara"),
    ("FI", "Firenze"),
    ("FG", "Foggia"),
    ("FC", "Forlì-Cesena"),
    ("FR", "Frosinone"),
    ("GE", "Genova"),
    ("GO", "Gorizia"),
    ("GR", "Grosseto"),
    ("IM", "Imperia"),
    ("IS", "Isernia"),
    ("AQ", "L'Aquila"),
    ("SP", "La Spezia"),
    ("LT", "Latina"),
    ("LE", "Lecce"),
    ("LC", "Lecco"),
    ("LI", "Livorno"),
    ("LO", "Lodi"),
    ("LU", "Lucca"),
    ("MC", "Macerata"),
    ("MN", "Mantova"),
    ("MS", "Massa-Carrara"),
    ("MT", "Matera"),
    ("ME", "Messina"),
    ("MI", "Milano"),
    ("MO", "Modena"),
    ("MB", "Monza e della Brianza"),
    ("NA", "Napoli"),
    ("NO", "Novara"),
    ("NU", "Nuoro"),
    ("OR", "Oristano"),
    ("PD", "Padova"),
    ("PA", "Palermo"),
    ("PR", "Parma"),
    ("PV", "Pavia"),
    ("PG", "Perugia"),
    ("PU", "Pesaro e Urbino"),
    ("PE", "Pescara"),
    ("PC", "Piacenza"),
    ("PI", "Pisa"),
    ("PT", "Pistoia"),
    ("PN", "Pordenone"),
    ("PZ", "Potenza"),
    ("PO", "Prato"),
    ("RG", "Ragusa"),
    ("RA", "Ravenna"),
    ("RC", "Reggio Calabria"),
    ("RE", "Reggio Emilia"),
    ("RI", "Rieti"),
    ("RN", "Rimini"),
    ("RM", "Roma"),
    ("RO", "Rovigo"),
    ("SA", "Salerno"),
    ("SS", "Sassari"),
    ("SV", "Savona"),
    ("SI", "Siena"),
    ("SR", "Siracusa"),
    ("SO", "Sondrio"),
    ("SU", "Sud Sardegna"),
    ("TA", "Taranto"),
    ("TE", "Teramo"),
    ("TR", "Terni"),
    ("TO", "Torino"),
    ("TP", "Trapani"),
    ("TN", "Trento"),
    ("TV", "Treviso"),
    ("TS", "Trieste"),
    ("UD", "Udine"),
    ("VA", "Varese"),
    ("VE", "Venezia"),
    ("VB", "Verbano-Cusio-Ossola"),
    ("VC", "Vercelli"),
    ("VR", "Verona"),
    ("VV", "Vibo Valentia"),
    ("VI", "Vicenza"),
    ("VT", "Viterbo"),
];

/// A province or metropolitan city in existence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Province(&'static (&'static str, &'static str));

impl Province {
    /// All of them, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        PROVINCES.iter().map(Self)
    }

    /// Reads the two letters or the name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::all().find(|province| {
            province.letters().eq_ignore_ascii_case(text)
                || province.name().to_lowercase() == text.to_lowercase()
        })
    }

    /// Two letters, such as `RM`.
    pub const fn letters(self) -> &'static str {
        self.0.0
    }

    /// Name, such as `Roma`.
    pub const fn name(self) -> &'static str {
        self.0.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places;
    use std::collections::BTreeSet;

    #[test]
    fn the_provinces_are_those_of_the_living_comuni() {
        let letters: Vec<String> = ('a'..='z').map(String::from).collect();
        let living: BTreeSet<_> = letters
            .iter()
            .flat_map(|letter| places::search(letter, usize::MAX))
            .filter(|place| !place.is_ceased())
            .filter_map(|place| place.province())
            .collect();
        let ours: BTreeSet<_> = Province::all().map(Province::letters).collect();
        assert_eq!(ours, living);
        assert!(PROVINCES.is_sorted_by_key(|(_, name)| name));
    }

    #[test]
    fn a_province_is_found_by_letters_and_by_name() {
        for (text, letters) in [("rm", "RM"), (" Roma ", "RM"), ("FORLÌ-CESENA", "FC")] {
            assert_eq!(Province::parse(text).map(Province::letters), Some(letters));
        }
        for text in ["", "XX", "Rom"] {
            assert_eq!(Province::parse(text), None, "{text}");
        }
    }
}
