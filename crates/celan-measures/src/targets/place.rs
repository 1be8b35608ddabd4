//! The territory that a value is of.

use crate::lexicon::pattern;
use regex::Regex;
use std::sync::LazyLock;

static TERRITORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:中国共产党|中共)?(?P<t>[㐀-鿿]{1,10}?(?:自治区|自治州|特别行政区|省|市|县|旗|州|盟|区))",
    )
});

/// The whole country.
const COUNTRY: &str = "全国";

/// The territory of a document's issuers; the country where central bodies issue it.
pub(crate) fn of_issuers(issuers: &[String]) -> Option<String> {
    let first = issuers.first()?;
    let territory = TERRITORY.captures(first).and_then(|c| c.name("t"));
    Some(territory.map_or(COUNTRY, |t| t.as_str()).to_owned())
}

/// The territory that a sentence names, else the document's.
pub(crate) fn of_sentence(sentence: &str, own: Option<&str>) -> Option<String> {
    let country = ["我国", "全国", "国家综合", "国内生产总值"];
    let local = [
        "我区",
        "我省",
        "我市",
        "全区",
        "全省",
        "全市",
        "地区生产总值",
    ];
    if local.iter().any(|word| sentence.contains(word)) {
        return own.map(str::to_owned);
    }
    if country.iter().any(|word| sentence.starts_with(word)) {
        return Some(COUNTRY.to_owned());
    }
    own.map(str::to_owned)
}
