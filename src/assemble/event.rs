//! Decides which events an article reports, when and where they took place, and who did what for them.

use chrono::NaiveDate;

use crate::extract::entity::series_and_edition;
use crate::extract::rule::{RuleId, rules};
use crate::extract::{Context, EntityMention, EntityType, Mentions, TimeKind};
use crate::text::CharSpan;

use super::clause::SentenceView;
use super::position::PositionClaim;
use super::{EventPersonRole, EventRoleKind};

rules! { "events";
    NAMED = "event.named" {
        "Named events that an article reports.",
        matches "A mention of an event with a name of its own.",
        yields "One row an event, with days and place from the sentences that say that it is held.",
        not "Aliases (they are the event they stand for).",
        example "2023年2月23日至24日，第四届国际工业信息安全应急大会在北京召开。"
    }
    ROLE = "event.role" {
        "Who holds an event.",
        matches "由X主办, X、Y主办, 主办单位：X; 承办, 协办, 指导, 支持 likewise.",
        yields "A row an organisation in event_roles.",
        not "主办 of another event in the same article.",
        example "第四届国际工业信息安全应急大会在北京召开。大会由北京市经济和信息化局指导，工业信息安全产业发展联盟承办。"
    }
    PERSON = "event.person" {
        "Who does what at an event.",
        matches "X主持, X出席, X致辞, X发布 in an article that reports one event.",
        yields "A row a person in event_people.",
        not "People who are quoted without being there.",
        example "第四届国际工业信息安全应急大会在北京召开。工业和信息化部副部长张云明出席大会并致辞。"
    }
}

/// An event that an article reports.
#[derive(Debug, Clone, PartialEq)]
pub struct EventClaim {
    /// The sentence of the first mention.
    pub sentence: usize,
    /// The first mention.
    pub span: CharSpan,
    /// The fullest name.
    pub name: String,
    /// The name without its number.
    pub series: Option<String>,
    /// The number.
    pub edition: Option<i32>,
    /// The event that it is a part of, by its number among the claims.
    pub parent: Option<usize>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Where, as written.
    pub place: Option<String>,
    /// The place's mention (of several, the last and narrowest).
    pub place_span: Option<CharSpan>,
    /// Who does what for it.
    pub roles: Vec<EventRoleClaim>,
    /// Who does what at it.
    pub people: Vec<EventPersonClaim>,
    /// The rule.
    pub rule: RuleId,
}

/// An organisation's part in an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRoleClaim {
    /// The sentence.
    pub sentence: usize,
    /// The organisation's mention.
    pub span: CharSpan,
    /// Its name, an alias expanded.
    pub name: String,
    /// What it does.
    pub role: EventRoleKind,
}

/// A person's part in an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPersonClaim {
    /// The sentence.
    pub sentence: usize,
    /// The person's mention.
    pub span: CharSpan,
    /// The person's fullest name.
    pub name: String,
    /// What the person does.
    pub role: EventPersonRole,
    /// The office that says who it is, by its number among the positions.
    pub position: Option<usize>,
}

/// The rules of names that are fixed, whatever takes place.
const FIXED_NAMES: &[&str] = &["entity.event.known", "entity.event.congress"];

/// Verbs that say that an event takes place.
const HELD: &[&str] = &["召开", "举行", "举办", "开幕", "闭幕", "落幕", "启幕", "拉开帷幕", "开赛", "启动", "圆满结束", "拉开序幕"];

const ROLES: &[(&str, EventRoleKind)] = &[
    ("联合主办", EventRoleKind::Host),
    ("共同主办", EventRoleKind::Host),
    ("主办", EventRoleKind::Host),
    ("联合承办", EventRoleKind::Organizer),
    ("承办", EventRoleKind::Organizer),
    ("协办", EventRoleKind::CoOrganizer),
    ("指导", EventRoleKind::Guide),
    ("支持", EventRoleKind::Support),
];

const PEOPLE: &[(&str, EventPersonRole)] = &[
    ("主持", EventPersonRole::Chair),
    ("致辞", EventPersonRole::Speaker),
    ("演讲", EventPersonRole::Speaker),
    ("发言", EventPersonRole::Speaker),
    ("讲话", EventPersonRole::Speaker),
    ("作主旨", EventPersonRole::Speaker),
    ("发布了", EventPersonRole::Presenter),
    ("出席", EventPersonRole::Attendee),
    ("参加", EventPersonRole::Attendee),
];

/// Finds the events of an article.
#[must_use]
pub fn find(cx: &Context<'_>, mentions: &Mentions, positions: &[PositionClaim]) -> Vec<EventClaim> {
    let mut events: Vec<EventClaim> = Vec::new();
    let views: Vec<SentenceView<'_>> = (0..cx.article.sentences.len()).map(|n| SentenceView::new(cx, mentions, n)).collect();
    for mention in mentions.entities.iter().filter(|m| m.value.entity_type == EntityType::Event) {
        if !events.iter().any(|e| e.name == mention.value.name) {
            let (series, edition) = series_and_edition(&mention.value.name);
            events.push(EventClaim {
                sentence: mention.sentence,
                span: mention.span,
                name: mention.value.name.clone(),
                series,
                edition,
                parent: None,
                start: None,
                end: None,
                place: None,
                place_span: None,
                roles: Vec::new(),
                people: Vec::new(),
                rule: NAMED,
            });
        }
    }
    for event in &mut events {
        let name = event.name.clone();
        for mention in mentions.entities.iter().filter(|m| m.value.entity_type == EntityType::Event && m.value.name == name) {
            when_and_where(&views[mention.sentence], mention, event);
        }
    }
    // 党的二十大, 俄乌冲突: a fixed name alone is talked of, not reported.
    let reported = |e: &EventClaim| {
        let fixed = mentions.entities.iter().any(|m| m.span == e.span && FIXED_NAMES.contains(&m.rule));
        !fixed || e.start.is_some() || e.place.is_some()
    };
    events.retain(reported);
    nest(&mut events);
    if let Some(main) = main_event(&events, &views) {
        let (roles, people) = parts(&views, positions, &events[main]);
        events[main].roles = roles;
        events[main].people = people;
    }
    events
}

/// Takes days and place from a sentence that says that the event is held.
fn when_and_where(view: &SentenceView<'_>, mention: &EntityMention, event: &mut EventClaim) {
    let text = view.cx.text();
    let from = mention.span.end();
    let clause = view.clause(mention.span.start());
    // 主持召开国务院常务会议: the verb may stand straight before the name.
    let is_held = (from..clause.end()).any(|at| HELD.iter().any(|h| text.starts_with(at, h)))
        || ["召开", "举行", "举办", "召开了", "举行了", "举办了"].iter().any(|h| text.ends_with(mention.span.start(), h));
    let same_sentence_held = is_held || view.slice(CharSpan::of(from..view.span.end())).contains("同期举行");
    if !same_sentence_held {
        return;
    }
    if event.start.is_none() {
        let dated = |t: &&crate::extract::TimeMention| matches!(t.value.kind, TimeKind::Date | TimeKind::Period) && t.value.start.is_some() && !mention.span.contains(t.span);
        let time = view
            .times
            .iter()
            .rev()
            .filter(dated)
            .find(|t| t.span.end() <= mention.span.start())
            .or_else(|| view.times.iter().find(|t| dated(t) && t.span.start() >= from && t.span.end() <= clause.end()));
        if let Some(time) = time {
            (event.start, event.end) = (time.value.start, time.value.end);
        }
    }
    if event.place.is_none() && is_held {
        let places: Vec<&EntityMention> = view
            .entities
            .iter()
            .filter(|m| matches!(m.value.entity_type, EntityType::Gpe | EntityType::Fac | EntityType::Loc) && m.span.start() >= from && m.span.end() <= clause.end())
            .take_while(|m| !view.slice(CharSpan::of(from..m.span.start())).contains(['由', '，']))
            .collect();
        if let (Some(first), Some(last)) = (places.first(), places.last())
            && matches!(text.before(first.span.start()), '在' | '于')
        {
            // 四川成都: adjoining places are one, from the first to the last that touches.
            let mut end = first.span.end();
            for place in &places {
                if place.span.start() <= end {
                    end = place.span.end();
                }
            }
            event.place = Some(view.slice(CharSpan::of(first.span.start()..end)).to_owned());
            event.place_span = Some(if last.span.end() == end { last.span } else { first.span });
        }
    }
}

/// An event whose name holds another's is a part of it: X大会主论坛 of X大会.
fn nest(events: &mut [EventClaim]) {
    let names: Vec<String> = events.iter().map(|e| e.name.clone()).collect();
    for (i, event) in events.iter_mut().enumerate() {
        event.parent = names.iter().position(|other| *other != names[i] && names[i].starts_with(other.as_str()) && (names[i].ends_with("论坛") || names[i].ends_with("仪式")));
    }
}

/// The event that the article is about: the one in the title, else the first that is held, else the only one.
fn main_event(events: &[EventClaim], views: &[SentenceView<'_>]) -> Option<usize> {
    let real = |e: &&EventClaim| !e.name.starts_with("党的") && !e.name.contains("两会");
    let held = events.iter().position(|e| real(&e) && (e.start.is_some() || e.place.is_some()));
    let title = views.first().and_then(|v| events.iter().position(|e| real(&e) && v.span.contains(e.span)));
    held.or(title).or_else(|| (events.iter().filter(real).count() == 1).then(|| events.iter().position(|e| real(&e))).flatten())
}

/// The organisations and people that do something for or at the main event of an article.
fn parts(views: &[SentenceView<'_>], positions: &[PositionClaim], event: &EventClaim) -> (Vec<EventRoleClaim>, Vec<EventPersonClaim>) {
    let (mut roles, mut people): (Vec<EventRoleClaim>, Vec<EventPersonClaim>) = (Vec::new(), Vec::new());
    // Roles stand close to the first report of the event; people anywhere in a report of one event.
    for view in views.iter().skip(event.sentence).take(8) {
        let text = view.cx.text();
        let about = view.entities.iter().any(|m| m.value.name == event.name)
            || ["大会", "论坛", "峰会", "大赛", "会议", "活动", "本次", "本届", "此次", "比赛", "竞赛"].iter().any(|w| view.slice(view.span).contains(w));
        if !about {
            continue;
        }
        for at in view.span.range() {
            let Some((verb, role)) = ROLES.iter().find(|(v, _)| text.starts_with(at, v)) else { continue };
            if matches!(text.before(at), '合' | '同') && !verb.starts_with(['联', '共'])
                || text.starts_with(at, "指导意见")
                || text.starts_with(at, "指导下")
                || text.starts_with(at, "支持下")
            {
                continue;
            }
            let clause = view.clause(at);
            let label = text.starts_with(at, &format!("{verb}单位")) || text.starts_with(at, &format!("{verb}方"));
            let orgs: Vec<&EntityMention> = if label {
                view.entities.iter().filter(|m| m.value.entity_type == EntityType::Org && m.span.start() > at).collect()
            } else {
                chain_before(view, at, clause.start())
            };
            for org in orgs {
                let name = if org.rule == "entity.alias" { org.value.name.clone() } else { view.slice(org.span).to_owned() };
                if !roles.iter().any(|r| r.name == name && r.role == *role) {
                    roles.push(EventRoleClaim { sentence: view.number, span: org.span, name, role: *role });
                }
            }
        }
    }
    for view in views.iter().skip(event.sentence) {
        let text = view.cx.text();
        for (i, person) in view.entities.iter().enumerate().filter(|(_, m)| m.value.entity_type == EntityType::Person) {
            let clause_end = view.clause(person.span.start()).end();
            let next_person = view.entities[i + 1..]
                .iter()
                .find(|m| m.value.entity_type == EntityType::Person && view.slice(CharSpan::of(person.span.end()..m.span.start())).contains(['。', '；']))
                .map_or(view.span.end(), |m| m.span.start());
            let window = CharSpan::of(person.span.end()..(person.span.end() + 60).min(next_person).min(view.span.end()));
            let Some(role) = PEOPLE.iter().find(|(w, _)| view.slice(window).contains(w)).map(|(_, r)| *r) else { continue };
            // 由X主持 puts the verb straight behind; 出席 may follow a list of people.
            let list = role == EventPersonRole::Attendee || window.start() + 40 > clause_end || text.starts_with(person.span.end(), "在");
            if !list || people.iter().any(|p| p.name == person.value.name && p.role == role) {
                continue;
            }
            let position = positions.iter().position(|p| p.person_name == person.value.name);
            people.push(EventPersonClaim { sentence: view.number, span: person.span, name: person.value.name.clone(), role, position });
        }
    }
    (roles, people)
}

/// The organisations joined by 、 和 与 that end straight before a verb.
fn chain_before<'a>(view: &SentenceView<'a>, verb: usize, floor: usize) -> Vec<&'a EntityMention> {
    let text = view.cx.text();
    let mut end = verb;
    while end > floor && matches!(text.before(end), ' ' | '等' | '（' | '）' | '共' | '同' | '联' | '合') {
        end -= 1;
    }
    let mut chain: Vec<&EntityMention> = Vec::new();
    while let Some(org) =
        view.entities.iter().rev().find(|m| matches!(m.value.entity_type, EntityType::Org | EntityType::Fac | EntityType::Gpe) && m.span.end() <= end && m.span.start() >= floor)
    {
        let gap = view.slice(CharSpan::of(org.span.end()..end));
        let joined = gap.is_empty()
            || !chain.is_empty() && gap.chars().count() <= 12 && gap.starts_with(['、', '和', '与', '及', '（'])
            || chain.is_empty() && gap.starts_with('（') && gap.ends_with('）');
        // （以下简称中心）联合主办: a bracket may stand between the name and the verb.
        let bracket = chain.is_empty() && gap.starts_with(['（', '(']) && gap.contains(['）', ')']);
        if !joined && !bracket {
            break;
        }
        chain.push(org);
        end = org.span.start();
        if !matches!(text.before(end), '、' | '和' | '与' | '及') {
            break;
        }
        end -= 1;
    }
    chain.reverse();
    chain.retain(|m| m.rule != "entity.alias" || m.value.entity_type == EntityType::Org);
    let mut seen: Vec<&str> = Vec::new();
    chain.retain(|m| {
        let new = !seen.contains(&m.value.name.as_str());
        seen.push(&m.value.name);
        new
    });
    chain
}
