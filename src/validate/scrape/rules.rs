//! Decides which things about a scrape are worth a finding: a stable id, a severity, and a page for each.

use crate::article::Status;
use crate::text::words;

words! {
    /// How much a finding weighs.
    Severity {
        Error = "error",
        Warning = "warning",
        Off = "off",
    }
}

/// A check with its manual page.
#[derive(Debug, PartialEq, Eq)]
pub struct CheckRule {
    /// A stable id, as reports, baselines and settings name it.
    pub id: &'static str,
    /// What it weighs unless the settings say otherwise.
    pub severity: Severity,
    /// What is found, in a line.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
}

macro_rules! checks {
    ($($name:ident = $id:literal $severity:ident, $summary:literal, $why:literal, $help:literal;)+) => {
        $(#[doc = $summary] pub static $name: CheckRule = CheckRule { id: $id, severity: Severity::$severity, summary: $summary, why: $why, help: $help };)+
        /// Every check, in the order of `jushi validate --explain`.
        pub static CHECKS: &[&CheckRule] = &[$(&$name),+];
    };
}

checks! {
    NOT_YAML = "front_matter.not_yaml" Warning, "The front matter is no valid YAML",
        "It was read line by line, and this program keeps every value; other readers of the file fail on it, or turn `no` into false.",
        "Put the value in quotes, and double the quotes inside it.";
    SCHEMA = "front_matter.schema" Error, "The front matter does not fit schemas/raw-article.schema.json",
        "A value of another shape is a change of the scraper or of the site.",
        "Compare the field with the schema (`jushi schema raw-article`), or name the field in [input.fields] of jushi.toml.";
    NO_TITLE = "field.no_title" Error, "There is no title",
        "Without a title nobody can say which article this is, and whether the page holds it.",
        "Write `title:` into the front matter, or name the field in [input.fields] of jushi.toml.";
    NO_URL = "field.no_url" Warning, "There is no URL",
        "The URL names the article: without it a second scrape cannot be told from another article.",
        "Write `url:` into the front matter, or name the field in [input.fields] of jushi.toml.";
    NO_DATE = "field.no_date" Warning, "There is no publication date",
        "Relative times (今年, 上周) stay without days.",
        "Write `date:` into the front matter (ISO 8601).";
    NO_SOURCE = "field.no_source" Warning, "There is no source",
        "Statistics by source, and the check of drift, leave the scrape out.",
        "Write `source:` (the account or site) into the front matter.";
    DATE_UNREADABLE = "date.unreadable" Error, "The date is in no known form, or a day that does not exist",
        "The article has no publication day, and relative times stay without days.",
        "Write ISO 8601 (2023-03-24, 2023-03-24T10:00:00+08:00) or RFC 2822.";
    DATE_IN_FUTURE = "date.in_future" Error, "The publication date lies in the future",
        "Day and month may be swapped, or the scraper took an event's date for the article's.",
        "Look at the page's own date.";
    DATE_TOO_OLD = "date.before_1990" Error, "The publication date lies before 1990",
        "No web page is as old: 1970-01-01 is a missing date that was read as a number.",
        "Look at the page's own date, or leave the field out.";
    DATE_AFTER_FETCH = "date.after_fetch" Warning, "It was published after it was fetched",
        "One of the two dates is wrong: a time zone, or a date that was changed later.",
        "Check the time zones of both fields.";
    STATUS_BAD_FRONT_MATTER = "status.bad_front_matter" Error, "There is no front matter with a title or a URL",
        "The record cannot be told from others.",
        "Begin the file with a block between two lines of `---` that has title and url.";
    STATUS_BLOCKED = "status.blocked" Error, "The site refused the scraper",
        "The file holds the refusal (a captcha, a rate limit, a script wall), not the article.",
        "Scrape it again, more slowly or with another client; do not keep the page.";
    STATUS_LOGIN = "status.login_required" Error, "The article is behind a login or a payment",
        "At most a preview is there.",
        "Scrape it with an account that may read it, or leave it out.";
    STATUS_DELETED = "status.deleted" Error, "The platform says that the article is gone",
        "The file holds the notice.",
        "Leave it out, or keep an older scrape of it.";
    STATUS_NOT_FOUND = "status.not_found" Error, "The page is a 404, or a parked domain",
        "The file holds the site's notice.",
        "Check the URL.";
    STATUS_ERROR_PAGE = "status.error_page" Error, "The page is the site's error page",
        "The file holds the error, not the article.",
        "Scrape it again later.";
    STATUS_GARBLED = "status.garbled" Error, "The text is unreadable",
        "The scraper took one encoding for another, or the file is no text.",
        "Let the scraper take the encoding from the page; the message says how the text can be repaired where it can.";
    STATUS_LISTING = "status.listing" Error, "Another page than the article: a front page, an index, a feed",
        "Facts of other articles would be taken for this one's.",
        "Check the URL and its redirects.";
    STATUS_EMPTY = "status.empty" Error, "There is no text of an article",
        "Often the page builds its text with a script that the scraper did not run, or the post is an image.",
        "Scrape it with a browser; image posts cannot be used.";
    STATUS_NAV_ONLY = "status.nav_only" Error, "The scrape was cut before the article begins",
        "Menus used up the scraper's limit of characters.",
        "Let the scraper cut the page to the article first, or raise its limit.";
    STATUS_TRUNCATED = "status.truncated" Error, "The scrape was cut inside the article",
        "What stands behind the cut is missing, and nobody can see what it was.",
        "Raise the scraper's limit of characters.";
    SHORT_BODY = "body.short" Warning, "The article is much shorter than its source usually is",
        "A new layout, a script or a wall may have eaten the rest, with a page that looks whole.",
        "Compare it with the page; set min_body under [sources.\"…\"] in jushi.toml.";
    TITLE_ELSEWHERE = "title.not_in_body" Warning, "Nothing of the title comes back in the text",
        "The text may be another article's: a redirect, a teaser, a site's default page.",
        "Compare it with the page.";
    MOJIBAKE = "text.mojibake" Warning, "Parts of the text are unreadable",
        "Characters were lost, or a part was read in another encoding.",
        "Let the scraper take the encoding from the page.";
    LANGUAGE = "text.language" Warning, "The language is none that the source publishes in",
        "The page may be an error, a translation, or another site's.",
        "Compare it with the page; languages stand under [sources.\"…\"] in jushi.toml.";
    ENCODING = "encoding.not_utf8" Warning, "The file is not UTF-8",
        "It is read all the same, but each tool that reads it must guess.",
        "Convert it: `iconv -f GB18030 -t UTF-8`.";
    DAMAGED = "encoding.damaged" Warning, "Some bytes are no characters",
        "They were read as U+FFFD.",
        "Scrape it again: the response was cut, or two encodings were mixed.";
    DUPLICATE = "duplicate.content" Warning, "The text is that of another scrape",
        "Facts of copies are counted as one statement, but copies cost time and space.",
        "Keep the older one; keep both only if it matters who posted it.";
    SAME_URL = "duplicate.url" Warning, "The same URL twice, with different text",
        "The article was changed, or one of the two captures is broken.",
        "Keep the better capture.";
    FILE_NAME = "file.name" Warning, "The name of the file makes trouble elsewhere",
        "Windows and some archives cannot hold it, or change it.",
        "Rename it.";
    DRIFT = "source.drift" Warning, "A source went bad",
        "When a site changes its layout or blocks a scraper, its scrapes become empty one by one and nobody notices.",
        "Look at the newest scrapes of the source, and mend the scraper before merging more.";
}

/// The check of a status; `ok` has none.
#[must_use]
pub fn status_rule(status: Status) -> Option<&'static CheckRule> {
    match status {
        Status::Ok => None,
        _ => CHECKS.iter().copied().find(|rule| rule.id.strip_prefix("status.") == Some(status.as_str())),
    }
}

/// The check with this id.
#[must_use]
pub fn check_rule(id: &str) -> Option<&'static CheckRule> {
    CHECKS.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_every_status_has_one() {
        let mut ids: Vec<&str> = CHECKS.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CHECKS.len());
        for status in Status::ALL {
            assert_eq!(status_rule(*status).is_some(), *status != Status::Ok, "{status}");
        }
    }
}
