//! Decides the rest of a fact: whether it has come about, what kind of figure it is, and who says so.

use chrono::Datelike;

use crate::assemble::clause::{Of, SentenceView, Unit};
use crate::assemble::phrase::REACHING;
use crate::assemble::{Change, ChangeBasis, FactStatus, Measure, Statistic};
use crate::extract::{EntityMention, EntityType, Mention, Quantity, QuantityKind, TimeMention};
use crate::lexicon::TokenTag;
use crate::text::CharSpan;

use super::measure::{CHANGES, Found, Slot};
use super::rules::{CHANGE, FROM_VALUE, POPULATION, SHARE};
use super::subject::{self, Carried};
use super::{FactClaim, is_relative, period};

/// Completes a fact.
pub fn complete(slot: &Slot<'_, '_>, number: usize, found: &Found, claims: &[FactClaim], carried: &Carried) -> FactClaim {
    let (view, quantity) = (slot.view, slot.quantity);
    let clause = view.clause(quantity.span.start());
    let (subject, subject_from) = subject::resolve(slot, found, claims, carried);
    let period = period::resolve(slot, found, claims, carried);
    let mention = period.time.map(|t| &view.all.times[t]);
    let change = change_of(slot, found);
    let base_time = base_period(view, quantity.span.start(), clause, change.is_some());
    let basis = change.and_then(|_| basis_of(slot, found, clause, base_time.is_some()));
    let (attributed, attributed_text) = attribution(slot);
    let measure = if change.is_some() {
        Measure::Change
    } else if matches!(found.rule, SHARE | POPULATION) {
        Measure::Share
    } else {
        match quantity.value.kind {
            QuantityKind::Count => Measure::Count,
            QuantityKind::Score => Measure::Score,
            QuantityKind::Percent | QuantityKind::Ratio | QuantityKind::Times => Measure::Ratio,
            _ => Measure::Level,
        }
    };
    let shared = found.shares.filter(|p| claims[*p].sentence == view.number && found.rule != CHANGE).map(|p| claims[p].status);
    FactClaim {
        sentence: view.number,
        quantity: number,
        metric: found.span,
        statistic: statistic(view, &found.text, clause),
        metric_text: found.text.clone(),
        subject: subject.as_ref().map(|s| s.span),
        subject_text: subject.map(|s| view.expanded(s.text)),
        subject_from,
        start: period.start,
        end: period.end,
        time: period.time,
        period_from: period.from,
        status: shared.unwrap_or_else(|| status(slot, found, clause, mention)),
        measure,
        change,
        basis,
        base_start: base_time.and_then(|t| t.value.start),
        base_end: base_time.and_then(|t| t.value.end),
        attributed,
        attributed_text,
        rule: found.rule,
    }
}

fn change_of(slot: &Slot<'_, '_>, found: &Found) -> Option<Change> {
    let value = &slot.quantity.value;
    let relative = is_relative(value) || value.unit == "bp";
    let verb = CHANGES.iter().filter(|(v, _)| found.text.ends_with(v)).max_by_key(|(v, _)| v.chars().count());
    let changes = found.rule == CHANGE || relative && verb.is_some() && found.rule != POPULATION;
    // 可能性低21%: an adjective that no table of verbs holds.
    let up = verb.map_or(!found.text.ends_with(['低', '少']), |(_, up)| *up);
    changes.then_some(if up { Change::Increase } else { Change::Decrease })
}

/// What a change is measured against, as the words around it say.
fn basis_of(slot: &Slot<'_, '_>, found: &Found, clause: CharSpan, dated: bool) -> Option<ChangeBasis> {
    let text = slot.view.slice(CharSpan::of(clause.start()..slot.quantity.span.start().max(clause.start())));
    let says = |words: &[&str]| words.iter().any(|w| found.text.contains(w) || text.contains(w));
    if says(&["同比"]) {
        Some(ChangeBasis::YearOnYear)
    } else if says(&["环比"]) {
        Some(ChangeBasis::PeriodOnPeriod)
    } else {
        // 较大 and 较快 compare with nothing.
        (dated || says(&["相比", "较上", "较前", "较去年", "较此前", "较同期", "比上", "比前", "比去年", "比此前"])).then_some(ChangeBasis::ThanStated)
    }
}

/// The period that a change is measured against: 较2020年的….
fn base_period<'a>(view: &SentenceView<'a>, at: usize, clause: CharSpan, is_change: bool) -> Option<&'a TimeMention> {
    is_change.then_some(())?;
    let near = |t: &&TimeMention| period::is_period(t) && t.span.end() <= at && matches!(view.mark_before(t.span.start()), '较' | '比' | '与');
    view.times.iter().rev().find(|t| near(t) && clause.contains(t.span)).or_else(|| view.times.iter().rev().find(near))
}

fn statistic(view: &SentenceView<'_>, metric: &str, clause: CharSpan) -> Option<Statistic> {
    let around = view.slice(clause);
    let has = |w: &str| metric.contains(w);
    if has("复合") {
        Some(Statistic::CompoundAnnual)
    } else if has("年均") || has("每年平均") {
        Some(Statistic::AnnualAverage)
    } else if has("累计") || around.contains("累计") {
        Some(Statistic::Cumulative)
    } else if has("平均") || has("人均") || has("均价") {
        Some(Statistic::Average)
    } else if has("中位") {
        Some(Statistic::Median)
    } else if has("峰值") || metric.starts_with("最高") || metric.starts_with("最大") {
        Some(Statistic::Maximum)
    } else if metric.starts_with("最低") || metric.starts_with("最小") {
        Some(Statistic::Minimum)
    } else if has("总额") || has("总量") || has("总数") || has("总收入") || has("总规模") {
        Some(Statistic::Total)
    } else {
        None
    }
}

/// What somebody does who says that they will: behind 将 a plan.
const ACTS: &[&str] = &[
    "推出", "投资", "投入", "招聘", "建设", "新增", "开设", "裁员", "收购", "出资", "发行", "启动", "举办", "裁减", "采购", "升级", "支付", "提供", "裁撤", "发放", "关闭", "部署",
];

/// Whether the figure has come about, by the words around it.
fn status(slot: &Slot<'_, '_>, found: &Found, clause: CharSpan, time: Option<&TimeMention>) -> FactStatus {
    let (view, quantity) = (slot.view, slot.quantity);
    // What people say that they plan or expect is how they answered.
    if found.rule == POPULATION && !view.slice(view.around(quantity.span.start())).contains("预测") {
        return FactStatus::Actual;
    }
    // 预计从32亿元增长到58亿元: what it moves from is there.
    if found.rule == FROM_VALUE {
        return FactStatus::Actual;
    }
    let lead = CharSpan::of(view.around(quantity.span.start()).start()..quantity.span.start());
    let says = |span: CharSpan, words: &[&str]| view.units_in(span).iter().any(|u| u.of == Of::Word && words.contains(&view.slice(u.span)));
    let written = |span: CharSpan, words: &[&str]| words.iter().any(|w| view.slice(span).contains(w));
    let told_ahead = time.is_some_and(|t| ["未来", "今后", "接下来"].iter().any(|w| view.slice(t.span).starts_with(w)));
    let future = told_ahead || time.and_then(|t| t.value.end).zip(view.cx.reference).is_some_and(|(end, reference)| end > reference && end.year() >= reference.year());
    let ahead = future && time.is_some_and(|t| period::until(view, t) || t.value.start.zip(view.cx.reference).is_some_and(|(s, r)| s > r));
    if written(clause, &["预计", "预测", "有望", "预期", "料将", "估计将", "或将", "预估"]) || says(lead, &["预计", "预测", "料", "曾预测", "预估"]) && (future || time.is_none())
    {
        return FactStatus::Forecast;
    }
    if written(clause, &["力争", "目标为", "目标是", "争取"])
        || is_goal(view, clause, quantity)
        || written(lead, &["力争", "目标是", "总体目标", "发展目标", "要完成", "要达到", "争取"])
    {
        return FactStatus::Target;
    }
    // 计划 and 建议 are nouns as often as verbs: 行动计划, 网络安全计划, 政策建议.
    let verbs = |words: &[&str]| {
        let units = view.units_in(lead);
        (0..units.len()).any(|i| {
            let own = units[i].of == Of::Word && words.contains(&view.slice(units[i].span));
            let noun_before = i > 0 && view.is_nominal(units[i - 1]) && !matches!(units[i - 1].of, Of::Name(_)) && view.slice(units[i - 1].span) != "公司";
            let goes_on = units.get(i + 1).is_none_or(|n| {
                view.is_verb(*n)
                    || matches!(n.of, Of::Time(_))
                    || matches!(n.tag, crate::lexicon::TokenTag::Preposition | crate::lexicon::TokenTag::Adverb)
                    || matches!(view.slice(n.span), "到" | "投入" | "投资")
            });
            own && goes_on && !noun_before
        })
    };
    if verbs(&["拟", "打算", "准备", "承诺", "计划", "有意"]) || written(clause, &["将投", "将建", "将新增", "将再"]) {
        return FactStatus::Plan;
    }
    // 将会上涨, 将达到; 将推出; 将于4月裁员, 将向政府支付. 将销量提升至 is another 将: a noun follows.
    let units = view.units_in(CharSpan::of(clause.start()..quantity.span.start().max(clause.start())));
    let predicate = |at: usize| {
        let passed = |u: &Unit| {
            matches!(u.of, Of::Time(_))
                || u.of == Of::Word
                    && (u.tag == TokenTag::Adverb || matches!(view.slice(u.span), "于" | "在" | "从" | "自" | " " | "底" | "前" | "起" | "内" | "会" | "再" | "继续"))
        };
        let mut next = at + 1;
        while units.get(next).is_some_and(passed) {
            next += 1;
        }
        // 向政府支付, 为用户提供.
        if units.get(next).is_some_and(|u| matches!(view.slice(u.span), "向" | "为" | "给")) {
            next = (next + 1..units.len().min(next + 5)).find(|i| view.is_verb(units[*i]) || ACTS.contains(&view.slice(units[*i].span)))?;
        }
        units
            .get(next)
            .filter(|u| u.of == Of::Word && (view.is_verb(**u) || ACTS.contains(&view.slice(u.span)) || matches!(view.slice(u.span), "会" | "达" | "超" | "有" | "增至" | "可")))
            .copied()
    };
    let ahead_verb = (0..units.len()).filter(|at| units[*at].of == Of::Word && matches!(view.slice(units[*at].span), "将" | "将会" | "将于" | "将在")).find_map(predicate);
    if let Some(verb) = ahead_verb {
        let until = time.is_some_and(|t| period::until(view, t)) && written(lead, &["提出", "要求", "明确", "规划"]);
        return if until {
            FactStatus::Target
        } else if ACTS.contains(&view.slice(verb.span)) {
            FactStatus::Plan
        } else {
            FactStatus::Forecast
        };
    }
    if verbs(&["建议", "提议"]) {
        return FactStatus::Proposal;
    }
    // 损失可能高达4亿美元, 可能会颠覆19%的岗位; but 可能影响了三成用户.
    let before: String = (0..slot.at).map(|at| view.says(slot.clause, at)).collect();
    if ["可能会", "可能将", "可能达", "可能高达", "可能超过"].iter().any(|w| before.contains(w)) {
        return FactStatus::Forecast;
    }
    if ahead {
        return if written(lead, &["提出", "要求", "明确", "《", "部署"]) {
            FactStatus::Target
        } else if written(lead, &["规划", "计划"]) {
            FactStatus::Plan
        } else if says(clause, &["将", "会"]) {
            FactStatus::Forecast
        } else {
            FactStatus::Target
        };
    }
    FactStatus::Actual
}

/// Whether 目标 or 确保 of a clause is about a figure: 15000人目标, 确保达到90%; but not 目标设备, 向目标发射.
fn is_goal(view: &SentenceView<'_>, clause: CharSpan, quantity: &Mention<Quantity>) -> bool {
    let units: Vec<&Unit> = view.units_in(clause).iter().filter(|u| view.slice(u.span) != " ").collect();
    let says = |i: usize| view.slice(units[i].span);
    let figure = units.iter().position(|u| matches!(u.of, Of::Quantity(_)) && u.span.start() <= quantity.span.start() && quantity.span.start() < u.span.end());
    (0..units.len()).filter(|i| units[*i].of == Of::Word && matches!(says(*i), "目标" | "确保")).any(|i| {
        let Some(figure) = figure else { return true };
        if says(i) == "确保" {
            let reaches = |j: usize| matches!(says(j), "达到" | "超过" | "不低于" | "实现" | "完成" | "增长" | "突破" | "在") || matches!(units[j].of, Of::Quantity(_));
            return i < figure && (i + 1..=figure).any(reaches);
        }
        let set = |j: usize| REACHING.contains(says(j)) || matches!(says(j), "：" | ":" | "设定" | "定" | "定为" | "的");
        let ahead = i < figure && (i + 1..figure).all(set);
        let behind = i > figure && i - figure <= 3 && (figure + 1..i).all(|j| view.is_nominal(*units[j]) || matches!(says(j), "的" | "以上"));
        ahead || behind
    })
}

/// Who says so: 据X介绍, X表示, 《报告》显示.
fn attribution(slot: &Slot<'_, '_>) -> (Option<CharSpan>, Option<String>) {
    let view = slot.view;
    let text = view.cx.text();
    let found = view.entities.iter().find(|m| {
        let says = [
            "表示",
            "指出",
            "介绍",
            "显示",
            "称",
            "透露",
            "认为",
            "统计",
            "提出",
            "明确提出",
            "预测",
            "在致辞中表示",
            "数据显示",
            "发布的报告",
            "报道",
            "消息",
            "官网消息",
            "的数据",
            "的报告",
            "强调",
        ]
        .iter()
        .any(|w| text.starts_with(m.span.end(), w));
        let by = ["据", "根据", "按照"].iter().any(|w| text.ends_with(m.span.start(), w));
        (says || by) && matches!(m.value.entity_type, EntityType::Org | EntityType::Person | EntityType::Work | EntityType::Gpe)
    });
    match found.or_else(|| reporter(slot)) {
        Some(m) => (Some(m.span), Some(view.full_name(m))),
        None => (None, None),
    }
}

/// Who reports what a later clause or the rest of the clause states, over other words: Delinea的最新研究表明，…; 据360全网安全大数据统计，….
fn reporter<'v>(slot: &Slot<'v, '_>) -> Option<&'v EntityMention> {
    const REPORTS: &[&str] =
        &["表示", "指出", "认为", "透露", "声称", "宣称", "证实", "披露", "说", "称", "报道", "显示", "表明", "介绍", "强调", "警告", "预测", "预计", "统计", "估计"];
    const SOURCES: &[&str] = &["报告", "研究", "调查", "数据", "统计", "分析", "监测", "财报", "公告", "大数据", "看板", "博文", "文章", "声明", "文件", "发言人", "负责人"];
    // So many units a clause is looked through, and so many before the verb for the name.
    const LONGEST: usize = 80;
    const FARTHEST: usize = 10;
    let (view, figure) = (slot.view, slot.quantity.span.start());
    let reports = |m: &EntityMention| matches!(m.value.entity_type, EntityType::Org | EntityType::Person | EntityType::Work | EntityType::Product);
    view.clauses_before(slot.number + 1).find_map(|number| {
        let clause = &view.clauses[number];
        let verb = (1..clause.units.len().min(LONGEST)).find(|i| {
            let unit = view.unit(clause, *i);
            unit.of == Of::Word && unit.span.end() <= figure && REPORTS.contains(&view.slice(unit.span)) && !matches!(view.mark_behind(unit.span.end()), '为' | '的' | '了')
        })?;
        let names: Vec<&EntityMention> = (verb.saturating_sub(FARTHEST)..verb)
            .filter_map(|i| match view.unit(clause, i).of {
                Of::Name(n) => Some(&view.all.entities[n]).filter(|m| reports(m)),
                _ => None,
            })
            .collect();
        // Up to the verb no other verb and no figure: who did something else is not who says so.
        let name = names.iter().rev().find(|m| m.value.entity_type == EntityType::Person).or(names.first())?;
        let between = view.units_in(CharSpan::of(name.span.end()..view.unit(clause, verb).span.start()));
        let source = between.iter().any(|u| u.of == Of::Word && SOURCES.iter().any(|w| view.slice(u.span).ends_with(w)));
        let plain = between.iter().all(|u| match u.of {
            Of::Name(_) | Of::Time(_) => true,
            Of::Word => {
                view.is_nominal(*u)
                    || matches!(u.tag, TokenTag::Adjective | TokenTag::Adverb | TokenTag::Mark | TokenTag::Conjunction)
                    || matches!(view.slice(u.span), "的" | "最新" | "发布" | "公布" | "在" | "中" | "上")
            }
            Of::Quantity(_) => false,
        });
        // A product reports through its data alone.
        (plain && (source || name.value.entity_type != EntityType::Product && between.len() <= 4)).then_some(*name)
    })
}
