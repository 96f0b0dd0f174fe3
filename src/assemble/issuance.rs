//! Decides which documents were issued, by whom and when.

use chrono::{Datelike, NaiveDate};

use crate::extract::rule::{RuleId, rules};
use crate::extract::{Context, EntityMention, EntityType, Granularity, Mentions, TimeKind};
use crate::text::CharSpan;

use super::IssuanceStage;
use super::clause::SentenceView;

rules! { "issuances";
    ISSUER_VERB_DOCUMENT = "issuance.issuer_verb_document" {
        "Someone issues a document.",
        matches "A verb of issuing (发布, 印发, 公布 …) before a document, with an organisation, place or person before the verb.",
        yields "One row an issuer; joint issuers (A、B和C联合印发) have a row each.",
        not "解读《…》, 根据《…》.",
        example "工信部日前发布《数据安全管理办法（试行）》。"
    }
    DOCUMENT_VERB = "issuance.document_verb" {
        "A document is issued.",
        matches "A document before a verb of issuing (《…》正式发布, 《…》由X印发).",
        yields "One row; the issuer where 由 names one, else none.",
        not "《…》发布会, 《…》发布后.",
        example "《数据安全管理办法》于2022年9月正式发布。"
    }
}

/// A document issued by someone.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuanceClaim {
    /// The sentence.
    pub sentence: usize,
    /// The document's title.
    pub document: CharSpan,
    /// The document's name.
    pub document_name: String,
    /// The issuer's mention.
    pub issuer: Option<CharSpan>,
    /// The issuer's name.
    pub issuer_name: Option<String>,
    /// The verb.
    pub action: CharSpan,
    /// How far the document has come.
    pub stage: IssuanceStage,
    /// The date as precise as the text.
    pub date: Option<String>,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// The rule.
    pub rule: RuleId,
}

/// Verbs of issuing.
const VERBS: &[&str] = &[
    "联合发布",
    "正式发布",
    "公开发布",
    "联合印发",
    "制定印发",
    "印发",
    "发布",
    "公布",
    "出台",
    "颁布",
    "下发",
    "公告",
    "签发",
    "发表",
    "推出",
    "编制",
    "审议通过",
    "公开征求",
    "制作发布",
    "出版",
];

const ISSUERS: &[EntityType] = &[EntityType::Org, EntityType::Gpe, EntityType::Person];

/// Finds the documents that an article reports as issued.
#[must_use]
pub fn find(cx: &Context<'_>, mentions: &Mentions) -> Vec<IssuanceClaim> {
    let mut claims: Vec<IssuanceClaim> = Vec::new();
    for number in 0..cx.article.sentences.len() {
        let view = SentenceView::new(cx, mentions, number);
        for document in view.entities.iter().filter(|m| m.value.entity_type == EntityType::Work && m.rule == "entity.work.title_marks") {
            let found = issued_by(&view, document).or_else(|| is_issued(&view, document)).unwrap_or_default();
            for claim in found {
                let expanded = mentions.aliases.iter().find(|a| a.alias == claim.document_name).map(|a| a.full.clone());
                let claim = IssuanceClaim { document_name: expanded.unwrap_or(claim.document_name), ..claim };
                // One document is issued by one issuer once, however often the article says so; the dated statement counts.
                match claims
                    .iter_mut()
                    .find(|c| c.document_name == claim.document_name && (c.issuer_name == claim.issuer_name || claim.issuer_name.is_none() || c.issuer_name.is_none()))
                {
                    Some(known) if known.date.is_none() && claim.date.is_some() || known.issuer_name.is_none() && claim.issuer_name.is_some() => *known = claim,
                    Some(_) => {}
                    None => claims.push(claim),
                }
            }
        }
    }
    claims
}

/// The verb of issuing that ends before a document, with only particles and adverbs between.
fn verb_before(view: &SentenceView<'_>, document: usize) -> Option<CharSpan> {
    let text = view.cx.text();
    let floor = document.saturating_sub(12).max(view.span.start());
    (floor..document).rev().find_map(|at| {
        let verb = VERBS.iter().filter(|v| text.starts_with(at, v)).max_by_key(|v| v.chars().count())?;
        let end = at + verb.chars().count();
        let between = view.slice(CharSpan::of(end.min(document)..document));
        (end <= document && between.chars().all(|c| matches!(c, '了' | '的' | '：' | ' ' | '一' | '份' | '首' | '部' | '最' | '新' | '版' | '关' | '于' | '题' | '为' | '名')))
            .then(|| CharSpan::of(at..end))
    })
}

/// Issuers, verb, document.
fn issued_by(view: &SentenceView<'_>, document: &EntityMention) -> Option<Vec<IssuanceClaim>> {
    let verb = verb_before(view, document.span.start())?;
    let clause = view.clause(verb.start());
    // The subject stands in the clause of the verb, or in the one before it.
    let mut floor = clause.start();
    let mut last = view.entity_before(verb.start(), floor, ISSUERS);
    if last.is_none() && floor > view.span.start() {
        floor = view.clause(floor.saturating_sub(2)).start();
        last = view.entity_before(verb.start(), floor, ISSUERS);
    }
    let issuers = last.map(|l| joint(view, l, floor)).unwrap_or_default();
    let date = date_of(view, verb, clause);
    let make = |issuer: Option<&EntityMention>| claim(view, document, issuer, verb, &date, ISSUER_VERB_DOCUMENT);
    Some(if issuers.is_empty() { vec![make(None)] } else { issuers.into_iter().map(|i| make(Some(i))).collect() })
}

/// Names joined to the last by 、 和 与.
fn joint<'a>(view: &SentenceView<'a>, last: &'a EntityMention, floor: usize) -> Vec<&'a EntityMention> {
    let text = view.cx.text();
    let mut names = vec![last];
    loop {
        let first = names[names.len() - 1];
        let joined = first.span.start() > 0 && matches!(text.before(first.span.start()), '、' | '和' | '与' | '及');
        let previous = view.entities.iter().find(|m| m.span.end() + 1 == first.span.start() && ISSUERS.contains(&m.value.entity_type) && m.span.start() >= floor);
        match previous.filter(|_| joined) {
            Some(m) => names.push(m),
            None => break,
        }
    }
    names.reverse();
    names
}

/// Document, verb: passive.
fn is_issued(view: &SentenceView<'_>, document: &EntityMention) -> Option<Vec<IssuanceClaim>> {
    let text = view.cx.text();
    let clause = view.clause(document.span.start());
    let verb = (document.span.end()..clause.end().min(document.span.end() + 30)).find_map(|at| {
        let verb = ["正式发布", "发布", "印发", "公布", "出台", "颁布"].iter().find(|v| text.starts_with(at, v))?;
        let end = at + verb.chars().count();
        let noun = ["会", "后", "前", "以来", "的", "人", "方", "仪式", "实施"].iter().any(|w| text.starts_with(end, w));
        (!noun).then(|| CharSpan::of(at..end))
    })?;
    let between = CharSpan::of(document.span.end()..verb.start());
    let verbs_between = view.tokens_in(between).iter().filter(|t| t.tag == crate::lexicon::TokenTag::Verb).count();
    if verbs_between > 0 {
        return None;
    }
    let by = view.entities.iter().find(|m| between.contains(m.span) && ISSUERS.contains(&m.value.entity_type) && matches!(text.before(m.span.start()), '由' | '经'));
    let date = date_of(view, verb, clause);
    Some(vec![claim(view, document, by, verb, &date, DOCUMENT_VERB)])
}

/// The date of an issuance with its precision.
type IssueDate = (Option<String>, Option<NaiveDate>, Option<NaiveDate>);

/// The time that stands before the verb, in its clause or one before it in the sentence.
fn date_of(view: &SentenceView<'_>, verb: CharSpan, clause: CharSpan) -> IssueDate {
    let near = |t: &&crate::extract::TimeMention| matches!(t.value.kind, TimeKind::Date | TimeKind::Period) && t.span.end() <= verb.start() && t.value.start.is_some();
    let time = view
        .times
        .iter()
        .rev()
        .filter(near)
        .find(|t| clause.contains(t.span))
        .or_else(|| view.times.iter().rev().find(near).filter(|t| !view.slice(CharSpan::of(t.span.end()..verb.start())).contains("。")));
    let Some(time) = time else { return (None, None, None) };
    // 到2023年 is a goal inside the document, not its date.
    if view.cx.text().before(time.span.start()) == '到' {
        return (None, None, None);
    }
    let (start, end) = (time.value.start, time.value.end);
    let date = start.map(|s| match time.value.granularity {
        Some(Granularity::Year) => format!("{:04}", s.year()),
        Some(Granularity::Month | Granularity::TenDays | Granularity::Quarter | Granularity::Half) => format!("{:04}-{:02}", s.year(), s.month()),
        _ => s.to_string(),
    });
    (date, start, end)
}

fn claim(view: &SentenceView<'_>, document: &EntityMention, issuer: Option<&EntityMention>, verb: CharSpan, date: &IssueDate, rule: RuleId) -> IssuanceClaim {
    let title = view.slice(document.span);
    let stage = if title.contains("征求意见") || title.contains("草案") || view.slice(verb).contains("征求") {
        IssuanceStage::Draft
    } else if title.contains("试行") || title.contains("暂行") {
        IssuanceStage::Trial
    } else if title.contains("修订") || title.contains("修正") {
        IssuanceStage::Revised
    } else {
        IssuanceStage::Final
    };
    IssuanceClaim {
        sentence: view.number,
        document: document.span,
        document_name: document.value.name.clone(),
        issuer: issuer.map(|i| i.span),
        issuer_name: issuer.map(|i| if i.rule == "entity.alias" { i.value.name.clone() } else { view.slice(i.span).to_owned() }),
        action: verb,
        stage,
        date: date.0.clone(),
        start: date.1,
        end: date.2,
        rule,
    }
}
