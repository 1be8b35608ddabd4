//! What the frame, the table of contents and the publisher say of a document.

use super::letterhead::is_date;
use crate::config::Entry;
use crate::pattern::{DATE, NUMBER, ORDER, RELEASE_REMARK, SENT_OUT};
use crate::source::contents::Item;
use celan_document::{DateSource, FrameRole, Metadata, Part, PartialDate, Witness};
use celan_text::chinese_numeral;

/// A paragraph of the frame.
pub(crate) struct Framed {
    pub(crate) part: Part,
    pub(crate) role: FrameRole,
    /// The text as it stands now.
    pub(crate) text: String,
    /// The text as the source has it.
    pub(crate) was: String,
}

/// Everything that metadata is read from.
pub(crate) struct Evidence<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) item: Option<&'a Item>,
    pub(crate) letterhead: Vec<Framed>,
    pub(crate) level: Option<String>,
    pub(crate) witnesses: Vec<Witness>,
}

/// Reads the metadata.
pub(crate) fn read(evidence: &Evidence<'_>) -> Metadata {
    let Evidence { entry, item, .. } = evidence;
    let (title, notice) = titles(evidence);
    let (number, number_printed) = number(evidence).unzip();
    let (date, date_source) = date(evidence, number.as_deref()).unzip();
    let of = |role: FrameRole| evidence.letterhead.iter().filter(move |f| f.role == role);
    Metadata {
        id: entry.id.text.clone(),
        title: entry.title.clone().unwrap_or(title),
        notice: entry.notice.clone().or(notice),
        number: entry.number.clone().or(number),
        number_printed,
        issuers: entry.issuers.clone().unwrap_or_else(|| issuers(evidence)),
        date,
        date_source,
        level: entry.level.clone().or_else(|| evidence.level.clone()),
        category: entry
            .category
            .clone()
            .or_else(|| item.and_then(|i| i.category.clone())),
        addressees: of(FrameRole::Addressee)
            .next()
            .map(|f| f.text.trim_end_matches(['：', ':']).to_owned()),
        remark: of(FrameRole::Remark)
            .find(|f| RELEASE_REMARK.is_match(&f.text))
            .map(|f| f.text.trim_matches(['（', '）']).to_owned()),
        copies: of(FrameRole::Copies).map(|f| f.text.clone()).collect(),
        validities: Vec::new(),
        witnesses: evidence.witnesses.clone(),
    }
}

/// Title proper and title of the notice.
fn titles(evidence: &Evidence<'_>) -> (String, Option<String>) {
    let title = |part: Part| {
        let of = evidence
            .letterhead
            .iter()
            .filter(move |f| f.role == FrameRole::Title && f.part == part);
        of.map(|f| f.text.as_str()).collect::<Vec<&str>>()
    };
    let notices = title(Part::Notice);
    let own = title(Part::Body);
    let sent = |text: &&&str| SENT_OUT.is_match(text);
    let notice = notices.iter().find(sent).or_else(|| own.iter().find(sent));
    let proper = if notices.is_empty() || own.is_empty() {
        let head = notice.or(own.first()).or(notices.first());
        head.map(|text| inner(text)).unwrap_or_default()
    } else {
        own[0].to_owned()
    };
    (proper, notice.map(|t| (*t).to_owned()))
}

/// What a notice sends out; the title itself where it sends nothing.
fn inner(title: &str) -> String {
    let object = SENT_OUT
        .captures(title)
        .and_then(|c| c.name("a").or_else(|| c.name("b")))
        .map_or(title, |m| m.as_str());
    let bare = object.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
    bare.filter(|t| !t.contains('》'))
        .unwrap_or(object)
        .to_owned()
}

/// The number in its shortest official form, and as printed.
fn number(evidence: &Evidence<'_>) -> Option<(String, String)> {
    let heads = evidence
        .letterhead
        .iter()
        .filter(|f| f.role == FrameRole::Remark)
        .map(|f| f.was.as_str());
    let imprint = evidence.item.map(|i| i.imprint.as_str());
    heads.chain(imprint).find_map(|text| {
        if let Some(found) = NUMBER.captures(text) {
            let official = format!("{}〔{}〕{}号", &found["code"], &found["year"], &found["n"]);
            return Some((official, found[0].to_owned()));
        }
        let found = ORDER.captures(text)?;
        let body = found["body"].trim_start_matches("中华人民共和国");
        Some((format!("{body}令第{}号", &found["n"]), found[0].to_owned()))
    })
}

fn date(evidence: &Evidence<'_>, number: Option<&str>) -> Option<(PartialDate, DateSource)> {
    let of = |role: FrameRole| evidence.letterhead.iter().filter(move |f| f.role == role);
    let signature = of(FrameRole::Date).find_map(|f| parse(&f.text).filter(|_| is_date(&f.text)));
    if let Some(date) = signature {
        return Some((date, DateSource::Signature));
    }
    let head = of(FrameRole::Remark).find_map(|f| parse(&f.text));
    if let Some(date) = head {
        return Some((date, DateSource::Head));
    }
    if let Some(date) = evidence.item.and_then(|i| parse(&i.imprint)) {
        return Some((date, DateSource::Contents));
    }
    let year = number?.split('〔').nth(1)?.get(..4)?;
    Some((PartialDate::parse(year)?, DateSource::Number))
}

fn parse(text: &str) -> Option<PartialDate> {
    let found = DATE.captures(text)?;
    let value = |name: &str| {
        let text = found.name(name)?.as_str();
        text.parse().ok().or_else(|| chinese_numeral(text))
    };
    let mut iso = format!("{:04}-{:02}", value("y")?, value("m")?);
    if let Some(day) = value("d") {
        iso.push_str(&format!("-{day:02}"));
    }
    PartialDate::parse(&iso)
}

/// The issuing bodies: those that sign; else those that the title or the line below it names.
fn issuers(evidence: &Evidence<'_>) -> Vec<String> {
    let of = |role: FrameRole| evidence.letterhead.iter().filter(move |f| f.role == role);
    let signed: Vec<String> = of(FrameRole::Signature)
        .flat_map(|f| f.text.split([' ', '、']))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let order = of(FrameRole::Remark).find_map(|f| ORDER.captures(&f.text));
    if let Some(order) = order {
        return vec![
            order["body"]
                .trim_start_matches("中华人民共和国")
                .to_owned(),
        ];
    }
    if !signed.is_empty() {
        return signed;
    }
    let named = of(FrameRole::Title)
        .chain(of(FrameRole::Remark))
        .find_map(|f| {
            let end = f
                .text
                .find("关于")
                .into_iter()
                .chain(f.text.find("印发"))
                .min()?;
            let name = f.text[..end].trim();
            (!name.is_empty() && !name.contains('《')).then_some(name)
        });
    let split = |text: &str| -> Vec<String> {
        text.split([' ', '、'])
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect()
    };
    named.map(split).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_frame(frame: &[(Part, FrameRole, &str)], imprint: &str) -> Metadata {
        let item = Item {
            imprint: imprint.to_owned(),
            ..Item::default()
        };
        let framed = |(part, role, text): &(Part, FrameRole, &str)| Framed {
            part: *part,
            role: *role,
            text: (*text).to_owned(),
            was: (*text).to_owned(),
        };
        read(&Evidence {
            entry: &Entry::default(),
            item: Some(&item),
            letterhead: frame.iter().map(framed).collect(),
            level: None,
            witnesses: Vec::new(),
        })
    }

    #[test]
    fn a_notice_with_signature() {
        use FrameRole::{Date, Remark, Signature, Title};
        let got = read_frame(
            &[
                (Part::Notice, Title, "某厅关于印发《某办法（试行）》的通知"),
                (Part::Notice, Remark, "某科发[2015]52 号"),
                (Part::Notice, Signature, "某部 某委"),
                (Part::Notice, Date, "2015年9月28日"),
                (Part::Body, Title, "某办法（试行）"),
            ],
            "",
        );
        assert_eq!(got.title, "某办法（试行）");
        assert_eq!(got.number.as_deref(), Some("某科发〔2015〕52号"));
        assert_eq!(got.number_printed.as_deref(), Some("某科发[2015]52 号"));
        assert_eq!(got.issuers, ["某部", "某委"]);
        assert_eq!(
            got.date.map(|d| d.to_string()).as_deref(),
            Some("2015-09-28")
        );
    }

    #[test]
    fn metadata_that_the_letterhead_lacks_is_derived() {
        use FrameRole::{Remark, Title};
        let year = read_frame(
            &[
                (Part::Body, Title, "国务院关于印发“十三五”规划的通知"),
                (Part::Body, Remark, "国发〔2016〕43号"),
            ],
            "国发〔2016〕43号",
        );
        assert_eq!(year.title, "“十三五”规划");
        assert_eq!(year.date_source, Some(DateSource::Number));
        assert_eq!(year.issuers, ["国务院"]);
        let order = read_frame(
            &[
                (Part::Body, Title, "某条例"),
                (
                    Part::Body,
                    Remark,
                    "中华人民共和国国务院令 第 487 号 2007 年 2 月",
                ),
            ],
            "",
        );
        assert_eq!(order.number.as_deref(), Some("国务院令第487号"));
        assert_eq!(
            order.date.map(|d| d.to_string()).as_deref(),
            Some("2007-02")
        );
        assert_eq!(order.issuers, ["国务院"]);
    }
}
