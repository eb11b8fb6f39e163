//! Everything about a person that is kept with the account.

use varco_domain::contacts::{Domicile, DomicileForm, EmailAddress, PhoneNumber};
use varco_domain::credential::{PasswordHistory, PasswordPolicy};
use varco_domain::places;
use varco_domain::registration::{Acceptance, DocumentRef};
use varco_domain::utenza::{
    Account, Credential, InstitutionalMailbox, Mailboxes, PasswordHash, PendingEmail, Recapiti,
    RecapitiForm, UtenzaKind,
};

use super::Fixture;
use super::accounts::{find, insert, insertion};
use super::samples::{acceptance, account, account_id, at};
use crate::{Changes, DueReminders, Version, Write};

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn hash(text: &str) -> PasswordHash {
    PasswordHash::from_phc(text.to_owned())
}

/// Writes each account, reads it, and writes over it again.
async fn come_back(fixture: &impl Fixture, shapes: Vec<Account>) {
    insert(fixture, 1).await;
    for (version, shape) in (1..).zip(shapes) {
        let update = Changes {
            account: Some(Write::Update(shape.clone(), Version(version))),
            ..Changes::default()
        };
        fixture.ports().commit(update).await;
        let found = find(fixture, account_id(1)).await.unwrap();
        assert_eq!(found.value, shape);
    }
}

pub async fn mailboxes_come_back_as_they_were(fixture: &impl Fixture) {
    let pending = PendingEmail {
        address: email("Nuova@esempio.it"),
        asked_at: at(1),
        until: at(2),
    };
    let mut shapes = Vec::new();
    for personal in [Some(email("Mario@esempio.it")), None] {
        for institutional in [
            InstitutionalMailbox::Held(email("Mario.Rossi@istruzione.it")),
            InstitutionalMailbox::Withdrawn { at: at(3) },
            InstitutionalMailbox::None,
        ] {
            for pending in [None, Some(pending.clone())] {
                let mailboxes = Mailboxes {
                    personal: personal.clone(),
                    institutional: institutional.clone(),
                    pending,
                };
                shapes.push(Account {
                    mailboxes,
                    ..account(1)
                });
            }
        }
    }
    come_back(fixture, shapes).await;
}

pub async fn recapiti_come_back_as_they_were(fixture: &impl Fixture) {
    let recapiti = |landline, domicile| {
        let mobile = "+39 333 123 4567";
        let form = RecapitiForm {
            mobile,
            landline,
            domicile,
        };
        form.check().unwrap()
    };
    let italian = |town, province| DomicileForm {
        street: "Via dell\u{2019}Unità, 1/A (int. 3)",
        postal_code: "00184",
        province,
        town,
        ..DomicileForm::default()
    };
    let foreign = |postal_code| DomicileForm {
        is_abroad: true,
        street: "Calle Mayor 3",
        postal_code,
        town: "Alcalá de Henares",
        country: "Spagna",
        ..DomicileForm::default()
    };
    let shapes = [
        recapiti("06 1234567", italian("Roma", "RM")),
        // Two comuni of one name.
        recapiti("", italian("Castro", "BG")),
        recapiti("", italian("Castro", "LE")),
        recapiti("", foreign("28801")),
        recapiti("+34 91 888 00 00", foreign("")),
    ];
    let shape = |recapiti: Recapiti| Account {
        recapiti: Some(recapiti),
        ..account(1)
    };
    come_back(
        fixture,
        shapes.into_iter().map(shape).chain([account(1)]).collect(),
    )
    .await;
    let found = find(fixture, account_id(1)).await.unwrap();
    assert_eq!(found.value.recapiti, None);
}

pub async fn a_comune_that_has_ceased_since_is_still_read(fixture: &impl Fixture) {
    let form = DomicileForm {
        street: "Via Roma 1",
        postal_code: "10060",
        province: "TO",
        town: "Pinerolo",
        ..DomicileForm::default()
    };
    let mut domicile = form.check().unwrap();
    let ceased = places::find_by_name("Abbadia Alpina", None).next().unwrap();
    assert!(ceased.is_ceased());
    if let Domicile::Italian(domicile) = &mut domicile {
        domicile.comune = ceased;
    }
    let recapiti = Recapiti {
        mobile: PhoneNumber::parse("333 1234567").unwrap(),
        landline: None,
        domicile,
    };
    let shape = Account {
        recapiti: Some(recapiti),
        ..account(1)
    };
    come_back(fixture, vec![shape]).await;
}

pub async fn credentials_and_their_history_come_back_as_they_were(fixture: &impl Fixture) {
    let history = (1..=5).fold(PasswordHistory::default(), |history, number| {
        let former = hash(&format!("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA{number}"));
        history.with(former, &PasswordPolicy::MINISTERO)
    });
    let disavowed = Credential::Disavowed {
        hash: hash("$argon2id$two"),
        at: at(7),
    };
    let shapes = [
        Account {
            history: history.clone(),
            credential: disavowed,
            ..account(1)
        },
        Account {
            reminded: Some(1),
            credential: Credential::Chosen {
                hash: hash("$argon2id$three"),
                since: at(8),
            },
            kind: UtenzaKind::Mi,
            ..account(1)
        },
        account(1),
    ];
    come_back(fixture, shapes.to_vec()).await;
}

pub async fn r08_former_acceptances_are_kept_oldest_first(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    insert(fixture, 2).await;
    let accepted = |version: &str, seconds| Acceptance {
        terms: DocumentRef {
            version: version.to_owned(),
            digest: [7; 32],
        },
        at: at(seconds),
        ..acceptance()
    };
    let all = [
        acceptance(),
        accepted("2027-01-01", 20),
        accepted("2028-01-01", 30),
    ];
    for (version, (former, newer)) in (1..).zip(all.iter().zip(&all[1..])) {
        let account = Account {
            acceptance: Some(newer.clone()),
            ..account(1)
        };
        let changes = Changes {
            account: Some(Write::Update(account, Version(version))),
            replaced_acceptance: Some((account_id(1), former.clone())),
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    }
    let accounts = &fixture.ports().accounts;
    let former = accounts.former_acceptances(account_id(1)).await.unwrap();
    assert_eq!(former, all[..2]);
    assert_eq!(
        accounts.former_acceptances(account_id(2)).await.unwrap(),
        []
    );
    let found = find(fixture, account_id(1)).await.unwrap();
    assert_eq!(found.value.acceptance.as_ref(), all.last());
    fixture.erase_account(account_id(1)).await;
    assert_eq!(
        accounts.former_acceptances(account_id(1)).await.unwrap(),
        []
    );
}

pub async fn r26_those_are_reminded_whose_password_ends_and_who_have_not_been_told(
    fixture: &impl Fixture,
) {
    let chosen = |number, kind, since, reminded| Account {
        kind,
        username: varco_domain::utenza::Username::parse(&format!("mi{number:05}")).unwrap(),
        credential: Credential::Chosen {
            hash: hash("$"),
            since: at(since),
        },
        reminded,
        ..account(number)
    };
    let mi = UtenzaKind::Mi;
    let disavowed = Account {
        credential: Credential::Disavowed {
            hash: hash("$"),
            at: at(15),
        },
        ..chosen(9, mi, 15, None)
    };
    for account in [
        chosen(1, mi, 10, None),
        chosen(2, mi, 20, Some(14)),
        chosen(3, mi, 11, Some(8)),
        chosen(4, mi, 21, None),
        chosen(5, mi, 15, Some(7)),
        chosen(6, mi, 15, Some(1)),
        chosen(7, UtenzaKind::External, 15, None),
        chosen(8, mi, 15, None).suspended(),
        disavowed,
    ] {
        fixture.ports().commit(insertion(account)).await;
    }
    let found = async |limit| {
        let due = DueReminders {
            kind: mi,
            chosen_after: at(10),
            chosen_until: at(20),
            days: 7,
            limit,
        };
        let accounts = &fixture.ports().accounts;
        let found = accounts.find_to_remind(&due).await.unwrap();
        found.iter().map(|a| a.value.id).collect::<Vec<_>>()
    };
    assert_eq!(found(10).await, [account_id(3), account_id(2)]);
    assert_eq!(found(1).await, [account_id(3)]);
}

pub async fn r90_who_asked_for_a_deletion_is_found_in_the_order_of_asking(fixture: &impl Fixture) {
    let asked = |number: u32, seconds: Option<i64>| Account {
        deletion_asked_at: seconds.map(at),
        ..account(number)
    };
    for account in [asked(1, Some(30)), asked(2, None), asked(3, Some(20))] {
        fixture.ports().commit(insertion(account)).await;
    }
    let found = fixture.ports().accounts.find_deletions_asked().await;
    assert_eq!(found.unwrap(), [asked(3, Some(20)), asked(1, Some(30))]);
}
