"""The tour's acts around a forgotten passphrase: a sheet made and tried, doing without, and the way back in."""

from wellbeingdesk.tour.scene import Scene

SHEET = "recovery-sheet.pdf"
_PRINTED = range(1, 8)
_BY_HAND = 8


def make_sheet(scene: Scene) -> None:
    """Set-up's last step at the first desk: the page is saved, and the group by hand typed back."""
    words, person = scene.words, scene.author.person
    scene.picture(scene.author, "recovery-step")
    person.press(words("recovery.step.sheet.do"))
    person.types(words("recovery.passphrase"), scene.passphrase(scene.author.who))
    person.press(words("recovery.paper.make-sheet"))
    person.sees(words("recovery.paper.printed-groups"))
    scene.picture(scene.author, "recovery-sheet-shown")
    letters = [person.reads(words("recovery.group", number=at)) for at in _PRINTED]
    letters.append(person.reads(words("recovery.group-by-hand", number=_BY_HAND)))
    scene.on_paper.extend(letters)
    scene.author.asking.answer_with(scene.out / SHEET)
    person.press(words("recovery.paper.save"))
    person.sees(words("recovery.paper.saved"))
    person.press(words("recovery.paper.done"))
    person.types(words("recovery.group-by-hand", number=_BY_HAND), letters[-1])
    scene.picture(scene.author, "recovery-sheet-back")
    person.press(words("recovery.paper.confirm"))
    person.sees(words("today.no-reminders"))
    scene.picture(scene.author, "today-empty")


def do_without(scene: Scene) -> None:
    """The same step at the second desk, knowingly refused."""
    words, person = scene.words, scene.second.person
    person.press(words("recovery.step.refuse.do"))
    person.types(words("recovery.refuse.reason"), scene.says("recovery.reason"))
    person.ticks(words("recovery.refuse.understood"))
    scene.picture(scene.second, "recovery-refused")
    person.press(words("recovery.refuse.do"))
    person.sees(words("today.no-reminders"))
    scene.picture(scene.second, "today-empty-of-second")


def forget_passphrase(scene: Scene) -> None:
    """The letters are typed from the paper; then there is a new passphrase, here the same again."""
    words, person = scene.words, scene.author.person
    person.presses_keys("Ctrl+L")
    person.press(words("shell.lock.forgotten"))
    person.press(words("forgotten.way.recovery"))
    scene.picture(scene.author, "forgotten-way")
    person.press(words("shell.next"))
    for at, letters in enumerate(scene.on_paper, start=1):
        person.types(words("recovery.group", number=at), letters)
    scene.picture(scene.author, "forgotten-letters")
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.passphrase.title"))
    person.types(words("setup.passphrase.first"), scene.passphrase(scene.author.who))
    person.types(words("setup.passphrase.second"), scene.passphrase(scene.author.who))
    scene.picture(scene.author, "forgotten-passphrase")
    person.press(words("forgotten.open"))
    person.sees(words("notice.recovered-recovery.title"))
    scene.picture(scene.author, "forgotten-told")


def look_at_ways(scene: Scene) -> None:
    """What opens the desk, and what was done with the sheet."""
    words, person = scene.words, scene.author.person
    person.press(words("notice.recovered-recovery.do"))
    person.sees(words("ways.list.title"))
    scene.picture(scene.author, "ways")
