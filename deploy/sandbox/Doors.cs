using System.Net;
using Npgsql;

namespace Pengcheng.Sandbox;

/// <summary>Who is let in, and when; and whether the sandbox is well.</summary>
public static class Doors
{
    private const string Liveness = "/health/live";

    /// <summary>Until the database has been read, only liveness answers.</summary>
    public static async Task OnlyWhenReady(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == Liveness || context.RequestServices.GetRequiredService<Setup>().Done.IsCompletedSuccessfully) await next(context);
        else await Problems.Of(503, "sandbox.starting", "The sandbox is starting.", "测试环境正在启动。").ExecuteAsync(context);
    }

    /// <summary>The control API has no authentication: it is for this machine only.</summary>
    public static async Task ControlFromThisMachineOnly(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal)
            && context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
            await Problems.Of(403, "sandbox.loopback-only", "The control API answers this machine only.", "控制接口仅限本机访问。").ExecuteAsync(context);
        else await next(context);
    }

    /// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Liveness, () => new { status = "ok" }).WithTags("Health");
        routes.MapGet("/health/ready", async (NpgsqlDataSource database, CancellationToken stop) =>
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                await connection.Sql("select 1").Run(stop);
                return Results.Ok(new { status = "ok" });
            }
            catch (NpgsqlException fault)
            {
                return Problems.Of(503, "sandbox.not-ready", $"PostgreSQL does not answer: {fault.Message}", "数据库无响应。");
            }
        }).WithTags("Health");
    }
}
