//! Decides what a value reaches: the metric before it, the verb whose object it is, or the measure in force.

use crate::assemble::clause::Of;
use crate::extract::QuantityKind;
use crate::lexicon::TokenTag;
use crate::text::CharSpan;

use super::change::{CHANGES, base_text, earlier_measure};
use super::{About, Found, Slot};
use crate::assemble::fact::rules::{BASE, CHANGE, COORDINATED, METRIC_REACHES, SHARE, VERB_VALUE};
use crate::assemble::fact::{FactClaim, is_relative};

/// Words of comparison before a time or another figure.
pub(super) const COMPARING: &[&str] =
    &["较", "比", "与", "同", "和", "高于", "低于", "超过", "少于", "多于", "从", "由", "相比", "相较", "相较于", "对比", "不及", "超", "比起", "同比"];

/// A figure that another is compared with: 较2020年的285.19亿元, 高于2024年预测的67亿美元, 与2023年的49%相比.
pub(super) fn compared(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let mut at = slot.at;
    while at > 0
        && matches!(slot.says(at - 1), "的" | "同期" | "末" | "底" | "预测" | "约" | "近" | " " | "全年" | "为" | "预计" | "水平" | "数据" | "年" | "年底" | "当时" | "创下")
    {
        at -= 1;
    }
    let Some(Of::Time(time)) = at.checked_sub(1).and_then(|i| slot.of(i)) else { return None };
    let compares = at >= 2 && COMPARING.contains(&slot.says(at - 2));
    // T的VALUE alone: the measure is the one that was spoken of.
    let bare = at - 1 <= slot.head && slot.says(at) == "的" && (slot.at + 1 == slot.len() || !slot.is_nominal(slot.at + 1));
    if !compares && !bare {
        return None;
    }
    let previous = last?;
    let of = &claims[previous];
    if of.sentence + 1 < slot.view.number {
        return None;
    }
    Some(Found { span: of.metric, text: base_text(&of.metric_text), about: About::Previous(previous), time: Some(time), shares: None, rule: BASE })
}

/// What is done for a price.
const BUYING: &[&str] = &["购买", "购入", "买入", "收购", "出售", "售出", "卖出", "转让", "购得", "拍得", "采购", "兜售", "出租", "租用", "销售"];

/// The measure behind the value that it is a value of: 以10欧元的价格购买一台路由器, 没能突破10%的准确率.
pub(super) fn value_of_measure(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    if slot.counts() || slot.says(slot.at + 1) != "的" {
        return None;
    }
    let mut floor = view.strip_reaching(slot.clause, slot.head, slot.at);
    let by_at = |at: usize| at > slot.head && matches!(slot.says(at - 1), "以" | "按" | "按照");
    let by = by_at(slot.at) || by_at(floor) || floor > slot.head && slot.says(floor - 1).starts_with('每') && by_at(floor - 1);
    let denied = slot.at > slot.head && view.slice(slot.quantity.value.full_span).starts_with(['没', '未', '无', '难', '达']) && !slot.is_verb(slot.at - 1);
    let start = slot.at + 2;
    let whole = view.phrase_behind(slot.clause, start, slot.len()).filter(|_| by || denied)?;
    let end = (start..whole.min(start + 3)).find(|at| view.is_measure(view.unit(slot.clause, *at)))? + 1;
    // 120亿美元的估值融资: what is done follows; of 估值水平 the measure is the whole.
    let goes_on = end < whole && !view.is_verb(view.unit(slot.clause, end)) && view.unit(slot.clause, end).tag != TokenTag::VerbNoun;
    if goes_on || CHANGES.iter().any(|(change, _)| slot.says(end - 1) == *change) {
        return None;
    }
    while by && floor > slot.head && (by_at(floor) || slot.says(floor - 1).starts_with('每')) {
        floor -= 1;
    }
    // What is bought for it has the price.
    let priced = by && (slot.says(end - 1).ends_with('价') || slot.says(end - 1).ends_with("价格"));
    let bought = (priced && BUYING.contains(&slot.says(end))).then_some(end + 1).and_then(|from| {
        let from = (from..slot.len()).find(|at| !matches!(slot.of(*at), Some(Of::Quantity(_))) && !matches!(slot.says(*at), "了" | " ") && !slot.says(*at).starts_with('一'))?;
        view.phrase_behind(slot.clause, from, slot.len()).filter(|_| slot.says(from) != "价值").map(|to| slot.stretch(from, to))
    });
    let span = slot.stretch(start, end);
    Some(Found { span, text: view.slice(span).to_owned(), about: bought.map_or(About::Clause(floor), About::Phrase), time: None, shares: None, rule: METRIC_REACHES })
}

/// A metric in front of the value: 网络安全相关业务收入达354.6亿元.
pub(super) fn reached(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let view = slot.view;
    let mut end = view.strip_reaching(slot.clause, slot.head, slot.at);
    // 评分为满分10分.
    if slot.quantity.value.kind == QuantityKind::Score && end > slot.head + 1 && slot.says(end - 1) == "满分" {
        end = view.strip_reaching(slot.clause, slot.head, end - 1);
    }
    // A time between metric and value is no part of the metric: 收入2021年达….
    while end > slot.head && matches!(slot.of(end - 1), Some(Of::Time(_))) {
        end = view.strip_reaching(slot.clause, slot.head, end - 1);
    }
    // 达到全国四成左右: what it is a share of.
    if end > slot.head && end == slot.at && view.is_realm(view.unit(slot.clause, end - 1)) {
        let before = view.strip_reaching(slot.clause, slot.head, end - 1);
        if before < end - 1 {
            end = before;
        }
    }
    // 占全年收入的23.4%.
    let percent = slot.quantity.value.kind == QuantityKind::Percent;
    let of_whole = percent && end > slot.head && slot.says(end - 1) == "的";
    if of_whole {
        end -= 1;
    }
    let mut start = view.phrase_before(slot.clause, slot.head, end)?;
    // 占全年收入的23.4%: a time may begin the whole.
    if percent && start >= 2 + slot.head && matches!(slot.of(start - 1), Some(Of::Time(_))) && HOLDS.contains(&slot.says(start - 2)) {
        start -= 1;
    }
    if of_whole && !(start > slot.head && HOLDS.contains(&slot.says(start - 1))) {
        return None;
    }
    // 平均每起事件造成的损失: the classifier is 每's.
    if start > slot.head && slot.says(start - 1) == "每" {
        start -= 1;
    }
    // 包括…的创新中心: the verb is none of it. A、B等国家级载体: of a long enumeration the noun that closes it.
    while start + 1 < end && slot.is_verb(start) && view.only_exists(view.unit(slot.clause, start)) {
        start += 1;
    }
    if slot.counts()
        && slot.text(start, end).chars().count() > 16
        && let Some(closes) = (start..end - 1).rev().find(|at| slot.says(*at) == "等")
    {
        start = closes + 1;
    }
    let phrase = slot.stretch(start, end);
    if percent && start > slot.head && HOLDS.contains(&slot.says(start - 1)) {
        return Some(part_of_whole(slot, start, end, claims, last));
    }
    // 远超广东省461家: the name behind what reaches it has the measure in force.
    if start < end
        && let Some(Of::Name(_)) = slot.of(end - 1)
        && let Some(previous) = last.filter(|p| claims[*p].sentence == view.number && same_unit(slot, claims, *p))
    {
        let of = &claims[previous];
        let about = About::Phrase(slot.stretch(if slot.text(start, end).chars().count() > 12 { end - 1 } else { start }, end));
        return Some(Found { span: of.metric, text: of.metric_text.clone(), about, time: None, shares: Some(previous), rule: COORDINATED });
    }
    // The object of a verb: 累计吸引风险投资超160亿元, 收集、整理信息安全漏洞246个.
    if start > slot.head {
        let unit = view.unit(slot.clause, start - 1);
        if view.is_verb(unit) {
            let content = !view.only_exists(unit) && !matches!(view.slice(unit.span), "占" | "是" | "为");
            let mut from = start - 1;
            while from > slot.head && start - from < 5 && {
                let before = view.unit(slot.clause, from - 1);
                view.is_verb(before) && !view.only_exists(before) && before.span.len() >= 2
                    || view.slice(before.span) == "、" && from >= 2 && view.is_verb(view.unit(slot.clause, from - 2))
                    || view.slice(before.span) == "累计"
            } {
                from -= 1;
            }
            let (span, text) = if content {
                let span = slot.stretch(from, end);
                (span, view.slice(span).to_owned())
            } else {
                (phrase, view.slice(phrase).to_owned())
            };
            return Some(Found { span, text, about: About::Clause(from), time: None, shares: None, rule: METRIC_REACHES });
        }
    }
    let (about, measure) = view.split(slot.clause, start, end);
    let share = percent && ["占比", "比重", "比例", "份额", "占有率", "市占率"].iter().any(|w| view.slice(phrase).ends_with(w));
    let rule = if share { SHARE } else { METRIC_REACHES };
    if measure < end {
        let span = slot.stretch(measure, end);
        let ranked = || if share && start == slot.head { ranked_before(slot) } else { None };
        let about = if about > start { About::Phrase(slot.stretch(start, about)) } else { ranked().map_or(About::Clause(start), About::Phrase) };
        return Some(Found { span, text: view.slice(span).to_owned(), about, time: None, shares: None, rule });
    }
    // The phrase only names what the figure is about: the measure is the one in force (海淀园52家), else its own head (安全市场达240亿美元).
    let about = About::Phrase(phrase);
    // 北京海淀区注册企业418家: names that the phrase begins with are what it is about, the rest what is counted.
    if slot.counts() {
        let leading = (start..end).take_while(|at| matches!(slot.of(*at), Some(Of::Name(_))) || view.is_realm(view.unit(slot.clause, *at))).count();
        if leading > 0 && start + leading < end && !slot.text(start + leading, end).starts_with(['、', '和', '与', '的']) {
            let span = slot.stretch(start + leading, end);
            return Some(Found { span, text: view.slice(span).to_owned(), about: About::Phrase(slot.stretch(start, start + leading)), time: None, shares: None, rule });
        }
    }
    // 境内受害主机1.2万台，境外3000台.
    let named = (start..end).any(|at| matches!(slot.of(at), Some(Of::Name(_)))) || start + 1 == end && view.is_realm(view.unit(slot.clause, start));
    if let Some(previous) = last.filter(|p| claims[*p].sentence == view.number && same_unit(slot, claims, *p) && (named || !slot.counts())) {
        let of = &claims[previous];
        return Some(Found { span: of.metric, text: of.metric_text.clone(), about, time: None, shares: Some(previous), rule: COORDINATED });
    }
    if slot.counts() && !matches!(slot.of(end - 1), Some(Of::Name(_))) {
        return Some(Found { span: phrase, text: view.slice(phrase).to_owned(), about: About::Clause(start), time: None, shares: None, rule });
    }
    let head = slot.stretch(end - 1, end);
    if matches!(slot.of(end - 1), Some(Of::Name(_))) {
        return None;
    }
    Some(Found { span: head, text: view.slice(head).to_owned(), about, time: None, shares: None, rule })
}

/// Verbs by which a part is told from its whole.
const HOLDS: &[&str] = &["占", "占到", "占据"];

/// What is a share of the whole that stands between two places: 网安预算占年营收的0.014%, 占信息化投入比例达10%. The verb belongs to the metric.
fn part_of_whole(slot: &Slot<'_, '_>, start: usize, end: usize, claims: &[FactClaim], last: Option<usize>) -> Found {
    let view = slot.view;
    let verb = start - 1;
    let mut front = verb;
    while front > slot.head && matches!(slot.says(front - 1), "约" | "大约" | "仅" | "只" | "各" | "共" | "则" | "也" | "已" | "现在" | "就" | "还" | " ") {
        front -= 1;
    }
    let whole = slot.stretch(start + usize::from(slot.says(start) == "其" && start + 1 < end), end);
    let text = |measure: &str| format!("{measure}{}{}", slot.says(verb), view.slice(whole));
    // 支出为1647亿元，占全年收入的23.4%: of what the fact before is of.
    let levelled = |p: &usize| claims[*p].sentence == view.number && !is_relative(&view.all.quantities[claims[*p].quantity].value);
    if let Some(previous) = last.filter(|p| front == slot.head && levelled(p)) {
        let of = &claims[previous];
        let text = text(&base_text(&of.metric_text));
        return Found { span: whole, text, about: About::Previous(previous), time: None, shares: Some(previous), rule: SHARE };
    }
    let Some(from) = view.phrase_before(slot.clause, slot.head, front) else {
        return Found { span: slot.stretch(verb, end), text: text(""), about: About::Clause(front), time: None, shares: None, rule: SHARE };
    };
    let (about, measure) = view.split(slot.clause, from, front);
    let about_found = if about > from { About::Phrase(slot.stretch(from, about)) } else { About::Clause(from) };
    let (span, text) = if measure < front { (slot.stretch(measure, end), text(slot.text(measure, front))) } else { (slot.stretch(verb, end), text("")) };
    Found { span, text, about: about_found, time: None, shares: None, rule: SHARE }
}

/// What has a share of what the text is of: 制造业占45%. A measure before 占 is the metric itself (市场份额占15%).
pub(super) fn share_of(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    let mut at = slot.at;
    while at > slot.head && matches!(slot.says(at - 1), "了" | "约" | "近" | "到" | "据" | " " | "了约" | "超" | "超过" | "仅" | "比" | "分别") {
        at -= 1;
    }
    let has = slot.quantity.value.kind == QuantityKind::Percent && at > slot.head && matches!(slot.says(at - 1), "占" | "占据" | "占比" | "占到");
    if !has {
        return None;
    }
    let about = match view.phrase_before(slot.clause, slot.head, at - 1) {
        Some(front) => About::Phrase(slot.stretch(front, at - 1)),
        None if at - 1 == slot.head => About::Phrase(ranked_before(slot)?),
        None => return None,
    };
    Some(Found { span: slot.stretch(at - 1, at), text: "占比".to_owned(), about, time: None, shares: None, rule: SHARE })
}

/// What the clause before names at its place in a ranking: 其次是金融业，占23%.
fn ranked_before(slot: &Slot<'_, '_>) -> Option<CharSpan> {
    const RANKS: &[&str] = &["其次", "再次", "然后", "接着", "随后", "紧随其后", "第二", "第三", "首先", "最多", "第一", "之后"];
    let view = slot.view;
    let clause = view.clauses.get(slot.number.checked_sub(1)?).filter(|c| c.host == slot.clause.host)?;
    let end = clause.units.len();
    let is = (0..end).find(|i| matches!(view.says(clause, *i), "是" | "为"))?;
    let ranks = (0..is).any(|i| RANKS.contains(&view.says(clause, i)) || view.says(clause, i).starts_with('最') || view.says(clause, i).starts_with("排名"));
    let whole = view.phrase_behind(clause, is + 1, end).is_some_and(|to| to == end);
    (ranks && whole).then(|| view.stretch(clause, is + 1, end))
}

/// Whether a quantity is of the unit of a fact.
pub(super) fn same_unit(slot: &Slot<'_, '_>, claims: &[FactClaim], fact: usize) -> bool {
    let quantities = &slot.view.all.quantities;
    quantities.get(claims[fact].quantity).is_some_and(|q| q.value.unit == slot.quantity.value.unit)
}

/// The value is the verb's object and nothing names it: 沪股通净买入24.06亿元, 遭索赔90亿美元.
pub(super) fn after_verb(slot: &Slot<'_, '_>) -> Option<Found> {
    let view = slot.view;
    let mut end = slot.at;
    while end > slot.head
        && matches!(
            slot.says(end - 1),
            "了" | "过"
                | "共"
                | "约"
                | "近"
                | "超"
                | "超过"
                | "逾"
                | "达"
                | "达到"
                | "为"
                | "至"
                | "到"
                | "总共"
                | "将"
                | " "
                | "其"
                | "以"
                | "共计"
                | "累计"
                | "高达"
                | "最高"
        )
    {
        end -= 1;
    }
    if end <= slot.head {
        return None;
    }
    let unit = view.unit(slot.clause, end - 1);
    let word = view.slice(unit.span);
    let acts = unit.of == Of::Word
        && matches!(unit.tag, TokenTag::Verb | TokenTag::VerbNoun | TokenTag::Noun | TokenTag::Unknown | TokenTag::Other | TokenTag::Adjective)
        && word.chars().all(crate::text::is_han);
    if !acts || matches!(word, "有" | "是" | "为" | "的") {
        return None;
    }
    let mut from = end - 1;
    while from > slot.head
        && (matches!(slot.says(from - 1), "净" | "被" | "遭" | "累计" | "现" | "合计" | "每月" | "每年" | "总" | "可" | "收" | "再")
            || view.is_verb(view.unit(slot.clause, from - 1)) && end - from < 2)
    {
        from -= 1;
    }
    let span = slot.stretch(from, end);
    // 获得三轮近2亿元融资: the object behind the value, over another figure and what modifies it.
    let mut behind = slot.at + 1;
    while behind < slot.len() && (matches!(slot.says(behind), "的" | "新" | "、") || matches!(slot.of(behind), Some(Of::Quantity(_)))) {
        behind += 1;
    }
    let object = view.phrase_behind(slot.clause, behind, slot.len()).map(|to| slot.stretch(behind, to)).filter(|o| o.len() <= 12 && behind <= slot.at + 3);
    if let Some(object) = object {
        return Some(Found { span: object, text: format!("{}{}", view.slice(span), view.slice(object)), about: About::Clause(from), time: None, shares: None, rule: VERB_VALUE });
    }
    // A bare verb says what is measured of money, quotations and people (净买入, 报, 逮捕三人); of other counts and shares it says nothing.
    let telling = matches!(slot.quantity.value.kind, QuantityKind::Money | QuantityKind::Point | QuantityKind::Price)
        || matches!(slot.quantity.value.unit.as_str(), "count:人" | "count:名" | "count:版" | "count:稿");
    // 累计感染170039次: how often it was done in all.
    let summed = slot.quantity.value.unit == "count:次" && word.chars().count() == 2 && (from..slot.at).any(|at| matches!(slot.says(at), "累计" | "共" | "共计" | "总共"));
    // 占地300亩.
    let area = slot.quantity.value.kind == QuantityKind::Area && word == "占地";
    let telling = telling || summed || area;
    let short = word.chars().count() == 1 && !matches!(word, "报" | "涨" | "跌" | "投" | "赔" | "罚" | "赚" | "亏" | "捐" | "耗");
    if !telling || short || word.ends_with('有') {
        return None;
    }
    if matches!(word, "获得" | "进行" | "达成" | "开展" | "取得" | "完成" | "实现" | "提供" | "限时") {
        return None;
    }
    Some(Found { span, text: view.slice(span).to_owned(), about: About::Clause(from), time: None, shares: None, rule: VERB_VALUE })
}

/// The value alone in its clause goes on with the measure before: 营收同比增长35%，达到730亿美元.
pub(super) fn continued(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let view = slot.view;
    // 投资120亿元，占地300亩: what is money cannot go on as an area.
    let alike = |p: &usize| {
        let of = &view.all.quantities[claims[*p].quantity].value;
        of.kind == slot.quantity.value.kind || is_relative(of) || is_relative(&slot.quantity.value)
    };
    if let Some(previous) = last.filter(|p| claims[*p].sentence == view.number && !slot.counts()) {
        if !alike(&previous) {
            return None;
        }
        let of = &claims[previous];
        return Some(Found { span: of.metric, text: base_text(&of.metric_text), about: About::Previous(previous), time: None, shares: Some(previous), rule: METRIC_REACHES });
    }
    // 漏报率仅0.05%，揪出漏掉的告警700多条: a count is no rate.
    let rated = |span: CharSpan| slot.counts() && view.slice(span).ends_with(['率', '比', '额', '价', '费', '本']);
    let (of, span) = earlier_measure(slot).filter(|(_, span)| !rated(*span))?;
    let about = of.map_or(About::Clause(slot.at), About::Phrase);
    Some(Found { span, text: view.slice(span).to_owned(), about, time: None, shares: None, rule: METRIC_REACHES })
}

/// The second value of a list behind one verb: 分别增长10%和20%.
pub(super) fn run_on(slot: &Slot<'_, '_>, claims: &[FactClaim], last: Option<usize>) -> Option<Found> {
    let view = slot.view;
    let joins = |at: usize| matches!(slot.says(at), "、" | "和" | "与" | "及" | "以及" | " " | "/");
    let before = (0..slot.at).rev().find(|at| !joins(*at)).filter(|at| at + 1 < slot.at && slot.clause.host.is_none())?;
    let previous = last?;
    let of = &claims[previous];
    let follows = slot.of(before) == Some(Of::Quantity(of.quantity));
    let alike = view.all.quantities[of.quantity].value.unit == slot.quantity.value.unit && matches!(of.rule, METRIC_REACHES | CHANGE | SHARE | VERB_VALUE);
    // 3家企业和2家机构: each has its own noun.
    let own = slot.counts() && slot.at + 1 < slot.len() && slot.is_nominal(slot.at + 1);
    (follows && alike && !own).then(|| Found { span: of.metric, text: of.metric_text.clone(), about: About::Previous(previous), time: None, shares: last, rule: of.rule })
}
