"""What the contract says of every table: its columns, and for all that are not text, their type.

Written by hand, so that a change of the program's own schema is noticed here.
"""

COLUMNS = {
    "documents": """
        doc_id article_id path record_offset:int64 format encoding url canonical_url site title publisher author original_source
        published_on:day published_at:instant published_from fetched_at:instant lang status status_detail duplicate_of
        duplicate_score:double tags:texts rights licence text body_start:int32 char_count:int32 text_sha256 raw_sha256 raw_bytes:int64
    """,
    "sentences": "sentence_id doc_id start:int32 end:int32 raw_start:int32 raw_end:int32 text kind section",
    "cuts": "cut_id doc_id raw_start:int32 raw_end:int32 kind rule",
    "mentions": "mention_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text type entity_id rule",
    "entities": """
        entity_id type name parent_entity_id country province merged_into merge_rule document_count:int32 mention_count:int32
        first_published_on:day last_published_on:day
    """,
    "entity_names": "entity_id name kind mention_count:int32 document_count:int32",
    "entity_codes": "entity_id scheme code source",
    "times": """
        time_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text kind start_date:day end_date:day
        start_time end_time utc_offset value granularity modifier anchor rule
    """,
    "quantities": """
        quantity_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text value:double value_max:double
        value_decimal:exact value_max_decimal:exact comparator unit unit_text kind rule
    """,
    "facts": """
        fact_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 evidence
        subject subject_start:int32 subject_end:int32 subject_from subject_entity_id place_entity_id
        metric metric_start:int32 metric_end:int32 metric_key measure statistic
        value:double value_max:double value_decimal:exact value_max_decimal:exact unit comparator value_text kind
        change change_basis base_start:day base_end:day
        period_start:day period_end:day period period_text period_from status
        attributed_to attributed_start:int32 attributed_end:int32 attributed_entity_id quantity_id time_id fact_key
        title publisher published_on:day url document_status is_duplicate:bool rule
    """,
    "metrics": "metric_key name measure usual_unit fact_count:int32 document_count:int32 example_fact_id",
    "positions": """
        position_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text
        person person_entity_id position org org_entity_id standing said_on:day rule
    """,
    "events": """
        event_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text
        name entity_id series edition:int32 parent_event_id start_date:day end_date:day place place_entity_id rule
    """,
    "event_roles": "event_role_id event_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text role name entity_id rule",
    "event_people": """
        event_person_id event_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text
        person person_entity_id role position_id rule
    """,
    "issuances": """
        issuance_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text
        document document_entity_id issuer issuer_entity_id action stage date start_date:day end_date:day rule
    """,
    "milestones": """
        milestone_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text
        subject subject_entity_id action action_type actor actor_entity_id start_date:day end_date:day status time_id rule
    """,
    "aliases": "alias_id doc_id sentence_id start:int32 end:int32 raw_start:int32 raw_end:int32 text alias full entity_id rule",
    "rules": """
        rule table summary matches yields does_not_match example rows:int32 documents:int32 gold_rows:int32 gold_right:int32
    """,
    "notes": "note_id doc_id start:int32 end:int32 raw_start:int32 raw_end:int32 text stage code message rule",
    "sources": """
        publisher site document_count:int32 bad_front_matter:int32 blocked:int32 login_required:int32 deleted:int32 not_found:int32
        error_page:int32 garbled:int32 listing:int32 empty:int32 nav_only:int32 truncated:int32 ok:int32
        first_published_on:day last_published_on:day median_body_chars:int32
    """,
    "rejects": "reject_id doc_id path table stage code message pointer record",
}


def columns(table):
    """The columns of a table, in order: name and type."""
    return {name: kind or "text" for name, _, kind in (word.partition(":") for word in COLUMNS[table].split())}
