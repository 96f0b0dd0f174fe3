//! Decides which stretches are names of documents, laws, reports and books.

use crate::extract::identifier::IdentifierKind;
use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityType, Mention, Mentions, identifier};
use crate::lexicon::{CHINA, OrganisationKind, Sense};
use crate::text::{CharSpan, Text, closing_of, is_han, is_latin};

use super::rules::{WORK_DOCUMENT, WORK_LAW, WORK_PERIODICAL, WORK_REPORT, WORK_STANDARD, WORK_TITLE};
use super::{Candidate, EntityRef, Reading, assembly};

/// The longest title that is taken for one.
const LONGEST_TITLE: usize = 100;

/// No periodical has a longer name: 《Science Translational Medicine》.
const LONGEST_PERIODICAL: usize = 40;

/// A periodical that only its verb tells from a book has a short name.
const LONGEST_ACTING: usize = 14;

/// Adds the works of the article, before anything is read inside their titles.
pub fn extract_works(cx: &Context<'_>, mentions: &mut Mentions) {
    let text = cx.text();
    let identifiers = identifier::spans(mentions);
    let mut at = 0;
    while at < cx.article.usable_end {
        let c = text.at(at);
        if c == '《'
            && let Some(end) = title_end(cx, at)
            && let Some(sentence) = cx.article.sentence_at(at)
        {
            let span = CharSpan::of(at..end);
            if !identifiers.iter().any(|i| i.contains(span)) {
                let inner = text.slice(CharSpan::of(at + 1..end - 1)).to_owned();
                // 《商业内幕（Business Insider）》: the name again in its own letters.
                let bare = inner.split(['（', '(']).next().unwrap_or(&inner).to_owned();
                let law = cx.lexicon.senses(&inner).iter().copied().find(|s| matches!(s, Sense::Law(_))).map(|law| of_another_state(cx, at, law));
                let periodical = cx.lexicon.senses(&bare).iter().find_map(|s| match s {
                    Sense::Organisation(row) | Sense::AmbiguousOrganisation(row) if cx.lexicon.organisation(*row).kind == OrganisationKind::Media => Some(*row),
                    _ => None,
                });
                // 《猫箱》（版本2.0，小米应用商店）: an app.
                let behind: String = text.chars()[end..].iter().take(16).collect();
                let app = behind.starts_with(['（', '(']) && ["版本", "应用商店", "小程序", "应用宝", "App Store"].iter().any(|w| behind.contains(w))
                    || ["App", "APP", "小程序"].iter().any(|w| behind.starts_with(w));
                let value = match periodical {
                    None if app => EntityRef { entity_type: EntityType::Product, sense: None, name: inner },
                    Some(row) => EntityRef { entity_type: EntityType::Org, sense: Some(Sense::Organisation(row)), name: cx.lexicon.organisation(row).name.to_owned() },
                    None if is_periodical(text, span) || is_newspaper(&bare) => EntityRef { entity_type: EntityType::Org, sense: None, name: inner },
                    None => EntityRef { entity_type: EntityType::Work, sense: law, name: text.slice(span).to_owned() },
                };
                mentions.entities.push(Mention { span, sentence, value, rule: WORK_TITLE });
            }
            at = end;
            continue;
        }
        if matches!(c, '党' | '二' | '十')
            && let Some((end, true)) = assembly::congress(text, at)
            && let Some(sentence) = cx.article.sentence_at(at)
        {
            let span = CharSpan::of(at..end + 2);
            let value = EntityRef { entity_type: EntityType::Work, sense: None, name: text.slice(span).to_owned() };
            mentions.entities.push(Mention { span, sentence, value, rule: WORK_REPORT });
            at = end + 2;
            continue;
        }
        at += 1;
    }
    same_state(cx, mentions);
    unmarked(cx, mentions);
}

/// A law of China's name that another state has before it: 韩国《个人信息保护法》, 日本拟修订《个人信息保护法》.
fn of_another_state(cx: &Context<'_>, at: usize, law: Sense) -> Sense {
    const ACTS: &[&str] = &["修订", "修改", "修正", "通过", "出台", "颁布", "发布", "制定", "公布", "推出", "提出", "批准", "施行", "实施"];
    const BEFORE_ACTS: &[&str] = &["拟", "将", "正式", "已", "还", "计划", "政府", "议会", "国会", "参议院", "众议院", "内阁", "就"];
    let Sense::Law(row) = law else { return law };
    if cx.lexicon.law(row).country != "CN" {
        return law;
    }
    let text = cx.text();
    let mut edge = at - usize::from(text.before(at) == '了');
    if let Some(act) = ACTS.iter().find(|w| text.ends_with(edge, w)) {
        edge -= act.chars().count();
        while let Some(word) = BEFORE_ACTS.iter().find(|w| text.ends_with(edge, w)) {
            edge -= word.chars().count();
        }
    } else {
        edge = at;
    }
    cx.lexicon.country_before(text, edge).filter(|place| cx.lexicon.place(*place).key != CHINA).map_or(law, Sense::LawOf)
}

/// What an article has once called another state's law it means by the title wherever it stands, unless it speaks of China's as well.
fn same_state(cx: &Context<'_>, mentions: &mut Mentions) {
    let ours = |at: usize| cx.text().ends_with(at, "我国") || cx.lexicon.country_before(cx.text(), at).is_some_and(|place| cx.lexicon.place(place).key == CHINA);
    let theirs: Vec<EntityRef> = mentions.entities.iter().map(|m| &m.value).filter(|e| matches!(e.sense, Some(Sense::LawOf(_)))).cloned().collect();
    for other in theirs {
        let same = |e: &EntityRef| e.name == other.name;
        let states: Vec<Option<Sense>> = mentions.entities.iter().filter(|m| same(&m.value)).map(|m| m.value.sense).filter(|s| matches!(s, Some(Sense::LawOf(_)))).collect();
        let both = mentions.entities.iter().any(|m| same(&m.value) && ours(m.span.start()));
        if !both && states.iter().all(|s| *s == other.sense) {
            mentions.entities.iter_mut().filter(|m| same(&m.value)).for_each(|m| m.value.sense = other.sense);
        }
    }
}

/// Adds the standards among the identifiers that stand by themselves: 符合GB/T 35273-2020, ISO 27001认证.
///
/// Beside its title, or in brackets behind it, a number is a part of how the standard is named: 《…要求》（GB/T 39204-2022）. Protocols and
/// encodings are no works, though standards number them.
pub(super) fn standards(cx: &Context<'_>, mentions: &mut Mentions) {
    const ENCODINGS: &[&str] = &["2312", "18030", "8859", "8601", "10646", "3166", "4217", "639", "8583", "9660", "7816", "14443"];
    /// Shorter numbers count something: GB 16.
    const SHORTEST: usize = 4;
    let text = cx.text();
    let numbered: Vec<CharSpan> = mentions.identifiers.iter().filter(|i| i.kind == IdentifierKind::Standard).map(|i| i.span).collect();
    for span in numbered {
        let surface = text.slice(span);
        let number: String = surface.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let titled = text.at(text.skip_blanks(span.end())) == '《'
            || text.before(span.start()) == '》'
            || matches!(text.before(span.start()), '（' | '(') && text.before(span.start() - 1) == '》';
        let protocol = surface.starts_with("RFC") || ENCODINGS.contains(&number.as_str());
        let Some(sentence) = cx.article.sentence_at(span.start()) else { continue };
        let short = number.len() < SHORTEST && !surface.starts_with('第');
        if titled || protocol || short || span.end() > cx.article.usable_end || mentions.entities.iter().any(|e| e.span.overlaps(span)) {
            continue;
        }
        let value = EntityRef { entity_type: EntityType::Work, sense: None, name: surface.to_owned() };
        mentions.entities.push(Mention { span, sentence, value, rule: WORK_STANDARD });
    }
    mentions.entities.sort_by_key(|m| (m.span.start(), m.span.end()));
}

/// Whether a title is a newspaper's by its last character: 《圣路易斯邮报》. What else ends in 报 says what is told: 公报, 年报, 通报.
fn is_newspaper(title: &str) -> bool {
    const TOLD: &[&str] = &[
        "公报", "简报", "海报", "年报", "季报", "月报", "周报", "早报", "快报", "战报", "通报", "捷报", "预报", "情报", "谍报", "汇报", "申报", "上报", "举报", "警报", "播报",
        "填报", "电报", "书报",
    ];
    title.chars().count() >= 3 && title.ends_with('报') && !TOLD.iter().any(|w| title.ends_with(w))
}

/// Whether the words beside a title in marks say that it is a periodical: 据《快公司》报道, 期刊《科学》, 发表在《自然》上的论文.
fn is_periodical(text: &Text, span: CharSpan) -> bool {
    const ACTS: &[&str] =
        &["报道", "消息", "网站", "评为", "誉为", "记者", "当地", "称", "周", "刊", "采访", "披露", "上", "，", "中", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let (at, end) = (span.start(), span.end());
    let before = |words: &[&str]| words.iter().any(|w| text.ends_with(at, w));
    let behind = |at: usize, words: &[&str]| words.iter().any(|w| text.starts_with(at, w));
    // 被《时代》评为: it acts.
    let led = span.len() <= LONGEST_ACTING
        && before(&["据", "期刊", "杂志", "报纸", "刊物", "被", "媒体", "接受", "告诉"])
        && !before(&["根据", "依据", "数据", "证据"])
        && behind(end, ACTS)
        && !behind(end, &["规定", "要求"]);
    let printed = matches!(text.before(at), '在' | '于')
        && ["发表", "刊登", "刊发", "刊载"].iter().any(|w| text.ends_with(at - 1, w))
        && behind(end, &["上的", "上。", "上，", "。", "，", "和《"]);
    // 《自然》（Nature）杂志.
    let bracket = matches!(text.at(end), '（' | '(').then(|| (end..end + 40).find(|i| matches!(text.at(*i), '）' | ')'))).flatten();
    let called = behind(bracket.map_or(end, |i| i + 1), &["期刊", "学术期刊", "杂志"]) || before(&["期刊", "杂志", "外媒", "小报", "出版物"]);
    led || (printed || called) && span.len() <= LONGEST_PERIODICAL || behind(end, &["日报", "周刊", "报记者", "记者", "网站"])
}

/// Adds the titles that stand again without their marks, whole between edges: in a list, in quotation marks, as a heading.
///
/// They come before anything is read inside them, as 中国 in 中国网络法治建设. Linear in the article for each title that it marks.
fn unmarked(cx: &Context<'_>, mentions: &mut Mentions) {
    /// A shorter title is a word as well.
    const SHORTEST: usize = 6;
    let text = cx.text();
    let edge = |c: char| !is_han(c) && !c.is_alphanumeric() && !matches!(c, '《' | '》' | '_' | '@' | '-' | '/');
    let mut titles: Vec<(String, EntityRef)> = Vec::new();
    for mention in mentions.entities.iter().filter(|m| m.rule == WORK_TITLE && m.value.entity_type == EntityType::Work) {
        let inner = text.slice(CharSpan::of(mention.span.start() + 1..mention.span.end() - 1));
        let plain = inner.chars().count() >= SHORTEST && inner.chars().all(|c| is_han(c) || c.is_alphanumeric());
        if plain && !titles.iter().any(|(title, _)| title == inner) {
            titles.push((inner.to_owned(), mention.value.clone()));
        }
    }
    for (title, value) in titles {
        let length = title.chars().count();
        for (byte, _) in text.as_str().match_indices(&title) {
            let at = text.char_at_byte(byte);
            let span = CharSpan::of(at..at + length);
            let stands = edge(text.before(at)) && edge(text.at(span.end())) && span.end() <= cx.article.usable_end;
            if let Some(sentence) = cx.article.sentence_at(at).filter(|_| stands) {
                mentions.entities.push(Mention { span, sentence, value: value.clone(), rule: WORK_TITLE });
            }
        }
    }
    mentions.entities.sort_by_key(|m| m.span.start());
}

/// Proposes the works of a sentence that stand without title marks.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    laws(reading, out);
    studies(reading, out);
    documents(reading, out);
    named(reading, out);
    if reading.sentence.start() == 0 {
        periodical(reading, out);
    }
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, span: CharSpan, sense: Option<Sense>, rule: RuleId) {
    let name = reading.cx.text().slice(span).to_owned();
    out.push(Candidate { span, entity: EntityRef { entity_type: EntityType::Work, sense, name }, rule, priority: 3 });
}

/// Laws and treaties of the table, at the edges of words: 网络安全法, GDPR, RCEP协定.
fn laws(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for token in &reading.tokens {
        let at = token.span.start();
        for hit in cx.lexicon.words_at(text, at) {
            let Some(sense) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Law(_))) else { continue };
            // 密码法治, 网络安全法规: the law is the head of a longer word; 网络安全法规定 and 网络安全法案例 are not.
            let longer = matches!(text.at(hit.end), '律' | '学' | '庭' | '院' | '官')
                || matches!(text.at(hit.end), '治' | '规' | '案' | '制')
                    && text.before(hit.end) == '法'
                    && !["规定", "规范", "案件", "案例", "制裁", "制定", "制约"].iter().any(|w| text.starts_with(hit.end, w));
            if reading.cuts_word(at, hit.end) || longer {
                continue;
            }
            let sense = Some(of_another_state(cx, at, sense));
            let end = if is_latin(text.at(at)) && text.starts_with(hit.end, "协定") { hit.end + 2 } else { hit.end };
            push(reading, out, CharSpan::of(at..end), sense, WORK_LAW);
        }
    }
}

/// Issuers before the title of a joint notice take no more characters.
const LONGEST_ISSUERS: usize = 80;

/// Official documents by what they are about: 关于…的通知; and the report that every government gives.
fn documents(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const KINDS: &[&str] = &["通知", "公告", "意见", "函", "决定", "批复", "决议", "通告", "通报", "公报", "指导意见", "实施意见", "若干意见"];
    let text = reading.cx.text();
    let limit = reading.sentence.end();
    for at in reading.sentence.start()..limit {
        // 各地政府工作报告: no one report.
        let any = ["各地", "各省", "省份", "31省"].iter().any(|w| text.ends_with(at, w));
        if text.starts_with(at, "政府工作报告") && !any && !matches!(text.before(at), '《' | '“') {
            push(reading, out, CharSpan::of(at..at + 6), None, WORK_DOCUMENT);
        }
        if text.at(at) != '关' {
            continue;
        }
        let issued = at == reading.sentence.start()
            || ["印发", "发布", "下发", "转发", "公布", "出台", "部", "局", "委", "厅", "办", "院", "府", "会", "中心", "室", "署", "行"].iter().any(|w| text.ends_with(at, w));
        // Inside an open 《 the title has been read.
        let inside = (at.saturating_sub(LONGEST_TITLE).max(reading.sentence.start())..at).rev().find(|i| matches!(text.at(*i), '《' | '》')).is_some_and(|i| text.at(i) == '《');
        if !text.starts_with(at, "关于") || !issued || inside || matches!(text.before(at), '《' | '“') {
            continue;
        }
        let end = (at + 6..limit.min(at + 80)).take_while(|i| !matches!(text.at(*i), '。' | '，' | '；' | '！' | '？' | '\n')).filter_map(|i| {
            let kind = KINDS.iter().filter(|k| text.at(i) == '的' && text.starts_with(i + 1, k)).max_by_key(|k| k.len())?;
            Some(i + 1 + kind.chars().count())
        });
        if let Some(end) =
            end.last().filter(|end| *end <= limit && !is_han(text.at(*end)) | ["要求", "提出", "明确", "指出", "精神", "规定"].iter().any(|w| text.starts_with(*end, w)))
        {
            // A line that is nothing but the document's title begins with its issuers: 某市网信办 某市公安局关于…的通知.
            let issuers = &text.chars()[reading.sentence.start()..at];
            // One issuer alone is named before the title, several are a part of it.
            let joint = issuers.iter().any(|c| matches!(c, '、' | ' '));
            let whole = joint && end == reading.sentence.end() && issuers.len() <= LONGEST_ISSUERS && issuers.iter().all(|c| is_han(*c) || matches!(c, '、' | ' '));
            let start = if whole { reading.sentence.start() } else { at };
            push(reading, out, CharSpan::of(start..end), None, WORK_DOCUMENT);
        }
    }
}

/// Reports by year and kind, behind their issuer or a word that says where something stands: 据2022年互联网犯罪报告.
fn studies(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const KINDS: &[&str] = &["调查报告", "年度报告", "报告", "白皮书", "蓝皮书", "路线图"];
    const LONGEST: usize = 26;
    const LEADS: &[&str] = &["发布", "发布了", "发布的", "推出", "公布", "公布了", "公布的", "编制", "撰写", "据", "根据", "来自", "在", "《", "发表", "发表的", "出具的"];
    // What is told of a year, or parts the run: no name.
    const PARTING: &[char] = &['的', '了', '月', '日', '在', '被', '将', '是', '为', '与', '，', '、', '。', '：', '；', '“', '”', '《', '》', '（', '）', '(', ')', '\n', '|'];
    let text = reading.cx.text();
    let (start, limit) = (reading.sentence.start(), reading.sentence.end());
    for at in start..limit {
        let year = matches!((text.at(at), text.at(at + 1)), ('1', '9') | ('2', '0')) && (2..4).all(|i| text.at(at + i).is_ascii_digit()) && !text.before(at).is_ascii_digit();
        if !year || !matches!(text.at(text.skip_blanks(at + 4)), '年') {
            continue;
        }
        let name = text.skip_blanks(at + 4) + 1;
        let name = name + usize::from(text.at(name) == '度');
        // 2024 年中总结: 年中 is a time.
        if text.at(name) == '中' {
            continue;
        }
        let stop = (name..limit.min(name + LONGEST)).find(|i| PARTING.contains(&text.at(*i))).unwrap_or(limit.min(name + LONGEST));
        let Some(end) = (name + 2..stop).rev().find_map(|i| KINDS.iter().find(|k| text.starts_with(i, k)).map(|k| i + k.chars().count()).filter(|end| *end <= stop)) else {
            continue;
        };
        let closed = !is_han(text.at(end)) && !is_latin(text.at(end))
            || ["显示", "指出", "披露", "发现", "预测", "表明", "强调", "基于", "中披露", "中指出", "中显示"].iter().any(|w| text.starts_with(end, w));
        let issuer = out.iter().any(|c| c.entity.entity_type == EntityType::Org && (c.span.end() == at || c.span.end() + 1 == at && matches!(text.before(at), '的' | ' ')));
        let led = at == start || issuer || LEADS.iter().any(|w| text.ends_with(at, w));
        let told = HAPPENS.iter().any(|w| text.slice(CharSpan::of(name..end)).contains(w));
        if closed && led && !told && end > name + 3 {
            push(reading, out, CharSpan::of(at..end), None, WORK_DOCUMENT);
        }
    }
}

/// Words that say what happened in the year, so that what follows it is no title.
const HAPPENS: &[&str] = &["发布", "推出", "公布", "发现", "收到", "提交", "开展", "完成", "显示", "举办", "举行", "召开", "获", "入选"];

/// What the text says is titled so: 题为“…”的报告, 名为“…”的论文.
fn named(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const KINDS: &[&str] = &["文章", "报告", "论文", "博客", "帖子", "研究", "白皮书", "博文", "文件", "新书", "书"];
    let text = reading.cx.text();
    for at in reading.sentence.start()..reading.sentence.end() {
        if !text.starts_with(at, "题为") && !text.starts_with(at, "名为") && !text.starts_with(at, "标题为") {
            continue;
        }
        let open = at + if text.starts_with(at, "标题为") { 3 } else { 2 };
        let Some(close) = closing_of(text.at(open)).filter(|_| text.at(open) != '《').and_then(|c| (open + 1..reading.sentence.end().min(open + 60)).find(|i| text.at(*i) == c))
        else {
            continue;
        };
        let behind: String = text.chars()[close + 1..].iter().take(6).collect();
        // 名为“sys.key”的文件: a file, not a document; 题为“…”的主旨报告 is a talk.
        let title = text.slice(CharSpan::of(open + 1..close));
        let file = behind.contains("文件") && (title.contains('.') || title.chars().filter(|c| is_han(*c)).count() < 4)
            || ["扩展名为", "文件名为"].iter().any(|w| text.ends_with(open, w));
        let talk = ["主旨报告", "主题报告", "大会报告"].iter().any(|w| behind.contains(w));
        if behind.starts_with('的') && KINDS.iter().any(|k| behind.contains(k)) && close > open + 2 && !file && !talk {
            push(reading, out, CharSpan::of(open + 1..close), None, WORK_DOCUMENT);
        }
    }
}

/// The periodical whose issue an article is: 关键基础设施安全资讯周报|第12期.
fn periodical(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const KINDS: &[&str] = &["周报", "早报", "日报", "晚报", "月报", "快报", "简报", "双周报", "季报"];
    let text = reading.cx.text();
    let start = reading.sentence.start();
    let start = (start..start + 4).find(|i| is_han(text.at(*i)) || text.at(*i).is_alphanumeric()).unwrap_or(start);
    let limit = reading.sentence.end();
    let run = (start..limit.min(start + 24)).take_while(|i| is_han(text.at(*i)) || text.at(*i).is_alphanumeric() || text.at(*i) == ' ').count();
    let found = (start + 2..start + run).find_map(|at| KINDS.iter().find(|k| text.starts_with(at, k)).map(|k| at + k.chars().count()));
    let Some(end) = found else { return };
    let mark = text.skip_blanks(end);
    let issue = text.at(mark).is_ascii_digit() || matches!(text.at(mark), '|' | '｜' | '丨' | '（' | '(' | '：' | ':' | '第' | '\n' | '\0' | '·' | '—' | '-');
    if !issue || mark > limit {
        return;
    }
    // 2024年第33期 is a part of the name of the issue.
    let year = (mark..limit).find(|i| !text.at(*i).is_ascii_digit()).filter(|i| *i - mark == 4 && text.at(*i) == '年' && text.at(i + 1) == '第');
    let number = year.and_then(|y| (y + 2..limit.min(y + 8)).find(|i| text.at(*i) == '期'));
    push(reading, out, CharSpan::of(start..number.map_or(end, |n| n + 1)), None, WORK_PERIODICAL);
}

/// Where a title ends, nested marks included; it must end on its line.
fn title_end(cx: &Context<'_>, open: usize) -> Option<usize> {
    let text = cx.text();
    let mut depth = 0_usize;
    for at in open..(open + LONGEST_TITLE).min(cx.article.usable_end) {
        match text.at(at) {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return (at > open + 1).then_some(at + 1);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// Whether a title only says what kind of document it is: 《管理办法》 names one where an article defines it, and no other.
pub(crate) fn is_generic_title(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "办法",
        "规定",
        "条例",
        "征求意见稿",
        "报告",
        "战略",
        "方案",
        "意见",
        "通知",
        "指南",
        "计划",
        "标准",
        "规范",
        "细则",
        "实施细则",
        "规划",
        "纲要",
        "公告",
        "管理办法",
        "行动计划",
        "实施方案",
        "指导意见",
        "白皮书",
        "蓝皮书",
        "协议",
        "声明",
        "协定",
        "决定",
        "草案",
        "法案",
        "框架",
        "清单",
        "建议",
        "要求",
        "原则",
        "实施办法",
        "暂行办法",
        "管理规定",
        "暂行规定",
        "审查报告",
        "研究报告",
        "调查报告",
        "工作方案",
        "应急预案",
        "工作报告",
        "年度报告",
        "数据安全管理办法",
    ];
    KINDS.contains(&name.trim_matches(['《', '》']))
}
