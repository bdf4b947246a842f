//! The second engine: the shipped weights against the Python reference and against the first
//! engine, and the file formats that only it reads.

mod formats;
mod shipped;
