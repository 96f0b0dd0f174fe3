//! Decides how records go through several threads and come back in the order of the inputs, with bounded memory.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::discover::{InputError, Inputs, RawItem};
use crate::article::RawRecord;

/// Articles under way for each thread: enough that a slow one does not stop the others, few enough that memory stays bounded.
const UNDER_WAY: usize = 16;

/// What ended the work before its end.
#[derive(Debug)]
pub enum Stopped<E> {
    /// An input cannot be read.
    Input(InputError),
    /// Whoever takes the results refused one.
    Taking(E),
}

/// Loads every record, works on it in one of `jobs` threads, and hands the results to `take` in the order of the inputs.
///
/// A token is taken for each record under way and given back once its result is taken, so a slow taker slows the readers.
pub fn map_ordered<T: Send, E: Send>(
    inputs: &Inputs,
    jobs: usize,
    work: &(dyn Fn(&RawRecord<'_>) -> T + Sync),
    take: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let window = jobs.max(1) * UNDER_WAY;
    let (work_in, work_out) = sync_channel::<(u64, RawItem)>(window);
    let (done_in, done_out) = sync_channel::<(u64, Result<T, InputError>)>(window);
    let (token_in, token_out) = sync_channel::<()>(window);
    (0..window).for_each(|_| {
        let _ = token_in.send(());
    });
    let work_out = Arc::new(Mutex::new(work_out));
    thread::scope(|scope| {
        let feeder = scope.spawn(move || feed(inputs, &work_in, &token_out));
        for _ in 0..jobs.max(1) {
            let (items, done) = (Arc::clone(&work_out), done_in.clone());
            scope.spawn(move || work_off(&items, &done, work));
        }
        drop(done_in);
        let collected = collect(&done_out, &token_in, take);
        // Ends the feeder and the workers, should they wait: nobody takes what they send any more.
        drop(done_out);
        drop(token_in);
        drop(work_out);
        let fed = feeder.join().unwrap_or(Ok(()));
        collected?;
        fed.map_err(Stopped::Input)
    })
}

fn feed(inputs: &Inputs, work: &SyncSender<(u64, RawItem)>, tokens: &Receiver<()>) -> Result<(), InputError> {
    let mut number = 0;
    inputs.for_each(|item| {
        let sent = tokens.recv().is_ok() && work.send((number, item)).is_ok();
        number += 1;
        sent
    })
}

fn work_off<T>(items: &Mutex<Receiver<(u64, RawItem)>>, done: &SyncSender<(u64, Result<T, InputError>)>, work: &(dyn Fn(&RawRecord<'_>) -> T + Sync)) {
    loop {
        let next = items.lock().map(|receiver| receiver.recv());
        let Ok(Ok((number, item))) = next else { return };
        if done.send((number, item.load().map(|record| work(&record)))).is_err() {
            return;
        }
    }
}

fn collect<T, E>(done: &Receiver<(u64, Result<T, InputError>)>, tokens: &SyncSender<()>, take: &mut dyn FnMut(T) -> Result<(), E>) -> Result<(), Stopped<E>> {
    let mut waiting: HashMap<u64, T> = HashMap::new();
    let mut next = 0_u64;
    for (number, result) in done {
        waiting.insert(number, result.map_err(Stopped::Input)?);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            take(result).map_err(Stopped::Taking)?;
            let _ = tokens.try_send(());
        }
    }
    Ok(())
}
