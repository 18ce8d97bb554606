using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>
/// The lock package is replaced by hand (docs/adr/0003) and nothing but a run can show that the replacement fits: with a
/// wrong one the host starts, logs, and no projection ever runs.
/// </summary>
public sealed class HotColdDaemonTests : CounterFixture
{
    public sealed record Total(string Id, int Sum);

    private sealed class Totals : IProjection
    {
        public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
        {
            var before = await operations.LoadAsync<Total>("all", cancellation) ?? new Total("all", 0);
            operations.Store(before with { Sum = before.Sum + events.Select(e => e.Data).OfType<Counted>().Sum(e => e.By) });
        }
    }

    [Test]
    public async Task A_hot_cold_daemon_really_runs_and_another_replica_takes_over()
    {
        var first = await Start(store: options => options.Projections.Add(new Totals(), ProjectionLifecycle.Async, "totals"));
        await Counters(first).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(3)));
        await Eventually.Holds(async () => await Sum(first) == 3, "the daemon projects");

        var second = await Start(store: options => options.Projections.Add(new Totals(), ProjectionLifecycle.Async, "totals"));
        await first.StopAsync();
        await Counters(second).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(4)));
        await Eventually.Holds(async () => await Sum(second) == 7, "the other replica's daemon takes over");
    }

    private static async Task<int?> Sum(Microsoft.AspNetCore.Builder.WebApplication app)
    {
        await using var session = app.Services.GetRequiredService<IDocumentStore>().QuerySession();
        return (await session.LoadAsync<Total>("all"))?.Sum;
    }
}
