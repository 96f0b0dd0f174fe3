//! Decides which words are events: conferences, forums, competitions, campaigns with a name of their own.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, Text, WordList, is_han, is_latin};

use super::product::is_common;
use super::rules::{EVENT_KNOWN, EVENT_STRUCTURE};
use super::{Candidate, EntityRef, Reading};

/// Words that end an event's name, longest first where one ends another.
static SUFFIXES: WordList = WordList::new(&[
    "开幕式暨主论坛",
    "主论坛",
    "高峰论坛",
    "分论坛",
    "论坛",
    "大会",
    "峰会",
    "挑战赛",
    "专项赛",
    "复现赛",
    "对抗赛",
    "邀请赛",
    "锦标赛",
    "公开赛",
    "大赛",
    "竞赛",
    "联赛",
    "总决赛",
    "决赛",
    "博览会",
    "展览会",
    "交易会",
    "研讨会",
    "年会",
    "交流会",
    "座谈会",
    "发布会",
    "推介会",
    "洽谈会",
    "专题培训班",
    "宣贯会",
    "宣传周",
    "活动周",
    "嘉年华",
    "沙龙",
    "讲坛",
    "夏令营",
    "训练营",
    "攻防演练",
    "演练",
    "冬奥会",
    "奥运会",
    "亚运会",
    "世界杯",
    "峰会论坛",
    "对话会",
    "启动仪式",
    "颁奖典礼",
    "表彰大会",
    "总结大会",
    "行动",
    "观摩活动",
    "交流活动",
    "公开课",
    "演习",
    "研修班",
    "盛典",
    "精英赛",
    "大讲堂",
    "学术会议",
    "全体会议",
    "理事会会议",
    "工作会议",
]);

/// Suffixes that are generic without a number, a year or a quoted name.
const WEAK: &[&str] = &[
    "行动",
    "演练",
    "启动仪式",
    "沙龙",
    "座谈会",
    "发布会",
    "决赛",
    "训练营",
    "交流会",
    "竞赛",
    "公开课",
    "总决赛",
    "演习",
    "交流活动",
    "研修班",
    "学术会议",
    "全体会议",
    "理事会会议",
    "工作会议",
];

/// How far to the left a name may begin.
const LONGEST_NAME: usize = 36;

/// Proposes the events of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    known(reading, out);
    editions(reading, out);
    operations(reading, out);
    for at in reading.sentence.start()..reading.sentence.end() {
        let Some(suffix) = SUFFIXES.longest_at(text, at) else { continue };
        let end = at + suffix.chars().count();
        if end > reading.sentence.end() || text.starts_with(end, "室") || text.starts_with(end, "堂") {
            continue;
        }
        // 法律行动, 黑客行动: what is done, not what it is called.
        if suffix == "行动" && ["法律", "黑客", "犯罪", "勒索软件", "勒索", "军事", "攻击", "具体", "实际", "集体", "恶意", "间谍", "网络"].iter().any(|w| text.ends_with(at, w))
        {
            continue;
        }
        // A site of talk, not a meeting: RaidForums论坛, 官方论坛.
        if suffix == "论坛" && (is_site(reading, at) || TALK.iter().any(|w| text.ends_with(text_end(text, at), w))) {
            continue;
        }
        if let Some((start, end)) = quoted(reading, at, end).or_else(|| name(reading, at, end, suffix)) {
            let span = CharSpan::of(start..year_behind(reading, start, end).unwrap_or(end));
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_STRUCTURE, priority: 3 });
        }
    }
    // “长城杯”信息安全铁人三项赛: the cup is a part of the name.
    let cups: Vec<CharSpan> = out.iter().map(|c| c.span).filter(|s| text.ends_with(s.end(), "杯”")).collect();
    let competitions: Vec<CharSpan> = out.iter().filter(|c| c.entity.entity_type == EntityType::Event).map(|c| c.span).collect();
    for cup in cups {
        for competition in competitions.iter().filter(|c| c.start() == cup.end()) {
            let span = CharSpan::of(cup.start()..competition.end());
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_STRUCTURE, priority: 3 });
        }
    }
}

/// Where the year of an edition behind its name ends: 云栖创新大会 2025. Not a date (2025年, 2025.3), nor behind a name with a number of its own.
fn year_behind(reading: &Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let text = reading.cx.text();
    let from = end + usize::from(text.at(end) == ' ');
    let to = from + 4;
    let year = to <= reading.sentence.end() && text.starts_with(from, "20") && (from..to).all(|i| text.at(i).is_ascii_digit());
    let numbered = (start..end).any(|i| text.at(i).is_ascii_digit()) || text.at(start) == '第';
    let dated = text.at(to).is_ascii_alphanumeric() || matches!(text.at(text.skip_blanks(to)), '年' | '.' | '-' | '/' | '_' | '–' | '—');
    (year && !numbered && !dated).then_some(to)
}

/// Events of the table, at the edges of words, with the year or number before them.
fn known(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for token in &reading.tokens {
        let at = token.span.start();
        for hit in reading.words.at(at).chain(reading.words_over_blanks(at)) {
            let Some(Sense::Event(row)) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Event(_))) else { continue };
            // XCon2024: the edition may adjoin.
            let end = edition_end(reading, hit.end);
            // ISC.AI学苑, ISC.AI 创新独角兽: a brand of the same name.
            let brand = ["学苑", "平台", "创新独角兽", "学院", "社区"].iter().any(|w| text.starts_with(text.skip_blanks(end), w));
            if reading.cuts_word(at, end) || brand {
                continue;
            }
            let numbered = number_before(text, at, reading.sentence.start()).filter(|start| *start < at && cx.lexicon.event(row).recurs);
            let start = numbered.unwrap_or(at);
            let end = year_behind(reading, start, end).filter(|_| cx.lexicon.event(row).recurs).unwrap_or(end);
            let exact = numbered.is_none() && end == hit.end;
            let name = if exact { cx.lexicon.event(row).name } else { text.slice(CharSpan::of(start..end)) };
            let entity = EntityRef { entity_type: EntityType::Event, sense: exact.then_some(Sense::Event(row)), name: name.to_owned() };
            out.push(Candidate { span: CharSpan::of(start..end), entity, rule: EVENT_KNOWN, priority: 4 });
        }
    }
}

/// Campaigns by the names that researchers and the police give them: Operation Triangulation.
fn operations(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const HEAD: &str = "Operation ";
    /// Behind these words too Operation is one with a capital in a heading.
    const OTHERS: &[&str] = &["System", "Systems", "Center", "Centre", "Centers", "Team", "Teams", "Mode", "Manager", "Management", "Not", "Failed", "Name", "Type", "Code", "ID"];
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    // The name needs room behind the word.
    while at + HEAD.len() < reading.sentence.end() {
        let head = text.starts_with(at, HEAD) && !is_latin(text.before(at)) && !(text.before(at) == ' ' && is_latin(text.before(at - 1)));
        let name = at + HEAD.len();
        let words = if head { super::organisation::latin_name(text, name, reading.sentence.end()) } else { None };
        if let Some(end) = words
            && text.at(name).is_ascii_uppercase()
            && !text.at(end).is_alphabetic() | is_han(text.at(end))
            && !OTHERS.iter().any(|w| text.starts_with(name, w) && !is_latin(text.at(name + w.len())))
            && !reading.in_code(at, end)
        {
            let span = CharSpan::of(at..end);
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_STRUCTURE, priority: 3 });
            at = end;
        }
        at += 1;
    }
}

/// What has capitals and a year and is no meeting: parts of identifiers, zones, standards, lists of others.
const NO_MEETING: &[&str] = &[
    "FY", "UTC", "CST", "GMT", "PDT", "PST", "EDT", "EST", "BST", "CET", "CVE", "CNVD", "CNNVD", "OWASP", "CWE", "ISO", "NIST", "TOP", "IDC", "MITRE", "TIFS", "TDSC", "VB", "SQL",
    "GB", "IEC", "RFC", "ATT&CK", "RTX", "SHA", "HTTP", "APT", "CNN", "LTS", "LTSC", "TLS", "AI", "QS", "PC", "OS", "MS", "KB", "DB", "ID", "NO", "ACT", "UN", "EU", "US", "UK",
    "GDP", "IPO", "CEO",
];

/// Meetings that a word in capitals and a year name: ISC 2023, DataCon2021.
///
/// Of 103 such words in a sample 90 are meetings whole, 9 are the head of a longer name, 3 are none.
fn editions(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const LONGEST_ACRONYM: usize = 9;
    const ENDS: &[&str] = &["CTF", "Con", "Ops", "Sec"];
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        if !is_latin(text.at(at)) {
            at += 1;
            continue;
        }
        let start = at;
        at = (at..reading.sentence.end()).find(|i| !is_latin(text.at(*i)) && text.at(*i) != '&').unwrap_or(reading.sentence.end());
        let before = text.before(start);
        let joined = before.is_ascii_digit()
            || matches!(before, '-' | '_' | '/' | '.' | '@' | '\\')
            || before == ' ' && (is_latin(text.before(start - 1)) || text.before(start - 1).is_ascii_digit());
        let year = at + usize::from(text.at(at) == ' ');
        let dated = text.at(year) == '2' && text.at(year + 1) == '0' && matches!(text.at(year + 2), '1' | '2') && text.at(year + 3).is_ascii_digit();
        if joined || !dated {
            continue;
        }
        let word = text.slice(CharSpan::of(start..at));
        let capitals = (2..=LONGEST_ACRONYM).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c == '&');
        let named = word.starts_with(|c: char| c.is_ascii_uppercase()) && ENDS.iter().any(|end| word.ends_with(end) && word.len() > end.len());
        let next = text.at(text.skip_blanks(year + 4));
        let goes_on = matches!(text.at(year + 4), '.' | '-' | '_' | '/' | ':' | '0'..='9') || is_latin(text.at(year + 4)) || matches!(next, '年' | '月' | '财' | '款' | '版');
        let company = || {
            reading.cx.lexicon.senses(word).iter().any(|s| match s {
                Sense::Organisation(row) => reading.cx.lexicon.organisation(*row).kind == OrganisationKind::Company,
                Sense::Product(_) => true,
                _ => false,
            })
        };
        if word.ends_with("SRC") || !(capitals || named) || goes_on || NO_MEETING.contains(&word) || company() {
            continue;
        }
        let span = CharSpan::of(start..edition_end(reading, at));
        let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
        out.push(Candidate { span, entity, rule: EVENT_STRUCTURE, priority: 3 });
    }
}

/// Words between an edition and the kind of meeting: DASCTF 2024暑期挑战赛, IF 2025 创新大会.
const FIELDS: &[&str] = &["暑期", "春季", "夏季", "秋季", "冬季", "创新", "黑客", "网络安全", "安全", "运营", "实战", "技术"];

/// So many of them at most.
const MOST_WORDS: usize = 3;

/// Where the edition, the place and the kind behind an event's name end: RSAC 2024, DEFCON 31, Pwn2Own 爱尔兰黑客大赛.
fn edition_end(reading: &Reading<'_>, end: usize) -> usize {
    let text = reading.cx.text();
    let limit = reading.sentence.end();
    let digits = end + usize::from(text.at(end) == ' ');
    let digits_end = (digits..limit).find(|i| !text.at(*i).is_ascii_digit()).unwrap_or(limit);
    let counted = ["年", "月", "日", "个", "名", "家", "位", "天", "号", "万", "%", "."].iter().any(|w| text.starts_with(text.skip_blanks(digits_end), w));
    // RSAC 4308 is a booth.
    let edition = match digits_end - digits {
        2 | 3 => true,
        4 => matches!((text.at(digits), text.at(digits + 1)), ('1', '9') | ('2', '0')),
        _ => false,
    };
    let mut stop = if is_latin(text.before(end)) && edition && !counted && !is_latin(text.at(digits_end)) { digits_end } else { end };
    let next = text.skip_blanks(stop);
    let next = if next - stop <= 1 { next } else { stop };
    let place = reading.words.longest(next, |s| matches!(s, Sense::Place(_))).map_or(next, |(e, _)| e);
    let place = (place..(place + 5).min(limit)).find(|i| !text.at(*i).is_ascii_digit()).unwrap_or(place);
    let mut kind_at = place;
    for _ in 0..MOST_WORDS {
        let Some(word) = FIELDS.iter().filter(|w| text.starts_with(kind_at, w)).max_by_key(|w| w.len()) else { break };
        kind_at += word.chars().count();
    }
    if let Some(kind) = ["大会", "大赛", "峰会", "论坛", "会议", "竞赛", "挑战赛", "技能大赛", "黑客大会", "春季赛", "夏季赛", "秋季赛", "冬季赛", "邀请赛", "联赛"]
        .iter()
        .filter(|w| text.starts_with(kind_at, w))
        .max_by_key(|w| w.len())
    {
        stop = kind_at + kind.chars().count();
    }
    stop.min(limit)
}

/// Whether 论坛 stands straight behind a Latin name or what attackers are: a site on the web.
fn is_site(reading: &Reading<'_>, suffix: usize) -> bool {
    let text = reading.cx.text();
    let before = ["黑客", "网络犯罪", "暗网", "地下"].iter().find(|w| text.ends_with(suffix, w)).map_or(suffix, |w| suffix - w.chars().count());
    let before = text_end(text, before);
    is_latin(text.before(before)) && !text.chars()[before.saturating_sub(8)..before].iter().any(char::is_ascii_digit)
}

/// What stands before 论坛 where people write to each other: 黑客论坛, 官方论坛.
const TALK: &[&str] = &["黑客", "犯罪", "暗网", "地下", "泄露", "官方", "社区", "用户", "玩家", "粉丝"];

/// The position before a blank that stands before `at`.
fn text_end(text: &Text, at: usize) -> usize {
    at - usize::from(at > 0 && text.before(at) == ' ')
}

/// A name all of which stands in quotes: “人形机器人技术论坛”, 「…大赛」.
fn quoted(reading: &Reading<'_>, suffix: usize, end: usize) -> Option<(usize, usize)> {
    let text = reading.cx.text();
    let close = text.at(end);
    if !matches!(close, '”' | '」' | '』') {
        return None;
    }
    let open = (reading.sentence.start().max(suffix.saturating_sub(44))..suffix).rev().find(|i| matches!(text.at(*i), '“' | '「' | '『' | '”' | '」' | '。'))?;
    // “制定预案，并定期进行演练”: what somebody says.
    let speech = WEAK.iter().any(|weak| text.ends_with(end, weak)) && (suffix - open > 12 || (open..suffix).any(|i| matches!(text.at(i), '，' | '、')));
    (matches!(text.at(open), '“' | '「' | '『') && suffix - open > 3 && !speech).then_some((open + 1, end))
}

/// Where an event's name begins and ends, or `None` where it is a generic word.
fn name(reading: &Reading<'_>, suffix_start: usize, end: usize, suffix: &str) -> Option<(usize, usize)> {
    let cx = &reading.cx;
    let text = cx.text();
    let last = reading.tokens.partition_point(|t| t.span.start() < suffix_start);
    let mut edge = suffix_start;
    let (mut numbered, mut proper, mut modifiers) = (None, None, 0);
    // Whether a word was seen that tells this event from others of its kind, and whether a number stands straight before the suffix.
    let (mut distinct, mut bare) = (false, false);
    let mut i = last;
    while i > 0 {
        i -= 1;
        let token = reading.tokens[i];
        let start = token.span.start();
        if suffix_start.saturating_sub(start) > LONGEST_NAME {
            break;
        }
        let word = text.slice(CharSpan::of(start..token.span.end().min(suffix_start)));
        if word.is_empty() {
            continue;
        }
        // A number: 第四届, 首届, 2023年, 2024 年度, 2022.
        if let Some(number_start) = number_before(text, token.span.end().min(suffix_start), reading.sentence.start()) {
            numbered = Some(number_start);
            bare |= modifiers == 0;
            edge = number_start;
            // Never back to a token that was looked at: each step goes left.
            i = i.min(reading.tokens.partition_point(|t| t.span.start() < number_start));
            modifiers += 1;
            continue;
        }
        // A quoted name: “巅峰极客”网络安全技能挑战赛.
        if matches!(word, "”" | "」" | "》") {
            let open = if word == "”" {
                '“'
            } else if word == "」" {
                '「'
            } else {
                '《'
            };
            let reach = if open == '《' { 60 } else { 24 };
            let Some(quote) = (start.saturating_sub(reach)..start).rev().find(|q| text.at(*q) == open) else { break };
            proper = Some(quote);
            edge = quote;
            // Never back to a token that was looked at: each step goes left.
            i = i.min(reading.tokens.partition_point(|t| t.span.start() < quote));
            modifiers += 1;
            continue;
        }
        let senses = cx.lexicon.senses(word);
        let named = senses.iter().any(|s| matches!(s, Sense::Place(_) | Sense::Organisation(_)));
        let continues = match token.tag {
            TokenTag::Name | TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Unknown | TokenTag::Latin | TokenTag::Other => true,
            TokenTag::Adjective => !matches!(word, "大型" | "盛大" | "重要" | "成功"),
            // 模式创新研讨会: a verb next to the suffix is a noun where a noun stands before it.
            TokenTag::Verb if modifiers == 0 => {
                // 国家标准发布宣贯会, 联盟成立大会: such verbs make a kind of meeting with the suffix.
                let kind = matches!(word, "发布" | "成立" | "启动" | "表彰" | "总结") && matches!(suffix, "宣贯会" | "大会" | "启动仪式");
                word.chars().count() >= 2 && (!STOP_VERBS.contains(&word) || kind) && i > 0 && matches!(reading.tokens[i - 1].tag, TokenTag::Noun | TokenTag::VerbNoun)
            }
            TokenTag::Time => matches!(word, "春季" | "夏季" | "秋季" | "冬季") && modifiers > 0,
            TokenTag::Verb => modifiers > 0 && word.chars().count() >= 2 && !STOP_VERBS.contains(&word),
            // X挑战赛和Y挑战赛 are two.
            TokenTag::Conjunction => matches!(word, "和" | "与" | "及" | "暨") && modifiers > 0 && (word == "暨" || !SUFFIXES.ends_before(text, start)),
            TokenTag::Mark => {
                word == "·"
                    || word == " " && i > 0 && (is_latin(text.before(start)) || is_latin(text.at(token.span.end())))
                    || word == "+"
                    || matches!(word, "）" | ")") && bracket(text, start).is_some()
            }
            _ => named || matches!(word, "中外" | "国际" | "西部" | "东部") || matches!(word, "临时" | "点") && modifiers > 0,
        };
        // 应急大会主论坛: the part of a meeting bears its name.
        let held = modifiers == 0 && matches!(suffix, "主论坛" | "分论坛" | "开幕式暨主论坛") && matches!(word, "大会" | "论坛" | "峰会");
        if !continues || STOP_WORDS.contains(&word) && !held {
            break;
        }
        if let (TokenTag::Mark, Some(open)) = (token.tag, bracket(text, start)) {
            edge = open;
            // Never back to a token that was looked at: each step goes left.
            i = i.min(reading.tokens.partition_point(|t| t.span.start() < open));
            continue;
        }
        modifiers += 1;
        edge = start;
        // 矩阵杯网络安全竞赛: a cup is somebody's.
        let cup = word.ends_with('杯') && word.chars().count() >= 2 || word == "杯" && i > 0 && text.at(start + 1) != '的';
        if cup && word == "杯" && i > 0 {
            proper = Some(reading.tokens[i - 1].span.start());
            edge = reading.tokens[i - 1].span.start();
        } else if cup {
            proper = Some(start);
        }
        // 普特南数学竞赛: two characters or more that no word covers.
        let unread = token.tag == TokenTag::Unknown && reading.tokens.get(i + 1).is_some_and(|t| t.tag == TokenTag::Unknown && t.span.start() < suffix_start);
        // 国际峰会, 全球顶级大会: such a word alone names none.
        let wide = matches!(word, "国际" | "世界" | "全球" | "国家");
        if named && !wide || token.tag == TokenTag::Latin && !is_common(word) || unread || wide && distinct || matches!(word, "全国" | "中国" | "亚太" | "亚洲" | "欧洲")
        {
            proper = Some(start);
        }
        distinct |= !wide && !KINDS.contains(&word) && word.chars().count() >= 2;
    }
    while text.at(edge) == ' ' {
        edge += 1;
    }
    // 第四届极客少年挑战赛: behind a number the name may hold words of any kind.
    let numbered = numbered.or_else(|| number_further(reading, edge.max(suffix_start.saturating_sub(LONGEST_NAME)), suffix_start));
    let weak = WEAK.contains(&suffix);
    let start = match (numbered, proper) {
        (Some(n), Some(p)) => Some(n.min(p)),
        // 第七届大赛, 2025大会: of what?
        (Some(_), None) if bare && modifiers == 1 => None,
        (Some(n), None) => Some(n),
        (None, Some(p)) if !weak => Some(p),
        (None, Some(p)) if matches!(text.at(p), '“' | '「' | '《') || suffix == "竞赛" => Some(p),
        // 举办新冠疫苗临时接种点建设经验交流会: long enough behind a verb of holding.
        (None, _) if weak && suffix.ends_with('会') && suffix_start - edge >= 8 && in_company(reading, edge, end) => Some(edge),
        // 工业信息安全应急标准体系研讨会: nouns alone, in a list of such or behind a verb of holding.
        (None, None) if !weak && distinct && suffix_start - edge >= 4 && in_company(reading, edge, end) => Some(edge),
        _ => None,
    }?;
    (suffix_start > start).then_some((start, end))
}

/// Words that say of what rank or trade an event is, and not which.
const KINDS: &[&str] = &["顶级", "行业", "权威", "学术", "黑客", "安全", "高端", "大型", "年度", "重要", "知名", "专业", "高峰", "顶尖"];

/// A number of an edition further to the left, with nothing between it and the name but words of the name.
fn number_further(reading: &Reading<'_>, edge: usize, suffix: usize) -> Option<usize> {
    const REACH: usize = 24;
    let text = reading.cx.text();
    let floor = reading.sentence.start().max(suffix.saturating_sub(REACH));
    let mark = |i: usize| matches!(text.at(i), '，' | '。' | '；' | '：' | '、' | '“' | '”' | '《' | '》' | '！' | '？' | '的' | '了' | '\n');
    let start = (floor..edge).rev().take_while(|i| !mark(*i)).find_map(|i| match text.at(i) {
        '届' => number_before(text, i + 1, floor).map(|start| (start, i + 1)),
        _ => None,
    });
    let (start, behind) = start?;
    let body = text.slice(CharSpan::of(behind..suffix));
    let other = ["董事会", "监事会", "全国", "委员会"].iter().any(|w| body.starts_with(w)) || STOP_VERBS.iter().any(|verb| body.contains(verb));
    (!other).then_some(start)
}

/// Verbs that stand before a name and are no part of it.
const STOP_VERBS: &[&str] = &[
    "举办", "召开", "参加", "出席", "主办", "承办", "举行", "组织", "开展", "启动", "参与", "打造", "成立", "发布", "包括", "形成", "作为", "成为", "表示", "介绍", "来自", "邀请",
    "支持", "指导", "联合", "亮相", "走进", "获得", "入选", "设置", "设立", "共设", "增设", "夺得", "修复", "搭建", "持续", "深化", "斩获", "荣获", "摘得", "角逐", "闯入", "晋级",
    "勇夺", "喜获", "聚焦", "围绕", "通过", "采取", "观看", "出征", "备战", "收看",
];
/// Words that stand before a name and are no part of it.
const STOP_WORDS: &[&str] = &[
    "本次",
    "此次",
    "该",
    "本届",
    "上述",
    "相关",
    "有关",
    "多个",
    "各类",
    "系列",
    "一系列",
    "一场",
    "这个",
    "这场",
    "在",
    "于",
    "由",
    "是",
    "的",
    "等",
    "将",
    "据",
    "日前",
    "近日",
    "期间",
    "大会",
    "活动",
    "当天",
    "高标准",
    "主题",
];

/// The number of an event that ends at a position: 第四届, 首届, 2023年, 2024 年度, 2023.
fn number_before(text: &Text, end: usize, floor: usize) -> Option<usize> {
    if text.ends_with(end, "首届") {
        return Some(end - 2);
    }
    if matches!(text.before(end), '届' | '次') {
        let start = (floor.max(end.saturating_sub(7))..end).find(|i| text.at(*i) == '第')?;
        return Some(start);
    }
    let year_end = if text.ends_with(end, "年度") {
        end - 2
    } else if text.before(end) == '年' {
        end - 1
    } else {
        end
    };
    // 2024（第二十三届）中国互联网大会.
    let year_end = if matches!(text.before(end), '）' | ')') {
        match (end.saturating_sub(10).max(floor)..end).rev().find(|i| matches!(text.at(*i), '（' | '(')) {
            // 2024年(第十三届)…年会.
            Some(open) if text.at(open + 1) == '第' && text.at(end - 2) == '届' => open - usize::from(text.before(open) == '年'),
            _ => year_end,
        }
    } else {
        year_end
    };
    let year_end = if text.before(year_end) == ' ' && year_end < end { year_end - 1 } else { year_end };
    let digits = (1..=4).take_while(|n| year_end >= floor + n && text.at(year_end - n).is_ascii_digit()).count();
    let start = year_end - digits;
    let year: String = text.chars()[start..year_end].iter().collect();
    let plausible = year.parse::<i32>().is_ok_and(|y| (1990..=2099).contains(&y));
    (digits == 4 && plausible && (start == floor || !text.before(start).is_ascii_digit() && text.before(start) != '-')).then_some(start)
}

/// Where a bracket that closes at a position opens, when it holds letters only: 漏洞库（CICSVD）.
fn bracket(text: &Text, close: usize) -> Option<usize> {
    if !matches!(text.at(close), '）' | ')') {
        return None;
    }
    let open = (close.saturating_sub(24)..close).rev().find(|i| matches!(text.at(*i), '（' | '('))?;
    (open + 1..close).all(|i| is_latin(text.at(i)) || matches!(text.at(i), ' ' | '-' | '/' | '.') || text.at(i).is_ascii_digit()).then_some(open)
}

/// Whether a name of nouns alone stands in a list of events or behind a verb of holding.
fn in_company(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let held = ["举办", "召开", "举行", "组织", "主办", "承办", "举办的", "召开的", "举行的", "主办的", "举办了", "召开了", "参加了"].iter().any(|w| text.ends_with(start, w));
    let listed = text.before(start) == '、' || text.at(end) == '、' || text.starts_with(end, "等") || text.ends_with(start, "以及");
    let behind = ["同期举行", "召开", "举行", "在", "以“"].iter().any(|w| text.starts_with(end, w)) && (start == reading.sentence.start() || !is_han(text.before(start)));
    held || listed || behind
}

/// An event's series (its name without the number) and edition: 第四届国际工业信息安全应急大会 gives 国际工业信息安全应急大会 and 4.
#[must_use]
pub fn series_and_edition(name: &str) -> (Option<String>, Option<i32>) {
    // The year before it, in digits: 2023年第三届….
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    let year = digits.len() == 4 && digits.starts_with(['1', '2']);
    let rest = if year { name[4..].trim_start().trim_start_matches("年度").trim_start_matches('年').trim_start() } else { name };
    let numbered = rest.trim_start_matches(['（', '(']);
    if let Some(series) = numbered.strip_prefix("首届") {
        return (Some(series.trim_start_matches(['）', ')']).trim().to_owned()), Some(1));
    }
    if let Some(after) = numbered.strip_prefix('第')
        && let Some(at) = after.find(['届', '次'])
        && after[..at].chars().count() <= 5
    {
        let text = Text::new(after[..at].trim().to_owned());
        let edition = crate::extract::numeral::parse_at(&text, 0).ok().flatten().and_then(|n| n.value.to_string().parse().ok());
        let series = after[at..].trim_start_matches(['届', '次', '）', ')']).trim();
        return (Some(series.to_owned()), edition);
    }
    if year {
        return (Some(rest.to_owned()), None);
    }
    (None, None)
}
