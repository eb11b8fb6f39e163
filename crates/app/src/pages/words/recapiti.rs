//! What is wrong with the recapiti, and how their fields are called.

use varco_domain::contacts::{
    AddressFault, DomicileFault, DomicileField, DomicileForm, PhoneFault, Province,
};
use varco_domain::places::Place;
use varco_domain::utenza::{RecapitiFault, RecapitiField, RecapitiFieldFault, RecapitiLine};
use varco_words::{Phrase, say};

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
pub(crate) const fn recapiti_label(field: RecapitiField) -> Phrase {
    match field {
        RecapitiField::Mobile => say("contacts-mobile"),
        RecapitiField::Landline => say("contacts-landline"),
        RecapitiField::Domicile(DomicileField::Street) => say("contacts-street"),
        RecapitiField::Domicile(DomicileField::PostalCode) => say("contacts-postal-code"),
        RecapitiField::Domicile(DomicileField::Province) => say("contacts-province"),
        RecapitiField::Domicile(DomicileField::Town) => say("contacts-town"),
        RecapitiField::Domicile(DomicileField::Country) => say("contacts-country"),
    }
}

/// The lines of a summary as people read them: the province by its name.
pub(crate) fn recapiti_lines(lines: Vec<RecapitiLine>) -> Vec<RecapitiLine> {
    let province = RecapitiField::Domicile(DomicileField::Province);
    let named = |letters: String| {
        let name = Province::parse(&letters).map(|province| province.name().to_owned());
        name.unwrap_or(letters)
    };
    let read = |line: RecapitiLine| RecapitiLine {
        before: line.before.map(named),
        after: line.after.map(named),
        ..line
    };
    let lines = lines.into_iter();
    lines
        .map(|line| {
            if line.field == province {
                read(line)
            } else {
                line
            }
        })
        .collect()
}

/// The sentence for a fault, with nothing of what was typed.
pub(crate) fn recapiti(fault: &RecapitiFieldFault) -> Phrase {
    match (fault.field, fault.fault) {
        (field, RecapitiFault::Phone(fault)) => phone(field, fault),
        (_, RecapitiFault::NotMobile) => say("fault-mobile"),
        (RecapitiField::Domicile(field), RecapitiFault::Domicile(fault)) => domicile(field, fault),
        (RecapitiField::Mobile | RecapitiField::Landline, RecapitiFault::Domicile(_)) => {
            say("fault-check-field")
        }
    }
}

/// The sentence for a fault, to whoever typed the address and sees it still.
pub(crate) fn recapiti_typed(fault: &RecapitiFieldFault, typed: &DomicileForm<'_>) -> Phrase {
    let RecapitiFault::Domicile(DomicileFault::UnknownComune { meant }) = fault.fault else {
        return recapiti(fault);
    };
    let Some(province) = Province::parse(typed.province) else {
        return recapiti(fault);
    };
    let town: String = typed.town.trim().chars().take(60).collect();
    let told = match meant {
        None => say("fault-comune-typed"),
        Some(place) => {
            let meant = meant_comune(place, typed.province);
            say("fault-comune-typed-meant").with("meant", meant)
        }
    };
    told.with("town", town).with("province", province.name())
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

fn phone(field: RecapitiField, fault: PhoneFault) -> Phrase {
    let field = match field {
        RecapitiField::Landline => "landline",
        _ => "mobile",
    };
    let told = match fault {
        PhoneFault::Empty | PhoneFault::Unassigned => say("fault-phone-missing"),
        PhoneFault::Forbidden => say("fault-phone-sign"),
        PhoneFault::TooShort { .. } => say("fault-phone-short"),
        PhoneFault::TooLong { .. } => say("fault-phone-long"),
    };
    told.with("field", field)
}

fn domicile(field: DomicileField, fault: DomicileFault) -> Phrase {
    match fault {
        DomicileFault::Line(fault) => line(field, fault),
        DomicileFault::Cap => say("fault-cap"),
        DomicileFault::UnknownProvince => say("fault-province"),
        DomicileFault::UnknownComune { meant: None } => say("fault-comune"),
        DomicileFault::UnknownComune { meant: Some(place) } => {
            say("fault-comune-meant").with("meant", place.to_string())
        }
        DomicileFault::UnknownCountry => say("fault-country"),
    }
}

fn line(field: DomicileField, fault: AddressFault) -> Phrase {
    const SIGNS: &str = "' - . , / ( ) ° & \" #";
    let field = match field {
        DomicileField::Town => "town",
        DomicileField::PostalCode => "postal",
        DomicileField::Street | DomicileField::Province | DomicileField::Country => "street",
    };
    let told = match fault {
        AddressFault::Empty => say("fault-line-empty"),
        AddressFault::TooLong { found } => say("fault-line-long").with("found", found),
        AddressFault::Forbidden => say("fault-line-sign").with("signs", SIGNS),
    };
    told.with("field", field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;
    use varco_domain::utenza::RecapitiForm;

    fn told(form: RecapitiForm<'_>) -> Vec<(&'static str, String)> {
        let faults = form.check().unwrap_err();
        let told = |fault: &RecapitiFieldFault| {
            let text = recapiti_typed(fault, &form.domicile);
            (recapiti_field(fault.field), italian().tell(&text))
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
