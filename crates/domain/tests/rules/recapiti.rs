//! The form of the recapiti, and what has changed in it.

use varco_domain::contacts::{
    AddressFault, DomicileFault, DomicileField, DomicileForm, PhoneFault,
};
use varco_domain::utenza::{Recapiti, RecapitiFault, RecapitiField, RecapitiForm};

fn form() -> RecapitiForm<'static> {
    RecapitiForm {
        mobile: "333 123 4567",
        landline: "06 1234567",
        domicile: DomicileForm {
            street: "Via Roma 1",
            postal_code: "00184",
            province: "RM",
            town: "roma",
            ..DomicileForm::default()
        },
    }
}

fn abroad() -> RecapitiForm<'static> {
    RecapitiForm {
        mobile: "+34 612 345 678",
        landline: "",
        domicile: DomicileForm {
            is_abroad: true,
            street: "Calle Mayor 3",
            town: "Madrid",
            country: "spagna",
            ..DomicileForm::default()
        },
    }
}

fn checked(form: &RecapitiForm<'_>) -> Recapiti {
    form.check().unwrap()
}

fn faults(form: &RecapitiForm<'_>) -> Vec<(RecapitiField, RecapitiFault)> {
    let faults = form.check().unwrap_err();
    faults.iter().map(|f| (f.field, f.fault)).collect()
}

/// Field, before, after, whether it is marked as changed.
type Line = (RecapitiField, Option<String>, Option<String>, bool);

fn summary(before: Option<&Recapiti>, after: &Recapiti) -> Vec<Line> {
    let lines = Recapiti::summary(before, after).into_iter();
    lines
        .map(|line| {
            let is_changed = line.is_changed();
            (line.field, line.before, line.after, is_changed)
        })
        .collect()
}

#[test]
fn an_empty_form_has_every_fault_in_the_order_of_the_fields() {
    let line = RecapitiFault::Domicile(DomicileFault::Line(AddressFault::Empty));
    let domicile = |field, fault| {
        (
            RecapitiField::Domicile(field),
            RecapitiFault::Domicile(fault),
        )
    };
    let expected = [
        (
            RecapitiField::Mobile,
            RecapitiFault::Phone(PhoneFault::Empty),
        ),
        (RecapitiField::Domicile(DomicileField::Street), line),
        domicile(DomicileField::PostalCode, DomicileFault::Cap),
        domicile(DomicileField::Province, DomicileFault::UnknownProvince),
        (RecapitiField::Domicile(DomicileField::Town), line),
    ];
    assert_eq!(faults(&RecapitiForm::default()), expected);
}

#[test]
fn the_mobile_is_a_mobile_and_the_landline_whatever_rings() {
    let landline_as_mobile = RecapitiForm {
        mobile: "06 1234567",
        ..form()
    };
    let expected = [(RecapitiField::Mobile, RecapitiFault::NotMobile)];
    assert_eq!(faults(&landline_as_mobile), expected);
    let mobile_at_home = RecapitiForm {
        landline: "347 1234567",
        ..form()
    };
    assert!(mobile_at_home.check().is_ok());
    let short = RecapitiForm {
        landline: "06 1",
        ..form()
    };
    let fault = RecapitiFault::Phone(PhoneFault::TooShort { found: 3 });
    assert_eq!(faults(&short), [(RecapitiField::Landline, fault)]);
}

#[test]
fn the_summary_shows_every_line_and_marks_what_has_changed() {
    let after = RecapitiForm {
        mobile: "+39 347 1234567",
        landline: " ",
        ..form()
    };
    let text = |text: &str| Some(text.to_owned());
    let domicile = |field, value: &str| {
        (
            RecapitiField::Domicile(field),
            text(value),
            text(value),
            false,
        )
    };
    let expected = [
        (
            RecapitiField::Mobile,
            text("+39 333 123 4567"),
            text("+39 347 123 4567"),
            true,
        ),
        (RecapitiField::Landline, text("+39061234567"), None, true),
        domicile(DomicileField::Street, "Via Roma 1"),
        domicile(DomicileField::PostalCode, "00184"),
        domicile(DomicileField::Province, "RM"),
        domicile(DomicileField::Town, "Roma"),
    ];
    assert_eq!(summary(Some(&checked(&form())), &checked(&after)), expected);
}

#[test]
fn at_the_first_time_everything_is_new() {
    let lines = summary(None, &checked(&abroad()));
    assert!(
        lines
            .iter()
            .all(|(_, before, _, changed)| before.is_none() && *changed)
    );
    let fields: Vec<_> = lines.iter().map(|(field, ..)| *field).collect();
    let expected = [
        RecapitiField::Mobile,
        RecapitiField::Domicile(DomicileField::Street),
        RecapitiField::Domicile(DomicileField::Town),
        RecapitiField::Domicile(DomicileField::Country),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn moving_abroad_shows_the_lines_of_both_countries() {
    let lines = summary(Some(&checked(&form())), &checked(&abroad()));
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|(.., changed)| *changed));
}

#[test]
fn a_form_filled_with_the_recapiti_changes_nothing() {
    for form in [form(), abroad()] {
        let before = checked(&form);
        let text = |field| before.text(field).unwrap_or_default();
        let part = |field| text(RecapitiField::Domicile(field));
        let (mobile, landline) = (text(RecapitiField::Mobile), text(RecapitiField::Landline));
        let [street, postal_code, province, town, country] = DomicileField::ALL.map(part);
        let domicile = DomicileForm {
            is_abroad: form.domicile.is_abroad,
            street: &street,
            postal_code: &postal_code,
            province: &province,
            town: &town,
            country: &country,
        };
        let after = checked(&RecapitiForm {
            mobile: &mobile,
            landline: &landline,
            domicile,
        });
        assert_eq!(after, before);
        let lines = summary(Some(&before), &after);
        assert!(lines.iter().all(|(.., changed)| !changed));
    }
}
