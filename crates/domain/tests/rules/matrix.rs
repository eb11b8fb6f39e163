//! Kind × status × operation, every cell, and what each session is good for.

use varco_domain::session::SessionScope;
use varco_domain::utenza::{AccountStatus, Operation, UtenzaKind, may};

/// `x` allowed, `·` not, for external and MI utenze, each at the first access, active, suspended.
const CELLS: [(Operation, &str, &str); 16] = [
    (Operation::LogIn, "xx·", "xx·"),
    (Operation::ChangePassword, "xx·", "xx·"),
    (Operation::ResetOnline, "xx·", "···"),
    (Operation::RemindUsername, "xx·", "xx·"),
    (Operation::ChangeEmail, "·x·", "·x·"),
    (Operation::ChangeRecapiti, "·x·", "·x·"),
    (Operation::ChooseLanguage, "·x·", "·x·"),
    (Operation::AcceptTerms, "·x·", "·x·"),
    (Operation::WatchActivity, "·x·", "·x·"),
    (Operation::ExportData, "·x·", "·x·"),
    (Operation::AskDeletion, "·x·", "·x·"),
    (Operation::Disavow, "xxx", "xxx"),
    (Operation::ResetByReferente, "xx·", "xx·"),
    (Operation::Unlock, "xx·", "xx·"),
    (Operation::Suspend, "xx·", "xx·"),
    (Operation::Reactivate, "··x", "··x"),
];

const STATUSES: [AccountStatus; 3] = [
    AccountStatus::FirstAccess,
    AccountStatus::Active,
    AccountStatus::Suspended,
];

#[test]
fn every_cell_of_the_matrix_is_as_the_table_says() {
    for (operation, external, mi) in CELLS {
        for (kind, cells) in [(UtenzaKind::External, external), (UtenzaKind::Mi, mi)] {
            let seen: String = STATUSES
                .map(|status| {
                    if may(kind, status, operation) {
                        'x'
                    } else {
                        '·'
                    }
                })
                .iter()
                .collect();
            assert_eq!(seen, cells, "{kind:?} {operation:?}");
        }
    }
    assert_eq!(CELLS.map(|(operation, _, _)| operation), Operation::ALL);
}

#[test]
fn r19_a_session_that_is_only_good_for_the_change_does_nothing_else() {
    let allowed = |scope: SessionScope| -> Vec<_> {
        let all = Operation::ALL.into_iter();
        all.filter(|operation| scope.may(*operation)).collect()
    };
    assert_eq!(
        allowed(SessionScope::ChangePassword),
        [Operation::ChangePassword]
    );
    let full = [
        Operation::ChangePassword,
        Operation::ChangeEmail,
        Operation::ChangeRecapiti,
        Operation::ChooseLanguage,
        Operation::AcceptTerms,
        Operation::WatchActivity,
        Operation::ExportData,
        Operation::AskDeletion,
    ];
    assert_eq!(allowed(SessionScope::Full), full);
}
