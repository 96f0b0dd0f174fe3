//! Decides which stretches are lengths of time, and points so long ago.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::extract::Context;
use crate::extract::numeral::{self, NumeralShape};
use crate::lexicon::digit;
use crate::text::{Text, WordTable, is_han};

use super::date::alone;
use super::expr::{Length, TimeExpr, Unit};
use super::grammar::blank;
use super::relative::weekday;
use super::words;

/// Lengths of time, and points so long ago.
pub fn duration(cx: &Context<'_>, at: usize) -> Option<(usize, TimeExpr)> {
    let text = cx.text();
    // 马上一年半, 以上7年, 之后5分钟: the last character of another word is no prefix.
    // 经过前两周, 超过前5年: behind a verb or preposition it is one.
    let word_before = is_han(text.before(at))
        && matches!(text.at(at), '前' | '后')
        && !matches!(text.before(at), '的' | '在')
        && !(text.at(at) == '前' && matches!(text.before(at), '过' | '与' | '比' | '是' | '后'));
    let within = word_before
        || matches!(text.before(at), '马' | '以' | '之' | '最' | '其' | '往' | '早' | '加' | '线' | '史' | '身' | '将' | '接' | '附' | '临' | '论' | '巨' | '拿' | '再');
    // 刚过去 5 天: here it is a verb.
    let passed = text.starts_with(at, "过去") && matches!(text.before(at), '刚' | '已' | '才' | '经' | '又' | '就') && text.at(at + 2) != '的';
    let prefix = words::SPAN_PREFIXES.iter().filter(|w| text.starts_with(at, w) && !passed && !(within && w.chars().count() == 1)).max_by_key(|w| w.chars().count());
    // 一年一度 is a set phrase; 新的一年 is no length, nor is 这一季度.
    if ["一天一", "一年一"].iter().any(|w| text.starts_with(at, w))
        || text.starts_with(at, "一年") && (text.ends_with(at, "新的") || text.before(at) == '新')
        || text.starts_with(at, "这一")
        || text.ends_with(at + 1, "本十")
    {
        return None;
    }
    // 几十年, 数十年 have no number; 那一天, 每一年 are no lengths.
    let before = text.before(at);
    // 上一秒还…, 下一秒就…: which one, not how long.
    let which = text.at(at) == '一' && matches!(before, '上' | '下') && !matches!(text.before(at - 1), '马' | '线' | '网' | '以' | '之' | '剩' | '留' | '早' | '晚');
    if which
        || matches!(before, '几' | '数') && prefix.is_none()
        || text.at(at) == '一' && (matches!(before, '那' | '某' | '每' | '同' | '这' | '哪' | '本') || before == '有' && text.at(at + 1) == '天')
    {
        return None;
    }
    // 前两天 is the other day, 一天夜里 some night.
    let other_at = if text.starts_with(at, "两天") && before == '前' { at - 1 } else { at };
    let other_day = text.starts_with(other_at, "前两天") && !matches!(text.before(other_at), '的' | '后' | '术') && !matches!(text.at(other_at + 3), '的' | '内' | '里');
    let some_day = text.starts_with(at, "一天") && (text.starts_with(at + 2, "夜里") || words::PARTS_OF_DAY.longest_at(text, at + 2).is_some());
    if !cx.is_utterance() && (other_day || some_day) {
        return None;
    }
    let (number_at, prefixed) = prefix.map_or((at, false), |w| (blank(text, at + w.chars().count()), true));
    // 近 is the approx of a count as well: 近300天; both are durations.
    let (number, number_max, end) = amount(text, number_at).or_else(|| (prefixed).then_some((Decimal::ONE, None, number_at)).filter(|_| matches!(text.at(number_at), '一')))?;
    // 四个多星期, 17个多月, 十余天: the inner word adds nothing that could be counted.
    let loose =
        ["个多", "个余", "多个", "余个", "多", "余"].iter().find(|w| text.starts_with(end, w) && INNER_UNITS.longest_at(text, blank(text, end + w.chars().count())).is_some());
    let unit_at = blank(text, loose.map_or(end, |w| end + w.chars().count()));
    // 近三月 is a length, 三月 a month.
    let months = prefix.is_some_and(|w| matches!(*w, "近" | "过去" | "最近" | "未来")) || text.ends_with(at, "连续") || matches!(text.before(unit_at), '两' | '俩' | '仨');
    let spelled = words::UNITS.longest_at(text, unit_at);
    let (mut end, mut unit) = match spelled {
        Some(found) => found,
        None if loose.is_some() => INNER_UNITS.longest_at(text, unit_at)?,
        None if text.at(unit_at) == '月' && (months && !text.at(number_at).is_ascii_digit() || text.ends_with(unit_at, "个半")) => (unit_at + 1, Unit::Month),
        None => return None,
    };
    // 24周龄 is an age, 第十年 an ordinal, 十年如一日 a set phrase.
    if text.at(end) == '龄'
        || text.before(at) == '第'
        || text.ends_with(at, "公元前")
        || text.starts_with(end, "如一日")
        || text.starts_with(end, "磨一剑")
        || number == Decimal::ONE
            && ((text.before(at) == '的' || text.ends_with(at, "的前")) && text.before(end) == '天' && matches!(text.at(at), '一' | '前')
                // …的一年。, 最后一天, 又一年: which one, not how long.
                || text.before(end) == '年' && text.before(at) == '的' && !is_han(text.at(end))
                || text.before(end) == '年' && ["又", "又是", "任何"].iter().any(|w| text.ends_with(at, w))
                || text.ends_with(at, "最后")
                || text.before(end) == '天' && ["又", "新"].iter().any(|w| text.ends_with(at, w))
                || text.starts_with(end, "一次")
                || ["关键", "重要", "收官之", "元"].iter().any(|w| text.ends_with(at, w)))
    {
        return None;
    }
    // 5年期LPR, 3年行动计划: an attribute, not a length of time.
    if text.at(end) == '期' && !matches!(text.at(end + 1), '间' | '限' | '内' | '满') {
        return None;
    }
    let noun = if text.at(end) == '的' { end + 1 } else { blank(text, end) };
    if ["规划", "计划", "发展规划", "行动计划", "行动方案", "攻坚计划", "提升计划", "滚动计划"].iter().any(|w| text.starts_with(noun, w)) && !cx.is_utterance() && !prefixed
    {
        return None;
    }
    // 零日漏洞, 0年: no length. 23-24 年 are two years. 一周好文 names a column.
    let two_years = number_max.is_some_and(|max| max == number + Decimal::ONE && YEARS_IN_TWO_DIGITS.contains(&number) && text.at(number_at).is_ascii_digit());
    let column = number == Decimal::ONE && unit == Unit::Week && ["好文", "要闻", "热点", "精选", "资讯", "动态"].iter().any(|w| text.starts_with(end, w));
    if number.is_zero() && matches!(text.before(end), '日' | '天' | '年') || two_years && text.before(end) == '年' || column {
        return None;
    }
    let word: String = text.chars()[unit_at..end].iter().collect();
    let arabic = text.at(number_at).is_ascii_digit();
    match word.as_str() {
        // 3日 is a day of the month; 三时, 5分 are clock times or scores.
        // 9佰日元 is money.
        // 7000万日活, 360日均: 日 begins the next word.
        "日" if matches!(text.at(end), '元' | '圆' | '币' | '本' | '均' | '活' | '记' | '报') || text.starts_with(end, "消息") || number > YEAR_DAYS => return None,
        "日" if !prefixed && !matches!(text.at(end), '内' | '游') && number_max.is_none_or(|n| n <= MONTH_DAYS) && number <= MONTH_DAYS => return None,
        "时" | "分" | "夜" | "载" => return None,
        "周" if matches!(text.at(end), '岁' | '边' | '围' | '密' | '到' | '刊') => return None,
        // 10.2022年度, 2.2023年: the number of an item before a year.
        "年" | "年度" if number.scale() == 4 => return None,
        "年" => {
            // 5年级, 20年代, 2年生; a year number is not a length.
            // 45 亿年前, 距今6000年; 7000 万年轻人 and 20181856 年 are none.
            let ages = text.chars()[number_at..end].iter().any(|c| matches!(c, '万' | '亿' | '千' | ',' | '多'))
                || ["距今", "距今约", "历时"].iter().any(|w| text.ends_with(number_at, w));
            let ends = matches!(text.at(end), '前' | '的' | '来' | '里' | '间' | '内' | '后' | '以' | '之' | '，' | '。' | '；' | '、' | '）' | '至' | '到' | '历' | '\0' | '\n');
            if matches!(text.at(end), '级' | '代' | '生' | '纪' | '份' | '检') && !text.starts_with(end, "生存") || arabic && number >= Decimal::ONE_THOUSAND && !(ages && ends)
            {
                return None;
            }
            // 半年度报告 is a kind of report.
            if text.at(end) == '度' || number == HALF && text.at(end) == '报' {
                return None;
            }
        }
        "年度" | "周年" | "季度" if number >= Decimal::ONE_THOUSAND => return None,
        "年度" if number == HALF => return None,
        // 时间一天天过去: day by day.
        "天" if number == Decimal::ONE && text.at(end) == '天' => return None,
        "天" if matches!(
            text.at(end),
            '使' | '津' | '猫' | '府' | '融' | '空' | '翼' | '然' | '才' | '际' | '眼' | '体' | '线' | '文' | '网' | '窗' | '平' | '团' | '相' | '御' | '擎' | '堤'
        ) =>
        {
            return None;
        }
        "秒" if matches!(text.at(end), '杀' | '级') => return None,
        // 12.23 周一 is a day.
        "周" | "星期" if number.scale() > 0 && weekday(text, end).is_some() => return None,
        "星期" | "礼拜" | "周" if !prefixed && weekday(text, end).is_some() && !arabic => unit = Unit::Week,
        // 一个星期六 is a day of the week.
        "个星期" | "个礼拜"
            if matches!(text.at(end), '二' | '三' | '四' | '五' | '六' | '日') && !crate::lexicon::is_classifier_char(text.at(end + 1)) && text.at(end + 1) != '天' =>
        {
            return None;
        }
        _ => {}
    }
    let (mut number, mut number_max) = (number, number_max);
    if text.at(end) == '半' && !matches!(text.at(end + 1), '数' | '导' | '径') {
        number += HALF;
        number_max = number_max.map(|n| n + HALF);
        end += 1;
    } else if text.at(end) == '多' && !matches!(text.at(end + 1), '次' | '家' | '个' | '来' if text.at(end + 1) != '来') {
        end += 1;
    }
    // A compound: 2小时30分钟, 1年3个月.
    let mut length = Length::of(number, unit);
    let mut stop = end;
    let mut smallest = unit;
    while let Some((more, None, e)) = amount(text, blank(text, stop + usize::from(matches!(text.at(stop), '又' | '零' | '余' | '多'))))
        && let Some((e, next_unit)) = words::UNITS.longest_at(text, blank(text, e))
        && next_unit.seconds() < smallest.seconds()
        // 一周 5 天 is five days of each week.
        && !matches!(next_unit, Unit::Day if text.before(e) == '日' && smallest != Unit::Month || smallest == Unit::Week)
    {
        stop = if text.at(e) == '余' && amount(text, e + 1).is_some() { e + 1 } else { e };
        length.parts.push((more, next_unit));
        smallest = next_unit;
    }
    if stop > end {
        return Some((stop, TimeExpr::Duration(length, None)));
    }
    let upper = |n: Option<Decimal>| n.map(|n| Length::of(n, unit));
    // 半年到一年, 30分钟-1小时: a range whose ends have units of their own.
    let dash = blank(text, end);
    if number_max.is_none()
        && matches!(text.at(dash), '-' | '~' | '至' | '到' | '—' | '–')
        && let next = blank(text, dash + 1)
        && let Some((more, None, e)) = amount(text, next)
        && let Some((stop, next_unit)) = words::UNITS.longest_at(text, blank(text, e))
        && !matches!(text.before(stop), '日' | '时' | '分' | '夜')
        && !(next_unit == Unit::Year && more >= Decimal::ONE_THOUSAND)
    {
        let max = Length::of(more, next_unit);
        if max.seconds() > length.seconds() {
            return Some((stop, TimeExpr::Duration(length, Some(max))));
        }
    }
    // 3年以上7年以下 is one length with two bounds.
    if text.starts_with(end, "以上")
        && let Some((above, None, e)) = amount(text, blank(text, end + 2))
        && let Some((e, next_unit)) = words::UNITS.longest_at(text, blank(text, e))
        && next_unit == unit
        && text.starts_with(e, "以下")
    {
        return Some((e + 2, TimeExpr::Duration(length, Some(Length::of(above, unit)))));
    }
    // 三年前, 5天后: a point, when nothing limits it.
    let ago = match text.at(end) {
        '前' if !matches!(text.at(end + 1), '后' | '列' | '沿' | '景' | '者' | '期') => Some(-1),
        '后' if !matches!(text.at(end + 1), '的' | '期' | '续' | '者' | '端') => Some(1),
        '以' | '之' if text.at(end + 1) == '前' => Some(-1),
        '以' | '之' if text.at(end + 1) == '后' => Some(1),
        _ => None,
    };
    // 近20年前: nearly so long ago.
    let nearly = prefix.is_some_and(|w| *w == "近") && ago == Some(-1) && text.at(end) == '前';
    if let Some(sign) = ago
        && (!prefixed || nearly)
        && number_max.is_none()
        && let Some(whole) = number.is_integer().then(|| number.to_i64()).flatten()
        && matches!(unit, Unit::Year | Unit::Month | Unit::Day | Unit::Week)
    {
        let width = if matches!(text.at(end), '前' | '后') { 1 } else { 2 };
        // 十多年前 is no year but a length. What a narrative tells of 5个月后 is a length, unless it speaks of what is to come.
        // 抵达机场的三天前: of what is told.
        let told = sign < 0 && before == '的' && !cx.is_utterance();
        let vague = told || loose.is_some() || matches!(text.before(end), '多' | '余') || matches!(text.before(unit_at), '多' | '余' | '来');
        if vague && !cx.is_utterance() {
            return Some((end, TimeExpr::Duration(length, None)));
        }
        // 将于2个月后 is counted from now; 公布 120 天后生效 and 会在七天之后 from what is told.
        let from_now = ["将", "将在", "将于", "预计", "预计在", "计划", "计划在", "计划于", "有望", "有望在"].iter().any(|w| text.ends_with(at, w))
            || !is_han(before) && super::tense::future_is_meant(cx, crate::text::CharSpan::of(at..end));
        if sign > 0 && !cx.is_utterance() && !from_now {
            // 两年后，…: at the head of a clause it goes on from what was told before.
            let clause_begins = !is_han(before) && !before.is_alphanumeric() && before != ' ';
            return Some(if clause_begins { (end + width, TimeExpr::Later { amount: whole, unit }) } else { (end, TimeExpr::Duration(length, None)) });
        }
        return Some((end + width, TimeExpr::Ago { amount: sign * whole, unit }));
    }
    if prefixed && text.starts_with(end, "以来") {
        end += 2;
    }
    Some((end, TimeExpr::Duration(length, upper(number_max))))
}

/// One half.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// What two digits before 年 are years rather than amounts, where the next one follows them.
const YEARS_IN_TWO_DIGITS: std::ops::RangeInclusive<Decimal> = Decimal::from_parts(15, 0, 0, false, 0)..=Decimal::from_parts(40, 0, 0, false, 0);
/// More days than a year has are not counted in 日.
const YEAR_DAYS: Decimal = Decimal::from_parts(366, 0, 0, false, 0);
/// A day of the month is no length.
const MONTH_DAYS: Decimal = Decimal::from_parts(31, 0, 0, false, 0);

/// Units behind 多 and 余, where 月 is one.
static INNER_UNITS: WordTable<Unit> = WordTable::new(&[
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("小时", Unit::Hour),
    ("钟头", Unit::Hour),
    ("分钟", Unit::Minute),
    ("年", Unit::Year),
    ("月", Unit::Month),
    ("天", Unit::Day),
    ("周", Unit::Week),
]);

/// A stretch that begins or ends at the moment of speaking: 60日内, 还剩5分钟, 再过半个小时, 过两天, 现在.
pub fn window(cx: &Context<'_>, at: usize) -> Option<(usize, TimeExpr)> {
    let text = cx.text();
    let clause_begins = at == 0 || !crate::text::is_han(text.before(at)) && !text.before(at).is_alphanumeric();
    if text.starts_with(at, "现在") && alone(cx, at, at + 2) {
        return Some((at + 2, TimeExpr::Now));
    }
    let (number_at, inside) = if text.starts_with(at, "还剩") {
        (at + 2, Some(true))
    } else if text.starts_with(at, "再过") {
        (at + 2, Some(false))
    } else if clause_begins && text.at(at) == '过' {
        (at + 1, Some(false))
    } else {
        (at, None)
    };
    let (end, expr) = duration(cx, number_at)?;
    let TimeExpr::Duration(length, None) = expr else { return None };
    // 8天20时 that are left are a length, not a time of the clock.
    if text.starts_with(at, "还剩") && length.parts.len() > 1 && text.before(end) != '秒' && text.before(end) != '钟' {
        return None;
    }
    let close = ["以内", "之内", "内"].iter().find(|w| text.starts_with(end, w)).map(|w| end + w.chars().count());
    match (inside, close) {
        (None, None) => None,
        (None, Some(stop)) => Some((stop, TimeExpr::Window { length, inside: true, from_now: false })),
        (Some(inside), _) => Some((end, TimeExpr::Window { length, inside, from_now: inside })),
    }
}

/// An amount: 3, 2.5, 三, 半, 一个半, 3至5, 三五.
fn amount(text: &Text, at: usize) -> Option<(Decimal, Option<Decimal>, usize)> {
    if text.at(at) == '半' {
        // 想了半天, 找半天: a long while.
        let long_while = text.starts_with(at, "半天") && matches!(text.before(at), '了' | '坐' | '想' | '找' | '等' | '弄' | '论' | '拣' | '说' | '看' | '搞');
        return (!long_while && matches!(text.at(at + 1), '年' | '个' | '天' | '小' | '日')).then_some((HALF, None, at + 1));
    }
    // A leading zero is a year's: 07年.
    if text.at(at) == '0' && text.at(at + 1).is_ascii_digit() {
        return None;
    }
    let first = numeral::parse_at(text, at).ok()??;
    // 一两年, 两三分钟: two neighbours are a range. 八九年 is a year of the last century.
    let digits: Vec<u8> = (at..at + 2).filter_map(|i| digit(text.at(i))).collect();
    if let (NumeralShape::HanDigits, 2, [a, b]) = (first.shape, first.span.len(), &digits[..])
        && (*b == a + 1 || (*a, *b) == (3, 5))
        && digit(text.before(at)).is_none()
        && (text.at(first.span.end()) != '年' || *a <= 5)
    {
        return Some((Decimal::from(*a), Some(Decimal::from(*b)), first.span.end()));
    }
    if matches!(first.shape, NumeralShape::BareScale | NumeralShape::Fraction | NumeralShape::PercentOf) || first.shape == NumeralShape::HanDigits && first.span.len() > 1 {
        return None;
    }
    let mut end = first.span.end();
    if text.starts_with(end, "个半") {
        return Some((first.value + HALF, None, end + 2)).filter(|_| matches!(text.at(end + 2), '月' | '小' | '星'));
    }
    let mut max = first.value_max;
    let dash = blank(text, end);
    let width = if matches!(text.at(dash), '-' | '—') && text.at(dash + 1) == text.at(dash) { 2 } else { 1 };
    if matches!(text.at(dash), '-' | '~' | '至' | '到' | '—' | '或')
        && let Ok(Some(second)) = numeral::parse_at(text, blank(text, dash + width))
        && second.value > first.value
    {
        max = Some(second.value);
        end = second.span.end();
    }
    // A billion years are told of; so long a time of other units is the sum of many.
    let years = text.at(blank(text, end)) == '年' && first.value < Decimal::from(100_000_000_000_u64);
    (years || first.value < Decimal::from(1_000_000_000)).then_some((first.value, max, end))
}
