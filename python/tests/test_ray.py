"""Ray Data: the same records as in one process."""

import pytest

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")


def test_ray_gives_the_records_of_one_process(desk, records):
    import wiredesk.ray

    try:
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    except Exception as error:
        pytest.skip(f"Ray does not start here: {error}")
    try:
        rows = [{"key": f"a{at}", "body": record["text"]} for at, record in enumerate(records)]
        ds = ray.data.from_items(rows)
        done = wiredesk.ray.annotate(ds, text="body", name="key", batch_size=3).take_all()
    finally:
        ray.shutdown()
    mine = desk.annotate([row["body"] for row in rows], names=[row["key"] for row in rows])
    assert {row["key"]: row["record"] for row in done} == dict(
        zip([row["key"] for row in rows], mine.json_lines(), strict=True)
    )
