//! Decides what a name is that the text introduces as one: 名为Voxium的通信工具, 一家名为Bastion Secure的安全公司.
//!
//! The noun at the head of what follows 的 says it. Of 185 Latin names in a sample that were introduced so and that nothing else found,
//! half have such a noun; the others are files, accounts, functions, techniques and flaws, and name nothing here.

use crate::extract::EntityType;
use crate::lexicon::TokenTag;
use crate::text::{CharSpan, closing_of, is_han};

use super::organisation::latin_name;
use super::product::is_common;
use super::rules::NAMED_AS;
use super::{Candidate, EntityRef, Reading};

/// What introduces a name.
const INTRODUCES: &[&str] = &["名为", "名叫", "叫做", "称为", "称之为", "命名为"];

/// What a name names, by the noun at the head behind it.
const HEADS: &[(&str, EntityType)] = &[
    ("后门", EntityType::Product),
    ("后门程序", EntityType::Product),
    ("恶意软件", EntityType::Product),
    ("恶意程序", EntityType::Product),
    ("勒索软件", EntityType::Product),
    ("勒索病毒", EntityType::Product),
    ("间谍软件", EntityType::Product),
    ("监控软件", EntityType::Product),
    ("窃密软件", EntityType::Product),
    ("窃密木马", EntityType::Product),
    ("木马", EntityType::Product),
    ("蠕虫", EntityType::Product),
    ("僵尸网络", EntityType::Product),
    ("加载器", EntityType::Product),
    ("下载器", EntityType::Product),
    ("植入程序", EntityType::Product),
    ("键盘记录器", EntityType::Product),
    ("根工具包", EntityType::Product),
    ("变体", EntityType::Product),
    ("变种", EntityType::Product),
    ("工具", EntityType::Product),
    ("工具包", EntityType::Product),
    ("工具集", EntityType::Product),
    ("软件", EntityType::Product),
    ("应用", EntityType::Product),
    ("应用程序", EntityType::Product),
    ("平台", EntityType::Product),
    ("系统", EntityType::Product),
    ("操作系统", EntityType::Product),
    ("插件", EntityType::Product),
    ("框架", EntityType::Product),
    ("浏览器", EntityType::Product),
    ("聊天机器人", EntityType::Product),
    ("机器人", EntityType::Product),
    ("模型", EntityType::Product),
    ("大模型", EntityType::Product),
    ("芯片", EntityType::Product),
    ("处理器", EntityType::Product),
    ("组织", EntityType::Org),
    ("黑客组织", EntityType::Org),
    ("团伙", EntityType::Org),
    ("犯罪集团", EntityType::Org),
    ("公司", EntityType::Org),
    ("初创公司", EntityType::Org),
    ("企业", EntityType::Org),
    ("机构", EntityType::Org),
    ("基金", EntityType::Org),
    ("男子", EntityType::Person),
    ("女子", EntityType::Person),
    ("黑客", EntityType::Person),
    ("研究员", EntityType::Person),
];

/// Where the phrase behind 的 is over: 名为X的网友在某平台.
const STOPS: &[&str] = &["在", "于", "被", "将", "可", "从", "由", "对", "向", "已", "会", "能", "来", "声称"];

/// What has a name that is none here, where it does not describe another noun as in 云攻击工具.
const NAMELESS: &[&str] = &["漏洞", "攻击", "活动", "行动", "技术", "方法", "文件", "函数", "账户", "用户", "网友"];

/// How far behind 的 its head may end, in characters.
const REACH: usize = 24;

/// The longest Chinese name, which must stand in quotes.
const LONGEST_HAN: usize = 12;

/// Proposes the names that a sentence introduces.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    for at in reading.sentence.range() {
        let Some(word) = INTRODUCES.iter().filter(|w| text.starts_with(at, w)).max_by_key(|w| w.len()) else { continue };
        let open = text.skip_blanks(at + word.chars().count());
        let close = matches!(text.at(open), '“' | '「' | '"').then(|| closing_of(text.at(open)).unwrap_or('"'));
        let start = open + usize::from(close.is_some());
        let Some(end) = name_end(reading, start, close) else { continue };
        let behind = text.skip_blanks(end + usize::from(close.is_some()));
        if text.at(behind) != '的' {
            continue;
        }
        let Some(entity_type) = head(reading, behind + 1) else { continue };
        let span = CharSpan::of(start..end);
        let name = text.slice(span);
        let other = !reading.cx.lexicon.senses(name).is_empty();
        // 名为“张伟”的男子: who has a Chinese name is found by its surname; 被称为“生成模型”的系统: words of the language are rather a term.
        if other || entity_type != EntityType::Org && is_han(text.at(start)) {
            continue;
        }
        out.push(Candidate { span, entity: EntityRef { entity_type, sense: None, name: name.to_owned() }, rule: NAMED_AS, priority: 1 });
    }
}

/// Where the name ends that begins at a position: Latin words with capitals, or Chinese in quotes.
fn name_end(reading: &Reading<'_>, start: usize, close: Option<char>) -> Option<usize> {
    let text = reading.cx.text();
    let limit = reading.sentence.end();
    if let Some(end) = latin_name(text, start, limit) {
        let name = text.slice(CharSpan::of(start..end));
        let letters = name.chars().filter(char::is_ascii_alphanumeric).count();
        let whole = close.is_none_or(|close| text.at(end) == close);
        return (whole && letters >= 3 && !name.split(' ').all(is_common)).then_some(end);
    }
    let close = close?;
    let end = (start..limit.min(start + LONGEST_HAN)).find(|i| !is_han(text.at(*i)))?;
    (text.at(end) == close && end - start >= 2).then_some(end)
}

/// What the first noun behind 的 that ends its phrase says.
fn head(reading: &Reading<'_>, start: usize) -> Option<EntityType> {
    let text = reading.cx.text();
    let reach = (start + REACH).min(reading.sentence.end());
    let phrase_end =
        (start..reach).find(|i| matches!(text.at(*i), '）' | ')' | '，' | '。' | '；' | '：' | '、' | '！' | '？' | '（' | '(' | '“' | '「' | '《' | '\n')).unwrap_or(reach);
    let noun = |number: usize| reading.tokens.get(number).is_some_and(|t| matches!(t.tag, TokenTag::Noun | TokenTag::VerbNoun));
    let stops = |at: usize| reading.token_at(at).is_some_and(|number| STOPS.contains(&reading.word(number)) || NAMELESS.contains(&reading.word(number)) && !noun(number + 1));
    (start..phrase_end).take_while(|at| !stops(*at)).find_map(|at| {
        let (word, entity_type) = HEADS.iter().filter(|(word, _)| text.starts_with(at, word)).max_by_key(|(word, _)| word.len())?;
        let end = at + word.chars().count();
        // 恶意软件活动, 软件开发: a part of another noun.
        let next = reading.token_at(end).map(|number| reading.tokens[number].tag);
        let goes_on = matches!(next, Some(TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Latin | TokenTag::Unknown));
        // 劫持浏览器的攻击行动: the object of a verb, and more behind it.
        let object = text.at(end) == '的' && reading.token_at(at).is_some_and(|number| number > 0 && reading.tokens[number - 1].tag == TokenTag::Verb);
        // 交通工具 is no 工具; 勒索软件团伙 is one.
        let whole = reading.token_at(at).is_some() || *entity_type == EntityType::Org;
        (end <= phrase_end && whole && reading.ends_at(end) && !goes_on && !object).then_some(*entity_type)
    })
}
