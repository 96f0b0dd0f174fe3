//! Decides whether the words around a time put it before or behind the time of writing.

use crate::extract::Context;
use crate::text::CharSpan;

use super::resolve::Tense;

/// What the words around an expression say of its time: 早在2月, 将于9月举行.
pub fn of(cx: &Context<'_>, span: CharSpan, headline: bool) -> Tense {
    let text = cx.text();
    // 传某车6月发布: a headline speaks of what comes, where the day lies ahead.
    let behind = text.skip_blanks(span.end());
    let announced = headline && ["发布", "举办", "举行", "上市", "推出", "全面", "开放", "上线", "亮相"].iter().any(|w| text.starts_with(behind, w));
    if announced || future_is_meant(cx, span) {
        return Tense::Future;
    }
    let past = ["早在", "此前", "曾于", "曾在", "已于", "已在", "始于"].iter().any(|w| text.ends_with(span.start(), w))
        || ["曾", "开始在", "已经"].iter().any(|w| text.starts_with(span.end(), w));
    if past { Tense::Past } else { Tense::Open }
}

/// Whether the words before an expression put it into the future: 将于9月举行.
pub fn future_is_meant(cx: &Context<'_>, span: CharSpan) -> bool {
    let text = cx.text();
    let from = span.start().saturating_sub(24);
    let before = &text.chars()[from..span.start()];
    let before: String = before.iter().collect();
    let clause = before.rsplit(['，', '。', '；', ',', ';', '\n']).next().unwrap_or_default();
    // 虚拟, 上将 and 计划署 speak of nothing to come.
    let clause = ["虚拟", "模拟", "上将", "中将", "少将", "将军", "将近", "计划署"]
        .iter()
        .fold(clause.to_owned(), |clause, word| if clause.contains(word) { clause.replace(word, "") } else { clause });
    let behind: String = text.chars()[text.skip_blanks(span.end()).min(span.end() + 1)..].iter().take(6).collect();
    // 会在周四: but not 委员会在周四.
    let will = ["会在", "会于"].iter().any(|w| clause.ends_with(w))
        && !matches!(clause.chars().rev().nth(2), Some('员' | '大' | '协' | '峰' | '年' | '学' | '商' | '工' | '董' | '理' | '议' | '展' | '布'));
    // iPhone SE4或3月发布.
    let supposed = (text.before(span.start()) == '或' || text.ends_with(span.start(), "或 "))
        && ["发布", "上市", "推出", "亮相", "登场", "开售", "面世"].iter().any(|w| behind.starts_with(w));
    // 9月份会开放, 12月中旬的截止日期, 于6月23日左右生效.
    let to_come = ["即将", "的截止", "估计"].iter().any(|w| behind.starts_with(w))
        || behind.starts_with('会') && !matches!(behind.chars().nth(1), Some('议' | '上' | '见' | '谈' | '晤' | '员' | '场' | '后' | '期' | '展' | '长' | '址') | None)
        || ["左右生效", "前后生效", "左右上线", "前后上线", "左右发布", "前后发布"].iter().any(|w| behind.starts_with(w));
    supposed
        || to_come
        || will
        || [
            "将",
            "拟",
            "计划",
            "预计",
            "定于",
            "有望",
            "即将",
            "截止",
            "持续到",
            "定档",
            "预定",
            "届时",
            "推迟到",
            "推迟至",
            "延期",
            "明年",
            "可能会",
            "等到",
            "需要等",
            "须",
            "务必",
            "最早可能",
        ]
        .iter()
        .any(|w| clause.contains(w))
        || behind.chars().take(4).collect::<String>().contains("目标")
        || ["将", "启动报名", "前完成", "前提交", "前部署", "前限时", "截止", "不见不散", "开课", "开售", "回归"].iter().any(|w| behind.starts_with(w))
}
