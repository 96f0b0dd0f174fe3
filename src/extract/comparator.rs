//! Decides how a figure compares with the number that is written: 超过, 不足, 以上. Quantities take the comparator from it,
//! numerals that `jushi parse` gives the bounds of a range.

use crate::extract::Comparator;
use crate::extract::numeral::More;
use crate::text::{CharSpan, Text, is_han};

/// Words in front of a number; longest first within the same ending, as the search goes from the number backwards.
const BEFORE: &[(&str, Comparator)] = &[
    ("不超过", Comparator::Le),
    ("不会超过", Comparator::Le),
    ("未超过", Comparator::Le),
    ("不能超过", Comparator::Le),
    ("没有超过", Comparator::Le),
    ("没超过", Comparator::Le),
    ("未能超过", Comparator::Le),
    ("没能超过", Comparator::Le),
    ("无法超过", Comparator::Le),
    ("难以超过", Comparator::Le),
    ("未突破", Comparator::Le),
    ("没有突破", Comparator::Le),
    ("未能突破", Comparator::Le),
    ("没能突破", Comparator::Le),
    ("无法突破", Comparator::Le),
    ("难以突破", Comparator::Le),
    ("不得超过", Comparator::Le),
    ("最大为", Comparator::Le),
    ("上限", Comparator::Le),
    ("不高于", Comparator::Le),
    ("不大于", Comparator::Le),
    ("不多于", Comparator::Le),
    ("至多", Comparator::Le),
    ("最多", Comparator::Le),
    ("最高", Comparator::Le),
    ("最高可达", Comparator::Le),
    ("最长", Comparator::Le),
    ("最长可达", Comparator::Le),
    ("最远", Comparator::Le),
    ("最远可达", Comparator::Le),
    ("最深", Comparator::Le),
    ("最高优惠", Comparator::Le),
    ("最高立减", Comparator::Le),
    ("最高可省", Comparator::Le),
    ("最高可获", Comparator::Le),
    ("至高", Comparator::Le),
    ("至高优惠", Comparator::Le),
    ("最高达", Comparator::Le),
    ("上限为", Comparator::Le),
    ("封顶", Comparator::Le),
    ("≤", Comparator::Le),
    ("不低于", Comparator::Ge),
    ("不少于", Comparator::Ge),
    ("不小于", Comparator::Ge),
    ("大于等于", Comparator::Ge),
    ("大于或等于", Comparator::Ge),
    ("大于或者等于", Comparator::Ge),
    ("小于等于", Comparator::Le),
    ("小于或等于", Comparator::Le),
    ("小于或者等于", Comparator::Le),
    ("高过", Comparator::Gt),
    ("不下于", Comparator::Ge),
    ("至少", Comparator::Ge),
    ("最少", Comparator::Ge),
    ("最低", Comparator::Ge),
    ("起码", Comparator::Ge),
    ("≥", Comparator::Ge),
    ("上", Comparator::Ge),
    ("超过了", Comparator::Gt),
    ("超过", Comparator::Gt),
    ("超出", Comparator::Gt),
    ("超越", Comparator::Gt),
    ("逾", Comparator::Gt),
    ("愈", Comparator::Gt),
    ("突破了", Comparator::Gt),
    ("突破", Comparator::Gt),
    ("破", Comparator::Gt),
    ("多于", Comparator::Gt),
    ("大于", Comparator::Gt),
    ("高于", Comparator::Gt),
    ("高出", Comparator::Eq),
    ("不止", Comparator::Gt),
    ("不下", Comparator::Ge),
    ("达到或超过", Comparator::Ge),
    ("＞", Comparator::Gt),
    (">", Comparator::Gt),
    ("超", Comparator::Gt),
    ("过", Comparator::Gt),
    ("跌破", Comparator::Lt),
    ("跌穿", Comparator::Lt),
    ("不足", Comparator::Lt),
    ("不到", Comparator::Lt),
    ("不及", Comparator::Lt),
    ("低于", Comparator::Lt),
    ("少于", Comparator::Lt),
    ("小于", Comparator::Lt),
    ("未满", Comparator::Lt),
    ("不满", Comparator::Lt),
    ("未达", Comparator::Lt),
    ("未达到", Comparator::Lt),
    ("未能达到", Comparator::Lt),
    ("没能达到", Comparator::Lt),
    ("没有达到", Comparator::Lt),
    ("没达到", Comparator::Lt),
    ("达不到", Comparator::Lt),
    ("<", Comparator::Lt),
    ("大约为", Comparator::Approx),
    ("约为", Comparator::Approx),
    ("约合", Comparator::Approx),
    ("约等于", Comparator::Approx),
    ("约", Comparator::Approx),
    ("大约", Comparator::Approx),
    ("大概", Comparator::Approx),
    ("几乎", Comparator::Approx),
    ("差不多", Comparator::Approx),
    ("将近", Comparator::Approx),
    ("接近", Comparator::Approx),
    ("逼近", Comparator::Approx),
    ("近", Comparator::Approx),
    ("大致", Comparator::Approx),
    ("估计", Comparator::Approx),
    ("左右", Comparator::Approx),
    ("~", Comparator::Approx),
    ("≈", Comparator::Approx),
];

/// Words behind a quantity.
const BEHIND: &[(&str, Comparator)] = &[
    ("及以上", Comparator::Ge),
    ("或以上", Comparator::Ge),
    ("及以下", Comparator::Le),
    ("或以下", Comparator::Le),
    ("或更多", Comparator::Ge),
    ("或者更多", Comparator::Ge),
    ("或多", Comparator::Ge),
    ("或者多", Comparator::Ge),
    ("或更少", Comparator::Le),
    ("或者更少", Comparator::Le),
    ("或更低", Comparator::Le),
    ("或更高", Comparator::Ge),
    ("或者更高", Comparator::Ge),
    ("出头", Comparator::Gt),
    ("之上", Comparator::Gt),
    ("之下", Comparator::Lt),
    ("以上", Comparator::Gt),
    ("以下", Comparator::Lt),
    ("以内", Comparator::Le),
    ("之内", Comparator::Le),
    ("内", Comparator::Le),
    ("左右", Comparator::Approx),
    ("上下", Comparator::Approx),
    ("起", Comparator::Ge),
    ("多", Comparator::Gt),
    ("余", Comparator::Gt),
    ("+", Comparator::Gt),
    ("封顶", Comparator::Le),
    ("开外", Comparator::Gt),
    ("起步", Comparator::Ge),
    ("起跳", Comparator::Ge),
];

/// Characters after which a one-character comparator is the end of another word: 通过, 经过, 最近, 附近, 晚上.
fn is_part_of_word(text: &Text, word_start: usize, word: &str) -> bool {
    let before = text.before(word_start);
    match word {
        // 过半数 is more than half; 经过, 通过 are words.
        "过" if text.starts_with(word_start + 1, "半") => matches!(before, '经' | '通' | '度'),
        // 主机过万, 销量过百万: a scale alone was not gone through. 经过, 通过, 超过 are words.
        "过" if ["万", "亿", "百万", "千万", "百亿", "千亿"].iter().any(|w| text.starts_with(word_start + 1, w)) => matches!(before, '经' | '通' | '透' | '不' | '越'),
        // 营收过亿元, 价值过百万元; 购买过6单 is no more than six.
        "过" if matches!(before, '收' | '值') => false,
        "过" => !matches!(before, '已' | '均' | '达' | '都' | '额' | '量' | '数' | '模'),
        "近" => matches!(before, '最' | '附' | '靠' | '临' | '邻' | '亲' | '远'),
        "上" => matches!(before, '晚' | '早' | '网' | '线' | '以' | '之' | '身' | '地' | '路' | '世' | '马' | '加' | '史' | '实' | '际' | '面' | '桌' | '手'),
        // 同级最低, 史上最高: a rank, not a bound.
        "最低" | "最高" => matches!(before, '级' | '史' | '年' | '内' | '球' | '国' | '界' | '类'),
        "超" => matches!(before, '高'),
        "愈" => matches!(before, '痊' | '治' | '病' | '越' | '愈'),
        "至高" => matches!(before, '低' | '甚' | '由'),
        // 5000~250000: between two figures it is the dash of a range.
        "~" => before.is_ascii_digit() || matches!(before, '元' | '%' | '万' | '亿'),
        "破" => matches!(before, '打' | '攻' | '爆'),
        _ => false,
    }
}

/// Words that may stand between a comparator and its number: 至少有10个, 超过了一千.
const BETWEEN: &[char] = &['有', '为', '达', '了', '是', '到', '在'];

/// The word in front of a number, with where it begins; one word may stand between.
#[must_use]
pub fn in_front(text: &Text, number: usize) -> Option<(usize, &'static str, Comparator)> {
    let longest = |at: usize| {
        let (word, found) = BEFORE.iter().filter(|(word, _)| text.ends_with(at, word)).max_by_key(|(word, _)| word.chars().count())?;
        let start = at - word.chars().count();
        Some((start, *word, *found)).filter(|(start, word, _)| !is_part_of_word(text, *start, word))
    };
    // One character says too little through another word: 近 in 近有.
    let through = || {
        let at = number.checked_sub(1).filter(|_| BETWEEN.contains(&text.before(number)))?;
        let at = if text.before(at) == ' ' { at - 1 } else { at };
        longest(at).filter(|(_, word, _)| word.chars().count() >= 2 || matches!(*word, "约" | "超" | "逾"))
    };
    // 至少收集2次, 至少破坏了52家: these reach over the verb.
    let over_verb = || {
        let reach: usize = (1..=5).find(|back| *back <= number && !is_han(text.at(number - back)) || *back > number).map_or(5, |back| back - 1);
        (1..=reach).map(|back| number - back).find_map(|at| {
            let reaches = |word: &str| match word {
                "至少" | "最少" | "起码" | "至多" | "最多" | "大约" | "大概" | "几乎" | "差不多" => true,
                // 约占全球27.8%: but not 合约, 签约.
                "约" => !matches!(
                    text.before(at - 1),
                    '合' | '签' | '公' | '条' | '契' | '租' | '特' | '节' | '制' | '预' | '纽' | '违' | '续' | '履' | '邀' | '隐' | '大' | '简' | '婚' | '解'
                ),
                // 最高可降1000元: but not 最高人民法院.
                "最高" => matches!(text.at(at), '可' | '降' | '享' | '赔' | '罚' | '奖' | '返' | '获' | '立' | '优' | '收' | '处' | '限' | '金' | '涨' | '跑'),
                "最低" => matches!(text.at(at), '可' | '能'),
                _ => false,
            };
            let (word, found) = *BEFORE.iter().find(|(word, _)| text.ends_with(at, word) && reaches(word))?;
            let between = &text.chars()[at..number];
            (!between.iter().any(|c| matches!(c, '的' | '和' | '是' | '等' | '与' | '从' | '后'))).then(|| (at - word.chars().count(), word, found))
        })
    };
    // 超过每股 40 美元, 最多： 10 张.
    let per = ["每股", "每年", "每天新增", "每天", "每月", "每台", "每人", "每次", "每设备"].iter().find(|w| text.ends_with(number, w)).map(|w| number - w.chars().count());
    let colon = (matches!(text.before(number), '：' | ':') && ["最多", "最少", "最高", "至少", "至多"].iter().any(|w| text.ends_with(number - 1, w))).then(|| number - 1);
    let beyond = || per.or(colon).and_then(longest);
    // 大约高出4倍: 高出 alone says nothing of how exact it is.
    let found = longest(number).or_else(through).or_else(over_verb).or_else(beyond)?;
    Some(if found.1 == "高出" { longest(found.0).unwrap_or(found) } else { found })
}

/// The word behind a number or quantity, with where it ends.
#[must_use]
pub fn behind(text: &Text, at: usize) -> Option<(usize, &'static str, Comparator)> {
    let (word, found) = BEHIND.iter().filter(|(word, _)| text.starts_with(at, word)).max_by_key(|(word, _)| word.chars().count())?;
    Some((at + word.chars().count(), *word, *found))
}

/// Words that compare over a phrase with 的: 约是地球的两倍, 不及上一代的一半. What is denied stands first.
const OVER_PHRASE: &[(&[&str], Comparator)] = &[
    (&["不超过", "不会超过", "最高可达"], Comparator::Le),
    (&["不低于", "不少于"], Comparator::Ge),
    (&["不到", "不及", "不足", "低于"], Comparator::Lt),
    (&["超过", "高于"], Comparator::Gt),
    (&["约是", "约为", "约占", "约相当于", "大约", "几乎", "差不多是", "接近"], Comparator::Approx),
];

/// What compares over a phrase that ends in 的 before a part or a multiple: 不到总预算的七成.
///
/// Of percentages in figures 高于 and 低于 say nothing: 高于上一年的 20% names the other year's.
#[must_use]
pub fn over_phrase(text: &Text, start: usize, in_figures: bool) -> Option<Comparator> {
    const REACH: usize = 20;
    let clause: String = text.chars()[start.saturating_sub(REACH)..start].iter().collect();
    let clause = clause.rsplit(['，', '。', '；']).next().unwrap_or_default().trim_end();
    if !clause.ends_with('的') {
        return None;
    }
    // 支持21940个指纹（约占所有连接的9.3%: a figure before the word is another's.
    let free = |word: &str| clause.rfind(word).is_some_and(|at| !clause[at..].contains(|c: char| c.is_ascii_digit()));
    let fits = |word: &str| free(word) && !(in_figures && matches!(word, "低于" | "超过" | "高于" | "接近"));
    OVER_PHRASE.iter().find(|(words, _)| words.iter().any(|w| fits(w))).map(|(_, comparator)| *comparator)
}

/// What the words around a quantity say, and the span with them.
///
/// `more` is what stands inside the numeral (余, 多). Words behind win over words in front only where there are none in front.
#[must_use]
pub fn read(text: &Text, span: CharSpan, more: More, bare_scale: bool) -> (Comparator, CharSpan) {
    let mut comparator = match more {
        More::No => Comparator::Eq,
        More::Above => Comparator::Gt,
        More::About => Comparator::Approx,
    };
    let mut full = span;
    let mut anchor = span.start();
    while text.before(anchor) == ' ' {
        anchor -= 1;
    }
    // 约合人民币22亿元: the currency's name may stand between.
    let named = if text.ends_with(anchor, "人民币") { anchor - 3 } else { anchor };
    if let Some((start, word, found)) = in_front(text, anchor).or_else(|| in_front(text, named))
        && (word != "上" || bare_scale)
    {
        if comparator == Comparator::Eq || !matches!(found, Comparator::Eq | Comparator::Approx) {
            comparator = found;
        }
        full = CharSpan::of(start..full.end());
    }
    let next = text.skip_blanks(span.end());
    let next = if next - span.end() <= 1 { next } else { span.end() };
    // 536华氏度（280摄氏度）以上.
    let next = if matches!(text.at(next), '）' | ')') && matches!(text.at(next + 1), '以' | '左') { next + 1 } else { next };
    if let Some((end, word, found)) = behind(text, next) {
        let allowed = match word {
            // 5起案件 is a count; 50元起 a lower bound.
            "起" => matches!(text.at(end), '。' | '，' | '、' | '；' | '）' | ')' | '\n' | '\0'),
            // 五个多产厂商: 多 begins another word.
            "多" | "余" => !matches!(
                text.at(end),
                '少' | '数' | '的' | '于' | '下' | '产' | '样' | '元' | '重' | '次' | '方' | '边' | '种' | '层' | '维' | '功' | '语' | '模' | '线' | '云' | '渠'
            ),
            // 4TB+64G, 3200万 + 2000万像素: a sum, not more than it.
            // 奖励7000元+季度抽奖: behind a sum the next thing is added; 100万+用户, 60位+大咖 are more.
            "+" => {
                let next = text.at(text.skip_blanks(end));
                let sum = matches!(text.before(span.end()), '元' | '倍');
                !(next.is_ascii_digit() || matches!(next, '¥' | '$' | '￥') || sum && is_han(next) && next != '的')
            }
            // 50万内, but 3个内部系统, 7.9 英寸内屏.
            "内" => !is_han(text.at(end)) || matches!(text.at(end), '有' | '完' | '可' | '就' | '不' | '无' | '即'),
            _ => true,
        };
        if allowed {
            if comparator == Comparator::Eq {
                comparator = found;
            }
            full = CharSpan::of(full.start()..end);
        }
    }
    (comparator, full)
}
