//! Decides what a figure is about: the phrase that its construction names, else what the clause, the sentence, the paragraph or
//! the heading is about.

use std::sync::Arc;

use crate::article::SentenceKind;
use crate::assemble::SubjectFrom;
use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::CharSpan;

use super::measure::{About, Found, Slot, counted_phrase};
use super::{FactClaim, SUBJECTS, is_relative};

/// Something that can be spoken of.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Where it stands.
    pub span: CharSpan,
    /// Its name: an alias expanded.
    pub text: String,
    /// Whether it is an organisation, product or park, which 该公司 goes on with.
    pub acts: bool,
}

/// What the sentences before leave to lean on.
#[derive(Debug, Default)]
pub struct Carried {
    paragraph: Option<u32>,
    section: Option<Arc<str>>,
    /// What the sentence before was about.
    topic: Option<Topic>,
    /// The last organisation that was spoken of.
    actor: Option<Topic>,
    /// Whether the topic is the title's.
    of_title: bool,
    /// The last fact of the paragraph that has a period.
    pub dated: Option<usize>,
    /// The last fact of the article that has one.
    pub last_dated: Option<usize>,
    /// The time by which what the paragraph tells of shall be: 提出，到2023年，….
    pub frame: Option<usize>,
    /// The first time that names the day of the report.
    day: Option<usize>,
}

/// Nouns that name nothing by themselves and stand for what was named before.
const GENERIC: &[&str] = &[
    "公司",
    "集团",
    "企业",
    "园区",
    "平台",
    "组织",
    "机构",
    "银行",
    "大会",
    "中心",
    "前者",
    "后者",
    "两者",
    "双方",
    "我们",
    "他们",
    "它们",
    "公司方面",
    "项目",
    "协定",
    "报告",
    "产品",
    "团队",
    "整体",
    "总体",
    "全年",
    "合计",
    "总计",
    "数据",
    "数字",
    "情况",
    "结果",
    "方面",
    "消息",
    "会议",
    "论坛",
    "大赛",
    "活动",
    "峰会",
    "比赛",
    "两地",
    "答案",
    "时间",
    "受害者方面",
];

/// How many facts back one is looked for that goes on.
pub const RECENT: usize = 32;

/// Words that stand behind the name of who acts and are no part of it: 微软计划, 某委员会决议, 某公司监测.
const ACTS_BEHIND: &[&str] = &["计划", "决议", "检测", "监测", "依法", "致力", "拟", "宣布", "开始", "正式", "声明", "确认", "方案"];

/// Nouns for gatherings.
const GATHERINGS: &[&str] = &["大会", "论坛", "会议", "活动", "峰会", "大赛", "比赛"];

/// Classes that stand behind a name and add nothing to it: ATW组织, OpenAI公司.
const CLASSES: &[&str] = &["组织", "公司", "集团", "平台", "团队", "团伙", "勒索软件", "方面", "系统", "银行", "模型", "漏洞", "网站"];

impl Carried {
    /// Enters a sentence.
    pub fn enter(&mut self, view: &SentenceView<'_>) {
        let sentence = &view.cx.article.sentences[view.number];
        let heading = matches!(sentence.kind, SentenceKind::Heading | SentenceKind::Title);
        if heading || sentence.section != self.section {
            self.section.clone_from(&sentence.section);
            if heading {
                self.topic = None;
                self.actor = None;
            }
            self.dated = None;
        }
        let of_report = |t: &crate::extract::TimeMention| {
            t.value.start.is_some() && t.value.start == t.value.end && (t.value.start == view.cx.reference || view.slice(view.span).contains("消息"))
        };
        let fresh = self.day.is_none() || view.slice(view.span).contains("消息");
        if let Some(i) = view.times.iter().position(of_report).filter(|_| fresh) {
            self.day = Some(view.first_time + i);
        }
        if self.paragraph != Some(sentence.paragraph) {
            self.paragraph = Some(sentence.paragraph);
            self.dated = None;
            self.frame = None;
        }
    }

    /// The day for which a quotation of a market holds that names none: that of the report.
    pub fn day_of_quote(&self, slot: &Slot<'_, '_>, found: &Found) -> Option<usize> {
        const QUOTES: &[&str] = &["涨", "跌", "收涨", "收跌", "报", "报收", "收报", "收盘涨", "收盘跌", "大涨", "大跌", "净买入", "净卖出", "净流入", "净流出"];
        let quote = QUOTES.contains(&found.text.as_str()) || ["股价", "总市值", "汇率"].iter().any(|w| found.text.starts_with(w));
        self.day.filter(|_| quote && slot.view.kind() != SentenceKind::Title)
    }

    /// Leaves a sentence with what it was about: the topic of its first clause that has one.
    pub fn leave(&mut self, view: &SentenceView<'_>) {
        let ahead = |t: &crate::extract::TimeMention| t.value.end.zip(view.cx.reference).is_some_and(|(end, reference)| end > reference) && super::period::until(view, t);
        if let Some(i) = view.times.iter().position(ahead) {
            self.frame = Some(view.first_time + i);
        }
        let topic = view.clauses.iter().filter(|c| c.host.is_none()).find_map(|c| topic_of(view, c, c.units.len()));
        let acting = |types: &[EntityType]| view.entities.iter().find(|m| types.contains(&m.value.entity_type) && (topic.as_ref().is_some_and(|t| t.span.overlaps(m.span))));
        if let Some(actor) = acting(&[EntityType::Org, EntityType::Product, EntityType::Fac]) {
            self.actor = Some(Topic { span: actor.span, text: view.full_name(actor), acts: true });
        }
        if let Some(topic) = topic {
            self.of_title = view.kind() == SentenceKind::Title;
            self.topic = Some(topic);
        }
    }
}

/// What a clause is about, up to a unit of it: its topic without the measure.
fn topic_of(view: &SentenceView<'_>, clause: &Clause, ceiling: usize) -> Option<Topic> {
    let (start, end) = view.topic(clause, ceiling)?;
    // 智驾配置方面，该车…: the field that the sentence speaks of; a name is what it is about: A股方面，….
    let last = clause.units.len() - 1;
    let field = matches!(view.says(clause, last), "方面" | "层面") && (end..last).all(|at| !matches!(view.unit(clause, at).of, Of::Quantity(_)) && view.says(clause, at) != "在");
    if field && !(last == start + 1 && matches!(view.unit(clause, start).of, Of::Name(_))) {
        return None;
    }
    let (about, measure) = view.split(clause, start, end);
    // X：: who speaks.
    let next = view.clauses.iter().position(|c| std::ptr::eq(c, clause)).and_then(|n| view.clauses.get(n + 1));
    if end == clause.units.len() && next.is_some_and(|n| n.stop == '：' || n.stop == ':') && view.kind() != SentenceKind::ListItem {
        return None;
    }
    let measured = view.is_measure(view.unit(clause, end - 1));
    let of = measure > about;
    let end = if about > start && (of || measured) {
        about
    } else if measure < end && measured {
        return None;
    } else {
        end
    };
    let topic = named(view, view.stretch(clause, start, end));
    (!is_anaphor(&topic.text)).then_some(topic)
}

/// A phrase as a topic: a name in full, a name with its class as the name.
fn named(view: &SentenceView<'_>, span: CharSpan) -> Topic {
    let span = view.cx.text().trim(span);
    let inside = view.entities.iter().find(|m| m.span.start() == span.start() && span.contains(m.span) && SUBJECTS.contains(&m.value.entity_type));
    if let Some(mention) = inside {
        let rest = view.slice(CharSpan::of(mention.span.end()..span.end())).trim();
        let acts = mention.value.entity_type == EntityType::Org && ACTS_BEHIND.contains(&rest);
        if rest.is_empty() || CLASSES.contains(&rest) || acts {
            return Topic { span: mention.span, text: view.full_name(mention), acts: mention.value.entity_type == EntityType::Org };
        }
    }
    let span = match ["范围内", "范围", "境内", "方面", "之间"].iter().find(|w| view.slice(span).ends_with(**w) && span.len() > w.chars().count()) {
        Some(tail) => CharSpan::of(span.start()..span.end() - tail.chars().count()),
        None => span,
    };
    let span = match ["绝大多数", "大多数", "多数", "绝大部分", "大部分", "这些", "这类"].iter().find(|w| view.slice(span).starts_with(**w) && span.len() > w.chars().count())
    {
        Some(head) => CharSpan::of(span.start() + head.chars().count()..span.end()),
        None => span,
    };
    let span = if view.slice(span).starts_with('其') && span.len() > 5 { CharSpan::of(span.start() + 1..span.end()) } else { span };
    // A class before the name: 大模型「尖子生」o1-preview 模型 is its last name.
    let span = view.balanced(span);
    Topic { span, text: bare(view.slice(span)).to_owned(), acts: false }
}

/// A phrase without the quotes around the whole of it.
pub fn bare(phrase: &str) -> &str {
    let phrase = phrase.trim();
    let inner = |open: char, close: char| phrase.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).filter(|inner| !inner.contains([open, close]));
    inner('“', '”').or_else(|| inner('「', '」')).unwrap_or(phrase)
}

/// A phrase as a subject, with its text; none where it stands for what was named before.
pub fn of_phrase(view: &SentenceView<'_>, span: CharSpan) -> Option<(CharSpan, String)> {
    let topic = named(view, span);
    (topic.text.chars().count() >= 2 && !is_anaphor(&topic.text)).then_some((topic.span, topic.text))
}

/// Whether a phrase stands for what was named before.
fn is_anaphor(text: &str) -> bool {
    let text = text.trim_matches(['“', '”', ' ']);
    let points = text.starts_with(['该', '其', '此', '它', '他', '她']) && text.chars().count() <= 5;
    // 本田 and 本溪 point at nothing.
    let points_here = text.starts_with('本') && !text.starts_with("本田") && !text.starts_with("本溪") && !text.starts_with("本·");
    let this = (text.starts_with("这家") || text.starts_with("这一") || text.starts_with("上述") || text.starts_with("这个") || text.starts_with("这些") || points_here)
        && text.chars().count() <= 6;
    points || this || GENERIC.contains(&text)
}

/// Whether an anaphor goes on with an organisation.
fn wants_actor(text: &str) -> bool {
    ["公司", "集团", "企业", "机构", "组织", "银行", "平台", "团队", "厂商", "品牌", "医院", "大学"].iter().any(|w| text.ends_with(w))
}

/// A subject with where it was found.
type Subject = (Option<Topic>, Option<SubjectFrom>);

/// Finds what a figure is about: where the text names nothing else, what is counted.
pub fn resolve(slot: &Slot<'_, '_>, found: &Found, claims: &[FactClaim], carried: &Carried) -> Subject {
    let named = named_subject(slot, found, claims, carried);
    // 价格：80美元 under the name of what is sold: the label is what is measured.
    if matches!(slot.clause.stop, '：' | ':') && named.0.as_ref().is_some_and(|t| t.text == found.text) {
        return headed(slot).map_or((None, None), |topic| (Some(topic), Some(SubjectFrom::Paragraph)));
    }
    if named.0.is_some() || found.rule != super::rules::VALUE_OF_NOUN {
        return named;
    }
    counted_subject(slot).map_or(named, |topic| (Some(topic), Some(SubjectFrom::Clause)))
}

/// The one name in the heading that a line stands under.
fn headed(slot: &Slot<'_, '_>) -> Option<Topic> {
    const REACH: usize = 12;
    let view = slot.view;
    let sentences = &view.cx.article.sentences;
    let heading = (view.number.saturating_sub(REACH)..view.number).rev().find(|n| sentences[*n].kind == SentenceKind::Heading)?;
    let all = &view.all.entities;
    let first = all.partition_point(|m| m.sentence < heading);
    let mut names = all[first..].iter().take_while(|m| m.sentence == heading).filter(|m| SUBJECTS.contains(&m.value.entity_type) || m.value.entity_type == EntityType::Vuln);
    let name = names.next()?;
    names.next().is_none().then(|| Topic { span: name.span, text: view.full_name(name), acts: false })
}

/// 逾10万网站通过…泄露: things that are counted at the head of a clause do what the clause says.
fn counted_subject(slot: &Slot<'_, '_>) -> Option<Topic> {
    let view = slot.view;
    let written = view.slice(slot.quantity.span);
    let small = slot.quantity.value.value <= rust_decimal::Decimal::TEN && written.starts_with(['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十']);
    if !slot.counts() || slot.at > slot.head || slot.clause.host.is_some() || small && slot.number > 0 {
        return None;
    }
    let (start, end) = counted_phrase(slot)?;
    let next = (end < slot.clause.units.len()).then(|| view.unit(slot.clause, end))?;
    let predicate =
        view.is_verb(next) || next.of == Of::Word && matches!(next.tag, TokenTag::Adverb | TokenTag::Preposition) || matches!(view.slice(next.span), "被" | "遭" | "将" | "已");
    let span = view.stretch(slot.clause, start, end);
    predicate.then(|| Topic { span, text: view.slice(span).to_owned(), acts: false })
}

fn named_subject(slot: &Slot<'_, '_>, found: &Found, claims: &[FactClaim], carried: &Carried) -> Subject {
    // A score is of the vulnerability that was named last.
    if found.text.contains("CVSS") || slot.quantity.value.unit == "score" && found.text.contains("评分") {
        let before = |m: &&crate::extract::EntityMention| m.value.entity_type == EntityType::Vuln && m.span.end() <= slot.quantity.span.start();
        if let Some(vulnerability) = slot.view.entities.iter().rev().find(before) {
            return (Some(Topic { span: vulnerability.span, text: slot.view.slice(vulnerability.span).to_owned(), acts: false }), Some(SubjectFrom::Sentence));
        }
    }
    let upto = match found.about {
        About::Previous(previous) => {
            let of = &claims[previous];
            return (of.subject.zip(of.subject_text.clone()).map(|(span, text)| Topic { span, text, acts: false }), of.subject_from);
        }
        About::Phrase(span) => {
            let topic = named(slot.view, span);
            // 42%的公司: the group is what the figure is about, however general.
            // So is that which a bracket gives the share of: 企业（占比49%）.
            let of_group = found.rule == super::rules::POPULATION || found.rule == super::rules::SHARE && slot.clause.host.is_some();
            let group = of_group && GENERIC.contains(&topic.text.as_str());
            if group || !is_anaphor(&topic.text) {
                return (Some(topic), Some(SubjectFrom::Clause));
            }
            return inherited(slot, found, claims, carried, wants_actor(&topic.text), Some(topic));
        }
        About::Clause(upto) => upto,
    };
    if let Some(fined) = fined(slot, found) {
        return (Some(fined), Some(SubjectFrom::Clause));
    }
    // 我们, 本文: the writers, whom nothing before names.
    if slot.head < slot.clause.units.len() && matches!(slot.view.says(slot.clause, slot.head), "我们" | "本文" | "笔者" | "作者" | "我" | "小编") {
        return (None, None);
    }
    // 半导体（13.6%）、汽车（13%）的出口: of a list with brackets each item is what its own figure is about.
    let own = own_topic(slot, upto).map(|topic| {
        let list = found.rule == super::rules::BRACKET && topic.span.contains(found.span) && is_list_with_figures(slot.view, topic.span);
        if list { named(slot.view, found.span) } else { topic }
    });
    match own {
        Some(topic) if !is_anaphor(&topic.text) => (Some(topic), Some(SubjectFrom::Clause)),
        Some(anaphor) => inherited(slot, found, claims, carried, wants_actor(&anaphor.text), Some(anaphor)),
        None => match attributive(slot) {
            Some(topic) => (Some(topic), Some(SubjectFrom::Clause)),
            None => inherited(slot, found, claims, carried, false, None),
        },
    }
}

/// The name that a figure in front of it describes: 豆瓣评分7.4分的《永夜星河》.
fn attributive(slot: &Slot<'_, '_>) -> Option<Topic> {
    /// How many units of an apposition stand before the name: 的古装剧《永夜星河》.
    const FARTHEST: usize = 3;
    let (view, clause) = (slot.view, slot.clause);
    let says = |at: usize| if at < clause.units.len() { view.says(clause, at) } else { "" };
    let of = slot.at + 1 + usize::from(matches!(says(slot.at + 1), "以上" | "左右" | "以下"));
    if says(of) != "的" {
        return None;
    }
    let name = (of + 1..clause.units.len().min(of + 1 + FARTHEST)).find(|at| matches!(view.unit(clause, *at).of, Of::Name(_)))?;
    let Of::Name(number) = view.unit(clause, name).of else { return None };
    let mention = &view.all.entities[number];
    let named = [EntityType::Org, EntityType::Product, EntityType::Work, EntityType::Event, EntityType::Fac, EntityType::Person].contains(&mention.value.entity_type);
    let apposed = (of + 1..name).all(|at| view.is_nominal(view.unit(clause, at)));
    // 16GB内存的华为手机价格: a noun behind the name is what the figure is of.
    let marked = view.slice(mention.span).ends_with('》');
    let whole = marked || name + 1 >= clause.units.len() || !view.is_nominal(view.unit(clause, name + 1)) || view.is_verb(view.unit(clause, name + 1));
    (named && apposed && whole).then(|| Topic { span: mention.span, text: view.full_name(mention), acts: mention.value.entity_type == EntityType::Org })
}

/// Whom a fine is of: 对这3家物业公司处以罚款5000元, 向该公司开出100万美元罚单.
fn fined(slot: &Slot<'_, '_>, found: &Found) -> Option<Topic> {
    const FARTHEST: usize = 24;
    const FINING: &[&str] = &["处以", "处", "作出", "做出", "开出", "予以", "给予", "实施", "罚款", "判处", "进行", "罚"];
    let view = slot.view;
    let fine = found.text.contains('罚') || view.slice(CharSpan::of(slot.quantity.span.start()..(slot.quantity.span.end() + 4).min(view.span.end()))).contains('罚');
    if !fine {
        return None;
    }
    let at = (slot.head..slot.at).rev().take(FARTHEST).find(|at| matches!(view.says(slot.clause, *at), "对" | "向"))?;
    let verb = (at + 2..slot.at).find(|i| FINING.contains(&view.says(slot.clause, *i)))?;
    // 热门视频共享平台TikTok: the name that the phrase ends in.
    let name = (at + 1..verb).rev().find(|i| matches!(view.unit(slot.clause, *i).of, Of::Name(_)));
    let from = name.unwrap_or(at + 1);
    let end = view.phrase_behind(slot.clause, from, verb)?;
    let topic = named(view, view.stretch(slot.clause, from, if name.is_some() { from + 1 } else { end }));
    (!is_anaphor(&topic.text) && !topic.text.starts_with('每')).then_some(topic)
}

/// Whether a phrase is a list whose items have figures in brackets.
fn is_list_with_figures(view: &SentenceView<'_>, span: CharSpan) -> bool {
    view.quantities.iter().any(|q| span.contains(q.span)) && view.slice(span).contains('、')
}

/// What the quantity's own clause is about; in a bracket the clause that the bracket hangs on.
fn own_topic(slot: &Slot<'_, '_>, upto: usize) -> Option<Topic> {
    let view = slot.view;
    if let Some(host) = slot.clause.host {
        let outer = &view.clauses[host.clause];
        return clause_topic(view, outer, upto.min(host.units)).or_else(|| clause_topic(view, outer, host.units));
    }
    clause_topic(view, slot.clause, upto)
}

fn clause_topic(view: &SentenceView<'_>, clause: &Clause, upto: usize) -> Option<Topic> {
    let (start, end) = view.topic(clause, upto)?;
    // What another quantity of the clause counts is not what this one is about: 重要数据18项、个人信息30项.
    let mut behind = end;
    while behind < upto && super::super::phrase::REACHING.contains(view.says(clause, behind)) {
        behind += 1;
    }
    if behind < upto && matches!(view.unit(clause, behind).of, Of::Quantity(_)) {
        let (about, _) = view.split(clause, start, end);
        return (about > start && about < end).then(|| named(view, view.stretch(clause, start, about)));
    }
    let (about, measure) = view.split(clause, start, end);
    let of = measure > about;
    let end = if about > start && (of || view.is_measure(view.unit(clause, end - 1))) { about } else { end };
    Some(named(view, view.stretch(clause, start, end)))
}

/// What the clauses before are about, then what the sentence before was about.
fn inherited(slot: &Slot<'_, '_>, found: &Found, claims: &[FactClaim], carried: &Carried, actor: bool, anaphor: Option<Topic>) -> Subject {
    let view = slot.view;
    if let Some(subject) = anaphor.as_ref().and_then(|pointed| pointed_at_kind(view, pointed, carried)) {
        return subject;
    }
    // 78%的女性认为…，66%认为…: of the same group.
    if let Some(group) = claims.last().filter(|c| found.rule == super::rules::POPULATION && c.rule == super::rules::POPULATION && c.sentence == view.number && slot.at == slot.head)
        && is_relative(&slot.quantity.value)
        && is_relative(&view.all.quantities[group.quantity].value)
        && let Some((span, text)) = group.subject.zip(group.subject_text.clone())
    {
        return (Some(Topic { span, text, acts: false }), group.subject_from);
    }
    let outside = slot.clause.host.map_or(slot.number + 1, |h| h.clause + 1);
    let mut weak: Option<Topic> = None;
    // 此次更新共…，包括…: what an earlier clause points at.
    let mut pointed_at: Option<Topic> = None;
    for number in view.clauses_before(outside) {
        let clause = &view.clauses[number];
        let fact = claims.iter().rev().take(RECENT).take_while(|c| c.sentence == view.number).find(|c| clause.span.contains(view.all.quantities[c.quantity].span));
        if let Some(fact) = fact.filter(|f| f.subject.is_some() && f.rule != super::rules::POPULATION) {
            return (fact.subject.zip(fact.subject_text.clone()).map(|(span, text)| Topic { span, text, acts: false }), Some(SubjectFrom::Sentence));
        }
        // 会议由…主持，来自21个国家…: the event that was named before.
        let gathering = (number < slot.number)
            .then(|| clause_topic(view, clause, clause.units.len()))
            .flatten()
            .filter(|t| GATHERINGS.iter().any(|g| t.text.ends_with(g)) && t.text.chars().count() <= 4);
        if gathering.is_some()
            && let Some(event) = view.all.entities.iter().rev().find(|m| m.value.entity_type == EntityType::Event && m.sentence < view.number)
        {
            return (Some(Topic { span: event.span, text: event.value.name.clone(), acts: false }), Some(SubjectFrom::Paragraph));
        }
        if number < slot.number
            && let Some(topic) = topic_of(view, clause, clause.units.len())
        {
            // A name or a bearer is what the sentence goes on with; any other noun only if it comes first.
            let strong = view.units_in(topic.span).iter().any(|u| view.is_bearer(*u) || view.is_realm(*u));
            if strong {
                return (Some(topic), Some(SubjectFrom::Sentence));
            }
            weak = Some(topic);
        }
        let points = |t: &Topic| t.text.starts_with(['该', '此', '这', '本']) && t.text.chars().count() >= 3;
        if number < slot.number && pointed_at.is_none() {
            pointed_at = clause_topic(view, clause, clause.units.len()).filter(|t| points(t) && is_anaphor(&t.text));
        }
        if number < slot.number
            && let Some(speaker) = view.speaker(clause)
        {
            let named = &view.all.entities[speaker];
            return (Some(Topic { span: named.span, text: view.full_name(named), acts: true }), Some(SubjectFrom::Sentence));
        }
    }
    if weak.is_some() {
        return (weak, Some(SubjectFrom::Sentence));
    }
    let (actor, anaphor) = match (anaphor, pointed_at) {
        (None, Some(pointed)) => (wants_actor(&pointed.text), Some(pointed)),
        (anaphor, _) => (actor, anaphor),
    };
    // A metric that holds what it measures is of that: 网络安全产业规模.
    if let Some(topic) = within_metric(slot, found) {
        return (Some(topic), Some(SubjectFrom::Clause));
    }
    // X：…: who the statement is of, as a headline has it.
    if let Some(speaker) =
        view.clauses_before(slot.number).filter(|n| view.clauses[*n + 1].stop == '：').find_map(|n| clause_topic(view, &view.clauses[n], view.clauses[n].units.len()))
    {
        return (Some(speaker), Some(SubjectFrom::Sentence));
    }
    if let Some(gathering) = anaphor.as_ref().filter(|a| GATHERINGS.iter().any(|w| a.text.ends_with(w))) {
        let named = view.all.entities.iter().rev().find(|m| m.value.entity_type == EntityType::Event && m.sentence < view.number);
        return match named {
            Some(event) => (Some(Topic { span: event.span, text: event.value.name.clone(), acts: false }), Some(SubjectFrom::Paragraph)),
            None => (Some(gathering.clone()), Some(SubjectFrom::Clause)),
        };
    }
    // 该国, 该州: the last place that was named.
    if let Some(realm) = anaphor.as_ref().filter(|a| a.text.chars().count() <= 3 && a.text.ends_with(['国', '州', '省', '市', '县', '区']) && a.text.starts_with(['该', '此']))
    {
        let place = view.all.entities.iter().rev().find(|m| m.value.entity_type == EntityType::Gpe && m.span.end() <= realm.span.start() && m.sentence + 3 > view.number);
        return match place {
            Some(m) => (Some(Topic { span: m.span, text: view.full_name(m), acts: false }), Some(SubjectFrom::Paragraph)),
            None => (Some(realm.clone()), Some(SubjectFrom::Clause)),
        };
    }
    // 该榜单, 此次裁员: what else was spoken of is something else.
    if let Some(pointed) = anaphor.as_ref().filter(|a| points_at_kind(&a.text)) {
        return pointed_at_kind(view, pointed, carried).unwrap_or_else(|| (Some(pointed.clone()), Some(SubjectFrom::Clause)));
    }
    let before = if actor { carried.actor.as_ref().or(carried.topic.as_ref()) } else { carried.topic.as_ref() };
    // Only what has a name outlives its sentence: what another noun was of, the next sentence seldom goes on with.
    let lasting = |topic: &Topic| topic.acts || view.all.entities.iter().any(|m| topic.span.overlaps(m.span));
    if let Some(topic) = before.filter(|t| lasting(t)) {
        return (Some(topic.clone()), Some(if carried.of_title { SubjectFrom::Title } else { SubjectFrom::Paragraph }));
    }
    if let Some(anaphor) = anaphor.filter(|a| a.text.chars().count() >= 3) {
        return (Some(anaphor), Some(SubjectFrom::Clause));
    }
    // What the title names is carried to the first sentence alone: an article seldom speaks of it in every one.
    (None, None)
}

/// Whether an anaphor points at something of a kind that is neither an organisation nor a gathering.
fn points_at_kind(text: &str) -> bool {
    text.starts_with(['该', '此', '这']) && text.chars().count() >= 3 && !wants_actor(text) && !GATHERINGS.iter().any(|w| text.ends_with(w))
}

/// What 该漏洞, 该系统 and 该法案 stand for: the last thing of the kind in the sentence, else what the sentence before was about if it is of the kind, else the
/// last in the sentences before; else it stands as it is written, as what else was spoken of is of another kind.
fn pointed_at_kind(view: &SentenceView<'_>, pointed: &Topic, carried: &Carried) -> Option<Subject> {
    /// So many sentences back a thing is looked for.
    const REACH: usize = 2;
    const MADE: &[&str] = &[
        "软件",
        "系统",
        "应用",
        "程序",
        "插件",
        "模型",
        "产品",
        "工具",
        "木马",
        "病毒",
        "后门",
        "设备",
        "手机",
        "芯片",
        "服务",
        "游戏",
        "机器人",
        "车型",
        "框架",
        "组件",
        "浏览器",
        "路由器",
    ];
    const WRITTEN: &[&str] = &["报告", "办法", "规定", "法案", "条例", "指南", "标准", "计划", "方案", "文件", "白皮书"];
    let text = pointed.text.as_str();
    if !points_at_kind(text) {
        return None;
    }
    let ends = |words: &[&str]| words.iter().any(|w| text.ends_with(w));
    let kind = if text.ends_with("漏洞") {
        EntityType::Vuln
    } else if ends(WRITTEN) {
        EntityType::Work
    } else if ends(MADE) {
        EntityType::Product
    } else if text.ends_with("团伙") {
        EntityType::Org
    } else {
        return None;
    };
    let all = &view.all.entities;
    // Who caught the gang is none.
    let gang =
        |m: &&crate::extract::EntityMention| matches!(m.value.sense, Some(Sense::Organisation(row)) if view.cx.lexicon.organisation(row).kind == OrganisationKind::HackerGroup);
    let of_kind = |m: &&crate::extract::EntityMention| m.value.entity_type == kind && (kind != EntityType::Org || gang(m));
    let before = || {
        let behind = all.partition_point(|m| m.span.start() < pointed.span.start());
        all[..behind].iter().rev().take_while(|m| m.sentence + REACH >= view.number).filter(of_kind)
    };
    let spoken_of = || {
        let topic = carried.topic.as_ref()?.span;
        let first = all.partition_point(|m| m.span.end() <= topic.start());
        all[first..].iter().take_while(|m| m.span.start() < topic.end()).find(of_kind)
    };
    let named = before().find(|m| m.sentence == view.number).or_else(spoken_of).or_else(|| before().next());
    Some(match named {
        Some(m) if m.sentence == view.number => (Some(Topic { span: m.span, text: view.full_name(m), acts: false }), Some(SubjectFrom::Sentence)),
        Some(m) => (Some(Topic { span: m.span, text: view.full_name(m), acts: false }), Some(SubjectFrom::Paragraph)),
        None => (Some(pointed.clone()), Some(SubjectFrom::Clause)),
    })
}

/// The bearer inside a metric, with what stands before it: 网络安全产业 in 网络安全产业规模.
fn within_metric(slot: &Slot<'_, '_>, found: &Found) -> Option<Topic> {
    let view = slot.view;
    let units = view.units_in(found.span);
    let (head, before) = units.split_last()?;
    // 产业规模 is one word of the table.
    let word = view.slice(head.span);
    let bearer = word.char_indices().skip(2).take(2).map(|(at, _)| at).find(|at| view.cx.lexicon.bears_figures(&word[..*at]));
    if let Some(at) = bearer.filter(|_| !before.is_empty() && view.cx.lexicon.is_metric_compound(word) && before.iter().all(|u| view.is_nominal(*u))) {
        let end = head.span.start() + word[..at].chars().count();
        return Some(named(view, CharSpan::of(units[0].span.start()..end)));
    }
    let bearer = before.iter().rposition(|u| u.of == Of::Word && view.is_bearer(*u))?;
    let whole = view.is_measure(*head) && bearer > 0 && bearer + 1 == before.len() && before.iter().all(|u| view.is_nominal(*u));
    whole.then(|| named(view, units[0].span.cover(before[bearer].span)))
}
