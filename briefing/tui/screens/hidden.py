"""The reader's hiding rules and the stories that they hide, each with its rule; change, pause, remove, show again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.rules import span_of
from briefing.store.kept import Kept
from briefing.store.rules import describe
from briefing.tui.layout.moment import full, short
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.marks import PAGE
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.model import StoryRow
    from briefing.store.rules import RuleRow

NO_RULES = (
    "Nothing is hidden.\n\n{own.hide} on a story hides stories like it, by a word, a name, an outlet or a feed.\n"
    "{hide.add} makes a rule of words. Nothing is ever deleted: what is hidden stands here."
)
FOR_EVER = ("", "ever", "for ever", "forever")


class HiddenScreen(ChangingPanel):
    """Rules first, then the newest of what they hide; Enter on a rule shows all that it hides."""

    PANE = "hidden"
    TITLE_WORDS = "Hidden"

    def on_mount(self) -> None:
        """Read rules and stories."""
        self.rules: Sequence[RuleRow] = ()
        self.stories: Sequence[StoryRow] = ()
        self.load()

    def load(self) -> None:
        """Read rules and stories, and keep the place."""

        def read() -> tuple[list[RuleRow], list[tuple[StoryRow, int]], int]:
            found = self.marks.rules()
            stories = [(story, rule.id) for rule in found if rule.stories for story in self._of(rule)]
            stories.sort(key=lambda one: (one[0].last, one[0].id), reverse=True)
            return found, stories[:PAGE], self.marks.count(Kept(rule=-1))

        self.ask("hidden", read, lambda found: self._show(*found))

    def _of(self, rule: RuleRow) -> list[StoryRow]:
        return self.marks.stories(Kept(rule=rule.id))

    def _show(self, rules: Sequence[RuleRow], stories: Sequence[tuple[StoryRow, int]], number: int) -> None:
        selected = max(0, self.number)
        self.rules, self.stories = rules, [story for story, _ in stories]
        told = f"{count(number, 'story')} by {count(len(rules), 'rule')}"
        self.bar.reached = Reached(self.TITLE_WORDS, right=told if rules else "")
        names = {rule.id: describe(rule.kind, rule.words) for rule in rules}
        made = [self._rule_row(rule) for rule in rules]
        title = "Hidden now" if number <= PAGE else f"Hidden now, the newest {PAGE}"
        made += [
            Row(story.headline, f"{names[rule]} · {short(story.last, self.today)}", section=title)
            for story, rule in stories
        ]
        if made:
            self.show(lambda width: lay_out_rows(made, width), selected)
        else:
            self.show_words(NO_RULES)

    def _rule_row(self, rule: RuleRow) -> Row:
        now = self.library.now()
        facts = [f"hides {count(rule.stories, 'story')}"] if rule.status == "active" else ["paused"]
        facts += ["in texts too"] if rule.in_text else []
        if rule.until:
            facts = ["ended"] if rule.ended(now) else [*facts, f"until {self._until(rule.until)}"]
        quiet = rule.status != "active" or rule.ended(now)
        words = describe(rule.kind, rule.words)
        return Row(words[:1].upper() + words[1:], " · ".join(facts), section="Rules", quiet=quiet)

    def _until(self, until: datetime) -> str:
        return full(until, self.today)

    @property
    def rule(self) -> RuleRow | None:
        """The selected rule, None on a story."""
        return self.rules[self.number] if 0 <= self.number < len(self.rules) else None

    @property
    def story(self) -> StoryRow | None:
        """The selected story, None on a rule."""
        at = self.number - len(self.rules)
        return self.stories[at] if 0 <= at < len(self.stories) else None

    # -- what the reader does ----------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Read the story; of a rule, show all that it hides."""
        from briefing.tui.screens.shelf import TaggedScreen

        if story := self.story:
            self.app.show_story(story.id)
        elif rule := self.rule:
            title = f"Hidden: {describe(rule.kind, rule.words)}"
            self.app.push_screen(TaggedScreen(self.library, Kept(rule=rule.id), title, today=self.today))

    def action_show_again(self) -> None:
        """Show the story for good, whatever rules say."""
        if story := self.story:
            self.write(lambda: self.marks.show_anyway([story.id]), "Shown again, for good.")
        else:
            self.foot.advise("Choose a story below; {hide.pause} pauses a rule, {hide.remove} removes it.")

    def action_pause(self) -> None:
        """Let the rule rest, or count again."""
        if rule := self._needs_rule():
            resting = rule.status == "paused"
            status = "active" if resting else "paused"
            self.write(
                lambda: self.marks.change_rule(rule.id, status=status), "Counts again." if resting else "Paused."
            )

    def action_remove(self) -> None:
        """Remove the rule; what it hides is back."""
        if rule := self._needs_rule():
            back = f"{count(rule.stories, 'story')} back." if rule.stories else ""
            self.write(lambda: self.marks.change_rule(rule.id, status="removed"), f"Rule removed. {back}".strip())

    def action_words(self) -> None:
        """Hide by other words."""
        rule = self._needs_rule()
        if rule and rule.kind != "word":
            self.foot.advise("Only words can be changed: {own.hide} on a story hides another name, outlet or feed.")
        elif rule:
            self.prompt("Words:", rule.value, lambda words: self._reword(rule, words))

    def _reword(self, rule: RuleRow, words: str) -> None:
        if words and words != rule.value:
            self.write(lambda: self.marks.change_rule(rule.id, value=words), "Changed.")

    def action_texts(self) -> None:
        """Look into texts too, or into titles only."""
        if (rule := self._needs_rule()) and rule.kind == "word":
            where = "titles only" if rule.in_text else "texts too"
            self.write(lambda: self.marks.change_rule(rule.id, in_text=not rule.in_text), f"Looks into {where}.")

    def action_until(self) -> None:
        """Say how long the rule counts."""
        if rule := self._needs_rule():
            self.prompt("How long (12h, 7d, 2w; nothing is for ever):", "", lambda words: self._limit(rule, words))

    def _limit(self, rule: RuleRow, words: str) -> None:
        span = span_of(words)
        if span is None and words.lower() not in FOR_EVER:
            self.foot.say(f"“{words}” is no time: 12h, 7d, 2w.")
            return
        said = f"Hides for {words} from now." if span else "Hides for ever."
        self.write(lambda: self.marks.change_rule(rule.id, span=span, forever=span is None), said)

    def action_add(self) -> None:
        """Make a rule of words."""
        self.prompt("Hide stories with:", "", self._add)

    def _add(self, words: str) -> None:
        if words:
            self.write(lambda: self.marks.hide("word", words), f"Hidden: stories with “{words}”.")

    def _needs_rule(self) -> RuleRow | None:
        if not self.rule:
            self.foot.advise("Choose a rule above; {hide.show} shows this story again.")
        return self.rule
