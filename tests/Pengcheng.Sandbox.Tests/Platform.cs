using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Sandbox.Tests;

/// <summary>A call that the sandbox made.</summary>
public sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>The platform as the partners see it: it publishes its signing key and writes down who called. <see cref="Answer"/> decides what they hear.</summary>
public sealed class Platform : IAsyncDisposable
{
    /// <summary>The key under which this platform signs.</summary>
    public const string PrivateKey = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";

    /// <summary>Its id.</summary>
    public const string KeyId = "escrow-test";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();

    private Platform(WebApplication app) => _app = app;

    /// <summary>The status that a call gets.</summary>
    public Func<Call, int> Answer { get; set; } = _ => 202;

    /// <summary>What a call gets to read.</summary>
    public Func<Call, string> Text { get; set; } = _ => "";

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>The calls, in the order of their arrival.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    /// <summary>Starts it.</summary>
    public static async Task<Platform> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var platform = new Platform(app);
        app.MapGet("/api/escrow/v1/signing-keys", () => new { keys = new[] { new { keyId = KeyId, algorithm = "SM2", publicKey = Sm2.PublicKeyOf(PrivateKey) } } });
        app.MapFallback(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var call = new Call(context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value.ToString()), await reader.ReadToEndAsync());
            // Decide first: a test that sees the call sees its answer too.
            context.Response.StatusCode = platform.Answer(call);
            var text = platform.Text(call);
            platform._calls.Enqueue(call);
            await context.Response.WriteAsync(text);
        });
        await app.StartAsync();
        return platform;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
