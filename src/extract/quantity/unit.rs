//! Decides what stands behind a number: which unit, currency, classifier or noun.

use rust_decimal::Decimal;

use crate::extract::numeral::{Numeral, NumeralShape, tenths};
use crate::extract::rule::RuleId;
use crate::extract::{Context, QuantityKind};
use crate::lexicon::{Sense, digit, numeral_char};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::count::{bits, classifier, noun};
use super::rules::{COUNT, MEASURE, MONEY, PERCENT, PERCENTAGE_POINT, PRICE, SCORE, TIMES};
use super::scaled::{priced, scaled_alone};

/// A unit read behind a number.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRead {
    /// Where the unit ends.
    pub end: usize,
    /// Where it stands.
    pub span: CharSpan,
    /// As published.
    pub unit: String,
    /// What is measured.
    pub kind: QuantityKind,
    /// What the number is multiplied with.
    pub factor: Decimal,
    /// The rule.
    pub rule: RuleId,
    /// Whether the unit belongs to the surface. A noun that is counted without a classifier does not.
    pub in_surface: bool,
}

/// Time words: a number before one of these is a time or a duration.
const TIME_UNITS: &[&str] = &[
    "年",
    "个月",
    "月",
    "日",
    "号",
    "天",
    "个小时",
    "小时",
    "时",
    "点钟",
    "分钟",
    "秒",
    "毫秒",
    "微秒",
    "个星期",
    "星期",
    "个礼拜",
    "礼拜",
    "周",
    "个季度",
    "季度",
    "世纪",
    "个世纪",
    "个财年",
    "个学期",
    "个通宵",
    "年代",
    "个工作日",
    "工作日",
    "个交易日",
    "周年",
    "刻钟",
    "旬",
    "昼夜",
    "夜",
    "晚",
    "个年头",
    "岁月",
    "代人",
    "个周",
    "个日",
    "财年",
    "学年",
    "学期",
    "年级",
    "个半月",
    "个半小时",
    "后",
    "前",
];

/// Reads the unit behind a number at `at`, of the numeral `numeral`.
#[must_use]
pub fn read(cx: &Context<'_>, numeral: &Numeral, at: usize) -> Option<UnitRead> {
    let text = cx.text();
    let start = if text.at(at) == ' ' && text.at(at + 1) != ' ' { at + 1 } else { at };
    let span_to = |end: usize| CharSpan::of(start..end);
    let make =
        |end: usize, unit: &str, kind: QuantityKind, rule: RuleId| UnitRead { end, span: span_to(end), unit: unit.to_owned(), kind, factor: Decimal::ONE, rule, in_surface: true };
    // 360纳米AI, 360所: a number that is a name counts only with what it can never name.
    let whole_name = numeral.shape == NumeralShape::Arabic && !numeral.scaled && is_name(cx, text.slice(numeral.span));
    if whole_name && is_han(text.at(at)) && !COUNTED_OF_360.contains(&text.at(at)) {
        return None;
    }
    // 15k元: thousands, only before money.
    if matches!(text.at(at), 'k' | 'K')
        && numeral.shape == NumeralShape::Arabic
        && let Some(money) = currency(cx, numeral, at + 1)
    {
        return Some(UnitRead { factor: Decimal::ONE_THOUSAND, ..money });
    }
    if let Some(found) = ten_thousands(cx, numeral, at) {
        return Some(found);
    }
    // 日元 is no day; a currency's name is longer than the word of time that it begins with.
    if let Some(money) = currency(cx, numeral, start) {
        return Some(money);
    }
    // 周岁 is an age.
    if text.starts_with(start, "周岁") {
        return Some(make(start + 2, "count:岁", QuantityKind::Count, COUNT));
    }
    if is_time_unit(cx, numeral, start) {
        return None;
    }
    // 三十两: the weight.
    if text.at(start) == '两'
        && !matches!(text.at(start + 1), '个' | '家' | '者' | '会' | '岸' | '国' | '地' | '类' | '种' | '年' | '天' | '人' | '名' | '条' | '项' | '次' | '款' | '大' | '步')
        && numeral_char(text.at(start + 1)).is_none()
        && start == at
    {
        return Some(make(start + 1, "count:两", QuantityKind::Count, COUNT));
    }
    if let Some((end, value)) = tenths(text, numeral) {
        let factor = value.checked_div(numeral.value).unwrap_or(Decimal::TEN);
        return Some(UnitRead { factor, ..make(end, "percent", QuantityKind::Percent, PERCENT) });
    }
    if text.at(start) == '‰' {
        return Some(UnitRead { factor: Decimal::new(1, 1), ..make(start + 1, "percent", QuantityKind::Percent, PERCENT) });
    }
    // 24个字节: 个 adds nothing to the word of a unit. 一个字节 is an article; 字节码 is another word.
    let named = match text.at(start) {
        '个' if (text.starts_with(start, "个字节") || text.starts_with(start, "个比特"))
            && !matches!(text.at(start + 3), '流' | '码' | '数' | '币')
            && numeral.value != Decimal::ONE =>
        {
            start + 1
        }
        _ => start,
    };
    if let Some((end, Sense::Unit(row))) = cx.lexicon.longest(text, named, |s| matches!(s, Sense::Unit(_)))
        && unit_stands(cx, start, end)
    {
        let unit = cx.lexicon.unit(row);
        let rule = match unit.unit {
            "percent" => PERCENT,
            "percentage_point" | "bp" => PERCENTAGE_POINT,
            "times" => TIMES,
            _ => MEASURE,
        };
        let kind = QuantityKind::parse(unit.kind).unwrap_or(QuantityKind::Other);
        // 9600bps is a rate of bits but where the clause speaks of rates of interest.
        if unit.surface == "bps" {
            let clause: String = text.chars()[start.saturating_sub(24)..start].iter().collect();
            if !["利率", "收益率", "降息", "加息", "上行", "下行", "利差", "费率"].iter().any(|w| clause.contains(w)) {
                return Some(make(end, "bit/s", QuantityKind::DataRate, rule));
            }
        }
        if unit.surface == "度" && fahrenheit(cx, start) {
            return Some(make(end, "[degF]", kind, rule));
        }
        let refused = match unit.surface {
            // Bytes of a dump and escapes of an address: 5B 56, %22%3B.
            // 70B is a size of a model: bytes are written with their scale.
            "B" if numeral.shape == NumeralShape::Arabic && text.before(end - 1) != ' ' => true,
            "W" => in_hex(text, numeral, end) || numeral.shape == NumeralShape::Arabic && (is_han(text.at(end)) || text.at(end) == '+') && !power_context(text, numeral, end),
            "B" | "t" | "g" | "L" | "m" => in_hex(text, numeral, end),
            "%" => in_escapes(text, numeral, end),
            "度" => !temperature_context(cx, start),
            // 兆瓦时 is energy, in a unit that the closed list does not have.
            "瓦" | "兆瓦" | "千兆瓦" | "吉瓦" if text.at(end) == '时' => true,
            // 8.6 亿吨公里 is a unit of its own.
            "吨" if text.starts_with(end, "公里") => true,
            "兆" if matches!(text.at(end), '吨' | '帕' | '欧' | '电') => true,
            "兆" | "寸" | "升" | "克" | "瓦" | "赫" | "焦" => is_han(text.at(end)) && cx.lexicon.words_at(text, start).any(|w| w.end > end && w.senses.is_empty()),
            "倍" => matches!(text.at(end), '受' | '感' | '加' if text.at(end + 1) != ' ') && text.at(end) != '加',
            _ => false,
        };
        if !refused {
            // 60 公里 / 小时, 10 m/s, 192 GB/s: a speed.
            if matches!(unit.unit, "km" | "m" | "B" | "KB" | "MB" | "GB" | "TB" | "bit")
                && let Some((stop, time)) = per_time(text, end).or_else(|| per_time_before(text, numeral.span.start()).map(|time| (end, time)))
            {
                return Some(make(stop, &format!("{}/{time}", unit.unit), QuantityKind::Other, rule));
            }
            return Some(make(end, unit.unit, kind, rule));
        }
    }
    if let Some(score) = score(cx, numeral, start) {
        return Some(score);
    }
    bits(cx, numeral, start)
        .or_else(|| classifier(cx, numeral, start))
        .or_else(|| priced(cx, numeral, start))
        .or_else(|| noun(cx, numeral, start))
        .or_else(|| scaled_alone(cx, numeral, start))
}

/// The time that a length is gone in, behind its unit: / 小时, 每秒.
fn per_time(text: &Text, end: usize) -> Option<(usize, &'static str)> {
    let mark = text.skip_blanks(end);
    let at = match text.at(mark) {
        '/' => text.skip_blanks(mark + 1),
        '每' => mark + 1,
        _ => return None,
    };
    let (word, unit) = [("小时", "h"), ("h", "h"), ("秒", "s"), ("s", "s")].into_iter().find(|(word, _)| text.starts_with(at, word))?;
    let stop = at + word.chars().count();
    (!is_latin(text.at(stop))).then_some((stop, unit))
}

/// The time that a length is gone in, before its number: 时速 1000 公里, 每秒约107公里.
fn per_time_before(text: &Text, number: usize) -> Option<&'static str> {
    const LINKS: &[&str] = &[" ", "约", "大约", "近", "超过", "超", "达到", "高达", "达", "为", "可达", "最高", "逾"];
    let mut at = number;
    while let Some(link) = LINKS.iter().find(|link| text.ends_with(at, link)) {
        at -= link.chars().count();
    }
    [("时速", "h"), ("每小时", "h"), ("秒速", "s"), ("每秒", "s"), ("每秒钟", "s")].into_iter().find(|(word, _)| text.ends_with(at, word)).map(|(_, time)| time)
}

/// Whether a unit of the table begins at a position and goes on behind another: 千瓦 behind the 千, 千兆字节 behind the 兆.
pub fn begins_before(cx: &Context<'_>, start: usize, end: usize) -> bool {
    cx.lexicon.longest(cx.text(), start, |s| matches!(s, Sense::Unit(_))).is_some_and(|(unit_end, _)| unit_end > end)
}

/// Whether a letter behind a number belongs to a run of hexadecimal pairs.
fn in_hex(text: &Text, numeral: &Numeral, end: usize) -> bool {
    let pair = |at: usize| (at..at + 2).all(|i| text.at(i).is_ascii_hexdigit()) && !text.at(at + 2).is_ascii_alphanumeric();
    let start = numeral.span.start();
    let before =
        start >= 3 && matches!(text.before(start), ' ' | ':' | '-') && pair(start - 3) && text.at(start - 3).is_ascii_hexdigit() && !text.before(start - 3).is_ascii_alphanumeric();
    end - start == 2 && (before || matches!(text.at(end), ' ' | ':' | '-') && pair(end + 1))
}

/// Whether a per cent sign is an escape of an address.
fn in_escapes(text: &Text, numeral: &Numeral, end: usize) -> bool {
    let escape = |at: usize| text.at(at) == '%' && text.at(at + 1).is_ascii_hexdigit() && text.at(at + 2).is_ascii_hexdigit();
    let behind = escape(end - 1) && !text.at(end + 2).is_ascii_whitespace();
    text.before(numeral.span.start()) == '%' || behind
}

/// Whether a degree is Fahrenheit's: 华氏温度98.6度.
fn fahrenheit(cx: &Context<'_>, at: usize) -> bool {
    let text = cx.text();
    let before: String = text.chars()[at.saturating_sub(14)..at].iter().collect();
    before.rfind("华氏").is_some_and(|f| before.rfind("摄氏").is_none_or(|c| c < f))
}

/// What begins a word behind 360 that the number counts, as no name goes on so.
const COUNTED_OF_360: &[char] =
    &['度', '家', '个', '名', '人', '元', '万', '多', '余', '项', '款', '台', '件', '种', '次', '起', '美', '亿', '公', '平', '篇', '条', '位', '分', '天'];

/// Whether a number is the name of an organisation or a product: 360.
pub fn is_name(cx: &Context<'_>, written: &str) -> bool {
    cx.lexicon.senses(written).iter().any(|s| matches!(s, Sense::AmbiguousOrganisation(_) | Sense::Organisation(_) | Sense::Product(_)))
}

/// Whether watts are meant: 功耗为12W, 65W快充; elsewhere W behind a number is 万.
fn power_context(text: &Text, numeral: &Numeral, end: usize) -> bool {
    const BEFORE: &[&str] = &["功率", "功耗", "充", "电", "TDP", "续航", "瓦", "适配", "散热", "耗能", "灯"];
    const BEHIND: &[&str] = &["快充", "闪充", "充", "功", "无线", "电", "适配", "光", "的功", "的快充", "的充", "灯", "氮化镓", "TDP", "散热", "有线"];
    let start = numeral.span.start();
    let before: String = text.chars()[start.saturating_sub(14)..start].iter().collect();
    let next = text.skip_blanks(end);
    BEFORE.iter().any(|w| before.contains(w)) || BEHIND.iter().any(|w| text.starts_with(next, w)) || matches!(text.at(next), '~' | '/' | '-')
}

/// 12W+条, 1000W+日活: W for 万, with what is counted behind it.
fn ten_thousands(cx: &Context<'_>, numeral: &Numeral, at: usize) -> Option<UnitRead> {
    let text = cx.text();
    if !matches!(text.at(at), 'W' | 'w') || numeral.shape != NumeralShape::Arabic || numeral.scaled || power_context(text, numeral, at + 1) {
        return None;
    }
    let behind = at + 1 + usize::from(text.at(at + 1) == '+');
    if !is_han(text.at(behind)) {
        return None;
    }
    let counted = Numeral { scaled: true, span: CharSpan::of(numeral.span.start()..behind), ..*numeral };
    let unit = currency(cx, &counted, behind).or_else(|| classifier(cx, &counted, behind)).or_else(|| noun(cx, &counted, behind))?;
    let end = unit.end.max(behind);
    Some(UnitRead { end, factor: unit.factor.checked_mul(TEN_THOUSAND)?, in_surface: true, ..unit })
}

const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Whether the number counts time.
fn is_time_unit(cx: &Context<'_>, numeral: &Numeral, start: usize) -> bool {
    let text = cx.text();
    // 六个多月, 2 个多小时.
    if text.starts_with(start, "个多") && ["月", "小时", "星期", "礼拜", "世纪", "季度", "学期"].iter().any(|w| text.starts_with(start + 2, w)) {
        return true;
    }
    let Some(word) = TIME_UNITS.iter().filter(|w| text.starts_with(start, w)).max_by_key(|w| w.chars().count()) else { return false };
    let end = start + word.chars().count();
    // 5月 but 5号楼; 3点 but 三点建议 (points are read elsewhere); 14后 but 3后门.
    match *word {
        "点" | "分" => false,
        "后" | "前" => !numeral.scaled && numeral.shape == NumeralShape::Arabic,
        "时" => !text.starts_with(start, "时代") && !text.starts_with(start, "时尚"),
        "号" => !matches!(text.at(end), '线' | '楼' | '文'),
        // 3亿日活用户, 7350 万月度活跃用户.
        "月" | "日" if numeral.scaled => !["活", "度活跃", "均活跃"].iter().any(|w| text.starts_with(end, w)),
        _ => true,
    }
}

/// What a price may be for beside the units of the table.
const PRICED: &[&str] = &["人次", "人", "次", "小时", "月", "年", "天", "日", "周", "张", "篇", "个", "件", "台", "套", "条", "英里", "份", "晚"];

/// A currency's name behind the number, with a unit that the price is for.
fn currency(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    let text = cx.text();
    // 20个比特币, 3,520枚比特币.
    let name = if matches!(text.at(start), '个' | '枚') { start + 1 } else { start };
    let Some((end, Sense::Currency(row))) = cx.lexicon.longest(text, name, |s| matches!(s, Sense::Currency(_))) else { return code_behind(cx, numeral, start, name) };
    let mut code = cx.lexicon.currency(row).code;
    if name > start && !matches!(code, "BTC" | "ETH") {
        return None;
    }
    // 一个比特币节点: what is counted is the node.
    if matches!(code, "BTC" | "ETH") && ["节点", "完整", "全节点", "钱包", "区块", "地址", "网络", "矿", "交易", "账户", "现货", "ETF"].iter().any(|w| text.starts_with(end, w))
    {
        return None;
    }
    let word = text.slice(CharSpan::of(name..end));
    // 一块, 八块 CPU: a piece of anything, unless money goes on behind it or the clause speaks of prices.
    if word == "块" && text.at(end) != '钱' && !text.at(end).is_ascii_digit() && digit(text.at(end)).is_none() {
        let next = text.at(text.skip_blanks(end));
        let clause: String = text.chars()[start.saturating_sub(16)..start].iter().collect();
        let priced =
            text.starts_with(text.skip_blanks(end), "现金") || ["元", "价", "钱", "花", "买", "卖", "费", "工资", "充", "付", "赚", "块"].iter().any(|w| clause.contains(w));
        // 价值1200 块的钥匙; 500 块的板子 has no word of price before it.
        let goes_on = priced && numeral.value >= Decimal::ONE_HUNDRED && matches!(next, '的' | '了' | '与' | '和' | '左' | '以');
        if is_han(next) && !text.starts_with(end, "现金") && !goes_on
            || is_latin(next)
            || numeral.shape != NumeralShape::Arabic && numeral.value == Decimal::ONE
            || !priced && !cx.is_utterance()
        {
            return None;
        }
    }
    // 元 also begins words: 元素, 元旦, 元宇宙, 元器件; 块 too: 块链.
    let blocked: &[char] = match word {
        "元" | "圆" => &['素', '旦', '宇', '器', '件', '年', '月', '数', '组', '始', '首', '老', '凶', '气', '音', '朝', '帅', '形', '满', '桌', '柱', '孔', '圈', '环'],
        "块" => &['链', '头', '状', '级', '存', '大', '屏', '地', '硬', '石', '板'],
        _ => &[],
    };
    if blocked.contains(&text.at(end)) {
        return None;
    }
    let mut end = end;
    // 4亿元（美元，下同）.
    if matches!(word, "元" | "万元")
        && matches!(text.at(end), '（' | '(')
        && let Some((stop, Sense::Currency(row))) = cx.lexicon.longest(text, end + 1, |s| matches!(s, Sense::Currency(_)))
        && stop - end > 2
        && matches!(text.at(stop), '）' | ')' | '，')
    {
        code = cx.lexicon.currency(row).code;
    }
    // 9000元日币, 177亿元人民币: the name behind decides. So does one in front: 新台币177.1亿元.
    if matches!(word, "元" | "圆" | "万元" | "块" | "块钱") {
        if let Some((stop, Sense::Currency(row))) = cx.lexicon.longest(text, end, |s| matches!(s, Sense::Currency(_)))
            && stop - end >= 2
        {
            code = cx.lexicon.currency(row).code;
            end = stop;
        } else if let Some((_, named)) = currency_before(cx, numeral.span.start()) {
            code = named;
        }
    }
    let mut read = UnitRead { end, span: CharSpan::of(start..end), unit: code.to_owned(), kind: QuantityKind::Money, factor: Decimal::ONE, rule: MONEY, in_surface: true };
    // 美元/盎司, 元/吨; 每 stands for the slash.
    let slash = if text.at(end) == ' ' && text.at(end + 1) == '/' { end + 1 } else { end };
    if matches!(text.at(slash), '/' | '每') {
        let per = if text.at(slash) == '/' { text.skip_blanks(slash + 1) } else { slash + 1 };
        let unit = match text.at(per) {
            '桶' => Some(("bbl", 1)),
            '盎' if text.at(per + 1) == '司' => Some(("oz", 2)),
            '股' => Some(("股", 1)),
            _ => cx
                .lexicon
                .longest(text, per, |s| matches!(s, Sense::Unit(_)))
                .and_then(|(e, s)| match s {
                    Sense::Unit(row) => Some((cx.lexicon.unit(row).unit, e - per)),
                    _ => None,
                })
                // 6500元/人, 30美元/月: of a slash alone, as 每月30美元 is an amount.
                .or_else(|| PRICED.iter().find(|w| text.at(slash) == '/' && text.starts_with(per, w)).map(|w| (*w, w.chars().count()))),
        };
        if let Some((unit, length)) = unit {
            read.end = per + length;
            read.span = CharSpan::of(start..read.end);
            read.unit = format!("{code}/{unit}");
            read.kind = QuantityKind::Price;
            read.rule = PRICE;
        }
    }
    Some(read)
}

/// The code of a currency behind a number: 500 USD, 3300枚ETH; 999刀 is slang for dollars.
fn code_behind(cx: &Context<'_>, numeral: &Numeral, start: usize, name: usize) -> Option<UnitRead> {
    let text = cx.text();
    if numeral.shape != NumeralShape::Arabic {
        return None;
    }
    let at = text.skip_blanks(name);
    let coin = name > start;
    let codes: &[(&str, &str)] = &[("BTC", "BTC"), ("ETH", "ETH"), ("USD", "USD"), ("EUR", "EUR"), ("RMB", "CNY"), ("CNY", "CNY"), ("GBP", "GBP"), ("JPY", "JPY"), ("HKD", "HKD")];
    let found = codes.iter().find(|(word, code)| text.starts_with(at, word) && (!coin || matches!(*code, "BTC" | "ETH"))).map(|(word, code)| (at + word.len(), *code)).filter(
        |(end, _)| {
            let next = text.at(*end);
            at - name <= 1 && !is_latin(next) && !next.is_ascii_digit() && !matches!(next, '_' | '/' | '-')
        },
    );
    let slang = || (!coin && text.at(start) == '刀' && numeral.value != Decimal::ONE && (!is_han(text.at(start + 1)) || text.at(start + 1) == '的')).then_some((start + 1, "USD"));
    let (end, code) = found.or_else(slang)?;
    Some(UnitRead { end, span: CharSpan::of(start..end), unit: code.to_owned(), kind: QuantityKind::Money, factor: Decimal::ONE, rule: MONEY, in_surface: true })
}

/// The name of a currency straight before a number, with where it begins: 港币两千元, 新台币 177.1 亿元.
pub fn currency_before(cx: &Context<'_>, number: usize) -> Option<(usize, &'static str)> {
    let text = cx.text();
    let end = if text.before(number) == ' ' { number - 1 } else { number };
    (2..=4).rev().filter(|length| *length <= end).find_map(|length| match cx.lexicon.longest(text, end - length, |s| matches!(s, Sense::Currency(_))) {
        Some((stop, Sense::Currency(row))) if stop == end => Some((end - length, cx.lexicon.currency(row).code)),
        _ => None,
    })
}

/// Whether a unit's letters stand alone: GB in 5GB, not in 5GBase; m in 3 m, not in 3 months.
fn unit_stands(cx: &Context<'_>, start: usize, end: usize) -> bool {
    let text = cx.text();
    // 1000gbps.duckdns.org is an address.
    let address = matches!(text.at(end), '.' | '-') && is_latin(text.at(end + 1)) && text.at(end + 1).is_ascii_lowercase();
    // 0L in `x = 0L;` is a number of a program.
    let digits = (0..start).rev().find(|i| !(text.at(*i).is_ascii_digit() || matches!(text.at(*i), '.' | ' '))).map_or('\0', |i| text.at(i));
    let code = end - start == 1 && matches!(text.at(start), 'L' | 'm' | 't' | 'g') && (matches!(digits, '=' | '[') || text.at(end) == ';');
    !code && !(is_latin(text.before(end)) && (is_latin(text.at(end)) || text.at(end).is_ascii_digit() || address) && start < end)
}

fn temperature_context(cx: &Context<'_>, at: usize) -> bool {
    let text = cx.text();
    let from = at.saturating_sub(12);
    let before: String = text.chars()[from..at].iter().collect();
    ["气温", "温度", "零下", "零上", "摄氏", "高温", "低温", "体温", "水温"].iter().any(|w| before.contains(w))
}

/// The hours of a day: 13点23分 is no level of an index.
const HOURS: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

/// Scores (分) and index points (点).
fn score(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    let text = cx.text();
    let near = |from_back: usize, words: &[&str]| {
        let from = start.saturating_sub(from_back);
        let before: String = text.chars()[from..start].iter().collect();
        words.iter().any(|w| before.contains(w))
    };
    let read = |unit: &str, kind| {
        Some(UnitRead { end: start + 1, span: CharSpan::of(start..start + 1), unit: unit.to_owned(), kind, factor: Decimal::ONE, rule: SCORE, in_surface: true })
    };
    // CVSS评分为9.8, 得分9.8/10: the number alone is the score.
    let small = numeral.shape == NumeralShape::Arabic && numeral.value <= Decimal::TEN && !numeral.scaled;
    let number = numeral.span.start();
    let lead: String = text.chars()[number.saturating_sub(12)..number].iter().collect();
    let named = ["评分", "分值", "得分", "CVSS", "GPA", "绩点", "分数"]
        .iter()
        .filter(|w| **w != "分数" || lead.contains("CVSS"))
        .filter_map(|w| lead.rfind(w).map(|at| at + w.len()))
        .max();
    if small
        && text.at(text.skip_blanks(numeral.span.end())) != '分'
        && let Some(named) = named
        && lead[named..].chars().all(|c| matches!(c, '为' | '是' | '仅' | '达' | '到' | '高' | '：' | ':' | ' ' | '（' | '(' | '均' | '值' | '有' | '约'))
        && !is_han(text.at(numeral.span.end()))
        && !matches!(text.at(numeral.span.end()), '%' | '.' | '-')
        && !is_latin(text.at(numeral.span.end()))
        && !(lead.trim_end().ends_with("CVSS") && numeral.value.fract() <= Decimal::new(1, 1) && (text.at(numeral.span.end()) == ' ' || text.at(numeral.span.end()) == '：'))
    {
        let end = if text.starts_with(numeral.span.end(), "/10") { numeral.span.end() + 3 } else { numeral.span.end() };
        return Some(UnitRead {
            end,
            span: CharSpan::of(numeral.span.end()..end),
            unit: "score".to_owned(),
            kind: QuantityKind::Score,
            factor: Decimal::ONE,
            rule: SCORE,
            in_surface: true,
        });
    }
    match text.at(start) {
        '分' if !matches!(text.at(start + 1), '之' | '钟' | '别' | '数' | '为' | '析' | '类' | '布' | '成' | '级' | '支' | '公' | '店' | '局' | '院' | '部' | '会' | '论')
            && (near(24, &["评分", "得分", "分数", "CVSS", "打分", "满分", "总分", "评为", "评级"])
                || numeral.shape == NumeralShape::Arabic
                    && ["考了", "考了 ", "取得", "取得 ", "拿下", "拿到", "给出了", "给出", "打出", "最高分", "评定为"].iter().any(|w| text.ends_with(number, w))
                || ["高危", "严重漏洞", "的满分", "的高分"].iter().any(|w| text.starts_with(start + 1, w))) =>
        {
            read("score", QuantityKind::Score)
        }
        '点' if numeral.value >= Decimal::from(10)
            && numeral.shape == NumeralShape::Arabic
            && !(numeral.value <= HOURS && numeral.value.is_integer() && (text.at(start + 1).is_ascii_digit() || matches!(text.at(start + 1), '许' | '左' | '半' | '整')))
            && near(30, &["指数", "股", "报", "涨", "跌", "点位", "沪", "深", "大盘", "道指", "纳指", "标普", "恒指", "关口"]) =>
        {
            read("point", QuantityKind::Point)
        }
        _ => None,
    }
}
