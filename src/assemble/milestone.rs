//! Decides what happened to a named thing, and when: founding, approval, opening, launch, end.

use chrono::NaiveDate;

use crate::extract::rule::{RuleId, rules};
use crate::extract::{EntityMention, EntityType, TimeKind};
use crate::lexicon::TokenTag;
use crate::text::CharSpan;

use super::clause::{Clause, Of, SentenceView};
use super::{MilestoneStatus, MilestoneType};

rules! { "milestones";
    SUBJECT_TIME_VERB = "milestone.subject_time_verb" {
        "A named thing, a time, and what happened to it.",
        matches "A park, organisation, document, product or event as the subject of 揭牌, 获批, 成立, 授牌, 投产, 上线, 施行 …, with the time in the same clause or before it.",
        yields "One row with the days.",
        not "成立 in 成立以来 of another thing; verbs without a time.",
        example "国家网络安全产业园区（长沙）于2020年6月正式揭牌。"
    }
    VERB_TIME = "milestone.verb_time" {
        "A named thing and the time behind the verb, or the verb within a phrase of time.",
        matches "X成立于T; 成立于T的X; 自T成立以来，X; 自T起施行的《X》.",
        yields "One row with the days.",
        not "成立十周年, 上线12年来: the verb only measures time.",
        example "华为技术有限公司成立于1987年9月15日。"
    }
    ACTOR_VERB_SUBJECT = "milestone.actor_verb_subject" {
        "Someone does it to a named thing.",
        matches "An organisation, 对X授牌; a verb with the named thing as its object: 批复X, 成立X, 推出X.",
        yields "One row with the actor.",
        not "获批 of a project without a name; 在X成立 of something else.",
        example "2022年5月，工信部正式对国家网络安全产业园区（成渝地区）授牌。"
    }
}

/// What happened to a named thing.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneClaim {
    /// The sentence.
    pub sentence: usize,
    /// The thing's mention.
    pub subject: CharSpan,
    /// The thing's name.
    pub subject_name: String,
    /// The verb.
    pub action: CharSpan,
    /// What kind of thing happened.
    pub action_type: MilestoneType,
    /// Who did it.
    pub actor: Option<CharSpan>,
    /// Its name.
    pub actor_name: Option<String>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Whether it has happened.
    pub status: MilestoneStatus,
    /// The number of the time among the article's.
    pub time: usize,
    /// The rule.
    pub rule: RuleId,
}

/// What happens to things, and what kind of milestone it is. The longer counts: 获批 before 批.
const VERBS: &[(&str, MilestoneType)] = &[
    ("揭牌", MilestoneType::Founded),
    ("挂牌", MilestoneType::Founded),
    ("成立", MilestoneType::Founded),
    ("创立", MilestoneType::Founded),
    ("创办", MilestoneType::Founded),
    ("创建", MilestoneType::Founded),
    ("始建", MilestoneType::Founded),
    ("设立", MilestoneType::Founded),
    ("组建", MilestoneType::Founded),
    ("诞生", MilestoneType::Founded),
    ("授牌", MilestoneType::Approved),
    ("获批", MilestoneType::Approved),
    ("获准", MilestoneType::Approved),
    ("批复", MilestoneType::Approved),
    ("获得批准", MilestoneType::Approved),
    ("批准", MilestoneType::Approved),
    ("投产", MilestoneType::Opened),
    ("投用", MilestoneType::Opened),
    ("投运", MilestoneType::Opened),
    ("投入使用", MilestoneType::Opened),
    ("投入运营", MilestoneType::Opened),
    ("启用", MilestoneType::Opened),
    ("通车", MilestoneType::Opened),
    ("开通", MilestoneType::Opened),
    ("开园", MilestoneType::Opened),
    ("开业", MilestoneType::Opened),
    ("竣工", MilestoneType::Completed),
    ("建成", MilestoneType::Completed),
    ("上线", MilestoneType::Launched),
    ("推出", MilestoneType::Launched),
    ("发售", MilestoneType::Launched),
    ("开源", MilestoneType::Launched),
    ("施行", MilestoneType::Effective),
    ("实施", MilestoneType::Effective),
    ("生效", MilestoneType::Effective),
    ("更名", MilestoneType::Renamed),
    ("改名", MilestoneType::Renamed),
    ("撤销", MilestoneType::Ended),
    ("废止", MilestoneType::Ended),
    ("关停", MilestoneType::Ended),
    ("停运", MilestoneType::Ended),
    ("停服", MilestoneType::Ended),
    ("解散", MilestoneType::Ended),
    ("下架", MilestoneType::Ended),
];

/// Verbs that take the thing as their object.
const TRANSITIVE: &[&str] = &[
    "成立", "创立", "创办", "创建", "设立", "组建", "批复", "批准", "启用", "开通", "建成", "上线", "推出", "发售", "开源", "施行", "实施", "撤销", "废止", "关停", "解散", "下架",
];

/// Verbs that someone does to a thing before them: 对X授牌.
const TOWARDS: &[&str] = &["授牌", "揭牌", "批复", "批准"];

/// Words that may stand behind a verb that ends its statement.
const CLOSING: &[&str] = &["并", "且", "而", "、", "运营", "了", "”", "」", "！", "啦", "和", "及"];

/// Words between a thing and its verb.
const BETWEEN: &[&str] = &[
    "正式", "获", "起", "自", "于", "经", "由", "将", "宣布", "公布", "全面", "获得", "得到", "被", "有望", "即将", "已", "已经", "在", "随", "同步", "顺利", "成功", "左右",
    "开始", "首次", "率先", "分别", "相继", "先后", "共同", "联合", "的", "年", "月", "日", "拟", "预计", "也", "才",
];

const THINGS: &[EntityType] = &[EntityType::Fac, EntityType::Org, EntityType::Work, EntityType::Product];

/// Finds the milestones that an article states. Of two statements of one the first stays.
#[must_use]
pub fn find(views: &[SentenceView<'_>]) -> Vec<MilestoneClaim> {
    let mut claims: Vec<MilestoneClaim> = Vec::new();
    for view in views {
        if view.times.is_empty() || view.entities.is_empty() {
            continue;
        }
        let text = view.cx.text();
        for number in 0..view.clauses.len() {
            let clause = &view.clauses[number];
            for at in 0..clause.units.len() {
                let start = view.unit(clause, at).span.start();
                if view.unit(clause, at).of != Of::Word {
                    continue;
                }
                let Some((verb, action_type)) = VERBS.iter().filter(|(v, _)| text.starts_with(start, v)).max_by_key(|(v, _)| v.chars().count()) else { continue };
                let end = start + verb.chars().count();
                let Some(behind) = (at + 1..=clause.units.len()).find(|i| *i == clause.units.len() || view.unit(clause, *i).span.start() >= end) else { continue };
                // 成立 within 成立仪式: the verb must end where a unit does.
                if view.unit(clause, behind - 1).span.end() != end {
                    continue;
                }
                let act = Act { view, number, clause, at, behind, action: CharSpan::of(start..end), verb, action_type: *action_type };
                let found = object(&act).or_else(|| towards(&act)).or_else(|| verb_time(&act)).or_else(|| subject_verb(&act));
                if let Some(claim) = found
                    && !claims.iter().any(|c| c.subject_name == claim.subject_name && c.action_type == claim.action_type && c.start == claim.start)
                {
                    claims.push(claim);
                }
            }
        }
    }
    claims
}

/// A verb of milestones in its clause.
struct Act<'v, 'a> {
    view: &'v SentenceView<'a>,
    number: usize,
    clause: &'v Clause,
    /// Its first unit.
    at: usize,
    /// The first unit behind it.
    behind: usize,
    action: CharSpan,
    verb: &'static str,
    action_type: MilestoneType,
}

impl<'a> Act<'_, 'a> {
    fn says(&self, at: usize) -> &str {
        if at < self.clause.units.len() { self.view.says(self.clause, at) } else { "" }
    }

    fn thing(&self, at: usize, types: &[EntityType]) -> Option<&'a EntityMention> {
        thing_in(self.view, self.clause, at, types)
    }

    fn time(&self, at: usize) -> Option<usize> {
        if at >= self.clause.units.len() {
            return None;
        }
        match self.view.unit(self.clause, at).of {
            Of::Time(time) if is_dated(self.view, time) => Some(time),
            _ => None,
        }
    }

    /// The time before the verb: in its clause, else in a clause before it that is nothing but the time.
    fn time_before(&self) -> Option<usize> {
        let own = (0..self.at).rev().find_map(|i| self.time(i));
        own.or_else(|| {
            (0..self.number).rev().filter(|n| self.view.clauses[*n].host.is_none()).find_map(|n| {
                let clause = &self.view.clauses[n];
                let time = clause.units.iter().find_map(|u| if let Of::Time(time) = self.view.units[*u].of { Some(time) } else { None }).filter(|t| is_dated(self.view, *t))?;
                (clause.units.len() <= 3).then_some(time)
            })
        })
    }

    fn claim(&self, subject: &EntityMention, actor: Option<&EntityMention>, time: usize, rule: RuleId) -> MilestoneClaim {
        let view = self.view;
        let mention = &view.all.times[time];
        let lead = view.slice(CharSpan::of(self.clause.span.start()..self.action.start().max(self.clause.span.start())));
        let planned = ["将", "拟", "预计", "计划", "有望", "即将"].iter().any(|w| lead.contains(w)) || view.cx.reference.zip(mention.value.start).is_some_and(|(r, s)| s > r);
        let actor = actor.filter(|a| a.value.name != subject.value.name);
        MilestoneClaim {
            sentence: view.number,
            subject: subject.span,
            subject_name: subject.value.name.clone(),
            action: self.action,
            action_type: self.action_type,
            actor: actor.map(|a| a.span),
            actor_name: actor.map(|a| a.value.name.clone()),
            start: mention.value.start,
            end: mention.value.end,
            status: if planned { MilestoneStatus::Plan } else { MilestoneStatus::Actual },
            time,
            rule,
        }
    }
}

fn is_dated(view: &SentenceView<'_>, time: usize) -> bool {
    let value = &view.all.times[time].value;
    matches!(value.kind, TimeKind::Date | TimeKind::Period) && value.start.is_some()
}

fn thing_in<'a>(view: &SentenceView<'a>, clause: &Clause, at: usize, types: &[EntityType]) -> Option<&'a EntityMention> {
    if at >= clause.units.len() {
        return None;
    }
    match view.unit(clause, at).of {
        Of::Name(n) => Some(&view.all.entities[n]).filter(|m| types.contains(&m.value.entity_type)),
        _ => None,
    }
}

/// The verb with the named thing as its object: 成立X, 正式实施《X》, 推出X.
fn object(act: &Act<'_, '_>) -> Option<MilestoneClaim> {
    if !TRANSITIVE.contains(&act.verb) {
        return None;
    }
    let mut at = act.behind;
    while matches!(act.says(at), "了" | "过" | "新" | "全新" | "首个" | "新一代" | "“" | "最新" | "新的" | "全新的") && at < act.behind + 3 {
        at += 1;
    }
    let subject = act.thing(at, THINGS)?;
    // X基金 of an unknown fund: the name goes on.
    if at + 1 < act.clause.units.len() && act.view.is_nominal(act.view.unit(act.clause, at + 1)) || matches!(act.says(at + 1), "的" | "中" | "里" | "等") {
        return None;
    }
    // 推出 and 上线 are of products; 实施 of documents.
    let fits = match act.action_type {
        MilestoneType::Launched => matches!(subject.value.entity_type, EntityType::Product),
        MilestoneType::Effective => matches!(subject.value.entity_type, EntityType::Work),
        MilestoneType::Founded => matches!(subject.value.entity_type, EntityType::Org | EntityType::Fac),
        _ => true,
    };
    let next = act.view.cx.text().at(act.view.cx.text().skip_blanks(subject.span.end()));
    let fits = fits && !(act.action_type == MilestoneType::Launched && (next.is_ascii_alphanumeric() || next == '-'));
    let time = act.time_before().filter(|_| fits)?;
    let actor = (0..act.at)
        .rev()
        .find_map(|i| act.thing(i, &[EntityType::Org, EntityType::Person, EntityType::Gpe]).filter(|_| i == 0 || !matches!(act.says(i - 1), "在" | "于" | "对" | "从" | "、")));
    // What is launched is somebody's: 将于2023年上线 Prime Video has no doer, the platform is where.
    if act.action_type == MilestoneType::Launched && actor.is_none_or(|a| a.value.entity_type == EntityType::Person) {
        return None;
    }
    Some(act.claim(subject, actor, time, ACTOR_VERB_SUBJECT))
}

/// 工信部对X授牌, 为X揭牌.
fn towards(act: &Act<'_, '_>) -> Option<MilestoneClaim> {
    if !TOWARDS.contains(&act.verb) {
        return None;
    }
    let at = (1..act.at).rev().find(|i| act.thing(*i, THINGS).is_some() && matches!(act.says(*i - 1), "对" | "为" | "向"))?;
    let subject = act.thing(at, THINGS)?;
    let actor = (0..at - 1).rev().find_map(|i| act.thing(i, &[EntityType::Org, EntityType::Person]))?;
    Some(act.claim(subject, Some(actor), act.time_before()?, ACTOR_VERB_SUBJECT))
}

/// X成立于T; 成立于T的X; 自T成立以来，X; 自T起施行的《X》.
fn verb_time(act: &Act<'_, '_>) -> Option<MilestoneClaim> {
    let view = act.view;
    let next = |n: usize| view.clauses.iter().skip(n + 1).find(|c| c.host == act.clause.host);
    if act.says(act.behind) == "于"
        && let Some(time) = act.time(act.behind + 1)
    {
        let left = subject_before(act).or_else(|| inherited_subject(act));
        let right = || (act.says(act.behind + 2) == "的").then(|| act.thing(act.behind + 3, THINGS)).flatten();
        return Some(act.claim(left.or_else(right)?, None, time, VERB_TIME));
    }
    let time = act.at.checked_sub(1).and_then(|i| act.time(i)).or_else(|| act.at.checked_sub(2).and_then(|i| act.time(i)));
    if matches!(act.says(act.behind), "以来" | "之初" | "之时" | "至今")
        && let Some(time) = time
    {
        let right = || next(act.number).and_then(|c| thing_in(view, c, view.head(c, c.units.len()), THINGS));
        return Some(act.claim(subject_before(act).or_else(right)?, None, time, VERB_TIME));
    }
    if act.action_type == MilestoneType::Effective && act.says(act.behind) == "的" {
        let subject = act.thing(act.behind + 1, &[EntityType::Work])?;
        return Some(act.claim(subject, None, act.time_before()?, VERB_TIME));
    }
    None
}

/// The named thing before the verb, with nothing between but times, adverbs and who does it.
fn subject_before<'a>(act: &Act<'_, 'a>) -> Option<&'a EntityMention> {
    let view = act.view;
    let mut at = act.at;
    while at > 0 {
        let unit = view.unit(act.clause, at - 1);
        let word = view.slice(unit.span);
        if let Of::Name(n) = unit.of {
            let before = if at >= 2 { act.says(at - 2) } else { "" };
            // Who does it, and where: 获X批复, 由X设立, 在X成立.
            if matches!(before, "由" | "经" | "被" | "获" | "获得" | "得到" | "在" | "于" | "随") && view.all.entities[n].value.entity_type != EntityType::Work {
                at -= 2;
                continue;
            }
            let named = &view.all.entities[n];
            let fits = THINGS.contains(&named.value.entity_type) && !matches!(before, "就" | "对" | "为" | "向" | "与" | "和" | "、" | "据" | "从");
            return fits.then_some(named);
        }
        let plain = matches!(unit.of, Of::Time(_))
            || unit.of == Of::Word
                && (matches!(unit.tag, TokenTag::Adverb | TokenTag::Preposition | TokenTag::Time | TokenTag::Number | TokenTag::Mark) || BETWEEN.contains(&word));
        if !plain {
            return None;
        }
        at -= 1;
    }
    None
}

/// The named thing that an earlier clause of the sentence is about, when the verb's clause names none.
fn inherited_subject<'a>(act: &Act<'_, 'a>) -> Option<&'a EntityMention> {
    let view = act.view;
    let from = view.head(act.clause, act.at);
    let own = (from..act.at).any(|i| view.is_nominal(view.unit(act.clause, i)) && !BETWEEN.contains(&act.says(i)));
    if own {
        return None;
    }
    (0..act.number)
        .rev()
        .filter(|n| view.clauses[*n].host.is_none())
        .find_map(|n| {
            let clause = &view.clauses[n];
            let (start, end) = view.topic(clause, clause.units.len())?;
            Some((start, end, clause))
        })
        .and_then(|(start, end, clause)| thing_in(view, clause, start, THINGS).filter(|_| end == start + 1))
}

/// X于T正式揭牌; T，X正式获Y批复; X自T起施行.
fn subject_verb(act: &Act<'_, '_>) -> Option<MilestoneClaim> {
    let view = act.view;
    let after = act.says(act.behind);
    // 撤销了证书: 了 closes only what ends there.
    let more = act.behind + 1 < act.clause.units.len();
    let org = |m: &EntityMention| m.value.entity_type == EntityType::Org;
    let closes = after.is_empty()
        || CLOSING.contains(&after) && (after != "了" || !more)
        || after == "于"
        || after == "在" && !act.view.slice(CharSpan::of(act.action.end()..act.clause.span.end().max(act.action.end()))).starts_with("在即");
    // 挂牌交易, 挂牌上市: of shares. 更名为 has its new name behind.
    let renamed = act.action_type == MilestoneType::Renamed && matches!(after, "为" | "成");
    if !closes && !renamed || act.verb == "挂牌" && view.slice(act.clause.span).contains("交易") || act.verb == "推出" {
        return None;
    }
    let subject = subject_before(act).or_else(|| inherited_subject(act))?;
    // Bodies are not in effect, and a model's number behind the name makes it another thing: iOS 16.2.
    let next = view.cx.text().at(view.cx.text().skip_blanks(subject.span.end()));
    let cut = act.action_type == MilestoneType::Launched && (next.is_ascii_alphanumeric() || next == '-');
    if act.action_type == MilestoneType::Effective && org(subject) || cut {
        return None;
    }
    let time = act.time_before()?;
    // Who did it stands behind 由 经 获 被 in the verb's own clause; who examined a rule did not put it into effect.
    let by = |m: &&EntityMention| {
        act.clause.span.contains(m.span)
            && m.span.end() <= act.action.start()
            && m.value.entity_type == EntityType::Org
            && ["由", "经", "获", "被", "获得", "得到"].iter().any(|w| view.cx.text().ends_with(m.span.start(), w))
    };
    let examined = view.slice(act.clause.span).contains("审议") || act.action_type == MilestoneType::Effective;
    let actor = view.entities.iter().find(by).filter(|_| !examined);
    Some(act.claim(subject, actor, time, SUBJECT_TIME_VERB))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::{Context, extract};
    use crate::testing::{finds_nothing, holds};

    /// The milestones of a text: `subject|action|start|actor`.
    fn read(text: &str) -> Vec<String> {
        let article = Article::plain(text, NaiveDate::from_ymd_opt(2023, 3, 24));
        let cx = Context::of(&article);
        let mentions = extract(&cx);
        let claims = find(&SentenceView::all(&cx, &mentions));
        let day = |d: Option<NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
        claims.iter().map(|m| format!("{}|{}|{}|{}", m.subject_name, article.text.slice(m.action), day(m.start), m.actor_name.as_deref().unwrap_or("-"))).collect()
    }

    #[test]
    fn what_happened_and_when() {
        let table: &[(&str, &[&str])] = &[
            ("国家网络安全产业园区（长沙）于2020年6月正式揭牌。", &["国家网络安全产业园区（长沙）|揭牌|2020-06-01|-"]),
            ("华为技术有限公司成立于1987年。", &["华为技术有限公司|成立|1987-01-01|-"]),
            ("2022年5月，工信部正式对国家网络安全产业园区（成渝地区）授牌。", &["国家网络安全产业园区（成渝地区）|授牌|2022-05-01|中华人民共和国工业和信息化部"]),
            ("自2022年6月1日起施行的《数据管理办法》明确了责任。", &["《数据管理办法》|施行|2022-06-01|-"]),
        ];
        holds(table, read);
    }

    #[test]
    fn what_only_looks_like_it() {
        finds_nothing(
            &[
                "2022年，华为成立十周年之际举行了庆祝活动。",
                "2022年5月，腾讯宣布成立一只基金。",
                "合同自2022年5月成立后生效的条件未明确。",
                "2022年8月，该公司股票在上海证券交易所挂牌交易。",
            ],
            read,
        );
    }
}
