"""What was said of names goes along when a database is made anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import profiles, sample
from briefing.errors import StoreError
from briefing.store.carrying import carry_names
from briefing.store.connection import open_database
from briefing.store.entities import follow_entities, marked_entities, mute_entities
from briefing.store.entity_edits import hide_entities, merge_entities, rename_entity, retype_entity

NOW = datetime(2025, 7, 18, 20, tzinfo=UTC)


def test_a_sample_that_is_made_again_keeps_the_readers_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sample.db"
    con, _ = sample.open_sample(path)
    named = {name: profiles.named(con, name).id for name in ("Nvidia", "H20", "Geneva", "London", "AMD", "CNBC")}
    follow_entities(con, [named["Nvidia"]], True, now=NOW)
    mute_entities(con, [named["Geneva"]], True, now=NOW)
    hide_entities(con, [named["H20"]], True, now=NOW)
    rename_entity(con, named["London"], "London Town", now=NOW)
    retype_entity(con, named["CNBC"], "other", now=NOW)
    merge_entities(con, named["AMD"], named["Nvidia"], now=NOW)
    profiles.split(con, profiles.named(con, "Scott Bessent").id, "bessent", now=NOW)
    con.close()
    monkeypatch.setattr(sample, "_signature", lambda: "other rules")
    con, _ = sample.open_sample(path)
    assert [one.name for one in marked_entities(con, "followed")] == ["Nvidia"]
    assert [one.name for one in marked_entities(con, "muted")] == ["Geneva"]
    assert [one.name for one in marked_entities(con, "hidden")] == ["H20"]
    assert profiles.named(con, "London Town").kind == "place" and profiles.named(con, "CNBC").kind == "other"
    assert profiles.named(con, "AMD").name == "Nvidia" and profiles.named(con, "bessent").name == "Bessent"
    assert con.execute("SELECT COUNT(*) FROM stories WHERE followed = 1").fetchone()[0] >= 1
    con.close()


def test_a_broken_old_database_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "old.db").write_bytes(b"no database" * 500)
    con = open_database(tmp_path / "new.db")
    with pytest.raises(StoreError):
        carry_names(con, tmp_path / "old.db")
    assert not con.in_transaction
    con.close()
