//! What a session is.
pub mod text;
