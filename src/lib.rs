//! jushi (据实): facts, with their evidence.
pub mod article;
pub mod text;
pub mod lexicon;
pub mod extract;
pub mod assemble { mod words; pub use words::*; }
pub mod record;
