using Pengcheng.Chassis;
using Pengcheng.Registry.Doors;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry;

/// <summary>The whole service, ready to run: two doors in, five events out, and what was kept to be read.</summary>
public static class RegistryService
{
    /// <summary>Puts it together.</summary>
    /// <param name="args">Configuration as command-line arguments, beside the environment's.</param>
    /// <param name="more">Dependencies of the caller's own, which come after the service's and so take their place.</param>
    /// <exception cref="SettingException">Settings or keys are missing or wrong; the message names each.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? more = null)
    {
        var service = Service.Create("registry", args);
        service.Stream<Notice, Publishing>().Stream<RefusedNotice>().Errors(typeof(RegistryErrors)).PublicUnder("/").Takes(AmqpDoor.Channel);
        service.Setting(RegistryKeys.From);
        service.Services.AddSingleton<NoticeDesk>();
        service.Services.AddHostedService<AmqpDoor>();
        more?.Invoke(service.Services);

        var app = service.Build();
        HttpDoor.Map(app);
        Evidence.Map(app);
        return app;
    }
}
