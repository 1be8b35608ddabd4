//! The strings of what is done with what was found, which come later than the others: a struct of their own.

late_strings! {
    /// The words of comparing, taking along, annotations, settings and the offline copy.
    MoreStrings
    not_held: "未收录", "not in this library";
    look_size: "字号|小|中|大|特大", "Text size|Small|Medium|Large|Largest";
    look_leading: "行距|紧|中|松", "Line spacing|Tight|Medium|Loose";
    look_gap: "段距|无|半行|一行", "Paragraph spacing|None|Half|Full";
    look_measure: "行宽|34字|38字|40字", "Line width|34|38|40";
    look_face: "字体|宋体|黑体", "Typeface|Serif|Sans";
    look_theme: "底色|随设备|纸|暗|褐|高对比", "Theme|Device|Paper|Dark|Sepia|Contrast";
    look_reset: "复原", "Reset";
    mark_set: "加书签", "Mark";
    mark_unset: "取消书签", "Remove mark";
    mark_unset_note: "删去书签与笔记", "Remove mark and note";
    mark_save: "记下", "Keep";
    mark_remove: "删去", "Remove";
    mark_removed: "已删去。", "Removed.";
    mark_restore: "放回", "Put back";
    mark_lost: "文件库已变，文中找不到这些字了；记下的照旧留着。",
        "The library has changed: these words are not in the document any more. The mark is kept.";
    mark_no_document: "文件库里没有这份文件；记下的照旧留着。", "The library does not hold this document. The mark is kept.";
    marks_none: "还没有书签与笔记。读到要紧处，点段首的段号（手机上点住一段），或选中几个字，即可记下。只存在这台设备上，可导出为一个文件。",
        "No marks and notes yet. Press the number of a paragraph (on a phone, rest on it), or select some words. They stay on this device and can be exported as one file.";
    marks_export: "导出文件", "Export";
    marks_import: "导入文件", "Import";
    marks_taken: "新取来 {new} 条，换成较新的 {changed} 条，原已有 {known} 条，不认得的 {refused} 条。",
        "{new} new, {changed} later than here, {known} known already, {refused} not understood.";
    marks_foreign: "这不是书签文件，什么都没有取。", "This is no file of marks; nothing was taken.";
    marks_unkept: "这台设备不让网页存东西，或已存满：书签与笔记关掉页面即失，请先导出。",
        "This device lets pages keep nothing, or is full: marks and notes end with this page. Export them first.";
    marks_newer: "这台设备存有较新版本的书签，这一版认不得；原文未动，没有丢弃，可在下面导出。现在记下的另存一处。",
        "This device keeps marks of a newer version, which this one cannot read; they stay as they are and are not lost. Export them below. What is marked now is kept beside them.";
    marks_unlisted: "另有 {n} 条没有列出，导出可得全部。", "{n} more are not listed; the export has them all.";
    marks_export_aside: "导出认不得的原文", "Export what was not understood";
    marks_aside: "原先存下的书签有认不得的，原文已另存，没有丢弃。",
        "Some of what was kept here was not understood; it was put aside and is not lost.";
    key_list: "/|查找|↑ ↓|在结果或建议中上下|Enter|打开|空格|在引文上：先看一眼|Esc|收起|t|目录|[ ]|上一节、下一节|\
        n N F3|下一处、上一处|c|带出处复制|p|打印|?|按键",
        "/|Search|↑ ↓|Up and down in results or suggestions|Enter|Open|Space|On a mention of a document: a glance at it|Esc|Close|t|Contents|\
        [ ]|Previous, next section|n N F3|Next, previous place|c|Copy with its source|p|Print|?|Keys";
    fetching_repairs: "正在取来源记录", "Fetching the record of sources";
    compare_choose: "与哪一份文件对照", "Compare with which document";
    compare_all: "各节对照", "By section";
    compare_topics: "两份都讲到", "Both speak of";
    compare_topic: "对照的题目", "Topic to compare";
    compare_topic_go: "对照此题", "Compare";
    compare_turn: "左右对换", "Swap sides";
    compare_other: "换文件", "Other document";
    compare_tables: "表格对照", "Tables";
    compare_search: "再查此题", "Search this topic";
    compare_none: "未找到相应的一项", "No like row was found";
    compare_alone: "未找到题目、用词相近的一节", "No section of like subject was found";
    compare_alone_passage: "未找到相近的一段", "No like passage was found";
    compare_more: "只列出每份文件最相关的 {n} 段。", "Only the {n} most relevant passages of each document are listed.";
    compare_first: "内容太多，只比较了每份文件开头的 {n} 节、每张表开头的 {n} 行。",
        "There is much here: only the first {n} sections of each document and {n} rows of each table are compared.";
    compare_note: "按题目和共有的用词排出，未找到的不等于没有规定；数额照录原文，未作换算。是否可以同时享受，以发文机关解释为准。",
        "Arranged by titles and shared words: what was not found here may still be provided for. Figures stand as printed, not converted. Whether both can be claimed is for the issuers to say.";
    compare_missing: "库中没有这份文件。", "The library does not hold this document.";
    compare_nothing: "两份文件里都没有找到“{query}”。", "“{query}” was found in neither document.";
    acts: "此处", "This place";
    copy_link: "复制链接", "Copy link";
    print_place: "打印此处", "Print this place";
    copied_words: "已复制文字和出处，{n}字。", "Copied with its source: {n} character{n:s}.";
    copy_by_hand: "浏览器不许复制。请从这里选取：", "The browser does not let us copy. Please copy from here:";
    up_to: "至", "–";
    what_to_take: "带走哪一部分", "Which part";
    rest_hint: "手指按住一段不动，可单独复制、加书签、写笔记。", "Rest a finger on a paragraph to copy, mark or annotate it alone.";
    take_words: "复制文字和出处", "Copy text and source";
    as_text: "纯文本", "Plain text";
    as_markdown: "Markdown", "Markdown";
    as_reference: "参考文献（GB/T 7714）", "Reference (GB/T 7714)";
    as_file: "存为文件", "Save as a file";
    as_plain_file: "文本", "Text";
    as_markdown_file: "Markdown", "Markdown";
    as_word_file: "Word", "Word";
    saved: "已存为“{name}”。", "Saved as “{name}”.";
    on_paper: "打印", "Print";
    send_on: "打印、转给别人", "Print, send on";
    qr_code: "二维码：用手机扫，在手机上打开", "QR code: scan it to open this on a phone";
    qr_of_file: "这是本机上的文件，地址别处打不开。要转给别人，请把文件本身给他。",
        "This is a file on this device; its address leads nowhere from elsewhere. To send it on, give the file itself.";
    qr_too_long: "地址太长，做不成二维码。", "The address is too long for a QR code.";
    printed_on: "打印于{date}。", "Printed {date}.";
    copied_reference: "已复制参考文献条目。", "Reference copied.";
    peek_open: "打开", "Open";
    peek_mentions: "看库中提到它的 {n} 处", "Mentioned here in {n} place{n:s}";
    keep_ask: "全部存到本机（{size} MB）", "Keep everything on this device ({size} MB)";
    keep_again: "核对并长期保留", "Check and keep for good";
    keeping: "正在存到本机：{percent}%", "Being kept on this device: {percent}%";
    kept_lasting: "已存到本机，断网可用，浏览器答应长期保留。", "Kept on this device for good, to be read without a network.";
    keep_cannot: "此网址不是 HTTPS，浏览器不许保存：关闭后须重新取。",
        "This address is not HTTPS, so the browser keeps nothing once it is closed.";
    keep_held: "全部内容都在这一个文件里。", "Everything stands in this one file.";
    keep_failed: "没有存成：{reason}", "Could not be kept: {reason}";
    share: "分享", "Share";
    show_repairs: "标出修复与异文", "Show corrections";
}
