//! Decides what the first phase does with all records: each is extracted, or taken over from an earlier run where neither it nor
//! the rules have changed, and spooled; of each the registries keep what linking needs.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::discover::Inputs;
use super::link::ArticleKey;
use super::ordered::{Stopped, map_ordered};
use super::process::{Processed, process};
use super::run::Progress;
use super::spool::{Carried, Chunk, Packed, RecordKey, SpoolWriter};
use crate::article::{RawRecord, ReadOptions, Status, document_id};
use crate::assemble::link::EntityRegistry;
use crate::record::{Reject, hex, sha256_hex};
use crate::validate;

/// What the first phase leaves beside the spool.
#[derive(Debug, Default)]
pub struct Extraction {
    /// The chunks by document.
    pub chunks: BTreeMap<String, Chunk>,
    /// What articles are compared by, in the order of the inputs.
    pub keys: Vec<ArticleKey>,
    /// The entities.
    pub registry: EntityRegistry,
    /// The digest of every record's path and SHA-256.
    pub inputs_digest: String,
    /// Records read.
    pub records: u64,
    /// Of these, those that were taken over.
    pub taken_over: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// How the first phase reads.
#[derive(Clone, Copy)]
pub struct Extractor<'a> {
    /// The records.
    pub inputs: &'a Inputs,
    /// How they are read.
    pub options: &'a ReadOptions,
    /// What an earlier run left.
    pub carried: Option<&'a Carried>,
    /// Threads.
    pub jobs: usize,
}

struct Finished {
    key: RecordKey,
    packed: std::io::Result<Packed>,
    taken_over: bool,
    path: String,
    bytes: u64,
}

impl Extractor<'_> {
    /// Works off every record, with several threads and in the order of the inputs.
    ///
    /// # Errors
    /// Where an input cannot be read, or the spool cannot be written.
    pub fn run(&self, spool: &mut SpoolWriter, progress: &dyn Fn(Progress)) -> Result<Extraction, Stopped<std::io::Error>> {
        let mut digest = Sha256::new();
        let mut all = Extraction::default();
        map_ordered(self.inputs, self.jobs.max(1), &|record| self.finish(record), &mut |finished: Finished| {
            all.add(finished, self, spool, &mut digest)?;
            progress(Progress { articles: all.records, bytes: all.bytes });
            Ok(())
        })?;
        all.inputs_digest = hex(&digest.finalize());
        Ok(all)
    }

    fn finish(&self, record: &RawRecord<'_>) -> Finished {
        let key = RecordKey::of(record);
        let found = self.carried.and_then(|carried| carried.find(key));
        let taken_over = found.is_some();
        let packed = found.map_or_else(|| Packed::of(process_or_reject(record, self.options)), Ok);
        Finished { key, packed, taken_over, path: record.path.clone(), bytes: record.bytes.len() as u64 }
    }
}

/// Processes a record. A defect of the program that one record brings to light must not cost the others: it becomes that
/// record's status and a reject that says where the program stumbled.
fn process_or_reject(record: &RawRecord<'_>, options: &ReadOptions) -> Processed {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| process(record, options))).unwrap_or_else(|cause| {
        let message = cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default();
        // What is left of the record is its identity: a record of no bytes at the same place, with the true digests.
        let hollow = RawRecord { bytes: Vec::new().into(), ..record.clone() };
        let mut rows = process(&hollow, options).rows.into_inner();
        let sha256 = sha256_hex(&record.bytes);
        for document in &mut rows.documents {
            document.doc_id = document_id(&document.article_id, &record.bytes);
            document.status = Status::Garbled;
            document.status_detail = Some(format!("the program failed on this record: {message}"));
            document.raw_sha256.clone_from(&sha256);
            document.raw_bytes = i64::try_from(record.bytes.len()).unwrap_or(i64::MAX);
            rows.rejects.push(Reject {
                reject_id: format!("{}:x0-0", document.doc_id),
                doc_id: Some(document.doc_id.clone()),
                path: record.path.clone(),
                table: "documents".to_owned(),
                stage: "extract".to_owned(),
                code: "internal.failure".to_owned(),
                message: message.clone(),
                pointer: None,
                record: None,
            });
        }
        Processed { rows: validate::check(rows), entities: BTreeMap::new(), key: ArticleKey::default() }
    })
}

impl Extraction {
    fn add(&mut self, finished: Finished, extractor: &Extractor<'_>, spool: &mut SpoolWriter, digest: &mut Sha256) -> std::io::Result<()> {
        let mut key = finished.key;
        let mut packed = finished.packed?;
        // Byte-identical captures of one article are told apart by a number, in the order of paths.
        let mut repetition = 0;
        while self.chunks.contains_key(&packed.head.key.doc_id) {
            repetition += 1;
            let Some(mut record) = extractor.inputs.record(&finished.path) else { break };
            record.repetition = repetition;
            let again = extractor.finish(&record);
            (key, packed) = (again.key, again.packed?);
        }
        let chunk = spool.add(key, &packed)?;
        digest.update(finished.path.as_bytes());
        digest.update([0]);
        digest.update(packed.head.sha256.as_bytes());
        self.records += 1;
        self.taken_over += u64::from(finished.taken_over);
        self.bytes += finished.bytes;
        for (id, uses) in &packed.head.entities {
            self.registry.add(id, uses, packed.head.key.published);
        }
        self.chunks.insert(packed.head.key.doc_id.clone(), chunk);
        self.keys.push(packed.head.key);
        Ok(())
    }
}
