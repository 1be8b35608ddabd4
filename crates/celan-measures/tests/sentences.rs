//! Sentences as local support policies write them, and what each gives.
#![allow(clippy::unwrap_used)]

use celan_document::{Block, Content, Document, Library, Metadata, Part, Text};
use celan_measures::{Bound, CapPer, Choices, Frequency, Measure, measures};

fn library(text: &str) -> Library {
    let block = |anchor: String, text: &str| Block {
        anchor,
        lines: None,
        part: Part::Body,
        content: Content::Paragraph {
            text: Text::plain(text),
            run_in: None,
            lead: 0,
        },
    };
    let blocks = text.lines().enumerate();
    Library {
        documents: vec![Document {
            metadata: Metadata {
                id: "policy".into(),
                ..Metadata::default()
            },
            blocks: blocks
                .map(|(n, text)| block(format!("p{n}"), text))
                .collect(),
        }],
        ..Library::default()
    }
}

/// A measure in short: sum, bound, unit, ceilings, how often, years.
fn short(measure: &Measure) -> String {
    let number = |n: f64| format!("{n}");
    let bound = |bound: Bound| match bound {
        Bound::Fixed => "",
        Bound::Upper => "<",
        Bound::Lower => ">",
        Bound::Range => "~",
    };
    let mut out = String::new();
    if measure.damaged {
        out.push('?');
    } else if let Some(amount) = &measure.amount {
        out += bound(amount.bound);
        out += &match (amount.min, amount.max) {
            (Some(a), Some(b)) if a < b => format!("{a}-{b}"),
            (Some(a), _) | (None, Some(a)) => number(a),
            (None, None) => "-".into(),
        };
    } else if let Some(share) = &measure.share {
        out += bound(share.bound);
        if let Some(least) = share.percent_min {
            out += &format!("{least}-");
        }
        out += &format!("{}%", share.percent);
    }
    for cap in &measure.caps {
        let per = match cap.per {
            Some(CapPer::Item) => "item",
            Some(CapPer::Firm) => "firm",
            Some(CapPer::Year) => "year",
            Some(CapPer::Total) => "total",
            None => "",
        };
        out += &format!(" ≤{}{per}", cap.yuan);
    }
    out += match measure.frequency {
        Frequency::Once => " once",
        Frequency::Yearly => " yearly",
        Frequency::Monthly => " monthly",
        Frequency::PerItem => " each",
        Frequency::Unstated => "",
    };
    if let Some(years) = measure.years {
        out += &format!(" {years}y");
    }
    out
}

fn read(text: &str) -> String {
    let found = measures(&library(text), &Choices::default(), None);
    let found: Vec<String> = found.iter().map(short).collect();
    found.join("; ")
}

#[test]
fn sums_of_support_are_found() {
    let cases = [
        (
            "对首次通过高新技术企业认定的，一次性奖励20万元；对重新认定的，奖励10万元。",
            "200000 once; 100000",
        ),
        (
            "对新获批国家级、省级、市级企业技术中心的企业，分别给予100万元、50万元、20万元的一次性奖励。",
            "1000000 once; 500000 once; 200000 once",
        ),
        (
            "对购置关键设备的企业，按设备投资额的15%给予补助，单个企业最高不超过300万元。",
            "15% ≤3000000firm",
        ),
        (
            "按照不超过实际投入的20%给予补助，最高不超过200万元。",
            "<20% ≤2000000",
        ),
        (
            "对上年度研发费用达到500万元以上的企业，按研发费用的5%给予补助，最高100万元。",
            "5% ≤1000000",
        ),
        (
            "年主营业务收入首次突破1亿元、5亿元、10亿元的企业，分别奖励10万元、30万元、50万元。",
            "100000 once; 300000 once; 500000 once",
        ),
        (
            "对新引进的总投资5000万元以上的项目，给予固定资产投资额3%的奖励，最高奖励500万元。",
            "3% ≤5000000",
        ),
        ("每新增一家规上企业，奖励所在园区5万元。", "50000 each"),
        (
            "对租用办公用房的，按每平方米每月20元给予租金补贴，补贴期限不超过3年，每年最高补贴30万元。",
            "20 ≤300000year monthly 3y",
        ),
        (
            "对获得发明专利授权的，每件资助3000元，同一申请人每年资助总额不超过5万元。",
            "3000 ≤50000year each",
        ),
        ("给予每人每月1000元生活补贴，期限3年。", "1000 monthly 3y"),
        (
            "博士、硕士、本科毕业生每人每年分别给予3万元、2万元、1万元安家补贴，连续发放3年。",
            "30000 yearly 3y; 20000 yearly 3y; 10000 yearly 3y",
        ),
        (
            "对贷款企业按照同期LPR的50%给予贴息，单户企业年度贴息最高50万元。",
            "50% ≤500000year",
        ),
        ("国家级奖励50万元，省级奖励20万元。", "500000; 200000"),
        (
            "获得国家科学技术奖一等奖、二等奖的，按国家奖金1:1给予配套奖励。",
            "100%",
        ),
        (
            "对参展企业展位费给予全额补贴，每家企业最高2万元。",
            "100% ≤20000firm",
        ),
        ("对符合条件的小微企业，房租减半收取。", ""),
        (
            "前两年按其对地方财政贡献的100%给予奖励，后三年按50%给予奖励。",
            "100% yearly 2y; 50% yearly 3y",
        ),
        ("给予不低于10万元、不高于50万元的奖励。", ">100000; <500000"),
        ("给予20万元—50万元奖励。", "~200000-500000"),
        (
            "一次性给予项目建设单位50～100万元的资金补助。",
            "~500000-1000000 once",
        ),
        (
            "对首次上规入统的工业企业，给予一次性奖励人民币贰拾万元。",
            "",
        ),
        (
            "每亩补贴200元，单个主体最高补贴10万元。",
            "200 ≤100000firm each",
        ),
        ("对种粮大户按每亩150元的标准给予补贴。", "150 each"),
        ("给予每家企业最高200万元的支持。", "<2000000 each"),
        ("对获评“中华老字号”的企业给予50万奖励。", "500000"),
        ("分别奖励100、50、20万元。", "1000000; 500000; 200000"),
        (
            "对新认定的国家级孵化器、省级孵化器分别给予100万元、50万元奖励（其中运营团队各占30%）。",
            "1000000 once; 500000 once",
        ),
        (
            "对新建冷库按库容每立方米补助100元，最高不超过50万元。",
            "100 ≤500000 each",
        ),
        (
            "社会保险补贴按单位实际缴纳部分的三分之二给予补助。",
            "66.6667%",
        ),
        ("从业人员每人给予500元/月的岗位补贴。", "500 monthly"),
        (
            "企业上市过程分阶段给予奖励：完成股改的奖励50万元，报省证监局备案的奖励100万元，成功上市的奖励300万元。",
            "500000; 1000000; 3000000",
        ),
        ("对引进的A类人才给予最高1000万元项目资助。", "<10000000"),
        (
            "个人贷款额度最高不超过20万元，合伙创业的可提高至100万元。",
            "<200000; <1000000",
        ),
        (
            "给予一次性奖励，其中国家级30万元、省级10万元。",
            "300000 once; 100000 once",
        ),
        (
            "对直接出口额100万美元以上的企业，每出口1美元奖励0.03元。",
            "0.03 each",
        ),
        (
            "对符合条件的项目，市财政给予30%的配套资金支持，最高不超过100万元。",
            "30% ≤1000000",
        ),
        (
            "按投资额的10%予以补助，单个项目补助不超过200万元，单个企业年度补助总额不超过500万元。",
            "10% ≤2000000item ≤5000000year",
        ),
        ("对当年新增的技术合同登记机构，奖励3万元/家。", "30000 each"),
        (
            "对技术经纪人按技术合同成交额的2‰给予奖励，每人每年最高10万元。",
            "0.2% ≤100000year",
        ),
        (
            "职工参加培训的，给予每人500—2000元培训补贴。",
            "~500-2000 each",
        ),
        (
            "落户我市的博士后科研人员，给予30万元购房补贴，分3年发放。",
            "300000",
        ),
        (
            "对举办展会的，按展位数每个给予800元补助，最高不超过40万元。",
            "800 ≤400000 each",
        ),
        (
            "奖励标准：一等奖10万元，二等奖5万元，三等奖3万元。",
            "100000; 50000; 30000",
        ),
        ("给予个人奖励不超过其年度应纳税所得额的5%。", "<5%"),
        (
            "科技成果转化净收入中提取不低于70%的比例用于奖励科技人员。",
            ">70%",
        ),
        ("对符合条件的企业减按15%的税率征收企业所得税。", "15%"),
        (
            "研发费用在据实扣除的基础上，再按照实际发生额的100%在税前加计扣除。",
            "100%",
        ),
    ];
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = read(text);
        if found != wanted {
            wrong.push(format!("{text}\n    wanted {wanted}\n    found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_sums_are_not() {
    let cases = [
        "市财政每年安排5000万元设立产业发展专项资金，用于支持企业技术改造。",
        "设立规模10亿元的产业引导基金。",
        "对注册资本1000万元以上、年营业收入2亿元以上的企业，优先安排用地。",
        "违反规定的，处1万元以上5万元以下罚款。",
        "2020年全市实现地区生产总值1500亿元，同比增长6.5%。",
        "到2025年，高新技术产业产值占规上工业总产值比重达到40%以上。",
        "奖励资金按照40%、30%、30%的比例分三年兑现。",
        "所需资金由市、区两级财政按5:5比例承担。",
        "本政策所称中小企业是指年营业收入4亿元以下的企业。",
        "例如：某企业年研发费用1000万元，可获得补助50万元。",
        "申报企业需缴纳保证金2万元。",
        "2022年累计发放补贴3.2亿元，惠及企业1200家。",
        "项目单位自筹资金比例不低于总投资的50%。",
        "优秀等次人数不超过参评人数的15%。",
        "门票价格不高于80元/人的，实行备案管理。",
        "已获得国家资金500万元的项目不再重复支持。",
        "补贴资金先行拨付50%，验收合格后拨付剩余50%。",
        "重点支持投资额1000万元以上的技术改造项目。",
        "企业新增就业岗位中本地户籍人员比例不低于30%。",
        "全年完成固定资产投资120亿元，争取上级资金3.5亿元。",
    ];
    let found: Vec<String> = cases
        .iter()
        .map(|text| (text, read(text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text}\n    {found}"))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn other_ways_of_saying_it_are_read() {
    let cases = [
        (
            "对新认定的研发机构，按国家级100万元、省级50万元、市级20万元的标准给予奖励。",
            "1000000 once; 500000 once; 200000 once",
        ),
        (
            "企业研发投入超过上年度的，按增量部分的10%给予补助，最高补助100万元。",
            "10% ≤1000000",
        ),
        (
            "补助标准：小麦每亩100元，玉米每亩80元。",
            "100 each; 80 each",
        ),
        (
            "对国家级、省级非遗传承人，分别给予每年2万元、1万元传习补助。",
            "20000 yearly; 10000 yearly",
        ),
        (
            "对年接待游客达到5万人次、10万人次、20万人次以上的旅行社，分别奖励5万元、10万元、20万元。",
            "50000; 100000; 200000",
        ),
        (
            "A类人才给予100万元安家费，B类人才80万元，C类人才50万元。",
            "1000000; 800000; 500000",
        ),
        (
            "对通过绿色食品认证的，每个产品奖励2万元；有机食品每个奖励3万元。",
            "20000 each; 30000 each",
        ),
        ("保费由财政补贴80%，农户自缴20%。", "80%"),
        (
            "按核定投资额的30%、最高不超过500万元给予一次性补助。",
            "30% ≤5000000 once",
        ),
        (
            "对投资500万元（含）以上的，给予设备投资额8%、不超过100万元的补助。",
            "8% ≤1000000",
        ),
        (
            "每培训一人补贴600元，全年不超过12万元。",
            "600 ≤120000year each",
        ),
        (
            "租金按第一年100%、第二年70%、第三年50%给予补贴。",
            "100% yearly; 70% yearly; 50% yearly",
        ),
        (
            "按实际支付利息的50%给予补贴，贴息期不超过2年，年贴息额最高20万元。",
            "50% ≤200000year 2y",
        ),
        (
            "国家级众创空间奖励30万元，省级众创空间奖励20万元，市级众创空间奖励10万元。",
            "300000; 200000; 100000",
        ),
        (
            "给予最高不超过80万元的购房补贴和每月3000元的生活津贴。",
            "<800000; 3000 monthly",
        ),
        ("每年给予10万元/人的补助，连续3年。", "100000 yearly 3y"),
        (
            "按每人1000元给予一次性就业补贴，最高不超过3万元。",
            "1000 ≤30000 once",
        ),
        ("对收购企业按0.5元/公斤的标准给予补贴。", "0.5 each"),
        (
            "对新建大棚每亩补助5000元（其中市财政3000元、县财政2000元）。",
            "5000 each",
        ),
        ("按照每吨30元给予运费补助。", "30 each"),
        (
            "对获得驰名商标、地理标志的，分别奖励100万元、30万元。",
            "1000000; 300000",
        ),
        (
            "对新落户的总部企业给予最高5000万元落户奖励，分三年按4:3:3比例兑现。",
            "<50000000",
        ),
        (
            "对企业引进的博士，市财政每年补助企业5万元，补助期3年。",
            "50000 yearly 3y",
        ),
        (
            "对外贸企业出口信用保险保费给予60%的补助，单个企业全年最高50万元。",
            "60% ≤500000year",
        ),
        ("每引进1名院士奖励用人单位50万元。", "500000 each"),
        (
            "对首台（套）装备，按销售价格的20%给予奖励，单台最高100万元、成套最高200万元。",
            "20% ≤1000000item ≤2000000",
        ),
        (
            "在境内外主板首次公开发行股票并上市的，一次性奖励800万元。",
            "8000000 once",
        ),
        (
            "对电商企业年网络零售额达到1000万元、5000万元、1亿元的，分别给予5万元、20万元、50万元奖励。",
            "50000; 200000; 500000",
        ),
    ];
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = read(text);
        if found != wanted {
            wrong.push(format!("{text}\n    wanted {wanted}\n    found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn more_sums_that_are_no_support() {
    let cases = [
        "农村居民人均可支配收入达到3万元。",
        "企业年实缴税收500万元以上且亩均税收20万元以上的，优先供地。",
        "项目总投资不低于1亿元，建设期不超过2年。",
        "申报单位购置单价50万元以上的设备须经论证。",
        "对骗取补贴资金的，追回全部资金，并处5000元罚款。",
        "资金由市财政和区财政各承担50%。",
        "项目资本金比例不低于总投资的20%。",
        "贷款年利率不超过LPR+50个基点。",
        "本级财政预算安排科技支出3亿元，增长12%。",
        "规模以上企业研发机构覆盖率达到60%。",
        "单位GDP能耗下降13.5%。",
        "合同金额300万元以上的，须公开招标。",
        "注册资金不低于500万元，年营业额不少于1000万元。",
        "持股比例不超过30%。",
        "已享受同类奖励10万元的，按差额补足。",
    ];
    let found: Vec<String> = cases
        .iter()
        .map(|text| (text, read(text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text}\n    {found}"))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn damage_is_no_number() {
    for text in [
        "给予2(8)万元的资金支持。",
        "一次性奖励3O万元。",
        "最高补贴××万元。",
        "奖励□□万元。",
    ] {
        assert!(read(text).starts_with('?'), "{text}: {}", read(text));
    }
}

#[test]
fn a_list_takes_its_lead() {
    let text = "对下列企业给予一次性奖励：\n（1）国家级专精特新“小巨人”企业50万元；\n（2）省级专精特新企业20万元。";
    assert_eq!(read(text), "500000 once; 200000 once");
}
