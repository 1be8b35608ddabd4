//! Writes the pages of a corpus, or of a small library with every kind of block, to be looked at:
//! `cargo run -p celan-page --example preview -- <folder> [<corpus>]`.

use celan_document::*;
use celan_finder::Extracts;
use celan_page::{Assets, site, style};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args()
        .nth(1)
        .ok_or("usage: preview <folder> [<corpus>]")?;
    let library = match env::args().nth(2) {
        Some(corpus) => celan_corpus::read(Path::new(&corpus))?.library,
        None => library(),
    };
    let assets = Assets {
        style: style(),
        ..Assets::default()
    };
    for file in site(&library, &Extracts::default(), &assets) {
        let path = Path::new(&folder).join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)?;
        println!("{} {}", file.bytes.len(), file.path);
    }
    Ok(())
}

fn library() -> Library {
    let levels = [("上级", "上级文件"), ("本级", "本级文件")];
    let levels = levels.map(|(name, text)| Remark {
        name: name.into(),
        text: text.into(),
    });
    Library {
        title: "样本文件库".into(),
        about: "每种块各一，用来看版式。".into(),
        date: PartialDate::parse("2026-11-20"),
        levels: levels.into(),
        topics: vec!["成果转化".into(), "高新技术企业".into()],
        documents: vec![plan(), measures()],
        ..Library::default()
    }
}

fn metadata(id: &str, title: &str, issuers: &[&str], number: &str, date: &str) -> Metadata {
    Metadata {
        id: id.into(),
        title: title.into(),
        number: Some(number.into()),
        issuers: issuers.iter().map(|i| (*i).to_owned()).collect(),
        date: PartialDate::parse(date),
        date_source: Some(DateSource::Signature),
        category: Some("规划".into()),
        ..Metadata::default()
    }
}

fn block(part: Part, content: Content) -> Block {
    Block {
        anchor: String::new(),
        lines: Some(Lines {
            first: 12,
            last: 14,
        }),
        part,
        content,
    }
}

fn frame(part: Part, role: FrameRole, text: &str) -> Block {
    let text = Text::plain(text);
    block(part, Content::Frame { role, text })
}

fn heading(level: u8, text: &str) -> Block {
    let label = parse_label(text);
    let end = label.as_ref().map_or(0, |l| l.end as usize);
    block(
        Part::Body,
        Content::Heading(Heading {
            text: Text::plain(text),
            level,
            kind: label.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
            number: label.as_ref().and_then(|l| l.number),
            label: label.map(|l| l.printed).unwrap_or_default(),
            title: text.chars().skip(end).collect(),
        }),
    )
}

fn paragraph(text: Text) -> Block {
    let content = Content::Paragraph {
        text,
        run_in: None,
        lead: 0,
    };
    block(Part::Body, content)
}

/// A paragraph that opens with a heading up to the first 。, or only with a label.
fn run_in(level: u8, text: &str, titled: bool) -> Block {
    let Some(label) = parse_label(text) else {
        return paragraph(Text::plain(text));
    };
    let stop = text.chars().position(|c| c == '。').unwrap_or(0) as u32 + 1;
    let end = if titled { stop } else { label.end };
    let title = text.chars().take(end.saturating_sub(1) as usize);
    let run_in = RunIn {
        level,
        kind: label.kind,
        number: label.number,
        title: title.skip(label.end as usize).collect(),
        label: label.printed,
        end,
    };
    let content = Content::Paragraph {
        text: Text::plain(text),
        run_in: Some(run_in),
        lead: 0,
    };
    block(Part::Body, content)
}

fn item(text: &str, marker: &str) -> Block {
    let number = parse_label(marker).and_then(|l| l.number);
    let content = Content::Item {
        text: Text::plain(text),
        marker: marker.into(),
        number,
    };
    block(Part::Body, content)
}

fn lead(text: &str, lead: u32) -> Block {
    let text = Text::plain(text);
    let content = Content::Paragraph {
        text,
        run_in: None,
        lead,
    };
    block(Part::Body, content)
}

/// A citation of the first place where `words` stand.
fn cite(text: &mut Text, words: &str, target: Option<(&str, Option<&str>)>) {
    if let Some(at) = text.plain.find(words) {
        let start = text.plain[..at].chars().count();
        text.citations.push(Citation {
            span: Span::new(start, start + words.chars().count()),
            kind: CitationKind::Title,
            target: target.map(|(document, anchor)| Target {
                document: document.into(),
                anchor: anchor.map(Into::into),
            }),
        });
    }
}

fn plan() -> Document {
    let mut basis = Text::plain(
        "为深入实施创新驱动发展战略，根据《上位发展规划纲要》和《样本项目管理办法（试行）》第二条，\
         结合实际，编制本规划，规划期为2021年至2025年。",
    );
    cite(&mut basis, "《上位发展规划纲要》", None);
    cite(
        &mut basis,
        "《样本项目管理办法（试行）》",
        Some(("sample-measures", None)),
    );
    basis.repairs.push(Repair {
        span: Span::new(15, 16),
        was: ",".into(),
        rule: "fullwidth-punctuation".into(),
    });
    let indicators = [
        ["1", "研发经费投入增长（%）", "2.2*", "年均>12"],
        ["2", "每万名就业人员中研发人员（人年）", "18.7**", "30"],
        ["3", "技术市场合同成交金额（亿元）", "48.19", "100"],
    ];
    let table = Table {
        caption: Some("“十四五”时期科技创新预期性指标".into()),
        header: ["序号", "指标", "2020年", "2025年"].map(Into::into).into(),
        rows: indicators
            .iter()
            .map(|row| row.map(Into::into).into())
            .collect(),
        notes: vec!["注：*为2020年预计值，**为2019年数据。".into()],
    };
    let boxed = BoxBlock {
        text: Text::plain("专栏 1 培育发展高新技术企业"),
        number: Some(1),
        label: "专栏 1".into(),
        title: "培育发展高新技术企业".into(),
        blocks: vec![
            lead(
                "建立梯次培育机制。建立企业培育库，到2025年总量达到2000家以上。",
                9,
            ),
            lead(
                "实施倍增行动。依托高新区、大学科技园等创新载体，集聚培育科技型中小企业。",
                7,
            ),
        ],
    };
    let long = "推动产业链上中下游、大中小企业融通创新，逐步形成梯次培育体系。支持重点行业骨干企业提升\
                研发能力，强化分类指导、差异扶持、扩量提质，培育具有创新能力的“隐形冠军”企业。";
    let mut blocks = vec![
        frame(
            Part::Notice,
            FrameRole::Title,
            "关于印发《样本科技创新规划》的通知",
        ),
        frame(
            Part::Notice,
            FrameRole::Addressee,
            "各市人民政府，各委、办、厅、局：",
        ),
        block(
            Part::Notice,
            Content::Paragraph {
                text: Text::plain("现将《样本科技创新规划》印发给你们，请结合实际，认真贯彻落实。"),
                run_in: None,
                lead: 0,
            },
        ),
        frame(Part::Notice, FrameRole::Signature, "样本人民政府办公厅"),
        frame(Part::Notice, FrameRole::Date, "2021年8月28日"),
        frame(Part::Notice, FrameRole::Remark, "（此件公开发布）"),
        frame(Part::Body, FrameRole::Title, "样本“十四五”科技创新规划"),
        paragraph(basis),
        heading(1, "第一章 全面塑造科技创新发展新格局"),
        heading(2, "第一节 深刻认识新形势新要求"),
        paragraph(Text::plain(long)),
        heading(2, "第二节 发展目标"),
        lead(
            "创新基础实力大幅增强。全社会研发投入大幅增长，企业技术创新能力进一步提升。",
            11,
        ),
        block(Part::Body, Content::Table(table)),
        heading(1, "第二章 提升科技创新引领支撑能力"),
        heading(2, "第一节 实施企业创新主体培育工程"),
        heading(3, "一、培育科技型企业"),
        run_in(4, &format!("（一）实施“双倍增”行动。{long}"), true),
        block(Part::Body, Content::Box(boxed)),
        run_in(4, &format!("（二）实行工业特派员制度。{long}"), true),
        item("1.项目合同计划进度执行情况；", "1."),
        item("2.经费到位、使用和管理情况。", "2."),
        heading(4, "（三）单独成行的小标题"),
        paragraph(Text::plain(
            "到2025年，R&D经费投入强度达到1.5%，<高新技术企业>总数翻一番。",
        )),
        frame(
            Part::Body,
            FrameRole::Copies,
            "抄送：党委各部门，人大常委会办公厅。",
        ),
    ];
    let mut annex = heading(1, "附件：重点任务分工");
    annex.part = Part::Annex;
    blocks.push(annex);
    assign_anchors(&mut blocks);
    let issuers = ["样本人民政府办公厅"];
    let title = "样本“十四五”科技创新规划";
    let mut metadata = metadata(
        "sample-plan",
        title,
        &issuers,
        "样政办发〔2021〕39号",
        "2021-08-28",
    );
    metadata.notice = Some("关于印发《样本科技创新规划》的通知".into());
    metadata.level = Some("本级".into());
    metadata.witnesses = vec![Witness {
        file: "sample.txt".into(),
        lines: Lines {
            first: 1,
            last: 220,
        },
        joins: 0,
        removed: Vec::new(),
    }];
    metadata.validities = vec![Validity {
        kind: ValidityKind::Period,
        value: "2021/2025".into(),
        anchor: None,
        span: Span::new(2, 7),
    }];
    Document { metadata, blocks }
}

fn measures() -> Document {
    let mut blocks = vec![
        frame(Part::Body, FrameRole::Title, "样本项目管理办法（试行）"),
        heading(1, "第一章　总则"),
        run_in(2, "第一条　为规范项目管理，制定本办法。", false),
        run_in(2, "第二条　本办法所称项目，是指下列各项：", false),
        item("（一）基础研究项目；", "（一）"),
        item("1.面上项目；", "1."),
        item("（二）应用研究项目。", "（二）"),
        heading(1, "第二章　附则"),
        run_in(
            2,
            "第三条　本办法自发布之日起施行，有效期2016年1月1日至2016年12月31日。",
            false,
        ),
        frame(Part::Body, FrameRole::Date, "2015年12月22日"),
    ];
    assign_anchors(&mut blocks);
    let issuers = ["样本科学技术厅", "样本财政厅"];
    let title = "样本项目管理办法（试行）";
    let mut metadata = metadata(
        "sample-measures",
        title,
        &issuers,
        "样科发〔2015〕14号",
        "2015-12-22",
    );
    metadata.level = Some("上级".into());
    metadata.validities = vec![
        Validity {
            kind: ValidityKind::Expiry,
            value: "2016-12-31".into(),
            anchor: Some("a3".into()),
            span: Span::new(16, 37),
        },
        Validity {
            kind: ValidityKind::Trial,
            value: String::new(),
            anchor: None,
            span: Span::new(9, 11),
        },
    ];
    Document { metadata, blocks }
}
