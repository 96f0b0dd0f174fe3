//! Decides which words name a time: the vocabulary of the grammar, as data.

use crate::text::WordTable;

use super::expr::Unit;

/// Relative years.
pub static YEARS: WordTable<i32> = WordTable::new(&[
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("去年", -1),
    ("上一年", -1),
    ("上年", -1),
    ("前年", -2),
    ("大前年", -3),
    ("明年", 1),
    ("来年", 1),
    ("下一年", 1),
    ("后年", 2),
    ("大后年", 3),
]);
/// Several years by one word: the first, and how many.
pub static SEVERAL_YEARS: WordTable<(i32, i32)> = WordTable::new(&[("今明两年", (0, 2)), ("去今两年", (-1, 2)), ("明后两年", (1, 2))]);
/// Years that lean on the text before.
pub static ANCHORED_YEARS: WordTable<i32> =
    WordTable::new(&[("同年", 0), ("当年", 0), ("次年", 1), ("翌年", 1), ("该年", 0), ("第二年", 1), ("这一年", 0), ("这年", 0), ("该年度", 0), ("前一年", -1)]);
/// Relative months.
pub static MONTHS: WordTable<i32> = WordTable::new(&[
    ("本月", 0),
    ("这个月", 0),
    ("这月", 0),
    ("上月", -1),
    ("上个月", -1),
    ("上上个月", -2),
    ("上上月", -2),
    ("下月", 1),
    ("下个月", 1),
    ("下下个月", 2),
    ("下下月", 2),
    ("上一个月", -1),
    ("下一个月", 1),
    ("这一个月", 0),
]);
/// Months that lean on the text before.
pub static ANCHORED_MONTHS: WordTable<i32> = WordTable::new(&[("同月", 0), ("当月", 0), ("次月", 1), ("该月", 0), ("前一个月", -1), ("前一月", -1)]);
/// Relative days.
pub static DAYS: WordTable<i32> = WordTable::new(&[
    ("今天", 0),
    ("今日", 0),
    ("今晨", 0),
    ("今晚", 0),
    ("今早", 0),
    ("今夜", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("昨晚", -1),
    ("昨夜", -1),
    ("昨", -1),
    ("前天", -2),
    ("前日", -2),
    ("大前天", -3),
    ("明天", 1),
    ("明日", 1),
    ("明晚", 1),
    ("明早", 1),
    ("明晨", 1),
    ("后天", 2),
    ("后日", 2),
    ("大后天", 3),
    ("大大前天", -4),
    ("大大后天", 4),
    ("本日", 0),
]);
/// Days that lean on the text before.
pub static ANCHORED_DAYS: WordTable<i32> = WordTable::new(&[
    ("当天", 0),
    ("当日", 0),
    ("同日", 0),
    ("当晚", 0),
    ("同一天", 0),
    ("次日", 1),
    ("翌日", 1),
    ("隔日", 1),
    ("第二天", 1),
    ("隔天", 1),
    ("前一天", -1),
    ("前一日", -1),
    ("后一天", 1),
]);
/// Relative weeks.
pub static WEEKS: WordTable<i32> = WordTable::new(&[
    ("上上个星期", -2),
    ("上上星期", -2),
    ("上上周", -2),
    ("下下个星期", 2),
    ("下下星期", 2),
    ("下下周", 2),
    ("上个星期", -1),
    ("上个礼拜", -1),
    ("下个星期", 1),
    ("下个礼拜", 1),
    ("这个星期", 0),
    ("这个礼拜", 0),
    ("这一周", 0),
    ("上一周", -1),
    ("下一周", 1),
    ("上星期", -1),
    ("下星期", 1),
    ("本星期", 0),
    ("这星期", 0),
    ("上礼拜", -1),
    ("下礼拜", 1),
    ("上周", -1),
    ("下周", 1),
    ("本周", 0),
    ("这周", 0),
    ("当周", 0),
    ("上个周", -1),
    ("下个周", 1),
    ("此周", 0),
    ("上上个周", -2),
    ("下下个周", 2),
    ("上上个礼拜", -2),
    ("下下个礼拜", 2),
    ("这个周", 0),
]);
/// Words before a weekday.
pub const WEEK_WORDS: &[&str] = &["星期", "礼拜", "周"];

/// Parts of the day with their hours. `JioNLP`'s, as the guide has none.
pub static PARTS_OF_DAY: WordTable<(u32, u32)> = WordTable::new(&[
    ("凌晨", (0, 5)),
    ("清晨", (5, 7)),
    ("早晨", (6, 10)),
    ("早上", (6, 10)),
    ("早间", (8, 12)),
    ("今晨", (5, 9)),
    ("上午", (7, 12)),
    ("中午", (12, 14)),
    ("正午", (12, 13)),
    ("午间", (11, 14)),
    ("下午", (13, 18)),
    ("午后", (13, 18)),
    ("傍晚", (18, 19)),
    ("晚上", (18, 24)),
    ("晚间", (18, 24)),
    ("夜间", (20, 24)),
    ("夜里", (20, 24)),
    ("深夜", (21, 24)),
    ("半夜", (0, 5)),
    ("午夜", (0, 1)),
    ("晚", (18, 24)),
    ("早", (8, 12)),
    ("夜", (20, 24)),
    ("白天", (6, 19)),
    ("晨", (5, 9)),
    ("盘后", (15, 24)),
]);

/// Units of durations, longest first where one begins another.
pub static UNITS: WordTable<Unit> = WordTable::new(&[
    ("个工作日", Unit::WorkDay),
    ("工作日", Unit::WorkDay),
    ("个交易日", Unit::WorkDay),
    ("个小时", Unit::Hour),
    ("个钟头", Unit::Hour),
    ("小时", Unit::Hour),
    ("钟头", Unit::Hour),
    ("个季度", Unit::Quarter),
    ("季度", Unit::Quarter),
    ("个星期", Unit::Week),
    ("个礼拜", Unit::Week),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("个月", Unit::Month),
    ("周年", Unit::Year),
    ("年度", Unit::Year),
    ("分钟", Unit::Minute),
    ("个年头", Unit::Year),
    ("整年", Unit::Year),
    ("载", Unit::Year),
    ("年", Unit::Year),
    ("周", Unit::Week),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("夜", Unit::Day),
    ("时", Unit::Hour),
    ("秒钟", Unit::Second),
    ("秒", Unit::Second),
    ("昼夜", Unit::Day),
    ("分", Unit::Minute),
]);

/// Words before a duration that leave it without days and belong to its surface.
pub const SPAN_PREFIXES: &[&str] = &[
    "过去的",
    "过去这",
    "过去整整",
    "过去",
    "近",
    "最近的",
    "最近",
    "未来的",
    "未来",
    "今后的",
    "今后",
    "此后",
    "接下来的",
    "接下来",
    "往后",
    "之前",
    "前",
    "后",
    "这",
    "上",
    "下",
    "头",
];

/// Time zones with the minutes east of UTC.
pub static ZONES: WordTable<i32> = WordTable::new(&[
    ("北京时间", 480),
    ("美东时间", -300),
    ("美国东部时间", -300),
    ("美东部时间", -300),
    ("美国中部时间", -360),
    ("格林尼治标准时间", 0),
    ("格林威治标准时间", 0),
    ("美国太平洋时间", -480),
    ("太平洋时间", -480),
    ("格林尼治时间", 0),
    ("格林威治时间", 0),
    ("伦敦时间", 0),
    ("东京时间", 540),
    ("莫斯科时间", 180),
    ("首尔时间", 540),
    ("香港时间", 480),
    ("UTC", 0),
    ("GMT", 0),
]);

/// The longest word of a short list that stands at a position; of a long one, or one that is looked for everywhere, there is a [`WordTable`].
#[must_use]
pub fn longest<'w, T: Copy>(text: &crate::text::Text, at: usize, words: &'w [(&'w str, T)]) -> Option<(usize, T)> {
    words.iter().filter(|(w, _)| text.starts_with(at, w)).map(|(w, v)| (at + w.chars().count(), *v)).max_by_key(|(end, _)| *end)
}
