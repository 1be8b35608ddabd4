//! Sorts the pairs of data/ by traditional character and packs them into bytes that compress well.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    let tables: [(&str, &[&str]); 2] = [
        ("same", &["traditional", "compatible"]),
        ("ambiguous", &["ambiguous"]),
    ];
    for (name, sources) in tables {
        let mut text = String::new();
        for source in sources {
            let source = format!("data/{source}.txt");
            println!("cargo::rerun-if-changed={source}");
            text += &fs::read_to_string(&source)?;
        }
        let table = table(&text).map_err(|line| format!("{name}: {line}"))?;
        fs::write(Path::new(&out).join(format!("{name}.rs")), table)?;
    }
    Ok(())
}

/// Writes the pairs as bytes, in the order of the traditional characters: the distance of each from
/// the one before (seven bits a byte, the lowest first, the eighth set where more follow), then the
/// high and the low bytes of what they fold to. So they take the least room when compressed.
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
    let mut bytes = Vec::new();
    let mut last = 0;
    for (from, _) in &pairs {
        let mut distance = from - last;
        last = *from;
        while distance >= 0x80 {
            bytes.push(distance as u8 | 0x80);
            distance >>= 7;
        }
        bytes.push(distance as u8);
    }
    bytes.extend(pairs.iter().map(|(_, to)| (to >> 8) as u8));
    bytes.extend(pairs.iter().map(|(_, to)| *to as u8));
    Ok(format!(
        "Packed {{ pairs: {}, bytes: &{bytes:?} }}",
        pairs.len()
    ))
}
