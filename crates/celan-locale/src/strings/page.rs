//! What only pages say that are written beforehand: where a text comes from, and that the program has not come.

late_strings! {
    /// The words that only pages written beforehand say; the program has no use for them.
    PageStrings
    file: "文件", "File";
    lines: "行", "Lines";
    witness: "文本", "Witness";
    source_intro: "本页说明正文从何而来，与来源有何不同。空白与换行之外，每一处改动都列在下面。", "Where the text comes from, and where it departs from its source. White space and line breaks aside, every change is listed below.";
    source_by_hand: "本文件直接编写，无来源文本。", "Written directly; there is no source text.";
    witnesses: "来源文本", "Source texts";
    witness_base: "底本", "base text";
    witness_other: "参校本", "second witness";
    role: "用途", "Use";
    line_range: "第 {first}—{last} 行", "lines {first}–{last}";
    line_one: "第 {first} 行", "line {first}";
    repairs_count: "修复 {n} 处", "{n} repair{n:s}";
    variants_count: "异文 {n} 处", "{n} variant{n:s}";
    doubts_count: "存疑 {n} 处", "{n} doubtful place{n:s}";
    removed_count: "正文之外另去除 {n} 处（表格标记、页面文字）", "{n} removal{n:s} outside the text (marks of tables, page furniture)";
    no_repairs: "正文与来源文本逐字相同。", "The text is the source's, character for character.";
    source_line: "来源行", "Source line";
    was: "原作", "Was";
    now: "今作", "Now";
    rule: "依据", "Ground";
    reading: "读作", "Reads";
    reason: "缘由", "Why";
    where_in_text: "位置", "Place";
    failed_start: "程序没有启动。技术信息：{reason}", "The program did not start: {reason}";
    failed_running: "程序出错停止。技术信息：{reason}", "The program failed and has stopped: {reason}";
    page_cut: "此页没有完整到达，以上文字不全。", "This page did not arrive whole: text is missing above.";
    unstyled: "样式没有到达：{reason}", "The style did not arrive: {reason}";
}
