//! The command line: its commands, options and environment variables.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{BoolishValueParser, Resettable};
use clap::{ArgAction, Args, Command as Definition, CommandFactory as _, FromArgMatches as _};
use clap::{Parser, Subcommand, ValueEnum};
use npm_directory::web_address;

/// A directory of the bodies that monitor places of detention, from one TOML file
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the directory over HTTP (the default command)
    Serve(Serve),
    /// Show every mistake in a data file: exit 0 if there is none, 1 if there are any, 2 if it cannot be read
    Check {
        /// The data file [default: the built-in one]
        #[arg(value_name = "FILE", env = "NPM_DIRECTORY_DATA")]
        path: Option<PathBuf>,
        #[command(flatten)]
        locales: LocalesOption,
    },
    /// Show who is listed for a setting in a jurisdiction, and the lines of the file that say so
    Explain {
        /// The id of a setting, such as `prisons`
        setting: String,
        /// The id of a jurisdiction, such as `wales`
        jurisdiction: String,
        #[command(flatten)]
        data: DataOption,
    },
    /// Write the whole site into a folder, as files for any static host
    Export(Export),
    /// Print the JSON Schema of the data file
    Schema,
    /// Show which facts differ between two data files: exit 0 if none do, 1 if any do, 2 on an error
    Diff {
        /// The old data file
        old: PathBuf,
        /// The new data file
        new: PathBuf,
    },
    /// Print a template for a data file, with every key explained
    New,
}

#[derive(Debug, Args)]
pub(crate) struct LocalesOption {
    /// A folder with messages in other languages than those built in: `br.ftl` for Breton
    #[arg(long = "locales", value_name = "DIR", env = "NPM_DIRECTORY_LOCALES")]
    pub(crate) locales: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct DataOption {
    /// The data file [default: the built-in one]
    #[arg(long = "data", value_name = "FILE", env = "NPM_DIRECTORY_DATA")]
    pub(crate) path: Option<PathBuf>,
}

/// Options about the site's location and operator.
#[derive(Debug, Args)]
pub(crate) struct SiteOptions {
    /// The public URL of the site, such as `https://example.org`; without it, pages have no canonical URL
    #[arg(long, value_name = "URL", value_parser = web_address::base_url, env = "NPM_DIRECTORY_BASE_URL")]
    pub(crate) base_url: Option<String>,
    /// Contact of the operator of this copy, for "Report a mistake": `https://...` or `mailto:...` [default: the data
    /// file's]
    #[arg(long, value_name = "URL", value_parser = web_address::contact, env = "NPM_DIRECTORY_CONTACT")]
    pub(crate) contact: Option<String>,
    /// Contact for security reports: `https://...` or `mailto:...`
    #[arg(long, value_name = "URL", value_parser = web_address::contact, env = "NPM_DIRECTORY_SECURITY_CONTACT")]
    pub(crate) security_contact: Option<String>,
    #[command(flatten)]
    pub(crate) locales: LocalesOption,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) data: DataOption,
    /// The address to listen on, such as `localhost:8080`, or `:8080` for all addresses; port 0 picks a free port
    #[arg(
        long,
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080",
        value_parser = listen,
        env = "NPM_DIRECTORY_LISTEN"
    )]
    pub(crate) listen: String,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Reload the data file when it changes
    #[arg(long, action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), env = "NPM_DIRECTORY_WATCH")]
    pub(crate) watch: bool,
    /// The format of the log on standard error: one line per request, without data about the reader
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Log::Text, env = "NPM_DIRECTORY_LOG")]
    pub(crate) log: Log,
    /// Send Strict-Transport-Security (use behind a TLS-terminating proxy)
    #[arg(long, action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), env = "NPM_DIRECTORY_HSTS")]
    pub(crate) hsts: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The output folder; files that no export wrote are kept
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataOption,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Print nothing on success
    #[arg(long, action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), env = "NPM_DIRECTORY_QUIET")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    Text,
    Json,
    Off,
}

/// Validates an address to listen on: a port, and a host or none for all addresses.
fn listen(text: &str) -> Result<String, &'static str> {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, ""));
    let is_port = !port.starts_with('+') && port.parse::<u16>().is_ok();
    let is_bracketed = host.starts_with('[') && host.ends_with(']');
    if is_port && (is_bracketed || !host.contains(':')) {
        Ok(text.to_owned())
    } else {
        Err("expected a host and a port, such as `127.0.0.1:8080` or `:8080`")
    }
}

impl Arguments {
    /// Reads the command line and the environment; prints and exits on a mistake and for `--help`.
    pub(crate) fn read() -> Command {
        let mut definition = without_empty_variables(Arguments::command());
        let is_command = |first: OsString| {
            definition
                .get_subcommands()
                .any(|c| *c.get_name() == *first)
        };
        if env::args_os().nth(1).is_some_and(is_command) {
            // The environment variables are for the default command only.
            definition = definition.mut_args(|argument| argument.env(Resettable::Reset));
        }
        let arguments = Arguments::from_arg_matches(&definition.get_matches());
        let arguments = arguments.unwrap_or_else(|error| error.exit());
        arguments.command.unwrap_or(Command::Serve(arguments.serve))
    }
}

/// Treats an empty environment variable as absent, because Compose files and Helm charts set unused ones to an empty
/// string.
fn without_empty_variables(definition: Definition) -> Definition {
    let is_empty = |name: &OsStr| env::var_os(name).is_some_and(|value| value.is_empty());
    let definition = definition.mut_subcommands(without_empty_variables);
    definition.mut_args(|argument| match argument.get_env() {
        Some(name) if is_empty(name) => argument.env(Resettable::Reset),
        _ => argument,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_valid() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_listen_address_has_a_port_and_may_have_a_host() {
        for text in ["127.0.0.1:8080", "localhost:8080", "[::1]:0", ":8080"] {
            assert_eq!(listen(text).as_deref(), Ok(text));
        }
        for text in [
            "",
            "8080",
            "localhost",
            "localhost:",
            "a:b",
            "::1:80",
            "a:65536",
            "a:+1",
        ] {
            assert!(listen(text).is_err(), "{text}");
        }
    }
}
