//! Running other programs, and where things are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;

/// A command that names itself when it fails.
pub(crate) struct Program(Command);

/// A program, found on `PATH`, run in the repository's root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Program {
    let mut command = Command::new(name);
    command.current_dir(root());
    Program(command)
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Program {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

impl Program {
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(args);
        self
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.0.arg(arg);
        self
    }

    pub(crate) fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(key, value);
        self
    }

    pub(crate) fn without_env(mut self, key: &str) -> Self {
        self.0.env_remove(key);
        self
    }

    pub(crate) fn current_dir(mut self, path: impl AsRef<Path>) -> Self {
        self.0.current_dir(path);
        self
    }

    /// Puts folders before those of `PATH`.
    pub(crate) fn path_first(self, folders: &[PathBuf]) -> Result<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = std::env::join_paths(folders.iter().cloned().chain(std::env::split_paths(&path)))?;
        Ok(self.env("PATH", all))
    }

    /// Runs it, its output to ours. An error unless it exits with 0.
    pub(crate) fn run(mut self) -> Result {
        let status = self.0.status().map_err(|error| format!("{}: {error}", self.name()))?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", self.name()).into()) }
    }

    /// Runs it and gives what it printed on standard output. An error unless it exits with 0.
    pub(crate) fn read(mut self) -> Result<String> {
        let output = self.0.stderr(Stdio::inherit()).stdin(Stdio::null()).output();
        let output = output.map_err(|error| format!("{}: {error}", self.name()))?;
        if !output.status.success() {
            return Err(format!("{}: {}", self.name(), output.status).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    }

    /// Runs it, what it prints to a file. Whether it exits with 0.
    pub(crate) fn log(mut self, file: &Path) -> Result<bool> {
        let log = std::fs::File::create(file)?;
        self.0.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let status = self.0.status().map_err(|error| format!("{}: {error}", self.name()))?;
        Ok(status.success())
    }

    /// Whether it runs and exits with 0; what it prints is dropped.
    pub(crate) fn succeeds(mut self) -> bool {
        let quiet = self.0.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    fn name(&self) -> String {
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository's root")
}

/// Data kept beside a developer's clone; a stranger has none.
pub(crate) fn shared() -> Option<PathBuf> {
    let shared = root().parent()?.join("shared");
    shared.is_dir().then_some(shared)
}

/// A program's place on `PATH`.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| ["", ".exe", ".cmd"].map(|ending| folder.join(format!("{name}{ending}"))))
        .find(|candidate| candidate.is_file())
}
