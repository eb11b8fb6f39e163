use super::*;

fn config(toml: &str) -> Result<Config, String> {
    Config::from_figment(&Figment::from(Toml::string(toml))).map_err(|error| error.to_string())
}

#[test]
fn nothing_at_all_is_a_configuration() {
    let config = config("").unwrap();
    assert_eq!(config.public_url(), "http://127.0.0.1:8080");
    assert!(
        config
            .database_url()
            .unwrap()
            .expose_secret()
            .ends_with("/var/varco.sqlite")
    );
    assert!(config.smtp_url().unwrap().is_none());
}

#[test]
fn unknown_keys_are_named_and_refused() {
    for (toml, key) in [
        ("lisen = '127.0.0.1:1'", "lisen"),
        ("[mail]\nform = 'x'", "form"),
    ] {
        let message = config(toml).unwrap_err();
        assert!(message.contains(key), "{message}");
    }
}

#[test]
fn variables_win_and_are_read_as_what_their_key_wants() {
    let file = Figment::from(Toml::string("listen = '127.0.0.1:1'"));
    let variables = [
        ("LISTEN", "127.0.0.1:2"),
        ("captcha.prefix", "00"),
        ("captcha.cost", "7"),
        ("service.name", "1984"),
        ("registration.repeat_email", "false"),
        ("registration.link_life", "90m"),
    ];
    let variables = variables.map(|(key, value)| (key, value.to_owned()));
    let config = Config::from_figment(&with_variables(file, variables.into_iter())).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(
        (config.captcha.prefix.as_str(), config.captcha.cost),
        ("00", 7)
    );
    assert_eq!(config.service.name, "1984");
    assert!(!config.registration.repeat_email);
    assert_eq!(
        config.registration.link_life,
        jiff::SignedDuration::from_mins(90)
    );
}

#[test]
fn an_unknown_variable_is_refused() {
    let variables = [("smtp_ulr", "x".to_owned())].into_iter();
    let error = Config::from_figment(&with_variables(Figment::new(), variables)).unwrap_err();
    assert!(error.to_string().contains("smtp_ulr"), "{error}");
}

#[test]
fn a_public_address_is_https_or_this_machine() {
    for url in [
        "https://a.it",
        "https://a.it:8443/",
        "http://localhost:1",
        "http://[::1]:1",
    ] {
        assert!(config(&format!("public_url = '{url}'")).is_ok(), "{url}");
    }
    for url in [
        "http://a.it",
        "https://a.it/x",
        "https://a.it?x",
        "ftp://a.it",
        "a.it",
        "",
    ] {
        assert!(config(&format!("public_url = '{url}'")).is_err(), "{url}");
    }
}

#[test]
fn a_secret_is_given_once() {
    let both = "smtp_url = 'smtp://127.0.0.1:1'\nsmtp_url_file = '/nowhere'";
    assert!(config(both).unwrap().smtp_url().is_err());
    let missing = "smtp_url_file = '/nowhere/at/all'";
    assert!(
        config(missing)
            .unwrap()
            .smtp_url()
            .unwrap_err()
            .to_string()
            .contains("/nowhere/at/all")
    );
}

#[test]
fn r32_secrets_do_not_show() {
    let shown = format!(
        "{:?}",
        config("smtp_url = 'smtps://u:segreto@a.it'").unwrap()
    );
    assert!(!shown.contains("segreto"));
}

#[test]
fn r22_r28_weak_values_are_refused() {
    for toml in [
        "[password]\nmemory_kib = 1024",
        "[password]\nmin_length = 8",
        "[session]\nidle = '2h'",
        "[registration]\nlink_life = '0s'",
        "[registration]\nlink_life = '73h'",
        "[registration]\nmax_mailings = 4",
        "[limits]\nlogin_identifiers = 0",
        "[limits]\nmail_total = 0",
        "[limits]\nmailbox_pause = '25h'",
        "[mail]\nconcurrency = 0",
        "[service]\nname = ' '",
        "[service]\nassistance = 'javascript:alert(1)'",
        "[service]\nlanguages = ['it', 'fr']",
        "[service]\nlanguages = ['it', 'it']",
        "[[registration.open]]\nfrom = '2027-01-01'\nto = []\n[[registration.open]]\nfrom = '2026-01-01'\nto = []",
    ] {
        assert!(config(toml).is_err(), "{toml}");
    }
}

#[test]
fn r69_nothing_is_kept_for_too_short_or_too_long() {
    for (key, shortest, longest, wrong) in [
        ("drafts", "1m", "720h", ["59s", "721h"]),
        ("registrations", "24h", "720h", ["23h", "721h"]),
        ("secrets", "1h", "72h", ["59m", "73h"]),
        ("mail_records", "72h", "8760h", ["71h", "8761h"]),
    ] {
        let with = |life| config(&format!("[retention]\n{key} = '{life}'"));
        for life in [shortest, longest] {
            assert!(with(life).is_ok(), "{key} = {life}");
        }
        for life in wrong {
            assert!(with(life).is_err(), "{key} = {life}");
        }
    }
}

/// The names of all fields of a section, nested ones too.
fn keys(section: &impl std::fmt::Debug) -> Vec<String> {
    let shown = format!("{section:?}");
    let words = shown.split([' ', '{', '(', ',']);
    words
        .filter_map(|word| word.strip_suffix(':'))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_documentation_lists_every_key_with_its_default() {
    let page = include_str!("../../../../docs/configuration.md");
    let listed = page.split("```").find_map(|part| part.strip_prefix("toml"));
    let listed = listed.unwrap();
    assert_eq!(
        format!("{:?}", config(listed).unwrap()),
        format!("{:?}", Config::default())
    );
    let all = keys(&Config::default());
    assert!(all.len() > 50, "{all:?}");
    for key in all {
        let value = format!("{key} = ");
        let mut lines = listed.lines().map(|line| line.trim_start_matches("# "));
        let is_value = lines.any(|line| line.starts_with(&value));
        // `[password.mi]` is the key `mi`, `[[registration.open]]` the key `open`.
        let is_section = [format!("\n[{key}]"), format!(".{key}]")]
            .iter()
            .any(|heading| listed.contains(heading));
        assert!(is_value || is_section, "{key}");
    }
}

#[test]
fn the_page_on_retention_says_what_the_configuration_says() {
    let page = include_str!("../../../../docs/data-retention.md");
    let defaults = Config::default();
    let (retention, session) = (&defaults.retention, &defaults.session);
    let lives = [
        ("retention.drafts", retention.drafts),
        ("retention.registrations", retention.registrations),
        ("retention.secrets", retention.secrets),
        ("retention.mail_records", retention.mail_records),
        ("session.idle", session.idle),
        ("session.absolute", session.absolute),
    ];
    for key in keys(retention) {
        let key = format!("retention.{key}");
        assert!(lives.iter().any(|(known, _)| *known == key), "{key}");
    }
    for (key, life) in lives {
        let hours = life.as_hours();
        let told = match (hours, hours % 24) {
            (0, _) => format!("{} minutes", life.as_mins()),
            (72.., 0) if hours > 72 => format!("{} days", hours / 24),
            _ => format!("{hours} hours"),
        };
        let ending = format!("`{key}` |");
        let rows = page.lines().filter(|line| line.ends_with(&ending));
        let rows: Vec<&str> = rows.collect();
        assert!(!rows.is_empty(), "no row for {key}");
        for row in rows {
            let time = row.split(" | ").nth(2).unwrap();
            assert!(time.contains(&told), "{key} is {told}: {row}");
        }
    }
}

#[test]
fn r26_only_utenze_mi_have_passwords_with_an_age() {
    let with = |line: &str| config(&format!("[password.mi]\n{line}"));
    let aged = with("max_age_days = 90").unwrap().password.mi.policy();
    assert_eq!(
        aged.max_age,
        Some(jiff::SignedDuration::from_hours(90 * 24))
    );
    let policy = config("").unwrap().password.mi.policy();
    assert_eq!(policy, varco_domain::credential::PasswordPolicy::MINISTERO);
    for wrong in [
        "max_age_days = 29",
        "max_age_days = 731",
        "min_length = 7",
        "min_length = 65",
        "history = 11",
    ] {
        assert!(with(wrong).is_err(), "{wrong}");
    }
    assert!(config("[password]\nmax_age_days = 90").is_err());
}
