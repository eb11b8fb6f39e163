//! Checks the codici fiscali of a CSV file and adds a column that says what is wrong.
//!
//! ```sh
//! cargo run -p varco-domain --example validate_csv -- 2 < people.csv
//! ```
//!
//! The argument is the number of the column, 1 by default. Columns end with a comma or a semicolon;
//! quotes are not looked at, because no codice fiscale needs them. No bad line stops the rest.

#![expect(clippy::print_stdout, reason = "the result goes to standard output")]

use std::io::{self, BufRead as _};
use std::process::ExitCode;

use varco_domain::codice_fiscale::TaxCode;

fn main() -> io::Result<ExitCode> {
    let argument = std::env::args().nth(1);
    let column: usize = argument.and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut faults = 0_u64;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let cell = line.split([',', ';']).nth(column.saturating_sub(1));
        let verdict = match TaxCode::parse(cell.unwrap_or_default()) {
            Ok(TaxCode::Definitive(code)) if code.is_omocodic() => "ok (omocodic)".to_owned(),
            Ok(TaxCode::Definitive(_)) => "ok".to_owned(),
            Ok(TaxCode::Provisional(_)) => "ok (provisional)".to_owned(),
            Err(fault) => {
                faults += 1;
                fault.to_string()
            }
        };
        println!("{line};{verdict}");
    }
    Ok(if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
