using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>How fast lists and figures are built anew from the events.</summary>
public sealed class RebuildScenario : IScenario
{
    private const int Firms = 500;
    private const string Rebuild = "/inspection/v1/ops/rows/rebuild";

    /// <inheritdoc/>
    public string Name => "rebuild";

    /// <inheritdoc/>
    public string About => "Events a second while the rows of inspection-service (lists, figures, sightings) are built anew, 32 streams in a transaction. Floor: PostgreSQL reading the same events out.";

    /// <inheritdoc/>
    public int Place => 100;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var (service, turns) = (bench.World.Url("inspection-1"), new ScanCalls.Counter());
        var calls = await ScanCalls.Prepare(bench.World, service, service, Firms);
        CommandScenario.Fine(await ClosedLoop.Play(() => calls.Next(turns), TimeSpan.Zero, bench.Measured, stop));

        using var http = new HttpClient { BaseAddress = new Uri(service), Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bench.World.Door.TokenOf("operator"));
        var streams = 0L;
        var rounds = await Paired.Rounds(Bench.Rounds, async () =>
        {
            using var answer = await http.PostAsync(Rebuild, null, stop);
            answer.EnsureSuccessStatusCode();
            var report = default(JsonElement);
            while (report.ValueKind == JsonValueKind.Undefined || report.GetProperty("state").GetString() == "running")
            {
                await Task.Delay(50, stop);
                report = JsonDocument.Parse(await http.GetStringAsync(Rebuild, stop)).RootElement;
            }

            if (report.GetProperty("state").GetString() != "done") throw new InvalidOperationException($"The rebuild did not come to its end: {report}");
            var rebuilt = report.GetProperty("rows").EnumerateArray().ToList();
            streams = rebuilt.Sum(one => one.GetProperty("streams").GetInt64());
            return rebuilt.Sum(one => one.GetProperty("events").GetInt64()) / rebuilt.Sum(one => one.GetProperty("seconds").GetDouble());
        }, async () =>
        {
            var begun = Stopwatch.GetTimestamp();
            var events = await Sql.One(bench.World.Database("inspection"), "select count(data::text) from inspection.mt_events", stop);
            return Convert.ToDouble(events, CultureInfo.InvariantCulture) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }, bench.Say);
        return new Outcome(Name, About, [Figure.Of("events a second", "/s", rounds, "PostgreSQL reading them"), Figure.Of("streams", "", streams)], [], []);
    }
}
