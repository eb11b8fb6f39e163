//! A kept form is handed out once, to whom it belongs, in time.

use std::sync::Arc;

use super::housekeeping::{none, sweep};
use super::samples::{TICK, at, digest};
use super::{Fixture, at_once};
use crate::{Cutoffs, KeptForm, Sealed};

fn form(number: u32, content: u8) -> KeptForm {
    KeptForm {
        digest: digest(b'k', number),
        sealed: Sealed(vec![content, 0, 255]),
        expires_at: at(900),
    }
}

async fn keep(fixture: &impl Fixture, form: KeptForm) {
    fixture.ports().forms.keep(form).await.unwrap();
}

async fn take(fixture: &impl Fixture, number: u32, now: jiff::Timestamp) -> Option<Sealed> {
    let forms = &fixture.ports().forms;
    forms.take(&digest(b'k', number), now).await.unwrap()
}

pub async fn a_form_is_handed_out_once_and_until_it_expires(fixture: &impl Fixture) {
    for number in [1, 2] {
        keep(fixture, form(number, 7)).await;
    }
    assert_eq!(take(fixture, 3, at(0)).await, None);
    let in_time = at(900) - TICK;
    assert_eq!(take(fixture, 1, in_time).await, Some(form(1, 7).sealed));
    assert_eq!(take(fixture, 1, in_time).await, None);
    assert_eq!(take(fixture, 2, at(900)).await, None);
}

pub async fn a_form_takes_the_place_of_the_one_before(fixture: &impl Fixture) {
    keep(fixture, form(1, 7)).await;
    keep(fixture, form(1, 8)).await;
    assert_eq!(take(fixture, 1, at(0)).await, Some(form(1, 8).sealed));
}

pub async fn of_20_who_take_a_form_at_once_one_gets_it(fixture: &impl Fixture) {
    keep(fixture, form(1, 7)).await;
    let forms = &fixture.ports().forms;
    let taken = at_once(20, |_| {
        let forms = Arc::clone(forms);
        async move { forms.take(&digest(b'k', 1), at(0)).await.unwrap() }
    });
    let taken = taken.await.into_iter().flatten();
    assert_eq!(taken.count(), 1);
}

pub async fn expired_forms_are_swept(fixture: &impl Fixture) {
    keep(fixture, form(1, 7)).await;
    let until = |forgotten| Cutoffs {
        forgotten,
        ..none()
    };
    assert_eq!(sweep(fixture, until(at(900) - TICK)).await, 0);
    assert_eq!(sweep(fixture, until(at(900))).await, 1);
    assert_eq!(take(fixture, 1, at(0)).await, None);
}
