//! Decides which events an article reports, when and where they took place, and who did what for them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use chrono::NaiveDate;

use crate::extract::entity::series_and_edition;
use crate::extract::rule::{RuleId, rules};
use crate::extract::{EntityMention, EntityType, Mentions, TimeKind};
use crate::lexicon::{Lexicon, TokenTag};
use crate::text::{CharSpan, squash};

use super::clause::{Clause, Of, SentenceView};
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
        matches "由X主办, X、Y主办, X举办EVENT, 主办单位：X; 承办, 协办, 指导, 支持 likewise; in the sentence of the event or one that goes on with it (大会由…).",
        yields "A row an organisation in event_roles.",
        not "主办 of another event in the same article; 支持 and 指导 as plain verbs.",
        example "第四届国际工业信息安全应急大会在北京召开。大会由北京市经济和信息化局指导，工业信息安全产业发展联盟承办。"
    }
    PERSON = "event.person" {
        "Who does what at an event.",
        matches "X主持, X出席, X致辞, X发布 behind the report of an event.",
        yields "A row a person in event_people.",
        not "People who are quoted without being there; 没有出席; 重要讲话精神.",
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

/// Verbs that say that an event takes place.
const HELD: &[&str] =
    &["召开", "举行", "举办", "开幕", "闭幕", "落幕", "启幕", "拉开帷幕", "开赛", "圆满结束", "拉开序幕", "收官", "开启", "启动", "开营", "开展", "亮相", "来袭", "打响", "召集"];

/// Those that say that it has come to its end, and that it has begun.
const ENDED: &[&str] = &["闭幕", "落幕", "收官", "圆满结束"];
const BEGUN: &[&str] = &["开幕", "启幕", "拉开帷幕", "拉开序幕", "开赛"];

/// Words of manner before a verb of holding.
const MANNER: &[&str] = &[
    "隆重", "成功", "圆满", "顺利", "盛大", "正式", "如期", "火热", "联合", "共同", "同期", "线上", "主持", "将", "即将", "线下", "同步", "连续", "再次", "首次", "集中", "组织",
    "现场", "重磅", "精彩",
];

/// Nouns for gatherings, by which a later sentence speaks of the event: 本次大会.
const GATHERINGS: &[&str] =
    &["大会", "论坛", "峰会", "大赛", "会议", "活动", "比赛", "竞赛", "沙龙", "研讨会", "交流会", "博览会", "展会", "赛事", "年会", "总决赛", "培训班", "训练营", "发布会"];

const ROLES: &[(&str, EventRoleKind)] =
    &[("主办", EventRoleKind::Host), ("承办", EventRoleKind::Organizer), ("协办", EventRoleKind::CoOrganizer), ("指导", EventRoleKind::Guide), ("支持", EventRoleKind::Support)];

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

/// An event with the sentences that speak of it.
struct Report {
    claim: EventClaim,
    /// Its names in the article, without blanks and marks.
    names: Vec<String>,
}

/// Finds the events of an article.
#[must_use]
pub fn find(mentions: &Mentions, views: &[SentenceView<'_>], positions: &[PositionClaim]) -> Vec<EventClaim> {
    let mut reports = gather(mentions);
    // Of most articles: the rest only adds to what was named.
    if reports.is_empty() {
        return Vec::new();
    }
    // The event that a sentence goes on with when it names none.
    let mut current: Option<usize> = None;
    let mut since = 0;
    for view in views {
        let here: Vec<(usize, CharSpan)> =
            view.entities.iter().filter(|m| m.value.entity_type == EntityType::Event).filter_map(|m| Some((of_name(&reports, &m.value.name)?, m.span))).collect();
        for (event, span) in &here {
            when_and_where(view, *span, &mut reports[*event].claim);
        }
        let goes_on = here.is_empty() && speaks_of_it(view);
        if let Some((event, _)) = here.iter().find(|(e, _)| !is_part(&reports[*e].claim.name)).or_else(|| here.first()) {
            current = Some(*event);
            since = 0;
        } else {
            since += 1;
        }
        if goes_on && let Some(event) = current {
            later(view, &mut reports[event].claim);
        }
        // Roles: of the event that the sentence names, else of the one it goes on with, or that was named just before.
        if !here.is_empty() || goes_on || since <= 2 || labels(view) {
            roles(view, &here, current, &mut reports);
        }
        if let Some(event) = current.filter(|_| since <= 30) {
            people(view, positions, &mut reports[event].claim);
        }
    }
    let mut events: Vec<EventClaim> = reports.into_iter().filter(|r| is_reported(mentions, views, &r.claim)).map(|r| r.claim).collect();
    nest(&mut events);
    events
}

/// A name without what variants of it differ in: blanks and marks.
fn plain(name: &str) -> String {
    squash(name).replace(['“', '”', '《', '》', '「', '」'], "").replace("开幕式暨", "")
}

/// A name without its year and number, by which variants of one event meet.
fn core(name: &str) -> String {
    let plain = plain(name);
    let (series, _) = series_and_edition(&plain);
    let series = series.unwrap_or(plain);
    let (again, _) = series_and_edition(&series);
    again.unwrap_or(series)
}

/// The events of an article: mentions of one name, and of names that differ in year, number or what stands before, are one.
fn gather(mentions: &Mentions) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    // 两会 names two at once.
    for mention in mentions.entities.iter().filter(|m| m.value.entity_type == EntityType::Event && !m.value.name.ends_with("两会")) {
        let name = &mention.value.name;
        let short = plain(name);
        let same = |r: &Report| {
            r.names.contains(&short) || {
                let (a, b) = (core(&r.claim.name), core(name));
                let (_, x) = series_and_edition(&plain(&r.claim.name));
                let (_, y) = series_and_edition(&short);
                let editions = x.is_none() || y.is_none() || x == y;
                let years = year_of(&r.claim.name).is_none() || year_of(name).is_none() || year_of(&r.claim.name) == year_of(name);
                let ends = a == b || a.chars().count() >= 6 && b.chars().count() >= 6 && (a.ends_with(&b) || b.ends_with(&a)) || stands_for(&a, &b) || stands_for(&b, &a);
                editions && years && ends
            }
        };
        if let Some(report) = reports.iter_mut().find(|r| same(r)) {
            // The fullest name stays.
            if name.chars().count() > report.claim.name.chars().count() {
                report.claim.name.clone_from(name);
                (report.claim.series, report.claim.edition) = series_and_edition(name);
            }
            report.names.push(short);
            continue;
        }
        let (series, edition) = series_and_edition(name);
        let claim = EventClaim {
            sentence: mention.sentence,
            span: mention.span,
            name: name.clone(),
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
        };
        reports.push(Report { claim, names: vec![short] });
    }
    reports
}

/// 黑帽大会 stands for 欧洲黑帽大会: the longer name puts nothing but a place or Latin letters before the shorter.
fn stands_for(short: &str, long: &str) -> bool {
    let before = long.strip_suffix(short).filter(|before| !before.is_empty() && short.chars().count() >= 4);
    before.is_some_and(|before| before.chars().all(|c| c.is_ascii_alphabetic()) || Lexicon::standard().place_by_name(before).is_some())
}

fn year_of(name: &str) -> Option<&str> {
    name.char_indices().find_map(|(at, _)| name.get(at..at + 4).filter(|y| y.starts_with("20") && y.chars().all(|c| c.is_ascii_digit())))
}

fn of_name(reports: &[Report], name: &str) -> Option<usize> {
    let short = plain(name);
    reports.iter().position(|r| r.names.contains(&short))
}

/// 党的二十大, 俄乌冲突: a fixed name alone is talked of, not reported.
fn is_reported(mentions: &Mentions, views: &[SentenceView<'_>], event: &EventClaim) -> bool {
    // 曾获X一等奖: what somebody has won is not what the article reports.
    let view = &views[event.sentence];
    let text = view.cx.text();
    let bare = event.start.is_none() && event.end.is_none() && event.place.is_none() && event.roles.is_empty() && event.people.is_empty();
    let prize = ["一等奖", "二等奖", "三等奖", "特等奖", "冠军", "亚军", "季军", "第一名", "优胜奖", "讲师", "演讲者", "Speaker", "奖项"]
        .iter()
        .any(|w| text.starts_with(text.skip_blanks(event.span.end()), w));
    // 《。两》第四届大会: a mark inside a name may part it from its clause.
    let clause = view.clause(event.span.start()).start();
    let lead = view.slice(CharSpan::of(clause.min(event.span.start())..event.span.start()));
    let past = ["曾在", "曾获", "曾参加", "参加过", "荣获", "夺得", "获得过", "多次参加", "毕业", "停办", "取消"].iter().any(|w| lead.contains(w));
    if bare && (prize || past) {
        return false;
    }
    // With its year or number before it a name is an edition's: 2025阿里白帽大会. That of a cup is what a task was set at.
    let edition = event.name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '第' | '首')) && !event.name.ends_with('杯');
    let known = |rule: RuleId| rule == "entity.event.congress" || rule == "entity.event.known" && !edition;
    let fixed = mentions.entities.iter().any(|m| m.span == event.span && known(m.rule));
    if !fixed || event.start.is_some() || event.place.is_some() || event.roles.iter().any(|r| r.role == EventRoleKind::Host) {
        return true;
    }
    // The clause says that it is held or what was done at it, or the title names it.
    let clause = view.clause(event.span.start());
    let rest = view.slice(CharSpan::of(event.span.end().min(clause.end())..clause.end()));
    rest.starts_with('上') || HELD.iter().any(|h| rest.contains(h)) && !rest.starts_with('以') || event.sentence == 0 && (rest.starts_with("召开") || rest.starts_with("举行"))
}

/// Whether a sentence speaks of the event by the kind of gathering it is: 本次大会, 大会由….
fn speaks_of_it(view: &SentenceView<'_>) -> bool {
    static SPOKEN_OF: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let before = ["本次", "本届", "此次", "该", "这次", "，"];
        let words = GATHERINGS.iter().flat_map(|g| before.iter().map(move |p| format!("{p}{g}")).chain([format!("{g}由")]));
        AhoCorasick::new(words).expect("a few short words make an automaton")
    });
    let text = view.slice(view.span);
    GATHERINGS.iter().any(|g| text.starts_with(g)) || SPOKEN_OF.is_match(text)
}

/// Whether a sentence is a line of labels: 主办单位：X; 时间：….
fn labels(view: &SentenceView<'_>) -> bool {
    let text = view.slice(view.span);
    ["主办单位", "主办方：", "承办单位", "指导单位", "协办单位", "支持单位", "联合主办：", "主办："].iter().any(|l| text.trim_start().starts_with(l))
}

/// A time that can be the days of an event: no year, and none that something goes on since.
fn usable(view: &SentenceView<'_>, clause: &Clause, at: usize) -> Option<usize> {
    let Of::Time(time) = view.unit(clause, at).of else { return None };
    let mention = &view.all.times[time];
    let before = if at > 0 { view.says(clause, at - 1) } else { "" };
    let after = if at + 1 < clause.units.len() { view.says(clause, at + 1) } else { "" };
    let dated = matches!(mention.value.kind, TimeKind::Date | TimeKind::Period) && mention.value.start.is_some();
    let wide = mention.value.start.zip(mention.value.end).is_none_or(|(s, e)| (e - s).num_days() > 31);
    let other = matches!(before, "自" | "从" | "截至") || matches!(after, "以来" | "起" | "至今" | "消息" | "讯" | "电" | "日电" | "报道");
    (dated && !wide && !other).then_some(time)
}

/// The verb of holding behind or before a name in its clause, with its place among the units.
fn held_verb(view: &SentenceView<'_>, clause: &Clause, name: usize) -> Option<(usize, &'static str)> {
    let text = view.cx.text();
    // 开幕式 is a part, 停办 and 取消 say the contrary.
    let verb = |i: usize| {
        let start = view.unit(clause, i).span.start();
        let denied = i > 0 && matches!(view.says(clause, i - 1), "停止" | "取消" | "暂停" | "不再" | "推迟" | "原定");
        HELD.iter()
            .find(|h| text.starts_with(start, h) && !text.starts_with(start + h.chars().count(), "式") && !text.starts_with(start + h.chars().count(), "仪式"))
            .copied()
            .filter(|_| !denied)
    };
    let behind = (name + 1..clause.units.len()).find_map(|i| verb(i).map(|v| (i, v)));
    // 主持召开国务院常务会议; 在番禺区举办X; 举办的X.
    let before = || (name.saturating_sub(8)..name).rev().find_map(|i| verb(i).map(|v| (i, v)));
    behind.or_else(before)
}

/// Takes days and place from a sentence that says that the event is held.
fn when_and_where(view: &SentenceView<'_>, span: CharSpan, event: &mut EventClaim) {
    let found = view.clauses.iter().enumerate().find_map(|(n, c)| c.units.iter().position(|u| view.units[*u].span == span).map(|at| (n, at)));
    let Some((number, at)) = found else { return };
    let clause = &view.clauses[number];
    let held = held_verb(view, clause, at);
    // A bracket behind the name with the days: 全球总决赛（9月23日至11月2日）.
    let bracket = view.clauses.iter().find(|c| c.host == Some(super::clause::Host { clause: number, units: at + 1 }));
    let in_bracket = bracket.and_then(|c| (0..c.units.len()).find_map(|i| usable(view, c, i)));
    // 在X上, 参加X, 出席X on a day: it is held that day.
    let next = if at + 1 < clause.units.len() { view.says(clause, at + 1) } else { "" };
    let attended = matches!(next, "上" | "中" | "现场" | "期间") || (at > 0 && (0..at).any(|i| matches!(view.says(clause, i), "参加" | "出席" | "亮相")));
    if held.is_none() && in_bracket.is_none() && !attended {
        return;
    }
    if event.start.is_none() && event.end.is_none() {
        let verb_at = held.map_or(at, |(v, _)| v.max(at));
        let own = (0..verb_at).rev().find_map(|i| usable(view, clause, i)).or_else(|| held.and_then(|(v, _)| (v..clause.units.len()).find_map(|i| usable(view, clause, i))));
        let lead = || {
            (0..number).rev().filter(|n| view.clauses[*n].host == clause.host).find_map(|n| {
                let earlier = &view.clauses[n];
                (0..earlier.units.len()).rev().find_map(|i| usable(view, earlier, i)).filter(|_| earlier.units.len() <= 6)
            })
        };
        let time = in_bracket.or(own).or_else(lead);
        let day = |t: usize| view.all.times[t].value.start == view.all.times[t].value.end;
        if let Some(time) = time.filter(|t| held.is_some() || in_bracket.is_some() || day(*t) || matches!(next, "上" | "中")) {
            // A、B分别于T1和T2召开: each its own.
            let time = respective(view, clause, number, span, time);
            let value = &view.all.times[time].value;
            let verb = held.map_or("", |(_, v)| v);
            event.start = if ENDED.contains(&verb) && value.start == value.end { None } else { value.start };
            event.end = if BEGUN.contains(&verb) && value.start == value.end { None } else { value.end };
        }
    }
    if event.place.is_none() {
        let (from, to) = match held {
            Some((verb, _)) if verb > at => (at + 1, verb),
            Some((verb, _)) => (0, verb),
            None => (0, at),
        };
        if let Some((place, named)) = place(view, clause, from, to) {
            event.place = Some(view.slice(place).to_owned());
            event.place_span = named;
        }
    }
}

/// Of events and times that 分别 pairs the time of one event.
fn respective(view: &SentenceView<'_>, clause: &Clause, number: usize, span: CharSpan, time: usize) -> usize {
    if !clause.units.iter().any(|u| view.word(*u) == "分别") {
        return time;
    }
    let events: Vec<CharSpan> = view.entities.iter().filter(|m| m.value.entity_type == EntityType::Event && view.clauses[number].span.contains(m.span)).map(|m| m.span).collect();
    let times: Vec<usize> = (0..clause.units.len()).filter_map(|i| usable(view, clause, i)).collect();
    match events.iter().position(|e| *e == span) {
        Some(rank) if events.len() == times.len() => times[rank],
        _ => time,
    }
}

/// Where something is held: what stands behind 在 or 于 up to the verb, less words of manner.
fn place(view: &SentenceView<'_>, clause: &Clause, from: usize, to: usize) -> Option<(CharSpan, Option<CharSpan>)> {
    const VENUES: &[&str] = &["中心", "酒店", "大厦", "馆", "园", "大学", "会议室", "广场", "礼堂", "剧院", "基地", "总部", "学院", "体育场", "会堂", "山庄"];
    let stop = to.min(clause.units.len());
    let leads = |i: usize| matches!(view.says(clause, i), "在" | "于" | "落户" | "相约") && i + 1 < stop && !matches!(view.unit(clause, i + 1).of, Of::Time(_));
    let at = (from..stop).find(|i| leads(*i))? + 1;
    let named = |i: usize| match view.unit(clause, i).of {
        Of::Name(n) => {
            let mention = &view.all.entities[n];
            let venue = VENUES.iter().any(|v| view.slice(mention.span).ends_with(v));
            (matches!(mention.value.entity_type, EntityType::Gpe | EntityType::Loc | EntityType::Fac) || mention.value.entity_type == EntityType::Org && venue).then_some(mention)
        }
        _ => None,
    };
    let mut end = at;
    let mut last: Option<CharSpan> = None;
    while end < to.min(clause.units.len()) {
        let unit = view.unit(clause, end);
        let word = view.slice(unit.span);
        if let Some(mention) = named(end) {
            last = Some(mention.span);
        } else if !(view.is_nominal(unit) && !MANNER.contains(&word) || matches!(unit.tag, TokenTag::Number | TokenTag::Mark) && unit.of == Of::Word && !matches!(word, "、")) {
            break;
        }
        end += 1;
    }
    while end > at && MANNER.contains(&view.says(clause, end - 1)) {
        end -= 1;
    }
    if end <= at {
        return None;
    }
    let span = view.stretch(clause, at, end);
    // 在京: a city by one character.
    let begins = named(at).is_some() || matches!(view.slice(span), "京" | "沪" | "渝" | "津" | "蓉" | "穗" | "杭" | "深" | "宁" | "汉");
    let venue = VENUES.iter().any(|v| view.slice(span).ends_with(v));
    // 在北京举办的论坛上: a place; 在会上, 在此期间: none. An unknown venue ends in a word for one.
    if !begins && !venue {
        return None;
    }
    // Past the last name only a venue goes on.
    let span = match last {
        Some(last) if !venue => CharSpan::of(span.start()..last.end()),
        _ => span,
    };
    Some((span, last))
}

/// Takes days and place from a sentence that goes on with the event: 本次大会于T在P举行.
fn later(view: &SentenceView<'_>, event: &mut EventClaim) {
    for clause in &view.clauses {
        let Some(at) = (0..clause.units.len()).find(|i| GATHERINGS.iter().any(|g| view.says(clause, *i) == *g)) else { continue };
        let Some((verb, word)) = held_verb(view, clause, at) else { continue };
        if event.start.is_none()
            && event.end.is_none()
            && let Some(time) = (0..clause.units.len()).find_map(|i| usable(view, clause, i))
        {
            let value = &view.all.times[time].value;
            event.start = if ENDED.contains(&word) && value.start == value.end { None } else { value.start };
            event.end = if BEGUN.contains(&word) && value.start == value.end { None } else { value.end };
        }
        if event.place.is_none()
            && let Some((place, named)) = place(view, clause, 0, verb)
        {
            event.place = Some(view.slice(place).to_owned());
            event.place_span = named;
        }
    }
}

/// Whether a name is that of a part: 主论坛, 开幕式.
fn is_part(name: &str) -> bool {
    ["主论坛", "分论坛", "开幕式", "闭幕式", "仪式", "平行论坛", "开幕式暨主论坛"].iter().any(|p| name.ends_with(p))
}

/// An event whose name holds another's is a part of it: X大会主论坛 of X大会.
fn nest(events: &mut [EventClaim]) {
    let names: Vec<String> = events.iter().map(|e| e.name.clone()).collect();
    for (i, event) in events.iter_mut().enumerate() {
        event.parent = names.iter().position(|other| {
            *other != names[i] && names[i].starts_with(other.as_str()) && (names[i].ends_with("论坛") || names[i].ends_with("仪式") || names[i].ends_with("开幕式"))
        });
    }
}

/// The organisations that hold, organise, guide or support an event, as a sentence says.
fn roles(view: &SentenceView<'_>, here: &[(usize, CharSpan)], current: Option<usize>, reports: &mut [Report]) {
    for (number, clause) in view.clauses.iter().enumerate() {
        for at in 0..clause.units.len() {
            let word = view.says(clause, at);
            let Some((verb, role)) = ROLES.iter().find(|(v, _)| word == *v || word.starts_with(v) && matches!(&word[v.len()..], "单位" | "方")) else { continue };
            let label = word.len() > verb.len() || at + 1 < clause.units.len() && matches!(view.says(clause, at + 1), "单位" | "方");
            let orgs = if label { labelled(view, number, at) } else { before_verb(view, clause, at, *role) };
            // 由A主办的X: the event behind; else the last before it in the sentence; else the one spoken of.
            let start = view.unit(clause, at).span.start();
            let behind = here.iter().find(|(_, s)| s.start() > start && clause.span.contains(*s) && at + 1 < clause.units.len() && view.says(clause, at + 1) == "的");
            let event = behind.or_else(|| here.iter().rev().find(|(_, s)| s.end() <= start)).or_else(|| here.first().filter(|_| here.len() == 1)).map(|(e, _)| *e).or(current);
            let Some(event) = event else { continue };
            add_roles(view, orgs, *role, &mut reports[event].claim);
        }
        // X举办EVENT, X在京联合召开EVENT.
        for (event, span) in here.iter().filter(|(_, s)| clause.span.contains(*s)) {
            let Some(name) = clause.units.iter().position(|u| view.units[*u].span == *span) else { continue };
            let first = first_of_list(view, clause, name);
            let Some(verb) = (first.saturating_sub(3)..first).rev().find(|i| matches!(view.says(clause, *i), "举办" | "召开" | "举行" | "举办了" | "召开了")) else {
                continue;
            };
            let gap = (verb + 1..first).all(|i| matches!(view.says(clause, i), "了" | "的" | "“" | "首届" | "过"));
            if gap {
                let orgs = holders_before(view, number, verb);
                add_roles(view, orgs, EventRoleKind::Host, &mut reports[*event].claim);
            }
        }
    }
}

/// Back over an enumeration of events to its first.
fn first_of_list(view: &SentenceView<'_>, clause: &Clause, name: usize) -> usize {
    let mut at = name;
    while at >= 2
        && matches!(view.says(clause, at - 1), "、" | "和" | "及" | "与")
        && matches!(view.unit(clause, at - 2).of, Of::Name(n) if view.all.entities[n].value.entity_type == EntityType::Event)
    {
        at -= 2;
    }
    at
}

fn add_roles(view: &SentenceView<'_>, orgs: Vec<(CharSpan, String)>, role: EventRoleKind, event: &mut EventClaim) {
    for (span, name) in orgs {
        let known = event.roles.iter().any(|r| r.role == role && (r.name == name || plain(&r.name) == plain(&name)));
        if !known && !GATHERINGS.contains(&name.as_str()) {
            event.roles.push(EventRoleClaim { sentence: view.number, span, name, role });
        }
    }
}

fn org_at<'a>(view: &SentenceView<'a>, clause: &Clause, at: usize) -> Option<&'a EntityMention> {
    match view.unit(clause, at).of {
        Of::Name(n) => Some(&view.all.entities[n]).filter(|m| matches!(m.value.entity_type, EntityType::Org | EntityType::Fac | EntityType::Gpe)),
        _ => None,
    }
}

/// The organisations that an enumeration of units names, each piece between 、 和 与 及 联合 one: a name in full, or nouns that no
/// table knows.
fn pieces(view: &SentenceView<'_>, clause: &Clause, from: usize, to: usize) -> Vec<(CharSpan, String)> {
    let mut found = Vec::new();
    let mut start = from;
    for at in from..=to {
        let parts = at == to || matches!(view.says(clause, at), "、" | "和" | "与" | "及" | "以及" | "联合" | "携手" | "会同" | "，" | "；" | "共同" | "等");
        if !parts {
            continue;
        }
        let mut first = start;
        while first < at && matches!(view.says(clause, first), "由" | "单位" | "，" | " " | "“" | "”" | "将" | "在") {
            first += 1;
        }
        start = at + 1;
        if first >= at {
            continue;
        }
        if let Some(mention) = org_at(view, clause, first).filter(|_| first + 1 == at) {
            found.push((mention.span, view.full_name(mention)));
            continue;
        }
        let span = view.stretch(clause, first, at);
        // 由A指导、B主办: the role of the piece itself.
        if ROLES.iter().any(|(verb, _)| view.says(clause, at - 1) == *verb) {
            continue;
        }
        let nouns = (first..at).all(|i| view.is_nominal(view.unit(clause, i)) || matches!(view.unit(clause, i).tag, TokenTag::Adjective | TokenTag::Number | TokenTag::Mark));
        if nouns && (4..=30).contains(&span.len()) {
            found.push((span, view.slice(span).to_owned()));
        }
    }
    found
}

/// Who stands before a verb of role: from 由, the verb of another role, or the head of the clause.
fn before_verb(view: &SentenceView<'_>, clause: &Clause, verb: usize, role: EventRoleKind) -> Vec<(CharSpan, String)> {
    let mut end = verb;
    while end > 0 && matches!(view.says(clause, end - 1), "联合" | "共同" | "等" | "单位" | "携手" | "倾力" | "鼎力" | "独家" | "全程" | "大力" | "提供") {
        end -= 1;
    }
    let by = (0..end).rev().find(|i| view.says(clause, *i) == "由");
    let after = verb + 1 >= clause.units.len() || matches!(view.says(clause, verb + 1), "的" | "，" | "。" | "、" | "并" | "举办" | "单位" | "召开");
    // 支持 and 指导 are plain verbs unless the frame is one of roles.
    let plain_verb =
        matches!(role, EventRoleKind::Guide | EventRoleKind::Support) && !(after && (by.is_some() || ["主办", "承办"].iter().any(|r| view.slice(view.span).contains(r))));
    if plain_verb || !after && by.is_none() {
        return Vec::new();
    }
    let from = if let Some(by) = by {
        by + 1
    } else {
        // Back over the enumeration to what is no part of it.
        let mut at = end;
        while at > 0 {
            let unit = view.unit(clause, at - 1);
            let word = view.slice(unit.span);
            if !(view.is_nominal(unit)
                || matches!(unit.tag, TokenTag::Adjective | TokenTag::Number) && unit.of == Of::Word
                || matches!(word, "、" | "和" | "与" | "及" | "以及" | "联合" | "携手" | "会同" | "等"))
            {
                break;
            }
            at -= 1;
        }
        at
    };
    pieces(view, clause, from, end)
}

/// Who stands behind a label: 主办单位：X、Y; a list on the line.
fn labelled(view: &SentenceView<'_>, number: usize, at: usize) -> Vec<(CharSpan, String)> {
    let clause = &view.clauses[number];
    let own = (at + 1..clause.units.len()).find(|i| !matches!(view.says(clause, *i), "单位" | "方" | "为" | "是" | "包括"));
    if let Some(from) = own {
        return if matches!(view.says(clause, from - 1), "为" | "是" | "包括") { pieces(view, clause, from, clause.units.len()) } else { Vec::new() };
    }
    view.clauses.get(number + 1).filter(|c| matches!(c.stop, '：' | ':')).map(|c| pieces(view, c, 0, c.units.len())).unwrap_or_default()
}

/// The organisations that hold an event as the subject of the verb, or of the clauses before.
fn holders_before(view: &SentenceView<'_>, number: usize, verb: usize) -> Vec<(CharSpan, String)> {
    let clause = &view.clauses[number];
    let mut end = verb;
    while end > 0 {
        let unit = view.unit(clause, end - 1);
        let word = view.slice(unit.span);
        // 在商务部举行的X: a body is no place.
        let body = org_at(view, clause, end - 1).is_some_and(|m| m.value.entity_type == EntityType::Org);
        let place = end >= 2 && matches!(view.says(clause, end - 2), "在" | "于") && !body;
        if MANNER.contains(&word)
            || matches!(unit.of, Of::Time(_))
            || matches!(unit.tag, TokenTag::Adverb | TokenTag::Time)
            || matches!(word, "日前" | "近日" | "在" | "于")
            || place
        {
            end -= 1;
        } else {
            break;
        }
    }
    // 在商务部举行的X: the body straight before the verb.
    if end > 0 && org_at(view, clause, end - 1).is_some() {
        let mut first = end - 1;
        while first >= 2 && matches!(view.says(clause, first - 1), "、" | "和" | "与" | "及" | "联合") && org_at(view, clause, first - 2).is_some() {
            first -= 2;
        }
        if first == 0 || matches!(view.says(clause, first - 1), "在" | "由" | "于") {
            return pieces(view, clause, first, end);
        }
    }
    let from = view.head(clause, end);
    let named = (from..end).filter_map(|i| org_at(view, clause, i)).count();
    let whole = (from..end).all(|i| org_at(view, clause, i).is_some() || matches!(view.says(clause, i), "、" | "和" | "与" | "及" | "联合" | "会同" | "等"));
    if named > 0 && whole {
        return pieces(view, clause, from, end);
    }
    if from < end {
        return Vec::new();
    }
    // 园区…，举办X: the name that the sentence goes on with.
    (0..number)
        .rev()
        .filter(|n| view.clauses[*n].host == clause.host)
        .find_map(|n| {
            let earlier = &view.clauses[n];
            let (start, stop) = view.topic(earlier, earlier.units.len())?;
            Some(if stop == start + 1 { org_at(view, earlier, start).map(|m| vec![(m.span, view.full_name(m))]).unwrap_or_default() } else { Vec::new() })
        })
        .unwrap_or_default()
}

/// The people who chair, speak at or attend an event.
fn people(view: &SentenceView<'_>, positions: &[PositionClaim], event: &mut EventClaim) {
    let text = view.cx.text();
    let spoken = ["重要讲话", "讲话精神", "贯彻", "指出", "强调"].iter().any(|w| view.slice(view.span).contains(w)) && !view.slice(view.span).contains("出席");
    for (i, person) in view.entities.iter().enumerate().filter(|(_, m)| m.value.entity_type == EntityType::Person) {
        let clause_end = view.clause(person.span.start()).end();
        let next_person = view.entities[i + 1..]
            .iter()
            .take_while(|m| m.span.start() < person.span.end() + 60)
            .find(|m| m.value.entity_type == EntityType::Person && view.slice(CharSpan::of(person.span.end()..m.span.start())).contains(['。', '；', '，']))
            .map_or(view.span.end(), |m| m.span.start());
        let window = CharSpan::of(person.span.end()..(person.span.end() + 60).min(next_person).min(view.span.end()).max(person.span.end()));
        let words = view.slice(window);
        let Some((verb, role)) = PEOPLE.iter().find(|(w, _)| words.contains(w)).copied() else { continue };
        let at = words.find(verb).unwrap_or(0);
        let denied = ["没有", "未", "并未", "不"].iter().any(|n| words[..at].ends_with(n));
        if denied || spoken && role == EventPersonRole::Speaker {
            continue;
        }
        // 由X主持 puts the verb straight behind; 出席 may follow a list of people.
        let list = role == EventPersonRole::Attendee || window.start() + 40 > clause_end || text.starts_with(person.span.end(), "在");
        if !list || event.people.iter().any(|p| p.name == person.value.name && p.role == role) {
            continue;
        }
        let position = positions.iter().position(|p| p.person_name == person.value.name);
        event.people.push(EventPersonClaim { sentence: view.number, span: person.span, name: person.value.name.clone(), role, position });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::{Context, extract};
    use crate::testing::holds;

    /// The events of a text: `name|days|place|role name …`.
    fn read(text: &str) -> Vec<String> {
        let article = Article::plain(text, NaiveDate::from_ymd_opt(2023, 3, 24));
        let cx = Context::of(&article);
        let mentions = extract(&cx);
        let views = SentenceView::all(&cx, &mentions);
        let positions = crate::assemble::position::find(&views);
        let day = |d: Option<NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
        find(&mentions, &views, &positions)
            .iter()
            .map(|e| {
                let roles: Vec<String> = e.roles.iter().map(|r| format!("{} {}", r.role, r.name)).chain(e.people.iter().map(|p| format!("{} {}", p.role, p.name))).collect();
                format!("{}|{}..{}|{}|{}", e.name, day(e.start), day(e.end), e.place.as_deref().unwrap_or("-"), roles.join("，"))
            })
            .collect()
    }

    #[test]
    fn events() {
        let table: &[(&str, &[&str])] = &[
            (
                "3月23日，第四届国际工业信息安全应急大会在北京召开。大会由北京市经济和信息化局指导，北京市通州区人民政府主办。",
                &["第四届国际工业信息安全应急大会|2023-03-23..2023-03-23|北京|guide 北京市经济和信息化局，host 北京市通州区人民政府"],
            ),
            ("在由华为和腾讯联合主办的2022数字安全大会上，专家讨论了趋势。", &["2022数字安全大会|-..-|-|host 华为，host 腾讯"]),
            ("2023年2月1日，工信部在京联合召开第二届工业互联网大会。", &["第二届工业互联网大会|2023-02-01..2023-02-01|京|host 工信部"]),
            // A year is no day of an event, nor is what it has been held since.
            ("自2014年以来，中国网络安全大会在北京连续举办。", &["中国网络安全大会|-..-|北京|"]),
            // Variants of one name are one event.
            ("2022数字安全大会开幕。数字安全大会由华为主办。", &["2022数字安全大会|-..-|-|host 华为"]),
            ("3月20日在商务部举行的第二届数字贸易峰会上，专家讨论了趋势。", &["第二届数字贸易峰会|2023-03-20..2023-03-20|-|host 商务部"]),
            ("欧洲黑帽大会3月20日开幕。他在黑帽大会上演讲。", &["欧洲黑帽大会|2023-03-20..-|-|"]),
            // An edition of a known name is reported, a paper's or a booth's is not.
            ("2023阿里白帽大会期待您的光临。", &["2023阿里白帽大会|-..-|-|"]),
            ("这篇论文来自NDSS 2021。", &[]),
            ("题目来自2018护网杯。", &[]),
        ];
        holds(table, read);
    }
}
