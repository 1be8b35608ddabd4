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
    ask_issuer: "本库止于 {date}，此后是否延续、修订或废止，须向发文机关核实。", "This library was kept until {date}; ask the issuer whether the document was extended, amended or repealed since.";
    ask_issuer_undated: "是否延续、修订或废止，须向发文机关核实。", "Ask the issuer whether the document was extended, amended or repealed.";
    repair: "修复：此处原为“{was}”。依据：{rule}。", "Mended: the source has “{was}”. Ground: {rule}.";
    repair_added: "修复：此处原缺。依据：{rule}。", "Mended: missing in the source. Ground: {rule}.";
    variant: "异文：{witness} 作“{reading}”。", "Variant: {witness} has “{reading}”.";
    variant_none: "异文：{witness} 无此字。", "Variant: {witness} lacks this.";
    doubt: "存疑：{reason}", "Doubtful: {reason}";
    needs_script: "查找需要脚本；正文、目录和链接不需要。", "Search needs script; text, contents and links do not.";
    empty_library: "文件库里还没有文件。", "The library holds no documents yet.";
    spread: "另有 {n} 份文件含有全部的词，但不在同一段里", "{n} more document{n:s} with all of the words, but not in one passage";
    offered: "您要找的是不是", "Did you mean";
    not_held_count: "另引未收录的文件 {n} 份", "{n} cited document{n:s} not in this library";
    date_contents: "依汇编目录", "from the table of contents";
    number_printed: "原文所写", "As printed";
    notice_title: "印发通知", "Sent out by";
    count_part: "{n}篇", "{n} part{n:s}";
    count_chapter: "{n}章", "{n} chapter{n:s}";
    count_section: "{n}节", "{n} section{n:s}";
    count_article: "{n}条", "{n} article{n:s}";
    count_box: "{n}个专栏", "{n} box{n:es}";
    count_table: "{n}张表", "{n} table{n:s}";
    query_empty: "输入要找的字词。", "Type what to look for.";
    nearest: "可以试试", "Try";
    summary: "{documents}全文，{characters}", "{documents} in full, {characters}";
    filter_outline: "在目录中找", "Find in the contents";
    link_paragraph: "本段链接", "Link to this paragraph";
    link_heading: "本节链接", "Link to this heading";
    link_article: "本条链接", "Link to this article";
    link_box: "本栏链接", "Link to this box";
    link_table: "本表链接", "Link to this table";
    mark_heading: "§", "§";
    mark_box: "栏", "B";
    mark_table: "表", "T";
    table_named: "表：{caption}", "Table: {caption}";
    table_plain: "表", "Table";
    recent: "最近查过", "Recent searches";
    read_so_far: "读到 {n}%", "{n}% read";
}
