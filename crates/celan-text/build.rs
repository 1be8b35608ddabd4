//! Sorts the pairs of data/ by traditional character and writes them as two parallel tables,
//! which a binary search reads and which compress well.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for name in ["traditional", "ambiguous"] {
        let source = format!("data/{name}.txt");
        println!("cargo::rerun-if-changed={source}");
        let table =
            table(&fs::read_to_string(&source)?).map_err(|line| format!("{source}: {line}"))?;
        fs::write(Path::new(&out).join(format!("{name}.rs")), table)?;
    }
    Ok(())
}

/// Writes `(&[u16], &[u16])`: traditional characters in order, and what each folds to.
fn table(text: &str) -> Result<String, String> {
    let mut pairs = Vec::new();
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let bad = || format!("`{line}` is not `simplified traditional…` within one plane");
        let (simplified, forms) = line.split_once(' ').ok_or_else(bad)?;
        for form in forms.chars() {
            let to = u16::try_from(simplified.parse::<char>().map_err(|_| bad())? as u32);
            let from = u16::try_from(form as u32);
            pairs.push((from.map_err(|_| bad())?, to.map_err(|_| bad())?));
        }
    }
    pairs.sort_unstable();
    let mut out = String::from("(&[");
    for (from, _) in &pairs {
        write!(out, "{from},").map_err(|e| e.to_string())?;
    }
    out.push_str("], &[");
    for (_, to) in &pairs {
        write!(out, "{to},").map_err(|e| e.to_string())?;
    }
    out.push_str("])");
    Ok(out)
}
