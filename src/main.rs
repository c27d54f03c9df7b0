//! The command line: arguments, files, signals and the terminal. The only place that prints or exits.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::builder::Resettable;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use npm_directory::diagnostics::Style;
use npm_directory::directory::Date;
use npm_directory::explain::explain;
use npm_directory::export::export;
use npm_directory::load::{load_bytes, schema};
use npm_directory::server::{Limits, LogWriter, Origin, Policy, Ready, Refused, Reloader, Server};
use npm_directory::site::Options;
use rustix::process::{Resource, getrlimit};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::Level;

/// What is served where no file is given.
const EMBEDDED: &str = include_str!("../data/uk.toml");
const EMBEDDED_NAME: &str = "data/uk.toml";

/// The file holds mistakes.
const MISTAKES: u8 = 1;
/// Something outside the file is in the way: it cannot be read, or the port is taken.
const FAILURE: u8 = 2;

/// How often `--watch` looks at the file.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);

/// File descriptors that are not for connections: the log, the data file, the listener, and those being turned away.
const RESERVED_DESCRIPTORS: usize = 128;

/// A directory of the bodies that monitor places of detention, from one TOML file.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the directory over HTTP; what is done when no command is given
    Serve(Serve),
    /// Show every mistake in a data file: exit 0 if there is none, 1 if there is, 2 if it cannot be read
    Check {
        /// The data file; the embedded one if left out
        #[arg(env = "NPM_DIRECTORY_DATA")]
        file: Option<PathBuf>,
    },
    /// Say who is listed for a setting in a jurisdiction, and by which lines of the file
    Explain {
        /// The id of a setting, like `prisons`
        setting: String,
        /// The id of a jurisdiction, like `wales`
        jurisdiction: String,
        /// The data file; the embedded one if left out
        #[arg(long, value_name = "FILE", env = "NPM_DIRECTORY_DATA")]
        data: Option<PathBuf>,
    },
    /// Write the whole site into a folder, as files for any static host
    Export(Export),
    /// Print the JSON Schema of the data file
    Schema,
}

#[derive(Debug, Args)]
struct Serve {
    /// The data file; the embedded one if left out
    #[arg(long, value_name = "FILE", env = "NPM_DIRECTORY_DATA")]
    data: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080",
        env = "NPM_DIRECTORY_LISTEN"
    )]
    listen: SocketAddr,
    /// Where readers find this site, like `https://example.org`
    #[arg(long, value_name = "URL", value_parser = base_url, env = "NPM_DIRECTORY_BASE_URL")]
    base_url: Option<String>,
    /// Load the data file again when it changes
    #[arg(long, env = "NPM_DIRECTORY_WATCH")]
    watch: bool,
    /// The log on standard error: one line a request, nothing about the reader
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Log::Text, env = "NPM_DIRECTORY_LOG")]
    log: Log,
    /// Tell browsers to use TLS only: for a server behind a proxy that ends it
    #[arg(long, env = "NPM_DIRECTORY_HSTS")]
    hsts: bool,
    /// Where to tell of a hole in the program: mailto:... or https://...
    #[arg(long, value_name = "URL", value_parser = contact, env = "NPM_DIRECTORY_SECURITY_CONTACT")]
    security_contact: Option<String>,
}

#[derive(Debug, Args)]
struct Export {
    /// The folder, which is replaced whole
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The data file; the embedded one if left out
    #[arg(long, value_name = "FILE", env = "NPM_DIRECTORY_DATA")]
    data: Option<PathBuf>,
    /// Where readers find this site, like `https://example.org`; without it there is no sitemap
    #[arg(long, value_name = "URL", value_parser = base_url, env = "NPM_DIRECTORY_BASE_URL")]
    base_url: Option<String>,
    /// Where to tell of a hole in the site: mailto:... or https://...
    #[arg(long, value_name = "URL", value_parser = contact, env = "NPM_DIRECTORY_SECURITY_CONTACT")]
    security_contact: Option<String>,
    /// Say nothing where nothing is wrong
    #[arg(long, env = "NPM_DIRECTORY_QUIET")]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Log {
    Text,
    Json,
    Off,
}

fn main() -> ExitCode {
    let arguments = arguments();
    let done = match arguments.command.unwrap_or(Command::Serve(arguments.serve)) {
        Command::Serve(options) => serve(options),
        Command::Check { file } => check(file),
        Command::Explain {
            setting,
            jurisdiction,
            data,
        } => explained(data, &setting, &jurisdiction),
        Command::Export(options) => exported(options),
        Command::Schema => print(&schema()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Reads the arguments. What the environment says to a server does not concern the other commands.
fn arguments() -> Arguments {
    let mut command = Arguments::command();
    let is_of_command =
        |first: OsString| command.get_subcommands().any(|c| *c.get_name() == *first);
    if std::env::args_os().nth(1).is_some_and(is_of_command) {
        command = command.mut_args(|argument| argument.env(Resettable::Reset));
    }
    Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

fn serve(options: Serve) -> Result<(), ExitCode> {
    let log = start_log(options.log).map_err(failed)?;
    let served = serve_until_stopped(options);
    if let Some(log) = log {
        log.flush();
    }
    served
}

/// One thread answers requests: a finished page costs microseconds, and the other cores are left to the machine's other
/// work. This one loads, compresses and loads again: what one site lets go of on it has room for the next.
fn serve_until_stopped(options: Serve) -> Result<(), ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let in_runtime = runtime.enter();
    let stop = stop_signal().map_err(failed)?;
    let hangup = signal(SignalKind::hangup()).map_err(failed)?;
    drop(in_runtime);
    let listener = runtime
        .block_on(TcpListener::bind(options.listen))
        .map_err(|error| failed(format!("cannot listen on {}: {error}", options.listen)))?;
    let address = format!("http://{}", listener.local_addr().map_err(failed)?);
    let (name, read) = source_of(options.data);
    let origin = Origin {
        name,
        read,
        today,
        options: Options {
            base_url: options.base_url,
            listening: Some(address.clone()),
            schema: schema(),
            security_contact: options.security_contact,
            ..Options::default()
        },
    };
    let Ready { site, warnings } = origin.load().map_err(|refused| refuse(&origin, &refused))?;
    if !warnings.is_empty() {
        let warnings = warnings.summary();
        tracing::warn!("{warnings}, which `npm-directory check` shows");
    }
    drop(warnings);
    let policy = Policy {
        strict_transport: options.hsts,
    };
    let server = Server::new(site, policy);
    let reloader = Reloader::new(Arc::clone(&server), origin);
    let (ask, asked) = mpsc::channel();
    let answering = thread::Builder::new()
        .name("answer".to_owned())
        .spawn(move || {
            runtime.block_on(async {
                tokio::spawn(ask_on_hangup(hangup, ask));
                server.serve(listener, limits(), stop).await;
            });
        })
        .map_err(failed)?;
    print(&format!("listening on {address}\n"))?;
    reloader.run(&asked, options.watch.then_some(WATCH_INTERVAL));
    answering
        .join()
        .map_err(|_| failed("the thread that answers has panicked"))
}

/// Asks for the data to be loaded again on SIGHUP.
async fn ask_on_hangup(mut hangup: Signal, ask: mpsc::Sender<()>) {
    while hangup.recv().await.is_some() && ask.send(()).is_ok() {}
}

/// The limits of a server that may have as many connections as the system lets it have files.
fn limits() -> Limits {
    let mut limits = Limits::default();
    if let Some(descriptors) = getrlimit(Resource::Nofile).current {
        let descriptors = usize::try_from(descriptors).unwrap_or(usize::MAX);
        let most = descriptors.saturating_sub(RESERVED_DESCRIPTORS).max(1);
        limits.connections = limits.connections.min(most);
    }
    limits
}

/// Comes with SIGTERM and with Ctrl-C.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Starts the log. A panic belongs into it too.
fn start_log(log: Log) -> io::Result<Option<LogWriter>> {
    if log == Log::Off {
        panic::set_hook(Box::new(|panic| complain(&format!("{}\n", told(panic)))));
        return Ok(None);
    }
    let writer = LogWriter::start(io::stderr())?;
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_target(false)
        .with_ansi(false)
        .with_writer(writer.clone());
    if log == Log::Json {
        subscriber.json().flatten_event(true).init();
    } else {
        subscriber.init();
    }
    panic::set_hook(Box::new(|panic| tracing::error!("{}", told(panic))));
    Ok(Some(writer))
}

/// What may be told of a panic: where it was, and why, unless that was put together from values. One of them may be what
/// a reader has typed.
fn told(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_default();
    match panic.payload().downcast_ref::<&'static str>() {
        Some(why) => format!("panicked at {place}: {why}"),
        None => format!("panicked at {place}"),
    }
}

fn check(file: Option<PathBuf>) -> Result<(), ExitCode> {
    let (name, read) = source_of(file);
    let data = read().map_err(|error| unreadable(&name, &error))?;
    match load_bytes(&name, &data, today()) {
        Ok(loaded) if loaded.warnings.is_empty() => print(&format!("{name} holds no mistake\n")),
        Ok(loaded) => {
            complain(&loaded.warnings.render(style()));
            Ok(())
        }
        Err(diagnostics) => {
            complain(&diagnostics.render(style()));
            Err(ExitCode::from(MISTAKES))
        }
    }
}

fn explained(file: Option<PathBuf>, setting: &str, jurisdiction: &str) -> Result<(), ExitCode> {
    let (name, read) = source_of(file);
    let data = read().map_err(|error| unreadable(&name, &error))?;
    let loaded = load_bytes(&name, &data, today()).map_err(|diagnostics| {
        complain(&diagnostics.render(style()));
        ExitCode::from(MISTAKES)
    })?;
    match explain(&loaded.directory, &name, setting, jurisdiction) {
        Ok(explanation) => print(&explanation),
        Err(wrong) => Err(failed(wrong)),
    }
}

fn exported(options: Export) -> Result<(), ExitCode> {
    let started = Instant::now();
    let (name, read) = source_of(options.data);
    let origin = Origin {
        name,
        read,
        today,
        options: Options {
            base_url: options.base_url,
            schema: schema(),
            security_contact: options.security_contact,
            exported: true,
            ..Options::default()
        },
    };
    let ready = origin.load().map_err(|refused| refuse(&origin, &refused))?;
    let shows_progress = !options.quiet && io::stderr().is_terminal();
    let progress = |done, all| {
        if shows_progress {
            complain(&format!("\rcompressing {done} of {all}"));
        }
    };
    let summary = export(&ready.site, &options.folder, progress);
    if shows_progress {
        complain("\r\x1b[K");
    }
    let summary = summary.map_err(failed)?;
    if !options.quiet {
        complain(&format!(
            "{} pages, {} files, {} kB in {:.1} s: {}\n",
            summary.pages,
            summary.files,
            summary.bytes.div_ceil(1000),
            started.elapsed().as_secs_f64(),
            options.folder.display()
        ));
    }
    Ok(())
}

type Read = Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>;

/// What the data is called and how it is read.
fn source_of(file: Option<PathBuf>) -> (String, Read) {
    match file {
        Some(path) => (
            path.display().to_string(),
            Box::new(move || std::fs::read(&path)),
        ),
        None => (
            EMBEDDED_NAME.to_owned(),
            Box::new(|| Ok(EMBEDDED.as_bytes().to_vec())),
        ),
    }
}

fn today() -> Date {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Date::after_1970(since_1970.as_secs() / 86_400).expect("this is before the year 10000")
}

/// Reads the base URL of a site, which lives at the root of its domain.
fn base_url(text: &str) -> Result<String, String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("it begins with https:// or http://")?;
    let is_of_host = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || "-._:[]".contains(character)
    };
    if host.is_empty() || !host.chars().all(is_of_host) {
        return Err("it ends with the name of the host, in lower case, or its port".to_owned());
    }
    Ok(text.to_owned())
}

fn contact(text: &str) -> Result<String, String> {
    let is_contact = ["mailto:", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if is_contact && text.chars().all(|character| character.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("it begins with mailto: or https:// and has no spaces".to_owned())
    }
}

/// Says why there is no site.
fn refuse(origin: &Origin, refused: &Refused) -> ExitCode {
    match refused {
        Refused::Unreadable(error) => unreadable(&origin.name, error),
        Refused::Mistakes(diagnostics) => {
            complain(&diagnostics.render(style()));
            ExitCode::from(MISTAKES)
        }
        Refused::Faults(faults) => {
            complain(&faults.to_string());
            ExitCode::from(MISTAKES)
        }
    }
}

fn unreadable(name: &str, error: &io::Error) -> ExitCode {
    failed(format!("cannot read {name}: {error}"))
}

fn failed(error: impl Display) -> ExitCode {
    complain(&format!("error: {error}\n"));
    ExitCode::from(FAILURE)
}

/// Colour is for terminals, and for people who have not said that they want none (no-color.org).
fn style() -> Style {
    let refuses_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if io::stderr().is_terminal() && !refuses_colour {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// Writes to standard output. Whoever has stopped reading it has read enough.
fn print(text: &str) -> Result<(), ExitCode> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(error)),
        _ => Ok(()),
    }
}

/// Writes to standard error. If that fails there is nobody left to tell.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn of_a_panic_nothing_is_told_that_a_reader_may_have_typed() {
        static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());
        let typed = std::hint::black_box("secr\u{e9}t");
        panic::set_hook(Box::new(|panic| HEARD.lock().unwrap().push(told(panic))));
        let panics: [fn(&str); 3] = [
            |typed| drop(typed[..5].to_owned()),
            |typed| panic!("{typed} is no setting"),
            |_| panic!("there is no setting"),
        ];
        for panics in panics {
            assert!(panic::catch_unwind(|| panics(typed)).is_err());
        }
        let _ = panic::take_hook();
        let heard = HEARD.lock().unwrap();
        assert_eq!(heard.len(), 3);
        for told in heard.iter() {
            assert!(told.starts_with("panicked at src/main.rs:"), "{told}");
            assert!(!told.contains("secr"), "{told}");
        }
        assert!(heard[2].ends_with(": there is no setting"), "{heard:?}");
    }
}
