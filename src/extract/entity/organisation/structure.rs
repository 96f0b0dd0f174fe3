//! Decides which words with an organisation's suffix name one: something proper must stand before the suffix.

use crate::lexicon::{OrganisationKind, OrganisationSuffix, Sense, TokenTag};
use crate::text::{CharSpan, WordList, is_han, is_latin};

use super::super::product::is_common;
use super::super::rules::ORGANISATION_STRUCTURE;
use super::super::{Candidate, Reading};
use super::{is_country, is_organisation, is_place, is_trade, push};

/// How far to the left of its suffix a name may begin, in characters.
const LONGEST_NAME: usize = 30;

/// Proposes the organisations of a sentence by their suffixes.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    let mut inside = reading.sentence.start();
    for start in reading.sentence.start()..reading.sentence.end() {
        if !is_han(text.at(start)) {
            continue;
        }
        let Some((end, Sense::OrganisationSuffix(row))) = reading.words.longest(start, |s| matches!(s, Sense::OrganisationSuffix(_))) else { continue };
        // 司 in 有限公司 is a part of the suffix, not one of its own.
        if end <= inside || end > reading.sentence.end() || !reading.ends_at(end) {
            continue;
        }
        inside = end;
        let suffix = cx.lexicon.organisation_suffix(row);
        if suffix.is_brand || suffix.suffix.contains("有限") {
            continue;
        }
        // A suffix that goes on as another word is none: 部署, 局面, 办理, 会议.
        let continues =
            end - start <= 2 && reading.words.at(start).any(|w| w.end > end && !w.senses.iter().any(|s| matches!(s, Sense::OrganisationSuffix(_))) && reading.ends_at(w.end));
        // 主办 ends in 办, 平台 in 台, 格局 in 局: one character is a suffix only as a word of its own or behind a word.
        let Some(holder) = reading.holder(start).map(|number| reading.tokens[number]) else { continue };
        let held = holder.span.start() < start
            && (matches!(holder.tag, TokenTag::Verb | TokenTag::Adverb | TokenTag::Time | TokenTag::Pronoun)
                || end - start == 1 && (start - holder.span.start() < 2 || holder.tag != TokenTag::Noun));
        // 朝鲜对外部挑战: 部 of 外部, not of 对外联络部.
        let outside = text.ends_with(end, "外部") || text.ends_with(end, "内部");
        // DeepSeek所追求的, 特斯拉产品所代表的: a particle.
        let particle = suffix.suffix == "所"
            && (!is_han(text.before(start))
                || reading.token_at(end).is_some_and(|t| {
                    matches!(reading.tokens[t].tag, TokenTag::Verb | TokenTag::VerbNoun | TokenTag::Adverb) || matches!(text.at(end), '占' | '需') || text.starts_with(end, "代表")
                }));
        // 上海证券交易所科创板.
        if particle || continues || held || outside || text.starts_with(start, "科创") {
            continue;
        }
        if let Some(name_start) = left_edge(reading, start, suffix, end) {
            // 0ops战队: one digit begins the name of a team.
            let numbered =
                suffix.suffix == "战队" && is_latin(text.at(name_start)) && text.before(name_start).is_ascii_digit() && !text.before(name_start - 1).is_ascii_alphanumeric();
            let name_start = name_start - usize::from(numbered);
            push(reading, out, CharSpan::of(name_start..end), ORGANISATION_STRUCTURE, 1);
        }
    }
}

/// Where a name that ends in a suffix begins, or `None` where nothing proper stands before the suffix.
fn left_edge(reading: &Reading<'_>, suffix_start: usize, suffix: &OrganisationSuffix, end: usize) -> Option<usize> {
    let cx = &reading.cx;
    let text = cx.text();
    let last = reading.tokens.partition_point(|t| t.span.start() < suffix_start);
    let mut proper = None;
    // Where the place ends that makes the name proper.
    let mut place_end = None;
    // Whether a word that describes no kind stands between the proper one and the suffix.
    let (mut distinct, mut distinct_at_proper, mut country) = (false, false, false);
    // Whether another proper word stands behind the first.
    let mut others = false;
    let mut modifiers = 0;
    // 中国扶贫基金会: what a society does stands straight before the suffix.
    let society = suffix.strong && ["协会", "基金会", "学会", "联合会", "促进会", "研究会"].contains(&suffix.suffix);
    for i in (0..last).rev() {
        let token = reading.tokens[i];
        let (start, word_end) = (token.span.start(), token.span.end().min(suffix_start));
        if suffix_start - start > LONGEST_NAME || word_end <= start {
            break;
        }
        let word = text.slice(CharSpan::of(start..word_end));
        let place = is_place(reading, word);
        let organisation = is_organisation(reading, word);
        let joint = matches!(word, "和" | "与" | "及") && modifiers > 0 && joins(reading, i);
        let purpose = society && modifiers == 0;
        let continues = match token.tag {
            TokenTag::Name | TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Latin | TokenTag::Unknown | TokenTag::Other => !matches!(word, "和" | "与" | "及") || joint,
            TokenTag::Adjective => {
                !matches!(word, "新" | "大" | "多" | "小" | "老" | "著名" | "知名" | "各大" | "主要" | "重要" | "最大" | "大量" | "主流" | "大型" | "顶级" | "老牌")
            }
            TokenTag::Verb => is_nominal_verb(word) || place || organisation || purpose && word.chars().count() == 2 && !JOINING.contains(&word),
            TokenTag::Conjunction | TokenTag::Preposition => joint || place,
            TokenTag::Mark => {
                matches!(word, "（" | "）" | "(" | ")") && brackets_inside(reading, i) || word == "·" || word == " " && i > 0 && reading.tokens[i - 1].tag == TokenTag::Latin
            }
            // 绿盟科技天元实验室: behind a known name a word of any kind may name its part.
            TokenTag::Number => {
                matches!(word, "第一" | "第二" | "第三") || word.chars().count() >= 2 && word.chars().all(is_han) && i > 0 && is_organisation(reading, reading.word(i - 1))
            }
            TokenTag::Locality => matches!(word, "西部" | "东部" | "华北" | "华东" | "东北" | "西北" | "西南" | "华南" | "中部" | "间") || place,
            _ => place || organisation,
        };
        // 某局副局长毛东军代表…学院: behind an office stands a person, unless the suffix makes it a body: 国家情报总监办公室.
        let office = modifiers > 0 && word.ends_with(['长', '裁', '理', '记', '任', '席']) && cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Title(_)));
        if office {
            break;
        }
        if !continues
            || !joint && GENERIC_LEFT.contains(word)
            || matches!(word, "警方" | "第三方" | "母" | "子" | "关联" | "分" | "最高" | "最大" | "上市" | "大量" | "主流" | "大型" | "领先" | "国旗")
            || says_which(reading, i, suffix_start)
        {
            break;
        }
        // 日本科技巨头尼得科公司: behind what a company is called stands its name.
        let described = matches!(suffix.suffix, "公司" | "集团") && DESCRIBING.iter().any(|w| word.ends_with(w)) || suffix.kind == OrganisationKind::Media && word == "媒体";
        if modifiers > 0 && described {
            // 油田服务商美国哈里伯顿公司: its country is named beside it.
            let first = i + 1 + usize::from(is_place(reading, reading.word(i + 1)));
            let name = reading.tokens.get(first)?;
            let bare = is_trade(reading.word(first)) || name.tag == TokenTag::Mark || name.span.start() >= suffix_start;
            return (!bare).then_some(name.span.start());
        }
        // Kraken勒索软件组织: behind the name of a group what it does is no part of the name.
        let many = cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::AmbiguousOrganisation(_)));
        if suffix.kind == OrganisationKind::HackerGroup && (organisation || many || token.tag == TokenTag::Latin) {
            return None;
        }
        modifiers += 1;
        // 慧 in 智慧法院: one unknown character alone is rather a cut word.
        let beside = |j: usize| reading.tokens.get(j).is_some_and(|t| t.tag == TokenTag::Unknown && t.span.start() < suffix_start);
        let unknown = token.tag == TokenTag::Latin || token.tag == TokenTag::Unknown && (token.span.len() >= 2 || beside(i + 1) || i > 0 && beside(i - 1));
        // 市网信办, 区政府: the level of a place stands for it at the head of a name.
        let level = matches!(word, "市" | "省" | "区" | "县" | "州" | "自治区")
            && suffix.kind == OrganisationKind::Public
            && (!is_han(text.before(start)) || matches!(text.before(start), '由' | '和' | '与' | '及' | '在' | '向'));
        let named = place || organisation || PROPER_HEADS.contains(word) || level;
        if named || unknown && suffix.strong && !FUNCTION_CHARS.contains(word) && !is_common(word) {
            others = proper.is_some() && !country;
            proper = Some(start);
            place_end = place.then_some(word_end);
            country = is_country(reading, word);
            distinct_at_proper = distinct;
        }
        distinct |= !joint && !is_trade(word) && word.chars().any(is_han);
    }
    let start = proper.filter(|s| suffix_start > *s)?;
    // 美国应用材料公司, 瑞士Egon AG公司: the country of a company is named beside it.
    let behind = reading.token_at(start).and_then(|t| reading.tokens.get(t + 1)).filter(|b| b.span.end() <= suffix_start);
    if let Some(behind) = behind.filter(|_| country && suffix.kind == OrganisationKind::Company)
        && (behind.tag == TokenTag::Latin || is_organisation(reading, text.slice(behind.span)))
    {
        return Some(behind.span.start());
    }
    // 美国威胁情报公司 GreyNoise: a country and a trade say what the name behind them is.
    let next = text.skip_blanks(end);
    if country
        && !others
        && matches!(suffix.kind, OrganisationKind::Company | OrganisationKind::HackerGroup)
        && next - end <= 1
        && next < reading.sentence.end()
        && text.at(next).is_ascii_uppercase()
    {
        let word_end = (next..).find(|i| !is_latin(text.at(*i))).unwrap_or(next);
        if !is_common(text.slice(CharSpan::of(next..word_end))) {
            return None;
        }
    }
    // 美国公司, 英国网络安全公司, 国际律师事务所: a country and a kind describe; a name needs more.
    let generic = matches!(suffix.kind, OrganisationKind::Company | OrganisationKind::HackerGroup | OrganisationKind::Institution)
        && !["研究院", "科学院", "工程院", "协会", "商会", "基金会", "红十字会", "中央银行"].iter().any(|w| suffix.suffix.ends_with(w))
        || matches!(suffix.suffix, "法院" | "当局" | "警方" | "组织" | "部队" | "党" | "军团" | "军");
    // 德国国际大学: but not 美国大学.
    let university = suffix.suffix.ends_with("大学") && suffix_start > start + 2 && reading.token_at(start).is_some_and(|t| reading.tokens[t].span.end() < suffix_start);
    if country && generic && !distinct_at_proper && !university {
        return None;
    }
    // 旧金山联邦法院: the courts of a place; the name of one says more (人民法院, 高等法院).
    if suffix.suffix == "法院" && place_end.is_some_and(|at| matches!(text.slice(CharSpan::of(at..suffix_start)), "" | "联邦")) {
        return None;
    }
    // 国家政府, 欧洲政府: no one's; 中央政治局常委 are people.
    let vague = ["国家", "西方", "欧洲", "国际", "全球", "各国", "多国", "世界"].iter().any(|w| text.starts_with(start, w));
    if suffix.suffix == "政府" && (vague && suffix_start - start == 2 || text.ends_with(suffix_start, "数字")) || text.ends_with(end, "常委") {
        return None;
    }
    Some(start)
}

/// What a text calls companies before it names them.
const DESCRIBING: &[&str] = &["巨头", "厂商", "运营商", "制造商", "提供商", "供应商", "服务商", "零售商", "经销商", "开发商", "龙头", "独角兽", "跨国公司", "合作伙伴"];

/// Whether a word stands between an organisation and what is somebody else: 网络司令部代表国防部, ESET合作公司, 美国超级连锁医院.
fn says_which(reading: &Reading<'_>, at: usize, suffix_start: usize) -> bool {
    let Some(behind) = reading.tokens.get(at + 1) else { return false };
    let named = |i: usize| reading.tokens.get(i).is_some_and(|t| t.tag == TokenTag::Latin || is_organisation(reading, reading.word(i)));
    match reading.word(at) {
        "代表" => is_organisation(reading, reading.word(at + 1)) || is_place(reading, reading.word(at + 1)) || behind.tag == TokenTag::Latin,
        "合作" => behind.span.start() >= suffix_start && at > 0 && named(at - 1),
        "超级" => reading.word(at + 1) != "计算",
        "计划" => {
            matches!(behind.tag, TokenTag::Verb | TokenTag::VerbNoun)
                && behind.span.start() < suffix_start
                && at > 0
                && named(at - 1 - usize::from(at > 1 && reading.word(at - 1) == " "))
        }
        _ => false,
    }
}

/// What is done with a society, rather than what it does: 加入协会.
pub(super) const JOINING: &[&str] = &["加入", "退出", "参加", "组织", "申请", "设立", "建立", "创立", "创建", "资助", "捐赠", "没有", "需要", "捐给", "联系", "担任"];

/// Words that stand before names without being a part of them.
pub(super) static GENERIC_LEFT: WordList = WordList::new(&[
    "有关", "相关", "各", "各级", "各类", "本", "该", "某", "其他", "其它", "多家", "这家", "一家", "部分", "所有", "全部", "上述", "此", "每个", "任何", "这个", "那个", "一个",
    "包括", "来自", "联合", "通过", "由", "在", "对", "向", "被", "是", "作为", "成为", "据", "根据", "按照", "以及", "并", "或", "但", "而", "将", "已", "与会", "参会", "原",
    "前", "现任", "时任", "称", "为", "让", "使", "给", "从", "以", "于", "到", "至", "把", "和", "等", "及", "报道", "消息", "介绍", "出席", "会同", "隶属", "创办", "主办",
    "承办", "协办", "指导", "支持", "发布", "成立", "组建", "邀请", "聘请", "访问", "前往", "入驻", "落户", "收购", "起诉", "指控", "宣布", "透露", "显示", "表示", "指出", "认为",
    "要求", "同意", "批准", "获", "经", "受",
]);

/// Words that make a name proper at its head.
pub(super) static PROPER_HEADS: WordList = WordList::new(&[
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
]);

/// Single characters that no list holds but that are function words.
pub(super) const FUNCTION_CHARS: &str = "的了是在和与及或对向由从把被将为以于而但并之其该此各某等已未不也都就还又再";

/// Verbs that serve as nouns inside names: 应急响应中心, 监督管理局, 发展改革委.
pub fn is_nominal_verb(word: &str) -> bool {
    matches!(
        word,
        "监督"
            | "管理"
            | "发展"
            | "改革"
            | "响应"
            | "应急"
            | "协调"
            | "处理"
            | "保卫"
            | "保护"
            | "服务"
            | "研究"
            | "评测"
            | "评估"
            | "审查"
            | "认证"
            | "测评"
            | "检测"
            | "监测"
            | "交流"
            | "合作"
            | "促进"
            | "推进"
            | "指导"
            | "咨询"
            | "培训"
            | "教育"
            | "传播"
            | "出版"
            | "投资"
            | "控股"
            | "建设"
            | "开发"
            | "设计"
            | "制造"
            | "运营"
            | "运输"
            | "贸易"
            | "创新"
            | "创业"
            | "治理"
            | "调查"
            | "执法"
            | "统计"
            | "审计"
            | "税务"
            | "监管"
            | "登记"
            | "交易"
            | "结算"
            | "通信"
            | "应用"
            | "防御"
            | "防护"
            | "攻防"
            | "对抗"
            | "实验"
            | "试验"
            | "标准化"
            | "信息化"
            | "规划"
            | "保障"
            | "安全"
            | "计算"
            | "考试"
            | "仲裁"
            | "生产"
            | "保险"
            | "证券"
            | "检验"
            | "检疫"
            | "储备"
            | "移民"
            | "勘察"
            | "救援"
            | "预警"
            | "情报"
            | "共享"
            | "孵化"
            | "加速"
            | "转化"
            | "转移"
            | "代理"
            | "经营"
            | "联合"
            | "产教"
            | "融合"
            | "运送"
            | "拆借"
            | "投诉"
            | "申诉"
            | "举报"
            | "监察"
            | "巡视"
            | "宣传"
            | "联络"
            | "支援"
            | "采购"
            | "招标"
            | "鉴定"
            | "鉴证"
            | "保密"
            | "清算"
            | "支付"
            | "担保"
            | "再保险"
            | "航行"
            | "飞行"
            | "种植"
            | "养殖"
            | "防治"
            | "预防"
            | "康复"
            | "护理"
            | "急救"
            | "救助"
            | "福利"
            | "就业"
            | "安置"
            | "搜救"
            | "打击"
            | "反制"
            | "对外"
            | "联防"
            | "防控"
            | "监控"
            | "值班"
            | "调度"
            | "观测"
            | "预报"
            | "勘探"
            | "测绘"
            | "翻译"
            | "编译"
            | "印刷"
            | "发行"
    )
}

/// Whether a 和 joins two nouns inside one name: 工业和信息化局, 数据和技术保障中心 (a noun on both sides, no suffix before it).
fn joins(reading: &Reading<'_>, conjunction: usize) -> bool {
    if conjunction == 0 {
        return false;
    }
    let before = reading.word(conjunction - 1);
    let tag = reading.tokens[conjunction - 1].tag;
    let noun = matches!(tag, TokenTag::Noun | TokenTag::VerbNoun) || is_nominal_verb(before);
    let suffix = reading.cx.lexicon.senses(before).iter().any(|s| matches!(s, Sense::OrganisationSuffix(row) if !reading.cx.lexicon.organisation_suffix(*row).is_brand))
        || is_organisation(reading, before)
        // 印度联邦政府和邦政府 are two.
        || before.ends_with("政府");
    let place_before = conjunction >= 2 && is_place(reading, reading.word(conjunction - 2));
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
                    | "联邦"
                    | "脑科学"
                    | "食品"
                    | "环境"
                    | "安全"
                    | "质量"
                    | "资源"
                    | "外国"
                    | "机关"
                    | "退役军人"
                    | "青年"
                    | "健康"
                    | "金融"
                    | "能源"
                    | "宣传"
                    | "法律"
            ))
}

/// Whether a bracket inside a name holds a place: 某某（中国）有限公司.
fn brackets_inside(reading: &Reading<'_>, mark: usize) -> bool {
    let place =
        |i: usize| reading.tokens.get(i).is_some_and(|_| reading.cx.lexicon.senses(reading.word(i)).iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_))));
    match reading.word(mark) {
        "）" | ")" => mark >= 2 && place(mark - 1) && matches!(reading.word(mark - 2), "（" | "("),
        _ => place(mark + 1) && mark + 2 < reading.tokens.len() && matches!(reading.word(mark + 2), "）" | ")"),
    }
}
