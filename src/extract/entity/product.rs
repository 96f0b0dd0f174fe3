//! Decides which Latin names are products, software or malware: only by what the text calls them.

use crate::extract::EntityType;
use crate::lexicon::Sense;
use crate::text::{CharSpan, is_latin};

use super::rules::PRODUCT_MALWARE;
use super::{Candidate, EntityRef, Reading};

/// What a Latin name is called.
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
    "框架",
    "插件",
    "服务器",
    "客户端",
    "处理器",
    "芯片",
    "手机",
    "平台",
    "工具",
    "应用程序",
    "应用",
    "软件",
    "系统",
    "设备",
    "防火墙",
    "编辑器",
    "模型",
    "漏洞利用",
];

/// Latin words that are no names.
const COMMON: &[&str] = &[
    "APT", "DDoS", "DoS", "Web", "AI", "IT", "OT", "API", "SQL", "HTTP", "HTTPS", "DNS", "VPN", "IoT", "APP", "App", "PC", "SaaS", "PaaS", "IaaS", "EDR", "XDR", "SIEM", "SOC",
    "WAF", "C2", "POC", "PoC", "EXP", "RAT", "URL", "CPU", "GPU", "ID", "IP", "TCP", "UDP", "SSH", "TLS", "SSL", "XSS", "CSRF", "RCE", "USB", "PDF", "XML", "JSON", "HTML", "PHP",
    "Java", "Python", "ICS", "SCADA", "PLC", "CVE", "CNVD", "VIP", "CEO", "OA", "ERP", "CRM", "CMS", "NAS", "LLM", "GenAI", "ATM", "POS", "GPS", "SDK", "DevOps", "UEFI", "BIOS",
    "5G", "NFT", "LLMs", "OS", "IDE", "CI", "CD", "B2B", "HR", "SMS",
];

/// Proposes the products of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    for kind in KINDS {
        let first = kind.chars().next().unwrap_or_default();
        for at in reading.sentence.start()..reading.sentence.end() {
            if text.at(at) != first || !text.starts_with(at, kind) {
                continue;
            }
            let end = if text.before(at) == ' ' { at - 1 } else { at };
            let mut start = end;
            while start > reading.sentence.start()
                && (is_latin(text.before(start)) || text.before(start).is_ascii_digit() || matches!(text.before(start), '-' | '_' | '.') && start < end)
            {
                start -= 1;
            }
            let word = text.slice(CharSpan::of(start..end));
            let proper = word.chars().next().is_some_and(|c| c.is_ascii_uppercase()) && word.chars().filter(char::is_ascii_alphabetic).count() >= 3 && !COMMON.contains(&word);
            let known = reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Organisation(_)));
            if proper && !known {
                let span = CharSpan::of(start..end);
                let entity = EntityRef { entity_type: EntityType::Product, sense: None, name: word.to_owned() };
                out.push(Candidate { span, entity, rule: PRODUCT_MALWARE, priority: 1 });
            }
        }
    }
}
