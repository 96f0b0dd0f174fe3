//! Decides what a number with 万 or 亿 is that no unit follows: money, or a count of what stands before it.

use rust_decimal::Decimal;

use crate::extract::numeral::{Numeral, NumeralShape};
use crate::extract::{Context, QuantityKind};
use crate::lexicon::{Sense, TokenTag, numeral_char};
use crate::text::{CharSpan, Text, is_han};

use super::rules::{COUNT_NOUN, MONEY};
use super::unit::UnitRead;

/// Words of money in the clause before a number that has no unit: 票房破12亿.
const MONEY_WORDS: &[&str] = &[
    "票房",
    "营收",
    "收入",
    "利润",
    "净利",
    "市值",
    "融资",
    "估值",
    "售价",
    "罚款",
    "罚单",
    "成交额",
    "交易额",
    "投资",
    "被罚",
    "创收",
    "销售额",
    "人民币",
    "资产",
    "负债",
    "预算",
    "投入",
    "损失",
    "获利",
    "索赔",
    "注册资金",
    "注册资本",
    "薪酬",
    "耗资",
    "流水",
    "赎金",
    "诈骗",
    "市场规模",
    "成本",
    "奖励",
    "金额",
    "额度",
    "贷款",
    "出资",
    "赔偿",
    "补贴",
    "年薪",
    "月薪",
    "债务",
    "借款",
    "募资",
    "斥资",
    "总价",
    "均价",
    "价格",
    "定价",
    "单价",
    "判赔",
    "赔付",
    "奖金",
    "房价",
    "首付",
    "日租",
    "月租",
    "租金",
    "GMV",
    "交易总额",
];

/// Nouns behind a number with 万 or 亿 that say that it is money: 27亿罚单.
pub const MONEY_NOUNS: &[&str] =
    &["票房", "营收", "罚单", "罚款", "罚金", "赔偿款", "损失", "收益", "成本", "费用", "资金", "投资", "奖励", "奖金", "赎金", "代价", "余额", "利润", "收入", "融资", "贷款"];

/// Verbs straight before a number with 万 or 亿 that say that it is money: 赚到 100 万.
const MONEY_VERBS: &[&str] = &["赚", "赚了", "赚到", "卖了", "优惠", "薅羊毛", "只要"];

/// Words that may stand between a noun and its number: 用户数多达 5 亿.
const LINKS: &[&str] = &[
    "大约",
    "达到",
    "高达",
    "多达",
    "达",
    "为",
    "是",
    "就",
    "超过",
    "超",
    "突破",
    "破",
    "逾",
    "接近",
    "近",
    "约",
    "估计",
    "从",
    "到",
    "至",
    "升",
    "增",
    "已经",
    "已",
    "有",
    "高",
    "共",
    "将",
    "了",
    "过",
    "仅",
    "不到",
    "预计能",
    "正式",
    "首次",
    "实际上",
    "更",
    "积累",
    " ",
];

/// What stands before a position in its clause, as far as it can matter to a number.
pub fn clause_before(text: &Text, at: usize) -> String {
    const REACH: usize = 24;
    let before: String = text.chars()[at.saturating_sub(REACH)..at].iter().collect();
    before.rsplit(['，', '。', '；', '！', '？', '\n']).next().unwrap_or_default().to_owned()
}

/// A clause without the links at its end.
pub fn without_links(clause: &str) -> &str {
    let mut rest = clause;
    while let Some(shorter) = LINKS.iter().find_map(|link| rest.strip_suffix(link)) {
        rest = shorter;
    }
    rest
}

/// A number with 万 or 亿 that is a price or a sum by what stands right beside it: 30 万以上市场, 票房破 100 亿的电影, 赚到 100 万.
pub fn priced(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    /// A car costs no more.
    const DEAREST: Decimal = Decimal::from_parts(5_000_000, 0, 0, false, 0);
    let text = cx.text();
    let (from, end) = (numeral.span.start(), numeral.span.end());
    let written = text.slice(numeral.span);
    if numeral.shape != NumeralShape::Arabic || !numeral.scaled || !written.contains(['万', '亿']) {
        return None;
    }
    let skip = |at: usize, words: &[&str]| words.iter().find(|w| text.starts_with(at, w)).map_or(at, |w| at + w.chars().count());
    let band = skip(skip(skip(start, &["以上", "以下", "以内", "级"]), &["的"]), &["高端", "中高端", "细分", "主流"]);
    let band = text.skip_blanks(band);
    let band = written.ends_with('万')
        && numeral.value <= DEAREST
        && ["市场", "价位", "价格", "车型", "轿车", "SUV", "价格区间", "月度销冠"].iter().any(|w| text.starts_with(band, w))
        && !["市场主体", "市场份额"].iter().any(|w| text.starts_with(band, w));
    let clause = &*clause_before(text, from);
    let rest = without_links(clause);
    let of_money = ["票房", "总投资", "索赔", "注册资金", "注册资本", "融资", "营收", "市值", "估值", "罚款", "赎金", "净利润"].iter().any(|w| rest.ends_with(w));
    let verb = MONEY_VERBS.iter().any(|w| clause.trim_end().ends_with(w));
    (band || of_money || verb).then(|| {
        let unit = currency_of(cx, clause).to_owned();
        UnitRead { end, span: CharSpan::of(end..end), unit, kind: QuantityKind::Money, factor: Decimal::ONE, rule: MONEY, in_surface: false }
    })
}

/// A number with 万 or 亿 that nothing names: money where the clause speaks of money, else a count.
pub fn scaled_alone(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    let text = cx.text();
    let (from, end) = (numeral.span.start(), numeral.span.end());
    let big = matches!(text.before(end), '万' | '亿' | '余' | '多') && text.chars()[from..end].iter().any(|c| matches!(c, '万' | '亿'));
    if !big || numeral_char(text.at(start)).is_some() || matches!(text.at(start), '级' | '像' | '里' | '岁' | '年' | '前') {
        return None;
    }
    let clause = &*clause_before(text, from);
    let closed = !is_han(text.at(start))
        || matches!(text.at(start), '的' | '之' | '，' | '并' | '且' | '被' | '内')
        || ["关口", "大关", "以上", "左右", "以下"].iter().any(|w| text.starts_with(start, w));
    // 月活用户达到一亿, 销量破百万: Chinese numerals where a word leads to them and nothing follows.
    // 从两千到两万: the end of a range.
    let range = clause.strip_suffix('到').and_then(|rest| rest.chars().next_back()).is_some_and(|c| numeral_char(c).is_some());
    let linked = !range && without_links(clause).len() < clause.trim_end().len();
    if numeral.shape != NumeralShape::Arabic && !(linked && closed) {
        return None;
    }
    // 15 美分/100 万 Tokens: what the price is for.
    let rate = clause.trim_end().ends_with('/');
    // 6640 万至 6600 万年: years.
    let years = super::range::connector_end(text, end)
        .and_then(|next| crate::extract::numeral::parse_at(text, next).ok().flatten())
        .is_some_and(|n| text.at(text.skip_blanks(n.span.end())) == '年');
    if years {
        return None;
    }
    let told = !rate && (closed || ["用于", "入股"].iter().any(|w| text.starts_with(start, w)));
    let near = closed && !rate && MONEY_WORDS.iter().any(|w| clause.contains(w));
    let wide = if told && !near && counted_before(clause).is_none() && named_before(cx, clause, from).is_none() { sum_told_of(text, from) } else { None };
    let money = near || wide.is_some();
    let clause = wide.as_deref().unwrap_or(clause);
    let unit = if money { named_currency(cx, clause).or_else(|| twin_currency(cx, text.slice(numeral.span))).unwrap_or("CNY") } else { "count" };
    let counted = if money { None } else { counted_before(clause).map(str::to_owned).or_else(|| named_before(cx, clause, from)) };
    let unit = counted.map_or_else(|| unit.to_owned(), |noun| format!("count:{noun}"));
    let (kind, rule) = if money { (QuantityKind::Money, MONEY) } else { (QuantityKind::Count, COUNT_NOUN) };
    Some(UnitRead { end, span: CharSpan::of(end..end), unit, kind, factor: Decimal::ONE, rule, in_surface: false })
}

/// The currency that a clause names, else the yuan.
pub fn currency_of(cx: &Context<'_>, clause: &str) -> &'static str {
    named_currency(cx, clause).unwrap_or("CNY")
}

fn named_currency(cx: &Context<'_>, clause: &str) -> Option<&'static str> {
    cx.lexicon.currencies().iter().find(|c| c.names.iter().any(|n| n.chars().count() >= 2 && clause.contains(n))).map(|c| c.code)
}

/// A figure that stands more often is looked at in its first places only.
const MOST_TWINS: usize = 16;

/// The currency of the same figure where the article gives it with one: 诈骗超56亿 in a title, 56亿美元 below.
///
/// `None` where the figure stands with none, or with several. Linear in the article.
fn twin_currency(cx: &Context<'_>, written: &str) -> Option<&'static str> {
    let text = cx.text();
    let mut found = None;
    for (byte, _) in text.as_str().match_indices(written).take(MOST_TWINS) {
        let at = text.char_at_byte(byte);
        if text.before(at).is_ascii_digit() || text.before(at) == '.' {
            continue;
        }
        let end = text.skip_blanks(at + written.chars().count());
        let Some((_, Sense::Currency(row))) = cx.lexicon.longest(text, end, |s| matches!(s, Sense::Currency(_))) else { continue };
        let code = cx.lexicon.currency(row).code;
        if found.is_some_and(|other| other != code) {
            return None;
        }
        found = Some(code);
    }
    found
}

/// What stands before a number in its sentence from the last word of money on, where nothing else was counted since: 营业收入 21.7亿，增加1.9亿.
///
/// Of 175 numbers in a sample that nothing named this makes 14 money, all rightly; without the words of other things 5 more, wrongly.
fn sum_told_of(text: &Text, at: usize) -> Option<String> {
    const REACH: usize = 80;
    const MORE_MONEY: &[&str] = &["零售总额", "GDP", "罚单"];
    const OTHER_THINGS: &[&str] = &[
        "用户",
        "人数",
        "人口",
        "人次",
        "次数",
        "数量",
        "销量",
        "出货",
        "调用",
        "访问",
        "下载",
        "播放",
        "浏览",
        "粉丝",
        "订阅",
        "月活",
        "日活",
        "oken",
        "账户",
        "样本",
        "请求",
        "群体",
        "居民",
        "机器人",
        "影响",
    ];
    let before: String = text.chars()[at.saturating_sub(REACH)..at].iter().collect();
    let sentence = before.rsplit(['。', '！', '？', '；', '\n']).next().unwrap_or_default();
    let (from, word) = MONEY_WORDS.iter().chain(MORE_MONEY).filter_map(|w| sentence.rfind(w).map(|at| (at, w))).max_by_key(|(at, w)| at + w.len())?;
    let since = &sentence[from + word.len()..];
    (!OTHER_THINGS.iter().any(|w| since.contains(w))).then(|| sentence[from..].to_owned())
}

/// The noun before 数量 or 总数 that a number stands behind: 实例数量 1.7 万, 晶体管总数超过 800 亿. `from` is where the number begins.
fn named_before(cx: &Context<'_>, clause: &str, from: usize) -> Option<String> {
    let rest = without_links(clause);
    let named = ["数量", "总数"].iter().find_map(|w| rest.strip_suffix(w))?;
    let end = from - clause.chars().count() + named.chars().count();
    let start = (end.saturating_sub(8)..end).rev().take_while(|i| is_han(cx.text().at(*i))).last()?;
    let last = cx.lexicon.segment(cx.text(), CharSpan::of(start..end)).last().copied()?;
    (last.tag == TokenTag::Noun && last.span.len() >= 2).then(|| cx.text().slice(last.span).to_owned())
}

/// The noun that a number counts from behind: 用户数量超过50亿, 总人口达22.7亿.
pub fn counted_before(clause: &str) -> Option<&'static str> {
    const NOUNS: &[(&str, &str)] = &[
        ("人次", "人次"),
        ("人", "人"),
        ("人口", "人口"),
        ("用户", "用户"),
        ("访客", "访客"),
        ("客户", "客户"),
        ("账户", "账户"),
        ("订户", "订户"),
        ("订阅者", "订阅者"),
        ("粉丝", "粉丝"),
        ("会员", "会员"),
        ("网民", "网民"),
        ("设备", "设备"),
        ("次", "次"),
        ("车辆", "车辆"),
        ("参数", "参数"),
        ("请求", "请求"),
        ("样本", "样本"),
        ("评论", "评论"),
        ("视频", "视频"),
        ("账号", "账号"),
        ("漏洞", "漏洞"),
        ("订单", "订单"),
        ("告警", "告警"),
    ];
    let rest = without_links(clause);
    let linked = rest.len() < clause.len();
    // 用户数量, 人数, 次数; the bare noun only where a verb links it to the number: 访客达到1300万.
    let mut counted = ["数量", "总数", "规模", "基数", "保有量", "总量", "量", "数"].iter().filter_map(|word| rest.strip_suffix(word));
    let found = |rest: &str| NOUNS.iter().filter(|(written, _)| rest.ends_with(written)).max_by_key(|(written, _)| written.len()).map(|(_, noun)| *noun);
    counted.find_map(found).or_else(|| found(rest).filter(|noun| linked && noun.len() > "人".len()))
}
