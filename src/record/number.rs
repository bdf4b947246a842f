//! The numbers of a record: scores in thousandths, and decimals with all their digits.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A score between 0 and 1 in steps of a thousandth: further digits would only show the last bits
/// of the machine's arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Score(#[schemars(range(min = 0.0, max = 1.0))] f64);

impl Score {
    /// The score, between 0 and 1.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl From<f32> for Score {
    fn from(score: f32) -> Self {
        Self((f64::from(score) * 1000.0).round() / 1000.0)
    }
}

/// An exact decimal, written as a JSON number digit by digit: reading it back gives the same value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.normalize().to_string();
        RawValue::from_string(digits).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// From JSON only, where the digits stand as they were written.
impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        exact(deserializer)
    }
}

/// Reads a number with all its digits, which a binary float in between would cost.
pub(super) fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
    number(&Box::<RawValue>::deserialize(deserializer)?)
}

/// The same of a number that may be null.
pub(super) fn exact_or_none<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Number>, D::Error> {
    Option::<Box<RawValue>>::deserialize(deserializer)?.as_deref().map(number).transpose()
}

fn number<E: serde::de::Error>(raw: &RawValue) -> Result<Number, E> {
    let digits = raw.get();
    Decimal::from_str_exact(digits)
        .or_else(|_| Decimal::from_scientific(digits))
        .map(Number)
        .map_err(|_| E::custom(format!("{digits} is no number of at most 28 digits")))
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        for (written, shown) in [
            ("3000000000", "3000000000"),
            ("0.1", "0.1"),
            ("2.60", "2.6"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ] {
            let number = Number(written.parse().unwrap());
            assert_eq!(serde_json::to_string(&number).unwrap(), shown);
        }
    }

    #[test]
    fn scores_are_thousandths() {
        assert_eq!(serde_json::to_string(&Score::from(0.976_499)).unwrap(), "0.976");
        assert_eq!(serde_json::to_string(&Score::from(1.0)).unwrap(), "1.0");
    }
}
