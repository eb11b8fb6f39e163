use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use jiff::SignedDuration;
use proptest::prelude::*;
use secrecy::SecretString;
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_ports::testkit::{InMemoryStore, PlainDigester, SeededEntropy};
use varco_ports::{CaptchaAction, MockCaptchaLedger};

use super::*;
use crate::question::normalised;

const FLOW: CaptchaBinding = CaptchaBinding {
    flow: TokenDigest::from_bytes([1; 32]),
    action: CaptchaAction::Register,
};

fn now() -> Timestamp {
    "2026-11-03T10:00:00.123456Z".parse().unwrap()
}

fn with_ledger(ledger: Arc<dyn CaptchaLedger>) -> BuiltInCaptcha {
    BuiltInCaptcha::new(
        Difficulty::new(1, "").unwrap(),
        Arc::new(PlainDigester),
        ledger,
        Arc::new(SeededEntropy::new(3)),
    )
}

/// Digests under the first of these keys and accepts all.
#[derive(Debug)]
struct Keys(&'static [&'static str]);

impl TokenDigester for Keys {
    fn digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        self.digests(purpose, token)[0]
    }

    fn digests(&self, purpose: TokenPurpose, token: &SecretString) -> Vec<TokenDigest> {
        let under = |key: &&str| SecretString::from([key, token.expose_secret()].concat());
        let tokens = self.0.iter().map(under);
        tokens
            .map(|token| PlainDigester.digest(purpose, &token))
            .collect()
    }
}

fn captcha() -> BuiltInCaptcha {
    with_ledger(Arc::new(InMemoryStore::new()))
}

fn proof_of(challenge: &CaptchaChallenge) -> Payload {
    let challenge: Challenge = serde_json::from_str(&challenge.proof).unwrap();
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge))
        .unwrap()
        .unwrap();
    Payload {
        challenge,
        solution,
    }
}

fn sent(payload: &Payload) -> CaptchaAnswer {
    CaptchaAnswer::Proof(SecretString::from(serde_json::to_string(payload).unwrap()))
}

/// Answers the question of the only family that is answered by copying.
async fn question(captcha: &BuiltInCaptcha) -> (String, String) {
    loop {
        let challenge = captcha.issue(&FLOW, Language::It, now()).await.unwrap();
        let CaptchaQuestion { text, ticket } = challenge.question.unwrap();
        if let Some(words) = text.strip_prefix("Scrivi in cifre il numero ") {
            return (ticket, normalised(words));
        }
    }
}

fn typed(ticket: &str, answer: &str) -> CaptchaAnswer {
    CaptchaAnswer::Typed {
        ticket: ticket.to_owned(),
        answer: answer.to_owned(),
    }
}

fn is_rejected(result: &Result<(), CaptchaError>) -> bool {
    matches!(result, Err(CaptchaError::Rejected))
}

#[tokio::test]
async fn a_solved_proof_counts_once() {
    let captcha = captcha();
    let answer = sent(&proof_of(
        &captcha.issue(&FLOW, Language::It, now()).await.unwrap(),
    ));
    assert!(captcha.verify(&FLOW, &answer, now()).await.is_ok());
    assert!(is_rejected(&captcha.verify(&FLOW, &answer, now()).await));
}

#[tokio::test]
async fn a_typed_answer_counts_once() {
    let captcha = captcha();
    let (ticket, right) = question(&captcha).await;
    let answer = typed(&ticket, &format!(" {right} "));
    assert!(captcha.verify(&FLOW, &answer, now()).await.is_ok());
    assert!(is_rejected(&captcha.verify(&FLOW, &answer, now()).await));
}

#[tokio::test]
async fn r83_a_challenge_outlives_a_turn_of_the_key_and_counts_once_all_the_same() {
    let ledger = Arc::new(InMemoryStore::new());
    let [before, after, retired] = [&["old"][..], &["new", "old"], &["new"]].map(|keys| {
        let difficulty = Difficulty::new(1, "").unwrap();
        let entropy = Arc::new(SeededEntropy::new(3));
        BuiltInCaptcha::new(difficulty, Arc::new(Keys(keys)), ledger.clone(), entropy)
    });
    let (ticket, right) = question(&before).await;
    let proof = sent(&proof_of(
        &before.issue(&FLOW, Language::It, now()).await.unwrap(),
    ));
    for answer in [typed(&ticket, &right), proof] {
        assert!(is_rejected(&retired.verify(&FLOW, &answer, now()).await));
        assert!(after.verify(&FLOW, &answer, now()).await.is_ok());
        for again in [&before, &after] {
            assert!(is_rejected(&again.verify(&FLOW, &answer, now()).await));
        }
    }
}

#[tokio::test]
async fn r04_a_wrong_answer_uses_the_challenge_up() {
    let captcha = captcha();
    let (ticket, right) = question(&captcha).await;
    assert!(is_rejected(
        &captcha.verify(&FLOW, &typed(&ticket, "no"), now()).await
    ));
    assert!(is_rejected(
        &captcha.verify(&FLOW, &typed(&ticket, &right), now()).await
    ));

    let good = proof_of(&captcha.issue(&FLOW, Language::It, now()).await.unwrap());
    let mut bad = good.clone();
    bad.solution.derived_key = "00".repeat(32);
    assert!(is_rejected(
        &captcha.verify(&FLOW, &sent(&bad), now()).await
    ));
    assert!(is_rejected(
        &captcha.verify(&FLOW, &sent(&good), now()).await
    ));
}

#[tokio::test]
async fn a_challenge_is_worth_one_pass_whichever_way_it_is_answered() {
    let captcha = captcha();
    let challenge = captcha.issue(&FLOW, Language::It, now()).await.unwrap();
    let ticket = &challenge.question.as_ref().unwrap().ticket;
    assert!(is_rejected(
        &captcha.verify(&FLOW, &typed(ticket, "no"), now()).await
    ));
    assert!(is_rejected(
        &captcha
            .verify(&FLOW, &sent(&proof_of(&challenge)), now())
            .await
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r04_of_fifty_equal_answers_at_once_one_is_accepted() {
    let captcha = Arc::new(captcha());
    let (ticket, right) = question(&captcha).await;
    let proof = sent(&proof_of(
        &captcha.issue(&FLOW, Language::It, now()).await.unwrap(),
    ));
    for answer in [typed(&ticket, &right), proof] {
        let tries: Vec<_> = (0..50)
            .map(|_| {
                let (captcha, answer) = (Arc::clone(&captcha), answer.clone());
                tokio::spawn(async move { captcha.verify(&FLOW, &answer, now()).await })
            })
            .collect();
        let mut accepted = 0;
        for one in tries {
            accepted += usize::from(one.await.unwrap().is_ok());
        }
        assert_eq!(accepted, 1);
    }
}

#[tokio::test]
async fn r04_another_flow_or_action_is_rejected_and_uses_nothing_up() {
    let captcha = captcha();
    let (ticket, right) = question(&captcha).await;
    let proof = sent(&proof_of(
        &captcha.issue(&FLOW, Language::It, now()).await.unwrap(),
    ));
    let other_flow = CaptchaBinding {
        flow: TokenDigest::from_bytes([2; 32]),
        ..FLOW
    };
    let other_action = CaptchaBinding {
        action: CaptchaAction::RecoverActivation,
        ..FLOW
    };
    for answer in [typed(&ticket, &right), proof] {
        for elsewhere in [other_flow, other_action] {
            assert!(is_rejected(
                &captcha.verify(&elsewhere, &answer, now()).await
            ));
        }
        assert!(captcha.verify(&FLOW, &answer, now()).await.is_ok());
    }
}

#[tokio::test]
async fn r04_an_answer_counts_until_five_minutes_and_not_at_five_minutes() {
    let captcha = captcha();
    let challenge = captcha.issue(&FLOW, Language::It, now()).await.unwrap();
    let end = now() + SignedDuration::from_mins(5);
    assert_eq!(challenge.expires_at, end);
    let (ticket, right) = question(&captcha).await;
    for answer in [sent(&proof_of(&challenge)), typed(&ticket, &right)] {
        let late = captcha.verify(&FLOW, &answer, end).await;
        assert!(matches!(late, Err(CaptchaError::Expired)), "{late:?}");
        let just_in_time = end - SignedDuration::from_micros(1);
        assert!(captcha.verify(&FLOW, &answer, just_in_time).await.is_ok());
    }
}

#[tokio::test]
async fn a_forged_challenge_does_not_reach_the_ledger() {
    // A mock without expectations: asking it anything fails the test.
    let captcha = with_ledger(Arc::new(MockCaptchaLedger::new()));
    let solved = proof_of(&captcha.issue(&FLOW, Language::It, now()).await.unwrap());
    let forgeries: [fn(&mut Payload); 6] = [
        |payload| payload.challenge.parameters.cost += 1,
        |payload| payload.challenge.parameters.nonce.replace_range(..2, "zz"),
        |payload| payload.challenge.parameters.data = None,
        |payload| {
            let data = payload.challenge.parameters.data.as_mut().unwrap();
            data.insert("expires".into(), "2099-01-01T00:00:00Z".into());
        },
        |payload| payload.challenge.signature = None,
        |payload| payload.challenge.signature = Some(String::new()),
    ];
    for forge in forgeries {
        let mut forged = solved.clone();
        forge(&mut forged);
        assert!(is_rejected(
            &captcha.verify(&FLOW, &sent(&forged), now()).await
        ));
    }
}

#[tokio::test]
async fn a_changed_ticket_is_rejected_wherever_it_is_changed() {
    let captcha = with_ledger(Arc::new(MockCaptchaLedger::new()));
    let (ticket, right) = question(&captcha).await;
    assert!(!ticket.contains(&right));
    for at in 0..ticket.len() {
        let mut changed = ticket.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(
            is_rejected(&captcha.verify(&FLOW, &typed(&changed, &right), now()).await),
            "{at}"
        );
        let cut = &ticket[..at];
        assert!(
            is_rejected(&captcha.verify(&FLOW, &typed(cut, &right), now()).await),
            "{at}"
        );
    }
}

#[tokio::test]
async fn what_is_signed_for_a_ticket_is_worth_nothing_as_a_proof() {
    let captcha = with_ledger(Arc::new(MockCaptchaLedger::new()));
    let challenge = captcha.issue(&FLOW, Language::It, now()).await.unwrap();
    let ticket = challenge.question.unwrap().ticket;
    for (ticket, proof) in [
        (challenge.proof.clone(), ticket),
        (String::new(), challenge.proof),
    ] {
        let proof = CaptchaAnswer::Proof(SecretString::from(proof));
        assert!(is_rejected(
            &captcha.verify(&FLOW, &typed(&ticket, ""), now()).await
        ));
        assert!(is_rejected(&captcha.verify(&FLOW, &proof, now()).await));
    }
}

#[tokio::test]
async fn a_silent_ledger_lets_nobody_through() {
    let mut ledger = MockCaptchaLedger::new();
    ledger
        .expect_consume()
        .returning(|_, _| Err(StoreError::Unavailable("locked".to_owned())));
    let captcha = with_ledger(Arc::new(ledger));
    let (ticket, right) = question(&captcha).await;
    let result = captcha.verify(&FLOW, &typed(&ticket, &right), now()).await;
    assert!(matches!(result, Err(CaptchaError::Unavailable(_))));
}

/// Digests and randomness that never change, so that a challenge can be answered beforehand.
#[derive(Debug)]
struct Unchanging;

impl TokenDigester for Unchanging {
    fn digest(&self, _: TokenPurpose, _: &SecretString) -> TokenDigest {
        TokenDigest::from_bytes([9; 32])
    }
}

impl Entropy for Unchanging {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(5);
    }
}

/// `solved_in_browser.json` is what `crates/app/assets/umano.js` puts into the field `prova` for this
/// challenge, taken out of Chromium. The end-to-end tests run the script itself.
#[tokio::test]
async fn what_the_script_of_the_pages_computes_is_accepted() {
    let captcha = BuiltInCaptcha::new(
        Difficulty::new(100, "00").unwrap(),
        Arc::new(Unchanging),
        Arc::new(InMemoryStore::new()),
        Arc::new(Unchanging),
    );
    let solved = include_str!("solved_in_browser.json").trim();
    let challenge = captcha
        .issue(&FLOW, Language::It, now())
        .await
        .unwrap()
        .proof;
    assert!(
        solved.contains(&challenge),
        "the challenge is now {challenge}"
    );
    let answer = CaptchaAnswer::Proof(SecretString::from(solved));
    assert!(captcha.verify(&FLOW, &answer, now()).await.is_ok());
}

fn verify_now(answer: &CaptchaAnswer) -> Result<(), CaptchaError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(with_ledger(Arc::new(MockCaptchaLedger::new())).verify(&FLOW, answer, now()))
}

proptest! {
    #[test]
    fn noise_is_rejected_without_a_panic(ticket: String, answer: String) {
        prop_assert!(is_rejected(&verify_now(&typed(&ticket, &answer))));
        prop_assert!(is_rejected(&verify_now(&CaptchaAnswer::Proof(SecretString::from(answer)))));
    }

    #[test]
    fn json_of_the_right_shape_is_rejected_without_a_panic(
        text in "\\PC{0,40}", hex in "[0-9a-f]{0,64}", number: u32, big: u64,
    ) {
        let json = serde_json::json!({
            "challenge": {
                "parameters": {
                    "algorithm": text, "cost": number, "data": {"flow": text, "expires": big},
                    "keyLength": big, "keyPrefix": text, "nonce": hex, "salt": hex,
                    "keySignature": hex, "memoryCost": number, "parallelism": number,
                },
                "signature": hex,
            },
            "solution": {"counter": number, "derivedKey": hex, "time": 1.5},
        });
        let answer = CaptchaAnswer::Proof(SecretString::from(json.to_string()));
        prop_assert!(is_rejected(&verify_now(&answer)));
    }
}

#[tokio::test]
async fn huge_answers_are_turned_away() {
    let nested = ["[".repeat(3_000), "]".repeat(3_000)].concat();
    for text in [nested, "{\"challenge\":".repeat(200), "A.".repeat(500_000)] {
        let captcha = with_ledger(Arc::new(MockCaptchaLedger::new()));
        assert!(is_rejected(
            &captcha.verify(&FLOW, &typed(&text, &text), now()).await
        ));
        let proof = CaptchaAnswer::Proof(SecretString::from(text));
        assert!(is_rejected(&captcha.verify(&FLOW, &proof, now()).await));
    }
}
