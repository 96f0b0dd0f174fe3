//! Decides which words are places.

use crate::extract::EntityType;
use crate::lexicon::{Lexicon, PlaceLevel, Sense, TokenTag};
use crate::text::{CharSpan, Text, is_han};

use super::rules::{PLACE, PLACE_SHORT, PLACE_TOWN};
use super::{Candidate, EntityRef, Reading};

/// Behind these a place is a part of something else: 北京时间, 中国人, 美国人's 人 stays outside the name but the place counts.
const NOT_BEFORE: &[&str] =
    &["时间", "菜", "话", "路", "街", "大街", "中路", "东路", "西路", "特色", "式现代化", "梦", "方案", "模式", "宣言", "协定", "公约", "精神", "指数", "语", "币", "元"];

/// Before these a place is a part of a slogan: 数字中国, 健康中国.
const NOT_BEHIND: &[&str] = &["数字", "美丽", "健康", "平安", "法治", "质量", "网信", "视觉"];

/// Words behind a place that make one name with it: 北京自贸区, 成都高新区.
const ZONES: &[&str] =
    &["自由贸易试验区", "自贸试验区", "自由贸易港", "自贸港", "自贸区", "高新技术产业开发区", "高新区", "经济技术开发区", "经开区", "开发区", "综合保税区", "保税区", "新区"];

/// Countries, provinces and cities by one character, with the key of each.
const SHORT: &[(char, &str)] = &[
    ('美', "iso3166:US"),
    ('英', "iso3166:GB"),
    ('法', "iso3166:FR"),
    ('德', "iso3166:DE"),
    ('日', "iso3166:JP"),
    ('韩', "iso3166:KR"),
    ('俄', "iso3166:RU"),
    ('印', "iso3166:IN"),
    ('澳', "iso3166:AU"),
    ('加', "iso3166:CA"),
    ('新', "iso3166:NZ"),
    ('越', "iso3166:VN"),
    ('泰', "iso3166:TH"),
    ('菲', "iso3166:PH"),
    ('马', "iso3166:MY"),
    ('柬', "iso3166:KH"),
    ('老', "iso3166:LA"),
    ('缅', "iso3166:MM"),
    ('朝', "iso3166:KP"),
    ('乌', "iso3166:UA"),
    ('以', "iso3166:IL"),
    ('伊', "iso3166:IR"),
    ('华', "iso3166:CN"),
    ('中', "iso3166:CN"),
    ('京', "gb2260:110000"),
    ('沪', "gb2260:310000"),
    ('津', "gb2260:120000"),
    ('渝', "gb2260:500000"),
    ('蓉', "gb2260:510100"),
    ('穗', "gb2260:440100"),
    ('深', "gb2260:440300"),
    ('汉', "gb2260:420100"),
    ('杭', "gb2260:330100"),
    ('宁', "gb2260:320100"),
    ('港', "gb2260:810000"),
    ('澳', "gb2260:820000"),
    ('台', "gb2260:710000"),
];

/// Words of the dictionary that end in a place by one character.
const FRAMED: &[&str] = &["对华", "来华", "驻华", "访华", "反华", "侵华", "赴法", "驻法", "旅法", "旅美", "反日", "驻京", "抵京", "来京", "离京", "进京", "驻港"];

/// What a town is called by behind its name, and the characters that make another word of it: 市场, 县域.
const TOWN_WORDS: &[(char, &str)] = &[('市', "场民政值"), ('县', "域"), ('镇', "静定压"), ('郡', "")];

/// Proposes the places of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let cx = &reading.cx;
    let text = cx.text();
    let mut doubtful: Vec<(usize, usize, u32)> = Vec::new();
    let first = out.len();
    for token in &reading.tokens {
        let at = token.span.start();
        if !is_han(text.at(at)) {
            continue;
        }
        for hit in reading.words.at(at) {
            // 法国人: the word for its people holds the name.
            let people = text.at(hit.end) == '人' && reading.ends_at(hit.end + 1);
            if hit.end > reading.sentence.end() || !reading.ends_at(hit.end) && !people {
                continue;
            }
            let Some(sense) = hit.senses.iter().copied().find(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_))) else { continue };
            // 台湾路由器: a word of its own, not the beginning of another.
            let part_of_other = |w: &&str| text.starts_with(hit.end, w) && (w.chars().count() > 1 || reading.ends_at(hit.end + 1));
            if NOT_BEFORE.iter().any(part_of_other) || NOT_BEHIND.iter().any(|w| text.ends_with(at, w)) {
                continue;
            }
            let row = match sense {
                // 商城, 云和: the short form of a county needs its long form, its parent or a list.
                Sense::Place(row) if county_in_doubt(reading, at, hit.end, row) => {
                    doubtful.push((at, hit.end, row));
                    continue;
                }
                Sense::Place(row) => row,
                Sense::AmbiguousPlace(row) if ambiguous_is_meant(reading, at, hit.end, hit.senses) => row,
                // 阿里、腾讯: a company's name in a list is rather the company.
                Sense::AmbiguousPlace(row) => {
                    if !hit.senses.iter().any(|s| matches!(s, Sense::AmbiguousOrganisation(_) | Sense::Organisation(_))) {
                        doubtful.push((at, hit.end, row));
                    }
                    continue;
                }
                _ => continue,
            };
            // A row that several divisions share has no code of its own.
            let shared = matches!(sense, Sense::AmbiguousPlace(_)) && hit.senses.iter().filter(|s| matches!(s, Sense::AmbiguousPlace(_))).count() > 1;
            let resolved = if shared { inside_stated_parent(reading, at, hit.senses) } else { Some(row) };
            push(reading, out, at, hit.end, row, resolved);
            zone(reading, out, at, hit.end, row, resolved);
            town(reading, out, at, hit.end, row);
        }
    }
    listed(reading, &mut doubtful, first, out);
    short(reading, out);
}

fn push(reading: &Reading<'_>, out: &mut Vec<Candidate>, start: usize, end: usize, row: u32, resolved: Option<u32>) {
    let lexicon = reading.cx.lexicon;
    let span = CharSpan::of(start..end);
    let entity_type = if lexicon.place(row).is_location { EntityType::Loc } else { EntityType::Gpe };
    let name = resolved.map_or_else(|| reading.cx.text().slice(span).to_owned(), |row| lexicon.place(row).name.to_owned());
    out.push(Candidate { span, entity: EntityRef { entity_type, sense: resolved.map(Sense::Place), name }, rule: PLACE, priority: 2 });
}

/// A zone behind a place, and the word for its level that the table has without: 北京自贸区, 奥克兰市.
fn zone(reading: &Reading<'_>, out: &mut Vec<Candidate>, start: usize, end: usize, row: u32, resolved: Option<u32>) {
    let text = reading.cx.text();
    let place = reading.cx.lexicon.place(row);
    if place.is_location || matches!(place.level, PlaceLevel::Country | PlaceLevel::Bloc) {
        return;
    }
    let level = if place.level == PlaceLevel::City && !matches!(text.before(end), '市' | '州' | '郡' | '县') {
        ["市", "州", "郡", "县"].iter().find(|w| text.starts_with(end, w) && (**w != "市" || called_town(text, end)))
    } else {
        None
    };
    let word = ZONES.iter().find(|w| text.starts_with(end, w) && !text.starts_with(end + w.chars().count(), "管委会")).or(level);
    let Some(word) = word else { return };
    let stop = end + word.chars().count();
    if stop <= reading.sentence.end() {
        let span = CharSpan::of(start..stop);
        let name = text.slice(span).to_owned();
        let same = *word == "市" || word.chars().count() == 1;
        let sense = if same { resolved.map(Sense::Place) } else { None };
        out.push(Candidate {
            span,
            entity: EntityRef { entity_type: EntityType::Gpe, sense, name: if sense.is_some() { place.name.to_owned() } else { name } },
            rule: PLACE,
            priority: 2,
        });
    }
}

/// Whether the word for a town stands here as such.
fn called_town(text: &Text, at: usize) -> bool {
    TOWN_WORDS.iter().any(|(word, not)| *word == text.at(at) && !not.contains(text.at(at + 1)))
}

/// A town that no table knows, behind the foreign country or state that it lies in: 阿肯色州米勒县, 位于德国诺登哈姆的工厂.
fn town(reading: &Reading<'_>, out: &mut Vec<Candidate>, start: usize, end: usize, row: u32) {
    let text = reading.cx.text();
    let place = reading.cx.lexicon.place(row);
    let state = place.level == PlaceLevel::City && matches!(text.before(end), '州' | '省' | '邦');
    if place.is_location || !state && (place.level != PlaceLevel::Country || place.key == "iso3166:CN") {
        return;
    }
    let first = end + usize::from(text.at(end) == '的');
    let limit = reading.sentence.end().min(first + 8);
    let run = (first..limit).take_while(|i| is_han(text.at(*i)) && reading.cx.lexicon.is_transliteration(text.at(*i))).count();
    let name = first + run;
    let behind = text.at(name);
    let called = called_town(text, name) && name < reading.sentence.end();
    let lies = ["位于", "地处", "坐落于", "坐落在"].iter().any(|w| text.ends_with(start, w)) && (behind == '的' || !is_han(behind)) && run >= 3;
    let stop = if called && run >= 2 { name + 1 } else { name };
    let known = reading.words.at(first).any(|hit| hit.senses.iter().any(|s| matches!(s, Sense::Place(_) | Sense::AmbiguousPlace(_) | Sense::Organisation(_))));
    if (called && run >= 2 || lies) && !known {
        let span = CharSpan::of(first..stop);
        out.push(Candidate { span, entity: EntityRef { entity_type: EntityType::Gpe, sense: None, name: text.slice(span).to_owned() }, rule: PLACE_TOWN, priority: 2 });
    }
}

/// Whether a word is the short form of a county and nothing here says that the county is meant.
fn county_in_doubt(reading: &Reading<'_>, start: usize, end: usize, row: u32) -> bool {
    let text = reading.cx.text();
    let place = reading.cx.lexicon.place(row);
    if place.level != PlaceLevel::County || end - start >= 3 || text.slice(CharSpan::of(start..end)) == place.name {
        return false;
    }
    let stated = inside_stated_parent(reading, start, &[Sense::AmbiguousPlace(row)]).is_some();
    let located = ["位于", "来自", "落户", "在", "于", "赴"].iter().any(|w| text.ends_with(start, w))
        && (!is_han(text.at(end)) || ["的", "举", "召", "设", "建", "开", "成立", "落", "正式"].iter().any(|w| text.starts_with(end, w)));
    !stated && !located && !text.as_str().contains(place.name)
}

/// Whether an ambiguous word is a place here: it ends in its division's word, or stands behind a place that holds it.
fn ambiguous_is_meant(reading: &Reading<'_>, start: usize, end: usize, senses: &[Sense]) -> bool {
    let text = reading.cx.text();
    let long = end - start >= 3 && matches!(text.before(end), '县' | '区' | '市' | '州' | '旗' | '省' | '盟');
    // 奥克兰市: one of several cities abroad.
    let abroad = |sense: &Sense| matches!(sense, Sense::AmbiguousPlace(row) if reading.cx.lexicon.place(*row).level == PlaceLevel::City);
    let city = text.at(end) == '市' && called_town(text, end) && senses.iter().any(abroad);
    long || city || inside_stated_parent(reading, start, senses).is_some()
}

/// Ambiguous places in a list whose neighbours are places: 朝阳、海淀、昌平.
fn listed(reading: &Reading<'_>, doubtful: &mut Vec<(usize, usize, u32)>, first: usize, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    loop {
        let known: Vec<CharSpan> = out[first..].iter().filter(|c| matches!(c.entity.entity_type, EntityType::Gpe | EntityType::Loc)).map(|c| c.span).collect();
        let beside = |start: usize, end: usize| {
            text.before(start) == '、' && known.iter().any(|k| k.end() + 1 == start) || text.at(end) == '、' && known.iter().any(|k| k.start() == end + 1)
        };
        let Some(at) = doubtful.iter().position(|(start, end, _)| beside(*start, *end)) else { return };
        let (start, end, row) = doubtful.remove(at);
        push(reading, out, start, end, row, None);
    }
}

/// The country whose one character stands right before a position: 美司法部.
pub(super) fn by_one_character<'r>(reading: &Reading<'r>, at: usize) -> Option<&'r crate::lexicon::Place> {
    let before = reading.cx.text().before(at);
    let key = SHORT.iter().find(|(c, _)| *c == before).map(|(_, key)| *key).filter(|key| key.starts_with("iso"))?;
    // 以 and 中 before a ministry are words more often.
    let alone = !matches!(before, '以' | '中' | '华') && reading.token_at(at - 1).is_some();
    if alone { reading.cx.lexicon.place_by_key(key) } else { None }
}

/// Places by one character, where the words around leave no doubt: 对华, 在京召开, 美英澳联合制裁, 日、韩、澳.
fn short(reading: &Reading<'_>, out: &mut Vec<Candidate>) {
    let text = reading.cx.text();
    let of = |at: usize| SHORT.iter().find(|(c, _)| *c == text.at(at)).map(|(_, key)| *key);
    let country = |at: usize| of(at).is_some_and(|key| key.starts_with("iso")) && !matches!(text.at(at), '中' | '华' | '以');
    let mut push = |at: usize| {
        if let Some(place) = of(at).and_then(|key| reading.cx.lexicon.place_by_key(key)) {
            let span = CharSpan::of(at..at + 1);
            let row = reading.cx.lexicon.senses(place.name).iter().copied().find(|s| matches!(s, Sense::Place(_)));
            out.push(Candidate { span, entity: EntityRef { entity_type: EntityType::Gpe, sense: row, name: place.name.to_owned() }, rule: PLACE_SHORT, priority: 1 });
        }
    };
    let mut at = reading.sentence.start();
    while at < reading.sentence.end() {
        // 美英澳联合: a run of countries before what they do together.
        let run = (at..(at + 6).min(reading.sentence.end())).take_while(|i| country(*i)).count();
        let end = at + run;
        let joint = ["联合", "双方", "两国", "三国", "之间", "等国", "四国", "五国"].iter().any(|w| text.starts_with(end, w));
        if run >= 2 && joint && !is_han(text.before(at)) | reading.token_at(at).is_some() {
            (at..end).for_each(&mut push);
            at = end;
            continue;
        }
        let word = at.checked_sub(1).and_then(|before| reading.token_at(before)).map(|token| reading.tokens[token].span);
        // 对华为: the word was read into a name.
        if word.is_some_and(|word| word.end() == at + 1 && FRAMED.contains(&text.slice(word))) && !reading.words.at(at).any(|hit| hit.end > at + 1) {
            push(at);
        }
        let edge = reading.token_at(at).is_some() && reading.ends_at(at + 1);
        if edge && of(at).is_some() {
            let behind = text.at(at + 1);
            let listed = country(at) && (text.before(at) == '、' || behind == '、') && lone_in_list(reading, at, &country);
            let framed = matches!(text.before(at), '对' | '赴' | '在' | '驻' | '抵' | '来' | '访' | '反' | '涉' | '援' | '离' | '留' | '返')
                && reading.token_at(at - 1).is_some()
                && !matches!(text.at(at), '新' | '老' | '以' | '中' | '加' | '马' | '印')
                && (!is_han(behind)
                    || [
                        "召开", "举行", "举办", "发布", "会见", "上市", "出口", "关税", "制裁", "芯片", "投资", "高校", "企业", "政策", "贸易", "合作", "成立", "开幕", "启动",
                        "工作", "战略", "技术", "实施", "采取", "发展", "落户",
                    ]
                    .iter()
                    .any(|w| text.starts_with(at + 1, w)));
            if listed || framed {
                push(at);
            }
        }
        at += 1;
    }
}

/// Whether one character stands in a list of such or beside a place: 东盟、澳、新.
fn lone_in_list(reading: &Reading<'_>, at: usize, country: &dyn Fn(usize) -> bool) -> bool {
    let text = reading.cx.text();
    let place = |span: CharSpan| reading.cx.lexicon.senses(text.slice(span)).iter().any(|s| matches!(s, Sense::Place(_)));
    let item_before = at >= reading.sentence.start() + 2
        && text.before(at) == '、'
        && (country(at - 2) && !is_han(text.before(at - 2)) || (2..=6).any(|n| at > n + reading.sentence.start() && place(CharSpan::of(at - 1 - n..at - 1))));
    let item_behind = text.at(at + 1) == '、'
        && (country(at + 2) && !is_han(text.at(at + 3)) || (2..=6).any(|n| at + 2 + n <= reading.sentence.end() && place(CharSpan::of(at + 2..at + 2 + n))));
    let first = !is_han(text.before(at))
        || reading.token_at(at).is_some_and(|t| t > 0 && matches!(reading.tokens[t - 1].tag, TokenTag::Preposition | TokenTag::Verb | TokenTag::Conjunction));
    (item_before || item_behind) && (text.before(at) == '、' || first)
}

/// Of several divisions with one name the one whose parent stands before it: 吉林省长春市朝阳区.
fn inside_stated_parent(reading: &Reading<'_>, start: usize, senses: &[Sense]) -> Option<u32> {
    let text = reading.cx.text();
    let lexicon: &Lexicon = reading.cx.lexicon;
    senses.iter().find_map(|sense| {
        let Sense::AmbiguousPlace(row) = sense else { return None };
        let mut parent = lexicon.place(*row).parent.and_then(|key| lexicon.place_by_key(key));
        while let Some(place) = parent {
            if std::iter::once(place.name).chain(place.aliases.iter().copied()).any(|name| text.ends_with(start, name)) {
                return Some(*row);
            }
            parent = place.parent.and_then(|key| lexicon.place_by_key(key));
        }
        None
    })
}
