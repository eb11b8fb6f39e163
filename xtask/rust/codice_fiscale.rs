//! Reads codici fiscali with the crate `codice_fiscale`: see `cargo xtask compare`, which builds this
//! file as a package of its own, outside the workspace.
//!
//! usage: reader VALID WRONG

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::panic::catch_unwind;

use codice_fiscale::CodiceFiscale;

const ROUNDS: usize = 5;
/// If one round takes this many seconds, there is no other.
const PATIENCE: f64 = 10.0;

fn main() -> Result<(), Box<dyn Error>> {
    // A panic is counted, not told.
    std::panic::set_hook(Box::new(|_| ()));
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [valid, wrong] = files.as_slice() else {
        return Err("usage: reader VALID WRONG".into());
    };
    let (valid, wrong) = (fs::read_to_string(valid)?, fs::read_to_string(wrong)?);
    let texts: Vec<&str> = valid.lines().collect();
    // The table of places is read at the first use.
    CodiceFiscale::check("BLTMHL77S04E889G").map_err(|fault| format!("{fault:?}"))?;
    let (mut best, mut counts) = (f64::INFINITY, (0, 0));
    for _ in 0..ROUNDS {
        let start = processor_seconds()?;
        counts = judged(&texts);
        let seconds = processor_seconds()? - start;
        best = best.min(seconds);
        if seconds > PATIENCE {
            break;
        }
    }
    let (accepted, crashed) = counts;
    let (wrongly, crashed_wrong) = judged(&wrong.lines().collect::<Vec<_>>());
    println!(
        "`codice_fiscale` 0.4.1 (Rust), `check`\t{best}\t{accepted}\t{crashed}\t{wrongly}\t{crashed_wrong}"
    );
    Ok(())
}

/// How many are accepted, and on how many it panics.
fn judged(texts: &[&str]) -> (usize, usize) {
    let mut counts = (0, 0);
    for text in texts {
        match catch_unwind(|| CodiceFiscale::check(black_box(text)).is_ok()) {
            Ok(is_accepted) => counts.0 += usize::from(is_accepted),
            Err(_) => counts.1 += 1,
        }
    }
    counts
}

/// What the processor has done for this thread (Linux): other programs on the machine do not count.
/// The system brings the figure up to date when a thread steps aside.
fn processor_seconds() -> Result<f64, Box<dyn Error>> {
    std::thread::yield_now();
    let line = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = line.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}
