"""A sentence -> whether it is the paper's own business and no news: calls to subscribe, credits, promises of more."""

from __future__ import annotations

import re

BOILERPLATE = re.compile(
    r"\b(?:sign up|subscribe|newsletters?|click here|tap here|read more|read the full|follow us|advertisement[:.]?$|"
    r"all rights reserved|copyright (?:©|\d{4}|\(c\))|wayback machine|(?:use|uses|accept) cookies|getty images|"
    r"javascript|log ?in to|share this|image (?:credit|source|caption)|photo(?:graph)?s?(?: by\b| courtesy|:)|"
    r"photo credit|file (?:photo|picture)|(?:ap|afp|reuters|epa|pool|handout) (?:photo|file)|/(?:ap|afp|reuters|epa)\b|"
    r"e-?mail address|terms of (?:use|service)|privacy policy|"
    r"contributed to this (?:report|story|article)|with inputs? from|with files from|additional reporting|"
    r"watch live|listen to (?:this|the)|watch (?:the|this|our|more|below)|"
    r"first appeared on|appeared first on|continue reading|see also:|also read:|read also|read next|"
    r"this article (?:was|is|has been)|this story (?:was|has been) (?:updated|originally|published)|"
    r"(?:syndicated|auto-generated) (?:feed|from)|edited by|reporting by|"
    r"support our journalism|our (?:app|podcast|correspondent)|live (?:updates|blog|coverage) here|live blog|"
    r"(?:more details|more) (?:to (?:follow|come)|here|soon|below)|developing story|breaking news (?:story|alert)s?|"
    r"editor['’]s note:|recommended stories|join the conversation|free trial|download (?:the|our) app|"
    r"has (?:more|the (?:latest|story|details)) (?:on|from|about)|paid subscriber|bonus content|"
    r"become a (?:member|subscriber|patron)|"
    r"list \d+ of \d+|end of list|published (?:on \d|in \w+(?=,))|last updated|(?:\d+ )?min(?:ute)?s? read|"
    r"abonnez-vous|inscrivez-vous|lire aussi|lire la suite|lesen sie (?:auch|mehr)|mehr lesen|weiterlesen|"
    r"jetzt abonnieren|suscr[ií]b[ea]\w*|lee (?:también|más)|lea (?:también|más)|leer más|leggi anche|"
    r"iscriviti|lees ook)(?!\w)|©|https?://"
)
"""Words of the paper, not of the news; in lower case, since the search runs over every sentence."""

_OWN_WORK = (
    r"(?:['’]s (?:\w+ ){1,4}?)?(?:also )?(?:speaks?|spoke|talks?|talked|asks|asked|reports?|explains?|looks?|examines?|"
    r"breaks down|takes a look|has (?:more|the (?:latest|story|details))|joins?|visits?|meets?|explores?|investigates|"
    r"analy[sz]es|interviews?|interviewed|hears|discusses|answers|rounds up|reviews?|unpacks)\b"
)


_CORRESPONDENT = re.compile(r"(?:[A-Z][\w.’'-]*\s){2,6}reports?(?: (?:from|on) [^.]{2,40})?\.$")
"""A sentence that only says who reports."""


def is_boilerplate(sentence: str) -> bool:
    """Whether the sentence belongs to the paper: an advertisement, a credit, a call to read on."""
    low = sentence.lower()
    if BOILERPLATE.search(low):
        return True
    return "port" in low[-90:] and _CORRESPONDENT.match(sentence) is not None


def is_about_itself(sentence: str, outlet: str) -> bool:
    """Whether an outlet tells of its own work: "NPR speaks with …", "The Example's correspondent reports …"."""
    name = outlet.split()[0] if outlet else ""
    if not sentence.removeprefix("The ").startswith(name) or len(name) < 2:
        return False
    return re.match(rf"(?:The )?{re.escape(name)}(?: [A-Z]\w*){{0,3}}\s?{_OWN_WORK}", sentence) is not None
