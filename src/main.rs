//! The commands. Only this module prints and exits.

mod arguments;

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::process::{ExitCode, exit};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use npm_directory::diagnostics::{Diagnostics, Style};
use npm_directory::diff::diff;
use npm_directory::explain::explain;
use npm_directory::export::{ExportError, export};
use npm_directory::load::{Loaded, schema};
use npm_directory::pipeline::{self, DataFile, Ready, Refused};
use npm_directory::server::{Limits, LogWriter, Policy, Reloader};
use npm_directory::site::{Locales, Options};
use rustix::process::{Resource, getrlimit};
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tracing::Level;

use arguments::{Arguments, Command, Export, LocalesOption, Log, Serve, SiteOptions};

/// The data file has mistakes.
const MISTAKES: u8 = 1;
/// The facts of the two data files differ.
const DIFFERENT: u8 = 1;
/// Something else failed, for example a file cannot be read or the port is in use.
const FAILURE: u8 = 2;

/// How often `--watch` checks the file.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);

/// File descriptors for other purposes than served connections: log, data file, listener, shed connections.
const RESERVED_DESCRIPTORS: usize = 128;

/// How long a stopped export may take to remove its files.
const CLEANING_UP: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let done = match Arguments::read() {
        Command::Serve(options) => serve(options),
        Command::Check { path, locales } => check(&DataFile::new(path), &locales),
        Command::Explain {
            setting,
            jurisdiction,
            data,
        } => explained(&DataFile::new(data.path), &setting, &jurisdiction),
        Command::Export(options) => exported(options),
        Command::Schema => print(&schema()),
        Command::Diff { old, new } => compare(old, new),
        Command::New => print(include_str!("new.toml")),
    };
    done.err().unwrap_or(ExitCode::SUCCESS)
}

/// Serves until a signal arrives. Loading and serving share one thread so that the allocator can reuse memory.
fn serve(options: Serve) -> Result<(), ExitCode> {
    let log = start_log(options.log).map_err(failed)?;
    let (serving, stops) = mpsc::channel::<oneshot::Sender<()>>();
    let loading_log = Arc::clone(&log);
    on_stop_signal(move || {
        if let Ok(stop) = stops.try_recv() {
            // The receiver is gone if serving has just ended.
            let _ = stop.send(());
        } else {
            loading_log.flush();
            exit(0);
        }
    })?;
    let served = load_and_serve(options, &serving);
    log.flush();
    served
}

/// Loads the file and serves it. What is sent to `serving` makes it stop.
fn load_and_serve(
    options: Serve,
    serving: &mpsc::Sender<oneshot::Sender<()>>,
) -> Result<(), ExitCode> {
    let runtime = runtime()?;
    let _in_runtime = runtime.enter();
    let mut hangup = signal(SignalKind::hangup()).map_err(failed)?;
    let listener = runtime.block_on(bind(&options.listen))?;
    let address = listener.local_addr().map_err(failed)?;
    let site_options = Options {
        // The unspecified address, such as 0.0.0.0, cannot be visited.
        listening: (!address.ip().is_unspecified()).then(|| format!("http://{address}")),
        ..site_options(options.site)?
    };
    let file = DataFile::new(options.data.path);
    let policy = Policy {
        strict_transport: options.hsts,
    };
    let (server, reloader) = accepted(Reloader::start(file, site_options, policy))?;
    let (reload, requests) = mpsc::channel();
    let interval = options.watch.then_some(WATCH_INTERVAL);
    in_background("reload", move || reloader.run(&requests, interval))?;
    runtime.spawn(async move { while hangup.recv().await.is_some() && reload.send(()).is_ok() {} });
    let (stop, stopped) = oneshot::channel();
    // The receiver is gone if a signal has just arrived, and the program ends.
    let _ = serving.send(stop);
    print(&format!("listening on http://{address}\n"))?;
    runtime.block_on(server.serve(listener, limits(), stopped.map(drop)));
    Ok(())
}

fn runtime() -> Result<Runtime, ExitCode> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(failed)
}

/// Runs work on a detached thread, because it may block forever.
fn in_background(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), ExitCode> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map(drop).map_err(failed)
}

/// Calls `stop` on SIGTERM or Ctrl-C, on a thread of its own, because the main thread may wait for a file forever.
fn on_stop_signal(stop: impl FnOnce() + Send + 'static) -> Result<(), ExitCode> {
    let runtime = runtime()?;
    let in_runtime = runtime.enter();
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    drop(in_runtime);
    in_background("signals", move || {
        runtime.block_on(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        });
        stop();
    })
}

/// Listens on an address, or on all if there is no host.
async fn bind(listen: &str) -> Result<TcpListener, ExitCode> {
    let addresses = match listen.strip_prefix(':') {
        // The second one is for systems without IPv6; with IPv6, the first covers both.
        Some(port) => vec![format!("[::]:{port}"), format!("0.0.0.0:{port}")],
        None => vec![listen.to_owned()],
    };
    let mut error = None;
    for address in &addresses {
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(failure) => error = Some(format!("cannot listen on {address}: {failure}")),
        }
    }
    Err(failed(error.expect("there is an address to try")))
}

/// The default limits, reduced to the number of available file descriptors.
fn limits() -> Limits {
    let mut limits = Limits::default();
    if let Some(descriptors) = getrlimit(Resource::Nofile).current {
        let descriptors = usize::try_from(descriptors).unwrap_or(usize::MAX);
        let most = descriptors.saturating_sub(RESERVED_DESCRIPTORS).max(1);
        limits.connections = limits.connections.min(most);
    }
    limits
}

/// Starts the log, unless it is off. Panics are logged too.
fn start_log(log: Log) -> io::Result<Arc<LogWriter>> {
    if log == Log::Off {
        panic::set_hook(Box::new(|panic| complain(&format!("{}\n", told(panic)))));
        return Ok(Arc::default());
    }
    let writer = LogWriter::start(io::stderr())?;
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_target(false)
        .with_ansi(false)
        .with_writer(Arc::clone(&writer));
    if log == Log::Json {
        subscriber.json().flatten_event(true).init();
    } else {
        subscriber.init();
    }
    panic::set_hook(Box::new(|panic| tracing::error!("{}", told(panic))));
    Ok(writer)
}

/// The log line for a panic: its location, and its message unless that has formatted values, because these may include
/// what a reader typed.
fn told(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().expect("a panic has a location");
    match panic.payload().downcast_ref::<&'static str>() {
        Some(why) => format!("panicked at {place}: {why}"),
        None => format!("panicked at {place}"),
    }
}

/// Reports why a file was rejected.
fn accepted<T>(read: Result<T, Refused>) -> Result<T, ExitCode> {
    read.map_err(|refused| match refused {
        Refused::Unreadable(name, error) => failed(format!("cannot read {name}: {error}")),
        Refused::Mistakes(diagnostics) => {
            complain(&diagnostics.render(style()));
            ExitCode::from(MISTAKES)
        }
    })
}

fn load(file: &DataFile) -> Result<Loaded, ExitCode> {
    accepted(file.read().and_then(|data| data.check()))
}

fn make_site(file: &DataFile, options: &Options) -> Result<Ready, ExitCode> {
    accepted(file.read().and_then(|data| data.site(options)))
}

/// The languages of the pages, with the warnings about their files, which only `check` shows.
fn locales(option: &LocalesOption) -> Result<(Locales, Diagnostics), ExitCode> {
    accepted(pipeline::locales(option.locales.as_deref()))
}

fn site_options(options: SiteOptions) -> Result<Options, ExitCode> {
    Ok(Options {
        base_url: options.base_url,
        schema: schema().into(),
        contact: options.contact,
        security_contact: options.security_contact,
        locales: locales(&options.locales)?.0,
        ..Options::default()
    })
}

fn check(file: &DataFile, locales: &LocalesOption) -> Result<(), ExitCode> {
    // The mistakes of both are shown.
    let read = self::locales(locales);
    let locales = read.as_ref().ok().map(|(locales, _)| locales.clone());
    let options = Options {
        locales: locales.unwrap_or_default(),
        ..Options::default()
    };
    let Ready { site, mut warnings } = make_site(file, &options)?;
    warnings.append(read?.1);
    let broken = site.broken_links();
    if !broken.is_empty() {
        return Err(failed(ExportError::BrokenLinks(broken)));
    }
    let said = warnings.render(style());
    if warnings.is_empty() {
        return print(&said);
    }
    complain(&said);
    Ok(())
}

fn explained(file: &DataFile, setting: &str, jurisdiction: &str) -> Result<(), ExitCode> {
    let loaded = load(file)?;
    match explain(&loaded.directory, &file.name(), setting, jurisdiction) {
        Ok(explanation) => print(&explanation),
        Err(wrong) => Err(failed(wrong)),
    }
}

fn compare(old: PathBuf, new: PathBuf) -> Result<(), ExitCode> {
    // Mistakes are a failure here: exit code 1 means that the files differ.
    let load = |path| load(&DataFile::At(path)).map_err(|_| ExitCode::from(FAILURE));
    let differences = diff(&load(old)?.directory, &load(new)?.directory);
    print(&differences)?;
    if differences.is_empty() {
        Ok(())
    } else {
        Err(ExitCode::from(DIFFERENT))
    }
}

/// Exports until a signal arrives; then removes what was written.
fn exported(options: Export) -> Result<(), ExitCode> {
    let started = Instant::now();
    let is_stopped = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&is_stopped);
    on_stop_signal(move || {
        stop.store(true, Ordering::Relaxed);
        thread::sleep(CLEANING_UP);
        failed(ExportError::Stopped);
        exit(FAILURE.into());
    })?;
    let file = DataFile::new(options.data.path);
    let site_options = Options {
        exported: true,
        ..site_options(options.site)?
    };
    let ready = make_site(&file, &site_options)?;
    let shows_progress = !options.quiet && io::stderr().is_terminal();
    let progress = |done, all| {
        if shows_progress {
            complain(&format!("\rcompressing {done} of {all}"));
        }
    };
    let summary = export(&ready.site, &options.folder, &is_stopped, progress);
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
            options.folder.display(),
        ));
    }
    Ok(())
}

fn failed(error: impl Display) -> ExitCode {
    complain(&format!("error: {error}\n"));
    ExitCode::from(FAILURE)
}

/// Uses colour in terminals, unless `NO_COLOR` is set (no-color.org).
fn style() -> Style {
    let refuses_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if io::stderr().is_terminal() && !refuses_colour {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// Writes to standard output. A broken pipe is not an error.
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

/// Writes to standard error. A failure of that cannot be reported.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn the_log_of_a_panic_has_no_reader_input() {
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
