//! Every store passes the same suite; then what only this adapter promises.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what helps a test is a test too"
)]

mod backup;
mod broken;
mod disk;
mod erasure;
mod files;
mod leaks;
mod lost;
mod outage;
mod outage_postgres;
mod pooler;
mod schema;
mod support;
mod tls;
mod upgrade;
mod word;

mod postgres {
    use crate::support::DatabaseFixture;

    varco_ports::store_contract!(DatabaseFixture::on_postgres());
}

mod sqlite {
    use crate::support::DatabaseFixture;

    varco_ports::store_contract!(DatabaseFixture::on_sqlite());
}
