"""The tour's acts around a decision about confidentiality: drafting, signing, and both halves of its countersigning."""

from datetime import datetime, timedelta

from wellbeingdesk.domain.form import Answers
from wellbeingdesk.gui.pages.decision_layout import DOT
from wellbeingdesk.tour.acts_clients import open_client
from wellbeingdesk.tour.scene import Scene
from wellbeingdesk.tour.seeing import Missed

REQUEST, ANSWER, RECORD = "decision-to-countersign.age", "answer.age", "record.pdf"
_BEFORE_LOOKING = 2
"""Sections that are answered before the person looks at what is missing."""

_TEXTS = (
    "outline",
    "consent_why",
    "harm_why",
    "options_considered",
    "purpose",
    "consultee_role",
    "consultee_view",
    "decision_why",
    "recipient_name",
    "why_recipient",
    "content",
    "actions",
)


def draft(scene: Scene) -> None:
    """Signing too early signs nothing: what is missing is named and the first of it opened."""
    words, person = scene.words, scene.author.person
    open_client(scene)
    person.press(words("clients.do.decide"))
    person.sees(words("decision.second.title"))
    scene.picture(scene.author, "decision-begun")
    form = scene.form(scene.policy.decision_form)
    scene.filling(scene.author).fill_sections(form, _answers(scene), range(_BEFORE_LOOKING), lambda: _turn(scene))
    person.sees(words("shell.saved", time=""))
    person.press(words("decision.sign.button-missing", count=_missing(scene)))
    person.sees(words("refusal.SomethingIsMissing", count=_missing(scene)))
    scene.picture(scene.author, "decision-missing")


def sign(scene: Scene) -> None:
    """The passphrase is asked for again."""
    words, person = scene.words, scene.author.person
    form = scene.form(scene.policy.decision_form)
    rest = range(_BEFORE_LOOKING, len(form.sections) - 1)
    filling = scene.filling(scene.author)
    filling.fill_sections(form, _answers(scene), rest, lambda: _turn(scene))
    filling.fill_sections(form, _answers(scene), range(rest.stop, rest.stop + 1), lambda: None)
    second = DOT.join((scene.says("people.second"), scene.says("people.second-role")))
    person.chooses(words("decision.second.title"), second)
    person.sees(words("field.missing", count=0))
    scene.picture(scene.author, "decision-complete")
    person.press(words("decision.sign.button-missing", count=0))
    person.types(words("decision.passphrase.label"), scene.passphrase(scene.author.who))
    scene.picture(scene.author, "decision-sign")
    person.press(words("decision.sign.do"))
    person.sees(words("decision.sign.done"))
    scene.picture(scene.author, "decision-signed")


def send(scene: Scene) -> None:
    """Sealed for the colleague alone."""
    words, person = scene.words, scene.author.person
    scene.author.asking.answer_with(scene.out / REQUEST)
    person.press(words("decision.send", name=scene.says("people.second")))
    person.sees(words("decision.sent"))
    scene.picture(scene.author, "decision-sent")


def review(scene: Scene) -> None:
    """On the colleague's desk, as a form and as the pages that were signed."""
    words, person = scene.words, scene.second.person
    scene.goes_to(scene.second, "decisions")
    scene.second.asking.answer_with(scene.out / REQUEST)
    person.press(words("colleagues.receive"))
    person.sees(words("review.title", name=scene.says("people.author")))
    scene.picture(scene.second, "review")
    person.turns_to(words("review.as-pages"))
    scene.picture(scene.second, "review-pages")


def countersign(scene: Scene) -> None:
    """Agreeing is signed with the colleague's own passphrase."""
    words, person, author = scene.words, scene.second.person, scene.says("people.author")
    person.chooses(words("review.answer.label"), words("review.answer.agree"))
    person.types(words("review.answer.reasons"), scene.says("review.reasons"))
    scene.picture(scene.second, "review-answer")
    person.press(words("review.sign.button-agree"))
    person.types(words("decision.passphrase.label"), scene.passphrase(scene.second.who))
    person.press(words("review.sign.agree.do", name=author))
    person.sees(words("review.sign.done", name=author))
    scene.second.asking.answer_with(scene.out / ANSWER)
    person.press(words("review.answer.save", name=author))
    person.sees(words("review.saved"))
    scene.picture(scene.second, "review-answered")


def take_answer(scene: Scene) -> None:
    """The author's desk ends with one PDF that carries both signatures."""
    words, person = scene.words, scene.author.person
    scene.author.asking.answer_with(scene.out / ANSWER)
    person.press(words("decision.take-answer"))
    person.sees(words("colleagues.received.answer.countersigned"))
    scene.picture(scene.author, "decision-countersigned")
    scene.author.asking.answer_with(scene.out / RECORD)
    person.press(words("decision.save-pdf"))
    person.sees(words("decision.saved-pdf"))
    scene.goes_to(scene.author, "decisions")
    person.sees(scene.says("people.client"))
    scene.picture(scene.author, "decisions")


def _turn(scene: Scene) -> None:
    scene.author.person.press(scene.words("shell.next"))


def _missing(scene: Scene) -> int:
    """How many things the page says are missing."""
    shown = scene.author.person.texts()
    for count in range(1, 60):
        if scene.words("field.missing", count=count) in shown:
            return count
    raise Missed("unseen", scene.words("field.missing", count=1), shown)


def _answers(scene: Scene) -> Answers:
    now = scene.now.replace(second=0, microsecond=0)
    return {
        **scene.texts("decision", *_TEXTS),
        "ground": "death-or-serious-harm",
        "consent_sought": "refused",
        "discussed_before": True,
        "capacity_view": "presumed-has-capacity",
        "safety_concern": True,
        "protects": True,
        "consulted": "asked",
        "consultee_name": scene.says("people.second"),
        "consulted_at": _moment(now - timedelta(hours=2)),
        "decision": "disclose",
        "event_at": _moment(now - timedelta(hours=1)),
        "recipient_type": "emergency-services",
        "who_contacts": "on-their-behalf",
        "content_limited": True,
        "channel": "phone",
        "review_on": (scene.today + timedelta(days=1)).isoformat(),
        "told_after": "told",
    }


def _moment(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")
