//! Decides which names are products, services, devices or malware: by the table, and by what the text calls them.

use crate::extract::EntityType;
use crate::extract::rule::RuleId;
use crate::lexicon::{Lexicon, OrganisationKind, Sense};
use crate::text::{CharSpan, is_latin};

use super::organisation::latin_name;
use super::rules::{PRODUCT_CALLED, PRODUCT_KNOWN};
use super::{Candidate, EntityRef, Reading};

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

/// Whether a Latin word is of general use and names nothing.
pub fn is_common(word: &str) -> bool {
    Lexicon::standard().is_general_latin(word) || word.chars().count() < 2
}

/// Proposes the products of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    known(reading, out);
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
            if reading.cuts_word(at, hit.end) || symbol && alphanumeric(text.at(at)) {
                continue;
            }
            // A word that also means other things is a product where the text calls it one.
            let next = text.skip_blanks(hit.end);
            let called = next - hit.end <= 1 && KINDS.iter().any(|k| text.starts_with(next, k)) && !text.starts_with(next, "软件公司");
            if !sure && !called && !alone(reading, at, hit.end) {
                continue;
            }
            let end = model_end(reading, hit.end, cx.lexicon.product(row).is_model);
            push(reading, out, CharSpan::of(at..end), Some(cx.lexicon.product(row).name).filter(|_| end == hit.end), PRODUCT_KNOWN, 2);
            if let (true, Some(last)) = (cx.lexicon.product(row).is_game, out.last_mut()) {
                last.entity.entity_type = EntityType::Work;
            }
        }
    }
}

/// Where the number or name of a model behind a product ends.
fn model_end(reading: &Reading<'_>, end: usize, model: bool) -> usize {
    const MODELS: &[&str] = &["Pro", "Plus", "Max", "Mini", "mini", "Air", "Ultra", "SE", "XS", "XR", "Lite", "Turbo", "Server", "Enterprise"];
    let text = reading.cx.text();
    let mut end = end;
    loop {
        let next = if matches!(text.at(end), ' ' | '-') { end + 1 } else { end };
        if next >= reading.sentence.end() {
            return end;
        }
        let stop = (next..reading.sentence.end())
            .find(|i| !(is_latin(text.at(*i)) || text.at(*i).is_ascii_digit() || text.at(*i) == '.' && text.at(*i + 1).is_ascii_digit()))
            .unwrap_or(reading.sentence.end());
        let word = text.slice(CharSpan::of(next..stop));
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit())
            && word.len() <= 5
            && !is_counted(text.at(text.skip_blanks(stop))) | word.contains(|c: char| c.is_ascii_alphabetic());
        // iPhone 16 is a model; Windows 10 月 is not, nor is a year.
        // FortiProxy 1.1 is a version; Claude 3.5 a model of its own.
        let number = number && !word.ends_with("day") && !word.ends_with("Day") && (model || !word.contains('.'));
        let counted = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        if stop == next || !(number && !counted || MODELS.contains(&word)) {
            return end;
        }
        end = stop;
    }
}

/// Whether a number before a character counts something or is a date: Windows 10 月.
fn is_counted(c: char) -> bool {
    crate::lexicon::is_classifier_char(c) || matches!(c, '月' | '年' | '日' | '号' | '天' | '小' | '分' | '秒' | '周' | '万' | '亿' | '元' | '大' | '倍' | '成')
}

/// Latin names that the text calls a product: Rydox 恶意软件, NETGEAR RAX30命令注入漏洞, X是一款….
fn called(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        let edge = is_latin(text.at(at)) && !is_latin(text.before(at)) && !text.before(at).is_ascii_digit() && !matches!(text.before(at), '-' | '_' | '/' | '@');
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
        let flawed = FLAWS.iter().any(|f| text.starts_with(next, f)) && text.chars()[next..].iter().take(14).collect::<String>().contains("漏洞");
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
        if known_organisation && !kind || !(kind || flawed || copula) {
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
            && (matches!(last, "Windows" | "Linux" | "Android" | "macOS" | "iOS") || is_common(last))
        {
            end = start + rest.chars().count();
        }
        push(reading, out, CharSpan::of(start..end), None, PRODUCT_CALLED, 1);
    }
}

/// How long the known organisation at the head of a Latin name is, where one or two words that are no part of an organisation's
/// name stand behind it.
fn made_by(reading: &Reading<'_>, name: &str) -> Option<usize> {
    const ARMS: &[&str] = &[
        "Labs",
        "Lab",
        "Research",
        "Foundation",
        "Team",
        "Group",
        "Inc",
        "Inc.",
        "Corp",
        "Corporation",
        "Ltd",
        "University",
        "Institute",
        "Newsroom",
        "Security",
        "Technologies",
        "Networks",
        "Systems",
        "Software",
    ];
    let (head, rest) = name.split_once(' ')?;
    let known = |word: &str| {
        reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Organisation(row) if reading.cx.lexicon.organisation(*row).kind == OrganisationKind::Company))
    };
    let words: Vec<&str> = rest.split(' ').collect();
    // OPPO Find X5 Pro: the parts of a model's name may be short where they hold a digit.
    let plain = words.iter().all(|w| !ARMS.contains(w) && !is_common(w) && (w.len() >= 3 || w.contains(|c: char| c.is_ascii_digit())) && !known(w));
    (known(head) && !known(name) && words.len() <= 3 && plain && head.len() >= 3).then(|| head.chars().count())
}
