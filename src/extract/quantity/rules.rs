//! Decides which rules of quantities there are: their names and manual pages.

use crate::extract::rule::rules;

rules! { "quantities";
    MONEY = "quantity.money" {
        "Money by the name or the sign of a currency.",
        matches "A number with the name of a currency behind it (元, 美元, 港元 …) or its sign before it ($, US$, €, ¥).",
        yields "The value with 万 and 亿 multiplied out; unit: the ISO 4217 code. 元 alone is CNY.",
        not "第三元素; 多元; the sign of a shell variable ($1).",
        example "产业规模达354.6亿元。"
    }
    PERCENT = "quantity.percent" {
        "Percentages, and fractions that stand for them.",
        matches "A number with % or ％, 百分之N, N成, N折, X分之Y, 半数.",
        yields "The value in per cent; 三成 is 30, 八折 is 80, 三分之二 is 66.6667.",
        not "六个百分点 (percentage points); 成 in 成为.",
        example "同比增长24.3%。"
    }
    PERCENTAGE_POINT = "quantity.percentage_point" {
        "Percentage points and basis points.",
        matches "A number with 个百分点, 百分点, 个基点, 基点 or bp.",
        yields "The value; unit percentage_point or bp.",
        not "24.3%.",
        example "比上月提高3.5个百分点。"
    }
    TIMES = "quantity.times" {
        "Multiples.",
        matches "A number with 倍; 翻番, 翻倍, 翻一番, 翻两番.",
        yields "The value; 翻番 and 翻倍 are 2, 翻两番 is 4.",
        not "倍 in 倍受; 翻倍活动.",
        example "数量增加了10倍。"
    }
    MEASURE = "quantity.measure" {
        "Measured values with a unit of measurement.",
        matches "A number with a unit of the table: lengths, areas, weights, volumes, energy, data, temperature.",
        yields "The value in the unit as written; only 万 and 亿 are multiplied out.",
        not "5G, 4K, a number inside a Latin name.",
        example "园区占地120亩，建筑面积30万平方米。"
    }
    SCORE = "quantity.score" {
        "Scores and index points.",
        matches "A number with 分 near 评分, CVSS, 得分; a number with 点 near 指数 or a verb of the exchange.",
        yields "The value; unit score or point.",
        not "9点30分; 三点建议.",
        example "该漏洞CVSS评分为9.8分。"
    }
    COUNT = "quantity.count" {
        "Counts with a classifier.",
        matches "A number with a classifier of the table.",
        yields "The value; unit `count:` and the classifier.",
        not "第三届, 一个 as an article, 两个方面 before a list, 五大, 一是.",
        example "园区共吸引了128家企业入驻。"
    }
    COUNT_NOUN = "quantity.count_noun" {
        "Counts of a noun without a classifier.",
        matches "A large number (with 万 or 亿, thousands separators, or 余) straight before a noun.",
        yields "The value; unit `count:` and the head of the noun phrase.",
        not "2023年; model numbers; a number before a verb.",
        example "覆盖2.67亿老年人口。"
    }
    PRICE = "quantity.price" {
        "Prices for a unit.",
        matches "Money with a slash or 每 and a unit: 美元/盎司, 元/吨.",
        yields "The value; unit as `USD/oz`.",
        not "and/or; 24/7.",
        example "金价报1735.5美元/盎司。"
    }
    RATIO = "quantity.ratio" {
        "Ratios of two numbers.",
        matches "N:M or N比M behind 比例, 比为, 之比.",
        yields "The quotient; unit ratio.",
        not "Clock times; scores of matches.",
        example "男女比例为5:1。"
    }
}
