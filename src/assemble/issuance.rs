//! Decides which documents were issued, by whom and when.

use chrono::{Datelike, NaiveDate};

use crate::extract::rule::{RuleId, rules};
use crate::extract::{EntityMention, EntityType, Granularity, TimeKind};
use crate::lexicon::TokenTag;
use crate::text::{CharSpan, squash};

use super::IssuanceStage;
use super::clause::{Clause, Host, Of, SentenceView};

rules! { "issuances";
    ISSUER_VERB_DOCUMENT = "issuance.issuer_verb_document" {
        "Someone issues a document.",
        matches "A verb of issuing (发布, 印发, 公布 …) before a document, with an organisation, place or person before the verb.",
        yields "One row an issuer; joint issuers (A、B和C联合印发) have a row each; where the sentence names none, the one that the sentence before is about, else none.",
        not "解读《…》, 根据《…》.",
        example "工信部日前发布《数据安全管理办法（试行）》。"
    }
    DOCUMENT_VERB = "issuance.document_verb" {
        "A document is issued.",
        matches "A document before a verb of issuing (《…》正式发布, 《…》由X印发).",
        yields "One row; the issuer where 由 or 经 names one or one stands straight before the title, else none.",
        not "《…》发布会, 《…》发布后, 《…》发布十周年.",
        example "《数据安全管理办法》于2022年9月正式发布。"
    }
    CONSULTATION = "issuance.consultation" {
        "A draft is laid open for comment.",
        matches "公开征求《…》意见, 就《…》公开征求意见, 《…》公开征求意见.",
        yields "One row with stage draft; the issuer before the verb or the title.",
        not "根据《…》征求意见.",
        example "国家互联网信息办公室就《终端设备管理规定》向社会公开征求意见。"
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

/// Verbs of issuing, as units or as runs of them.
const VERBS: &[&str] = &[
    "印发",
    "发布",
    "公布",
    "出台",
    "颁布",
    "下发",
    "签发",
    "发表",
    "推出",
    "出版",
    "制定",
    "修订",
    "公开",
    "启动",
    "审议通过",
    "表决通过",
    "通过",
    "发行",
    "释出",
    "编制",
    "签署",
    "刊发",
];

/// Verbs that only say so of somebody who does it: 制定《…》 alone plans.
const WEAK: &[&str] = &["公开", "启动", "通过", "审议通过", "编制", "签署", "修订", "制定"];

/// Words that may stand before the verb and belong to it.
const WITH_VERB: &[&str] = &[
    "联合", "正式", "公开", "共同", "制定", "修订", "研究", "制作", "先后", "相继", "编制", "重新", "首次", "再次", "配套", "对外", "陆续", "分别", "近日", "日前", "近期", "实施",
    "组织", "牵头", "并", "已", "曾", "还", "新", "最新", "此次", "专门", "重磅", "批准",
];

/// Words behind a title that make it something else that is issued or spoken of.
const NOT_DOCUMENT: &[&str] =
    &["演讲", "主旨演讲", "讲话", "的", "中", "上", "里", "预告", "预告片", "发布会", "宣贯会", "解读", "征求意见", "报道", "一文中", "要求", "规定", "提出", "明确", "指出"];

/// Verbs behind a title that say that it is issued.
const ISSUED: &[&str] = &["发布", "印发", "公布", "出台", "颁布", "出版", "面世", "问世", "下发"];

/// Ends of names for documents, which a title without marks must have.
const KINDS: &[&str] = &[
    "通知",
    "办法",
    "意见",
    "规定",
    "规划",
    "计划",
    "报告",
    "白皮书",
    "条例",
    "公告",
    "指南",
    "方案",
    "标准",
    "法",
    "决定",
    "政策",
    "纲要",
    "细则",
    "蓝皮书",
    "倡议",
    "宣言",
    "公报",
    "指引",
    "目录",
    "清单",
    "规范",
    "战略",
    "法案",
    "章程",
    "声明",
    "图谱",
];

const ISSUERS: &[EntityType] = &[EntityType::Org, EntityType::Gpe, EntityType::Person];

/// Finds the documents that an article reports as issued. One document is issued by one issuer once, however often the article
/// says so; the statement that names issuer and date counts.
#[must_use]
pub fn find(views: &[SentenceView<'_>]) -> Vec<IssuanceClaim> {
    let mut claims: Vec<IssuanceClaim> = Vec::new();
    for view in views {
        for number in 0..view.clauses.len() {
            for at in 0..view.clauses[number].units.len() {
                let Of::Name(n) = view.unit(&view.clauses[number], at).of else { continue };
                let document = &view.all.entities[n];
                let named = view.slice(document.span);
                let kind = named.starts_with('《') || KINDS.iter().any(|k| named.trim_end_matches(['）', ')']).ends_with(k) || document.value.name.ends_with(k));
                if document.value.entity_type != EntityType::Work || is_periodical(view, document) || !kind {
                    continue;
                }
                let title = Title { view, number, clause: &view.clauses[number], at, document };
                let found = consulted(&title).or_else(|| issued_by(&title)).or_else(|| is_issued(&title)).unwrap_or_default();
                for claim in found {
                    let claim = with_issuer_before(views, claim);
                    add(view, &mut claims, claim);
                }
            }
            for claim in unmarked(view, number) {
                add(view, &mut claims, claim);
            }
        }
    }
    claims
}

/// Completes a claim whose sentence names nobody with the organisation that the sentence before in the paragraph is about.
fn with_issuer_before(views: &[SentenceView<'_>], claim: IssuanceClaim) -> IssuanceClaim {
    let view = &views[claim.sentence];
    let spoken = claim.rule == ISSUER_VERB_DOCUMENT && claim.issuer_name.is_none() && !view.clauses.iter().any(|c| view.topic(c, c.units.len()).is_some());
    let previous =
        claim.sentence.checked_sub(1).map(|n| &views[n]).filter(|p| spoken && p.cx.article.sentences[p.number].paragraph == view.cx.article.sentences[view.number].paragraph);
    let topic = previous.and_then(|p| {
        p.clauses.iter().find_map(|c| {
            let (from, to) = p.topic(c, c.units.len())?;
            (to == from + 1).then(|| issuer_at(p, c, from)).flatten().map(|m| (p.full_name(m), m.span))
        })
    });
    match topic {
        Some((name, span)) => IssuanceClaim { issuer: Some(span), issuer_name: Some(name), ..claim },
        None => claim,
    }
}

/// Documents that stand without marks before a verb of issuing: 成都市网络安全产业发展规划印发, A计划、B政策等文件相继出台.
fn unmarked(view: &SentenceView<'_>, number: usize) -> Vec<IssuanceClaim> {
    let clause = &view.clauses[number];
    let Some(verb_at) = (1..clause.units.len()).find(|i| {
        matches!(view.says(clause, *i), "印发" | "出台" | "颁布" | "获批" | "发布") && (i + 1 == clause.units.len() || matches!(view.says(clause, i + 1), "实施" | "并"))
    }) else {
        return Vec::new();
    };
    let mut end = verb_at;
    while end > 0 && (WITH_VERB.contains(&view.says(clause, end - 1)) || view.unit(clause, end - 1).tag == TokenTag::Adverb) {
        end -= 1;
    }
    // 等细分领域文件: what the list is of.
    if let Some(list) = (end.saturating_sub(5)..end).rev().find(|i| view.says(clause, *i) == "等") {
        end = list;
    }
    let head = view.head(clause, end);
    let mut found = Vec::new();
    let mut stop = end;
    for at in (head..end).rev() {
        let first = at == head || matches!(view.says(clause, at - 1), "、" | "和" | "及");
        if !first {
            continue;
        }
        let span = view.stretch(clause, at, stop);
        let written = view.slice(span);
        let named = matches!(view.unit(clause, at).of, Of::Name(n) if matches!(view.all.entities[n].value.entity_type, EntityType::Gpe | EntityType::Org));
        let known = view.entities.iter().any(|m| m.value.entity_type == EntityType::Work && m.span.overlaps(span));
        if named && !known && stop > at + 2 && span.len() >= 8 && KINDS.iter().any(|k| written.ends_with(k)) {
            let verb = view.stretch(clause, verb_at, verb_at + 1);
            let date = date_of(view, number, at, verb_at);
            found.push(IssuanceClaim {
                sentence: view.number,
                document: span,
                document_name: written.to_owned(),
                issuer: None,
                issuer_name: None,
                action: verb,
                stage: if written.contains("试行") { IssuanceStage::Trial } else { IssuanceStage::Final },
                date: date.0,
                start: date.1,
                end: date.2,
                rule: DOCUMENT_VERB,
            });
        }
        stop = at.saturating_sub(1).max(head);
    }
    found
}

/// A title in its clause.
struct Title<'v, 'a> {
    view: &'v SentenceView<'a>,
    number: usize,
    clause: &'v Clause,
    at: usize,
    document: &'a EntityMention,
}

/// Whether a title is that of a newspaper or journal, which says things rather than is issued.
fn is_periodical(view: &SentenceView<'_>, document: &EntityMention) -> bool {
    let title = view.slice(document.span).trim_matches(['《', '》']);
    ["日报", "时报", "晚报", "周刊", "杂志", "邮报", "新闻", "早报", "晨报", "学报", "周报"].iter().any(|e| title.ends_with(e)) || document.rule.contains("periodical")
}

/// Adds a claim unless it is known; the fuller of two takes the other's place.
fn add(view: &SentenceView<'_>, claims: &mut Vec<IssuanceClaim>, claim: IssuanceClaim) {
    let expanded = view.all.aliases.iter().find(|a| a.alias == claim.document_name || a.alias.trim_matches(['《', '》']) == claim.document_name.trim_matches(['《', '》']));
    let claim = match expanded {
        Some(alias) => IssuanceClaim { document_name: alias.full.clone(), ..claim },
        None => claim,
    };
    let key = |c: &IssuanceClaim| squash(&c.document_name).replace(['《', '》'], "");
    let entity = |c: &IssuanceClaim| c.issuer.and_then(|s| view.all.entities.iter().find(|m| m.span == s)).map(|m| m.value.name.clone());
    let same = |c: &IssuanceClaim| {
        key(c) == key(&claim)
            && (c.issuer_name == claim.issuer_name || c.issuer_name.is_none() || claim.issuer_name.is_none() || entity(c).is_some() && entity(c) == entity(&claim))
    };
    let weight = |c: &IssuanceClaim| (c.issuer_name.is_some(), c.date.is_some());
    match claims.iter().position(same) {
        Some(known) if weight(&claims[known]) < weight(&claim) => {
            let date = claims[known].date.clone().filter(|_| claim.date.is_none());
            let (start, end) = (claims[known].start, claims[known].end);
            claims[known] = if date.is_some() { IssuanceClaim { date, start, end, ..claim } } else { claim };
        }
        Some(known) => {
            // The date that another statement adds.
            if claims[known].date.is_none() && claim.date.is_some() {
                (claims[known].date, claims[known].start, claims[known].end) = (claim.date, claim.start, claim.end);
            }
        }
        None => claims.push(claim),
    }
}

impl Title<'_, '_> {
    fn says(&self, at: usize) -> &str {
        if at < self.clause.units.len() { self.view.says(self.clause, at) } else { "" }
    }

    fn is_work(&self, at: usize) -> bool {
        matches!(self.view.unit(self.clause, at).of, Of::Name(n) if self.view.all.entities[n].value.entity_type == EntityType::Work)
    }

    /// Back over an enumeration of titles to the first: 《A》、《B》及《C》.
    fn first_of_list(&self) -> usize {
        let mut at = self.at;
        while at > 0 {
            let back = if self.is_work(at - 1) {
                at - 1
            } else if at > 1 && (matches!(self.says(at - 1), "、" | "和" | "及" | "与" | "以及") || self.says(at - 1) == "其配套的") && self.is_work(at - 2) {
                at - 2
            } else if at > 3 && self.view.is_nominal(self.view.unit(self.clause, at - 1)) || at > 1 && matches!(self.says(at - 1), "的" | "其" | "配套") {
                // 《A》及其配套的《B》: words between two titles.
                match (at.saturating_sub(5)..at).rev().find(|i| self.is_work(*i)) {
                    Some(i) if (i + 1..at).all(|k| matches!(self.says(k), "及" | "及其" | "其" | "配套" | "的" | "和" | "以及" | "等")) => i,
                    _ => break,
                }
            } else {
                break;
            };
            at = back;
        }
        at
    }

    fn document_name(&self) -> String {
        self.document.value.name.clone()
    }

    fn stage(&self, verb: CharSpan) -> IssuanceStage {
        let text = self.view.cx.text();
        let title = self.view.slice(self.document.span);
        let behind = self.view.slice(CharSpan::of(self.document.span.end()..(self.document.span.end() + 8).min(text.len())));
        let either = |w: &str| title.contains(w) || behind.starts_with(w) || behind.starts_with(&format!("（{w}"));
        if ["征求意见", "草案", "讨论稿", "新版草案", "送审稿"].iter().any(|w| either(w)) || self.view.slice(verb).contains("征求") {
            IssuanceStage::Draft
        } else if either("试行") || either("暂行") {
            IssuanceStage::Trial
        } else if either("修订") || either("修正") || self.view.slice(verb).contains("修订") {
            IssuanceStage::Revised
        } else {
            IssuanceStage::Final
        }
    }

    fn claim(&self, issuer: Option<Issuer>, verb: CharSpan, date: &IssueDate, rule: RuleId) -> IssuanceClaim {
        IssuanceClaim {
            sentence: self.view.number,
            document: self.document.span,
            document_name: self.document_name(),
            issuer: issuer.as_ref().and_then(|i| i.span),
            issuer_name: issuer.map(|i| i.name),
            action: verb,
            stage: self.stage(verb),
            date: date.0.clone(),
            start: date.1,
            end: date.2,
            rule,
        }
    }

    fn claims(&self, issuers: Vec<Issuer>, verb: CharSpan, date: &IssueDate, rule: RuleId) -> Vec<IssuanceClaim> {
        if issuers.is_empty() {
            return vec![self.claim(None, verb, date, rule)];
        }
        issuers.into_iter().map(|i| self.claim(Some(i), verb, date, rule)).collect()
    }
}

/// Who issues: the name with its mention; a body that no table knows has none.
struct Issuer {
    name: String,
    span: Option<CharSpan>,
}

/// The issuers before a unit: the names that end the subject of its clause, else of the clauses before it.
fn issuers_before(view: &SentenceView<'_>, number: usize, before: usize) -> Vec<Issuer> {
    let clause = &view.clauses[number];
    let own = names_before(view, clause, before);
    if !own.is_empty() {
        return own;
    }
    // The clause has a subject that is no name: it is not what stands further left.
    if view.topic(clause, before).is_some_and(|(from, to)| !view.slice(view.stretch(clause, from, to)).starts_with(['该', '其', '此'])) {
        return Vec::new();
    }
    for n in (0..number).rev().filter(|n| view.clauses[*n].host == clause.host) {
        let earlier = &view.clauses[n];
        let Some((from, to)) = view.topic(earlier, earlier.units.len()) else { continue };
        let named = (from..to).any(|i| issuer_at(view, earlier, i).is_some());
        return if named { names_before(view, earlier, to) } else { Vec::new() };
    }
    Vec::new()
}

fn issuer_at<'a>(view: &SentenceView<'a>, clause: &Clause, at: usize) -> Option<&'a EntityMention> {
    match view.unit(clause, at).of {
        Of::Name(n) => Some(&view.all.entities[n]).filter(|m| ISSUERS.contains(&m.value.entity_type)),
        _ => None,
    }
}

/// The names joined by 、 和 联合 会同 that stand before a unit, over adverbs, times and manner.
fn names_before(view: &SentenceView<'_>, clause: &Clause, before: usize) -> Vec<Issuer> {
    let mut at = before;
    let mut found: Vec<Issuer> = Vec::new();
    let mut skipped = 0;
    while at > 0 {
        let unit = view.unit(clause, at - 1);
        let word = view.slice(unit.span);
        if let Some(named) = issuer_at(view, clause, at - 1) {
            let lead = if at >= 2 { view.says(clause, at - 2) } else { "" };
            // 在京发布, 向欧盟…, 对美国…: not who issues. But 据国家数据局发布的《…》 is issued by whom the verb follows.
            let straight = lead == "据" && at == before && named.value.entity_type == EntityType::Org;
            let place = matches!(lead, "在" | "于" | "向" | "对" | "从" | "据" | "与" | "到")
                && (named.value.entity_type == EntityType::Gpe || matches!(lead, "向" | "对" | "从" | "据" | "到"))
                && !straight;
            if !place {
                found.push(Issuer { name: view.full_name(named), span: Some(named.span) });
                at -= 1;
                // More of them, joined.
                while at >= 2 && matches!(view.says(clause, at - 1), "、" | "和" | "与" | "及" | "以及" | "联合" | "会同") {
                    let Some(more) = issuer_at(view, clause, at - 2) else { break };
                    found.push(Issuer { name: view.full_name(more), span: Some(more.span) });
                    at -= 2;
                }
                break;
            }
            at -= 2;
            continue;
        }
        let plain = matches!(unit.of, Of::Time(_) | Of::Quantity(_))
            || unit.of == Of::Word
                && (matches!(unit.tag, TokenTag::Adverb | TokenTag::Number | TokenTag::Preposition | TokenTag::Time | TokenTag::Locality | TokenTag::Mark | TokenTag::Conjunction)
                    || WITH_VERB.contains(&word)
                    || matches!(
                        word,
                        "官网"
                            | "部门"
                            | "部委"
                            | "单位"
                            | "机构"
                            | "等"
                            | "个"
                            | "国家"
                            | "网站"
                            | "今日"
                            | "今天"
                            | "上午"
                            | "下午"
                            | "会上"
                            | "官方"
                            | "公众号"
                            | "微博"
                            | "还"
                            | "也"
                            | "了"
                            | "印发"
                    ));
        skipped += 1;
        if !plain || skipped > 10 {
            // 复旦大学实验室, 网宿安全: a body whose name goes on behind the mention.
            if view.is_nominal(unit) && found.is_empty() && skipped <= 4 {
                let from = (0..at).rev().find(|i| !view.is_nominal(view.unit(clause, *i))).map_or(0, |i| i + 1);
                let whole = view.stretch(clause, from, at);
                let body = ["局", "部", "委", "中心", "研究院", "实验室", "公司", "协会", "联盟", "大学", "办公室", "厅", "署", "会", "团队", "院", "所", "社"]
                    .iter()
                    .any(|e| view.slice(whole).ends_with(e));
                if body && (4..=24).contains(&whole.len()) {
                    found.push(Issuer { name: view.slice(whole).to_owned(), span: None });
                }
            }
            break;
        }
        at -= 1;
    }
    found.reverse();
    found
}

/// Issuers, verb, document.
fn issued_by(title: &Title<'_, '_>) -> Option<Vec<IssuanceClaim>> {
    let (view, clause) = (title.view, title.clause);
    if NOT_DOCUMENT.contains(&title.says(title.at + 1)) && !matches!(title.says(title.at + 1), "的" | "中") || title.says(title.at + 1) == "演讲" {
        return None;
    }
    let first = title.first_of_list();
    // What may stand between the verb and the title: 了一份新修订的, 国际标准, 第八版.
    let mut at = first;
    while at > 0 && first - at < 9 && !VERBS.contains(&title.says(at - 1)) {
        let unit = view.unit(clause, at - 1);
        let word = view.slice(unit.span);
        let between = view.is_nominal(unit) && !matches!(unit.of, Of::Name(_))
            || matches!(unit.of, Of::Quantity(_))
            || unit.of == Of::Word
                && (matches!(unit.tag, TokenTag::Adjective | TokenTag::Number | TokenTag::Particle | TokenTag::Mark | TokenTag::Locality)
                    || matches!(word, "关于" | "题为" | "名为" | "实施" | "修订" | "新" | "最新" | "保护" | "对" | "施行" | "为"));
        if !between || matches!(word, "根据" | "依据") {
            break;
        }
        at -= 1;
    }
    let verb_at = at.checked_sub(1).filter(|i| VERBS.contains(&title.says(*i)))?;
    // 发布会, 公开信; and 在《…》上 of what is issued elsewhere.
    let mut from = verb_at;
    while from > 0 && (WITH_VERB.contains(&title.says(from - 1)) || VERBS.contains(&title.says(from - 1))) && view.unit(clause, from - 1).of == Of::Word {
        from -= 1;
    }
    let verb = view.stretch(clause, verb_at, verb_at + 1);
    let word = title.says(verb_at);
    // A document without marks needs a verb that says nothing else.
    let marked = view.slice(title.document.span).starts_with('《');
    if !marked && !matches!(word, "发布" | "印发" | "公布" | "出台" | "颁布") {
        return None;
    }
    // 推出 is of games and courses as often as of documents.
    let named = view.slice(title.document.span).trim_matches(['《', '》']).trim_end_matches(['）', ')']);
    let kind = KINDS.iter().any(|k| named.ends_with(k) || title.says(title.at + 1).ends_with(k));
    if matches!(word, "推出" | "发行" | "释出" | "启动" | "公开") && !kind
        || matches!(title.says(title.at + 1), "游戏" | "课程" | "电影" | "视频" | "单曲" | "专辑" | "在线课程" | "主题演讲")
    {
        return None;
    }
    let issuers = issuers_before(view, title.number, from);
    if WEAK.contains(&word) && issuers.is_empty() {
        return None;
    }
    let date = date_of(view, title.number, verb_at, title.at);
    Some(title.claims(issuers, verb, &date, ISSUER_VERB_DOCUMENT))
}

/// Document, verb: passive. ORG《…》发布 names the issuer before the title.
fn is_issued(title: &Title<'_, '_>) -> Option<Vec<IssuanceClaim>> {
    let (view, clause) = (title.view, title.clause);
    let mut at = title.at + 1;
    // The rest of an enumeration, adverbs, times and who does it.
    let mut by: Option<&EntityMention> = None;
    while at < clause.units.len() && at - title.at < 14 && !ISSUED.contains(&title.says(at)) {
        let unit = view.unit(clause, at);
        let word = view.slice(unit.span);
        if let Some(named) = issuer_at(view, clause, at) {
            if matches!(title.says(at - 1), "由" | "经" | "被") {
                by = Some(named);
            } else if !matches!(title.says(at - 1), "在" | "于" | "、" | "和") {
                return None;
            }
        } else if !(matches!(unit.of, Of::Time(_) | Of::Name(_))
            || unit.of == Of::Word
                && (matches!(unit.tag, TokenTag::Adverb | TokenTag::Preposition | TokenTag::Mark | TokenTag::Conjunction | TokenTag::Time)
                    || WITH_VERB.contains(&word)
                    || matches!(word, "等" | "文件" | "政策" | "领域" | "细分" | "国家标准" | "国家" | "标准" | "白皮书" | "报告" | "行业标准" | "系列" | "规划")))
        {
            return None;
        }
        at += 1;
    }
    if at >= clause.units.len() || !ISSUED.contains(&title.says(at)) {
        return None;
    }
    let after = title.says(at + 1);
    let closes = after.is_empty()
        || matches!(after, "实施" | "并" | "以来" | "。" | "施行" | "了" | "和" | "、" | "！" | "于")
        // 颁布五周年 and 发布一年后 look back.
        || clause.units.get(at + 1).is_some_and(|_| matches!(view.unit(clause, at + 1).of, Of::Time(n) if view.all.times[n].value.kind != TimeKind::Duration));
    if !closes {
        return None;
    }
    let verb = view.stretch(clause, at, at + 1);
    // ORG《…》发布: straight before the title.
    let before = || title.first_of_list().checked_sub(1).and_then(|i| issuer_at(view, clause, i));
    let issuers: Vec<Issuer> = by.or_else(before).map(|m| Issuer { name: view.full_name(m), span: Some(m.span) }).into_iter().collect();
    let date = date_of(view, title.number, at, title.at);
    Some(title.claims(issuers, verb, &date, DOCUMENT_VERB))
}

/// A draft laid open: 公开征求《…》意见, 就《…》公开征求意见, 《…》公开征求意见.
fn consulted(title: &Title<'_, '_>) -> Option<Vec<IssuanceClaim>> {
    let (view, clause) = (title.view, title.clause);
    let behind = (title.at + 1..clause.units.len().min(title.at + 10)).find(|i| view.unit(clause, *i).of == Of::Word && title.says(*i).contains("征求"));
    let before = (title.at.saturating_sub(5)..title.at).rev().find(|i| view.unit(clause, *i).of == Of::Word && title.says(*i).contains("征求"));
    let verb_at = behind.or(before)?;
    // The words for comment must be there, and nothing else be done between.
    let comment = (title.at.saturating_sub(5)..clause.units.len().min(title.at + 12)).any(|i| title.says(i).contains("意见"));
    let lead = title.at.checked_sub(1).map(|i| title.says(i)).unwrap_or_default();
    if !comment || matches!(lead, "根据" | "依据" | "按照") {
        return None;
    }
    let verb = view.stretch(clause, verb_at, verb_at + 1);
    let from = if behind.is_some() { title.first_of_list() } else { verb_at };
    let from = if from > 0 && matches!(title.says(from - 1), "就" | "对" | "公开" | "关于") { from - 1 } else { from };
    let issuers = issuers_before(view, title.number, from);
    let date = date_of(view, title.number, verb_at, title.at);
    let mut claims = title.claims(issuers, verb, &date, CONSULTATION);
    for claim in &mut claims {
        claim.stage = IssuanceStage::Draft;
    }
    Some(claims)
}

/// The date of an issuance with its precision.
type IssueDate = (Option<String>, Option<NaiveDate>, Option<NaiveDate>);

/// The time before the verb, in its clause or one before it in the sentence, else straight behind the verb; in a bracket behind
/// the title.
fn date_of(view: &SentenceView<'_>, number: usize, verb: usize, title: usize) -> IssueDate {
    let clause = &view.clauses[number];
    let usable = |clause: &Clause, at: usize| {
        let Of::Time(time) = view.unit(clause, at).of else { return None };
        let mention = &view.all.times[time];
        let before = if at > 0 { view.says(clause, at - 1) } else { "" };
        let after = if at + 1 < clause.units.len() { view.says(clause, at + 1) } else { "" };
        let dated = matches!(mention.value.kind, TimeKind::Date | TimeKind::Period) && mention.value.start.is_some();
        // 到2023年 is a goal inside the document; 3月22日消息 is when it was told; 2021年、2023年相继 are several.
        let other = matches!(before, "到" | "至" | "截至" | "自" | "从" | "、") || matches!(after, "消息" | "讯" | "电" | "以来" | "、" | "起" | "日电");
        (dated && !other).then_some(mention)
    };
    let own = (0..verb).rev().find_map(|i| usable(clause, i));
    let behind = || (verb + 1..clause.units.len().min(verb + 3)).find_map(|i| usable(clause, i).filter(|_| matches!(view.says(clause, i - 1), "于" | "发布" | "公布" | "印发")));
    let lead = || {
        (0..number).rev().filter(|n| view.clauses[*n].host == clause.host).find_map(|n| {
            let earlier = &view.clauses[n];
            (0..earlier.units.len()).rev().find_map(|i| usable(earlier, i)).filter(|_| {
                // A clause of the time alone, or of the meeting at which it was issued.
                earlier.units.len() <= 4 || earlier.units.iter().any(|u| matches!(view.units[*u].of, Of::Name(n) if view.all.entities[n].value.entity_type == EntityType::Event))
            })
        })
    };
    let bracket = || {
        let host = Host { clause: number, units: title + 1 };
        view.clauses.iter().find(|c| c.host == Some(host)).and_then(|c| (0..c.units.len()).find_map(|i| usable(c, i)))
    };
    let Some(time) = own.or_else(behind).or_else(lead).or_else(bracket) else { return (None, None, None) };
    let (start, end) = (time.value.start, time.value.end);
    let one_month = start.zip(end).is_some_and(|(s, e)| s.year() == e.year() && s.month() == e.month());
    let date = start.map(|s| match time.value.granularity {
        // 本周 is less than a day and within a month.
        Some(Granularity::Week) => format!("{:04}{}", s.year(), if one_month { format!("-{:02}", s.month()) } else { String::new() }),
        Some(Granularity::Year) => format!("{:04}", s.year()),
        Some(Granularity::Month | Granularity::TenDays | Granularity::Quarter | Granularity::Half) => format!("{:04}-{:02}", s.year(), s.month()),
        _ => s.to_string(),
    });
    (date, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::{Context, extract};
    use crate::testing::{finds_nothing, holds};

    /// The issuances of a text: `issuer|document|date|stage`.
    fn read(text: &str) -> Vec<String> {
        let article = Article::plain(text, NaiveDate::from_ymd_opt(2023, 3, 24));
        let cx = Context::of(&article);
        let mentions = extract(&cx);
        let claims = find(&SentenceView::all(&cx, &mentions));
        claims.iter().map(|i| format!("{}|{}|{}|{}", i.issuer_name.as_deref().unwrap_or("-"), i.document_name, i.date.as_deref().unwrap_or("-"), i.stage)).collect()
    }

    #[test]
    fn issued() {
        let table: &[(&str, &[&str])] = &[
            ("2022年9月，工信部印发《数据安全管理办法（试行）》。", &["工信部|《数据安全管理办法（试行）》|2022-09|trial"]),
            ("国家网信办、公安部联合发布《算法推荐管理规定》。", &["国家网信办|《算法推荐管理规定》|-|final", "公安部|《算法推荐管理规定》|-|final"]),
            ("2022年8月30日，北京市发布《数据清单》及其配套的《清单管理办法》。", &["北京市|《数据清单》|2022-08-30|final", "北京市|《清单管理办法》|2022-08-30|final"]),
            ("国家网信办《卫星服务管理规定》公开征求意见。", &["国家网信办|《卫星服务管理规定》|-|draft"]),
            ("工信部就《卫星服务管理规定》公开征求意见。", &["工信部|《卫星服务管理规定》|-|draft"]),
            ("《数据安全管理办法》于2022年9月正式发布。", &["-|《数据安全管理办法》|2022-09|final"]),
        ];
        holds(table, read);
    }

    #[test]
    fn not_issued() {
        finds_nothing(
            &["《数据安全管理办法》发布会在京举行。", "根据《数据安全管理办法》，企业应当备案。", "工信部解读《数据安全管理办法》。", "《人民日报》发布评论文章。"],
            read,
        );
    }
}
