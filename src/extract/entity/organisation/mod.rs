//! Decides which words are organisations.
//!
//! Seven ways to know one: by the table ([`known`]), by the legal form of a company ([`legal`]), by a suffix with something proper
//! before it ([`structure`]) or an abbreviation behind it ([`abbreviated`]), by who heads it ([`office`]), by the line that names it as its source ([`source`]), and, for Latin names, by what the words around say it is ([`latin`]). What is found may go on with
//! the name of a part ([`unit`]).

mod abbreviated;
mod known;
mod latin;
mod legal;
mod office;
mod source;
mod state;
mod structure;
mod unit;

pub use latin::latin_name;
pub use legal::short_forms;
pub use office::find as of_offices;
pub use structure::is_nominal_verb;

use crate::extract::EntityType;
use crate::extract::rule::RuleId;
use crate::lexicon::{PlaceLevel, Sense};
use crate::text::CharSpan;

use super::{Candidate, EntityRef, Reading};

/// Proposes the organisations of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    known::find(reading, out);
    legal::find(reading, out);
    structure::find(reading, out);
    latin::find(reading, out);
    abbreviated::find(reading, out);
    unit::find(reading, out);
    source::find(reading, out);
}

/// Proposes a stretch as an organisation that no table holds.
fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, span: CharSpan, rule: RuleId, priority: u8) {
    let entity = EntityRef { entity_type: EntityType::Org, sense: None, name: reading.cx.text().slice(span).to_owned() };
    out.push(Candidate { span, entity, rule, priority });
}

/// Whether a word names a place for certain, or is one of several of that name in its long form: 朝阳区.
fn is_place(reading: &Reading<'_>, word: &str) -> bool {
    let long = word.chars().count() >= 3 && word.ends_with(['县', '区', '市', '州', '旗', '省', '盟']);
    reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Place(_)) || long && matches!(s, Sense::AmbiguousPlace(_)))
}

/// Whether a word names a country, a bloc or a part of the world.
fn is_country(reading: &Reading<'_>, word: &str) -> bool {
    let wide = |row: u32| matches!(reading.cx.lexicon.place(row).level, PlaceLevel::Country | PlaceLevel::Bloc | PlaceLevel::Region);
    matches!(word, "国际" | "世界" | "全球" | "亚洲" | "欧洲" | "海外" | "外国" | "西方" | "中方" | "国家" | "全国" | "国内")
        || reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Place(row) if wide(*row)))
}

/// Whether a word is a known organisation for certain.
fn is_organisation(reading: &Reading<'_>, word: &str) -> bool {
    reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Organisation(_)))
}

/// Words that describe a kind of organisation rather than name one: 美国网络安全公司, 信息技术有限公司.
fn is_trade(word: &str) -> bool {
    matches!(
        word,
        "信息"
            | "技术"
            | "科技"
            | "网络"
            | "软件"
            | "电子"
            | "安全"
            | "数据"
            | "数字"
            | "通信"
            | "智能"
            | "管理"
            | "咨询"
            | "服务"
            | "工程"
            | "设备"
            | "系统"
            | "发展"
            | "投资"
            | "教育"
            | "文化"
            | "传播"
            | "传媒"
            | "集团"
            | "股份"
            | "控股"
            | "信息技术"
            | "网络安全"
            | "信息安全"
            | "仪表"
            | "电气"
            | "贸易"
            | "实业"
            | "开发"
            | "检测"
            | "产业"
            | "计算机"
            | "中心"
            | "物联网"
            | "互联网"
            | "先进"
            | "国际"
            | "上市"
            | "电信"
            | "制药"
            | "无人机"
            | "医疗"
            | "医疗保险"
            | "保险"
            | "能源"
            | "石油"
            | "天然气"
            | "电力"
            | "汽车"
            | "航空"
            | "航运"
            | "物流"
            | "金融"
            | "支付"
            | "银行"
            | "游戏"
            | "半导体"
            | "芯片"
            | "云计算"
            | "人工智能"
            | "初创"
            | "跨国"
            | "国有"
            | "私营"
            | "民营"
            | "大型"
            | "知名"
            | "著名"
            | "主流"
            | "领先"
            | "顶级"
            | "最大"
            | "最高"
            | "大量"
            | "多家"
            | "部分"
            | "军工"
            | "国防"
            | "航天"
            | "生物"
            | "生物技术"
            | "化工"
            | "食品"
            | "饮料"
            | "零售"
            | "电商"
            | "社交媒体"
            | "媒体"
            | "铁路"
            | "铁路公司"
            | "律师"
            | "会计"
            | "勒索"
            | "勒索软件"
            | "黑客"
            | "犯罪"
            | "网络犯罪"
            | "间谍"
            | "情报"
            | "警察"
            | "司法"
            | "执法"
            | "联邦"
            | "地方"
            | "当地"
            | "主要"
            | "其他"
            | "相关"
            | "关联"
            | "母"
            | "子"
            | "分"
            | "附属"
            | "旗下"
            | "下属"
            | "所属"
            | "反华"
            | "国家级"
            | "高科技"
            | "高新技术"
            | "科研"
            | "医药"
            | "建筑"
            | "房地产"
            | "租赁"
            | "旅游"
            | "酒店"
            | "餐饮"
    )
}
