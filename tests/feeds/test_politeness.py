"""What a fetcher owes the servers that it asks, and where each promise is tested: no rule without a test.

The rules are those that the authors of well-behaved fetchers and of fetcher tests agree on (miniflux, lemon24/reader,
newsboat, rachelbythebay.com's "feed reader score", Chris Siebenmann on conditional GET, RFC 9110 and 9111).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FETCH, ANSWERS, PARTS = "feeds/test_fetch.py", "feeds/test_fetch_answers.py", "feeds/test_fetch_parts.py"
CONNECT, SCHEDULE, ODD = "feeds/test_fetch_connections.py", "feeds/test_schedule.py", "feeds/test_fetch_odd.py"
KEPT, BY_STORE, REFRESH = (
    "briefing/refresh/test_schedule_kept.py",
    "briefing/refresh/test_answers_kept.py",
    "briefing/test_ingest_refresh.py",
)

RULES = (
    ("validators are sent back byte for byte", FETCH, "a_validator_outside_ascii_comes_back_byte_for_byte"),
    ("weak, odd and unquoted ones too", ODD, "validators_of_every_form_come_back_byte_for_byte"),
    ("a date alone makes a request conditional", ODD, "a_feed_with_a_date_only_is_asked_conditionally_by_it"),
    ("ten polls: one unconditional, nine conditional", SCHEDULE, "ten_polls_are_one_unconditional_and_nine"),
    ("the same with a restart before each poll", KEPT, "ten_polls_with_a_restart_before_each"),
    ("validators are saved of whole, parsed feeds only", BY_STORE, "validators_are_kept_of_whole_and_parsed_feeds"),
    ("validators belong to the address that made them", FETCH, "validators_go_only_to_the_address_that_made_them"),
    ("a 304 may bring new validators", BY_STORE, "a_new_validator_that_comes_with_not_modified"),
    ("the same body is not parsed and not written", BY_STORE, "not_modified_and_the_same_body_are_neither"),
    ("no-cache and Expires: 0: conditional, no waiting time", PARTS, "freshness_in_seconds"),
    ("the longest of all waiting times counts, capped", SCHEDULE, "the_longest_wait_wins_and_jitter_only_adds"),
    ("the reader's own interval counts too", KEPT, "no_feed_is_due_before_the_readers_own_interval"),
    ("Retry-After on 429 and 503, seconds or a date", PARTS, "waiting_time_in_seconds"),
    ("Retry-After holds over restarts and for --all", BY_STORE, "retry_after_holds_over_a_restart"),
    ("a forced refresh says whom it leaves alone", KEPT, "a_forced_refresh_says_whom_it_leaves_alone"),
    ("a 429 quiets the host's other feeds", FETCH, "a_host_that_asks_for_quiet_is_not_asked_for_its_other"),
    ("which is no failure of theirs", REFRESH, "a_feed_that_was_not_asked_for_its_hosts_sake_is_no_failure"),
    ("never before anybody asks, never after the cap", SCHEDULE, "never_earlier_than_anybody_asks_and_never_later"),
    ("a wrong clock stops no feed for ever", KEPT, "a_clock_that_was_wrong_stops_no_feed_for_ever"),
    ("without validators at most hourly; pace of the feed", SCHEDULE, "the_longest_wait_wins_and_jitter_only_adds"),
    ("adaptive to how often the feed publishes", SCHEDULE, "items_a_week_by_the_dates_a_feed_holds"),
    ("jitter", SCHEDULE, "feeds_added_together_drift_apart"),
    ("a restart does not poll all again", KEPT, "ten_polls_with_a_restart_before_each"),
    ("errors back off, a success resets", REFRESH, "health_over_time"),
    ("errors are kept and waited for", KEPT, "errors_are_kept_and_waited_for"),
    ("a permanent move is followed once it has repeated", KEPT, "a_move_that_repeats_is_followed_and_told"),
    ("a move to a subscribed feed makes no second one", KEPT, "a_move_to_a_feed_that_is_there_already_is_told"),
    ("never from https to http for good", ANSWERS, "h08_a_step_to_http_is_told_carries_no_password"),
    ("410 retires with a notice", KEPT, "a_feed_that_is_gone_is_retired_with_a_notice"),
    ("404 keeps the items and backs off", BY_STORE, "a_missing_feed_keeps_its_items_and_comes_back"),
    ("five redirects at most", ODD, "five_redirects_are_followed_and_not_a_sixth"),
    ("no private host in any spelling", ODD, "no_spelling_of_a_private_host_is_connected_to"),
    ("every hop's address is checked", BY_STORE, "a_redirect_to_a_private_address_never_becomes"),
    ("the connection goes to the checked address", CONNECT, "the_connection_goes_to_the_checked_address"),
    ("bodies are capped on the wire and inflated", ANSWERS, "h15_a_gzip_bomb_stops_at_the_cap"),
    ("heads are capped", ANSWERS, "h24_too_many_headers_are_an_error"),
    ("one deadline for the whole fetch", ANSWERS, "h23_a_drip_meets_the_deadline_and_others_do_not_wait"),
    ("twenty at once", FETCH, "no_more_than_the_given_number_run_at_once"),
    ("two per host, on kept connections", FETCH, "many_fetches_are_polite_and_each_answers_once"),
    ("gzip only, other encodings refused", ANSWERS, "h16_h18_encodings_without_a_bound_are_refused"),
    ("name and version, no cookie, no referrer", FETCH, "a_request_says_who_asks_and_nothing_more"),
    ("A-IM is not sent, a 226 deletes nothing", BY_STORE, "what_a_delta_lacks_stays"),
    ("TLS is verified", CONNECT, "a_certificate_of_nobody_known_is_refused"),
    ("proxies by the environment", CONNECT, "a_proxy_gets_the_whole_address_and_its_own_password"),
    ("passwords go to their own host only", FETCH, "a_password_is_sent_to_its_own_host_only"),
    ("passwords are told nowhere", KEPT, "a_password_in_an_address_is_not_told"),
    ("a bot check has its own words and a long wait", ANSWERS, "h27_a_bot_check_is_named_and_left_alone_for_a_day"),
    ("Content-Type does not decide", ANSWERS, "h26_content_type_and_file_name_do_not_matter"),
    ("a page in a feed's place is an error", REFRESH, "one_bad_feed_stops_nobody"),
    ("and named", "feeds/test_no_feed.py", "a_page_in_a_feeds_place_is_named"),
    ("charsets: mark, declaration, header, UTF-8", "feeds/test_parse_broken.py", "encodings"),
    (
        "the declaration before the header before a guess",
        "feeds/test_parse_broken.py",
        "the_declaration_comes_before_the_header_and_that",
    ),
    (
        "broken feeds keep their items and are flagged",
        "feeds/test_parse_broken.py",
        "broken_feeds_are_read_and_flagged",
    ),
    ("empty and short bodies are errors", FETCH, "answers_without_a_feed_are_errors"),
    ("status, time, cost and errors are logged", "briefing/refresh/test_refresh_log.py", "a_refresh_writes_down_what"),
)


@pytest.mark.parametrize(("rule", "file", "test"), RULES, ids=[rule for rule, *_ in RULES])
def test_each_rule_has_its_test(rule: str, file: str, test: str) -> None:
    assert re.search(rf"^(?:async )?def test_{re.escape(test)}", (TESTS / file).read_text(), re.M), rule
