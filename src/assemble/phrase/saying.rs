//! Decides who says so: where the words end that a clause opens with before it states anything.

use crate::assemble::clause::{Clause, Of, SentenceView};
use crate::extract::EntityType;
use crate::lexicon::TokenTag;

use super::tables::{FINDING, SAYING};

impl SentenceView<'_> {
    /// Behind the words that say who says so, when the clause begins with them: X表示, X数据显示, X首席执行官Y指出.
    pub(super) fn saying(&self, clause: &Clause, from: usize, ceiling: usize) -> Option<usize> {
        let says =
            |i: usize| self.is_listed(clause, i, &SAYING) || self.is_listed(clause, i, &FINDING) && (self.says(clause, i).ends_with('到') || self.is_word(clause, i + 1, &["到"]));
        let verb = (from..ceiling.min(from + 14)).find(|i| says(*i))?;
        // Between: names, nouns, 的, 、; another verb only as a modifier (最新发布的报告显示).
        for i in from..verb {
            let unit = self.unit(clause, i);
            let word = self.slice(unit.span);
            let fine = self.is_nominal(unit)
                || matches!(unit.of, Of::Time(_))
                || matches!(
                    word,
                    "的" | "、"
                        | "和"
                        | "与"
                        | "最新"
                        | "还"
                        | "在"
                        | "中"
                        | "上"
                        | "“"
                        | "”"
                        | " "
                        | "则"
                        | "也"
                        | "发布"
                        | "公布"
                        | "新"
                        | "一份"
                        | "最近"
                        | "近日"
                        | "日前"
                        | "此前"
                        | "曾"
                        | "再次"
                        | "里"
                        | "内"
                        | "项"
                        | "一项"
                        | "其"
                        | "该"
                        | "本"
                        | "这"
                        | "我们"
                        | "他"
                        | "她"
                        | "它"
                        | "首席"
                        | "副"
                )
                // 记者从鸡西市公安局获悉: from whom they have it.
                || word == "从" && self.is_word(clause, verb, &["获悉", "得知", "了解", "了解到"])
                || matches!(unit.tag, TokenTag::Adverb | TokenTag::Pronoun | TokenTag::Locality | TokenTag::Number | TokenTag::Adjective) && unit.of == Of::Word;
            if !fine {
                return None;
            }
        }
        let word = self.says(clause, verb);
        // 预计 and 发现 with nothing behind them but the figure are predicates: 发现漏洞1000个 keeps its verb.
        if verb == from
            && !matches!(
                word,
                "表明"
                    | "指出"
                    | "称"
                    | "认为"
                    | "说明"
                    | "意味着"
                    | "透露"
                    | "声称"
                    | "宣称"
                    | "证实"
                    | "强调"
                    | "预计"
                    | "预测"
                    | "估计"
                    | "数据显示"
                    | "消息"
                    | "讯"
                    | "显示"
                    | "建议"
                    | "要求"
            )
        {
            return None;
        }
        if FINDING.contains(word) {
            // 研究人员监测到1.34亿次攻击: without a statement of its own behind the verb they act.
            let told = verb + 1 + usize::from(self.is_word(clause, verb + 1, &["到"]));
            let stated = self.phrase_behind(clause, told, ceiling).is_some_and(|stop| {
                let rest = stop..ceiling;
                rest.clone().any(|i| self.is_verb(self.unit(clause, i)) || matches!(self.unit(clause, i).tag, TokenTag::Preposition))
                    || rest.is_empty() && stop < clause.units.len() && !matches!(self.unit(clause, stop).of, Of::Quantity(_))
            });
            if !stated {
                return None;
            }
        }
        if matches!(word, "发现" | "公布" | "披露" | "通报" | "统计" | "公告" | "要求" | "确认" | "宣布" | "提出" | "警告" | "反映" | "明确" | "建议" | "回应" | "回答")
        {
            // With an object that is counted these act: 某公司披露了两个漏洞, 收到投诉.
            let acts = (verb + 1..ceiling.min(verb + 3)).any(|i| matches!(self.unit(clause, i).of, Of::Quantity(_)) || self.is_word(clause, i, &["了", "的", "存在"]));
            if acts || verb + 1 == ceiling && clause.units.len() > ceiling {
                return None;
            }
        }
        if verb > from && !self.speaks(clause, from, verb) && !matches!(word, "表示" | "指出" | "认为" | "强调" | "透露" | "显示" | "介绍" | "表明" | "称") {
            return None;
        }
        let mut behind = verb + 1;
        while self.is_word(clause, behind, &["称", "道", "说", "，", "显示", "到", "了"]) {
            behind += 1;
        }
        Some(behind)
    }

    /// Whether a phrase can say something: it ends in a name, or in a word for people, bodies and reports.
    fn speaks(&self, clause: &Clause, from: usize, end: usize) -> bool {
        const SPEAKERS: &[&str] = &[
            "报告",
            "机构",
            "专家",
            "分析师",
            "人士",
            "调查",
            "研究",
            "数据",
            "公司",
            "部门",
            "记者",
            "方面",
            "负责人",
            "官员",
            "协会",
            "人员",
            "团队",
            "组织",
            "媒体",
            "公告",
            "发言人",
            "文件",
            "通知",
            "规划",
            "方案",
            "计划",
            "意见",
        ];
        (from..end).rev().find(|i| self.is_nominal(self.unit(clause, *i))).is_some_and(|i| {
            let unit = self.unit(clause, i);
            matches!(unit.of, Of::Name(_)) || SPEAKERS.iter().any(|s| self.slice(unit.span).ends_with(s))
        })
    }

    /// Whether a clause only says that something is said: 研究人员发出警告，.
    #[must_use]
    pub fn only_reports(&self, clause: &Clause) -> bool {
        let last = clause.units.len().checked_sub(1);
        last.is_some_and(|at| self.is_listed(clause, at, &SAYING) || self.is_word(clause, at, &["警告", "确认", "提醒", "通报", "获悉", "证实", "警示", "统计", "估计"]))
    }

    /// The organisation or product that a clause says something of: 蔚来汽车公告称. Reports and polls are not what they tell of.
    #[must_use]
    pub fn speaker(&self, clause: &Clause) -> Option<usize> {
        let says = (1..clause.units.len()).find(|i| self.is_word(clause, *i, &["公告", "宣布", "表示", "称", "披露", "透露", "声称", "宣称", "公布", "承认", "证实", "财报"]))?;
        let name = (0..says).find(|i| matches!(self.unit(clause, *i).of, Of::Name(_)))?;
        let Of::Name(n) = self.unit(clause, name).of else { return None };
        let acts = matches!(self.all.entities[n].value.entity_type, EntityType::Org | EntityType::Product | EntityType::Fac);
        let tells = (name..says).any(|i| self.is_word(clause, i, &["数据", "报告", "调查", "统计", "研究", "记者", "分析师", "研究人员", "专家", "监测"]))
            || name > 0 && self.is_word(clause, name - 1, &["据", "根据"]);
        (acts && !tells).then_some(n)
    }
}
