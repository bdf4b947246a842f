//! How annotations are measured, held to what others say of the same.

mod docs;
mod folders;
mod formats;
mod originals;
mod program;
mod properties;
mod readers;
mod sequences;
mod slips;
