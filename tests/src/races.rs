//! Many at once: the use cases over real stores, with several nodes on one database.
//!
//! [`rounds`] are races with one winner (RC-1). [`register`] writes down what clients of one utenza
//! ask and are told, and looks for an order that explains it (LN-1).

pub mod arena;
pub mod campaign;
pub mod people;
pub mod register;
pub mod rounds;

mod crowd;
mod postbox;
mod rows;
mod settings;
