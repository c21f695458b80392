# foyer-VERSION-setup.exe. On Windows, with Python and Inno Setup 6 installed:
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
#   … -SignTool 'signtool sign /fd sha256 /tr http://timestamp.example.com /td sha256 /n $qYour name$q $f'
#
# SignTool is given from outside; Inno Setup puts each file that is to be signed in the place of $f, and a quotation mark
# in the place of $q (Windows PowerShell loses those within an argument).
param(
    [string] $Python = 'python',
    [string] $Iscc = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe",
    [string] $SignTool
)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

& $Python packaging\bootstrap.py package
if ($LASTEXITCODE) { throw 'The bundle was not built.' }

$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
$arguments = @("/DVersion=$version", '/Qp')
if ($SignTool) { $arguments += '/DSigned', "/Sfoyer=$SignTool" }
& $Iscc @arguments packaging\windows\foyer.iss
if ($LASTEXITCODE) { throw 'Inno Setup refused.' }
Write-Output "dist\foyer-$version-setup.exe"
