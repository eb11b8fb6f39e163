//! Everything that the domain finds, said to the person who can mend it: which message of the catalogue,
//! and what is filled in.

mod access;
mod activity;
mod captcha;
mod change_reason;
mod codice_fiscale;
mod declaration;
mod login;
mod mailboxes;
mod notice;
mod opening;
mod password;
mod person;
mod recapiti;
mod section;
mod services;

pub(crate) use access::{access, device, failures};
pub(crate) use activity::activity;
pub(crate) use captcha::{ASK_ANSWER, captcha};
pub(crate) use change_reason::ChangeReason;
pub(crate) use codice_fiscale::codice_fiscale;
pub(crate) use declaration::{
    already_yours, declaration, email, email_differs, field_name, institutional_held, is_ticked,
};
pub(crate) use login::{IDENTIFIER_MISSING, wrong_login};
pub(crate) use mailboxes::reference_reason;
pub(crate) use notice::{Notice, Status};
pub(crate) use opening::opening;
pub(crate) use password::{new_password, refused_signs};
pub(crate) use person::{birth_place, born, kind, place, sex};
pub(crate) use recapiti::{
    meant_comune, recapiti, recapiti_field, recapiti_label, recapiti_lines, recapiti_typed,
};
pub(crate) use section::Section;
pub(crate) use services::{being_updated, reach_icon, service_status};
