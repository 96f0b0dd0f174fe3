//! Decides which nouns behind a company's name are the name of what it offers: 奇安信移动终端安全管理系统, 腾讯安全攻击面管理平台.
//!
//! The name ends in what such things are called, and says what this one is for in two words or more: 微软操作系统 and 纳斯达克交易系统 are anybody's way of
//! speaking. So are the nouns behind Latin names (Fortinet网络配套解决方案): of eight read two are names.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, is_latin};

use super::organisation::is_nominal_verb;
use super::rules::PRODUCT_OFFERED;
use super::{Candidate, EntityRef, Reading};

/// How long the nouns behind the company are at most, in characters.
const LONGEST: usize = 20;

/// How long the abbreviation behind such a name is at most.
const LONGEST_CODE: usize = 6;

/// What the names end in.
const KINDS: &[&str] = &["平台", "系统", "网关", "防火墙", "引擎", "一体机", "智能体", "大模型", "解决方案", "工具", "传感器", "探针"];

/// Words that describe and make no name: 旗下客户支持系统, 相关产品和平台.
const DESCRIBING: &[&str] = &[
    "旗下",
    "内部",
    "外部",
    "自研",
    "自主",
    "自有",
    "自己",
    "全球",
    "整体",
    "专用",
    "相关",
    "现有",
    "其他",
    "其它",
    "最新",
    "核心",
    "强大",
    "用户",
    "客户",
    "员工",
    "产品",
    "公司",
    "多项",
    "统一",
    "基础",
    "官方",
    "开源",
    "社交",
    "社交媒体",
    "视频",
    "直播",
    "搜索",
    "搜索引擎",
    "支付",
    "操作",
    "操作系统",
    "手机",
    "电商",
    "跨境",
    "跨境电商",
    "交易",
    "招聘",
    "线上",
    "在线",
    "媒体",
    "部门",
    "有关",
    "研发",
    "团队",
    "业务",
    "生态",
    "生产",
    "办公",
    "工厂",
    "酒店",
    "餐厅",
    "门店",
    "官网",
    "网站",
    "服务",
    "副总裁",
    "总监",
    "经理",
    "专家",
    "负责人",
    "研究员",
    "分析师",
    "工程师",
    "客服",
    "物流",
    "订单",
    "会员",
    "旗舰",
    "主流",
    "同类",
    "单一",
    "传统",
    "原有",
    "完整",
    "成熟",
    "调研",
    "经历",
    "车载",
    "娱乐",
    "先进",
];

/// Verbs to the word list that say in such names what the thing does: 漏洞扫描系统, 威胁感知平台.
const DOES: &[&str] = &[
    "感知", "扫描", "恢复", "备份", "验证", "防护", "攻击", "识别", "分析", "溯源", "加固", "审计", "追踪", "预警", "处置", "管控", "传输", "狩猎", "编排", "仿真", "加密", "脱敏",
    "运营", "运维", "测绘", "拦截", "过滤", "隔离", "准入",
];

/// Who stands behind the kind where it says what he works at: 云安全解决方案专家.
const PEOPLE: &[&str] = &["专家", "负责人", "架构师", "总监", "经理", "工程师", "部", "事业部", "中心", "团队", "厂商", "提供商", "供应商", "研究院", "领域", "行业", "市场"];

/// Proposes what companies offer; the organisations of the sentence are among the candidates.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let company = |c: &&Candidate| match c.entity.sense {
        Some(Sense::Organisation(row) | Sense::AmbiguousOrganisation(row)) => reading.cx.lexicon.organisation(row).kind == OrganisationKind::Company,
        _ => reading.cx.text().ends_with(c.span.end(), "公司"),
    };
    let makers: Vec<CharSpan> =
        out.iter().filter(|c| c.entity.entity_type == EntityType::Org && !is_latin(reading.cx.text().before(c.span.end()))).filter(company).map(|c| c.span).collect();
    for maker in makers {
        if let Some(end) = name_end(reading, maker.end()) {
            // 有限公司…系统: the company of the full form stands beside what it makes.
            let start = if reading.cx.text().ends_with(maker.end(), "公司") { maker.end() } else { maker.start() };
            let span = CharSpan::of(start..end);
            let entity = EntityRef { entity_type: EntityType::Product, sense: None, name: reading.cx.text().slice(span).to_owned() };
            out.push(Candidate { span, entity, rule: PRODUCT_OFFERED, priority: 1 });
        }
    }
}

/// Where nouns that begin here and name a product end.
fn name_end(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let text = reading.cx.text();
    let first = reading.token_at(from)?;
    let (mut words, mut end) = (0, None);
    for (number, token) in reading.tokens.iter().enumerate().skip(first) {
        let word = reading.word(number);
        let joins = matches!(word, "与" | "和" | "及") && words > 0 && end.is_none();
        let nominal = match token.tag {
            TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Other | TokenTag::Latin | TokenTag::Adjective => true,
            TokenTag::Verb => is_nominal_verb(word) || DOES.contains(&word) || word.starts_with('防') || word == "反",
            TokenTag::Unknown => word == "反" || word == "零",
            _ => joins || matches!(word, "下一代" | "新一代" | "零信任" | "反"),
        };
        // 主机安全检测响应平台CWPP: its abbreviation, straight behind it.
        if end == Some(token.span.start()) && token.tag == TokenTag::Latin && token.span.len() <= LONGEST_CODE && word.chars().all(|c| c.is_ascii_uppercase()) {
            return Some(token.span.end());
        }
        if !nominal || token.span.end() - from > LONGEST || end.is_some() && token.tag == TokenTag::Latin {
            break;
        }
        // 网站应用防护系统 protects applications; 网站系统 is a site's.
        let guards = word == "网站" && ["应用", "安全", "防护"].iter().any(|w| text.starts_with(token.span.end(), w));
        if DESCRIBING.contains(&word) && !guards || word.ends_with("公司") {
            return end;
        }
        if KINDS.iter().any(|kind| word.ends_with(kind)) {
            // 反勒索解决方案, 漏洞扫描系统: what it is for takes two words.
            let own = word.chars().count() > 3 && !KINDS.contains(&word);
            if words + usize::from(own) >= 2 && !PEOPLE.iter().any(|w| text.starts_with(token.span.end(), w)) {
                end = Some(token.span.end());
            }
        }
        words += usize::from(!joins && !matches!(word, "下一代" | "新一代" | "企业"));
    }
    end
}
