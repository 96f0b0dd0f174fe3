//! Tables of sentences with the names in them.

use super::*;
use crate::article::Article;
use crate::testing::{finds_nothing, holds};

fn read(text: &str) -> Vec<String> {
    let article = Article::plain(text, None);
    let mentions = crate::extract::extract(&Context::of(&article));
    mentions.entities.iter().map(|m| format!("{} {}", m.value.entity_type, article.text.slice(m.span))).collect()
}

#[test]
fn names() {
    let table: &[(&str, &[&str])] = &[
        ("大会在四川成都召开。", &["GPE 四川", "GPE 成都"]),
        ("本次论坛由工业和信息化部、四川省人民政府主办。", &["ORG 工业和信息化部", "ORG 四川省人民政府"]),
        ("四川省经济和信息化厅厅长翟刚表示，园区加快建设。", &["ORG 四川省经济和信息化厅", "PERSON 翟刚"]),
        ("国家网络安全产业园区（长沙）正式揭牌。", &["FAC 国家网络安全产业园区（长沙）"]),
        ("形成海淀园、通州园的布局。", &["FAC 海淀园", "FAC 通州园"]),
        ("党的二十大报告提出，深入学习党的二十大精神。", &["WORK 党的二十大报告", "EVENT 党的二十大"]),
        ("第四届国际工业信息安全应急大会在北京召开。", &["EVENT 第四届国际工业信息安全应急大会", "GPE 北京"]),
        ("工信部发布《数据安全管理办法（试行）》。", &["ORG 工信部", "WORK 《数据安全管理办法（试行）》"]),
        ("漏洞编号为CVE-2024-21762。", &["VULN CVE-2024-21762"]),
        ("美联储主席杰罗姆·鲍威尔出席会议，鲍威尔表示通胀缓解。", &["ORG 美联储", "PERSON 杰罗姆·鲍威尔", "PERSON 鲍威尔"]),
        ("北京网藤科技有限公司获奖。", &["ORG 北京网藤科技有限公司"]),
    ];
    holds(table, read);
}

#[test]
fn no_names() {
    let table = ["有关部门加强监管。", "网络安全公司表示，高新技术企业增多。", "园区建设加快。", "本次大会以创新为主题。", "安全厂商认为这是机遇。", "推动网络安全人才基地建设。"];
    finds_nothing(&table, read);
}
