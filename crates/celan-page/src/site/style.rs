//! The style that stands in every page.

use minifier::css;

const TOKENS: &str = include_str!("../../../../web/styles/tokens.css");
const SCREENS: &str = include_str!("../../../../web/styles/screens.css");
const APP: &str = include_str!("../../../../web/styles/app.css");
const PRINT: &str = include_str!("../../../../web/styles/print.css");

/// Celan's style (web/styles/), minified: values, screens, application and print.
///
/// A style sheet that the minifier cannot read stands as it is.
pub fn style() -> String {
    let whole = [TOKENS, SCREENS, APP, PRINT].concat();
    css::minify(&whole).map_or_else(|_| whole.clone(), |minified| minified.to_string())
}
