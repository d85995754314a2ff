"""The tour's acts around a desk itself: setting up by hand and from a pack, locking, unlocking, settings, Today."""

from wellbeingdesk.domain.form import Answers
from wellbeingdesk.tour.driver import Person
from wellbeingdesk.tour.scene import Scene, Sitter
from wellbeingdesk.tour.seeing import Missed

CHOICES: Answers = {
    "notice_hours": 48,
    "academic_year_end": "july-31",
    "countersign_deadline_hours": 24,
    "idle_minutes": 10,
}
PACK = "service.pack"
NUMBERS = {"author": "000001", "second": "000002"}


def welcome(scene: Scene) -> None:
    """No desk is on the computer yet."""
    scene.author.person.sees(scene.words("shell.lock.none-title"))
    scene.picture(scene.author, "welcome")


def set_up(scene: Scene) -> None:
    """The policy and what it leaves open are chosen by hand; nothing is chosen beforehand."""
    words, person = scene.words, scene.author.person
    person.press(words("shell.lock.new-desk"))
    person.sees(words("setup.policy.title"))
    scene.picture(scene.author, "set-up-policy")
    person.press(scene.policy.service["en"])
    person.press(words("shell.next"))
    person.sees(words("setup.choices.title"))
    person.press(words("setup.next-missing", count=len(scene.policy.open_points)))
    scene.picture(scene.author, "set-up-choices-missing")
    for point in scene.policy.open_points:
        scene.filling(scene.author).answer(point, CHOICES[point.id])
    scene.picture(scene.author, "set-up-choices")
    person.press(words("setup.next-missing", count=0))
    person.types(words("setup.person.service"), scene.says("people.service"), instead=True)
    _enter(scene, scene.author)


def _enter(scene: Scene, sitter: Sitter) -> None:
    """Who works here, and the passphrase; then the desk is made."""
    words, person = scene.words, sitter.person
    person.types(words("setup.person.name"), scene.says(f"people.{sitter.who}"))
    person.types(words("setup.person.role"), scene.says(f"people.{sitter.who}-role"))
    person.types(words("setup.person.body"), scene.says("people.body"))
    person.types(words("setup.person.number"), NUMBERS[sitter.who])
    scene.picture(sitter, "set-up-person")
    person.press(words("shell.next"))
    person.types(words("setup.passphrase.first"), scene.passphrase(sitter.who))
    person.types(words("setup.passphrase.second"), scene.passphrase(sitter.who))
    scene.picture(sitter, "set-up-passphrase")
    person.press(words("setup.make"))
    person.sees(words("recovery.step.title"))


def make_pack(scene: Scene) -> None:
    """The lead's desk writes one signed file for all desks of the service."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "settings")
    scene.author.asking.answer_with(scene.out / PACK)
    person.press(words("settings.pack.make"))
    person.sees(words("settings.pack.made"))
    scene.picture(scene.author, "settings-pack")


def set_up_from_pack(scene: Scene) -> None:
    """The policy and the service's choices come from the pack."""
    words, person = scene.words, scene.second.person
    person.press(words("shell.lock.new-desk"))
    scene.second.asking.answer_with(scene.out / PACK)
    person.press(words("setup.pack.open"))
    person.sees(words("setup.pack.compare"))
    scene.picture(scene.second, "set-up-from-pack")
    person.press(words("shell.next"))
    _enter(scene, scene.second)


def lock_and_unlock(scene: Scene) -> None:
    """A wrong passphrase is told calmly, and the right one still opens."""
    words, person = scene.words, scene.author.person
    person.presses_keys("Ctrl+L")
    person.sees(words("shell.lock.title"))
    scene.picture(scene.author, "locked")
    unlock(scene, scene.author, scene.passphrase("wrong"))
    person.sees(words("world.WrongPassphrase.what"))
    scene.picture(scene.author, "wrong-passphrase")
    unlock(scene, scene.author, scene.passphrase(scene.author.who))
    person.sees(words("today.reminders"))


def unlock(scene: Scene, sitter: Sitter, passphrase: str) -> None:
    """Type it and press Unlock."""
    sitter.person.types(scene.words("shell.lock.passphrase"), passphrase, instead=True)
    sitter.person.press(scene.words("shell.lock.unlock"))


def look_at_today(scene: Scene) -> None:
    """What the other acts left to be seen to, and a reminder of one's own."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "today")
    person.press(words("today.add.open"))
    person.types(words("today.add.what"), scene.says("made-up.reminder"))
    person.types(words("today.add.when"), scene.day(0))
    scene.picture(scene.author, "reminder-new")
    person.press(words("today.add.do"))
    person.sees(scene.says("made-up.reminder"))
    scene.picture(scene.author, "today")
    scene.goes_to(scene.second, "today")
    scene.picture(scene.second, "today-of-second")


def look_at_settings(scene: Scene) -> None:
    """Who works here, and what the service chose."""
    scene.goes_to(scene.author, "settings")
    scene.author.person.sees(scene.says("people.service"))
    scene.picture(scene.author, "settings")


def lock_both(scene: Scene) -> None:
    """Nothing about a client can be read on a locked window."""
    for sitter in (scene.author, scene.second):
        sitter.person.press(scene.words("shell.nav.lock"))
        sitter.person.sees(scene.words("shell.lock.title"))
        _shows_no_client(scene, sitter.person)
    scene.picture(scene.author, "locked-at-the-end")


def _shows_no_client(scene: Scene, person: Person) -> None:
    for name in ("client", "arabic", "chinese", "emoji"):
        if any(scene.says(f"people.{name}") in text for text in person.texts()):
            raise Missed("unwanted", name, person.texts())
