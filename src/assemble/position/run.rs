//! Decides how far a run of titles goes and what stands before it.

use crate::extract::{EntityMention, EntityType};
use crate::lexicon::{Sense, TitleKind, TokenTag};
use crate::text::CharSpan;

use super::holder;
use crate::assemble::clause::{Clause, Of, SentenceView};

const HOLDERS: &[EntityType] = &[EntityType::Org, EntityType::Gpe, EntityType::Fac, EntityType::Product, EntityType::Loc];

pub(super) fn person_at<'a>(view: &SentenceView<'a>, clause: &Clause, at: usize) -> Option<&'a EntityMention> {
    match view.unit(clause, at).of {
        Of::Name(n) if view.all.entities[n].value.entity_type == EntityType::Person => Some(&view.all.entities[n]),
        _ => None,
    }
}

pub(super) fn holder_at<'a>(view: &SentenceView<'a>, clause: &Clause, at: usize) -> Option<&'a EntityMention> {
    match view.unit(clause, at).of {
        Of::Name(n) if HOLDERS.contains(&view.all.entities[n].value.entity_type) => Some(&view.all.entities[n]),
        _ => None,
    }
}

/// The title that a stretch ends in, with where it begins.
pub(super) fn title_ending(view: &SentenceView<'_>, floor: usize, end: usize) -> Option<(usize, TitleKind)> {
    let text = view.cx.text();
    (1..=10).rev().filter_map(|n| end.checked_sub(n)).filter(|s| *s >= floor).find_map(|start| {
        let hit = view.cx.lexicon.words_at(text, start).find(|w| w.end == end)?;
        hit.senses.iter().find_map(|s| match s {
            Sense::Title(row) => Some((start, view.cx.lexicon.title(*row).kind)),
            _ => None,
        })
    })
}

/// A run of titles with the organisation before it.
pub(super) struct Run<'a> {
    /// The first unit behind the organisation.
    pub start: usize,
    /// The organisation's name.
    pub holder: Option<&'a EntityMention>,
    /// An organisation that no table knows.
    pub unknown: Option<CharSpan>,
    /// A person before the run, whose organisation it shares: ORG t1 P1、t2 P2.
    pub shares: bool,
    /// What the last title is.
    pub kind: TitleKind,
    /// Where the last title begins.
    pub title: usize,
}

/// The run of titles that ends before a unit: titles with what modifies them, joined by 、 and 兼, back to a name.
pub(super) fn run_before<'a>(view: &SentenceView<'a>, clause: &Clause, end: usize) -> Option<Run<'a>> {
    if end == 0 {
        return None;
    }
    let stop = view.unit(clause, end - 1).span.end();
    let floor = clause.span.start();
    let (title, kind) = title_ending(view, floor, stop)?;
    // A title inside a name is no title: 国防部长 in the name of an office. But 德国外交部 holds the head of 外交部长.
    if let Some(name) = view.entities.iter().find(|m| m.span.start() < title && m.span.end() > title && m.value.entity_type != EntityType::Gpe) {
        let country = CharSpan::of(name.span.start()..title);
        let minister = name.span.end() + 1 == stop && view.cx.text().at(name.span.end()) == '长' && view.cx.lexicon.place_by_name(view.slice(country)).is_some();
        return minister.then_some(Run { start: end - 1, holder: None, unknown: Some(country), shares: false, kind, title });
    }
    let mut at = end;
    let mut shares = false;
    let mut holder = None;
    let mut possessor = None;
    let mut last_mark = end;
    while at > 0 {
        let unit = view.unit(clause, at - 1);
        let word = view.slice(unit.span);
        match unit.of {
            Of::Name(_) => {
                // 《流浪地球》系列电影导演: a title of a work belongs to the office.
                if matches!(unit.of, Of::Name(n) if view.all.entities[n].value.entity_type == EntityType::Work) {
                    at -= 1;
                    continue;
                }
                if person_at(view, clause, at - 1).is_some() {
                    shares = last_mark == at || last_mark == at + 1;
                    if !shares {
                        at = last_mark.max(at);
                    }
                } else {
                    holder = holder_at(view, clause, at - 1);
                }
                break;
            }
            Of::Word => {}
            _ => break,
        }
        // What stands before 的 is the organisation or no part of the office.
        if word == "的" {
            holder = at.checked_sub(2).and_then(|i| holder_at(view, clause, i));
            // 宾夕法尼亚西区的联邦检察官: a phrase that begins with a name, or ends as organisations do.
            if holder.is_none()
                && let Some(from) = view.phrase_before(clause, 0, at - 1)
            {
                let span = view.stretch(clause, from, at - 1);
                let named = holder_at(view, clause, from).is_some() || holder::ends_organisation(view.slice(span)) || holder::is_latin_name(view, view.slice(span));
                possessor = Some(span).filter(|s| named && (2..=20).contains(&s.len()));
            }
            break;
        }
        // 「AGI准备工作」负责人: what is quoted is one word of the office.
        if matches!(word, "”" | "」") {
            let open = (0..at - 1).rev().take(16).find(|i| matches!(view.says(clause, *i), "“" | "「"));
            if let Some(open) = open {
                at = open;
                continue;
            }
        }
        let joins = matches!(word, "、" | "兼" | "和" | "与" | "及" | "，");
        // What 、 joins before must end in a title, else it is another thing.
        if joins {
            let before = view.unit(clause, at - 1).span.start();
            let ends = at >= 2 && title_ending(view, floor, before).is_some();
            let person = at >= 2 && person_at(view, clause, at - 2).is_some();
            if !ends && !person && (matches!(word, "、" | "，" | "兼") || at < 2 || !view.is_nominal(view.unit(clause, at - 2))) {
                break;
            }
            last_mark = at;
            at -= 1;
            continue;
        }
        let modifies = view.is_nominal(unit)
            || matches!(unit.tag, TokenTag::Adjective | TokenTag::Number)
            || matches!(
                word,
                "副" | "总"
                    | "代"
                    | "前"
                    | "原"
                    | "时任"
                    | "现任"
                    | "/"
                    | "-"
                    | "·"
                    | "“"
                    | "”"
                    | "「"
                    | "」"
                    | "&"
                    | "上"
                    | "中"
                    | "首席"
                    | "执行"
                    | "管理"
                    | "联合"
                    | "创始"
                    | "运营"
                    | "主管"
                    | "分管"
                    | "负责"
                    | "一"
                    | "名"
                    | "位"
            )
            || unit.span.start() >= title;
        if !modifies || matches!(word, "任命" | "任职" | "聘请" | "聘任" | "特邀" | "作为" | "提名" | "选举") {
            break;
        }
        at -= 1;
    }
    let mut run = Run { start: at, holder, unknown: None, shares, kind, title };
    run.unknown = possessor;
    if run.holder.is_none() && !run.shares && run.unknown.is_none() {
        run.unknown = holder::unknown(view, clause, at, title, stop);
    }
    Some(run)
}
