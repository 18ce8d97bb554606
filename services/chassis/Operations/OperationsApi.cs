using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Http;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Operations;

/// <summary>The operations API of a service, scope <c>operations</c>.</summary>
internal static class OperationsApi
{
    /// <summary>How many failing commands are tried again.</summary>
    public sealed record Retried(int Freed);

    /// <summary>How many dead letters were put back.</summary>
    public sealed record Replayed(int Letters);

    public static void Map(WebApplication app, ServiceSettings settings)
    {
        var ops = app.MapGroup($"/{settings.Name}/v1/ops").RequireScope("operations").WithTags("Operations");
        ops.MapGet("/backlog", (Operator queues, CancellationToken cancel) => queues.Read(cancel))
            .WithSummary("What waits in the outbox and among the deadlines");
        ops.MapGet("/failing", (Operator queues, CancellationToken cancel) => queues.Failing(cancel))
            .WithSummary("Due commands that fail, with attempts and the last error");
        ops.MapPost("/failing/retry", async (Operator queues, DeadlineSignal deadlines, CancellationToken cancel) =>
        {
            var freed = await queues.RetryAll(cancel);
            deadlines.Raise();
            return new Retried(freed);
        }).WithSummary("Try all failing commands again at once");
        ops.MapGet("/dead-letters", (DeadLetters letters, CancellationToken cancel) => letters.Read(cancel))
            .WithSummary("Messages that a handler gave up on, by endpoint");
        ops.MapPost("/dead-letters/replay", async (DeadLetters letters, CancellationToken cancel) => new Replayed(await letters.Replay(cancel)))
            .WithSummary("Put them back on their endpoints, after their cause was mended");
        ops.MapPost("/rows/rebuild", async (Rebuilds rebuilds) => Results.Accepted(settings.PublicPath($"/{settings.Name}/v1/ops/rows/rebuild"), await rebuilds.Start()))
            .WithSummary("Build the lists, ledgers and figures anew from the events, while the service runs; while one is running, the same one").Produces<RebuildReport>(202);
        ops.MapGet("/rows/rebuild", (Rebuilds rebuilds) => rebuilds.Read()).WithSummary("How far the latest rebuild is");
    }
}
