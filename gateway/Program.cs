using Pengcheng.Gateway;
using Pengcheng.Gateway.Settings;

try
{
    await using var gateway = GatewayApp.Create(args);
    await gateway.RunAsync();
    return 0;
}
catch (SettingsException settings)
{
    await Console.Error.WriteLineAsync(settings.Message);
    return 78; // EX_CONFIG of sysexits.h: a supervisor need not start it again
}
