//! Every reader, fed for some minutes with whatever a fuzzer makes up.
//!
//! How it works: `cargo fuzz` builds the targets of `fuzz/` with the stable compiler and no sanitiser (the readers have
//! no unsafe code that one would look into). libFuzzer ends a target at a panic, over 512 MB, and at a file that takes
//! five seconds; it keeps each file that takes over a second and longer than those before. A second of the clock is
//! little on a busy machine, so such files are read again, and what counts is a second of the processor.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::Result;
use crate::bench::target as builds;
use crate::shell::{cargo, program, root};
use crate::tools;

/// How long a target runs unless the person says.
const MINUTES: f64 = 10.0;
/// The largest file that is made up: larger ones take longer and find no more.
const LONGEST: &str = "-max_len=65536";
/// The most memory, in MB.
const MEMORY: &str = "-rss_limit_mb=512";
/// What is slow by the clock is kept, and what hangs is given up.
const CLOCK: [&str; 2] = ["-report_slow_units=1", "-timeout=5"];
/// How long the processor may take for a file, in milliseconds.
const SLOW: u64 = 1000;

/// How a target ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    runs: u64,
    seconds: u64,
    coverage: u64,
    peak: u64,
    /// Files that took over a second of the clock.
    slow: Vec<String>,
    /// The longest that the processor took for one of these, in milliseconds.
    longest: u64,
    /// The file that a target failed at.
    found: Option<String>,
}

/// Runs the targets named, or all, one after another.
pub(crate) fn run(words: &[&str]) -> Result {
    let (mut targets, mut minutes) = (Vec::new(), MINUTES);
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        if word == "--minutes" {
            let number = words.next().ok_or("say how many: `--minutes N`")?;
            minutes = number.parse().map_err(|_| format!("`{number}` is no number of minutes"))?;
        } else {
            targets.push(word);
        }
    }
    let fuzz = [tools::cargo_fuzz()?];
    let known = cargo().path_first(&fuzz)?.args(["fuzz", "list"]).read()?;
    let known: Vec<&str> = known.lines().collect();
    if let Some(unknown) = targets.iter().find(|target| !known.contains(target)) {
        return Err(format!("`{unknown}` is not a target. Targets: {}", known.join(", ")).into());
    }
    let targets = if targets.is_empty() { known.clone() } else { targets };
    let builds = builds()?;
    for target in &targets {
        let build = cargo().path_first(&fuzz)?.args(["fuzz", "build", "--sanitizer", "none", "--target-dir"]);
        build.arg(&builds).arg(target).run()?;
    }
    let rustc = program("rustc").arg("-vV").read()?;
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let built = builds.join(host).join("release");
    let time = Duration::from_secs_f64(minutes.max(0.0) * 60.0);
    println!(
        "{:<12}{:>12}{:>9}{:>10}{:>9}  result",
        "target", "executions", "seconds", "coverage", "peak MB"
    );
    let mut failed = 0;
    for target in targets {
        let outcome = feed(&built.join(target), target, time)?;
        failed += usize::from(outcome.found.is_some());
        println!("{}", line(target, &outcome));
    }
    if failed == 0 { Ok(()) } else { Err(format!("{failed} targets found something").into()) }
}

fn line(target: &str, outcome: &Outcome) -> String {
    let Outcome { runs, seconds, coverage, peak, longest, found, .. } = outcome;
    let word = match (found, longest) {
        (Some(found), _) => format!("FOUND {found}"),
        (None, 0) => "ok".to_owned(),
        (None, longest) => format!("ok, slowest file {longest} ms"),
    };
    format!("{target:<12}{runs:>12}{seconds:>9}{coverage:>10}{peak:>9}  {word}")
}

/// Feeds one target for so long, or until it fails.
fn feed(built: &Path, target: &str, time: Duration) -> Result<Outcome> {
    let folder = |name: &str| root().join("fuzz").join(name);
    let log = folder("logs").join(format!("{target}.log"));
    let corpus = folder("corpus").join(target);
    let artifacts = folder("artifacts").join(target);
    for folder in [&folder("logs"), &corpus, &artifacts] {
        fs::create_dir_all(folder)?;
    }
    let mut files = vec![corpus, folder("seeds").join(target)];
    if matches!(target, "any" | "archive") {
        files.push(root().join("tests/cases/formats"));
    }
    let dictionary = folder("dictionaries").join(format!("{target}.dict"));
    let mut all = Outcome::default();
    #[expect(clippy::disallowed_methods, reason = "chores may read the clock")]
    let start = Instant::now();
    loop {
        let rest = time.saturating_sub(start.elapsed()).as_secs().max(1);
        let run = program(built).args([LONGEST, MEMORY, "-print_final_stats=1"]).args(CLOCK);
        let run = run.arg(format!("-max_total_time={rest}")).arg(format!("-dict={}", dictionary.display()));
        let whole = run.arg(format!("-artifact_prefix={}/", artifacts.display())).args(&files).log(&log)?;
        all.note(&String::from_utf8_lossy(&fs::read(&log)?));
        all.seconds = start.elapsed().as_secs();
        // Of those that are slow, the last was the slowest.
        let slow = std::mem::take(&mut all.slow);
        if !whole && slow.is_empty() && all.found.is_none() {
            return Err(format!("`{target}` did not run: see {}", log.display()).into());
        }
        for file in slow {
            let milliseconds = processor(built, &file)?;
            all.longest = all.longest.max(milliseconds);
            if milliseconds >= SLOW {
                all.found = Some(format!("{file} ({milliseconds} ms)"));
                return Ok(all);
            }
        }
        if whole || all.found.is_some() {
            return Ok(all);
        }
        // A file hung by the clock alone: on with the others.
        if all.seconds + 1 >= time.as_secs() {
            return Ok(all);
        }
    }
}

/// How many milliseconds the processor takes for a file, read by itself; where the system does not tell, the clock.
fn processor(built: &Path, file: &str) -> Result<u64> {
    let log = PathBuf::from(format!("{file}.log"));
    let before = children();
    program(built).args([file, "-timeout=60"]).log(&log)?;
    let said = fs::read(&log)?;
    let clock = taken(&String::from_utf8_lossy(&said)).unwrap_or(u64::MAX);
    Ok(before.zip(children()).map_or(clock, |(before, after)| (after - before).min(clock)))
}

/// How many milliseconds of the processor the programs took that we ran: fields 16 and 17 of Linux' `stat`, in
/// hundredths.
fn children() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let hundredths = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((hundredths(13)? + hundredths(14)?) * 10)
}

/// What libFuzzer says that a file took: `Executed FILE in 12 ms`.
fn taken(said: &str) -> Option<u64> {
    let line = said.lines().find(|line| line.starts_with("Executed ") && line.ends_with(" ms"))?;
    line.rsplit(' ').nth(1)?.parse().ok()
}

impl Outcome {
    /// Adds what libFuzzer said of a run.
    fn note(&mut self, said: &str) {
        let number = |words: &str| {
            let digits = words.trim_start().split(|c: char| !c.is_ascii_digit()).next();
            digits.and_then(|digits| digits.parse::<u64>().ok())
        };
        for line in said.lines() {
            if let Some((_, runs)) = line.split_once("stat::number_of_executed_units:") {
                self.runs += number(runs).unwrap_or(0);
            } else if let Some((_, peak)) = line.split_once("stat::peak_rss_mb:") {
                self.peak = self.peak.max(number(peak).unwrap_or(0));
            } else if let Some((_, file)) = line.split_once("Test unit written to ") {
                let file = file.trim().to_owned();
                let is = |sort: &str| {
                    Path::new(&file).file_name().is_some_and(|name| name.to_string_lossy().starts_with(sort))
                };
                if is("slow-unit-") || is("timeout-") {
                    self.slow.push(file);
                } else {
                    self.found = Some(file);
                }
            } else if let Some((_, coverage)) = line.split_once(" cov: ") {
                self.coverage = self.coverage.max(number(coverage).unwrap_or(0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "INFO: seed corpus: files: 3\n#4\tINITED cov: 120 ft: 130 corp: 3/90b\n\
        #900\tNEW    cov: 1234 ft: 2000 corp: 40/9Kb\n\
        artifact_prefix='a/page/'; Test unit written to a/page/slow-unit-0a\n\
        artifact_prefix='a/page/'; Test unit written to a/page/crash-0b\n\
        stat::number_of_executed_units: 901\nstat::average_exec_per_sec:     10\n\
        stat::peak_rss_mb:              57\n";

    #[test]
    fn what_the_fuzzer_says_is_read() {
        let mut outcome = Outcome { runs: 99, coverage: 2000, ..Outcome::default() };
        outcome.note(SAID);
        assert_eq!((outcome.runs, outcome.coverage, outcome.peak), (1000, 2000, 57));
        assert_eq!(
            (outcome.slow, outcome.found.as_deref()),
            (vec!["a/page/slow-unit-0a".to_owned()], Some("a/page/crash-0b"))
        );
        assert_eq!(taken("Running: x\nExecuted x y in 512 ms\n***"), Some(512));
    }

    #[test]
    fn a_target_ends_in_one_line() {
        let outcome = Outcome { runs: 1000, seconds: 600, coverage: 9, peak: 57, ..Outcome::default() };
        assert_eq!(line("page", &outcome), "page                1000      600         9       57  ok");
    }
}
