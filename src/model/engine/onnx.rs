//! The form of an ONNX file. rten 0.27 believes the lengths that it finds there: one beyond the end
//! sends it backwards, for ever (found by fuzzing). A copy that broke off has such lengths, too.
//!
//! Sources: the [encoding](https://protobuf.dev/programming-guides/encoding/) of protocol buffers,
//! the messages of [ONNX](https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

/// The messages that lie in one another. Others have only numbers and bytes in them.
#[derive(Clone, Copy)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    TensorType,
    SequenceType,
    Shape,
    /// One without messages in it.
    Plain,
}

impl Message {
    /// What a field holds; `None` for numbers and bytes.
    fn inside(self, field: u64) -> Option<Self> {
        match (self, field) {
            (Self::Model, 7) | (Self::Attribute, 6) => Some(Self::Graph),
            (Self::Model, 8 | 14) | (Self::Tensor, 13) | (Self::Shape, 1) => Some(Self::Plain),
            (Self::Graph, 1) => Some(Self::Node),
            (Self::Graph | Self::Attribute, 5) => Some(Self::Tensor),
            (Self::Graph, 11..=13) => Some(Self::ValueInfo),
            (Self::Node, 5) => Some(Self::Attribute),
            (Self::ValueInfo, 2) | (Self::SequenceType, 1) => Some(Self::Type),
            (Self::Type, 1) => Some(Self::TensorType),
            (Self::Type, 4) => Some(Self::SequenceType),
            (Self::TensorType, 2) => Some(Self::Shape),
            _ => None,
        }
    }
}

/// Messages in one another that no network needs, and that a stack may not have room for.
const DEPTH: usize = 50;

/// Whether every field of the model in `bytes`, and of what lies in it, ends inside what holds it.
/// What the fields say is the runtime's to judge.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    !bytes.is_empty() && fields_end(bytes, Message::Model, DEPTH)
}

fn fields_end(bytes: &[u8], message: Message, depth: usize) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some((number, content, behind)) = field(rest) else { return false };
        if let Some(inside) = message.inside(number)
            && (depth == 0 || !fields_end(content, inside, depth - 1))
        {
            return false;
        }
        rest = behind;
    }
    true
}

/// The number of the field at the beginning, its bytes where it has a length, and what stands
/// behind it; `None` where it does not end.
fn field(bytes: &[u8]) -> Option<(u64, &[u8], &[u8])> {
    let (key, rest) = varint(bytes)?;
    let (content, rest) = match key & 7 {
        0 => (&[][..], varint(rest)?.1),
        1 => (&[][..], rest.get(8..)?),
        2 => {
            let (length, rest) = varint(rest)?;
            rest.split_at_checked(usize::try_from(length).ok()?)?
        }
        5 => (&[][..], rest.get(4..)?),
        // Groups are older than ONNX.
        _ => return None,
    };
    Some((key >> 3, content, rest))
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
        // The same in a node of the graph.
        let node: Vec<u8> = [&[0x0a, 11][..], &backwards].concat();
        let graph: Vec<u8> = [&[0x3a, 13][..], &node].concat();
        assert!(!is_whole(&graph));
    }

    #[test]
    fn depth_has_an_end() {
        // From the outside in: a node of a graph, its attribute, the graph of that.
        let mut bytes = Vec::new();
        for level in 0..201 {
            let mut outer = vec![[0x32, 0x2a, 0x0a][level % 3]];
            let mut length = bytes.len();
            while length > 127 {
                outer.push(u8::try_from(length & 127).unwrap() | 128);
                length >>= 7;
            }
            outer.push(u8::try_from(length).unwrap());
            bytes = [outer, bytes].concat();
        }
        assert!(fields_end(&bytes, Message::Graph, 300));
        assert!(!fields_end(&bytes, Message::Graph, DEPTH));
    }

    proptest! {
        #[test]
        fn fields_one_after_the_other_are_whole(fields in prop::collection::vec(
            (1_u8..7, prop::collection::vec(any::<u8>(), 0..100)), 1..8
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
