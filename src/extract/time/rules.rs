//! Decides which rules of times there are: their names and manual pages.

use crate::extract::rule::rules;

rules! { "times";
    DATE = "time.date" {
        "Days, months and years with a number.",
        matches "A year, month or day with its word (2023年2月23日, 2022 年 5 月, 二〇二三年), or a date with separators (2023-02-23, 2023/2/23, 2023.2.23).",
        yields "The days that it covers.",
        not "Versions, decimals, years inside the names of works and events.",
        example "大会于2023年2月23日召开。"
    }
    MONTH_DAY = "time.month_day" {
        "Months and days that lean on what stands before them.",
        matches "A month, a month with a day, or a day alone (3月, 3月23日, 23日上午).",
        yields "The days, with year and month from the times before it, else from the publication day.",
        not "D日 as a part of a word (日 in 日本).",
        example "3月23日，大会在北京召开。"
    }
    RANGE = "time.range" {
        "From one point to another.",
        matches "Two points with 至, 到, a dash or a tilde between them; what one leaves out the other says.",
        yields "The days from the first to the last.",
        not "10-15%, 3至5家.",
        example "论坛于2023年2月23日至24日召开。"
    }
    SINCE = "time.since" {
        "From a point to the present.",
        matches "A point with 以来, 至今, 迄今 behind it.",
        yields "From the start of the point to the publication day.",
        not "长期以来.",
        example "2021年以来，攻击次数明显增加。"
    }
    PART = "time.part" {
        "Parts of a year or month.",
        matches "上半年, 第三季度, 前三季度, 年底, 月初, 上旬, 春季, with or without the year.",
        yields "The days of the part: 年底 is December, 年初 January, 上旬 the 1st to the 10th.",
        not "底 in 彻底.",
        example "截至2022年底，园区共吸引企业128家。"
    }
    RELATIVE = "time.relative" {
        "Times relative to the day of writing or to the text before.",
        matches "今年, 去年, 本月, 上周三, 昨日, 当天, 次日, 同年, 三年前.",
        yields "The days, counted from the publication day (or dateline), or from the time before it.",
        not "近日, 日前, 目前, 当前.",
        example "去年，有关部门加强了监管。"
    }
    PLAN = "time.plan" {
        "Five-year plans as periods.",
        matches "“十四五”, “十四五”期间, 十三五时期.",
        yields "The five years of the plan.",
        not "十四五 as a number.",
        example "“十四五”期间，产业规模持续扩大。"
    }
    FESTIVAL = "time.festival" {
        "Festivals and solar terms.",
        matches "A festival of the table, with or without a year.",
        yields "Its day in that year; lunar ones by the table of lunar years.",
        not "节 in 环节.",
        example "2023年春节期间，攻击活动有所增加。"
    }
    CLOCK = "time.clock" {
        "Times of the clock.",
        matches "9点30分, 15:30, 上午9时, with or without a day before them; a zone in front (北京时间) or behind (UTC, GMT, +0800).",
        yields "The day, with the clock time and the offset in columns of their own. American zones are an hour ahead in summer.",
        not "三点建议; 24小时; scores and ratios.",
        example "大会于2023年3月23日召开，上午9点开幕。"
    }
    DURATION = "time.duration" {
        "Lengths of time.",
        matches "A number with a unit of time (3年, 24小时), with 近, 过去, 未来 before it.",
        yields "A duration without days.",
        not "第3天; 3日 as a day of the month.",
        example "近三年累计收入突破1000亿元。"
    }
    SET = "time.set" {
        "Repeated times.",
        matches "每年, 每月, 每日, 每两周.",
        yields "A set with its interval.",
        not "逐年.",
        example "大会每年举办一次。"
    }
    FISCAL = "time.fiscal" {
        "Fiscal years.",
        matches "2023财年, 2023-2024财年, 2023财年第四财季.",
        yields "A period without days, as whose calendar it follows is not said; its value is FY2023, FY2023/FY2024, FY2023-Q4.",
        not "年 alone.",
        example "2023财年净收入达到81亿元。"
    }
}
