//! What `pg_restore` writes of a table: the head of one `COPY` statement, a row on each line, an end
//! (<https://www.postgresql.org/docs/current/sql-copy.html>, "Text Format"). No row looks like either.

/// The columns named by `COPY schema.table (one, "two") FROM stdin;`; nothing for another line.
pub(super) fn columns(line: &[u8]) -> Option<Vec<String>> {
    let line = str::from_utf8(line).ok()?;
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
pub(super) fn is_end(line: &[u8]) -> bool {
    line.trim_ascii_end() == b"\\."
}

/// Whether this line has a field for each of so many columns.
pub(super) fn is_row(line: &[u8], columns: usize) -> bool {
    line.ends_with(b"\n") && line.split(|byte| *byte == b'\t').count() == columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_of_a_table_names_columns() {
        let names = |line: &str| columns(line.as_bytes()).map(|names| names.join(" "));
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
    fn a_line_that_is_cut_is_no_row() {
        assert!(is_row(b"1\t\\N\tx\n", 3));
        assert!(is_row(b"\n", 1));
        for line in [&b"1\t\\N\tx"[..], b"1\t\\N\n", b"1\t\\N\tx\ty\n", b""] {
            assert!(!is_row(line, 3));
        }
    }

    #[test]
    fn the_end_of_the_rows_is_no_row() {
        assert!(is_end(b"\\.\n"));
        assert!(!is_end(b"\\\\.\n"));
        assert!(!is_end(b"\\N\n"));
    }
}
