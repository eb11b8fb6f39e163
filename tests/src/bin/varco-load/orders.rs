//! How many orders a second reach linked services, and how long one is on its way.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, sleep};
use varco_mail_smtp::SmtpSink;
use varco_test_postgres::Cluster;
use varco_test_targets::certificates::Certified;
use varco_test_targets::free_port;
use varco_test_targets::liar::{Act, Heard, Liar};
use varco_test_targets::scim::TOKEN;
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};
use varco_tests::account::ACTIVATION;
use varco_tests::api::Api;
use varco_tests::invariants::Look;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{Stage, post_office};

use crate::growth::DURABLE;
use crate::{SETTINGS, milliseconds, row};

/// People whose first password waits for every service, and how many register at a time.
const CROWD: u16 = 400;
const AT_A_TIME: u16 = 8;
/// People who change their password in turn, how often in all, and the time between two changes.
const CHANGING: u16 = 40;
const CHANGES: usize = 160;
const PACE: Duration = Duration::from_millis(200);
/// Longest wait until everything has arrived.
const PATIENCE: Duration = Duration::from_mins(10);
/// Pause between two looks at the database.
const LOOK: Duration = Duration::from_millis(20);

/// What is linked.
#[derive(Clone, Copy, Debug, Default)]
struct Mix {
    name: &'static str,
    scim: usize,
    ldap: usize,
    /// Nobody listens there.
    away: usize,
    /// Takes connections and never says anything.
    mute: usize,
}

impl Mix {
    const fn of(name: &'static str, scim: usize, ldap: usize, away: usize, mute: usize) -> Self {
        Self {
            name,
            scim,
            ldap,
            away,
            mute,
        }
    }

    /// Those that answer.
    const fn healthy(self) -> usize {
        self.scim + self.ldap
    }
}

/// What is measured of each.
const BACKLOGS: [Mix; 3] = [
    Mix::of("one SCIM service", 1, 0, 0, 0),
    Mix::of("one directory", 0, 1, 0, 0),
    Mix::of("ten services", 5, 5, 0, 0),
];
const JOURNEYS: [Mix; 6] = [
    Mix::of("no service", 0, 0, 0, 0),
    Mix::of("one SCIM service", 1, 0, 0, 0),
    Mix::of("one service that is away", 0, 0, 1, 0),
    Mix::of("one service that hangs", 0, 0, 0, 1),
    Mix::of("ten services", 5, 5, 0, 0),
    Mix::of("nine services beside one that hangs", 5, 4, 0, 1),
];

/// Milliseconds of each change of a password: of the request of its person, and until each service
/// had it.
struct Times {
    requests: Vec<f64>,
    deliveries: Vec<f64>,
}

/// A service that is linked to them.
struct Bench {
    stage: Stage,
    services: Services,
    /// How many of them answer.
    healthy: usize,
    /// A configuration with nothing linked, so that mails leave and orders wait.
    unlinked: String,
    _cluster: Option<Cluster>,
    _folder: TempDir,
}

/// Prints the rates at which a backlog goes down, and the times from a change to each service.
///
/// # Errors
///
/// Something does not arrive.
pub(crate) async fn measure(database: Database) -> Result<()> {
    for mix in BACKLOGS {
        let bench = Bench::start(database, mix, &["--no-worker"]).await?;
        let rate = bench.backlog(CROWD).await?;
        row(&format!("{database:?}, {}: orders", mix.name), rate, "/s");
    }
    for mix in JOURNEYS {
        let bench = Bench::start(database, mix, &[]).await?;
        let times = bench.changes(CHANGING, CHANGES).await?;
        for (what, times) in [
            ("the request", times.requests),
            ("commit → delivered", times.deliveries),
        ] {
            for percent in [50, 99].into_iter().filter(|_| !times.is_empty()) {
                let name = format!("{database:?}, {}: {what}, p{percent}", mix.name);
                row(&name, quantile(&times, percent)?, "ms");
            }
        }
    }
    Ok(())
}

/// A SCIM service that knows everybody, all at the mailbox of person 0, and takes everything.
pub(crate) async fn scim() -> Result<Liar> {
    Liar::start(None, |heard: &Heard| {
        let login = heard.line.split("%22").nth(1).unwrap_or_default();
        if heard.line.starts_with("GET") {
            let users = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
                "totalResults": 1,
                "Resources": [{
                    "id": login,
                    "userName": login,
                    "active": true,
                    "emails": [{ "value": "persona.0@esempio.it" }],
                }],
            });
            return Act::reply(200, &[], &users.to_string());
        }
        Act::Say(b"HTTP/1.1 204 Fatto\r\nConnection: close\r\n\r\n".to_vec())
    })
    .await
}

pub(crate) fn scim_table(id: usize, address: SocketAddr) -> String {
    format!(
        "[[services]]\nid = \"s{id}\"\nname = \"S\"\nkinds = [\"external\"]\nprotocol = \"scim\"\n\
         url = \"http://{address}\"\ncredential_env = \"SCIM_TOKEN\"\n"
    )
}

fn directory_table(id: usize, port: u16) -> String {
    format!(
        "[[services]]\nid = \"d{id}\"\nname = \"D\"\nkinds = [\"external\"]\nprotocol = \"ldap\"\n\
         url = \"ldap://127.0.0.1:{port}\"\ncredential_env = \"DIRECTORY_PASSWORD\"\n\
         bind_dn = \"{SERVICE}\"\nbase = \"{PEOPLE}\"\nfilter = \"(uid={{login}})\"\n\
         email_attribute = \"mail\"\nclosing_attribute = \"pwdAccountLockedTime\"\n\
         closing_value = \"000001010000Z\"\n"
    )
}

/// Services of a mix, and how they are linked.
#[derive(Default)]
struct Services {
    tables: String,
    scim: Vec<Liar>,
    directories: Vec<Slapd>,
}

impl Services {
    async fn start(mix: Mix) -> Result<Self> {
        let mut services = Self::default();
        for id in 0..mix.scim {
            let service = scim().await?;
            services.tables += &scim_table(id, service.address());
            services.scim.push(service);
        }
        for id in 0..mix.mute {
            let service = Liar::start(None, |_: &Heard| Act::Hang).await?;
            services.tables += &scim_table(100 + id, service.address());
            services.scim.push(service);
        }
        for id in 0..mix.away {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
            services.tables += &scim_table(200 + id, address);
        }
        for id in 0..mix.ldap {
            let server = Slapd::start(Certified::Localhost).await?;
            services.tables += &directory_table(id, server.port());
            services.directories.push(server);
        }
        Ok(services)
    }
}

impl Bench {
    async fn start(database: Database, mix: Mix, arguments: &[&str]) -> Result<Self> {
        let (folder, services) = (TempDir::new()?, Services::start(mix).await?);
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::write(&file, text)?;
            anyhow::Ok(file.to_str().context("a strange folder")?.to_owned())
        };
        let (linked, unlinked) = (write("linked", &services.tables)?, write("unlinked", "")?);
        let cluster = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::start(DURABLE)?),
        };
        let url = match &cluster {
            None => format!("sqlite://{}", folder.path().join("varco.db").display()),
            Some(cluster) => cluster.new_database()?,
        };
        let sink = post_office().await?;
        let smtp = format!("smtp://{}", sink.address());
        let own = [
            ("VARCO_SMTP_URL", smtp.as_str()),
            ("VARCO_CONFIG", linked.as_str()),
            (
                "VARCO_REGISTRATION__INITIAL_CREDENTIAL",
                "chosen_at_activation",
            ),
            ("SCIM_TOKEN", TOKEN),
            ("DIRECTORY_PASSWORD", SERVICE_PASSWORD),
        ];
        let site = Site::on(url, &[&own[..], &SETTINGS].concat())?;
        let varco = site
            .serve(&[&["--migrate"], arguments].concat(), &[])
            .await?;
        Ok(Self {
            stage: Stage::of(varco, sink),
            healthy: mix.healthy(),
            services,
            unlinked,
            _cluster: cluster,
            _folder: folder,
        })
    }

    fn site(&self) -> &Arc<Site> {
        self.stage.varco.site()
    }

    fn sink(&self) -> &SmtpSink {
        &self.stage.sink
    }

    /// Orders per second that one worker carries out, of so many people at every service.
    async fn backlog(self, people: u16) -> Result<f64> {
        let mails = self
            .site()
            .worker(&[("VARCO_CONFIG", &self.unlinked)])
            .await?;
        self.admit(people).await?;
        self.sink()
            .wait_for(usize::from(people) * 2, PATIENCE)
            .await?;
        drop(mails);
        let start = Instant::now();
        let _worker = self.site().worker(&[]).await?;
        let all = usize::from(people) * self.healthy;
        let delivered = self.delivered(all, 0).await?;
        ensure!(delivered.len() == all, "more than there were");
        Ok(f64::from(u32::try_from(all)?) / start.elapsed().as_secs_f64())
    }

    /// How long it takes while people change theirs in turn.
    async fn changes(self, people: u16, changes: usize) -> Result<Times> {
        let mut people = self.admit(people).await?;
        let before = usize::from(CHANGING) * self.healthy;
        self.delivered(before, 0).await?;
        let (mut pace, mut requests) = (interval(PACE), Vec::new());
        for change in 0..changes {
            pace.tick().await;
            let (mut api, person, current) = people.remove(0);
            let next = format!("{} {change}", person.password);
            let start = Instant::now();
            api.change_password(&current, &next).await?;
            requests.push(milliseconds(start));
            people.push((api, person, next));
        }
        let all = before + changes * self.healthy;
        Ok(Times {
            requests,
            deliveries: self.delivered(all, before).await?,
        })
    }

    /// So many people with an utenza, a session and a password of their own.
    async fn admit(&self, people: u16) -> Result<Vec<(Api, Person, String)>> {
        let origin = self.stage.varco.origin();
        let mut ready = Vec::new();
        for number in 0..people {
            let person = Person::number(number)?;
            let login = format!("{}.{}", person.nome, person.cognome).to_lowercase();
            for directory in &self.services.directories {
                directory.admit(&login, "come capita")?;
            }
            ready.push(person);
        }
        let mut admitted = Vec::new();
        for group in ready.chunks(AT_A_TIME.into()) {
            let mut registering = JoinSet::new();
            for person in group.iter().cloned() {
                let mut api = Api::new(&origin)?;
                registering.spawn(async move {
                    let proof = api.prove().await?;
                    api.identify(&person, &proof).await?;
                    api.declare(&person).await?;
                    api.confirm().await?;
                    anyhow::Ok((api, person))
                });
            }
            while let Some(done) = registering.join_next().await {
                let (mut api, person) = done??;
                let code = self.stage.letter(&person.email, ACTIVATION).await?.code()?;
                let (chosen, current) = (&person.password, person.password.clone());
                let body = json!({ "code": code, "password": chosen, "password_repeat": chosen });
                api.activate(body).await?;
                api.log_in(&person.codice_fiscale, chosen).await?;
                admitted.push((api, person, current));
            }
        }
        Ok(admitted)
    }

    /// Waits until so many passwords are delivered; how long each but the first `skipped` took.
    async fn delivered(&self, count: usize, skipped: usize) -> Result<Vec<f64>> {
        let look = Look::at(self.site().database_url()).await?;
        let done = "FROM outbox WHERE target LIKE '%/password' AND settled_at IS NOT NULL
                    AND NOT is_buried AND NOT is_refused AND NOT is_superseded";
        let start = Instant::now();
        while look.count(&format!("SELECT COUNT(*) {done}")).await? < i64::try_from(count)? {
            ensure!(start.elapsed() < PATIENCE, "something does not arrive");
            sleep(LOOK).await;
        }
        let sql = format!("SELECT settled_at - created_at AS took {done} ORDER BY created_at");
        let took = look.rows(&sql).await?;
        let took = took.iter().skip(skipped).map(|row| {
            let microseconds: i64 = row.try_get("", "took")?;
            Ok(f64::from(u32::try_from(microseconds)?) / 1000.0)
        });
        took.collect()
    }
}

/// So many percent of these take no longer.
fn quantile(times: &[f64], percent: usize) -> Result<f64> {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().context("nothing was measured")
}
