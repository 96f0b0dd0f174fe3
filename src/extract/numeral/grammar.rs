//! Decides the span and value of a numeral that begins at a position.

use rust_decimal::Decimal;

use crate::lexicon::{NumeralChar, numeral_char};
use crate::text::{CharSpan, Text};

/// 余, 多 or 来 inside or behind a numeral: the figure is above the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// Nothing of the kind.
    No,
    /// 余 or 多: more than.
    Above,
    /// 来: about.
    About,
}

/// What a numeral is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralShape {
    /// Begins with Arabic digits.
    Arabic,
    /// Chinese numerals with a scale among them: 三千四百万.
    Han,
    /// Chinese digits in positions: 二〇二三.
    HanDigits,
    /// A scale alone: 百, 万. A number only together with 余, 近, 上 and the like.
    BareScale,
    /// A fraction; the value is the quotient.
    Fraction,
    /// A fraction of a hundred; the value is in per cent.
    PercentOf,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands.
    pub span: CharSpan,
    /// Its value; of 三四十 the lower one.
    pub value: Decimal,
    /// Of 三四十 the upper one.
    pub value_max: Option<Decimal>,
    /// Whether more is meant.
    pub more: More,
    /// What it is made of.
    pub shape: NumeralShape,
    /// Whether 万, 亿 or another scale stands in it.
    pub scaled: bool,
}

/// A number too large for an exact decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow(pub CharSpan);

/// Whether a numeral can begin with the character.
#[must_use]
pub fn starts_numeral(c: char) -> bool {
    c.is_ascii_digit() || numeral_char(c).is_some()
}

/// One token of a numeral.
#[derive(Debug, Clone, Copy)]
enum Token {
    Number {
        value: Decimal,
        arabic: bool,
    },
    /// A run of Chinese digits.
    Zero,
    Small(u16),
    Big(u8),
}

/// Reads the longest numeral that begins at `at`.
///
/// # Errors
/// [`Overflow`] where the number does not fit into an exact decimal of 28 digits.
pub fn parse_at(text: &Text, at: usize) -> Result<Option<Numeral>, Overflow> {
    let Some(first) = amount(text, at)? else { return Ok(None) };
    if let Some(fraction) = fraction(text, &first)? {
        return Ok(Some(fraction));
    }
    // 三百五十又三分之一.
    let joined = blanks(text, first.span.end(), 2);
    if text.at(joined) == '又'
        && let Some(bottom) = amount(text, blanks(text, joined + 1, 2))?
        && let Some(part) = fraction(text, &bottom)?
        && part.shape == NumeralShape::Fraction
        && part.value < Decimal::ONE
    {
        let span = CharSpan::of(at..part.span.end());
        let value = first.value.checked_add(part.value).ok_or(Overflow(span))?;
        return Ok(Some(Numeral { span, value, value_max: None, more: More::No, ..first }));
    }
    Ok(Some(first))
}

/// X分之Y, with blanks inside. Below a bare scale (百分之, 千分之, 万分之) it is in per cent.
fn fraction(text: &Text, below: &Numeral) -> Result<Option<Numeral>, Overflow> {
    let part = blanks(text, below.span.end(), 2);
    let of = blanks(text, part + 1, 2);
    if text.at(part) != '分' || text.at(of) != '之' || below.value.is_zero() {
        return Ok(None);
    }
    let Some(over) = amount(text, blanks(text, of + 1, 2))? else { return Ok(None) };
    let span = CharSpan::of(below.span.start()..over.span.end());
    let percent = below.shape == NumeralShape::BareScale;
    let quotient = |v: Decimal| if percent { v.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below.value) } else { v.checked_div(below.value) };
    let value = quotient(over.value).ok_or(Overflow(span))?;
    let shape = if percent { NumeralShape::PercentOf } else { NumeralShape::Fraction };
    Ok(Some(Numeral { span, value, value_max: over.value_max.and_then(quotient), more: over.more, shape, scaled: false }))
}

/// Skips at most so many blanks.
pub(super) fn blanks(text: &Text, at: usize, most: usize) -> usize {
    let next = text.skip_blanks(at);
    if next - at <= most { next } else { at }
}

/// Reads an amount: everything but fractions.
fn amount(text: &Text, at: usize) -> Result<Option<Numeral>, Overflow> {
    let mut reader = Reader { text, at, tokens: Vec::new(), more: More::No, spaced: false, pair: None };
    reader.read()?;
    reader.finish(at)
}

struct Reader<'t> {
    text: &'t Text,
    at: usize,
    tokens: Vec<Token>,
    more: More,
    /// Whether blanks stand inside: then single digits go on with it, too.
    spaced: bool,
    /// The token that holds the lower of two neighbouring digits, with the upper one.
    pair: Option<(usize, Decimal)>,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Overflow> {
        let start = self.at;
        loop {
            let c = self.text.at(self.at);
            if c.is_ascii_digit() {
                if matches!(self.tokens.last(), Some(Token::Number { .. } | Token::Small(_))) && !matches!(self.tokens.last(), Some(Token::Small(_))) {
                    break;
                }
                let (value, end) = digits(self.text, self.at).ok_or_else(|| Overflow(CharSpan::of(start..digits_end(self.text, self.at))))?;
                // 3万 4000 is two numbers; 3万4000 is one.
                self.tokens.push(Token::Number { value, arabic: true });
                self.at = end;
                // Blanks may stand before a scale: 8.5 万. 两个亿 is 2亿.
                self.join();
                if self.text.at(self.at) == ' ' && self.text.starts_with(self.at + 1, "个亿") {
                    self.at += 1;
                }
                self.over_classifier();
                continue;
            }
            match numeral_char(c) {
                Some(NumeralChar::Digit(_) | NumeralChar::Tens(_)) => {
                    if matches!(self.tokens.last(), Some(Token::Number { .. })) {
                        break;
                    }
                    if !self.han_digits() {
                        break;
                    }
                    self.more_before_scale();
                    self.join();
                    self.over_classifier();
                }
                Some(NumeralChar::Small(unit)) => {
                    // 五十千 is no number: a scale multiplies only what is smaller than itself and counted.
                    // Nor does ten multiply an Arabic number: 9.9十五根.
                    let arabic = matches!(self.tokens.last(), Some(Token::Number { arabic: true, .. }));
                    if matches!(self.tokens.last(), Some(Token::Small(last)) if *last < unit) || arabic && unit == 10 {
                        break;
                    }
                    self.tokens.push(Token::Small(unit));
                    self.at += 1;
                    self.more_before_scale();
                    self.join();
                }
                Some(NumeralChar::Big(exponent)) => {
                    self.tokens.push(Token::Big(exponent));
                    self.at += 1;
                    self.more_before_scale();
                    self.join();
                }
                None => break,
            }
        }
        Ok(())
    }

    /// Goes over the 个 in 两个亿 and 20多个亿; 十个亿级 counts tens.
    fn over_classifier(&mut self) {
        if self.text.starts_with(self.at, "个亿") && self.text.at(self.at + 2) != '级' {
            self.at += 1;
        }
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(numeral_char(self.text.at(at)), Some(NumeralChar::Big(_) | NumeralChar::Small(_)))
    }

    /// 十多万, 三十余亿, 三十万多亿: 余 and 多 in front of a scale. 几 in this place states no digit: 二十几万.
    fn more_before_scale(&mut self) {
        let at = blanks(self.text, self.at, 2);
        let word = self.text.at(at);
        let scale = blanks(self.text, at + 1, 2);
        let after_scale = matches!(self.tokens.last(), Some(Token::Small(_) | Token::Big(_) | Token::Zero));
        if (matches!(word, '余' | '多' | '来' | '餘') || matches!(word, '几' | '幾') && after_scale) && self.is_scale(scale) {
            self.more = if word == '来' { More::About } else { More::Above };
            self.at = scale;
        }
    }

    /// Goes over blanks where what follows goes on with the same number: 1000  万, 两千 四百, 1 亿 2156 万人.
    fn join(&mut self) {
        let next = self.text.skip_blanks(self.at);
        if next == self.at || next - self.at > 4 {
            return;
        }
        if self.is_scale(next) {
            // 3 千瓦 counts in kW: the scale begins the unit.
            let unit =
                matches!(self.text.at(next), '千' | '兆') && matches!(self.text.at(next + 1), '瓦' | '赫' | '克' | '卡' | '伏' | '焦' | '米' | '字' | '比' | '帕' | '吨' | '欧');
            let bare = matches!(self.tokens.last(), Some(Token::Small(_) | Token::Big(_)));
            // 2024 百度大会: nobody counts so many hundreds.
            let year = matches!(self.tokens.last(), Some(Token::Number { value, arabic: true }) if *value >= Decimal::ONE_THOUSAND)
                && matches!(numeral_char(self.text.at(next)), Some(NumeralChar::Small(_)));
            if !unit && !year && (!bare || next - self.at <= 1) && self.descends(next) {
                self.at = next;
                self.spaced |= !self.text.at(next - 2).is_ascii_digit();
            }
            return;
        }
        let scale = match self.tokens.last() {
            Some(Token::Small(unit)) => Decimal::from(*unit),
            Some(Token::Big(exponent)) => power(*exponent),
            _ => return,
        };
        let Ok(Some(part)) = amount(self.text, next) else { return };
        let end = part.span.end();
        // The first place of what follows must be smaller: 三千 八百 九十六 万 goes on, 十万 二十万 does not.
        let leading = match numeral_char(self.text.at(blanks(self.text, next + 1, 2))) {
            Some(NumeralChar::Small(unit)) if !self.text.at(next).is_ascii_digit() => Decimal::from(unit),
            _ => Decimal::ZERO,
        };
        let follows = blanks(self.text, end, 2);
        let whole = match part.shape {
            NumeralShape::Han => part.scaled || self.spaced && part.span.len() == 1 || self.text.at(follows) == '又',
            NumeralShape::HanDigits => part.span.len() == 1 && (self.spaced || self.text.at(follows) == '又'),
            NumeralShape::Arabic => part.scaled || crate::lexicon::is_classifier_char(self.text.at(follows)) && !matches!(self.text.at(follows), '年' | '月' | '日' | '号'),
            _ => false,
        };
        let has_big = self.tokens.iter().any(|t| matches!(t, Token::Big(_)));
        let smaller = if leading.is_zero() || has_big { part.value < scale } else { leading < scale };
        if whole && smaller {
            self.at = next;
            self.spaced = true;
        }
    }

    /// Whether a scale behind a blank goes on with the number: behind another scale only a larger one does, 五十 万.
    fn descends(&self, next: usize) -> bool {
        match (self.tokens.last(), numeral_char(self.text.at(next))) {
            (Some(Token::Small(_)), Some(NumeralChar::Big(_))) => true,
            (Some(Token::Small(_) | Token::Big(_)), _) => false,
            _ => true,
        }
    }

    /// A run of Chinese digits: one, a pair of neighbours before a scale or classifier, or digits in positions, with decimals.
    fn han_digits(&mut self) -> bool {
        let start = self.at;
        let mut run: Vec<u8> = Vec::new();
        while let Some(NumeralChar::Digit(d)) = numeral_char(self.text.at(self.at)) {
            run.push(d);
            self.at += 1;
        }
        // 九 九 折: two digits of a discount, typed apart.
        if let ([first], ' ', Some(NumeralChar::Digit(second))) = (&run[..], self.text.at(self.at), numeral_char(self.text.at(self.at + 1)))
            && *first > 0
            && self.text.at(blanks(self.text, self.at + 2, 2)) == '折'
        {
            run.push(second);
            self.at += 2;
        }
        if run.is_empty() {
            if let Some(NumeralChar::Tens(tens)) = numeral_char(self.text.at(self.at)) {
                self.at += 1;
                let mut value = Decimal::from(tens);
                if let Some(NumeralChar::Digit(d)) = numeral_char(self.text.at(self.at)).filter(|_| self.text.at(self.at) != '零') {
                    value += Decimal::from(d);
                    self.at += 1;
                }
                self.tokens.push(Token::Number { value, arabic: false });
                return true;
            }
            return false;
        }
        let after_scale = matches!(self.tokens.last(), Some(Token::Small(_) | Token::Big(_)));
        // 三十两 is a weight: behind a scale 两 is a digit only before another.
        if after_scale && self.text.at(self.at - 1) == '两' && !self.is_scale(self.at) {
            self.at = start;
            return false;
        }
        if run[0] == 0 && run.len() > 1 && after_scale {
            // 一万零五: the zero only says that places are skipped.
            self.tokens.push(Token::Zero);
            run.remove(0);
        } else if run == [0] && after_scale {
            self.tokens.push(Token::Zero);
            return true;
        }
        let neighbours = run.len() == 2 && run[0] != 0 && (run[1] == run[0] + 1 || run == [3, 5]) && self.pair.is_none();
        let no_zero_written = !(start..self.at).any(|i| matches!(self.text.at(i), '〇' | '零'));
        let scale_follows = self.is_scale(self.at);
        if neighbours && no_zero_written && (scale_follows || after_scale || crate::lexicon::is_classifier_char(self.text.at(self.at))) {
            self.pair = Some((self.tokens.len(), Decimal::from(run[1])));
            self.tokens.push(Token::Number { value: Decimal::from(run[0]), arabic: false });
            return true;
        }
        if after_scale && run.len() > 1 && scale_follows {
            // 三百二五十 is no number.
            self.at = start;
            return false;
        }
        if let Some(dot) = self.spaced_dot() {
            self.at = dot;
        }
        let mut value = run.iter().try_fold(Decimal::ZERO, |n, d| n.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(*d)));
        if matches!(self.text.at(self.at), '点' | '點')
            && numeral_char(self.text.at(blanks(self.text, self.at + 1, 2))).is_some_and(|n| matches!(n, NumeralChar::Digit(_)))
            && (self.text.at(self.at + 1) != ' ' || self.spaced_dot().is_some())
            && self.text.at(self.at + 1) != '两'
        {
            value = self.decimals(value);
        }
        let Some(value) = value else {
            self.at = start;
            return false;
        };
        self.tokens.push(Token::Number { value, arabic: false });
        true
    }

    /// Where 点 stands when blanks surround it: only before a mark of per cent, as 四点 五个人 is two things.
    fn spaced_dot(&self) -> Option<usize> {
        let dot = blanks(self.text, self.at, 2);
        let digit = blanks(self.text, dot + 1, 2);
        if !matches!(self.text.at(dot), '点' | '點') || dot == self.at && digit == dot + 1 {
            return None;
        }
        let end = (digit..).find(|i| !matches!(numeral_char(self.text.at(*i)), Some(NumeralChar::Digit(_))))?;
        let mark = blanks(self.text, end, 2);
        let marked = matches!(self.text.at(mark), '成' | '折' | '%') || self.text.starts_with(mark, "个百分") || self.text.starts_with(mark, "百分") || self.text.at(mark) == '\0';
        (end > digit && marked).then_some(dot)
    }

    /// The digits behind 点.
    fn decimals(&mut self, whole: Option<Decimal>) -> Option<Decimal> {
        let mut at = blanks(self.text, self.at + 1, 2);
        let mut value = whole?;
        let mut place = Decimal::ONE;
        while let Some(NumeralChar::Digit(d)) = numeral_char(self.text.at(at)) {
            place = place.checked_div(Decimal::TEN)?;
            value = value.checked_add(place.checked_mul(Decimal::from(d))?)?;
            at += 1;
        }
        self.at = at;
        Some(value)
    }

    fn finish(mut self, start: usize) -> Result<Option<Numeral>, Overflow> {
        let Some(first) = self.tokens.first().copied() else { return Ok(None) };
        // 三十点五, 一百二十点七.
        let dot_follows = matches!(self.text.at(self.at), '点' | '點') && matches!(numeral_char(self.text.at(self.at + 1)), Some(NumeralChar::Digit(_)));
        let span = |end: usize| CharSpan::of(start..end);
        let overflow = Overflow(span(self.at));
        let mut value = evaluate(&self.tokens).ok_or(overflow)?;
        let value_max = match self.pair {
            Some((at, upper)) => {
                let mut tokens = self.tokens.clone();
                tokens[at] = Token::Number { value: upper, arabic: true };
                let mut lower = self.tokens.clone();
                if let Token::Number { value, .. } = lower[at] {
                    lower[at] = Token::Number { value, arabic: true };
                }
                value = evaluate(&lower).ok_or(overflow)?;
                Some(evaluate(&tokens).ok_or(overflow)?)
            }
            None => None,
        };
        let behind_big = matches!(self.tokens.last(), Some(Token::Big(_)));
        let digits_end = (self.at + 1..).find(|i| !matches!(numeral_char(self.text.at(*i)), Some(NumeralChar::Digit(_)))).unwrap_or(self.at);
        let scale_behind = numeral_char(self.text.at(digits_end)).is_some();
        if dot_follows && (behind_big && !scale_behind || !behind_big && self.tokens.iter().any(|t| matches!(t, Token::Small(_)))) && self.text.at(self.at + 1) != '两' {
            value = self.decimals(Some(value)).ok_or(overflow)?;
            while let Some(NumeralChar::Big(exponent)) = numeral_char(self.text.at(self.at)) {
                value = value.checked_mul(power(exponent)).ok_or(overflow)?;
                self.at += 1;
            }
        }
        if self.more == More::No {
            let next = if self.text.at(self.at) == ' ' { self.at + 1 } else { self.at };
            self.more = match self.text.at(next) {
                '余' | '餘' => More::Above,
                // 10+家.
                // 500+ 嘉宾.
                '+' if next == self.at && (crate::text::is_han(self.text.at(next + 1)) || self.text.at(next + 1) == ' ' && crate::text::is_han(self.text.at(next + 2))) => {
                    More::Above
                }
                // 多 and 来 also begin words: 多少, 多家(机构), 来自.
                '多' if !matches!(self.text.at(next + 1), '少' | '数' | '样' | '元' | '方' | '边' | '维' | '层' | '级' | '云' | '次' | '模' | '媒' | '核')
                    && !self.text.starts_with(next + 1, "光谱")
                    || matches!(self.text.at(next + 1), '元' | '次') && self.scaled() =>
                {
                    More::Above
                }
                '来' if crate::lexicon::is_classifier_char(self.text.at(next + 1)) && self.ends_round() => More::About,
                _ => More::No,
            };
            if self.more != More::No {
                if matches!(first, Token::Number { .. }) && !self.ends_round() && !self.is_scale(next + 1) && self.text.at(next) != '+' {
                    // 3多 says nothing; 300多, 三十多 do.
                    self.more = More::No;
                } else {
                    self.at = next + 1;
                    // 30多万, 20余亿, 20多个亿.
                    self.over_classifier();
                    while let Some(NumeralChar::Big(exponent)) = numeral_char(self.text.at(self.at)) {
                        value = value.checked_mul(power(exponent)).ok_or(overflow)?;
                        self.tokens.push(Token::Big(exponent));
                        self.at += 1;
                    }
                }
            }
        }
        let scaled = self.scaled();
        let shape = match first {
            Token::Number { arabic: true, .. } => NumeralShape::Arabic,
            Token::Number { .. } | Token::Zero if self.tokens.len() == 1 && self.at - start > 1 && value_max.is_none() && !self.text.slice(span(self.at)).contains('点') => {
                NumeralShape::HanDigits
            }
            Token::Small(10) | Token::Number { .. } | Token::Zero => NumeralShape::Han,
            // 百三 is 130.
            Token::Small(_) if self.tokens.iter().any(|t| matches!(t, Token::Number { .. })) => NumeralShape::Han,
            Token::Small(_) | Token::Big(_) => NumeralShape::BareScale,
        };
        Ok(Some(Numeral { span: span(self.at), value, value_max, more: self.more, shape, scaled }))
    }

    fn scaled(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Big(_) | Token::Small(_)))
    }

    /// Whether the number is round enough for 余 and 多 to follow it.
    fn ends_round(&self) -> bool {
        match self.tokens.last() {
            Some(Token::Small(_) | Token::Big(_)) => true,
            Some(Token::Number { value, .. }) => !value.is_zero() && (*value % Decimal::TEN).is_zero(),
            _ => false,
        }
    }
}

fn power(exponent: u8) -> Decimal {
    (0..exponent).fold(Decimal::ONE, |n, _| n * Decimal::TEN)
}

/// What the tokens are worth together; `None` on overflow.
fn evaluate(tokens: &[Token]) -> Option<Decimal> {
    let (mut total, mut section, mut number): (Decimal, Decimal, Option<Decimal>) = (Decimal::ZERO, Decimal::ZERO, None);
    let mut last_scale = Decimal::ONE;
    for (i, token) in tokens.iter().enumerate() {
        match *token {
            Token::Zero => last_scale = Decimal::ONE,
            Token::Number { value, arabic } => {
                let last = i + 1 == tokens.len();
                // 两亿五, 三千四: a lone digit at the end counts in tenths of the scale before it.
                let whole = value.trunc();
                let colloquial = last && !arabic && i > 0 && last_scale > Decimal::TEN && whole < Decimal::TEN && !whole.is_zero();
                number = Some(if colloquial { whole.checked_mul(last_scale)?.checked_div(Decimal::TEN)?.checked_add(value.fract())? } else { value });
            }
            Token::Small(unit) => {
                // 一千零十二: a scale without a number counts one of it.
                let unit = Decimal::from(unit);
                let count = number.take().filter(|n| !n.is_zero()).unwrap_or(Decimal::ONE);
                section = section.checked_add(count.checked_mul(unit)?)?;
                last_scale = unit;
            }
            Token::Big(exponent) => {
                let unit = power(exponent);
                let here = section.checked_add(number.take().unwrap_or(Decimal::ZERO))?;
                total = if here.is_zero() && total.is_zero() {
                    unit
                } else if here.is_zero() || total < unit && !total.is_zero() {
                    total.checked_add(here)?.checked_mul(unit)?
                } else {
                    total.checked_add(here.checked_mul(unit)?)?
                };
                section = Decimal::ZERO;
                last_scale = unit;
            }
        }
    }
    total.checked_add(section)?.checked_add(number.unwrap_or(Decimal::ZERO))
}

fn digits_end(text: &Text, mut at: usize) -> usize {
    while text.at(at).is_ascii_digit() || matches!(text.at(at), ',' | '.') && text.at(at + 1).is_ascii_digit() {
        at += 1;
    }
    at
}

/// Arabic digits with separators and decimals: the value and where they end; `None` on overflow.
fn digits(text: &Text, start: usize) -> Option<(Decimal, usize)> {
    let mut at = start;
    let mut written = String::new();
    let group = |at: usize| (0..3).all(|i| text.at(at + i).is_ascii_digit()) && !text.at(at + 3).is_ascii_digit();
    while text.at(at).is_ascii_digit() {
        written.push(text.at(at));
        at += 1;
    }
    let leading = at - start;
    // Thousands: 1,100 or 1，100 or 1 000 000 (a blank needs a second group or three leading-group rules are too weak).
    if leading <= 3 && text.at(start) != '0' {
        let comma = |at: usize| matches!(text.at(at), ',' | '，') && group(at + 1);
        let ascii = text.at(at) == ',';
        // A full-width comma parts thousands among full-width digits, before decimals (82，225.00), and where only noughts or a
        // counted thing follow it: 50，000, 136，814个.
        let wide = !text.slice(CharSpan::of(at - 1..at)).is_ascii();
        let decimals = text.at(at + 4) == '.' && text.at(at + 5).is_ascii_digit();
        let noughts = (1..=3).all(|i| text.at(at + i) == '0');
        let counted = !matches!(text.before(start), '第' | '、') && crate::lexicon::is_classifier_char(text.at(at + 4)) && leading >= 2;
        if comma(at) && (ascii || text.at(at) == '，' && (leading < 3 && comma(at + 4) || wide || decimals || noughts || counted)) {
            while comma(at) {
                (1..=3).for_each(|i| written.push(text.at(at + i)));
                at += 4;
            }
        } else if text.at(at) == ' ' && group(at + 1) && text.at(at + 4) == ' ' && group(at + 5) {
            while text.at(at) == ' ' && group(at + 1) {
                (1..=3).for_each(|i| written.push(text.at(at + i)));
                at += 4;
            }
        }
    }
    if text.at(at) == '.' && text.at(at + 1).is_ascii_digit() {
        written.push('.');
        at += 1;
        while text.at(at).is_ascii_digit() {
            written.push(text.at(at));
            at += 1;
        }
    }
    written.parse().ok().map(|value| (value, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, Option<String>, More)> {
        let text = Text::new(text.to_owned());
        let numeral = parse_at(&text, 0).expect("no overflow")?;
        Some((text.slice(numeral.span).to_owned(), numeral.value.normalize().to_string(), numeral.value_max.map(|v| v.normalize().to_string()), numeral.more))
    }

    #[test]
    fn values() {
        let table = [
            ("1,100万", "1,100万", "11000000"),
            ("1 000 000人", "1 000 000", "1000000"),
            ("１．０７５３", "１．０７５３", "1.0753"),
            ("354.6 亿元", "354.6 亿", "35460000000"),
            ("三千四百万", "三千四百万", "34000000"),
            ("一万零一十二", "一万零一十二", "10012"),
            ("两亿五", "两亿五", "250000000"),
            ("廿三", "廿三", "23"),
            ("壹佰贰拾", "壹佰贰拾", "120"),
            ("3万4000", "3万4000", "34000"),
            ("25万6千", "25万6千", "256000"),
            ("1.2万亿", "1.2万亿", "1200000000000"),
            ("二十万亿", "二十万亿", "20000000000000"),
            ("一万五千亿", "一万五千亿", "1500000000000"),
            ("十五", "十五", "15"),
            ("二〇二三", "二〇二三", "2023"),
            ("三点一四", "三点一四", "3.14"),
            ("三十点五亿", "三十点五亿", "3050000000"),
            ("三分之二", "三分之二", "0.6666666666666666666666666667"),
            ("百分之七十五点三", "百分之七十五点三", "75.3"),
            ("千分之三", "千分之三", "0.3"),
            ("一百分之二", "一百分之二", "0.02"),
            ("二分 之 一", "二分 之 一", "0.5"),
            ("三又二分之一", "三又二分之一", "3.5"),
            ("一千零十二", "一千零十二", "1012"),
            ("一百十五", "一百十五", "115"),
            ("零十", "零十", "10"),
            ("五十千", "五十", "50"),
            ("百三", "百三", "130"),
            ("两千三点一", "两千三点一", "2300.1"),
            ("四百亿点零五", "四百亿点零五", "40000000000.05"),
            ("1000  万", "1000  万", "10000000"),
            ("两千 四百", "两千 四百", "2400"),
            ("十万 二十万", "十万", "100000"),
            ("1 亿 2156 万人", "1 亿 2156 万", "121560000"),
            ("两个亿", "两个亿", "200000000"),
            ("三十两", "三十", "30"),
            ("４，５６５", "４，５６５", "4565"),
            ("5，100家", "5", "5"),
            ("一百零五", "一百零五", "105"),
            ("三百五", "三百五", "350"),
            ("一亿二千万", "一亿二千万", "120000000"),
            ("两千零二十三", "两千零二十三", "2023"),
            ("十万", "十万", "100000"),
            ("3千万", "3千万", "30000000"),
            ("0.5", "0.5", "0.5"),
            ("100,000", "100,000", "100000"),
        ];
        for (text, surface, value) in table {
            assert_eq!(read(text).map(|(s, v, ..)| (s, v)), Some((surface.to_owned(), value.to_owned())), "{text}");
        }
    }

    #[test]
    fn more_and_pairs() {
        assert_eq!(read("8.5万余人"), Some(("8.5万余".into(), "85000".into(), None, More::Above)));
        assert_eq!(read("300 多家"), Some(("300 多".into(), "300".into(), None, More::Above)));
        assert_eq!(read("二十几万人"), Some(("二十几万".into(), "200000".into(), None, More::Above)));
        assert_eq!(read("十多万人"), Some(("十多万".into(), "100000".into(), None, More::Above)));
        assert_eq!(read("30多亿"), Some(("30多亿".into(), "3000000000".into(), None, More::Above)));
        assert_eq!(read("三四十类"), Some(("三四十".into(), "30".into(), Some("40".into()), More::No)));
        assert_eq!(read("五六百家"), Some(("五六百".into(), "500".into(), Some("600".into()), More::No)));
        assert_eq!(read("5多少"), Some(("5".into(), "5".into(), None, More::No)));
        assert_eq!(read("网络"), None);
    }

    #[test]
    fn overflow_is_no_wrap() {
        let text = Text::new("9".repeat(40));
        assert!(parse_at(&text, 0).is_err());
        let text = Text::new("99999999999999999999亿亿亿亿".to_owned());
        assert!(parse_at(&text, 0).is_err());
    }
}
