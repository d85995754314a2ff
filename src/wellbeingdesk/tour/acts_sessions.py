"""The tour's acts around sessions: a note and its addendum, appointments and what became of them."""

from datetime import datetime, time, timedelta

from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.tour.acts_clients import open_client
from wellbeingdesk.tour.scene import Scene

NOTE_FORM, ADDENDUM_FORM = "note-soap", "note-addendum"


def write_note(scene: Scene) -> None:
    """Left alone for a moment, what was typed is saved."""
    words, person = scene.words, scene.author.person
    open_client(scene)
    person.press(words("clients.do.note"))
    scene.picture(scene.author, "note-templates")
    person.press(words(f"notes.begin.{NOTE_FORM}"))
    answers = scene.texts("note", "subjective", "objective", "assessment", "plan")
    scene.filling(scene.author).fill(scene.form(NOTE_FORM), answers)
    person.sees(words("shell.saved", time=""))
    scene.picture(scene.author, "note")


def sign_note(scene: Scene) -> None:
    """Signed it can only be added to."""
    words, person = scene.words, scene.author.person
    person.press(words("notes.sign-and-lock"))
    scene.picture(scene.author, "note-sign")
    person.press(words("notes.sign.do"))
    person.sees(words("notes.signed-toast"))
    person.turns_to(words("clients.tab.timeline"))
    person.press(words("notes.addendum.add"))
    scene.filling(scene.author).fill(scene.form(ADDENDUM_FORM), scene.texts("addendum", "reason", "text"))
    scene.picture(scene.author, "addendum")
    person.press(words("notes.sign-and-lock"))
    person.press(words("notes.sign.do"))
    person.sees(scene.says("addendum.text"))
    scene.picture(scene.author, "client-timeline")


def make_appointments(scene: Scene) -> None:
    """One tomorrow is cancelled now and so late, one yesterday was missed, one is today and one in six days."""
    open_client(scene)
    for days, clock in ((1, "10:00"), (-1, "14:00"), (0, "16:00"), (6, "11:30")):
        _make(scene, days, clock)
    scene.author.person.turns_to(scene.words("clients.tab.appointments"))
    scene.picture(scene.author, "appointments")
    _cancel_late(scene)
    _miss(scene)
    scene.picture(scene.author, "appointments-recorded")


def _make(scene: Scene, days: int, clock: str) -> None:
    words, person = scene.words, scene.author.person
    person.press(words("clients.do.appointment"))
    person.types(words("appointments.new.day"), scene.day(days))
    person.types(words("appointments.new.time"), clock)
    person.chooses(words("appointments.new.modality"), words("appointments.modality.in-person"))
    if days > 1:
        scene.picture(scene.author, "appointment-new")
    person.press(words("appointments.new.do"))
    person.sees(scene.day(days))


def _cancel_late(scene: Scene) -> None:
    words, person = scene.words, scene.author.person
    person.press(words("appointments.cancelled"), within=_near(scene, 1, "10:00"))
    person.chooses(words("appointments.record.what"), words("appointments.record.cancelled"))
    person.press(words("appointments.record.just-now"))
    person.types(words("appointments.record.reason"), scene.says("appointment.reason"))
    person.sees(words("appointments.outcome.cancelled-late"))
    scene.picture(scene.author, "appointment-late")
    person.press(words("appointments.record.do"))
    person.sees(words("appointments.outcome.cancelled-late"))


def _miss(scene: Scene) -> None:
    words, person = scene.words, scene.author.person
    person.press(words("appointments.missed"), within=_near(scene, -1, "14:00"))
    person.chooses(words("appointments.record.what"), words("appointments.record.did-not-attend"))
    person.press(words("appointments.record.do"))
    person.sees(words("appointments.outcome.did-not-attend"))


def look_at_missed(scene: Scene) -> None:
    """The log of this client, with its counts."""
    words, person = scene.words, scene.author.person
    person.press(words("clients.do.more"))
    person.press(words("clients.do.missed"))
    person.sees(scene.says("appointment.reason"))
    scene.picture(scene.author, "missed")


def _near(scene: Scene, days: int, clock: str) -> str:
    wall = datetime.combine(scene.today + timedelta(days=days), time.fromisoformat(clock))
    return ClientWords(scene.words).moment_alone(wall, scene.today)
