@echo off
chcp 65001 >nul
set "HERE=%~dp0"
set "RUN=python"
if exist "%HERE%python\python.exe" set "RUN=%HERE%python\python.exe" & goto start
py -3 -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul
if not errorlevel 1 set "RUN=py"
:start
"%RUN%" "%HERE%start.py" %*
