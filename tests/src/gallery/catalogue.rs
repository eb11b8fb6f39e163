//! Every page and every state of it, by the walk on which it is met.

use anyhow::{Context as _, Result};

use super::Walk;

/// A page in one of its states.
#[derive(Debug, PartialEq, Eq)]
pub struct Sight {
    /// Its name, in the order of the walk.
    pub name: &'static str,
    /// The path in the address bar.
    pub path: &'static str,
    /// Whether only a script brings it.
    pub is_scripted: bool,
    /// Whether people keep it on paper: then one sheet is enough.
    pub is_sheet: bool,
}

const fn at(name: &'static str, path: &'static str) -> Sight {
    Sight {
        name,
        path,
        is_scripted: false,
        is_sheet: false,
    }
}

const fn scripted(name: &'static str, path: &'static str) -> Sight {
    Sight {
        is_scripted: true,
        ..at(name, path)
    }
}

const fn sheet(name: &'static str, path: &'static str) -> Sight {
    Sight {
        is_sheet: true,
        ..at(name, path)
    }
}

/// The page of this name.
///
/// # Errors
///
/// There is none: it is to be put into the list of its walk.
pub fn sight(name: &str) -> Result<&'static Sight> {
    let mut all = Walk::ALL.into_iter().flat_map(Walk::sights);
    let found = all.find(|sight| sight.name == name);
    found.with_context(|| format!("{name} is in no catalogue"))
}

pub(super) const REGISTRATION: &[Sight] = &[
    at("01-home", "/"),
    at("02-senza-bozza", "/registrazione"),
    at("02-codice-fiscale", "/registrazione"),
    at("03-codice-fiscale-errori", "/registrazione"),
    at("03-codice-fiscale-battitura", "/registrazione"),
    at("04-dati", "/registrazione/dati"),
    at("05-dati-errori", "/registrazione/dati"),
    at("05-dati-dubbi", "/registrazione/dati"),
    at("05-dati-pec", "/registrazione/dati"),
    sheet("06-riepilogo", "/registrazione/riepilogo"),
    at("06-in-corso", "/registrazione"),
    sheet("07-controlla-email", "/registrazione/controlla-email"),
    at("07-troppo-presto", "/registrazione/controlla-email"),
    at("07-in-attesa", "/registrazione"),
    at("07-correggi", "/registrazione/controlla-email/correggi"),
    at(
        "07-correggi-errori",
        "/registrazione/controlla-email/correggi",
    ),
    at("07-corretta", "/registrazione/controlla-email"),
    at("08-attiva", "/attiva"),
    sheet("09-esito", "/attiva/esito"),
    at("09-completata", "/registrazione/controlla-email"),
    at("10-accedi", "/accedi"),
    at("11-accedi-errori", "/accedi"),
    at("12-primo-accesso", "/password/primo-accesso"),
    at("12-primo-accesso-errori", "/password/primo-accesso"),
    at("13-area", "/area"),
    at("14-uscita", "/accedi"),
];

pub(super) const AREA: &[Sight] = &[
    at("20-area", "/area"),
    at("21-recapiti", "/area/recapiti"),
    at("22-recapiti-errori", "/area/recapiti"),
    at("23-recapiti-comune", "/area/recapiti"),
    scripted("27-luoghi", "/area/recapiti"),
    sheet("24-recapiti-riepilogo", "/area/recapiti"),
    at("25-recapiti-fatto", "/area/recapiti"),
    at("26-recapiti-nulla", "/area/recapiti"),
    at("30-dati", "/area/dati-personali"),
    at("31-stampa", "/area/dati-personali/stampa"),
    at("32-cancellazione", "/area/dati-personali/cancellazione"),
    at(
        "33-cancellazione-errori",
        "/area/dati-personali/cancellazione",
    ),
    at("34-cancellazione-chiesta", "/area/dati-personali"),
    at("35-attivita", "/area/attivita"),
    at("36-attivita-chiuse", "/area/attivita"),
    at("37-password", "/area/password"),
    at("38-password-errori", "/area/password"),
    at("39-password-cambiata", "/area"),
    at("41-email", "/area/email"),
    at("42-email-errori", "/area/email"),
    at("42-email-dubbi", "/area/email"),
    at("43-email-controlla", "/area/email/controlla"),
    at("44-email-in-attesa", "/area/email"),
    at("45-email-annullata", "/area/email"),
    at("46-conferma", "/conferma-email"),
    sheet("47-confermata", "/conferma-email/esito"),
    at("48-link-usato", "/conferma-email/esito"),
    at("49-rimetti", "/annulla-email"),
    sheet("49-rimessa", "/annulla-email/esito"),
];

pub(super) const RECOVERY: &[Sight] = &[
    at("50-recupera", "/recupera"),
    at("51-attivazione", "/recupera/attivazione"),
    at("51-attivazione-errori", "/recupera/attivazione"),
    at("52-email-persa", "/recupera/email-persa"),
    at("53-utenza-mi", "/recupera/utenza-mi"),
    at("56-password", "/recupera/password"),
    at("57-password-errori", "/recupera/password"),
    at("58-inviata", "/recupera/inviata"),
    at("59-nuova-password", "/recupera/nuova-password"),
    at("60-nuova-password-errori", "/recupera/nuova-password"),
    sheet("61-fatto", "/recupera/esito"),
    at("62-link-usato", "/recupera/nuova-password"),
    at("63-username", "/recupera/username"),
    at("63-username-errori", "/recupera/username"),
];

pub(super) const DIALOG: &[Sight] = &[at("40-sessione", "/area")];

pub(super) const LINKS: &[Sight] = &[
    at("70-attiva-codice", "/attiva"),
    at("70-attiva-codice-errori", "/attiva"),
    at("70-attiva-tagliato", "/attiva"),
    at("71-attiva-superato", "/attiva"),
    at("72-attiva-scaduto", "/attiva"),
    at("73-attiva-nuovo-link", "/attiva/esito"),
    at("74-attiva-gia", "/attiva"),
    at("75-attiva-sostituita", "/attiva"),
    at("76-attiva-finita", "/attiva"),
    at("77-attiva-assistenza", "/attiva/esito"),
    at("80-nuova-password-tagliata", "/recupera/nuova-password"),
    at("81-nuova-password-superata", "/recupera/nuova-password"),
    at("82-nuova-password-scaduta", "/recupera/nuova-password"),
    at("83-nuova-password-vecchia", "/recupera/nuova-password"),
    at("84-nuova-password-sospesa", "/recupera/nuova-password"),
    at("85-conferma-tagliato", "/conferma-email"),
    at("85-conferma-errori", "/conferma-email"),
    at("85-annulla-tagliato", "/annulla-email"),
    at("86-conferma-scaduta", "/conferma-email"),
    at("87-non-io-tagliato", "/non-sono-stato-io"),
    at("87-non-io", "/non-sono-stato-io"),
    sheet("88-al-sicuro", "/non-sono-stato-io/esito"),
    at("88-gia-al-sicuro", "/non-sono-stato-io/esito"),
    at("89-primo-accesso-dopo", "/password/primo-accesso"),
];

pub(super) const ACCESS: &[Sight] = &[
    at("90-accedi-tentativi", "/accedi"),
    at("91-accesso-sospeso", "/accedi"),
    at("92-sessione-scaduta", "/accedi"),
    at("93-modulo-conservato", "/accedi"),
    at("94-modulo-ritrovato", "/area/recapiti"),
    at("95-temporanea-scaduta", "/accedi"),
    at("96-temporanea-rinnovata", "/accedi"),
    at("97-mi-temporanea-scaduta", "/accedi"),
    at("97-mi-primo-accesso", "/password/primo-accesso"),
    at("97-mi-primo-accesso-errori", "/password/primo-accesso"),
    at("98-condizioni", "/area/condizioni"),
    at("98-condizioni-errori", "/area/condizioni"),
    at("99-mi-area", "/area"),
    at("99-mi-password", "/area/password"),
];

/// What a codice fiscale may leave open.
pub(super) const BIRTHS: &[Sight] = &[
    at("n0-anno", "/registrazione/dati"),
    at("n1-anno-errori", "/registrazione/dati"),
    at("n2-luogo", "/registrazione/dati"),
    at("n3-luogo-errori", "/registrazione/dati"),
    at("n4-luogo-quale", "/registrazione/dati"),
];

pub(super) const SERVICES: &[Sight] = &[
    at("s0-servizi-cambio", "/area/servizi"),
    at("s1-servizi", "/area/servizi"),
    at("s2-servizi-stati", "/area/servizi"),
];

pub(super) const SUSPENDED: &[Sight] =
    &[at("m0-sospeso", "/accedi"), at("m1-de-sospeso", "/accedi")];

/// What is the same for everybody: the walk is this list.
pub(super) const PLAIN: &[Sight] = &[
    at("a0-condizioni", "/condizioni"),
    at("a1-privacy", "/privacy"),
    at("a2-note-legali", "/note-legali"),
    at("a3-accessibilita", "/accessibilita"),
    at("a4-cookie", "/cookie"),
    at("a5-assistenza", "/assistenza"),
    at("a6-mappa", "/mappa"),
    at("a7-domande-frequenti", "/domande-frequenti"),
    at("a8-guida", "/guida"),
    at("a9-guida-registrazione", "/guida/registrazione"),
    at("a9-guida-primo-accesso", "/guida/primo-accesso"),
    at("a9-guida-modificare-i-dati", "/guida/modificare-i-dati"),
    at("a9-guida-password", "/guida/password"),
    at("a9-guida-email-non-arrivata", "/guida/email-non-arrivata"),
    at("a9-guida-utenze-mi", "/guida/utenze-mi"),
    at("a9-guida-codice-fiscale", "/guida/codice-fiscale"),
];

pub(super) const CLOSED: &[Sight] = &[
    at("c0-home", "/"),
    at("c1-registrazioni-chiuse", "/registrazione"),
];

pub(super) const DEMO: &[Sight] = &[
    at("d0-posta-vuota", "/demo/posta"),
    at("d1-posta", "/demo/posta"),
    at("d2-messaggio", "/demo/posta/1"),
];

pub(super) const REFUSALS: &[Sight] = &[
    at("e0-404", "/non-esiste"),
    at("e1-405", "/esci"),
    at("e2-400", "/registrazione"),
    at("e3-413", "/accedi"),
    at("e4-414", "/accedi"),
    at("e5-403", "/accedi"),
    at("e6-429", "/registrazione"),
    at("e7-503", "/accedi"),
    at("e8-500", "/accedi"),
    at("e9-421", "/accedi"),
];

pub(super) const GERMAN: &[Sight] = &[
    at("g80-de-start", "/"),
    at("g81-de-anmelden", "/accedi"),
    at("g82-de-steuernummer", "/registrazione"),
    at("g83-de-probleme", "/recupera"),
    at("g84-de-mi", "/recupera/utenza-mi"),
    at("g85-de-bedingungen", "/condizioni"),
    at("g86-de-cookies", "/cookie"),
    at("g87-de-daten-fehler", "/registrazione/dati"),
    at("g90-de-bereich", "/area"),
    at("g91-de-daten", "/area/dati-personali"),
    at("g92-de-kontaktdaten", "/area/recapiti"),
    at("g93-de-email", "/area/email"),
    at("g94-de-passwort", "/area/password"),
    at("g95-de-aktivitaeten", "/area/attivita"),
];
