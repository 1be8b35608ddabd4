//! The form of the model's types.

#[cfg(feature = "pack")]
use super::Writer;
use super::{Reader, Wire, wire, wire_enum};
use celan_document::{
    CitationKind, DateSource, FrameRole, Lines, Metadata, NumberingKind, Part, PartialDate, Remark,
    Removed, Span, Validity, ValidityKind, Witness,
};

wire!(Span { start, end });
wire!(Lines { first, last });
wire!(Metadata {
    id,
    title,
    notice,
    number,
    number_printed,
    issuers,
    date,
    date_source,
    level,
    category,
    addressees,
    remark,
    copies,
    validities;
    witnesses
});
wire!(Remark { name, text });
wire!(Validity {
    kind,
    value,
    anchor,
    span,
});
wire!(Witness {
    file,
    lines,
    joins,
    removed,
});
wire!(Removed {
    line,
    was,
    now,
    rule,
});

wire_enum!(Part {
    Notice,
    Body,
    Annex,
});
wire_enum!(FrameRole {
    Title,
    Addressee,
    Signature,
    Date,
    Remark,
    Copies,
});
wire_enum!(NumberingKind {
    Part,
    Chapter,
    Section,
    Article,
    Han,
    HanParen,
    Arabic,
    ArabicParen,
    Annex,
    Plain,
});
wire_enum!(CitationKind {
    Title,
    Number,
    Alias,
    Internal,
});
wire_enum!(DateSource {
    Signature,
    Head,
    Contents,
    Number,
});
wire_enum!(ValidityKind {
    Effective,
    Expiry,
    Trial,
    Provisional,
    Period,
});

impl Wire for PartialDate {
    fn read(from: &mut Reader<'_>) -> Self {
        let text = String::read(from);
        Self::parse(&text).unwrap_or_else(|| {
            from.fail("a date is none");
            Self::default()
        })
    }

    #[cfg(feature = "pack")]
    fn write(&self, to: &mut Writer) {
        to.put(self.as_str());
    }
}
