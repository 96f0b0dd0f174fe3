//! Articles made for the benchmark: always the same, of the kinds and in the shares that an archive of scrapes holds.
//!
//! Of a hundred: 33 shells without text, 10 refusals, 7 menus, 7 listings, 13 cut at the scraper's 8,000 characters, 30 whole; of
//! the last two kinds a quarter is Chinese, the rest English, as in archives of security feeds. Sentences are put together from
//! lists by a generator of numbers (xorshift, seed below), so that no two articles are alike and nothing is random.

use jushi::article::RawRecord;

/// Any number but zero.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

const PLACES: &[&str] = &["北京市", "成都市", "长沙市", "上海市", "四川省", "广东省", "杭州市高新区", "川渝地区"];
const BODIES: &[&str] =
    &["工业和信息化部", "市经济和信息化局", "中国信息通信研究院", "某网络安全产业联盟", "国家互联网应急中心", "该园区管理委员会", "奇安信集团", "某大学网络空间安全学院"];
const METRICS: &[&str] = &["网络安全产业规模", "相关业务收入", "软件产业增加值", "研发投入", "专利申请量", "从业人员", "规模以上企业", "数据泄露事件"];
const UNITS: &[&str] = &["亿元", "万元", "家", "人", "件", "个", "亿美元", "%"];
const VERBS: &[&str] = &["达到", "超过", "突破", "约为", "增长到", "不足"];
const PEOPLE: &[&str] = &["张伟明", "李建国", "王晓燕", "赵志刚", "陈思远"];
const OFFICES: &[&str] = &["副部长", "局长", "董事长", "首席技术官", "主任"];
const PHRASES: &[&str] = &[
    "随着数字经济的快速发展，网络安全的重要性日益凸显",
    "与会专家围绕数据安全治理、人工智能应用和关键信息基础设施保护展开了深入讨论",
    "有关负责人表示，下一步将继续完善政策体系，推动产业链上下游协同创新",
    "攻击者利用该漏洞可以在未经授权的情况下远程执行任意代码",
    "企业应当建立健全全流程数据安全管理制度，组织开展安全教育培训",
];
const ENGLISH: &[&str] = &[
    "Attackers exploited the flaw to run arbitrary code on unpatched servers",
    "The company said that customer data was not affected by the incident",
    "Researchers observed the malware spreading through phishing emails with malicious attachments",
    "A patch has been available since last month, and administrators are urged to apply it",
];

struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[self.next(list.len())]
    }
}

fn sentence(n: &mut Numbers) -> String {
    let (year, value) = (2015 + n.next(11), format!("{}.{}", n.next(900) + 10, n.next(10)));
    match n.next(6) {
        0 => format!("{year}年，{}{}{}{value}{}，同比增长{}.{}%。", n.of(PLACES), n.of(METRICS), n.of(VERBS), n.of(UNITS), n.next(40), n.next(10)),
        1 => format!(
            "{year}年{}月{}日，{}在{}召开网络安全产业大会，{}{}{}出席并致辞。",
            n.next(12) + 1,
            n.next(28) + 1,
            n.of(BODIES),
            n.of(PLACES),
            n.of(BODIES),
            n.of(OFFICES),
            n.of(PEOPLE)
        ),
        2 => format!("据{}统计，截至{year}年底，全国共有{}余家企业从事相关业务，{}{}{value}{}。", n.of(BODIES), n.next(900) + 100, n.of(METRICS), n.of(VERBS), n.of(UNITS)),
        3 => format!("该漏洞编号为CVE-{year}-{}，CVSS评分为{}.{}，影响{}.{}.{}之前的版本。", 10_000 + n.next(50_000), n.next(9) + 1, n.next(10), n.next(9), n.next(20), n.next(30)),
        _ => format!("{}。", n.of(PHRASES)),
    }
}

fn english(n: &mut Numbers) -> String {
    format!("{}, according to a report of {} published in {}. ", n.of(ENGLISH), n.next(28) + 1, 2015 + n.next(11))
}

fn prose(n: &mut Numbers, bytes: usize, chinese: bool) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        for _ in 0..n.next(5) + 2 {
            text.push_str(&if chinese { sentence(n) } else { english(n) });
        }
        text.push_str("\n\n");
    }
    text
}

fn menu(n: &mut Numbers, lines: usize) -> String {
    (0..lines).map(|i| format!("- [{}{}](https://news.example.com/{}/{i}.html)\n", n.of(PLACES), n.of(METRICS), n.next(9_999))).collect::<Vec<_>>().concat()
}

/// Makes so many articles.
pub fn made(count: usize) -> Vec<RawRecord<'static>> {
    let mut n = Numbers(SEED);
    (0..count).map(|i| article(&mut n, i)).collect()
}

fn article(n: &mut Numbers, number: usize) -> RawRecord<'static> {
    let kind = n.next(100);
    let chinese = n.next(4) == 0;
    let title = if chinese { format!("{}{}报告（第{number}期）", n.of(PLACES), n.of(METRICS)) } else { format!("Weekly security report number {number}") };
    let body = match kind {
        0..33 => String::new(),
        33..43 => "环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n".to_owned(),
        43..50 => menu(n, 60),
        50..57 => (0..20).map(|_| format!("## [{}](https://news.example.com/a/{}.html)\n\n{}\n", title, n.next(9_999), english(n))).collect::<Vec<_>>().concat(),
        57..70 => prose(n, 9_000, chinese).chars().take(8_000).collect(),
        _ => {
            let length = 2_000 + n.next(14_000);
            format!("{}\n# {title}\n\n{}\n分享到微博\n\n{}", menu(n, 12), prose(n, length, chinese), menu(n, 8))
        }
    };
    let day = format!("{}-{:02}-{:02}", 2020 + n.next(6), n.next(12) + 1, n.next(28) + 1);
    if n.next(10) == 0 {
        let body = body.replace("\n\n", "</p>\n<p>");
        return RawRecord::file(
            &format!("{number}.html"),
            format!("<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><p>{body}</p></body></html>").into_bytes(),
        );
    }
    let head = format!("---\ntitle: {title}\nurl: https://news.example.com/{number}\nsource: 某报\ndate: {day}\n---\n");
    RawRecord::file(&format!("{number}.md"), (head + &body).into_bytes())
}
