//! The use cases over fakes and mocks of the ports.

mod activation;
mod faults;
mod journey;
mod login;
mod mails;
mod recovery;
mod registration;
mod world;
