//! Twelve questions that an analyst asks of the founding articles, as SQL over the published tables, each with its answer.
//!
//! The tables are read from their JSON Lines files into SQLite, so that what is asked is what was published.

use std::path::Path;
use std::process::Command;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};

const TABLES: &[&str] = &["documents", "facts", "positions", "events", "event_roles", "event_people", "issuances", "milestones", "entities"];

/// A question, its SQL, and its answer: rows whose columns are joined by ` | `.
struct Question {
    asks: &'static str,
    sql: &'static str,
    answer: &'static [&'static str],
}

const QUESTIONS: &[Question] = &[
    Question {
        // 成渝 and 成渝地区 are written so in two articles: one park, by its name and its place.
        asks: "Which parks exist, and since when?",
        sql: "select name, founded, approved from parks order by coalesce(founded, approved), name",
        answer: &["国家网络安全产业园区（北京） | 2019-01-01 | ", "国家网络安全产业园区（长沙） | 2020-06-01 | ", "国家网络安全产业园区（成渝地区） |  | 2022-05-01"],
    },
    Question {
        asks: "How many firms has the park in Tongzhou attracted, by when, according to whom?",
        sql: "select subject, cast(value as int), period_end, publisher from facts where subject like '%通州园%' and metric like '%企业%'",
        answer: &["通州园 | 128 | 2022-12-31 | 关键基础设施安全应急响应中心"],
    },
    Question {
        asks: "What was the revenue of Chengdu, by year?",
        sql: "select substr(period_start, 1, 4), cast(highest as int), statements from series where subject_key = 'GPE:gb2260:510100' and metric_key like '%业务收入' and measure = 'level' order by 1",
        answer: &["2020 | 28519000000 | 1", "2021 | 35460000000 | 1"],
    },
    Question {
        asks: "Which targets are set for 2023, by which document, and at which stage is it?",
        sql: "select distinct f.metric, f.comparator, cast(f.value as int), f.unit, i.stage
              from facts f join issuances i on i.document_entity_id = f.attributed_entity_id
              where f.status = 'target' and f.period_end = '2023-12-31' order by 1",
        answer: &["年复合增长率 | gt | 15 | percent | draft", "网络安全产业规模 | gt | 250000000000 | CNY | draft"],
    },
    Question {
        asks: "Growth of what, against when?",
        sql: "select subject, metric, value, period, base_start, base_end from facts where measure = 'change' and base_start is not null",
        answer: &["成都市 | 网络安全相关业务收入增长 | 24.3 | 2021 | 2020-01-01 | 2020-12-31"],
    },
    Question {
        asks: "Who is deputy of what, said where?",
        sql: "select p.person, p.position, p.org, d.publisher from positions_latest p join documents d using (doc_id) where p.position like '%副部长%' or p.position like '%副局长%' order by 1",
        answer: &["张云明 | 党组成员、副部长 | 工业和信息化部 | 安全牛", "朱西安 | 副局长 | 北京市经济和信息化局 | 中国信息安全"],
    },
    Question {
        asks: "Who chaired the conference, and as what?",
        sql: "select p.person, o.position, o.org from event_people p left join positions o using (position_id) where p.role = 'chair'",
        answer: &["蒋艳 | 党委书记、副主任 | 国家工业信息安全发展研究中心"],
    },
    Question {
        asks: "Who issued what in 2022?",
        sql: "select issuer, document, date from issuances where date like '2022%'",
        answer: &["重庆市经济信息委 | 《关于推进国家网络安全产业园区市级重点园区建设工作的通知》 | 2022-09"],
    },
    Question {
        asks: "Where and when was the fourth conference held?",
        sql: "select name, edition, start_date, end_date, place from events where edition = 4 and parent_event_id is null",
        answer: &["第四届国际工业信息安全应急大会 | 4 | 2023-03-23 | 2023-03-23 | 北京"],
    },
    Question {
        asks: "Who held, organised and guided it?",
        sql: "select r.role, r.name from event_roles r join events e using (event_id) where e.name = '第四届国际工业信息安全应急大会' order by r.role, r.start",
        answer: &[
            "guide | 北京市经济和信息化局",
            "host | 北京市通州区人民政府",
            "host | 国家工业信息安全发展研究中心",
            "organizer | 工业信息安全产业发展联盟",
            "organizer | 国家网络安全产业园区（通州园）",
        ],
    },
    Question {
        asks: "Are the two figures of 100 billion yuan the same?",
        sql: "select statistic, count(distinct fact_key) from facts where value = 1e11 group by statistic order by 1",
        answer: &["annual_average | 1", "cumulative | 1"],
    },
    Question {
        asks: "What share of investment goes to security in China, and elsewhere?",
        sql: "select subject, comparator, value from facts where metric = '网络安全建设占信息化投入比例' order by value",
        answer: &["我国 | approx | 3.0", "欧美等发达国家 | gt | 10.0"],
    },
];

/// Publishes the founding articles and loads the tables that are asked.
fn load(dir: &Path) -> Connection {
    let raw = concat!(env!("CARGO_MANIFEST_DIR"), "/raw");
    let run = Command::new(env!("CARGO_BIN_EXE_jushi")).args(["run", raw, "--dataset", "founding", "--quiet"]).current_dir(dir).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let db = Connection::open_in_memory().unwrap();
    for table in TABLES {
        let text = std::fs::read_to_string(dir.join(format!("output/founding/1.0.0/{table}.jsonl"))).unwrap();
        let rows: Vec<serde_json::Map<String, serde_json::Value>> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let Some(first) = rows.first() else { continue };
        let columns: Vec<String> = first.keys().map(|k| format!("\"{k}\"")).collect();
        db.execute(&format!("create table {table} ({})", columns.join(", ")), []).unwrap();
        let marks = vec!["?"; columns.len()].join(", ");
        for row in &rows {
            let values = row.values().map(|value| match value {
                serde_json::Value::Null => Value::Null,
                serde_json::Value::Bool(b) => Value::Integer(i64::from(*b)),
                serde_json::Value::Number(n) => n.as_i64().map_or_else(|| Value::Real(n.as_f64().unwrap_or_default()), Value::Integer),
                serde_json::Value::String(s) => Value::Text(s.clone()),
                other => Value::Text(other.to_string()),
            });
            db.execute(&format!("insert into {table} values ({marks})"), params_from_iter(values)).unwrap();
        }
    }
    // The version's views, over the tables as they were loaded here.
    let views = std::fs::read_to_string(dir.join("output/founding/1.0.0/views.sql")).unwrap();
    let own: Vec<&str> = views.lines().filter(|line| !line.contains("read_parquet(")).collect();
    assert_eq!(views.lines().count() - own.len(), jushi::record::table_names().count(), "a view over the files of each table");
    db.execute_batch(&own.join("\n")).unwrap();
    db
}

/// The answer to a question, its columns joined.
fn ask(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap_or_else(|e| panic!("{e}: {sql}"));
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut answer = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<String> = (0..columns)
            .map(|i| match row.get_ref(i).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(n) => n.to_string(),
                ValueRef::Real(x) => format!("{x:?}"),
                ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned(),
                ValueRef::Blob(_) => "blob".to_owned(),
            })
            .collect();
        answer.push(cells.join(" | "));
    }
    answer
}

#[test]
fn twelve_questions_have_their_answers() {
    let dir = tempfile::tempdir().unwrap();
    let db = load(dir.path());
    assert_eq!(QUESTIONS.len(), 12);
    let failures: Vec<String> = QUESTIONS
        .iter()
        .map(|q| (q, ask(&db, q.sql)))
        .filter(|(q, answer)| answer != q.answer)
        .map(|(q, answer)| format!("{}\n  expected {:?}\n  found    {answer:?}", q.asks, q.answer))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), QUESTIONS.len(), failures.join("\n"));
}
