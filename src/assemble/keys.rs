//! Decides which statements are of the same figure.

use super::{FactStatus, Measure, Statistic};
use crate::lexicon::{Lexicon, Sense};
use crate::text::squash;

/// Words of aggregation and comparison, which have columns of their own.
const STATISTIC_WORDS: &[&str] = &["年均", "累计", "同比", "环比", "平均", "复合", "年复合", "总计", "合计", "共计"];

/// The canonical metric: folded, without the subject's words and words of aggregation, a synonym of the table replaced by its key.
///
/// The modifiers stay: 网络安全产业规模 and 产业规模 are two metrics.
#[must_use]
pub fn metric_key(lexicon: &Lexicon, metric: &str, subject: Option<&str>) -> String {
    let mut key = squash(metric);
    // What remains must still say what is measured: 规模 alone does not.
    if let Some(rest) = subject.map(squash).and_then(|s| key.strip_prefix(&s).map(str::to_owned)).filter(|r| r.chars().count() > 2) {
        key = rest;
    }
    for word in STATISTIC_WORDS {
        let shorter = key.replace(word, "");
        if !shorter.is_empty() {
            key = shorter;
        }
    }
    let key = key.trim_start_matches(['的', '以']).to_owned();
    // The longest noun of the table that the metric ends in.
    let chars: Vec<(usize, char)> = key.char_indices().collect();
    for (at, _) in &chars {
        let known = lexicon.senses(&key[*at..]).iter().find_map(|s| match s {
            Sense::Metric(row) => Some(lexicon.metric(*row).key),
            _ => None,
        });
        if let Some(canonical) = known {
            return format!("{}{canonical}", &key[..*at]);
        }
    }
    key
}

/// What makes two statements the same figure: subject, metric, measure, statistic, unit, period, status.
#[must_use]
pub fn fact_key(subject: Option<&str>, metric_key: &str, measure: Measure, statistic: Option<Statistic>, unit: &str, period: Option<&str>, status: FactStatus) -> String {
    let parts = [
        subject.map(squash).unwrap_or_default(),
        metric_key.to_owned(),
        measure.to_string(),
        statistic.map(|s| s.to_string()).unwrap_or_default(),
        unit.to_owned(),
        period.unwrap_or_default().to_owned(),
        status.to_string(),
    ];
    parts.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let lexicon = Lexicon::standard();
        assert_eq!(metric_key(lexicon, "网络安全产业累计收入", None), metric_key(lexicon, "网络安全产业 收入", None));
        assert_ne!(metric_key(lexicon, "网络安全产业规模", None), metric_key(lexicon, "产业规模", None));
        assert_eq!(metric_key(lexicon, "营收", None), metric_key(lexicon, "营业收入", None));
        let key = |statistic| fact_key(Some("LOC:region:川渝地区"), "网络安全产业销售收入", Measure::Level, statistic, "CNY", None, FactStatus::Actual);
        assert_ne!(key(Some(Statistic::Cumulative)), key(Some(Statistic::AnnualAverage)));
    }
}
