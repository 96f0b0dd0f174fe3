//! Decides which words are people.
//!
//! A name of two or three characters is no word of any list, so evidence must stand beside it: a title in front of it or
//! behind it, a verb of saying, a byline, or a name before it in the same list. Once an article has named a person so, the same
//! characters are the person everywhere in it.

mod counted;
mod latin;

use crate::extract::EntityType;
use crate::extract::rule::RuleId;
use crate::lexicon::{Hit, PlaceLevel, Sense, TitleKind, TokenTag};
use crate::text::{CharSpan, Text, WordList, is_han, is_latin};

use super::rules::{FACILITY, ORGANISATION_STRUCTURE, PERSON_FOREIGN, PERSON_KNOWN, PERSON_SPEECH, PERSON_TITLE};
use super::{Candidate, EntityRef, Reading};

/// Verbs behind the name of somebody who says or does something; two characters, as one is the beginning of too much else.
const SPEECH: &[&str] = &[
    "担任",
    "出任",
    "就任",
    "接任",
    "升任",
    "曾任",
    "现任",
    "兼任",
    "辞去",
    "卸任",
    "当选",
    "履新",
    "表示",
    "指出",
    "认为",
    "介绍",
    "强调",
    "称",
    "说",
    "透露",
    "坦言",
    "分析",
    "提出",
    "提到",
    "回应",
    "宣布",
    "告诉",
    "写道",
    "补充",
    "解释",
    "建议",
    "呼吁",
    "致辞",
    "主持",
    "出席",
    "发言",
    "讲话",
    "围绕",
    "以“",
    "发表",
    "分享",
    "在致辞",
    "在接受",
    "在会上",
    "在讲话",
    "在发言",
    "作了",
    "作主",
    "作题",
    "接受",
    "警告",
    "承认",
    "辩称",
    "评论",
    "补充道",
    "指控",
    "获",
    "当选",
    "担任",
    "出任",
    "被任命",
    "代表",
    "参加",
    "会见",
    "率",
    "同志",
    "在推特",
    "在博客",
    "在一份",
    "在声明",
];

/// Characters that given names end in, and that seldom begin a word behind a masked name. A judgement: the frequent ones.
const GIVEN_LAST: &str =
    "宇诚煌涛辉刚丰夫荣伟强军杰磊明华平勇鹏飞超波斌林峰海龙云霞丽娟敏芳娜静艳玲燕红梅琴婷洁雪慧莹颖洋亮健浩宁祥福贵生根旺清松武凯鑫森帅俊旭彬彪毅豪琳琪瑶萍英珍兰凤香秀美";

/// Particles that cannot stand inside or at the end of a given name.
const NOT_IN_NAME: &str = "的了是在和与及或对由从把被将为以于而但并之其该此各某等已未不也都就还又再很最更会能可要应曾年时个位名";

/// Characters that begin verbs of saying and doing. They also stand in given names (李强, 陈发明): only where such a verb begins
/// with one does the name end before it.
const VERBISH: &str = "说称表出主致提指认介强分透坦发作接向据按自任获率围代参报讯电记编责图摄月日文";

/// Surnames rarer than this are rather characters of other words; 习 stands at 430.
const COMMON_SURNAME_RANK: u32 = 460;

/// The cost of the most frequent word that may begin a name behind a title: 黄海 has 12.3, 高度 9.9.
const RARE_WORD: f32 = 11.5;

/// What bears a foreign name before it: 珍·古道尔研究所, 拉萨罗·卡德纳斯港. The length of its kind, and what it is.
fn named_after(text: &Text, at: usize) -> Option<(usize, EntityType, RuleId)> {
    const BODIES: &[&str] = &["研究所", "研究院", "公司", "基金会", "大学", "学院", "医院", "律师事务所"];
    const SITES: &[&str] = &["国际机场", "机场", "港", "体育场", "大桥"];
    let of = |words: &[&str]| words.iter().find(|w| text.starts_with(at, w)).map(|w| w.chars().count());
    of(BODIES).map(|n| (n, EntityType::Org, ORGANISATION_STRUCTURE)).or_else(|| of(SITES).map(|n| (n, EntityType::Fac, FACILITY)))
}

/// Proposes the people of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    known(reading, out);
    counted::find(reading, out);
    let mut at = reading.sentence.start();
    let end = reading.sentence.end();
    // Most sentences have none, and are not looked through for names with one.
    let has_dot = reading.sentence.range().any(|i| is_name_dot(text.at(i)) || text.at(i) == '-');
    while at < end {
        let c = text.at(at);
        if is_han(c) {
            if let Some(stop) = if has_dot { dotted(reading, at) } else { None } {
                // 珍·古道尔研究所, 菲利普·迈耶奖: named after them.
                if let Some((length, entity_type, rule)) = named_after(text, stop) {
                    let span = CharSpan::of(at..stop + length);
                    let entity = EntityRef { entity_type, sense: None, name: text.slice(span).to_owned() };
                    out.push(Candidate { span, entity, rule, priority: 4 });
                    at = span.end();
                    continue;
                }
                let known = reading.cx.lexicon.senses(&text.slice(CharSpan::of(at..stop)).replace(is_name_dot, "·")).iter().copied().find(|s| matches!(s, Sense::Person(_)));
                push(reading, out, at, stop, PERSON_FOREIGN, 4);
                if let (Some(sense), Some(last)) = (known, out.last_mut()) {
                    last.entity.sense = Some(sense);
                }
                at = stop;
                continue;
            }
            evidence_at(reading, at, out);
        } else if matches!(c, '“' | '「') && latin::handle_cue(reading, at) {
            latin::quoted_handle(reading, at, out);
        } else if is_latin(c) && !is_latin(text.before(at)) {
            latin::find(reading, at, out);
        }
        at += 1;
    }
}

/// People of the table, at the edges of words.
fn known(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for token in &reading.tokens {
        let at = token.span.start();
        for hit in reading.words.at(at) {
            let Some(Sense::Person(row)) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Person(_))) else { continue };
            // 马斯克·… and …·马斯克 are other names, or longer ones.
            if reading.cuts_word(at, hit.end) || is_name_dot(text.at(hit.end)) || is_name_dot(text.before(at)) {
                continue;
            }
            // 习近平法治思想: what somebody teaches is no mention of him.
            if is_teaching(text, hit.end) {
                continue;
            }
            let entity = EntityRef { entity_type: EntityType::Person, sense: Some(Sense::Person(row)), name: text.slice(CharSpan::of(at..hit.end)).to_owned() };
            out.push(Candidate { span: CharSpan::of(at..hit.end), entity, rule: PERSON_KNOWN, priority: 3 });
        }
    }
}

/// Whether what somebody teaches is named by the name that ends here.
pub(super) fn is_teaching(text: &Text, end: usize) -> bool {
    const TEACHINGS: &[&str] = &["思想", "理论", "主义", "新时代中国特色社会主义思想", "法治思想", "强军思想", "经济思想", "文化思想", "外交思想", "生态文明思想"];
    TEACHINGS.iter().any(|w| text.starts_with(end, w))
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, start: usize, end: usize, rule: RuleId, priority: u8) {
    let span = CharSpan::of(start..end);
    let entity = EntityRef { entity_type: EntityType::Person, sense: None, name: reading.cx.text().slice(span).to_owned() };
    out.push(Candidate { span, entity, rule, priority });
}

/// Parts of foreign names with characters that are rather those of words.
static FOREIGN_PARTS: WordList = WordList::new(&[
    "亚历山大",
    "大卫",
    "彼得",
    "彼得森",
    "保罗",
    "雅各布",
    "妮可",
    "强尼",
    "何塞",
    "伊丽莎白",
    "雪莉",
    "瑞秋",
    "优素福",
    "圣地亚哥",
    "刘易斯",
    "墨菲",
    "王尔德",
    "哈定",
    "塔夫脱",
    "李",
    "阮",
]);

/// A foreign name with dots: where it ends.
fn dotted(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let transliterated = |i: usize| reading.cx.lexicon.is_transliteration(text.at(i));
    // 让埃隆·马斯克: such a word begins no name.
    if matches!(text.at(at), '让' | '由' | '与' | '和' | '对' | '把' | '被' | '给' | '称' | '据' | '因' | '向' | '从' | '为' | '是' | '以' | '在')
        && reading.token_at(at + 1).is_some()
    {
        return None;
    }
    // Behind a Han character a name begins only where a word does: 主席杰罗姆 does not begin with 席.
    // 党派人士夸西·克沃滕: what a whole word ends in is no part of the name.
    let behind_word = || {
        let word = reading.token_at(at).and_then(|t| t.checked_sub(1)).map(|t| reading.tokens[t]);
        // 路易斯·贝亚德: 路易 is a word, too.
        word.is_some_and(|w| w.span.len() >= 2 && matches!(w.tag, TokenTag::Noun | TokenTag::Verb | TokenTag::VerbNoun) && !w.span.range().all(transliterated))
    };
    if at > reading.sentence.start()
        && is_han(text.before(at))
        && title_before(reading, at).is_none()
        && (reading.token_at(at).is_none() || transliterated(at - 1) && !behind_word())
    {
        return None;
    }
    let mut stop = at;
    let mut parts = 0;
    loop {
        let start = stop;
        while stop - start < 8 {
            if let Some(part) = FOREIGN_PARTS.longest_at(text, stop) {
                stop += part.chars().count();
            } else if transliterated(stop) && is_han(text.at(stop)) {
                stop += 1;
            } else {
                break;
            }
        }
        let initial = stop == start && text.at(stop).is_ascii_uppercase() && matches!(text.at(stop + 1), '·' | '.');
        if initial {
            stop += 1;
        } else if stop == start {
            return None;
        }
        parts += 1;
        // 安妮-诺伊伯格: a hyphen may join the parts.
        let hyphen = text.at(stop) == '-' && stop - start >= 2 && transliterated(stop + 1) && transliterated(stop + 2) && is_han(text.at(stop + 1));
        if !is_name_dot(text.at(stop)) && !hyphen && !(initial && text.at(stop) == '.') {
            break;
        }
        stop += 1;
    }
    // 新加坡-伯利兹: two places.
    let place = |span| reading.cx.lexicon.senses(text.slice(span)).iter().any(|s| matches!(s, Sense::Place(_)));
    let joined = (at..stop).find(|i| text.at(*i) == '-');
    if parts < 2 || joined.is_some_and(|hyphen| place(CharSpan::of(at..hyphen))) {
        return None;
    }
    // The last part may run into the words behind it: cut where a word of two or more characters begins.
    let last = (at..stop).rev().find(|i| is_name_dot(text.at(*i)) || text.at(*i) == '-').map_or(at, |i| i + 1);
    let cut = (last + 1..stop).find(|i| reading.words.at(*i).any(|w| w.end > stop && w.end - w.start >= 2 && w.end - *i >= 2) || SPEECH.iter().any(|s| text.starts_with(*i, s)));
    let mut stop = cut.unwrap_or(stop);
    // 惠特沃斯三世: the third of his name.
    if text.at(stop) == '世' && matches!(text.before(stop), '二' | '三' | '四' | '五') && stop > last + 2 {
        return Some(stop + 1);
    }
    // 拉尔夫·巴里克博士: a title behind the name.
    if let Some(title) = ["博士", "教授", "先生", "女士", "将军", "部长", "爵士"].iter().find(|t| text.ends_with(stop, t)) {
        stop = (last + 1).max(stop - title.chars().count());
    }
    // 蒂姆·库克曾: nor does one end in such a word.
    while stop > last + 2 && matches!(text.before(stop), '曾' | '将' | '也' | '还' | '已' | '则' | '并' | '又' | '是' | '于' | '在') {
        stop -= 1;
    }
    Some(stop)
}

/// Notes for each position of a sentence the title that ends before it; of several the longest.
pub(super) fn titles(reading: &mut Reading<'_>) {
    /// Longer titles are found by their last part.
    const LONGEST: usize = 8;
    let (sentence, lexicon) = (reading.sentence, reading.cx.lexicon);
    for start in sentence.range() {
        // 帮助理解: a title begins where a word does.
        // 纽约州长: but a place before it may hold its first character.
        // 数据安全处处长 is cut at 处处.
        let edge = reading.token_at(start).is_some() || reading.holder(start).is_some_and(|number| reading.tokens[number].tag == TokenTag::Name || reading.word(number) == "处处");
        // 不同学段, 不同学校: 同学 is none there.
        if !edge || reading.cx.text().before(start) == '不' && reading.cx.text().starts_with(start, "同学") {
            continue;
        }
        // 副总工程师 is not 副总工 with a name behind it: of those that begin here the longest.
        let longest = reading.words.longest(start, |s| matches!(s, Sense::Title(_)));
        if let Some((end, Sense::Title(row))) = longest.filter(|(end, _)| end - start <= LONGEST) {
            reading.titles[end - sentence.start()].get_or_insert(lexicon.title(row).kind);
        }
    }
}

/// The title that ends at a position.
fn title_before(reading: &Reading<'_>, at: usize) -> Option<TitleKind> {
    at.checked_sub(reading.sentence.start()).and_then(|i| reading.titles.get(i).copied().flatten())
}

/// The title that begins at a position.
fn title_behind(reading: &Reading<'_>, at: usize) -> Option<TitleKind> {
    match reading.words.longest(at, |s| matches!(s, Sense::Title(_))) {
        // 修图小姐姐 is anybody.
        Some((end, _)) if reading.cx.text().at(end) == '姐' => None,
        Some((_, Sense::Title(row))) => Some(reading.cx.lexicon.title(row).kind),
        _ => None,
    }
}

/// What stands before the name of who wrote or edited the article.
static CREDITS: WordList = WordList::new(&[
    "（记者",
    "（编辑",
    "(记者",
    "记者 ",
    "编辑 ",
    "作者：",
    "作者:",
    "文 | ",
    "责任编辑：",
    "责编：",
    "编辑：",
    "撰文：",
    "记者：",
    "作者 | ",
    "文/",
    "编辑/",
    "文丨",
    "电 （",
    "电（",
    "讯（",
    "本文为",
    "本文由",
]);

/// Looks for a Chinese name that begins here and has evidence.
fn evidence_at(reading: &Reading<'_>, at: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    // A known name stands as it is; 原 and 前 before an organisation are no surnames.
    let known = reading.words.longest(at, |s| matches!(s, Sense::Person(_))).is_some();
    let former = matches!(text.at(at), '原' | '前' | '现') && reading.words.longest(at + 1, |s| matches!(s, Sense::Organisation(_) | Sense::Place(_))).is_some();
    if known || former {
        return;
    }
    if let Some(end) = spaced(reading, at) {
        push(reading, out, at, end, PERSON_TITLE, 2);
        // The same person as where the name stands without them.
        if let Some(candidate) = out.last_mut() {
            candidate.entity.name.retain(is_han);
        }
        return;
    }
    if let Some(end) = author_line(reading, at) {
        push(reading, out, at, end, PERSON_TITLE, 2);
        return;
    }
    // 高级工程师 卓子寒: a blank may part the title from the name.
    let titled_at = if text.before(at) == ' ' && at > reading.sentence.start() && is_han(text.before(at - 1)) { at - 1 } else { at };
    let before_title = title_before(reading, titled_at);
    let credit = by_line(reading, at) || heads_dated_line(reading, at).is_some() || CREDITS.ends_before(text, at);
    let listed = matches!(text.before(at), '、' | ' ') && out.iter().rev().take(4).any(|c| c.entity.entity_type == EntityType::Person && c.span.end() + 1 == at);
    let listed = listed && (text.before(at) == '、' || by_line(reading, at));
    let clause_start = at == reading.sentence.start() || matches!(text.before(at), '，' | '。' | '；' | '：' | '“' | '\n' | '）' | ' ' | '据' | '由' | '与' | '和' | '对');
    // 王昱副总裁、赖洪昌董事长: one behind another, each with his title.
    let behind_titled = text.before(at) == '、'
        && out.iter().rev().take(4).any(|c| {
            c.entity.entity_type == EntityType::Person && reading.words.at(c.span.end()).any(|w| w.end + 1 == at && w.senses.iter().any(|s| matches!(s, Sense::Title(_))))
        });
    // 信息安全测评中心任望处长.
    let behind_organisation = out.iter().any(|c| c.entity.entity_type == EntityType::Org && c.span.end() == at);
    let clause_start = clause_start || behind_titled || behind_organisation;
    // A masked name: 杨某, 李某某.
    let post = text.at(at) == '任' && matches!(text.before(at), '曾' | '现' | '历' | '担' | '出' | '就' | '主' | '兼' | '责');
    if !post && text.at(at + 1) == '某' && surname_len(reading, at) == Some(1) && !text.starts_with(at, "某") {
        let mut end = at + 2;
        while end < at + 4 && matches!(text.at(end), '某' | '甲' | '乙' | '丙') {
            end += 1;
        }
        // 申某涛: only the middle of the name is masked.
        let closes =
            |at: usize| !is_han(text.at(at)) || matches!(text.at(at), '等' | '与' | '和' | '及' | '的' | '因' | '被' | '在' | '于' | '伙' | '涉' | '以' | '系' | '为' | '将');
        if end == at + 2 && GIVEN_LAST.contains(text.at(end)) && closes(end + 1) {
            end += 1;
        }
        if !matches!(text.at(end), '个' | '些' | '种' | '某') && reading.token_at(at).is_some() {
            push(reading, out, at, end, PERSON_TITLE, 3);
        }
        return;
    }
    if !(before_title.is_some() || credit || listed || clause_start || title_possible(reading, at)) || reading.token_at(at).is_none() && before_title.is_none() && !credit {
        return;
    }
    // 黑客解锁: behind what somebody does for a living stands rather a verb than a name of two characters.
    let doing = before_title == Some(TitleKind::Occupation);
    let strong = credit || before_title.is_some() && !doing;
    let lengths = if outruns(reading, at) && !credit && !(before_title.is_some() && common_surname(reading, at)) {
        Vec::new()
    } else {
        name_lengths(reading, at, strong, before_title.is_some() && !doing)
    };
    for length in lengths {
        let end = at + length;
        let given = text.slice(CharSpan::of(at + 1..end));
        if length == 2 && matches!(given, "中" | "上" | "里" | "内" | "外" | "下" | "前" | "后" | "间") {
            continue;
        }
        let speech = SPEECH.iter().any(|s| text.starts_with(end, s));
        // 简单来说, 方式一：, 霍金则认为: a word begins here, or the last character belongs to what follows.
        let begins = text.slice(CharSpan::of(at..at + 2));
        let loose = matches!(text.before(end), '则' | '却' | '便' | '仍' | '即' | '们' | '来' | '地' | '它' | '上');
        // 编辑：左右里: what a credit and the end of the line leave is a name.
        let credited = credit && matches!(text.at(end), '\n' | '\0');
        // 总裁黄海军: behind a title a rare word is rather a name's beginning, unless a level of a place follows it (书记黄山市).
        let rare = before_title.is_some() && !doing && common_surname(reading, at) && reading.cx.lexicon.cost(begins).is_some_and(|cost| cost > RARE_WORD);
        let rare = rare && !matches!(text.before(end), '市' | '省' | '县' | '区' | '州' | '镇' | '地' | '内' | '里' | '上' | '下' | '中' | '外');
        if length == 3 && surname_len(reading, at) == Some(1) && (reading.cx.lexicon.is_everyday(begins) && !credited && !rare || loose && !strong) {
            continue;
        }
        // 民警向支付公司求证: a frequent word behind a rare surname.
        if length == 3 && reading.cx.lexicon.is_everyday(given) && (doing || !common_surname(reading, at)) {
            continue;
        }
        if doing && length == 2 && !speech && is_han(text.at(end)) {
            continue;
        }
        // 成覆盖博士: what a frequent word fills is no given name unless a title stands before it.
        let everyday = length == 3 && reading.cx.lexicon.is_everyday(given) && before_title.is_none() && !credit;
        // 庄荣文：以…: who speaks, at the head of an item.
        let headed = at == item_start(reading) && text.at(end) == '：' && length == 3 && surname_len(reading, at) == Some(1) && common_surname(reading, at);
        if headed && !everyday {
            push(reading, out, at, end, PERSON_SPEECH, 2);
            return;
        }
        // 陈启洲，东南大学教授: who a line is about that says what he is.
        if at == item_start(reading) && !everyday && common_surname(reading, at) && is_described(reading, end) {
            push(reading, out, at, end, PERSON_TITLE, 2);
            return;
        }
        let behind = title_behind(reading, end).filter(|_| !everyday).filter(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific) || clause_start);
        let boundary = end >= reading.sentence.end() || !is_han(text.at(end)) || reading.token_at(end).is_some() || speech;
        let rule = match (before_title, credit || listed, behind.is_some(), speech && clause_start) {
            (Some(_), ..) if boundary => PERSON_TITLE,
            (_, true, ..) if boundary => PERSON_TITLE,
            (_, _, true, _) => PERSON_TITLE,
            (_, _, _, true) if strong_speech(text, end) => PERSON_SPEECH,
            _ => continue,
        };
        push(reading, out, at, end, rule, 2);
        return;
    }
    // 约翰逊先生: three characters or more before a form of address.
    let addressed = || {
        let run = (at..at + 7).take_while(|i| reading.cx.lexicon.is_transliteration(text.at(*i))).count();
        let end = at + run;
        let behind = ["先生", "女士", "夫人"].iter().any(|w| text.starts_with(end, w));
        (run >= 3 && behind && !is_known_other(reading, at, end)).then_some(end)
    };
    if !reading.cx.lexicon.is_transliteration(text.before(at))
        && !matches!(text.at(at), '年' | '月' | '当' | '让' | '由' | '和' | '对' | '给' | '称' | '向' | '是' | '以' | '而')
        && let Some(end) = addressed()
    {
        push(reading, out, at, end, PERSON_TITLE, 2);
        return;
    }
    // A transliterated name without a dot: 总统特朗普, 首席执行官扎克伯格.
    if (before_title.is_some() || clause_start) && reading.cx.lexicon.is_transliteration(text.at(at)) {
        let mut end = at;
        while end < at + 7 && reading.cx.lexicon.is_transliteration(text.at(end)) && !(end > at + 1 && SPEECH.iter().any(|s| text.starts_with(end, s))) {
            end += 1;
        }
        let word_inside = reading
            .token_at(at)
            .is_some_and(|t| reading.tokens[t].span.len() >= 2 && reading.tokens[t].tag != TokenTag::Name && reading.cx.lexicon.cost(reading.word(t)).is_some_and(|c| c < 12.0));
        let speech = SPEECH.iter().any(|s| text.starts_with(end, s));
        let ends_well = end >= reading.sentence.end() || !is_han(text.at(end)) || speech || reading.token_at(end).is_some();
        if end - at >= 2
            && ends_well
            && !word_inside
            && (before_title.is_some() && !(end - at == 2 && reading.cx.lexicon.is_everyday(text.slice(CharSpan::of(at..end))))
                || speech && end - at >= 3 && strong_speech(text, end))
            && !is_known_other(reading, at, end)
        {
            push(reading, out, at, end, PERSON_TITLE, 2);
        }
    }
}

/// Whether a character parts the parts of a foreign name; typists use several.
pub fn is_name_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '•' | '∙' | '‧')
}

fn strong_speech(text: &Text, at: usize) -> bool {
    ["表示", "指出", "认为", "介绍", "强调", "称", "说", "透露", "坦言", "致辞", "主持", "回应", "告诉", "写道", "在致辞", "补充", "解释", "警告", "承认", "在接受"]
        .iter()
        .any(|s| text.starts_with(at, s))
}

fn title_possible(reading: &Reading<'_>, at: usize) -> bool {
    (2..=3).any(|n| title_behind(reading, at + n).is_some_and(|k| matches!(k, TitleKind::Academic | TitleKind::Honorific)))
}

/// The length of the surname that begins here.
fn surname_len(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let two = text.slice(CharSpan::of(at..(at + 2).min(text.len())));
    if reading.cx.lexicon.surname_rank(two).is_some() && two.chars().count() == 2 {
        return Some(2);
    }
    let one = text.slice(CharSpan::of(at..at + 1));
    let everyday = one
        .chars()
        .any(|c| NOT_IN_NAME.contains(c) || "有来去上下大小多少好老新全本家国公门机安东西南北前后".contains(c) && reading.cx.lexicon.surname_rank(one).is_some_and(|r| r > 60));
    reading.cx.lexicon.surname_rank(one).filter(|r| *r < COMMON_SURNAME_RANK && !everyday).map(|_| 1)
}

/// The lengths that a name beginning here can have, the likeliest first; none where it is a word.
fn name_lengths(reading: &Reading<'_>, at: usize, strong: bool, titled: bool) -> Vec<usize> {
    let text = reading.cx.text();
    let lexicon = reading.cx.lexicon;
    // 于东来, 曾学忠, 安建平: characters that mostly stand for something else are surnames behind a title, in names of three.
    let grammatical = strong && matches!(text.at(at), '于' | '曾' | '应' | '时' | '安');
    let Some(surname) = surname_len(reading, at).or(grammatical.then_some(1)) else { return Vec::new() };
    // With a title before it a name may hold the beginning of a word (陈发明); without one it may not.
    let verb = |i: usize| SPEECH.iter().any(|s| text.starts_with(i, s)) || !strong && reading.words.at(i).any(|w| w.end - w.start >= 2 && w.end > i + 1 && w.tag == TokenTag::Verb);
    let fits = |i: usize| i < reading.sentence.end() && is_han(text.at(i)) && !NOT_IN_NAME.contains(text.at(i)) && !(VERBISH.contains(text.at(i)) && verb(i));
    let is_word = |length: usize| {
        let word = text.slice(CharSpan::of(at..at + length));
        // 主任石峰: behind a title the short form of a county is rather a name, where nothing calls it one.
        let county = |s: &Sense| matches!(s, Sense::Place(row) if lexicon.place(*row).level == PlaceLevel::County && lexicon.place(*row).name != word);
        let senses = lexicon.senses(word);
        let named = titled && !senses.is_empty() && senses.iter().all(county) && !lexicon.is_everyday(word) && !matches!(text.at(at + length), '区' | '县' | '市' | '、');
        (lexicon.cost(word).is_some() || !senses.is_empty()) && !named
    };
    let begins_word = |i: usize| reading.words.at(i).any(|w| w.end - w.start >= 2 && lexicon.cost(text.slice(CharSpan::of(w.start..w.end))).is_some_and(|c| c < 13.5));
    let mut lengths = Vec::new();
    let given = at + surname;
    if fits(given) {
        let long = fits(given + 1) && !is_word(surname + 2);
        // 翟刚表示: the third character begins a word, so the name has two; 张云明出席: it does not.
        let third_begins = fits(given + 1) && begins_word(given + 1) && !(reading.token_at(given + 2).is_some() && !begins_word_strongly(reading, given + 1));
        if long && !third_begins {
            lengths.push(surname + 2);
        }
        if !is_word(surname + 1) {
            lengths.push(surname + 1);
        }
        if long && third_begins {
            lengths.push(surname + 2);
        }
    }
    let everyday = |from: usize, to: usize| lexicon.cost(text.slice(CharSpan::of(from..to.min(text.len())))).is_some_and(|cost| cost < 12.0);
    // Words as frequent as 发出 (9.3) and 于是; 东来 (13) is none.
    lengths.retain(|n| !grammatical || *n == 3 && !everyday(at, at + 2) && (text.at(at) == '安' || !everyday(at + 1, at + 3)));
    // 5000万大学生: without a title a name does not end inside a word of three characters.
    let ends_inside = |end: usize| {
        (at + 1..end).any(|i| reading.words.at(i).any(|w| w.end > end && w.end - w.start >= 3 && lexicon.cost(text.slice(CharSpan::of(w.start..w.end))).is_some_and(|c| c < 14.0)))
    };
    lengths.retain(|n| strong || !ends_inside(at + n));
    // A longer word of the lists begins here: 高新技术, 安全厂商.
    lengths.retain(|n| !reading.words.at(at).any(|w| w.end > at + n && w.end - at >= 2 && lexicon.cost(text.slice(CharSpan::of(at..w.end))).is_some_and(|c| c < 14.0)));
    lengths
}

/// Whether a run of characters of transliteration from here is longer than any Chinese name: 伊莎贝尔.
fn outruns(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.cx.text();
    let run =
        (at..(at + 8).min(reading.sentence.end())).take_while(|i| reading.cx.lexicon.is_transliteration(text.at(*i)) && !SPEECH.iter().any(|s| text.starts_with(*i, s))).count();
    run >= 4 && (reading.token_at(at + run).is_some() || !is_han(text.at(at + run)))
}

/// Where the text of an item begins behind its number: 5.庄荣文：….
fn item_start(reading: &Reading<'_>) -> usize {
    let text = reading.cx.text();
    let start = reading.sentence.start();
    (start..start + 5).find(|i| !(text.at(*i).is_ascii_digit() || matches!(text.at(*i), '.' | '、' | ' ' | '）' | '（' | '·' | '•' | '-'))).unwrap_or(start)
}

/// Whether nothing but what somebody is stands behind a name at the head of a line, up to the next mark: 陈启洲，工学博士，…; 彭雷明 某科技 创始人.
fn is_described(reading: &Reading<'_>, end: usize) -> bool {
    /// So long is a body with an office in it at most.
    const LONGEST: usize = 30;
    let text = reading.cx.text();
    let sentence_end = reading.sentence.end();
    let mark = text.skip_blanks(end);
    let parted = matches!(text.at(mark), '，' | ',' | '|' | '｜');
    let start = if parted { text.skip_blanks(mark + 1) } else { mark };
    if !parted && mark == end || start >= sentence_end {
        return false;
    }
    let stop = (start..sentence_end.min(start + LONGEST)).find(|i| matches!(text.at(*i), '，' | ',' | '。' | '；' | '、' | '|' | '｜' | '&' | '/' | '（' | '\n'));
    let stop = stop.unwrap_or(sentence_end);
    let stop = if text.before(stop) == ' ' { stop - 1 } else { stop };
    stop > start && title_before(reading, stop).is_some()
}

/// Whether the surname here is among the two hundred most common.
fn common_surname(reading: &Reading<'_>, at: usize) -> bool {
    reading.cx.lexicon.surname_rank(reading.cx.text().slice(CharSpan::of(at..at + 1))).is_some_and(|rank| rank < 200)
}

/// Where a name of two or three characters with blanks between them ends, that fills a line or a cell or stands before a body: | 蒋 楠 |, 翁 健（某大学）.
fn spaced(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let blank = |i: usize| matches!(text.at(i), ' ' | '\u{3000}');
    let given = |i: usize| is_han(text.at(i)) && !NOT_IN_NAME.contains(text.at(i));
    if !(blank(at + 1) && given(at + 2) && !is_han(text.at(at + 3)) && is_han(text.at(at))) {
        return None;
    }
    let end = if blank(at + 3) && given(at + 4) && !is_han(text.at(at + 5)) { at + 5 } else { at + 3 };
    let opens = matches!(text.before(at), '\0' | '\n' | '|' | '：' | ':') || text.before(at) == ' ' && matches!(text.before(at - 1), '|' | '：' | ':');
    let next = text.skip_blanks(end);
    let closes = matches!(text.at(next), '\0' | '\n' | '|' | '（' | '(') || reading.words.longest(next, |s| matches!(s, Sense::Organisation(_))).is_some();
    // 京⏎麒⏎…⏎战 赛: what stands in letters one below the other is no list of names.
    let line_above = (0..at.saturating_sub(1)).rev().take_while(|i| text.at(*i) != '\n').take(3).count();
    let alone = text.before(at) == '\n' && line_above < 3;
    let joined: String = (at..end).map(|i| text.at(i)).filter(|c| is_han(*c)).collect();
    let word = reading.cx.lexicon.cost(&joined).is_some() || !reading.cx.lexicon.senses(&joined).is_empty();
    (opens && closes && !alone && !word && surname_len(reading, at) == Some(1) && common_surname(reading, at)).then_some(end)
}

/// Where two to four characters at the head of a line end that stand before the day and time of a publication: 张三丰 2024-07-24 12:01:00.
fn heads_dated_line(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let text = reading.cx.text();
    let dated = |at: usize| {
        (0..4).all(|i| text.at(at + i).is_ascii_digit())
            && text.at(at + 4) == '-'
            && text.at(at + 5).is_ascii_digit()
            && text.at(at + 7) == '-'
            && text.at(at + 10) == ' '
            && text.at(at + 13) == ':'
    };
    let end = (2..=4).find(|n| (0..*n).all(|i| is_han(text.at(at + i))) && text.at(at + n) == ' ' && dated(at + n + 1));
    end.filter(|_| at == reading.sentence.start()).map(|n| at + n)
}

/// Where the author of the article, as its page says, ends at the head of such a line: a pen name may have no surname, but is no word.
fn author_line(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let lexicon = reading.cx.lexicon;
    let end = heads_dated_line(reading, at)?;
    let name = reading.cx.text().slice(CharSpan::of(at..end));
    // 企业资讯, 天懋信息: a desk or a company writes as well.
    let frequent = |w: &Hit<'_>| w.end <= end && w.end - w.start >= 2 && lexicon.cost(reading.cx.text().slice(CharSpan::of(w.start..w.end))).is_some_and(|c| c < 13.0);
    let words = (at..end).any(|i| reading.words.at(i).any(|w| frequent(&w)));
    let unknown = !words && lexicon.senses(name).is_empty();
    (unknown && reading.cx.article.metadata.author.as_deref() == Some(name)).then_some(end)
}

/// Whether a line says who wrote it, and the position stands behind the word that says so: 文 | 周杨 黄媛媛.
fn by_line(reading: &Reading<'_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "文",
        "作者",
        "撰文",
        "供稿",
        "排版",
        "供稿&排版",
        "供稿、排版",
        "编译",
        "责任编辑",
        "责编",
        "编辑",
        "审核",
        "校对",
        "记者",
        "翻译",
        "整理",
        "嘉宾",
        "分享嘉宾",
        "主持人",
        "主讲人",
        "演讲人",
        "讲师",
    ];
    let text = reading.cx.text();
    let start = reading.sentence.start();
    if at - start > 40 || !matches!(text.before(at), ' ' | '|' | '｜' | '：' | ':' | '丨' | '/' | '、') {
        return false;
    }
    WORDS.iter().any(|w| {
        let mark = text.skip_blanks(start + w.chars().count());
        text.starts_with(start, w) && at > mark && matches!(text.at(mark), '|' | '｜' | '：' | ':' | '丨' | '/')
    })
}

/// Whether a frequent word of two or more characters begins here and the word list cuts here too.
fn begins_word_strongly(reading: &Reading<'_>, at: usize) -> bool {
    reading.token_at(at).is_some_and(|t| reading.tokens[t].span.len() >= 2)
}

/// Whether the lexicon knows the stretch as something else.
fn is_known_other(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    !reading.cx.lexicon.senses(reading.cx.text().slice(CharSpan::of(start..end))).is_empty()
}
