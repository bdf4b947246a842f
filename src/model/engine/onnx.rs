//! The outermost form of an ONNX file. rten 0.27 believes the lengths it finds there: one beyond
//! the end sends it backwards, for ever (found by fuzzing). A copy that broke off has such a length, too.

/// Whether `bytes` are fields of a protocol buffers message to their end. What is inside the
/// fields is the runtime's to judge.
///
/// Source: the [encoding](https://protobuf.dev/programming-guides/encoding/) of protocol buffers.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some(behind) = field(rest) else { return false };
        rest = behind;
    }
    !bytes.is_empty()
}

/// What stands behind the field at the beginning; `None` where it does not end.
fn field(bytes: &[u8]) -> Option<&[u8]> {
    let (key, rest) = varint(bytes)?;
    match key & 7 {
        0 => varint(rest).map(|(_, rest)| rest),
        1 => rest.get(8..),
        2 => {
            let (length, rest) = varint(rest)?;
            rest.get(usize::try_from(length).ok()?..)
        }
        5 => rest.get(4..),
        // Groups are older than ONNX.
        _ => None,
    }
}

/// A number in groups of seven bits, the lowest first, and what stands behind it.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at).min(63);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn files_of_models_are_whole_and_their_beginnings_are_not() {
        for name in ["models/wiredesk-small-en", "tests/checkpoints/distilbert-ner"] {
            let bytes = std::fs::read(format!("{name}/model.onnx")).unwrap();
            assert!(is_whole(&bytes), "{name}");
            assert!(!is_whole(&bytes[..bytes.len() / 2]), "{name}");
        }
        assert!(!is_whole(b""));
        assert!(!is_whole(b"<!doctype html><title>Not found</title>"));
    }

    #[test]
    fn a_length_beyond_the_end_is_not_followed() {
        let backwards = [0x3a, 0xf5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(varint(&backwards[1..]), Some((u64::MAX - 10, &[][..])));
        assert!(!is_whole(&backwards));
    }

    proptest! {
        #[test]
        fn fields_one_after_the_other_are_whole(fields in prop::collection::vec(
            (1_u8..15, prop::collection::vec(any::<u8>(), 0..100)), 1..8
        )) {
            let mut bytes = Vec::new();
            for (number, inside) in &fields {
                bytes.extend([number << 3 | 2, u8::try_from(inside.len()).unwrap()]);
                bytes.extend(inside);
            }
            prop_assert!(is_whole(&bytes));
        }

        #[test]
        fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = is_whole(&bytes);
        }
    }
}
