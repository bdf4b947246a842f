//! The program as users run it: whole runs over files, with the shipped model.

mod amounts;
mod bad_input;
mod config;
mod export;
mod gold_apart;
mod harness;
mod invariants;
mod limits;
mod output;
mod pipeline;
mod readme;
mod seeds;
mod user_lists;
mod watch;
