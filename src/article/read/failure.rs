//! stub
use super::super::Source;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
/// kind
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// i
    Internal,
    /// e
    Empty,
}
/// failure
#[derive(Clone, Debug)]
pub struct Failure {
    /// s
    pub source: Source,
    /// k
    pub kind: FailureKind,
    /// m
    pub message: String,
}
