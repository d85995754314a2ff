"""The tour from the first window to the last: which act follows which."""

from collections.abc import Callable

from wellbeingdesk.tour import (
    acts_care,
    acts_clients,
    acts_colleagues,
    acts_consent,
    acts_decision,
    acts_desk,
    acts_looks,
    acts_recovery,
    acts_sessions,
)
from wellbeingdesk.tour.scene import Scene

Act = Callable[[Scene], None]

PLAN: tuple[tuple[str, Act], ...] = (
    ("welcome", acts_desk.welcome),
    ("set-up", acts_desk.set_up),
    ("make-sheet", acts_recovery.make_sheet),
    ("make-pack", acts_desk.make_pack),
    ("set-up-from-pack", acts_desk.set_up_from_pack),
    ("do-without", acts_recovery.do_without),
    ("lock", acts_desk.lock_and_unlock),
    ("add-clients", acts_clients.add_clients),
    ("contact-rules", acts_clients.set_contact_rules),
    ("not-to-tell", acts_clients.name_who_is_not_told),
    ("safety-plan", acts_clients.open_safety_plan),
    ("write-note", acts_sessions.write_note),
    ("sign-note", acts_sessions.sign_note),
    ("appointments", acts_sessions.make_appointments),
    ("missed-log", acts_sessions.look_at_missed),
    ("blank-consent", acts_consent.save_blank),
    ("give-consent", acts_consent.give),
    ("withdraw-consent", acts_consent.withdraw),
    ("exchange-cards", acts_colleagues.exchange_cards),
    ("draft-decision", acts_decision.draft),
    ("sign-decision", acts_decision.sign),
    ("send-decision", acts_decision.send),
    ("review-decision", acts_decision.review),
    ("countersign", acts_decision.countersign),
    ("take-answer", acts_decision.take_answer),
    ("today", acts_desk.look_at_today),
    ("forget-passphrase", acts_recovery.forget_passphrase),
    ("ways", acts_recovery.look_at_ways),
    ("back-up", acts_care.back_up),
    ("check-store", acts_care.check_store),
    ("cover", acts_care.look_at_cover),
    ("settings", acts_desk.look_at_settings),
    ("look-in-dark", acts_looks.look_around_in_dark),
    ("lock-both", acts_desk.lock_both),
)
"""Each act by the key of its sentence, `tour.do.<key>`."""
