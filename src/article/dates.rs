//! Decides which day and instant the date of a front matter or page means.
//!
//! Scrapers write dates in a handful of standard forms; each is tried as a whole, never as a part of something longer. A time
//! without a zone is read in the dataset's zone, and the day is the day in that zone: a feed's `Mon, 22 Mar 2021 22:30 GMT`
//! was published on the 23rd in China.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// A publication date as precise as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The day in the dataset's zone.
    pub day: NaiveDate,
    /// The instant, where a time of day was written.
    pub instant: Option<DateTime<Utc>>,
}

/// Formats of a day with a time of day and no zone.
const LOCAL: &[&str] = &[
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H:%M",
    "%Y.%m.%d %H:%M",
];
/// Formats of a day alone.
const DAYS: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%d %b %Y", "%b %d, %Y", "%B %d, %Y"];
/// Formats with an offset.
const ZONED: &[&str] = &["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%z"];

/// Reads a date. `None` where the text is none of the known forms, or a day that does not exist.
///
/// ```
/// use chrono::FixedOffset;
/// let china = FixedOffset::east_opt(8 * 3600).unwrap();
/// let stamp = jushi::article::parse_stamp("Mon, 22 Mar 2021 22:30:00 GMT", china).unwrap();
/// assert_eq!(stamp.day.to_string(), "2021-03-23");
/// assert!(jushi::article::parse_stamp("2023-02-30", china).is_none());
/// ```
#[must_use]
pub fn parse_stamp(text: &str, zone: FixedOffset) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > 64 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let zoned = |instant: DateTime<FixedOffset>| Stamp { day: instant.with_timezone(&zone).date_naive(), instant: Some(instant.with_timezone(&Utc)) };
    if let Ok(instant) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(zoned(instant));
    }
    if let Some(instant) = ZONED.iter().find_map(|f| DateTime::parse_from_str(text, f).ok()) {
        return Some(zoned(instant));
    }
    let local = LOCAL.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
    if let Some(local) = local {
        let instant = zone.from_local_datetime(&local).single().map(|i| i.with_timezone(&Utc));
        return Some(Stamp { day: local.date(), instant });
    }
    if let Some(seconds) = unix_seconds(text) {
        let instant = DateTime::from_timestamp(seconds, 0)?;
        return Some(zoned(instant.fixed_offset()));
    }
    DAYS.iter().find_map(|f| NaiveDate::parse_from_str(text, f).ok()).map(|day| Stamp { day, instant: None })
}

/// Seconds or milliseconds since 1970, as feeds write them: ten or thirteen digits.
fn unix_seconds(text: &str) -> Option<i64> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        10 => text.parse().ok(),
        13 => text[..10].parse().ok(),
        _ => None,
    }
}

/// Reads the instant at which a record was fetched.
#[must_use]
pub fn parse_instant(text: &str, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let stamp = parse_stamp(text, zone)?;
    stamp.instant.or_else(|| zone.from_local_datetime(&stamp.day.and_time(NaiveTime::MIN)).single().map(|i| i.with_timezone(&Utc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let china = FixedOffset::east_opt(8 * 3600).unwrap();
        let table = [
            ("2023-03-24", Some(("2023-03-24", None))),
            ("2023-03-24 10:00", Some(("2023-03-24", Some("2023-03-24T02:00:00+00:00")))),
            ("2023年3月24日", Some(("2023-03-24", None))),
            ("2023/3/24", Some(("2023-03-24", None))),
            ("20230324", Some(("2023-03-24", None))),
            ("Mon, 12 Jul 2021 06:28:20 GMT", Some(("2021-07-12", Some("2021-07-12T06:28:20+00:00")))),
            ("2021-03-22T23:30:00Z", Some(("2021-03-23", Some("2021-03-22T23:30:00+00:00")))),
            ("2025-10-04T08:04:27.916759", Some(("2025-10-04", Some("2025-10-04T00:04:27.916759+00:00")))),
            ("1623604000", Some(("2021-06-14", Some("2021-06-13T17:06:40+00:00")))),
            ("2023-02-30", None),
            ("2023-13-01", None),
            ("昨天", None),
            ("", None),
            ("3", None),
        ];
        for (text, expected) in table {
            let got = parse_stamp(text, china).map(|s| (s.day.to_string(), s.instant.map(|i| i.to_rfc3339())));
            assert_eq!(got, expected.map(|(d, i)| (d.to_owned(), i.map(str::to_owned))), "{text}");
        }
    }
}
