//! Decides what an article and a capture of it are called.
//!
//! Ids are readable, stable, and computed from one record alone, so that any machine gives the same.

use url::Url;

/// Query parameters that say where a reader came from, not what is read; they are dropped from canonical URLs.
const TRACKING: &[&str] = &[
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
    "fbclid",
    "gclid",
    "yclid",
    "mc_cid",
    "mc_eid",
    "spm",
    "scm",
    "from",
    "share_token",
    "share_source",
    "chksm",
    "scene",
    "subscene",
    "srcid",
    "sharer_shareinfo",
    "sharer_shareinfo_first",
    "mpshare",
    "isappinstalled",
    "ref",
    "ref_src",
    "cmpid",
    "ocid",
];

/// The canonical form of a URL: scheme `https`, host without `www.`, no fragment, no tracking parameters, parameters in order
/// of name, no slash at the end of a path. Of a WeChat article only `__biz`, `mid` and `idx` count. `None` where there is no host.
///
/// ```
/// let url = jushi::article::canonical_url("http://www.example.com/a/?utm_source=x&id=3#top");
/// assert_eq!(url.as_deref(), Some("https://example.com/a?id=3"));
/// ```
#[must_use]
pub fn canonical_url(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = url.query_pairs().map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    let wechat = host == "mp.weixin.qq.com";
    if wechat && pairs.iter().any(|(k, _)| k == "__biz") {
        pairs.retain(|(k, _)| matches!(k.as_str(), "__biz" | "mid" | "idx"));
    } else {
        pairs.retain(|(k, _)| !TRACKING.contains(&k.as_str()));
    }
    pairs.sort();
    let path = url.path().trim_end_matches('/');
    let mut canonical = format!("https://{host}{port}{path}");
    if !pairs.is_empty() {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&pairs);
        canonical.push('?');
        canonical.push_str(&query.finish());
    } else if path.is_empty() {
        canonical.push('/');
    }
    Some(canonical)
}

/// The article's id: the host and 16 hex digits of the canonical URL's BLAKE3, or of the path where there is no URL.
#[must_use]
pub fn article_id(canonical: Option<&str>, path: &str) -> String {
    match canonical {
        Some(url) => {
            let host = url.trim_start_matches("https://").split(['/', '?', ':']).next().unwrap_or_default();
            format!("{host}-{}", hex(url.as_bytes(), 16))
        }
        None => format!("path-{}", hex(path.as_bytes(), 16)),
    }
}

/// The id of one capture of an article: eight hex digits of the record's BLAKE3 behind the article's id.
#[must_use]
pub fn document_id(article_id: &str, record: &[u8]) -> String {
    format!("{article_id}~{}", hex(record, 8))
}

fn hex(bytes: &[u8], digits: usize) -> String {
    let mut hex = blake3::hash(bytes).to_hex().to_string();
    hex.truncate(digits);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn canonical_urls() {
        let table = [
            ("http://mp.weixin.qq.com/s?__biz=MjM5==&mid=26&idx=2&sn=f4&chksm=b&scene=58#rd", Some("https://mp.weixin.qq.com/s?__biz=MjM5%3D%3D&idx=2&mid=26")),
            ("https://mp.weixin.qq.com/s/AbC-1", Some("https://mp.weixin.qq.com/s/AbC-1")),
            ("https://www.example.com", Some("https://example.com/")),
            ("https://example.com:8080/x/?b=2&a=1", Some("https://example.com:8080/x?a=1&b=2")),
            ("ftp://example.com/x", None),
            ("not a url", None),
            ("", None),
        ];
        for (url, expected) in table {
            assert_eq!(canonical_url(url).as_deref(), expected, "{url}");
        }
    }
}
