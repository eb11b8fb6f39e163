//! `varco services`: what an operator sees of linked services, and stopping deliveries to them.

use std::io::{self, Write};

use serde_json::json;
use varco_usecases::{ServiceSheet, TendServiceError};

use super::{RunError, desk};
use crate::cli::ServicesCommand;
use crate::wiring::Around;

/// Carries out one command.
pub(super) async fn tend(command: ServicesCommand, around: Around) -> Result<(), RunError> {
    let (_, wired) = desk(around).await?;
    let usecases = &wired.app.usecases;
    let said = match command {
        ServicesCommand::List { json } => {
            let sheets = usecases.list_services().await;
            print(&sheets.map_err(TendServiceError::Failure)?, json)
        }
        ServicesCommand::Test { service } => {
            usecases.test_service(&service).await?;
            writeln!(
                io::stdout(),
                "{service} can be reached, and takes our credentials"
            )
        }
        ServicesCommand::Pause { service, why } => {
            usecases.pause_service(&service, &why).await?;
            writeln!(io::stdout(), "nothing is delivered to {service} any more")
        }
        ServicesCommand::Resume { service, why } => {
            usecases.resume_service(&service, &why).await?;
            writeln!(io::stdout(), "deliveries to {service} go on")
        }
    };
    wired.close().await;
    match said {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn print(sheets: &[ServiceSheet], is_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for sheet in sheets {
        let (id, name) = (&sheet.service.id, &sheet.service.name);
        let oldest = sheet.oldest.map(|at| format!("{at:.0}"));
        let paused = sheet.paused_since.map(|at| format!("{at:.0}"));
        if is_json {
            let object = json!({
                "id": id.as_str(),
                "name": name,
                "waiting": sheet.open,
                "oldest": oldest,
                "paused_since": paused,
            });
            writeln!(out, "{object}")?;
            continue;
        }
        let oldest = oldest.map(|at| format!(", the oldest since {at}"));
        let paused = paused.map(|at| format!(", paused since {at}"));
        writeln!(
            out,
            "{:32}  {name}: {} waiting{}{}",
            id.as_str(),
            sheet.open,
            oldest.unwrap_or_default(),
            paused.unwrap_or_default()
        )?;
    }
    Ok(())
}
