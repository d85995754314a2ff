"""The tour's acts around the care of a desk: a backup, a check of the store, the cover sheet."""

from wellbeingdesk.tour.scene import Scene

BACKUPS = "backups"


def back_up(scene: Scene) -> None:
    """A folder is chosen, and the first backup is made and opened again."""
    words, person = scene.words, scene.author.person
    folder = scene.out / BACKUPS
    folder.mkdir(exist_ok=True)
    scene.goes_to(scene.author, "settings")
    person.press(words("settings.lead.backups.do"))
    person.sees(words("backups.place.none"))
    scene.author.asking.answer_with(folder)
    person.press(words("backups.place.choose"))
    person.sees(words("backups.made.none-yet"))
    person.press(words("backups.made.now"))
    person.sees(words("backups.made.done"))
    scene.picture(scene.author, "backups")


def check_store(scene: Scene) -> None:
    """All of it is read once."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "settings")
    person.press(words("settings.lead.store.do"))
    person.press(words("store.check.do"))
    person.sees(words("store.whole"))
    scene.picture(scene.author, "store")


def look_at_cover(scene: Scene) -> None:
    """Nobody holds a key for it yet, and the page says what that means."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "settings")
    person.press(words("settings.lead.cover.do"))
    person.sees(words("cover.standing.none"))
    scene.picture(scene.author, "cover")
