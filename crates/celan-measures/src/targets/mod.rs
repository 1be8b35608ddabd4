//! Targets: aims and recorded values with their year, out of sentences and tables of indicators.

mod model;
mod place;
mod prose;
mod table;
mod value;
mod when;

pub use model::{Aim, Target, TargetBound, YearFrom};

use celan_document::{Content, Document, Library, ValidityKind};
use prose::Reading;

/// Every target of the library in reading order.
pub fn targets(library: &Library) -> Vec<Target> {
    library.documents.iter().flat_map(of_document).collect()
}

fn of_document(document: &Document) -> Vec<Target> {
    let context = Context::new(document);
    let mut reading = Reading::new(&context);
    let mut out = Vec::new();
    document.walk(&mut |block| {
        if let Content::Table(table) = &block.content {
            out.extend(table::read(block, table, &context, reading.heading()));
        } else {
            out.extend(reading.block(block));
        }
    });
    out
}

/// What the document as a whole says of its targets.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a str,
    /// The year of issue.
    pub(crate) year: Option<i32>,
    /// The last year of the plan.
    pub(crate) plan: Option<i32>,
    /// The territory that the issuer stands for.
    pub(crate) place: Option<String>,
}

impl<'a> Context<'a> {
    fn new(document: &'a Document) -> Self {
        let metadata = &document.metadata;
        let plan = metadata
            .validities
            .iter()
            .find(|term| term.kind == ValidityKind::Period)
            .and_then(|term| term.value.rsplit('/').next()?.get(..4)?.parse().ok());
        Self {
            document: &metadata.id,
            year: metadata.date.as_ref().map(|date| i32::from(date.year())),
            plan,
            place: place::of_issuers(&metadata.issuers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{Block, Metadata, Part, PartialDate, Table, Text};

    fn document(contents: Vec<Content>) -> Library {
        let blocks = contents.into_iter().enumerate().map(|(n, content)| Block {
            anchor: format!("p{n}"),
            lines: None,
            part: Part::Body,
            content,
        });
        let metadata = Metadata {
            id: "a-plan".into(),
            date: PartialDate::parse("2017"),
            issuers: vec!["甲省人民政府".into()],
            ..Metadata::default()
        };
        Library {
            documents: vec![Document {
                metadata,
                blocks: blocks.collect(),
            }],
            ..Library::default()
        }
    }

    fn paragraph(text: &str) -> Content {
        Content::Paragraph {
            text: Text::plain(text),
            run_in: None,
            lead: 0,
        }
    }

    fn read(text: &str) -> Vec<(String, Option<i32>, f64, TargetBound, String)> {
        let library = document(vec![paragraph(text)]);
        targets(&library)
            .into_iter()
            .map(|t| (t.indicator, t.year, t.value, t.bound, t.unit))
            .collect()
    }

    #[test]
    fn what_is_given_or_asked_for_a_grant_is_no_target() {
        for text in [
            "企业2026年招用毕业生，为其缴纳养老保险费满3个月的，按每招用1人不超过1500元的标准给予补助。",
            "2025年研发投入达到500万元的，经认定后给予10%补助。",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        let aim = read("到2025年，研发投入强度达到2%，对企业给予补助。");
        assert_eq!(aim.len(), 1, "{aim:?}");
    }

    #[test]
    fn a_base_of_comparison_is_the_year_of_no_value() {
        for text in [
            "专利拥有量、合同成交金额较“十二五”末分别增长124.6%、198.8%;科技进步贡献率达到55%以上。",
            "与2015年相比，经费投入增长20%，科技进步贡献率达到55%以上。",
            "高新技术企业比2015年增加3家，科技进步贡献率达到55%以上。",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        // What grows against it in a year that is named is no value of that year either.
        let found = read(
            "到2020年，合同成交金额比2015年增长20%，科技进步贡献率比“十二五”末提高，达到55%以上。",
        );
        assert!(
            found.iter().all(|(_, year, ..)| *year == Some(2020)),
            "{found:?}"
        );
        assert!(
            !found.iter().any(|(.., value, _, _)| *value == 20.0),
            "{found:?}"
        );
        assert_eq!(read("2020年，高新技术企业较“十二五”末增加300家。"), []);
        let found = read("“十三五”期间，经费投入比“十二五”末增长20%，科技进步贡献率达到55%以上。");
        let found: Vec<_> = found
            .into_iter()
            .map(|(name, year, ..)| (name, year))
            .collect();
        assert_eq!(found, [("科技进步贡献率".to_owned(), Some(2020))]);
    }

    #[test]
    fn aims_have_their_year() {
        let found = read(
            "到2020年，科技进步贡献率达到55%以上，每万人口发明专利拥有量达到3.3件，培育高新技术企业1000家左右。",
        );
        assert_eq!(
            found,
            [
                (
                    "科技进步贡献率".to_owned(),
                    Some(2020),
                    55.0,
                    TargetBound::Lower,
                    "%".to_owned()
                ),
                (
                    "每万人口发明专利拥有量".to_owned(),
                    Some(2020),
                    3.3,
                    TargetBound::Fixed,
                    "件".to_owned()
                ),
                (
                    "高新技术企业".to_owned(),
                    Some(2020),
                    1000.0,
                    TargetBound::About,
                    "家".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn what_was_reached_is_recorded() {
        let library = document(vec![paragraph(
            "2015年，全省研发经费达到136.06亿元，占GDP比重为0.76%。",
        )]);
        let found = targets(&library);
        assert!(
            found
                .iter()
                .all(|t| t.aim == Aim::Recorded && t.year == Some(2015))
        );
        assert_eq!(found[0].value, 136.06);
        assert_eq!(found[0].unit, "亿元");
        assert_eq!(found[0].place.as_deref(), Some("甲省"));
    }

    #[test]
    fn tables_are_series() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let table = Table {
            caption: Some("主要指标".into()),
            header: row(["指标", "2015年", "2020年", "属性"]),
            rows: vec![
                row(["研发经费投入强度（%）", "2.1", "2.5左右", "预期性"]),
                row(["发明专利（万件）", "3.05", "翻一番", "约束性"]),
            ],
            notes: Vec::new(),
        };
        let found = targets(&document(vec![Content::Table(table)]));
        let values: Vec<(Option<i32>, f64, Aim)> =
            found.iter().map(|t| (t.year, t.value, t.aim)).collect();
        assert_eq!(
            values,
            [
                (Some(2015), 2.1, Aim::Recorded),
                (Some(2020), 2.5, Aim::Target),
                (Some(2015), 3.05, Aim::Recorded)
            ]
        );
        assert_eq!(found[0].indicator, "研发经费投入强度");
        assert_eq!(found[1].nature.as_deref(), Some("预期性"));
        assert_eq!(found[2].unit, "万件");
        assert_eq!(found[0].cell, Some([1, 1]));
    }
}
