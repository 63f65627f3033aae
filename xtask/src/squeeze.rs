//! Short names between the page's wasm and its script.
//!
//! wasm-bindgen names each imported function after what it calls and a hash of sixteen digits, in the wasm and in the
//! script. Digits of a hash do not pack: three hundred names are six kilobytes of what stands before the first
//! picture. Here they become `a`, `b`, `c`, in both files, and nothing else changes.
//!
//! Why not `wasm-opt --minify-imports`: it does the wasm's half only, and says what it did as text to be parsed.

use std::fs;
use std::path::Path;

use crate::Result;

/// Id of a module's import section.
const IMPORTS: u8 = 2;
/// Magic number and version before the sections.
const HEADER: usize = 8;

/// Shortens the names of the page in `folder`.
pub(crate) fn page(folder: &Path) -> Result {
    let [wasm, script] = ["page_bg.wasm", "page.js"].map(|name| folder.join(name));
    let (short, short_script) = squeeze(&fs::read(&wasm)?, fs::read_to_string(&script)?)?;
    fs::write(wasm, short)?;
    fs::write(script, short_script)?;
    Ok(())
}

/// A module and the script that instantiates it, with short names for what the script calls `__wbg_…`.
fn squeeze(wasm: &[u8], mut script: String) -> Result<(Vec<u8>, String)> {
    let mut out = wasm.get(..HEADER).ok_or("no wasm module")?.to_vec();
    let mut rest = Reader { bytes: wasm, at: HEADER };
    while rest.at < wasm.len() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let mut content = rest.take(length)?.to_vec();
        if id == IMPORTS {
            let (imports, names) = shorten(&content)?;
            content = imports;
            script = rename(script, &names)?;
        }
        out.push(id);
        write_number(&mut out, content.len());
        out.extend(content);
    }
    Ok((out, script))
}

/// An import section with short names, and what each was before.
fn shorten(section: &[u8]) -> Result<(Vec<u8>, Vec<(String, String)>)> {
    let mut reader = Reader { bytes: section, at: 0 };
    let (mut out, mut names) = (Vec::new(), Vec::new());
    let count = reader.number()?;
    write_number(&mut out, count);
    for _ in 0..count {
        let module = reader.name()?;
        let name = reader.name()?;
        let kind = reader.at;
        reader.skip_kind()?;
        let short = if name.starts_with("__wbg_") { letters(names.len()) } else { name.clone() };
        for part in [&module, &short] {
            write_number(&mut out, part.len());
            out.extend(part.bytes());
        }
        out.extend(&section[kind..reader.at]);
        names.push((name, short));
    }
    Ok((out, names))
}

/// The script with each name, a key of the object it hands to the module, in its short form.
fn rename(mut script: String, names: &[(String, String)]) -> Result<String> {
    for (name, short) in names.iter().filter(|(name, short)| name != short) {
        let key = format!(" {name}: ");
        if script.matches(&key).count() != 1 || script.matches(name.as_str()).count() != 1 {
            return Err(format!("the script does not give `{name}` once, as wasm-bindgen's should").into());
        }
        script = script.replace(&key, &format!(" {short}: "));
    }
    Ok(script)
}

/// `a` to `z`, then `aa`, `ba`, …: none is a word of JavaScript as a key.
fn letters(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}

/// Reads a module piece by piece.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length).ok_or("a length beyond any file")?;
        let taken = self.bytes.get(self.at..end).ok_or("the wasm module ends too early")?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("a number of more than 32 bits".into())
    }

    fn name(&mut self) -> Result<String> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?.to_owned())
    }

    /// What is imported: a function, a table, a memory, a global or a tag.
    fn skip_kind(&mut self) -> Result {
        match self.byte()? {
            0 => drop(self.number()?),
            1 => {
                self.byte()?;
                self.skip_limits()?;
            }
            2 => self.skip_limits()?,
            3 => drop(self.take(2)?),
            4 => {
                self.byte()?;
                self.number()?;
            }
            other => return Err(format!("an import of kind {other}").into()),
        }
        Ok(())
    }

    fn skip_limits(&mut self) -> Result {
        let bounded = self.byte()? & 1 == 1;
        self.number()?;
        if bounded {
            self.number()?;
        }
        Ok(())
    }
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports functions of these names, and has one more section.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = vec![names.len() as u8];
        for name in names {
            section.extend([1, b'm', name.len() as u8]);
            section.extend(name.bytes());
            section.extend([0, 7]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([IMPORTS, section.len() as u8]);
        wasm.extend(section);
        wasm.extend([10, 2, 0, 42]);
        wasm
    }

    #[test]
    fn names_are_short_in_both_files_and_nothing_else_changes() {
        let script = "{ __wbg_log_0123: f, __wbindgen_init: g, __wbg_get_4567: h, }".to_owned();
        let long = module(&["__wbg_log_0123", "__wbindgen_init", "__wbg_get_4567"]);
        let (wasm, script) = squeeze(&long, script).expect("a module and its script");
        assert_eq!(wasm, module(&["a", "__wbindgen_init", "c"]));
        assert_eq!(script, "{ a: f, __wbindgen_init: g, c: h, }");
    }

    #[test]
    fn a_script_of_another_make_is_refused() {
        assert!(squeeze(&module(&["__wbg_log_0123"]), "{ __wbg_log_9999: f }".to_owned()).is_err());
        assert!(squeeze(&module(&["__wbg_log_0123"])[..14], String::new()).is_err());
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..5000).map(letters).collect();
        assert_eq!(names.len(), 5000);
    }
}
