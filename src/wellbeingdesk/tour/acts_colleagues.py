"""The tour's act around colleagues: cards go from desk to desk, each checked by digits that its owner reads out."""

from wellbeingdesk.tour.scene import Scene, Sitter

CARDS = {"author": "a.card", "second": "b.card"}


def exchange_cards(scene: Scene) -> None:
    """Both give out a card, both take the other's in, both check it."""
    for sitter in (scene.author, scene.second):
        _give_out(scene, sitter)
    _check(scene, scene.author, scene.second, mishears=True)
    _check(scene, scene.second, scene.author)
    scene.picture(scene.author, "colleagues")


def _give_out(scene: Scene, sitter: Sitter) -> None:
    words, person = scene.words, sitter.person
    scene.goes_to(sitter, "colleagues")
    scene.digits[sitter.who] = person.reads(words("colleagues.own.digits")).replace("\n", " ")
    sitter.asking.answer_with(scene.out / CARDS[sitter.who])
    person.press(words("colleagues.own.save"))
    person.sees(words("colleagues.own.saved"))


def _check(scene: Scene, here: Sitter, there: Sitter, *, mishears: bool = False) -> None:
    words, person, name = scene.words, here.person, scene.says(f"people.{there.who}")
    here.asking.answer_with(scene.out / CARDS[there.who])
    person.press(words("colleagues.add"))
    person.sees(name)
    if mishears:
        scene.picture(here, "colleague-not-checked")
    person.press(words("colleagues.check.button"))
    if mishears:
        person.types(words("colleagues.check.digits"), scene.digits[here.who])
        person.press(words("colleagues.check.do"))
        person.sees(words("refusal.FingerprintDoesNotMatch"))
        scene.picture(here, "colleague-digits-differ")
    person.types(words("colleagues.check.digits"), scene.digits[there.who], instead=True)
    person.press(words("colleagues.check.do"))
    person.sees(words("colleagues.check.done", name=name))
