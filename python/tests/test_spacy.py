"""DocBin: every span of a record is there exactly."""

import pytest

import wiredesk
import wiredesk.spacy

spacy = pytest.importorskip("spacy")


def places(spans):
    return [(span.start_char, span.end_char, span.label_) for span in spans]


def test_every_span_is_there_exactly(records):
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    packed = wiredesk.spacy.docbin(records).to_bytes()
    docs = list(DocBin().from_bytes(packed).get_docs(nlp.vocab))
    assert len(docs) == len(records)
    for doc, record in zip(docs, records, strict=True):
        assert doc.text == record["text"]
        found = [(m["start"], m["end"], m["label"]) for m in record["mentions"]]
        assert places(doc.ents) == found
        for group, key, label in [
            ("amounts", "amounts", "kind"),
            ("statements", "statements", "kind"),
        ]:
            found = [(part["start"], part["end"], part[label]) for part in record[key]]
            assert places(doc.spans[group]) == found
        assert [(d["start"], d["end"], "date") for d in record["dates"]] == places(
            doc.spans["dates"]
        )
        assert doc.cats == {threat["type"]: threat["score"] for threat in record["threats"]}
        assert doc.user_data["id"] == record["id"]


def test_tokens_give_way_to_spans():
    """A name inside a word of spaCy's is a name all the same."""
    text = "  The pro-Kremlin-Lazarus axis\n\n got US$3m. "
    at = text.index("Lazarus")
    record = {
        "id": "0",
        "text": text,
        "source": {"path": "-"},
        "provenance": {},
        "threats": [],
        "mentions": [{"start": at, "end": at + 3, "label": "ORG"}],
        "amounts": [{"start": text.index("$"), "end": text.index("m."), "kind": "money"}],
        "dates": [],
        "statements": [],
        "sentences": [],
    }
    doc = wiredesk.spacy.doc(record, spacy.blank("en"))
    assert doc.text == text
    assert [ent.text for ent in doc.ents] == ["Laz"]
    assert [span.text for span in doc.spans["amounts"]] == ["$3"]


def test_what_has_no_place_is_told(desk):
    with pytest.warns(UserWarning, match="1 records left out"):
        assert len(wiredesk.spacy.docbin(desk.annotate(["", "Seoul said so."]))) == 1
