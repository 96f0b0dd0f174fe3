//! Decides which words say what a record, a line or a cut is.
//!
//! Closed sets of the published contract; `record` gives them their place in JSON and Parquet.

use crate::text::words;

words! {
    /// What became of a scrape, in order of precedence.
    Status {
        BadFrontMatter = "bad_front_matter",
        Blocked = "blocked",
        LoginRequired = "login_required",
        Deleted = "deleted",
        NotFound = "not_found",
        ErrorPage = "error_page",
        Garbled = "garbled",
        Listing = "listing",
        Empty = "empty",
        NavOnly = "nav_only",
        Truncated = "truncated",
        Ok = "ok",
    }
    /// What a raw record is written in.
    Format {
        Markdown = "markdown",
        Html = "html",
        Json = "json",
        Text = "text",
    }
    /// Where the publication day came from.
    PublishedFrom {
        FrontMatter = "front_matter",
        Dateline = "dateline",
        Page = "page",
        Url = "url",
    }
    /// What part of an article a sentence stands in.
    SentenceKind {
        Title = "title",
        Heading = "heading",
        Paragraph = "paragraph",
        ListItem = "list_item",
        TableRow = "table_row",
        Quote = "quote",
        Caption = "caption",
        Byline = "byline",
    }
    /// Why a stretch of the raw record is not in the text.
    CutKind {
        FrontMatter = "front_matter",
        Chrome = "chrome",
        Promotion = "promotion",
        Related = "related",
        Image = "image",
        Script = "script",
        DuplicateTitle = "duplicate_title",
        AccountLine = "account_line",
        Share = "share",
        Copyright = "copyright",
        Menu = "menu",
        CommentForm = "comment_form",
        Markup = "markup",
        Metadata = "metadata",
    }
}
