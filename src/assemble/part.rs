//! Decides what an article says to be a part of what: a subsidiary of its group, a park of the park that it belongs to.
//!
//! Only what is said in so many words counts: 旗下, 子公司, 母公司, 隶属于, and a park that 形成 or 下设 others. A claim has no row of its own:
//! it fills `entities.parent_entity_id`, where the articles' most frequent statement stands. Products are left out: a
//! company makes them, they are no part of it.

use crate::extract::{EntityMention, EntityType};
use crate::text::{CharSpan, Text, WordList, is_han};

use super::clause::SentenceView;

/// That one named thing is a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartClaim {
    /// The part's mention.
    pub part: CharSpan,
    /// The mention of what it is a part of.
    pub whole: CharSpan,
}

/// Words between a whole and its part: 甲集团旗下乙公司.
const UNDER: &[&str] = &["旗下", "下属", "下辖", "直属", "所属", "全资子公司", "控股子公司", "子公司"];

/// Words between a part and its whole.
const OF: &[&str] = &["隶属于", "隶属", "归属于", "附属于"];

/// Nouns that say between 旗下 and the name what the part is: 旗下芯片公司, 旗下的安全研究机构.
static ROLES: WordList = WordList::new(&[
    "公司",
    "子公司",
    "企业",
    "机构",
    "部门",
    "平台",
    "实验室",
    "研究院",
    "团队",
    "品牌",
    "媒体",
    "银行",
    "医院",
    "学院",
    "事业部",
    "业务",
    "工厂",
    "园区",
    "院校",
    "厂商",
    "基金",
]);

/// Verbs by which a park has its parts behind it: 形成海淀园、通州园.
const COMPRISES: &[&str] = &["形成", "包括", "包含", "分为", "设有", "下设", "下辖", "涵盖", "由"];

/// 旗下 and the name have no more characters between them that say what the part is.
const LONGEST_ROLE: usize = 10;

/// Between a park and the list of its parts in brackets stands no more than 成都“一城四园”.
const LONGEST_LAYOUT: usize = 12;

/// What the article's sentences say of parts. Linear in the names.
#[must_use]
pub fn find(views: &[SentenceView<'_>]) -> Vec<PartClaim> {
    let mut found = Vec::new();
    for view in views {
        let text = view.cx.text();
        for (i, pair) in view.entities.windows(2).enumerate() {
            let (first, second) = (&pair[0], &pair[1]);
            if !is_body(first) || !is_body(second) || first.span.end() > second.span.start() {
                continue;
            }
            let rest = &view.entities[i + 1..];
            if is_under(text, first.span.end(), second.span.start()) && !is_past(text, first.span.start()) {
                found.extend(listed(text, rest, false).map(|part| PartClaim { part, whole: first.span }));
            } else if is_of(text, first, second, rest.get(1)) {
                found.push(PartClaim { part: first.span, whole: second.span });
            } else if is_parent_of(text, first, second) {
                found.push(PartClaim { part: second.span, whole: first.span });
            }
        }
        layouts(view, &mut found);
    }
    found.retain(|claim| claim.part != claim.whole);
    found
}

fn is_body(mention: &EntityMention) -> bool {
    matches!(mention.value.entity_type, EntityType::Org | EntityType::Fac)
}

/// 原甲集团旗下: it no longer is.
fn is_past(text: &Text, at: usize) -> bool {
    matches!(text.before(at), '原' | '前' | '曾')
}

/// Whether what stands between two names makes the second a part of the first.
fn is_under(text: &Text, from: usize, to: usize) -> bool {
    let at = text.skip_blanks(from);
    let at = if text.at(at) == '的' { at + 1 } else { at };
    let Some(word) = UNDER.iter().find(|w| text.starts_with(at, w)) else { return false };
    let mut at = at + word.chars().count();
    if text.at(at) == '的' {
        at += 1;
    }
    let at = text.skip_blanks(at);
    at == to || at < to && to - at <= LONGEST_ROLE && (at..to).all(|i| is_han(text.at(i))) && ROLES.ends_before(text, to)
}

/// The names of a list from its first on: 甲、乙和丙. Behind 旗下甲 a 和 may join somebody else (旗下甲与乙签约), which `joins` rules out.
fn listed<'a>(text: &'a Text, names: &'a [EntityMention], joins: bool) -> impl Iterator<Item = CharSpan> + 'a {
    let first = names.first().map(|m| m.span);
    let others = names.windows(2).map_while(move |pair| {
        let between = text.trim(CharSpan::of(pair[0].span.end()..pair[1].span.start().max(pair[0].span.end())));
        let word = text.slice(between);
        ((word == "、" || joins && matches!(word, "和" | "及" | "以及" | "与")) && pair[0].value.entity_type == pair[1].value.entity_type).then_some(pair[1].span)
    });
    first.into_iter().chain(others)
}

/// 乙公司隶属于甲集团; 乙公司是甲集团的全资子公司; 乙公司（甲集团旗下公司）; 乙公司的母公司甲集团.
fn is_of(text: &Text, part: &EntityMention, whole: &EntityMention, next: Option<&EntityMention>) -> bool {
    let between = text.slice(text.trim(CharSpan::of(part.span.end()..whole.span.start())));
    if OF.contains(&between.trim_start_matches('，')) || matches!(between, "母公司" | "的母公司") {
        return true;
    }
    if !matches!(between, "是" | "为" | "系" | "，" | "（" | "(" | "，是" | "，为" | "作为") {
        return false;
    }
    // What the whole is followed by says what the first name is, and no other name comes before its end.
    let at = text.skip_blanks(whole.span.end());
    let at = if text.at(at) == '的' { at + 1 } else { at };
    let Some(word) = UNDER.iter().find(|w| text.starts_with(at, w)) else { return false };
    let limit = next.map_or(usize::MAX, |m| m.span.start());
    let end = (at + word.chars().count()..).find(|i| !is_han(text.at(*i))).unwrap_or(at);
    // 甲，乙旗下丙发布: the verb shows that the clause goes on to say something else.
    let told = matches!(text.at(end), '，' | '。' | '）' | ')' | '；' | '\n' | '\0');
    end <= limit && told && (end - at <= LONGEST_ROLE + 6) && (word.ends_with("公司") && end == at + word.chars().count() || ROLES.ends_before(text, end))
}

/// 甲集团是乙公司的母公司.
fn is_parent_of(text: &Text, whole: &EntityMention, part: &EntityMention) -> bool {
    let between = text.slice(text.trim(CharSpan::of(whole.span.end()..part.span.start())));
    let at = if text.at(part.span.end()) == '的' { part.span.end() + 1 } else { part.span.end() };
    matches!(between, "是" | "为" | "系" | "作为" | "，" | "（" | "(") && text.starts_with(at, "母公司") && !is_han(text.at(at + 3))
}

/// A park with its parts: 甲园区于T揭牌，形成乙园、丙园; 建设甲园区成都“一城四园”（乙园、丙园）.
fn layouts(view: &SentenceView<'_>, found: &mut Vec<PartClaim>) {
    let text = view.cx.text();
    let Some((at, whole)) = view.entities.iter().enumerate().find(|(_, m)| m.value.entity_type == EntityType::Fac) else { return };
    let parts = &view.entities[at + 1..];
    for (i, part) in parts.iter().enumerate().filter(|(_, m)| m.value.entity_type == EntityType::Fac) {
        let start = part.span.start();
        let verb = COMPRISES.iter().any(|w| text.ends_with(start, w)) && is_subject(text, view.span.start(), whole.span, start);
        let open = start.checked_sub(1).filter(|at| matches!(text.at(*at), '（' | '('));
        // “一城四园”: the quotation says how many parts the list in brackets has.
        let layout = open.is_some_and(|open| text.before(open) == '”' && open.saturating_sub(whole.span.end()) <= LONGEST_LAYOUT && open > whole.span.end());
        let list: Vec<CharSpan> = listed(text, &parts[i..], true).collect();
        if (verb || layout) && list.len() >= 2 {
            found.extend(list.into_iter().map(|part| PartClaim { part, whole: whole.span }));
            break;
        }
    }
}

/// Whether the park is what the sentence is about up to its verb: it begins the sentence.
fn is_subject(text: &Text, sentence: usize, whole: CharSpan, verb: usize) -> bool {
    text.skip_blanks(sentence) == whole.start() && !(whole.end()..verb).any(|i| matches!(text.at(i), '。' | '；' | '！' | '？'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::{Context, extract};
    use crate::testing::holds;

    /// The parts of a text: `part<whole`.
    fn read(text: &str) -> Vec<String> {
        let article = Article::plain(text, None);
        let cx = Context::of(&article);
        let mentions = extract(&cx);
        find(&SentenceView::all(&cx, &mentions)).iter().map(|p| format!("{}<{}", article.text.slice(p.part), article.text.slice(p.whole))).collect()
    }

    #[test]
    fn a_part_is_what_the_text_says_to_be_one() {
        let table: &[(&str, &[&str])] = &[
            ("阿里巴巴旗下的平头哥半导体有限公司发布新品。", &["平头哥半导体有限公司<阿里巴巴"]),
            ("阿里巴巴旗下的平头哥半导体有限公司与华为签约。", &["平头哥半导体有限公司<阿里巴巴"]),
            ("中国电信集团的全资子公司天翼云科技有限公司昨日成立。", &["天翼云科技有限公司<中国电信集团"]),
            ("谷歌母公司Alphabet公布财报。", &["谷歌<Alphabet"]),
            ("中国信息通信研究院隶属于工业和信息化部。", &["中国信息通信研究院<工业和信息化部"]),
            ("天翼云科技有限公司是中国电信集团的控股子公司。", &["天翼云科技有限公司<中国电信集团"]),
            ("国家网络安全产业园区（北京）于2019年1月揭牌，形成海淀园、通州园两个园区。", &["海淀园<国家网络安全产业园区（北京）", "通州园<国家网络安全产业园区（北京）"]),
            ("原阿里巴巴旗下平头哥半导体有限公司发布新品。", &[]),
            ("腾讯与阿里巴巴旗下业务合作。", &[]),
            ("谷歌，微软公布财报。", &[]),
        ];
        holds(table, read);
    }
}
