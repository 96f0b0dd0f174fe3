//! Decides what happened to a named thing, and when: founding, approval, opening, launch, end.

use chrono::NaiveDate;

use crate::extract::rule::{RuleId, rules};
use crate::extract::{Context, EntityMention, EntityType, Mentions, TimeKind};
use crate::text::CharSpan;

use super::clause::SentenceView;
use super::{MilestoneStatus, MilestoneType};

rules! { "milestones";
    SUBJECT_TIME_VERB = "milestone.subject_time_verb" {
        "A named thing, a time, and what happened to it.",
        matches "A park, organisation, document, product or event as the subject of 揭牌, 获批, 成立, 授牌, 投产, 上线, 施行 …, with the time in the same clause or before it.",
        yields "One row with the days.",
        not "成立 in 成立以来 of another thing; verbs without a time.",
        example "国家网络安全产业园区（长沙）于2020年6月正式揭牌。"
    }
    ACTOR_VERB_SUBJECT = "milestone.actor_verb_subject" {
        "Someone does it to a named thing.",
        matches "An organisation before a verb (对X授牌, 批复X, 成立X), the thing behind it.",
        yields "One row with the actor.",
        not "获批 of a project without a name.",
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

/// What happens to things, and what kind of milestone it is. 获批 before 批, as the longer counts.
const VERBS: &[(&str, MilestoneType)] = &[
    ("揭牌", MilestoneType::Founded),
    ("挂牌", MilestoneType::Founded),
    ("授牌", MilestoneType::Approved),
    ("获批", MilestoneType::Approved),
    ("批复", MilestoneType::Approved),
    ("获得批准", MilestoneType::Approved),
    ("成立", MilestoneType::Founded),
    ("创立", MilestoneType::Founded),
    ("创办", MilestoneType::Founded),
    ("设立", MilestoneType::Founded),
    ("组建", MilestoneType::Founded),
    ("投产", MilestoneType::Opened),
    ("投入使用", MilestoneType::Opened),
    ("开园", MilestoneType::Opened),
    ("开业", MilestoneType::Opened),
    ("竣工", MilestoneType::Completed),
    ("建成", MilestoneType::Completed),
    ("上线", MilestoneType::Launched),
    ("施行", MilestoneType::Effective),
    ("实施", MilestoneType::Effective),
    ("生效", MilestoneType::Effective),
    ("更名", MilestoneType::Renamed),
    ("撤销", MilestoneType::Ended),
    ("废止", MilestoneType::Ended),
    ("关停", MilestoneType::Ended),
    ("停运", MilestoneType::Ended),
];

const THINGS: &[EntityType] = &[EntityType::Fac, EntityType::Org, EntityType::Work, EntityType::Product];

/// Finds the milestones that an article states.
#[must_use]
pub fn find(cx: &Context<'_>, mentions: &Mentions) -> Vec<MilestoneClaim> {
    let text = cx.text();
    let mut claims: Vec<MilestoneClaim> = Vec::new();
    for number in 0..cx.article.sentences.len() {
        let view = SentenceView::new(cx, mentions, number);
        if view.times.is_empty() || view.entities.is_empty() {
            continue;
        }
        for token in &view.tokens {
            let at = token.span.start();
            let Some((verb, action_type)) = VERBS.iter().find(|(v, _)| text.starts_with(at, v)) else { continue };
            let action = CharSpan::of(at..at + verb.chars().count());
            if ["以来", "后", "前", "的", "方案", "细则", "办法", "意见", "计划", "指南", "者", "仪式", "大会", "公司", "了", "时"]
                .iter()
                .any(|w| text.starts_with(action.end(), w))
                && !text.starts_with(action.end(), "的国家")
            {
                continue;
            }
            if let Some(claim) = actor_subject(&view, action, *action_type).or_else(|| subject_verb(&view, action, *action_type))
                && !claims.iter().any(|c| c.subject_name == claim.subject_name && c.action_type == claim.action_type && c.start == claim.start)
            {
                claims.push(claim);
            }
        }
    }
    claims
}

/// X于T正式揭牌; T，X正式获Y批复; X自T起施行.
fn subject_verb(view: &SentenceView<'_>, action: CharSpan, action_type: MilestoneType) -> Option<MilestoneClaim> {
    let clause = view.clause(action.start());
    let before = CharSpan::of(clause.start()..action.start());
    let mut subject = view.entity_in(before, THINGS);
    // The subject may end the clause before: 《办法》…，自T起施行.
    if subject.is_none() && clause.start() > view.span.start() {
        let previous = view.clause(clause.start() - 2);
        subject = view
            .entities
            .iter()
            .find(|m| previous.contains(m.span) && matches!(m.value.entity_type, EntityType::Work | EntityType::Fac))
            .filter(|_| matches!(action_type, MilestoneType::Effective));
    }
    let subject = subject?;
    // Only adverbs, the time and a passive's actor may stand between the thing and the verb.
    let gap = CharSpan::of(subject.span.end().min(action.start())..action.start());
    let between = view.slice(gap);
    let plain = view.tokens_in(gap).iter().all(|t| {
        use crate::lexicon::TokenTag as T;
        let covered = view.times.iter().any(|m| m.span.overlaps(t.span)) || view.entities.iter().any(|m| m.span.overlaps(t.span));
        covered
            || matches!(t.tag, T::Adverb | T::Preposition | T::Mark | T::Adjective | T::Time | T::Number | T::Particle | T::Locality)
            || matches!(view.slice(t.span), "正式" | "获" | "起" | "自" | "于" | "经" | "由" | "将" | "宣布" | "公布" | "起正式" | "全面" | "获得" | "得到" | "被")
    });
    if !plain || between.chars().count() > 40 {
        return None;
    }
    let time = time_for(view, action, clause)?;
    let actor = view.entities.iter().find(|m| gap.contains(m.span) && m.value.entity_type == EntityType::Org);
    Some(claim(view, subject, action, action_type, actor, time, SUBJECT_TIME_VERB))
}

/// 工信部对X授牌; 某部批复X.
fn actor_subject(view: &SentenceView<'_>, action: CharSpan, action_type: MilestoneType) -> Option<MilestoneClaim> {
    let text = view.cx.text();
    let clause = view.clause(action.start());
    let to = view
        .entities
        .iter()
        .find(|m| clause.contains(m.span) && m.span.end() <= action.start() && THINGS.contains(&m.value.entity_type) && matches!(text.before(m.span.start()), '对' | '为' | '向'));
    let behind = view.entities.iter().find(|m| m.span.start() == action.end() && matches!(m.value.entity_type, EntityType::Fac | EntityType::Org));
    let subject = to.or(behind.filter(|_| matches!(action_type, MilestoneType::Approved | MilestoneType::Founded | MilestoneType::Ended)))?;
    let actor = view.entities.iter().find(|m| clause.contains(m.span) && m.span.end() <= subject.span.start().min(action.start()) && m.value.entity_type == EntityType::Org);
    actor?;
    let time = time_for(view, action, clause)?;
    Some(claim(view, subject, action, action_type, actor, time, ACTOR_VERB_SUBJECT))
}

/// The time of a milestone: in the clause before the verb, else the last before it in the sentence, else straight behind the verb.
fn time_for(view: &SentenceView<'_>, action: CharSpan, clause: CharSpan) -> Option<usize> {
    let dated = |i: &usize| {
        let t = &view.times[*i];
        matches!(t.value.kind, TimeKind::Date | TimeKind::Period) && t.value.start.is_some()
    };
    let before: Vec<usize> = (0..view.times.len()).filter(dated).filter(|i| view.times[*i].span.end() <= action.start()).collect();
    let inside = before.iter().rev().find(|i| clause.contains(view.times[**i].span)).copied();
    let lead = before.iter().rev().find(|i| {
        let t = view.times[**i].span;
        // 2022年5月，X正式获批: the clause of the time is nothing but the time.
        let own = view.clause(t.start());
        own.end() <= clause.start() && own.len() <= t.len() + 4
    });
    inside.or_else(|| lead.copied()).map(|i| view.first_time + i)
}

fn claim(
    view: &SentenceView<'_>,
    subject: &EntityMention,
    action: CharSpan,
    action_type: MilestoneType,
    actor: Option<&EntityMention>,
    time: usize,
    rule: RuleId,
) -> MilestoneClaim {
    let mention = &view.times[time - view.first_time];
    let clause = view.clause(action.start());
    let lead = view.slice(CharSpan::of(clause.start()..action.start()));
    let planned = ["将", "拟", "预计", "计划", "有望"].iter().any(|w| lead.contains(w)) || view.cx.reference.zip(mention.value.start).is_some_and(|(r, s)| s > r);
    MilestoneClaim {
        sentence: view.number,
        subject: subject.span,
        subject_name: subject.value.name.clone(),
        action,
        action_type,
        actor: actor.map(|a| a.span),
        actor_name: actor.map(|a| a.value.name.clone()),
        start: mention.value.start,
        end: mention.value.end,
        status: if planned { MilestoneStatus::Plan } else { MilestoneStatus::Actual },
        time,
        rule,
    }
}
