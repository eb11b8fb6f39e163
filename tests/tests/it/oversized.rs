//! Requests that are too large are told so, by a page or by a problem.

use anyhow::{Result, ensure};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

use crate::hosts::answer;

#[tokio::test]
async fn r91_headers_that_are_too_long_are_answered_with_what_helps() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let address = stage.varco.address();
    let host = format!("Host: {address}");
    let cookies = |length: usize| format!("Cookie: altro={}", "x".repeat(length));
    for (length, told) in [(16_000, false), (17_000, true), (30_000, true)] {
        let cookies = cookies(length);
        for (target, words) in [
            ("/accedi", "Cancella i cookie di questo sito"),
            ("/api/openapi.json", "\"code\":\"headers-too-large\""),
        ] {
            let answer = answer(address, target, &[&host, &cookies]).await?;
            let is_told = answer.starts_with("HTTP/1.1 431 ") && answer.contains(words);
            ensure!(is_told == told, "{target} with {length}: {answer}");
            ensure!(!answer.contains("xxxxx"), "what was sent comes back");
        }
    }
    // Beyond, the library breaks off by itself; nobody waits for more.
    let huge = answer(address, "/accedi", &[&host, &cookies(200_000)]).await;
    ensure!(
        huge.is_err() || huge.is_ok_and(|answer| answer.contains(" 431 ")),
        "taken"
    );
    Ok(())
}
