//! The licences of all dependencies, held to deny.toml without cargo-deny.

use std::fs;

use anyhow::{Context, Result, bail};
use cargo_metadata::{CargoOpt, MetadataCommand, Package};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::{paths, run};

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

/// Checks every package that Cargo.lock names, on every platform, also those that only build or test.
///
/// # Errors
/// Names each package whose licence is not on the list.
pub(crate) fn check() -> Result<()> {
    let list =
        fs::read_to_string(paths::root().join("deny.toml")).context("deny.toml is missing")?;
    let list: Deny = toml::from_str(&list).context("deny.toml lacks [licenses] allow")?;
    let allowed = list
        .licenses
        .allow
        .iter()
        .map(|name| Licensee::parse(name).with_context(|| format!("deny.toml: {name}")))
        .collect::<Result<Vec<_>>>()?;
    let metadata = MetadataCommand::new()
        .manifest_path(paths::root().join("Cargo.toml"))
        .features(CargoOpt::AllFeatures)
        .other_options(["--locked".to_owned()])
        .exec()
        .context("cargo does not list the dependencies")?;
    let refused: Vec<String> = metadata
        .packages
        .iter()
        .filter_map(|package| objection(package, &allowed))
        .collect();
    if !refused.is_empty() {
        bail!(
            "{}\nreplace what is refused, or, where the licence may be shipped, add it to deny.toml",
            refused.join("\n")
        );
    }
    run::say(format!(
        "{} packages, all licences allowed",
        metadata.packages.len()
    ));
    Ok(())
}

fn objection(package: &Package, allowed: &[Licensee]) -> Option<String> {
    let name = format!("{} {}", package.name, package.version);
    let Some(licence) = &package.license else {
        return Some(format!("{name}: no licence named"));
    };
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return Some(format!("{name}: {licence:?} is no licence expression"));
    };
    let fine = expression.evaluate(|asked| allowed.iter().any(|licence| licence.satisfies(asked)));
    (!fine).then(|| format!("{name}: {licence}"))
}
