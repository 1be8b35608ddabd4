//! The strings of the views of the whole library, and of what the device keeps: they come with their chunk.

late_strings! {
    /// The words of the views of the whole library.
    OverviewStrings
    document: "文件", "Document";
    number: "文号", "Number";
    date: "日期", "Date";
    no_level: "其他", "Others";
    no_document: "库里没有这份文件。", "The library has no such document.";
    citations_about: "每一行是一份文件，按层级排，同级早者在前。线从引用的文件出发，到箭头所指的被引文件。点每行末尾的数，以那份文件为中心。",
        "One row a document, by level and then by date. A line leads from the document that cites to the arrow at the one that is cited. The counts at the end of a row put that document into the centre.";
    citations_of: "以它为中心，粗线连着它引用的{cites}份和引用它的{cited}份：", "In the centre, with {cites} that it cites and {cited} that cite it: ";
    citations_all: "不以它为中心", "No centre";
    citations_none: "这些文件没有互相引用。", "No document here cites another one.";
    citations_some: "太多，只列出引用与被引最多的{n}份。", "Only the {n} documents with most citations are listed.";
    citations_alone: "另有{n}份既不引用库中文件，也不被引用", "{n} more neither cite a document here nor are cited";
    citations_note: "引用按书名号、文号和简称认出；未收录的文件不在图上。",
        "Citations are known by titles, numbers and abbreviations; documents that the library lacks are not shown.";
    counts: "引与被引", "Cites, cited";
    cites: "引{n}", "cites {n}";
    cited: "被引{n}", "cited {n}";
    center: "以它为中心", "put into the centre";
    timeline_title: "，各年", " by year";
    timeline_ask: "选一个题，或写一个词，看各年、各级的文件提到它多少处。", "Choose a topic or write a word, to see how often the documents of each year and level have it.";
    timeline_about: "{first}年至{last}年，{documents}份文件里{n}处。圆的大小是处数，数写在圆下；同年同级合在一起。",
        "{first} to {last}: {n} match{n:es} in {documents} document{documents:s}. The area of a circle is their number, which stands below it; those of one year and level are counted together.";
    timeline_none: "没有一处写作“{topic}”。", "Nothing is written as “{topic}”.";
    timeline_other: "换一个题", "Another topic";
    timeline_show: "看", "Show";
    timeline_some: "太多，只列出前{n}份。", "Only the first {n} are listed.";
    timeline_others: "另{n}份文件没有。", "Not in {n} other document{n:s}.";
    undated: "无日期", "No date";
    abbreviations_about: "{documents}份文件里写明的简称{n}个。全称照录原文；点简称到写明它的地方。",
        "{n} abbreviation{n:s}, defined by {documents} document{documents:s}, with what they stand for in the words of the text. Each leads to its place.";
    abbreviations_none: "这些文件里没有写明简称。", "These documents define no abbreviations.";
    abbreviations_some: "太多，只列出前{n}个。", "Only the first {n} are listed.";
    abbreviation: "简称", "Abbreviation";
    stands_for: "所指", "Stands for";
    news_first: "这台设备上没有以前来访的记录；下次来时，这里说明此后新增和改正了哪些文件。",
        "This device knows of no visit before. Next time, what was added or corrected since then is listed here.";
    news_since: "上次来是{date}。", "Your last visit was on {date}. ";
    news_none: "此后没有新增，也没有改正。", "Nothing was added or corrected since then.";
    news_removed: "此后移出{n}份。", "{n} were removed since then.";
    news_added: "新增", "Added";
    news_corrected: "改正", "Corrected";
    agreement_asking: "正在从主机重新取来，与文件清单（files.json）核对……",
        "Fetching both anew from the host, to compare them with its list of files (files.json) …";
    agreement_no_list: "查不明：文件清单（files.json）没有取到：{reason}",
        "It cannot be found out: the list of files (files.json) did not come: {reason}";
    agreement_fine: "现在取来的页面和文件库都与清单相符：先前取来的有误。请重试。",
        "Page and library, as they come now, are both as listed: what came before was wrong. Please try again.";
    agreement_page: "有误的是本页：文件库与清单相符，本页不符。请重新打开本页。",
        "The page is wrong: the library is as listed, the page is not. Please open the page again.";
    agreement_library: "有误的是文件库：本页与清单相符，主机上的文件库不符。请告诉发布者。",
        "The library is wrong: the page is as listed, the library on the host is not. Please tell the publisher.";
    agreement_both: "页面和文件库都与清单不符：网站也许正在换版，请过一会儿再试；总是如此，请告诉发布者。",
        "Neither page nor library is as listed: the site may just be changing. Try again later; if it stays so, please tell the publisher.";
    agreement_missing_one: "还查不明：有的没有取到。请过一会儿再试。",
        "It cannot be found out yet: something did not come. Please try again later.";
    agreement_listed: "{file}：与清单相符", "{file}: as listed";
    agreement_other: "{file}：与清单不符", "{file}: not as listed";
    agreement_missing: "{file}：没有取到（{reason}）", "{file}: did not come ({reason})";
    agreement_hashes: "本页所记：{page}；清单所列：{list}", "The page names {page}; the list has {list}";
    kept_about: "这些只存在这台设备的浏览器里，不送往别处。返回时的位置只在这个标签页里，关掉就没有。",
        "This is in the browser of this device only and goes nowhere else. Positions for the way back are in this tab only, and go with it.";
    kept_nothing: "除离线副本外，什么也没有存。", "But for the offline copy, nothing is kept.";
    kept_settings: "设置", "Settings";
    kept_settings_of: "字号、主题、语言", "Type, theme, language";
    kept_reading: "阅读记录", "Reading";
    kept_reading_of: "{n}份文件，各读到哪里", "{n} document{n:s}, and how far each is read";
    kept_reading_off: "读到哪里不再记。", "How far you read is not kept.";
    kept_queries: "最近查过", "Recent searches";
    kept_queries_of: "{n}条", "{n} search{n:es}";
    kept_annotations: "书签与批注", "Bookmarks and notes";
    kept_annotations_of: "{n}个", "{n} in the notebook";
    kept_visits: "来访", "Visits";
    kept_visits_of: "最近一次是{date}；和当时有哪些文件，用来说明有何新到", "The last one, {date}, and which documents there were, to say what is new";
    kept_other: "其他", "Others";
    kept_other_of: "{n}项", "{n} item{n:s}";
    kept_copy: "离线副本", "Offline copy";
    kept_copy_of: "约{n} MB，断网也能读、能查。", "About {n} MB, to read and search without a network.";
    kept_copy_none: "没有存。", "None.";
    kept_copy_note: "清除后，下次打开本站会再存一份。", "Once wiped, it is made again when this site is next opened.";
    kept_all: "全部", "everything";
    wipe: "清除", "Wipe";
    wipe_all: "全部", " everything";
    wipe_sure: "确定清除（{name}）？不能恢复。", "Wipe ({name})? This cannot be undone.";
    wipe_not: "留着", "Keep";
    wiped: "已清除（{name}）。", "Wiped ({name}).";
    forget: "不再记", "Keep no more";
    remember: "再记", "Keep again";
}
