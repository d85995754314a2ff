"""Tells the build where the packages and the two data folders stand; everything else is in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages("src"), "wellbeingdesk.resources", "wellbeingdesk.forms"],
    package_dir={"": "src", "wellbeingdesk.resources": "resources", "wellbeingdesk.forms": "forms"},
    package_data={
        "wellbeingdesk": ["py.typed"],
        "wellbeingdesk.resources": ["**/*"],
        "wellbeingdesk.forms": ["**/*"],
        "wellbeingdesk.store": ["migrations/**/*.py", "migrations/**/*.mako", "migrations/*.mako"],
    },
    include_package_data=False,
)
