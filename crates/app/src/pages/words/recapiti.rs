//! What is wrong with the recapiti, and how their fields are called.

use varco_domain::contacts::{
    AddressFault, DomicileFault, DomicileField, DomicileForm, PhoneFault, Province,
};
use varco_domain::places::Place;
use varco_domain::utenza::{RecapitiFault, RecapitiField, RecapitiFieldFault};

use crate::pages::faults::Sentence;

/// The name of a field in the form, which is also its id.
pub(crate) const fn recapiti_field(field: RecapitiField) -> &'static str {
    match field {
        RecapitiField::Mobile => "cellulare",
        RecapitiField::Landline => "telefono",
        RecapitiField::Domicile(DomicileField::Street) => "indirizzo",
        RecapitiField::Domicile(DomicileField::PostalCode) => "cap",
        RecapitiField::Domicile(DomicileField::Province) => "provincia",
        RecapitiField::Domicile(DomicileField::Town) => "comune",
        RecapitiField::Domicile(DomicileField::Country) => "stato",
    }
}

/// What a field is called where its value is shown.
pub(crate) const fn recapiti_label(field: RecapitiField) -> &'static str {
    match field {
        RecapitiField::Mobile => "Cellulare",
        RecapitiField::Landline => "Telefono del domicilio",
        RecapitiField::Domicile(DomicileField::Street) => "Indirizzo di domicilio",
        RecapitiField::Domicile(DomicileField::PostalCode) => "CAP",
        RecapitiField::Domicile(DomicileField::Province) => "Provincia",
        RecapitiField::Domicile(DomicileField::Town) => "Comune",
        RecapitiField::Domicile(DomicileField::Country) => "Stato",
    }
}

/// The sentence for a fault, with nothing of what was typed.
pub(crate) fn recapiti(fault: &RecapitiFieldFault) -> Sentence {
    match (fault.field, fault.fault) {
        (field, RecapitiFault::Phone(fault)) => phone(field, fault),
        (_, RecapitiFault::NotMobile) => {
            "Qui serve un cellulare: scrivi il numero fisso nel campo «Telefono del domicilio»"
                .into()
        }
        (RecapitiField::Domicile(field), RecapitiFault::Domicile(fault)) => domicile(field, fault),
        (RecapitiField::Mobile | RecapitiField::Landline, RecapitiFault::Domicile(_)) => {
            "Controlla questo campo".into()
        }
    }
}

/// The sentence for a fault, to whoever typed the address and sees it still.
pub(crate) fn recapiti_typed(fault: &RecapitiFieldFault, typed: &DomicileForm<'_>) -> Sentence {
    let RecapitiFault::Domicile(DomicileFault::UnknownComune { meant }) = fault.fault else {
        return recapiti(fault);
    };
    let province = Province::parse(typed.province).map_or("questa", Province::name);
    let town: String = typed.town.trim().chars().take(60).collect();
    let advice = meant.map_or_else(
        || "controlla il nome e la provincia".to_owned(),
        |place| format!("forse intendi {}?", meant_comune(place, typed.province)),
    );
    format!("Il Comune «{town}» non è in provincia di {province}: {advice}").into()
}

/// The comune that was meant: with its province where that is another one.
pub(crate) fn meant_comune(place: Place, province: &str) -> String {
    let typed = Province::parse(province).map(Province::letters);
    if place.province() == typed {
        place.name().to_owned()
    } else {
        place.to_string()
    }
}

fn phone(field: RecapitiField, fault: PhoneFault) -> Sentence {
    let (what, example) = match field {
        RecapitiField::Landline => ("numero di telefono", "06 1234 5678"),
        _ => ("cellulare", "+39 333 123 4567"),
    };
    match fault {
        PhoneFault::Empty | PhoneFault::Unassigned => {
            format!("Scrivi il {what} con il prefisso, per esempio {example}")
        }
        PhoneFault::Forbidden => {
            format!("Il {what} può contenere solo cifre, spazi e il + all'inizio")
        }
        PhoneFault::TooShort { .. } => {
            format!("Al {what} manca qualche cifra: scrivilo per intero, per esempio {example}")
        }
        PhoneFault::TooLong { .. } => {
            format!("Il {what} ha troppe cifre: controllalo, per esempio {example}")
        }
    }
    .into()
}

fn domicile(field: DomicileField, fault: DomicileFault) -> Sentence {
    match fault {
        DomicileFault::Line(fault) => line(field, fault),
        DomicileFault::Cap => "Il CAP ha 5 cifre".into(),
        DomicileFault::UnknownProvince => "Scegli la provincia".into(),
        DomicileFault::UnknownComune { meant: Some(place) } => format!(
            "In questa provincia non c'è un Comune con questo nome: forse intendi {place}?"
        )
        .into(),
        DomicileFault::UnknownComune { meant: None } => {
            "In questa provincia non c'è un Comune con questo nome: controlla il nome e la provincia"
                .into()
        }
        DomicileFault::UnknownCountry => {
            "Scrivi il nome dello Stato in italiano, per esempio Francia".into()
        }
    }
}

fn line(field: DomicileField, fault: AddressFault) -> Sentence {
    let (the, of_the) = match field {
        DomicileField::Town => ("il Comune o la città", "Il nome del Comune o della città"),
        DomicileField::PostalCode => ("il codice postale", "Il codice postale"),
        DomicileField::Street | DomicileField::Province | DomicileField::Country => {
            ("l'indirizzo, per esempio Via Roma 1", "L'indirizzo")
        }
    };
    match fault {
        AddressFault::Empty => format!("Scrivi {the}"),
        AddressFault::TooLong { found } => {
            format!("{of_the} può avere al massimo 100 caratteri: ne hai scritti {found}")
        }
        AddressFault::Forbidden => format!(
            "{of_the} può contenere lettere, numeri, spazi e i segni ' - . , / ( ) ° & \" #: togli gli altri segni"
        ),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use varco_domain::utenza::RecapitiForm;

    fn told(form: RecapitiForm<'_>) -> Vec<(&'static str, String)> {
        let faults = form.check().unwrap_err();
        let told = |fault: &RecapitiFieldFault| {
            let text = recapiti_typed(fault, &form.domicile);
            (recapiti_field(fault.field), text.into_owned())
        };
        faults.iter().map(told).collect()
    }

    fn good() -> RecapitiForm<'static> {
        RecapitiForm {
            mobile: "333 1234567",
            landline: "",
            domicile: DomicileForm {
                street: "Via Roma 1",
                postal_code: "00184",
                province: "RM",
                town: "Roma",
                ..DomicileForm::default()
            },
        }
    }

    fn living(town: &'static str, province: &'static str) -> RecapitiForm<'static> {
        let domicile = DomicileForm {
            town,
            province,
            ..good().domicile
        };
        RecapitiForm { domicile, ..good() }
    }

    #[test]
    fn an_empty_form_says_what_to_write_in_each_field() {
        assert_eq!(
            told(RecapitiForm::default()),
            [
                (
                    "cellulare",
                    "Scrivi il cellulare con il prefisso, per esempio +39 333 123 4567".to_owned()
                ),
                (
                    "indirizzo",
                    "Scrivi l'indirizzo, per esempio Via Roma 1".to_owned()
                ),
                ("cap", "Il CAP ha 5 cifre".to_owned()),
                ("provincia", "Scegli la provincia".to_owned()),
                ("comune", "Scrivi il Comune o la città".to_owned()),
            ]
        );
    }

    #[test]
    fn a_comune_that_is_not_there_comes_with_the_one_that_was_meant() {
        for (town, province, sentence) in [
            (
                "Rma",
                "RM",
                "Il Comune «Rma» non è in provincia di Roma: forse intendi Roma?",
            ),
            (
                "Monza",
                "MI",
                "Il Comune «Monza» non è in provincia di Milano: forse intendi Monza (MB)?",
            ),
            (
                "Atlantide",
                "RM",
                "Il Comune «Atlantide» non è in provincia di Roma: controlla il nome e la provincia",
            ),
        ] {
            let expected = ("comune", sentence.to_owned());
            assert_eq!(told(living(town, province)), [expected]);
        }
    }

    #[test]
    fn each_number_and_line_is_mended_by_what_the_sentence_says() {
        for (form, field, begins) in [
            (
                RecapitiForm {
                    mobile: "06 1234567",
                    ..good()
                },
                "cellulare",
                "Qui serve un cellulare",
            ),
            (
                RecapitiForm {
                    mobile: "333",
                    ..good()
                },
                "cellulare",
                "Al cellulare manca qualche cifra",
            ),
            (
                RecapitiForm {
                    landline: "06 12345678901234",
                    ..good()
                },
                "telefono",
                "Il numero di telefono ha troppe cifre",
            ),
            (
                RecapitiForm {
                    landline: "casa",
                    ..good()
                },
                "telefono",
                "Il numero di telefono può contenere solo cifre",
            ),
            (
                living("<b>", "RM"),
                "comune",
                "Il nome del Comune o della città può contenere lettere",
            ),
        ] {
            let told = told(form);
            assert_eq!(told.len(), 1);
            assert_eq!(told[0].0, field);
            assert!(told[0].1.starts_with(begins), "{}", told[0].1);
        }
    }
}
