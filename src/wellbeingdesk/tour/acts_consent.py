"""The tour's acts around a consent to share: the blank form, a consent given, and the same consent taken back."""

from datetime import timedelta

from wellbeingdesk.domain.consent import CONSENT_FORM
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.tour.acts_clients import open_client
from wellbeingdesk.tour.scene import Scene

BLANK, FILLED = "consent-blank.pdf", "consent-filled.pdf"
VALID_DAYS = 120


def save_blank(scene: Scene) -> None:
    """It names no client and can be printed before anybody comes."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "consent")
    scene.picture(scene.author, "consent-none")
    person.press(words("consent.blank.button"))
    person.sees(words("shell.page-of", page=1, pages=""))
    scene.picture(scene.author, "consent-blank")
    scene.author.asking.answer_with(scene.out / BLANK)
    person.press(words("consent.save-pdf"))
    person.sees(words("consent.saved-pdf"))


def give(scene: Scene) -> None:
    """Filled in together with the client."""
    words, person = scene.words, scene.author.person
    open_client(scene)
    person.press(words("clients.do.consent"))
    scene.filling(scene.author).fill(scene.form(CONSENT_FORM), _answers(scene))
    person.sees(words("shell.saved", time=""))
    scene.picture(scene.author, "consent-form")
    person.press(words("consent.record"))
    person.sees(words("consent.recorded"))
    scene.author.asking.answer_with(scene.out / FILLED)
    person.press(words("consent.save-pdf"))
    person.sees(words("consent.saved-pdf"))
    scene.picture(scene.author, "consent")


def withdraw(scene: Scene) -> None:
    """In the client's own words; from then on it counts no more."""
    words, person = scene.words, scene.author.person
    person.press(words("consent.withdraw.button"))
    person.types(words("consent.withdraw.words"), scene.says("consent.withdrawal"))
    scene.picture(scene.author, "consent-withdraw")
    person.press(words("consent.withdraw.do"))
    person.sees(scene.says("consent.withdrawal"))
    scene.picture(scene.author, "consent-withdrawn")
    scene.goes_to(scene.author, "consent")
    person.sees(scene.says("people.client"))
    scene.picture(scene.author, "consents")


def _answers(scene: Scene) -> Answers:
    told = scene.texts(
        "consent",
        "recipient_name",
        "recipient_role",
        "recipient_organisation",
        "items_excluded",
        "purpose",
        "own_words",
    )
    return {
        **told,
        "items": ("appointments", "support-needs"),
        "direction": "both-ways",
        "channels": ("in-person", "email"),
        "starts_on": scene.today.isoformat(),
        "ends_on": (scene.today + timedelta(days=VALID_DAYS)).isoformat(),
        "explained": True,
        "explicit": True,
    }
