//! Decides where a quantity begins and ends: signs, ranges, lists, bounds.

use rust_decimal::Decimal;

use crate::extract::numeral::{self, More, Numeral, NumeralShape, Overflow};
use crate::extract::rule::RuleId;
use crate::extract::{Comparator, Context, QuantityKind, comparator};
use crate::lexicon::TokenTag;
use crate::text::{CharSpan, Text, is_han, is_latin};

use super::Quantity;
use super::range::{begins_signed, changes_to, connector_end, multiple, trailing_scale};
use super::rules::{MONEY, PERCENT, RATIO, TIMES};
use super::unit::{self, UnitRead};

/// What was found at a position.
pub enum Read {
    /// Quantities, in order.
    Quantities(Vec<(CharSpan, Quantity, RuleId)>),
    /// A number that does not fit.
    Overflow(CharSpan),
    /// Nothing; reading goes on here.
    Nothing(usize),
}

/// Reads quantities of one article.
pub struct Reader<'a> {
    cx: Context<'a>,
    /// Signs of currencies, longest first, with their codes.
    signs: Vec<(&'static str, &'static str)>,
}

impl<'a> Reader<'a> {
    /// A reader over a context.
    #[must_use]
    pub fn new(cx: &Context<'a>) -> Self {
        let mut signs: Vec<(&str, &str)> = cx.lexicon.currencies().iter().flat_map(|c| c.signs.iter().map(|s| (*s, c.code))).collect();
        // Letters in front of a number are a currency only as its code: USD 5.
        signs.extend(cx.lexicon.currencies().iter().filter(|c| matches!(c.code, "USD" | "EUR" | "CNY" | "GBP" | "JPY" | "HKD" | "BTC" | "ETH")).map(|c| (c.code, c.code)));
        signs.sort_by_key(|(s, _)| std::cmp::Reverse(s.chars().count()));
        Self { cx: *cx, signs }
    }

    fn text(&self) -> &'a Text {
        self.cx.text()
    }

    /// Reads what begins at `at` inside a sentence.
    #[must_use]
    pub fn read(&self, at: usize, sentence: CharSpan) -> Read {
        let text = self.text();
        if let Some(read) = self.words(at) {
            return Read::Quantities(vec![read]);
        }
        if let Some((code, number_at)) = self.sign(at) {
            return match numeral::parse_at(text, number_at) {
                Err(Overflow(span)) => Read::Overflow(span),
                Ok(Some(n)) if n.shape == NumeralShape::Arabic => self.signed_money(at, n, code),
                _ => Read::Nothing(at + 1),
            };
        }
        if !numeral::starts_numeral(text.at(at)) {
            return Read::Nothing(at + 1);
        }
        let numeral = match numeral::parse_at(text, at) {
            Err(Overflow(span)) => return Read::Overflow(span),
            Ok(None) => return Read::Nothing(at + 1),
            Ok(Some(n)) => n,
        };
        if self.is_embedded(&numeral) || numeral.span.end() > sentence.end() {
            return Read::Nothing(self.run_end(&numeral));
        }
        let numeral = self.give_back(numeral);
        if let Some(found) = self.range(&numeral).or_else(|| self.ratio(&numeral)) {
            return Read::Quantities(vec![found]);
        }
        if let Some(found) = self.list(&numeral) {
            return Read::Quantities(found);
        }
        match self.measure(&numeral) {
            Some((span, unit)) => {
                self.bounds(&numeral, span, &unit).map_or_else(|| Read::Quantities(vec![self.finish(span, &numeral, None, &unit)]), |found| Read::Quantities(vec![found]))
            }
            None => Read::Nothing(numeral.span.end()),
        }
    }

    /// Quantities that are words: 半数, 一半, 翻番, 翻倍, 翻两番.
    fn words(&self, at: usize) -> Option<(CharSpan, Quantity, RuleId)> {
        let text = self.text();
        let percent = |length: usize| (length, Decimal::from(50), "percent", QuantityKind::Percent, PERCENT);
        let (length, value, unit, kind, rule) = match text.at(at) {
            '半' if text.starts_with(at, "半数") => percent(2),
            '对' if text.starts_with(at, "对折") && text.before(at) == '打' => percent(2),
            '半' if text.starts_with(at, "半成") && !matches!(text.at(at + 2), '品' | '熟' | '本') => (2, Decimal::from(5), "percent", QuantityKind::Percent, PERCENT),
            '一' if text.starts_with(at, "一半") && text.at(at + 2) != '以' || text.starts_with(at, "一半以上") => percent(2),
            '翻' => {
                let (digit, length) = match text.at(at + 1) {
                    '番' => (1, 2),
                    // 翻倍活动, 2倍翻倍 say what kind of reward it is.
                    '倍' if !matches!(text.at(at + 2), '活' | '奖' | '众' | '漏' | '积' | '赛' | '卡' | '券' | '加' | '+') && text.before(at) != '倍' => (1, 2),
                    '了' if text.at(at + 3) == '番' => (crate::lexicon::digit(text.at(at + 2))?, 4),
                    _ if text.at(at + 2) == '番' => (crate::lexicon::digit(text.at(at + 1))?, 3),
                    _ => return None,
                };
                (length, Decimal::from(1_u32 << u32::from(digit).min(20)), "times", QuantityKind::Times, TIMES)
            }
            _ => return None,
        };
        let span = CharSpan::of(at..at + length);
        let (comparator, full_span) = comparator::read(text, span, More::No, false);
        let comparator = Some(comparator).filter(|c| *c != Comparator::Eq).or_else(|| comparator::over_phrase(text, at, false)).unwrap_or(Comparator::Eq);
        Some((span, Quantity { value, value_max: None, comparator, unit: unit.to_owned(), unit_text: None, kind, full_span }, rule))
    }

    /// A currency's sign at a position, with where the number behind it begins.
    fn sign(&self, at: usize) -> Option<(&'static str, usize)> {
        let text = self.text();
        let c = text.at(at);
        if is_han(c) || c == '\0' || is_latin(text.before(at)) && is_latin(c) {
            return None;
        }
        let (sign, code) = self.signs.iter().find(|(s, _)| text.starts_with(at, s))?;
        let next = text.skip_blanks(at + sign.chars().count());
        (text.at(next).is_ascii_digit() && next - at <= sign.chars().count() + 1).then_some((code, next))
    }

    fn signed_money(&self, at: usize, numeral: Numeral, code: &str) -> Read {
        let text = self.text();
        let mut end = numeral.span.end();
        // $2a$10$…: fields of a digest.
        // echo $1, "\\$2", ${3}: names of arguments and groups.
        let before = text.before(at);
        let code_before =
            text.at(at) == '$' && (is_latin(before) && !matches!(before, 'S' | 'A' | 'K' | 'Z' | 'T') || before.is_ascii_digit() || matches!(before, '_' | '\\' | ')'));
        let code_behind = text.at(at) == '$' && matches!(text.at(end), '}' | '"' | '\'' | ']' | '_' | '=');
        if text.at(end) == '$' || before == '$' || is_latin(text.at(end)) && text.at(end + 1) == '$' || code_before || code_behind {
            return Read::Nothing(end);
        }
        let mut value = numeral.value;
        // $5M, $1.2B, $3 million are how English sources write them.
        for (letter, factor) in [
            ("million", 1_000_000_u64),
            ("Million", 1_000_000),
            ("billion", 1_000_000_000),
            ("Billion", 1_000_000_000),
            ("bn", 1_000_000_000),
            ("M", 1_000_000),
            ("B", 1_000_000_000),
            ("K", 1_000),
            ("k", 1_000),
        ] {
            let start = if letter.len() > 1 { text.skip_blanks(end) } else { end };
            let stop = start + letter.len();
            if text.starts_with(start, letter) && !is_latin(text.at(stop)) {
                value = value.checked_mul(Decimal::from(factor)).unwrap_or(value);
                end = stop;
                break;
            }
        }
        // $0dBw=10\lg…$: a formula.
        if text.at(at) == '$' && is_latin(text.at(end)) {
            return Read::Nothing(end);
        }
        // 1839亿美元 behind a sign repeats the currency: $1839亿美元.
        if let Some(unit) = unit::read(&self.cx, &numeral, end).filter(|u| u.unit == code) {
            end = unit.end;
        }
        let mut value_max = None;
        if let Some((upper, upper_end)) = self.upper(end, true) {
            value_max = Some(upper.value).filter(|v| *v > value);
            end = if value_max.is_some() { upper_end } else { end };
        }
        let span = CharSpan::of(at..end);
        let (comparator, full_span) = comparator::read(text, span, numeral.more, false);
        let sign_span = CharSpan::of(at..numeral.span.start());
        let unit_text = Some(text.trim(sign_span));
        Read::Quantities(vec![(span, Quantity { value, value_max, comparator, unit: code.to_owned(), unit_text, kind: QuantityKind::Money, full_span }, MONEY)])
    }

    /// The upper end of a range behind a connector, optionally with a sign of its own.
    fn upper(&self, at: usize, signed: bool) -> Option<(Numeral, usize)> {
        let text = self.text();
        let next = connector_end(text, at).filter(|next| signed || begins_signed(text, *next))?;
        let number_at = if signed { self.sign(next).map_or(next, |(_, n)| n) } else { next };
        let number_at = if matches!(text.at(number_at), '-' | '负') { number_at + 1 } else { number_at };
        let upper = numeral::parse_at(text, number_at).ok()??;
        (!matches!(upper.shape, NumeralShape::BareScale | NumeralShape::HanDigits)).then(|| (upper, upper.span.end()))
    }

    /// Whether the number is a part of something else: a Latin name, a version, an ordinal, a word.
    fn is_embedded(&self, numeral: &Numeral) -> bool {
        let text = self.text();
        let (start, end) = (numeral.span.start(), numeral.span.end());
        let before = text.before(start);
        // 数十家, 几百人, 上百: no number is stated (上 is a comparator of a bare scale).
        if matches!(before, '数' | '几') && numeral.shape != NumeralShape::Arabic
            || before == '第'
            || before == ' ' && text.before(start - 1) == '第'
            || matches!(before, '图' | '表') && numeral.shape == NumeralShape::Arabic
            // 严重*20+高危*10: a formula.
            || before == '*' && text.before(end) == '+'
            || matches!(before, '.' | '_' | '/' | '\\' | '#' | '@' | '·') && start > 1 && !is_han(text.at(start - 2))
        {
            return true;
        }
        // UDP两种协议: Chinese numerals belong to no Latin word.
        if (is_latin(before) || before.is_ascii_digit()) && (numeral.shape == NumeralShape::Arabic || text.at(end) == '元') {
            return true;
        }
        // 最后一公里 is no length.
        if text.starts_with(end, "公里") && ["最后", "最先", "最初"].iter().any(|w| text.ends_with(start, w)) {
            return true;
        }
        // 陆路, 伍德: the numerals of cheques stand in amounts only.
        let formal = numeral.span.len() == 1 && matches!(text.at(start), '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾');
        // 十四五国家规划: the number of a plan.
        let plan = ["十二五", "十三五", "十四五", "十五五"].contains(&text.slice(numeral.span));
        // the%2010nm: an escape of an address.
        // 2^31, 10^-3.
        let power = before == '^' || before == '-' && text.before(start - 1) == '^';
        let escape = power || before == '%' && numeral.shape == NumeralShape::Arabic;
        if formal || plan || escape {
            return true;
        }
        // 01组, 007: a nought in front makes a designation.
        if numeral.shape == NumeralShape::Arabic && text.at(start) == '0' && text.at(start + 1).is_ascii_digit() {
            return true;
        }
        if before == '-' && (is_latin(text.before(start - 1)) || text.before(start - 1).is_ascii_digit()) {
            return true;
        }
        // （CVSS 9.8）, but CVSS 3.1 is a version of the scheme.
        let scored = before == ' '
            && ["CVSS", "CVSSv2", "CVSSv3", "CVSSv3.1", "CVSSv4"].iter().any(|w| text.ends_with(start - 1, w))
            && numeral.value <= Decimal::TEN
            && !["2.0", "3.0", "3.1", "4.0", "2", "3", "4"].contains(&text.slice(numeral.span));
        if !scored && before == ' ' && numeral.shape == NumeralShape::Arabic && is_latin(text.before(start - 1)) && !is_han(text.at(text.skip_blanks(end))) && text.at(end) != '%' {
            // iPhone 16, Windows 11: a number behind a Latin word belongs to it unless a Chinese unit follows.
            return true;
        }
        if matches!(text.at(end), '-' | '_' | '.') && (is_latin(text.at(end + 1)) || text.at(end) == '.' && text.at(end + 1).is_ascii_digit()) {
            return true;
        }
        // 第1、11、21名: the ordinal's word governs the list.
        // So it does with the words repeated, and of Chinese numerals where what is numbered follows: 第999名、1000名; 第一、三款.
        let joins = |i: usize| matches!(text.at(i), '、' | '…' | '和' | '及' | '至' | '-') || numeral.shape == NumeralShape::Arabic && text.at(i) == '，';
        let numbered = |i: usize| matches!(text.at(i), '名' | '位' | '条' | '款' | '项' | '章' | '节' | '期' | '届');
        let walked = |i: usize| {
            let digit = if numeral.shape == NumeralShape::Arabic { text.at(i).is_ascii_digit() } else { crate::lexicon::numeral_char(text.at(i)).is_some() };
            digit || joins(i) || text.at(i) == ' ' || numbered(i) && joins(i + 1)
        };
        let last = start - usize::from(before == ' ' && start > 0);
        let listed = last > 0
            && joins(last - 1)
            && (numeral.shape == NumeralShape::Arabic || numbered(end))
            && (start.saturating_sub(80)..start).rev().find(|i| !walked(*i)).is_some_and(|i| text.at(i) == '第');
        // 五花八门: a numeral inside a set phrase.
        let phrase = numeral.shape != NumeralShape::Arabic
            && (1..=3).any(|back| {
                start >= back && self.cx.lexicon.words_at(text, start - back).any(|w| w.end > end && w.end - w.start >= 4 && !matches!(w.tag, TokenTag::Number | TokenTag::Time))
            });
        if listed || phrase {
            return true;
        }
        // 零件, 零元购: a nought alone counts nothing.
        let nought = numeral.shape != NumeralShape::Arabic && numeral.value.is_zero() && numeral.span.len() == 1;
        let inside = SET_PHRASES.iter().any(|(phrase, before)| start >= *before && text.starts_with(start - before, phrase));
        nought || inside || SET_WORDS.iter().any(|w| text.starts_with(start, w)) || numeral.shape != NumeralShape::Arabic && self.is_word(numeral)
    }

    /// Whether Chinese numerals are a part of a word: 一直, 三星, 百度, 统一, 万一, 十分.
    fn is_word(&self, numeral: &Numeral) -> bool {
        let text = self.text();
        let (start, end) = (numeral.span.start(), numeral.span.end());
        let begins = self.cx.lexicon.words_at(text, start).any(|w| {
            w.end > end
                && !matches!(w.tag, TokenTag::Number | TokenTag::Time)
                && !(w.end - start <= 3 && (start..w.end).all(|i| numeral::starts_numeral(text.at(i)) || crate::lexicon::is_classifier_char(text.at(i))))
                && !self.is_measure(end, w.end)
        });
        let length = numeral.span.len();
        // 上百家: the list has 上百 as a word that is no number.
        let compared = numeral.shape == NumeralShape::BareScale && text.before(start) == '上';
        let ends = length <= 2
            && !compared
            && (1..=3).any(|back| {
                start >= back
                    && (start - back..start).all(|i| is_han(text.at(i)))
                    && self.cx.lexicon.words_at(text, start - back).any(|w| w.end > start && w.end <= end && !matches!(w.tag, TokenTag::Number | TokenTag::Time))
            });
        begins || ends
    }

    /// Whether a longer word is a number with its classifier after all: 三家, 两个. 十字路口 and 一步到位 go on behind it.
    fn is_measure(&self, end: usize, word_end: usize) -> bool {
        self.cx.lexicon.longest(self.text(), end, |s| s == crate::lexicon::Sense::Classifier).is_some_and(|(e, _)| e >= word_end)
    }

    /// Where a run of digits, letters and dots around a number that is none ends.
    fn run_end(&self, numeral: &Numeral) -> usize {
        let text = self.text();
        let mut at = numeral.span.end();
        if numeral.shape != NumeralShape::Arabic {
            return at;
        }
        while text.at(at).is_ascii_digit() || is_latin(text.at(at)) || matches!(text.at(at), '.' | '-' | '_') && (text.at(at + 1).is_ascii_digit() || is_latin(text.at(at + 1))) {
            at += 1;
        }
        at
    }

    /// Gives a 千 or 兆 back to the unit it begins: 一千瓦 is one kW, 两千赫 two kHz; 5千米 is 5 km, 五千米 5000 m.
    fn give_back(&self, numeral: Numeral) -> Numeral {
        let text = self.text();
        let (start, end) = (numeral.span.start(), numeral.span.end());
        // 千兆字节 begins with two scales, 千瓦 with one. 吨 alone is a unit: 5千吨 is 5000 t; 五千米 is 5000 m.
        let Some(scales) = [2, 1].into_iter().find(|n| {
            end > start + n
                && (end - n..end).all(|i| matches!(text.at(i), '千' | '兆'))
                && (unit::begins_before(&self.cx, end - n, end) || text.before(end) == '兆' && text.at(end) == '吨')
                && (text.at(end) != '米' || text.before(end - n).is_ascii_digit())
        }) else {
            return numeral;
        };
        let stop = text.trim(CharSpan::of(start..end - scales)).end();
        let shorter = Text::new(text.slice(CharSpan::of(start..stop)).to_owned());
        match numeral::parse_at(&shorter, 0) {
            Ok(Some(n)) if n.span.end() == shorter.len() => Numeral { span: CharSpan::of(start..stop), ..n },
            _ => numeral,
        }
    }

    /// A number with its unit: the surface and the unit.
    fn measure(&self, numeral: &Numeral) -> Option<(CharSpan, UnitRead)> {
        let span = numeral.span;
        match numeral.shape {
            NumeralShape::PercentOf => {
                let unit = UnitRead { end: span.end(), span, unit: "percent".to_owned(), kind: QuantityKind::Percent, factor: Decimal::ONE, rule: PERCENT, in_surface: true };
                return Some((span, unit));
            }
            NumeralShape::Fraction => {
                let unit =
                    UnitRead { end: span.end(), span, unit: "percent".to_owned(), kind: QuantityKind::Percent, factor: Decimal::ONE_HUNDRED, rule: PERCENT, in_surface: true };
                return Some((span, unit));
            }
            // 百余家, 近百家, 上千台: only so is a bare scale a number, but for sums of money; 万 and 亿 alone never are.
            NumeralShape::BareScale => {
                let before = self.text().before(span.start());
                if numeral.more == More::No && !matches!(before, '近' | '上' | '逾' | '超' | '约' | '过' | '破') {
                    return self.bare_sum(numeral);
                }
            }
            NumeralShape::HanDigits if numeral.span.len() > 1 => return None,
            _ => {}
        }
        let mut unit = unit::read(&self.cx, numeral, span.end())?;
        if unit.kind == QuantityKind::Money {
            self.minor(numeral, &mut unit);
        }
        // 一吨半, 三斤半: half of the unit more.
        let text = self.text();
        let measured = matches!(unit.kind, QuantityKind::Weight | QuantityKind::Length | QuantityKind::Area | QuantityKind::Volume | QuantityKind::Times)
            || matches!(unit.unit.as_str(), "count:斤" | "count:里" | "count:亩");
        if measured
            && unit.in_surface
            && text.at(unit.end) == '半'
            && !matches!(text.at(unit.end + 1), '径' | '数' | '成' | '年' | '天' | '个' | '小' | '导')
            && !numeral.value.is_zero()
        {
            unit.factor = numeral.value.checked_add(Decimal::new(5, 1)).and_then(|v| v.checked_div(numeral.value)).unwrap_or(unit.factor);
            unit.end += 1;
        }
        let surface = if unit.in_surface { CharSpan::of(span.start()..unit.end) } else { span };
        Some((surface, unit))
    }

    /// A sum that is a scale with a currency: 获得亿元融资, 百亿元票房. Not 数亿元, 每百万美元, a column's 营收 / 亿元, or 亿元级融资, which name an order of
    /// magnitude; 千元大礼 and 百元店 are ways of speaking.
    fn bare_sum(&self, numeral: &Numeral) -> Option<(CharSpan, UnitRead)> {
        const LEAST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
        let text = self.text();
        let before = text.before(numeral.span.start());
        let unit = unit::read(&self.cx, numeral, numeral.span.end()).filter(|unit| unit.kind == QuantityKind::Money && unit.in_surface)?;
        let stated = is_han(before) && !matches!(before, '数' | '几' | '每' | '少' | '位' | '以' | '十' | '百' | '千') || before == '\n' || before == '，';
        let order = matches!(text.at(unit.end), '级' | '量' | '）' | ')' | '|' | '俱');
        (numeral.value >= LEAST && stated && !order).then(|| (CharSpan::of(numeral.span.start()..unit.end), unit))
    }

    /// Smaller coins behind an amount: 123元1角1分, 两美元又三美分. They add to the factor of what stands before.
    fn minor(&self, numeral: &Numeral, unit: &mut UnitRead) {
        let text = self.text();
        let Some(currency) = self.cx.lexicon.currencies().iter().find(|c| c.code == unit.unit) else { return };
        let mut value = numeral.value;
        let mut above = Decimal::ONE;
        loop {
            let at = unit.end + usize::from(matches!(text.at(unit.end), '又' | '零'));
            let Ok(Some(coins)) = numeral::parse_at(text, at) else { break };
            let coin = currency.minor.iter().filter(|(name, _)| text.starts_with(coins.span.end(), name)).max_by_key(|(name, _)| name.chars().count());
            let Some((name, worth)) = coin.and_then(|(name, worth)| Some((name, worth.parse::<Decimal>().ok()?))) else { break };
            let Some(more) = coins.value.checked_mul(worth).filter(|m| *m < above) else { break };
            (value, above) = (value + more, worth);
            unit.end = coins.span.end() + name.chars().count();
        }
        // 9块9: a digit alone counts the next smaller coin.
        if value == numeral.value
            && text.before(unit.end) == '块'
            && let Some(digit) = text.at(unit.end).to_digit(10)
            && !text.at(unit.end + 1).is_alphanumeric()
            && !matches!(text.at(unit.end + 1), '.' | '%')
        {
            value += Decimal::new(i64::from(digit), 1);
            unit.end += 1;
        }
        if value != numeral.value && !numeral.value.is_zero() {
            unit.factor = value.checked_div(numeral.value).unwrap_or(unit.factor);
            unit.span = CharSpan::of(unit.span.start()..unit.end);
        }
        if matches!(text.at(unit.end), '整' | '正') && matches!(text.before(unit.end), '元' | '圆' | '角') {
            unit.end += 1;
        }
    }

    fn finish(&self, span: CharSpan, numeral: &Numeral, upper: Option<Decimal>, unit: &UnitRead) -> (CharSpan, Quantity, RuleId) {
        let text = self.text();
        let negative = self.negative(numeral.span.start(), unit);
        let scale = |v: Decimal| {
            let v = v.checked_mul(unit.factor).unwrap_or(v);
            // Coins make a factor that has no end: 123.11 / 123.
            let v = if numeral.shape == NumeralShape::Fraction || unit.factor != Decimal::ONE { v.round_dp(4) } else { v };
            if negative.is_some() { -v } else { v }
        };
        let span = negative.map_or(span, |start| CharSpan::of(start..span.end()));
        let (comparator, full_span) = comparator::read(text, span, numeral.more, numeral.shape == NumeralShape::BareScale);
        // 约是地球的两倍: the word stands before what is compared with.
        let part = matches!(unit.kind, QuantityKind::Times | QuantityKind::Percent) && comparator == Comparator::Eq;
        let in_figures = unit.kind == QuantityKind::Percent && numeral.shape == NumeralShape::Arabic;
        let distant = if part { comparator::over_phrase(text, span.start(), in_figures) } else { None };
        let comparator = distant.unwrap_or(comparator);
        let value_max = upper.or(numeral.value_max).map(scale);
        let quantity = Quantity { value: scale(numeral.value), value_max, comparator, unit: unit.unit.clone(), unit_text: Some(text.trim(unit.span)), kind: unit.kind, full_span };
        (span, quantity, unit.rule)
    }

    /// A sign of its own before a number: 零下5℃, -5℃, -1.3亿元 (but not the dash of a range or a list).
    fn negative(&self, start: usize, unit: &UnitRead) -> Option<usize> {
        let text = self.text();
        if unit.kind == QuantityKind::Temperature && text.ends_with(start, "零下") {
            return Some(start - 2);
        }
        let at = if text.before(start) == ' ' && text.before(start - 1) == '负' { start - 1 } else { start };
        let before = if at >= 2 { text.at(at - 2) } else { '\0' };
        let free = match text.before(at) {
            '-' => {
                matches!(before, '\0' | ' ' | '，' | '、' | '|' | '（' | '(' | '为' | '至' | '到' | '：' | '\n')
                // 气温-5℃, 净利润-3.6亿: elsewhere the dash behind a character only parts, as in 非洲-6.65%.
                || is_han(before) && (unit.kind == QuantityKind::Temperature || ["利润", "净利", "收益", "净额", "现金流", "偏离", "同比", "环比", "增速", "增长率", "已达"].iter().any(|w| text.ends_with(at - 1, w)))
            }
            // 胜负, 自负, 肩负 end in the same character.
            '负' => !matches!(before, '胜' | '自' | '肩' | '抱' | '辜' | '欺' | '担' | '背' | '重' | '减' | '不' | '身'),
            _ => false,
        };
        free.then(|| at - 1)
    }

    /// 10%-15%, 3至5家, 从10万到20万台.
    fn range(&self, lower: &Numeral) -> Option<(CharSpan, Quantity, RuleId)> {
        let text = self.text();
        let own = unit::read(&self.cx, lower, lower.span.end()).filter(|u| u.in_surface);
        let lower_end = own.as_ref().map_or(lower.span.end(), |u| u.end);
        let (upper, _) = self.upper(lower_end, false)?;
        let (upper_span, unit) = self.measure(&self.give_back(upper))?;
        let written_before_range = text.at(lower_end);
        // 从2019年的10%到15%: only a connector joins; 至 between two unlike units does not, unless one is so many of the other.
        let scaled = own.as_ref().and_then(|u| multiple(&u.unit, &unit.unit));
        // 占比减少 3.12% 至 30.31%: by how much, and what it came to. Bounds of a range are round.
        if unit.unit == "percent" && changes_to(text, lower, upper.span, lower_end) {
            return None;
        }
        let both_scaled = lower.scaled
            && upper.scaled
            && (matches!(text.at(text.skip_blanks(lower_end)), '~' | '～' | '-' | '—' | '至')
                || text.at(text.skip_blanks(lower_end)) == '到' && (0..8).any(|i| text.starts_with(upper_span.end() + i, "不等")));
        if own.as_ref().is_some_and(|u| u.unit != unit.unit) && scaled.is_none() || !unit.in_surface && !matches!(written_before_range, '-' | '~' | '～') && !both_scaled {
            return None;
        }
        // 320MHz至6GHz: in the unit of the lower end.
        let (upper, unit) = match (scaled, &own) {
            (Some(factor), Some(lower_unit)) if lower_unit.unit != unit.unit => {
                (Numeral { value: upper.value.checked_mul(factor)?, ..upper }, UnitRead { unit: lower_unit.unit.clone(), ..unit })
            }
            _ => (upper, unit),
        };
        // 3-5亿: the scale of the upper end belongs to both, unless the lower has one or would then exceed it.
        let mut low = lower.value;
        let big = |span: CharSpan| text.chars()[span.range()].iter().any(|c| matches!(c, '万' | '亿' | '兆'));
        if own.is_none() && big(upper.span) && !big(lower.span) {
            let scale = trailing_scale(text, upper.span)?;
            if let Some(scaled) = low.checked_mul(scale).filter(|v| *v <= upper.value) {
                low = scaled;
            }
        }
        // 同比增长10%到15% is a range; 10%至5% a fall, which is two quantities.
        // -6.4亿元至-4.3亿元: what is less stands first.
        let below = self.negative(lower.span.start(), &unit).is_some();
        let upper_below = connector_end(text, lower_end).is_some_and(|next| matches!(text.at(next), '-' | '负'));
        if upper_below && (!below || low <= upper.value) || !below && low >= upper.value {
            return None;
        }
        let lower = Numeral { value: low, value_max: None, ..*lower };
        let span = CharSpan::of(lower.span.start()..upper_span.end());
        let (span, mut quantity, rule) = self.finish(span, &lower, Some(upper.value), &unit);
        if below && !upper_below {
            quantity.value_max = quantity.value_max.map(|v| -v);
        }
        if upper.more != More::No && quantity.comparator == Comparator::Eq {
            quantity.comparator = Comparator::Gt;
        }
        Some((span, quantity, rule))
    }

    /// 5万元以上10万元以下: one quantity from bound to bound.
    fn bounds(&self, lower: &Numeral, span: CharSpan, unit: &UnitRead) -> Option<(CharSpan, Quantity, RuleId)> {
        let text = self.text();
        if !text.starts_with(span.end(), "以上") {
            return None;
        }
        let next = span.end() + 2;
        let next = if matches!(text.at(next), '、' | '，' | '至' | '到') { next + 1 } else { next };
        let upper = numeral::parse_at(text, next).ok()??;
        let (upper_span, upper_unit) = self.measure(&upper)?;
        let closed = ["以下", "以内"].iter().any(|w| text.starts_with(upper_span.end(), w));
        if upper_unit.unit != unit.unit || !closed || upper.value <= lower.value {
            return None;
        }
        let span = CharSpan::of(span.start()..upper_span.end() + 2);
        let (span, mut quantity, rule) = self.finish(span, lower, Some(upper.value), unit);
        quantity.comparator = Comparator::Eq;
        Some((span, quantity, rule))
    }

    /// 3、5和7亿元: numbers that share the unit, and the scale, of the last.
    fn list(&self, first: &Numeral) -> Option<Vec<(CharSpan, Quantity, RuleId)>> {
        let text = self.text();
        if first.shape != NumeralShape::Arabic {
            return None;
        }
        if first.scaled {
            return self.scaled_list(first);
        }
        // 5、14家: the number of an item at the head of a line.
        let head = matches!(text.before(first.span.start()), '\n' | '\0') && text.at(first.span.end()) == '、' && first.value <= ITEMS;
        if head {
            return None;
        }
        let mut numerals = vec![*first];
        let mut at = first.span.end();
        while matches!(text.at(at), '、' | '和' | '及' | '与') {
            let next = numeral::parse_at(text, at + 1).ok()??;
            if next.shape != NumeralShape::Arabic || next.value_max.is_some() {
                return None;
            }
            numerals.push(next);
            at = next.span.end();
            if next.scaled {
                break;
            }
        }
        let last = *numerals.last()?;
        if numerals.len() < 2 || numerals.iter().rev().skip(1).any(|n| n.scaled) {
            return None;
        }
        let (last_span, unit) = self.measure(&last).filter(|(_, u)| u.in_surface)?;
        let scale = if last.scaled { trailing_scale(text, last.span)? } else { Decimal::ONE };
        let mut found = Vec::new();
        for n in &numerals[..numerals.len() - 1] {
            let scaled = Numeral { value: n.value.checked_mul(scale)?, ..*n };
            found.push(self.finish(n.span, &scaled, None, &unit));
        }
        found.push(self.finish(last_span, &last, None, &unit));
        Some(found)
    }

    /// 4.96亿、3.75亿和1.92亿户, 20万或15万美元: numbers with scales of their own that share the unit of the last.
    fn scaled_list(&self, first: &Numeral) -> Option<Vec<(CharSpan, Quantity, RuleId)>> {
        let text = self.text();
        let mut numerals = vec![*first];
        let mut at = first.span.end();
        while matches!(text.at(at), '、' | '和' | '及' | '与' | '或') {
            let next = numeral::parse_at(text, at + 1).ok()??;
            if next.shape != NumeralShape::Arabic || next.value_max.is_some() || !next.scaled {
                return None;
            }
            numerals.push(next);
            at = next.span.end();
        }
        let (last, others) = numerals.split_last()?;
        if others.is_empty() {
            return None;
        }
        let (last_span, unit) = self.measure(last).filter(|(_, u)| u.in_surface)?;
        let mut found: Vec<_> = others.iter().map(|n| self.finish(n.span, n, None, &unit)).collect();
        found.push(self.finish(last_span, last, None, &unit));
        Some(found)
    }

    /// 比例为5:1, 男女之比3比2.
    fn ratio(&self, left: &Numeral) -> Option<(CharSpan, Quantity, RuleId)> {
        let text = self.text();
        let at = left.span.end();
        if !matches!(text.at(at), ':' | '：' | '∶' | '比') {
            return None;
        }
        let right = numeral::parse_at(text, at + 1).ok()??;
        let from = left.span.start().saturating_sub(10);
        let before: String = text.chars()[from..left.span.start()].iter().collect();
        if !["比例", "之比", "比为", "比值", "配比", "比率"].iter().any(|w| before.contains(w))
            || right.value.is_zero()
            || matches!(text.at(right.span.end()), ':' | '：')
            || matches!(text.before(left.span.start()), ':' | '：')
        {
            return None;
        }
        let span = CharSpan::of(left.span.start()..right.span.end());
        let value = left.value.checked_div(right.value)?.round_dp(4);
        let (comparator, full_span) = comparator::read(text, span, More::No, false);
        Some((span, Quantity { value, value_max: None, comparator, unit: "ratio".to_owned(), unit_text: None, kind: QuantityKind::Ratio, full_span }, RATIO))
    }
}

/// Lists have no more items than this.
const ITEMS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// Words of a numeral and a classifier that count nothing.
const SET_WORDS: &[&str] = &[
    "四轮驱动",
    "十字",
    "八字",
    "五行",
    "三公",
    "三轮车",
    "四轮车",
    "千里马",
    "三部曲",
    "三国杀",
    "九字真言",
    "三只羊",
    "四轮足",
    "一目十行",
    "三元锂",
    "三元运算",
    "三元组",
    "二元交叉",
    "二元对立",
    "二元分类",
    "三元表达",
    "三位一体",
    "十里芳菲",
    "七步之内",
];

/// Set phrases with a numeral inside, and how many characters of them stand before it.
const SET_PHRASES: &[(&str, usize)] = &[
    ("御三家", 1),
    ("四线三格", 2),
    ("硝烟四起", 2),
    ("黑五类", 1),
    ("老两口", 1),
    ("大卸八块", 2),
    ("无银三百两", 2),
    ("退一万步", 1),
    ("天下无二人", 3),
    ("东四十条", 1),
    ("小两口", 1),
];
