# Starts WellbeingDesk on Windows and first sets up what is missing. Not run by us yet: nobody has tried this file.
# It needs Python 3.12 for Windows with its launcher (py).
$ErrorActionPreference = "Stop"
$venv = Join-Path $PSScriptRoot ".venv"
$python = Join-Path $venv "Scripts\python.exe"
$lock = Join-Path $PSScriptRoot "requirements.lock"
$stamp = Join-Path $venv "wellbeingdesk-stamp"
if (-not (Test-Path $stamp) -or (Get-FileHash $stamp).Hash -ne (Get-FileHash $lock).Hash) {
    if (-not (Test-Path $python)) { py -3.12 -m venv $venv }
    & $python -m pip install -q --disable-pip-version-check --require-hashes -r $lock
    if ($LASTEXITCODE -ne 0) { throw "The Python packages could not be installed; the lines above say why." }
    Set-Content -Path (Join-Path $venv "Lib\site-packages\wellbeingdesk-src.pth") -Value (Join-Path $PSScriptRoot "src")
    Copy-Item $lock $stamp
}
& $python -m wellbeingdesk @args
exit $LASTEXITCODE
