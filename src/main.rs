//! The `wiredesk` program: everything it does is in the library, this is how it is asked.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
