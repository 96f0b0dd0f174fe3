//! Decides where an organisation of the table is mentioned, and when a word that also means other things is meant as one.

use crate::extract::EntityType;
use crate::lexicon::{OrganisationKind, Sense, TokenTag};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::super::place::by_one_character;
use super::super::product::{MAKERS, MALWARE};
use super::super::rules::{ORGANISATION_KNOWN, ORGANISATION_MEANT, PRODUCT_CALLED};
use super::super::{Candidate, EntityRef, Reading};
use super::state::of_another_state;

/// What stands behind a company that acts: 苹果公司, Meta 宣布, 小米股价.
const ACTS: &[&str] = &[
    "公司",
    "集团",
    "首席",
    "CEO",
    "发言人",
    "股价",
    "宣布",
    "透露",
    "表示",
    "称",
    "创始人",
    "总裁",
    "副总裁",
    "董事长",
    "旗下",
    "推出",
    "发布",
    "收购",
    "母公司",
    "的发言人",
    "市值",
    "员工",
    "工程师",
    "高管",
    "修复了",
    "紧急修复",
    "已修复",
    "披露了",
    "还披露",
    "现金流",
    "营收",
    "财报",
    "裁员",
    "解雇",
    "聘请",
    "任命",
    "管理层",
    "董事会",
    "股东",
    "股票",
    "股份",
    "估值",
    "总部",
    "高层",
    "法务",
    "律师",
    "拒绝",
    "承认",
    "回应",
    "证实",
    "否认",
    "澄清",
    "起诉",
    "状告",
    "上诉",
    "警告称",
    "指出",
    "声明",
    "被罚",
    "被判",
    "同意支付",
    "将支付",
    "雇员",
    "的母公司",
];

/// What may stand between a company and what it does: Zoom 近日宣布.
const WHEN: &[&str] = &["近日", "日前", "今日", "近期", "最近", "随后", "已经", "正式", "再次", "刚刚", "已", "也", "还", "曾", "正在", "目前"];

/// What is done to a company, straight before its name: 入主推特. Not 加入 and 投诉, which are of what it runs.
const DONE_TO: &[&str] = &["入主", "收购", "起诉", "状告", "控告", "控股", "参股", "买下", "并购", "罚", "处罚", "投资"];

/// What stands before a name to say that it is a company: 科技巨头苹果.
pub(super) const APPOSITIONS: &[&str] = &[
    "公司",
    "厂商",
    "企业",
    "提供商",
    "供应商",
    "制造商",
    "服务商",
    "运营商",
    "开发商",
    "巨头",
    "律师事务所",
    "独角兽",
    "代工厂",
    "开发者",
    "承包商",
    "零售商",
    "经销商",
    "分包商",
    "集成商",
    "生产商",
    "券商",
    "机构",
];

/// Kinds of products that stand straight behind their maker. Not VPN and SRC, which are its net and its team.
const MADE: &[&str] = &["WAF", "SOAR", "SIEM", "XDR", "EDR", "NDR", "MDR", "XSOC", "NGSOC", "RASP", "CWPP", "CDN", "OSS", "COS", "ECS"];

/// Proposes the organisations of the table, at the edges of words.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    with_country(reading, out);
    for token in &reading.tokens {
        // 对华为断供: 对华 is a word of the list, which cuts the name.
        let cut = |at: usize| reading.words.at(at).any(|w| w.end > token.span.end() && w.senses.iter().any(|s| matches!(s, Sense::Organisation(_))));
        let at = token.span.start();
        let at = at + usize::from(token.span.len() >= 2 && text.at(at) == '对' && cut(at + 1));
        let spaced = reading.words_over_blanks(at);
        for hit in reading.words.at(at).chain(spaced) {
            let inside_title = hit.end <= reading.sentence.end() && !reading.cuts_letters(at, hit.end) && inside_title(reading, at, hit.end);
            if reading.cuts_word(at, hit.end) && !inside_title {
                continue;
            }
            // SOFTWARE\Microsoft, Mozilla/5.0: a part of a path or of what a browser says of itself.
            let of_path = text.before(at) == '\\' || text.at(hit.end) == '\\' || text.at(hit.end) == '/' && text.at(hit.end + 1).is_ascii_digit();
            if is_latin(text.at(at)) && (of_path || reading.in_code(at, hit.end)) {
                continue;
            }
            // CISSP、CISA等证书: what the agency's letters also stand for. Padding Oracle: what answers questions.
            if is_certificate(text, at, hit.end) || text.ends_with(at, "Padding ") {
                continue;
            }
            // 联合国内企业 is cut at 联合国.
            if text.ends_with(hit.end, "联合国") && text.at(hit.end) == '内' {
                continue;
            }
            // 国会议员, 国会山: a part of another word.
            if text.ends_with(hit.end, "国会") && (text.starts_with(hit.end, "议员") || text.at(hit.end) == '山') {
                continue;
            }
            // 马来西亚航空业, 中国银行业: a trade, unless 业 begins a word (中国银行业务).
            if text.at(hit.end) == '业' && is_han(text.before(hit.end)) && reading.token_at(hit.end).is_none_or(|t| reading.tokens[t].span.len() == 1) {
                continue;
            }
            // 欧盟 and 东盟 are places by the guide, though they act.
            if hit.senses.iter().any(|s| matches!(s, Sense::Place(_))) {
                continue;
            }
            let sure = hit.senses.iter().find_map(|s| if let Sense::Organisation(row) = s { Some((*row, ORGANISATION_KNOWN)) } else { None });
            let meant = || {
                hit.senses.iter().find_map(|s| match s {
                    Sense::AmbiguousOrganisation(row) if is_meant(reading, at, hit.end, *row) => Some((*row, ORGANISATION_MEANT)),
                    _ => None,
                })
            };
            let Some((row, rule)) = sure.or_else(meant) else { continue };
            let organisation = cx.lexicon.organisation(row);
            let product = hit.senses.iter().any(|s| matches!(s, Sense::Product(_)));
            if product && !acts(reading, at, hit.end) {
                continue;
            }
            let span = CharSpan::of(at..hit.end);
            // BlackByte勒索软件: what a group made bears its name; BlackByte勒索软件组织 is the group.
            let next = text.skip_blanks(hit.end);
            let made = organisation.kind == OrganisationKind::HackerGroup
                && MALWARE.iter().any(|kind| text.starts_with(next, kind) && !MAKERS.iter().any(|group| text.starts_with(next + kind.chars().count(), group)));
            if made {
                let entity = EntityRef { entity_type: EntityType::Product, sense: None, name: text.slice(span).to_owned() };
                out.push(Candidate { span, entity, rule: PRODUCT_CALLED, priority: 4 });
                continue;
            }
            // 司法部 beside 美国 is not China's: the bare name of a ministry is everybody's.
            let surface = text.slice(span);
            let (sense, name) = of_another_state(reading, at, surface).unwrap_or_else(|| (Some(Sense::Organisation(row)), organisation.name.to_owned()));
            let entity = EntityRef { entity_type: EntityType::Org, sense, name };
            out.push(Candidate { span, entity: entity.clone(), rule, priority: 3 });
            // 美司法部, 英国家犯罪局: the character of its country belongs to the name.
            if organisation.kind == OrganisationKind::Public && is_han(text.at(at)) && of_country(reading, at) {
                out.push(Candidate { span: CharSpan::of(at - 1..hit.end), entity: entity.clone(), rule, priority: 3 });
            }
            // 奇安信集团, DoorDash 公司: the kind of company behind a known name belongs to it, and so does its arm.
            let next = text.skip_blanks(hit.end);
            // 阿里云WAF, 斗象XSOC: what a company makes, called by its kind.
            let kind = Some(hit.end)
                .filter(|end| organisation.kind == OrganisationKind::Company && is_han(text.before(*end)))
                .and_then(|end| MADE.iter().find(|w| text.starts_with(end, w)));
            if let Some(kind) = kind.filter(|w| !is_latin(text.at(hit.end + w.len())) && !text.at(hit.end + w.len()).is_ascii_digit()) {
                let span = CharSpan::of(at..hit.end + kind.len());
                let entity = EntityRef { entity_type: EntityType::Product, sense: None, name: text.slice(span).to_owned() };
                out.push(Candidate { span, entity, rule: PRODUCT_CALLED, priority: 3 });
            }
            if organisation.kind == OrganisationKind::Company && next - hit.end <= 1 {
                let arm = [
                    "集团公司",
                    "科技公司",
                    "科技集团",
                    "公司",
                    "集团",
                    "科技",
                    "全球",
                    "Labs",
                    "Research",
                    "Newsroom",
                    "Security",
                    "Foundation",
                    "SRC",
                    "Corporation",
                    "Technologies",
                    "Systems",
                ]
                .iter()
                .find(|w| text.starts_with(next, w));
                if let Some(word) = arm {
                    let end = next + word.chars().count();
                    // 微软科技寡头: 科技 says of the noun behind it what it is of, unless that is an office.
                    let attribute = || {
                        text.ends_with(hit.end, "科技")
                            || reading.token_at(end).is_some_and(|t| {
                                let noun = matches!(reading.tokens[t].tag, TokenTag::Noun | TokenTag::VerbNoun);
                                noun && !cx.lexicon.senses(reading.word(t)).iter().any(|s| matches!(s, Sense::Title(_)))
                            })
                    };
                    let whole = !reading.cuts_letters(at, end) && (*word != "全球" || !is_han(text.at(end)) || text.starts_with(end, "发布")) && (*word != "科技" || !attribute());
                    if whole && end <= reading.sentence.end() {
                        let span = CharSpan::of(at..end);
                        // IBM Security, ESET Research: a part with a name of its own.
                        let part = matches!(*word, "Labs" | "Research" | "Security" | "Foundation" | "SRC");
                        let entity = if part { EntityRef { entity_type: EntityType::Org, sense: None, name: text.slice(span).to_owned() } } else { entity };
                        out.push(Candidate { span, entity, rule, priority: 3 });
                    }
                }
            }
        }
    }
}

/// Whether a name in capitals stands in a list of certificates for people: CISP、CISSP、CISA.
fn is_certificate(text: &Text, at: usize, end: usize) -> bool {
    const CERTIFICATES: &[&str] = &["CISSP", "CISP", "CISM", "OSCP", "CCIE", "CISAW", "CRISC", "CCSP", "PMP", "CISP-PTE", "CCNP", "Security+", "CEH"];
    let gap = |c: char| matches!(c, '、' | '/' | '，' | ',' | ' ' | '和' | '或' | '|');
    let before = (at.saturating_sub(2)..at).rev().take_while(|i| gap(text.at(*i))).last();
    let behind = (end..end + 2).take_while(|i| gap(text.at(*i))).last();
    before.is_some_and(|from| CERTIFICATES.iter().any(|w| text.ends_with(from, w))) || behind.is_some_and(|last| CERTIFICATES.iter().any(|w| text.starts_with(last + 1, w)))
}

/// Whether the one character of a country stands alone before a position: 据美财政部, not 27 日公安部.
fn of_country(reading: &Reading<'_>, at: usize) -> bool {
    const BEFORE: &str = "据由向与和对遭被从在";
    let text = reading.cx.text();
    let Some(country) = at.checked_sub(1) else { return false };
    let edge = text.before(country);
    let dated = text.chars()[..country].iter().rev().take(2).any(char::is_ascii_digit);
    by_one_character(reading, at).is_some() && !dated && (!is_han(edge) && !edge.is_alphanumeric() || BEFORE.contains(edge))
}

/// 美国防部, 韩国防部: a ministry whose first character is also the last of its country. 国防部长 is somebody.
fn with_country(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    const NAMES: &[&str] = &["国防部", "国务院", "国土安全部", "国税局"];
    let text = reading.cx.text();
    // 美印国防部: those of both.
    let several = |at: usize| by_one_character(reading, at.saturating_sub(1)).is_some();
    for token in &reading.tokens {
        let at = token.span.start() + 1;
        let Some(name) = NAMES.iter().find(|name| text.starts_with(at, name)) else { continue };
        let end = at + name.chars().count();
        if end > reading.sentence.end() || matches!(text.at(end), '长' | '门' | '卿') || by_one_character(reading, at).is_none() || several(at) {
            continue;
        }
        let Some(row) = reading.cx.lexicon.senses(name).iter().find_map(|s| if let Sense::Organisation(row) = s { Some(*row) } else { None }) else { continue };
        let (sense, name) = of_another_state(reading, at, name).unwrap_or_else(|| (Some(Sense::Organisation(row)), reading.cx.lexicon.organisation(row).name.to_owned()));
        let entity = EntityRef { entity_type: EntityType::Org, sense, name };
        out.push(Candidate { span: CharSpan::of(at - 1..end), entity, rule: ORGANISATION_KNOWN, priority: 3 });
    }
}

/// Whether a title of the table holds the name at its head: 中国科学院院士.
fn inside_title(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let held = reading.token_at(start).map(|t| reading.tokens[t]).filter(|t| t.span.end() > end);
    held.is_some_and(|t| reading.cx.lexicon.senses(reading.cx.text().slice(CharSpan::of(end..t.span.end()))).iter().any(|s| matches!(s, Sense::Title(_))))
}

/// Whether the words around say that a company acts or is meant, not what it makes.
fn acts(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let next = text.skip_blanks(end);
    let before = if text.before(start) == ' ' { start - 1 } else { start };
    // 通过Facebook回应: who acts uses it.
    let used = ["通过", "利用", "使用", "借助"].iter().any(|w| text.ends_with(before, w));
    let does = |at: usize| ACTS.iter().any(|w| text.starts_with(at, w));
    next - end <= 1 && !used && (does(next) || WHEN.iter().any(|w| text.starts_with(next, w) && does(next + w.chars().count())))
        || APPOSITIONS.iter().chain(DONE_TO).chain(&["受雇于", "就职于", "供职于", "任职于", "入职", "离职"]).any(|w| text.ends_with(before, w))
}

/// Whether a word that also means other things is meant as the organisation here.
///
/// The article names it in full somewhere, it stands in a list with a known organisation, or the words around speak of a
/// company. A frequent word (移动, 现代) needs two of these.
fn is_meant(reading: &Reading<'_>, start: usize, end: usize, row: u32) -> bool {
    let cx = &reading.cx;
    let text = cx.text();
    let surface = text.slice(CharSpan::of(start..end));
    let digits = surface.chars().all(|c| c.is_ascii_digit());
    if digits && is_quantity(reading, start, end) {
        return false;
    }
    let organisation = cx.lexicon.organisation(row);
    let longer = |name: &&str| {
        name.chars().count() > surface.chars().count()
            && name.contains(surface)
            && cx.lexicon.senses(name).iter().any(|s| matches!(s, Sense::Organisation(_)))
            && text.as_str().contains(*name)
    };
    let named = organisation.name != surface && longer(&organisation.name)
        || organisation.aliases.iter().any(longer)
        || text.as_str().contains(&format!("{surface}公司"))
        || heads_longer_name(reading, surface) && (!digits || no_noun_follows(reading, end));
    let known = |at: usize, back: bool| {
        let span = if back { (2..=12).map(|n| at.saturating_sub(n)..at).collect::<Vec<_>>() } else { (2..=12).map(|n| at..(at + n).min(text.len())).collect() };
        span.into_iter().any(|r| cx.lexicon.senses(text.slice(CharSpan::of(r))).iter().any(|s| matches!(s, Sense::Organisation(_))))
    };
    let listed = text.before(start) == '、' && known(start - 1, true) || text.at(end) == '、' && known(end + 1, false);
    let evidence = usize::from(named) + usize::from(listed) + usize::from(acts(reading, start, end));
    evidence >= if cx.lexicon.is_frequent(surface) { 2 } else { 1 }
}

/// Whether the article has a known organisation whose name begins with a word: 360数字安全集团 for 360.
fn heads_longer_name(reading: &Reading<'_>, surface: &str) -> bool {
    /// So many occurrences are looked at.
    const MOST: usize = 8;
    let text = reading.cx.text();
    let length = surface.chars().count();
    text.as_str().match_indices(surface).take(MOST).any(|(byte, _)| {
        let at = text.char_at_byte(byte);
        let longest = reading.cx.lexicon.longest(text, at, |s| matches!(s, Sense::Organisation(_)));
        longest.is_some_and(|(end, _)| end > at + length && !reading.cuts_letters(at, end))
    })
}

/// Whether a number that is also a company's name counts or is a part of a word: 360度, PRO 360U.
fn is_quantity(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let next = text.skip_blanks(end);
    let letter = |c: char| is_latin(c) || c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '*' | '$' | '¥' | '￥' | '°');
    let joined = letter(text.before(start)) || letter(text.at(next)) || text.before(start) == ' ' && letter(text.before(start - 1));
    let unit = matches!(text.at(next), '万' | '亿' | '元' | '度' | '天' | '年' | '月' | '日' | '号' | '分' | '秒' | '米' | '%' | '％');
    // 360首先, 360对…: a word that begins like a classifier is none.
    let classifier = crate::lexicon::is_classifier_char(text.at(next))
        && !matches!(text.at(next), '对' | '所')
        && reading.token_at(next).is_none_or(|number| reading.tokens[number].span.len() == 1);
    joined || unit || classifier
}

/// Whether no noun stands behind a company's number that would make it the name of something else: 360漏洞云, 360防勒索方案.
fn no_noun_follows(reading: &Reading<'_>, end: usize) -> bool {
    /// What a company does, where the word is also a noun.
    const DOES: &[&str] = &["建议", "预警", "告警", "提醒", "披露", "监测", "支撑", "助力", "拦截", "预测"];
    let Some(number) = reading.token_at(end) else { return true };
    let tag = reading.tokens[number].tag;
    if tag == TokenTag::VerbNoun && DOES.contains(&reading.word(number)) {
        return true;
    }
    !matches!(tag, TokenTag::Noun | TokenTag::VerbNoun | TokenTag::Name | TokenTag::Unknown | TokenTag::Latin | TokenTag::Number)
        && !matches!(reading.cx.text().at(end), '反' | '防')
}
