using System.Collections.Concurrent;
using Pengcheng.Contracts;
using Spectre.Console;

namespace Pengcheng.Demo;

/// <summary>Plays many deals side by side and adds them up.</summary>
internal static class Many
{
    public static async Task<int> Play(Door door, int count, int parallel)
    {
        var before = await Checks.EscrowCash(door);
        var (volume, failures, gaps) = (0L, new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var begun = TimeProvider.System.GetTimestamp();
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var bar = progress.AddTask("deals closed", maxValue: count);
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (_, _) =>
            {
                var deal = new Deal(door, new Cast(Random.Shared.Next()));
                try
                {
                    await deal.Play();
                    Interlocked.Add(ref volume, deal.Cast.Price.Minor);
                    await CheckTimeline(deal, gaps);
                }
                catch (DemoFailedException failure)
                {
                    failures.Add(failure.Message);
                }

                bar.Increment(1);
            });
        });

        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var duplicates = (await door.Sandbox(HttpMethod.Get, "/sandbox/banks/duplicates")).GetProperty("duplicates").EnumerateArray().Count();
        var after = await Checks.EscrowCash(door);
        var table = new Table().RoundedBorder().AddColumn("What").AddColumn(new TableColumn("Figure").RightAligned());
        table.AddRow("deals closed", $"{count - failures.Count} of {count}").AddRow("volume", Money.Cny(volume).ToString())
            .AddRow("time", $"{seconds:F1} s").AddRow("deals per second", $"{count / seconds:F2}")
            .AddRow("escrow account, ledger", after.ToString()).AddRow("payments made twice, in the banks' own books", $"{duplicates}")
            .AddRow("incomplete timelines", $"{gaps.Count}");
        AnsiConsole.Write(table);
        foreach (var failure in failures.Concat(gaps).Take(10)) AnsiConsole.MarkupLineInterpolated($"[red]{failure}[/]");
        if (after != before) AnsiConsole.MarkupLineInterpolated($"[red]The escrow account held {before} before and {after} now.[/]");
        return failures.IsEmpty && gaps.IsEmpty && duplicates == 0 && after == before ? 0 : 1;
    }

    private static async Task CheckTimeline(Deal deal, ConcurrentBag<string> gaps)
    {
        var versions = (await deal.Door.Get("trustee-maker", $"{deal.Path}/timeline")).EnumerateArray().Select(entry => entry.GetProperty("version").GetInt64()).ToList();
        if (!versions.SequenceEqual(Enumerable.Range(1, versions.Count).Select(i => (long)i))) gaps.Add($"{deal.DealNo}: the timeline has gaps");
    }
}
