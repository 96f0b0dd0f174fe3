//! Decides what a number counts: by the classifier or noun behind it, or the noun before it.

use rust_decimal::Decimal;

use crate::extract::numeral::{More, Numeral, NumeralShape};
use crate::extract::{Context, QuantityKind};
use crate::lexicon::{Sense, TokenTag};
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::listing::{LIST_NOUNS_OF, LIST_OPENERS, list_follows, numbered_items_follow, opens_list, steps_follow};
use super::rules::{COUNT, COUNT_NOUN, MEASURE, MONEY};
use super::scaled::{MONEY_NOUNS, clause_before, counted_before, currency_of, without_links};
use super::unit::{UnitRead, is_name};

/// A number of bits: 64位系统, 256位密钥. 位 behind a round number of another kind counts people.
pub fn bits(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    const WIDTHS: &[u32] = &[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 160, 168, 192, 224, 256, 384, 512, 1024, 2048, 3072, 4096];
    const WIDE: &[&str] = &[
        "系统",
        "操作",
        "版",
        "环境",
        "程序",
        "应用",
        "处理器",
        "架构",
        "密钥",
        "加密",
        "整数",
        "整型",
        "整形",
        "无符号",
        "有符号",
        "哈希",
        "散列",
        "地址",
        "随机",
        "进程",
        "内核",
        "平台",
        "寄存",
        "指针",
        "模式",
        "浮点",
        "芯片",
        "微控",
        "单片",
        "数据",
        "二进制",
        "文件",
        "动态",
        "可执行",
        "标识",
        "长度",
        "安全",
        "计算",
        "虚拟",
        "对称",
        "量化",
        "精度",
        "色",
        "唯一标识",
        "标准",
        "带符号",
        "格式",
        "有效载荷",
        "机器",
        "指令",
        "软件",
        "字段",
        "值",
        "编译",
        "签名",
        "校验",
        "服务器",
        "主机",
        "载荷",
        "以上的密",
        "的密",
        "的整",
        "的哈",
        "的随",
        "的地址",
        "的系统",
        "的程序",
        "的加",
    ];
    let text = cx.text();
    let fits = text.at(start) == '位' && numeral.shape == NumeralShape::Arabic && !numeral.scaled && WIDTHS.iter().any(|w| numeral.value == Decimal::from(*w));
    let behind = text.skip_blanks(start + 1);
    // A power of two counts people only where it says so.
    const PEOPLE: &[&str] = &[
        "人",
        "专家",
        "学者",
        "嘉宾",
        "选手",
        "用户",
        "代表",
        "领导",
        "同学",
        "老师",
        "成员",
        "员工",
        "客户",
        "玩家",
        "工程师",
        "企业",
        "创始人",
        "CEO",
        "院士",
        "教授",
        "博士",
        "女",
        "男",
        "网友",
        "研究",
        "开发者",
        "参",
        "获奖",
        "高管",
        "讲师",
        "演讲",
        "白帽",
        "黑客",
        "数字",
        "字符",
        "密码",
        "数",
        "手机",
        "来自",
        "十六进制",
        "业",
        "安全专家",
        "行业",
        "作者",
        "候选",
        "乘客",
        "学员",
        "学生",
        "议员",
        "名",
        "或",
        "小数",
        "有效",
    ];
    let shifted = ["左移", "右移", "BYTE即", "字节即", "共占了", "QWORD"].iter().any(|w| text.ends_with(numeral.span.start(), w));
    let round = [32_u32, 64, 128, 256, 512, 1024, 2048, 4096].iter().any(|w| numeral.value == Decimal::from(*w));
    let wide = shifted
        || WIDE.iter().any(|w| text.starts_with(behind, w))
        || is_latin(text.at(behind)) && behind - start <= 2
        || round && !PEOPLE.iter().any(|w| text.starts_with(behind, w));
    (fits && wide).then(|| UnitRead {
        end: start + 1,
        span: CharSpan::of(start..start + 1),
        unit: "bit".to_owned(),
        kind: QuantityKind::Data,
        factor: Decimal::ONE,
        rule: MEASURE,
        in_surface: true,
    })
}

/// A classifier behind the number.
pub fn classifier(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    let text = cx.text();
    let (end, _) = cx.lexicon.longest(text, start, |s| s == Sense::Classifier)?;
    let word = text.slice(CharSpan::of(start..end));
    // A longer word that begins here and is no classifier: 条件, 项目, 家庭, 名单, 位置, 种植. The word list decides over the
    // next few characters, so that 人参会 is 人 and 参会.
    let run = (start..(start + 6).min(text.len())).take_while(|i| is_han(text.at(*i))).count();
    let first = cx.lexicon.segment(text, CharSpan::of(start..start + run)).first().copied();
    // 百余家主流媒体: behind 余 and 多 stands the classifier.
    let plus = text.before(start) == '+';
    let longer = (numeral.more == More::No || plus) && first.is_some_and(|t| t.span.end() > end && t.tag != TokenTag::Number && !text.slice(t.span).starts_with('个'));
    let longer_person = text.starts_with(start, "个人") && !text.starts_with(start, "个人员");
    // 三部门联合印发, 九部委.
    let bodies =
        ["部门", "部委"].iter().any(|w| text.starts_with(start, w)) && numeral.value >= Decimal::TWO && numeral.value.is_integer() && !is_latin(text.before(numeral.span.start()));
    if bodies {
        let span = CharSpan::of(start..start + 2);
        let unit = format!("count:{}", text.slice(span));
        return Some(UnitRead { end: start + 2, span, unit, kind: QuantityKind::Count, factor: Decimal::ONE, rule: COUNT, in_surface: true });
    }
    if longer && !matches!(numeral.shape, NumeralShape::Arabic) || longer_person && numeral.shape != NumeralShape::Arabic {
        return None;
    }
    // 补0，补0个数为: the number of noughts.
    if text.starts_with(start, "个数") && matches!(text.at(start + 2), '为' | '是' | '等' | '不') {
        return None;
    }
    if longer {
        // After an Arabic number, 部门, 名单 and the like are what is counted.
        return noun(cx, numeral, start);
    }
    // 这三家, 其余两个: said before, not counted now.
    let said = matches!(text.before(numeral.span.start()), '这' | '那' | '该' | '此' | '每' | '某' | '哪' | '同' | '另')
        || ["其余", "上述", "以上", "以下"].iter().any(|w| text.ends_with(numeral.span.start(), w));
    if said && numeral.shape != NumeralShape::Arabic {
        return None;
    }
    // 2025版, 2022款, 7代: the edition of a thing; 04 个人隐私: the number of an item.
    let written = text.slice(numeral.span);
    let year =
        numeral.shape == NumeralShape::Arabic && numeral.value >= Decimal::from(1900) && numeral.value < Decimal::from(2100) && !numeral.scaled && !written.contains([',', '，']);
    let item = numeral.shape == NumeralShape::Arabic
        && text.starts_with(start, "个人")
        && ["信息", "隐私", "数据", "版"].iter().any(|w| text.starts_with(start + 2, w))
        && (text.before(numeral.span.end()) == ' ' || text.at(numeral.span.end()) == ' ');
    if numeral.shape == NumeralShape::Arabic && matches!(word, "版" | "代") || year && matches!(word, "款" | "双" | "国" | "校" | "间" | "首" | "对" | "期" | "季") || item
    {
        return None;
    }
    // 一方, 三方: parties.
    if word == "方" || word == "所" && text.at(end) == '示' || word == "次" && text.at(numeral.span.start()) == '二' && numeral.span.len() == 1 {
        return None;
    }
    // 一个 is an article, 两个方面 opens a list.
    let small_han = numeral.shape == NumeralShape::Han || numeral.shape == NumeralShape::HanDigits;
    if small_han && numeral.value == Decimal::ONE && numeral.value_max.is_none() {
        return None;
    }
    let behind = text.skip_blanks(end);
    let small = numeral.shape == NumeralShape::Arabic && numeral.value < Decimal::from(20) && matches!(word, "个" | "项" | "大" | "点");
    if small_han && LIST_OPENERS.iter().any(|w| text.starts_with(behind, w))
        || (small_han || small) && matches!(word, "个" | "项" | "大" | "点") && opens_list(text, behind)
        || small_han && LIST_NOUNS_OF.iter().any(|(of, nouns)| *of == word && nouns.iter().any(|w| text.starts_with(behind, w))) && list_follows(text, behind)
        || small_han && matches!(word, "种" | "类") && numbered_items_follow(text, behind)
        || small_han && matches!(word, "步" | "层") && steps_follow(text, end)
        || word == "部分" && numbered_items_follow(text, end)
    {
        return None;
    }
    // “两个”维护, “十个坚持”: a slogan.
    let opens = matches!(text.before(numeral.span.start()), '“' | '"' | '「' | '『');
    let closes = |reach: usize| (0..=reach).take_while(|i| *i == 0 || is_han(text.at(end + i - 1))).any(|i| matches!(text.at(end + i), '”' | '"' | '」' | '』'));
    let slogan = small_han && numeral.value_max.is_none() && !matches!(word, "种" | "次");
    if opens && closes(if slogan { 6 } else { 0 }) {
        return None;
    }
    // “数据二十条”, 新“国九条”: a nickname.
    let quoted = (1..=3).any(|back| {
        numeral.span.start() > back && matches!(text.at(numeral.span.start() - back - 1), '“' | '"' | '「') && (1..=back).all(|i| is_han(text.at(numeral.span.start() - i)))
    });
    if quoted && matches!(text.at(end), '”' | '"' | '」') {
        return None;
    }
    if is_designation(text, numeral, word, end) {
        return None;
    }
    // 俄乌两国: who they are was said.
    if word == "国" && small_han && numeral.value == Decimal::TWO {
        return None;
    }
    // 3.4节, 3.1 样本: the number of a section.
    let dotted = numeral.shape == NumeralShape::Arabic && !numeral.scaled && text.slice(numeral.span).contains('.');
    if dotted && matches!(word, "节" | "章" | "组" | "对" | "首" | "类" | "起" | "样本" | "城市") {
        return None;
    }
    // 2022首次: 首 begins the next word.
    if word == "首" && matches!(text.at(end), '次' | '周' | '秀' | '日' | '发' | '款' | '个' | '家' | '映' | '播' | '批' | '届') {
        return None;
    }
    // 执行到18行: the number of a line.
    let lines = ["代码", "内容", "记录", "日志", "数据", "命令", "脚本"].iter().any(|w| text.starts_with(text.skip_blanks(end), w))
        || matches!(text.before(numeral.span.start()), '仅' | '共' | '有' | '的' | '近' | '约');
    if word == "行" && numeral.shape == NumeralShape::Arabic && !numeral.scaled && numeral.more == More::No && !lines {
        return None;
    }
    // 跻身前十位, 排名48名: a rank.
    let ahead = numeral.span.start() - usize::from(text.before(numeral.span.start()) == ' ');
    let ranked = text.before(ahead) == '前' && !["之", "以", "此", "目", "年", "天", "月"].iter().any(|w| text.ends_with(ahead - 1, w))
        || ["排名", "位列", "位居", "名列", "排在", "排第"].iter().any(|w| text.ends_with(ahead, w));
    if matches!(word, "名" | "位") && ranked && !["数字", "字符", "字节", "朋友", "用户", "读者", "观众", "同学"].iter().any(|w| text.starts_with(text.skip_blanks(end), w))
    {
        return None;
    }
    // 二层 is the second, where two would be 两; 二人 are two. 三代机 is of the third generation, 三环 a road; 四处 is everywhere.
    let bare_two = text.at(numeral.span.start()) == '二' && numeral.span.len() == 1 && !matches!(word, "人" | "位" | "者" | "名" | "倍");
    let generation = word == "代" && text.before(end - 1) != '两' && is_han(text.at(end)) && !matches!(text.at(end), '人' | '领' | '产' | '中' | '的');
    let road = word == "环" && small_han;
    let everywhere =
        word == "处" && text.at(numeral.span.start()) == '四' && numeral.span.len() == 1 && !matches!(text.before(numeral.span.start()), '有' | '共' | '等' | '现' | '到');
    // 可灵1.5里 is inside a version, 1群 and 2群 are names of groups.
    let inside = word == "里" && !numeral.value.is_integer() || word == "群" && numeral.shape == NumeralShape::Arabic;
    if inside || bare_two || generation || road || everywhere {
        return None;
    }
    if word == "级" || word == "部" && text.starts_with(end, "门") {
        return None;
    }
    // Measures that the table of units lacks keep their word, and are no counts.
    let kind = match word {
        "光年" | "英里" | "英尺" => QuantityKind::Length,
        "英亩" => QuantityKind::Area,
        "磅" | "斤" | "盎司" => QuantityKind::Weight,
        "加仑" => QuantityKind::Volume,
        "马力" | "匹马力" => QuantityKind::Power,
        "马赫" | "吨公里" => QuantityKind::Other,
        _ => QuantityKind::Count,
    };
    let rule = if kind == QuantityKind::Count { COUNT } else { MEASURE };
    Some(UnitRead { end, span: CharSpan::of(start..end), unit: format!("count:{word}"), kind, factor: Decimal::ONE, rule, in_surface: true })
}

/// Whether a number at the head of a line, with a blank behind it, is that of a section: 3 企业自查场景, 2 城市侧安保.
fn heads_section(text: &Text, numeral: &Numeral) -> bool {
    const MOST_SECTIONS: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
    let opens = matches!(text.before(numeral.span.start()), '\n' | '\0') && text.at(numeral.span.end()) == ' ';
    opens && numeral.shape == NumeralShape::Arabic && numeral.value < MOST_SECTIONS
}

/// Whether a number before a classifier names rather than counts: 三层交换机, 公安三所, 117路公交, 总36卷, 超五类网线, JADE 5.0 对.
fn is_designation(text: &Text, numeral: &Numeral, word: &str, end: usize) -> bool {
    const SCHOOLS: &[&str] = &[
        "大学",
        "高校",
        "学校",
        "院校",
        "医院",
        "机构",
        "中学",
        "小学",
        "学院",
        "分校",
        "监狱",
        "幼儿园",
        "研究",
        "实验",
        "名校",
        "顶尖",
        "重点",
        "知名",
        "国内",
        "海外",
        "全球",
        "的",
        "美国",
        "本科",
        "高等",
    ];
    let start = numeral.span.start();
    let before = if text.before(start) == ' ' { text.before(start - 1) } else { text.before(start) };
    let arabic = numeral.shape == NumeralShape::Arabic;
    let small_han = matches!(numeral.shape, NumeralShape::Han | NumeralShape::HanDigits);
    let behind = |words: &[&str]| words.iter().any(|w| text.starts_with(end, w));
    let near = |words: &[&str]| (0..6).any(|i| words.iter().any(|w| text.starts_with(end + i, w)));
    match word {
        // 两段式回复, 两步式钓鱼: of that kind.
        "段" | "步" | "点" => text.at(end) == '式' && text.at(end + 1) != '样',
        "层" if text.at(end) == '式' => text.at(end + 1) != '样',
        "层" => near(&["交换机", "以太网", "代理", "路由", "访问"]) || behind(&["设备"]) || ["地下", "地上"].iter().any(|w| text.ends_with(start, w)),
        "所" => small_han && numeral.more == More::No && !behind(SCHOOLS),
        "路" => arabic && behind(&["公交", "车"]),
        "磅" => behind(&["英尺", "力", "·"]),
        "件" => small_han && text.at(end) == '套',
        "轮" => text.at(end) == '足',
        "城市" => heads_section(text, numeral),
        "村" => small_han && is_han(before) && !matches!(before, '共' | '有' | '等' | '的' | '了' | '近' | '约' | '达'),
        "卷" | "期" | "集" => before == '总' && matches!(text.at(end), '-' | '第'),
        "类" => before == '超' || near(&["网线", "双绞", "线缆", "布线"]),
        "单" => behind(&["通道", "独", "位", "个", "人", "一"]),
        "对" => arabic && !numeral.scaled && (is_latin(before) || text.slice(numeral.span).contains('.') || text.at(end).is_ascii_digit()),
        _ => false,
    }
}

/// Nouns for what is counted by the thousand, which a verb may modify: 付费客户, 脱贫人口.
const PEOPLE_NOUNS: &[&str] = &[
    "客户",
    "用户",
    "人口",
    "供应商",
    "患者",
    "会员",
    "学生",
    "员工",
    "设备",
    "账户",
    "账号",
    "商家",
    "玩家",
    "读者",
    "观众",
    "访客",
    "告警",
    "订阅者",
    "居民",
    "推文",
    "积分",
    "中小企业",
];

/// So many words behind one that leads such a noun may follow: 付费认知障碍患者.
const LEADING_WORDS: usize = 2;

/// So many words behind a number one for money may stand: 巨额勒索赎金.
const MONEY_REACH: usize = 4;

/// The noun that a large number stands straight before.
pub fn noun(cx: &Context<'_>, numeral: &Numeral, start: usize) -> Option<UnitRead> {
    let text = cx.text();
    let written = text.slice(numeral.span);
    // 三百万患者, 超百万网站: of Chinese numerals those with a big scale; smaller ones stand in too many words.
    let large = numeral.scaled && (numeral.shape == NumeralShape::Arabic || written.contains(['万', '亿'])) || written.contains([',', '，']) || numeral.more != More::No;
    // 16大行业, 9部门: what is counted is named straight behind.
    let great = text.at(start) == '大' && numeral.shape == NumeralShape::Arabic;
    // 3.1 企业, 17:30 企业: the number of a section, a time of the clock.
    let whole = !written.contains('.') && !matches!(text.before(numeral.span.start()), ':' | '：');
    // 标普500企业 is an index.
    let indexed = ["标普", "财富"].iter().any(|w| text.ends_with(numeral.span.start(), w));
    let great = great && whole;
    let named = whole
        && !heads_section(text, numeral)
        && !indexed
        && numeral.shape == NumeralShape::Arabic
        && ["部门", "部委", "单位", "企业", "国家", "行业", "高校", "地区", "省份", "城市", "安全币", "积分", "金币"].iter().any(|w| text.starts_with(start, w));
    // 39万 WordPress 账户: a Latin name between the number and what it counts. 1.6 万 H100 GPU: the noun itself may be Latin.
    let (start, latin) = if numeral.scaled && is_latin(text.at(start)) { latin_run(text, start) } else { (start, None) };
    let start = if numeral.scaled { over_activity(text, start) } else { start };
    // 360企业安全浏览器: a number that is a name counts nothing by itself.
    if is_name(cx, written) {
        return None;
    }
    // 3000 亿 token 上进行训练: no Chinese noun is what is counted.
    let latin_counted = || {
        let counted = |word: &str| {
            word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase()) || matches!(word.to_ascii_lowercase().as_str(), "token" | "tokens" | "star" | "stars" | "clips")
        };
        latin.filter(|word| counted(text.slice(*word))).map(|word| UnitRead {
            end: numeral.span.end(),
            span: word,
            unit: format!("count:{}", text.slice(word)),
            kind: QuantityKind::Count,
            factor: Decimal::ONE,
            rule: COUNT_NOUN,
            in_surface: false,
        })
    };
    if text.starts_with(start, "端口") || !large && !great && !named || !is_han(text.at(start)) {
        return latin_counted();
    }
    let start = start + usize::from(great);
    // 5大特点：1、….
    if great && numbered_items_follow(text, start) {
        return None;
    }
    // 超过25亿的月活跃用户.
    let of = numeral.scaled && text.at(start) == '的';
    let start = start + usize::from(of);
    let limit = (start + 14).min(text.len());
    let stop = (start..limit).find(|i| !is_han(text.at(*i))).unwrap_or(limit);
    let tokens = cx.lexicon.segment(text, CharSpan::of(start..stop));
    let clause = &*clause_before(text, numeral.span.start());
    // 用户数突破2亿的音乐服务: the noun in front is what is counted.
    // 销量破百万的产品: nor is what the number is said of.
    if of && (clause.ends_with('破') || counted_before(clause).is_some() || ["下载量", "安装量", "播放量"].iter().any(|w| without_links(clause).ends_with(w))) {
        return None;
    }
    // 近70万赔偿款, 5000万巨额勒索赎金, 20 亿的最终票房成绩: the word for money stands a little behind.
    let money = |token: &crate::lexicon::Token| {
        MONEY_NOUNS.iter().any(|noun| text.slice(token.span).ends_with(noun) || noun.chars().count() > 2 && text.starts_with(token.span.start(), noun))
            // 十五亿听力损失人群 are people.
            && !["的", "人群", "人士", "者"].iter().any(|w| text.starts_with(token.span.end(), w))
    };
    let reach = tokens.iter().take(MONEY_REACH).take_while(|t| !matches!(text.slice(t.span), "且" | "和" | "与" | "或" | "并"));
    if numeral.scaled && reach.into_iter().any(money) {
        let end = numeral.span.end();
        let unit = currency_of(cx, clause).to_owned();
        return Some(UnitRead { end, span: CharSpan::of(end..end), unit, kind: QuantityKind::Money, factor: Decimal::ONE, rule: MONEY, in_surface: false });
    }
    let mut head = None;
    // 360大模型, 16大规模: 大 belongs to the word behind it.
    if great
        && (!numeral.value.is_integer()
            || numeral.value > Decimal::ONE_HUNDRED
            || ["大语言", "大模型", "大规模", "大学", "大型", "大小", "大数据"].iter().any(|w| text.starts_with(start - 1, w)))
    {
        return None;
    }
    let mut active = false;
    for token in &tokens {
        // 7亿客户数据库: people are counted, not what is kept of them.
        let kept = head.is_some_and(|h: crate::lexicon::Token| {
            ["客户", "用户", "账户", "账号", "会员", "公民", "居民", "患者", "师生", "员工", "参数", "囚犯", "人员", "开发人员"].contains(&text.slice(h.span))
        });
        const KEPT: &[&str] = &[
            "数据库",
            "数据",
            "信息",
            "资料",
            "隐私",
            "隐私泄露",
            "个人",
            "模型",
            "大模型",
            "个人信息",
            "敏感信息",
            "敏感数据",
            "信息泄露",
            "数据泄露",
            "通话",
            "密码",
            "版本",
            "开源",
            "公共",
        ];
        if kept && KEPT.contains(&text.slice(token.span)) || head.is_some() && text.slice(token.span) == "总资产" {
            break;
        }
        // 7.6亿活跃的互联网用户, 3亿全职工作.
        let word = text.slice(token.span);
        if matches!(word, "活跃" | "全职" | "疫情") {
            active = true;
            continue;
        }
        // 10亿以上移动设备: the comparator reads it.
        if matches!(word, "以上" | "以下" | "左右") && text.at(token.span.end()) != '的' {
            continue;
        }
        if active && word == "的" {
            continue;
        }
        // 移动和固定用户: of two attributes neither is the head. 利器同台亮相: behind the noun a verb is the predicate.
        let attribute = head.is_some_and(|h| h.tag == TokenTag::VerbNoun);
        if matches!(word, "和" | "与" | "及") && attribute {
            continue;
        }
        if matches!(word, "无法" | "被盗" | "部署" | "有关" | "相关" | "亮相" | "上线" | "入选" | "登场" | "来袭" | "出炉" | "揭晓" | "上市" | "同台" | "获奖" | "落地")
        {
            break;
        }
        let named = head.is_some_and(|h| h.tag == TokenTag::Noun);
        // 付费客户, 内部用户: words of any kind before the noun. 认知障碍患者, 当地居民: of several, where the noun is one of those who are counted so.
        let people = PEOPLE_NOUNS.iter().filter(|noun| text.starts_with(token.span.start(), noun)).max_by_key(|noun| noun.len());
        if let (Some(noun), None, false) = (people, head, token.tag == TokenTag::Noun) {
            head = Some(crate::lexicon::Token { span: CharSpan::of(token.span.start()..token.span.start() + noun.chars().count()), tag: TokenTag::Noun });
            break;
        }
        let leads = token.span.len() >= 2
            && head.is_none()
            && numeral.scaled
            && tokens
                .iter()
                .skip_while(|t| t.span.start() <= token.span.start())
                .take(LEADING_WORDS)
                .any(|n| PEOPLE_NOUNS.iter().any(|noun| text.starts_with(n.span.start(), noun)));
        if leads && matches!(token.tag, TokenTag::Verb | TokenTag::Locality | TokenTag::Adverb | TokenTag::Other) {
            continue;
        }
        match token.tag {
            TokenTag::VerbNoun if named && token.span.end() < stop => {}
            TokenTag::Noun | TokenTag::VerbNoun => head = Some(*token),
            TokenTag::Adjective | TokenTag::Name => {}
            _ => break,
        }
    }
    // 1.1亿美国人.
    if let (Some(h), [name, people, ..]) = (head, &tokens[..])
        && name.tag == TokenTag::Name
        && people.span == h.span
        && text.slice(h.span) == "人"
    {
        let span = CharSpan::of(name.span.start()..h.span.end());
        return Some(UnitRead {
            end: numeral.span.end(),
            span,
            unit: format!("count:{}", text.slice(span)),
            kind: QuantityKind::Count,
            factor: Decimal::ONE,
            rule: COUNT_NOUN,
            in_surface: false,
        });
    }
    // 突破10亿关口, 从800万升级到…: what the number reaches is not what it counts.
    const NOT_COUNTED: &[&str] = &["总计", "合计", "共计", "关口", "大关", "级别", "量级", "规模", "升级", "余额"];
    let Some(head) = head.filter(|h| h.span.len() >= 2 && !NOT_COUNTED.contains(&text.slice(h.span))) else { return latin_counted() };
    let word = text.slice(head.span);
    if of && matches!(word, "空间" | "数据" | "模型" | "区间" | "数量" | "规模" | "价格" | "市场" | "增幅" | "增量" | "缺口") {
        return None;
    }
    let end = if great { start } else { numeral.span.end() };
    Some(UnitRead { end, span: head.span, unit: format!("count:{word}"), kind: QuantityKind::Count, factor: Decimal::ONE, rule: COUNT_NOUN, in_surface: great })
}

/// Goes over the word that says how often users are seen, before who is counted: 7350 万月度活跃用户, 3亿日活用户.
fn over_activity(text: &Text, start: usize) -> usize {
    const ACTIVE: &[&str] = &["月度活跃", "月均活跃", "日均活跃", "周活跃", "月活跃", "日活跃", "月活", "日活"];
    let behind = ACTIVE.iter().find(|w| text.starts_with(start, w)).map_or(start, |w| start + w.chars().count());
    if ["用户", "账户", "账号", "玩家", "会员", "开发者", "设备"].iter().any(|w| text.starts_with(behind, w)) { behind } else { start }
}

/// Goes over Latin words with single blanks between them: where the text goes on, and the last word.
fn latin_run(text: &Text, start: usize) -> (usize, Option<CharSpan>) {
    let mut at = start;
    let mut last = None;
    while is_latin(text.at(at)) && at - start < 40 {
        let end = (at..).find(|i| !is_latin(text.at(*i)) && !text.at(*i).is_ascii_digit() && !matches!(text.at(*i), '-' | '.')).unwrap_or(at);
        last = Some(CharSpan::of(at..end));
        at = if text.at(end) == ' ' { end + 1 } else { end };
        // Chrome 和 Edge 用户, AT&T 客户, Microsoft 365 用户.
        if matches!(text.at(at), '和' | '与' | '&') && is_latin(text.at(text.skip_blanks(at + 1))) {
            at = text.skip_blanks(at + 1);
        } else if text.at(end) == ' ' && text.at(at).is_ascii_digit() {
            let stop = (at..).find(|i| !text.at(*i).is_ascii_digit()).unwrap_or(at);
            at = if stop - at <= 4 && text.at(stop) == ' ' { stop + 1 } else { at };
        }
    }
    (at, last)
}
