using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pengcheng.Gateway.Tests.World;

/// <summary>A small service over real HTTP: it tells what reached it, hangs, streams or breaks off when asked.</summary>
internal sealed class BackEnd : IAsyncDisposable
{
    /// <summary>An answer that is no text at all.</summary>
    public static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF];

    /// <summary>An answer that is a file to keep, with the mark of its encoding.</summary>
    public static readonly byte[] Table = [0xEF, 0xBB, 0xBF, .. "month,body\n2025-03,应急\n"u8];

    private readonly WebApplication server;
    private readonly TaskCompletionSource released = new();
    private int seen;

    private BackEnd(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single();

    /// <summary>What its readiness answers.</summary>
    public int Readiness { get; set; } = 200;

    /// <summary>How many requests of the API reached it.</summary>
    public int Seen => Volatile.Read(ref seen);

    /// <summary>What it sends on its live stream.</summary>
    public Channel<string> Live { get; } = Channel.CreateUnbounded<string>();

    /// <summary>The paths whose requests were given up by the gateway.</summary>
    public ConcurrentQueue<string> GivenUp { get; } = new();

    public static async Task<BackEnd> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var service = new BackEnd(server);
        server.MapGet("/health/ready", () => Results.StatusCode(service.Readiness));
        server.MapGet("/openapi/v1.json", () => Results.Json(new { openapi = "3.1.1", servers = new[] { new { url = "http://inside" } }, paths = new { } }));
        server.MapGet("/asyncapi/v1.json", () => Results.Json(new { asyncapi = "3.0.0" }));
        server.MapGet("/errors", () => Results.Json(new[]
        {
            new { code = "escrow.not-covered", status = 409, en = "The price <is> not covered.", zh = "价款未足额。" },
        }));
        server.MapGet("/{service}/v1/deals/{id}/live", service.StreamAsync);
        server.MapGet("/{service}/v1/firms/{uscc}/code.png", () => Results.Bytes(Picture, "image/png"));
        server.MapGet("/{service}/v1/figures.csv", () => Results.File(Table, "text/csv; charset=utf-8", "figures.csv"));
        server.Map("/{service}/v1/hang", service.HangAsync);
        server.Map("/{service}/v1/break-off", (HttpContext http) => http.Abort());
        server.Map("/{**path}", service.TellAsync);
        await server.StartAsync();
        return service;
    }

    public Task StopAsync() => server.StopAsync();

    public ValueTask DisposeAsync()
    {
        released.TrySetResult();
        Live.Writer.TryComplete();
        return server.DisposeAsync();
    }

    private async Task TellAsync(HttpContext http)
    {
        Interlocked.Increment(ref seen);
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        http.Response.Headers["X-Powered-By"] = "back end";
        http.Response.Headers["X-Frame-Options"] = "ALLOWALL";
        await http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["address"] = Address,
            ["method"] = http.Request.Method,
            ["path"] = http.Request.Path + http.Request.QueryString,
            ["body"] = body,
            ["headers"] = new JsonObject(http.Request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value.ToString()))),
        });
    }

    private async Task HangAsync(HttpContext http)
    {
        Interlocked.Increment(ref seen);
        await Task.WhenAny(released.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
        if (http.RequestAborted.IsCancellationRequested)
            GivenUp.Enqueue(http.Request.Path);
    }

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var line in Live.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync($"data: {line}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            GivenUp.Enqueue(http.Request.Path);
        }
    }
}
