//! In which language a request is answered ([0022](../../../../docs/adr/0022-languages.md)).

use http::header::{self, HeaderMap};
use poem::Request;
use varco_domain::language::Language;
use varco_words::Words;

use super::cookies::CookieName;
use crate::state::Site;

/// The words for the answer: of the language chosen by hand, else the first that the service offers.
/// The language that a browser asks for is nobody's choice: it is that of the machine.
pub fn words(request: &Request, site: &Site) -> Words {
    let chosen = chosen(request.headers()).filter(|language| site.languages.contains(language));
    Words::of(chosen.unwrap_or_else(|| site.language()))
}

/// The words for an answer of the API: of the language that the caller asks for, if the service offers
/// it, else the first.
pub fn asked(request: &Request, site: &Site) -> Words {
    let header = request.header(header::ACCEPT_LANGUAGE).unwrap_or_default();
    let ranges = header.split(',').filter_map(range);
    let offered = ranges.filter(|(language, _)| site.languages.contains(language));
    // Of equal weights the first counts.
    let best = offered.reduce(|best, next| if next.1 > best.1 { next } else { best });
    Words::of(best.map_or_else(|| site.language(), |(language, _)| language))
}

/// A language and its weight: `de-IT;q=0.8` (RFC 9110 §12.5.4). A weight that cannot be
/// read is the highest, a language that we do not know is left out.
fn range(text: &str) -> Option<(Language, f32)> {
    let (tag, weight) = text.split_once(';').unwrap_or((text, ""));
    let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
    let weight = weight
        .trim()
        .strip_prefix("q=")
        .and_then(|q| q.parse().ok());
    let weight: f32 = weight.unwrap_or(1.0);
    let language = Language::from_tag(&primary)?;
    (weight > 0.0).then_some((language, weight))
}

/// The language that the cookie names. It is read here rather than from the jar, since the outermost
/// layer needs it for answers that no page gives.
fn chosen(headers: &HeaderMap) -> Option<Language> {
    let sent = headers.get_all(header::COOKIE).into_iter();
    let pairs = sent.filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|pairs| pairs.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == CookieName::Language.name())
        .and_then(|(_, tag)| Language::from_tag(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit;

    fn answered(cookie: &str, languages: &[Language]) -> Language {
        let settings = testkit::settings();
        let app = testkit::app(testkit::World::at("2026-11-21T11:00:00Z").ports, settings);
        let site = Site {
            languages: languages.to_vec(),
            ..app.site.clone()
        };
        let request = Request::builder().header("cookie", cookie).finish();
        words(&request, &site).language()
    }

    #[test]
    fn a_page_speaks_the_language_that_was_chosen_by_hand() {
        use Language::{De, En, It};
        for (cookie, offered, answer) in [
            ("__Host-lingua=de", &[It, De, En][..], De),
            ("a=b; __Host-lingua=en; c=d", &[It, De, En], En),
            ("__Host-lingua=de", &[It], It),
            ("__Host-lingua=fr", &[De, It], De),
            ("lingua=de", &[It, De], It),
            ("", &[De, It], De),
        ] {
            assert_eq!(answered(cookie, offered), answer, "{cookie}");
        }
    }
    #[test]
    fn a_program_gets_the_language_that_it_weighs_most() {
        use Language::{De, En, It};
        let settings = testkit::settings();
        let app = testkit::app(testkit::World::at("2026-11-21T11:00:00Z").ports, settings);
        for (header, answer) in [
            ("", It),
            ("de", De),
            ("de-AT, en;q=0.9", De),
            ("en;q=0.3,de;q=0.7", De),
            ("fr, EN-gb;q=0.2", En),
            ("de;q=0", It),
            ("*", It),
        ] {
            let request = Request::builder()
                .header("accept-language", header)
                .finish();
            assert_eq!(asked(&request, &app.site).language(), answer, "{header}");
        }
    }
}
