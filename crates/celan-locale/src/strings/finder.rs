//! The strings of the finder and its tables, which come later than the others: a struct of their own.

late_strings! {
    /// The words of the finder.
    FinderStrings
    title: "我能得到什么", "What is there for me";
    about: "{documents}份文件里写明的支持{n}项。数额、条件照录原文，未作换算。",
        "{n} kind{n:s} of support named by {documents} document{documents:s}. Sums and conditions are in the words of the text.";
    none_here: "这些文件里没有读出写明数额的支持。", "These documents name no support with a sum.";
    unknown_choice: "这里没有“{choice}”这一项，没有按它挑选。", "There is no choice “{choice}” here; it was left out.";
    who: "我是", "I am";
    want: "我要", "I want";
    level: "哪一级", "Level";
    any: "不限", "Any";
    change: "改", "Change";
    comma: "、", ", ";
    nowhere: "没有写给{names}的", "Nothing is for: {names}";
    answers: "答案", "Answers";
    count: "{n}项，在{documents}份文件里。", "{n} in {documents} document{documents:s}. ";
    ended: "{n}项写明的期限已过，", "{n} have ended: ";
    without_ended: "除去这些", "leave these out";
    with_ended: "连同期限已过的", "include those that have ended";
    order: "排序", "Order";
    by_fit: "相关", "Fit";
    by_sum: "金额", "Sum";
    by_level: "层级", "Level";
    print: "打印清单", "Print the list";
    asked: "我是：{who}；我要：{want}；哪一级：{level}。文件库止于{date}。",
        "I am: {who}. I want: {want}. Level: {level}. The library ends at {date}.";
    desk_reply: "窗口答复：", "Answer at the desk:";
    nothing: "没有同时合乎这些的。改一项再看。", "Nothing fits all of this. Change one of the answers.";
    for_named: "写明给{who}", "For: {who}";
    for_wider: "给各类{who}", "For any: {who}";
    for_anyone: "未写明给哪一类", "The text names none of these groups";
    narrower: "另有只给其中一类的：", "More is for some of them only:";
    unread: "金额未能读出，见原文", "The sum cannot be read: see the text";
    in_words: "数额见原文", "See the text for the sum";
    whole: "看全段", "Whole paragraph";
    unstated: "未写明", "not stated";
    for_whom: "给谁", "For";
    condition: "条件", "If";
    by_whom: "由谁", "From";
    term: "期限", "Term";
    how_long: "几年", "For";
    years: "{n}年", "{n} year{n:s}";
    both_levels: "，两级都给", ": two levels give";
    together: "能否都得，文件自己的话", "Whether both can be had, in the documents’ own words";
    strip: "能得到的支持", "Support for";
    all: "全部", "All";
    given: "本文件的支持措施", "Support in this document";
    given_count: "{n}项", "{n} measure{n:s}";
    given_unread: "，{n}项金额未能读出", ", {n} with a sum that cannot be read";
    given_words: "。数额、条件照录原文；点数额看原句。", ". In the words of the text; each sum leads to its sentence.";
    given_none: "这份文件里没有读出写明数额的支持。", "This document names no support with a sum.";
    how_much: "给多少", "How much";
    given_whom: "给谁，凭什么", "For whom, and why";
    targets: "目标与指标", "Targets and indicators";
    targets_about: "实心是文件所记的值，空心是目标；一条线只连同一份文件里的数。每个数都可点开原句。",
        "Filled is recorded, hollow is aimed at; a line joins the numbers of one document only. Each number leads to its sentence.";
    targets_none: "这些文件里没有读出目标。", "These documents name no targets.";
    all_targets: "全部", "All";
    other_targets: "其他指标", "Other indicators";
    indicator: "指标", "Indicator";
    year: "年", "Year";
    value: "数", "Value";
    nature: "性质", "Kind";
    from: "出自", "Source";
    aim: "目标", "target ";
    listed: "列表，{n}个数", "Table, {n} number{n:s}";
    differ: "同一年，两份文件两个数。", "One year, two documents, two numbers.";
    differ_of: "{year}年{place}：", "{place}, {year}: ";
    differ_from: "（{title}）", " ({title})";
    differ_end: "。照录，不作取舍。", ". Both are shown; neither is chosen.";
    range: "{from}至{to}", "{from} to {to}";
    at_least: "{n}以上", "at least {n}";
    at_most: "{n}以下", "at most {n}";
    about_value: "{n}左右", "about {n}";
    short_aim: "目标", "aim ";
    short_range: "{from}–{to}", "{from}–{to}";
    short_least: "≥{n}", "≥{n}";
    short_most: "≤{n}", "≤{n}";
    short_about: "约{n}", "~{n}";
    bodies: "谁牵头，谁配合", "Who leads, who assists";
    bodies_about: "{n}个机关，按写明的次数排。", "{n} in all, those named most often first.";
    bodies_none: "这些文件里没有写明牵头、配合或责任单位。", "These documents name no body that leads, assists or is responsible.";
    leads: "牵头", "leads";
    assists: "配合", "assists";
    responsible: "负责", "responsible";
}
