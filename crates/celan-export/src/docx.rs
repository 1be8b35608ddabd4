//! A document as a Word file (ECMA-376), laid out as an official document (GB/T 9704-2012): A4, 28
//! characters a line, 22 lines a page, page number — 1 —.

use crate::zip::zip;
use celan_document::{
    Block, Content, FrameRole, Heading, NumberingKind, Span, Table, Text, char_slice,
};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/footer.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

/// Relations of the package, and of the document: kind and target.
const RELATIONS: [&[(&str, &str)]; 2] = [
    &[
        (
            "officeDocument/2006/relationships/officeDocument",
            "word/document.xml",
        ),
        (
            "package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
    ],
    &[
        ("officeDocument/2006/relationships/styles", "styles.xml"),
        ("officeDocument/2006/relationships/footer", "footer.xml"),
    ],
];

const NAMES: &str = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

/// The page: sizes in twentieths of a point; the grid makes 28 characters of a line of 156 mm.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"r1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/></w:sectPr>";

const FOOTER: &str = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>";

/// Styles: id, name, what they say of the paragraph, and of its letters. Sizes in half points.
#[rustfmt::skip]
const STYLES: [(&str, &str, &str, &str); 18] = [
    ("Text", "Body Text", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", ""),
    ("Flush", "Addressee", "", ""),
    ("Sign", "Signature", "<w:ind w:rightChars=\"200\" w:right=\"640\"/><w:jc w:val=\"right\"/>", ""),
    ("Issuer", "Issuer", "<w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", "<w:rFonts w:eastAsia=\"SimSun\"/><w:b/><w:color w:val=\"C00000\"/><w:sz w:val=\"48\"/>"),
    ("Number", "Number", "<w:jc w:val=\"center\"/>", ""),
    ("Title", "Title", "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"16\" w:color=\"C00000\"/></w:pBdr><w:spacing w:before=\"240\" w:after=\"480\" w:line=\"300\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", "<w:rFonts w:eastAsia=\"SimSun\"/><w:b/><w:sz w:val=\"44\"/>"),
    ("Inner", "Subtitle", "<w:keepNext/><w:spacing w:before=\"480\" w:after=\"240\" w:line=\"300\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", "<w:rFonts w:eastAsia=\"SimSun\"/><w:b/><w:sz w:val=\"40\"/>"),
    ("H1", "heading 1", "<w:keepNext/><w:outlineLvl w:val=\"0\"/>", "<w:rFonts w:eastAsia=\"SimHei\"/>"),
    ("H2", "heading 2", "<w:keepNext/><w:outlineLvl w:val=\"1\"/>", "<w:rFonts w:eastAsia=\"KaiTi\"/><w:b/>"),
    ("H3", "heading 3", "<w:keepNext/><w:outlineLvl w:val=\"2\"/>", "<w:b/>"),
    ("H4", "heading 4", "<w:keepNext/><w:outlineLvl w:val=\"3\"/>", "<w:b/>"),
    ("H5", "heading 5", "<w:keepNext/><w:outlineLvl w:val=\"4\"/>", "<w:b/>"),
    ("H6", "heading 6", "<w:keepNext/><w:outlineLvl w:val=\"5\"/>", "<w:b/>"),
    ("BoxTitle", "Box Title", "<w:keepNext/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/><w:jc w:val=\"center\"/>", "<w:rFonts w:eastAsia=\"SimHei\"/>"),
    ("Box", "Box Text", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F5F5F5\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", ""),
    ("Caption", "caption", "<w:keepNext/><w:jc w:val=\"center\"/>", "<w:rFonts w:eastAsia=\"SimHei\"/>"),
    ("Cell", "Table Text", "<w:spacing w:line=\"320\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", "<w:sz w:val=\"21\"/>"),
    ("Source", "Source", "<w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"auto\"/></w:pBdr><w:spacing w:line=\"280\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", "<w:sz w:val=\"19\"/>"),
];

/// What stands before and after the blocks: lines with the ids of their styles.
type Lines<'a> = [(&'static str, &'a str)];

/// Writes a Word file; `title` is what a list of files calls it.
pub(crate) fn docx(title: &str, head: &Lines, blocks: &[Block], foot: &Lines) -> Vec<u8> {
    let mut body = Writer::default();
    for (style, line) in head {
        body.paragraph(style, "", &[(line, false)]);
    }
    body.blocks(blocks, false);
    for (style, line) in foot {
        body.paragraph(style, "", &[(line, false)]);
    }
    let document = [
        XML,
        "<w:document",
        NAMES,
        "<w:body>",
        &body.out,
        SECTION,
        "</w:body></w:document>",
    ];
    let footer = [XML, "<w:ftr", NAMES, FOOTER, "</w:ftr>"];
    zip(&[
        ("[Content_Types].xml", [XML, TYPES].concat()),
        ("_rels/.rels", relations(RELATIONS[0])),
        ("word/_rels/document.xml.rels", relations(RELATIONS[1])),
        ("word/document.xml", document.concat()),
        ("word/styles.xml", styles()),
        ("word/footer.xml", footer.concat()),
        ("docProps/core.xml", properties(title)),
    ])
}

fn properties(title: &str) -> String {
    let mut out = [
        XML,
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
    ]
    .concat();
    escape(title, &mut out);
    out.push_str("</dc:title></cp:coreProperties>");
    out
}

fn relations(of: &[(&str, &str)]) -> String {
    let mut out = [
        XML,
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    ]
    .concat();
    for (n, (kind, target)) in of.iter().enumerate() {
        let n = n.to_string();
        for piece in [
            "<Relationship Id=\"r",
            &n,
            "\" Type=\"http://schemas.openxmlformats.org/",
            kind,
            "\" Target=\"",
            target,
            "\"/>",
        ] {
            out.push_str(piece);
        }
    }
    out.push_str("</Relationships>");
    out
}

fn styles() -> String {
    let mut out = [
        XML, "<w:styles", NAMES,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"FangSong\"/><w:sz w:val=\"32\"/><w:lang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>",
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr></w:style>",
    ]
    .concat();
    for (id, name, paragraph, letters) in STYLES {
        for piece in [
            "<w:style w:type=\"paragraph\" w:styleId=\"",
            id,
            "\"><w:name w:val=\"",
            name,
            "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>",
            paragraph,
            "</w:pPr><w:rPr>",
            letters,
            "</w:rPr></w:style>",
        ] {
            out.push_str(piece);
        }
    }
    out.push_str("</w:styles>");
    out
}

#[derive(Default)]
struct Writer {
    out: String,
}

impl Writer {
    fn push(&mut self, pieces: &[&str]) {
        pieces.iter().for_each(|piece| self.out.push_str(piece));
    }

    /// A paragraph of runs, bold or not; `more` goes to what its style says of it.
    fn paragraph(&mut self, style: &str, more: &str, runs: &[(&str, bool)]) {
        self.push(&[
            "<w:p><w:pPr><w:pStyle w:val=\"",
            style,
            "\"/>",
            more,
            "</w:pPr>",
        ]);
        for (text, bold) in runs.iter().filter(|(text, _)| !text.is_empty()) {
            let bold = if *bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
            self.push(&["<w:r>", bold, "<w:t xml:space=\"preserve\">"]);
            escape(text, &mut self.out);
            self.push(&["</w:t></w:r>"]);
        }
        self.push(&["</w:p>"]);
    }

    fn blocks(&mut self, blocks: &[Block], boxed: bool) {
        for block in blocks {
            self.block(block, boxed);
        }
    }

    fn block(&mut self, block: &Block, boxed: bool) {
        let text_style = if boxed { "Box" } else { "Text" };
        match &block.content {
            Content::Heading(heading) => self.heading(heading),
            Content::Paragraph { text, run_in, lead } => {
                let end = run_in.as_ref().map_or(*lead, |run_in| match run_in.kind {
                    // Of an article only its label stands out.
                    NumberingKind::Article => run_in.label.chars().count() as u32,
                    _ => run_in.end,
                });
                self.led(text_style, text, end);
            }
            Content::Item { text, .. } => self.led(text_style, text, 0),
            Content::Frame { role, text } => {
                let style = match role {
                    FrameRole::Title => "Inner",
                    FrameRole::Addressee => "Flush",
                    FrameRole::Signature | FrameRole::Date => "Sign",
                    FrameRole::Remark | FrameRole::Copies => "Text",
                };
                self.led(style, text, 0);
            }
            Content::Box(b) => {
                if !b.text.plain.is_empty() {
                    self.led("BoxTitle", &b.text, 0);
                }
                self.blocks(&b.blocks, true);
            }
            Content::Table(table) => self.table(table),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 6);
        let style = ["H", &level.to_string()].concat();
        let centred = matches!(
            heading.kind,
            NumberingKind::Part
                | NumberingKind::Chapter
                | NumberingKind::Section
                | NumberingKind::Plain
        );
        let more = if centred {
            "<w:spacing w:before=\"579\"/><w:jc w:val=\"center\"/>"
        } else {
            "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
        };
        self.paragraph(&style, more, &[(&heading.text.plain, false)]);
    }

    /// A paragraph whose first characters stand out.
    fn led(&mut self, style: &str, text: &Text, end: u32) {
        let lead = char_slice(&text.plain, Span { start: 0, end });
        let rest = &text.plain[lead.len()..];
        self.paragraph(style, "", &[(lead, true), (rest, false)]);
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph("Caption", "", &[(caption, false)]);
        }
        let widths = table.rows.iter().map(Vec::len);
        let width = widths.chain([table.header.len()]).max().unwrap_or(0);
        if width > 0 {
            self.push(&["<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"12\"/><w:bottom w:val=\"single\" w:sz=\"12\"/><w:insideH w:val=\"single\" w:sz=\"4\"/></w:tblBorders></w:tblPr><w:tblGrid>"]);
            self.push(&vec!["<w:gridCol/>"; width]);
            self.push(&["</w:tblGrid>"]);
            if !table.header.is_empty() {
                self.row(&table.header, width, "<w:tblHeader/>");
            }
            for row in &table.rows {
                self.row(row, width, "");
            }
            self.push(&["</w:tbl>"]);
        }
        for note in &table.notes {
            self.paragraph("Cell", "", &[(note, false)]);
        }
        // Two tables without a paragraph between them would become one.
        self.push(&["<w:p/>"]);
    }

    fn row(&mut self, cells: &[String], width: usize, head: &str) {
        self.push(&["<w:tr><w:trPr><w:cantSplit/>", head]);
        // A row has a cell at least; what it lacks is said, and not written out.
        let empty = [String::new()];
        let cells = if cells.is_empty() { &empty[..] } else { cells };
        if cells.len() < width {
            let missing = (width - cells.len()).to_string();
            self.push(&["<w:gridAfter w:val=\"", &missing, "\"/>"]);
        }
        self.push(&["</w:trPr>"]);
        for cell in cells {
            self.push(&["<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>"]);
            self.paragraph("Cell", "", &[(cell, !head.is_empty())]);
            self.push(&["</w:tc>"]);
        }
        self.push(&["</w:tr>"]);
    }
}

/// Writes a text as XML has it; characters that XML cannot hold are left out.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}
