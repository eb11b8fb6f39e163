use sea_orm::{ConnectionTrait, Statement};
use secrecy::SecretString;

use super::*;
use crate::storage::Storage;

#[tokio::test]
async fn every_table_is_backed_up_and_refers_only_to_those_before_it() {
    let config = StorageConfig::new(SecretString::from("sqlite::memory:"));
    let storage = Storage::connect(&config).await.unwrap();
    storage.migrate().await.unwrap();
    let names = async |sql: String| -> Vec<String> {
        let statement = Statement::from_string(storage.reader.get_database_backend(), sql);
        let rows = storage.reader.query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    };
    let mut found = names(
        "SELECT name FROM sqlite_schema WHERE type = 'table' \
         AND name NOT IN ('seaql_migrations', 'sqlite_sequence') ORDER BY name"
            .to_owned(),
    )
    .await;
    let mut expected = TABLES.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
    found.clear();
    for table in TABLES {
        let others = names(format!(
            "SELECT \"table\" FROM pragma_foreign_key_list('{table}')"
        ));
        for other in others.await {
            assert!(found.contains(&other), "{table} before {other}");
        }
        found.push(table.to_owned());
    }
}
