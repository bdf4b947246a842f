//! Runs that go on with an output: what is done again, what is not, and that no fault loses
//! anything. With a stub of the model, so that hundreds of runs are affordable.

mod again;
mod duplicates;
mod faults;
mod harness;
mod soak;
mod stub;
