//! Decides how far the name of a product reaches: its model, its edition, its part, and what a maker calls it behind its own name.

use crate::lexicon::{OrganisationKind, Sense};
use crate::text::{CharSpan, is_han, is_latin};

use super::super::Reading;
use super::is_common;

/// Words that end the names of what comes in editions by years: Microsoft Office 2019.
const YEARLY: &[&str] = &[
    "Office",
    "Word",
    "Excel",
    "PowerPoint",
    "Outlook",
    "Publisher",
    "Visio",
    "Project",
    "Access",
    "Exchange",
    "Exchange Server",
    "SharePoint",
    "SharePoint Server",
    "SharePoint Enterprise Server",
    "SQL Server",
    "Visual Studio",
    "LTSC",
    "ColdFusion",
    "AutoCAD",
    "Acrobat",
    "Photoshop",
    "Endpoint Manager",
];

/// What is versioned by whole numbers, every month another.
const BROWSERS: &[&str] = &["Chrome", "Chromium", "Firefox", "Edge", "Opera"];

/// Where the number or name of a model behind a product ends.
pub(super) fn model_end(reading: &Reading<'_>, end: usize, model: bool) -> usize {
    const MODELS: &[&str] = &["Pro", "Plus", "Max", "Mini", "mini", "Air", "Ultra", "SE", "XS", "XR", "Lite", "Turbo", "Server", "Enterprise"];
    let text = reading.cx.text();
    let mut end = end;
    loop {
        let next = if matches!(text.at(end), ' ' | '-') { end + 1 } else { end };
        if next >= reading.sentence.end() {
            return end;
        }
        let stop = (next..reading.sentence.end())
            .find(|i| !(is_latin(text.at(*i)) || text.at(*i).is_ascii_digit() || text.at(*i) == '.' && text.at(*i + 1).is_ascii_digit()))
            .unwrap_or(reading.sentence.end());
        let word = text.slice(CharSpan::of(next..stop));
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit())
            && word.len() <= 5
            && !is_counted(text.at(text.skip_blanks(stop))) | word.contains(|c: char| c.is_ascii_alphabetic());
        // iPhone 16 is a model; Windows 10 月 is not, nor is a year.
        // FortiProxy 1.1 is a version; Claude 3.5 a model of its own.
        // Ryzen 9 3900X 12-Core counts cores.
        let counts = matches!(text.at(stop), '-' | ' ') && ["Core", "core", "Day", "day", "bit", "inch", "in-"].iter().any(|w| text.starts_with(stop + 1, w));
        let number = number && !counts && !word.ends_with("day") && !word.ends_with("Day") && (model || !word.contains('.'));
        let counted = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        // Exchange Server 2016 is an edition; 2016 年 and 2016.1 are not.
        let edition = counted
            && (word.starts_with("19") || word.starts_with("20"))
            && YEARLY.iter().any(|w| text.ends_with(end, w))
            && !matches!(text.at(text.skip_blanks(stop)), '年' | '月' | '.' | '-' | '/' | '0'..='9');
        if edition {
            return stop;
        }
        // Chrome 133: browsers have versions and no models.
        let version = number && BROWSERS.iter().any(|w| text.ends_with(end, w));
        if stop == next || version || !(number && !counted || MODELS.contains(&word)) {
            return end;
        }
        end = stop;
    }
}

/// Where the rest of a name with hyphens ends: DeepSeek-V3, Claude-3.5-Sonnet. Chrome-based is no such name, nor is what a path or symbol goes on with.
pub(super) fn hyphen_end(reading: &Reading<'_>, end: usize) -> usize {
    const NOT_OF_IT: &[&str] = &["based", "Based", "like", "style", "only", "protected", "enabled", "bit", "to", "and", "or"];
    const LONGEST: usize = 30;
    let text = reading.cx.text();
    let inner = |c: char| is_latin(c) || c.is_ascii_digit();
    if text.at(end) != '-' || !inner(text.at(end + 1)) {
        return end;
    }
    let limit = reading.sentence.end().min(end + LONGEST);
    let stop = (end..limit).find(|i| !(inner(text.at(*i)) || text.at(*i) == '-' && inner(text.at(*i + 1)) || text.at(*i) == '.' && inner(text.at(*i + 1)))).unwrap_or(end);
    let part: String = text.chars()[end + 1..stop.max(end + 1)].iter().take_while(|c| inner(**c)).collect();
    // CVE numbers, dates and versions behind a hyphen are of their own.
    let number = part.chars().all(|c| c.is_ascii_digit());
    let symbol = matches!(text.at(stop), '\\' | '/' | '=' | '_' | '(' | '@' | ':' | '<');
    if stop <= end || NOT_OF_IT.contains(&part.as_str()) || number || symbol { end } else { stop }
}

/// Where a word for a part of the product ends, where the name ends with it: NetScaler Console中, Linux Kernel，.
pub(super) fn part_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    const PARTS: &[&str] = &[
        "Kernel",
        "Store",
        "Image Builder",
        "Console",
        "Connect",
        "Hub",
        "Relay",
        "Data Flow",
        "Operator",
        "Swarm",
        "Compose",
        "Service Management",
        "Cloud",
        "Browser",
        "Studio",
        "Gateway",
        "Toolkit",
        "Network",
        "EE",
        "CE",
    ];
    let text = reading.cx.text();
    if text.at(end) != ' ' {
        return None;
    }
    let stop = PARTS.iter().filter(|w| text.starts_with(end + 1, w)).map(|w| end + 1 + w.chars().count()).max()?;
    let next = text.at(text.skip_blanks(stop));
    (stop <= reading.sentence.end() && !is_latin(text.at(stop)) && !is_latin(next) && !next.is_ascii_digit() && next != '-' && next != '(').then_some(stop)
}

/// Systems whose names stand before those of what runs on them (Android Telegram) or of their parts, which [`part_end`] knows.
const PLATFORMS: &[&str] = &[
    "Windows",
    "Linux",
    "Android",
    "iOS",
    "macOS",
    "Mac",
    "Chrome",
    "Chromium",
    "Google Chrome",
    "Ubuntu",
    "Unix",
    "UNIX",
    ".NET",
    "ASP.NET",
    "Kubernetes",
    "K8s",
    "Java",
    "PHP",
    "Python",
    "SQL",
    "Windows Server",
];

/// Words behind the name of a product or of its maker that are said of it, and name nothing: WordPress Plugin, Celery Task.
const SAID_OF_IT: &[&str] = &[
    "Account",
    "Accounts",
    "Actor",
    "Admin",
    "App",
    "Attack",
    "Attacks",
    "Backdoor",
    "Beacon",
    "Beacons",
    "Beta",
    "Blog",
    "Bounty",
    "Bug",
    "Bypass",
    "C2",
    "CEO",
    "CFO",
    "CIO",
    "CISO",
    "COO",
    "CTO",
    "Center",
    "Class",
    "Client",
    "Cluster",
    "Community",
    "Conference",
    "Config",
    "Controller",
    "Cookie",
    "Cookies",
    "Database",
    "Day",
    "Demo",
    "Deployment",
    "DevMode",
    "Developer",
    "Driver",
    "Equivalent",
    "Event",
    "Exploit",
    "F5",
    "Feature",
    "Flaw",
    "Flaws",
    "Founder",
    "Groovy",
    "Hack",
    "Hackers",
    "Hosts",
    "Infostealer",
    "IngressRoute",
    "Initiative",
    "Insider",
    "Java",
    "JavaScript",
    "Job",
    "Key",
    "Keys",
    "Legal",
    "Logo",
    "Malware",
    "Mod",
    "Official",
    "Packages",
    "Packet",
    "Packets",
    "Patch",
    "PhD",
    "Phishing",
    "Plugin",
    "Plugins",
    "Pod",
    "Project",
    "Protocol",
    "Proxy",
    "Publisher",
    "Python",
    "Raft",
    "Ransomware",
    "Recovery",
    "Remoting",
    "Repeater",
    "Report",
    "Repository",
    "Server",
    "Servlet",
    "Session",
    "Shell",
    "Socket",
    "Socks",
    "Startup",
    "T3",
    "Task",
    "Team",
    "Teamserver",
    "Test",
    "Threat",
    "Token",
    "Tokens",
    "Top",
    "User",
    "Users",
    "VP",
    "Verified",
    "Vulnerabilities",
    "Vulnerability",
    "WebShell",
    "WebUI",
    "WebView",
    "Webshell",
    "Worker",
];

/// Where the Latin words behind a product, or behind its maker, end that are of the product's name: Photoshop Express, Azure
/// Network Watcher; SolarWinds Web Help Desk. Nothing in English sentences.
pub(super) fn words_end(reading: &Reading<'_>, start: usize, end: usize, maker: bool) -> Option<usize> {
    /// Names of one more word than this are headlines.
    const MOST: usize = 4;
    let text = reading.cx.text();
    let limit = reading.sentence.end();
    let name = text.slice(CharSpan::of(start..end));
    let word = |c: char| is_latin(c) || c.is_ascii_digit();
    let english = text.before(start) == ' ' && start > 1 && text.at(start - 2).is_ascii_graphic();
    if text.at(end) != ' ' || !word(text.before(end)) || PLATFORMS.contains(&name) || english || reading.sentence.range().filter(|i| is_han(text.at(*i))).count() < 4 {
        return None;
    }
    let mut words = Vec::new();
    let mut stop = end;
    while stop + 1 < limit && text.at(stop) == ' ' && (text.at(stop + 1).is_ascii_uppercase() || text.at(stop + 1).is_ascii_lowercase() && text.at(stop + 2).is_ascii_uppercase()) {
        let next = (stop + 1..limit).find(|i| !word(text.at(*i))).unwrap_or(limit);
        words.push(text.slice(CharSpan::of(stop + 1..next)));
        stop = next;
    }
    let behind = text.at(text.skip_blanks(stop));
    let goes_on = matches!(text.at(stop), '-' | '_' | '/' | '\\' | '@' | '=' | ':' | '&' | '\'' | '’' | '+' | '.' | '(') || word(behind) || behind == '(';
    if words.is_empty()
        || words.len() > MOST
        || goes_on
        || words.iter().any(|w| SAID_OF_IT.contains(w) || ARMS.iter().any(|arm| arm.eq_ignore_ascii_case(w)) || is_named(reading, w) || is_version(w))
        || words.last().is_some_and(|w| is_acronym(w) || *w == "Web")
    {
        return None;
    }
    // 谷歌 Chrome Web Store: the table has the name behind the maker's.
    let of_table = |at: usize| reading.words.at(at).any(|hit| hit.end == stop && hit.senses.iter().any(|s| matches!(s, Sense::Product(_))));
    if reading.tokens.iter().map(|t| t.span.start()).filter(|at| (start + 1..stop).contains(at)).any(of_table) {
        return None;
    }
    // One word behind a maker is said of anything (Akamai CDN, OpenAI Logo), unless it is nobody's: Check Point CloudGuard. Two that are nobody's may be
    // one who works there.
    (!maker || words.len() > 1 && words.iter().any(|w| is_common(w)) || words.len() == 1 && !is_common(words[0]) && words[0].chars().filter(char::is_ascii_uppercase).count() > 1)
        .then_some(stop)
}

/// Whether a word is the name of something else: PyPI Python, Windows Redis.
fn is_named(reading: &Reading<'_>, word: &str) -> bool {
    reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Product(_) | Sense::AmbiguousProduct(_) | Sense::Organisation(_)))
}

/// Whether a word is a version, which is of the product and no part of its name: V8.
fn is_version(word: &str) -> bool {
    word.strip_prefix(['V', 'v']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is an abbreviation, which may be of anything: API, APIs, MaaS.
fn is_acronym(word: &str) -> bool {
    let small = word.chars().filter(char::is_ascii_lowercase).count();
    word.chars().all(|c| c.is_ascii_alphabetic()) && (small == 0 || small <= 2 && word.len() <= 5 && word.ends_with(['s', 'S']) && word.len() - small >= 2)
}

/// Whether a number before a character counts something or is a date: Windows 10 月.
fn is_counted(c: char) -> bool {
    crate::lexicon::is_classifier_char(c) || matches!(c, '月' | '年' | '日' | '号' | '天' | '小' | '分' | '秒' | '周' | '万' | '亿' | '元' | '大' | '倍' | '成' | '%' | '％')
}

/// Words behind the name of an organisation that name a part or the form of it, and nothing that it makes.
const ARMS: &[&str] = &[
    "Labs",
    "Lab",
    "Research",
    "Foundation",
    "Team",
    "Group",
    "Inc",
    "Inc.",
    "Corp",
    "Corporation",
    "Ltd",
    "University",
    "Institute",
    "Newsroom",
    "Security",
    "Technologies",
    "Networks",
    "Systems",
    "Software",
    "Ventures",
    "Motor",
    "Motors",
    "Partners",
    "Program",
    "X-Ops",
    "Europe",
    "Media",
    "Unit",
    "Bank",
    "Insurance",
    "Holdings",
    "Airlines",
];

/// How long the known organisation at the head of a Latin name is, where one or two words that are no part of an organisation's
/// name stand behind it.
pub(super) fn made_by(reading: &Reading<'_>, name: &str) -> Option<usize> {
    let (head, rest) = name.split_once(' ')?;
    let known = |word: &str| {
        reading.cx.lexicon.senses(word).iter().any(|s| matches!(s, Sense::Organisation(row) if reading.cx.lexicon.organisation(*row).kind == OrganisationKind::Company))
    };
    let words: Vec<&str> = rest.split(' ').collect();
    // OPPO Find X5 Pro: the parts of a model's name may be short where they hold a digit.
    let plain = words.iter().all(|w| !ARMS.contains(w) && !is_common(w) && (w.len() >= 3 || w.contains(|c: char| c.is_ascii_digit())) && !known(w));
    (known(head) && !known(name) && words.len() <= 3 && plain && head.len() >= 3).then(|| head.chars().count())
}
