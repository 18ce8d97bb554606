using Npgsql;
using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Work;

/// <summary>Gathers what is known of a team before it enters: its certificates, and where each of them scanned last.</summary>
public sealed class TeamReader(NpgsqlDataSource database, TimeProvider clock)
{
    // Who scanned the day before can be anywhere by now.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    /// <summary>Of these certificates; those that are not known are left out.</summary>
    public async Task<TeamFacts> Of(IEnumerable<string> certificates, CancellationToken cancel)
    {
        var numbers = certificates.Distinct().ToArray();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select certificate_no, bodies, valid_from, valid_until from officers where certificate_no = any($1)")
        {
            Parameters = { new() { Value = numbers } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            select last.certificate_no, last.latitude, last.longitude, last.at from unnest($1::text[]) as asked (certificate_no), lateral (
                select * from sightings where certificate_no = asked.certificate_no and at > $2 order by at desc limit 1) last
            """)
        {
            Parameters = { new() { Value = numbers }, new() { Value = clock.GetUtcNow() - Remembered } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var officers = ImmutableList.CreateBuilder<Officer>();
        while (await reader.ReadAsync(cancel))
            officers.Add(new Officer(reader.GetString(0), [.. Periods(reader.GetFieldValue<string[]>(1), reader.GetFieldValue<DateOnly[]>(2), reader.GetFieldValue<DateOnly[]>(3))]));
        await reader.NextResultAsync(cancel);
        var sightings = ImmutableList.CreateBuilder<Sighting>();
        while (await reader.ReadAsync(cancel))
            sightings.Add(new Sighting(reader.GetString(0), new GeoPoint(reader.GetDouble(1), reader.GetDouble(2)), reader.GetFieldValue<DateTimeOffset>(3)));
        return new TeamFacts(officers.ToImmutable(), sightings.ToImmutable());
    }

    private static IEnumerable<Validity> Periods(string[] bodies, DateOnly[] from, DateOnly[] until) => bodies.Select((body, i) => new Validity(body, from[i], until[i]));
}
