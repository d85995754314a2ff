"""Every page of an open desk by the name that `navigate` uses."""

from wellbeingdesk.gui.context import Pages
from wellbeingdesk.gui.pages.backups import BackupsPage
from wellbeingdesk.gui.pages.client_file import ClientFilePage
from wellbeingdesk.gui.pages.clients import ClientsPage
from wellbeingdesk.gui.pages.colleagues import ColleaguesPage
from wellbeingdesk.gui.pages.consent import ConsentPage
from wellbeingdesk.gui.pages.consent_edit import ConsentEditPage
from wellbeingdesk.gui.pages.consent_view import ConsentViewPage
from wellbeingdesk.gui.pages.decision_edit import DecisionEditPage
from wellbeingdesk.gui.pages.decision_view import DecisionViewPage
from wellbeingdesk.gui.pages.decisions import DecisionsPage
from wellbeingdesk.gui.pages.missed import MissedPage
from wellbeingdesk.gui.pages.note import NotePage
from wellbeingdesk.gui.pages.review import ReviewPage
from wellbeingdesk.gui.pages.settings import SettingsPage
from wellbeingdesk.gui.pages.settings_cover import CoverPage
from wellbeingdesk.gui.pages.settings_store import StorePage
from wellbeingdesk.gui.pages.today import TodayPage
from wellbeingdesk.gui.pages.ways import WaysPage

PAGES: Pages = {
    "today": TodayPage,
    "clients": ClientsPage,
    "clients.file": ClientFilePage,
    "clients.note": NotePage,
    "clients.missed": MissedPage,
    "consent": ConsentPage,
    "consent.edit": ConsentEditPage,
    "consent.view": ConsentViewPage,
    "decisions": DecisionsPage,
    "decisions.edit": DecisionEditPage,
    "decisions.view": DecisionViewPage,
    "decisions.review": ReviewPage,
    "colleagues": ColleaguesPage,
    "settings": SettingsPage,
    "settings.store": StorePage,
    "settings.ways": WaysPage,
    "settings.cover": CoverPage,
    "settings.backups": BackupsPage,
}
