//! Where to go after the login.

/// A page of the area, as a path on this site and nothing else: `/area`, and below it lower
/// case letters, figures, dashes and single slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReturnPath(String);

impl ReturnPath {
    /// The area itself.
    pub(crate) fn area() -> Self {
        Self("/area".to_owned())
    }

    /// Reads what stands in an address or form; `None` for everything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_of_area = text == "/area" || text.starts_with("/area/");
        (is_of_area && is_path(text)).then(|| Self(text.to_owned()))
    }

    /// The path.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is a path on this site and nothing else.
pub(crate) fn is_path(text: &str) -> bool {
    let is_segment = |segment: &str| {
        let is_allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !segment.is_empty() && segment.bytes().all(is_allowed)
    };
    text.strip_prefix('/')
        .is_some_and(|path| path.is_empty() || path.split('/').all(is_segment))
}

impl std::fmt::Display for ReturnPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_of_the_area_are_accepted() {
        for path in ["/area", "/area/recapiti", "/area/sessioni/12"] {
            assert_eq!(ReturnPath::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn r78_known_tricks_are_refused() {
        for path in [
            "",
            "/",
            "//evil.example",
            "/\\evil.example",
            "/%2f%2fevil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/area//evil.example",
            "/area/../..",
            "/area\r\nX: y",
            "/area@evil.example",
            "/areaevil",
            "/area/",
            "/area?x=1",
            "/area#x",
            "/accedi",
            "/AREA",
            "/area.evil.example",
        ] {
            assert_eq!(ReturnPath::parse(path), None, "{path:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn r78_nothing_leaves_the_site(text in "(/area)?[/a-z0-9.:@%\\\\?#\\r\\n\\t -]{0,24}|\\PC{0,24}") {
            prop_assert!(!is_path(&text) || (text.starts_with('/') && !text.contains("//")));
            if let Some(path) = ReturnPath::parse(&text) {
                let path = path.as_str();
                prop_assert!(path.starts_with("/area") && !path.contains("//"));
                prop_assert!(path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"/-".contains(&b)));
            }
        }
    }
}
