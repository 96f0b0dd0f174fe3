//! Decides which names are products, services, devices or malware: by the table, and by what the text calls them.

mod extent;

use crate::extract::EntityType;
use crate::extract::rule::RuleId;
use crate::lexicon::{Lexicon, OrganisationKind, Sense};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::organisation::latin_name;
use super::rules::{PRODUCT_CALLED, PRODUCT_KNOWN};
use super::{Candidate, EntityRef, Reading};
use extent::{hyphen_end, made_by, model_end, part_end, words_end};

/// What a product is called, behind its name.
const KINDS: &[&str] = &[
    "勒索软件",
    "恶意软件",
    "间谍软件",
    "木马",
    "后门",
    "僵尸网络",
    "蠕虫",
    "病毒",
    "恶意程序",
    "窃密软件",
    "浏览器",
    "操作系统",
    "数据库",
    "插件",
    "服务器",
    "客户端",
    "处理器",
    "芯片",
    "应用程序",
    "软件",
    "防火墙",
    "编辑器",
    "漏洞利用",
];

/// What malware is called besides, where its name is also a word: “银狐”样本.
const KINDS_OF_MALWARE: &[&str] = &["样本", "家族", "黑产", "EDR"];

/// What malware is, straight behind its name or that of the group that made it.
pub const MALWARE: &[&str] = &["银行木马", "勒索软件", "勒索病毒", "恶意软件", "僵尸网络", "加密器", "木马", "后门"];

/// What stands behind the kind of malware where its makers are meant: BlackByte勒索软件组织.
pub const MAKERS: &[&str] = &["组织", "团伙", "集团", "团队", "运营", "附属", "帮派", "犯罪", "攻击者", "黑客", "即服务", "的附属"];

/// What a product is called behind its name where no organisation bears it: QuiteRSS平台, Peppy加载器.
const KINDS_OF_OWN: &[&str] = &["工具", "框架", "平台", "引擎", "加载器", "靶场", "勒索病毒", "手机", "耳机", "系统"];

/// What goes on behind one of them so that the name is an attribute: SCADA 系统管理员, 手机取证.
const OTHERWISE: &[&str] = &["系统地", "系统进程", "系统用户", "系统管理", "系统权限", "系统调用", "系统更新", "手机取证", "框架注入", "平台公司"];

/// What a product is called before its name: 开源工具REcollapse, 餐厅平台SevenRooms. Not 应用, which also applies, nor 模型, 浏览器, 后门, 木马, 库: half of their hits were wrong.
const KINDS_BEFORE: &[&str] = &[
    "恶意软件",
    "勒索软件",
    "勒索病毒",
    "窃取程序",
    "僵尸网络",
    "间谍软件",
    "工具",
    "框架",
    "平台",
    "软件",
    "插件",
    "开源项目",
    "交易所",
    "大模型",
    "聊天机器人",
    "搜索引擎",
    "扫描器",
    "沙箱",
    "下载器",
    "编辑器",
    "模拟器",
    "操作系统",
];

/// What goes on behind a Latin name so that it names no product, whatever stands before it: 恶意软件 Drive-by 攻击.
const NO_PRODUCT: &[&str] = &[
    "攻击",
    "漏洞",
    "技术",
    "算法",
    "协议",
    "组织",
    "团伙",
    "团队",
    "公司",
    "用户",
    "版本",
    "语言",
    "格式",
    "函数",
    "研究人员",
    "集团",
    "联盟",
    "安全团队",
    "接口",
    "命令",
    "文件",
    "代码",
    "脚本",
    "模块",
    "参数",
    "字段",
    "报告",
    "方法",
    "加密",
    "服务端",
    "数据",
    "网站",
    "论坛",
    "标准",
    "架构",
    "机制",
    "功能",
];

/// So many capitals alone are rather a technical term than a name: of 30 with up to five in a sample 8 were products.
const LONGEST_TERM: usize = 5;

/// Kinds of flaws, before 漏洞: what has them is a product.
const FLAWS: &[&str] = &[
    "命令注入",
    "SQL注入",
    "代码注入",
    "跨站脚本",
    "跨站请求伪造",
    "身份验证错误",
    "身份验证绕过",
    "认证绕过",
    "权限绕过",
    "代码执行",
    "远程代码执行",
    "命令执行",
    "权限提升",
    "提权",
    "拒绝服务",
    "缓冲区溢出",
    "堆溢出",
    "栈溢出",
    "越界写入",
    "越界读取",
    "信息泄露",
    "路径遍历",
    "目录遍历",
    "文件上传",
    "任意文件读取",
    "任意文件上传",
    "反序列化",
    "类型混淆",
    "释放后重用",
    "访问控制错误",
    "输入验证错误",
    "资源管理错误",
    "授权问题",
    "安全特征问题",
    "内存破坏",
    "弱口令",
    "逻辑缺陷",
    "未授权访问",
    "服务器端请求伪造",
];

/// Kinds of flaws that tell of a product only behind a name of two words or more: behind a single word they are said of anything.
const FLAWS_OF_SEVERAL: &[&str] = &[
    "特权提升",
    "欺骗",
    "身份认证绕过",
    "远程命令执行",
    "安全功能绕过",
    "代码问题",
    "加密问题",
    "后置链接",
    "XML外部实体注入",
    "JNDI注入",
    "释放后使用",
    "整数溢出",
    "安全绕过",
    "越界读",
    "越界写",
    "数据伪造问题",
    "缓冲区错误",
    "路径穿越",
    "任意代码执行",
];

/// Whether a Latin word is of general use and names nothing.
pub fn is_common(word: &str) -> bool {
    Lexicon::standard().is_general_latin(word) || word.chars().count() < 2
}

/// Proposes the products of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    known(reading, out);
    made(reading, out);
    called(reading, out);
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, span: CharSpan, name: Option<&str>, rule: RuleId, priority: u8) {
    let name = name.unwrap_or_else(|| reading.cx.text().slice(span)).to_owned();
    out.push(Candidate { span, entity: EntityRef { entity_type: EntityType::Product, sense: None, name }, rule, priority });
}

/// Whether a Latin name stands by itself among Chinese words: 与 Chrome、Edge 等; of general words (Session) that says nothing.
fn alone(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let surface = text.slice(CharSpan::of(start..end));
    let before = if text.before(start) == ' ' { text.before(start - 1) } else { text.before(start) };
    let behind = if text.at(end) == ' ' { text.at(end + 1) } else { text.at(end) };
    let joined = |c: char| {
        is_latin(c) || matches!(c, '_' | '-' | '=' | '<' | '>' | '{' | '}' | '[' | ']' | ';' | '$' | '*' | '/' | '\\' | '.' | '@' | '#' | '&' | ':' | '"' | '\'' | '(' | ')')
    };
    surface.is_ascii() && !is_common(surface) && !joined(before) && !before.is_ascii_digit() && !joined(behind)
}

/// Products of the table, with the model that follows: Claude 3.5, iPad Pro, GPT-4o.
fn known(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    let alphanumeric = |c: char| is_latin(c) || c.is_ascii_digit();
    for token in &reading.tokens {
        let at = token.span.start();
        for hit in reading.words.at(at).chain(reading.words_over_blanks(at)) {
            let sense = hit.senses.iter().find_map(|s| match s {
                Sense::Product(row) => Some((*row, true)),
                Sense::AmbiguousProduct(row) => Some((*row, false)),
                _ => None,
            });
            let Some((row, sure)) = sense else { continue };
            // A part of a path, an address or a symbol: windows.h, linux_gate.
            let symbol =
                matches!(text.before(at), '-' | '/' | '.' | '@') || matches!(text.at(hit.end), '\\' | '/' | '@') || text.at(hit.end) == '.' && alphanumeric(text.at(hit.end + 1));
            // VB.NET, System.NET.
            let suffix = text.at(at) == '.' && alphanumeric(text.before(at));
            if reading.cuts_word(at, hit.end) || suffix || symbol && alphanumeric(text.at(at)) && !in_slash_list(reading, at, hit.end) {
                continue;
            }
            // A word that also means other things is a product where the text calls it one.
            let quoted = usize::from(matches!(text.at(hit.end), '”' | '」'));
            let next = text.skip_blanks(hit.end + quoted);
            let called = next - hit.end <= 1 + quoted && KINDS.iter().chain(KINDS_OF_MALWARE).any(|k| text.starts_with(next, k)) && !text.starts_with(next, "软件公司");
            if !sure && !called && !alone(reading, at, hit.end) {
                continue;
            }
            if alphanumeric(text.at(at)) && reading.in_code(at, hit.end) {
                continue;
            }
            // Akira勒索软件: what it is stands behind the name and is no part of it; Akira勒索软件组织 is somebody.
            if let Some(stem) = stem_of_malware(text.slice(CharSpan::of(at..hit.end))) {
                if !MAKERS.iter().any(|w| text.starts_with(hit.end, w)) {
                    push(reading, out, CharSpan::of(at..at + stem.chars().count()), Some(cx.lexicon.product(row).name), PRODUCT_KNOWN, 5);
                }
                continue;
            }
            let end = model_end(reading, hit.end, cx.lexicon.product(row).is_model);
            let end = part_end(reading, end).unwrap_or_else(|| hyphen_end(reading, end));
            let game = cx.lexicon.product(row).is_game;
            // 名为“EC2 Grouper”的黑客组织: what the text calls it decides before a name that it begins with.
            let (end, priority) = words_end(reading, at, end, false).filter(|_| sure && !game).map_or((end, 2), |longer| (longer, 0));
            push(reading, out, CharSpan::of(at..end), Some(cx.lexicon.product(row).name).filter(|_| end == hit.end), PRODUCT_KNOWN, priority);
            if let (true, Some(last)) = (game, out.last_mut()) {
                last.entity.entity_type = EntityType::Work;
            }
        }
    }
}

/// The Latin name before what malware is, in a word of the table that holds both: Akira of Akira勒索软件.
fn stem_of_malware(surface: &str) -> Option<&str> {
    let stem = MALWARE.iter().find_map(|kind| surface.strip_suffix(kind))?;
    stem.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ' ').then(|| stem.trim_end())
}

/// Whether a name stands in a list with slashes whose next ones are names too: Windows/Linux/macOS. A path has other words.
fn in_slash_list(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.cx.text();
    let word = |c: char| is_latin(c) || c.is_ascii_digit();
    let named = |from: usize, to: usize| {
        let written = text.slice(CharSpan::of(from..to));
        written.contains(|c: char| c.is_ascii_uppercase())
            && reading.cx.lexicon.senses(written).iter().any(|s| matches!(s, Sense::Product(_) | Sense::AmbiguousProduct(_) | Sense::Organisation(_)))
    };
    // 安卓/iOS/鸿蒙: what is joined to a Han character is no path; 访问/phpmyadmin is one.
    let before = || {
        if is_han(text.before(start - 1)) {
            return text.slice(CharSpan::of(start..end)).contains(|c: char| !c.is_ascii_lowercase());
        }
        let from = (reading.sentence.start()..start - 1).rev().take_while(|i| word(text.at(*i))).last();
        from.is_some_and(|from| !matches!(text.before(from), '\\' | '.' | '-' | '_' | '@') && named(from, start - 1))
    };
    let behind = || {
        if is_han(text.at(end + 1)) {
            return true;
        }
        let to = (end + 1..reading.sentence.end()).find(|i| !word(text.at(*i))).unwrap_or(reading.sentence.end());
        to > end + 1 && !matches!(text.at(to), '.' | '-' | '_' | '@' | '\\') && named(end + 1, to)
    };
    let (slash_before, slash_behind) = (start > reading.sentence.start() && text.before(start) == '/', text.at(end) == '/');
    let apart = (slash_before || !matches!(text.before(start), '-' | '.' | '@')) && (slash_behind || !matches!(text.at(end), '\\' | '@' | '.'));
    (slash_before || slash_behind) && apart && (!slash_before || before()) && (!slash_behind || behind())
}

/// What companies of the table make, named behind them in words of general use: SolarWinds Web Help Desk.
fn made(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let company = |sense: &Sense| matches!(sense, Sense::Organisation(row) if reading.cx.lexicon.organisation(*row).kind == OrganisationKind::Company);
    for at in reading.tokens.iter().map(|t| t.span.start()).filter(|at| text.at(*at).is_ascii_uppercase()) {
        let hits = reading.words.at(at).chain(reading.words_over_blanks(at)).filter(|hit| hit.senses.iter().any(company) && !reading.cuts_word(at, hit.end));
        let Some(end) = hits.map(|hit| hit.end).max() else { continue };
        if let Some(stop) = words_end(reading, at, end, true) {
            push(reading, out, CharSpan::of(at..stop), None, PRODUCT_CALLED, 2);
        }
    }
}

/// Latin names that the text calls a product: Rydox 恶意软件, NETGEAR RAX30命令注入漏洞, X是一款….
fn called(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        let edge = is_latin(text.at(at)) && !is_latin(text.before(at)) && !text.before(at).is_ascii_digit() && !matches!(text.before(at), '-' | '_' | '/' | '@');
        // CVE-2024-43572 Microsoft Management Console: the number is no part of the name.
        let number = ["CVE-", "CNVD-", "CNNVD-", "XVE-"].iter().any(|w| text.starts_with(at, w)) && edge;
        if number {
            at = (at..reading.sentence.end()).find(|i| !(is_latin(text.at(*i)) || text.at(*i).is_ascii_digit() || text.at(*i) == '-')).unwrap_or(reading.sentence.end());
            continue;
        }
        let Some(end) = Some(at).filter(|_| edge).and_then(|at| latin_name(text, at, reading.sentence.end())) else {
            at += 1;
            continue;
        };
        // IBM FlashSystem 5300命令注入漏洞: the number of a model.
        let digits = (end + 1..reading.sentence.end()).find(|i| !text.at(*i).is_ascii_digit()).unwrap_or(end + 1);
        let model = text.at(end) == ' ' && (2..=5).contains(&(digits - end - 1)) && FLAWS.iter().any(|f| text.starts_with(text.skip_blanks(digits), f));
        let end = if model { digits } else { end };
        let span = CharSpan::of(at..end);
        at = end;
        let next = text.skip_blanks(end);
        let word = text.slice(span);
        if next - end > 1 && made_by(reading, word).is_none() {
            continue;
        }
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        if letters < 3 || word.split(' ').all(is_common) {
            continue;
        }
        // A group and its malware share a name: what is said decides.
        let group = ["组织", "团伙", "集团", "团队"].iter().any(|g| text.chars()[next..].iter().take(8).collect::<String>().contains(g));
        let kind = KINDS.iter().any(|k| text.starts_with(next, k)) && !group && !text.starts_with(next, "软件公司");
        let several = word.split(' ').filter(|w| !is_common(w)).count() >= 2;
        let of_several = if several { FLAWS_OF_SEVERAL } else { &[] };
        let flawed = FLAWS.iter().chain(of_several).any(|f| text.starts_with(next, f)) && text.chars()[next..].iter().take(14).collect::<String>().contains("漏洞")
            || several && text.starts_with(next, "安全漏洞");
        let copula = ["是一款", "是一个开源", "是一种恶意", "是一个恶意", "是一套"].iter().any(|w| text.starts_with(next, w));
        // Microsoft Designer, MITRE Caldera: words behind the Latin name of an organisation name what it makes.
        let made = made_by(reading, word);
        if let Some(maker) = made {
            let behind = ["公司", "集团", "组织", "团队", "基金会", "研究人员", "实验室", "首席", "CEO", "表示", "称", "发布", "宣布", "会议", "论文"]
                .iter()
                .any(|w| text.starts_with(next, w));
            if !behind && span.len() > maker + 2 {
                push(reading, out, span, None, PRODUCT_CALLED, 1);
                continue;
            }
        }
        let known_organisation = reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Organisation(_) | Sense::AmbiguousOrganisation(_)));
        let called = !known_organisation && !group && is_called(text, span, next);
        if known_organisation && !kind || !(kind || flawed || copula || called) {
            continue;
        }
        // 勒索软件攻击 behind a company's name: it was attacked.
        if known_organisation && (text.starts_with(next, "勒索软件攻击") || text.starts_with(next, "软件") || text.starts_with(next, "应用")) {
            continue;
        }
        // Of several words a platform's or a general one in front stays outside: Linux Royal 勒索软件.
        let mut start = span.start();
        let words: Vec<&str> = word.split(' ').collect();
        if words.len() > 1 && !flawed {
            for w in &words[..words.len() - 1] {
                let platform = matches!(*w, "Windows" | "Linux" | "Android" | "macOS" | "iOS") || is_common(w);
                if !platform {
                    break;
                }
                start += w.chars().count() + 1;
            }
        }
        // NGate Android 恶意软件: nor does a platform behind it.
        let mut end = end;
        while let Some((rest, last)) = text.slice(CharSpan::of(start..end)).rsplit_once(' ')
            && !flawed
            && !is_kit(word)
            && (matches!(last, "Windows" | "Linux" | "Android" | "macOS" | "iOS") || is_common(last))
        {
            end = start + rest.chars().count();
        }
        // Android VPN 应用程序: a platform and a general word are none. IBM T.J. is cut.
        let left = text.slice(CharSpan::of(start..end));
        let initials = left.rsplit(' ').next().is_some_and(|w| w.len() == 3 && w.as_bytes()[1] == b'.') && text.at(end) == '.';
        if left.split(' ').all(is_common) || initials {
            continue;
        }
        push(reading, out, CharSpan::of(start..end), None, PRODUCT_CALLED, 1);
    }
}

/// Whether a Latin name that nobody bears stands behind what such things are called, or before it: 开源工具REcollapse, XKeyscore系统. `next` is
/// where the text goes on.
fn is_called(text: &Text, span: CharSpan, next: usize) -> bool {
    let word = text.slice(span);
    let behind = |words: &[&str]| words.iter().any(|w| text.starts_with(next, w));
    // ORM 框架, BMC系统: a few capitals are rather a technical term.
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let term = letters <= LONGEST_TERM && !word.contains(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if term || behind(&["报道", "称", "表示", "披露", "宣布", "指出", "透露"]) {
        return false;
    }
    // BAZAN SCADA系统: the general word is what is called so.
    let attribute = word.rsplit_once(' ').is_some_and(|(_, last)| is_common(last));
    let kind_behind = !attribute && behind(KINDS_OF_OWN) && !behind(OTHERWISE);
    let router = behind(&["路由器"]) && word.contains(|c: char| c.is_ascii_digit());
    let head = span.start() - usize::from(matches!(text.before(span.start()), ' ' | '“' | '「'));
    let kind_before = KINDS_BEFORE.iter().any(|k| text.ends_with(head, k)) && !behind(NO_PRODUCT) && !word.contains('.');
    kind_behind || router || kind_before || is_kit(word)
}

/// Whether a name ends with what it is a kit or trojan of: Cube SDK, Peppy RAT.
fn is_kit(word: &str) -> bool {
    word.rsplit_once(' ').is_some_and(|(name, last)| matches!(last, "SDK" | "RAT") && !name.split(' ').all(is_common))
}
