# Hands shell-launcher.xml, which lies beside this file, to Windows; with -Remove it takes it back.
# Windows lets only its own account SYSTEM do that:  psexec.exe -i -s powershell.exe
param(
    [string] $Account = 'FoyerKiosk',
    [switch] $Remove
)
$ErrorActionPreference = 'Stop'

if (-not [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) {
    throw 'Run this as SYSTEM: psexec.exe -i -s powershell.exe, and then this file.'
}
$policy = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'

if ($Remove) {
    $policy.ShellLauncher = $null
}
else {
    Get-LocalUser -Name $Account | Out-Null   # Windows refuses an account that isn't there, in darker words
    [xml] $launcher = Get-Content -Raw -Encoding UTF8 -Path (Join-Path $PSScriptRoot 'shell-launcher.xml')
    $launcher.ShellLauncherConfiguration.Configs.Config.Account.SetAttribute('Name', $Account)
    $policy.ShellLauncher = [Net.WebUtility]::HtmlEncode($launcher.OuterXml)
}
Set-CimInstance -CimInstance $policy
Write-Output 'Done. It holds from the next sign-in on.'
