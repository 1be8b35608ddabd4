//! What is said by the parts of the program that come once everything can be searched.

late_strings! {
    /// The words of what comes once everything can be searched.
    LaterStrings
    unit_book: "篇", "book";
    unit_chapter: "章", "chapter";
    unit_section: "节", "section";
    unit_article: "条", "article";
    unit_annex: "附件", "annex";
    unit_part: "部分", "part";
    this_unit: "本{unit}", "This {unit}";
    former_section: "上一{unit}　{title}", "Previous {unit}: {title}";
    next_section: "下一{unit}　{title}", "Next {unit}: {title}";
    this_document: "本文件", "This document";
    print_or_pdf: "打印／存为PDF", "Print / save as PDF";
    nothing_kept: "阅读和查找不联网；读到哪里、查过什么、设置和标注，关上页面就不再留在这台设备上。",
        "Reading and searching use no network. Once this page is closed, nothing of where you read, what you searched, your settings or your notes stays on this device.";
    scope: "查找范围", "Search in";
    start_continue: "继续阅读", "Continue reading";
    start_forget: "不再记", "Keep no more";
    start_before: "此前读过", "Read before";
    start_news: "上次来后", "Since your last visit";
    dropped: "换个查法", "Search differently";
    drop_word: "去掉“{word}”，查 {rest}", "Without “{word}”: {rest}";
    apart: "以下只有所查的一部分，或是换了说法", "What follows has only a part of it, or says it in other words";
    narrowed_none: "选定的范围里没有“{query}”。", "“{query}” does not occur in what is chosen.";
    not_narrowed: "不限范围，{n}处", "Everywhere: {n}";
    near_addresses: "地址相近的文件", "Documents of a similar address";
    everywhere: "全库", "Whole library";
    back_to_text: "回到正文", "Back to the document";
    nth_paragraph: "第{n}段", " paragraph {n}";
    printed_title: "标题", "Title";
    signature: "落款", "Signature";
    remark: "附注", "Remark";
}
