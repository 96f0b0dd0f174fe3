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
    FROM_VALUE = "fact.from_value" {
        "The value that something moves from.",
        matches "A phrase, 从 or 由, perhaps a time, a value; then a verb of change with 到, 至 or 为, perhaps a time, and another value of its unit.",
        yields "The phrase as the metric, for the time behind 从.",
        not "从5%到8%: a range.",
        example "公司营业收入从2019年的32亿元增长到2023年的58亿元。"
    }
    TO_VALUE = "fact.to_value" {
        "The value that something moves to.",
        matches "The second value of such a pair.",
        yields "The metric of the first, for the time before the value, else the time of the clause.",
        not "A value with no other before it: 增长到58亿元.",
        example "公司营业收入由上年的32亿元增至58亿元。"
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
    CONVERSION = "fact.conversion" {
        "A figure given in another unit.",
        matches "VALUE（约合VALUE）; VALUE（N%） behind a count.",
        yields "The metric, subject, period and status of the figure before the bracket.",
        not "A bracket that names something of its own.",
        example "该公司2023年营收达到1200亿美元（约8535亿元人民币）。"
    }
    POPULATION = "fact.share_of_group" {
        "The share of a group that does or is something.",
        matches "A percentage, the group it is of, and a predicate: 20%的企业…; 受访者（83%）认为….",
        yields "The group as the subject, the predicate as the metric.",
        not "A percentage with a metric before it.",
        example "调查显示，85%的受访者使用人工智能工具。"
    }
    COORDINATED = "fact.coordinated" {
        "The same measure for another subject.",
        matches "A name with a value of the unit of the figure before: 海淀园52家、通州园146家.",
        yields "The metric, period and status of the figure before.",
        not "A noun that names another measure.",
        example "国家网安园累计注册企业418家，其中，海淀区52家、通州区146家。"
    }
    AGE = "fact.age" {
        "The age of a person.",
        matches "A number of 岁 beside the name of a person.",
        yields "The metric 年龄 with the person as the subject.",
        not "Ranges of age (18-59岁人群).",
        example "该公司创始人张伟（45岁）表示，市场仍在增长。"
    }
    VERB_VALUE = "fact.verb_value" {
        "A value that is the object of a verb.",
        matches "A verb straight before a value that no noun names: 净买入24亿元, 遭索赔90亿美元.",
        yields "The verb as the metric.",
        not "A verb with an object of its own.",
        example "微软涉嫌盗版，遭索赔90亿美元。"
    }
}
