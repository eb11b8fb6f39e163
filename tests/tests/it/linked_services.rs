//! What operators see and do about linked services, through the binary: two real SCIM servers beside a
//! real directory.

use std::process::Output;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use varco_test_targets::slapd::Slapd;
use varco_tests::account;
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};

/// The service as operators set it up.
struct Office {
    linked: Linked,
    metrics: String,
}

impl Office {
    async fn open() -> Result<Self> {
        let metrics = format!("127.0.0.1:{}", varco_test_targets::free_port()?);
        let settings = [("VARCO_METRICS__LISTEN", metrics.as_str())];
        let linked = Linked::start_with(Database::Sqlite, &settings).await?;
        Ok(Self { linked, metrics })
    }

    fn site(&self) -> &Arc<Site> {
        self.linked.stage.varco.site()
    }

    async fn run(&self, arguments: &[&str]) -> Result<Output> {
        self.site().run(arguments).await
    }

    /// The orders of a service in a state.
    async fn orders(&self, target: &str, state: &str) -> Result<Vec<Value>> {
        let words = ["outbox", "list", "--json", "--target", target, "--state"];
        let output = self.run(&[&words[..], &[state]].concat()).await?;
        let text = String::from_utf8(output.stdout)?;
        let orders = text.lines().map(serde_json::from_str);
        Ok(orders.collect::<Result<_, _>>()?)
    }

    /// Until nothing is on its way to a service any more.
    async fn settled(&self, service: &str) -> Result<()> {
        for _ in 0..300 {
            let waiting = self.orders(service, "waiting").await?;
            let leased = self.orders(service, "leased").await?;
            if waiting.is_empty() && leased.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!("something waits for {service}")
    }

    async fn reconcile(&self, arguments: &[&str]) -> Result<(Option<i32>, String, String)> {
        let output = self.run(&[&["reconcile"], arguments].concat()).await?;
        let (out, err) = (
            String::from_utf8(output.stdout)?,
            String::from_utf8(output.stderr)?,
        );
        Ok((output.status.code(), out, err))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_retries_reads_compares_and_mends() -> Result<()> {
    let office = Office::open().await?;
    let person = Person::number(1)?;
    let (_api, username) = account::active(&office.linked.stage, &person).await?;
    office.settled("sidi").await?;
    let user = office
        .linked
        .sidi
        .user(&username)
        .await?
        .context("not there")?;
    ensure!(user["password"] == person.password.as_str());

    // The directory makes nobody: the order waits for an operator, who finds it by its code.
    office.settled("posta").await?;
    let buried = office.orders("posta/password", "buried").await?;
    ensure!(buried.len() == 1, "{buried:?}");
    let code = buried[0]["code"].as_str().context("no code")?;
    let table = String::from_utf8(office.run(&["outbox", "list"]).await?.stdout)?;
    ensure!(table.lines().all(|line| line.chars().count() <= 80));
    ensure!(table.contains(code), "{table}");
    let shown = office
        .run(&["outbox", "show", &code.to_lowercase()])
        .await?;
    let shown = String::from_utf8(shown.stdout)?;
    ensure!(shown.contains("the service has no such utenza"), "{shown}");
    office
        .linked
        .posta
        .admit(&username, "Provvisoria-77-tubo")?;
    let why = ["--why", "casella creata"];
    let retry = [&["outbox", "retry", code][..], &why].concat();
    ensure!(office.run(&retry).await?.status.success());
    office.settled("posta").await?;
    ensure!(office.linked.posta.opens(&username, &person.password)?);
    // Another order was delivered in its place.
    let id = buried[0]["id"].as_str().context("no id")?;
    for late in ["retry", "skip"] {
        let refused = office
            .run(&[&["outbox", late, id][..], &why].concat())
            .await?;
        let told = String::from_utf8(refused.stderr)?;
        ensure!(
            refused.status.code() == Some(1) && told.contains("a newer one has taken its place"),
            "{told}"
        );
    }

    for service in ["sidi", "pago", "posta"] {
        let (code, table, told) = office.reconcile(&[service]).await?;
        ensure!(code == Some(0) && table.is_empty(), "{table}{told}");
        ensure!(told.contains("1 as they should be"), "{told}");
    }
    let (code, _, told) = office.reconcile(&["altro"]).await?;
    ensure!(code == Some(1) && told.contains("altro"), "{told}");
    differences_are_found_and_mended(&office, &username).await?;
    figures_are_shown(&office).await
}

/// Somebody changes the entry by other hands.
async fn differences_are_found_and_mended(office: &Office, username: &str) -> Result<()> {
    let dn = Slapd::dn(username);
    let change = format!("dn: {dn}\nchangetype: modify\nreplace: mail\nmail: altra@esempio.it\n");
    office.linked.posta.add(&change)?;
    let file = office.site().folder().join("posta.csv");
    let file = file.display().to_string();
    let (code, table, told) = office.reconcile(&["posta", "--csv", &file]).await?;
    ensure!(code == Some(3), "changed: {table}{told}");
    ensure!(
        table.contains(username) && table.contains("emails"),
        "{table}"
    );
    let csv = std::fs::read_to_string(&file)?;
    ensure!(
        csv.starts_with("login,account,differs,done,reason\n") && csv.contains("emails"),
        "{csv}"
    );
    let (code, _, told) = office.reconcile(&["posta", "--fix"]).await?;
    ensure!(code == Some(2), "no reason: {told}");
    let fix = ["posta", "--fix", "--why", "casella cambiata a mano"];
    let (code, table, told) = office.reconcile(&fix).await?;
    ensure!(
        code == Some(0) && table.contains("told again"),
        "{table}{told}"
    );
    office.settled("posta").await?;
    let (code, table, told) = office.reconcile(&["posta"]).await?;
    ensure!(code == Some(0), "{table}{told}");
    let mails = office.linked.posta.values(username, "mail")?;
    ensure!(mails == ["persona.1@esempio.it"], "{mails:?}");
    Ok(())
}

async fn figures_are_shown(office: &Office) -> Result<()> {
    let url = format!("http://{}/metrics", office.metrics);
    let answer = reqwest::get(&url).await?.error_for_status()?;
    let text = answer.text().await?;
    for line in [
        r#"varco_deliveries_total{target="posta/password",outcome="buried"} 1"#,
        r#"varco_deliveries_total{target="posta/password",outcome="sent"} 1"#,
        r#"varco_outbox_items{target="sidi/password",state="waiting"} 0"#,
        r#"varco_service_left_alone{service="posta"} 0"#,
        "varco_outbox_readable 1",
    ] {
        ensure!(text.contains(line), "{line} is missing in\n{text}");
    }
    // On an address of its own, and nothing else there.
    let elsewhere = format!("{}/metrics", office.linked.stage.varco.origin());
    ensure!(reqwest::get(&elsewhere).await?.status() == 404);
    let pages = format!("http://{}/", office.metrics);
    ensure!(reqwest::get(&pages).await?.status() == 404);
    Ok(())
}
