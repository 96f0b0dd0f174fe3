//! Decides which stretches are names of documents, laws, reports and books.

use crate::extract::{Context, EntityType, Mention, Mentions, identifier};
use crate::lexicon::{OrganisationKind, Sense};
use crate::text::CharSpan;

use super::rules::{WORK_REPORT, WORK_TITLE};
use super::{EntityRef, assembly};

/// The longest title that is taken for one.
const LONGEST_TITLE: usize = 100;

/// Adds the works of the article, before anything is read inside their titles.
pub fn extract_works(cx: &Context<'_>, mentions: &mut Mentions) {
    let text = cx.text();
    let identifiers = identifier::spans(mentions);
    let mut at = 0;
    while at < cx.article.usable_end {
        let c = text.at(at);
        if c == '《'
            && let Some(end) = title_end(cx, at)
            && let Some(sentence) = cx.article.sentence_at(at)
        {
            let span = CharSpan::of(at..end);
            if !identifiers.iter().any(|i| i.contains(span)) {
                let inner = text.slice(CharSpan::of(at + 1..end - 1)).to_owned();
                let periodical = cx.lexicon.senses(&inner).iter().find_map(|s| match s {
                    Sense::Organisation(row) | Sense::AmbiguousOrganisation(row) if cx.lexicon.organisation(*row).kind == OrganisationKind::Media => Some(*row),
                    _ => None,
                });
                let named_periodical = ["杂志", "日报", "周刊", "报记者", "记者", "网站"].iter().any(|w| text.starts_with(end, w));
                let value = match periodical {
                    Some(row) => EntityRef { entity_type: EntityType::Org, sense: Some(Sense::Organisation(row)), name: cx.lexicon.organisation(row).name.to_owned() },
                    None if named_periodical => EntityRef { entity_type: EntityType::Org, sense: None, name: inner },
                    None => EntityRef { entity_type: EntityType::Work, sense: None, name: text.slice(span).to_owned() },
                };
                mentions.entities.push(Mention { span, sentence, value, rule: WORK_TITLE });
            }
            at = end;
            continue;
        }
        if matches!(c, '党' | '二' | '十')
            && let Some((end, true)) = assembly::congress(text, at)
            && let Some(sentence) = cx.article.sentence_at(at)
        {
            let span = CharSpan::of(at..end + 2);
            let value = EntityRef { entity_type: EntityType::Work, sense: None, name: text.slice(span).to_owned() };
            mentions.entities.push(Mention { span, sentence, value, rule: WORK_REPORT });
            at = end + 2;
            continue;
        }
        at += 1;
    }
}

/// Where a title ends, nested marks included; it must end on its line.
fn title_end(cx: &Context<'_>, open: usize) -> Option<usize> {
    let text = cx.text();
    let mut depth = 0_usize;
    for at in open..(open + LONGEST_TITLE).min(cx.article.usable_end) {
        match text.at(at) {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return (at > open + 1).then_some(at + 1);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}
