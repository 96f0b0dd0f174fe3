//! Decides which short names an article defines, and where it then uses them.

use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityType, Mention};
use crate::lexicon::{OrganisationKind, PlaceLevel, Sense, TokenTag};
use crate::text::{CharSpan, Text, WordList, is_han, is_latin, squash};

use super::rules::{ALIAS, ALIAS_BRACKET, ALIAS_GLOSS, ALIAS_STATED, PRODUCT_KNOWN};
use super::{EntityMention, EntityRef, Reading, Taken};

/// A short name with what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct AliasDefinition {
    /// Where the short name stands in its definition.
    pub span: CharSpan,
    /// The sentence of the definition.
    pub sentence: usize,
    /// The short name.
    pub alias: String,
    /// The full name.
    pub full: String,
    /// What both name, where the full name is a mention.
    pub entity: Option<EntityRef>,
    /// The rule.
    pub rule: RuleId,
}

/// Words that state an alias, inside brackets or between commas.
static STATED: WordList = WordList::new(&[
    "以下简称为",
    "以下简称",
    "下称",
    "以下称为",
    "以下称",
    "简称为",
    "简称",
    "又称为",
    "又称",
    "又名",
    "又叫",
    "也称为",
    "也称",
    "亦称",
    "缩写为",
    "英文缩写",
    "后称",
]);

/// The longest alias in characters.
const LONGEST_ALIAS: usize = 40;

/// Finds the definitions of the article.
pub fn definitions(cx: &Context<'_>, readings: &[Reading<'_>], mentions: &[EntityMention]) -> Vec<AliasDefinition> {
    let text = cx.text();
    let mut found: Vec<AliasDefinition> = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        let mut at = reading.sentence.start();
        while at < reading.sentence.end() {
            let definition = match STATED.longest_at(text, at) {
                Some(word) => stated_alias(cx, reading, at, at + word.chars().count(), mentions),
                None if matches!(text.at(at), '（' | '(') => bracket_alias(cx, reading, at, mentions),
                None => None,
            };
            if let Some((span, full, rule)) = definition {
                let alias = text.slice(span).to_owned();
                let full_name = text.slice(full).to_owned();
                if squash(&alias) != squash(&full_name) && !found.iter().any(|d| d.alias == alias && d.full == full_name) {
                    let entity = entity_at(mentions, full);
                    found.push(AliasDefinition { span, sentence: number, alias, full: full_name, entity, rule });
                }
                at = span.end();
            }
            at += 1;
        }
    }
    found
}

/// Adds the names in quotes before brackets that hold the same name in Latin letters: “彩虹鬣狗”（Rainbow Hyena）.
///
/// Where the Latin one is a mention, the one in quotes is it too, here and (see [`super::again`]) wherever it stands again.
pub fn glosses(cx: &Context<'_>, readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    /// The longest name in quotes.
    const LONGEST: usize = 12;
    let text = cx.text();
    let named = |span: CharSpan| {
        let bracket = span.start().checked_sub(1).filter(|at| matches!(text.at(*at), '（' | '(') && matches!(text.at(span.end()), '）' | ')'))?;
        let bracket = bracket - usize::from(text.before(bracket) == ' ');
        let close = bracket.checked_sub(1).filter(|at| matches!(text.at(*at), '”' | '」'))?;
        let open = (close.saturating_sub(LONGEST + 1)..close).rev().find(|at| !is_han(text.at(*at)))?;
        (matches!(text.at(open), '“' | '「') && close - open > 2).then(|| CharSpan::of(open + 1..close))
    };
    let mut found: Vec<EntityMention> = Vec::new();
    for mention in mentions.iter().filter(|m| matches!(m.value.entity_type, EntityType::Org | EntityType::Product) && is_latin(text.at(m.span.start()))) {
        let Some(span) = named(mention.span).filter(|span| readings[mention.sentence].sentence.contains(*span)) else { continue };
        if taken.take(span) {
            found.push(Mention { span, sentence: mention.sentence, value: mention.value.clone(), rule: ALIAS_GLOSS });
        }
    }
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span.start());
}

/// Adds what brackets straight behind a Chinese name hold of it in Latin letters: 西班牙桑坦德银行（Banco Santander）.
///
/// Unlike an alias such a translation need not stand again. A name that is a part of it is none there.
pub fn translations(cx: &Context<'_>, readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    /// The longest translation.
    const LONGEST: usize = 60;
    let text = cx.text();
    let translation = |mention: &EntityMention| {
        let end = mention.span.end();
        let open = if text.at(end) == ' ' { end + 1 } else { end };
        let chinese = is_han(text.before(end)) || text.before(end) == '》';
        if !chinese || !matches!(text.at(open), '（' | '(') {
            return None;
        }
        let close = (open + 1..open + LONGEST).find(|i| matches!(text.at(*i), '）' | ')'))?;
        let span = text.trim(CharSpan::of(open + 1..close));
        let written = text.slice(span);
        let name = |c: char| is_latin(c) || matches!(c, ' ' | '&' | '\'' | '’' | '-' | '.' | '–');
        // opens new window, To C, bleepingcomputer.com, IaaS: no names.
        let words = written.split(' ').filter(|w| w.len() >= 2 && w.starts_with(|c: char| c.is_ascii_uppercase())).count();
        let site = (span.start()..span.end()).any(|i| text.at(i) == '.' && is_latin(text.at(i + 1)) && text.at(i + 1).is_lowercase());
        let named = written.starts_with(|c: char| c.is_ascii_uppercase()) && written.chars().all(name) && words * 2 >= written.split(' ').count() && !site;
        // CISA is left to the definitions.
        let abbreviation = !written.contains(' ') && (written.len() < 4 || written.chars().filter(char::is_ascii_lowercase).count() < 2);
        let other = cx.lexicon.senses(written).iter().any(|sense| match (sense, mention.value.entity_type) {
            (Sense::Organisation(_), EntityType::Org) | (Sense::Event(_), EntityType::Event) | (Sense::Place(_), EntityType::Gpe) => {
                mention.value.sense.is_some_and(|known| known != *sense)
            }
            (Sense::Law(_), EntityType::Work) => false,
            (sense, _) => matches!(sense, Sense::Organisation(_) | Sense::Event(_) | Sense::Place(_) | Sense::Person(_) | Sense::Product(_) | Sense::Law(_)),
        });
        let common = mention.value.entity_type != EntityType::Work && written.split(' ').all(super::product::is_common)
            || written.split(' ').count() == 1 && super::product::is_common(written);
        let whole = named && !abbreviation && !other && !common && readings[mention.sentence].sentence.contains(span);
        whole.then_some(span)
    };
    let of_type = |m: &&EntityMention| matches!(m.value.entity_type, EntityType::Org | EntityType::Work | EntityType::Event | EntityType::Fac | EntityType::Gpe);
    let mut found: Vec<EntityMention> = Vec::new();
    for mention in mentions.iter().filter(of_type) {
        let Some(span) = translation(mention) else { continue };
        let inside = &mentions[mentions.partition_point(|m| m.span.start() < span.start())..];
        let parts: Vec<CharSpan> = inside.iter().map(|m| m.span).take_while(|part| span.contains(*part)).filter(|part| *part != span).collect();
        if taken.take_over(span, &parts) {
            found.push(Mention { span, sentence: mention.sentence, value: mention.value.clone(), rule: ALIAS_GLOSS });
        }
    }
    mentions.retain(|m| !found.iter().any(|f| f.span.contains(m.span)));
    mentions.extend(found);
    mentions.sort_by_key(|m| m.span.start());
}

/// The mention that ends where a full name ends.
fn entity_at(mentions: &[EntityMention], full: CharSpan) -> Option<EntityRef> {
    // Windows Subsystem for Android（WSA）: what only ends in a name is another thing.
    mentions.iter().find(|m| m.span.end() == full.end() && m.span.start() <= full.start() && m.span.overlaps(full)).map(|m| m.value.clone())
}

/// （以下简称“高峰论坛”）, （以下简称中心）, ，又称X.
fn stated_alias(cx: &Context<'_>, reading: &Reading<'_>, word_start: usize, word_end: usize, mentions: &[EntityMention]) -> Option<(CharSpan, CharSpan, RuleId)> {
    let text = cx.text();
    let alias = quoted_or_plain(text, skip(text, word_end), reading.sentence.end())?;
    // The full name ends before the bracket or the comma.
    let mut end = word_start;
    while end > reading.sentence.start() && matches!(text.before(end), ' ' | '，' | '（' | '(' | '“' | '、' | '；' | '：') {
        end -= 1;
    }
    // 《…》（GB/T 39204-2022）（以下简称“X”）: brackets between the name and its definition are taken off.
    while matches!(text.before(end), '）' | ')')
        && let Some(open) = (reading.sentence.start()..end - 1).rev().take(40).find(|i| matches!(text.at(*i), '（' | '('))
    {
        end = open;
    }
    // （Latin，简称X）: what stands before the bracket is the full name.
    if let Some(open) = (reading.sentence.start()..end).rev().take(60).find(|i| matches!(text.at(*i), '（' | '(' | '）' | ')'))
        && matches!(text.at(open), '（' | '(')
    {
        end = open;
    }
    let full = full_name(cx, reading, end, mentions, None)?;
    Some((alias, full, ALIAS_STATED))
}

fn skip(text: &Text, mut at: usize) -> usize {
    while matches!(text.at(at), ' ' | '：' | ':' | '为' if text.at(at) != '为') {
        at += 1;
    }
    at
}

/// The alias itself: in quotes or title marks, or up to the bracket or comma.
fn quoted_or_plain(text: &Text, at: usize, limit: usize) -> Option<CharSpan> {
    let open = text.at(at);
    if matches!(open, '“' | '‘' | '「' | '"') {
        let close = crate::text::closing_of(open).unwrap_or('"');
        let end = (at + 1..limit.min(at + LONGEST_ALIAS)).find(|i| text.at(*i) == close || text.at(*i) == '”')?;
        return (end > at + 1).then(|| CharSpan::of(at + 1..end));
    }
    if open == '《' {
        let end = (at + 1..limit.min(at + LONGEST_ALIAS)).find(|i| text.at(*i) == '》')?;
        return Some(CharSpan::of(at..end + 1));
    }
    let end = (at..limit.min(at + LONGEST_ALIAS)).find(|i| matches!(text.at(*i), '）' | ')' | '，' | '。' | '；' | '、' | ',' | '（' | '('))?;
    let span = text.trim(CharSpan::of(at..end));
    (!span.is_empty() && span.len() <= 20).then_some(span)
}

/// NAME（CISA）: a Latin name, or a short one, straight behind a name or term.
fn bracket_alias(cx: &Context<'_>, reading: &Reading<'_>, open: usize, mentions: &[EntityMention]) -> Option<(CharSpan, CharSpan, RuleId)> {
    let text = cx.text();
    let close = (open + 1..reading.sentence.end().min(open + LONGEST_ALIAS)).find(|i| matches!(text.at(*i), '）' | ')'))?;
    let mut inner = text.trim(CharSpan::of(open + 1..close));
    // （DPO，Data Protection Officer）: the first part is the short one.
    if let Some(comma) = (inner.start()..inner.end()).find(|i| matches!(text.at(*i), '，' | ',' | '；')) {
        inner = text.trim(CharSpan::of(inner.start()..comma));
    }
    let chars = &text.chars()[inner.range()];
    let before = text.before(open);
    let end = if before == ' ' { open - 1 } else { open };
    // AGI（通用人工智能）: the abbreviation stands before the bracket.
    if let Some(found) = turned(cx, reading, end, inner) {
        return Some((found, inner, ALIAS_BRACKET));
    }
    let latin = !chars.is_empty() && is_latin(chars[0]) && chars.iter().all(|c| is_latin(*c) || c.is_ascii_digit() || matches!(c, ' ' | '-' | '&' | '.' | '/' | '\''));
    if !latin || inner.len() < 2 {
        return None;
    }
    let before = text.before(end);
    let written = text.slice(inner);
    if let Some(full) = term_before(cx, reading, end, written) {
        return Some((inner, full, ALIAS_BRACKET));
    }
    // C2 and P2P are abbreviations as well.
    let capitals = chars.iter().filter(|c| c.is_ascii_uppercase()).count();
    let acronym = capitals >= 1 && capitals + chars.iter().filter(|c| c.is_ascii_digit()).count() >= 2 && !chars.contains(&' ') && inner.len() <= 12 && !chars[0].is_ascii_digit();
    let full = full_name(cx, reading, end, mentions, acronym.then_some(capitals))?;
    let mention = mentions.iter().find(|m| m.span.end() == end && m.span.overlaps(full));
    if !is_han(before) && !is_latin(before) && !matches!(before, '》' | '”' | '」' | '』' | '’') {
        return None;
    }
    // A plain translation counts when either form is used again, and a person's always; an abbreviation in capitals always.
    let again = occurs_elsewhere(text, inner) || occurs_elsewhere(text, full);
    // Telegram（bleepingcomputer.com）, Windows（Linux）: a site, or the name of something else.
    // 微信(To C), Mybatis（opens new window）: what it is for, what the page says.
    let remark = written.starts_with("To ") || !written.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) && written.contains(' ');
    let other = remark
        || chars.contains(&'.') && !acronym
        || cx.lexicon.senses(written).iter().any(|s| match (s, mention.and_then(|m| m.value.sense)) {
            (Sense::Organisation(_) | Sense::Product(_) | Sense::Person(_) | Sense::Law(_) | Sense::Event(_) | Sense::Place(_), Some(sense)) => sense != *s,
            _ => false,
        })
        || mention.is_some_and(|m| matches!(m.value.entity_type, EntityType::Gpe | EntityType::Product) && m.value.sense.is_some() && acronym)
        // macOS（Monterey）: which one. Android（WSA）: the letters are of a longer name.
        || mention.is_some_and(|m| m.rule == PRODUCT_KNOWN && is_latin(before) && !abbreviates(written, text.slice(m.span)))
        || written.split(' ').all(super::product::is_common) && mention.is_some_and(|m| !(acronym && is_body(cx, m)));
    if other {
        return None;
    }
    let person = mention.is_some_and(|m| m.value.entity_type == EntityType::Person);
    // 某某安全大会（DSO 2022）: the year is a part of the short name too.
    let year = written.get(written.len().saturating_sub(4)..).is_some_and(|y| y.starts_with("20") && y.chars().all(|c| c.is_ascii_digit()));
    let edition = year && mention.is_some_and(|m| m.value.entity_type == EntityType::Event) && capitals >= 2;
    if edition {
        return Some((inner, full, ALIAS_BRACKET));
    }
    let version = chars.iter().any(char::is_ascii_digit) && !acronym || written.starts_with("CVE") || written.starts_with("CNVD");
    // 《布法罗新闻报》（Buffalo News）.
    let periodical = before == '》' && mention.is_some_and(|m| m.value.entity_type == EntityType::Org);
    let named = mention.is_some() && (again || person || periodical) || matches!(before, '”' | '」' | '』') && capitals >= 1 && again;
    (!version && (acronym && full.len() >= 3 || named)).then_some((inner, full, ALIAS_BRACKET))
}

/// Whether one of two Latin names holds the letters of the other in their order, from the head of a word on: SVN of Apache Subversion,
/// Advanced Interactive eXecutive of AIX.
fn abbreviates(one: &str, other: &str) -> bool {
    let holds = |abbreviation: &str, name: &str| {
        let abbreviation: Vec<char> = abbreviation.chars().map(|c| c.to_ascii_lowercase()).collect();
        let words = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
        abbreviation.len() < name.len()
            && words.map(|at| &name[at..]).any(|rest| {
                let mut letters = rest.chars().map(|c| c.to_ascii_lowercase());
                letters.next().as_ref() == abbreviation.first() && abbreviation.iter().skip(1).all(|c| letters.any(|letter| letter == *c))
            })
    };
    holds(one, other) || holds(other, one)
}

/// Whether a mention is a body of the table, no company or group: its abbreviation may be a word too, as TAG and ISO are.
fn is_body(cx: &Context<'_>, mention: &EntityMention) -> bool {
    let kind = |row| cx.lexicon.organisation(row).kind;
    matches!(mention.value.sense, Some(Sense::Organisation(row)) if !matches!(kind(row), OrganisationKind::Company | OrganisationKind::HackerGroup))
}

/// The term of the table that an abbreviation stands for, where it stands straight before its bracket.
fn term_before(cx: &Context<'_>, reading: &Reading<'_>, end: usize, abbreviation: &str) -> Option<CharSpan> {
    let text = cx.text();
    let floor = reading.sentence.start();
    cx.lexicon
        .terms(abbreviation)
        .iter()
        .filter_map(|term| {
            // Blanks may stand inside it: 生成式 AI.
            let mut at = end;
            for c in term.chars().rev() {
                while at > floor && text.before(at) == ' ' && c != ' ' {
                    at -= 1;
                }
                if at <= floor || text.before(at) != c {
                    return None;
                }
                at -= 1;
            }
            Some(CharSpan::of(at..end))
        })
        .max_by_key(|span| span.len())
}

/// An abbreviation before a bracket that holds its term: AGI（通用人工智能）.
fn turned(cx: &Context<'_>, reading: &Reading<'_>, end: usize, inner: CharSpan) -> Option<CharSpan> {
    let text = cx.text();
    let start = (reading.sentence.start()..end).rev().take_while(|i| is_latin(text.at(*i)) || text.at(*i).is_ascii_digit()).last()?;
    let term: String = text.slice(inner).chars().filter(|c| *c != ' ').collect();
    cx.lexicon.terms(text.slice(CharSpan::of(start..end))).contains(&term.as_str()).then(|| CharSpan::of(start..end))
}

fn occurs_elsewhere(text: &Text, span: CharSpan) -> bool {
    let needle = text.slice(span);
    text.as_str().match_indices(needle).nth(1).is_some()
}

/// The full name that ends at a position: the mention there, else the noun phrase. `capitals` are those of an abbreviation.
fn full_name(cx: &Context<'_>, reading: &Reading<'_>, end: usize, mentions: &[EntityMention], capitals: Option<usize>) -> Option<CharSpan> {
    let text = cx.text();
    if let Some(mention) = mentions.iter().find(|m| m.span.end() == end) {
        return Some(without_country(cx, mention.span));
    }
    if text.before(end) == '》' {
        let open = (reading.sentence.start()..end).rev().find(|i| text.at(*i) == '《')?;
        return Some(CharSpan::of(open..end));
    }
    if let Some(opening) = [('”', '“'), ('」', '「'), ('』', '『'), ('’', '‘')].iter().find(|(close, _)| text.before(end) == *close).map(|(_, open)| *open) {
        let open = (reading.sentence.start()..end).rev().find(|i| text.at(*i) == opening)?;
        return Some(CharSpan::of(open + 1..end - 1));
    }
    let last = reading.tokens.partition_point(|t| t.span.end() <= end);
    let mut first = last;
    let mut latin_words = 0;
    for (i, token) in reading.tokens[..last].iter().enumerate().rev() {
        let word = text.slice(token.span);
        let head = first == last;
        let long = word.chars().count() >= 2;
        let continues = match token.tag {
            TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Unknown | TokenTag::Other | TokenTag::Adjective => true,
            TokenTag::Latin => {
                latin_words += 1;
                latin_words <= 8
            }
            TokenTag::Mark => matches!(word, "/" | "-" | "·") || word == " " && !head && (is_latin(text.at(token.span.end())) || is_latin(text.before(token.span.start()))),
            // 端点检测与响应（EDR）: before an abbreviation in brackets a verb is a noun.
            TokenTag::Verb => long && (!head || capitals.is_some()) && !GOVERNING.contains(&word),
            TokenTag::Conjunction | TokenTag::Preposition => !head && matches!(word, "和" | "与") && capitals.is_none_or(|c| c > words_behind(reading, i + 1, last)),
            TokenTag::Adverb => !head && matches!(word, "相对" | "可" | "非" | "自"),
            _ => !head && matches!(word, "多因素" | "双因素" | "即"),
        };
        let reach = if latin_words > 0 { 60 } else { 24 };
        if !continues || end - token.span.start() > reach || GENERIC.contains(&word) && !head {
            break;
        }
        first = i;
    }
    while first < last && matches!(reading.tokens[first].tag, TokenTag::Conjunction | TokenTag::Preposition | TokenTag::Mark) {
        first += 1;
    }
    let start = reading.tokens.get(first).filter(|_| first < last)?.span.start();
    let span = text.trim(CharSpan::of(start..end));
    (span.len() >= 2).then_some(span)
}

/// How many words of more than one character stand between two tokens: what the capitals of an abbreviation can stand for.
fn words_behind(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    reading.tokens[from..to].iter().map(|t| (t.span.len() / 2).max(1)).sum()
}

/// The name without a country before it that is no part of it: 美国国际商业机器.
fn without_country(cx: &Context<'_>, span: CharSpan) -> CharSpan {
    let text = cx.text();
    let place = cx.lexicon.longest(text, span.start(), |s| matches!(s, Sense::Place(row) if cx.lexicon.place(row).level == PlaceLevel::Country));
    match place {
        Some((end, _))
            if end < span.end()
                && cx
                    .lexicon
                    .senses(text.slice(CharSpan::of(end..span.end())))
                    .iter()
                    .any(|s| matches!(s, Sense::Organisation(row) if cx.lexicon.organisation(*row).kind == OrganisationKind::Company)) =>
        {
            CharSpan::of(end..span.end())
        }
        _ => span,
    }
}

/// Verbs that govern a name and are no part of it.
const GOVERNING: &[&str] = &[
    "通过", "利用", "采用", "包括", "作为", "使用", "担任", "发布", "位于", "称为", "名为", "提供", "支持", "进行", "读取", "入侵", "访问", "部署", "具备", "针对", "实施", "开展",
    "启用", "引入", "集成", "结合", "借助", "采取", "发起", "遭受", "遭遇", "运行", "安装", "加强", "推动", "推进", "实现", "建立", "构建", "形成", "成为", "属于", "涉及", "获得",
    "获取", "窃取", "加载", "咨询", "要求", "允许", "需要", "禁用", "绕过", "执行", "包含", "基于", "选择", "购买", "开发", "研发", "推出", "管理", "监控", "泄露", "收集", "导致",
    "负责", "造成", "引发", "触发",
];

/// Nouns in front of a name that say what it is: 咨询公司 before 数据保护官.
const GENERIC: &[&str] = &["机构", "公司", "厂商", "部门", "服务商", "企业", "组织", "平台", "任务", "多任务", "监管机构"];

/// Adds the uses of aliases behind their definitions, and in them.
pub fn occurrences(cx: &Context<'_>, definitions: &[AliasDefinition], readings: &[Reading<'_>], taken: &mut Taken, mentions: &mut Vec<EntityMention>) {
    let text = cx.text();
    for definition in definitions {
        let Some(entity) = &definition.entity else { continue };
        let alias: Vec<char> = text.chars()[definition.span.range()].to_vec();
        if alias.is_empty() || alias[0] == '《' {
            continue;
        }
        for (number, reading) in readings.iter().enumerate().skip(definition.sentence) {
            let mut at = reading.sentence.start().max(definition.span.start());
            while at + alias.len() <= reading.sentence.end() {
                let end = at + alias.len();
                let here = text.chars()[at..end] == alias[..];
                // @app.route and redis-py hold no alias; Meta/Facebook does.
                let joined = |c: char| is_latin(c) || c.is_ascii_digit() || matches!(c, '_' | '@' | '-');
                let latin_edge = is_latin(alias[0]) && (joined(text.before(at)) || text.before(at) == '.')
                    || is_latin(alias[alias.len() - 1]) && (joined(text.at(end)) || text.at(end) == '.' && is_latin(text.at(end + 1)));
                // A Chinese alias that is a word must stand as one: 中心 in 国家中心 is not.
                let word_edge = is_han(alias[0]) && at != definition.span.start() && (reading.token_at(at).is_none() || !reading.ends_at(end) || follows_noun(reading, at));
                if here && !latin_edge && !word_edge {
                    let span = CharSpan::of(at..end);
                    if taken.take(span) {
                        mentions.push(Mention { span, sentence: number, value: entity.clone(), rule: ALIAS });
                    }
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
    }
    mentions.sort_by_key(|m| m.span.start());
}

/// Whether a noun stands straight before a position, so that a word there is the end of a longer name.
fn follows_noun(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.tokens.partition_point(|t| t.span.end() <= at);
    before > 0
        && reading.tokens[before - 1].span.end() == at
        && matches!(reading.tokens[before - 1].tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown)
}

/// Gives short titles that the article defines their full names: 《办法》 behind 以下简称《办法》.
pub fn short_titles(cx: &Context<'_>, definitions: &[AliasDefinition], mentions: &mut [EntityMention]) {
    let titles: Vec<&AliasDefinition> = definitions.iter().filter(|d| d.alias.starts_with('《') && d.full.starts_with('《')).collect();
    for mention in mentions.iter_mut().filter(|m| m.value.entity_type == EntityType::Work) {
        let surface = cx.text().slice(mention.span);
        if let Some(definition) = titles.iter().find(|d| d.alias == surface && d.span.start() <= mention.span.start()) {
            mention.value = definition.entity.clone().unwrap_or_else(|| EntityRef { entity_type: EntityType::Work, sense: None, name: definition.full.clone() });
        }
    }
}
