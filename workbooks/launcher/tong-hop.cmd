@echo off
rem Double click: asks for period and folders, consolidates, keeps the window open.
rem For machines where Office may not start programs: nothing of Excel is used.
rem The installation writes the interpreter's path into the line DA06_PYTHON; in a clone it is found beside this folder.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "DA06_PYTHON="
if not defined DA06_PYTHON if exist "%~dp0.venv\Scripts\python.exe" set "DA06_PYTHON=%~dp0.venv\Scripts\python.exe"
if not defined DA06_PYTHON if exist "%~dp0..\..\.venv\Scripts\python.exe" set "DA06_PYTHON=%~dp0..\..\.venv\Scripts\python.exe"
if not exist "%DA06_PYTHON%" goto missing
"%DA06_PYTHON%" -m de_an06_xl hoi-tong-hop --nho "%~dp0tong-hop.txt"
set "CODE=%ERRORLEVEL%"
goto done
:missing
type "%~dp0thieu-python.txt"
set "CODE=2"
:done
echo.
pause
exit /b %CODE%
