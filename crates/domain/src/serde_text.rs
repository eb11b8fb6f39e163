//! Types that are one text, as that text. Reading goes through `parse`, so that what comes in is as
//! good as what was typed; no error repeats the text.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codice_fiscale::{CodiceFiscale, ProvisionalCode, TaxCode};
use crate::contacts::{AddressLine, Cap, EmailAddress, PhoneNumber};
use crate::person::PersonName;
use crate::places::{PlaceCode, PlaceName};
use crate::utenza::Username;

macro_rules! as_text {
    ($($name:ident, $parse:expr, $write:expr;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&$write(self))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $parse(&String::deserialize(from)?).map_err(D::Error::custom)
            }
        }
    )*};
}

as_text! {
    CodiceFiscale, CodiceFiscale::parse, CodiceFiscale::as_str;
    ProvisionalCode, ProvisionalCode::parse, ProvisionalCode::as_str;
    TaxCode, TaxCode::parse, TaxCode::as_str;
    PlaceCode, PlaceCode::parse, PlaceCode::as_str;
    PlaceName, PlaceName::parse, PlaceName::as_str;
    PersonName, PersonName::parse, PersonName::as_str;
    EmailAddress, EmailAddress::parse, EmailAddress::as_str;
    PhoneNumber, PhoneNumber::parse, PhoneNumber::as_str;
    AddressLine, AddressLine::parse, AddressLine::as_str;
    Cap, Cap::parse, Cap::to_string;
    Username, |text: &str| Username::parse(text).ok_or("not a username"), Username::as_str;
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    fn survives<T: Serialize + DeserializeOwned>(text: &str) {
        let json = format!("\"{text}\"");
        let value: T = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }

    #[test]
    fn a_text_survives_being_written_and_read() {
        survives::<CodiceFiscale>("RSSMRA85T10A562S");
        survives::<ProvisionalCode>("91000000009");
        survives::<TaxCode>("91000000009");
        survives::<PlaceCode>("A562");
        survives::<PersonName>("D'Angelo");
        survives::<EmailAddress>("mario@esempio.it");
        survives::<PhoneNumber>("+393331234567");
        survives::<AddressLine>("Via Roma, 1");
        survives::<Cap>("00184");
        survives::<Username>("mario.rossi2");
    }

    #[test]
    fn what_parse_refuses_is_refused_without_being_repeated() {
        let fault = serde_json::from_str::<EmailAddress>("\"segreto@localhost\"").unwrap_err();
        assert!(!fault.to_string().contains("segreto"));
        assert!(serde_json::from_str::<CodiceFiscale>("\"RSSMRA85T10A562X\"").is_err());
        assert!(serde_json::from_str::<Username>("\"mario rossi\"").is_err());
    }
}
