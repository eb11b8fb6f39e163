//! Accounts by the million, copied inside the database from one that was made as everybody makes it.

use anyhow::{Context as _, Result};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

/// Rows of one statement.
const BATCH: u64 = 50_000;

/// What differs from copy to copy; everything else is as in the row that is copied. The first text is
/// for PostgreSQL, the second for SQLite; `i` counts the copies.
pub(crate) struct Table {
    name: &'static str,
    /// Which row is copied.
    model: &'static str,
    columns: &'static [(&'static str, &'static str, &'static str)],
    /// One copy for so many accounts, or so many copies for one.
    per_account: (u64, u64),
}

/// Identifiers rise with time, as those of version 7 do, and end in noise, the same for every table.
const ID: (&str, &str) = (
    "(lpad(to_hex(i), 12, '0') || substr(md5(i::text), 1, 20))::uuid",
    "unhex(printf('%012x%020x', i, i * 2654435761))",
);
const CODE: (&str, &str) = (
    "upper(substr(md5('c' || i), 1, 16))",
    "substr(hex(randomblob(8)), 1, 16)",
);
/// Three homonyms of each name.
const NAME: (&str, &str) = (
    "'nome.cognome.' || (i / 3) || 'x' || (i % 3 + 1)",
    "'nome.cognome.' || (i / 3) || 'x' || (i % 3 + 1)",
);

const USERNAMES: Table = Table {
    name: "username",
    model: "true",
    columns: &[
        ("name", NAME.0, NAME.1),
        (
            "base",
            "'nome.cognome.' || (i / 3) || 'x'",
            "'nome.cognome.' || (i / 3) || 'x'",
        ),
        ("number", "i % 3 + 1", "i % 3 + 1"),
    ],
    per_account: (1, 1),
};
const ACCOUNTS: Table = Table {
    name: "account",
    model: "true",
    columns: &[
        ("id", ID.0, ID.1),
        ("codice_fiscale", CODE.0, CODE.1),
        ("username", NAME.0, NAME.1),
    ],
    per_account: (1, 1),
};

/// Half of the accounts have a mail on record, each has two entries in the trail.
pub(crate) const PEOPLE: [Table; 4] = [
    USERNAMES,
    ACCOUNTS,
    Table {
        name: "audit",
        model: "subject_kind = 'account'",
        columns: &[("subject", ID.0, ID.1)],
        per_account: (1, 2),
    },
    Table {
        name: "outbox",
        model: "settled_at IS NOT NULL",
        columns: &[("id", ID.0, ID.1), ("subject", ID.0, ID.1)],
        per_account: (2, 1),
    },
];
/// Each has a password at a linked service.
pub(crate) const HOLDERS: [Table; 3] = [
    USERNAMES,
    ACCOUNTS,
    Table {
        name: "outbox",
        model: "target LIKE '%/password'",
        columns: &[("id", ID.0, ID.1), ("subject", ID.0, ID.1)],
        per_account: (1, 1),
    },
];

/// A database that grows.
pub(crate) struct Crowd {
    db: DatabaseConnection,
    tables: &'static [Table],
    accounts: u64,
}

impl Crowd {
    /// Of this database, which holds one account made as everybody makes it, and of these tables.
    ///
    /// # Errors
    ///
    /// It does not answer.
    pub(crate) async fn of(database_url: &str, tables: &'static [Table]) -> Result<Self> {
        let db = Database::connect(database_url).await?;
        Ok(Self {
            db,
            tables,
            accounts: 0,
        })
    }

    /// Copies until there are so many accounts.
    ///
    /// # Errors
    ///
    /// A statement fails.
    pub(crate) async fn grow_to(&mut self, accounts: u64) -> Result<()> {
        for table in self.tables {
            let (of, copies) = table.per_account;
            for _ in 0..copies {
                let mut next = self.accounts / of;
                while next < accounts / of {
                    let end = (next + BATCH).min(accounts / of);
                    self.copy(table, next + 1, end).await?;
                    next = end;
                }
            }
        }
        self.accounts = accounts;
        // What a server does by itself in time; SQLite keeps no statistics unless asked.
        if self.is_postgres() {
            self.db.execute_unprepared("VACUUM ANALYZE").await?;
        }
        Ok(())
    }

    /// Gives copies codici fiscali that can be read: the first so many of them.
    ///
    /// # Errors
    ///
    /// A statement fails.
    pub(crate) async fn name(&self, codes: &[String]) -> Result<()> {
        for (batch, codes) in (0..).zip(codes.chunks(1000)) {
            let row = |(i, code): (usize, &String)| {
                let i = batch * 1000 + i + 1;
                format!("('nome.cognome.{}x{}', '{code}')", i / 3, i % 3 + 1)
            };
            let rows = codes.iter().enumerate().map(row).collect::<Vec<_>>();
            let sql = format!(
                "UPDATE account SET codice_fiscale = column2 FROM (VALUES {}) AS named WHERE username = column1",
                rows.join(",")
            );
            self.db.execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    /// How often PostgreSQL has read one of the grown tables from end to end.
    ///
    /// # Errors
    ///
    /// The statistics cannot be read.
    pub(crate) async fn full_scans(&self) -> Result<Option<i64>> {
        if !self.is_postgres() {
            return Ok(None);
        }
        let names = self.tables.iter().map(|table| format!("'{}'", table.name));
        let names = names.collect::<Vec<_>>().join(",");
        let sql = format!(
            "SELECT sum(seq_scan)::bigint FROM pg_stat_user_tables WHERE relname IN ({names})"
        );
        let row = self.db.query_one_raw(self.statement(sql)).await?;
        Ok(Some(row.context("no statistics")?.try_get_by_index(0)?))
    }

    async fn copy(&self, table: &Table, first: u64, last: u64) -> Result<()> {
        let Table { name, model, .. } = table;
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        for column in self.columns(name).await? {
            let own = table.columns.iter().find(|(own, ..)| **own == column);
            values.push(match own {
                Some((_, postgres, _)) if self.is_postgres() => (*postgres).to_owned(),
                Some((_, _, sqlite)) => (*sqlite).to_owned(),
                None => format!("m.\"{column}\""),
            });
            columns.push(format!("\"{column}\""));
        }
        let (columns, values) = (columns.join(","), values.join(","));
        let (with, series) = if self.is_postgres() {
            (
                String::new(),
                format!("generate_series({first}, {last}) AS s(i)"),
            )
        } else {
            let with = format!(
                "WITH RECURSIVE s(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM s WHERE i < {last}) "
            );
            (with, "s".to_owned())
        };
        let sql = format!(
            "{with}INSERT INTO {name} ({columns}) SELECT {values} FROM {series}, \
             (SELECT * FROM {name} WHERE {model} LIMIT 1) AS m"
        );
        self.db.execute_unprepared(&sql).await?;
        Ok(())
    }

    /// All columns but the key that the database counts by itself.
    async fn columns(&self, table: &str) -> Result<Vec<String>> {
        let sql = if self.is_postgres() {
            format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' \
                 AND table_schema = 'public' AND column_name <> 'sequence'"
            )
        } else {
            format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'sequence'")
        };
        let rows = self.db.query_all_raw(self.statement(sql)).await?;
        let names = rows.iter().map(|row| row.try_get_by_index(0));
        Ok(names.collect::<Result<_, _>>()?)
    }

    fn is_postgres(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Postgres
    }

    fn statement(&self, sql: String) -> Statement {
        Statement::from_string(self.db.get_database_backend(), sql)
    }
}
