//! Decides how a sentence is built: its units, its clauses, and what stands in brackets. All claims use it.
//!
//! A *unit* is a word, or a name, time or quantity as a whole, so that no phrase ever cuts one. A *clause* is the run of units
//! between ，；。：and the like; what stands in brackets is a clause of its own with the clause before the bracket as its *host*.
//! Quotation marks around words are seen through; around speech they end clauses.

use crate::article::SentenceKind;
use crate::extract::{Context, EntityMention, Mention, Mentions, Quantity, TimeMention};
use crate::lexicon::{Sense, TokenTag};
use crate::text::{CharSpan, Text, WordList, closing_of, is_han};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A word of the lexicon, or a mark.
    Word,
    /// A name, by its number among the article's.
    Name(usize),
    /// A time, by its number.
    Time(usize),
    /// A quantity with its comparator, by its number.
    Quantity(usize),
}

/// The smallest piece of a sentence that claims look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub span: CharSpan,
    /// Its part of speech.
    pub tag: TokenTag,
    /// What it is.
    pub of: Of,
}

/// Where a bracket hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host {
    /// The number of the clause.
    pub clause: usize,
    /// How many of its units stand before the bracket.
    pub units: usize,
}

/// A run of units between stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its units, by their numbers, in order; those in brackets are not among them.
    pub units: Vec<usize>,
    /// From its first unit to its last; empty where it has none.
    pub span: CharSpan,
    /// For what stands in brackets, where the bracket hangs.
    pub host: Option<Host>,
    /// The stop before it; a blank at the head of the sentence.
    pub stop: char,
}

/// A sentence with its units and mentions, prepared once for all claims.
pub struct SentenceView<'a> {
    /// The context.
    pub cx: Context<'a>,
    /// Its number.
    pub number: usize,
    /// Where it lies.
    pub span: CharSpan,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// Its clauses, in the order of their heads.
    pub clauses: Vec<Clause>,
    /// All mentions of the article.
    pub all: &'a Mentions,
    /// Its names.
    pub entities: &'a [EntityMention],
    /// Its times.
    pub times: &'a [TimeMention],
    /// The number of its first time among the article's times.
    pub first_time: usize,
    /// Its quantities.
    pub quantities: &'a [Mention<Quantity>],
    /// The number of its first quantity among the article's.
    pub first_quantity: usize,
    /// Where its stops stand, in order.
    stops: Vec<usize>,
    /// For each of its quantities the clause it stands in and its place there.
    places: Vec<Option<(usize, usize)>>,
}

/// The mentions of a sorted list that begin within a span, with the number of the first.
fn within<V>(all: &[Mention<V>], span: CharSpan) -> (usize, &[Mention<V>]) {
    let first = all.partition_point(|m| m.span.start() < span.start());
    let length = all[first..].iter().take_while(|m| m.span.start() < span.end()).count();
    (first, &all[first..first + length])
}

/// How many clauses back a sentence is looked through for what goes on. A sentence of news has 4 and seldom more than 20; one that
/// has thousands is a list, whose time must not grow with its square.
const REACH: usize = 24;

/// Verbs to the word list that modify the noun behind them: 网络安全创新载体, 攻防靶场.
static ATTRIBUTIVE: WordList = WordList::new(&[
    "创新", "攻防", "适配", "研发", "预警", "防护", "响应", "培训", "运营", "加密", "存储", "认证", "审计", "合规", "运维", "备份", "代理", "集成", "传输", "零售", "批发", "就业",
    "创业", "孵化", "租赁", "供应", "配送", "仓储", "充电", "储能", "发电", "养老", "医疗", "勒索", "钓鱼", "诈骗", "监测", "评估", "托管", "流通", "接种", "检验", "检疫", "减排",
    "办公", "出行", "餐饮", "住宿", "演练", "竞技", "观测", "导航", "定位", "遥感", "教学", "科研", "保健", "救援", "施工", "装修", "展览", "演出", "阅读", "写作", "翻译", "驾驶",
    "飞行", "开放", "窃密", "支付", "订阅", "直播", "推理", "训练", "挖矿", "洗钱",
]);

/// Words that are verbs or adverbs to the word list and name what was done behind 此次.
static DEEDS: WordList = WordList::new(&[
    "更新", "攻击", "收购", "合作", "升级", "调查", "泄露", "融资", "裁员", "交易", "行动", "检查", "演练", "发布", "修复", "入侵", "中断", "召回", "抽检", "检测", "评选", "调研",
    "处罚", "招聘", "发射", "拍卖", "遴选", "袭击", "调整", "改革", "降价", "涨价", "募资", "增资", "并购", "宕机", "曝光", "公布", "通报",
]);

/// Verbs to the word list that name a flaw before 漏洞.
static FLAWS: WordList =
    WordList::new(&["绕过", "执行", "注入", "提升", "泄露", "溢出", "读取", "写入", "伪造", "欺骗", "劫持", "上传", "遍历", "解析", "拒绝", "包含", "越权", "提权", "篡改"]);

/// Verbs to the word list, and the end of metrics to everybody else: these stay verbs, as they say that something changes.
static CHANGING: WordList = WordList::new(&["增长", "下降", "增加", "减少", "新增", "占", "提升", "提高", "上升", "上涨", "下跌", "下滑", "扩大", "降低", "回落"]);

impl<'a> SentenceView<'a> {
    /// Prepares every sentence of an article.
    #[must_use]
    pub fn all(cx: &Context<'a>, mentions: &'a Mentions) -> Vec<Self> {
        (0..cx.article.sentences.len()).map(|number| Self::new(cx, mentions, number)).collect()
    }

    fn new(cx: &Context<'a>, mentions: &'a Mentions, number: usize) -> Self {
        let span = cx.article.sentences[number].span;
        let (first_entity, entities) = within(&mentions.entities, span);
        let (first_time, times) = within(&mentions.times, span);
        let (first_quantity, quantities) = within(&mentions.quantities, span);
        let mut view = Self {
            cx: *cx,
            number,
            span,
            units: Vec::new(),
            clauses: Vec::new(),
            all: mentions,
            entities,
            times,
            first_time,
            quantities,
            first_quantity,
            stops: Self::stops(cx.text(), span),
            places: Vec::new(),
        };
        view.cut_units(first_entity);
        view.cut_clauses();
        view
    }

    /// The kind of the sentence.
    #[must_use]
    pub fn kind(&self) -> SentenceKind {
        self.cx.article.sentences[self.number].kind
    }

    fn cut_units(&mut self, first_entity: usize) {
        let name = |(i, m): (usize, &EntityMention)| Unit { span: m.span, tag: TokenTag::Name, of: Of::Name(first_entity + i) };
        let time = |(i, m): (usize, &TimeMention)| Unit { span: m.span, tag: TokenTag::Time, of: Of::Time(self.first_time + i) };
        let quantity = |(i, m): (usize, &Mention<Quantity>)| Unit { span: m.span.cover(m.value.full_span), tag: TokenTag::Number, of: Of::Quantity(self.first_quantity + i) };
        let mut wholes: Vec<Unit> = self.entities.iter().enumerate().map(name).collect();
        wholes.extend(self.times.iter().enumerate().map(time));
        wholes.extend(self.quantities.iter().enumerate().map(quantity));
        wholes.sort_by_key(|u| (u.span.start(), u.span.end()));
        let (lexicon, text) = (self.cx.lexicon, self.cx.text());
        let mut units: Vec<Unit> = Vec::with_capacity(self.span.len() / 2 + 1);
        let mut at = self.span.start();
        let fill = |units: &mut Vec<Unit>, from: usize, to: usize| {
            if from < to {
                units.extend(lexicon.segment(text, CharSpan::of(from..to)).iter().map(|t| Unit { span: t.span, tag: t.tag, of: Of::Word }));
            }
        };
        for whole in wholes {
            // Two mentions over the same letters: the first keeps them.
            if whole.span.start() < at || whole.span.end() > self.span.end() {
                continue;
            }
            fill(&mut units, at, whole.span.start());
            units.push(whole);
            at = whole.span.end();
        }
        fill(&mut units, at, self.span.end());
        for unit in &mut units {
            unit.tag = self.tag(*unit);
        }
        // 组织 and 应用 are nouns beside a name: TAG-110组织, WEB应用.
        for i in 0..units.len() {
            let beside = |n: Option<&Unit>| n.is_some_and(|n| matches!(n.of, Of::Name(_)) || n.tag == TokenTag::Latin);
            let word = self.slice(units[i].span);
            let next = units.get(i + 1).copied();
            let noun_behind = next.is_some_and(|n| n.of == Of::Word && matches!(n.tag, TokenTag::Noun | TokenTag::VerbNoun));
            // 支付平台, but 支付赎金.
            let paid = word == "支付" && next.is_some_and(|n| matches!(self.slice(n.span), "赎金" | "人民币" | "费用" | "罚款" | "款项" | "利息" | "奖金" | "工资"));
            if units[i].of == Of::Word && units[i].tag == TokenTag::Verb && noun_behind && ATTRIBUTIVE.contains(word) && !paid {
                units[i].tag = TokenTag::VerbNoun;
                continue;
            }
            // 此次更新, 本次收购: what was done is spoken of.
            let done = i > 0 && matches!(self.slice(units[i - 1].span), "此次" | "本次" | "这次" | "该次") && word.chars().count() == 2;
            if units[i].of == Of::Word && done && DEEDS.contains(word) {
                units[i].tag = TokenTag::Noun;
                continue;
            }
            // 安全功能绕过漏洞, 远程执行代码漏洞: what a flaw lets be done.
            let flaw = |n: Option<&Unit>| n.is_some_and(|n| self.slice(n.span) == "漏洞");
            if units[i].of == Of::Word && units[i].tag == TokenTag::Verb && FLAWS.contains(word) && (flaw(units.get(i + 1)) || noun_behind && flaw(units.get(i + 2))) {
                units[i].tag = TokenTag::VerbNoun;
                continue;
            }
            // 18%的组织, 600万个应用.
            let counted = i > 0 && (matches!(units[i - 1].of, Of::Quantity(_)) || self.slice(units[i - 1].span) == "的");
            if units[i].of == Of::Word
                && units[i].tag == TokenTag::Verb
                && counted
                && matches!(word, "组织" | "应用" | "攻击" | "检查" | "报告" | "研究" | "服务" | "交易" | "比赛")
                && !next.is_some_and(|n| self.slice(n.span) == "了")
            {
                units[i].tag = TokenTag::Noun;
                continue;
            }
            // 黑客攻击 and the like are one thing, unless whom they attack follows.
            let attack = word == "攻击"
                && units[i].tag == TokenTag::Verb
                && i > 0
                && matches!(self.slice(units[i - 1].span), "黑客" | "网络" | "勒索" | "钓鱼" | "供应链" | "DDoS" | "软件" | "恶意软件" | "勒索软件");
            if attack && !next.is_some_and(|n| matches!(n.of, Of::Name(_) | Of::Quantity(_)) || self.slice(n.span) == "了") {
                units[i].tag = TokenTag::Noun;
                continue;
            }
            let ambiguous = units[i].of == Of::Word && units[i].tag == TokenTag::Verb && matches!(self.slice(units[i].span), "组织" | "应用");
            if ambiguous && (beside(i.checked_sub(1).and_then(|b| units.get(b))) || beside(units.get(i + 1)) && i > 0 && units[i - 1].tag == TokenTag::Noun) {
                units[i].tag = TokenTag::Noun;
            }
        }
        self.units = units;
    }

    /// A unit's part of speech as claims need it: the word list calls 收入 and 支出 verbs and 大小 an adjective, the table of metrics knows better.
    fn tag(&self, unit: Unit) -> TokenTag {
        if unit.of != Of::Word || !matches!(unit.tag, TokenTag::Verb | TokenTag::Adjective | TokenTag::Adverb) || unit.span.len() < 2 {
            return unit.tag;
        }
        let word = self.slice(unit.span);
        let metric = self.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Metric(_)));
        if metric && !CHANGING.contains(word) { TokenTag::Noun } else { unit.tag }
    }

    /// Where the stops of the sentence stand, outside brackets and quotes.
    fn stops(text: &Text, span: CharSpan) -> Vec<usize> {
        let mut depth = 0_i32;
        let mut stops = Vec::new();
        for i in span.range() {
            match text.at(i) {
                '（' | '(' | '《' | '“' | '「' => depth += 1,
                '）' | ')' | '》' | '”' | '」' => depth = (depth - 1).max(0),
                // A comma between digits separates thousands.
                '，' if depth == 0 && text.before(i).is_ascii_digit() && text.at(i + 1).is_ascii_digit() => {}
                '，' | '；' | '。' | '！' | '？' | '：' | ';' if depth == 0 => stops.push(i),
                ',' | ':' if depth == 0 && !text.at(i + 1).is_ascii_digit() => stops.push(i),
                _ => {}
            }
        }
        stops
    }

    fn cut_clauses(&mut self) {
        let mut clauses: Vec<Clause> = Vec::new();
        let begin = |clauses: &mut Vec<Clause>, host: Option<Host>, stop: char| {
            clauses.push(Clause { units: Vec::new(), span: CharSpan::of(0..0), host, stop });
            clauses.len() - 1
        };
        let next = |clauses: &mut Vec<Clause>, current: usize, stop: char| {
            let host = clauses[current].host;
            begin(clauses, host, stop)
        };
        let mut current = begin(&mut clauses, None, ' ');
        // The clauses whose brackets are open.
        let mut open: Vec<usize> = Vec::new();
        for number in 0..self.units.len() {
            let unit = self.units[number];
            let mark = if unit.of == Of::Word && unit.span.len() == 1 { self.cx.text().at(unit.span.start()) } else { 'x' };
            match mark {
                '（' | '(' | '[' => {
                    let host = Host { clause: current, units: clauses[current].units.len() };
                    open.push(current);
                    current = begin(&mut clauses, Some(host), mark);
                }
                '）' | ')' | ']' => {
                    if let Some(host) = open.pop() {
                        current = host;
                    }
                }
                '，' | '；' | '。' | '！' | '？' | '：' | ';' | '|' | '【' | '】' | '!' | '?' => current = next(&mut clauses, current, mark),
                ',' | ':' if !self.between_digits(unit.span) => current = next(&mut clauses, current, mark),
                '—' if self.cx.text().before(unit.span.start()) == '—' => current = next(&mut clauses, current, mark),
                ' ' if self.parts_headline(unit.span.start()) => current = next(&mut clauses, current, mark),
                // Blanks mean nothing else.
                ' ' => {}
                '“' | '”' | '「' | '」' | '‘' | '’' | '"' if self.quotes_speech(unit.span.start(), mark) => current = next(&mut clauses, current, mark),
                _ => clauses[current].units.push(number),
            }
        }
        for clause in &mut clauses {
            if let (Some(first), Some(last)) = (clause.units.first(), clause.units.last()) {
                clause.span = self.units[*first].span.cover(self.units[*last].span);
            }
        }
        let mut places = vec![None; self.quantities.len()];
        for (number, clause) in clauses.iter().enumerate() {
            for (at, unit) in clause.units.iter().enumerate() {
                if let Of::Quantity(quantity) = self.units[*unit].of {
                    places[quantity - self.first_quantity] = Some((number, at));
                }
            }
        }
        self.places = places;
        self.clauses = clauses;
    }

    /// The clauses before one, nearest first, that bear on it: those in brackets do not, nor those far away.
    pub fn clauses_before(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        (0..number).rev().take(REACH).filter(|n| self.clauses[*n].host.is_none())
    }

    fn between_digits(&self, mark: CharSpan) -> bool {
        let text = self.cx.text();
        text.before(mark.start()).is_ascii_digit() && text.at(mark.end()).is_ascii_digit()
    }

    /// Whether a blank parts two statements of a headline: 接种新冠疫苗332万人 将逐步加快接种.
    fn parts_headline(&self, at: usize) -> bool {
        let text = self.cx.text();
        let headline = matches!(self.kind(), SentenceKind::Title | SentenceKind::Heading);
        headline && is_han(text.before(at)) && is_han(text.at(at + 1))
    }

    /// Whether a quotation mark belongs to speech rather than to a word: what it encloses holds a stop.
    fn quotes_speech(&self, at: usize, mark: char) -> bool {
        let text = self.cx.text();
        let stops = |mut range: Box<dyn Iterator<Item = usize>>, close: &[char]| {
            for i in &mut range {
                let c = text.at(i);
                if close.contains(&c) {
                    return false;
                }
                if matches!(c, '，' | '。' | '；' | '！' | '？') {
                    return true;
                }
            }
            true
        };
        match mark {
            '“' | '「' | '‘' => stops(Box::new(at + 1..self.span.end()), &['”', '」', '’']),
            '”' | '」' | '’' => stops(Box::new((self.span.start()..at).rev()), &['“', '「', '‘']),
            _ => false,
        }
    }

    /// The surface at a span.
    #[must_use]
    pub fn slice(&self, span: CharSpan) -> &'a str {
        self.cx.text().slice(span)
    }

    /// The surface of a unit.
    #[must_use]
    pub fn word(&self, unit: usize) -> &'a str {
        self.slice(self.units[unit].span)
    }

    /// The clause that holds a position, as a stretch: between ，；。！？：, marks inside brackets and quotes not counted; inside a
    /// bracket the bracket.
    #[must_use]
    pub fn clause(&self, at: usize) -> CharSpan {
        let text = self.cx.text();
        let next = self.stops.partition_point(|stop| *stop < at);
        let start = next.checked_sub(1).map_or(self.span.start(), |before| self.stops[before] + 1);
        let end = self.stops.get(next).copied().unwrap_or(self.span.end());
        let span = CharSpan::of(start..end.max(start));
        let open = (span.start()..at).rev().find(|i| matches!(text.at(*i), '（' | '(' | '）' | ')')).filter(|i| matches!(text.at(*i), '（' | '('));
        match open.and_then(|o| (at..span.end()).find(|i| matches!(text.at(*i), '）' | ')')).map(|c| (o, c))) {
            Some((open, close)) => CharSpan::of(open + 1..close),
            None => span,
        }
    }

    /// What stands around a position of the sentence, 300 characters before and 150 behind: what words far away say does not bear on it.
    #[must_use]
    pub fn around(&self, at: usize) -> CharSpan {
        CharSpan::of(at.saturating_sub(300).max(self.span.start())..(at + 150).min(self.span.end()).max(self.span.start()))
    }

    /// A stretch that holds whole pairs of brackets and quotes: what a mark is missing to it is taken in where the mark is near,
    /// else cut off. 腾讯新总部「企鹅岛 with its 」.
    #[must_use]
    pub fn balanced(&self, span: CharSpan) -> CharSpan {
        /// So far away a mark is looked for.
        const REACH: usize = 14;
        let text = self.cx.text();
        let opening = |close: char| "（(《〈“‘「『【[〔".chars().find(|open| closing_of(*open) == Some(close));
        let (mut start, mut end) = (span.start(), span.end());
        let mut open: Vec<usize> = Vec::new();
        for at in span.range() {
            let c = text.at(at);
            if closing_of(c).is_some() {
                open.push(at);
            } else if let Some(opener) = opening(c) {
                match open.pop() {
                    Some(before) if text.at(before) == opener => {}
                    Some(_) => return span,
                    None => {
                        let reach = start.saturating_sub(REACH).max(self.span.start());
                        let pair = (reach..start).rev().take_while(|i| text.at(*i) != c).find(|i| text.at(*i) == opener);
                        start = pair.unwrap_or(at + 1);
                    }
                }
            }
        }
        if let Some(first) = open.first() {
            let close = closing_of(text.at(*first));
            let reach = (end + REACH).min(self.span.end());
            let pair = (end..reach).take_while(|i| text.at(*i) != text.at(*first)).find(|i| Some(text.at(*i)) == close);
            // “额外奖励10000元”: a phrase does not take in its figure.
            let free = |close: &usize| open.len() == 1 && !self.quantities.iter().any(|q| (end..*close).contains(&q.span.start()));
            match pair.filter(free) {
                Some(close) => end = close + 1,
                None if *first == start => start += 1,
                None => end = *first,
            }
        }
        if start + 2 <= end { CharSpan::of(start..end) } else { span }
    }

    /// A phrase in full where it is a short name that the article defines. An abbreviation is written out behind Chinese words, too:
    /// 受访CISO is 受访首席信息安全官, but Slim CD is a name.
    #[must_use]
    pub fn expanded(&self, phrase: String) -> String {
        let abbreviation = |alias: &str| alias.len() <= 6 && alias.chars().all(|c| c.is_ascii_uppercase());
        let defined = self.all.aliases.iter().find_map(|a| {
            let head = phrase.strip_suffix(a.alias.as_str())?.trim_end();
            (head.is_empty() || abbreviation(&a.alias) && head.ends_with(is_han)).then_some((head, &a.full))
        });
        match defined {
            // 美国DISA is 美国国防信息系统局.
            Some((head, full)) if full.starts_with(head) => full.clone(),
            Some((head, full)) if full.starts_with(is_han) => format!("{head}{full}"),
            _ => phrase,
        }
    }

    /// The units that lie within a span.
    #[must_use]
    pub fn units_in(&self, span: CharSpan) -> &[Unit] {
        let first = self.units.partition_point(|t| t.span.start() < span.start());
        let last = self.units.partition_point(|t| t.span.end() <= span.end());
        &self.units[first.min(last)..last]
    }

    /// The clause that a quantity of the sentence stands in, with its place among the clause's units.
    #[must_use]
    pub fn place_of(&self, quantity: usize) -> Option<(usize, usize)> {
        self.places.get(quantity.checked_sub(self.first_quantity)?).copied().flatten()
    }

    /// The character before a position, a blank between the two looked through: 较 2020 年.
    #[must_use]
    pub fn mark_before(&self, at: usize) -> char {
        let text = self.cx.text();
        if text.before(at) == ' ' && at > 0 { text.before(at - 1) } else { text.before(at) }
    }

    /// The character at a position, a blank looked through.
    #[must_use]
    pub fn mark_behind(&self, at: usize) -> char {
        self.cx.text().at(self.cx.text().skip_blanks(at))
    }

    /// The name of a mention as a claim gives it: as written, but a short name that the article defines in full.
    #[must_use]
    pub fn full_name(&self, mention: &EntityMention) -> String {
        let written = self.slice(mention.span);
        let defined = self.all.aliases.iter().find(|a| a.alias == written);
        match defined {
            Some(alias) => alias.full.clone(),
            None if mention.rule == "entity.alias" => mention.value.name.clone(),
            None => written.to_owned(),
        }
    }
}
