//! Services that take the same password, so that one can watch it arrive without any other machine:
//! small SCIM services of our own, on a free port of this machine. One of them is away when the demo
//! starts and comes back by itself. Each can be switched off at `/demo/servizi`.

mod page;
mod room;
mod scim;

use std::net::Ipv4Addr;
use std::sync::Arc;

use poem::EndpointExt;
use serde_json::json;
use tokio::net::TcpListener;
use varco_crypto::OsEntropy;
use varco_ports::Entropy;
use varco_usecases::Ports;

pub(super) use page::routes;
use room::{Power, Rooms};

use crate::config::{Config, ServiceTable};
use crate::server;
use crate::wiring::WireError;

/// One of them.
struct Sample {
    id: &'static str,
    name: &'static str,
    description: &'static str,
    kinds: &'static [&'static str],
    at_first: Power,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        id: "portale-sidi",
        name: "Portale SIDI",
        description: "Il portale dei servizi del Ministero",
        kinds: &["mi", "external"],
        at_first: Power::On,
    },
    Sample {
        id: "pago-in-rete",
        name: "Pago In Rete",
        description: "I pagamenti alla scuola",
        kinds: &["mi", "external"],
        at_first: Power::Away { until: None },
    },
    Sample {
        id: "posta",
        name: "Posta @istruzione.it",
        description: "La casella dell'Amministrazione",
        kinds: &["mi"],
        at_first: Power::On,
    },
];

/// The services, with the door at which nobody stands yet.
#[derive(Debug)]
pub(super) struct Services {
    pub(super) rooms: Arc<Rooms>,
    door: Option<TcpListener>,
}

impl Services {
    /// Takes a free port and adds the services to a configuration that has none of its own; what they
    /// have received is kept in the data folder.
    pub(super) async fn start(config: &mut Config) -> Result<Self, WireError> {
        let folder = config.data_dir.join("servizi");
        let cannot = |error| WireError::Io {
            what: "cannot start the services of the demo".to_owned(),
            error,
        };
        tokio::fs::create_dir_all(&folder).await.map_err(cannot)?;
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(cannot)?;
        let port = door.local_addr().map_err(cannot)?.port();
        let entropy: &dyn Entropy = &OsEntropy;
        let token = format!("{:032x}", u128::from_be_bytes(entropy.bytes()));
        let token_file = folder.join("token");
        tokio::fs::write(&token_file, &token)
            .await
            .map_err(cannot)?;
        for sample in &SAMPLES {
            let table = json!({
                "id": sample.id,
                "name": sample.name,
                "description": sample.description,
                "kinds": sample.kinds,
                "protocol": "scim",
                "url": format!("http://127.0.0.1:{port}/{}", sample.id),
                "credential_file": token_file,
            });
            let table = serde_json::from_value::<ServiceTable>(table);
            config
                .services
                .push(table.map_err(|error| cannot(error.into()))?);
        }
        let rooms = SAMPLES.iter().map(|sample| (sample.id, sample.at_first));
        let rooms = Rooms::open(folder.join("ricevuto.json"), token, rooms);
        Ok(Self {
            rooms: Arc::new(rooms),
            door: Some(door),
        })
    }

    /// Begins to answer.
    pub(super) fn open(&mut self, ports: &Ports) {
        let Some(door) = self.door.take() else {
            return;
        };
        let routes = scim::routes().data(Arc::clone(&self.rooms));
        let endpoint = Arc::new(routes.data(ports.clone()).map_to_response());
        tokio::spawn(server::serve(door, endpoint, std::future::pending()));
    }
}
