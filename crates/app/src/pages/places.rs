//! Places that suggest themselves while somebody types.

use poem::web::{Json, Query};
use poem::{IntoResponse, Response, handler};
use serde::{Deserialize, Serialize};
use varco_domain::places::{Place, search};

use super::visit::Visit;

/// Most places suggested at once.
const SUGGESTED: usize = 12;
/// Fewer letters than this stand for too many places.
const LETTERS: usize = 2;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlacesQuery {
    q: String,
    tra: Among,
}

/// Among which places.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Among {
    /// The comuni of today.
    #[default]
    Comuni,
    /// The foreign states of today.
    Stati,
    /// Every comune, also ceased.
    Italia,
    /// Every foreign state, also dissolved.
    Estero,
}

#[derive(Debug, Serialize)]
struct Suggestions {
    esito: String,
    luoghi: Vec<Suggestion>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    nome: &'static str,
    provincia: Option<&'static str>,
    etichetta: String,
}

impl Among {
    fn has(self, place: Place) -> bool {
        match self {
            Self::Comuni => !place.is_foreign() && !place.is_ceased(),
            Self::Stati => place.is_foreign() && !place.is_ceased(),
            Self::Italia => !place.is_foreign(),
            Self::Estero => place.is_foreign(),
        }
    }
}

/// Of public data, for anybody.
#[handler]
pub(super) fn show(visit: Visit<'_>, Query(query): Query<PlacesQuery>) -> Response {
    let luoghi = suggestions(&query);
    let words = visit.words();
    let esito = words
        .text("places-found")
        .with("count", luoghi.len())
        .to_string();
    Json(Suggestions { esito, luoghi }).into_response()
}

fn suggestions(query: &PlacesQuery) -> Vec<Suggestion> {
    if query.q.trim().chars().count() < LETTERS {
        return Vec::new();
    }
    let mut suggested: Vec<Suggestion> = Vec::new();
    for place in search(&query.q, usize::MAX).filter(|place| query.tra.has(*place)) {
        let etichetta = place.to_string();
        if suggested.iter().any(|known| known.etichetta == etichetta) {
            continue;
        }
        suggested.push(Suggestion {
            nome: place.name(),
            provincia: place.province(),
            etichetta,
        });
        if suggested.len() == SUGGESTED {
            break;
        }
    }
    suggested
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(q: &str, tra: Among) -> Vec<String> {
        let found = suggestions(&PlacesQuery {
            q: q.to_owned(),
            tra,
        });
        found.into_iter().map(|place| place.etichetta).collect()
    }

    #[test]
    fn places_suggest_themselves_from_two_letters_on_each_once() {
        assert!(labels("r", Among::Comuni).is_empty());
        assert_eq!(
            labels("roma", Among::Comuni).first().map(String::as_str),
            Some("Roma (RM)")
        );
        let many = labels("sa", Among::Comuni);
        assert_eq!(many.len(), SUGGESTED);
        let mut once = many.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), many.len());
    }

    #[test]
    fn ceased_places_suggest_themselves_where_somebody_may_have_been_born() {
        assert_eq!(
            labels("zara", Among::Italia).first().map(String::as_str),
            Some("Zara (ZA)")
        );
        assert!(
            labels("zara", Among::Comuni)
                .iter()
                .all(|label| label != "Zara (ZA)")
        );
        assert!(!labels("jugos", Among::Estero).is_empty());
        assert!(labels("jugos", Among::Stati).is_empty());
        assert!(
            labels("roma", Among::Stati)
                .iter()
                .all(|label| label.starts_with("Romania"))
        );
    }
}
