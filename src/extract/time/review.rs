//! Decides what the article as a whole says of its times: the year, month or week that it covers, the items that it is made of.

use crate::text::{CharSpan, Text, is_latin};

/// Whether a title is that of a weekly report.
pub fn is_weekly(title: &str) -> bool {
    ["周报", "周讯", "一周", "周刊", "周回顾", "每周"].iter().any(|w| title.contains(w))
}

/// Whether a title is that of a digest of news, whose items have days of their own.
pub fn is_digest(title: &str) -> bool {
    ["早知道", "早报", "牛览", "晚报", "日报", "头条"].iter().any(|w| title.contains(w))
}

/// The year that a title looks back on: 2022年度美国网络安全政策回顾.
pub fn year_reviewed(title: &str) -> Option<i32> {
    // 2022，又一年: a look back of one's own.
    let own = title.chars().take(4).all(|c| c.is_ascii_digit()) && !title.chars().nth(4).is_some_and(|c| c == '年' || c.is_ascii_digit()) && title.contains("一年");
    if !own && !["回顾", "盘点", "总结", "年度", "年报", "大事记", "全景"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let digits = title.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?;
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// Whether a title says that a quarter is reported on: 2024年第三季度网络威胁报告, 2024Q3.
pub fn reviews_quarter(title: &str) -> bool {
    let numbered = |(at, _): (usize, &str)| title[at + 1..].starts_with(['1', '2', '3', '4']) && !title[..at].ends_with(|c: char| c.is_ascii_alphabetic());
    ["一季度", "二季度", "三季度", "四季度"].iter().any(|w| title.contains(w)) || title.match_indices('Q').any(numbered)
}

/// The month that the report of a title is about: 2024年2月勒索软件流行态势分析.
pub fn month_reviewed(title: &str) -> Option<(i32, u32)> {
    if !["态势", "月报", "月度", "报告", "情报", "盘点", "回顾", "头号恶意软件"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let (before, behind) = title.split_once('年')?;
    let (month, _) = behind.split_once('月')?;
    let before = before.trim_end();
    let year = before.get(before.len().checked_sub(4)?..)?;
    Some((year.parse().ok()?, month.trim().parse().ok().filter(|m| (1..=12).contains(m))?))
}

/// Whether what follows a set in a title is what a column brings: 每日安全动态推送, 每周威胁情报解读.
pub fn names_column(text: &Text, end: usize) -> bool {
    const BRINGS: &[&str] = &["推送", "解读", "简报", "资讯", "动态", "报告", "摘要", "早报", "速递"];
    let behind: String = text.chars()[end..].iter().take(12).take_while(|c| **c != '\n').collect();
    BRINGS.iter().any(|word| behind.contains(word))
}

/// Whether a day opens an item of news: 1月23日消息，…; 据某社11月4日电.
pub fn opens_item(text: &Text, sentence: CharSpan, time: CharSpan) -> bool {
    let near = time.start() - sentence.start() <= 16;
    let behind: String = text.chars()[time.end()..].iter().take(8).collect();
    let clause = behind.split(['，', '。', '、']).next().unwrap_or_default();
    // 10月8日The Record消息: who brings it may have a Latin name.
    let source = text.skip_blanks((time.end()..).find(|i| !(is_latin(text.at(*i)) || matches!(text.at(*i), ' ' | '.' | '-' | '&'))).unwrap_or(time.end()));
    let sourced = source > time.end() && ["消息", "讯，", "报道"].iter().any(|w| text.starts_with(source, w));
    near && sourced || near && ["消息", "讯", "电"].iter().any(|w| clause.ends_with(w) || clause.starts_with(w))
}

/// Whether a text keeps saying 今天 and means these times: an essay or an interview, no news.
///
/// Of 36 such words in the four texts of a sample that say it seven times or more, 28 mean these times.
pub fn dwells_on_today(text: &Text) -> bool {
    const OFTEN: usize = 7;
    let text = text.as_str();
    text.matches("今天").nth(OFTEN - 1).is_some() && !text.contains("日消息")
}

/// Whether the rest of the sentence behind 今天 tells of these times rather than of a day: 今天，互联网飞速发展; 而今天它已经老了.
///
/// The word then stands before a comma or behind a conjunction, or with a word of what lasts, and nothing is announced, shown or
/// begun; or it is what something is compared with.
/// `dwells` is what [`dwells_on_today`] says of the text; then the word may stand anywhere.
pub fn tells_of_these_times(text: &Text, sentence: CharSpan, today: CharSpan, dwells: bool) -> bool {
    const REACH: usize = 60;
    const CONTRASTS: &[&str] = &["而", "但", "但是", "然而，", "所以", "不过"];
    const TELLS: &[&str] = &[
        "我们",
        "来聊",
        "来看",
        "来讲",
        "来说",
        "来学",
        "带大家",
        "带你",
        "给大家",
        "为大家",
        "和大家",
        "跟大家",
        "与大家",
        "介绍",
        "分享",
        "推荐",
        "推送",
        "更新",
        "发布",
        "宣布",
        "公布",
        "推出",
        "上线",
        "披露",
        "透露",
        "表示",
        "告诉",
        "称",
        "反映",
        "报道",
        "消息",
        "举行",
        "召开",
        "开幕",
        "正式",
        "发表",
        "收到",
        "发现",
        "看到",
        "获",
        "想",
        "打算",
        "准备",
        "刚",
        "终于",
        "早",
        "晚",
        "上午",
        "下午",
        "凌晨",
        "中午",
        "讨论",
        "话题",
        "主题",
        "主角",
        "文章",
        "本文",
        "论文",
        "推文",
        "学习",
        "写",
        "复现",
        "分析",
        "开始",
        "发送",
        "直播",
        "出席",
        "会见",
        "签署",
        "通过",
        "提到",
        "提交",
        "倒计时",
        "特价",
        "生日",
        "放出",
        "上市",
        "收盘",
        "开盘",
        "跌",
        "开学",
        "一起",
        "共享",
        "月",
    ];
    // 截至今天, 当地时间今天; 「今天，…」 is said on that day.
    let led = ["截至", "截止", "时间", "从", "到", "「", "“"].iter().any(|w| text.ends_with(today.start(), w));
    let apart = matches!(text.at(today.end()), '，' | ',') || CONTRASTS.iter().any(|w| text.ends_with(today.start(), w));
    let behind: String = text.chars()[today.end()..sentence.end()].iter().take(REACH).take_while(|c| !matches!(c, '。' | '？' | '！')).collect();
    let tells = if dwells { ["大家", "发布", "宣布", "分享", "主题"].iter().any(|w| behind.contains(w)) } else { TELLS.iter().any(|w| behind.contains(w)) };
    // 相比今天; 今天仍然是, 今天的比例越来越高: said of these times wherever it stands.
    let compared = ["相比", "不是"].iter().any(|w| text.ends_with(today.start(), w)) || text.starts_with(today.end(), "和未来");
    let lasting = ["仍然", "依旧", "越来越", "日益", "早已", "已经成为", "动辄", "尤其", "平均水平"].iter().any(|w| behind.contains(w));
    // 今天，某公司是全球为数不多的…; 今天，…已经成为…: what is so, whatever the rest of the sentence tells.
    let first = behind.trim_start_matches(['，', ',']).split('，').next().unwrap_or_default();
    let is_so = apart && first.char_indices().any(|(i, c)| c == '是' && i > 0) && !first.contains(['日', '节', '天']) && !TELLS.iter().any(|w| first.contains(w));
    let became = apart && ["已经成为", "越来越"].iter().any(|w| behind.contains(w));
    !led && (compared || is_so || became || (apart || dwells || lasting) && !tells)
}
