//! The pages, written by celan-page from the library as it was packed: a page says what the
//! application says.

use anyhow::{Context, Result, bail};
use celan_page::{Assets, Embedded};
use serde_json::json;

use super::Site;
use super::bundle::{self, Parts};
use super::files::{KIOSK, is_kiosk_chunk};
use super::{flag, letters};
use crate::app::App;

const ICON: &[u8] = include_bytes!("../../../../web/assets/icons/icon.svg");
const ICONS: [(&str, &[u8]); 2] = [
    (
        "192",
        include_bytes!("../../../../web/assets/icons/icon-192.png"),
    ),
    (
        "512",
        include_bytes!("../../../../web/assets/icons/icon-512.png"),
    ),
];
const MANIFEST: &str = "manifest.webmanifest";
/// The page that is everything in one file.
const SINGLE: &str = "celan.html";

/// Adds every page, with style, icons and manifest. `base_url` is where the site will stand, where
/// that is known.
pub(crate) fn add(
    site: &mut Site,
    app: &App,
    parts: &Parts,
    kiosk: bool,
    base_url: Option<String>,
) -> Result<()> {
    let contents =
        celan_blob::open(&app.library).context("the packed library cannot be opened again")?;
    let mut library = contents.library;
    celan_blob::open_provenance(&app.provenance, &mut library)
        .context("the packed provenance cannot be opened again")?;
    let extracts = celan_blob::read_extracts(&contents.extracts)
        .context("what was read out of the texts cannot be opened again")?;
    let icon = bundle::insert(site, "icon", "svg", ICON).path;
    let manifest = manifest(site, &library.title, &icon)?;
    site.insert(MANIFEST.to_owned(), manifest);
    let assets = Assets {
        style: celan_page::style(),
        script: Some(parts.script.clone()),
        wasm: Some(parts.wasm.asset.clone()),
        library: Some(parts.library.clone()),
        changes: parts.changes.clone(),
        measures: extracts.counts.clone(),
        provenance: Some(parts.provenance.clone()),
        icon: Some(icon),
        manifest: Some(MANIFEST.to_owned()),
        kiosk,
        keeps_nothing: app.keeps_nothing,
        base_url,
    };
    for page in celan_page::site(&library, &extracts, &assets) {
        site.insert(page.path, page.bytes);
    }
    if parts.classic.contains("</script") || parts.classic.contains("<!--") {
        bail!("the script would end the element that it stands in; see esbuild's --charset");
    }
    site.insert(KIOSK.to_owned(), app.kiosk.clone());
    let letters = match flag(&app.kiosk, "font")? {
        true => Some(letters::add(site)?),
        false => None,
    };
    // Elsewhere nobody who has the one file can switch kiosk mode on.
    let others = parts.others.iter();
    let others = others.filter(|part| kiosk || !is_kiosk_chunk(&part.asset.path));
    let chunks: Vec<_> = others
        .map(|part| (part.asset.path.as_str(), part.bytes.as_slice()))
        .collect();
    let embedded = Embedded {
        script: &parts.classic,
        wasm: &parts.wasm.bytes,
        chunks: &chunks,
        library: &app.library,
        provenance: &app.provenance,
        icon: ICON,
        kiosk: kiosk.then_some(app.kiosk.as_slice()),
        keeps_nothing: app.keeps_nothing,
        letters: letters.as_deref().filter(|_| kiosk),
    };
    let single = celan_page::single_page(&library, &embedded);
    site.insert(SINGLE.to_owned(), single.into_bytes());
    Ok(())
}

/// By what a device installs the site (W3C Web Application Manifest).
fn manifest(site: &mut Site, title: &str, icon: &str) -> Result<Vec<u8>> {
    let mut icons = vec![json!({ "src": icon, "sizes": "any", "type": "image/svg+xml" })];
    for (size, bytes) in ICONS {
        let src = bundle::insert(site, &format!("icon-{size}"), "png", bytes).path;
        icons.push(json!({
            "src": src, "sizes": format!("{size}x{size}"), "type": "image/png",
            "purpose": "any maskable",
        }));
    }
    let manifest = json!({
        "name": title, "short_name": celan_locale::Language::default().strings().app,
        "lang": "zh-CN", "start_url": "./", "scope": "./", "display": "standalone",
        "background_color": "#fbfaf6", "theme_color": "#fbfaf6", "icons": icons,
    });
    Ok(serde_json::to_vec(&manifest)?)
}
