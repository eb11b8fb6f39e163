//! In which encoding a client may be answered (RFC 9110 §12.5.3).

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

/// An encoding that something is kept in, the best one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
}

impl Encoding {
    /// Every encoding, the best one first.
    pub(crate) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in headers.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the names of files in it end with.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// The encoding of a file, by its name.
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| name.ends_with(encoding.suffix()))
    }
}

/// The encodings that a client accepts, the best one first. Which of them it likes better is not asked:
/// it can read them all.
pub(crate) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = Encoding> {
    let offers: Vec<String> = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|offer| offer.replace([' ', '\t'], "").to_ascii_lowercase())
        .collect();
    Encoding::ALL.into_iter().filter(move |encoding| {
        offers.iter().any(|offer| {
            let (name, weight) = offer.split_once(";q=").unwrap_or((offer, "1"));
            name == encoding.name() && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_refuses_it_does_not_get() {
        for (header, expected) in [
            ("", ""),
            ("gzip, deflate, br, zstd", "br gzip"),
            ("br;q=0, gzip", "gzip"),
            ("gzip;q=0.001", "gzip"),
            ("GZIP ; q=1", "gzip"),
            ("gzip;q=0", ""),
            ("gzip;q=viel", ""),
            ("*", ""),
            ("identity", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, header.parse().unwrap());
            let names: Vec<_> = accepted(&headers).map(Encoding::name).collect();
            assert_eq!(names.join(" "), expected, "{header}");
        }
    }
}
