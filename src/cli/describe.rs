//! `wiredesk completions` and `wiredesk man`: the definition of the command line in the forms that
//! shells and `man` read.

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Cli;
use super::{Fatal, print_bytes};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk completions bash > ~/.local/share/bash-completion/completions/wiredesk
  wiredesk completions zsh > ~/.zfunc/_wiredesk       where ~/.zfunc is in fpath
  wiredesk completions fish > ~/.config/fish/completions/wiredesk.fish")]
pub struct CompletionsArgs {
    /// The shell that is to complete
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk man annotate | man -l -
  wiredesk man > /usr/local/share/man/man1/wiredesk.1")]
pub struct ManArgs {
    /// The command that the page is about, such as annotate or models verify [default: wiredesk as a
    /// whole]
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

/// Prints the script that completes commands and options in a shell.
pub fn completions(args: &CompletionsArgs) -> Result<u8, Fatal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "wiredesk", &mut script);
    print_bytes(&script)
}

/// Prints the manual page of a command, or of the program.
pub fn man(args: &ManArgs) -> Result<u8, Fatal> {
    print_bytes(&page(&args.command)?)
}

/// The page of the command that a path of names leads to, in roff.
fn page(path: &[String]) -> Result<Vec<u8>, Fatal> {
    let mut command = Cli::command();
    // Tells each command its whole name.
    command.build();
    for name in path {
        command = below(&command, name)?.clone();
    }
    let title = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut page = Vec::new();
    let source = format!("wiredesk {}", env!("CARGO_PKG_VERSION"));
    Man::new(command).title(title).source(source).render(&mut page)?;
    Ok(page)
}

/// The command of that name among those of another.
fn below<'c>(command: &'c Command, name: &str) -> Result<&'c Command, String> {
    command.find_subcommand(name).ok_or_else(|| {
        let whose = command.get_bin_name().unwrap_or(command.get_name());
        let names: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        if names.is_empty() {
            format!("`{whose}` has no commands, and so no page of {name:?}")
        } else {
            format!("`{whose}` has no command {name:?}; it has {}", names.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &[&str]) -> Result<String, String> {
        let path: Vec<String> = path.iter().map(|&name| name.to_owned()).collect();
        let page = page(&path).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(page).unwrap())
    }

    #[test]
    fn every_command_has_a_page_with_its_options() {
        for sub in Cli::command().get_subcommands() {
            let page = told(&[sub.get_name()]).unwrap();
            assert!(page.contains(&format!(".TH wiredesk-{} 1", sub.get_name())), "{page}");
            let options = sub.get_arguments().filter(|argument| !argument.is_hide_set());
            for long in options.filter_map(|argument| argument.get_long()) {
                let long = format!("--{long}").replace('-', "\\-");
                assert!(page.contains(&long), "{long} is not in the page of {}", sub.get_name());
            }
        }
        assert!(told(&["models", "verify"]).unwrap().contains(".TH wiredesk-models-verify 1"));
    }

    #[test]
    fn a_command_that_there_is_not_is_told_with_those_that_there_are() {
        let top = told(&["anotate"]).unwrap_err();
        assert!(
            top.starts_with("`wiredesk` has no command \"anotate\"; it has annotate, "),
            "{top}"
        );
        let below = told(&["models", "list"]).unwrap_err();
        assert!(
            below.starts_with("`wiredesk models` has no command \"list\"; it has pull"),
            "{below}"
        );
        let none = told(&["schema", "x"]).unwrap_err();
        assert!(none.starts_with("`wiredesk schema` has no commands"), "{none}");
    }
}
