//! jushi (据实): facts, with their evidence.
pub mod text;
pub mod lexicon;
pub mod article;
pub mod extract;
pub mod assemble;
pub mod record;
pub mod validate;
pub mod publish;
pub mod pipeline;
pub mod cli;
