//! Decides, in tests, where the disk fails or the process ends.
//!
//! Faults are bound to a folder, so that tests beside each other do not meet.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What happens at the step that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The step is done by half and fails.
    Fail,
    /// This step and all that follow are done by half and fail.
    FailOn,
    /// The step is done by half and the process ends: nothing is unwound, flushed or removed.
    Kill,
}

struct Due {
    root: PathBuf,
    at: u64,
    fault: Fault,
    steps: u64,
}

static DUE: Mutex<Vec<Due>> = Mutex::new(Vec::new());

/// A fault that is due below a folder, until this is dropped.
pub(crate) struct Injected(PathBuf);

/// Lets the n-th step below a folder fail or end the process, from 0.
pub(crate) fn inject(root: &Path, at: u64, fault: Fault) -> Injected {
    DUE.lock().unwrap_or_else(PoisonError::into_inner).push(Due { root: root.to_owned(), at, fault, steps: 0 });
    Injected(root.to_owned())
}

impl Injected {
    /// The steps so far.
    pub(crate) fn steps(&self) -> u64 {
        DUE.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|due| due.root == self.0).map_or(0, |due| due.steps)
    }
}

impl Drop for Injected {
    fn drop(&mut self) {
        DUE.lock().unwrap_or_else(PoisonError::into_inner).retain(|due| due.root != self.0);
    }
}

/// One step on the disk.
pub(super) fn step_or(path: &Path, half: impl FnOnce()) -> io::Result<()> {
    let mut all = DUE.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(due) = all.iter_mut().find(|due| path.starts_with(&due.root)) else { return Ok(()) };
    due.steps += 1;
    let fails = if due.fault == Fault::FailOn { due.steps > due.at } else { due.steps == due.at + 1 };
    if !fails {
        return Ok(());
    }
    half();
    if due.fault == Fault::Kill {
        std::process::abort();
    }
    Err(io::Error::new(io::ErrorKind::StorageFull, "the disk is full, says a test"))
}
