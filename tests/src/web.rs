//! A browser without JavaScript: follows redirects, keeps cookies, fills the forms it is shown.

mod form;
mod jar;
mod page;
mod visitor;

pub use form::Form;
pub use page::Page;
pub use visitor::Visitor;
