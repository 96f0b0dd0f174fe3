//! Decides where noun phrases begin and end, what a clause is about, and which part of a phrase names what is measured.

mod saying;
mod tables;

pub(super) use tables::REACHING;

use crate::extract::{EntityType, QuantityKind};
use crate::lexicon::{Sense, TokenTag};
use crate::text::{CharSpan, WordList};

use super::clause::{Clause, Of, SentenceView, Unit};
use tables::{ACTING, ACTS_AND_NOUNS, AS_NOUNS, DOING, EXISTENCE, IDLE, MAIN, MEASURE_ENDS, NEEDS_TO, OPENERS, REALMS, SAYING};

/// So many units a phrase of place may hold.
const FARTHEST_PLACE: usize = 8;

impl SentenceView<'_> {
    /// A unit of a clause by its place.
    #[must_use]
    pub fn unit(&self, clause: &Clause, at: usize) -> Unit {
        self.units[clause.units[at]]
    }

    /// The surface of a unit of a clause.
    #[must_use]
    pub fn says(&self, clause: &Clause, at: usize) -> &str {
        self.slice(self.unit(clause, at).span)
    }

    /// The stretch from one unit of a clause up to another; what stands in brackets between them is within.
    #[must_use]
    pub fn stretch(&self, clause: &Clause, from: usize, to: usize) -> CharSpan {
        if from >= to || to > clause.units.len() {
            return CharSpan::of(0..0);
        }
        self.unit(clause, from).span.cover(self.unit(clause, to - 1).span)
    }

    /// Whether a unit can be the head of a noun phrase.
    #[must_use]
    pub fn is_nominal(&self, unit: Unit) -> bool {
        match unit.of {
            Of::Name(_) => true,
            Of::Word if self.is_realm(unit) => true,
            Of::Word => {
                matches!(unit.tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other) && {
                    let word = self.slice(unit.span);
                    !REACHING.contains(word)
                        && !SAYING.contains(word)
                        && !matches!(word, "印发" | "出台" | "颁布" | "发布" | "同比" | "环比" | "等" | "年均" | "日均" | "累计" | "了" | "着" | "过")
                }
            }
            _ => false,
        }
    }

    fn is_word(&self, clause: &Clause, at: usize, words: &[&str]) -> bool {
        at < clause.units.len() && self.unit(clause, at).of == Of::Word && words.contains(&self.says(clause, at))
    }

    fn is_listed(&self, clause: &Clause, at: usize, words: &WordList) -> bool {
        at < clause.units.len() && self.unit(clause, at).of == Of::Word && words.contains(self.says(clause, at))
    }

    /// Whether a unit is a verb that says something of its own.
    #[must_use]
    pub fn is_verb(&self, unit: Unit) -> bool {
        unit.of == Of::Word && unit.tag == TokenTag::Verb
    }

    /// The first unit of the noun phrase that ends before `end`, going no further left than `floor`. Over a 的 it takes in what
    /// modifies the noun, a clause with a verb included; an enumeration joined by 、 and 和 is one phrase.
    #[must_use]
    pub fn phrase_before(&self, clause: &Clause, floor: usize, end: usize) -> Option<usize> {
        let mut at = end;
        let mut nouns = 0;
        // Whether a 的 has been passed, so that verbs and adverbs may modify.
        let mut modified = false;
        while at > floor {
            let unit = self.unit(clause, at - 1);
            let word = self.slice(unit.span);
            let noun = self.is_nominal(unit)
                // 积极讨论, 的讨论: a verb that is modified like a noun.
                || nouns == 0 && self.is_verb(unit) && word.chars().count() == 2 && !REACHING.contains(word) && at >= 2 + floor
                    && (self.says(clause, at - 2) == "的" || self.unit(clause, at - 2).tag == TokenTag::Adjective && self.unit(clause, at - 2).of == Of::Word && at >= 3 + floor && self.says(clause, at - 3) == "的");
            // 拦截攻击300万次, 减少二氧化碳排放25万吨: what is done to a deed, or what a noun makes a compound with.
            let deed = nouns == 0
                && self.is_verb(unit)
                && at >= 2 + floor
                && (AS_NOUNS.contains(word)
                    && self.is_verb(self.unit(clause, at - 2))
                    && self.says(clause, at - 2).chars().count() >= 2
                    && !(at >= 3 + floor && matches!(self.says(clause, at - 3), "这种" | "该" | "此类" | "这类" | "此" | "的"))
                    || word == "排放" && self.is_nominal(self.unit(clause, at - 2)));
            let goes_on = if noun || deed {
                nouns += 1;
                true
            } else if matches!(word, "累计" | "年均" | "月均" | "日均" | "平均") && nouns > 0 {
                self.is_nominal(self.unit(clause, at))
            } else if unit.of != Of::Word || nouns == 0 {
                false
            } else {
                match unit.tag {
                    TokenTag::Particle => {
                        let of = matches!(word, "的" | "之");
                        modified |= of;
                        of && at - 1 > floor || matches!(word, "等") && at >= 2 + floor && self.is_nominal(self.unit(clause, at - 2))
                    }
                    TokenTag::Conjunction => matches!(word, "和" | "与" | "及" | "以及" | "或" | "并") && at - 1 > floor,
                    TokenTag::Mark => matches!(word, "、" | "”" | "“" | " " | "/" | "-" | "·" | "+" | "&" | "「" | "」" | "《" | "》" | "'" | "’" | "‘" | "." | "_"),
                    TokenTag::Adjective => !REACHING.contains(word),
                    TokenTag::Number => true,
                    TokenTag::Locality => true,
                    TokenTag::Pronoun => !matches!(word, "其中"),
                    TokenTag::Verb if matches!(word, "相关" | "有关" | "主要" | "受访" | "注册" | "上市") => true,
                    TokenTag::Verb => {
                        // 攻击导致代币的价值下跌: what is caused is another phrase; 攻击导致的损失 is one.
                        let causes = matches!(word, "导致" | "造成" | "致使" | "使得" | "引发")
                            && self.says(clause, at) != "的"
                            && (matches!(word, "使得" | "致使") || at >= 2 + floor && self.is_nominal(self.unit(clause, at - 2)));
                        modified && !causes && !matches!(word, "是" | "称" | "表示" | "达" | "达到") && self.relative(clause, at)
                    }
                    TokenTag::Adverb | TokenTag::Preposition => modified && !matches!(word, "将" | "已"),
                    _ => false,
                }
            };
            if !goes_on {
                break;
            }
            at -= 1;
        }
        let (mut start, mut stop) = (at, end);
        self.trim(clause, &mut start, &mut stop);
        (nouns > 0 && start < stop).then_some(start)
    }

    /// Whether the verb before `behind` belongs to a clause that 的 makes a modifier: only what a modifier holds stands up to the 的.
    fn relative(&self, clause: &Clause, behind: usize) -> bool {
        (behind..clause.units.len()).take(12).find_map(|i| {
            let unit = self.unit(clause, i);
            match self.slice(unit.span) {
                "的" => Some(true),
                _ if matches!(unit.of, Of::Quantity(_)) => Some(false),
                _ => None,
            }
        }) == Some(true)
    }

    /// Takes marks, particles and conjunctions off both ends.
    fn trim(&self, clause: &Clause, start: &mut usize, end: &mut usize) {
        let loose = |at: usize| {
            let unit = self.unit(clause, at);
            unit.of == Of::Word
                && matches!(
                    self.slice(unit.span),
                    "的" | "、" | "和" | "与" | "及" | "以及" | "或" | " " | "之" | "等" | "并" | "”" | "」" | "-" | "，" | "了" | "上" | "下" | "中"
                )
        };
        while *start < *end && loose(*start) {
            *start += 1;
        }
        let closes = |at: usize| matches!(self.says(clause, at), "的" | "、" | "和" | "与" | "及" | "以及" | "或" | " " | "之" | "-" | "“" | "「");
        while *start < *end && closes(*end - 1) {
            *end -= 1;
        }
    }

    /// Behind the last unit of the noun phrase that begins at `start`, before `ceiling`. It ends before the first verb that no 的
    /// makes a modifier.
    #[must_use]
    pub fn phrase_behind(&self, clause: &Clause, start: usize, ceiling: usize) -> Option<usize> {
        self.phrase_of(clause, start, ceiling, true)
    }

    /// Like [`Self::phrase_behind`] for what a quantity counts: a verb behind a noun ends it (案例涉及的…), as does 以及.
    #[must_use]
    pub fn counted_behind(&self, clause: &Clause, start: usize, ceiling: usize) -> Option<usize> {
        self.phrase_of(clause, start, ceiling, false)
    }

    fn phrase_of(&self, clause: &Clause, start: usize, ceiling: usize, open: bool) -> Option<usize> {
        let mut at = start;
        let mut last_noun = None;
        while at < ceiling {
            let unit = self.unit(clause, at);
            let word = self.slice(unit.span);
            // 价值875万美元的甲、价值1850万美元的乙: the next one begins.
            if at > start && word == "价值" && at + 1 < ceiling && matches!(self.unit(clause, at + 1).of, Of::Quantity(_)) {
                break;
            }
            // 某语言作为基础语言，…: what it is taken for is no part of it.
            if at > start && word == "作为" {
                break;
            }
            // CISO 报告称: a verb to what follows.
            // 两家子公司部署了300台服务器: so is what 了 follows.
            if !open && at > start && self.is_done(clause, at)
                || at > start && matches!(word, "报告" | "反馈" | "警告" | "回答") && self.is_word(clause, at + 1, &["称", "说", "，"])
            {
                break;
            }
            // 政策建议, 社会组织网站: a verb that closes a compound.
            let compound = unit.of == Of::Word && !self.is_nominal(unit) && last_noun == Some(at) && at > start && AS_NOUNS.contains(word) && {
                let next = (at + 1 < clause.units.len()).then(|| self.unit(clause, at + 1));
                next.is_none_or(|n| {
                    matches!(self.slice(n.span), "、" | "的" | "和" | "与" | "及" | "”" | "等" | "中")
                        || word == "组织" && n.of == Of::Word && (self.is_nominal(n) || self.is_verb(n) && self.is_word(clause, at + 2, &["了", "过"]))
                })
            };
            let goes_on = if self.is_nominal(unit) || compound {
                last_noun = Some(at + 1);
                true
            } else if unit.of != Of::Word {
                false
            } else {
                match unit.tag {
                    TokenTag::Particle => matches!(word, "的" | "之") && at > start,
                    TokenTag::Conjunction => (matches!(word, "和" | "与" | "及" | "或") || open && word == "以及") && last_noun == Some(at),
                    TokenTag::Mark => matches!(word, "、" | "”" | "“" | " " | "/" | "-" | "·" | "+" | "&" | "「" | "」" | "《" | "》" | "." | "_"),
                    TokenTag::Adjective => true,
                    TokenTag::Number => true,
                    TokenTag::Locality => word.chars().count() >= 2,
                    TokenTag::Pronoun => at == start && !matches!(word, "其中" | "什么" | "这里" | "那里" | "如何"),
                    // 85亿美元的直接补助.
                    TokenTag::Adverb if matches!(word, "直接" | "间接" | "实际") && at + 1 < ceiling && self.is_nominal(self.unit(clause, at + 1)) => true,
                    TokenTag::Adverb => {
                        !matches!(word, "将" | "已" | "会" | "曾" | "正" | "也" | "都" | "仍" | "还" | "已经" | "均" | "就" | "又") && self.modifies(clause, at, ceiling)
                    }
                    // 欺骗漏洞, 上市企业: a verb that opens a compound.
                    TokenTag::Verb if at == start && !open && word.chars().count() == 2 && at + 1 < ceiling && self.is_nominal(self.unit(clause, at + 1)) => true,
                    TokenTag::Verb => {
                        matches!(word, "相关" | "有关" | "受访" | "上市" | "知名" | "著名" | "资深")
                            || !matches!(word, "是" | "位于" | "为" | "成为" | "有" | "属于") && (open || last_noun != Some(at)) && self.modifies(clause, at, ceiling)
                    }
                    TokenTag::Preposition => last_noun.is_none() && self.modifies(clause, at, ceiling),
                    _ => false,
                }
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        last_noun
    }

    /// Whether a verb is part of a modifier: a 的 with a noun behind it follows in the clause, and no mark, quantity or main verb's
    /// 了 stands between.
    fn modifies(&self, clause: &Clause, verb: usize, ceiling: usize) -> bool {
        let mut others = 0;
        for at in verb + 1..ceiling {
            let unit = self.unit(clause, at);
            match self.slice(unit.span) {
                "的" => {
                    return at + 1 < ceiling
                        && (self.is_nominal(self.unit(clause, at + 1)) || self.unit(clause, at + 1).tag == TokenTag::Adjective || self.is_verb(self.unit(clause, at + 1)));
                }
                "了" | "将" | "已" | "是" | "达" | "达到" | "为" => return false,
                _ if matches!(unit.of, Of::Quantity(_)) => return false,
                _ if self.is_verb(unit) => others += 1,
                _ => {}
            }
            if others > 1 || at > verb + 13 {
                return false;
            }
        }
        false
    }

    /// Where a clause's statement begins: behind connecting words, times, phrases of place and manner, and who says so.
    #[must_use]
    pub fn head(&self, clause: &Clause, ceiling: usize) -> usize {
        let mut at = 0;
        while at < ceiling {
            let unit = self.unit(clause, at);
            let word = self.slice(unit.span);
            match unit.of {
                Of::Time(_) => {
                    at += 1;
                    while self.is_word(
                        clause,
                        at,
                        &["的", "期间", "时", "以来", "间", "内", "底", "末", "起", "止", "至今", "前", "后", "，", "整个", "全年", "当中", "共", "为止"],
                    ) {
                        at += 1;
                    }
                    continue;
                }
                Of::Word if unit.tag == TokenTag::Mark && !matches!(word, "“" | "「" | "《") => {
                    at += 1;
                    continue;
                }
                Of::Word if OPENERS.contains(word) || matches!(unit.tag, TokenTag::Conjunction | TokenTag::Adverb) && !REALMS.contains(word) => {
                    at += 1;
                    continue;
                }
                Of::Word
                    if matches!(
                        word,
                        "整个"
                            | "从"
                            | "自"
                            | "截至"
                            | "截止"
                            | "到"
                            | "至"
                            | "在"
                            | "据"
                            | "根据"
                            | "按"
                            | "按照"
                            | "随着"
                            | "由于"
                            | "除"
                            | "除了"
                            | "通过"
                            | "针对"
                            | "对于"
                            | "关于"
                            | "为了"
                            | "经"
                            | "因"
                            | "因为"
                            | "当"
                            | "于"
                            | "自从"
                            | "依据"
                            | "围绕"
                    ) =>
                {
                    let end = self.adjunct_end(clause, at, ceiling);
                    if end > at {
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            // 11. and the like number a line.
            if unit.of == Of::Word
                && unit.tag == TokenTag::Number
                && at == 0
                && (word.ends_with('.') || self.is_word(clause, at + 1, &[".", "、", " "]) && word.chars().all(|c| c.is_ascii_digit()))
            {
                at += 1;
                continue;
            }
            // 约8年时间里: how long it took.
            if matches!(unit.of, Of::Word) && at > 0 && matches!(self.unit(clause, at - 1).of, Of::Time(_)) && matches!(word, "时间" | "里" | "间" | "当中") {
                at += 1;
                continue;
            }
            // Who says so.
            if let Some(behind) = self.saying(clause, at, ceiling) {
                at = behind;
                continue;
            }
            break;
        }
        at
    }

    /// Behind a phrase that opens with a preposition: 在…方面, 截至2022年底, 据…统计, 随着….
    #[must_use]
    pub fn adjunct_end(&self, clause: &Clause, at: usize, ceiling: usize) -> usize {
        let word = self.says(clause, at).to_owned();
        if at + 1 >= ceiling {
            return at;
        }
        match word.as_str() {
            "截至" | "截止" | "到" | "至" | "自" | "从" | "自从" | "于" => {
                if let Of::Time(_) = self.unit(clause, at + 1).of {
                    let mut end = at + 2;
                    while self.is_word(clause, end, &["起", "以来", "底", "末", "止", "为止", "开始", "发稿", "收盘", "时", "，"]) {
                        end += 1;
                    }
                    return end;
                }
                if self.is_word(clause, at + 1, &["发稿", "收盘", "目前", "发稿时", "记者发稿"]) {
                    return at + 2;
                }
                if word == "截至" || word == "截止" {
                    return (at + 1..ceiling).find(|i| self.is_word(clause, *i, &["发稿", "收盘", "目前"])).map_or(at, |i| i + 1);
                }
                if word == "从" {
                    return (at + 1..ceiling).find(|i| self.is_word(clause, *i, &["来看", "看", "角度", "来说", "而言"])).map_or(at, |i| i + 1);
                }
                at
            }
            "据" | "根据" | "按" | "按照" | "依据" => {
                let says = (at + 1..ceiling).find(|i| {
                    self.is_listed(clause, *i, &SAYING) || self.is_word(clause, *i, &["计算", "划分", "分类", "数据", "报告", "测算", "划", "口径", "要求", "规划", "计划", "部署"])
                });
                let mut end = says.map_or(ceiling, |i| i + 1);
                while end < ceiling && (self.is_listed(clause, end, &SAYING) || self.is_word(clause, end, &["，", "称", "显示", "的"])) {
                    end += 1;
                }
                end
            }
            "在" | "当" => {
                let close = (at + 1..ceiling).take(16).find(|i| {
                    self.is_word(
                        clause,
                        *i,
                        &[
                            "中",
                            "上",
                            "下",
                            "里",
                            "内",
                            "方面",
                            "层面",
                            "期间",
                            "时",
                            "后",
                            "前",
                            "以来",
                            "之间",
                            "之下",
                            "之中",
                            "领域",
                            "过程",
                            "环节",
                            "之后",
                            "之前",
                            "基础上",
                            "情况下",
                            "背景下",
                            "推动下",
                            "当中",
                        ],
                    )
                });
                match close {
                    Some(i) if i + 1 < ceiling && self.is_word(clause, i + 1, &["中", "上", "下", "里", "内"]) => i + 2,
                    Some(i) => i + 1,
                    // 在成都: a place alone.
                    None => (at + 1..ceiling).take_while(|i| matches!(self.unit(clause, *i).of, Of::Name(_))).last().map_or(at, |i| i + 1),
                }
            }
            "随着" | "由于" | "因" | "因为" | "为了" => ceiling,
            "通过" | "针对" | "对于" | "关于" | "围绕" | "经" | "除" | "除了" => {
                let out = (at + 1..ceiling).find(|i| self.is_word(clause, *i, &["外", "以外", "来说", "而言", "看", "来看"]));
                out.map_or_else(|| self.phrase_behind(clause, at + 1, ceiling).unwrap_or(at), |i| i + 1)
            }
            "整个" => at + 1,
            _ => at,
        }
    }

    /// The noun phrase that a clause is about: from its head up to its first verb, adverb, time or quantity.
    #[must_use]
    pub fn topic(&self, clause: &Clause, ceiling: usize) -> Option<(usize, usize)> {
        let from = self.head(clause, ceiling);
        let mut start = from;
        let mut end = self.phrase_behind(clause, from, ceiling)?;
        // 利用 and 影响 are nouns to the word list; between two nouns they are what the clause says.
        let goes_on = |i: usize| i + 1 < end || i + 1 >= ceiling && ceiling < clause.units.len() || self.is_word(clause, i + 1, &["到", "了", "着", "过"]);
        // 黑客攻击影响了…, 供应链攻击在2021年…: what follows is the verb.
        let noun = |i: usize| {
            ACTS_AND_NOUNS.contains(self.says(clause, i)) && i + 1 < clause.units.len() && {
                let next = self.unit(clause, i + 1);
                ACTING.contains(self.slice(next.span)) || self.is_verb(next) && next.span.len() >= 2 || next.tag == TokenTag::Preposition || self.slice(next.span) == "在"
            }
        };
        // 漏洞严重威胁到…: over an adverb as well.
        let behind_noun = |i: usize| {
            let before = self.unit(clause, i - 1);
            self.is_nominal(before) || before.of == Of::Word && before.tag == TokenTag::Adjective && i >= from + 2 && self.is_nominal(self.unit(clause, i - 2))
        };
        let acts = |i: usize| i > from && ACTING.contains(self.says(clause, i)) && behind_noun(i) && goes_on(i) && !noun(i);
        if let Some(verb) = (from..end).find(|i| acts(*i)) {
            end = if self.is_nominal(self.unit(clause, verb - 1)) { verb } else { verb - 1 };
        }
        // 阿里巴巴开源了两个模型, 军队广泛部署30台机器狗; 新建2个工厂 speaks of nobody.
        if self.is_predicate(clause, end - 1) {
            end -= 1;
            let manner = |i: usize| {
                let adjective = self.unit(clause, i).tag == TokenTag::Adjective && self.unit(clause, i).of == Of::Word;
                adjective || self.is_word(clause, i, &["平均", "累计", "集中", "统一", "联合", "共同", "合计", "同步"])
            };
            while end > from && manner(end - 1) {
                end -= 1;
            }
            if end == from {
                return None;
            }
        }
        self.trim(clause, &mut start, &mut end);
        // 传亚马逊将裁员, 宣布谷歌…: who is spoken of stands behind the word.
        if start + 1 < end && self.is_word(clause, start, &["传", "曝", "据传", "宣布", "指控", "恭喜"]) && matches!(self.unit(clause, start + 1).of, Of::Name(_)) {
            start += 1;
        }
        // Words for acts alone open a predicate: 调整变更了…. A URL is nothing to speak of.
        let names = |i: usize| {
            let unit = self.unit(clause, i);
            matches!(unit.of, Of::Name(_))
                || unit.tag != TokenTag::VerbNoun
                    && self.is_nominal(unit)
                    && self.slice(unit.span).chars().any(|c| crate::text::is_han(c) || c.is_uppercase())
                    && !self.slice(self.stretch(clause, start, end)).contains(['/', '@'])
        };
        // 大力发展新业态: a clause that is nothing but such a word with its object has no topic.
        let object = start < end && end == clause.units.len() && self.unit(clause, start).tag == TokenTag::VerbNoun;
        // 为保护民众…, 成为…的城市: what opens with a preposition or a main verb is no topic.
        let first = (start < end).then(|| self.unit(clause, start));
        let opens = first.is_some_and(|u| {
            let word = self.slice(u.span);
            u.of == Of::Word && (u.tag == TokenTag::Preposition || MAIN.contains(word) || u.tag == TokenTag::Verb && (!(start..end).any(|i| self.is_word(clause, i, &["的"]))))
        });
        let lone = opens || start < end && end == start + 1 && self.unit(clause, start).of == Of::Word && IDLE.contains(self.says(clause, start));
        // One character that is no name is a piece of a word: Z世代.
        let piece = start < end && end == start + 1 && self.unit(clause, start).of == Of::Word && self.unit(clause, start).span.len() < 2;
        let lone = lone || piece;
        let people = start < end && ["我们", "他们", "她们", "大家", "你们", "我", "你"].contains(&self.says(clause, start));
        let idle = object || lone || people || start < end && self.slice(self.stretch(clause, start, end)).starts_with(['值', '时']) && end - start <= 2;
        (start < end && (start..end).any(names) && !idle).then_some((start, end))
    }

    /// Whether a word that is a noun to the word list is a verb by 了, 着 or 过 behind it.
    fn is_done(&self, clause: &Clause, at: usize) -> bool {
        let unit = self.unit(clause, at);
        unit.of == Of::Word
            && unit.span.len() == 2
            && matches!(unit.tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Other)
            && self.is_word(clause, at + 1, &["了", "着", "过"])
    }

    /// Whether a word that is a noun to the word list is a verb by what follows: 了, 着 and 过, or things that are counted.
    #[must_use]
    pub fn is_predicate(&self, clause: &Clause, at: usize) -> bool {
        if self.is_done(clause, at) {
            return true;
        }
        if !self.is_listed(clause, at, &DOING) || self.is_verb(self.unit(clause, at)) {
            return false;
        }
        // 收集、分析3个部分: behind 、 and 和 it is one thing of several; but in 6、工信部通报55款 the mark is of a number.
        let mark = (0..at).rev().find(|i| !self.is_nominal(self.unit(clause, *i)));
        if mark.is_some_and(|i| i > 0 && self.is_nominal(self.unit(clause, i - 1)) && self.is_word(clause, i, &["、", "和", "与", "及"])) {
            return false;
        }
        let figure = at + 1 + usize::from(self.is_word(clause, at + 1, &["约", "近", "超", "逾", "超过", "大约", "至少"]));
        let counts = |number: usize| self.all.quantities[number].value.kind == QuantityKind::Count;
        figure + 1 < clause.units.len()
            && matches!(self.unit(clause, figure).of, Of::Quantity(number) if counts(number))
            && self.counted_behind(clause, figure + 1, clause.units.len()).is_some()
    }

    /// Whether a word ends in the name of a measure.
    #[must_use]
    pub fn is_measure(&self, unit: Unit) -> bool {
        if unit.of != Of::Word {
            return false;
        }
        let word = self.slice(unit.span);
        let chars: Vec<(usize, char)> = word.char_indices().collect();
        let known = chars.iter().any(|(at, _)| self.cx.lexicon.senses(&word[*at..]).iter().any(|s| matches!(s, Sense::Metric(_))));
        (known || chars.len() >= 2 && chars.last().is_some_and(|(_, c)| MEASURE_ENDS.contains(c)) && !self.cx.lexicon.bears_figures(word))
            && !word.ends_with("指数")
            && !word.ends_with('指')
    }

    /// Whether a unit is a noun that a figure can be about.
    #[must_use]
    pub fn is_bearer(&self, unit: Unit) -> bool {
        match unit.of {
            Of::Name(_) => true,
            Of::Word => self.cx.lexicon.bears_figures(self.slice(unit.span)),
            _ => false,
        }
    }

    /// Whether a unit names a realm: 全球, 我国.
    #[must_use]
    pub fn is_realm(&self, unit: Unit) -> bool {
        unit.of == Of::Word && REALMS.contains(self.slice(unit.span))
    }

    /// Cuts a noun phrase in what it is about and what is measured: 北京市安全企业|收入, 大众的|股价, 全球|信息安全支出. Gives how far the
    /// first goes and where the second begins; the first is empty where the phrase only names a measure, the second where it
    /// names none.
    #[must_use]
    pub fn split(&self, clause: &Clause, start: usize, end: usize) -> (usize, usize) {
        let is_of = |i: usize| self.is_word(clause, i, &["的", "之"]);
        // The head of the measure: the last unit; a phrase that does not end in a measure has none.
        let head = end - 1;
        // 波音在该项目上的总损失, 特斯拉在欧洲的销量: where it holds is no part of whose it is.
        let place = (start + 1..head).find(|i| self.is_word(clause, *i, &["在"])).and_then(|i| Some((i, (i + 1..head).rev().find(|of| is_of(*of))?)));
        let plain =
            |(at, of): &(usize, usize)| of - at <= FARTHEST_PLACE && self.is_nominal(self.unit(clause, at - 1)) && !(start..*of).any(|i| self.is_verb(self.unit(clause, i)));
        if let Some((place, _)) = place.filter(plain) {
            return (place, place);
        }
        let measured = self.is_measure(self.unit(clause, head));
        let leading = self.leading(clause, start, end);
        // 对中国的航空货物出口量: the phrase of a preposition only modifies.
        if self.unit(clause, start).of == Of::Word && self.unit(clause, start).tag == TokenTag::Preposition {
            return (start, start);
        }
        // The last 的 with something before it that a figure can be about.
        if let Some(of) = (start + 1..head).rev().find(|i| is_of(*i)) {
            let before = start..of;
            // A verb at the head, or straight behind the leading name, makes a clause of what stands before 的: 开设…专业的院校.
            let verb = self.is_verb(self.unit(clause, start))
                || leading < of && self.is_verb(self.unit(clause, leading))
                || !self.is_nominal(self.unit(clause, of - 1)) && before.clone().any(|i| self.is_verb(self.unit(clause, i)));
            let about = measured || before.clone().any(|i| self.is_bearer(self.unit(clause, i)) || self.is_realm(self.unit(clause, i)));
            if !verb && about && self.is_nominal(self.unit(clause, of - 1)) && !self.is_word(clause, of - 1, &["方面", "上", "中"]) {
                // 该漏洞关联的风险资产总数: what it does is no part of it.
                let does = of > start + 1 && self.is_word(clause, of - 1, &["关联", "涉及", "造成", "导致", "引发", "提供", "拥有", "发布"]);
                return (of - usize::from(does), of + 1);
            }
            if verb && leading > start && self.is_verb(self.unit(clause, leading)) {
                // X接到的…漏洞总数: the first 的 ends what X does.
                let first = (leading..of).find(|i| is_of(*i)).unwrap_or(of);
                return (leading, first + 1);
            }
            if verb && measured {
                return match self.bearer_in(clause, of + 1, head) {
                    Some(b) => (b + 1, b + 1),
                    None if leading > start => (leading, leading),
                    None => (start, start),
                };
            }
        }
        if leading >= end {
            return (end, end);
        }
        if measured {
            if let Some(b) = self.bearer_in(clause, leading, head) {
                // 漏洞平均分值: a common noun alone is of whatever was spoken of.
                let lone = b == start && self.unit(clause, b).of == Of::Word && self.slice(self.unit(clause, b).span).chars().count() <= 2;
                // 公司年收入: the company that is spoken of.
                let company = self.is_word(clause, b, &["公司", "集团", "该公司"]);
                return if lone && !company { (start, start) } else { (b + 1, b + 1) };
            }
            if leading > start {
                let next = if is_of(leading) { leading + 1 } else { leading };
                return (leading, next);
            }
            return (start, start);
        }
        if self.is_bearer(self.unit(clause, head)) {
            return (end, end);
        }
        if leading > start {
            let next = if is_of(leading) { leading + 1 } else { leading };
            return (leading, next.min(end));
        }
        (start, start)
    }

    /// Behind the names and realms that a phrase begins with: 四川成都, 蔚来、小鹏.
    fn leading(&self, clause: &Clause, start: usize, end: usize) -> usize {
        let mut at = start;
        let mut behind = start;
        while at < end {
            let unit = self.unit(clause, at);
            if matches!(unit.of, Of::Name(_)) || self.is_realm(unit) {
                behind = at + 1;
            } else if !(behind > start && behind == at && self.is_word(clause, at, &["、", "和", "与", "及", " ", "”"])) {
                break;
            }
            at += 1;
        }
        behind
    }

    /// The last bearer in a stretch that makes no fixed compound with what follows.
    fn bearer_in(&self, clause: &Clause, start: usize, head: usize) -> Option<usize> {
        (start..head).rev().find(|i| {
            let unit = self.unit(clause, *i);
            if !self.is_bearer(unit) {
                return false;
            }
            let rest = self.slice(self.stretch(clause, *i, head + 1));
            !self.cx.lexicon.is_metric_compound(rest)
        })
    }

    /// Whether a stretch holds a name of some types.
    #[must_use]
    pub fn names(&self, clause: &Clause, start: usize, end: usize, types: &[EntityType]) -> bool {
        (start..end).any(|i| matches!(self.unit(clause, i).of, Of::Name(n) if types.contains(&self.all.entities[n].value.entity_type)))
    }

    /// Whether a verb only says that there is so much.
    #[must_use]
    pub fn only_exists(&self, unit: Unit) -> bool {
        EXISTENCE.contains(self.slice(unit.span))
    }

    /// Where the words of reaching before a value begin.
    #[must_use]
    pub fn strip_reaching(&self, clause: &Clause, floor: usize, mut end: usize) -> usize {
        let mut to = false;
        while end > floor {
            let unit = self.unit(clause, end - 1);
            let word = self.slice(unit.span);
            let before = if end >= 2 + floor { self.says(clause, end - 2) } else { "" };
            // 股价收于每股120美元; 以每股16欧元收购 is no price of what stands before it.
            let closes = word == "于" && matches!(before, "收" | "报收" | "收报") || matches!(word, "每股" | "每桶" | "每盎司") && before != "以";
            if unit.of != Of::Word || !REACHING.contains(word) && !closes && !matches!(word, " " | "：" | ":" | "收于" | "报收于") {
                break;
            }
            if NEEDS_TO.contains(word) && !to {
                break;
            }
            to |= matches!(word, "至" | "到" | "为");
            end -= 1;
            // 股价收于120美元.
            if word == "于" && end > floor && matches!(self.says(clause, end - 1), "收" | "报收" | "收报") {
                end -= 1;
            }
            // 高达 and 多达 are two words to the word list.
            if word == "达" && end > floor && matches!(self.says(clause, end - 1), "高" | "多") {
                end -= 1;
            }
        }
        end
    }
}
