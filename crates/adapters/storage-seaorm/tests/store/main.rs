//! Every store passes the same suite; then what only this adapter promises.

mod support;

mod postgres {
    use crate::support::DatabaseFixture;

    varco_ports::store_contract!(DatabaseFixture::on_postgres());
}

mod sqlite {
    use crate::support::DatabaseFixture;

    varco_ports::store_contract!(DatabaseFixture::on_sqlite());
}
