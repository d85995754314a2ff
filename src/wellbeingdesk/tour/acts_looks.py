"""The tour's last look around: every main page once more, in the dark look that is chosen in the settings."""

from wellbeingdesk.tour.acts_clients import open_client
from wellbeingdesk.tour.scene import Scene, Sitter


def look_around_in_dark(scene: Scene) -> None:
    """Chosen as a person chooses it, on the first desk; both windows wear it, being of one program."""
    words, author = scene.words, scene.author
    author.person.chooses(words("settings.look.scheme"), words("settings.look.dark"))
    scene.picture(author, "settings")
    _section(scene, author, "today", words("today.reminders"))
    _section(scene, author, "clients", scene.says("people.arabic"))
    _file(scene)
    _section(scene, author, "consent", scene.says("people.client"))
    author.person.opens(scene.says("people.client"))
    author.person.sees(scene.says("consent.withdrawal"))
    scene.picture(author, "consent-of-client")
    _section(scene, author, "decisions", scene.says("people.client"))
    author.person.opens(scene.says("people.client"))
    author.person.sees(words("decision.save-pdf"))
    scene.picture(author, "decision")
    _section(scene, author, "colleagues", scene.says("people.second"))
    _section(scene, scene.second, "decisions", scene.says("people.author"))
    scene.second.person.opens(scene.says("people.author"))
    scene.second.person.turns_to(words("review.as-form"))
    scene.second.person.sees(scene.says("decision.outline"))
    scene.picture(scene.second, "review")


def _section(scene: Scene, sitter: Sitter, section: str, sign: str) -> None:
    scene.goes_to(sitter, section)
    sitter.person.sees(sign)
    scene.picture(sitter, section if sitter is scene.author else f"{section}-of-second")


def _file(scene: Scene) -> None:
    words, person = scene.words, scene.author.person
    open_client(scene)
    for tab in ("timeline", "appointments", "consent", "decision", "details"):
        person.turns_to(words(f"clients.tab.{tab}"))
        scene.picture(scene.author, f"client-{tab}")
    person.turns_to(words("clients.tab.timeline"))
    person.press(words("notes.read"))
    person.sees(scene.says("note.objective"))
    scene.picture(scene.author, "note-signed")
    person.press(words("clients.back-to-file"))
