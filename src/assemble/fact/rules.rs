//! Decides which rules of facts there are: their names and manual pages.

use crate::extract::rule::rules;

rules! { "facts";
    METRIC_REACHES = "fact.metric_reaches_value" {
        "A metric that reaches a value.",
        matches "A noun phrase, a verb of reaching or none (达, 为, 超过, 突破, 共), and a quantity.",
        yields "The noun phrase as the metric, without the entity in front of it, which is the subject.",
        not "A quantity inside a rule or a hypothetical clause.",
        example "2021年，成都市网络安全相关业务收入达354.6亿元。"
    }
    VALUE_OF_NOUN = "fact.value_of_noun" {
        "A count of something.",
        matches "A quantity with the noun phrase that it counts straight behind it (128家网络安全相关企业).",
        yields "The noun phrase as the metric.",
        not "Quantities with a metric in front of them.",
        example "截至2022年底，通州园共吸引了128家网络安全相关企业入驻。"
    }
    CHANGE = "fact.change" {
        "A change of a metric.",
        matches "A verb of change (增长, 下降, 提高 …), with 同比 or 环比 or 较…, and a percentage, points, a multiple or an amount.",
        yields "The metric before it in the sentence with the verb; change, basis and base period.",
        not "增长至 (a level).",
        example "网络安全业务收入达354.6亿元，同比增长24.3%。"
    }
    BASE = "fact.base_of_comparison" {
        "The figure that a change is compared with.",
        matches "较T的VALUE, 比T的VALUE.",
        yields "The metric before it, for the period T.",
        not "较大, 较快.",
        example "业务收入达354.6亿元，较2020年的285.19亿元，增长24.3%。"
    }
    SHARE = "fact.share" {
        "A share of a whole.",
        matches "占…比例, 占比, 比重 with a percentage.",
        yields "The phrase as the metric; measure share.",
        not "A percentage of change.",
        example "网络安全投入占信息化投入比例达10%。"
    }
    BRACKET = "fact.bracketed_value" {
        "A value in brackets behind what it belongs to.",
        matches "NOUN（VALUE）.",
        yields "The noun phrase before the bracket as the metric, or as the subject where the sentence names a metric before it.",
        not "Conversions (约合…).",
        example "主要成果包括保护知识产权（46%）、提高效率（44%）。"
    }
}
