using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Storage;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>The service's own tables: in the commit of the events, and built anew from them.</summary>
public sealed class RowTests : CounterFixture
{
    private const string All = "select string_agg(counter_id || ' ' || count || ' ' || coalesce(name, '-') || ' ' || word || ' ' || first_at, ';' order by counter_id) from lines";

    [Test]
    public async Task Rows_are_written_with_their_events_and_replaced_by_later_ones()
    {
        var (app, id) = (await Start(), Guid.CreateVersion7());
        await Count(app, id, 4);
        var first = await Text("select first_at::text from lines");
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Counted(6), new Named("ten")));
        Assert.That(await Text("select count || name || word from lines"), Is.EqualTo("10tensunday"));
        Assert.That(await Text("select first_at::text from lines"), Is.EqualTo(first), "written once");
        Assert.That(await Rows("select sum(by) from steps where counter_id is not null"), Is.EqualTo(10));
        Assert.That(await Rows("select count(*) from pg_indexes where schemaname = 'counter' and indexname in ('ix_lines_word', 'ix_steps_counter_id')"), Is.EqualTo(2));
    }

    [Test]
    public async Task Rows_that_were_lost_or_changed_are_built_anew_and_only_once_at_a_time()
    {
        var (app, other) = (await Start(), await Start());
        for (var i = 0; i < 40; i++) await Count(app, Guid.CreateVersion7(), i);
        var (before, steps) = (await Text(All), await Rows("select count(*) from steps"));
        await Text("delete from lines where count > 20; update lines set count = 77; delete from steps; insert into steps select counter_id, counter_id, 5 from lines; select ''");

        using var goOn = new ManualResetEventSlim();
        Received.OnRows = goOn.Wait;
        Assert.That((await Report(app)).State, Is.EqualTo(RebuildState.Never));
        var begun = await Begin(app);
        Assert.That(begun.State, Is.EqualTo(RebuildState.Running));
        Assert.That((await Begin(other)).BegunAt, Is.EqualTo(begun.BegunAt), "the other replica knows of it");
        goOn.Set();
        var done = await Over(other);
        Assert.That((done.State, done.Rows.Single().Of, done.Rows.Single().Streams, done.Rows.Single().Total), Is.EqualTo((RebuildState.Done, "Counter", 40L, 40L)));
        Assert.That((await Text(All), await Rows("select count(*) from steps")), Is.EqualTo((before, steps)));
    }

    [Test]
    public async Task A_rebuild_that_fails_says_why_and_one_whose_replica_is_gone_is_interrupted_and_both_can_be_begun_again()
    {
        var (app, other) = (await Start(), await Start());
        await Count(app, Guid.CreateVersion7(), 1);
        Received.OnRows = () => throw new InvalidOperationException("no such row");
        await Begin(app);
        var failed = await Over(other);
        Assert.That((failed.State, failed.Error), Is.EqualTo((RebuildState.Failed, "no such row")));

        using var goOn = new ManualResetEventSlim();
        Received.OnRows = goOn.Wait;
        await Begin(app);
        var stopped = app.StopAsync();
        await Eventually.Holds(() => app.Lifetime.ApplicationStopping.IsCancellationRequested, "the replica stops");
        goOn.Set();
        await stopped;
        Assert.That((await Over(other)).State, Is.EqualTo(RebuildState.Interrupted));

        await Begin(other);
        Assert.That((await Over(other)).State, Is.EqualTo(RebuildState.Done));
    }

    [Test]
    public async Task A_row_is_read_as_the_record_whose_parameters_are_its_columns()
    {
        var (app, id) = (await Start(), Guid.CreateVersion7());
        await Count(app, id, 12);
        const string Columns = "select counter_id, count, name, word, null::date, array['a', 'b'] from lines where count >= $1";
        var line = (await Database.Read<Line>(Columns, [12], default)).Single();
        Assert.That((line.CounterId, line.Count, line.Name, line.Word, line.Day), Is.EqualTo((id, 12, (string?)null, DayOfWeek.Sunday, (DateOnly?)null)));
        Assert.That(line.Tags, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(await Database.Read<Line>(Columns, [13], default), Is.Empty);
        Assert.That(() => Database.Read<Line>("select counter_id, count from lines", [], default), Throws.InvalidOperationException.With.Message.Contains("6 columns, not 2"));
    }

    private sealed record Line(Guid CounterId, int Count, string? Name, DayOfWeek Word, DateOnly? Day, string[] Tags);

    private static Task Count(WebApplication app, Guid id, int by) => Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Counted(by)));

    private async Task<RebuildReport> Begin(WebApplication app)
    {
        using var client = Client(app, "operations");
        var answer = await client.PostAsync("/counter/v1/ops/rows/rebuild", null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        return (await answer.Content.ReadFromJsonAsync<RebuildReport>(Contracts.ContractJson.Events))!;
    }

    private async Task<RebuildReport> Report(WebApplication app)
    {
        using var client = Client(app, "operations");
        return JsonSerializer.Deserialize<RebuildReport>(await client.GetStringAsync("/counter/v1/ops/rows/rebuild"), Contracts.ContractJson.Events)!;
    }

    private async Task<RebuildReport> Over(WebApplication app)
    {
        RebuildReport? report = null;
        await Eventually.Holds(async () => (report = await Report(app)).State != RebuildState.Running, "the rebuild is over");
        return report!;
    }

    private async Task<string?> Text(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }
}
