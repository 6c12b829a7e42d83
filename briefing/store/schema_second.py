"""What schema 2 adds to schema 1. Unreleased: edited in place until it is."""

from __future__ import annotations

STATEMENTS = (
    # Without the items that wait for the grouping: storing them would touch nearly every page of this index.
    "DROP INDEX items_story",
    "CREATE INDEX items_story ON items(story, seq) WHERE story IS NOT NULL",
    # Whether the full text of this feed's new items is fetched from their pages.
    "ALTER TABLE feeds ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0",
    # The reader's tags of a story, a JSON list in order, and their own words on it; "" = none.
    "ALTER TABLE stories ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE stories ADD COLUMN own_note TEXT NOT NULL DEFAULT ''",
    # The hiding rule that a story falls under, 0 = none; whether the reader wants to see it whatever rules say.
    "ALTER TABLE stories ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE stories ADD COLUMN shown_anyway INTEGER NOT NULL DEFAULT 0",
    # The edition's order without what rules hide: the first frame pays nothing for them.
    "DROP INDEX stories_order",
    """
    CREATE INDEX stories_order ON stories(read, score DESC, id)
    WHERE united_with IS NULL AND dismissed = 0 AND hidden = 0
    """,
    "CREATE INDEX stories_hidden ON stories(hidden, last DESC, id) WHERE hidden <> 0",
    "CREATE INDEX stories_hidden_last ON stories(last DESC, id) WHERE hidden <> 0",
    "CREATE INDEX stories_kept ON stories(last DESC, id) WHERE saved = 1",
    # stories.tags turned round; `key` is the tag as tags are compared. Made again from there whenever that changes.
    """
    CREATE TABLE tagged (
        key TEXT NOT NULL,
        story INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (key, story)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tagged_story ON tagged(story)",
    # What hides stories. A removed rule stays as a row, because the undo log names it.
    """
    CREATE TABLE rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('word', 'name', 'outlet', 'feed', 'folder')),
        value TEXT NOT NULL,                   -- words, outlet or folder; the id of an entity or a feed
        in_text INTEGER NOT NULL DEFAULT 0,    -- 1: words count in texts too, not only in titles
        status TEXT NOT NULL DEFAULT 'removed' CHECK (status IN ('active', 'paused', 'removed')),
        until TEXT NOT NULL DEFAULT '',        -- "": for ever
        made TEXT NOT NULL,
        due INTEGER NOT NULL DEFAULT 0         -- 1: changed, the stored stories are to be judged again
    )
    """,
    # The log of the last refreshes (refresh_log.KEPT); it may be lost without harm.
    """
    CREATE TABLE refreshes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        began TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT '',        -- "": it runs, or was killed
        feeds INTEGER NOT NULL,                -- so many are asked
        stopped INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE fetches (
        id INTEGER PRIMARY KEY,
        refresh INTEGER NOT NULL REFERENCES refreshes(id) ON DELETE CASCADE,
        feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
        title TEXT NOT NULL,                   -- as it was then; its address, without a password, where it had none
        made TEXT NOT NULL,
        status INTEGER,                        -- HTTP status; NULL: no answer
        new INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        ms INTEGER,                            -- how long it took, and what came over the wire; NULL: not known
        bytes INTEGER,
        error TEXT NOT NULL,                   -- "": none
        notice TEXT NOT NULL
    )
    """,
    "CREATE INDEX fetches_refresh ON fetches(refresh)",
    "CREATE INDEX fetches_feed ON fetches(feed)",
)
"""In the order in which they run."""
