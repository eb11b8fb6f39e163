//! What `pg_restore` writes of a table: one `COPY` statement with a row on each line
//! (<https://www.postgresql.org/docs/current/sql-copy.html>, "Text Format").
//!
//! Read by hand, because no library does it and `COPY` cannot be sent within a transaction of sea-orm.

use serde_json::{Map, Value};

/// The columns named by `COPY schema.table (one, "two") FROM stdin;`; nothing for another line.
pub(super) fn columns(line: &str) -> Option<Vec<String>> {
    let (_, list) = line.strip_prefix("COPY ")?.split_once(" (")?;
    let list = list.trim_end().strip_suffix(") FROM stdin;")?;
    let name = |name: &str| {
        let name = name.trim_matches('"');
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        (!name.is_empty() && name.chars().all(is_plain)).then(|| name.to_owned())
    };
    list.split(", ").map(name).collect()
}

/// Whether this line ends the rows.
pub(super) fn is_end(line: &str) -> bool {
    line.trim_end() == "\\."
}

/// A row as an object of texts, which PostgreSQL makes a row of again; nothing if it has more or fewer
/// fields than there are columns.
pub(super) fn row(columns: &[String], line: &str) -> Option<Value> {
    let fields: Vec<&str> = line.trim_end_matches('\n').split('\t').collect();
    if fields.len() != columns.len() {
        return None;
    }
    let named = columns.iter().cloned().zip(fields.into_iter().map(value));
    Some(Value::Object(named.collect::<Map<_, _>>()))
}

fn value(field: &str) -> Value {
    if field == "\\N" {
        return Value::Null;
    }
    let mut text = String::with_capacity(field.len());
    let mut signs = field.chars();
    while let Some(sign) = signs.next() {
        text.push(match sign {
            '\\' => escaped(signs.next()),
            sign => sign,
        });
    }
    Value::String(text)
}

/// The sign that stands behind a backslash. The numeric escapes are only ever read, never written.
fn escaped(sign: Option<char>) -> char {
    match sign {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('v') => '\u{b}',
        Some(other) => other,
        None => '\\',
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_head_of_a_table_names_columns() {
        let names = |line| columns(line).map(|names| names.join(" "));
        let head = "COPY public.account (id, \"at\", e_mail2) FROM stdin;\n";
        assert_eq!(names(head).as_deref(), Some("id at e_mail2"));
        for line in [
            "",
            "SET statement_timeout = 0;",
            "COPY public.account (id) FROM PROGRAM 'true';",
            "COPY public.account (id, \"a\"\"b\") FROM stdin;",
            "COPY public.account (id, ) FROM stdin;",
            "-- COPY public.account (id) FROM stdin;",
        ] {
            assert_eq!(names(line), None, "{line}");
        }
    }

    #[test]
    fn a_row_comes_back_with_everything_that_was_escaped() {
        let columns = ["a", "b", "c", "d", "e"].map(ToOwned::to_owned);
        let line = "\\N\t\t\\\\N\tone\\ttwo\\nthree\\\\four\\r\\b\\f\\v\t\\\\x00ff\n";
        let expected = json!({
            "a": null,
            "b": "",
            "c": "\\N",
            "d": "one\ttwo\nthree\\four\r\u{8}\u{c}\u{b}",
            "e": "\\x00ff",
        });
        assert_eq!(row(&columns, line), Some(expected));
        assert_eq!(row(&columns, "1\t2\t3\t4\n"), None);
        assert_eq!(row(&columns, "1\t2\t3\t4\t5\t6\n"), None);
    }

    #[test]
    fn the_end_of_the_rows_is_no_row() {
        assert!(is_end("\\.\n"));
        assert!(!is_end("\\\\.\n"));
        assert!(!is_end("\\N\n"));
    }
}
