using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pengcheng.Local;
using Pengcheng.Local.Processes;

namespace Pengcheng.Bench.Worlds;

/// <summary>
/// The floor of everything that answers HTTP: the same web server, reading the request and answering a few bytes, in a process of
/// its own. No token, no store, no gateway.
/// </summary>
public static class TrivialEndpoint
{
    /// <summary>The word after which this program is such a server.</summary>
    public const string Role = "trivial";

    /// <summary>Starts one.</summary>
    public static Task<Spare> Start(World world, string name, CancellationToken stop)
    {
        var url = $"http://127.0.0.1:{world.Session.Ports.Take(0)}";
        var program = world.Session.Layout.Program("Pengcheng.Bench");
        return Spare.Start(world, new ProcessSpec(name, [Layout.Dotnet, program, Role])
        {
            LogFile = Path.Combine(world.Session.Layout.Logs, name + ".log"),
            Marker = "Pengcheng.Bench.dll",
            Environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = url, ["DOTNET_NOLOGO"] = "1" },
            WorkingDirectory = Path.GetDirectoryName(program),
            Url = url,
            Relay = true,
        }, "", stop);
    }

    /// <summary>Is one, until it is stopped.</summary>
    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/{kind}", () => "ok");
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Json(new { ok = true }, statusCode: 201);
        });
        await app.RunAsync();
    }
}
