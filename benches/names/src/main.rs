//! The recogniser natively, and the tokens of articles.
//!
//! ```text
//! coterie-bench-names tokens ARTICLE…    a sentence a line, its tokens parted by TABs
//! coterie-bench-names serve MODEL TEXT   the protocol of benches/names/run.mjs
//! ```

#[cfg(not(target_arch = "wasm32"))]
mod text;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tokens", articles @ ..] => native::tokens(articles),
        ["serve", model, text] => native::serve(model, text),
        _ => Err("say `tokens ARTICLE…` or `serve MODEL TEXT`".into()),
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::io::{BufRead, Write};
    use std::{fs, io};

    use coterie::entities::Recogniser;
    use coterie::read::{self, Source};
    use coterie::{clean, segment};

    use crate::text::Text;

    type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

    /// Prints the tokens of articles.
    pub(crate) fn tokens(articles: &[&str]) -> Result {
        let mut out = io::stdout().lock();
        for &name in articles {
            let bytes = fs::read(name)?;
            for document in read::read(Source { name, bytes: &bytes }).documents {
                let document = clean::clean(document);
                let segmentation = segment::segment(&document);
                for sentence in &segmentation.sentences {
                    let spans = segmentation.tokens_of(sentence);
                    let words: Vec<&str> = spans.iter().map(|&span| document.slice(span)).collect();
                    writeln!(out, "{}", words.join("\t"))?;
                }
            }
        }
        Ok(())
    }

    /// For each line of input, a number of passes: goes over the text so often and prints the CPU seconds it took.
    pub(crate) fn serve(model: &str, text: &str) -> Result {
        let recogniser = Recogniser::load(&fs::read(model)?)?;
        let text = Text::read(&fs::read_to_string(text)?);
        println!("{{\"names\": {}}}", text.names(&recogniser));
        for passes in io::stdin().lock().lines() {
            let start = cpu_seconds();
            for _ in 0..passes?.parse::<u32>()? {
                std::hint::black_box(text.names(&recogniser));
            }
            println!("{}", cpu_seconds() - start);
        }
        Ok(())
    }

    /// What this thread has used of a processor, where the system says so (Linux); elsewhere the clock must do.
    fn cpu_seconds() -> f64 {
        let used = fs::read_to_string("/proc/thread-self/schedstat").ok();
        let used = used.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
        used.map_or_else(
            || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(0.0, |time| time.as_secs_f64()),
            |nanoseconds| nanoseconds / 1e9,
        )
    }
}
