//! One answer to the captcha, given often (R-04, T-08).

use anyhow::{Context as _, Result};
use secrecy::SecretString;
use varco_domain::language::Language;
use varco_ports::{CaptchaAction, CaptchaAnswer, CaptchaChallenge};
use varco_usecases::{CaptchaFault, StartError, StartInput};

use crate::captcha;
use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people::client;

const TIMES: u16 = 50;

/// By turns the proof of work and the answered question, at all nodes, each time for another codice
/// fiscale: for the same one it is a repeated step 1, which is passed again (T-32).
pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let people = (0..TIMES).map(|number| Person::number(round * TIMES + number));
    let people = people.collect::<Result<Vec<_>>>()?;
    let node = arena.node_with_captcha(0)?;
    let flow = node.open_flow();
    let asked = node.issue_captcha(&flow, CaptchaAction::Register, Language::It);
    let challenge = asked.await?;
    let answer = answer(challenge, round.is_multiple_of(2))?;
    let nodes = (0..people.len()).map(|number| arena.node_with_captcha(number));
    let nodes = nodes.collect::<Result<Vec<_>>>()?;
    let told = at_once(arena, people.len(), |node, number| {
        let node = nodes.get(number).cloned().unwrap_or(node);
        let (flow, answer) = (flow.clone(), answer.clone());
        let code = people
            .get(number)
            .map(|person| person.codice_fiscale.clone());
        async move {
            let start = StartInput {
                flow: &flow,
                codice_fiscale: &code.unwrap_or_default(),
                human: Some(answer),
                client: &client(),
            };
            match node.start_registration(start).await {
                Ok(_) => "accepted".to_owned(),
                Err(StartError::Invalid {
                    code: None,
                    captcha: Some(CaptchaFault::Rejected),
                }) => "used".to_owned(),
                Err(error) => error.to_string(),
            }
        }
    });
    expect_told(told.await?, &[("accepted", 1), ("used", people.len() - 1)])
}

fn answer(challenge: CaptchaChallenge, by_proof: bool) -> Result<CaptchaAnswer> {
    if by_proof {
        let proof = captcha::solve(&challenge.proof)?;
        return Ok(CaptchaAnswer::Proof(SecretString::from(proof)));
    }
    let question = challenge.question.context("no question")?;
    Ok(CaptchaAnswer::Typed {
        answer: captcha::answer(&question.text)?,
        ticket: question.ticket,
    })
}
