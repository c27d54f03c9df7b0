//! The commands. Only this module prints and exits.

mod arguments;

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use npm_directory::diagnostics::{Diagnostics, Style};
use npm_directory::diff::diff;
use npm_directory::explain::explain;
use npm_directory::export::{ExportError, Summary, export};
use npm_directory::load::{Loaded, schema};
use npm_directory::pipeline::{self, DataFile, Ready, Refused};
use npm_directory::server::{Limits, LogWriter, Policy, Reloader, Server};
use npm_directory::site::{Locales, Options};
use rustix::process::{Resource, getrlimit};
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tracing::Level;

use arguments::{Arguments, Command, Export, Listen, LocalesOption, Log, Serve, SiteOptions};

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
        Command::Check { file } => check(&DataFile::new(file.path), &file.locales),
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
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Serves until a signal arrives. Loading and serving share one thread so that the allocator can reuse memory; this
/// thread waits for signals, because loading may block forever.
fn serve(options: Serve) -> Result<(), ExitCode> {
    let log = start_log(options.log).map_err(failed)?;
    let (stop, stopped) = oneshot::channel();
    let (done, mut finished) = oneshot::channel();
    let is_serving = Arc::new(AtomicBool::new(false));
    let serving = Arc::clone(&is_serving);
    let served = runtime()?.block_on(async {
        let mut signal = pin!(stop_signal()?);
        in_background("serve", move || {
            // The receiver is gone if the program stops while the data is loaded.
            let _ = done.send(load_and_serve(options, stopped, &serving));
        })?;
        tokio::select! {
            biased;
            () = &mut signal => {
                // The receiver is gone if serving has just failed.
                let _ = stop.send(());
                if !is_serving.load(Ordering::SeqCst) {
                    return Ok(());
                }
                finished.await
            }
            served = &mut finished => served,
        }
        .map_err(|_| failed("serving panicked"))?
    });
    if let Some(log) = log {
        log.flush();
    }
    served
}

fn load_and_serve(
    options: Serve,
    mut stopped: oneshot::Receiver<()>,
    is_serving: &AtomicBool,
) -> Result<(), ExitCode> {
    let runtime = runtime()?;
    let hangup = {
        let _in_runtime = runtime.enter();
        signal(SignalKind::hangup()).map_err(failed)?
    };
    let listener = runtime.block_on(bind(&options.listen))?;
    let address = listener.local_addr().map_err(failed)?;
    let site_options = Options {
        // The unspecified address, such as 0.0.0.0, cannot be visited.
        listening: (!address.ip().is_unspecified()).then(|| format!("http://{address}")),
        ..site_options(options.site)?
    };
    let file = DataFile::new(options.data.path);
    let ready = make_site(&file, &site_options)?;
    let server = start(ready, options.hsts);
    let (reload, requests) = mpsc::channel();
    let reloader = Reloader::new(Arc::clone(&server), file, site_options);
    let interval = options.watch.then_some(WATCH_INTERVAL);
    in_background("reload", move || reloader.run(&requests, interval))?;
    is_serving.store(true, Ordering::SeqCst);
    // Together with the order in the other thread, this ensures that a signal at this moment is not lost.
    if stopped.try_recv().is_ok() {
        return Ok(());
    }
    print(&format!("listening on http://{address}\n"))?;
    runtime.block_on(async {
        tokio::spawn(reload_on_hangup(hangup, reload));
        let stop = async {
            // The sender is never dropped before it has sent.
            let _ = stopped.await;
        };
        server.serve(listener, limits(), stop).await;
    });
    Ok(())
}

fn start(ready: Ready, strict_transport: bool) -> Arc<Server> {
    if !ready.warnings.is_empty() {
        let warnings = ready.warnings.summary();
        tracing::warn!("{warnings}; `npm-directory check` shows them");
    }
    Server::new(ready.site, Policy { strict_transport })
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

async fn bind(listen: &Listen) -> Result<TcpListener, ExitCode> {
    let mut error = None;
    for address in &listen.addresses {
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(failure) => error = Some(format!("cannot listen on {address}: {failure}")),
        }
    }
    Err(failed(error.expect("there is an address to try")))
}

async fn reload_on_hangup(mut hangup: Signal, reload: mpsc::Sender<()>) {
    while hangup.recv().await.is_some() && reload.send(()).is_ok() {}
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

/// Completes on SIGTERM or Ctrl-C.
fn stop_signal() -> Result<impl Future<Output = ()>, ExitCode> {
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Starts the log. Panics are logged too.
fn start_log(log: Log) -> io::Result<Option<Arc<LogWriter>>> {
    if log == Log::Off {
        panic::set_hook(Box::new(|panic| complain(&format!("{}\n", told(panic)))));
        return Ok(None);
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
    Ok(Some(writer))
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

/// Reads and checks a file, or reports its mistakes.
fn load(file: &DataFile) -> Result<Loaded, ExitCode> {
    let loaded = file.read().and_then(|data| data.check());
    loaded.map_err(|refused| refuse(&refused))
}

/// Reads and checks a file and makes the site of it, or reports its mistakes.
fn make_site(file: &DataFile, options: &Options) -> Result<Ready, ExitCode> {
    let ready = file.read().and_then(|data| data.site(options));
    ready.map_err(|refused| refuse(&refused))
}

/// The languages of the pages, with the warnings about their files, which only `check` shows.
fn locales(option: &LocalesOption) -> Result<(Locales, Diagnostics), ExitCode> {
    match &option.locales {
        Some(folder) => pipeline::locales(folder).map_err(|refused| refuse(&refused)),
        None => Ok((Locales::default(), Diagnostics::default())),
    }
}

fn site_options(options: SiteOptions) -> Result<Options, ExitCode> {
    Ok(Options {
        base_url: options.base_url,
        schema: schema(),
        contact: options.contact,
        security_contact: options.security_contact,
        locales: locales(&options.locales)?.0,
        ..Options::default()
    })
}

fn check(file: &DataFile, locales: &LocalesOption) -> Result<(), ExitCode> {
    // The mistakes of both are shown.
    let read = self::locales(locales);
    let options = Options {
        locales: read
            .as_ref()
            .map(|(locales, _)| locales.clone())
            .unwrap_or_default(),
        ..Options::default()
    };
    let Ready { site, mut warnings } = make_site(file, &options)?;
    warnings.append(read?.1);
    let broken = site.broken_links();
    if !broken.is_empty() {
        return Err(failed(format!(
            "a bug of this program: {}",
            broken.join("; ")
        )));
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
    let (quiet, folder) = (options.quiet, options.folder.display().to_string());
    let is_stopped = Arc::new(AtomicBool::new(false));
    let (done, finished) = oneshot::channel();
    let stopped = Arc::clone(&is_stopped);
    let written = runtime()?.block_on(async {
        let mut stop = pin!(stop_signal()?);
        let mut finished = pin!(finished);
        in_background("export", move || {
            // The receiver is gone if stopping took too long.
            let _ = done.send(write(options, &stopped));
        })?;
        let written = tokio::select! {
            biased;
            () = &mut stop => {
                is_stopped.store(true, Ordering::Relaxed);
                timeout(CLEANING_UP, finished).await.ok()
            }
            written = &mut finished => Some(written),
        };
        match written {
            Some(written) => written.map_err(|_| failed("exporting panicked"))?,
            None => Err(failed(ExportError::Stopped)),
        }
    });
    let summary = written?;
    if !quiet {
        complain(&format!(
            "{} pages, {} files, {} kB in {:.1} s: {folder}\n",
            summary.pages,
            summary.files,
            summary.bytes.div_ceil(1000),
            started.elapsed().as_secs_f64(),
        ));
    }
    Ok(())
}

fn write(options: Export, stop: &AtomicBool) -> Result<Summary, ExitCode> {
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
    let summary = export(&ready.site, &options.folder, stop, progress);
    if shows_progress {
        complain("\r\x1b[K");
    }
    summary.map_err(failed)
}

/// Reports why a file was rejected.
fn refuse(refused: &Refused) -> ExitCode {
    match refused {
        Refused::Unreadable(name, error) => failed(format!("cannot read {name}: {error}")),
        Refused::Mistakes(diagnostics) => {
            complain(&diagnostics.render(style()));
            ExitCode::from(MISTAKES)
        }
    }
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
