"""The tour's acts around client files: adding, contact rules, who must not be told, the safety plan."""

from wellbeingdesk.domain.client import Channel
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.tour.scene import Scene

MAY_USE = {Channel.PHONE: "yes", Channel.VOICEMAIL: "no", Channel.EMAIL: "yes", Channel.POST: "no"}
REVIEW_IN_DAYS = 4


def add_clients(scene: Scene) -> None:
    """Five files; the second name is like the first and is warned about."""
    words, person = scene.words, scene.author.person
    scene.goes_to(scene.author, "clients")
    person.sees(words("clients.none"))
    scene.picture(scene.author, "clients-none")
    person.press(words("clients.new.open"), within=words("clients.none"))
    person.types(words("clients.name.used"), scene.says("people.client"))
    person.types(words("clients.name.legal"), scene.says("people.client-legal"))
    person.types(words("clients.name.pronouns"), scene.says("people.client-pronouns"))
    scene.picture(scene.author, "client-new")
    person.press(words("clients.new.add"))
    person.sees(scene.says("people.client"))
    person.press(words("clients.all"))
    for name in ("arabic", "chinese", "emoji"):
        _add(scene, scene.says(f"people.{name}"))
    _add_similar(scene)
    person.sees(scene.says("people.arabic"))
    scene.picture(scene.author, "clients")


def _add(scene: Scene, name: str) -> None:
    words, person = scene.words, scene.author.person
    person.press(words("clients.new.open"))
    person.types(words("clients.name.used"), name)
    person.press(words("clients.new.add"))
    person.sees(name)
    person.press(words("clients.all"))


def _add_similar(scene: Scene) -> None:
    words, person = scene.words, scene.author.person
    person.press(words("clients.new.open"))
    person.types(words("clients.name.used"), scene.says("people.similar"))
    person.press(words("clients.new.add"))
    person.sees(words("clients.new.open-that"))
    scene.picture(scene.author, "client-similar")
    person.press(words("clients.new.somebody-else"))
    person.sees(scene.says("people.similar"))
    person.press(words("clients.all"))


def open_client(scene: Scene) -> None:
    """To the file of the client whom the tour is about."""
    person = scene.author.person
    scene.goes_to(scene.author, "clients")
    person.opens(scene.says("people.client"))
    person.sees(scene.words("clients.tab.timeline"))


def set_contact_rules(scene: Scene) -> None:
    """Not every channel is asked about; what is not stays not asked."""
    words, person = scene.words, scene.author.person
    said = ClientWords(words)
    open_client(scene)
    person.press(words("clients.contact.change"))
    for channel, answer in MAY_USE.items():
        of = {"channel": said.channel(channel), "question": words("clients.contact.may-use")}
        person.chooses(words("clients.contact.of", **of), words(f"clients.contact.may-use-{answer}"))
    scene.picture(scene.author, "contact-rules")
    person.press(words("clients.save"))
    person.sees(words("clients.contact.voicemail.no"))


def name_who_is_not_told(scene: Scene) -> None:
    """In the details of the file."""
    words, person = scene.words, scene.author.person
    person.turns_to(words("clients.tab.details"))
    person.press(words("clients.details.add"), within=words("clients.details.not-to-tell"))
    person.types(words("clients.not-to-tell.name"), scene.says("people.not-to-tell"))
    person.types(words("clients.not-to-tell.relation"), scene.says("people.relation"))
    scene.picture(scene.author, "not-to-tell")
    person.press(words("clients.not-to-tell.add"))
    person.sees(scene.says("people.not-to-tell"))


def open_safety_plan(scene: Scene) -> None:
    """The banner tells of the plan and its day, never of a grade."""
    words, person = scene.words, scene.author.person
    person.press(words("clients.safety.begin-one"))
    person.types(words("clients.safety.review"), scene.day(REVIEW_IN_DAYS), instead=True)
    scene.picture(scene.author, "safety-plan")
    person.press(words("clients.safety.begin"))
    person.sees(words("clients.safety.look"))
    scene.picture(scene.author, "client-details")
