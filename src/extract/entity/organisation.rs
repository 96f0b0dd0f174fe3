//! Decides which words are organisations.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::rules::{EVENT_CONGRESS, ORGANISATION_KNOWN, ORGANISATION_STRUCTURE};
use super::{Candidate, EntityRef, Reading};

/// How far to the left of its suffix a name may begin, in characters.
const LONGEST_NAME: usize = 30;

/// Proposes the organisations of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    known(reading, out);
    structural(reading, out);
    congresses(reading, out);
}

/// Organisations of the table, at the edges of words.
fn known(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for token in &reading.tokens {
        let at = token.span.start();
        for hit in cx.lexicon.words_at(text, at) {
            let Some(Sense::Organisation(row)) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Organisation(_))) else { continue };
            let latin_edge = |c: char| is_latin(c) || c.is_ascii_digit();
            let cuts_latin = latin_edge(text.before(hit.end)) && latin_edge(text.at(hit.end)) || latin_edge(text.at(at)) && latin_edge(text.before(at));
            if hit.end > reading.sentence.end() || cuts_latin || is_han(text.before(hit.end)) && !reading.ends_at(hit.end) {
                continue;
            }
            let organisation = cx.lexicon.organisation(row);
            let span = CharSpan::of(at..hit.end);
            let entity = EntityRef { entity_type: EntityType::Org, sense: Some(Sense::Organisation(row)), name: organisation.name.to_owned() };
            out.push(Candidate { span, entity: entity.clone(), rule: ORGANISATION_KNOWN, priority: 3 });
            // 奇安信集团, DoorDash 公司: the kind of company behind a known name belongs to it.
            if organisation.kind == OrganisationKind::Company {
                let next = if text.at(hit.end) == ' ' { hit.end + 1 } else { hit.end };
                if let Some(word) = ["集团公司", "科技公司", "公司", "集团"].iter().find(|w| text.starts_with(next, w)) {
                    let end = next + word.chars().count();
                    out.push(Candidate { span: CharSpan::of(at..end), entity, rule: ORGANISATION_KNOWN, priority: 3 });
                }
            }
        }
    }
}

/// Organisations by structure.
fn structural(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    for start in reading.sentence.start()..reading.sentence.end() {
        if !is_han(text.at(start)) {
            continue;
        }
        let Some((end, Sense::OrganisationSuffix(row))) = cx.lexicon.longest(text, start, |s| matches!(s, Sense::OrganisationSuffix(_))) else { continue };
        if end > reading.sentence.end() || !reading.ends_at(end) {
            continue;
        }
        let suffix = cx.lexicon.organisation_suffix(row);
        // A suffix that goes on as another word is none: 部署, 局面, 办理, 会议.
        let continues = end - start <= 2
            && cx.lexicon.words_at(text, start).any(|w| w.end > end && !w.senses.iter().any(|s| matches!(s, Sense::OrganisationSuffix(_))) && reading.ends_at(w.end));
        // 主办 ends in 办 and is a verb; a weak suffix that is an everyday noun (安全, 网络) makes no name behind a place.
        let holder = reading.tokens.partition_point(|t| t.span.end() <= start);
        let inside_verb = reading.tokens.get(holder).is_some_and(|t| {
            t.span.start() < start && (end - start == 1 && t.tag != TokenTag::Noun || matches!(t.tag, TokenTag::Verb | TokenTag::Adverb | TokenTag::Time | TokenTag::Pronoun))
        });
        if continues || inside_verb || !suffix.strong && !WEAK_SUFFIXES.contains(&suffix.suffix) {
            continue;
        }
        if let Some(name_start) = left_edge(reading, start, suffix.strong, end - start) {
            let span = CharSpan::of(name_start..end);
            let entity = EntityRef { entity_type: EntityType::Org, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: ORGANISATION_STRUCTURE, priority: 1 });
        }
    }
}

/// Weak suffixes that make a name behind a place or a known name. The others of the table are everyday nouns.
const WEAK_SUFFIXES: &[&str] = &[
    "中心",
    "办",
    "厅",
    "局",
    "委",
    "部",
    "司",
    "处",
    "所",
    "院",
    "台",
    "政府",
    "公司",
    "学院",
    "总队",
    "支队",
    "大队",
    "中队",
    "工作组",
    "研究室",
    "指挥中心",
    "党委",
    "机关党委",
    "集团",
    "分公司",
    "分行",
    "支行",
    "中院",
    "高院",
    "分局",
    "办事处",
    "报",
    "社",
    "军",
    "部队",
    "专班",
    "科",
    "分校",
    "法庭",
    "实验中心",
];

/// Where a name that ends in a suffix begins, or `None` where nothing proper stands before the suffix.
fn left_edge(reading: &Reading<'_>, suffix_start: usize, strong: bool, suffix_len: usize) -> Option<usize> {
    let cx = &reading.cx;
    let text = cx.text();
    let last = reading.tokens.partition_point(|t| t.span.start() < suffix_start);
    // The token that holds the suffix may begin before it: 信息化厅 is one word of the list at times.
    let mut edge = suffix_start;
    let mut proper = None;
    let mut modifiers = 0;
    for i in (0..last).rev() {
        let token = reading.tokens[i];
        let (start, end) = (token.span.start(), token.span.end().min(suffix_start));
        if suffix_start - start > LONGEST_NAME || end <= start {
            break;
        }
        let word = text.slice(CharSpan::of(start..end));
        let senses = cx.lexicon.senses(word);
        let is_place = senses.iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_)));
        let is_organisation = senses.iter().any(|s| matches!(s, Sense::Organisation(_)));
        let continues = match token.tag {
            TokenTag::Name | TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Latin | TokenTag::Unknown => true,
            TokenTag::Adjective => !matches!(word, "新" | "大" | "多" | "小" | "老" | "著名" | "知名" | "各大" | "主要" | "重要"),
            TokenTag::Verb => word.chars().count() >= 2 && modifiers > 0 && is_nominal_verb(word) || is_nominal_verb(word) && modifiers == 0,
            TokenTag::Conjunction => matches!(word, "和" | "与" | "及") && modifiers > 0 && joins(reading, i),
            TokenTag::Mark => {
                matches!(word, "（" | "）" | "(" | ")") && modifiers > 0 && brackets_inside(reading, i)
                    || word == "·"
                    || word == " " && i > 0 && reading.tokens[i - 1].tag == TokenTag::Latin
            }
            TokenTag::Number => matches!(word, "第一" | "第二" | "第三"),
            TokenTag::Locality => matches!(word, "西部" | "东部" | "华北" | "华东" | "东北" | "西北" | "西南" | "华南" | "中部") || is_place,
            TokenTag::Other => true,
            _ => is_place || is_organisation,
        };
        if !continues || token.tag != TokenTag::Conjunction && GENERIC_LEFT.contains(&word) {
            break;
        }
        modifiers += 1;
        edge = start;
        let unknown = token.tag == TokenTag::Unknown || token.tag == TokenTag::Latin;
        let named = is_place || is_organisation || PROPER_HEADS.contains(&word);
        if named || unknown && strong && !FUNCTION_CHARS.contains(word) {
            proper = Some(start);
        }
    }
    let edge = if edge == suffix_start && suffix_start > reading.sentence.start() { return None } else { edge };
    let company = suffix_len >= 4;
    match proper {
        Some(start) => {
            // A brand of ordinary words behind the place: 北京卓越信通电子股份有限公司 begins at the place all the same.
            Some(start).filter(|s| suffix_start > *s)
        }
        // A full company form is a name whatever its modifiers are.
        None if company && strong && suffix_start - edge >= 4 => Some(edge),
        None => None,
    }
}

/// Words that stand before names without being a part of them.
const GENERIC_LEFT: &[&str] = &[
    "有关", "相关", "各", "各级", "各类", "本", "该", "某", "其他", "其它", "多家", "这家", "一家", "部分", "所有", "全部", "上述", "此", "每个", "任何", "这个", "那个", "一个",
    "包括", "来自", "联合", "通过", "由", "在", "对", "向", "被", "是", "作为", "成为", "据", "根据", "按照", "以及", "并", "或", "但", "而", "将", "已", "与会", "参会", "原",
    "前", "现任", "时任", "称", "为", "让", "使", "给", "从", "以", "于", "到", "至", "把", "和", "等", "及", "报道", "消息", "介绍", "出席", "会同", "隶属", "创办", "主办",
    "承办", "协办", "指导", "支持", "发布", "成立", "组建", "邀请", "聘请", "访问", "前往", "入驻", "落户", "收购", "起诉", "指控", "宣布", "透露", "显示", "表示", "指出", "认为",
    "要求", "同意", "批准", "获", "经", "受",
];

/// Words that make a name proper at its head.
const PROPER_HEADS: &[&str] = &[
    "国家",
    "中国",
    "全国",
    "中央",
    "中共",
    "中华",
    "国际",
    "世界",
    "全球",
    "联合国",
    "国务院",
    "人民",
    "最高",
    "亚洲",
    "欧洲",
    "美国",
    "北约",
    "欧盟",
    "中华人民共和国",
    "省委",
    "市委",
    "首都",
    "军委",
];

/// Single characters that no list holds but that are function words.
const FUNCTION_CHARS: &str = "的了是在和与及或对向由从把被将为以于而但并之其该此各某等已未不也都就还又再";

/// Verbs that serve as nouns inside names: 应急响应中心, 监督管理局, 发展改革委.
fn is_nominal_verb(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "监督",
        "管理",
        "发展",
        "改革",
        "响应",
        "应急",
        "协调",
        "处理",
        "保卫",
        "保护",
        "服务",
        "研究",
        "评测",
        "评估",
        "审查",
        "认证",
        "测评",
        "检测",
        "监测",
        "交流",
        "合作",
        "促进",
        "推进",
        "指导",
        "咨询",
        "培训",
        "教育",
        "传播",
        "出版",
        "投资",
        "控股",
        "建设",
        "开发",
        "设计",
        "制造",
        "运营",
        "运输",
        "贸易",
        "创新",
        "创业",
        "治理",
        "调查",
        "执法",
        "统计",
        "审计",
        "税务",
        "监管",
        "登记",
        "交易",
        "结算",
        "通信",
        "应用",
        "防御",
        "防护",
        "攻防",
        "对抗",
        "实验",
        "试验",
        "标准化",
        "信息化",
        "规划",
        "保障",
        "安全",
        "考试",
        "仲裁",
        "生产",
        "保险",
        "证券",
        "检验",
        "检疫",
        "储备",
        "移民",
        "勘察",
        "救援",
        "预警",
        "情报",
        "共享",
        "孵化",
        "加速",
        "转化",
        "转移",
        "代理",
        "经营",
        "联合",
        "产教",
        "融合",
    ];
    VERBS.contains(&word)
}

/// Whether a 和 joins two nouns inside one name: 工业和信息化局, 数据和技术保障中心 (a noun on both sides, no suffix before it).
fn joins(reading: &Reading<'_>, conjunction: usize) -> bool {
    if conjunction == 0 {
        return false;
    }
    let before = reading.word(conjunction - 1);
    let tag = reading.tokens[conjunction - 1].tag;
    let noun = matches!(tag, TokenTag::Noun | TokenTag::VerbNoun) || is_nominal_verb(before);
    let suffix = reading.cx.lexicon.senses(before).iter().any(|s| matches!(s, Sense::OrganisationSuffix(_) | Sense::Organisation(_)));
    let place_before = if conjunction >= 2 { reading.cx.lexicon.senses(reading.word(conjunction - 2)).iter().any(|s| matches!(s, Sense::Place(_))) } else { false };
    noun && !suffix
        && (place_before
            || matches!(
                before,
                "经济"
                    | "工业"
                    | "卫生"
                    | "人力资源"
                    | "住房"
                    | "文化"
                    | "科学"
                    | "信息"
                    | "发展"
                    | "规划"
                    | "农业"
                    | "商务"
                    | "财政"
                    | "教育"
                    | "网络"
                    | "技术"
                    | "生态"
                    | "交通"
                    | "广播"
                    | "体育"
                    | "医疗"
                    | "数据"
                    | "应急"
            ))
}

/// Whether a bracket inside a name holds a place: 某某（中国）有限公司.
fn brackets_inside(reading: &Reading<'_>, mark: usize) -> bool {
    let is_place =
        |i: usize| reading.tokens.get(i).is_some_and(|_| reading.cx.lexicon.senses(reading.word(i)).iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_))));
    match reading.word(mark) {
        "）" | ")" => mark >= 2 && is_place(mark - 1) && matches!(reading.word(mark - 2), "（" | "("),
        _ => is_place(mark + 1) && mark + 2 < reading.tokens.len() && matches!(reading.word(mark + 2), "）" | ")"),
    }
}

/// A Party congress that begins here: its end, and whether 报告 follows.
pub fn congress(text: &Text, at: usize) -> Option<(usize, bool)> {
    let mut start = at;
    let party = text.starts_with(at, "党的");
    if party {
        start += 2;
    }
    let open = usize::from(matches!(text.at(start), '“' | '"'));
    let mut end = start + open;
    while "一二三四五六七八九十".contains(text.at(end)) && text.at(end) != '\0' {
        end += 1;
    }
    if text.at(end) != '大' || !(2..=3).contains(&(end - start - open)) || !text.starts_with(start + open, "十") && !text.starts_with(start + open, "二十") {
        return None;
    }
    end += 1;
    if open == 1 {
        if !matches!(text.at(end), '”' | '"') {
            return None;
        }
        end += 1;
    }
    let follows = text.at(end);
    // 十大, 二十大 without 党的 need what only congresses have.
    if !party && !(matches!(follows, '报' | '精' | '以' | '召' | '代' | '胜') && end - start >= 3) {
        return None;
    }
    if text.at(end - 1) == '大' && end - start - open == 2 && !party {
        return None;
    }
    Some((end, text.starts_with(end, "报告")))
}

/// Congresses and sessions.
fn congresses(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    for at in reading.sentence.start()..reading.sentence.end() {
        let end = match text.at(at) {
            '党' | '二' | '十' => congress(text, at).filter(|(_, report)| !report).map(|(end, _)| end),
            '全' if text.starts_with(at, "全国两会") => Some(at + 4),
            '中' if text.starts_with(at, "中央经济工作会议") => Some(at + 8),
            _ => None,
        };
        if let Some(end) = end {
            let span = CharSpan::of(at..end);
            let entity = EntityRef { entity_type: EntityType::Event, sense: None, name: text.slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: EVENT_CONGRESS, priority: 5 });
        }
    }
}
