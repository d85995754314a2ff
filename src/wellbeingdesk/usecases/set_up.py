"""The first run: what is asked and demanded before a desk is made."""

from wellbeingdesk.domain.desk import ChoicesAreMissing, PractitionerNameIsNeeded, RegistrationIsHalf, SetUp
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.passphrase import require_length
from wellbeingdesk.domain.picture import demand_png
from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.usecases.ports import Catalogue, Ids


def policy_of(catalogue: Catalogue, policy_id: str) -> Policy:
    """The newest version of a shipped policy."""
    return next(policy for policy in catalogue.policies() if policy.id == policy_id)


def demand_choices(policy: Policy, choices: Answers) -> None:
    """Refuse a set-up that leaves an open point open; nothing is filled in silently (H13). Raises ChoicesAreMissing."""
    missing = policy.missing_choices(choices)
    if missing:
        raise ChoicesAreMissing(count=len(missing))


def demand_practitioner(set_up: SetUp, passphrase: str) -> None:
    """Raises PractitionerNameIsNeeded, RegistrationIsHalf, LogoIsNoPicture, PassphraseTooShort."""
    if not set_up.name.strip() or not set_up.role.strip():
        raise PractitionerNameIsNeeded
    if bool(set_up.body.strip()) != bool(set_up.number.strip()):
        raise RegistrationIsHalf
    if set_up.logo_png:
        demand_png(set_up.logo_png)
    require_length(passphrase)


def practitioner_of(ids: Ids, set_up: SetUp) -> Practitioner:
    """The practitioner as entered."""
    registration = Registration(set_up.body.strip(), set_up.number.strip())
    return Practitioner(ids.new(), set_up.name.strip(), set_up.role.strip(), registration)


def service_setup_of(catalogue: Catalogue, set_up: SetUp) -> ServiceSetup:
    """The service's set-up as chosen. Raises ChoicesAreMissing."""
    policy = policy_of(catalogue, set_up.policy_id)
    demand_choices(policy, set_up.choices)
    ref = catalogue.policy_ref(policy)
    return ServiceSetup(
        policy_id=policy.id,
        policy_version=policy.version,
        policy_sha256=ref.sha256,
        service_name=set_up.service_name.strip() or policy.service.get("en", policy.id),
        choices=dict(set_up.choices),
        logo_png=set_up.logo_png,
    )
