//! The rules that every store keeps, one function each. [`store_contract!`](crate::store_contract)
//! turns them into tests of one store.

#![expect(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "rules are tests, and their names are sentences"
)]

pub mod accounts;
pub mod again;
pub mod audit;
pub mod captcha;
pub mod deliveries;
pub mod desk;
pub mod forms;
pub mod grants;
pub mod housekeeping;
pub mod lockouts;
pub mod logins;
pub mod outbox;
pub mod profile;
pub mod registrations;
pub mod rivals;
pub mod samples;
pub mod secrets;
pub mod sessions;
pub mod streams;
pub mod throttle;
pub mod tickets;
pub mod trail;

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::audit::AuditSubject;
use varco_domain::id::AccountId;

use super::InMemoryStore;
use crate::{
    AccountStore, AuditTrail, CaptchaLedger, Changes, Commit, CommitError, Deliveries, GrantStore,
    Housekeeping, KeptForms, Lockouts, Outbox, OutboxDesk, RegistrationStore, SessionStore,
    Throttle,
};

/// One store behind all its ports, as a use case sees it.
#[derive(Clone, Debug)]
pub struct Ports {
    pub commit: Arc<dyn Commit>,
    pub registrations: Arc<dyn RegistrationStore>,
    pub accounts: Arc<dyn AccountStore>,
    pub sessions: Arc<dyn SessionStore>,
    pub grants: Arc<dyn GrantStore>,
    pub lockouts: Arc<dyn Lockouts>,
    pub forms: Arc<dyn KeptForms>,
    pub trail: Arc<dyn AuditTrail>,
    pub outbox: Arc<dyn Outbox>,
    pub desk: Arc<dyn OutboxDesk>,
    pub deliveries: Arc<dyn Deliveries>,
    pub throttle: Arc<dyn Throttle>,
    pub captcha: Arc<dyn CaptchaLedger>,
    pub housekeeping: Arc<dyn Housekeeping>,
}

impl Ports {
    /// The ports of a store that has them all.
    pub fn of<S>(store: &Arc<S>) -> Self
    where
        S: Commit
            + RegistrationStore
            + AccountStore
            + SessionStore
            + GrantStore
            + Lockouts
            + KeptForms
            + AuditTrail
            + Outbox
            + OutboxDesk
            + Deliveries
            + Throttle
            + CaptchaLedger
            + Housekeeping
            + 'static,
    {
        Self {
            commit: Arc::clone(store) as _,
            registrations: Arc::clone(store) as _,
            accounts: Arc::clone(store) as _,
            sessions: Arc::clone(store) as _,
            grants: Arc::clone(store) as _,
            lockouts: Arc::clone(store) as _,
            forms: Arc::clone(store) as _,
            trail: Arc::clone(store) as _,
            outbox: Arc::clone(store) as _,
            desk: Arc::clone(store) as _,
            deliveries: Arc::clone(store) as _,
            throttle: Arc::clone(store) as _,
            captcha: Arc::clone(store) as _,
            housekeeping: Arc::clone(store) as _,
        }
    }

    /// Commits what must not fail.
    pub async fn commit(&self, changes: Changes) {
        self.commit.commit(changes).await.unwrap();
    }

    /// Commits what must fail, and returns why it did.
    pub async fn refusal(&self, changes: Changes) -> CommitError {
        self.commit.commit(changes).await.unwrap_err()
    }
}

/// A line of the audit trail as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    pub at: Timestamp,
    pub subject: AuditSubject,
    pub event: String,
    pub note: Option<String>,
}

/// An empty store, and a look behind its ports.
#[async_trait]
pub trait Fixture: Send + Sync {
    /// The store.
    fn ports(&self) -> &Ports;
    /// The audit trail, oldest first.
    async fn audit(&self) -> Vec<AuditLine>;
    /// Erases an account, as an operator will be able to.
    async fn erase_account(&self, id: AccountId);
}

/// The fixture of the store in memory.
#[derive(Debug)]
pub struct InMemoryFixture {
    store: Arc<InMemoryStore>,
    ports: Ports,
}

impl Default for InMemoryFixture {
    fn default() -> Self {
        let store = Arc::new(InMemoryStore::new());
        let ports = Ports::of(&store);
        Self { store, ports }
    }
}

#[async_trait]
impl Fixture for InMemoryFixture {
    fn ports(&self) -> &Ports {
        &self.ports
    }

    async fn audit(&self) -> Vec<AuditLine> {
        let line = |entry: &varco_domain::audit::AuditEntry| AuditLine {
            at: entry.at,
            subject: entry.subject,
            event: entry.event.name().to_owned(),
            note: entry.note.clone(),
        };
        self.store.audit().iter().map(line).collect()
    }

    async fn erase_account(&self, id: AccountId) {
        self.store.erase_account(id);
    }
}

/// Does the same thing many times at once; what came of it, in the order of the numbers.
pub(crate) async fn at_once<W: Future<Output: Send + 'static> + Send + 'static>(
    times: u32,
    work: impl Fn(u32) -> W,
) -> Vec<W::Output> {
    let tasks: Vec<_> = (0..times)
        .map(|number| tokio::spawn(work(number)))
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

/// Runs every rule as a test of its own. The argument makes a fixture and is evaluated and awaited
/// anew for each:
///
/// ```ignore
/// varco_ports::store_contract!(async { InMemoryFixture::default() });
/// ```
#[macro_export]
macro_rules! store_contract {
    ($fixture:expr) => {
        $crate::store_contract! { @each $fixture;
            registrations {
                a_committed_registration_is_found_by_its_flow,
                every_state_of_a_registration_comes_back_as_it_was,
                hostile_texts_and_four_byte_characters_come_back_unchanged,
                a_flow_belongs_to_one_registration,
                a_stale_registration_is_not_written,
                r65_nothing_of_a_refused_commit_is_written,
                only_one_of_50_writes_at_the_same_version_succeeds,
                the_newest_awaiting_registration_of_an_address_is_found,
            }
            rivals {
                r07_rivals_are_voided_and_nobody_else,
                r07_a_voided_rival_cannot_be_written_any_more,
                r06_the_first_of_100_activations_wins,
            }
            tickets {
                a_ticket_is_found_by_its_link_and_by_its_code,
                a_superseded_ticket_is_still_found,
                a_typed_code_belongs_to_one_ticket,
                r16_a_ticket_is_used_once,
                r16_a_ticket_is_used_once_among_200,
                r16_an_expired_ticket_is_not_used,
            }
            accounts {
                every_shape_of_an_account_comes_back_as_it_was,
                instants_from_the_first_to_the_last_year_come_back,
                an_account_is_found_by_code_and_by_username,
                a_codice_fiscale_has_one_account,
                two_omocodic_forms_are_two_accounts,
                a_username_has_one_account,
                a_username_is_never_used_again,
                homonyms_are_counted_by_their_base,
                r55_a_stale_account_is_not_written,
            }
            profile {
                mailboxes_come_back_as_they_were,
                recapiti_come_back_as_they_were,
                a_comune_that_has_ceased_since_is_still_read,
                credentials_and_their_history_come_back_as_they_were,
                r08_former_acceptances_are_kept_oldest_first,
                r26_those_are_reminded_whose_password_ends_and_who_have_not_been_told,
                r90_who_asked_for_a_deletion_is_found_in_the_order_of_asking,
            }
            logins {
                r50_a_login_needs_the_credential_that_was_proved,
                r40_the_last_two_logins_and_the_failures_between_them_are_kept,
                r40_a_login_that_was_overtaken_is_the_one_before_the_last,
                r40_of_20_failures_at_once_every_one_is_counted,
                a_login_noted_meanwhile_survives_the_writing_of_its_account,
                a_failure_of_an_account_that_is_gone_leaves_no_trace,
            }
            lockouts {
                r37_the_fifth_failure_is_followed_by_a_pause,
                r38_of_500_guesses_at_once_one_before_the_pause_one_is_taken,
                r38_of_500_guesses_at_once_a_fresh_key_takes_what_the_rules_say,
                a_proof_forgets_the_failures_of_its_own_key,
                an_account_is_unlocked_on_all_its_devices,
                r38_an_attempt_whose_end_is_never_told_has_failed,
                an_attempt_that_nobody_looked_at_is_given_back,
                a_failure_that_comes_after_a_proof_counts_from_there,
                r36_failures_of_an_account_are_never_swept_and_those_of_nobody_are,
            }
            grants {
                a_link_is_found_with_its_account_as_it_was_issued,
                r16_a_link_is_used_once,
                r16_a_link_is_used_once_among_100,
                r14_an_expired_link_is_not_used,
                r52_only_the_newest_reset_of_an_account_is_good,
                r52_what_has_ended_is_not_superseded,
                undoing_and_disavowing_may_be_open_several_times,
                r54_links_of_a_purpose_are_cancelled_all_or_from_an_instant_on,
                what_is_used_and_cancelled_goes_before_what_is_issued,
                links_go_with_their_account_and_at_their_cutoff,
            }
            forms {
                a_form_is_handed_out_once_and_until_it_expires,
                a_form_takes_the_place_of_the_one_before,
                of_20_who_take_a_form_at_once_one_gets_it,
                expired_forms_are_swept,
            }
            sessions {
                an_open_session_is_found_with_its_account,
                one_session_is_closed_and_the_others_stay,
                all_sessions_of_an_account_are_closed_before_one_is_opened,
                r47_a_session_that_has_ended_gives_no_right,
                r47_a_right_is_used_once_among_50,
                r47_a_use_does_not_bring_back_a_closed_session,
                a_late_use_does_not_turn_a_session_back,
                the_session_that_is_spared_stays_open,
                the_sessions_of_an_account_are_listed_the_one_used_last_first,
            }
            outbox {
                mails_are_claimed_longest_due_first_and_up_to_a_limit,
                a_mail_is_not_claimed_twice_until_its_lease_runs_out,
                workers_at_once_never_share_a_mail,
                a_worker_whose_lease_ran_out_cannot_write,
                a_renewed_lease_keeps_the_mail_and_a_lost_one_is_not_renewed,
                a_worker_that_is_late_but_alone_may_still_write,
                a_retried_mail_is_due_at_its_time_and_not_before,
                r69_a_sent_mail_keeps_no_envelope,
                a_buried_mail_keeps_its_reason_and_its_envelope,
                a_settled_mail_takes_no_further_write,
                next_due_knows_waiting_retried_and_running_mails,
            }
            streams {
                r67_a_newer_item_supersedes_one_that_waits,
                r67_a_newer_item_supersedes_one_that_waits_for_another_attempt,
                r67_a_lease_is_lost_to_a_newer_item_which_waits_for_its_end,
                r67_a_lease_is_waited_for_however_many_items_come_meanwhile,
                r67_a_lease_that_has_run_out_is_not_waited_for,
                r67_an_item_older_than_its_stream_is_superseded_at_once,
                r67_what_was_sent_stays_sent_and_what_was_buried_is_superseded,
                r67_the_last_of_several_in_one_commit_remains,
                a_version_of_a_stream_is_given_once,
                an_item_is_written_once,
                streams_of_other_subjects_and_targets_are_apart,
                r67_of_40_items_at_once_the_newest_remains,
                r67_leases_of_one_stream_never_overlap,
            }
            desk {
                every_item_is_shown_as_it_is,
                items_are_listed_newest_first_page_by_page,
                items_are_filtered_by_target_state_and_age,
                a_replayed_item_waits_as_if_nobody_had_tried,
                what_waits_for_another_attempt_is_replayed_at_once,
                only_a_buried_item_that_was_not_erased_is_replayed,
                r67_a_replayed_item_gives_way_to_a_newer_one,
                every_item_comes_back_as_it_was,
            }
            again {
                r67_what_was_given_up_for_a_service_is_never_replayed_under_its_old_number,
                an_order_that_waits_for_another_attempt_need_not_wait_for_it,
                what_was_not_tried_is_put_back_and_has_cost_one_attempt_at_most,
                an_order_shows_its_envelope_for_as_long_as_it_has_one,
                what_waits_for_the_end_of_a_lease_is_not_given_up_before,
            }
            deliveries {
                the_newest_item_of_every_service_is_found_by_its_account,
                the_last_word_about_a_service_is_never_swept_and_what_was_before_it_is,
                r67_what_is_older_than_the_last_word_about_a_service_is_a_conflict,
                an_item_without_a_secret_is_delivered_superseded_and_never_too_old,
                t30_a_refused_item_keeps_the_words_of_the_service_and_no_secret,
                r67_what_no_longer_matters_is_superseded_by_its_worker,
                an_operator_gives_up_what_waits_and_what_was_buried,
                the_backlog_counts_what_is_open_by_target,
                what_was_given_up_and_can_still_be_delivered_is_counted_by_target,
                holders_of_a_kind_are_read_page_by_page_each_once,
                a_service_is_paused_until_it_is_resumed,
            }
            secrets {
                r69_a_secret_that_waits_goes_at_its_cutoff,
                r69_a_buried_secret_goes_at_its_cutoff,
                r69_a_secret_goes_once_nobody_is_just_delivering_it,
                r69_a_secret_that_waits_for_another_attempt_goes_too,
                r69_at_most_so_many_secrets_go_at_a_time,
                records_of_what_was_superseded_or_too_old_go_at_their_cutoff,
            }
            throttle {
                r38_a_limit_holds_among_500_charges_at_once,
                a_refusal_says_when_and_charges_nothing,
                a_counter_starts_again_when_its_window_closes,
                counters_of_different_keys_are_apart,
                r39_an_attempt_is_charged_to_all_its_counters_or_to_none,
                r39_whoever_has_been_counted_passes_without_a_charge,
                r39_of_500_people_at_once_as_many_pass_as_the_limit_allows,
                a_forgotten_counter_starts_again,
                r09_beyond_its_limit_a_commit_is_silent_or_refused,
                nobody_pays_for_a_commit_that_another_has_won,
            }
            captcha {
                r04_a_challenge_is_used_once_among_50,
                challenges_are_apart,
            }
            housekeeping {
                registrations_go_at_their_cutoff_with_their_tickets,
                sessions_go_at_either_cutoff,
                settled_mails_go_at_their_cutoff_and_waiting_ones_never,
                challenges_and_counters_go_when_they_may_be_forgotten,
                a_sweep_erases_at_most_its_limit_of_each_kind,
                sweeps_at_once_erase_each_row_once,
            }
            audit {
                entries_are_kept_in_their_order,
                an_entry_is_kept_as_it_was_given,
                nothing_that_is_swept_or_erased_leaves_the_trail,
            }
            trail {
                entries_of_an_account_come_newest_first_page_by_page,
                every_event_and_actor_comes_back_with_its_reason,
            }
        }
    };
    (@each $fixture:expr; $($group:ident { $($rule:ident,)* })*) => {
        $($(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $rule() {
                let fixture = $fixture.await;
                $crate::testkit::contract::$group::$rule(&fixture).await;
            }
        )*)*
    };
}
