//! Decides what is counted, and what is said of it.

use crate::assemble::clause::{Clause, Of};
use crate::extract::{EntityType, QuantityKind};
use crate::lexicon::TokenTag;

use super::group::elliptic;
use super::{About, Found, Slot};
use crate::assemble::fact::FactClaim;
use crate::assemble::fact::rules::{AGE, METRIC_REACHES, VALUE_OF_NOUN};

/// Ends of nouns for people, whom 名, 位 and 人 count.
pub(super) const PEOPLE_ENDS: &[char] = &['者', '员', '人', '户', '客', '师', '家', '生', '民', '众', '工', '官', '兵', '长', '手', '粉', '友'];

/// Verbs that say of a sum only that there is one.
const LIGHT: &[&str] = &["处以", "开出", "作出", "做出", "给予", "予以", "判处", "遭受", "达成", "等于"];

/// The age of a person: 26岁的张三, 张三（26岁）.
pub(super) fn aged(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    if slot.quantity.value.unit != "count:岁" || slot.quantity.value.value_max.is_some() {
        return None;
    }
    let named = |clause: &Clause, at: usize| match view.unit(clause, at).of {
        Of::Name(n) if view.all.entities[n].value.entity_type == EntityType::Person => Some(view.all.entities[n].span),
        _ => None,
    };
    let behind = (slot.at + 1..slot.len().min(slot.at + 4)).find_map(|at| named(slot.clause, at));
    let before = (slot.at.saturating_sub(4)..slot.at).rev().find_map(|at| named(slot.clause, at));
    let host = slot.clause.host.and_then(|h| named(&view.clauses[h.clause], h.units.checked_sub(1)?));
    let person = behind.or(before).or(host)?;
    Some(Found { span: slot.quantity.span, text: "年龄".to_owned(), about: About::Phrase(person), time: None, shares: None, rule: AGE })
}

/// How far the noun that a quantity counts goes: up to its head, a 的 behind what fits the classifier ending it (3万多名用户的地址).
pub(in crate::assemble::fact) fn counted_phrase(slot: &Slot<'_, '_>) -> Option<(usize, usize)> {
    let view = slot.view;
    let mut start = slot.at + 1;
    while matches!(slot.says(start), "的" | " " | "以上" | "左右" | "以下" | "多" | "余" | "”") {
        start += 1;
    }
    if matches!(slot.says(start), "、" | "和" | "与" | "及" | "以及") {
        return None;
    }
    // 21份总价值约4000万美元的合同: what they are worth is no part of the noun.
    let worth = (start + 1..slot.len().min(start + 4)).find(|at| matches!(slot.of(*at), Some(Of::Quantity(_))));
    let priced = |figure: &usize| {
        let lead = slot.text(start, *figure).trim_end_matches(['约', '近', '超', '过', '为', '达']);
        matches!(lead, "价值" | "总价值" | "总值" | "总额" | "总金额" | "金额" | "面值" | "单价" | "售价")
    };
    if let Some(figure) = worth.filter(|figure| slot.says(figure + 1) == "的" && priced(figure)) {
        start = figure + 2;
    }
    // 870起关于某部门遭受攻击的投诉: what they are about is no part of the noun.
    if matches!(slot.says(start), "关于" | "有关" | "针对")
        && let Some(of) = (start + 2..slot.len().saturating_sub(1)).rev().find(|at| slot.says(*at) == "的")
        && !(start..of).any(|at| matches!(slot.of(at), Some(Of::Quantity(_))))
    {
        start = of + 1;
    }
    let mut end = view.counted_behind(slot.clause, start, slot.len()).or_else(|| deed(slot, start))?;
    // What 、 adds behind a noun is another thing: 5个行业领域数据出境目的、典型场景….
    if let Some(list) = (start + 1..end).find(|at| {
        slot.says(*at) == "、" && matches!(view.unit(slot.clause, *at - 1).tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name) && !(*at..end).any(|i| slot.says(i) == "的")
    }) {
        end = list;
    }
    let classifier = slot.quantity.value.unit.strip_prefix("count:").unwrap_or_default();
    let stop = (start + 1..end).find(|at| {
        // 15个关键的绕过漏洞, 两颗地球大小的行星: what grades the noun is not counted.
        if slot.says(*at) != "的"
            || !slot.is_nominal(*at - 1)
            || matches!(slot.says(*at - 1), "关键" | "核心" | "重大" | "高危" | "严重" | "主要" | "典型" | "独立" | "大小" | "等级" | "级别" | "类型" | "型号" | "规模" | "尺寸")
        {
            return false;
        }
        // A modifier with a verb goes on to its noun.
        // 150万个不针对最新API的应用程序: so does one with a preposition.
        let opens = |i: usize| slot.of(i) == Some(Of::Word) && view.unit(slot.clause, i).tag == TokenTag::Preposition;
        if (start..*at).any(|i| slot.is_verb(i) || opens(i) || view.unit(slot.clause, i).tag == TokenTag::Adjective && i + 1 == *at) {
            return false;
        }
        let last = slot.text(*at - 1, *at).chars().last().unwrap_or(' ');
        match classifier {
            "名" | "位" | "人" => PEOPLE_ENDS.contains(&last),
            "类" | "种" => *at < end && (slot.head..slot.at).any(|i| slot.is_verb(i)) && slot.at - slot.head <= 4,
            "家" | "所" | "个" | "国" | "台" | "款" | "部" | "辆" | "架" | "座" | "颗" | "只" => true,
            // 1亿用户的通话记录: what is counted without a classifier is the noun itself.
            noun => !noun.is_empty() && slot.text(start, *at) == noun,
        }
    });
    // What stands behind 、 or 和 is another thing unless the classifier is of the whole: keep it.
    Some((start, stop.unwrap_or(end)))
}

/// A verb that names what was counted by its classifier: 提交2385起投诉, 超过200次下载.
fn deed(slot: &Slot<'_, '_>, at: usize) -> Option<usize> {
    const OF_DEEDS: &[&str] = &["count:起", "count:次", "count:件", "count:例", "count:宗", "count:项", "count:轮"];
    let closes = at + 1 == slot.len() || matches!(slot.says(at + 1), "、" | "和" | "与" | "及" | "以及");
    let verb = slot.says(at);
    let named = OF_DEEDS.contains(&slot.quantity.value.unit.as_str()) && slot.is_verb(at) && verb != "进行" && verb.chars().count() == 2 && closes;
    // 分4次排放: how it is done.
    if slot.at > 0 && matches!(slot.says(slot.at - 1), "分" | "分为" | "分成") {
        return None;
    }
    // Behind another verb only: 攻击5次失败 counts attacks.
    let done = slot.at > slot.head && slot.is_verb(slot.at - 1) || slot.says(slot.at.saturating_sub(1)) == "了";
    (named && done).then_some(at + 1)
}

/// What people that are counted do, where it was said who they are or where: 广州已有65万人接种了疫苗.
fn people_doing(slot: &Slot<'_, '_>, floor: usize) -> Option<Found> {
    const LEADS: &[&str] = &["有", "已", "已有", "已经", "共", "共有", "约", "约有", "现有", "现", "目前", "累计", "将", "将有", "全年", "总共", "超", "近", "逾", " "];
    let view = slot.view;
    let people = matches!(slot.quantity.value.unit.as_str(), "count:人" | "count:名" | "count:位" | "count:户");
    let (_, topic) = view.topic(slot.clause, floor).filter(|_| people && slot.is_verb(slot.at + 1))?;
    let span = super::group::predicate(view, slot.clause, slot.number, slot.at + 1).filter(|span| (2..=24).contains(&span.len()))?;
    let plain = !view.units_in(span).iter().any(|u| matches!(u.of, Of::Quantity(_)));
    (plain && topic <= floor && (topic..floor).all(|at| LEADS.contains(&slot.says(at)))).then(|| Found {
        span,
        text: view.slice(span).to_owned(),
        about: About::Clause(floor),
        time: None,
        shares: None,
        rule: VALUE_OF_NOUN,
    })
}

/// What happened to people: 造成9人死亡.
pub(super) fn harmed(slot: &Slot<'_, '_>) -> Option<Found> {
    const HARM: &[&str] = &[
        "死亡",
        "受伤",
        "遇难",
        "失踪",
        "丧生",
        "身亡",
        "被困",
        "死伤",
        "伤亡",
        "重伤",
        "轻伤",
        "获救",
        "感染",
        "失业",
        "流离失所",
        "受灾",
        "中毒",
        "被捕",
        "落网",
        "被害",
        "遇害",
        "受影响",
        "受害",
    ];
    const LEADS: &[&str] = &["造成", "导致", "致", "致使", "已", "了", "共", "有", "约", "约有", "至少", "另有", "已经", "共有", "另", "使", "还有", "已有"];
    let people = matches!(slot.quantity.value.unit.as_str(), "count:人" | "count:名" | "count:位" | "count:例");
    if !people || slot.of(slot.at + 1) != Some(Of::Word) || !HARM.contains(&slot.says(slot.at + 1)) {
        return None;
    }
    let floor = (slot.head..slot.at).rev().take_while(|at| LEADS.contains(&slot.says(*at))).last().unwrap_or(slot.at);
    let span = slot.stretch(slot.at + 1, slot.at + 2);
    Some(Found { span, text: slot.view.slice(span).to_owned(), about: About::Clause(floor), time: None, shares: None, rule: VALUE_OF_NOUN })
}

/// The later items of a list of things with what each is worth: 价值875万美元的甲、价值1850万美元的乙.
pub(super) fn worth(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let listed = slot.at >= 2 && slot.says(slot.at - 1) == "价值" && matches!(slot.says(slot.at - 2), "、" | "和" | "及" | "以及" | "与");
    let (start, end) = counted_phrase(slot).filter(|_| listed)?;
    let previous = last.filter(|p| claims[*p].sentence == slot.view.number)?;
    let span = slot.stretch(start, end);
    Some(Found { span, text: slot.view.slice(span).to_owned(), about: About::Previous(previous), time: None, shares: Some(previous), rule: VALUE_OF_NOUN })
}

/// A count of something: the noun behind it, with the verb before it or the predicate behind.
pub(super) fn counted(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    let value = &slot.quantity.value;
    if matches!(value.kind, QuantityKind::PercentagePoint | QuantityKind::Score | QuantityKind::Point | QuantityKind::Ratio) || value.unit == "bp" {
        return None;
    }
    let Some((start, end)) = counted_phrase(slot) else {
        let floor = view.strip_reaching(slot.clause, slot.head, slot.at);
        let bare = slot.counts() && (slot.head..floor).all(|at| matches!(slot.says(at), "有" | "另" | "，" | " "));
        return bare.then(|| elliptic(slot, slot.at + 1)).flatten().or_else(|| people_doing(slot, floor));
    };
    let mut floor = slot.at;
    while floor > slot.head && {
        let word = slot.says(floor - 1);
        matches!(
            word,
            "了" | "过"
                | "共"
                | "共计"
                | "约"
                | "近"
                | "超"
                | "超过"
                | "逾"
                | "多达"
                | "至少"
                | "另外"
                | "其他"
                | "其余"
                | "等"
                | "的"
                | " "
                | "大约"
                | "将"
                | "高达"
                | "累计"
                | "仅"
                | "又"
                | "总共"
                | "一共"
                | "着"
                | "这"
                | "那"
                | "该"
                | "上述"
                | "以上"
                | "另"
                | "每"
                | "不足"
                | "全部"
                | "首批"
                | "最多"
                | "合计"
                | "价值"
        )
    } {
        floor -= 1;
    }
    let listed = (floor..slot.at).any(|at| slot.says(at) == "等");
    let before = (floor > slot.head).then(|| view.unit(slot.clause, floor - 1));
    // Money and measures take the noun behind them only with a verb in front (造成2.5亿美元损失) or without anything.
    let noun = slot.text(start, end);
    if !slot.counts() {
        let reached = before.is_some_and(|u| view.is_nominal(u) && view.is_measure(u))
            || slot.quantity.value.full_span.start() == slot.quantity.span.start() && before.is_some_and(|u| matches!(view.slice(u.span), "达" | "达到" | "为"));
        if reached {
            // 价值29亿美元的火箭: the noun is what the measure is of.
            let measure = before.filter(|u| view.is_nominal(*u)).map(|u| u.span);
            let of = slot.says(slot.at + 1) == "的" && measure.is_some() && floor - 1 <= slot.head + 2;
            return measure.filter(|_| of).map(|span| Found {
                span,
                text: view.slice(span).to_owned(),
                about: About::Phrase(slot.stretch(start, end)),
                time: None,
                shares: None,
                rule: METRIC_REACHES,
            });
        }
        // 约有10亿美元现金: the verb is a part of how exact the value is.
        let has = ["约有", "至少有", "近有", "大约有"].iter().any(|w| view.slice(slot.quantity.value.full_span).starts_with(w));
        if !before.is_some_and(|u| view.is_verb(u)) && floor > slot.head && !listed && !has {
            return None;
        }
    }
    // 与40个州达成和解, 对130家企业发起攻击: what is done to the counted things.
    let mut lead = floor;
    while lead > slot.head && floor - lead < 3 && slot.is_nominal(lead - 1) {
        lead -= 1;
    }
    let before_lead = (lead > slot.head).then(|| view.unit(slot.clause, lead - 1));
    let towards = before_lead.is_some_and(|u| u.of == Of::Word && matches!(view.slice(u.span), "与" | "对" | "向" | "给" | "为" | "从" | "在"));
    // 对47种技术进行了调研: which says nothing of them.
    let light = matches!(slot.says(end), "进行" | "开展" | "加以" | "予以");
    if towards && end < slot.len() && slot.is_verb(end) && !light {
        let mut stop = end;
        while stop < slot.len() && !matches!(slot.of(stop), Some(Of::Quantity(_))) && stop - end < 7 {
            stop += 1;
        }
        let span = slot.stretch(start, stop);
        if stop == slot.len() && span.len() <= 20 {
            return Some(Found { span, text: view.slice(span).to_owned(), about: About::Clause(lead - 1), time: None, shares: None, rule: VALUE_OF_NOUN });
        }
    }
    // X的两名创始人: whose they are.
    let possessed = slot.at > slot.head && slot.says(slot.at - 1) == "的" && slot.at >= 2 + slot.head && slot.is_nominal(slot.at - 2);
    let owner = possessed.then(|| view.phrase_before(slot.clause, slot.head, slot.at - 1)).flatten().filter(|from| {
        // 支持X的42个国家, 42个国家的128个机构: not whose they are.
        let modifies = *from > slot.head && (slot.is_verb(*from - 1) || matches!(slot.of(*from - 1), Some(Of::Quantity(_))));
        !modifies && (*from..slot.at - 1).all(|i| !slot.is_verb(i)) && (*from..slot.at - 1).any(|i| view.is_bearer(view.unit(slot.clause, i)))
    });
    if let Some(from) = owner {
        return Some(Found {
            span: slot.stretch(start, end),
            text: noun.to_owned(),
            about: About::Phrase(slot.stretch(from, slot.at - 1)),
            time: None,
            shares: None,
            rule: VALUE_OF_NOUN,
        });
    }
    let about_end = if listed { list_start(slot, floor) } else { floor };
    if let Some(unit) = before.filter(|u| (view.is_verb(*u) || view.is_predicate(slot.clause, floor - 1)) && !listed) {
        let verb = view.slice(unit.span);
        // What a group is measured by, not counted: 达到128家企业.
        let mut from = floor - 1;
        // 检测到416亿次攻击, where 检测 is a noun to the word list: 到 alone says nothing.
        let reached = verb == "到";
        if reached && from > slot.head && matches!(view.unit(slot.clause, from - 1).tag, TokenTag::Noun | TokenTag::VerbNoun) && slot.says(from - 1).chars().count() == 2 {
            from -= 1;
        }
        let bare = reached && from + 1 == floor && !slot.is_verb(from.saturating_sub(1));
        // 处以100万元罚款, 黑客提出的5000万美元赎金: the sum is of the fine and of the ransom.
        let of_noun = !slot.counts() && (LIGHT.contains(&verb) || slot.says(slot.at - 1) == "的");
        let content = !view.only_exists(unit) && !matches!(verb, "超" | "破" | "等") && !bare && !of_noun;
        // 收集、整理: verbs joined; 累计注册, 新增开放: two verbs.
        while content
            && from > slot.head
            // 每个组织管理着421个API.
            && slot.says(from - 1) != "组织"
            && (view.is_verb(view.unit(slot.clause, from - 1)) && !view.only_exists(view.unit(slot.clause, from - 1)) && view.unit(slot.clause, from - 1).span.len() >= 2
                || slot.says(from - 1) == "累计")
            && floor - from < 2
        {
            from -= 1;
        }
        // A long modifier is left out: what counts is its noun.
        let (start, noun) = match (start..end).rev().find(|i| slot.says(*i) == "的").filter(|_| noun.chars().count() > 14) {
            Some(of) => (of + 1, slot.text(of + 1, end)),
            None => (start, noun),
        };
        // 发现6家酒店存在风险: what the counted things do.
        let mut stop = end;
        while stop < slot.len() && slot.of(stop) == Some(Of::Word) && stop - end < 5 {
            stop += 1;
        }
        let does = stop == slot.len() && stop > end && slot.is_verb(end) && (!light || verb.ends_with('有')) && slot.stretch(end, stop).len() <= 8;
        // 已有1.7万台设备遭到感染.
        let there_are = slot.counts()
            && verb.ends_with('有')
            && !verb.starts_with('没')
            && (slot.head..floor - 1).all(|at| matches!(slot.says(at), "已" | "已经" | "将" | "另" | "还" | "仍" | "目前" | " "));
        if stop == slot.len()
            && there_are
            && let Some(found) = acting(slot, start, end, stop)
        {
            return Some(found);
        }
        let noun = if does { slot.text(start, stop) } else { noun };
        let text = if content && noun.chars().count() <= 16 { format!("{}{noun}", slot.text(from, floor)) } else { noun.to_owned() };
        return Some(Found { span: slot.stretch(start, end), text, about: About::Clause(from), time: None, shares: None, rule: VALUE_OF_NOUN });
    }
    // The counted things do something themselves: 860个关键基础设施遭勒索软件入侵.
    let alone = floor <= slot.head || before.is_some_and(|u| view.is_realm(u));
    if slot.counts() && alone && !listed {
        let mut stop = end;
        while stop < slot.len() && !matches!(slot.of(stop), Some(Of::Quantity(_))) && stop - end < 8 {
            stop += 1;
        }
        let whole = slot.stretch(start, stop);
        if stop > end && stop == slot.len() && whole.len() <= 18 && slot.stretch(end, stop).len() >= 2 && !matches!(slot.says(end), "中" | "之中" | "里" | "内" | "的" | "，")
        {
            // Nothing was spoken of before: the counted things are what it is about, what they do is the measure.
            if floor <= slot.head
                && let Some(found) = acting(slot, start, end, stop)
            {
                return Some(found);
            }
            return Some(Found { span: whole, text: view.slice(whole).to_owned(), about: About::Clause(floor), time: None, shares: None, rule: VALUE_OF_NOUN });
        }
    }
    Some(Found { span: slot.stretch(start, end), text: noun.to_owned(), about: About::Clause(about_end), time: None, shares: None, rule: VALUE_OF_NOUN })
}

/// What counted things do themselves where nothing else was spoken of before: the things are what it is about, what they do is the measure.
fn acting(slot: &Slot<'_, '_>, start: usize, end: usize, stop: usize) -> Option<Found> {
    let view = slot.view;
    // 研究人员发出警告，超过30万个实例暴露在互联网上: who says so is not what does so.
    let aside = |n: usize| view.only_reports(&view.clauses[n]) || view.topic(&view.clauses[n], view.clauses[n].units.len()).is_none();
    let passive = matches!(slot.says(end), "被" | "遭") && (end + 1..stop).any(|at| slot.is_verb(at));
    let does = slot.stretch(end, stop);
    let acts = (slot.is_verb(end) || passive) && does.len() >= 2 && view.clauses_before(slot.number).all(aside);
    acts.then(|| Found { span: does, text: view.slice(does).to_owned(), about: About::Phrase(slot.stretch(start, end)), time: None, shares: None, rule: VALUE_OF_NOUN })
}

/// Where an enumeration that 等 closes begins.
pub(super) fn list_start(slot: &Slot<'_, '_>, end: usize) -> usize {
    let mut at = end;
    while at > slot.head {
        let unit = slot.view.unit(slot.clause, at - 1);
        let word = slot.view.slice(unit.span);
        let item = slot.view.is_nominal(unit) || matches!(word, "、" | "和" | "与" | "及" | "以及" | "等" | " " | "“" | "”" | "《" | "》" | "·" | "/" | "-");
        if !item {
            break;
        }
        at -= 1;
    }
    at
}
