//! What a ticket is worth in every state of its registration.

use jiff::{SignedDuration, Timestamp};
use varco_domain::registration::{Registration, Ticket, TicketVerdict as Verdict};
use varco_domain::token::TokenDigest;

use crate::support::{
    SECOND, activated, after, awaiting, confirm_held, declared, noon, opened, resend, step,
    ticket_id, voided,
};

/// The ticket with this number, issued at noon for one day.
fn ticket(registration: &Registration, number: u8) -> Ticket {
    Ticket {
        id: ticket_id(number),
        registration: registration.id,
        link: TokenDigest::from_bytes([1; 32]),
        code: TokenDigest::from_bytes([2; 32]),
        issued_at: noon(),
        expires_at: noon() + SignedDuration::from_hours(24),
    }
}

fn judge(registration: &Registration, number: u8, now: Timestamp) -> Verdict {
    ticket(registration, number).judge(registration, now)
}

#[test]
fn a_ticket_is_judged_by_the_state_of_its_registration() {
    let at = |hours| noon() + SignedDuration::from_hours(hours);
    let newer_at = at(1);
    let resent = step(&awaiting(), resend(2), newer_at).unwrap().0;
    let held = after(&declared(), confirm_held(1));
    for (registration, number, now, verdict) in [
        (opened(), 1, at(1), Verdict::Gone),
        (declared(), 1, at(1), Verdict::Gone),
        (awaiting(), 1, at(1), Verdict::Good),
        (awaiting(), 1, at(24) - SECOND, Verdict::Good),
        (awaiting(), 1, at(24), Verdict::Expired),
        (awaiting(), 1, at(72) - SECOND, Verdict::Expired),
        (awaiting(), 1, at(72), Verdict::Gone),
        (resent.clone(), 1, at(2), Verdict::Superseded { newer_at }),
        (resent.clone(), 1, at(25), Verdict::Superseded { newer_at }),
        (resent.clone(), 2, at(2), Verdict::Good),
        (resent, 1, at(72), Verdict::Gone),
        (held, 1, at(1), Verdict::Taken),
        (activated(), 1, at(1), Verdict::AlreadyActive),
        (activated(), 2, at(1), Verdict::AlreadyActive),
        (activated(), 1, at(1_000), Verdict::AlreadyActive),
        (voided(), 1, at(1), Verdict::Taken),
    ] {
        let state = format!("{:?} ticket {number} at {now}", registration.state);
        assert_eq!(judge(&registration, number, now), verdict, "{state}");
    }
}
