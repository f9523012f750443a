//! threatboard: a facilitator's instrument for threat-modelling meetings.

pub mod domain;
pub mod store;
