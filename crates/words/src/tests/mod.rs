//! The files of messages against each other, and against whoever uses them.

mod files;
mod left;
mod markup;
mod read;
mod used;
