//! Decides whether a count only announces the list that follows it: 两个方面：一是….

use crate::text::{Text, is_han};

/// Nouns behind a classifier that only announce a list: 两个方面.
pub const LIST_OPENERS: &[&str] = &["方面", "维度", "层面", "角度", "原则", "要点", "特点", "建议", "问题", "步骤", "环节", "要素", "关键词", "阶段", "层次"];

/// Nouns that announce a list where it follows in the same sentence: 三个主要领域…：一是….
const LIST_NOUNS: &[&str] = &[
    "领域",
    "特征",
    "理念",
    "方向",
    "趋势",
    "原因",
    "因素",
    "挑战",
    "任务",
    "目标",
    "观点",
    "结论",
    "优势",
    "亮点",
    "关键",
    "核心",
    "举措",
    "措施",
    "要求",
    "部分",
    "重点",
    "能力",
    "警示",
    "意义",
    "前提",
    "条件",
    "难点",
    "假设",
    "理由",
    "危害",
    "好处",
    "弊端",
    "缺点",
    "优点",
    "做法",
    "事实",
    "不足",
    "出发点",
    "妙招",
    "试金石",
];

/// Nouns that announce a list behind classifiers other than 个: 两件事。第一…, 两种表现：一是….
pub const LIST_NOUNS_OF: &[(&str, &[&str])] = &[("件", &["事"]), ("种", &["表现", "基本表现", "观点"])];

/// So many characters behind a counted noun its list begins.
const LIST_REACH: usize = 60;

/// Whether a counted noun only announces the list that follows: 在三个主要领域…：一是…, 8个方向。⏎1）….
pub fn opens_list(text: &Text, noun: usize) -> bool {
    let clause: String = text.chars()[noun.min(text.len())..].iter().take_while(|c| is_han(**c)).take(12).collect();
    LIST_OPENERS.iter().chain(LIST_NOUNS).any(|w| clause.contains(w)) && list_follows(text, noun)
}

/// Whether a list begins in the sentence of a counted noun or straight behind it.
pub fn list_follows(text: &Text, noun: usize) -> bool {
    let rest: String = text.chars()[noun.min(text.len())..].iter().take(LIST_REACH).take_while(|c| !matches!(c, '。' | '！' | '？')).collect();
    let listed = [
        "：一是",
        "：一、",
        "：首先",
        "：（一）",
        "：(一)",
        "：1",
        "：①",
        "：第一",
        "：\n",
        "，一是",
        "；一是",
        "：其一",
        "，第一",
        "\n1",
        "\n01",
        "\n一、",
        "\n（一）",
        "\n（1",
        "\n①",
        "\n其一",
    ]
    .iter()
    .any(|w| rest.contains(w));
    listed || numbered_items_follow(text, noun)
}

/// Whether a noun stands straight before a colon, a comma or a full stop at a line's end, and numbered items behind it.
pub fn numbered_items_follow(text: &Text, noun: usize) -> bool {
    const LONGEST_NOUN: usize = 8;
    const ITEMS: &[&str] = &["(1", "（1", "1、", "1.", "1)", "1）", "01", "①", "一、", "（一）", "(一)", "一是", "第一", "其一", "首先"];
    let Some(stop) = (noun..noun + LONGEST_NOUN).find(|i| !is_han(text.at(*i))) else { return false };
    let item = (stop + 1..stop + 4).find(|i| !matches!(text.at(*i), '\n' | ' ')).unwrap_or(stop + 1);
    let told = ["第一", "其一", "首先", "一是"].iter().any(|w| text.starts_with(item, w));
    let opens = matches!(text.at(stop), '：' | ':') || text.at(stop) == '。' && (text.at(stop + 1) == '\n' || told) || text.at(stop) == '，' && text.starts_with(item, "1、");
    opens && ITEMS.iter().any(|w| text.starts_with(item, w))
}

/// Whether steps or layers stand before a mark, and the first of them behind it: 分两步走：第一步…, 一共分了四层。第一层….
pub fn steps_follow(text: &Text, end: usize) -> bool {
    let taken = ["走", "推进", "并进"].iter().find(|w| text.starts_with(end, w)).map_or(end, |w| end + w.chars().count());
    let first = (taken + 1..taken + 4).find(|i| !matches!(text.at(*i), '\n' | ' ')).unwrap_or(taken + 1);
    matches!(text.at(taken), '：' | ':' | '。' | '；') && ["第一", "首先", "其一", "1、"].iter().any(|w| text.starts_with(first, w))
}
