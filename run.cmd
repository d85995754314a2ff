@echo off
rem Starts WellbeingDesk on Windows and first sets up what is missing. Not run by us yet: nobody has tried this file.
rem It needs Python 3.12 for Windows with its launcher (py).
setlocal
set "ROOT=%~dp0"
set "VENV=%ROOT%.venv"
fc /b "%ROOT%requirements.lock" "%VENV%\wellbeingdesk-stamp" >nul 2>&1 && goto start
if not exist "%VENV%\Scripts\python.exe" py -3.12 -m venv "%VENV%" || goto failed
"%VENV%\Scripts\python.exe" -m pip install -q --disable-pip-version-check --require-hashes -r "%ROOT%requirements.lock" || goto failed
>"%VENV%\Lib\site-packages\wellbeingdesk-src.pth" echo %ROOT%src
copy /y "%ROOT%requirements.lock" "%VENV%\wellbeingdesk-stamp" >nul
:start
"%VENV%\Scripts\python.exe" -m wellbeingdesk %*
exit /b %ERRORLEVEL%
:failed
echo The Python packages could not be installed; the lines above say why. 1>&2
exit /b 1
