//! The parts of a SARIF file that become items. Read one result at a time, so that a large scan needs little memory,
//! and leniently: a result that breaks the schema is still a result.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::finding::Finding;

/// A whole file.
#[derive(Deserialize)]
#[serde(expecting = "SARIF, an object with `runs`", rename_all = "camelCase")]
pub(super) struct Log {
    #[serde(default)]
    pub(super) version: Value,
    /// `null` in files of scanners that did not run.
    #[serde(deserialize_with = "null_is_none")]
    pub(super) runs: Vec<Run>,
    /// Parts of runs, and results, may be beside the runs.
    #[serde(default)]
    pub(super) inline_external_properties: Option<IgnoredAny>,
}

/// One run of one scanner.
#[derive(Deserialize)]
#[serde(
    expecting = "a run, an object with `tool` and `results`",
    rename_all = "camelCase"
)]
pub(super) struct Run {
    #[serde(default)]
    pub(super) tool: Value,
    #[serde(default)]
    pub(super) results: Each<Finding>,
    #[serde(default)]
    pub(super) artifacts: Each<Artifact>,
    #[serde(default)]
    pub(super) invocations: Value,
    /// Results may be in files of their own.
    #[serde(default)]
    pub(super) external_property_file_references: Option<IgnoredAny>,
}

/// A file that was scanned.
pub(super) struct Artifact(pub(super) Option<String>);

impl From<Value> for Artifact {
    fn from(value: Value) -> Self {
        let uri = value.pointer("/location/uri").and_then(Value::as_str);
        Self(uri.map(str::to_owned))
    }
}

fn null_is_none<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A list, of which each entry is looked at and let go before the next is read.
pub(super) struct Each<T>(pub(super) Vec<T>);

impl<T> Default for Each<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: From<Value>> Deserialize<'de> for Each<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'de, T: From<Value>> Visitor<'de> for List<T> {
            type Value = Each<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_unit<E>(self) -> Result<Each<T>, E> {
                Ok(Each::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Each<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(value) = list.next_element::<Value>()? {
                    all.push(T::from(value));
                }
                Ok(Each(all))
            }
        }
        deserializer.deserialize_any(List(PhantomData))
    }
}
