"""What surrounds every document: masthead, running line, foot line, mark and the file's own description."""

from collections.abc import Sequence
from datetime import datetime

from wellbeingdesk.documents.wording import Sheet, Speech
from wellbeingdesk.usecases.ports import Paper


def surroundings(
    speech: Speech,
    paper: Paper,
    title: str,
    *,
    about: Sequence[str],
    running: Sequence[str],
    running_right: str,
    footer: Sequence[str],
    keyword: str,
    made: datetime,
) -> Sheet:
    """The parts that `look-1` sets around a body; empty lines are left out. `made` is UTC."""
    service = speech.plain(paper.service_name)
    return {
        "language": speech.tag,
        "title": title,
        "service": service,
        "logo": list(paper.logo_png),
        "logo-alt": speech.ours("logo_alt", service=service),
        "about": [line for line in about if line],
        "mark": speech.ours("made_up") if paper.made_up else "",
        "running": " · ".join(part for part in running if part),
        "running-right": running_right,
        "footer": " · ".join(part for part in footer if part),
        "page-of": speech.words("paper.page_of", page="{page}", pages="{pages}"),
        "keywords": [keyword],
        "description": speech.ours("made_up") if paper.made_up else title,
        "date": list(made.timetuple()[:3]),
    }
