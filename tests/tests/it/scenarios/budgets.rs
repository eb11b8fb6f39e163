//! What pages weigh when somebody comes back.

use anyhow::{Result, ensure};
use varco_tests::account::active;
use varco_tests::person::Person;

use super::{identify, sit_down};

/// A whole first visit, and a later one: what comes over the wire, headers included.
const FIRST: u64 = 90 * 1024;
const LATER: u64 = 15 * 1024;

#[tokio::test]
async fn a_first_visit_is_light_and_a_later_one_brings_the_html_alone() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(121)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        seat.open("/").await?;
        let weight = seat.browser.weight().await?;
        let on_the_wire = weight.on_the_wire;
        ensure!(
            weight.total < on_the_wire && on_the_wire <= FIRST,
            "{weight:?}"
        );
        identify(&seat, &Person::number(122)?).await?;
        seat.log_in(&username, &person.password).await?;
        let pages = [
            "/",
            "/registrazione",
            "/registrazione/dati",
            "/recupera/password",
            "/guida",
            "/area",
            "/area/recapiti",
            "/area/attivita",
        ];
        // Once for what only some pages need.
        for path in pages {
            seat.open(path).await?;
        }
        for path in pages {
            seat.open(path).await?;
            let weight = seat.browser.weight().await?;
            let is_html_alone = weight.on_the_wire < weight.html + HEADERS;
            ensure!(
                is_html_alone && weight.on_the_wire <= LATER,
                "{path}: {weight:?}"
            );
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

/// More than the headers of one answer, less than any file of the kit.
const HEADERS: u64 = 1024;
