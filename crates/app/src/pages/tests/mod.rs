//! The pages in process, over use cases whose ports are fakes.

mod access;
mod activation;
mod answers;
mod area;
mod browser;
mod email;
mod frame;
mod guide;
mod languages;
mod mailbox;
mod opening;
mod outages;
mod own_data;
mod own_language;
mod person;
mod recapiti;
mod recovery;
mod registration;
mod services;
mod stage;
mod steps;
mod terms;
