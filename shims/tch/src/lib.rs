//! `tch` 0.26 under the number 0.17.99, so that rust-bert 0.23 builds on it unmodified.
//!
//! rust-bert's last release asks for tch 0.17, which is bound to libtorch 2.4.0. What it uses of
//! tch has not changed since, so Cargo's `[patch]` puts this crate in its place. The day that
//! rust-bert asks for a newer tch, this folder and the `[patch]` line go.

pub use real::*;
