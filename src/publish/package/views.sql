-- Views over the tables of one version, for DuckDB: run in the version's folder (duckdb -init views.sql).
-- The tables come first; those who loaded them in another way need only what follows.

-- facts_wide: every fact with the names of what it is about and who says so.
create view facts_wide as
select f.*, s.name as subject_name, s.type as subject_type, p.name as place_name, a.name as attributed_name, d.site, d.original_source, d.author
from facts f
join documents d on d.doc_id = f.doc_id
left join entities s on s.entity_id = f.subject_entity_id
left join entities p on p.entity_id = f.place_entity_id
left join entities a on a.entity_id = f.attributed_entity_id;

-- series: a figure over its periods; reposts count once, and sources that differ are told by lowest and highest.
create view series as
select coalesce(subject_entity_id, subject) as subject_key, min(subject) as subject, metric_key, measure, statistic, unit, period_start, period_end,
       min(value) as lowest, max(value) as highest, count(*) as statements, count(distinct publisher) as publishers, min(fact_id) as example_fact_id
from facts
where status = 'actual' and period_end is not null and not is_duplicate
group by coalesce(subject_entity_id, subject), metric_key, measure, statistic, unit, period_start, period_end;

-- targets_vs_actuals: what was aimed at, beside the last figure of the same kind up to its day.
create view targets_vs_actuals as
select subject, metric, unit, comparator, target, due, set_by, set_on, target_fact_id, actual, actual_on, actual_fact_id
from (
  select t.subject, t.metric, t.unit, t.comparator, t.value as target, t.period_end as due, t.attributed_to as set_by, t.published_on as set_on, t.fact_id as target_fact_id,
         a.value as actual, a.period_end as actual_on, a.fact_id as actual_fact_id,
         row_number() over (partition by t.fact_id order by a.period_end desc, a.fact_id) as rank
  from facts t
  left join facts a
    on coalesce(a.subject_entity_id, a.subject) = coalesce(t.subject_entity_id, t.subject)
   and a.metric_key = t.metric_key and a.measure = t.measure
   and a.statistic is not distinct from t.statistic and a.unit is not distinct from t.unit
   and a.status = 'actual' and not a.is_duplicate and a.period_end <= t.period_end
  where t.status in ('target', 'plan', 'forecast') and not t.is_duplicate
) ranked
where rank = 1;

-- positions_latest: of each person in each body, what was said last.
create view positions_latest as
select person, position, org, standing, said_on, person_entity_id, org_entity_id, doc_id, position_id
from (
  select p.*, row_number() over (partition by coalesce(person_entity_id, person), coalesce(org_entity_id, org, '') order by said_on desc, position_id) as rank
  from positions p
) ranked
where rank = 1;

-- parks: since when named parks, buildings and bases are what.
create view parks as
select subject_entity_id as entity_id, min(subject) as name,
       min(case when action_type = 'founded' then start_date end) as founded,
       min(case when action_type = 'approved' then start_date end) as approved,
       min(case when action_type = 'opened' then start_date end) as opened,
       count(*) as statements
from milestones
where status = 'actual' and subject_entity_id like 'FAC:%'
group by subject_entity_id;
