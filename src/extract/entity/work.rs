//! Decides which stretches are names of documents, laws, reports and books.

use crate::extract::rule::RuleId;
use crate::extract::{Context, EntityType, Mention, Mentions, identifier};
use crate::lexicon::{OrganisationKind, Sense};
use crate::text::{CharSpan, closing_of, is_han, is_latin};

use super::rules::{WORK_DOCUMENT, WORK_LAW, WORK_PERIODICAL, WORK_REPORT, WORK_TITLE};
use super::{Candidate, EntityRef, Reading, assembly};

/// The longest title that is taken for one.
const LONGEST_TITLE: usize = 100;

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
                let law = cx.lexicon.senses(&inner).iter().copied().find(|s| matches!(s, Sense::Law(_)));
                let periodical = cx.lexicon.senses(&bare).iter().find_map(|s| match s {
                    Sense::Organisation(row) | Sense::AmbiguousOrganisation(row) if cx.lexicon.organisation(*row).kind == OrganisationKind::Media => Some(*row),
                    _ => None,
                });
                // 据《快公司》报道, 期刊《科学》, 被《时代》评为: a periodical acts.
                let led = !["根据", "依据", "数据", "证据"].iter().any(|w| text.ends_with(at, w))
                    && ["据", "期刊", "杂志", "报纸", "刊物", "被", "媒体", "接受", "告诉"].iter().any(|w| text.ends_with(at, w))
                    && ["报道", "消息", "网站", "评为", "誉为", "记者", "当地", "称", "周", "刊", "采访", "披露", "上", "，", "中", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
                        .iter()
                        .any(|w| text.starts_with(end, w))
                    && !["规定", "要求"].iter().any(|w| text.starts_with(end, w))
                    && span.len() <= 14;
                let named_periodical = led || ["杂志", "日报", "周刊", "报记者", "记者", "网站"].iter().any(|w| text.starts_with(end, w));
                // 《猫箱》（版本2.0，小米应用商店）: an app.
                let behind: String = text.chars()[end..].iter().take(16).collect();
                let app = behind.starts_with(['（', '(']) && ["版本", "应用商店", "小程序", "应用宝", "App Store"].iter().any(|w| behind.contains(w))
                    || ["App", "APP", "小程序"].iter().any(|w| behind.starts_with(w));
                let value = match periodical {
                    None if app => EntityRef { entity_type: EntityType::Product, sense: None, name: inner },
                    Some(row) => EntityRef { entity_type: EntityType::Org, sense: Some(Sense::Organisation(row)), name: cx.lexicon.organisation(row).name.to_owned() },
                    None if named_periodical => EntityRef { entity_type: EntityType::Org, sense: None, name: inner },
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
}

/// Proposes the works of a sentence that stand without title marks.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    laws(reading, out);
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
            if reading.cuts_word(at, hit.end) || matches!(text.at(hit.end), '律' | '学' | '庭') {
                continue;
            }
            // 美国反垄断法 is not China's.
            let theirs = reading.cx.lexicon.country_before(text, at).is_some_and(|key| key != "iso3166:CN");
            let sense = if theirs && is_han(text.at(at)) { None } else { Some(sense) };
            let end = if is_latin(text.at(at)) && text.starts_with(hit.end, "协定") { hit.end + 2 } else { hit.end };
            push(reading, out, CharSpan::of(at..end), sense, WORK_LAW);
        }
    }
}

/// Official documents by what they are about: 关于…的通知; and the report that every government gives.
fn documents(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const KINDS: &[&str] = &["通知", "公告", "意见", "函", "决定", "批复", "决议", "通告", "通报", "公报", "指导意见", "实施意见", "若干意见"];
    let text = reading.cx.text();
    let limit = reading.sentence.end();
    for at in reading.sentence.start()..limit {
        if text.starts_with(at, "政府工作报告") && !matches!(text.before(at), '《' | '“') {
            push(reading, out, CharSpan::of(at..at + 6), None, WORK_DOCUMENT);
        }
        if text.at(at) != '关' {
            continue;
        }
        let issued = at == reading.sentence.start()
            || ["印发", "发布", "下发", "转发", "公布", "出台", "部", "局", "委", "厅", "办", "院", "府", "会", "中心"].iter().any(|w| text.ends_with(at, w));
        if !text.starts_with(at, "关于") || !issued || matches!(text.before(at), '《' | '“') {
            continue;
        }
        let end = (at + 6..limit.min(at + 80)).take_while(|i| !matches!(text.at(*i), '。' | '，' | '；' | '！' | '？' | '\n')).filter_map(|i| {
            let kind = KINDS.iter().filter(|k| text.at(i) == '的' && text.starts_with(i + 1, k)).max_by_key(|k| k.len())?;
            Some(i + 1 + kind.chars().count())
        });
        if let Some(end) =
            end.last().filter(|end| *end <= limit && !is_han(text.at(*end)) | ["要求", "提出", "明确", "指出", "精神", "规定"].iter().any(|w| text.starts_with(*end, w)))
        {
            push(reading, out, CharSpan::of(at..end), None, WORK_DOCUMENT);
        }
    }
}

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
        if behind.starts_with('的') && KINDS.iter().any(|k| behind.contains(k)) && close > open + 2 {
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
